// Margins. See margin.hpp.
#include "margin.hpp"

#include "names.hpp"

namespace checker {

Scope scope_at(const Context& context, const Proof& proof, const std::vector<Polynomial>& cube) {
    Scope scope;
    scope.reading = context.by_symbols() ? Reading::symbols : Reading::coordinates;
    scope.K = context.K;
    scope.count = context.count();
    scope.cases = proof.cases.get();
    if (context.K > 0) scope.numbers["K"] = mpq_class(context.K);
    for (const auto& [name, value] : context.constants)
        scope.numbers[name] = value;
    for (std::size_t i = 0; i < context.variables_of.size(); ++i) {
        const Variable& v = context.variables_of[i];
        if (v.distribution)
            scope.distributions[v.name] = {cube[i + 1], Polynomial(mpq_class(1)) - cube[i + 1]};
        else
            scope.numbers[v.name] =
                Form(Polynomial(v.low) + Polynomial(mpq_class(v.high - v.low)) * cube[i + 1]);
    }
    for (const auto& [name, shares] : context.fixed)
        scope.distributions[name] = Shares(shares.begin(), shares.end());
    if (proof.free_mixture) {
        scope.distributions = {{"M", scope.distributions.at("Q")}};
        scope.numbers.erase("alpha");
    } else if (scope.distributions.count("Q") > 0) {
        const Shares Q = scope.distributions.at("Q");
        const auto alpha = scope.numbers.find("alpha");
        if (scope.distributions.count("P") > 0 && alpha != scope.numbers.end()) {
            const Polynomial share = *alpha->second.polynomial();
            const Shares P = scope.distributions.at("P");
            Shares M;
            for (std::size_t i = 0; i < Q.size(); ++i)
                M.push_back(share * P.at(i) + (Polynomial(mpq_class(1)) - share) * Q[i]);
            scope.distributions["M"] = M;
        } else {
            if (alpha != scope.numbers.end() && !alpha->second.zero())
                throw Unreadable("alpha without P: the training mixture is not known");
            scope.distributions["M"] = Q;
        }
    }
    return scope;
}

namespace {

struct Sides {
    Side larger, smaller;  // according to the relation
};
Sides sides_at(const Tree& relation, const Scope& scope) {
    const bool reversed = relation.name == "<=" || relation.name == "<";
    if (scope.cases != nullptr) scope.cases->met.clear();
    return {build(*relation.args[reversed ? 1 : 0], scope), build(*relation.args[reversed ? 0 : 1], scope)};
}

// The distribution of this name if it ranges, else the first other than `but` that does; empty if none does.
std::string ranging(const Context& context, const std::string& preferred, const std::string& but = "") {
    std::string found;
    for (const Variable& v : context.variables_of)
        if (v.distribution && v.name != but && (found.empty() || v.name == preferred)) found = v.name;
    return found;
}
// Over whose masses constants are shared out.
std::string base_of(const Context& context) { return ranging(context, "Q"); }

// What a side is on a face: a number (0), an infinity (1 or -1), or not known to be either (2).
int infinity_of(const Side& side) {
    const Form sum = side.c + side.g;
    return !sum.singular ? 0 : sum.infinity == 0 ? 2 : sum.infinity;
}

}  // namespace

void build_sides(const Context& context, const Proof& proof, const Tree& relation,
                 const std::vector<Polynomial>& cube) {
    sides_at(relation, scope_at(context, proof, cube));
}

// left - right (or right - left), as a side, then as one function on the cube: by symbols the constant part c
// is shared out with weights that add up to it, c*q_i by default, or c/K + tilt*(q_i - 1/K).
Form margin_at(const Context& context, const Proof& proof, const Tree& relation,
               const std::vector<Polynomial>& cube) {
    const Scope scope = scope_at(context, proof, cube);
    const auto [a, b] = sides_at(relation, scope);
    const Form minus = mpq_class(-1);
    const Form taken = proof.cases ? minus * slack(*proof.cases) : Form();  // see cases.hpp
    const Form c = a.c + minus * b.c, g = a.g + minus * b.g;
    if (scope.reading == Reading::coordinates) {
        if (!proof.tilt.empty() || !proof.shift.empty())
            throw Unreadable("a tilt or a shift is for the reading by symbols");
        return c + taken;
    }
    const auto share = scope.distributions.find(proof.free_mixture ? "M" : base_of(context));
    if (share == scope.distributions.end()) throw Unreadable("a claim by symbols needs a distribution");
    const Form q = share->second.at(0);
    Form F = g + c * q + taken;
    const auto constant = [&](const Text& rest) {
        const TreePtr tree = parse_expression(rest.text);
        check_shared(*tree, context);
        Scope apart = scope;
        apart.cases = nullptr;
        const Side value = build(*tree, apart);
        if (!value.g.zero()) throw Unreadable("a tilt or shift must not depend on the symbol");
        // What is added must sum to 0 over the symbols, which an infinite multiple does not.
        if (value.c.singular) throw Rejected("a tilt or shift has no value on a part of the domain");
        return value.c;
    };
    if (!proof.tilt.empty()) {
        if (context.K == 0) throw Rejected("a tilt needs a fixed K");
        const Form even = mpq_class(1, context.K);
        F = g + c * even + taken + constant(proof.tilt) * (q - even);
    }
    if (!proof.shift.empty()) {
        const std::string other = ranging(context, "P", base_of(context));
        const auto p = scope.distributions.find(other);
        if (proof.free_mixture || p == scope.distributions.end())
            throw Rejected("a shift needs two distributions that range");
        F = F + constant(proof.shift) * (Form(p->second.at(0)) - q);
    }
    return F;
}

// On the boundary of the cube the claim is built anew. With one variable its value must have the right sign
// (where it must be positive, a missing symbol may contribute 0: not all are missing); with several, every
// face's margin must be the limit of the margin inside, and so inherit its sign, or (but not for an identity)
// more than that, or seen to be >= 0, or plus infinity. Where both sides are plus infinity they are equal;
// then the sides must be numbers or plus infinity on every other face, for infinity - infinity is nothing.
void check_boundary(const Context& context, const Proof& proof, const Tree& relation, const Form& inside,
                    Equality equality, std::vector<int>& ends) {
    const bool relation_strict = relation.name == "<" || relation.name == ">";
    const bool strict = relation_strict || equality == Equality::never || equality == Equality::uniform;
    const bool may_be_equal =
        !relation_strict && (equality == Equality::unstated || equality == Equality::always);
    const bool identity = proof.method == "identity";
    const std::size_t d = context.variables_of.size();
    bool both_infinite = false, below = false;
    std::size_t faces = 1;
    for (std::size_t i = 0; i < d; ++i)
        faces *= 3;
    for (std::size_t face = 1; face < faces; ++face) {  // digit 0: inside, 1: at 0, 2: at 1
        std::vector<Polynomial> cube(variables);
        Form expected = inside;
        std::size_t rest = face;
        std::string where;
        bool belongs = true;
        for (std::size_t i = 1; i <= d; ++i, rest /= 3) {
            cube[i] = rest % 3 == 0 ? Polynomial::variable(i) : Polynomial(mpq_class(rest % 3 == 1 ? 0 : 1));
            if (rest % 3 == 0) continue;
            belongs = belongs && context.has_face(i, rest % 3 - 1);
            if (!belongs) break;
            where += " " + context.variables_of[i - 1].name + (rest % 3 == 1 ? "=0" : "=1");
            expected = limit(expected, i, rest % 3 == 1 ? 0 : 1);
        }
        if (!belongs) continue;
        const Sides sides = sides_at(relation, scope_at(context, proof, cube));
        if (proof.cases && outside_case(*proof.cases)) continue;
        const int larger = infinity_of(sides.larger), smaller = infinity_of(sides.smaller);
        below = below || smaller == -1;
        if (larger == 1 && smaller == 1) {
            if (!may_be_equal) throw Rejected("both sides are infinite on the face" + where);
            both_infinite = true;
            if (d == 1) ends.push_back(0);
            continue;
        }
        if (larger == 2 || smaller == 2)
            throw Rejected("the claim is not known to have a value on the face" + where);
        const Form margin = margin_at(context, proof, relation, cube);
        const auto is_limit_or_more = [&] {
            if (margin.singular) return false;
            if (!identity && has_sign(margin, 1)) return true;
            if (expected.singular) return false;
            const Form gap = margin - expected;
            return gap.zero() || (!identity && has_sign(gap, 1));
        };
        if (d == 1) {
            const int s = sign(margin);
            ends.push_back(s);
            const bool missing = face == 1 && context.by_symbols();
            if (s == 2 || s < 0 || (strict && s == 0 && !missing))
                throw Rejected("the claim is not confirmed at the end" + where);
        } else if (!(margin.infinity == 1 && !identity) && !is_limit_or_more()) {
            throw Rejected("the claim is not confirmed on the face" + where);
        }
    }
    if (both_infinite && below) throw Rejected("one side is infinity - infinity on a part of the boundary");
}

}  // namespace checker
