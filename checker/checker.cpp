// groundcheck-checker: reads certificates and accepts those that prove their claim. See FORMAT.md.
//
// It shares nothing with the program that wrote them: own parser, own exact algebra, own intervals. It does
// not search; every leaf of the subdivision says by which rule it holds, and a leaf that cannot be confirmed
// by that rule is a rejection.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>

#include "equality.hpp"
#include "margin.hpp"
#include "names.hpp"
#include "rules.hpp"
#include "verified_program.hpp"
#include "whole_distribution.hpp"

namespace checker {
namespace {

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
    const TreePtr text = parse_expression(proof.square.text);
    check_number(*text, context);
    const Side root = build(*text, scope_at(context, proof, cube));
    const auto S = root.g.zero() ? root.c.polynomial() : std::nullopt;
    const auto F = inside.polynomial();
    if (!S || !F || S->zero()) throw Rejected("'square' is for polynomials");
    const auto rest = divide(*F, *S * *S);
    if (!rest) throw Rejected("the margin is not divisible by the square");
    return *rest;
}

// What the proof says of the relation's absolute values: the case that it is about, if there are any whose
// sign is not seen.
std::shared_ptr<Cases> cases_of(const Context& context, const Proof& proof, const Tree& relation,
                                const std::vector<Polynomial>& cube) {
    Proof collecting = proof;
    auto cases = std::make_shared<Cases>();
    cases->order = order_of_absolutes(relation);
    cases->collecting = true;
    collecting.cases = cases;
    build_sides(context, collecting, relation, cube);
    cases->collecting = false;
    if (cases->met.empty() && proof.signs.empty()) return nullptr;
    if (!context.certificate.equality.empty())
        throw Unreadable("an equality condition is not for a claim that is proved in cases");
    set_case(*cases, proof.signs, proof.multiples);
    return cases;
}

// The proofs of a relation: one, or one for every case of the signs of its absolute values, in order, which
// share out constants in the same way (a symbol may lie in another case than the next).
void require_all_cases(const std::vector<const Proof*>& proofs) {
    const std::size_t signs = proofs.front()->signs.size();
    if (proofs.size() != std::size_t{1} << signs) throw Rejected("a case is missing");
    for (std::size_t number = 0; number < proofs.size(); ++number) {
        const Proof &proof = *proofs[number], &first = *proofs.front();
        std::string expected;
        for (std::size_t i = signs; i-- > 0;)
            expected += (number >> i) % 2 == 0 ? '+' : '-';
        if (proof.signs != expected) throw Rejected("the case " + expected + " is expected here");
        if (proof.free_mixture != first.free_mixture || proof.tilt.text != first.tilt.text ||
            proof.shift.text != first.shift.text)
            throw Rejected("vary, tilt and shift must be the same in all cases");
    }
}

void check_link(Context context, Proof proof, const Tree& relation, Outcome& outcome, std::size_t& line) {
    line = proof.line;
    if (proof.free_mixture) {  // M is some distribution, which is all that is used of it
        if (!context.is("Q", Type::distribution) || !context.fixed.empty())
            throw Unreadable("'vary M' needs the range of Q");
        Variable Q;
        Q.name = "Q";
        Q.distribution = true;
        context.variables_of = {Q};
    }
    std::vector<Polynomial> cube(variables);
    for (std::size_t i = 1; i < variables; ++i)
        cube[i] = Polynomial::variable(i);
    Interval::precision = proof.precision;
    if (context.whole()) {
        if (!proof.signs.empty()) throw Unreadable("a distribution read as a whole has no cases");
        const Scope scope = scope_at(context, proof, cube);
        const bool with_equality = !context.certificate.equality.empty();
        if (with_equality &&
            (context.certificate.proofs.size() != 1 || equality_of(context, scope) != Equality::vertex))
            throw Unreadable("an equality condition beyond the checker");
        const auto alpha = context.constants.find("alpha");
        const bool closed =
            !context.is("alpha", Type::variable) && (alpha == context.constants.end() || alpha->second == 0);
        outcome.leaves += check_whole(relation, scope, proof, closed, with_equality);
        outcome.equality_at_vertices = with_equality;
        return;
    }
    if (proof.method == "jensen" || proof.method == "tangents")
        throw Unreadable("'" + proof.method + "' is for the reading of a distribution as a whole");
    proof.cases = cases_of(context, proof, relation, cube);
    const Form inside = margin_at(context, proof, relation, cube);
    if (inside.singular) throw Rejected("the claim has no value inside its domain");
    Equality equality = Equality::unstated;
    const bool relation_strict = relation.name == "<" || relation.name == ">" || relation.name == "!=";
    if (!context.certificate.equality.empty() &&
        (relation_strict || proof.free_mixture || context.certificate.proofs.size() != 1))
        throw Unreadable("an equality condition is for one relation, <= or >=, about Q itself");
    if (!context.certificate.equality.empty())
        equality = equality_of(context, scope_at(context, proof, cube));
    std::vector<int> ends;
    if (proof.method == "identity") {
        if (relation.name == "<" || relation.name == ">" || relation.name == "!=")
            throw Rejected("equality disproves it");
        if (relation.name == "==" && proof.cases && !slack(*proof.cases).zero())
            throw Rejected("what is taken off the margin of an equality must be nothing");
        if (!inside.zero()) throw Rejected("the two sides are not identical");
        if (equality != Equality::unstated && equality != Equality::always)
            throw Rejected("equality holds everywhere, not only where the claim says");
        check_boundary(context, proof, relation, inside, equality, ends);
        for (const int s : ends)
            if (s != 0) throw Rejected("the two sides differ on the boundary");
        outcome.equality_always = equality == Equality::always;
        return;
    }
    if (relation.name == "==" || relation.name == "!=") throw Rejected("only an identity proves an equality");
    if (equality == Equality::always) throw Rejected("the claim says that equality holds everywhere");
    const bool strict = relation_strict || equality == Equality::never;
    const bool needs_strict = strict || at_vertices(equality) || at_uniform(equality);
    if (needs_strict && context.variables_of.size() != 1)
        throw Rejected("strictness is for margins of one variable");
    check_boundary(context, proof, relation, inside, equality, ends);
    if (proof.method != "tree") {
        if (needs_strict) throw Rejected("the margin is not seen to be positive");
        std::vector<std::string> names;
        for (const Variable& v : context.variables_of)
            names.push_back(v.name);
        check_shape(names, proof, inside);
        return;
    }
    std::optional<mpq_class> allowed_zero;
    if (at_uniform(equality)) allowed_zero = mpq_class(1, context.K);
    const Form shown = proof.square.empty() ? inside : without_square(context, proof, inside, cube);
    if (!proof.square.empty() && needs_strict)
        throw Rejected("a margin with a square is not seen to be positive");
    BoxTree tree(shown, proof, allowed_zero);
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

// The claim in words, with the domain it is proved on.
std::string words_of(const Context& context, const Outcome& outcome) {
    const Certificate& c = context.certificate;
    std::string words = "for every ";
    if (context.any) words += "K and every ";
    for (std::size_t i = 0; i < c.ranges.size(); ++i)
        words += (i > 0 ? ", " : "") + c.ranges[i].name +
                 (c.ranges[i].value == "simplex" ? "" : " in " + c.ranges[i].value);
    for (const Declaration& d : c.constants)
        if (d.value != "any") words += ", " + d.name + "=" + d.value;
    words += ": " + c.statement.text;
    if (outcome.equality_at_vertices) words += ", with equality exactly at the vertices";
    if (outcome.equality_uniform) words += ", with equality exactly at the uniform distribution";
    if (outcome.equality_always) words += ", with equality everywhere";
    return words + " (" + c.claim.text + ", " + std::to_string(outcome.leaves) + " leaves)";
}

// Confirms a certificate and says in words what it proves. `line` follows the line at hand.
std::string check(const Certificate& c, std::size_t& line) {
    const Context context = declarations(c, line);
    line = c.statement.line;
    const TreePtr statement = parse_formula(c.statement.text);
    check_statement(*statement, context);
    if (!c.equality.empty()) {
        line = c.equality.line;
        check_equality(*parse_formula(c.equality.text), context);
    }
    std::vector<TreePtr> links;
    collect_links(statement, links);
    line = c.line;
    if (links.size() != c.proofs.back().relation)
        throw Rejected("the statement has " + std::to_string(links.size()) +
                       " relations, the certificate proofs of " + std::to_string(c.proofs.back().relation));
    Outcome outcome;
    for (std::size_t i = 0; i < links.size(); ++i) {
        std::vector<const Proof*> cases;
        for (const Proof& proof : c.proofs)
            if (proof.relation == i + 1) cases.push_back(&proof);
        require_all_cases(cases);
        for (const Proof* proof : cases)
            check_link(context, *proof, *links[i], outcome, line);
    }
    return words_of(context, outcome);
}

int check_file(const std::string& name) {
    std::ifstream in(name, std::ios::binary);
    if (!in) {
        std::cout << name << ": unreadable: the file cannot be opened\n";
        return 2;
    }
    std::string text(limits::file + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.size() > limits::file) {
        std::cout << name << ": unreadable: " << over("the size of the file", limits::file).what() << "\n";
        return 2;
    }
    std::istringstream lines(text);
    Reader reader(lines);
    std::size_t line = 0, count = 0;
    try {
        do {
            Work::begin();
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
    const std::string usage =
        "usage: groundcheck-checker FILE...\n"
        "       groundcheck-checker --verified FILE...\n"
        "Checks certificates, each without trusting the program that wrote it, and says what it proves.\n"
        "--verified: certificates of format 3, by the checker that is proved in Coq.\n"
        "Exit code 0: all proved; 1: one is rejected; 2: one is unreadable, or no file was given.\n"
        "A file whose name begins with a hyphen is given as ./-name.\n";
    std::vector<std::string> files;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--help" || argument == "-h") {
            std::cout << usage;
            return 0;
        }
        if (argument == "--verified" && i == 1) return checker::become_verified({argv + 2, argv + argc});
        if (argument.size() > 1 && argument[0] == '-') {
            std::cerr << "groundcheck-checker: there is no option " << argument << "\n" << usage;
            return 2;
        }
        files.push_back(argument);
    }
    if (files.empty()) {
        std::cerr << usage;
        return 2;
    }
    int worst = 0;
    for (const std::string& file : files) {
        int result = 2;
        try {
            result = checker::check_file(file);
        } catch (const std::exception& e) {
            std::cout << file << ": unreadable: " << e.what() << "\n";
        }
        worst = std::max(worst, result);
    }
    return worst;
}
