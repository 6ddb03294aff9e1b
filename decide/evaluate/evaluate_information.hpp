// I[world; Q[t]] and the like: what is to be seen of a process tells so much of a random world. Included by
// evaluate_*.cpp alone.
//
// The world is one of finitely many, w with probability p_w. In each of them the process runs with that world
// for its own, and what is looked at has a law of its own. With L_w for the laws and L = sum_w p_w*L_w for
// their mixture,
//
//     I = sum_w p_w*KL(L_w, L),
//
// in nats. A world is a point: the claim's, with P (of the program learner, the string `world`) in its place.
// So each law comes from an evaluator at that point, and whatever is remembered there is remembered under it.
#pragma once

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/kernel_terms.hpp"
#include "decide/evaluate/point_process.hpp"
#include "decide/evaluate/program_point.hpp"
#include "sim/draws.hpp"
#include "sim/limit_law.hpp"
#include "sim/process_error.hpp"

namespace groundcheck {

template <NumberKernel Kernel>
auto Evaluator<Kernel>::possible_worlds() const -> std::vector<PossibleWorld> {
    std::vector<PossibleWorld> result;
    if (space() == StateSpace::strings) {
        const std::vector<Rational>& prior = named_distribution("m");
        for (std::size_t h = 0; h < prior.size(); ++h) {
            if (prior[h] == 0) continue;
            result.push_back({prior[h], *point_});
            result.back().point.strings["world"] =
                program_string(h, static_cast<unsigned>(std::bit_width(point_->K) - 1));
        }
        return result;
    }
    for (auto& [probability, law] : worlds_at(*point_)) {
        if (probability == 0) continue;
        result.push_back({probability, *point_});
        result.back().point.distributions["P"] = std::move(law);
    }
    return result;
}

// The generation that is looked at; nothing where it is the samples of the first step.
template <NumberKernel Kernel>
std::optional<std::uint32_t> Evaluator<Kernel>::time_of_information(const Expression& e) {
    if (e.args.empty()) return std::nullopt;
    const Expression& model = *e.args[0];
    return model.node == Node::generation ? time_of(model) : 1;
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::information(const Expression& e) -> Value {
    const std::vector<PossibleWorld> worlds = possible_worlds();
    const auto time = time_of_information(e);
    const Value nothing = kernel_.rational(Rational(0));
    std::map<std::vector<Rational>, Values> laws;  // of all that can be seen, the probability in each world
    for (std::size_t w = 0; w < worlds.size(); ++w) {
        Evaluator here(kernel_, worlds[w].point);
        for (auto& [seen, probability] : here.outcomes(e, time))
            laws.try_emplace(seen, worlds.size(), nothing).first->second[w] = std::move(probability);
    }
    const KernelTerms<Kernel> terms{kernel_};
    Value total = nothing;
    for (const auto& [seen, probabilities] : laws) {
        Value mixture = nothing;
        for (std::size_t w = 0; w < worlds.size(); ++w)
            mixture =
                kernel_.add(mixture, kernel_.mul(kernel_.rational(worlds[w].probability), probabilities[w]));
        for (std::size_t w = 0; w < worlds.size(); ++w)
            total = kernel_.add(total, kernel_.mul(kernel_.rational(worlds[w].probability),
                                                   terms.divergence(probabilities[w], mixture)));
    }
    return total;
}

// The law of what is looked at, in the point's own world.
template <NumberKernel Kernel>
auto Evaluator<Kernel>::outcomes(const Expression& e, std::optional<std::uint32_t> time) -> Outcomes {
    if (time) return space() == StateSpace::strings ? hypothesis_outcomes(*time) : model_outcomes(*time);
    require_samples(e);
    return e.name == "X" ? frequency_outcomes() : sequence_outcomes();
}

// That the first step has samples which can be looked at as X or in sequence. Throws ProcessError.
template <NumberKernel Kernel>
void Evaluator<Kernel>::require_samples(const Expression& e) const {
    if (e.name != "X" && e.name != "samples") throw NoRule(e);
    const Process* process = point_->process.get();
    const auto view = e.name == "X" ? sample_frequencies(process) : sample_sequence(process);
    if (!view) throw ProcessError(to_text(e) + ": " + view.reason());
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::model_outcomes(std::uint32_t time) -> Outcomes {
    const std::vector<Rational> from = starting(nullptr);
    Outcomes result;
    if (time == 0) {
        result.emplace(from, kernel_.rational(Rational(1)));
        return result;
    }
    const auto add = [&](std::uint32_t at, std::size_t state, const Value& weight) {
        if (kernel_.is_zero(weight)) return;
        const auto [place, fresh] = result.try_emplace(chain().model(at, state), weight);
        if (!fresh) place->second = kernel_.add(place->second, weight);
    };
    if (time == for_ever) {
        const auto limit = limit_law(chain(), from);
        for (std::size_t state = 0; state < limit.weights.size(); ++state)
            add(1, state, limit.weights[state]);
        return result;
    }
    const StateLaw<Value> law = chain().law(from, time);
    for (std::size_t state = 0; state < law.weights.size(); ++state)
        add(time, state, kernel_.div(law.weights[state], law.total));
    return result;
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::hypothesis_outcomes(std::uint32_t time) -> Outcomes {
    const ProgramCourse course(*point_);
    const Law law =
        time == for_ever ? course.limit() : course.law(symbol_of(first_hypothesis(nullptr), {}), 0, time);
    Outcomes result;
    for (std::size_t h = 0; h < law.size(); ++h)
        if (law[h] != 0) result.emplace(std::vector<Rational>{Rational(h)}, kernel_.rational(law[h]));
    return result;
}

// The draws that are the samples of the first step.
template <NumberKernel Kernel>
std::vector<ProcessRules::Draw> Evaluator<Kernel>::first_draws() {
    if (space() == StateSpace::strings) return ProgramCourse(*point_).first_draws(first_hypothesis(nullptr));
    const std::vector<Rational> model = starting(nullptr);
    const std::vector<Rational> training = mixture(nullptr);
    return chain().rules().draws({0, model, training});
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::frequency_outcomes() -> Outcomes {
    const auto draws = first_draws();
    const Value whole = total_weight(kernel_, draws);
    Outcomes result;
    each_draw(kernel_, draws, [&](const Value& weight, const Counts& counts) {
        const Value probability = kernel_.div(weight, whole);
        const auto [place, fresh] =
            result.try_emplace(std::vector<Rational>(counts.begin(), counts.end()), probability);
        if (!fresh) place->second = kernel_.add(place->second, probability);
    });
    return result;
}

// Every sequence of the step's samples, as the digits of a number.
template <NumberKernel Kernel>
auto Evaluator<Kernel>::sequence_outcomes() -> Outcomes {
    const auto draws = first_draws();
    if (draws.size() != 1) throw std::logic_error("a sequence of samples from more than one law");
    constexpr std::uint64_t most_sequences = std::uint64_t{1} << 22;
    if (sequences(draws[0].samples) > most_sequences)
        throw ProcessError("more than " + std::to_string(most_sequences) + " sequences of samples");
    const Values masses = values(draws[0].law);
    Outcomes result;
    const auto draw = [&](const auto& self, std::uint32_t drawn, std::uint64_t sequence,
                          const Value& probability) -> void {
        if (drawn == draws[0].samples) {
            result.emplace(std::vector<Rational>{Rational(sequence)}, probability);
            return;
        }
        for (std::size_t i = 0; i < masses.size(); ++i)
            if (!kernel_.is_zero(masses[i]))
                self(self, drawn + 1, sequence * masses.size() + i, kernel_.mul(probability, masses[i]));
    };
    draw(draw, 0, 0, kernel_.rational(Rational(1)));
    return result;
}

// K^N, or more than can be gone through.
template <NumberKernel Kernel>
Integer Evaluator<Kernel>::sequences(std::uint32_t samples) const {
    constexpr std::uint32_t most_samples = 64;
    return boost::multiprecision::pow(Integer(point_->K), std::min(samples, most_samples));
}

// About how many products I takes: the laws of every world.
template <NumberKernel Kernel>
Integer Evaluator<Kernel>::information_work(const Expression& e) {
    const auto time = time_of_information(e);
    Integer total = 0;
    for (const PossibleWorld& world : possible_worlds()) {
        Evaluator here(kernel_, world.point);
        total += here.outcome_work(e, time);
    }
    return total;
}

template <NumberKernel Kernel>
Integer Evaluator<Kernel>::outcome_work(const Expression& e, std::optional<std::uint32_t> time) {
    if (time) {
        if (space() == StateSpace::strings) return ProgramCourse(*point_).work(*time, *time == for_ever);
        if (*time == for_ever) return elimination_work();
        return *time == 0 ? Integer(1) : chain().work(*time);
    }
    require_samples(e);
    const std::uint32_t samples = samples_of_step(*point_, 0);
    return e.name == "X" ? outcome_count(point_->K, samples) : sequences(samples);
}

}  // namespace groundcheck
