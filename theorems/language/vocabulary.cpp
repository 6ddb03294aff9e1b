#include "theorems/language/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace groundcheck {

const std::vector<Function>& functions() {
    constexpr Type number = Type::scalar;
    constexpr Type dist = Type::distribution;
    constexpr Type law = Type::law;
    constexpr Type string = Type::string;
    static const std::vector<Function> table = {
        {"log", Node::function, {number}, false, "natural logarithm"},
        {"log1p", Node::function, {number}, false, "log(1 + x)"},
        {"exp", Node::function, {number}, false, "exponential"},
        {"expm1", Node::function, {number}, false, "exp(x) - 1"},
        {"sqrt", Node::function, {number}, false, "square root"},
        {"abs", Node::function, {number}, false, "absolute value"},
        {"min", Node::function, {number, number}, true, "the least of the arguments"},
        {"max", Node::function, {number, number}, true, "the greatest of the arguments"},
        {"digamma", Node::function, {number}, false, "derivative of the logarithm of the gamma function"},
        {"reverse", Node::function, {string}, false, "the string read backwards"},
        {"complement", Node::function, {string}, false, "0 and 1 exchanged"},
        {"length", Node::function, {string}, false, "number of symbols of the string"},
        {"halting", Node::function, {number}, false, "machines with n states that halt, both blanks"},
        {"endless",
         Node::function,
         {number},
         false,
         "machines with n states proved never to halt, both blanks"},
        {"steps", Node::function, {number}, false, "the longest run of a machine with n states that halts"},
        {"runs",
         Node::function,
         {number, string},
         false,
         "machines with n states that halt with s, both blanks"},
        {"H", Node::functional, {dist}, false, "Shannon entropy, -sum(i: p_i*log(p_i))"},
        {"D", Node::functional, {dist}, false, "Gini-Simpson diversity, 1 - sum(i: p_i^2)"},
        {"D",
         Node::functional,
         {number, string},
         false,
         "runs(n, s)/halting(n), the algorithmic probability of s"},
        {"R", Node::functional, {number, dist}, false, "Renyi entropy of order q, log(sum(i: p_i^q))/(1-q)"},
        {"T",
         Node::functional,
         {number, dist},
         false,
         "Tsallis entropy of order q, (1 - sum(i: p_i^q))/(q-1)"},
        {"KL",
         Node::functional,
         {dist, dist},
         false,
         "Kullback-Leibler divergence, sum(i: p_i*log(p_i/r_i))"},
        {"TV", Node::functional, {dist, dist}, false, "total variation, 1/2*sum(i: abs(p_i-r_i))"},
        {"KL",
         Node::functional,
         {law, law},
         false,
         "Kullback-Leibler divergence of the laws of two random models"},
        {"TV", Node::functional, {law, law}, false, "total variation between the laws of two random models"},
        {"fixtime",
         Node::functional,
         {dist},
         false,
         "mean number of generations until the closed loop from there stands at a vertex"},
        {"L2", Node::functional, {dist, dist}, false, "squared distance, sum(i: (p_i-r_i)^2)"},
        {"supp", Node::functional, {dist}, false, "number of symbols with positive mass"},
        {"max", Node::functional, {dist}, false, "the greatest probability"},
        {"min", Node::functional, {dist}, false, "the least probability"},
        {"max", Node::functional, {Type::observable}, false, "the greatest value of an observable"},
        {"min", Node::functional, {Type::observable}, false, "the least value of an observable"},
        {"mean", Node::functional, {Type::observable, dist}, false, "sum(i: p_i*f_i)"},
        {"var", Node::functional, {Type::observable, dist}, false, "sum(i: p_i*f_i^2) - mean(f,p)^2"},
        {"vertex", Node::predicate, {dist}, false, "one symbol has probability 1"},
        {"interior", Node::predicate, {dist}, false, "every symbol has positive probability"},
        {"finite", Node::predicate, {number}, false, "the number is not infinite"},
    };
    return table;
}

std::vector<const Function*> functions_named(std::string_view name) {
    std::vector<const Function*> found;
    for (const Function& function : functions())
        if (function.name == name) found.push_back(&function);
    return found;
}

bool is_reserved(std::string_view name) {
    constexpr std::array<std::string_view, 26> words = {
        "L",   "with", "doeblin", "strings", "outputs", "K",        "N",   "M",        "E",
        "Var", "Pr",   "sum",     "prod",    "pi",      "infinity", "Law", "inf",      "and",
        "or",  "not",  "iff",     "implies", "in",      "from",     "for", "normalize"};
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
