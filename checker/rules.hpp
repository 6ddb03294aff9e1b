// The rules by which a margin is confirmed to be nowhere negative inside the unit cube: trees of boxes, and
// shapes.
#pragma once

#include <algorithm>

#include "certificate.hpp"
#include "enclosure.hpp"

namespace checker {

// A leaf's rule: Taylor expansion of an order about a point where so many coefficients vanish, or Bernstein
// form.
struct Leaf {
    bool bernstein = false;
    std::size_t order = 0, zeros = 0;
    mpq_class centre;
};
inline Leaf parse_leaf(const std::string& token, const mpq_class& low, const mpq_class& high) {
    Leaf leaf;
    if (token == "B") {
        leaf.bernstein = true;
        return leaf;
    }
    const char kind = token.empty() ? '?' : token[0];
    const std::size_t dot = token.find('.'), at = token.find('@');
    leaf.order = static_cast<std::size_t>(
        whole_number(token.substr(1, std::min(dot, at) - 1), 0, 40, "a leaf's order"));
    if (dot != std::string::npos) {
        const std::size_t length = at == std::string::npos ? at : at - dot - 1;
        leaf.zeros = static_cast<std::size_t>(
            whole_number(token.substr(dot + 1, length), 1, 6, "a leaf's number of zeros"));
    }
    const bool with_point = at != std::string::npos;
    if (kind == 'T' && dot == std::string::npos && !with_point)
        leaf.centre = (low + high) / 2;
    else if (kind == 'L' && !with_point)
        leaf.centre = low;
    else if (kind == 'R' && !with_point)
        leaf.centre = high;
    else if (kind == 'C' && with_point)
        leaf.centre = rational(token.substr(at + 1));
    else
        throw Unreadable("'" + token + "' is no leaf");
    return leaf;
}

// Confirms that a margin is not negative in the open unit cube, leaf by leaf.
class BoxTree {
  public:
    BoxTree(const Form& margin, const Proof& proof, const std::optional<mpq_class>& allowed_zero)
        : margin_(margin), proof_(proof), allowed_zero_(allowed_zero) {
        for (std::size_t v = 1; v < variables; ++v)
            if (mentions(margin, v)) mentioned_.push_back(v);
        std::size_t order = 0;
        for (const auto& [token, line] : proof.tree)
            if (token.size() > 1 && token[0] != 'S' && token != "B")
                order = std::max(order, parse_leaf(token, 0, 1).order);
        if (mentioned_.size() <= 1) function_.emplace(margin, order);
    }
    void run() {
        box(std::vector<mpq_class>(variables, 0), std::vector<mpq_class>(variables, 1), 0);
        if (place_ != proof_.tree.size()) {
            line_ = proof_.tree[place_].second;
            throw Rejected("'" + proof_.tree[place_].first + "' after the tree is complete");
        }
    }
    bool strict() const { return strict_; }
    std::size_t leaves() const { return leaves_; }
    std::size_t line() const { return line_; }

  private:
    const Form& margin_;
    const Proof& proof_;
    std::optional<mpq_class> allowed_zero_;
    std::vector<std::size_t> mentioned_;
    std::optional<Function> function_;
    std::size_t place_ = 0, leaves_ = 0, line_ = 0;
    bool strict_ = true;

    void box(const std::vector<mpq_class>& low, const std::vector<mpq_class>& high, unsigned depth) {
        if (place_ == proof_.tree.size()) {
            if (!guarded("coverage")) return;
            throw Rejected("the tree ends before it covers the domain");
        }
        const auto& [token, line] = proof_.tree[place_++];
        line_ = line;
        if (depth > limits::tree_depth) throw over("the depth of a tree", limits::tree_depth);
        if (token[0] == 'S') {
            const long v =
                token == "S" ? 1 : whole_number(token.substr(1), 1, variables - 1, "a split's variable");
            const std::size_t i = static_cast<std::size_t>(v);
            std::vector<mpq_class> middle_low = low, middle_high = high;
            middle_low[i] = middle_high[i] = (low[i] + high[i]) / 2;
            box(low, middle_high, depth + 1);
            box(middle_low, high, depth + 1);
            return;
        }
        ++leaves_;
        const std::size_t v = mentioned_.empty() ? 1 : mentioned_[0];
        const Leaf leaf = parse_leaf(token, low[v], high[v]);
        bool strict = false;
        if (!(leaf.bernstein ? bernstein_leaf(low, high, strict)
                             : taylor_leaf(leaf, v, low[v], high[v], strict)))
            throw Rejected("leaf '" + token + "' does not hold on [" + low[v].get_str() + ", " +
                           high[v].get_str() + "]");
        strict_ = strict_ && strict;
    }
    // A polynomial lies between the least and the greatest of its Bernstein coefficients over the box.
    bool bernstein_leaf(const std::vector<mpq_class>& low, const std::vector<mpq_class>& high,
                        bool& strict) const {
        auto p = margin_.polynomial();
        if (!p) throw Rejected("the Bernstein rule is for polynomials");
        std::size_t places = 1;
        for (const std::size_t v : mentioned_) {
            p = substitute(
                *p, v,
                Polynomial(low[v]) + Polynomial(mpq_class(high[v] - low[v])) * Polynomial::variable(v));
            places *= p->degree(v) + 1;
        }
        const auto b = bernstein(*p);
        std::size_t positive = 0;
        for (const auto& [index, c] : b) {
            if (c < 0) return false;
            positive += c > 0 ? 1 : 0;
        }
        strict = positive == places;
        if (mentioned_.size() == 1 &&
            positive > 0) {  // positive inside; at an end the value is the coefficient there
            const std::size_t v = mentioned_[0];
            const auto at = [&](unsigned k) {
                Monomial index{};
                index[v] = k;
                return b.count(index) > 0 && b.at(index) > 0;
            };
            strict = (low[v] == 0 || at(0)) && (high[v] == 1 || at(p->degree(v)));
        }
        return true;
    }
    // With t = x - c: margin = sum_{j<m} c_j t^j + r t^m, where r is a value of the m-th Taylor coefficient
    // in the box. If the first z of them are exactly 0, the sign is that of t^z times the rest.
    bool taylor_leaf(const Leaf& leaf, std::size_t v, const mpq_class& low, const mpq_class& high,
                     bool& strict) {
        if (!function_) throw Rejected("the Taylor rule is for margins of one variable");
        if (leaf.centre < low || leaf.centre > high) throw Rejected("the centre lies outside the box");
        if (leaf.order < leaf.zeros) throw Rejected("more zeros than the order of the expansion");
        Form derived = margin_;
        for (std::size_t j = 0; j < leaf.zeros; ++j) {
            if (j > 0) derived = derivative(derived, v);
            if (!limit(derived, v, leaf.centre).zero())
                throw Rejected("coefficient " + std::to_string(j) + " is not exactly 0 at " +
                               leaf.centre.get_str());
        }
        Interval rest = function_->series({v, low, high, leaf.order, true})[leaf.order];
        if (leaf.order > leaf.zeros) {
            const Series at = function_->series({v, leaf.centre, leaf.centre, leaf.order - 1});
            const Interval t(mpq_class(low - leaf.centre), mpq_class(high - leaf.centre));
            for (std::size_t j = leaf.order; j-- > leaf.zeros;)
                rest = at[j] + t * rest;
        }
        if (leaf.zeros % 2 == 1) {
            if (leaf.centre != low && leaf.centre != high) throw Rejected("an odd zero inside the box");
            if (leaf.centre == high) rest = Interval(0) - rest;
        }
        const bool allowed =
            leaf.zeros == 0 || leaf.centre == 0 || leaf.centre == 1 || leaf.centre == allowed_zero_;
        strict = rest.positive() && allowed;
        return rest.nonnegative();
    }
};

// Margins of several variables that are >= 0 inside the cube by their shape.
inline void check_shape(const std::vector<std::string>& names, const Proof& proof, const Form& F) {
    const auto variable = [&names](const std::string& name) {
        const auto place = std::find(names.begin(), names.end(), name);
        if (place == names.end()) throw Rejected("'" + name + "' is not a variable");
        return static_cast<std::size_t>(place - names.begin()) + 1;
    };
    if (proof.method == "concave") {
        const std::size_t v = variable(proof.first);
        if (!limit(F, v, 0).zero() || !limit(F, v, 1).zero())
            throw Rejected("F is not zero at both ends of " + proof.first);
        if (!has_sign(derivative(derivative(F, v), v), -1))
            throw Rejected("F is not seen to be concave in " + proof.first);
    } else if (proof.method == "convex") {
        const std::size_t v = variable(proof.first);
        const Polynomial w = Polynomial::variable(variable(proof.second));
        const Form slope = derivative(F, v);
        if (v == variable(proof.second) || !replace(F, v, w).zero() || !replace(slope, v, w).zero())
            throw Rejected("F and its derivative are not zero at " + proof.first + " = " + proof.second);
        if (!has_sign(derivative(slope, v), 1))
            throw Rejected("F is not seen to be convex in " + proof.first);
    } else {
        // F = w * sum n_i*log(A_i) with w >= 0 and whole n_i; then prod A_i^n_i >= 1 is enough.
        if (F.terms.empty()) throw Rejected("F is no sum of logarithms");
        Polynomial w = F.terms.begin()->second, above(mpq_class(1)), below(mpq_class(1));
        std::vector<std::pair<Polynomial, mpq_class>> multiples;
        mpz_class common = 1;
        for (const auto& [factors, p] : F.terms) {
            const mpq_class n = p.terms.rbegin()->second / w.terms.rbegin()->second;
            if (factors.size() != 1 || factors.begin()->second != 1 || !(p - Polynomial(n) * w).zero() ||
                atoms()[factors.begin()->first].kind != AtomKind::log)
                throw Rejected("F is no multiple of a sum of logarithms");
            multiples.emplace_back(atoms()[factors.begin()->first].poly, n);
            common = lcm(common, n.get_den());
        }
        int sign = seen_nonnegative(w) ? 1 : -1;
        if (sign < 0 && !seen_nonnegative(Polynomial(mpq_class(-1)) * w))
            throw Rejected("F's factor has no sign");
        for (const auto& [A, n] : multiples) {
            const mpq_class times = n * common * sign;
            if (abs(times) > 64) throw Rejected("the multiples of the logarithms are too large");
            Polynomial& side = times > 0 ? above : below;
            side = side * power(A, mpz_class(abs(times.get_num())).get_si());
        }
        if (!seen_nonnegative(above - below))
            throw Rejected("the product of the arguments is not seen to be >= 1");
    }
}

}  // namespace checker
