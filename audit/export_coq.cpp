#include "audit/export_coq.hpp"

#include <array>
#include <functional>
#include <utility>
#include <vector>

#include "audit/export_coq_text.hpp"
#include "interval/rational.hpp"
#include "theorems/language/parser.hpp"

namespace groundcheck {

namespace {

struct Exportable {
    const char* statement;   // in the claim language
    const char* bound_text;  // its right side, for the reader of the file
    const char* bound;       // one symbol's part of it, in Coq
    const char* proof;
};

constexpr std::array<Exportable, 2> exportable = {{
    {"H(P) - E[H(P')] >= 1/2*sum(i: P_i*log(1 + (1 - P_i)/(N*P_i)))",
     "1/2 * sum_i P_i * ln (1 + (1-P_i)/(N*P_i)); at p = 0 it is 0", "1/2 * (p * ln (1 + (1-p)/(@N@*p)))",
     coq_text::sandwich_lower},
    {"H(P) - E[H(P')] >= D(P)/(2*N)", "D(P)/(2*N), D(P) = sum_i P_i*(1-P_i)", "p * (1-p) / @2N@",
     coq_text::loss_floor},
}};

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

Holes holes_for(const Exportable& claim, unsigned N) {
    const std::string text = std::to_string(N);
    const unsigned n = N - 1;
    return {
        {"@BOUND@", claim.bound},
        {"@BOUND_TEXT@", claim.bound_text},
        {"@STATEMENT@", claim.statement},
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

// Whether the domain lets P range and nothing else: no exogenous share, no parameter.
bool closed_loop(const Domain& domain) {
    return domain.scalars.empty() && domain.distributions.size() == 1 && domain.distributions.count("P") == 1;
}

const Exportable* find(const Claim& claim) {
    if (!claim.statement) return nullptr;
    for (const Domain& domain : claim.domains)
        if (!closed_loop(domain)) return nullptr;
    for (const Exportable& candidate : exportable)
        if (same(*claim.statement, *parse_statement(candidate.statement, scope_of(claim.domains.front()))))
            return &candidate;
    return nullptr;
}

}  // namespace

std::string coq_statements() {
    std::string text;
    for (const Exportable& claim : exportable)
        text += std::string(text.empty() ? "" : "\n") + claim.statement;
    return text;
}

std::string export_coq(const Claim& claim, std::uint32_t N) {
    const Exportable* found = claim.domains.empty() ? nullptr : find(claim);
    if (found == nullptr)
        throw InputError(claim.file.string(),
                         "there is no export to Coq for the statement " + claim.statement_text,
                         "these can be exported, where P is the domain's only variable beside K and N:\n" +
                             coq_statements());
    if (N < coq_smallest_N || N > coq_largest_N)
        throw InputError(
            "--n", "N = " + std::to_string(N) + " cannot be exported",
            "give one of " + std::to_string(coq_smallest_N) + ".." + std::to_string(coq_largest_N));
    const std::string text = std::string(coq_text::head) + found->proof + coq_text::tail;
    return filled(text, holes_for(*found, N));
}

}  // namespace groundcheck
