#include "reference/learner.hpp"

#include <algorithm>

#include "reference/linear_equations.hpp"
#include "reference/number.hpp"

namespace groundcheck::reference {

std::vector<std::string> strings_of_length(std::uint32_t length) {
    std::vector<std::string> result = {""};
    for (std::uint32_t i = 0; i < length; ++i) {
        std::vector<std::string> longer;
        for (const std::string& text : result)
            for (const char bit : {'0', '1'})
                longer.push_back(text + bit);
        result = std::move(longer);
    }
    return result;
}

std::vector<std::string> Learner::strings() const { return strings_of_length(length); }

Masses Learner::emission(const std::string& h) const {
    Masses result;
    for (const std::string& text : strings()) {
        Rational probability = 1;
        for (std::size_t i = 0; i < text.size(); ++i)
            probability *= text[i] == h.at(i) ? Rational(1 - noise) : noise;
        result.push_back(probability);
    }
    return result;
}

Law<std::string> Learner::next(const std::string& h, const Spend& spend) const {
    const std::vector<std::string> all = strings();
    std::vector<Masses> emitted;
    for (const std::string& text : all)
        emitted.push_back(emission(text));
    Law<std::string> result;
    const auto learn = [&](const std::vector<std::uint32_t>& data, const Rational& probability) {
        Masses posterior = prior;
        Rational total = 0, greatest = 0;
        for (std::size_t g = 0; g < all.size(); ++g) {
            Rational likelihood = 1;
            for (std::size_t y = 0; y < all.size(); ++y)
                likelihood *= power(emitted[g][y], data[y]);
            // With the penalty a/b, the b-th power of what is maximised.
            if (maximum)
                posterior[g] = power(prior[g], numerator(penalty).convert_to<std::int64_t>()) *
                               power(likelihood, denominator(penalty).convert_to<std::int64_t>());
            else
                posterior[g] *= likelihood;
            total += posterior[g];
            greatest = std::max(greatest, posterior[g]);
        }
        const auto ties = std::count(posterior.begin(), posterior.end(), greatest);
        for (std::size_t g = 0; g < all.size(); ++g) {
            Rational chosen = posterior[g] / total;
            if (maximum) chosen = posterior[g] == greatest ? Rational(1) / Rational(ties) : Rational(0);
            if (chosen != 0) result[all[g]] += probability * chosen;
        }
        spend(all.size());
    };
    const Masses own = emission(h), theirs = alpha == 0 ? own : emission(world);
    if (!exact_share) {
        each_sample(samples, mixture(alpha, theirs, own), spend, learn);
        return result;
    }
    const Rational share = alpha * samples;
    if (denominator(share) != 1) throw Undefined("alpha*N is no whole number");
    const auto exogenous = numerator(share).convert_to<std::uint32_t>();
    each_sample(exogenous, theirs, spend, [&](const std::vector<std::uint32_t>& first, const Rational& p) {
        each_sample(samples - exogenous, own, spend,
                    [&](std::vector<std::uint32_t> second, const Rational& q) {
                        for (std::size_t y = 0; y < second.size(); ++y)
                            second[y] += first[y];
                        learn(second, p * q);
                    });
    });
    return result;
}

Law<std::string> Learner::after(const std::string& h, std::uint32_t generations, const Spend& spend) const {
    Law<std::string> law = {{h, Rational(1)}};
    for (std::uint32_t t = 0; t < generations; ++t) {
        Law<std::string> following;
        for (const auto& [text, probability] : law)
            for (const auto& [g, step] : next(text, spend)) {
                spend(words_of(probability));
                following[g] += probability * step;
            }
        law = std::move(following);
    }
    return law;
}

Law<std::string> Learner::limit(const Spend& spend) const {
    const std::vector<std::string> all = strings();
    if (all.size() > most_unknowns) throw NoOpinion("linear equations of more than 60 strings");
    std::vector<Masses> matrix;
    for (const std::string& h : all) {
        const Law<std::string> law = next(h, spend);
        Masses row;
        for (const std::string& g : all)
            row.push_back(law.contains(g) ? law.at(g) : Rational(0));
        matrix.push_back(std::move(row));
    }
    const Masses masses = stationary(matrix, spend);
    Law<std::string> result;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (masses[i] != 0) result[all[i]] = masses[i];
    return result;
}

Rational Learner::doeblin(const Spend& spend) const {
    std::vector<Law<std::string>> rows;
    for (const std::string& h : strings())
        rows.push_back(next(h, spend));
    Rational total = 0;
    for (const std::string& g : strings()) {
        Rational least = 1;
        for (const Law<std::string>& row : rows)
            least = std::min(least, row.contains(g) ? row.at(g) : Rational(0));
        total += least;
    }
    return total;
}

}  // namespace groundcheck::reference
