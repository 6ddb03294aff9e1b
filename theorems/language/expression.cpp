#include "theorems/language/expression.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace groundcheck {
namespace {

// How tightly each form binds; parentheses are needed where a form stands in a place that wants a tighter
// one.
enum Level {
    outermost,
    equivalence,
    implication,
    disjunction,
    conjunction,
    negation,
    relation,
    additive,
    multiplicative,
    sign,
    exponent,
    primary
};

// The largest exponent of ten that is written out in zeros.
constexpr std::size_t max_digits = 20;

// n = 2^twos * 5^fives * rest
struct Factors {
    unsigned twos = 0;
    unsigned fives = 0;
    bool rest = false;
};

Factors factors_of(Integer n) {
    Factors f;
    while (n % 2 == 0) {
        n /= 2;
        ++f.twos;
    }
    while (n % 5 == 0) {
        n /= 5;
        ++f.fives;
    }
    f.rest = n != 1;
    return f;
}

std::string hexadecimal(const Integer& numerator, unsigned twos) {
    return "0x" + numerator.str(0, std::ios_base::hex) + "p-" + std::to_string(twos);
}

// The spelling of a number and the level of that spelling: a fraction that is no decimal is a quotient.
struct Spelled {
    std::string text;
    Level level;
};

Spelled spell_magnitude(const Rational& value) {
    const Integer n = numerator(value);
    const Integer d = denominator(value);
    if (d == 1) {
        std::string digits = n.str();
        const std::size_t last = digits.find_last_not_of('0');
        if (digits.size() <= max_digits || last == std::string::npos || digits.size() - last - 1 < max_digits)
            return {digits, primary};
        return {digits.substr(0, last + 1) + "e" + std::to_string(digits.size() - last - 1), primary};
    }
    const Factors f = factors_of(d);
    if (f.rest) return {n.str() + "/" + d.str(), multiplicative};
    const unsigned places = std::max(f.twos, f.fives);
    if (f.fives == 0 && places > max_digits) return {hexadecimal(n, f.twos), primary};
    const Rational shifted = value * power(Rational(10), places);
    std::string digits = numerator(shifted).str();
    if (places > max_digits) return {digits + "e-" + std::to_string(places), primary};
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, ".");
    return {digits, primary};
}

Spelled spell(const Rational& value) {
    if (value >= 0) return spell_magnitude(value);
    const Spelled magnitude = spell_magnitude(-value);
    // -1/3 reads as (-1)/3, the same number.
    return {"-" + magnitude.text, std::min<Level>(magnitude.level, sign)};
}

class Printer {
  public:
    // The text of e, in parentheses if it binds less tightly than `least`.
    std::string at(const Expression& e, Level least) const {
        const Spelled spelled = text(e);
        return spelled.level < least ? "(" + spelled.text + ")" : spelled.text;
    }

  private:
    static Spelled plain(std::string text) { return {std::move(text), primary}; }

    Spelled text(const Expression& e) const {
        switch (e.node) {
            case Node::number:
                return spell(e.value);
            case Node::infinity:
                return plain("infinity");
            case Node::pi:
                return plain("pi");
            case Node::parameter:
            case Node::index:
            case Node::distribution:
            case Node::observable:
                return plain(e.name);
            case Node::interval:
                return plain("[" + list(e, 0) + "]");
            case Node::literal:
                return plain("(" + list(e, 0) + ")");
            case Node::word:
                return plain("\"" + e.name + "\"");
            case Node::setting:
                return {e.name + " = " + at(*e.args[0], additive), outermost};
            case Node::function:
            case Node::functional:
            case Node::predicate:
            case Node::set:
                return plain(e.name + "(" + list(e, 0) + ")");
            case Node::generation:
                return plain(e.name + "[" + at(*e.args[0], outermost) + "]");
            case Node::component:
                return plain(at(*e.args[0], primary) + "_" + index(*e.args[1]));
            case Node::sum:
                return plain("sum(" + bound(e) + ")");
            case Node::prod:
                return plain("prod(" + bound(e) + ")");
            case Node::normalize:
                return plain("normalize(" + bound(e) + ")");
            case Node::expectation:
                return plain("E[" + random(e) + "]");
            case Node::variance:
                return plain("Var[" + random(e) + "]");
            case Node::probability:
                return plain("Pr[" + random(e) + "]");
            case Node::law:
                return plain("Law[" + random(e) + "]");
            case Node::information:
                return plain("I[world; " + (e.args.empty() ? e.name : at(*e.args[0], outermost)) + "]");
            case Node::relation:
                return infix(e, " " + to_text(e.relation) + " ", relation, additive, additive);
            case Node::constant_truth:
                return {e.value != 0 ? "0 == 0" : "0 == 1", relation};
            case Node::every_outcome:
                return {"for every outcome: " + at(*e.args[0], equivalence), outermost};
            default:
                return operation(e);
        }
    }

    Spelled operation(const Expression& e) const {
        switch (e.node) {
            case Node::add:
                return infix(e, " + ", additive, additive, multiplicative);
            case Node::sub:
                return infix(e, " - ", additive, additive, multiplicative);
            case Node::mul:
                return infix(e, "*", multiplicative, multiplicative, sign);
            case Node::div:
                return infix(e, "/", multiplicative, multiplicative, sign);
            case Node::pow:
                return infix(e, "^", exponent, primary, sign);
            case Node::neg:
                return {"-" + at(*e.args[0], sign), sign};
            case Node::negation:
                return {"not " + at(*e.args[0], negation), negation};
            case Node::conjunction:
                return infix(e, " and ", conjunction, conjunction, negation);
            case Node::disjunction:
                return infix(e, " or ", disjunction, disjunction, conjunction);
            case Node::implication:
                return infix(e, " implies ", implication, disjunction, implication);
            case Node::equivalence:
                return infix(e, " iff ", equivalence, equivalence, implication);
            default:
                throw std::logic_error(
                    "an expression of a kind that no text is known for; this is a fault of the "
                    "program");
        }
    }

    Spelled infix(const Expression& e, const std::string& op, Level level, Level left, Level right) const {
        return {at(*e.args[0], left) + op + at(*e.args[1], right), level};
    }

    std::string list(const Expression& e, std::size_t from) const {
        std::string result;
        for (std::size_t i = from; i < e.args.size(); ++i)
            result += (i > from ? ", " : "") + at(*e.args[i], equivalence);
        return result;
    }

    std::string index(const Expression& e) const {
        const bool simple = e.node == Node::index || e.node == Node::parameter ||
                            (e.node == Node::number && e.value >= 0 && denominator(e.value) == 1);
        return simple ? at(e, outermost) : "(" + at(e, outermost) + ")";
    }

    std::string bound(const Expression& e) const {
        const std::string body = ": " + at(*e.args.back(), outermost);
        if (!e.ranged && e.args.size() == 2) return e.name + " in " + at(*e.args[0], primary) + body;
        if (!e.ranged) return e.name + body;
        return e.name + " in " + at(*e.args[0], additive) + ".." + at(*e.args[1], additive) + body;
    }

    std::string random(const Expression& e) const {
        std::string result = at(*e.args[0], outermost);
        const char* word = " with ";
        for (std::size_t i = 1; i < e.args.size(); ++i) {
            if (e.args[i]->node != Node::setting) {
                result += " from " + at(*e.args[i], outermost);
                continue;
            }
            result += word + at(*e.args[i], outermost);
            word = ", ";
        }
        return result;
    }
};

}  // namespace

bool goes_over_outcomes(Node node) {
    return node == Node::expectation || node == Node::variance || node == Node::probability ||
           node == Node::law || node == Node::information || node == Node::every_outcome;
}

std::string to_text(const Expression& expression) { return Printer().at(expression, outermost); }

std::string to_text(Relation relation) {
    switch (relation) {
        case Relation::less_equal:
            return "<=";
        case Relation::less:
            return "<";
        case Relation::greater_equal:
            return ">=";
        case Relation::greater:
            return ">";
        case Relation::equal:
            return "==";
        case Relation::not_equal:
            return "!=";
    }
    return "";
}

bool holds_by_sign(Relation relation, int sign) {
    switch (relation) {
        case Relation::less_equal:
            return sign <= 0;
        case Relation::less:
            return sign < 0;
        case Relation::greater_equal:
            return sign >= 0;
        case Relation::greater:
            return sign > 0;
        case Relation::equal:
            return sign == 0;
        case Relation::not_equal:
            return sign != 0;
    }
    throw std::logic_error("a relation that does not exist");
}

bool same(const Expression& a, const Expression& b) { return order(a, b) == 0; }

std::strong_ordering order(const Expression& a, const Expression& b) {
    if (const auto by =
            std::tie(a.node, a.type, a.name, a.ranged) <=> std::tie(b.node, b.type, b.name, b.ranged);
        by != 0)
        return by;
    if (a.node == Node::relation && a.relation != b.relation) return a.relation <=> b.relation;
    if ((a.node == Node::number || a.node == Node::constant_truth) && a.value != b.value)
        return a.value < b.value ? std::strong_ordering::less : std::strong_ordering::greater;
    if (a.args.size() != b.args.size()) return a.args.size() <=> b.args.size();
    for (std::size_t i = 0; i < a.args.size(); ++i)
        if (const auto by = order(a.args[i], b.args[i]); by != 0) return by;
    return std::strong_ordering::equal;
}

std::strong_ordering order(const ExpressionPtr& a, const ExpressionPtr& b) {
    if (a == b) return std::strong_ordering::equal;
    if (!a || !b) return !a ? std::strong_ordering::less : std::strong_ordering::greater;
    return order(*a, *b);
}

}  // namespace groundcheck
