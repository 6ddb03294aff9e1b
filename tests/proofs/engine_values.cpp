// Writes a Coq file that holds the definitions of proofs/ against this program's values.
//
// A theorem says what its definitions say. So that "Entropy", "Gen" and the others of proofs/ mean what H,
// E[...] and the others of the claim language mean, both are evaluated at the same random rational points:
// here by the exact evaluator, there by a Coq tactic that proves the equation. Each equation is followed by a
// wrong one, off by 1/1000, which the tactic must not prove.
//
//     engine_values [SEED] > definitions.v
#include <cstdlib>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/point.hpp"
#include "interval/exact_kernel.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck {

namespace {

// Which loop a quantity is about: one generation of any size; or several, with two symbols and one or two
// samples, since every path has to be written out for Coq.
enum class Loop {
    one,
    grounded,
    closed,
    accumulating,
    fading,
    idealised,
    reweighted,  // by a verifier, without sampling noise
    verified,
    smoothed,
    ensemble
};

// One quantity in both languages. In Coq's, K, N, Q, P, f, w, e, alpha are bound to the point and M to the
// mixture.
struct Quantity {
    const char* claim;
    const char* coq;
    Loop loop = Loop::one;
};

const std::vector<Quantity>& quantities() {
    static const std::vector<Quantity> table = {
        {"H(Q)", "Entropy K Q"},
        {"D(Q)", "Diversity K Q"},
        {"supp(Q)", "Support K Q"},
        {"L2(Q,P)", "L2 K Q P"},
        {"TV(Q,P)", "TV K Q P"},
        {"KL(Q,P)", "KL K Q P"},
        {"KL(P,M)", "KL K P M"},
        {"mean(f,Q)", "mean K f Q"},
        {"var(f,Q)", "var K f Q"},
        {"T(2,Q)", "Tsallis 2 K Q"},
        {"T(3,Q)", "Tsallis 3 K Q"},
        {"R(2,Q)", "Renyi 2 K Q"},
        {"M_1", "M 0%nat"},
        {"E[H(Q')]", "Gen K N M (Entropy K)"},
        {"E[D(Q')]", "Gen K N M (Diversity K)"},
        {"E[supp(Q')]", "Gen K N M (Support K)"},
        {"E[L2(Q',P)]", "Gen K N M (fun Q' => L2 K Q' P)"},
        {"E[KL(Q',M)]", "Gen K N M (fun Q' => KL K Q' M)"},
        {"E[T(2,Q')]", "Gen K N M (Tsallis 2 K)"},
        {"E[R(3,Q')]", "Gen K N M (Renyi 3 K)"},
        {"E[mean(f,Q')^2]", "Gen K N M (fun Q' => mean K f Q' ^ 2)"},
        {"E[Q'_1*Q'_2]", "Gen K N M (fun Q' => Q' 0%nat * Q' 1%nat)"},
        {"E[H(Q')]", "Chain K P (constantly alpha) (constantly N) 0 1 (Entropy K) Q"},
        {"Pr[Q'_1 == 1]", "Gen K N M (fun Q' => is_one (Q' 0%nat))"},
        {"Pr[Q'_1 == 1]", "Gen K N M (at_vertex 0)"},
        {"Pr[vertex(Q')]", "Gen K N M (at_some_vertex K)"},
        {"Pr[Q'_2 > 0]", "Gen K N M (fun Q' => positive (Q' 1%nat))"},
        {"E[Q'_1*(Q'_1 - 1/N)]", "Gen K N M (fun Q' => rprod 2 (fun s => Q' 0%nat - INR s / INR N))"},
        {"E[H(Q[2])]", "Chain K P (constantly alpha) (constantly N) 0 2 (Entropy K) Q", Loop::grounded},
        {"E[L2(Q[2],P)]", "Chain K P (constantly alpha) (constantly N) 0 2 (fun Q' => L2 K Q' P) Q",
         Loop::grounded},
        {"E[Q[2]_1]", "Chain K P (constantly alpha) (constantly N) 0 2 (fun Q' => Q' 0%nat) Q",
         Loop::grounded},
        {"Pr[Q[0]_1 == 1 and Q[1]_1 == 1 and Q[2]_1 == 1]",
         "Stay K P (constantly alpha) (constantly N) 0 2 0 Q", Loop::grounded},
        {"Pr[Q[1] == Q and Q[2] == Q]", "Unmoved K P (constantly alpha) (constantly N) 0 2 Q Q",
         Loop::grounded},
        {"E[D(Q[2])]", "Chain K P memory_alpha (constantly N) 0 2 (Diversity K) Q", Loop::fading},
        {"E[H(Q[2])]", "Closed K P (constantly N) 2 (Entropy K) Q", Loop::closed},
        {"E[KL(Q[2],Q)]", "Closed K P (constantly N) 2 (fun Q' => KL K Q' Q) Q", Loop::closed},
        {"Var[mean(f,Q[2])]", "Closed_variance K P (constantly N) f 2 Q", Loop::closed},
        {"E[(mean(f,Q[2]) - mean(f,Q[1]))^2]",
         "Closed_step K P (constantly N) 1 (fun Q' Q'' => (mean K f Q'' - mean K f Q') ^ 2) Q", Loop::closed},
        {"Pr[vertex(Q[2])]", "Closed K P (constantly N) 2 (at_some_vertex K) Q", Loop::closed},
        {"E[D(Q[1])]", "Accumulating K N 1 (Diversity K) Q", Loop::accumulating},
        {"E[H(Q[2])]", "Accumulating K N 2 (Entropy K) Q", Loop::accumulating},
        {"E[D(Q[2])]", "Accumulating K N 2 (Diversity K) Q", Loop::accumulating},
        {"E[D(Q[2])]", "Diversity K (Idealised P (constantly alpha) 2 Q)", Loop::idealised},
        {"E[TV(Q[2],P)]", "TV K (Idealised P (constantly alpha) 2 Q) P", Loop::idealised},
        {"E[Q[2]_1]", "Verified_idealised K w 2 Q 0%nat", Loop::reweighted},
        {"E[D(Q')]", "Verified K N w 1 (Diversity K) Q", Loop::verified},
        {"E[Q[2]_1]", "Verified K N w 2 (fun Q' => Q' 0%nat) Q", Loop::verified},
        {"D(M)", "Diversity K (accepted K w Q)", Loop::verified},
        {"E[H(Q')]", "Smoothing K e N 1 (Entropy K) Q", Loop::smoothed},
        {"E[D(Q[2])]", "Smoothing K e N 2 (Diversity K) Q", Loop::smoothed},
        {"E[H(Q')]", "Ensemble K N M 2 (point [1/3; 2/3]) (Entropy K)", Loop::ensemble},
        {"E[D(Q')]", "Ensemble K N M 2 (point [1/3; 2/3]) (Diversity K)", Loop::ensemble},
        {"E[D(Q[2])]", "Ensemble_chain K P (constantly alpha) N 2 (point [1/3; 2/3]) 0 2 (Diversity K) Q",
         Loop::ensemble},
    };
    return table;
}

using Random = std::mt19937_64;

// A distribution over K symbols with a denominator of at most 6; zeros happen.
std::vector<Rational> random_distribution(Random& random, std::uint32_t K) {
    const std::uint64_t denominator = 1 + random() % 6;
    std::vector<std::uint64_t> counts(K, 0);
    for (std::uint64_t i = 0; i < denominator; ++i)
        ++counts[random() % K];
    std::vector<Rational> result;
    for (const auto count : counts)
        result.push_back(Rational(count) / Rational(denominator));
    return result;
}

// What the loop changes in the plain process. Evaluators know a process by its text.
std::shared_ptr<const Process> process_of(Loop loop) {
    SymbolProcess process;
    std::string text;
    Scope scope;
    scope.step = true;
    scope.names = {{"t", Type::scalar},       {"K", Type::scalar},       {"e", Type::scalar},
                   {"Q", Type::distribution}, {"P", Type::distribution}, {"w", Type::observable}};
    switch (loop) {
        case Loop::one:
        case Loop::grounded:
        case Loop::closed:
            return nullptr;
        case Loop::accumulating:
            process.accumulate = true;
            text = "data = accumulate";
            break;
        case Loop::fading:
            process.alpha = parse_expression("1/(t+2)^2", scope);
            text = "alpha = 1/(t+2)^2";
            break;
        case Loop::idealised:
            process.endless = true;
            text = "N = infinity";
            break;
        case Loop::reweighted:
        case Loop::verified:
            process.endless = loop == Loop::reweighted;
            process.train = parse_distribution("normalize(i: w_i*Q_i)", scope);
            text = std::string(process.endless ? "N = infinity, " : "") + "train = normalize(i: w_i*Q_i)";
            break;
        case Loop::smoothed:
            scope.names[fit_frequencies] = Type::distribution;
            scope.symbol = fit_symbol;
            process.fit = parse_expression("(1-e)*X_i + e/2", scope);
            text = "fit = (1-e)*X_i + e/2";
            break;
        case Loop::ensemble:
            process.models = {Rational(1) / 3, Rational(2) / 3};
            text = "models = 1/3, 2/3";
            break;
    }
    return std::make_shared<const Process>(Process{std::move(process), text});
}

Point random_point(Random& random, Loop loop) {
    Point point;
    const bool one = loop == Loop::one;
    point.K = static_cast<std::uint32_t>(one ? 2 + random() % 2 : 2);
    point.N = static_cast<std::uint32_t>(1 + random() % (one ? 3 : loop == Loop::ensemble ? 1 : 2));
    point.process = process_of(loop);
    point.distributions["Q"] = random_distribution(random, point.K);
    point.distributions["P"] = random_distribution(random, point.K);
    const std::uint64_t quarters = random() % 5;
    const bool world = one || loop == Loop::grounded || loop == Loop::idealised || loop == Loop::ensemble;
    point.scalars["alpha"] = world ? Rational(quarters) / Rational(4) : Rational(0);
    point.scalars["e"] = Rational(static_cast<std::int64_t>(random() % 4)) / Rational(3);
    for (std::uint32_t i = 0; i < point.K; ++i) {
        point.observables["f"].push_back(Rational(static_cast<std::int64_t>(random() % 9) - 4) / Rational(2));
        point.observables["w"].push_back(Rational(static_cast<std::int64_t>(1 + random() % 4)) / Rational(2));
    }
    return point;
}

Scope scope_at(const Point& point) {
    Scope scope;
    scope.K = {point.K};
    scope.samples = true;
    scope.grounded = true;
    scope.names = {{"alpha", Type::scalar},   {"N", Type::scalar},     {"Q", Type::distribution},
                   {"P", Type::distribution}, {"f", Type::observable}, {"w", Type::observable},
                   {"e", Type::scalar}};
    return scope;
}

std::string coq_number(const Rational& value) { return "(" + to_string(value) + ")"; }

std::string coq_vector(const std::vector<Rational>& values) {
    std::string text;
    for (const auto& value : values)
        text += (text.empty() ? "" : "; ") + coq_number(value);
    return "point [" + text + "]";
}

std::string coq_value(const LogLinear& value) {
    std::string text = coq_number(value.rational_part());
    for (const auto& [base, coefficient] : value.terms())
        text += " + " + coq_number(coefficient) + " * ln " + base.str();
    return text;
}

std::string coq_bindings(const Point& point) {
    return "  let K := " + std::to_string(point.K) + "%nat in let N := " + std::to_string(*point.N) +
           "%nat in\n" + "  let Q := " + coq_vector(point.distributions.at("Q")) + " in\n" +
           "  let P := " + coq_vector(point.distributions.at("P")) + " in\n" +
           "  let f := " + coq_vector(point.observables.at("f")) + " in\n" +
           "  let w := " + coq_vector(point.observables.at("w")) + " in\n" +
           "  let e := " + coq_number(point.scalars.at("e")) + " in\n" +
           "  let alpha := " + coq_number(point.scalars.at("alpha")) + " in let M := mix alpha P Q in\n";
}

void write_goal(const Quantity& quantity, const Point& point, const LogLinear& value) {
    const std::string left = coq_bindings(point) + "  " + quantity.coq + " = ";
    std::cout << "(* " << quantity.claim << " *)\n"
              << "Goal\n"
              << left << coq_value(value) << ".\nProof. evaluate. Qed.\n"
              << "Goal\n"
              << left << coq_value(value + LogLinear(Rational(1) / Rational(1000)))
              << ".\nFail evaluate.\nAbort.\n";
}

constexpr const char* preamble = R"(From Coq Require Import Reals List.
From Groundcheck Require Import Process.
From Groundcheck.statements Require Import OneGeneration Generations Remedy Accumulation Idealised Verifier
  Smoothing Ensemble.
From Groundcheck.theory Require Import Evaluate.
Import ListNotations.
Local Open Scope R_scope.
)";

// Each quantity at this many points where it is finite: outside, a divergence's definition in Coq claims
// nothing.
constexpr int points_each(Loop loop) { return loop == Loop::one ? 6 : 3; }

int write_definitions(std::uint64_t seed) {
    std::cout << preamble;
    Random random(seed);
    for (const auto& quantity : quantities()) {
        for (int written = 0; written < points_each(quantity.loop);) {
            const Point point = random_point(random, quantity.loop);
            const auto expression = parse_expression(quantity.claim, scope_at(point));
            const Exact value = Evaluator<ExactKernel>(ExactKernel(), point).scalar(*expression);
            if (value.is_infinite()) continue;
            if (!value.is_finite()) {
                std::cerr << "engine_values: no exact value of " << quantity.claim << " at " << to_text(point)
                          << "\n";
                return 1;
            }
            write_goal(quantity, point, value.number());
            ++written;
        }
    }
    return 0;
}

}  // namespace

}  // namespace groundcheck

int main(int argc, char** argv) {
    try {
        return groundcheck::write_definitions(argc > 1 ? std::stoull(argv[1]) : 20260105280U);
    } catch (const std::exception& error) {
        std::cerr << "engine_values: " << error.what() << "\n";
        return 1;
    }
}
