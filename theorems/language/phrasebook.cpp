#include "theorems/language/phrasebook.hpp"

#include <algorithm>
#include <cctype>

namespace groundcheck {

namespace {

struct Phrase {
    std::string_view word;
    std::string_view here;
};

constexpr std::string_view shannon = "the Shannon entropy is H(p), of order q R(q, p) and T(q, p)";
constexpr std::string_view diversity = "1 minus the sum of the squares is D(p), the diversity";
constexpr std::string_view probability = "a probability is Pr[a formula], as in Pr[Q'_1 == 0]";
constexpr std::string_view expectation =
    "an expectation is E[...], as in E[D(Q')]; of an observable under p, mean(f, p)";
constexpr std::string_view variance =
    "a variance over outcomes is Var[...], as in Var[Q'_1]; of an observable under p, var(f, p)";
constexpr std::string_view distance =
    "distances are TV(p, q), half of the sum of abs(p_i - q_i), and L2(p, q), the sum of the squares";
constexpr std::string_view kullback_leibler = "the Kullback-Leibler divergence is KL(p, q)";
constexpr std::string_view every =
    "a statement is said of all values in the domain: let the variable range there, as in t = \"1..10\"";
constexpr std::string_view exists =
    "a statement is said of all values in the domain: claim the contrary and expect it to be refuted";
constexpr std::string_view limit =
    "the law that the loop tends to is that of Q[infinity]; of numbers, claim a bound for every t";
constexpr std::string_view condition = "a condition is \"A implies B\", or where = \"...\" in the domain";
constexpr std::string_view logarithm = "log is the natural logarithm: write log(x)/log(2)";
constexpr std::string_view product = "a product over a range is prod(i in 1..n: ...)";
constexpr std::string_view greatest =
    "the greatest probability is max(p); a symbol has it where p_i == max(p)";
constexpr std::string_view support = "the number of symbols with positive probability is supp(p)";

constexpr Phrase book[] = {
    {"entropy", shannon},
    {"shannon", shannon},
    {"renyi", shannon},
    {"tsallis", shannon},
    {"gini", diversity},
    {"simpson", diversity},
    {"diversity", diversity},
    {"heterozygosity", diversity},
    {"prob", probability},
    {"probability", probability},
    {"expectation", expectation},
    {"expected", expectation},
    {"average", expectation},
    {"variance", variance},
    {"std", "a standard deviation is sqrt(Var[...]); of an observable under p, sqrt(var(f, p))"},
    {"sd", "a standard deviation is sqrt(Var[...]); of an observable under p, sqrt(var(f, p))"},
    {"norm", distance},
    {"distance", distance},
    {"l1", distance},
    {"dist", distance},
    {"kld", kullback_leibler},
    {"dkl", kullback_leibler},
    {"divergence", kullback_leibler},
    {"crossentropy", "a cross entropy is H(p) + KL(p, q)"},
    {"information", "mutual information with a random world is I[world; Q[t]]"},
    {"mi", "mutual information with a random world is I[world; Q[t]]"},
    {"forall", every},
    {"for", every},
    {"all", every},
    {"any", every},
    {"exists", exists},
    {"lim", limit},
    {"limit", limit},
    {"sup", limit},
    {"inf", limit},
    {"if", condition},
    {"then", condition},
    {"when", condition},
    {"argmax", greatest},
    {"mode", greatest},
    {"support", support},
    {"factorial", product},
    {"binomial", product},
    {"comb", product},
    {"choose", product},
    {"ln", "did you mean \"log\"? It is the natural logarithm"},
    {"lg", logarithm},
    {"log2", logarithm},
    {"log10", "log is the natural logarithm: write log(x)/log(10)"},
    {"pow", "a power is x^n"},
    {"dirac", "that one symbol has all probability is vertex(p); the distribution written out is (1, 0)"},
    {"delta", "that one symbol has all probability is vertex(p); the distribution written out is (1, 0)"},
    {"uniform", "the uniform distribution is a domain, R = \"uniform\""},
};

// Spellings from other notations, and what this language calls them.
struct Spelling {
    const char* written;
    const char* hint;
};
constexpr Spelling spellings[] = {
    {"\xE2\x89\xA4", "write <= for \"less or equal\""},
    {"\xE2\x89\xA5", "write >= for \"greater or equal\""},
    {"\xE2\x89\xA0", "write != for \"not equal\""},
    {"\xE2\x88\x92", "this is a typographic minus: write -"},
    {"\xE2\x80\x93", "this is a dash: write -"},
    {"\xC3\x97", "write * for a product"},
    {"\xC2\xB7", "write * for a product"},
    {"\xC3\xB7", "write / for a quotient"},
    {"\xE2\x88\x9A", "write sqrt(...)"},
    {"\xE2\x88\x91", "write sum(i: ...)"},
    {"\xCE\xA3", "write sum(i: ...)"},
    {"\xE2\x88\x9E", "write infinity"},
    {"\xCE\xB1", "write alpha"},
    {"\xCF\x80", "write pi"},
    {"\xE2\x80\x99", "this is a typographic apostrophe: write Q'"},
    {"\xE2\x80\xB2", "this is a prime sign: write Q'"},
    {"=>", "write \"implies\", or >= for \"greater or equal\""},
    {"=<", "write <= for \"less or equal\""},
    {"<>", "write != for \"not equal\""},
    {"=", "write == for an equation"},
    {"&", "write \"and\""},
    {"|", "write \"or\"; an absolute value is abs(...)"},
    {"!", "write \"not\", or != for \"not equal\""},
    {"**", "write ^ for a power"},
    {"%", "there are no percentages: write 1/100 of it"},
    {"{", "the language has no braces: use parentheses"},
    {"..", "a range is written only after \"in\": sum(i in 1..9: ...)"},
    {".", "write 0.5 with a digit on both sides of the point"},
    {"'", "only Q has a next generation, Q'"},
    {"_", "an index belongs to a distribution or an observable: Q_i"},
    {"#", "statements have no comments"},
    {",", "write a decimal with a point, 0.5, and thousands without marks, 1000000"},
};

std::string_view first_word(std::string_view text) {
    const auto end =
        std::find_if(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) == 0; });
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

// The last word of the text, or the last before a parenthesis that is open.
std::string_view word_before(std::string_view text, bool of_call) {
    const auto is_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    if (of_call) text = text.substr(0, std::min(text.rfind('('), text.size()));
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    std::size_t begin = text.size();
    while (begin > 0 && is_letter(text[begin - 1]))
        --begin;
    return text.substr(begin);
}

}  // namespace

std::string said_here(std::string_view word) {
    std::string lower(word);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const Phrase& phrase : book)
        if (phrase.word == lower) return std::string(phrase.here);
    return "";
}

std::string hint_at(std::string_view rest, std::string_view before) {
    if (rest.starts_with(">") && before.ends_with("-"))
        return "write \"implies\"; the law that a loop tends to is that of Q[infinity]";
    const bool word_follows = !rest.empty() && std::isalnum(static_cast<unsigned char>(rest[0])) != 0;
    if (word_follows || rest.starts_with(":"))
        if (const std::string here = said_here(word_before(before, rest.starts_with(":"))); !here.empty())
            return here;
    if (word_follows)
        if (const std::string here = said_here(first_word(rest)); !here.empty()) return here;
    for (const Spelling& spelling : spellings)
        if (rest.starts_with(spelling.written)) return spelling.hint;
    if (rest.starts_with("*") && before.ends_with("*")) return "write ^ for a power";
    if (word_follows || rest.starts_with("(")) return "a product is written with *";
    return "";
}

}  // namespace groundcheck
