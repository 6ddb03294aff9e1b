// groundcheck simulate --claims: claims of the catalogue held against simulated replicates, apart from
// proofs.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "cli/command.hpp"
#include "cli/selection.hpp"
#include "cli/simulate.hpp"
#include "cli/simulate_gaussian.hpp"
#include "cli/simulate_process.hpp"
#include "decide/evaluate/evaluate.hpp"
#include "decide/methods/decide_statistical.hpp"
#include "reports/text.hpp"
#include "sim/schedule.hpp"
#include "sim/start_law.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck::cli {

namespace {

// Q, P and f.
void set_laws(Point& point, const SimulateOptions& options) {
    StartLaw start = parse_start_law(options.start);
    StartLaw world = start;
    if (!options.world.empty()) {
        world = parse_start_law(options.world);
        share_alphabet(start, world);
    }
    point.K = static_cast<std::uint32_t>(start.size());
    point.distributions["Q"] = exact_law(start.weights);
    point.distributions["P"] = exact_law(world.weights);
    std::vector<Rational> f;
    if (options.observable != "rank") {
        for (const double value : read_observable(options.observable, start))
            f.emplace_back(value);
    }
    for (std::size_t i = f.size(); i < start.size(); ++i)
        f.emplace_back(i + 1);
    point.observables["f"] = std::move(f);
}

Point point_of(const SimulateOptions& options) {
    if (options.start.empty() || options.samples.empty())
        throw InputError("", "--claims needs a start and a number of samples",
                         "for instance --start words:FILE --samples 1000");
    Point point;
    const Schedule alpha(options.alpha, "--alpha"), samples(options.samples, "--samples");
    if (alpha.at(0) != alpha.at(1) || samples.at(0) != samples.at(1))
        throw InputError("", "with --claims alpha and N are numbers",
                         "schedules are the claim's own: its [process] says them");
    point.scalars["alpha"] = share_at(alpha, 0);
    const std::uint64_t N = samples_at(samples, 0);
    if (N > 1'000'000) throw InputError("", "claims have at most 10^6 samples in a generation", "");
    point.N = static_cast<std::uint32_t>(N);
    if (options.family == "gaussian")
        set_gaussian(point, options);
    else
        set_laws(point, options);
    return point;
}

// The point as the claim sees it: without the world's share where the claim is about the closed loop.
Point point_for(const Claim& claim, const Point& all) {
    const Domain& domain = claim.domains.front();
    Point point = all;
    point.process = domain.process;
    if (!domain.scalars.contains("alpha")) point.scalars.erase("alpha");
    return point;
}

void check_options(const SimulateOptions& options) {
    if (options.data != "replace" || options.estimator != "mle")
        throw InputError("", "--data and --estimator are the claim's own", "a claim's [process] says them");
    if (const std::string own = options.share == "exact" ? "--share" : first_process_option(options);
        !own.empty())
        throw InputError("", own + " is the claim's own", "a claim's [process] says it");
    if (options.format != "table") throw InputError("", "--claims prints a table", "leave --format out");
    if (!options.resume.empty() || !options.plot.empty())
        throw InputError(
            "", std::string(options.plot.empty() ? "--resume" : "--plot") + " has no meaning with --claims",
            "leave it out");
}

}  // namespace

int simulate_claims(const SimulateOptions& options, const Context& context) {
    check_options(options);
    const Selection selection = select_claims(options.claims, context);
    require_claims_in(selection);
    const Point all = point_of(options);
    StatisticalOptions statistical;
    statistical.replicates = options.replicates;
    statistical.seed = options.seed;
    statistical.threads = options.threads;
    statistical.confidence = options.confidence;
    std::string text = fmt::format(
        "Held against simulation, start {}{}, N = {}, {} replicates, seed {}.\nAssurance: "
        "statistical. For each "
        "claim all findings hold at once with a confidence of {:.12g}%; none is a proof.\n",
        options.start, all.K > 0 ? fmt::format(" (K = {})", all.K) : "", *all.N, options.replicates,
        options.seed, 100 * options.confidence);
    bool pass = true;
    for (const Claim& claim : selection.claims) {
        text += fmt::format("\n{}: {}\n", claim.id, claim.statement_text);
        Table table({{"t", Table::Align::right}, {"left"}, {"right"}, {"finding"}});
        try {
            const Question question{&claim, options.mutants && claim.mutant.has_value()};
            for (const StatisticalCheck& check :
                 check_by_simulation(question, point_for(claim, all), options.generations, statistical)) {
                pass = pass && check.finding == StatisticalFinding::agrees;
                table.add({std::to_string(check.t), DoubleKernel().to_string(check.left, 6),
                           DoubleKernel().to_string(check.right, 6), to_text(check.finding)});
            }
        } catch (const NotSimulated& error) {
            throw InputError(
                "", fmt::format("{} cannot be held against a simulation: {}", claim.id, error.what()),
                all.K > 0 ? "measures of Q[t] inside E[...], and Var[mean(f, Q[t])], can"
                          : "E[...] of mu[t], s2[t], log(s2[t]), sqrt(s2[t]) and (mu[t] - mu)^2, and "
                            "Var[mu[t]], can");
        } catch (const DomainError& error) {
            throw InputError("", fmt::format("{}: {}", claim.id, error.what()), "");
        } catch (const std::out_of_range&) {
            throw InputError("", fmt::format("{} has variables that a simulation does not set", claim.id),
                             all.K > 0
                                 ? "Q, P, f, N, t and alpha are set; for a Gaussian's, mu and s2 by --family "
                                   "gaussian"
                                 : "mu, s2, N, t and alpha are set");
        }
        for (const std::string& line : table.lines(100))
            text += "  " + line + "\n";
    }
    write_series(options, text);
    return pass ? exit_pass : exit_fail;
}

}  // namespace groundcheck::cli
