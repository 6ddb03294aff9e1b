// I[world; ...]: what can be seen tells so much of a random world.
//
// By its definition I = H(what is seen) - H(what is seen, given the world): the entropy of the mixture of the
// laws that it has in the possible worlds, less the mean of their entropies.
#include "reference/evaluation.hpp"

namespace groundcheck::reference {

std::vector<Evaluation::PossibleWorld> Evaluation::possible_worlds() {
    std::vector<PossibleWorld> result;
    if (is_learner()) {
        const Masses& prior = declared("m");
        const auto strings = strings_of_length(length());
        for (std::size_t h = 0; h < strings.size(); ++h) {
            result.push_back({prior.at(h), point_});
            result.back().point.strings["world"] = strings[h];
        }
        return result;
    }
    Evaluation plain(point_, nullptr, Budget{steps_, 0}, 128);
    Rational total = 0;
    for (const World& world : on_symbols().worlds) {
        const Rational probability = plain.rational(*world.weight, "a world's probability");
        if (probability < 0) throw NoValue(world.weight->where, "a world's probability is negative");
        total += probability;
        result.push_back({probability, point_});
        result.back().point.distributions["P"] = plain.masses(*world.law);
    }
    steps_ = plain.steps_;
    if (total != 1) throw NoValue({}, "the worlds' probabilities do not add up to 1");
    return result;
}

Number Evaluation::information(const Expression& e) {
    std::optional<std::uint32_t> time;
    if (!e.args.empty()) time = e.args[0]->node == Node::generation ? generation(*e.args[0]) : 1;
    Law<Masses> mixture;
    Number given;  // the mean entropy in a known world
    const auto entropy_of = [this](const Law<Masses>& law) {
        Masses masses;
        for (const auto& [what, probability] : law)
            masses.push_back(probability);
        return shannon(masses);
    };
    for (const PossibleWorld& world : possible_worlds()) {
        if (world.probability == 0) continue;
        Evaluation inner(world.point, process_, Budget{steps_, 0}, 128);
        const Law<Masses> law = inner.seen(e, time);
        steps_ = inner.steps_;
        spend(law.size());
        given = arithmetic_.add(given, arithmetic_.mul(world.probability, entropy_of(law)));
        for (const auto& [what, probability] : law)
            mixture[what] += world.probability * probability;
    }
    return arithmetic_.add(entropy_of(mixture), arithmetic_.neg(given));
}

Law<Masses> Evaluation::seen(const Expression& e, std::optional<std::uint32_t> time) {
    if (!time && e.name != "X" && e.name != "samples") unknown(e);
    if (!time) return seen_samples(e.name == "samples");
    Law<Masses> result;
    if (is_learner()) {
        const auto strings = strings_of_length(length());
        const Law<std::string> law = hypotheses(nullptr, first_hypothesis(), 0, *time);
        for (std::size_t h = 0; h < strings.size(); ++h)
            if (law.contains(strings[h])) result[{Rational(h)}] = law.at(strings[h]);
        return result;
    }
    const State first{start(), std::vector<std::uint32_t>(point_.K, 0)};
    const Law<State> law = *time == for_ever ? limit_law(rules(), first.model, spender())
                                             : law_after(rules(), first, 0, *time, *known_, spender());
    for (const auto& [state, probability] : law)
        result[state.model] += probability;
    return result;
}

// The samples of the first step: how often each symbol comes, or which comes when.
Law<Masses> Evaluation::seen_samples(bool in_order) {
    Rules all = rules();
    if (all.endless || all.models.size() > 1)
        throw NoOpinion("the samples of a step without any, or with several");
    Masses model, training;
    Step here;
    if (is_learner()) {
        const Learner first = learner(nullptr);
        model = first.emission(first_hypothesis());
        all.world = first.alpha == 0 ? model : first.emission(first.world);
        all.exact_share = first.exact_share;
        here = {first.alpha, first.samples};
        training = mixture(first.alpha, all.world, model);
    } else {
        model = start();
        here = step(0);
        training = all.train ? all.train(0, model) : mixture(here.alpha, all.world, model);
    }
    Law<Masses> result;
    if (!in_order) {
        for (const auto& [counts, probability] : drawn(all, model, training, here, spender()))
            result[Masses(counts.begin(), counts.end())] = probability;
        return result;
    }
    if (all.exact_share) throw NoOpinion("which samples of a sequence are the world's");
    result[{}] = 1;
    for (std::uint32_t n = 0; n < here.samples; ++n) {
        Law<Masses> longer;
        for (const auto& [sequence, probability] : result)
            for (std::size_t i = 0; i < training.size(); ++i) {
                spend(1);
                if (training[i] == 0) continue;
                Masses next = sequence;
                next.emplace_back(i + 1);
                longer[next] = probability * training[i];
            }
        result = std::move(longer);
    }
    return result;
}

}  // namespace groundcheck::reference
