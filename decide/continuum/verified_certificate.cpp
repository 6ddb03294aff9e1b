#include "decide/continuum/verified_certificate.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "decide/continuum/certificate.hpp"
#include "decide/continuum/verified_boxes.hpp"
#include "theorems/language/mentions.hpp"

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

}  // namespace

Offer<std::string> verified_certificate(const Question& question, const Instance& instance) {
    const Offer<MassMargin> margin = mass_margin(question, instance);
    if (!margin) return Declined{margin.reason()};
    const auto boxes = mass_boxes(*margin);
    if (!boxes) return Declined{"no boxes were found on which the margin is seen to be positive"};
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
    text += "claim " + one_line(question.claim->id) + (question.mutant ? "(mutant)\n" : "\n");
    text +=
        "statement " +
        one_line(question.mutant ? question.claim->mutant->statement_text : question.claim->statement_text) +
        '\n';
    if (question.equality()) text += "equality vertex(Q)\n";
    text += fmt::format("let K any\nlet N {}\n", margin->N);
    for (const auto& [name, value] : instance.scalars)
        if (mentions_number(*question.statement(), name))
            text += fmt::format("let {} {}\n", name, to_string(value));
    text += fmt::format("range Q simplex\nscale {}\n", scale_of_certificates().str());
    text += log_lines(logarithms);
    if (margin->next.root != 0) text += root_lines(roots);
    return text + box_lines;
}

}  // namespace groundcheck
