#include "decide/continuum/verified_side.hpp"

#include <algorithm>
#include <utility>

namespace groundcheck {

namespace {

// a += weight * b.
void add_weighted(MassForm& a, const Rational& weight, const MassForm& b) {
    if (a.polynomial.size() < b.polynomial.size()) a.polynomial.resize(b.polynomial.size());
    for (std::size_t i = 0; i < b.polynomial.size(); ++i)
        a.polynomial[i] += weight * b.polynomial[i];
    for (const LogTerm& term : b.terms)
        add_term(a, weight * term.c, term.e, term.f);
    a.root += weight * b.root;
    a.inside += weight * b.inside;
}

void add_line(std::vector<LogLine>& lines, const LogLine& line) {
    if (line.m == 1) return;
    for (LogLine& other : lines)
        if (other.m == line.m) {
            other.at_0 += line.at_0;
            other.at_1 += line.at_1;
            return;
        }
    lines.push_back(line);
}

// Times at_0*(1-p) + at_1*p.
Side as_lines(const std::vector<LogOfNumber>& logs, const Rational& at_0, const Rational& at_1) {
    Side side;
    for (const auto& [c, x] : logs) {
        add_line(side.sums.lines, {numerator(x), c * at_0, c * at_1});
        add_line(side.sums.lines, {denominator(x), -c * at_0, -c * at_1});
    }
    return side;
}

Side scaled(const Rational& number, Side side) {
    switch (side.kind) {
        case Side::Kind::number:
        case Side::Kind::mass:
            side.number *= number;
            return side;
        case Side::Kind::logarithms:
            for (LogOfNumber& log : side.logs)
                log.c *= number;
            return side;
        default: {
            Side sum = combined(of_model({}), number, side);
            sum.pair = side.pair;
            return sum;
        }
    }
}

// Of what is linear in the masses of Q.
Side times_logarithms(const Expression& e, const std::vector<LogOfNumber>& logs, const Side& side) {
    const MassMargin& sums = side.sums;
    const std::vector<Rational>& linear = sums.model.polynomial;
    if (linear.empty() || linear.size() > 2 || has_logarithms(sums.model) || sums.model.root != 0 ||
        sums.model.inside != 0 || !sums.lines.empty() || !sums.later.empty())
        beyond(e, "has a logarithm for its factor and is not linear in the masses of Q");
    Side lines =
        as_lines(logs, linear.front(), linear.size() == 2 ? Rational(linear[0] + linear[1]) : linear[0]);
    lines.pair = side.pair;
    return lines;
}

}  // namespace

void beyond(const Expression& e, const std::string& why) {
    throw BeyondVerified{"'" + to_text(e) + "' " + why};
}

void add_term(MassForm& form, const Rational& c, const Integer& e, const Integer& f) {
    for (LogTerm& term : form.terms)
        if (term.e == e && term.f == f) {
            term.c += c;
            return;
        }
    form.terms.push_back({c, e, f});
}

void add_weighted(MassMargin& a, const Rational& weight, const MassMargin& b) {
    add_weighted(a.model, weight, b.model);
    for (const LogLine& line : b.lines)
        add_line(a.lines, {line.m, weight * line.at_0, weight * line.at_1});
    if (a.later.size() < b.later.size()) a.later.resize(b.later.size());
    for (std::size_t t = 0; t < b.later.size(); ++t)
        add_weighted(a.later[t], weight, b.later[t]);
}

// Made of whole values: an exception on the way into a braced list would meet a half-made one.
Side of_number(const Rational& number) {
    Side side;
    side.kind = Side::Kind::number;
    side.number = number;
    return side;
}

Side of_logarithm(const Rational& c, const Rational& x) {
    Side side;
    side.kind = Side::Kind::logarithms;
    side.logs.push_back({c, x});
    return side;
}

Side of_mass(int symbol) {
    Side side;
    side.kind = Side::Kind::mass;
    side.number = 1;
    side.symbol = symbol;
    return side;
}

Side of_model(MassForm model) {
    Side side;
    side.sums.model = std::move(model);
    return side;
}

Side of_later(std::size_t time, MassForm form) {
    if (time == 0) return of_model(std::move(form));
    Side side;
    side.sums.later.resize(time);
    side.sums.later.back() = std::move(form);
    return side;
}

Side as_sum(const Side& side) {
    switch (side.kind) {
        case Side::Kind::number: {
            MassForm constant;
            constant.polynomial.push_back(side.number);
            return of_model(std::move(constant));
        }
        case Side::Kind::logarithms:
            return as_lines(side.logs, 1, 1);
        case Side::Kind::mass:
            throw BeyondVerified{"the mass of one symbol stands alone"};
        default:
            return side;
    }
}

Side combined(const Side& a, const Rational& weight, const Side& b) {
    if (a.kind == Side::Kind::number && b.kind == Side::Kind::number)
        return of_number(a.number + weight * b.number);
    if (a.kind == Side::Kind::logarithms && b.kind == Side::Kind::logarithms) {
        Side sum = scaled(weight, b);
        sum.logs.insert(sum.logs.end(), a.logs.begin(), a.logs.end());
        return sum;
    }
    Side sum = as_sum(a);
    const Side other = as_sum(b);
    add_weighted(sum.sums, weight, other.sums);
    sum.pair = sum.pair || other.pair;
    return sum;
}

// A sign before a logarithm goes to the number before it, so that it can still be a factor.
Side negated(const Side& a) { return scaled(-1, a); }

Side product(const Expression& e, Side a, Side b) {
    using Kind = Side::Kind;
    if (a.kind == Kind::number) return scaled(a.number, std::move(b));
    if (b.kind == Kind::number) return scaled(b.number, std::move(a));
    if (a.kind == Kind::mass && b.kind == Kind::mass && a.symbol != b.symbol) {
        // Of two symbols, the sum of the masses times (1 - the mass)/2.
        const Rational half = a.number * b.number / 2;
        Side pair = of_model({{half, -half}, {}, 0});
        pair.pair = true;
        return pair;
    }
    if (b.kind == Kind::logarithms) std::swap(a, b);
    if (a.kind != Kind::logarithms || b.kind != Kind::sums)
        beyond(e, "is a product of sums over the symbols, or of logarithms");
    return times_logarithms(e, a.logs, b);
}

}  // namespace groundcheck
