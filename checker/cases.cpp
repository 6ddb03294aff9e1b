// Cases of signs. See cases.hpp.
#include "cases.hpp"

#include "language.hpp"

namespace checker {

namespace {

// Certainly >= 0 (sign 1) or <= 0 (-1) inside: a form that is seen to be, a number, or a multiple of the
// logarithm of a polynomial that is seen to be on one side of 1.
bool seen_on_side(const Form& a, int side) {
    if (has_sign(a, side)) return true;
    bool varies = false;
    for (std::size_t v = 0; v < variables; ++v)
        varies = varies || mentions(a, v);
    if (!varies) return sign(a) == side;
    if (a.terms.size() != 1) return false;
    const auto& [factors, p] = *a.terms.begin();
    if (factors.size() != 1 || factors.begin()->second != 1) return false;
    const Atom& atom = atoms()[factors.begin()->first];
    if (atom.kind != AtomKind::log) return false;
    const Polynomial above = atom.poly - Polynomial(mpq_class(1));
    for (const int s : {1, -1})
        if (seen_nonnegative(Polynomial(mpq_class(s)) * above) &&
            seen_nonnegative(Polynomial(mpq_class(s * side)) * p))
            return true;
    return false;
}

}  // namespace

Form absolute(Cases* cases, const Tree& node, long symbol, const Form& a) {
    const auto number = cases == nullptr ? std::map<const Tree*, long>::iterator() : cases->order.find(&node);
    const bool placed = cases != nullptr && number != cases->order.end();
    const Cases::Place place = placed ? Cases::Place(number->second, symbol) : Cases::Place();
    if (placed && cases->signs.count(place) > 0) {
        cases->met[place] = a;
        return Form(mpq_class(cases->signs.at(place))) * a;
    }
    if (a.singular) return singular_form(a.infinity != 0 ? 1 : 0);
    for (const int side : {1, -1})
        if (seen_on_side(a, side)) return Form(mpq_class(side)) * a;
    if (!placed || !cases->collecting)
        throw Unreadable("it cannot be seen which sign the argument of an absolute value has");
    cases->met[place] = a;
    return a;
}

std::map<const Tree*, long> order_of_absolutes(const Tree& relation) {
    std::map<const Tree*, long> order;
    const auto walk = [&order](const auto& self, const Tree& t) -> void {
        if (t.op == "call" && (t.name == "abs" || t.name == "TV"))
            order.emplace(&t, static_cast<long>(order.size()) + 1);
        for (const TreePtr& arg : t.args)
            self(self, *arg);
    };
    walk(walk, relation);
    return order;
}

void set_case(Cases& cases, const std::string& signs, const std::vector<mpq_class>& multiples) {
    if (signs.size() != cases.met.size() || multiples.size() != cases.met.size())
        throw Unreadable(
            "the relation has " + std::to_string(cases.met.size()) +
            " absolute values whose sign is not seen, and a case must give a sign and a multiple of each");
    std::size_t i = 0;
    for (const auto& [place, argument] : cases.met) {
        if (multiples[i] < 0) throw Unreadable("a multiple in a case is negative");
        cases.signs[place] = signs[i] == '+' ? 1 : -1;
        cases.multiples[place] = multiples[i];
        ++i;
    }
}

Form slack(const Cases& cases) {
    Form sum;
    for (const auto& [place, multiple] : cases.multiples) {
        if (multiple == 0) continue;
        const auto a = cases.met.find(place);
        if (a == cases.met.end())
            throw Rejected("an absolute value of the case is not there on the boundary");
        sum = sum + Form(mpq_class(multiple * cases.signs.at(place))) * a->second;
    }
    return sum;
}

bool outside_case(const Cases& cases) {
    for (const auto& [place, s] : cases.signs) {
        const auto a = cases.met.find(place);
        if (a == cases.met.end()) continue;
        const auto number = a->second.constant();
        if (a->second.singular ? a->second.infinity * s < 0 : number && *number * s < 0) return true;
    }
    return false;
}

}  // namespace checker
