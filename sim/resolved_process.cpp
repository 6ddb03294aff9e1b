#include "sim/resolved_process.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>

#include "sim/process_error.hpp"
#include "theorems/language/build_expression.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace {

constexpr std::uint32_t most_samples = 1'000'000;

std::string at_generation(std::uint32_t t) { return " at generation " + std::to_string(t); }

std::string in_brackets(const std::vector<Rational>& values) {
    std::string text;
    for (const Rational& value : values)
        text += (text.empty() ? "(" : ", ") + to_string(value);
    return text + ")";
}

std::vector<Rational> with_rest(const Rational& mass) { return {mass, 1 - mass}; }

}  // namespace

// An affine form's numbers at one step.
struct ResolvedProcess::Coefficients {
    std::map<std::string, Rational> slopes;
    std::vector<Rational> rest;  // by symbol, or the one that is the same for all

    Rational slope(const std::string& name) const {
        const auto found = slopes.find(name);
        return found == slopes.end() ? Rational(0) : found->second;
    }
    // Why not every choice of distributions makes a distribution; empty if every one does.
    std::string obstacle(std::uint32_t symbols) const {
        Rational total = 0;
        bool negative = false;
        for (const auto& [name, value] : slopes) {
            total += value;
            negative = negative || value < 0;
        }
        for (const Rational& value : rest) {
            total += rest.size() == 1 ? Rational(value * symbols) : value;
            negative = negative || value < 0;
        }
        if (negative) return "it has a negative part";
        return total == 1 ? "" : "it adds up to " + to_string(total);
    }
};

ResolvedProcess::ResolvedProcess(std::shared_ptr<const Process> process,
                                 std::shared_ptr<const PointValues> values)
    : process_(process ? std::move(process) : std::make_shared<const Process>()),
      values_(std::move(values)) {}

const SymbolProcess& ResolvedProcess::symbols() const {
    const auto* symbols = std::get_if<SymbolProcess>(&process_->family);
    if (symbols == nullptr) throw std::logic_error("the steps of a process that is not on symbols");
    return *symbols;
}

namespace {

struct SampleSchedule {
    ExpressionPtr operator()(const SymbolProcess& process) const { return process.samples; }
    ExpressionPtr operator()(const GaussianProcess& process) const { return process.samples; }
    ExpressionPtr operator()(const ProgramProcess&) const { return nullptr; }
    ExpressionPtr operator()(const RecursionProcess&) const { return nullptr; }
};

}  // namespace

std::optional<std::uint32_t> ResolvedProcess::samples(std::uint32_t t) const {
    const auto* on_symbols = std::get_if<SymbolProcess>(&process_->family);
    if (on_symbols != nullptr && on_symbols->endless) return std::nullopt;
    const ExpressionPtr schedule = std::visit(SampleSchedule{}, process_->family);
    if (!schedule) return values_->samples();
    const auto samples = values_->number(*schedule, StepNames{.t = t});
    if (!samples) values_->fail(schedule->where, "the schedule has no rational value" + at_generation(t));
    if (denominator(*samples) != 1 || *samples < 1 || *samples > most_samples)
        values_->fail(schedule->where, "the number of samples is " + to_string(*samples) + at_generation(t) +
                                           "; it must be a whole number from 1 to " +
                                           std::to_string(most_samples));
    return numerator(*samples).convert_to<std::uint32_t>();
}

Rational ResolvedProcess::share(std::uint32_t t) const {
    const auto* gaussian = std::get_if<GaussianProcess>(&process_->family);
    const ExpressionPtr& alpha = gaussian != nullptr ? gaussian->alpha : symbols().alpha;
    if (!alpha) return values_->share().value_or(0);
    const auto share = values_->number(*alpha, StepNames{.t = t});
    if (!share) values_->fail(alpha->where, "the schedule has no rational value" + at_generation(t));
    if (*share < 0 || *share > 1)
        values_->fail(alpha->where, "the share of exogenous data is " + to_string(*share) + at_generation(t) +
                                        "; it must lie from 0 to 1");
    return *share;
}

GaussianDraw ResolvedProcess::gaussian_draw(std::uint32_t t) const {
    const auto* process = std::get_if<GaussianProcess>(&process_->family);
    if (process == nullptr) throw std::logic_error("a Gaussian's step of a process that has none");
    GaussianDraw draw;
    draw.samples = samples(t).value();
    for (std::uint32_t s = 0; process->accumulate && s < t; ++s)
        draw.before += samples(s).value();
    const SourceRange where = process->samples ? process->samples->where : SourceRange{};
    if (draw.before == 1 || draw.before + draw.samples < 2)
        values_->fail(where, "one sample at generation " + std::to_string(draw.before == 1 ? 0 : t) +
                                 " has no unbiased variance; a Gaussian is fitted to two or more");
    if (!process->world_mean) return draw;
    const auto number = [&](const Expression& e) {
        const auto value = values_->number(e, StepNames{.t = t});
        if (!value) values_->fail(e.where, "a number of the world's Gaussian is not rational: " + to_text(e));
        return *value;
    };
    draw.share = share(t);
    draw.world_mean = number(*process->world_mean);
    draw.world_variance = number(*process->world_variance);
    if (draw.world_variance < 0)
        values_->fail(process->world_variance->where,
                      "the world's variance is negative: " + to_string(draw.world_variance));
    return draw;
}

// The names as train and fit see them in the step from `model`: that model is Q, whatever the first one is
// called.
StepNames ResolvedProcess::names(std::uint32_t t, const std::vector<Rational>* model) const {
    StepNames names{.t = t, .model = model};
    if (symbols().alpha || values_->share()) names.alpha = share(t);
    names.samples = samples(t);
    return names;
}

Generation ResolvedProcess::generation(std::uint32_t t) const {
    const SymbolProcess& process = symbols();
    Generation result;
    result.alpha = share(t);
    if (process.endless) return result;
    const auto number = samples(t);
    if (!number) throw std::logic_error("a generation without a number of samples");
    result.samples = *number;
    const Rational exogenous = result.alpha * result.samples;
    if (process.exact_share && denominator(exogenous) != 1)
        values_->fail(process.alpha ? process.alpha->where : SourceRange{},
                      "alpha*N, the number of the world's samples, is " + to_string(exogenous) +
                          at_generation(t) + "; it must be a whole number");
    return result;
}

std::vector<Rational> ResolvedProcess::training(std::uint32_t t, const std::vector<Rational>& model) const {
    if (symbols().train) return values_->distribution(*symbols().train, names(t, &model));
    const Rational alpha = share(t);
    if (alpha == 0) return model;
    const std::vector<Rational>* world = values_->masses("P");
    if (world == nullptr)
        values_->fail({}, "the claim needs the distribution P, which its domain does not give");
    return training_mixture(alpha, *world, model);
}

// The next model in a process with a fit of its own.
std::vector<Rational> ResolvedProcess::fitted(const ProcessRules::Step& step,
                                              const std::vector<Rational>& frequencies,
                                              std::uint32_t n) const {
    const Expression& fit = *symbols().fit;
    StepNames here = names(step.t, &step.model);
    if (!symbols().endless) here.samples = n;
    here.training = &step.training;
    here.frequencies = &frequencies;
    std::vector<Rational> masses = values_->over_symbols(fit, fit_symbol, here);
    Rational total = 0;
    for (const Rational& mass : masses) {
        if (mass < 0)
            values_->fail(fit.where, "the fit is negative, " + to_string(mass) + at_generation(step.t) +
                                         ", for the frequencies " + in_brackets(frequencies));
        total += mass;
    }
    if (total != 1)
        values_->fail(fit.where, "the fit adds up to " + to_string(total) + ", not to 1," +
                                     at_generation(step.t) + ", for the frequencies " +
                                     in_brackets(frequencies));
    return masses;
}

ResolvedProcess::Coefficients ResolvedProcess::coefficients(const AffineForm& form,
                                                            const StepNames& names) const {
    const auto value = [&](const Expression& e) {
        const auto number = values_->number(e, names);
        if (!number) throw ProcessError("a part of the step is irrational: " + to_text(e));
        return *number;
    };
    Coefficients result;
    for (const auto& [name, slope] : form.slopes)
        result.slopes[name] = value(*slope);
    if (form.rest && form.rest_differs)
        result.rest = values_->over_symbols(*form.rest, form.symbol, names);
    else if (form.rest)
        result.rest = {value(*form.rest)};
    return result;
}

std::optional<CountMass> ResolvedProcess::simple_fit(std::uint32_t t, std::uint32_t n,
                                                     std::uint32_t symbols_in_all) const {
    const auto fit = affine_form(symbols().fit, fit_symbol);
    if (!fit || !speaks_of_others(*fit).empty()) return std::nullopt;
    for (const auto& [name, slope] : fit->slopes)
        if (name != fit_frequencies) return std::nullopt;
    StepNames here = names(t, nullptr);
    here.samples = n;
    const Coefficients all = coefficients(*fit, here);
    if (!all.obstacle(symbols_in_all).empty()) return std::nullopt;
    return CountMass{all.slope(fit_frequencies), all.rest.empty() ? Rational(0) : all.rest.front()};
}

ProcessRules ResolvedProcess::common_rules(std::vector<Rational> world) const {
    const SymbolProcess& process = symbols();
    ProcessRules rules;
    rules.world = std::move(world);
    const auto timed = [](const ExpressionPtr& e) { return e && mentions_time(*e); };
    rules.constant = !process.alpha && !process.samples && !timed(process.train) && !timed(process.fit);
    rules.accumulate = process.accumulate;
    const auto kind = finite_chain(process_.get());
    if (!kind) throw ProcessError(kind.reason());
    rules.counts_alone = *kind == ChainKind::counts;
    rules.endless = process.endless;
    rules.models = process.models;
    rules.exact_share = process.exact_share;
    // Chains ask for the same generations again and again. What has no value throws before anything is
    // remembered.
    rules.generation = [self = *this,
                        known = std::map<std::uint32_t, Generation>()](std::uint32_t t) mutable {
        auto place = known.find(t);
        if (place == known.end()) place = known.emplace(t, self.generation(t)).first;
        return place->second;
    };
    if (process.fit)
        rules.simple_fit =
            [self = *this,
             known = std::map<std::pair<std::uint32_t, std::uint32_t>, std::optional<CountMass>>()](
                std::uint32_t t, std::uint32_t n) mutable {
                const std::pair key{t, n};
                auto place = known.find(key);
                if (place == known.end())
                    place = known.emplace(key, self.simple_fit(t, n, self.values_->symbols())).first;
                return place->second;
            };
    return rules;
}

bool ResolvedProcess::steady() const { return common_rules({}).no_limit().empty(); }

ProcessRules ResolvedProcess::rules(std::vector<Rational> world) const {
    ProcessRules rules = common_rules(std::move(world));
    // A train need not have a value at every model that counts allow, only at those that come out.
    rules.counts_alone = rules.counts_alone && (rules.accumulate || !symbols().train);
    if (symbols().train)
        rules.train = [self = *this](std::uint32_t t, const std::vector<Rational>& model) {
            return self.training(t, model);
        };
    if (symbols().fit)
        rules.fit = [self = *this, simple = rules.simple_fit](const ProcessRules::Step& step,
                                                              const std::vector<Rational>& frequencies,
                                                              std::uint32_t n) {
            const auto known = n == 0 ? std::nullopt : simple(step.t, n);
            if (!known) return self.fitted(step, frequencies, n);
            std::vector<Rational> masses;
            for (const Rational& frequency : frequencies)
                masses.emplace_back(known->slope * frequency + known->offset);
            return masses;
        };
    return rules;
}

namespace {

[[noreturn]] void no_view(const std::string& why) {
    throw ProcessError("one symbol of this process cannot be looked at alone: " + why);
}

}  // namespace

Rational ResolvedProcess::training_of_symbol(std::uint32_t t, const Rational& model) const {
    if (!symbols().train) return training(t, {model}).front();
    const auto view = symbol_view(process_.get(), false);
    if (!view) no_view(view.reason());
    const Coefficients all = coefficients(view->train, names(t, nullptr));
    if (const std::string why = all.obstacle(values_->symbols()); !why.empty()) no_view("its train: " + why);
    Rational mass = all.rest.empty() ? Rational(0) : all.rest.front();
    for (const auto& [name, slope] : all.slopes) {
        const std::vector<Rational>* declared = name == "Q" ? nullptr : values_->masses(name);
        if (name != "Q" && declared == nullptr) no_view("it has no " + name);
        mass += slope * (name == "Q" ? model : declared->front());
    }
    return mass;
}

ProcessRules ResolvedProcess::rules_of_symbol(std::vector<Rational> world) const {
    const auto view = symbol_view(process_.get(), false);
    if (!view) no_view(view.reason());
    ProcessRules rules = common_rules(std::move(world));
    if (symbols().train)
        rules.train = [self = *this](std::uint32_t t, const std::vector<Rational>& model) {
            return with_rest(self.training_of_symbol(t, model.front()));
        };
    if (!symbols().fit) return rules;
    rules.fit = [self = *this, fit = view->fit](const ProcessRules::Step& step,
                                                const std::vector<Rational>& frequencies, std::uint32_t n) {
        StepNames here = self.names(step.t, nullptr);
        if (!self.symbols().endless) here.samples = n;
        const Coefficients all = self.coefficients(fit, here);
        if (const std::string why = all.obstacle(self.values_->symbols()); !why.empty())
            no_view("its fit: " + why);
        Rational mass = all.rest.empty() ? Rational(0) : all.rest.front();
        for (const auto& [name, slope] : all.slopes) {
            const std::vector<Rational>* of = name == fit_frequencies ? &frequencies
                                              : name == "Q"           ? &step.model
                                              : name == "M"           ? &step.training
                                                                      : self.values_->masses(name);
            if (of == nullptr || of->empty()) no_view("it has no " + name);
            mass += slope * of->front();
        }
        return with_rest(mass);
    };
    return rules;
}

namespace {

// Of the process that was asked about last: its steps are asked for one after the other.
const Offer<MomentView>& known_moment_view(const std::shared_ptr<const Process>& process) {
    thread_local std::shared_ptr<const Process> last;
    thread_local std::optional<Offer<MomentView>> view;
    if (last != process || !view) {
        view = moment_view(process.get());
        last = process;
    }
    return *view;
}

}  // namespace

// The parts that do not move, added up; no entries where there are none.
Offer<std::vector<Rational>> ResolvedProcess::fixed_parts(const Coefficients& all,
                                                          const std::set<std::string>& moving,
                                                          std::size_t parts) const {
    if (const std::string why = all.obstacle(values_->symbols()); !why.empty()) return Declined{why};
    std::vector<Rational> rest;
    if (!all.rest.empty()) rest.resize(parts);
    for (std::size_t i = 0; i < rest.size(); ++i)
        rest[i] = all.rest.size() == 1 ? all.rest.front() : all.rest.at(i);
    for (const auto& [name, slope] : all.slopes) {
        if (slope == 0 || moving.contains(name)) continue;
        const std::vector<Rational>* masses = values_->masses(name);
        if (masses == nullptr || masses->size() != parts) return Declined{"it has no " + name};
        rest.resize(parts);
        for (std::size_t i = 0; i < parts; ++i)
            rest[i] += slope * (*masses)[i];
    }
    return rest;
}

Offer<AffineLaw> ResolvedProcess::affine_training(const StepNames& here, std::size_t parts) const {
    Coefficients all;
    if (symbols().train) {
        all = coefficients(known_moment_view(process_)->train, here);
    } else {
        all.slopes = {{"P", *here.alpha}, {"Q", 1 - *here.alpha}};
    }
    const auto rest = fixed_parts(all, {"Q"}, parts);
    if (!rest) return Declined{"its train: " + rest.reason()};
    return AffineLaw{all.slope("Q"), *rest};
}

Offer<AffineStep> ResolvedProcess::affine_step(std::uint32_t t, std::size_t parts) const {
    const SymbolProcess& process = symbols();
    if (process.train || process.fit)
        if (const auto& view = known_moment_view(process_); !view) return Declined{view.reason()};
    if (process.accumulate && !finite_chain(process_.get())) return Declined{"accumulating data"};
    StepNames here = names(t, nullptr);
    if (!here.alpha) here.alpha = 0;
    const Generation step = generation(t);
    Rational all_samples = step.samples;
    for (std::uint32_t s = 0; process.accumulate && s < t; ++s)
        all_samples += generation(s).samples;
    const auto training = affine_training(here, parts);
    if (!training) return Declined{training.reason()};
    AffineStep result;
    result.training = *training;
    if (process.fit) {
        if (!process.endless) here.samples = numerator(all_samples).convert_to<std::uint32_t>();
        const Coefficients fit = coefficients(known_moment_view(process_)->fit, here);
        const auto rest = fixed_parts(fit, {"Q", "M", fit_frequencies}, parts);
        if (!rest) return Declined{"its fit: " + rest.reason()};
        result.x = fit.slope(fit_frequencies);
        result.q = fit.slope("Q");
        result.m = fit.slope("M");
        result.rest = *rest;
    }
    result.accumulate = process.accumulate;
    result.fresh = step.samples / all_samples;
    if (process.endless) return result;
    Rational members = 1;  // of an ensemble, the sum of the weights' squares
    if (!process.models.empty()) {
        members = 0;
        for (const Rational& weight : process.models)
            members += weight * weight;
    }
    const Rational noise = members / step.samples;
    if (!process.exact_share || step.alpha == 0) {
        result.draws = {{noise, result.training}};
        return result;
    }
    const std::vector<Rational>* world = values_->masses("P");
    if (world == nullptr || world->size() != parts) return Declined{"it has no P"};
    result.draws = {{noise * step.alpha, {0, *world}}, {noise * (1 - step.alpha), {1, {}}}};
    return result;
}

}  // namespace groundcheck
