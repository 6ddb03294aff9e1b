// The chain of the program learner: all data sets with their laws, what the learner answers to each, and the
// matrix that the two come to, in whole numbers over common denominators.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "sim/program_learner.hpp"

namespace groundcheck {

namespace {

constexpr std::uint64_t kMostWork = std::uint64_t{1} << 22;
constexpr std::size_t kMostPosteriors = std::size_t{1} << 12;

using Integers = std::vector<Integer>;
using DataSet = std::vector<std::uint32_t>;  // ones at each position

// base^0, ..., base^most.
Integers powers(const Integer& base, std::uint32_t most) {
    Integers list = {1};
    for (std::uint32_t i = 0; i < most; ++i)
        list.push_back(list.back() * base);
    return list;
}

// The number of ones among n samples of a bit that is 1 with probability one/(one+zero): weights
// C(n,k)*one^k*zero^(n-k).
Integers binomial_weights(std::uint32_t n, const Integer& one, const Integer& zero) {
    const Integers ones = powers(one, n);
    const Integers zeros = powers(zero, n);
    Integers weights;
    for (std::uint32_t k = 0; k <= n; ++k)
        weights.push_back(binomial(n, k) * ones[k] * zeros[n - k]);
    return weights;
}

Integers convolve(const Integers& a, const Integers& b) {
    Integers sum(a.size() + b.size() - 1, Integer(0));
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t j = 0; j < b.size(); ++j)
            sum[i + j] += a[i] * b[j];
    }
    return sum;
}

// The laws of the data sets as integers over one common scale: with e = flip/scale and alpha = c/d,
// Pr(k | h) = weight / (scale^(N*L) * d^N) for a mixture.
class DataLaws {
  public:
    explicit DataLaws(const ProgramLoop& loop)
        : loop_(loop), flip_(numerator(loop.noise)), keep_(denominator(loop.noise) - flip_) {
        const std::uint64_t sets = bounded_power(std::uint64_t{loop.samples} + 1, loop.length);
        if (sets > kMostWork >> loop.length) {
            throw ProgramLoopTooLarge(fmt::format(
                "strings of length {} and {} samples have too many data sets for exact enumeration",
                loop.length, loop.samples));
        }
        list_shares();
        for (unsigned own = 0; own < 2; ++own) {
            for (unsigned worlds = 0; worlds < 2; ++worlds) {
                for (const Share& share : shares_) {
                    position_[own][worlds].push_back(convolve(ones(loop_.samples - share.world_samples, own),
                                                              ones(share.world_samples, worlds)));
                }
            }
        }
        Integer per_share = 0;
        for (const Share& share : shares_)
            per_share += share.weight;
        total_ = per_share;
        for (std::uint64_t i = 0; i < std::uint64_t{loop.samples} * loop.length; ++i)
            total_ *= denominator(loop.noise);
    }

    // The sum of the weights of all data sets, the same for every h.
    [[nodiscard]] const Integer& total() const { return total_; }

    // Calls use(k, weights) for every data set, with weights[h] in proportion to Pr(k | h).
    template <class Use>
    void each(const Use& use) const {
        // partial[h][s]: the weight of the positions so far under hypothesis h and share s.
        std::vector<Integers> partial(std::size_t{1} << loop_.length);
        for (Integers& row : partial) {
            for (const Share& share : shares_)
                row.push_back(share.weight);
        }
        DataSet ones_at(loop_.length, 0);
        descend(0, partial, ones_at, use);
    }

  private:
    // A possible number of the world's samples, with its weight.
    struct Share {
        std::uint32_t world_samples;
        Integer weight;
    };

    // base^exponent, or something above kMostWork.
    static std::uint64_t bounded_power(std::uint64_t base, unsigned exponent) {
        std::uint64_t power = 1;
        for (unsigned i = 0; i < exponent && power <= kMostWork; ++i)
            power *= base;
        return power;
    }

    void list_shares() {
        const std::uint32_t n = loop_.samples;
        if (loop_.share == WorldShare::exact) {
            shares_.push_back(
                {.world_samples = numerator(loop_.alpha * n).convert_to<std::uint32_t>(), .weight = 1});
            return;
        }
        const Integer world = numerator(loop_.alpha);
        const Integers weights = binomial_weights(n, world, denominator(loop_.alpha) - world);
        for (std::uint32_t w = 0; w <= n; ++w) {
            if (weights[w] != 0) shares_.push_back({.world_samples = w, .weight = weights[w]});
        }
    }

    [[nodiscard]] Integers ones(std::uint32_t n, unsigned symbol) const {
        return symbol == 1 ? binomial_weights(n, keep_, flip_) : binomial_weights(n, flip_, keep_);
    }

    template <class Use>
    void descend(unsigned position, const std::vector<Integers>& partial, DataSet& ones_at,
                 const Use& use) const {
        if (position == loop_.length) {
            Integers weights;
            for (const Integers& row : partial) {
                Integer sum = 0;
                for (const Integer& weight : row)
                    sum += weight;
                weights.push_back(std::move(sum));
            }
            use(std::as_const(ones_at), weights);
            return;
        }
        const bool worlds = program_bit(loop_.world, position, loop_.length);
        for (std::uint32_t k = 0; k <= loop_.samples; ++k) {
            std::vector<Integers> next = partial;
            for (std::size_t h = 0; h < next.size(); ++h) {
                const auto& law = position_[program_bit(h, position, loop_.length)][worlds];
                for (std::size_t s = 0; s < shares_.size(); ++s)
                    next[h][s] *= law[s][k];
            }
            ones_at[position] = k;
            descend(position + 1, next, ones_at, use);
        }
    }

    const ProgramLoop& loop_;
    Integer flip_;
    Integer keep_;
    std::vector<Share> shares_;
    std::vector<Integers> position_[2][2];  // [own symbol][world's symbol][share][ones]
    Integer total_;
};

// What the learner answers to data: non-negative weights of the next hypotheses, in lowest terms.
class LearnerAnswers {
  public:
    LearnerAnswers(const ProgramLoop& loop, Choice choice)
        : loop_(loop),
          choice_(choice),
          flips_(powers(numerator(loop.noise), bits())),
          keeps_(powers(denominator(loop.noise) - numerator(loop.noise), bits())) {
        Integer common = 1;
        for (const Rational& mass : loop.prior)
            common = lcm(common, Integer(denominator(mass)));
        for (const Rational& mass : loop.prior)
            prior_.push_back(numerator(mass * Rational(common)));
        if (choice == Choice::maximum) weigh();
    }

    [[nodiscard]] Integers to(const DataSet& ones_at) const {
        Integers posterior;
        for (std::size_t h = 0; h < prior_.size(); ++h) {
            const std::uint32_t wrong = mismatches(h, ones_at);
            posterior.push_back(prior_[h] * flips_[wrong] * keeps_[bits() - wrong]);
        }
        if (choice_ == Choice::maximum) keep_maxima(posterior);
        Integer common = 0;
        for (const Integer& weight : posterior)
            common = gcd(common, weight);
        for (Integer& weight : posterior)
            weight /= common;
        return posterior;
    }

  private:
    // With lambda = a/b the b-th powers of what is maximised are compared: they are whole numbers, and have
    // their maximum at the same strings. A sum over all strings is never made of them.
    void weigh() {
        const auto up = numerator(loop_.penalty).convert_to<unsigned>(),
                   down = denominator(loop_.penalty).convert_to<unsigned>();
        for (Integer& mass : prior_)
            mass = boost::multiprecision::pow(mass, up);
        for (Integers* list : {&flips_, &keeps_})
            for (Integer& value : *list)
                value = boost::multiprecision::pow(value, down);
    }

    [[nodiscard]] std::uint32_t bits() const { return loop_.samples * loop_.length; }

    [[nodiscard]] std::uint32_t mismatches(std::size_t h, const DataSet& ones_at) const {
        std::uint32_t sum = 0;
        for (unsigned j = 0; j < loop_.length; ++j) {
            sum += program_bit(h, j, loop_.length) ? loop_.samples - ones_at[j] : ones_at[j];
        }
        return sum;
    }

    static void keep_maxima(Integers& posterior) {
        const Integer most = *std::max_element(posterior.begin(), posterior.end());
        for (Integer& weight : posterior)
            weight = weight == most ? 1 : 0;
    }

    const ProgramLoop& loop_;
    Choice choice_;
    Integers flips_;
    Integers keeps_;
    Integers prior_;
};

// A sum of fractions whose denominators are given once and whose numerators vary: the products of the
// denominators over a binary tree are shared by all sums.
class FractionSums {
  public:
    explicit FractionSums(Integers denominators) : levels_{std::move(denominators)} {
        while (levels_.back().size() > 1) {
            const Integers& below = levels_.back();
            Integers products;
            for (std::size_t i = 0; i < below.size(); i += 2) {
                products.push_back(i + 1 < below.size() ? Integer(below[i] * below[i + 1]) : below[i]);
            }
            levels_.push_back(std::move(products));
        }
    }

    // sum_i numerators[i]/denominators[i].
    [[nodiscard]] Rational sum(Integers numerators) const {
        for (std::size_t level = 0; level + 1 < levels_.size(); ++level) {
            const Integers& below = levels_[level];
            Integers sums;
            for (std::size_t i = 0; i < below.size(); i += 2) {
                sums.push_back(i + 1 < below.size()
                                   ? Integer(numerators[i] * below[i + 1] + numerators[i + 1] * below[i])
                                   : numerators[i]);
            }
            numerators = std::move(sums);
        }
        return Rational(numerators[0], levels_.back()[0]);
    }

  private:
    std::vector<Integers> levels_;
};

// Data sets with the same answer, and the weight of them all under each hypothesis.
using AnswerGroups = std::map<Integers, Integers>;

AnswerGroups group_by_answer(const ProgramLoop& loop, Choice choice, const DataLaws& laws) {
    const LearnerAnswers answers(loop, choice);
    AnswerGroups groups;
    laws.each([&](const DataSet& ones_at, const Integers& weights) {
        const auto [group, fresh] = groups.try_emplace(answers.to(ones_at), weights);
        if (fresh) {
            if (choice == Choice::sample && groups.size() > kMostPosteriors) {
                throw ProgramLoopTooLarge(
                    fmt::format("strings of length {} and {} samples have too many posteriors for exact sums",
                                loop.length, loop.samples));
            }
            return;
        }
        for (std::size_t h = 0; h < weights.size(); ++h)
            group->second[h] += weights[h];
    });
    return groups;
}

}  // namespace

StochasticMatrix transition_matrix(const ProgramLoop& loop, Choice choice) {
    check(loop);
    const DataLaws laws(loop);
    const AnswerGroups groups = group_by_answer(loop, choice, laws);
    Integers denominators;
    for (const auto& [answer, weights] : groups) {
        Integer sum = 0;
        for (const Integer& weight : answer)
            sum += weight;
        denominators.push_back(sum);
    }
    const FractionSums sums(std::move(denominators));
    const std::size_t hypotheses = loop.prior.size();
    StochasticMatrix matrix(hypotheses, Law(hypotheses));
    for (std::size_t h = 0; h < hypotheses; ++h) {
        for (std::size_t next = 0; next < hypotheses; ++next) {
            Integers numerators;
            for (const auto& [answer, weights] : groups)
                numerators.push_back(weights[h] * answer[next]);
            matrix[h][next] = sums.sum(std::move(numerators)) / Rational(laws.total());
        }
    }
    return matrix;
}

Rational data_doeblin_constant(const ProgramLoop& loop) {
    check(loop);
    const DataLaws laws(loop);
    Integer sum = 0;
    laws.each([&](const DataSet&, const Integers& weights) {
        sum += *std::min_element(weights.begin(), weights.end());
    });
    return Rational(sum, laws.total());
}

}  // namespace groundcheck
