#include "decide/continuum/verified_certificate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "decide/continuum/verified_boxes.hpp"
#include "decide/continuum/verified_statement.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/mentions.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/types.hpp"

namespace groundcheck {

namespace {

constexpr unsigned scale_bits = 64;  // of logarithms, roots and coefficients
constexpr unsigned root_bits = 32;   // of the roots of centres

Integer scale_of_certificates() { return Integer(1) << scale_bits; }

// y times the sum of y^(i-1)*(-1)^(i+1)/i for i up to the degree, less kappa*y^(degree+1)/(degree+1).
Rational log_series_at(unsigned degree, const Rational& kappa, const Rational& y) {
    Rational sum = -kappa / (degree + 1);
    for (unsigned i = degree; i >= 1; --i)
        sum = Rational(i % 2 == 1 ? 1 : -1, i) + y * sum;
    return y * sum;
}

// The least odd degree for which the rest of the series of log(1+y), y < 0, is below 1/scale.
unsigned degree_for(const Rational& y) {
    unsigned degree = 1;
    Rational rest = y * y;
    while (2 * rest * scale_of_certificates() > degree + 1) {
        degree += 2;
        rest *= y * y;
    }
    return degree;
}

// Lines that bound the logarithms of these whole numbers: each from the one before it, and from numbers in
// between where the next one is far.
std::string log_lines(const std::set<Integer>& arguments) {
    const Integer scale = scale_of_certificates();
    Integer base = 1, lower = 0, upper = 0;
    std::string lines;
    const auto add_line = [&](const Integer& m) {
        const Rational y(base - m, m);
        const unsigned degree = degree_for(y);
        lower = floor(lower - scale * log_series_at(degree, 0, y));
        upper = ceil(upper - scale * log_series_at(degree, Rational(m, base), y));
        lines += fmt::format("log {} from {} degree {} in {} {}\n", m.str(), base.str(), degree, lower.str(),
                             upper.str());
        base = m;
    };
    for (const Integer& m : arguments) {
        if (m <= 1) continue;
        while (m > 2 * base)
            add_line(2 * base);
        if (m != base) add_line(m);
    }
    return lines;
}

std::string root_lines(const std::set<Integer>& arguments) {
    const Integer scale = scale_of_certificates();
    std::string lines;
    for (const Integer& m : arguments) {
        const Integer square = scale * scale * m;
        const Integer lower = sqrt(square);
        const Integer upper = lower * lower == square ? lower : Integer(lower + 1);
        lines += fmt::format("root {} in {} {}\n", m.str(), lower.str(), upper.str());
    }
    return lines;
}

// The whole numbers whose logarithms a form at x > 0 is made of.
void add_arguments(std::set<Integer>& arguments, const MassForm& form, const Rational& x) {
    for (const LogTerm& term : form.terms) {
        const Rational value = term.e + term.f * x;
        arguments.insert(numerator(value));
        arguments.insert(denominator(value));
    }
}

// At most 1/sqrt(centre).
Rational root_of_centre(const Rational& centre) {
    const Integer below = sqrt(floor(Rational(Integer(1) << (2 * root_bits)) / centre));
    return Rational(below, Integer(1) << root_bits);
}

bool is_verified_id(const std::string& id) {
    const std::string others = "/-_.()";
    return !id.empty() && std::all_of(id.begin(), id.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               others.find(c) != std::string::npos;
    });
}

std::string verified_id(const Question& question) {
    return question.claim->id + (question.mutant ? "(mutant)" : "");
}

// Whether the certificate's statement still has the number by its name: not if only orders of T that are
// more than a name had it.
bool keeps_name(const Expression& e, const std::string& name) {
    if (is_number_named(e, name)) return true;
    const bool folded = e.node == Node::functional && e.name == "T" && e.args.size() == 2 &&
                        e.args[0]->node != Node::parameter;
    return !folded && std::any_of(e.args.begin(), e.args.end(),
                                  [&](const ExpressionPtr& part) { return keeps_name(*part, name); });
}

// The claim with another statement, as it would be read from a file.
Claim said_otherwise(const Question& question, const std::string& statement, const Scope& scope) {
    Claim claim = *question.claim;
    (question.mutant ? claim.mutant->statement : claim.statement) = parse_statement(statement, scope);
    if (!question.mutant && !claim.equality_text.empty())
        claim.equality = parse_condition(claim.equality_text, scope);
    return claim;
}

}  // namespace

std::string why_not_accepted(const std::string& said, const Question& question, const Instance& instance) {
    static const std::string equality = ", equal if and only if Q is a vertex";
    const std::string words = "proved: " + verified_id(question) + ": for every K and every Q, with N = " +
                              (instance.N ? std::to_string(*instance.N) : "?") + ": ";
    if (!said.starts_with("proved: ")) return said;
    if (!said.starts_with(words)) return "it proves something else: " + said;
    std::string statement = said.substr(words.size());
    const bool with_equality = statement.ends_with(equality);
    if (with_equality) statement.resize(statement.size() - equality.size());
    try {
        const Scope scope = scope_of(question.domains().at(instance.domain));
        const std::string own =
            question.mutant ? question.claim->mutant->statement_text : question.claim->statement_text;
        const Claim accepted = said_otherwise(question, statement, scope);
        const Claim asked = said_otherwise(question, own, scope);
        const Question asked_again{&asked, question.mutant};
        const Offer<MassMargin> one = mass_margin({&accepted, question.mutant}, instance),
                                other = mass_margin(asked_again, instance);
        const bool same =
            one && other && same_margin(*one, *other) && with_equality == (asked_again.equality() != nullptr);
        return same ? std::string() : "it proves something else: " + said;
    } catch (const InputError& error) {
        return "it proves something that cannot be read: " + said;
    }
}

Offer<std::string> verified_certificate(const Question& question, const Instance& instance) {
    const Offer<MassMargin> margin = mass_margin(question, instance);
    if (!margin) return Declined{margin.reason()};
    if (!is_verified_id(question.claim->id))
        return Declined{"the claim's name has other characters than letters, digits and / - _ . ( )"};
    if (question.mutant && question.equality())  // a ledger does not keep it, so that nobody could look again
        return Declined{"it is a mutant with an equality condition"};
    const Offer<std::string> statement = verified_statement(question, instance);
    if (!statement) return Declined{statement.reason()};
    Integer scale = scale_of_certificates();
    std::optional<std::vector<MassBox>> boxes = mass_boxes(*margin);
    if (!boxes) {
        const std::optional<Integer> exact = exact_scale(*margin, question.equality() != nullptr);
        if (!exact) return Declined{"no boxes were found on which the margin is seen to be positive"};
        scale = *exact;
        boxes = {{Rational(0), Rational(1), Rational(1)}};
    }
    std::set<Integer> logarithms, roots;
    for (std::uint32_t j = 1; j <= margin->N; ++j) {
        const Rational x(j, margin->N);
        add_arguments(logarithms, margin->next, x);
        roots.insert(numerator(x) * denominator(x));
    }
    const bool has_root = margin->model.root != 0;
    std::string box_lines;
    for (const MassBox& box : *boxes) {
        add_arguments(logarithms, margin->model, box.centre);
        box_lines += fmt::format("box {} {} about {} degree {}", to_string(box.low), to_string(box.high),
                                 to_string(box.centre), verified_degree);
        if (has_root) box_lines += " root " + to_string(root_of_centre(box.centre));
        box_lines += '\n';
    }
    std::string text = "groundcheck certificate 3\n";
    text += "claim " + verified_id(question) + '\n';
    text += "statement " + *statement + '\n';
    if (question.equality()) text += "equality vertex(Q)\n";
    text += fmt::format("let K any\nlet N {}\n", margin->N);
    for (const auto& [name, value] : instance.scalars)
        if (keeps_name(*question.statement(), name))
            text += fmt::format("let {} {}\n", name, to_string(value));
    text += fmt::format("range Q simplex\nscale {}\n", scale.str());
    // A scale of its own is for polynomials, which have no logarithms.
    if (scale == scale_of_certificates()) text += log_lines(logarithms);
    if (margin->next.root != 0) text += root_lines(roots);
    return text + box_lines;
}

}  // namespace groundcheck
