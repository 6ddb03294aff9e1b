// groundcheck-checker: reads certificates and accepts those that prove their claim. See FORMAT.md.
//
// It shares nothing with the program that wrote them: own parser, own exact algebra, own intervals. It does
// not search; every leaf of the subdivision says by which rule it holds, and a leaf that cannot be confirmed
// by that rule is a rejection.
#include <algorithm>
#include <fstream>
#include <iostream>

#include "rules.hpp"
#include "whole.hpp"

namespace checker {
namespace {

struct Context {
    const Certificate& certificate;
    long K = 0;
    std::vector<std::string> variable_of;  // name of each variable of the cube, from 1 on
    std::map<std::string, std::pair<mpq_class, mpq_class>> intervals;
    std::map<std::string, std::string> brackets;  // of an interval: "[]", "(]", "[)" or "()"
    // Whether the face where variable v is 0 (or 1) belongs to the domain.
    bool has_face(std::size_t v, std::size_t end) const {
        const auto pair = brackets.find(variable_of[v - 1]);
        return pair == brackets.end() || pair->second[end] == "[]"[end];
    }
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

enum class Equality { unstated, always, vertex, uniform, vertex_or_uniform, never };
bool at_vertices(Equality e) { return e == Equality::vertex || e == Equality::vertex_or_uniform; }
bool at_uniform(Equality e) { return e == Equality::uniform || e == Equality::vertex_or_uniform; }

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
        if (a == neutral || a == b) return b;
        if (b == neutral) return a;
        if (t.op == "and") throw Unreadable("an equality condition beyond the checker");
        return Equality::vertex_or_uniform;
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

// On the boundary of the cube the claim is built anew. With one variable its value must have the right sign
// (where it must be positive, a missing symbol may contribute 0: not all are missing); with several, every
// face's margin must be the limit of the margin inside, and so inherit its sign, or plus infinity (but not
// for an identity).
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
        bool belongs = true;
        for (std::size_t i = 1; i <= d; ++i, rest /= 3) {
            cube[i] = rest % 3 == 0 ? Polynomial::variable(i) : Polynomial(mpq_class(rest % 3 == 1 ? 0 : 1));
            if (rest % 3 == 0) continue;
            belongs = belongs && context.has_face(i, rest % 3 - 1);
            if (!belongs) break;
            where += " " + context.variable_of[i - 1] + (rest % 3 == 1 ? "=0" : "=1");
            expected = limit(expected, i, rest % 3 == 1 ? 0 : 1);
        }
        if (!belongs) continue;
        const Form margin = margin_at(context, proof, relation, cube);
        if (d == 1) {
            const int s = sign(margin);
            ends.push_back(s);
            const bool missing = face == 1 && context.certificate.reading == "symbols";
            if (s == 2 || s < 0 || (strict && s == 0 && !missing))
                throw Rejected("the claim is not confirmed at the end" + where);
        } else if (margin.infinity == 1 && proof.method != "identity") {
            continue;
        } else if (margin.singular || !(margin - expected).zero()) {
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

// A polynomial margin S^2*R is >= 0 where R is: R, for a stated polynomial S.
Form without_square(const Context& context, const Proof& proof, const Form& inside,
                    const std::vector<Polynomial>& cube) {
    const Side root = build(*parse_expression(proof.square), scope_at(context, proof, cube));
    const auto S = root.g.zero() ? root.c.polynomial() : std::nullopt;
    const auto F = inside.polynomial();
    if (!S || !F || S->zero()) throw Rejected("'square' is for polynomials");
    const auto rest = divide(*F, *S * *S);
    if (!rest) throw Rejected("the margin is not divisible by the square");
    return *rest;
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
        context.brackets.clear();
    }
    std::vector<Polynomial> cube(variables);
    for (std::size_t i = 1; i < variables; ++i)
        cube[i] = Polynomial::variable(i);
    Interval::precision = proof.precision;
    if (context.certificate.reading == "whole") {
        const std::string& condition = context.certificate.equality;
        if (!condition.empty() &&
            (context.certificate.proofs.size() != 1 ||
             equality_of(*parse_formula(condition), context, proof, cube) != Equality::vertex))
            throw Unreadable("an equality condition beyond the checker");
        const auto alpha = context.constants.find("alpha");
        const bool closed =
            context.intervals.count("alpha") == 0 && (alpha == context.constants.end() || alpha->second == 0);
        outcome.leaves +=
            check_whole(relation, scope_at(context, proof, cube), proof, closed, !condition.empty());
        outcome.equality_at_vertices = !condition.empty();
        return;
    }
    if (proof.method == "jensen" || proof.method == "tangents")
        throw Unreadable("'" + proof.method + "' is for the reading of a distribution as a whole");
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
        check_boundary(context, proof, relation, inside, false, ends);
        for (const int s : ends)
            if (s != 0) throw Rejected("the two sides differ on the boundary");
        outcome.equality_always = equality == Equality::always;
        return;
    }
    if (relation.name == "==" || relation.name == "!=") throw Rejected("only an identity proves an equality");
    if (equality == Equality::always) throw Rejected("the claim says that equality holds everywhere");
    const bool strict = relation_strict || equality == Equality::never;
    const bool needs_strict = strict || at_vertices(equality) || at_uniform(equality);
    if (needs_strict && context.variable_of.size() != 1)
        throw Rejected("strictness is for margins of one variable");
    check_boundary(context, proof, relation, inside, strict || equality == Equality::uniform, ends);
    if (proof.method != "tree") {
        if (needs_strict) throw Rejected("the margin is not seen to be positive");
        check_shape(context.variable_of, proof, inside);
        return;
    }
    std::optional<mpq_class> allowed_zero;
    if (at_uniform(equality)) allowed_zero = mpq_class(1, context.K);
    const Form shown = proof.square.empty() ? inside : without_square(context, proof, inside, cube);
    if (!proof.square.empty() && needs_strict)
        throw Rejected("a margin with a square is not seen to be positive");
    Tree1 tree(shown, proof, allowed_zero);
    try {
        tree.run();
    } catch (const std::runtime_error&) {
        if (tree.line() > 0) line = tree.line();
        throw;
    }
    outcome.leaves += tree.leaves();
    if (needs_strict && !tree.strict()) throw Rejected("the margin is not seen to be positive");
    if (at_uniform(equality)) {
        if (!limit(inside, 1, *allowed_zero).zero())
            throw Rejected("the two sides are not equal at the uniform distribution");
        outcome.equality_uniform = true;
    }
    if (at_vertices(equality)) {
        if (ends != std::vector<int>{0, 0}) throw Rejected("the two sides are not equal at the vertices");
        outcome.equality_at_vertices = true;
    }
}

Context context_of(const Certificate& c) {
    Context context{c, 0, {}, {}, {}, {}};
    if (c.reading != "symbols" && c.reading != "coordinates" && c.reading != "whole")
        throw Unreadable("the reading is symbols, coordinates or whole");
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
            if (c.reading != "coordinates" && !any && context.K == 0) throw Unreadable("no K is given");
            continue;
        }
        const std::size_t comma = value.find(',');
        const std::string brackets{value.front(), value.back()};
        if (value.size() < 5 || std::string("[(").find(value.front()) == std::string::npos ||
            std::string("])").find(value.back()) == std::string::npos || comma == std::string::npos)
            throw Unreadable("a range is 'simplex' or an interval such as '[low,high]' or '(low,high]'");
        context.brackets[name] = brackets;
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
