#include "sim/generation.hpp"

#include <string>

#include "sim/draws.hpp"
#include "sim/process_error.hpp"

namespace groundcheck {

std::vector<Rational> training_mixture(const Rational& alpha, const std::vector<Rational>& world,
                                       const std::vector<Rational>& model) {
    if (alpha == 0) return model;
    std::vector<Rational> result;
    result.reserve(model.size());
    for (std::size_t i = 0; i < model.size(); ++i)
        result.push_back(alpha * world[i] + (1 - alpha) * model[i]);
    return result;
}

std::vector<Rational> ProcessRules::training(std::uint32_t t, const std::vector<Rational>& model) const {
    return train ? train(t, model) : training_mixture(generation(t).alpha, world, model);
}

std::vector<ProcessRules::Draw> ProcessRules::draws(const Step& step) const {
    const auto [samples, alpha] = generation(step.t);
    if (!exact_share || alpha == 0) return {{samples, step.training}};
    const Rational real = alpha * samples;
    if (denominator(real) != 1)
        throw ProcessError("alpha*N is no whole number of samples, it is " + to_string(real));
    const auto fresh = numerator(real).convert_to<std::uint32_t>();
    if (fresh == samples) return {{fresh, world}};
    return {{fresh, world}, {samples - fresh, step.model}};
}

std::vector<Rational> ProcessRules::next_model(const Step& step, const Counts& counts,
                                               std::uint32_t n) const {
    std::vector<Rational> frequencies = frequencies_of(counts, n);
    return fit ? fit(step, frequencies, n) : frequencies;
}

std::optional<CountMass> ProcessRules::count_mass(std::uint32_t t, std::uint32_t n) const {
    if (!fit) return CountMass{};
    return simple_fit ? simple_fit(t, n) : std::nullopt;
}

bool ProcessRules::is_one_draw(std::uint32_t t) const {
    return !endless && models.size() < 2 && !exact_share && count_mass(t, generation(t).samples);
}

bool ProcessRules::told_by_counts(std::uint32_t first, std::uint32_t second, std::uint32_t n) const {
    if (!counts_alone || endless || models.size() > 1) return false;
    const auto a = count_mass(first, n), b = count_mass(second, n);
    return a && b && a->slope > 0 && a->slope == b->slope && a->offset == b->offset;
}

bool ProcessRules::ends_at_vertex() const {
    return constant && !accumulate && !train && !fit && !endless && models.size() < 2 && !exact_share &&
           generation(0).alpha == 0;
}

std::string ProcessRules::no_limit() const {
    if (constant && !accumulate) return "";
    return "Q[infinity] needs the same generation for ever: no schedule, no accumulating data";
}

Integer exact_weight(const std::vector<ProcessRules::Draw>& draws) {
    Integer result = 1;
    for (const ProcessRules::Draw& draw : draws)
        result *= numerator(power(Rational(common_denominator(draw.law)), draw.samples));
    return result;
}

Integer Compositions::count(std::uint32_t total, std::uint32_t parts) { return outcome_count(parts, total); }

namespace {

void list(std::uint32_t rest, std::size_t place, Counts& counts, std::vector<Counts>& all) {
    if (place + 1 == counts.size()) {
        counts[place] = rest;
        all.push_back(counts);
        return;
    }
    for (std::uint32_t c = rest;; --c) {
        counts[place] = c;
        list(rest - c, place + 1, counts, all);
        if (c == 0) break;
    }
}

}  // namespace

Compositions::Compositions(std::uint32_t total, std::uint32_t parts) : total_(total) {
    const Integer size = count(total, parts);
    if (size > most) {
        throw ProcessError("the chain has " + size.str() + " states in one generation, more than " +
                           std::to_string(most));
    }
    all_.reserve(static_cast<std::size_t>(size));
    Counts counts(parts, 0);
    list(total, 0, counts, all_);
    // Compositions of at most n into p parts are those of exactly n into p+1 parts: C(n+p, p).
    below_.assign(parts, std::vector<std::uint64_t>(total + 1, 1));
    for (std::uint32_t p = 1; p < parts; ++p) {
        for (std::uint32_t n = 1; n <= total; ++n)
            below_[p][n] = below_[p][n - 1] + below_[p - 1][n];
    }
}

// Before the counts stand, at each place, all those that agree so far and have more there: what they leave to
// the places after it is at most rest - c - 1, in any way.
std::size_t Compositions::rank(const Counts& counts) const {
    std::uint64_t before = 0;
    std::uint32_t rest = total_;
    for (std::size_t i = 0; i + 1 < counts.size(); ++i) {
        rest -= counts[i];
        if (rest > 0) before += below_[counts.size() - 1 - i][rest - 1];
    }
    return static_cast<std::size_t>(before);
}

std::vector<Rational> frequencies_of(const Counts& counts, std::uint32_t n) {
    std::vector<Rational> result;
    result.reserve(counts.size());
    for (const std::uint32_t count : counts)
        result.emplace_back(count, n);
    return result;
}

}  // namespace groundcheck
