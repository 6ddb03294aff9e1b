// Equality conditions. See equality.hpp.
#include "equality.hpp"

#include <algorithm>

#include "names.hpp"

namespace checker {

namespace {

Equality equality_of(const Tree& t, const Context& context, const Scope& scope) {
    const auto Q = context.fixed.find("Q");  // a constant: the condition holds or does not
    const auto constant = [&](const mpq_class& share) {
        const auto& shares = Q->second;
        return std::find(shares.begin(), shares.end(), share) != shares.end() ? Equality::always
                                                                              : Equality::never;
    };
    if (t.op == "vertex") return Q != context.fixed.end() ? constant(1) : Equality::vertex;
    if (t.op == "and" || t.op == "or") {
        const Equality a = equality_of(*t.args[0], context, scope),
                       b = equality_of(*t.args[1], context, scope);
        const Equality absorbing = t.op == "or" ? Equality::always : Equality::never;
        const Equality neutral = t.op == "or" ? Equality::never : Equality::always;
        if (a == absorbing || b == absorbing) return absorbing;
        if (a == neutral || a == b) return b;
        if (b == neutral) return a;
        if (t.op == "and") throw Unreadable("an equality condition beyond the checker");
        return Equality::vertex_or_uniform;
    }
    if (is_uniform_condition(t)) {
        if (Q == context.fixed.end()) return Equality::uniform;
        const mpq_class even(1, context.K);
        const auto& shares = Q->second;
        const bool uniform =
            std::all_of(shares.begin(), shares.end(), [&](const auto& s) { return s == even; });
        return uniform ? Equality::always : Equality::never;
    }
    const Side a = build(*t.args[0], scope), b = build(*t.args[1], scope);
    const Form gap = a.c - b.c;
    if (!gap.constant() || !a.g.zero() || !b.g.zero())
        throw Unreadable("an equality condition beyond the checker");
    const int s = sign(gap);
    if (s == 2) throw Unreadable("an equality condition that cannot be decided");
    const bool holds = t.name == "=="   ? s == 0
                       : t.name == "!=" ? s != 0
                       : t.name == "<=" ? s <= 0
                       : t.name == ">=" ? s >= 0
                       : t.name == "<"  ? s < 0
                                        : s > 0;
    return holds ? Equality::always : Equality::never;
}

}  // namespace

Equality equality_of(const Context& context, const Scope& inside) {
    const TreePtr condition = parse_formula(context.certificate.equality.text);
    check_equality(*condition, context);
    Scope scope;
    scope.reading = Reading::coordinates;
    scope.count = context.count();
    if (context.K > 0) scope.numbers["K"] = mpq_class(context.K);
    for (const auto& [name, value] : context.constants)
        scope.numbers[name] = value;
    return equality_of(*condition, context, guarded("constants") ? scope : inside);
}

}  // namespace checker
