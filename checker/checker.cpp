// groundcheck-checker: reads certificates and accepts those that prove their claim. See FORMAT.md.
//
// It shares nothing with the program that wrote them: own parser, own exact algebra, own intervals. It does
// not search; every leaf of the subdivision says by which rule it holds, and a leaf that cannot be confirmed
// by that rule is a rejection.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

#include "enclosure.hpp"
#include "language.hpp"

namespace checker {
namespace {

struct Proof {
    std::size_t line = 0;
    std::string method, first, second;  // identity, tree, logarithms, concave V, convex V W
    bool free_mixture = false;
    std::string tilt, shift;
    long precision = 64;
    std::vector<std::pair<std::string, std::size_t>> tree;  // token, line
};
struct Certificate {
    std::size_t line = 0;
    std::string claim, statement, equality, reading;
    std::vector<std::pair<std::string, std::string>> constants, ranges;  // in the order written
    std::vector<Proof> proofs;
};

long whole(const std::string& text, long low, long high, const char* what) {
    const bool digits =
        !text.empty() && text.size() < 8 && text.find_first_not_of("0123456789") == std::string::npos;
    const long n = digits ? std::stol(text) : -1;
    if (n < low || n > high || (text.size() > 1 && text[0] == '0'))
        throw Unreadable(std::string(what) + " must be a whole number from " + std::to_string(low) + " to " +
                         std::to_string(high) + ", not '" + text + "'");
    return n;
}
mpq_class rational(const std::string& text) {
    const std::size_t slash = text.find('/');
    const bool minus = !text.empty() && text[0] == '-';
    const std::size_t start = minus ? 1 : 0;
    mpq_class r = parse_number(text.substr(start, slash == std::string::npos ? slash : slash - start));
    if (slash != std::string::npos) {
        const mpq_class bottom = parse_number(text.substr(slash + 1));
        if (bottom == 0) throw Unreadable("'" + text + "' divides by zero");
        r /= bottom;
    }
    return minus ? mpq_class(-r) : r;
}

// The seal is the 64-bit FNV-1a hash of every byte from the first line to the seal's. It guards against
// accidents, not against malice: what a certificate proves is what its checked text says, sealed or not.
std::uint64_t seal_of(const std::string& text) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
}

// Reads lines up to the seal. Every keyword stands at most once and in the order of FORMAT.md.
class Reader {
  public:
    explicit Reader(std::istream& in) : in_(in) {}
    std::size_t line() const { return number_; }
    bool more() { return in_.peek() != std::char_traits<char>::eof(); }
    Certificate certificate() {
        sealed_.clear();
        Certificate c;
        next();
        c.line = number_;
        if (line_ != "groundcheck certificate 1") throw Unreadable("'groundcheck certificate 1' expected");
        advance();
        c.claim = need("claim");
        c.statement = need("statement");
        if (is("equality")) c.equality = need("equality");
        c.reading = need("reading");
        while (is("let"))
            c.constants.push_back(pair(need("let")));
        while (is("range"))
            c.ranges.push_back(pair(need("range")));
        while (is("proof"))
            c.proofs.push_back(proof(c.proofs.size() + 1));
        if (c.proofs.empty()) throw Unreadable("a certificate without a proof");
        if (!is("seal")) throw Unreadable("unexpected '" + line_ + "'");
        char expected[17];
        std::snprintf(expected, sizeof expected, "%016llx",
                      static_cast<unsigned long long>(seal_of(sealed_)));
        if (line_ != "seal " + std::string(expected))
            throw Rejected("the seal is broken: the text was altered");
        return c;
    }

  private:
    std::istream& in_;
    std::size_t number_ = 0;
    std::string line_, sealed_;
    void next() {
        if (!std::getline(in_, line_)) throw Unreadable("the file ends within a certificate");
        if (in_.eof()) throw Unreadable("the last line is cut off");
        if (line_.size() > 100000) throw Unreadable("a line is too long");
        ++number_;
    }
    bool is(const std::string& keyword) const { return line_.rfind(keyword + " ", 0) == 0; }
    std::string need(const std::string& keyword) {
        if (!is(keyword)) throw Unreadable("'" + keyword + "' expected");
        const std::string rest = line_.substr(keyword.size() + 1);
        if (rest.empty()) throw Unreadable("nothing after '" + keyword + "'");
        advance();
        return rest;
    }
    void advance() {
        sealed_ += line_ + "\n";
        next();
    }
    static std::pair<std::string, std::string> pair(const std::string& text) {
        const std::size_t space = text.find(' ');
        if (space == std::string::npos || space == 0) throw Unreadable("a name and a value expected");
        return {text.substr(0, space), text.substr(space + 1)};
    }
    Proof proof(std::size_t expected) {
        Proof p;
        p.line = number_;
        std::istringstream words(need("proof"));
        std::string number, rest;
        words >> number >> p.method;
        if (number != std::to_string(expected)) throw Rejected("the proofs are not numbered in order");
        const bool shaped = p.method == "concave" || p.method == "convex";
        if (shaped && !(words >> p.first)) throw Unreadable("'" + p.method + "' needs a variable");
        if (p.method == "convex" && !(words >> p.second)) throw Unreadable("'convex' needs two variables");
        if (words >> rest) throw Unreadable("unexpected '" + rest + "'");
        if (!shaped && p.method != "identity" && p.method != "tree" && p.method != "logarithms")
            throw Unreadable("the checker knows no method '" + p.method + "'");
        if (is("vary")) {
            if (need("vary") != "M")
                throw Unreadable("only M can be varied in place of what it is mixed from");
            p.free_mixture = true;
        }
        if (is("tilt")) p.tilt = need("tilt");
        if (is("shift")) p.shift = need("shift");
        if (p.method == "tree") {
            p.precision = whole(need("precision"), 64, 4096, "the precision");
            if (!is("tree")) throw Unreadable("'tree' expected");
        }
        while (is("tree")) {
            const std::size_t at = number_;
            std::istringstream tokens(need("tree"));
            for (std::string token; tokens >> token;)
                p.tree.emplace_back(token, at);
        }
        if (p.method != "tree" && !p.tree.empty()) throw Unreadable("only the method 'tree' has a tree");
        return p;
    }
};

// A leaf's rule: Taylor expansion of an order about a point where so many coefficients vanish, or Bernstein
// form.
struct Leaf {
    bool bernstein = false;
    std::size_t order = 0, zeros = 0;
    mpq_class centre;
};
Leaf parse_leaf(const std::string& token, const mpq_class& low, const mpq_class& high) {
    Leaf leaf;
    if (token == "B") {
        leaf.bernstein = true;
        return leaf;
    }
    const char kind = token.empty() ? '?' : token[0];
    const std::size_t dot = token.find('.'), at = token.find('@');
    leaf.order =
        static_cast<std::size_t>(whole(token.substr(1, std::min(dot, at) - 1), 0, 40, "a leaf's order"));
    if (dot != std::string::npos) {
        const std::size_t length = at == std::string::npos ? at : at - dot - 1;
        leaf.zeros =
            static_cast<std::size_t>(whole(token.substr(dot + 1, length), 1, 4, "a leaf's number of zeros"));
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
class Tree1 {
  public:
    Tree1(const Form& margin, const Proof& proof, const std::optional<mpq_class>& allowed_zero)
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

    static bool mentions(const Form& form, std::size_t v) {
        for (const auto& [factors, p] : form.terms) {
            if (p.mentions(v)) return true;
            for (const auto& [number, e] : factors)
                if (atoms()[number].poly.mentions(v) || mentions(atoms()[number].form, v)) return true;
        }
        return false;
    }
    void box(const std::vector<mpq_class>& low, const std::vector<mpq_class>& high, unsigned depth) {
        if (place_ == proof_.tree.size()) throw Rejected("the tree ends before it covers the domain");
        const auto& [token, line] = proof_.tree[place_++];
        line_ = line;
        if (depth > 400) throw Rejected("the tree is too deep");
        if (token[0] == 'S') {
            const long v = token == "S" ? 1 : whole(token.substr(1), 1, variables - 1, "a split's variable");
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

struct Context {
    const Certificate& certificate;
    long K = 0;
    std::vector<std::string> variable_of;  // name of each variable of the cube, from 1 on
    std::map<std::string, std::pair<mpq_class, mpq_class>> intervals;
    std::map<std::string, mpq_class> constants;
};

// The scope in which variable v has the value cube[v] (the variable itself, 0 or 1).
Scope scope_at(const Context& context, const Proof& proof, const std::vector<Polynomial>& cube) {
    Scope scope;
    scope.reading = context.certificate.reading == "symbols" ? Reading::symbols : Reading::coordinates;
    scope.K = context.K;
    if (context.K > 0) scope.numbers["K"] = mpq_class(context.K);
    for (const auto& [name, value] : context.constants)
        scope.numbers[name] = value;
    for (std::size_t i = 0; i < context.variable_of.size(); ++i) {
        const std::string& name = context.variable_of[i];
        const auto interval = context.intervals.find(name);
        if (interval == context.intervals.end()) {
            scope.distributions[name] = cube[i + 1];
        } else {
            const auto& [low, high] = interval->second;
            scope.numbers[name] = Form(Polynomial(low) + Polynomial(mpq_class(high - low)) * cube[i + 1]);
        }
    }
    if (proof.free_mixture) {
        scope.distributions = {{"M", scope.distributions.at("P")}};
        scope.numbers.erase("alpha");
    } else if (scope.distributions.count("P") > 0) {
        const auto& P = scope.distributions.at("P");
        const auto alpha = scope.numbers.find("alpha");
        if (scope.distributions.count("Q") > 0 && alpha != scope.numbers.end()) {
            const Polynomial share = *alpha->second.polynomial();
            scope.distributions["M"] =
                share * scope.distributions.at("Q") + (Polynomial(mpq_class(1)) - share) * P;
        } else {
            if (alpha != scope.numbers.end() && !alpha->second.zero())
                throw Unreadable("alpha without Q: the training mixture is not known");
            scope.distributions["M"] = P;
        }
    }
    return scope;
}

// left - right (or right - left), as a side, then as one function on the cube: by symbols the constant part c
// is shared out with weights that add up to it, c*p_i by default, or c/K + tilt*(p_i - 1/K).
Form margin_at(const Context& context, const Proof& proof, const Tree& relation,
               const std::vector<Polynomial>& cube) {
    const Scope scope = scope_at(context, proof, cube);
    const bool reversed = relation.name == "<=" || relation.name == "<";
    const Side a = build(*relation.args[reversed ? 1 : 0], scope),
               b = build(*relation.args[reversed ? 0 : 1], scope);
    const Form minus = mpq_class(-1);
    const Form c = a.c + minus * b.c, g = a.g + minus * b.g;
    if (scope.reading == Reading::coordinates) return c;
    const auto share = scope.distributions.find(proof.free_mixture ? "M" : "P");
    if (share == scope.distributions.end()) throw Unreadable("a claim by symbols needs a distribution P");
    const Form p = share->second;
    Form F = g + c * p;
    const auto constant = [&scope](const std::string& text) {
        const Side value = build(*parse_expression(text), scope);
        if (!value.g.zero()) throw Unreadable("a tilt or shift must not depend on the symbol");
        return value.c;
    };
    if (!proof.tilt.empty()) {
        if (context.K == 0) throw Rejected("a tilt needs a fixed K");
        const Form even = mpq_class(1, context.K);
        F = g + c * even + constant(proof.tilt) * (p - even);
    }
    if (!proof.shift.empty()) {
        const auto q = scope.distributions.find("Q");
        if (q == scope.distributions.end()) throw Rejected("a shift needs a distribution Q");
        F = F + constant(proof.shift) * (Form(q->second) - p);
    }
    return F;
}

enum class Equality { unstated, always, vertex, uniform, never };
// The condition with the instance's numbers put in: it must come down to always, never, or at the vertices.
Equality equality_of(const Tree& t, const Context& context, const Proof& proof,
                     const std::vector<Polynomial>& cube) {
    if (t.op == "vertex") {
        if (t.name != "P") throw Unreadable("only vertex(P) is understood as an equality condition");
        return Equality::vertex;
    }
    if (t.op == "and" || t.op == "or") {
        const Equality a = equality_of(*t.args[0], context, proof, cube),
                       b = equality_of(*t.args[1], context, proof, cube);
        const Equality absorbing = t.op == "or" ? Equality::always : Equality::never;
        const Equality neutral = t.op == "or" ? Equality::never : Equality::always;
        if (a == absorbing || b == absorbing) return absorbing;
        if (a != neutral && b != neutral && a != b)
            throw Unreadable("an equality condition beyond the checker");
        return a == neutral ? b : a;
    }
    const auto is = [](const Tree& e, const char* op, const char* name) {
        return e.op == op && e.name == name;
    };
    const Tree &left = *t.args[0], &right = *t.args[1];
    if (is(t, "rel", "==") && is(left, "call", "max") && left.args.size() == 1 &&
        is(*left.args[0], "name", "P") && right.op == "/" && right.args[0]->op == "number" &&
        right.args[0]->value == 1 && is(*right.args[1], "name", "K") && context.K > 0)
        return Equality::uniform;  // max(P) == 1/K
    const Scope scope = scope_at(context, proof, cube);
    const Side a = build(left, scope), b = build(right, scope);
    const Form gap = a.c - b.c;
    if (!gap.constant() || !a.g.zero() || !b.g.zero())
        throw Unreadable("an equality condition beyond the checker");
    const int s = sign(gap);
    const bool holds = t.name == "=="   ? s == 0
                       : t.name == "!=" ? s != 0
                       : t.name == "<=" ? s <= 0
                       : t.name == ">=" ? s >= 0
                       : t.name == "<"  ? s < 0
                                        : s > 0;
    return holds ? Equality::always : Equality::never;
}

// On the boundary of the cube the claim is built anew. With one variable its value must have the right sign;
// with several, every face's margin must be the limit of the margin inside, and so inherit its sign.
void check_boundary(const Context& context, const Proof& proof, const Tree& relation, const Form& inside,
                    bool strict, std::vector<int>& ends) {
    const std::size_t d = context.variable_of.size();
    std::size_t faces = 1;
    for (std::size_t i = 0; i < d; ++i)
        faces *= 3;
    for (std::size_t face = 1; face < faces; ++face) {  // digit 0: inside, 1: at 0, 2: at 1
        std::vector<Polynomial> cube(variables);
        Form expected = inside;
        std::size_t rest = face;
        std::string where;
        for (std::size_t i = 1; i <= d; ++i, rest /= 3) {
            cube[i] = rest % 3 == 0 ? Polynomial::variable(i) : Polynomial(mpq_class(rest % 3 == 1 ? 0 : 1));
            if (rest % 3 == 0) continue;
            where += " " + context.variable_of[i - 1] + (rest % 3 == 1 ? "=0" : "=1");
            expected = limit(expected, i, rest % 3 == 1 ? 0 : 1);
        }
        const Form margin = margin_at(context, proof, relation, cube);
        if (d == 1) {
            const int s = sign(margin);
            ends.push_back(s);
            if (s == 2 || s < 0 || (strict && s == 0))
                throw Rejected("the claim is not confirmed at the end" + where);
        } else if (strict || margin.singular || !(margin - expected).zero()) {
            throw Rejected("the claim is not confirmed on the face" + where);
        }
    }
}

void collect_links(const TreePtr& t, std::vector<TreePtr>& links) {
    if (t->op == "and") {
        for (const TreePtr& a : t->args)
            collect_links(a, links);
    } else if (t->op == "rel") {
        links.push_back(t);
    } else {
        throw Unreadable("the statement is not a relation or a conjunction of relations");
    }
}

struct Outcome {
    std::size_t leaves = 0;
    bool equality_at_vertices = false, equality_always = false, equality_uniform = false;
};

// Margins of several variables that are >= 0 inside the cube by their shape.
void check_shape(const Context& context, const Proof& proof, const Form& F) {
    const auto variable = [&context](const std::string& name) {
        const auto& names = context.variable_of;
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
        int sign = nonnegative_without_squares(w) ? 1 : -1;
        if (sign < 0 && !nonnegative_without_squares(Polynomial(mpq_class(-1)) * w))
            throw Rejected("F's factor has no sign");
        for (const auto& [A, n] : multiples) {
            const mpq_class times = n * common * sign;
            if (abs(times) > 64) throw Rejected("the multiples of the logarithms are too large");
            Polynomial& side = times > 0 ? above : below;
            side = side * power(A, mpz_class(abs(times.get_num())).get_si());
        }
        if (!nonnegative_without_squares(above - below))
            throw Rejected("the product of the arguments is not seen to be >= 1");
    }
}

void check_link(Context context, const Proof& proof, const Tree& relation, Outcome& outcome,
                std::size_t& line) {
    line = proof.line;
    if (proof.free_mixture) {  // M is some distribution, which is all that is used of it
        if (std::find(context.variable_of.begin(), context.variable_of.end(), "P") ==
            context.variable_of.end())
            throw Unreadable("'vary M' needs the range of P");
        context.variable_of = {"P"};
        context.intervals.clear();
    }
    std::vector<Polynomial> cube(variables);
    for (std::size_t i = 1; i < variables; ++i)
        cube[i] = Polynomial::variable(i);
    Interval::precision = proof.precision;
    const Form inside = margin_at(context, proof, relation, cube);
    if (inside.singular) throw Rejected("the claim has no value inside its domain");
    Equality equality = Equality::unstated;
    const bool relation_strict = relation.name == "<" || relation.name == ">" || relation.name == "!=";
    if (!context.certificate.equality.empty() &&
        (relation_strict || proof.free_mixture || context.certificate.proofs.size() != 1))
        throw Unreadable("an equality condition is for one relation, <= or >=, about P itself");
    if (!context.certificate.equality.empty())
        equality = equality_of(*parse_formula(context.certificate.equality), context, proof, cube);
    std::vector<int> ends;
    if (proof.method == "identity") {
        if (relation.name == "<" || relation.name == ">" || relation.name == "!=")
            throw Rejected("equality disproves it");
        if (!inside.zero()) throw Rejected("the two sides are not identical");
        if (equality != Equality::unstated && equality != Equality::always)
            throw Rejected("equality holds everywhere, not only where the claim says");
        const std::size_t d = context.variable_of.size();
        if (d == 1) {
            check_boundary(context, proof, relation, inside, false, ends);
            for (const int s : ends)
                if (s != 0) throw Rejected("the two sides differ at an end");
        } else {
            check_boundary(context, proof, relation, inside, false, ends);
        }
        outcome.equality_always = equality == Equality::always;
        return;
    }
    if (relation.name == "==" || relation.name == "!=") throw Rejected("only an identity proves an equality");
    if (equality == Equality::always) throw Rejected("the claim says that equality holds everywhere");
    const bool strict = relation_strict || equality == Equality::never;
    const bool needs_strict = strict || equality == Equality::vertex || equality == Equality::uniform;
    if (needs_strict && context.variable_of.size() != 1)
        throw Rejected("strictness is for margins of one variable");
    check_boundary(context, proof, relation, inside, strict || equality == Equality::uniform, ends);
    if (proof.method != "tree") {
        if (needs_strict) throw Rejected("the margin is not seen to be positive");
        check_shape(context, proof, inside);
        return;
    }
    std::optional<mpq_class> allowed_zero;
    if (equality == Equality::uniform) allowed_zero = mpq_class(1, context.K);
    Tree1 tree(inside, proof, allowed_zero);
    try {
        tree.run();
    } catch (const std::runtime_error&) {
        if (tree.line() > 0) line = tree.line();
        throw;
    }
    outcome.leaves += tree.leaves();
    if (needs_strict && !tree.strict()) throw Rejected("the margin is not seen to be positive");
    if (equality == Equality::uniform) {
        if (!limit(inside, 1, *allowed_zero).zero())
            throw Rejected("the two sides are not equal at the uniform distribution");
        outcome.equality_uniform = true;
    }
    if (equality == Equality::vertex) {
        if (ends != std::vector<int>{0, 0}) throw Rejected("the two sides are not equal at the vertices");
        outcome.equality_at_vertices = true;
    }
}

Context context_of(const Certificate& c) {
    Context context{c, 0, {}, {}, {}};
    if (c.reading != "symbols" && c.reading != "coordinates")
        throw Unreadable("the reading is symbols or coordinates");
    bool any = false;
    for (const auto& [name, value] : c.constants) {
        if (name == "K" && value == "any") {
            any = true;
        } else if (name == "K") {
            context.K = whole(value, 1, 1000000, "K");
        } else if (!context.constants.emplace(name, rational(value)).second) {
            throw Unreadable("'" + name + "' has two values");
        }
    }
    if (any && context.K > 0) throw Unreadable("K has two values");
    for (const auto& [name, value] : c.ranges) {
        if (context.constants.count(name) > 0 || name == "K" ||
            std::find(context.variable_of.begin(), context.variable_of.end(), name) !=
                context.variable_of.end())
            throw Unreadable("'" + name + "' has two values");
        context.variable_of.push_back(name);
        if (context.variable_of.size() >= variables) throw Unreadable("too many variables");
        if (value == "simplex") {
            if (name == "M" || name == "P'") throw Unreadable("'" + name + "' is not a variable");
            if (c.reading == "coordinates" && context.K != 2) throw Unreadable("coordinates are for K = 2");
            if (c.reading == "symbols" && !any && context.K == 0) throw Unreadable("no K is given");
            continue;
        }
        const std::size_t comma = value.find(',');
        if (value.size() < 5 || value.front() != '[' || value.back() != ']' || comma == std::string::npos)
            throw Unreadable("a range is 'simplex' or '[low,high]'");
        const mpq_class low = rational(value.substr(1, comma - 1));
        const mpq_class high = rational(value.substr(comma + 1, value.size() - comma - 2));
        if (low >= high) throw Unreadable("the range of '" + name + "' is empty");
        context.intervals[name] = {low, high};
    }
    if (context.variable_of.empty()) throw Unreadable("the certificate has no variable");
    const auto alpha = context.constants.find("alpha");
    if (alpha != context.constants.end() && (alpha->second < 0 || alpha->second > 1))
        throw Unreadable("alpha is not in [0,1]");
    const auto interval = context.intervals.find("alpha");
    if (interval != context.intervals.end() && (interval->second.first < 0 || interval->second.second > 1))
        throw Unreadable("alpha's range is not within [0,1]");
    return context;
}

// Confirms a certificate and says in words what it proves.
std::string check(const Certificate& c, std::size_t& line) {
    const Context context = context_of(c);
    std::vector<TreePtr> links;
    collect_links(parse_formula(c.statement), links);
    if (links.size() != c.proofs.size())
        throw Rejected("the statement has " + std::to_string(links.size()) + " relations, the certificate " +
                       std::to_string(c.proofs.size()) + " proofs");
    Outcome outcome;
    for (std::size_t i = 0; i < links.size(); ++i)
        check_link(context, c.proofs[i], *links[i], outcome, line);
    std::string words = "for every ";
    bool any = false;
    for (const auto& [name, value] : c.constants)
        if (value == "any") any = true;
    if (any) words += "K and every ";
    for (std::size_t i = 0; i < c.ranges.size(); ++i)
        words += (i > 0 ? ", " : "") + c.ranges[i].first +
                 (c.ranges[i].second == "simplex" ? "" : " in " + c.ranges[i].second);
    for (const auto& [name, value] : c.constants)
        if (value != "any") words += ", " + name + "=" + value;
    words += ": " + c.statement;
    if (outcome.equality_at_vertices) words += ", with equality exactly at the vertices";
    if (outcome.equality_uniform) words += ", with equality exactly at the uniform distribution";
    if (outcome.equality_always) words += ", with equality everywhere";
    return words + " (" + c.claim + ", " + std::to_string(outcome.leaves) + " leaves)";
}

int check_file(const std::string& name) {
    std::ifstream in(name, std::ios::binary);
    if (!in) {
        std::cout << name << ": unreadable: the file cannot be opened\n";
        return 2;
    }
    Reader reader(in);
    std::size_t line = 0, count = 0;
    try {
        do {
            const Certificate certificate = reader.certificate();
            line = certificate.line;
            const std::string words = check(certificate, line);
            std::cout << name << ": proved: " << words << "\n";
            line = 0;
            ++count;
        } while (reader.more());
    } catch (const Rejected& e) {
        std::cout << name << ":" << (line > 0 ? line : reader.line()) << ": rejected: " << e.what() << "\n";
        return 1;
    } catch (const Unreadable& e) {
        std::cout << name << ":" << (line > 0 ? line : reader.line()) << ": unreadable: " << e.what() << "\n";
        return 2;
    }
    if (count == 0) return 2;
    return 0;
}

}  // namespace
}  // namespace checker

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr
            << "usage: groundcheck-checker FILE...\n"
               "Checks certificates. Exit code 0: all proved; 1: one is rejected; 2: one is unreadable.\n";
        return 2;
    }
    int worst = 0;
    for (int i = 1; i < argc; ++i) {
        int result = 2;
        try {
            result = checker::check_file(argv[i]);
        } catch (const std::exception& e) {
            std::cout << argv[i] << ": unreadable: " << e.what() << "\n";
        }
        worst = std::max(worst, result);
    }
    return worst;
}
