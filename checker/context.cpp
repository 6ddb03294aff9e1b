// Declarations. See context.hpp.
#include "context.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace checker {

bool is_reserved(const std::string& name) {
    static const std::vector<std::string> words = {
        "pi",      "infinity",   "inf",     "E",       "M",       "Var",     "Pr",     "Law",      "sum",
        "prod",    "and",        "or",      "not",     "iff",     "implies", "in",     "from",     "for",
        "with",    "doeblin",    "strings", "outputs", "any",     "simplex", "vertex", "interior", "finite",
        "log",     "log1p",      "exp",     "expm1",   "sqrt",    "abs",     "min",    "max",      "digamma",
        "reverse", "complement", "length",  "halting", "endless", "steps",   "runs",   "KL",       "TV",
        "L2",      "JS",         "chi2",    "L",       "H",       "D",       "supp",   "fixtime",  "mean",
        "var",     "I",          "BDM",     "flip",    "join"};
    return std::find(words.begin(), words.end(), name) != words.end();
}

namespace {

bool is_name(const std::string& text) {
    const auto alnum = [](unsigned char c) { return std::isalnum(c) != 0; };
    return !text.empty() && std::isalpha(static_cast<unsigned char>(text[0])) != 0 &&
           std::all_of(text.begin(), text.end(), alnum);
}

void declare(Context& context, const Declaration& d, Type type) {
    if (guarded("names")) {
        if (!is_name(d.name))
            throw Unreadable("'" + d.name + "' is no name: a letter, then letters and digits");
        if (is_reserved(d.name))
            throw Unreadable("'" + d.name +
                             "' has a meaning in the language of claims and cannot be declared");
    }
    if (guarded("simplex") && (d.name == "Q" || d.name == "P") && type != Type::distribution)
        throw Unreadable("'" + d.name + "' is a distribution: 'range " + d.name + " simplex'");
    if (type != Type::constant && d.name == "N") throw Unreadable("'N' is a number that 'let' gives");
    if (type == Type::distribution && (d.name == "alpha" || d.name == "t"))
        throw Unreadable("'" + d.name + "' is a number, not a distribution");
    if (!context.types.emplace(d.name, type).second) throw Unreadable("'" + d.name + "' is declared twice");
}

// (1/2,1/3,1/6): as many shares as it says, which add up to 1.
std::vector<mpq_class> shares_of(const Declaration& d) {
    const std::string& text = d.value;
    if (text.back() != ')') throw Unreadable("the shares of '" + d.name + "' end with a parenthesis");
    std::vector<mpq_class> shares;
    mpq_class sum;
    for (std::size_t begin = 1; begin < text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size() - 1);
        shares.push_back(rational(text.substr(begin, end - begin)));
        if (shares.back() < 0) throw Unreadable("a share of '" + d.name + "' is negative");
        if (shares.size() > limits::shares) throw over("the shares of a distribution", limits::shares);
        sum += shares.back();
        begin = end + 1;
    }
    if (sum != 1) throw Unreadable("the shares of '" + d.name + "' do not add up to 1");
    return shares;
}

void let(Context& context, const Declaration& d) {
    if (d.name == "K") {
        declare(context, d, Type::alphabet);
        context.any = d.value == "any";
        if (!context.any) context.K = whole_number(d.value, 1, 1000000, "K");
        return;
    }
    if (d.value[0] == '(') {
        declare(context, d, Type::distribution);
        context.fixed.emplace(d.name, shares_of(d));
        return;
    }
    declare(context, d, Type::constant);
    const mpq_class value =
        d.name == "N" ? mpq_class(whole_number(d.value, 1, limits::samples, "N")) : rational(d.value);
    if (d.name == "alpha" && (value < 0 || value > 1)) throw Unreadable("alpha is not in [0,1]");
    context.constants.emplace(d.name, value);
}

Variable interval(const Declaration& d) {
    const std::string& text = d.value;
    const std::size_t comma = text.find(',');
    if (text.size() < 5 || (text.front() != '[' && text.front() != '(') ||
        (text.back() != ']' && text.back() != ')') || comma == std::string::npos)
        throw Unreadable("a range is 'simplex' or an interval such as '[low,high]' or '(low,high]'");
    Variable v{d.name,
               false,
               rational(text.substr(1, comma - 1)),
               rational(text.substr(comma + 1, text.size() - comma - 2)),
               text.front() == '[',
               text.back() == ']'};
    if (v.low >= v.high) throw Unreadable("the range of '" + d.name + "' is empty or a single point");
    if (d.name == "alpha" && (v.low < 0 || v.high > 1)) throw Unreadable("alpha's range is not within [0,1]");
    return v;
}

void range(Context& context, const Declaration& d) {
    if (d.name == "K") throw Unreadable("'K' is a number that 'let' gives");
    const bool simplex = d.value == "simplex";
    declare(context, d, simplex ? Type::distribution : Type::variable);
    Variable v;
    v.name = d.name;
    v.distribution = true;
    context.variables_of.push_back(simplex ? v : interval(d));
    if (context.variables_of.size() >= variables)
        throw Unreadable("more than " + std::to_string(variables - 1) + " variables");
}

// By coordinates a distribution is (p, 1-p), and whatever sums over symbols has two: so K is 2, or there is
// no alphabet and no distribution, or all distributions are constants. Otherwise K is given and a
// distribution ranges.
void require_alphabet(const Context& context) {
    const std::string& reading = context.certificate.reading.text;
    if (reading != "symbols" && reading != "coordinates" && reading != "whole")
        throw Unreadable("the reading is symbols, coordinates or whole, not '" + reading + "'");
    const bool ranges = std::any_of(context.variables_of.begin(), context.variables_of.end(),
                                    [](const Variable& v) { return v.distribution; });
    for (const auto& [name, shares] : context.fixed) {
        if (reading != "coordinates")
            throw Unreadable("the constant distribution '" + name + "' is for the reading by coordinates");
        if (context.K != static_cast<long>(shares.size()))
            throw Unreadable("'" + name + "' has " + std::to_string(shares.size()) +
                             " shares, and K must be their number");
    }
    if (reading == "coordinates") {
        if (!guarded("simplex")) return;
        if (context.has_symbols() && context.K != 2 && context.fixed.empty())
            throw Unreadable("the reading by coordinates is for K = 2, or for claims without an alphabet");
        if (ranges && context.K != 2)
            throw Unreadable("a distribution ranges, but no 'let K 2' stands above");
        return;
    }
    if (!context.has_symbols()) throw Unreadable("no K is given");
    if (!ranges) throw Unreadable("this reading needs a distribution that ranges: 'range Q simplex'");
    if (reading == "whole" && !context.is("Q", Type::distribution))
        throw Unreadable("this reading needs the distribution Q: 'range Q simplex'");
}

}  // namespace

Context declarations(const Certificate& certificate, std::size_t& line) {
    Context context{certificate, false, 0, {}, {}, {}, {}};
    for (const Declaration& d : certificate.constants) {
        line = d.line;
        let(context, d);
    }
    for (const Declaration& d : certificate.ranges) {
        line = d.line;
        range(context, d);
    }
    line = certificate.reading.line;
    if (context.variables_of.empty()) throw Unreadable("the certificate has no variable");
    require_alphabet(context);
    return context;
}

}  // namespace checker
