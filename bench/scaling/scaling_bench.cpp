// How the costs grow: curves with their exponents, each beside the plain way in the same run.
//
//     bench_scaling [NAME...]    the curves whose names are given, or all
//
// One thread throughout. The plain ways are what one would write first: a loop over Arb balls, a dense
// matrix of them, the machines one by one, the standard library's distributions, GSL's multinomial (where it
// is installed), Python with mpmath (likewise).
#include <fmt/format.h>
#include <tbb/global_control.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "audit/audit.hpp"
#include "bench/scaling/curve.hpp"
#include "bench/scaling/plain_arb.hpp"
#include "ctm/enumerate.hpp"
#include "sim/chain_solver.hpp"
#include "sim/count_chain.hpp"
#include "sim/simulation.hpp"
#include "theorems/language/claim_file.hpp"

#ifdef GROUNDCHECK_HAVE_GSL
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#endif

namespace {

using namespace groundcheck;
using scaling::compare;
using scaling::measure;
using scaling::Point;
using Sizes = std::vector<std::uint64_t>;

const std::string loss_bound = "H(Q) - E[H(Q')] >= 1/2*sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))";
constexpr std::uint32_t denominator = 24;
constexpr std::uint64_t few_samples = 16;
const std::string one_step = "E[H(Q')] <= H(Q)";

// Decides the statement on a domain, given as the lines of a claim file; it must hold.
void prove(const std::string& statement, const std::string& domain) {
    const auto file = std::filesystem::temp_directory_path() / fmt::format("scaling-{}.toml", getpid());
    std::ofstream(file) << "title = \"t\"\nstatement = \"" << statement
                        << "\"\nexpect = \"proved\"\n[domain]\n"
                        << domain;
    const Claim claim = load_claim(file);
    std::filesystem::remove(file);
    AuditOptions options;
    options.threads = 1;
    if (decide_claim(claim, false, options).verdict != Verdict::proved)
        throw std::runtime_error("not proved: " + statement + " on " + domain);
}

void sandwich_lower() {
    const Sizes sizes = {64, 128, 256, 512, 1024, 2048, 4096};
    measure(
        "sandwich-lower over N: every distribution of every alphabet, one proof over a continuum", "N", sizes,
        [](std::uint64_t N) { prove(loss_bound, fmt::format("K = \"any\"\nN = {}\nQ = \"simplex\"\n", N)); });
    const auto lattice =
        measure("sandwich-lower over N: K = 2, lattice(24)", "N", sizes, [](std::uint64_t N) {
            prove(loss_bound, fmt::format("K = 2\nN = {}\nQ = \"lattice({})\"\n", N, denominator));
        });
    const auto plain = measure("  a plain Arb loop over the same points", "N", sizes, [](std::uint64_t N) {
        for (ulong part = 0; part <= denominator / 2; ++part)
            scaling::arb_entropy_loss({part, denominator - part}, denominator, N);
    });
    compare(lattice, "the plain Arb loop", plain);
}

void lattice_points() {
    const auto ours = [](std::uint64_t K, std::uint64_t d) {
        prove(one_step, fmt::format("K = {}\nN = {}\nQ = \"lattice({})\"\n", K, few_samples, d));
    };
    const auto plain = [](std::uint64_t K, std::uint64_t d) {
        for (const auto& parts :
             compositions(static_cast<std::uint32_t>(d), static_cast<std::uint32_t>(K), true))
            scaling::arb_entropy_loss({parts.begin(), parts.end()}, d, few_samples);
    };
    const Sizes over_d = {48, 96, 192, 384, 768};
    const auto d_ours = measure("lattice points over d: one-step, K = 3, N = 16", "d", over_d,
                                [&](std::uint64_t d) { ours(3, d); });
    const auto d_plain = measure("  a plain Arb loop over the same points", "d", over_d,
                                 [&](std::uint64_t d) { plain(3, d); });
    compare(d_ours, "the plain Arb loop", d_plain);
    const Sizes over_K = {3, 4, 5, 6, 7};
    const auto K_ours = measure("lattice points over K: one-step, lattice(60), N = 16", "K", over_K,
                                [&](std::uint64_t K) { ours(K, 60); });
    const auto K_plain = measure("  a plain Arb loop over the same points", "K", over_K,
                                 [&](std::uint64_t K) { plain(K, 60); });
    compare(K_ours, "the plain Arb loop", K_plain);
}

void chain() {
    const auto law = [](std::uint64_t N) {
        CountLaw wide;
        wide.mass.assign(N + 1, 1.0 / (static_cast<double>(N) + 1));
        return wide;
    };
    const auto ours = measure("chain over N: one generation of the count's law, enclosed", "N",
                              {500, 1000, 2000, 4000, 8000}, [&](std::uint64_t N) {
                                  const auto samples = static_cast<std::uint32_t>(N);
                                  if (CountChain({samples, samples}, 0, 0, 0).step(law(N)).mass.empty())
                                      throw std::logic_error("a law has masses");
                              });
    const auto plain = measure("  a dense matrix of Arb balls, built and multiplied", "N", {500, 1000, 2000},
                               [](std::uint64_t N) { scaling::arb_chain_step(N); });
    compare(ours, "the dense matrix", plain);
}

constexpr std::uint32_t replicates = 20;  // so that making the tables, once, does not count for all

// Two generations drawn and measured, from a Zipf law on K symbols.
SimulationPlan plan_of(std::uint64_t K, std::uint64_t N) {
    SimulationPlan plan;
    for (std::uint64_t i = 1; i <= K; ++i)
        plan.start.push_back(1 / static_cast<double>(i));
    plan.alpha = {0, 0};
    plan.samples = {N, N};
    plan.replicates = replicates;
    return plan;
}

void simulate_once(std::uint64_t K, std::uint64_t N) {
    const Simulation simulation(plan_of(K, N));
    SimulationState state;
    simulation.run(state, {.threads = 1, .progress = {}, .keep = {}, .pool = nullptr});
}

// The same draws by the standard library: a sample at a time.
void draw_plainly(std::uint64_t K, std::uint64_t N) {
    std::vector<double> weights = plan_of(K, N).start;
    const std::vector<double> start = weights;
    std::mt19937_64 random(1);
    for (std::uint32_t generation = 0; generation < 2 * replicates; ++generation) {
        if (generation % 2 == 0) weights = start;
        std::discrete_distribution<std::size_t> law(weights.begin(), weights.end());
        std::vector<double> counts(K, 0);
        for (std::uint64_t n = 0; n < N; ++n)
            ++counts[law(random)];
        weights = counts;
    }
}

#ifdef GROUNDCHECK_HAVE_GSL
void draw_by_gsl(std::uint64_t K, std::uint64_t N) {
    std::vector<double> weights = plan_of(K, N).start;
    std::vector<unsigned> counts(K);
    const std::vector<double> start = weights;
    gsl_rng* random = gsl_rng_alloc(gsl_rng_taus2);
    for (std::uint32_t generation = 0; generation < 2 * replicates; ++generation) {
        if (generation % 2 == 0) weights = start;
        gsl_ran_multinomial(random, K, static_cast<unsigned>(N), weights.data(), counts.data());
        std::copy(counts.begin(), counts.end(), weights.begin());
    }
    gsl_rng_free(random);
}
#endif

void simulate() {
    const Sizes sizes = {1000, 10'000, 100'000, 1'000'000};
    const auto curves = [&](const std::string& what, const std::string& variable, auto with) {
        const auto over = [&](const std::string& title, void (*work)(std::uint64_t, std::uint64_t)) {
            return measure(title, variable, sizes, [&](std::uint64_t size) { with(work, size); });
        };
        const auto ours = over(what + ", measured and enclosed", simulate_once);
        compare(ours, "a sample at a time, nothing measured,",
                over("  std::discrete_distribution", draw_plainly));
#ifdef GROUNDCHECK_HAVE_GSL
        compare(ours, "GSL, nothing measured,", over("  GSL's multinomial", draw_by_gsl));
#else
        fmt::print("  GSL is not installed: left out\n\n");
#endif
    };
    curves("simulate over K: 20 replicates of two generations, N = 100,000 from a Zipf law", "K",
           [](auto work, std::uint64_t K) { work(K, 100'000); });
    curves("simulate over N: 20 replicates of two generations on K = 10,000 symbols", "N",
           [](auto work, std::uint64_t N) { work(10'000, N); });
}

void enumerate_plainly(int states) {
    std::uint64_t halting = 0;
    for (std::uint64_t i = 0; i < ctm::machine_count(states); ++i)
        halting += ctm::run_machine(ctm::machine_at(states, i), 0, ctm::default_bound(states)) ? 1 : 0;
    if (halting == 0) throw std::logic_error("machines halt");
}

// Over the number of machines, (4n+2)^(2n): what grows by a power of it.
void machines() {
    std::map<std::uint64_t, int> states_of;
    Sizes sizes;
    for (int states = 2; states <= ctm::kMaxTableStates; ++states) {
        sizes.push_back(ctm::machine_count(states));
        states_of[sizes.back()] = states;
    }
    const auto ours = measure(
        "tree enumeration over states 2 to 5, by the number of machines", "machines", sizes,
        [&](std::uint64_t machines) {
            ctm::EnumerationOptions options;
            options.states = states_of[machines];
            options.bound = ctm::default_bound(options.states);
            options.threads = 1;
            ctm::enumerate_machines(options);
        },
        120);
    const auto plain = measure("  every machine one by one", "machines", {sizes[0], sizes[1]},
                               [&](std::uint64_t machines) { enumerate_plainly(states_of[machines]); });
    compare(ours, "one by one", plain);
}

// The seconds that the Python script says; negative if it cannot run.
double python_seconds(std::uint64_t N) {
    FILE* said = popen(fmt::format("python3 {} {} 2>/dev/null", GROUNDCHECK_ONE_STEP, N).c_str(), "r");
    if (said == nullptr) return -1;
    double seconds = -1;
    if (std::fscanf(said, "%lf", &seconds) != 1) seconds = -1;
    pclose(said);
    return seconds;
}

void python() {
    const Sizes sizes = {16, 64, 256};
    const auto ours = measure("one-step over N: K = 2, lattice(24)", "N", sizes, [](std::uint64_t N) {
        prove(one_step, fmt::format("K = 2\nN = {}\nQ = \"lattice(24)\"\n", N));
    });
    std::vector<Point> theirs;
    for (const std::uint64_t N : sizes)
        if (const double seconds = python_seconds(N); seconds > 0)
            theirs.push_back({static_cast<double>(N), seconds});
    if (theirs.empty()) return fmt::print("  no Python with mpmath here: left out\n");
    fmt::print("  Python with mpmath, by the definition\n");
    for (const Point& point : theirs)
        fmt::print("  N = {:<12} {:12.3f} ms\n", point.size, 1e3 * point.seconds);
    fmt::print("  exponent {:.2f}\n", scaling::exponent_of(theirs));
    compare(ours, "Python with mpmath", theirs);
}

}  // namespace

int main(int argc, char** argv) {
    const std::array<std::pair<std::string, void (*)()>, 6> curves = {{{"sandwich-lower", sandwich_lower},
                                                                       {"lattice", lattice_points},
                                                                       {"chain", chain},
                                                                       {"simulate", simulate},
                                                                       {"machines", machines},
                                                                       {"python", python}}};
    const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
    const std::vector<std::string> named(argv + 1, argv + argc);
    for (const auto& [name, run] : curves) {
        // What is meant for Google Benchmark's programs is not for this one.
        const bool any = std::any_of(named.begin(), named.end(),
                                     [](const std::string& word) { return !word.starts_with("-"); });
        if (any && std::find(named.begin(), named.end(), name) == named.end()) continue;
        run();
        std::fflush(stdout);
    }
    return 0;
}
