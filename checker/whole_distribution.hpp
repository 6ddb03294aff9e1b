// Claims E[f(Q')] <= f(Q) about a distribution as a whole, where f is no sum over the symbols: by Jensen's
// inequality, or for three symbols by Bernstein nets on triangles against tangents of the logarithm. See
// FORMAT.md.
#pragma once

#include <algorithm>
#include <functional>

#include "certificate.hpp"
#include "enclosure.hpp"

namespace checker {

// The relation E[f(q, Q')] <= f(q, Q) or f(q, M), read from either side.
struct MeanClaim {
    std::string f, bound;  // the functional, and Q or M
    mpq_class order;       // q; 0 where f has none
};
inline MeanClaim mean_claim(const Tree& relation, const Scope& scope) {
    const Unreadable other("the statement is not of the form E[f(Q')] <= f(Q)");
    if (relation.name != "<=" && relation.name != ">=") throw Unreadable(other);
    const bool falls = relation.name == "<=";
    const Tree &mean = *relation.args[falls ? 0 : 1], &right = *relation.args[falls ? 1 : 0];
    if (mean.op != "E" || mean.args[0]->op != "call" || right.op != "call") throw Unreadable(other);
    const Tree& left = *mean.args[0];
    if (left.name != right.name || left.args.size() != right.args.size()) throw Unreadable(other);
    const Tree &sample = *left.args.back(), &model = *right.args.back();
    if (sample.op != "name" || sample.name != "Q'" || model.op != "name" ||
        (model.name != "Q" && model.name != "M"))
        throw Unreadable(other);
    MeanClaim claim{left.name, model.name, 0};
    const bool with_order = claim.f == "R" || claim.f == "T";
    if (left.args.size() != (with_order ? 2U : 1U)) throw Unreadable(other);
    if (with_order) {
        const Side a = build(*left.args[0], scope), b = build(*right.args[0], scope);
        const auto q = a.c.constant(), r = b.c.constant();
        if (!q || !r || *q != *r || !a.g.zero() || !b.g.zero()) throw Unreadable(other);
        claim.order = *q;
    }
    return claim;
}

// Strictly concave on the distributions of K symbols (0: any number). For the Renyi entropy of order q = m/n
// between 1 and 2 that is q*(sum a_i^n)^2 > (sum a_i^m)*(sum a_i^(2n-m)) for a_i >= 0; the largest a_i may be
// put to 1.
inline bool strictly_concave(const MeanClaim& claim, long K) {
    const mpq_class& q = claim.order;
    if (claim.f == "H" || claim.f == "D") return true;
    if (claim.f == "T") return q > 0;
    if (claim.f != "R" || q <= 0) return false;
    if (q <= 1) return true;
    if (q >= 2 || K < 2 || K >= static_cast<long>(variables) || q.get_den() > 6) return false;
    const long n = q.get_den().get_si(), m = q.get_num().get_si();
    const auto sum = [K](long e) {
        Polynomial total(mpq_class(1));
        for (long v = 1; v < K; ++v)
            total = total + power(Polynomial::variable(static_cast<std::size_t>(v)), e);
        return total;
    };
    return signs_on_parts(Polynomial(q) * power(sum(n), 2) - sum(m) * sum(2 * n - m), true);
}

// The Bernstein coefficients of a polynomial of degree n on a triangle with corners a, b, c: entry (i, j)
// belongs to a^i b^j c^(n-i-j).
struct Net {
    long n;
    std::map<std::pair<long, long>, Interval> at;
};
using Entry = std::function<Interval(long, long, long)>;
inline Net make_net(long n, const Entry& entry) {
    Net net{n, {}};
    for (long i = 0; i <= n; ++i)
        for (long j = 0; i + j <= n; ++j)
            net.at.emplace(std::pair(i, j), entry(i, j, n - i - j));
    return net;
}
inline Net raised(const Net& net) {  // the same polynomial, one degree more
    return make_net(net.n + 1, [&net](long i, long j, long k) {
        Interval sum = 0;
        const Interval n(net.n + 1);
        if (i > 0) sum = sum + Interval(i) * net.at.at({i - 1, j}) / n;
        if (j > 0) sum = sum + Interval(j) * net.at.at({i, j - 1}) / n;
        if (k > 0) sum = sum + Interval(k) * net.at.at({i, j}) / n;
        return sum;
    });
}
// The half on the side of a (or of b) of the triangle cut at the middle m of ab, with the corners c, a, m (or
// c, b, m): the coefficient of c^i a^j m^k is the average of those of a^(j+k-l) b^l c^i over l, with the
// weights C(k,l)/2^k.
inline Net half(const Net& net, bool of_a) {
    return make_net(net.n, [&net, of_a](long, long j, long k) {
        Interval sum = 0;
        for (long l = 0; l <= k; ++l) {
            mpz_class choose, all;
            mpz_bin_uiui(choose.get_mpz_t(), static_cast<unsigned long>(k), static_cast<unsigned long>(l));
            mpz_ui_pow_ui(all.get_mpz_t(), 2, static_cast<unsigned long>(k));
            const auto& b = of_a ? net.at.at({j + k - l, l}) : net.at.at({l, j + k - l});
            sum = sum + Interval(mpq_class(choose) / all) * b;
        }
        return sum;
    });
}

// E[log S(Q')] >= log S(Q) for S = sum p_i^q and three symbols, with equality at the vertices only: on each
// triangle of the tree log S <= S/c - 1 + log c, and no coefficient of the difference is <= 0 but those that
// are 0 at a vertex.
class Tangents {
  public:
    Tangents(const Proof& proof, long q, long N) : proof_(proof) {
        Net mean = make_net(N, [&](long i, long j, long k) {
            mpq_class sum = 0;
            for (const long count : {i, j, k})
                sum += *power(Polynomial(mpq_class(count) / N), q).constant();
            return log(Interval(sum));
        });
        Net sum =
            make_net(q, [q](long i, long j, long k) { return Interval(i == q || j == q || k == q ? 1 : 0); });
        while (mean.n < q)
            mean = raised(mean);
        while (sum.n < N)
            sum = raised(sum);
        triangle({true, true, true}, mean, sum, 0);
        if (place_ != proof.tree.size()) throw Rejected("tokens after the tree is complete");
    }
    std::size_t leaves() const { return leaves_; }

  private:
    const Proof& proof_;
    std::size_t place_ = 0, leaves_ = 0;

    void triangle(const std::array<bool, 3>& vertices, const Net& mean, const Net& sum, unsigned depth) {
        if (place_ == proof_.tree.size()) throw Rejected("the tree ends before it covers the domain");
        const std::string& token = proof_.tree[place_++].first;
        if (depth > 100) throw Rejected("the tree is too deep");
        if (token == "S") {
            triangle({vertices[2], vertices[0], false}, half(mean, true), half(sum, true), depth + 1);
            triangle({vertices[2], vertices[1], false}, half(mean, false), half(sum, false), depth + 1);
            return;
        }
        if (token.rfind("G@", 0) != 0) throw Unreadable("'" + token + "' is neither S nor G@c");
        const mpq_class c = rational(token.substr(2));
        if (c <= 0) throw Rejected("a logarithm has no tangent at " + c.get_str());
        const Interval slope(mpq_class(1 / c)), rest = Interval(1) - log(Interval(c));
        for (const auto& [index, e] : mean.at) {
            const Interval b = e - slope * sum.at.at(index) + rest;
            const auto [i, j] = index;
            const bool at_vertex =
                (i == mean.n && vertices[0]) || (j == mean.n && vertices[1]) || (i + j == 0 && vertices[2]);
            if (!b.positive() && !(at_vertex && b.nonnegative()))
                throw Rejected("leaf '" + token + "' does not hold on its triangle");
        }
        ++leaves_;
    }
};

// Confirms a relation by one of the two methods; returns the number of leaves. `closed`: M is Q.
inline std::size_t check_whole(const Tree& relation, const Scope& scope, const Proof& proof, bool closed,
                               bool equality) {
    const MeanClaim claim = mean_claim(relation, scope);
    const auto N = scope.numbers.count("N") > 0 ? scope.numbers.at("N").constant() : std::nullopt;
    if (!N || N->get_den() != 1 || *N < 1) throw Unreadable("an expectation needs a whole N >= 1");
    if (claim.bound == "Q" && !closed) throw Rejected("with exogenous data Q' is not drawn from Q");
    if (equality && (claim.bound != "Q" || !closed)) throw Unreadable("equality is for vertices of Q");
    if (proof.free_mixture || !proof.tilt.empty() || !proof.shift.empty())
        throw Unreadable("a distribution read as a whole has no vary, tilt or shift");
    if (proof.method == "jensen") {
        if (!strictly_concave(claim, scope.K))
            throw Rejected(claim.f + " is not seen to be strictly concave");
        return 0;
    }
    if (proof.method != "tangents")
        throw Unreadable("'" + proof.method + "' is not for a distribution as a whole");
    const mpq_class& q = claim.order;
    if (claim.f != "R" || scope.K != 3 || q.get_den() != 1 || q < 2 || q > 8 || *N > 64)
        throw Rejected("tangents are for R of a whole order from 2 to 8 and three symbols");
    return Tangents(proof, q.get_num().get_si(), N->get_num().get_si()).leaves();
}

}  // namespace checker
