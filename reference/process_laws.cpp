#include "reference/process_laws.hpp"

#include <algorithm>
#include <tuple>

#include "reference/linear_equations.hpp"
#include "reference/number.hpp"

namespace groundcheck::reference {

namespace {

// How many ways there are to draw, C(N+K-1, K-1), or `most` if there are more.
std::uint64_t ways_to_draw(std::uint64_t samples, std::uint64_t symbols, std::uint64_t most) {
    std::uint64_t result = 1;
    for (std::uint64_t k = 1; k < symbols; ++k) {
        if (result > most / (samples + k)) return most;
        result = result * (samples + k) / k;  // C(N+k, k)
    }
    return result;
}

bool is_vertex(const Masses& model) {
    return std::find(model.begin(), model.end(), Rational(1)) != model.end();
}

using Counts = std::vector<std::uint32_t>;

// What one model that is fitted in the step from t can be.
Law<State> member_law(const Rules& rules, const State& state, std::uint32_t t, const Spend& spend) {
    const Step step = rules.step(t);
    const Masses training =
        rules.train ? rules.train(t, state.model) : mixture(step.alpha, rules.world, state.model);
    const auto fitted = [&](const Masses& frequencies, std::uint32_t n) {
        return rules.fit ? rules.fit(t, state.model, training, frequencies, n) : frequencies;
    };
    if (rules.endless) return {{State{fitted(training, 0), {}}, Rational(1)}};
    Law<State> result;
    for (const auto& [fresh, probability] : drawn(rules, state.model, training, step, spend)) {
        Counts counts = fresh;
        if (rules.accumulate)
            for (std::size_t i = 0; i < state.counts.size(); ++i)
                counts[i] += state.counts[i];
        std::uint32_t n = 0;
        for (const std::uint32_t count : counts)
            n += count;
        Masses frequencies;
        for (const std::uint32_t count : counts)
            frequencies.emplace_back(count, n);
        result[{fitted(frequencies, n), rules.accumulate ? counts : Counts()}] += probability;
    }
    return result;
}

Law<State> next_law(const Rules& rules, const State& state, std::uint32_t t, const Spend& spend) {
    const Law<State> member = member_law(rules, state, t, spend);
    if (rules.models.empty()) return member;
    if (rules.accumulate) throw NoOpinion("an ensemble of accumulating data");
    Law<Masses> law = {{Masses(state.model.size()), Rational(1)}};
    for (const Rational& weight : rules.models) {
        Law<Masses> longer;
        spend(law.size() * member.size());
        for (const auto& [so_far, p] : law)
            for (const auto& [next, q] : member) {
                Masses sum = so_far;
                for (std::size_t i = 0; i < sum.size(); ++i)
                    sum[i] += weight * next.model[i];
                longer[sum] += p * q;
            }
        law = std::move(longer);
    }
    Law<State> result;
    for (const auto& [model, probability] : law)
        result[{model, {}}] = probability;
    return result;
}

// The chain of a process whose steps are all the same: every model that can follow, and the matrix.
struct Chain {
    std::vector<State> states;
    std::vector<Masses> matrix;
};
Chain chain_from(const Rules& rules, const Masses& start, const Spend& spend) {
    if (!rules.constant || rules.accumulate) throw NoOpinion("a limit of a process that changes with time");
    std::map<State, std::size_t> number;
    Chain chain;
    const auto place = [&](const State& state) {
        const auto [found, fresh] = number.try_emplace(state, chain.states.size());
        if (fresh) chain.states.push_back(state);
        if (chain.states.size() > most_unknowns) throw NoOpinion("linear equations of more than 60 models");
        return found->second;
    };
    place({start, {}});
    std::vector<Law<State>> laws;
    for (std::size_t i = 0; i < chain.states.size(); ++i) {
        laws.push_back(next_law(rules, State(chain.states[i]), 0, spend));
        for (const auto& [next, probability] : laws.back())
            place(next);
    }
    for (const Law<State>& law : laws) {
        Masses row(chain.states.size());
        for (const auto& [next, probability] : law)
            row[number.at(next)] = probability;
        chain.matrix.push_back(std::move(row));
    }
    return chain;
}

bool closed_loop(const Rules& rules) {
    const bool own = rules.train || rules.fit || rules.endless || !rules.models.empty();
    return !own && rules.step(0).alpha == 0;
}

// For every state h = value + T*h with h given at vertices.
Masses until_vertex(const Chain& chain, const Rational& value,
                    const std::function<Rational(const State&)>& at_vertex, const Spend& spend) {
    const std::size_t n = chain.states.size();
    std::vector<Masses> a(n, Masses(n));
    Masses b(n);
    for (std::size_t i = 0; i < n; ++i) {
        const bool vertex = is_vertex(chain.states[i].model);
        for (std::size_t j = 0; j < n; ++j)
            a[i][j] = Rational(i == j ? 1 : 0) - (vertex ? Rational(0) : chain.matrix[i][j]);
        b[i] = vertex ? at_vertex(chain.states[i]) : value;
    }
    return solve(std::move(a), std::move(b), spend);
}

}  // namespace

Law<Counts> drawn(const Rules& rules, const Masses& model, const Masses& training, const Step& step,
                  const Spend& spend) {
    Law<Counts> result;
    if (!rules.exact_share) {
        each_sample(step.samples, training, spend,
                    [&](const Counts& counts, const Rational& p) { result[counts] += p; });
        return result;
    }
    const Rational real = step.alpha * step.samples;
    if (denominator(real) != 1) throw Undefined("alpha*N is no whole number");
    const auto fresh = numerator(real).convert_to<std::uint32_t>();
    each_sample(fresh, fresh == 0 ? model : rules.world, spend, [&](const Counts& first, const Rational& p) {
        each_sample(step.samples - fresh, model, spend, [&](Counts counts, const Rational& q) {
            for (std::size_t i = 0; i < counts.size(); ++i)
                counts[i] += first[i];
            result[counts] += p * q;
        });
    });
    return result;
}

void each_sample(std::uint32_t samples, const Masses& law, const Spend& spend,
                 const std::function<void(const std::vector<std::uint32_t>&, const Rational&)>& visit) {
    constexpr std::size_t most_symbols = 10'000;  // of a recursion
    if (law.size() > most_symbols) throw NoOpinion("outcomes on too many symbols");
    // All of it is paid for first, so that nothing is begun that cannot be finished.
    std::uint64_t words = 1;
    for (const Rational& mass : law)
        words = std::max(words, words_of(mass) * samples / 4);
    constexpr std::uint64_t most = UINT64_MAX / 1024;
    const std::uint64_t ways = ways_to_draw(samples, law.size(), most / std::min(words, most));
    spend(ways * words);
    std::vector<std::uint32_t> counts(law.size(), 0);
    // N!/(n_1! ... n_K!) * prod_i p_i^(n_i) = prod_i C(n_i + ... + n_K, n_i) * p_i^(n_i): every symbol gets
    // any number of what is left; the last one gets the rest.
    const auto choose = [&](const auto& self, std::size_t symbol, std::uint32_t left,
                            const Rational& so_far) -> void {
        if (so_far == 0) return;
        if (symbol + 1 == law.size()) {
            counts[symbol] = left;
            const Rational probability = so_far * power(law[symbol], left);
            if (probability != 0) visit(counts, probability);
            return;
        }
        Rational weight = so_far;
        for (std::uint32_t count = 0; count <= left; ++count) {
            counts[symbol] = count;
            self(self, symbol + 1, left - count, weight);
            weight *= law[symbol] * Rational(left - count, count + 1);
        }
    };
    choose(choose, 0, samples, 1);
}

Masses mixture(const Rational& alpha, const Masses& world, const Masses& model) {
    if (alpha == 0) return model;
    Masses result;
    for (std::size_t i = 0; i < model.size(); ++i)
        result.push_back(alpha * world.at(i) + (1 - alpha) * model[i]);
    return result;
}

namespace {

// The least whole number that all of these divide.
template <class Things, class Denominator>
Integer common_multiple(const Things& things, Denominator of) {
    Integer result = 1;
    for (const auto& thing : things)
        if (const Integer part = of(thing); result % part != 0) result = lcm(result, part);
    return result;
}

Integer denominator_of(const std::pair<const State, Rational>& member) { return denominator(member.second); }

// A probability as a whole number out of `whole`, which its denominator divides.
Integer out_of(const Integer& whole, const Rational& probability) {
    return numerator(probability) * (whole / denominator(probability));
}

KnownLaws::Step made_step(const Rules& rules, const State& state, std::uint32_t t, KnownLaws& known,
                          const Spend& spend) {
    KnownLaws::Step made;
    const Law<State> law = next_law(rules, state, t, [&](std::uint64_t steps) {
        made.cost += steps;
        spend(steps);
    });
    made.whole = common_multiple(law, denominator_of);
    for (const auto& [following, probability] : law) {
        const auto [place, is_new] = known.numbers.try_emplace(following, known.states.size());
        if (is_new) known.states.push_back(&place->first);
        made.following.emplace_back(place->second, out_of(made.whole, probability));
    }
    return made;
}

const KnownLaws::Step& known_step(const Rules& rules, const State& state, std::uint32_t t, KnownLaws& known,
                                  const Spend& spend) {
    const std::pair<std::uint32_t, State> key(rules.constant ? 0 : t, state);
    if (const auto found = known.steps.find(key); found != known.steps.end()) {
        spend(found->second.cost);
        return found->second;
    }
    return known.steps.emplace(key, made_step(rules, state, t, known, spend)).first->second;
}

// The law after the step from t: sum_i w_i*s_ij, with the w_i and the s_ij whole numbers out of one each, so
// that no fraction is brought to lowest terms on the way.
Law<State> next_law_of(const Rules& rules, const Law<State>& law, std::uint32_t t, KnownLaws& known,
                       const Spend& spend) {
    std::vector<const KnownLaws::Step*> steps;
    for (const auto& [state, probability] : law) {
        steps.push_back(&known_step(rules, state, t, known, spend));
        spend(steps.back()->following.size() * words_of(probability));
    }
    const Integer whole = common_multiple(law, denominator_of);
    const Integer step_whole =
        common_multiple(steps, [](const KnownLaws::Step* step) { return step->whole; });
    std::vector<Integer> sums(known.states.size());
    std::size_t place = 0;
    for (const auto& [state, probability] : law) {
        const KnownLaws::Step& step = *steps[place++];
        const Integer weight = out_of(whole, probability) * (step_whole / step.whole);
        for (const auto& [following, chance] : step.following)
            sums[following] += weight * chance;
    }
    Law<State> next;
    for (std::size_t i = 0; i < sums.size(); ++i)
        if (sums[i] != 0) next.emplace(*known.states[i], Rational(sums[i], whole * step_whole));
    return next;
}

// Where nothing is kept from one generation to the next.
Law<State> fresh_law_after(const Rules& rules, const State& start, std::uint32_t from, std::uint32_t until,
                           const Spend& spend) {
    Law<State> law = {{start, Rational(1)}};
    for (std::uint32_t t = from; t < until; ++t) {
        KnownLaws of_this_step;
        law = next_law_of(rules, law, t, of_this_step, spend);
    }
    return law;
}

}  // namespace

Law<State> law_after(const Rules& rules, const State& start, std::uint32_t from, std::uint32_t until,
                     KnownLaws& known, const Spend& spend) {
    if (rules.train || rules.fit) return fresh_law_after(rules, start, from, until, spend);
    KnownLaws::Course& course = known.courses[{from, start}];
    if (course.laws.empty()) {
        course.laws.push_back({{start, Rational(1)}});
        course.costs.push_back(0);
    }
    for (std::uint32_t t = from; t < until; ++t) {
        const std::size_t after = t - from + 1;
        if (after < course.laws.size()) {
            spend(course.costs[after]);
            continue;
        }
        std::uint64_t cost = 0;
        Law<State> next = next_law_of(rules, course.laws.back(), t, known, [&](std::uint64_t steps) {
            cost += steps;
            spend(steps);
        });
        course.laws.push_back(std::move(next));
        course.costs.push_back(cost);
    }
    return course.laws[until - from];
}

Law<State> limit_law(const Rules& rules, const Masses& start, const Spend& spend) {
    const Chain chain = chain_from(rules, start, spend);
    Law<State> result;
    if (closed_loop(rules)) {
        for (const State& end : chain.states) {
            if (!is_vertex(end.model)) continue;
            const Masses reached = until_vertex(
                chain, 0, [&](const State& state) { return Rational(state.model == end.model ? 1 : 0); },
                spend);
            if (reached[0] != 0) result[end] = reached[0];
        }
        return result;
    }
    const Masses law = stationary(chain.matrix, spend);
    for (std::size_t i = 0; i < law.size(); ++i)
        if (law[i] != 0) result[chain.states[i]] = law[i];
    return result;
}

Rational time_to_vertex(const Rules& rules, const Masses& start, const Spend& spend) {
    if (!closed_loop(rules)) throw NoOpinion("fixtime where the loop is not closed");
    return until_vertex(
        chain_from(rules, start, spend), 1, [](const State&) { return Rational(0); }, spend)[0];
}

}  // namespace groundcheck::reference
