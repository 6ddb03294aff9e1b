#include "audit/formal/export_coq.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "audit/formal/export_coq_text.hpp"
#include "decide/evaluate/evaluate.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/rational.hpp"
#include "sim/process.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/parser.hpp"

namespace groundcheck {

namespace {

// A claim's bound, as the file has it.
struct Bound {
    std::string text;   // for the reader of the file
    std::string share;  // one symbol's part of it, in Coq
    const char* proof = nullptr;
    Rational factor = 0;  // of the diversity, where the bound is one
};

constexpr const char* sandwich_text = "H(Q) - E[H(Q')] >= 1/2*sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))";
constexpr const char* floor_text = "H(Q) - E[H(Q')] >= D(Q)/(2*N)";

using Holes = std::vector<std::pair<std::string, std::string>>;

std::string filled(std::string text, const Holes& holes) {
    for (const auto& [name, value] : holes)
        for (std::size_t at = text.find(name); at != std::string::npos;
             at = text.find(name, at + value.size()))
            text.replace(at, name.size(), value);
    return text;
}

// The sum over k = first..last of C(n,k) * p^k * (1-p)^(degree-k) * factor(k), one summand to a line.
std::string bernstein_sum(unsigned n, unsigned degree, unsigned first, unsigned last,
                          const std::function<std::string(unsigned)>& factor) {
    std::string text;
    for (unsigned k = first; k <= last; ++k) {
        if (k > first) text += "\n  + ";
        text += binomial(n, k).str() + " * p^" + std::to_string(k) + " * (1-p)^" +
                std::to_string(degree - k) + " * " + factor(k);
    }
    return text;
}

Holes holes_for(const Claim& claim, const Bound& bound, unsigned N) {
    const std::string text = std::to_string(N);
    const unsigned n = N - 1;
    return {
        {"@BOUND@", bound.share},
        {"@BOUND_TEXT@", bound.text},
        {"@STATEMENT@", to_text(*claim.statement)},
        {"@FACTOR@", "(" + to_string(bound.factor) + ")"},
        {"@EXPECTATION@",
         bernstein_sum(N, N, 0, N, [&](unsigned k) { return "g (" + std::to_string(k) + "/" + text + ")"; })},
        {"@F@", bernstein_sum(n, n, 1, n, [](unsigned k) { return "ln " + std::to_string(k + 1); })},
        {"@A@",
         bernstein_sum(n, n - 1, 0, n - 1,
                       [&](unsigned k) { return "(ln " + text + " - ln " + std::to_string(k + 1) + ")"; })},
        {"@2N@", std::to_string(2 * N)},
        {"@n@", std::to_string(n)},
        {"@N@", text}};
}

// Whether the domain lets Q range and nothing else: no exogenous share, no parameter.
bool closed_loop(const Domain& domain) {
    return domain.scalars.empty() && domain.distributions.size() == 1 && domain.distributions.count("Q") == 1;
}

// The value of an expression in N alone, if it is rational.
std::optional<Rational> number(const Expression& e, unsigned N) {
    Point point;
    point.N = N;
    try {
        const Exact value = Evaluator<ExactKernel>(ExactKernel(), point).scalar(e);
        if (!value.is_finite() || !value.number().terms().empty()) return std::nullopt;
        return value.number().rational_part();
    } catch (const DomainError&) {
        return std::nullopt;
    }
}

// Whether N is the only variable: no distribution, no expectation, no K.
bool in_N_alone(const Expression& e) {
    switch (e.node) {
        case Node::number:
        case Node::add:
        case Node::sub:
        case Node::mul:
        case Node::div:
        case Node::neg:
        case Node::pow:
            return std::all_of(e.args.begin(), e.args.end(),
                               [](const auto& arg) { return in_N_alone(*arg); });
        case Node::parameter:
            return e.name == "N";
        default:
            return false;
    }
}

// The c of c*D(Q), where the expression is that: D(Q) multiplied and divided by expressions in N.
std::optional<Rational> diversity_factor(const Expression& e, const Expression& diversity, unsigned N) {
    if (same(e, diversity)) return Rational(1);
    if (e.node != Node::mul && e.node != Node::div) return std::nullopt;
    const Expression &left = *e.args[0], &right = *e.args[1];
    const auto times = [&](const Expression& part, const Expression& rest) -> std::optional<Rational> {
        if (!in_N_alone(rest)) return std::nullopt;
        const auto factor = diversity_factor(part, diversity, N);
        const auto by = number(rest, N);
        if (!factor || !by || (e.node == Node::div && *by == 0)) return std::nullopt;
        return e.node == Node::mul ? Rational(*factor * *by) : Rational(*factor / *by);
    };
    if (const auto factor = times(left, right)) return factor;
    return e.node == Node::mul ? times(right, left) : std::nullopt;
}

std::optional<Bound> find(const Claim& claim, unsigned N) {
    if (!claim.statement || claim.domains.empty()) return std::nullopt;
    for (const Domain& domain : claim.domains)
        if (!closed_loop(domain) || !plain_step(domain.process.get())) return std::nullopt;
    const Scope scope = scope_of(claim.domains.front());
    const ExpressionPtr sandwich = parse_statement(sandwich_text, scope),
                        floor = parse_statement(floor_text, scope);
    if (same(*claim.statement, *sandwich))
        return Bound{"1/2 * sum_i Q_i * ln (1 + (1-Q_i)/(N*Q_i)); at p = 0 it is 0",
                     "1/2 * (p * ln (1 + (1-p)/(@N@*p)))", coq_text::sandwich_lower};
    if (claim.statement->node != floor->node || claim.statement->relation != floor->relation ||
        !same(*claim.statement->args[0], *floor->args[0]))
        return std::nullopt;
    const ExpressionPtr diversity = parse_expression("D(Q)", scope);
    const auto factor = diversity_factor(*claim.statement->args[1], *diversity, N);
    if (!factor) return std::nullopt;
    return Bound{to_string(*factor) + " * D(Q), D(Q) = sum_i Q_i*(1-Q_i)", "@FACTOR@ * (p * (1-p))",
                 coq_text::loss_floor, *factor};
}

// The largest c for which every symbol's loss is at least c*p*(1-p), from below: 1 + (N-1)*log(1-1/N), the
// limit at p = 1. (All symbols together lose more; but the proof goes symbol by symbol.)
Rational largest_factor(unsigned N) {
    // = sum over k >= 1 of 1/(k*(k+1)*N^k); all its terms are positive.
    Rational sum = 0, power = 1;
    for (unsigned k = 1; k <= 300; ++k) {
        power /= N;
        sum += power / (Integer(k) * (k + 1));
    }
    return sum;
}

}  // namespace

std::string coq_statements() {
    return fmt::format("{}\n{}\nand with any other number or expression in N as the factor of D(Q)",
                       sandwich_text, floor_text);
}

std::string export_coq(const Claim& claim, std::uint32_t N) {
    if (N < coq_smallest_N || N > coq_largest_N)
        throw InputError(
            "--n", "N = " + std::to_string(N) + " cannot be exported",
            "give one of " + std::to_string(coq_smallest_N) + ".." + std::to_string(coq_largest_N));
    const std::optional<Bound> bound = find(claim, N);
    if (!bound)
        throw InputError(claim.file.string(),
                         "there is no export to Coq for the statement " + claim.statement_text,
                         "these can be exported, where Q is the domain's only variable beside K and N:\n" +
                             coq_statements());
    if (bound->factor > largest_factor(N))
        throw InputError(
            claim.file.string(),
            "the file would prove the statement symbol by symbol, and at N = " + std::to_string(N) +
                " its factor of D(Q), " + to_string(bound->factor) + ", is too large for that",
            "one symbol of mass p loses 1 + (N-1)*log(1-1/N) times p*(1-p) as p tends to 1, no more");
    const std::string text = std::string(coq_text::head) + bound->proof + coq_text::tail;
    return filled(text, holes_for(claim, *bound, N));
}

}  // namespace groundcheck
