#include "theorems/language/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace groundcheck {

namespace {

// Terms as they are written: p and r are the masses of one symbol in the first and the second argument.
using TermKind = SymbolTerm::Kind;
SymbolTerm made(TermKind kind, std::vector<SymbolTerm> parts) { return {kind, {}, 0, std::move(parts)}; }
SymbolTerm constant(const Rational& value) { return {TermKind::number, value, 0, {}}; }
SymbolTerm operator+(SymbolTerm a, SymbolTerm b) { return made(TermKind::sum, {std::move(a), std::move(b)}); }
SymbolTerm operator-(SymbolTerm a, SymbolTerm b) {
    return made(TermKind::difference, {std::move(a), std::move(b)});
}
SymbolTerm operator*(SymbolTerm a, SymbolTerm b) {
    return made(TermKind::product, {std::move(a), std::move(b)});
}
SymbolTerm half(SymbolTerm a) { return constant(Rational(1, 2)) * std::move(a); }
SymbolTerm square(SymbolTerm a) { return made(TermKind::square, {std::move(a)}); }
SymbolTerm absolute(SymbolTerm a) { return made(TermKind::absolute, {std::move(a)}); }
SymbolTerm xlogx(SymbolTerm a) { return made(TermKind::xlogx, {std::move(a)}); }
SymbolTerm positive(SymbolTerm a) { return made(TermKind::positive, {std::move(a)}); }
SymbolTerm divergence(SymbolTerm a, SymbolTerm b) {
    return made(TermKind::divergence, {std::move(a), std::move(b)});
}
SymbolTerm ratio(SymbolTerm a, SymbolTerm b) { return made(TermKind::ratio, {std::move(a), std::move(b)}); }

constexpr Type number = Type::scalar;
constexpr Type dist = Type::distribution;
constexpr Type law = Type::law;
constexpr Type string = Type::string;
constexpr Type observable = Type::observable;

std::vector<Function> elementary() {
    using Rule = FunctionRule;
    const auto row = [](const char* name, Rule rule, std::vector<Type> parameters, const char* meaning) {
        return Function{name, rule, std::move(parameters), meaning};
    };
    const auto set = [](Function function, Typeset typeset, const char* head = "") {
        function.typeset = typeset;
        function.head = head;
        return function;
    };
    const auto variadic = [](Function function) {
        function.variadic = true;
        return function;
    };
    const auto to_string = [](Function function) {
        function.result = Type::string;
        return function;
    };
    const auto of_set_to_distribution = [](Function function) {
        function.result = Type::distribution;
        function.first = FirstArgument::set;
        return function;
    };
    return {
        row("log", Rule::logarithm, {number}, "natural logarithm"),
        set(row("log1p", Rule::logarithm_of_one_more, {number}, "log(1 + x)"), Typeset::of_sum, "log"),
        row("exp", Rule::exponential, {number}, "exponential"),
        set(row("expm1", Rule::exponential_less_one, {number}, "exp(x) - 1"), Typeset::minus_one, "exp"),
        set(row("sqrt", Rule::square_root, {number}, "square root"), Typeset::root),
        set(row("abs", Rule::absolute_value, {number}, "absolute value"), Typeset::bars),
        variadic(row("min", Rule::least, {number, number}, "the least of the arguments")),
        variadic(row("max", Rule::greatest, {number, number}, "the greatest of the arguments")),
        set(row("digamma", Rule::digamma, {number}, "derivative of the logarithm of the gamma function"),
            Typeset::call, "ψ"),
        to_string(row("reverse", Rule::reversed, {string}, "the string read backwards")),
        to_string(row("complement", Rule::complement, {string}, "0 and 1 exchanged")),
        to_string(row("flip", Rule::flipped, {string, number},
                      "the string with its symbol number i exchanged, from 1")),
        to_string(row("join", Rule::joined, {string, string}, "the string r with s behind it")),
        of_set_to_distribution(row("given", Rule::conditioned, {observable, dist},
                                   "p on the set A, in proportion: A_i*p_i/mass(A,p)")),
        row("length", Rule::length, {string}, "number of symbols of the string"),
        row("BDM", Rule::block_decomposition, {number, number, string},
            "complexity of s in bits by its blocks of k symbols, the sum over the distinct ones r of "
            "-log2(D(n, r)) + log2(how often r comes)"),
        row("BDM", Rule::block_decomposition, {number, string}, "BDM(5, k, s)"),
        row("halting", Rule::halting, {number}, "machines with n states that halt, both blanks"),
        row("endless", Rule::endless, {number}, "machines with n states proved never to halt, both blanks"),
        row("steps", Rule::steps, {number}, "the longest run of a machine with n states that halts"),
        row("runs", Rule::runs, {number, string}, "machines with n states that halt with s, both blanks"),
    };
}

// What sums over the symbols are made of where they are decided symbol by symbol.
std::vector<Function> summands() {
    using Rule = FunctionRule;
    return {{"xlogx", Rule::x_log_x, {number}, "x*log(x), 0 at 0"},
            {"kl_term", Rule::divergence, {number, number}, "p*log(p/r), 0 where p is 0"},
            {"ratio", Rule::ratio, {number, number}, "a/b, 0 where both are 0"},
            {"tsallis_term", Rule::tsallis_summand, {number, number}, "(p - p^q)/(q-1)"},
            {"positive", Rule::positive, {number}, "1 where x > 0, else 0"}};
}

// Sums over the symbols: a row is all there is to them, but for the second meanings.
std::vector<Function> sums() {
    const SymbolTerm p{TermKind::argument, {}, 0, {}}, r{TermKind::argument, {}, 1, {}};
    const SymbolTerm middle = half(p + r);
    const auto row = [](const char* name, std::vector<Type> parameters, const char* meaning, SymbolTerm term,
                        Typeset typeset = Typeset::call, const char* head = "") {
        Function function{name, FunctionalRule::sum_over_symbols, std::move(parameters), meaning};
        function.term = std::move(term);
        function.typeset = typeset;
        function.head = head;
        return function;
    };
    const std::vector<Type> one = {dist}, two = {dist, dist}, laws = {law, law};
    return {
        row("H", one, "Shannon entropy, -sum(i: p_i*log(p_i))", constant(0) - xlogx(p)),
        row("D", one, "Gini-Simpson diversity, 1 - sum(i: p_i^2)", p * (constant(1) - p)),
        row("supp", one, "number of symbols with positive mass", positive(p), Typeset::size),
        row("KL", two, "Kullback-Leibler divergence, sum(i: p_i*log(p_i/r_i))", divergence(p, r),
            Typeset::divided),
        row("KL", laws, "Kullback-Leibler divergence of the laws of two random models", divergence(p, r),
            Typeset::divided),
        row("JS", two, "Jensen-Shannon divergence, (KL(p, (p+r)/2) + KL(r, (p+r)/2))/2",
            half(divergence(p, middle) + divergence(r, middle))),
        row("chi2", two, "chi-square divergence, sum(i: (p_i-r_i)^2/r_i)", ratio(square(p - r), r),
            Typeset::divided, "χ²"),
        row("TV", two, "total variation, 1/2*sum(i: abs(p_i-r_i))", half(absolute(p - r))),
        row("TV", laws, "total variation between the laws of two random models", half(absolute(p - r))),
        row("L2", two, "squared distance, sum(i: (p_i-r_i)^2)", square(p - r), Typeset::difference),
    };
}

// Functionals that are no sums: each has a rule of its own in every meaning.
std::vector<Function> others() {
    using Rule = FunctionalRule;
    const auto row = [](const char* name, Rule rule, std::vector<Type> parameters, const char* meaning,
                        Typeset typeset = Typeset::call, BesideAbsent absent = BesideAbsent::nothing) {
        Function function{name, rule, std::move(parameters), meaning};
        function.typeset = typeset;
        function.absent = absent;
        return function;
    };
    const auto first_is = [](FirstArgument first, Function function) {
        function.first = first;
        return function;
    };
    const auto follows = [](Function function) {
        function.follows_process = true;
        return function;
    };
    constexpr BesideAbsent counted = BesideAbsent::counted;
    return {
        row("D", Rule::algorithmic_probability, {number, string},
            "runs(n, s)/halting(n), the algorithmic probability of s", Typeset::call, counted),
        first_is(FirstArgument::order_infinite,
                 row("R", Rule::renyi_entropy, {number, dist},
                     "Renyi entropy of order q, log(sum(i: p_i^q))/(1-q)", Typeset::first_below)),
        first_is(FirstArgument::order,
                 row("T", Rule::tsallis_entropy, {number, dist},
                     "Tsallis entropy of order q, (1 - sum(i: p_i^q))/(q-1)", Typeset::first_below)),
        follows(row("fixtime", Rule::fixation_time, {dist},
                    "mean number of generations until the closed loop from there stands at a vertex")),
        row("max", Rule::greatest, {dist}, "the greatest probability"),
        row("min", Rule::least, {dist}, "the least probability", Typeset::call, BesideAbsent::first),
        row("max", Rule::greatest, {observable}, "the greatest value of an observable", Typeset::call,
            counted),
        row("min", Rule::least, {observable}, "the least value of an observable", Typeset::call, counted),
        row("mean", Rule::mean, {observable, dist}, "sum(i: p_i*f_i)", Typeset::last_below, counted),
        row("var", Rule::variance, {observable, dist}, "sum(i: p_i*f_i^2) - mean(f,p)^2", Typeset::last_below,
            counted),
        first_is(FirstArgument::set,
                 row("mass", Rule::mass, {observable, dist}, "the probability of the set A, sum(i: A_i*p_i)",
                     Typeset::call, counted)),
    };
}

std::vector<Function> predicates() {
    const auto says = [](const char* name, PredicateRule rule, Type type, const char* meaning,
                         const char* words, BesideAbsent absent = BesideAbsent::nothing) {
        Function function{name, rule, {type}, meaning};
        function.result = Type::truth;
        function.typeset = Typeset::words;
        function.head = words;
        function.absent = absent;
        return function;
    };
    return {says("vertex", PredicateRule::vertex, dist, "one symbol has probability 1", "is a vertex"),
            says("interior", PredicateRule::interior, dist, "every symbol has positive probability",
                 "is interior", BesideAbsent::first),
            says("finite", PredicateRule::finite, number, "the number is not infinite", "is finite")};
}

bool is_called(const Function& function, const Expression& call) {
    const std::size_t wanted = function.parameters.size();
    return function.name == call.name && function.node() == call.node && !call.args.empty() &&
           call.args[0]->type == function.parameters[0] &&
           (function.variadic ? call.args.size() >= wanted : call.args.size() == wanted);
}

const Function* find_called(const std::vector<Function>& table, const Expression& call) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const Function& function) { return is_called(function, call); });
    return found == table.end() ? nullptr : &*found;
}

// The row's rule, of the kind that the caller asks for.
template <class Rule>
std::optional<Rule> rule_in(const std::vector<Function>& table, const Expression& call) {
    const Function* row = find_called(table, call);
    return row == nullptr ? std::nullopt : std::optional(std::get<Rule>(row->rule));
}

std::vector<Function> joined(std::initializer_list<std::vector<Function>> parts) {
    std::vector<Function> all;
    for (const std::vector<Function>& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace

Node Function::node() const {
    if (std::holds_alternative<FunctionRule>(rule)) return Node::function;
    return std::holds_alternative<FunctionalRule>(rule) ? Node::functional : Node::predicate;
}

const std::vector<Function>& functions() {
    static const std::vector<Function> table = joined({elementary(), sums(), others(), predicates()});
    return table;
}

// These are looked up in every evaluation, so each kind by itself, and the most frequent ones first.
const Function* functional_row(const Expression& call) {
    static const std::vector<Function> table = joined({sums(), others()});
    return call.node == Node::functional ? find_called(table, call) : nullptr;
}

const Function& row_of(const Expression& call) {
    if (const Function* row = find_called(functions(), call)) return *row;
    throw std::logic_error("the language has no function for " + to_text(call) +
                           "; this is a fault of the program");
}

std::optional<FunctionRule> function_rule(const Expression& call) {
    static const std::vector<Function> table = joined({summands(), elementary()});
    if (call.node != Node::function) return std::nullopt;
    return rule_in<FunctionRule>(table, call);
}

std::optional<FunctionalRule> functional_rule(const Expression& call) {
    const Function* row = functional_row(call);
    return row == nullptr ? std::nullopt : std::optional(std::get<FunctionalRule>(row->rule));
}

std::optional<PredicateRule> predicate_rule(const Expression& call) {
    static const std::vector<Function> table = predicates();
    if (call.node != Node::predicate) return std::nullopt;
    return rule_in<PredicateRule>(table, call);
}

bool follows_process(const Expression& e) {
    const Function* row = functional_row(e);
    return row != nullptr && row->follows_process;
}

const SymbolTerm* symbol_term(const Expression& e) {
    const Function* row = functional_row(e);
    return row != nullptr && row->term ? &*row->term : nullptr;
}

std::vector<const Function*> functions_named(std::string_view name) {
    std::vector<const Function*> found;
    for (const Function& function : functions())
        if (function.name == name) found.push_back(&function);
    return found;
}

bool is_reserved(std::string_view name) {
    constexpr std::array<std::string_view, 27> words = {
        "I",   "L",   "with", "doeblin", "strings", "outputs", "K",        "N",   "M",
        "E",   "Var", "Pr",   "sum",     "prod",    "pi",      "infinity", "Law", "inf",
        "and", "or",  "not",  "iff",     "implies", "in",      "from",     "for", "normalize"};
    if (std::find(words.begin(), words.end(), name) != words.end()) return true;
    const bool capital = name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z';
    return !capital && !functions_named(name).empty();
}

std::string describe(Type type) {
    switch (type) {
        case Type::scalar:
            return "a number";
        case Type::distribution:
            return "a distribution";
        case Type::observable:
            return "an observable";
        case Type::truth:
            return "a formula";
        case Type::law:
            return "a law";
        case Type::string:
            return "a string";
    }
    return "";
}

}  // namespace groundcheck
