#include "theorems/language/elaborator.hpp"
#include "theorems/language/mentions.hpp"
#include "theorems/language/phrasebook.hpp"
#include "theorems/language/suggest.hpp"

namespace groundcheck {

ExpressionPtr Elaborator::name(const Syntax& s) {
    if (const Binding* bound = binding(s.text)) return make(s, Node::index, bound->type, bound->name);
    if (s.text == "infinity" || s.text == "inf") return make(s, Node::infinity, Type::scalar);
    if (s.text == "pi") return make(s, Node::pi, Type::scalar);
    if (s.text == "K" || (s.text == "L" && scope_.strings)) return alphabet_size(s);
    if (scope_.program)
        if (ExpressionPtr found = program_name(s)) return found;
    if (s.text == "Q'") return next_model(s);
    if (s.text == "M") return mixture(s);
    const auto found = scope_.names.find(s.text);
    if (found == scope_.names.end()) throw unknown(s);
    switch (found->second) {
        case Type::distribution:
            return make(s, Node::distribution, Type::distribution, s.text);
        case Type::observable:
            return make(s, Node::observable, Type::observable, s.text);
        case Type::string:
            return make(s, Node::parameter, Type::string, s.text);
        default:
            return make(s, Node::parameter, Type::scalar, s.text);
    }
}

ExpressionPtr Elaborator::program_name(const Syntax& s) const {
    if (s.text == "Q" && !has(Type::distribution, "Q"))
        throw error(s, "Q is what the first hypothesis emits: declare " + scope_.start + " in the domain",
                    scope_.start + " = \"strings\"");
    if (s.text == "P" && !has(Type::distribution, "P"))
        throw error(s, "P is what the world's string emits: declare world in the domain",
                    "world = \"strings(0101)\"");
    if (s.text != "doeblin") return nullptr;
    require_program(s, "doeblin");
    return make(s, Node::parameter, Type::scalar, s.text);
}

const Elaborator::Binding* Elaborator::binding(const std::string& name) const {
    for (const Binding& bound : bound_)
        if (bound.name == name) return &bound;
    return nullptr;
}

bool Elaborator::has(Type type, const std::string& name) const {
    const auto found = scope_.names.find(name);
    return found != scope_.names.end() && found->second == type;
}

ExpressionPtr Elaborator::alphabet_size(const Syntax& s) const {
    if (scope_.calculator) throw unknown(s);
    if (scope_.any_alphabet)
        throw error(s, "K has no value where the domain says K = \"any\"",
                    "such a claim is decided symbol by symbol, for all K at once: it may not mention K. "
                    "Give the domain numbers, for instance K = \"2..4\"");
    require_alphabet(s, "K");
    return make(s, Node::parameter, Type::scalar, s.text);
}

void Elaborator::require_alphabet(const Syntax& s, const std::string& what) const {
    if (!scope_.has_alphabet())
        throw error(s, what + " needs symbols, and the domain has none", "declare K = 2, or a distribution");
}

ExpressionPtr Elaborator::next_model(const Syntax& s) {
    refuse_in_step(s, "Q'");
    if (scope_.gaussian) throw error(s, "the Gaussian model after a generation is mu[1] and s2[1]");
    require_generation(s, "Q'");
    if (!random_ && !every_outcome_)
        throw error(s, "Q' is random and has no value by itself",
                    "write E[...], Var[...] or Pr[...] around it, or begin with \"for every outcome:\"");
    uses_outcome_ = true;
    return make(s, Node::distribution, Type::distribution, "Q'");
}

ExpressionPtr Elaborator::mixture(const Syntax& s) const {
    if (scope_.program)
        throw error(s, "the program learner has no mixture M: it fits strings, not frequencies");
    if (scope_.calculator || !has(Type::distribution, scope_.start))
        throw error(s, "M is the mixture alpha*P + (1-alpha)*Q, but there is no Q here");
    require_world(s, "M");
    if (other_start_)
        throw error(s, "M is made from Q, but this bracket starts from another model",
                    "take M out of the bracket");
    return make(s, Node::distribution, Type::distribution, "M");
}

void Elaborator::refuse_in_step(const Syntax& s, const std::string& what) const {
    if (scope_.step && !scope_.recursion.empty())
        throw error(s, what + " cannot stand here: a step is made from what the numbers are before it",
                    "in a step their names stand for that, and t for the step's own number");
    if (scope_.step)
        throw error(
            s, what + " cannot stand here: a process's train and fit say what one generation does",
            "they speak of the model Q, the world P and, in fit, the frequencies X and the mixture M");
}

void Elaborator::require_generation(const Syntax& s, const std::string& what) const {
    refuse_in_step(s, what);
    if (scope_.calculator) throw error(s, what + " is not available here: there is no process, only numbers");
    if (!scope_.recursion.empty())
        throw error(s, what + " is about random models; nothing is random in a recursion",
                    "the numbers after t steps are " + numbers_of_recursion());
    if (scope_.gaussian || random_world_) return;  // of a random world, I[...] has seen to what it needs
    if (scope_.program) {
        require_program(s, what);
        if (!other_start_) require_first_hypothesis(s, what);
        return;
    }
    if (!other_start_ && !has(Type::distribution, scope_.start))
        throw error(s, what + " needs a model to start from: declare Q in the domain",
                    has(Type::string, "h") ? "for hypotheses h[t], [process] family = \"program\"" : "");
    if (!scope_.samples)
        throw error(s, what + " needs a number of samples: declare N in the domain", "N = \"1..16\"");
    require_world(s, what);
}

void Elaborator::require_world(const Syntax& s, const std::string& what) const {
    if (scope_.grounded && !has(Type::distribution, "P"))
        throw error(s,
                    what +
                        " is drawn from alpha*P + (1-alpha)*Q, and alpha can be other than 0: declare P "
                        "in the domain",
                    "P = \"simplex\" or P = \"lattice(12)\"");
}

void Elaborator::require_first_hypothesis(const Syntax& s, const std::string& what) const {
    if (!has(Type::string, scope_.start))
        throw error(s, what + " needs a first hypothesis: declare " + scope_.start + " in the domain",
                    scope_.start + " = \"strings\"");
}

void Elaborator::require_prior(const Syntax& s, const std::string& what) const {
    if (!has(Type::distribution, "m"))
        throw error(s, what + " needs the learner's prior: declare m in the domain", "m = \"D(4)\"");
    if (!scope_.samples)
        throw error(s, what + " needs a number of samples: declare N in the domain", "N = \"1..16\"");
}

void Elaborator::require_program(const Syntax& s, const std::string& what) const {
    require_prior(s, what);
    if (scope_.grounded && !has(Type::string, "world"))
        throw error(
            s, what + " sees the world's string, for alpha can be other than 0: declare world in the domain",
            "world = \"strings(0101)\"");
}

InputError Elaborator::unknown(const Syntax& s) const {
    if (scope_.calculator)
        return error(s, "unknown name \"" + s.text + "\"",
                     functions_named(s.text).empty()
                         ? "the calculator knows numbers, intervals [low, high], pi, infinity and functions"
                         : "a function needs its arguments: " + s.text + "(...)");
    if (!functions_named(s.text).empty())
        return error(s, "\"" + s.text + "\" is a function and needs its arguments, " + s.text + "(...)");
    if (s.text.ends_with('\'')) return error(s, "only Q has a next generation, Q'", letters_hint);
    if (s.text == "h" || s.text == "world" || s.text == "m")
        return error(s, "\"" + s.text + "\" is not in the domain",
                     "with [process] family = \"program\" the domain declares it: " + example(s.text));
    const bool symbols = s.text == "Q" || s.text == "P" || s.text == "f";
    if (symbols && !scope_.recursion.empty())
        return error(s, "a recursion has numbers only, and no " + s.text,
                     "let a number of the domain stand for what is said of it");
    if (s.text == "N" || s.text == "t" || s.text == "alpha" || symbols)
        return error(s, "\"" + s.text + "\" is not in the domain", "declare it: " + example(s.text));
    const std::string here = said_here(s.text);
    return error(s, "unknown name \"" + s.text + "\"",
                 here.empty() ? suggestion(s.text, known_names()) : here);
}

std::string Elaborator::example(const std::string& name) {
    if (name == "N") return "N = \"1..16\"";
    if (name == "t") return "t = \"1..10\"";
    if (name == "alpha") return "alpha = \"lattice(8)\"";
    if (name == "h") return "h = \"strings\"";
    if (name == "world") return "world = \"strings(0101)\"";
    if (name == "m") return "m = \"D(4)\"";
    if (name == "f") return "f = \"cube(2)\"";
    return name + " = \"lattice(12)\"";
}

std::vector<std::string> Elaborator::known_names() const {
    Names names;
    for (const auto& [name, type] : scope_.names)
        names.insert(name);
    for (const Binding& bound : bound_)
        names.insert(bound.name);
    if (!scope_.any_alphabet) names.insert("K");
    if (scope_.samples && has(Type::distribution, "Q")) names.insert("Q'");
    if (has(Type::distribution, "Q") && has(Type::distribution, "P")) names.insert("M");
    names.insert({"pi", "infinity"});
    return {names.begin(), names.end()};
}

std::string Elaborator::distributions_hint() const {
    std::string list;
    for (const auto& [name, type] : scope_.names)
        if (type == Type::distribution) list += (list.empty() ? "" : ", ") + name;
    return list.empty() ? "" : "distributions here: " + list;
}

ExpressionPtr Elaborator::component(const Syntax& s) {
    const Syntax& what = s.children[0];
    ExpressionPtr base = any(what);
    if (base->type != Type::distribution && base->type != Type::observable)
        throw error(what,
                    "only a distribution or an observable has components, this is " + describe(base->type));
    ExpressionPtr position = any(s.children[1]);
    if (position->type != Type::string) position = typed(s.children[1], Type::scalar);
    if (position->type == Type::string && !scope_.strings)
        throw error(s.children[1], "the symbols are no strings here", "declare their length L in the domain");
    if (position->type == Type::scalar) check_position(s.children[1], *position);
    return make(s, Node::component, Type::scalar, "", {std::move(base), std::move(position)});
}

void Elaborator::check_position(const Syntax& s, const Expression& position) const {
    const std::optional<Rational> value = constant_value(position);
    if (scope_.any_alphabet && !(position.node == Node::index && binding(position.name)->symbols))
        throw error(s, "with K = \"any\" a symbol has no number of its own",
                    "only the variable of a sum over symbols can be an index: sum(i: ... Q_i ...)");
    if (!value) return;
    if (denominator(*value) != 1) throw error(s, "an index is a whole number, this is " + to_string(*value));
    if (*value < 1) throw error(s, "symbols are numbered from 1, this is " + to_string(*value));
    if (!scope_.K.empty() && *value > scope_.K.front())
        throw error(
            s, "there is no symbol " + to_string(*value) + " when K = " + std::to_string(scope_.K.front()),
            "symbols are numbered 1 to K, and the domain has K = " + std::to_string(scope_.K.front()));
}

InputError Elaborator::no_generations(const Syntax& s) const {
    const std::string& name = s.children[0].text;
    if (!scope_.recursion.empty())
        return error(s, "\"" + name + "\" has no step in this recursion",
                     "what has one: " + numbers_of_recursion());
    if (scope_.program)
        return error(s, "h[t] and Q[t] are the generations of the program learner: \"" + name + "\" has none",
                     letters_hint);
    return error(s, "only Q has generations, Q[t]: \"" + name + "\" does not",
                 name == "Q'"                     ? "Q' is Q[1]"
                 : !functions_named(name).empty() ? name + " takes parentheses: " + name + "(...)"
                                                  : letters_hint);
}

std::string Elaborator::numbers_of_recursion() const {
    std::string list;
    for (const std::string& name : scope_.recursion)
        list += (list.empty() ? "" : ", ") + name + "[t]";
    return list;
}

void Elaborator::refuse_old_letters(const Syntax& s) const {
    if (s.kind == Kind::name && s.text == "P'") throw unknown(s);
    if (s.kind == Kind::generation && s.children[0].text == "P" && !scope_.gaussian) throw no_generations(s);
    for (const Syntax& child : s.children)
        refuse_old_letters(child);
}

ExpressionPtr Elaborator::generation(const Syntax& s) {
    if (!scope_.recursion.empty()) return iterate(s);
    const Syntax& what = s.children[0];
    const bool moment = scope_.gaussian && (what.text == "mu" || what.text == "s2");
    if (scope_.gaussian && !moment)
        throw error(s, "the Gaussian model has a mean, mu[t], and a variance, s2[t]: \"" + what.text +
                           "\" is neither");
    const bool hypothesis = scope_.program && what.text == "h";
    if (!moment && !hypothesis && what.text != "Q") throw no_generations(s);
    require_generation(s, "Q[...]");
    if (!random_)
        throw error(s, "the model after several generations is random and has no value by itself",
                    "write E[...], Var[...] or Pr[...] around it");
    ExpressionPtr time = typed(s.children[1], Type::scalar);
    if (mentions_drawn_model(*time)) throw error(s.children[1], "a generation's number is not random");
    if (const auto value = constant_value(*time); value && (*value < 0 || denominator(*value) != 1))
        throw error(s.children[1], "a generation is a whole number from 0, this is " + to_string(*value));
    if (const Expression* inside = bound_inside(*time))
        throw error(s.children[1],
                    "which generations a bracket draws is settled outside of it, but \"" + inside->name +
                        "\" is bound inside",
                    "put the sum around the bracket: sum(c in 0..2: E[D(Q[c])])");
    if (hypothesis) return make(s, Node::generation, Type::string, "h", {std::move(time)});
    if (moment) return make(s, Node::generation, Type::scalar, what.text, {std::move(time)});
    return make(s, Node::generation, Type::distribution, "Q", {std::move(time)});
}

ExpressionPtr Elaborator::iterate(const Syntax& s) {
    const std::string& name = s.children[0].text;
    refuse_in_step(s, name + "[...]");
    if (!scope_.recursion.contains(name)) throw no_generations(s);
    ExpressionPtr steps = typed(s.children[1], Type::scalar);
    if (steps->node == Node::infinity)
        throw error(s.children[1], "a recursion is run for a number of steps, and has no value at infinity",
                    "claim an inequality for every t, which the limit follows from");
    if (const auto value = constant_value(*steps); value && (*value < 0 || denominator(*value) != 1))
        throw error(s.children[1],
                    "a number of steps is a whole number from 0, this is " + to_string(*value));
    return make(s, Node::generation, Type::scalar, name, {std::move(steps)});
}

ExpressionPtr Elaborator::tuple(const Syntax& s) {
    std::vector<ExpressionPtr> parts;
    Rational total = 0;
    bool constant = true;
    for (const Syntax& child : s.children) {
        parts.push_back(typed(child, Type::scalar));
        const std::optional<Rational> value = constant_value(*parts.back());
        constant = constant && value.has_value();
        if (value && *value < 0) throw error(child, "a probability is negative: " + to_string(*value));
        if (value) total += *value;
    }
    if (total > 1 || (constant && total != 1))
        throw error(s, "the probabilities add up to " + to_string(total) + ", not to 1");
    check_length(s, parts.size());
    return make(s, Node::literal, Type::distribution, "", std::move(parts));
}

void Elaborator::check_length(const Syntax& s, std::size_t length) const {
    const std::string has = "this distribution has " + std::to_string(length) + " probabilities, ";
    if (scope_.any_alphabet)
        throw error(s, has + "but the domain says K = \"any\"",
                    "give the domain K = " + std::to_string(length));
    if (scope_.calculator) return;
    for (const std::uint32_t K : scope_.K)
        if (K != length) throw error(s, has + "but the domain has K = " + std::to_string(K));
}

ExpressionPtr Elaborator::interval(const Syntax& s) {
    if (!scope_.calculator)
        throw error(s, "an interval can stand only in the calculator's expressions",
                    "in a claim, let a variable range over it in the domain");
    std::vector<ExpressionPtr> ends;
    for (const Syntax& child : s.children)
        ends.push_back(interval_end(child));
    if (ends.size() == 1) ends.push_back(ends.front());
    if (ends.size() > 2) throw error(s, "an interval has two ends, this has " + std::to_string(ends.size()));
    const Expression& low = *ends[0];
    const Expression& high = *ends[1];
    const bool below = low.node == Node::neg || high.node == Node::infinity ||
                       (low.node == Node::number && high.node == Node::number && low.value <= high.value);
    if (!below || low.node == Node::infinity || high.node == Node::neg)
        throw error(s, "the interval is empty: its lower end is not below its upper end");
    return make(s, Node::interval, Type::scalar, "", std::move(ends));
}

ExpressionPtr Elaborator::interval_end(const Syntax& child) {
    ExpressionPtr e = typed(child, Type::scalar);
    if (e->node == Node::infinity || (e->node == Node::neg && e->args[0]->node == Node::infinity)) return e;
    const std::optional<Rational> value = constant_value(*e);
    if (!value) throw error(child, "the end of an interval is one number, written out");
    auto end = std::make_shared<Expression>(*make(child, Node::number, Type::scalar));
    end->value = *value;
    return end;
}

}  // namespace groundcheck
