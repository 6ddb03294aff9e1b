// groundcheck chain: fixation, the long run and every generation of a large chain, enclosed.
#include <fmt/format.h>
#include <oneapi/tbb/global_control.h>
#include <unistd.h>

#include <cmath>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "cli/command.hpp"
#include "cli/guard.hpp"
#include "cli/process_options.hpp"
#include "sim/large_chain.hpp"
#include "sim/moments.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint32_t most_samples = 2000000;

struct Options {
    std::optional<std::uint32_t> symbols;
    std::string samples, samples_schedule, alpha, alpha_schedule;
    std::string world = "uniform";
    std::string start = "world";
    std::optional<std::int64_t> generations;
    std::string format = "text";
    int digits = 12;
    unsigned threads = 0;
    std::size_t memory = 1536;
    double seconds = 0;
};

// What the options ask for, checked.
struct Request {
    std::vector<Rational> start, world;
    PowerSchedule alpha, samples;
    std::uint32_t generations = 0;
    ChainPlan plan;

    [[nodiscard]] bool constant() const { return alpha.is_constant() && samples.is_constant(); }
    [[nodiscard]] std::uint32_t N() const { return plan.samples(1); }
};

struct Results {
    std::optional<Fixation> fixation;
    std::optional<Stationary> stationary;
    std::vector<ChainGeneration> generations;
};

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

PowerSchedule samples_of(const Options& options) {
    need_one(options.samples, "--samples", options.samples_schedule, "--samples-schedule", true);
    if (!options.samples_schedule.empty())
        return schedule_from("--samples-schedule", options.samples_schedule);
    const auto N = parse_rational(options.samples);
    if (!N || boost::multiprecision::denominator(*N) != 1 || *N < 1) {
        throw InputError("", "--samples: \"" + options.samples + "\" is no whole number from 1 on",
                         "N is how many samples a generation draws");
    }
    return {*N, 0, 0};
}

PowerSchedule alpha_of(const Options& options) {
    need_one(options.alpha, "--alpha", options.alpha_schedule, "--alpha-schedule", false);
    if (!options.alpha_schedule.empty()) return schedule_from("--alpha-schedule", options.alpha_schedule);
    return {options.alpha.empty() ? Rational(0) : rational_from("--alpha", options.alpha, 0, 1), 0, 0};
}

Request request_of(const Options& options) {
    Request request;
    std::optional<std::uint32_t> symbols = options.symbols;
    if (!symbols && options.world == "uniform" && (options.start == "world" || options.start == "uniform"))
        symbols = 2;
    const bool start_first = options.world == "uniform" && options.start != "world" && !symbols;
    if (start_first) {
        request.start = distribution_from("--start", options.start, symbols);
        symbols = static_cast<std::uint32_t>(request.start.size());
    }
    request.world = distribution_from("--world", options.world, symbols);
    symbols = static_cast<std::uint32_t>(request.world.size());
    if (options.start == "world") {
        request.start = request.world;
    } else if (!start_first) {
        request.start = distribution_from("--start", options.start, symbols);
    }
    request.samples = samples_of(options);
    request.alpha = alpha_of(options);
    const std::int64_t generations = options.generations.value_or(request.constant() ? 0 : 10);
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

// A line on a terminal while generations are computed; nothing elsewhere.
class Ticker {
  public:
    Ticker() : shown_(isatty(STDERR_FILENO) == 1) {}
    ~Ticker() {
        if (percent_ >= 0) std::cerr << "\r\033[K";
    }
    Ticker(const Ticker&) = delete;
    Ticker& operator=(const Ticker&) = delete;

    void show(std::size_t done, std::size_t of) {
        const int percent = static_cast<int>(100 * done / of);
        if (!shown_ || percent == percent_) return;
        percent_ = percent;
        std::cerr << fmt::format("\rgenerations {:3}%", percent) << std::flush;
    }

  private:
    bool shown_;
    int percent_ = -1;
};

// How much work is asked for, in products with rows of the chain: one chain for each pair of masses that the
// start and the world give a symbol; a row has about 8*sqrt(N) entries, and a stationary law takes some 40
// products with the matrix. Fixation takes one chain whatever the masses are.
double work_of(const Request& request) {
    std::set<std::pair<Rational, Rational>> masses;
    for (std::size_t i = 0; i < request.start.size(); ++i)
        masses.emplace(request.start[i], request.alpha.factor == 0 ? Rational(0) : request.world[i]);
    const auto N = static_cast<double>(request.N());
    const double stationary = request.constant() && request.alpha.factor > 0 ? 40 : 0;
    const double products = stationary + static_cast<double>(request.generations);
    return 8 * N * std::sqrt(N) * products * static_cast<double>(masses.size());
}

// What would take minutes is not begun unless the user says how long to wait.
void require_affordable(const Request& request, const Options& options) {
    constexpr double affordable = 4e9, per_second = 6e7;
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

Results results_of(const Request& request) {
    Results results;
    const std::uint32_t N = request.N();
    if (request.constant() && request.alpha.factor == 0)
        results.fixation = fixation(request.start, N, request.plan.memory);
    if (request.constant() && request.alpha.factor > 0)
        results.stationary = stationary(request.world, request.alpha.factor, N, request.plan.memory);
    if (request.generations > 0) {
        Ticker ticker;
        results.generations =
            chain_generations(request.plan, [&](std::size_t done, std::size_t of) { ticker.show(done, of); });
    }
    return results;
}

DoubleInterval enclosed(const Rational& value) { return DoubleKernel().rational(value); }

// --- Text ---

// Which generations a page shows: all of a short run, else 0, 1, 2, 5, 10, 20, 50, ... and the last.
std::vector<std::uint32_t> shown_generations(std::uint32_t last) {
    std::vector<std::uint32_t> shown;
    if (last <= 20) {
        for (std::uint32_t t = 0; t <= last; ++t)
            shown.push_back(t);
        return shown;
    }
    shown.push_back(0);
    for (std::uint64_t decade = 1; decade < last; decade *= 10)
        for (const std::uint64_t step : {1U, 2U, 5U})
            if (step * decade < last) shown.push_back(static_cast<std::uint32_t>(step * decade));
    shown.push_back(last);
    return shown;
}

std::string row(const std::string& name, DoubleInterval value, int digits) {
    return fmt::format("  {:<36}{}\n", name, enclosure_text(value, digits));
}

void print_fixation(const Fixation& fixation, const Options& options) {
    std::cout << "\nWithout the world's data the model ends at a single symbol:\n";
    std::cout << row("expected generations until then", fixation.time, options.digits)
              << row("standard deviation", fixation.deviation, options.digits);
    constexpr std::size_t shown = 10;
    for (std::size_t i = 0; i < fixation.probability.size() && i < shown; ++i) {
        std::cout << fmt::format("  symbol {}: with probability {}", i + 1,
                                 to_string(fixation.probability[i]));
        if (!fixation.time_given[i].is_empty())
            std::cout << ", then after " << enclosure_text(fixation.time_given[i], options.digits)
                      << " expected generations";
        std::cout << "\n";
    }
    if (fixation.probability.size() > shown) {
        std::cout << fmt::format("  ... and {} symbols more (--format csv has them all)\n",
                                 fixation.probability.size() - shown);
    }
}

void print_stationary(const Stationary& s, const Options& options) {
    std::cout << "\nIn the long run (stationary law; the mean is the world):\n"
              << row("expected entropy, nats", s.entropy, options.digits)
              << row("expected diversity", enclosed(s.diversity), options.digits)
              << row("expected number of symbols", s.support, options.digits)
              << row("probability of being at a vertex", s.vertex, options.digits)
              << row("expected TV distance to the world", s.variation, options.digits)
              << row("expected L2 distance to the world", enclosed(s.distance), options.digits);
}

void print_generations(const std::vector<ChainGeneration>& generations, const Options& options) {
    if (generations.empty()) return;
    std::cout << "\nGeneration by generation (distances are to Q[0]):\n";
    for (const std::uint32_t t : shown_generations(static_cast<std::uint32_t>(generations.size() - 1))) {
        const ChainGeneration& g = generations[t];
        std::cout << fmt::format("  t = {}\n", t);
        const auto line = [&](const char* name, DoubleInterval value) {
            std::cout << fmt::format("    {:<24}{}\n", name, enclosure_text(value, options.digits));
        };
        line("entropy, nats", g.entropy);
        line("diversity", g.diversity);
        line("symbols present", g.support);
        line("not at a vertex", g.unsettled);
        line("TV drift", g.variation);
        line("L2 drift", g.distance);
    }
}

void print_text(const Request& request, const Results& results, const Options& options) {
    std::cout << fmt::format("{} samples per generation, {} symbols, alpha = {}\n",
                             request.samples.is_constant() ? with_commas(Integer(request.N()))
                                                           : to_string(request.samples),
                             with_commas(Integer(request.start.size())), to_string(request.alpha))
              << "  start " << distribution_text(request.start) << "\n";
    if (request.alpha.factor > 0) std::cout << "  world " << distribution_text(request.world) << "\n";
    if (results.fixation) print_fixation(*results.fixation, options);
    if (results.stationary) print_stationary(*results.stationary, options);
    print_generations(results.generations, options);
}

// --- One flat list of quantities, for CSV and JSON ---

struct Quantity {
    std::string name;
    std::optional<std::uint32_t> generation;
    std::optional<std::size_t> symbol;
    DoubleInterval value;
};

std::vector<Quantity> quantities(const Results& results) {
    std::vector<Quantity> list;
    if (const auto& f = results.fixation) {
        list.push_back({"fixation_time", {}, {}, f->time});
        list.push_back({"fixation_time_deviation", {}, {}, f->deviation});
        for (std::size_t i = 0; i < f->probability.size(); ++i) {
            list.push_back({"fixation_probability", {}, i + 1, enclosed(f->probability[i])});
            if (!f->time_given[i].is_empty())
                list.push_back({"fixation_time_given", {}, i + 1, f->time_given[i]});
        }
    }
    if (const auto& s = results.stationary) {
        list.push_back({"stationary_entropy", {}, {}, s->entropy});
        list.push_back({"stationary_diversity", {}, {}, enclosed(s->diversity)});
        list.push_back({"stationary_support", {}, {}, s->support});
        list.push_back({"stationary_vertex", {}, {}, s->vertex});
        list.push_back({"stationary_tv_to_world", {}, {}, s->variation});
        list.push_back({"stationary_l2_to_world", {}, {}, enclosed(s->distance)});
    }
    for (std::uint32_t t = 0; t < results.generations.size(); ++t) {
        const ChainGeneration& g = results.generations[t];
        list.push_back({"entropy", t, {}, g.entropy});
        list.push_back({"diversity", t, {}, g.diversity});
        list.push_back({"support", t, {}, g.support});
        list.push_back({"unsettled", t, {}, g.unsettled});
        list.push_back({"tv_drift", t, {}, g.variation});
        list.push_back({"l2_drift", t, {}, g.distance});
    }
    return list;
}

void print_csv(const Results& results) {
    constexpr int digits = 17;
    std::cout << "quantity,generation,symbol,low,high\n";
    for (const Quantity& q : quantities(results)) {
        std::cout << fmt::format(
            "{},{},{},{},{}\n", q.name, q.generation ? std::to_string(*q.generation) : "",
            q.symbol ? std::to_string(*q.symbol) : "", low_text(q.value, digits), high_text(q.value, digits));
    }
}

void print_json(const Request& request, const Results& results) {
    Json list = Json::array();
    for (const Quantity& q : quantities(results)) {
        Json entry = {{"quantity", q.name}};
        if (q.generation) entry["generation"] = *q.generation;
        if (q.symbol) entry["symbol"] = *q.symbol;
        entry["low"] = q.value.lo;
        entry["high"] = q.value.hi;
        list.push_back(std::move(entry));
    }
    const Json document = {{"samples", to_string(request.samples)},
                           {"symbols", request.start.size()},
                           {"alpha", to_string(request.alpha)},
                           {"quantities", std::move(list)}};
    std::cout << document.dump(2) << "\n";
}

void run(const Options& options) {
    const Guard guard({options.seconds, 0}, std::stop_source(), "what was asked");
    std::optional<oneapi::tbb::global_control> limit;
    if (options.threads > 0)
        limit.emplace(oneapi::tbb::global_control::max_allowed_parallelism, options.threads);
    const Request request = request_of(options);
    require_affordable(request, options);
    Results results;
    try {
        results = results_of(request);
    } catch (const std::invalid_argument& error) {
        throw InputError("", error.what(), "");
    }
    if (options.format == "csv") return print_csv(results);
    if (options.format == "json") return print_json(request, results);
    print_text(request, results, options);
}

}  // namespace

void add_chain_command(Command app) {
    auto options = std::make_shared<Options>();
    Command command =
        app.add_command("chain", "Enclose what a large chain does: fixation, long run, each generation");
    command.add_option("--samples", options->samples, "Samples per generation, N");
    command.add_option("--samples-schedule", options->samples_schedule,
                       "Samples of generation t = 1, 2, ..., rounded up: \"(t+2)^2\"");
    command.add_option("--symbols", options->symbols, "Symbols, K (default: what start or world have, or 2)");
    command.add_option("--alpha", options->alpha, "Share of the world's data (default: 0)");
    command.add_option("--alpha-schedule", options->alpha_schedule,
                       "Share in generation t = 1, 2, ...: \"1/(t+1)\"");
    command.add_option("--world", options->world, std::string("P: ") + distribution_help).with_default();
    command.add_option("--start", options->start, "Q[0]: world, or the same as for --world").with_default();
    command.add_option("--generations", options->generations, "How many generations to follow one by one");
    command.add_option("--format", options->format, "text, csv (17 digits, outward) or json (exact doubles)")
        .one_of({"text", "csv", "json"})
        .with_default();
    command.add_option("--digits", options->digits, "Significant digits of text, rounded outward")
        .between(1, 17)
        .with_default();
    command.add_option("--threads", options->threads, "Threads (default: all); results do not depend on it")
        .between(1U, 1024U);
    command.add_option("--memory", options->memory, "MiB for the chain's rows; beyond it they are made anew")
        .between(std::size_t{0}, std::size_t{1} << 20U)
        .with_default();
    command.add_option("--time", options->seconds, "Seconds for the whole command (default: no limit)")
        .between(0.0, 1e9)
        .named("SECONDS");
    command.on_run([options] { run(*options); });
}

}  // namespace groundcheck::cli
