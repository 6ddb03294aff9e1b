#include "sim/loops/small_chain.hpp"

#include <map>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "sim/stochastic_matrix.hpp"

namespace groundcheck::loops {

namespace {

// How often each context was met.
std::vector<unsigned> contexts_of(const std::vector<unsigned>& counts, std::size_t K) {
    std::vector<unsigned> met(K, 0);
    for (std::size_t i = 0; i < counts.size(); ++i)
        met[i / K] += counts[i];
    return met;
}

bool is_dead_end(const TransitionMatrix& matrix, std::size_t from) {
    for (std::size_t to = 0; to < matrix.symbols; ++to)
        if (matrix.at(from, to) != 0) return false;
    return true;
}

}  // namespace

TransitionMatrix fitted_chain(const std::vector<unsigned>& counts, std::size_t K) {
    const std::vector<unsigned> met = contexts_of(counts, K);
    TransitionMatrix matrix{K, {}};
    for (std::size_t i = 0; i < counts.size(); ++i)
        matrix.rows.push_back(met[i / K] == 0 ? Rational(0) : Rational(counts[i], met[i / K]));
    return matrix;
}

std::vector<Rational> context_shares(const std::vector<unsigned>& counts, std::size_t K) {
    const std::vector<unsigned> met = contexts_of(counts, K);
    const unsigned total = std::accumulate(met.begin(), met.end(), 0U);
    std::vector<Rational> result;
    for (const unsigned n : met)
        result.emplace_back(n, total);
    return result;
}

std::optional<std::vector<Rational>> stationary_law(const TransitionMatrix& matrix) {
    StochasticMatrix rows(matrix.symbols);
    for (std::size_t from = 0; from < matrix.symbols; ++from)
        for (std::size_t to = 0; to < matrix.symbols; ++to)
            rows[from].push_back(matrix.at(from, to));
    try {
        return groundcheck::stationary_law(rows);
    } catch (const std::domain_error&) {
        return std::nullopt;
    }
}

DoubleInterval conditional_entropy(const TransitionMatrix& matrix, const std::vector<Rational>& weights) {
    const DoubleKernel kernel;
    DoubleInterval sum{0, 0};
    for (std::size_t from = 0; from < matrix.symbols; ++from) {
        if (weights[from] == 0) continue;
        for (std::size_t to = 0; to < matrix.symbols; ++to) {
            const Rational& p = matrix.at(from, to);
            if (p == 0 || p == 1) continue;
            sum =
                kernel.sub(sum, kernel.mul(kernel.rational(weights[from]), kernel.xlogx(kernel.rational(p))));
        }
    }
    return sum;
}

LogLinear exact_conditional_entropy(const TransitionMatrix& matrix, const std::vector<Rational>& weights) {
    LogLinear sum;
    for (std::size_t from = 0; from < matrix.symbols; ++from) {
        if (weights[from] == 0) continue;
        for (std::size_t to = 0; to < matrix.symbols; ++to) {
            const Rational& p = matrix.at(from, to);
            if (p != 0 && p != 1) sum.add_scaled(LogLinear::log(p), Rational(-weights[from] * p));
        }
    }
    return sum;
}

std::vector<CountedText> counted_texts(const TransitionMatrix& matrix, const std::vector<Rational>& start,
                                       unsigned transitions, bool ring) {
    const std::size_t K = matrix.symbols;
    struct Place {
        std::size_t first, last;
        std::vector<unsigned> counts;
        auto operator<=>(const Place&) const = default;
    };
    std::map<Place, Rational> texts;
    for (std::size_t first = 0; first < K; ++first)
        if (start[first] > 0)
            texts[{ring ? first : 0, first, std::vector<unsigned>(K * K, 0)}] = start[first];
    for (unsigned n = ring ? 1 : 0; n < transitions; ++n) {
        std::map<Place, Rational> longer;
        const auto go_on = [&](const Place& place, std::size_t context, const Rational& probability) {
            for (std::size_t to = 0; to < K; ++to) {
                const Rational& p = matrix.at(context, to);
                if (p == 0) continue;
                Place next{place.first, to, place.counts};
                ++next.counts[context * K + to];
                longer[std::move(next)] += probability * p;
            }
        };
        for (const auto& [place, probability] : texts) {
            if (!is_dead_end(matrix, place.last)) {
                go_on(place, place.last, probability);
                continue;
            }
            for (std::size_t context = 0; context < K; ++context)
                if (start[context] > 0) go_on(place, context, probability * start[context]);
        }
        texts = std::move(longer);
    }
    std::map<std::vector<unsigned>, Rational> together;
    for (const auto& [place, probability] : texts) {
        std::vector<unsigned> counts = place.counts;
        if (ring) ++counts[place.last * K + place.first];
        together[std::move(counts)] += probability;
    }
    std::vector<CountedText> result;
    for (auto& [counts, probability] : together)
        result.push_back({counts, probability});
    return result;
}

DoubleInterval transition_entropy(const std::vector<unsigned>& counts, std::size_t symbols) {
    return conditional_entropy(fitted_chain(counts, symbols), context_shares(counts, symbols));
}

std::vector<Rational> rate_shares(const std::vector<unsigned>& counts, std::size_t K) {
    const std::vector<unsigned> met = contexts_of(counts, K);
    const std::vector<Rational> anew = context_shares(counts, K);
    const TransitionMatrix chain = fitted_chain(counts, K);
    // The walk over contexts that were met, put in the place of the others' rows as well: those are never
    // reached, so that they do not change the stationary law, but make it the only one.
    TransitionMatrix walk{K, std::vector<Rational>(K * K, 0)};
    for (std::size_t from = 0; from < K; ++from) {
        for (std::size_t to = 0; to < K; ++to) {
            const Rational p = met[from] == 0 ? anew[to] : chain.at(from, to);
            if (met[to] > 0) {
                walk.rows[from * K + to] += p;
                continue;
            }
            for (std::size_t other = 0; other < K; ++other)
                walk.rows[from * K + other] += p * anew[other];
        }
    }
    return stationary_law(walk).value();
}

DoubleInterval fitted_rate(const std::vector<unsigned>& counts, std::size_t K) {
    return conditional_entropy(fitted_chain(counts, K), rate_shares(counts, K));
}

std::string law_text(const std::vector<Rational>& law) {
    std::string text;
    for (const Rational& mass : law)
        text += (text.empty() ? "" : ", ") + to_string(mass);
    return "(" + text + ")";
}

std::string matrix_text(const TransitionMatrix& matrix) {
    std::string text;
    for (std::size_t from = 0; from < matrix.symbols; ++from) {
        std::vector<Rational> row;
        for (std::size_t to = 0; to < matrix.symbols; ++to)
            row.push_back(matrix.at(from, to));
        text += (from > 0 ? ", " : "") + law_text(row);
    }
    return text;
}

}  // namespace groundcheck::loops
