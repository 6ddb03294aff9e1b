#include "theorems/language/types.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "theorems/language/claim.hpp"
#include "theorems/language/suggest.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {
namespace {

using Kind = Syntax::Kind;

// A sum over this many integers and more is refused: no one waits for it.
constexpr int max_terms = 1'000'000;

class Elaborator {
  public:
    Elaborator(const Source& source, const Scope& scope) : source_(source), scope_(scope) {}

    ExpressionPtr statement(const Syntax& s) {
        if (s.kind != Kind::every_outcome) return typed(s, Type::truth);
        if (!scope_.samples || !has(Type::distribution, "P"))
            throw error(s, "\"for every outcome\" needs samples, so P and N in the domain");
        every_outcome_ = true;
        ExpressionPtr body = typed(s.children[0], Type::truth);
        if (!uses_outcome_)
            throw error(s, "\"for every outcome\" is said, but the formula does not mention the outcome P'");
        return make(s, Node::every_outcome, Type::truth, "", {std::move(body)});
    }

    // The expression, which has to be of the type wanted.
    ExpressionPtr typed(const Syntax& s, Type wanted) {
        ExpressionPtr e = any(s);
        if (e->type == wanted) return e;
        std::string hint;
        if (wanted == Type::scalar && e->type == Type::distribution && e->node == Node::distribution)
            hint = "a number made from it: H(" + e->name + "), " + e->name + "_1, D(" + e->name + ")";
        if (wanted == Type::truth && e->type == Type::scalar)
            hint = "compare it with something: <= < >= > == !=";
        if (wanted == Type::distribution && e->type == Type::scalar && e->node == Node::parameter)
            hint = distributions_hint();
        throw error(s, describe(wanted) + " is needed here, this is " + describe(e->type), hint);
    }

  private:
    struct Binding {
        std::string name;
        bool symbols;  // bound by sum(i: ...), so that it can index
    };

    // Restores a flag of the context when a bracket closes.
    template <typename T>
    class Restore {
      public:
        Restore(T& what, T value) : what_(what), old_(std::exchange(what, std::move(value))) {}
        ~Restore() { what_ = old_; }
        Restore(const Restore&) = delete;
        Restore& operator=(const Restore&) = delete;

      private:
        T& what_;
        T old_;
    };

    InputError error(const Syntax& s, std::string message, std::string hint = "") const {
        return source_.error(s.begin, s.end, std::move(message), std::move(hint));
    }

    ExpressionPtr make(const Syntax& s, Node node, Type type, std::string name = "",
                       std::vector<ExpressionPtr> args = {}) const {
        auto e = std::make_shared<Expression>();
        e->node = node;
        e->type = type;
        e->name = std::move(name);
        e->args = std::move(args);
        e->where = source_.range(s.begin, s.end);
        return e;
    }

    bool has(Type type, const std::string& name) const {
        const auto found = scope_.names.find(name);
        return found != scope_.names.end() && found->second == type;
    }

    ExpressionPtr any(const Syntax& s) {
        switch (s.kind) {
            case Kind::number:
                return number(s);
            case Kind::name:
                return name(s);
            case Kind::component:
                return component(s);
            case Kind::generation:
                return generation(s);
            case Kind::call:
                return call(s);
            case Kind::tuple:
                return tuple(s);
            case Kind::interval:
                return interval(s);
            case Kind::binder:
                return binder(s);
            case Kind::bracket:
                return bracket(s);
            case Kind::prefix:
                return prefix(s);
            case Kind::infix:
                return infix(s);
            case Kind::chain:
                return chain(s);
            case Kind::every_outcome:
                break;
        }
        throw error(s, "\"for every outcome:\" stands only at the beginning of a statement");
    }

    ExpressionPtr number(const Syntax& s) const {
        const std::optional<Rational> value = parse_rational(s.text);
        if (!value) throw error(s, "this number cannot be read: its exponent is beyond 20000");
        auto e = std::make_shared<Expression>(*make(s, Node::number, Type::scalar));
        e->value = *value;
        return e;
    }

    // ---- names

    ExpressionPtr name(const Syntax& s) {
        if (const Binding* bound = binding(s.text)) return make(s, Node::index, Type::scalar, bound->name);
        if (s.text == "infinity" || s.text == "inf") return make(s, Node::infinity, Type::scalar);
        if (s.text == "pi") return make(s, Node::pi, Type::scalar);
        if (s.text == "K") return alphabet_size(s);
        if (s.text == "P'") return next_model(s);
        if (s.text == "M") return mixture(s);
        const auto found = scope_.names.find(s.text);
        if (found == scope_.names.end()) throw unknown(s);
        switch (found->second) {
            case Type::distribution:
                return make(s, Node::distribution, Type::distribution, s.text);
            case Type::observable:
                return make(s, Node::observable, Type::observable, s.text);
            default:
                return make(s, Node::parameter, Type::scalar, s.text);
        }
    }

    const Binding* binding(const std::string& name) const {
        for (auto b = bound_.rbegin(); b != bound_.rend(); ++b)
            if (b->name == name) return &*b;
        return nullptr;
    }

    ExpressionPtr alphabet_size(const Syntax& s) const {
        if (scope_.calculator) throw unknown(s);
        if (scope_.any_alphabet)
            throw error(s, "K has no value where the domain says K = \"any\"",
                        "such a claim is decided symbol by symbol, for all K at once: it may not mention K. "
                        "Give the domain numbers, for instance K = \"2..4\"");
        return make(s, Node::parameter, Type::scalar, "K");
    }

    ExpressionPtr next_model(const Syntax& s) {
        require_generation(s, "P'");
        if (!random_ && !every_outcome_)
            throw error(s, "P' is random and has no value by itself",
                        "write E[...], Var[...] or Pr[...] around it, or begin with \"for every outcome:\"");
        uses_outcome_ = true;
        return make(s, Node::distribution, Type::distribution, "P'");
    }

    ExpressionPtr mixture(const Syntax& s) const {
        if (scope_.calculator || !has(Type::distribution, "P"))
            throw error(s, "M is the mixture alpha*Q + (1-alpha)*P, but there is no P here");
        require_world(s, "M");
        if (other_start_)
            throw error(s, "M is made from P, but this bracket starts from another model",
                        "take M out of the bracket");
        return make(s, Node::distribution, Type::distribution, "M");
    }

    void require_generation(const Syntax& s, const std::string& what) const {
        if (scope_.calculator)
            throw error(s, what + " is not available here: there is no process, only numbers");
        if (!has(Type::distribution, "P"))
            throw error(s, what + " needs a model to start from: declare P in the domain");
        if (!scope_.samples)
            throw error(s, what + " needs a number of samples: declare N in the domain", "N = \"1..16\"");
        require_world(s, what);
    }

    void require_world(const Syntax& s, const std::string& what) const {
        if (scope_.grounded && !has(Type::distribution, "Q"))
            throw error(s,
                        what +
                            " is drawn from alpha*Q + (1-alpha)*P, and alpha can be other than 0: declare Q "
                            "in the domain",
                        "Q = \"simplex\" or Q = \"lattice(12)\"");
    }

    InputError unknown(const Syntax& s) const {
        if (scope_.calculator)
            return error(
                s, "unknown name \"" + s.text + "\"",
                functions_named(s.text).empty()
                    ? "the calculator knows numbers, intervals [low, high], pi, infinity and functions"
                    : "a function needs its arguments: " + s.text + "(...)");
        if (!functions_named(s.text).empty())
            return error(s, "\"" + s.text + "\" is a function and needs its arguments, " + s.text + "(...)");
        if (s.text.ends_with('\'')) return error(s, "only P has a next generation, P'");
        if (s.text == "N" || s.text == "t" || s.text == "alpha" || s.text == "P" || s.text == "Q" ||
            s.text == "f")
            return error(s, "\"" + s.text + "\" is not in the domain", "declare it: " + example(s.text));
        return error(s, "unknown name \"" + s.text + "\"", suggestion(s.text, known_names()));
    }

    static std::string example(const std::string& name) {
        if (name == "N") return "N = \"1..16\"";
        if (name == "t") return "t = \"1..10\"";
        if (name == "alpha") return "alpha = \"lattice(8)\"";
        if (name == "f") return "f = \"cube(2)\"";
        return name + " = \"lattice(12)\"";
    }

    std::vector<std::string> known_names() const {
        std::set<std::string> names;
        for (const auto& [name, type] : scope_.names)
            names.insert(name);
        for (const Binding& bound : bound_)
            names.insert(bound.name);
        if (!scope_.any_alphabet) names.insert("K");
        if (scope_.samples && has(Type::distribution, "P")) names.insert("P'");
        if (has(Type::distribution, "P") && has(Type::distribution, "Q")) names.insert("M");
        names.insert({"pi", "infinity"});
        return {names.begin(), names.end()};
    }

    std::string distributions_hint() const {
        std::string list;
        for (const auto& [name, type] : scope_.names)
            if (type == Type::distribution) list += (list.empty() ? "" : ", ") + name;
        return list.empty() ? "" : "distributions here: " + list;
    }

    // ---- components, generations, literals

    ExpressionPtr component(const Syntax& s) {
        const Syntax& what = s.children[0];
        ExpressionPtr base = any(what);
        if (base->type != Type::distribution && base->type != Type::observable)
            throw error(
                what, "only a distribution or an observable has components, this is " + describe(base->type));
        ExpressionPtr position = typed(s.children[1], Type::scalar);
        check_position(s.children[1], *position);
        return make(s, Node::component, Type::scalar, "", {std::move(base), std::move(position)});
    }

    void check_position(const Syntax& s, const Expression& position) const {
        const std::optional<Rational> value = constant_value(position);
        if (scope_.any_alphabet && !(position.node == Node::index && binding(position.name)->symbols))
            throw error(s, "with K = \"any\" a symbol has no number of its own",
                        "only the variable of a sum over symbols can be an index: sum(i: ... P_i ...)");
        if (!value) return;
        if (denominator(*value) != 1)
            throw error(s, "an index is a whole number, this is " + to_string(*value));
        if (*value < 1) throw error(s, "symbols are numbered from 1, this is " + to_string(*value));
        if (!scope_.K.empty() && *value > scope_.K.front())
            throw error(
                s,
                "there is no symbol " + to_string(*value) + " when K = " + std::to_string(scope_.K.front()),
                "symbols are numbered 1 to K, and the domain has K = " + std::to_string(scope_.K.front()));
    }

    ExpressionPtr generation(const Syntax& s) {
        const Syntax& what = s.children[0];
        if (what.text != "P")
            throw error(s, "only P has generations, P[t]: \"" + what.text + "\" does not",
                        what.text == "P'" ? "P' is P[1]" : "");
        require_generation(s, "P[...]");
        if (!random_)
            throw error(s, "the model after several generations is random and has no value by itself",
                        "write E[...], Var[...] or Pr[...] around it");
        ExpressionPtr time = typed(s.children[1], Type::scalar);
        if (const auto value = constant_value(*time); value && (*value < 0 || denominator(*value) != 1))
            throw error(s.children[1], "a generation is a whole number from 0, this is " + to_string(*value));
        return make(s, Node::generation, Type::distribution, "P", {std::move(time)});
    }

    ExpressionPtr tuple(const Syntax& s) {
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

    void check_length(const Syntax& s, std::size_t length) const {
        const std::string has = "this distribution has " + std::to_string(length) + " probabilities, ";
        if (scope_.any_alphabet)
            throw error(s, has + "but the domain says K = \"any\"",
                        "give the domain K = " + std::to_string(length));
        if (scope_.calculator) return;
        for (const std::uint32_t K : scope_.K)
            if (K != length) throw error(s, has + "but the domain has K = " + std::to_string(K));
    }

    ExpressionPtr interval(const Syntax& s) {
        if (!scope_.calculator)
            throw error(s, "an interval can stand only in the calculator's expressions",
                        "in a claim, let a variable range over it in the domain");
        std::vector<ExpressionPtr> ends;
        for (const Syntax& child : s.children)
            ends.push_back(interval_end(child));
        if (ends.size() == 1) ends.push_back(ends.front());
        if (ends.size() > 2)
            throw error(s, "an interval has two ends, this has " + std::to_string(ends.size()));
        const Expression& low = *ends[0];
        const Expression& high = *ends[1];
        const bool below = low.node == Node::neg || high.node == Node::infinity ||
                           (low.node == Node::number && high.node == Node::number && low.value <= high.value);
        if (!below || low.node == Node::infinity || high.node == Node::neg)
            throw error(s, "the interval is empty: its lower end is not below its upper end");
        return make(s, Node::interval, Type::scalar, "", std::move(ends));
    }

    // A number, infinity or -infinity.
    ExpressionPtr interval_end(const Syntax& child) {
        ExpressionPtr e = typed(child, Type::scalar);
        if (e->node == Node::infinity || (e->node == Node::neg && e->args[0]->node == Node::infinity))
            return e;
        const std::optional<Rational> value = constant_value(*e);
        if (!value) throw error(child, "the end of an interval is one number, written out");
        auto end = std::make_shared<Expression>(*make(child, Node::number, Type::scalar));
        end->value = *value;
        return end;
    }

    // ---- functions, sums, brackets

    ExpressionPtr call(const Syntax& s) {
        const std::vector<const Function*> meanings = functions_named(s.text);
        if (meanings.empty()) throw unknown_function(s);
        std::vector<ExpressionPtr> args;
        for (const Syntax& child : s.children)
            args.push_back(any(child));
        // max and min have two meanings; the first argument's type chooses.
        const Function* chosen = meanings.front();
        for (const Function* meaning : meanings)
            if (!args.empty() && args[0]->type == meaning->parameters[0]) chosen = meaning;
        check_arguments(s, *chosen, args);
        const Type type = chosen->node == Node::predicate ? Type::truth : Type::scalar;
        return make(s, chosen->node, type, s.text, std::move(args));
    }

    InputError unknown_function(const Syntax& s) const {
        const Syntax name{Kind::name, s.text, {}, s.begin, s.begin + s.text.size()};
        if (s.text == "E" || s.text == "Var" || s.text == "Pr")
            return error(name, s.text + " takes brackets", "write " + s.text + "[...]");
        if (scope_.names.contains(s.text) || s.text == "K" || s.text == "M" || s.text == "pi" ||
            binding(s.text) != nullptr)
            return error(name, "\"" + s.text + "\" is not a function", "a product is written with *");
        std::vector<std::string> names;
        for (const Function& function : functions())
            names.push_back(function.name);
        names.insert(names.end(), {"sum", "prod"});
        if (s.text == "ln")
            return error(name, "unknown function \"ln\"",
                         "did you mean \"log\"? It is the natural logarithm");
        return error(name, "unknown function \"" + s.text + "\"", suggestion(s.text, names));
    }

    void check_arguments(const Syntax& s, const Function& function,
                         const std::vector<ExpressionPtr>& args) const {
        const std::size_t wanted = function.parameters.size();
        std::string form = function.name + "(";
        for (const Type type : function.parameters)
            form += (form.back() == '(' ? "" : ", ") + describe(type);
        form += function.variadic ? ", ...)" : ")";
        if (args.size() < wanted || (args.size() > wanted && !function.variadic))
            throw error(
                s,
                "\"" + s.text + "\" takes " + std::to_string(wanted) + (function.variadic ? " or more" : "") +
                    (wanted == 1 ? " argument, not " : " arguments, not ") + std::to_string(args.size()),
                form);
        for (std::size_t i = 0; i < args.size(); ++i) {
            const Type type = function.parameters[std::min(i, wanted - 1)];
            if (args[i]->type != type)
                throw error(s.children[i],
                            "\"" + s.text + "\" needs " + describe(type) + " here, this is " +
                                describe(args[i]->type),
                            form);
        }
        check_order(s, function, args);
        if (wanted == 2 && args[0]->node == Node::literal && args[1]->node == Node::literal &&
            args[0]->args.size() != args[1]->args.size())
            throw error(s, "the two distributions have different lengths, " +
                               std::to_string(args[0]->args.size()) + " and " +
                               std::to_string(args[1]->args.size()));
    }

    // The order of a Renyi or Tsallis entropy is a non-negative number; infinity only for Renyi.
    void check_order(const Syntax& s, const Function& function,
                     const std::vector<ExpressionPtr>& args) const {
        if (function.node != Node::functional || (function.name != "R" && function.name != "T")) return;
        if (function.name == "T" && args[0]->node == Node::infinity)
            throw error(s.children[0], "the Tsallis entropy has no order infinity");
        const std::optional<Rational> order = constant_value(*args[0]);
        if (order && *order < 0) throw error(s.children[0], "the order of an entropy cannot be negative");
    }

    ExpressionPtr binder(const Syntax& s) {
        const Syntax& variable = s.children[0];
        check_variable(variable, s.text);
        const bool ranged = s.children.size() == 4;
        std::vector<ExpressionPtr> args;
        if (ranged) {
            args.push_back(typed(s.children[1], Type::scalar));
            args.push_back(typed(s.children[2], Type::scalar));
            check_range(s, *args[0], *args[1]);
        } else if (scope_.calculator) {
            throw error(s, "there are no symbols to run over here",
                        "write a range: " + s.text + "(" + variable.text + " in 1..10: ...)");
        }
        bound_.push_back({variable.text, !ranged});
        args.push_back(typed(s.children.back(), Type::scalar));
        bound_.pop_back();
        auto e = std::make_shared<Expression>(
            *make(s, s.text == "sum" ? Node::sum : Node::prod, Type::scalar, variable.text, std::move(args)));
        e->ranged = ranged;
        return e;
    }

    void check_variable(const Syntax& variable, const std::string& kind) const {
        const std::string& name = variable.text;
        if (name[0] >= 'A' && name[0] <= 'Z')
            throw error(variable, "the variable of a " + kind + " begins with a small letter",
                        "capital letters are for distributions");
        if (is_reserved(name))
            throw error(variable, "\"" + name + "\" has a meaning already", "take another letter, such as i");
        if (scope_.names.contains(name) || binding(name) != nullptr)
            throw error(variable, "\"" + name + "\" is a variable already", "take another letter, such as i");
    }

    void check_range(const Syntax& s, const Expression& low, const Expression& high) const {
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

    ExpressionPtr bracket(const Syntax& s) {
        if (scope_.calculator)
            throw error(s, s.text + "[...] is not available here: there is no process, only numbers");
        if (random_)
            throw error(s, s.text + "[...] stands inside another bracket: expectations cannot be nested",
                        "the outer one has nothing random left");
        require_generation(s, s.text + "[...]");
        std::vector<ExpressionPtr> args(1);
        if (s.children.size() > 1) {
            args.push_back(typed(s.children[1], Type::distribution));
            if (contains_outcome(*args[1]))
                throw error(s.children[1], "a generation cannot start from P' itself");
        }
        const Restore random(random_, true);
        const Restore start(other_start_, s.children.size() > 1);
        const Restore outcome(uses_outcome_, uses_outcome_);
        args[0] = typed(s.children[0], s.text == "Pr" ? Type::truth : Type::scalar);
        const Node node = s.text == "E"     ? Node::expectation
                          : s.text == "Var" ? Node::variance
                                            : Node::probability;
        return make(s, node, Type::scalar, "", std::move(args));
    }

    static bool contains_outcome(const Expression& e) {
        if (e.node == Node::distribution && e.name == "P'") return true;
        return std::any_of(e.args.begin(), e.args.end(),
                           [](const ExpressionPtr& arg) { return contains_outcome(*arg); });
    }

    // ---- operators

    ExpressionPtr prefix(const Syntax& s) {
        if (s.text == "not")
            return make(s, Node::negation, Type::truth, "", {typed(s.children[0], Type::truth)});
        return make(s, Node::neg, Type::scalar, "", {typed(s.children[0], Type::scalar)});
    }

    ExpressionPtr infix(const Syntax& s) {
        static const std::map<std::string, std::pair<Node, Type>> operators = {
            {"+", {Node::add, Type::scalar}},         {"-", {Node::sub, Type::scalar}},
            {"*", {Node::mul, Type::scalar}},         {"/", {Node::div, Type::scalar}},
            {"^", {Node::pow, Type::scalar}},         {"and", {Node::conjunction, Type::truth}},
            {"or", {Node::disjunction, Type::truth}}, {"implies", {Node::implication, Type::truth}},
            {"iff", {Node::equivalence, Type::truth}}};
        const auto [node, type] = operators.at(s.text);
        ExpressionPtr left = typed(s.children[0], type);
        return make(s, node, type, "", {std::move(left), typed(s.children[1], type)});
    }

    ExpressionPtr chain(const Syntax& s) {
        std::vector<ExpressionPtr> operands;
        for (const Syntax& child : s.children)
            operands.push_back(any(child));
        ExpressionPtr whole;
        std::size_t next = 0;
        for (std::size_t i = 0; i + 1 < operands.size(); ++i) {
            const std::size_t stop = s.text.find(' ', next);
            ExpressionPtr one = relation(s, i, s.text.substr(next, stop - next), operands);
            next = stop + 1;
            whole = whole ? make(s, Node::conjunction, Type::truth, "", {whole, one}) : one;
        }
        return whole;
    }

    ExpressionPtr relation(const Syntax& s, std::size_t i, const std::string& op,
                           const std::vector<ExpressionPtr>& operands) const {
        static const std::map<std::string, Relation> relations = {
            {"<=", Relation::less_equal}, {"<", Relation::less},   {">=", Relation::greater_equal},
            {">", Relation::greater},     {"==", Relation::equal}, {"!=", Relation::not_equal}};
        const Relation relation = relations.at(op);
        const Expression& left = *operands[i];
        const Expression& right = *operands[i + 1];
        for (std::size_t k = i; k < i + 2; ++k)
            if (operands[k]->type == Type::truth || operands[k]->type == Type::observable)
                throw error(
                    s.children[k],
                    "\"" + op + "\" compares numbers or distributions, this is " +
                        describe(operands[k]->type),
                    operands[k]->type == Type::truth ? "formulas are joined by and, or, implies, iff" : "");
        if (left.type != right.type)
            throw error(s.children[i + 1],
                        "\"" + op + "\" compares " + describe(left.type) + " with " + describe(right.type));
        if (left.type == Type::distribution && relation != Relation::equal && relation != Relation::not_equal)
            throw error(s.children[i], "distributions have no order: only == and != compare them",
                        "compare numbers made from them, such as supp(P) or H(P)");
        const Syntax span{Kind::chain, "", {}, s.children[i].begin, s.children[i + 1].end};
        auto e = std::make_shared<Expression>(
            *make(span, Node::relation, Type::truth, "", {operands[i], operands[i + 1]}));
        e->relation = relation;
        return e;
    }

    const Source& source_;
    const Scope& scope_;
    std::vector<Binding> bound_;
    bool every_outcome_ = false;  // P' has a value: the outcome in question
    bool random_ = false;         // inside E, Var or Pr
    bool other_start_ = false;    // inside a bracket with "from"
    bool uses_outcome_ = false;   // P' was seen outside the brackets
};

}  // namespace

ExpressionPtr elaborate(const Source& source, const Scope& scope, const Syntax& syntax, Wanted wanted) {
    Elaborator elaborator(source, scope);
    if (wanted == Wanted::statement) return elaborator.statement(syntax);
    if (wanted == Wanted::number) return elaborator.typed(syntax, Type::scalar);
    ExpressionPtr condition = elaborator.typed(syntax, Type::truth);
    return condition;
}

Scope scope_of(const Domain& domain) {
    Scope scope;
    scope.any_alphabet = domain.any_alphabet;
    scope.K = domain.K;
    scope.samples = !domain.N.empty();
    if (scope.samples) scope.names["N"] = Type::scalar;
    for (const auto& [name, values] : domain.scalars)
        scope.names[name] = Type::scalar;
    for (const auto& [name, points] : domain.distributions)
        scope.names[name] = Type::distribution;
    for (const auto& [name, points] : domain.observables)
        scope.names[name] = Type::observable;
    if (const auto alpha = domain.scalars.find("alpha"); alpha != domain.scalars.end()) {
        const std::vector<Rational>& values = alpha->second.values;
        scope.grounded =
            std::any_of(values.begin(), values.end(), [](const Rational& value) { return value != 0; });
    }
    return scope;
}

std::optional<Rational> constant_value(const Expression& e) {
    if (e.node == Node::number) return e.value;
    if (e.node == Node::neg) {
        const std::optional<Rational> value = constant_value(*e.args[0]);
        return value ? std::optional<Rational>(-*value) : std::nullopt;
    }
    if (e.node != Node::add && e.node != Node::sub && e.node != Node::mul && e.node != Node::div &&
        e.node != Node::pow)
        return std::nullopt;
    const std::optional<Rational> a = constant_value(*e.args[0]);
    if (!a) return std::nullopt;
    const std::optional<Rational> b = constant_value(*e.args[1]);
    if (!b) return std::nullopt;
    switch (e.node) {
        case Node::add:
            return *a + *b;
        case Node::sub:
            return *a - *b;
        case Node::mul:
            return *a * *b;
        case Node::div:
            return *b == 0 ? std::nullopt : std::optional<Rational>(*a / *b);
        default:
            break;
    }
    // A tower of powers would be a few characters that ask for gigabytes.
    const bool small = msb(abs(numerator(*a)) + 1) + msb(denominator(*a)) < 64;
    if (!small || denominator(*b) != 1 || abs(*b) > 1000 || (*a == 0 && *b < 0)) return std::nullopt;
    return power(*a, numerator(*b).convert_to<std::int64_t>());
}

std::vector<std::string> variables_of(const Expression& expression, const Scope& scope) {
    std::set<std::string> names;
    const auto walk = [&](const auto& self, const Expression& e) -> void {
        const bool declared =
            e.node == Node::parameter || e.node == Node::distribution || e.node == Node::observable;
        const bool generation = e.node == Node::generation || e.node == Node::expectation ||
                                e.node == Node::variance || e.node == Node::probability ||
                                (declared && e.name == "P'");
        if (declared && e.name != "P'" && e.name != "M") names.insert(e.name);
        if (generation || (declared && e.name == "M")) {
            names.insert("P");
            for (const char* name : {"alpha", "Q"})
                if (scope.names.contains(name)) names.insert(name);
        }
        if (generation) names.insert("N");
        for (const ExpressionPtr& arg : e.args)
            self(self, *arg);
    };
    walk(walk, expression);
    return {names.begin(), names.end()};
}

}  // namespace groundcheck
