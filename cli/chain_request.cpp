#include "cli/chain_request.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "cli/process_options.hpp"
#include "cli/written_number.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck::cli {

namespace {

constexpr std::uint32_t most_samples = 2000000;
// A page of text shows as many counts.
constexpr std::uint32_t most_counts_of_text = 30;

Rational alpha_at(const PowerSchedule& schedule, std::uint32_t t) {
    const auto value = schedule.exact(t);
    if (!value) {
        throw InputError("", fmt::format("--alpha-schedule: alpha_{} is not rational", t),
                         "the exact process needs rational shares: use a whole exponent");
    }
    if (*value < 0 || *value > 1) {
        throw InputError(
            "", fmt::format("--alpha-schedule: alpha_{} = {} is not between 0 and 1", t, to_string(*value)),
            "t = 1 is the first generation");
    }
    return *value;
}

std::uint32_t samples_at(const PowerSchedule& schedule, std::uint32_t t) {
    const char* option = schedule.is_constant() ? "--samples" : "--samples-schedule";
    if (schedule.factor <= 0)
        throw InputError("", fmt::format("{}: a generation takes at least one sample", option), "");
    const Integer N = schedule.round_up(t);
    if (N > most_samples) {
        throw InputError("", fmt::format("{}: {} samples are beyond this command", option, with_commas(N)),
                         fmt::format("at most {}; `groundcheck grounding` has closed formulas for any number",
                                     with_commas(most_samples)));
    }
    return static_cast<std::uint32_t>(N);
}

void need_one(const std::string& a, const std::string& a_name, const std::string& b,
              const std::string& b_name, bool required) {
    if (!a.empty() && !b.empty()) throw InputError("", a_name + " and " + b_name + " exclude each other", "");
    if (required && a.empty() && b.empty()) throw InputError("", a_name + " is missing", "or give " + b_name);
}

PowerSchedule samples_of(const ChainOptions& options) {
    need_one(options.samples, "--samples", options.samples_schedule, "--samples-schedule", true);
    if (!options.samples_schedule.empty())
        return schedule_from("--samples-schedule", options.samples_schedule);
    const auto N = written_number(options.samples);
    if (!N || boost::multiprecision::denominator(*N) != 1 || *N < 1) {
        throw InputError("", "--samples: \"" + options.samples + "\" is no whole number from 1 on",
                         "N is how many samples a generation draws");
    }
    return {*N, 0, 0};
}

PowerSchedule alpha_of(const ChainOptions& options) {
    need_one(options.alpha, "--alpha", options.alpha_schedule, "--alpha-schedule", false);
    if (!options.alpha_schedule.empty()) return schedule_from("--alpha-schedule", options.alpha_schedule);
    return {options.alpha.empty() ? Rational(0) : rational_from("--alpha", options.alpha, 0, 1), 0, 0};
}

// "u,v": how often right answers and wrong ones are accepted.
Rational odds_from_accept(const std::string& text) {
    const auto comma = text.find(',');
    const bool two = comma != std::string::npos && text.find(',', comma + 1) == std::string::npos;
    if (!two) {
        throw InputError("", "--accept: \"" + text + "\" is no pair of probabilities",
                         "u,v: how often answer 1 is accepted, and how often answer 2; such as 0.9,0.6");
    }
    const Rational u = rational_from("--accept", text.substr(0, comma), 0, 1);
    const Rational v = rational_from("--accept", text.substr(comma + 1), 0, 1);
    if (u == 0 || v == 0) {
        throw InputError("", "--accept: an answer that is never accepted is gone in a generation",
                         "both probabilities have to be positive");
    }
    return u / v;
}

Rational odds_of(const ChainOptions& options) {
    const Rational most = 1000000;
    need_one(options.odds, "--odds", options.accept, "--accept", false);
    const bool given = !options.odds.empty();
    if (!given && options.accept.empty()) return 1;
    const auto read = given ? parse_rational(options.odds) : odds_from_accept(options.accept);
    const std::string option = given ? "--odds" : "--accept";
    if (!read || *read <= 0) {
        throw InputError("", "--odds: \"" + options.odds + "\" is no positive number",
                         "u/v: how much more often answer 1 is accepted than answer 2; such as 3/2");
    }
    if (*read > most || *read < 1 / most) {
        throw InputError("", option + ": odds of " + to_string(*read) + " are beyond this command",
                         "from 1/1,000,000 to 1,000,000");
    }
    return *read;
}

// Q[0] and P. Each is the other unless it is said, and both are uniform if neither is; the one that brings
// its own number of symbols is read first.
void read_distributions(const ChainOptions& options, ChainRequest& request) {
    std::optional<std::uint32_t> symbols = options.symbols;
    const std::string start = options.start == "world" ? "" : options.start;
    const std::string world = options.world.empty() && start.empty() ? "uniform" : options.world;
    const auto plain = [](const std::string& text) { return text.empty() || text == "uniform"; };
    if (!symbols && plain(start) && plain(world)) symbols = 2;
    const auto read = [&](const char* option, const std::string& text, std::vector<Rational>& law) {
        if (text.empty()) return;
        law = distribution_from(option, text, needs_symbols(text) ? symbols : options.symbols);
        symbols = static_cast<std::uint32_t>(law.size());
    };
    const bool start_first = !start.empty() && !needs_symbols(start);
    if (start_first) read("--start", start, request.start);
    read("--world", world, request.world);
    if (!start_first) read("--start", start, request.start);
    if (start.empty()) request.start = request.world;
    if (world.empty()) request.world = request.start;
    if (request.start.size() != request.world.size()) {
        throw InputError("",
                         fmt::format("the start has {} symbols and the world {}", request.start.size(),
                                     request.world.size()),
                         "both have the same symbols; one that does not occur has probability 0");
    }
}

ChainRequest processes_of(const ChainOptions& options) {
    ChainRequest request;
    read_distributions(options, request);
    request.samples = samples_of(options);
    request.alpha = alpha_of(options);
    const std::int64_t generations =
        options.generations.value_or(request.constant() && options.plot.empty() ? 0 : 10);
    if (generations < 0 || generations > 10000000) {
        throw InputError("", fmt::format("--generations: {} is not between 0 and 10,000,000", generations),
                         "");
    }
    request.generations = static_cast<std::uint32_t>(generations);
    ChainPlan& plan = request.plan;
    plan.start = request.start;
    plan.world = request.world;
    plan.alpha = [alpha = request.alpha](std::uint32_t t) { return alpha_at(alpha, t); };
    plan.samples = [samples = request.samples](std::uint32_t t) { return samples_at(samples, t); };
    plan.constant = request.constant();
    plan.generations = request.generations;
    plan.memory = options.memory << 20U;
    return request;
}

// The options that only mean something beside others.
void check_together(const ChainOptions& options, const ChainRequest& request) {
    const bool closed = request.constant() && request.alpha.factor == 0;
    const char* ends = "that is computed where alpha is 0 and --samples is constant";
    if ((!options.odds.empty() || !options.accept.empty()) && request.start.size() != 2) {
        refuse(fmt::format("--{}: a verifier tells two symbols apart, and there are {}",
                           options.odds.empty() ? "accept" : "odds", request.start.size()),
               "give --start or --world two probabilities: the right answer's and the wrong one's");
    }
    if (options.no_fixation && !closed) refuse("--no-fixation: there is no fixation to leave out", ends);
    if (options.no_long_run && (closed || !request.constant())) {
        refuse("--no-long-run: there is no long run to leave out",
               "a stationary law is computed where alpha is above 0 and constant");
    }
    if (options.every_start && !closed) refuse("--every-start needs a model that ends", ends);
    if (options.every_start && options.no_fixation)
        refuse("--every-start and --no-fixation exclude each other", "");
    if (options.every_start && request.start.size() != 2) {
        refuse("--every-start: the counts of two symbols are one number, those of more are not",
               "--start gives one start of any number of symbols");
    }
    if (options.sojourn && !closed) refuse("--sojourn needs a model that ends", ends);
    if (options.law && request.generations == 0)
        refuse("--law: which generation's?", "give --generations T: the law is that of the last one");
    if (!options.plot.empty() && request.generations == 0)
        refuse("--plot: there is no generation to draw", "give --generations T, from 1 on");
    if (options.symbol && !options.law && !options.sojourn)
        refuse("--symbol: nothing is asked of one symbol",
               "it says whose count --law and --sojourn are about");
    if (options.symbol && (*options.symbol < 1 || *options.symbol > request.start.size())) {
        refuse(fmt::format("--symbol: {} is not between 1 and {}", *options.symbol, request.start.size()),
               "");
    }
    for (const auto& [wanted, name] :
         {std::pair{options.every_start, "--every-start"}, std::pair{options.sojourn, "--sojourn"},
          std::pair{options.law, "--law"}}) {
        const std::uint32_t last = options.law ? request.plan.samples(request.generations) : request.N();
        if (wanted && options.format == "text" && last > most_counts_of_text)
            refuse(fmt::format("{}: {} counts are no page", name, with_commas(Integer(last) + 1)),
                   "give --format csv or --format json");
    }
}

// How much work is asked for, in entries of the chain's rows: one chain for each pair of masses that the
// start and the world give a symbol; a row has about 8*sqrt(N) entries. How many passes through the rows a
// part takes is as measured.
double work_of(const ChainRequest& request) {
    std::set<std::pair<Rational, Rational>> masses;
    for (std::size_t i = 0; i < request.start.size(); ++i)
        masses.emplace(request.start[i], request.alpha.factor == 0 ? Rational(0) : request.world[i]);
    const auto N = static_cast<double>(request.N());
    const double chains = request.verified() ? 2 : static_cast<double>(masses.size());
    const double ends = (request.fixation || request.every_start ? (request.verified() ? 12 : 4) : 0) +
                        (request.sojourn ? 40 : 0);
    const double long_run = request.long_run ? 12 : 0;
    return 8 * N * std::sqrt(N) * (ends + (long_run + request.generations) * chains);
}

// What would take minutes is not begun unless the user says how long to wait.
void require_affordable(const ChainRequest& request, const ChainOptions& options) {
    constexpr double affordable = 8e9, per_second = 1.2e8;
    const double work = work_of(request);
    if (options.seconds > 0 || work <= affordable) return;
    throw InputError(
        "",
        fmt::format("this takes about {:.0f} minutes: {} symbols with different masses, {} samples",
                    std::ceil(work / per_second / 60), with_commas(Integer(request.start.size())),
                    with_commas(Integer(request.N()))),
        "give --time SECONDS to have it tried that long, fewer --samples, or a world with fewer "
        "different masses; `groundcheck simulate` samples it");
}

}  // namespace

ChainRequest chain_request(const ChainOptions& options) {
    ChainRequest request = processes_of(options);
    request.odds = request.plan.odds = odds_of(options);
    check_together(options, request);
    const bool closed = request.constant() && request.alpha.factor == 0;
    request.fixation = closed && !options.no_fixation;
    request.long_run = request.constant() && !closed && !options.no_long_run;
    request.every_start = options.every_start;
    request.sojourn = options.sojourn;
    request.law = options.law;
    request.symbol = request.plan.watched = options.symbol.value_or(1) - 1;
    const bool nothing =
        !request.fixation && !request.long_run && !request.sojourn && request.generations == 0;
    if (nothing && request.constant())
        refuse(closed ? "--no-fixation leaves nothing to compute" : "--no-long-run leaves nothing to compute",
               "add --generations T, or --sojourn where the model ends");
    require_affordable(request, options);
    return request;
}

}  // namespace groundcheck::cli
