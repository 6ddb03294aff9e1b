#include <algorithm>
#include <map>
#include <utility>

#include "theorems/language/elaborator.hpp"
#include "theorems/language/mentions.hpp"
#include "theorems/language/phrasebook.hpp"
#include "theorems/language/suggest.hpp"

namespace groundcheck {
namespace {

// A sum over more integers than this is refused: no one waits for it.
constexpr int max_terms = 1'000'000;

}  // namespace

ExpressionPtr Elaborator::call(const Syntax& s) {
    const std::vector<const Function*> meanings = functions_named(s.text);
    if (meanings.empty()) throw unknown_function(s);
    std::vector<ExpressionPtr> args;
    for (const Syntax& child : s.children)
        args.push_back(any(child));
    // Some have several meanings; the first argument's type chooses, then how many arguments there are.
    const Function* chosen = meanings.front();
    for (const Function* meaning : meanings)
        if (!args.empty() && args[0]->type == meaning->parameters[0] &&
            (chosen->parameters[0] != args[0]->type || chosen->parameters.size() != args.size()))
            chosen = meaning;
    // Where no first argument fits, the message is about the one with as many.
    if (!args.empty() && chosen->parameters[0] != args[0]->type)
        for (const Function* meaning : meanings)
            if (meaning->parameters.size() == args.size()) chosen = meaning;
    check_arguments(s, *chosen, args);
    if (chosen->first == FirstArgument::set && !scope_.sets.contains(args[0]->name))
        throw error(s.children[0],
                    "\"" + s.text + "\" needs a set of symbols here, and " + args[0]->name + " is none",
                    "A = \"{1, 2}\" in the domain; of an observable there is the mean, mean(f, p)");
    if (chosen->follows_process) {
        if (scope_.program) throw error(s, "the program learner's hypothesis never stands still for ever");
        require_generation(s, s.text);
        if (mentions_drawn_model(*args[0]))
            throw error(s.children[0], s.text + " is of a model that is not random");
    }
    return make(s, chosen->node(), chosen->result, s.text, std::move(args));
}

InputError Elaborator::unknown_function(const Syntax& s) const {
    const Syntax name{Kind::name, s.text, {}, s.begin, s.begin + s.text.size()};
    if (s.text == "E" || s.text == "Var" || s.text == "Pr" || s.text == "Law")
        return error(name, s.text + " takes brackets", "write " + s.text + "[...]");
    if (s.text == "I") return error(name, "I takes brackets", "write I[world; Q[t]]");
    if (scope_.names.contains(s.text) || s.text == "K" || s.text == "M" || s.text == "pi" ||
        binding(s.text) != nullptr)
        return error(name, "\"" + s.text + "\" is not a function",
                     s.text == "Q"   ? "the model after t generations is Q[t]; a product is written with *"
                     : s.text == "P" ? "a probability is Pr[a formula]; a product is written with *"
                                     : "a product is written with *");
    std::vector<std::string> names;
    for (const Function& function : functions())
        names.push_back(function.name);
    names.insert(names.end(), {"sum", "prod", "normalize"});
    const std::string here = said_here(s.text);
    return error(name, "unknown function \"" + s.text + "\"",
                 here.empty() ? suggestion(s.text, names) : here);
}

namespace {

std::string form_of(const Function& function) {
    std::string form = function.name + "(";
    for (const Type type : function.parameters)
        form += (form.back() == '(' ? "" : ", ") + describe(type);
    return form + (function.variadic ? ", ...)" : ")");
}

// How many arguments the function takes, and its form; where others of its name that return the same take
// other numbers of them, all of these: "2 or 3", and "BDM(a number, a string) or BDM(...)".
std::pair<std::string, std::string> argument_counts(const Function& function) {
    std::map<std::size_t, std::string> forms = {{function.parameters.size(), form_of(function)}};
    for (const Function& other : functions())
        if (other.name == function.name && other.result == function.result && other.rule == function.rule)
            forms.try_emplace(other.parameters.size(), form_of(other));
    std::pair<std::string, std::string> result;
    for (const auto& [count, form] : forms) {
        result.first += (result.first.empty() ? "" : " or ") + std::to_string(count);
        result.second += (result.second.empty() ? "" : " or ") + form;
    }
    if (function.variadic) result.first += " or more";
    return result;
}

}  // namespace

void Elaborator::check_arguments(const Syntax& s, const Function& function,
                                 const std::vector<ExpressionPtr>& args) const {
    const std::size_t wanted = function.parameters.size();
    const std::string form = form_of(function);
    if (args.size() < wanted || (args.size() > wanted && !function.variadic)) {
        const auto [counts, forms] = argument_counts(function);
        throw error(s,
                    "\"" + s.text + "\" takes " + counts +
                        (counts == "1" ? " argument, not " : " arguments, not ") +
                        std::to_string(args.size()),
                    forms);
    }
    for (std::size_t i = 0; i < args.size(); ++i) {
        const Type type = function.parameters[std::min(i, wanted - 1)];
        if (args[i]->type != type)
            throw error(
                s.children[i],
                "\"" + s.text + "\" needs " + describe(type) + " here, this is " + describe(args[i]->type),
                form);
    }
    check_order(s, function, args);
    if (wanted == 2 && args[0]->node == Node::literal && args[1]->node == Node::literal &&
        args[0]->args.size() != args[1]->args.size())
        throw error(s, "the two distributions have different lengths, " +
                           std::to_string(args[0]->args.size()) + " and " +
                           std::to_string(args[1]->args.size()));
}

void Elaborator::check_order(const Syntax& s, const Function& function,
                             const std::vector<ExpressionPtr>& args) const {
    if (function.first != FirstArgument::order && function.first != FirstArgument::order_infinite) return;
    if (function.first == FirstArgument::order && args[0]->node == Node::infinity)
        throw error(s.children[0], function.name + " has no order infinity");
    const std::optional<Rational> order = constant_value(*args[0]);
    if (order && *order < 0) throw error(s.children[0], "the order of an entropy cannot be negative");
}

ExpressionPtr Elaborator::binder(const Syntax& s) {
    const Syntax& variable = s.children[0];
    check_variable(variable, s.text);
    if (s.text == "normalize") return normalized(s);
    const bool ranged = s.children.size() == 4;
    const bool strings = s.children.size() == 3;
    std::vector<ExpressionPtr> args;
    if (ranged) {
        args.push_back(typed(s.children[1], Type::scalar));
        args.push_back(typed(s.children[2], Type::scalar));
        check_range(s, *args[0], *args[1]);
    } else if (strings) {
        args.push_back(set(s.children[1]));
    } else if (scope_.calculator) {
        throw error(s, "there are no symbols to run over here",
                    "write a range: " + s.text + "(" + variable.text + " in 1..10: ...)");
    } else {
        require_alphabet(s, "a " + s.text + " over the symbols");
    }
    bound_.push_back({variable.text, !ranged && !strings, strings ? Type::string : Type::scalar});
    args.push_back(typed(s.children.back(), Type::scalar));
    bound_.pop_back();
    auto e = std::make_shared<Expression>(
        *make(s, s.text == "sum" ? Node::sum : Node::prod, Type::scalar, variable.text, std::move(args)));
    e->ranged = ranged;
    return e;
}

ExpressionPtr Elaborator::normalized(const Syntax& s) {
    const Syntax& variable = s.children[0];
    if (s.children.size() != 2)
        throw error(s, "normalize runs over the symbols", "normalize(" + variable.text + ": ...)");
    if (scope_.calculator || scope_.program)
        throw error(s, "there are no symbols of a model to run over here",
                    "write the probabilities out: (3/4, 1/4)");
    require_alphabet(s, "normalize");
    bound_.push_back({variable.text, true});
    ExpressionPtr body = typed(s.children[1], Type::scalar);
    bound_.pop_back();
    return make(s, Node::normalize, Type::distribution, variable.text, {std::move(body)});
}

ExpressionPtr Elaborator::set(const Syntax& s) {
    const bool known = s.kind == Kind::call && (s.text == "strings" || s.text == "outputs");
    if (!known || s.children.size() != 1)
        throw error(
            s,
            "a sum runs over a range low..high, the strings of a length, strings(4), or the outputs of "
            "all machines, outputs(4)",
            known ? s.text + "(a number)" : "\"..\" and the upper end of the range are expected here");
    return make(s, Node::set, Type::scalar, s.text, {typed(s.children[0], Type::scalar)});
}

void Elaborator::check_variable(const Syntax& variable, const std::string& kind) const {
    const std::string& name = variable.text;
    if (name[0] >= 'A' && name[0] <= 'Z')
        throw error(variable, "the variable of a " + kind + " begins with a small letter",
                    "capital letters are for distributions");
    const std::string another = std::string("take another letter, such as ") + (name == "i" ? "j" : "i");
    if (is_reserved(name)) throw error(variable, "\"" + name + "\" has a meaning already", another);
    if (scope_.names.contains(name) || binding(name) != nullptr)
        throw error(variable, "\"" + name + "\" is a variable already", another);
}

void Elaborator::check_range(const Syntax& s, const Expression& low, const Expression& high) const {
    const std::optional<Rational> ends[] = {constant_value(low), constant_value(high)};
    for (int i = 0; i < 2; ++i)
        if (ends[i] && denominator(*ends[i]) != 1)
            throw error(s.children[static_cast<std::size_t>(i) + 1],
                        "the ends of a range are whole numbers, this is " + to_string(*ends[i]));
    for (int i = 0; i < 2; ++i)
        if ((i == 0 ? low : high).node == Node::infinity)
            throw error(s.children[static_cast<std::size_t>(i) + 1], "a range is finite");
    if (ends[0] && ends[1] && *ends[1] - *ends[0] > max_terms)
        throw error(s, "the range has more than " + std::to_string(max_terms) + " terms");
}

ExpressionPtr Elaborator::bracket(const Syntax& s) {
    if (scope_.calculator)
        throw error(s, s.text + "[...] is not available here: there is no process, only numbers");
    if (condition_)
        throw error(s,
                    "a condition is about the variables themselves: " + s.text + "[...] cannot stand in it");
    if (random_)
        throw error(s, s.text + "[...] stands inside another bracket: expectations cannot be nested",
                    "the outer one has nothing random left");
    std::vector<ExpressionPtr> args(1);
    bracket_surroundings(s, args);
    const bool from = args.size() > 1 && args[1]->node != Node::setting;
    const Within start(other_start_, from);
    require_generation(s, s.text + "[...]");
    const Within random(random_, true);
    outside_ = bound_.size();
    const Within outcome(uses_outcome_, uses_outcome_);
    if (s.text == "Law" && !scope_.gaussian) {
        args[0] = typed(s.children[0], scope_.program ? Type::string : Type::distribution);
        if (scope_.program && !mentions_drawn_model(*args[0]))
            throw error(s.children[0], "only a random hypothesis has a law", "Law[h[t]]");
        if (scope_.program) return make(s, Node::law, Type::distribution, "", std::move(args));
        if (!mentions_drawn_model(*args[0]))
            throw error(s.children[0], "only a random model has a law", "Law[Q'] or Law[Q[t]]");
        return make(s, Node::law, Type::law, "", std::move(args));
    }
    if (scope_.gaussian && (s.text == "Law" || s.children.size() > 1))
        throw error(s, "of a Gaussian, E, Var and Pr from the domain's start are known",
                    "E[...] and Var[...] of polynomials in mu[t] and s2[t], Pr[s2[1] <= c]");
    args[0] = typed(s.children[0], s.text == "Pr" ? Type::truth : Type::scalar);
    const Node node = s.text == "E"     ? Node::expectation
                      : s.text == "Var" ? Node::variance
                                        : Node::probability;
    return make(s, node, Type::scalar, "", std::move(args));
}

void Elaborator::require_random_world(const Syntax& s) const {
    refuse_in_step(s, "I[...]");
    if (scope_.calculator) throw error(s, "I[...] is not available here: there is no process, only numbers");
    if (condition_)
        throw error(s, "a condition is about the variables themselves: I[...] cannot stand in it");
    if (random_)
        throw error(s, "I[...] stands inside another bracket, where the world is not random any more",
                    "take it out of the bracket: it is a number");
    if (scope_.any_alphabet)
        throw error(s, "with K = \"any\" there is no law of the whole model that could tell of a world",
                    "give the domain numbers, for instance K = \"2..4\"");
    if (scope_.random_world) {
        if (scope_.program) {
            require_prior(s, "I[...]");
            if (scope_.start != "world") require_first_hypothesis(s, "I[...]");
            return;
        }
        if (!has(Type::distribution, scope_.start))
            throw error(s, "I[...] needs a model to start from: declare Q in the domain",
                        "or [process] start = \"P\", and P in the domain");
        if (!scope_.samples)
            throw error(s, "I[...] needs a number of samples: declare N in the domain", "N = \"1..16\"");
        return;
    }
    throw error(
        s, "I[world; ...] needs to know which worlds there can be",
        "[process] world = \"P with 1/2, R with 1/2\": the world is P or R, each with probability 1/2");
}

ExpressionPtr Elaborator::information(const Syntax& s) {
    require_random_world(s);
    const Syntax& about = s.children[0];
    const Syntax& seen = s.children[1];
    if (about.kind != Kind::name || about.text != "world")
        throw error(about, "I[...] is the information about the random world", "I[world; Q[t]]");
    const bool samples = seen.kind == Kind::name && (seen.text == "X" || seen.text == "samples");
    if (samples && scope_.names.contains(seen.text))
        throw error(seen, "in I[...] " + seen.text + " has a meaning, but the domain declares it too",
                    "X is the frequencies of the first step's samples, samples is their sequence");
    if (samples) return make(s, Node::information, Type::scalar, seen.text);
    const Within random(random_, true);
    const Within world(random_world_, true);
    outside_ = bound_.size();
    const Within outcome(uses_outcome_, uses_outcome_);
    ExpressionPtr body = any(seen);
    const bool model =
        body->node == Node::generation || (body->node == Node::distribution && body->name == "Q'");
    const bool fits = model && body->type == (scope_.program ? Type::string : Type::distribution);
    if (!fits)
        throw error(seen,
                    std::string("information about the world is looked for in ") +
                        (scope_.program ? "h[t]" : "Q' or Q[t]") + ", in X or in samples",
                    "X is the frequencies of the first step's samples, samples is their sequence");
    return make(s, Node::information, Type::scalar, "", {std::move(body)});
}

void Elaborator::bracket_surroundings(const Syntax& s, std::vector<ExpressionPtr>& args) {
    for (std::size_t i = 1; i < s.children.size(); ++i) {
        const Syntax& part = s.children[i];
        if (part.kind == Kind::setting) {
            args.push_back(setting(part));
            continue;
        }
        args.push_back(typed(part, scope_.program ? Type::string : Type::distribution));
        if (mentions_drawn_model(*args.back()))
            throw error(part, "a generation cannot start from a random model");
    }
}

ExpressionPtr Elaborator::setting(const Syntax& s) {
    if (!scope_.program)
        throw error(s, "\"with\" changes the program learner's process only",
                    "[process] family = \"program\"; otherwise let " + s.text + " range in the domain");
    if (!has(Type::scalar, s.text) || s.text == "t")
        throw error(s, "\"" + s.text + "\" is no number of this process",
                    "\"with\" gives N, alpha or another number of the domain a different value");
    return make(s, Node::setting, Type::scalar, s.text, {typed(s.children[0], Type::scalar)});
}

const Expression* Elaborator::bound_inside(const Expression& e) const {
    return first_part(e, [this](const Expression& part) {
        for (std::size_t i = outside_; part.node == Node::index && i < bound_.size(); ++i)
            if (bound_[i].name == part.name) return true;
        return false;
    });
}

}  // namespace groundcheck
