// The program learner by its definition, held against sums over sequences of strings made here.
#include "reference/learner.hpp"

#include "reference/number.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;
using namespace groundcheck::reference;

namespace learner_test {

namespace {

const Spend no_limit = [](std::uint64_t) {};

Learner learner(unsigned length, std::uint32_t samples, const Rational& noise, const Rational& alpha) {
    Learner result;
    result.length = length;
    result.samples = samples;
    result.noise = noise;
    result.alpha = alpha;
    result.prior = Masses(std::size_t{1} << length, Rational(1, std::size_t{1} << length));
    result.world = std::string(length, '1');
    return result;
}

Rational total(const Law<std::string>& law) {
    Rational result = 0;
    for (const auto& [text, probability] : law)
        result += probability;
    return result;
}

// Every sequence of strings with its probability, each string the world's with probability alpha (or the
// first alpha*N of them for certain), and the posterior by one factor a string.
void by_sequences(const Learner& l, const std::string& h, std::vector<std::size_t>& data,
                  const Rational& probability, Law<std::string>& result) {
    const auto strings = l.strings();
    if (data.size() == l.samples) {
        Masses posterior = l.prior;
        Rational all = 0, greatest = 0;
        for (std::size_t g = 0; g < strings.size(); ++g) {
            for (const std::size_t y : data)
                posterior[g] *= l.emission(strings[g])[y];
            all += posterior[g];
            greatest = std::max(greatest, posterior[g]);
        }
        const auto ties = std::count(posterior.begin(), posterior.end(), greatest);
        for (std::size_t g = 0; g < strings.size(); ++g) {
            if (!l.maximum && posterior[g] != 0) result[strings[g]] += probability * posterior[g] / all;
            if (l.maximum && posterior[g] == greatest) result[strings[g]] += probability / ties;
        }
        return;
    }
    Rational share = l.alpha;
    if (l.exact_share) share = Rational(data.size()) < l.alpha * l.samples ? 1 : 0;
    const Masses own = l.emission(h), theirs = l.emission(l.world);
    for (std::size_t y = 0; y < strings.size(); ++y) {
        const Rational weight = share * theirs[y] + (1 - share) * own[y];
        if (weight == 0) continue;
        data.push_back(y);
        by_sequences(l, h, data, probability * weight, result);
        data.pop_back();
    }
}

Masses odd_prior(std::size_t strings) {
    Masses result;
    for (std::size_t i = 0; i < strings; ++i)
        result.emplace_back(2 * (i + 1), strings * (strings + 1));
    return result;
}

}  // namespace

TEST_CASE("Strings are in the order of their binary numbers", "[reference]") {
    CHECK(strings_of_length(0) == std::vector<std::string>{""});
    CHECK(strings_of_length(2) == std::vector<std::string>{"00", "01", "10", "11"});
    CHECK(strings_of_length(10).size() == 1024);
}

TEST_CASE("A string's emission flips each bit with the noise", "[reference]") {
    const Learner l = learner(2, 1, Rational(1, 10), 0);
    CHECK(l.emission("00") ==
          Masses{Rational(81, 100), Rational(9, 100), Rational(9, 100), Rational(1, 100)});
    CHECK(l.emission("01") ==
          Masses{Rational(9, 100), Rational(81, 100), Rational(1, 100), Rational(9, 100)});
}

TEST_CASE("The learner's next string has the probabilities of all sequences", "[reference]") {
    for (const unsigned length : {1U, 2U})
        for (const std::uint32_t samples : {1U, 2U})
            for (const bool maximum : {false, true})
                for (const bool exact : {false, true})
                    for (const bool odd : {false, true})
                        for (const Rational& alpha : {Rational(0), Rational(1, 2), Rational(1)}) {
                            Learner l = learner(length, samples, Rational(1, 5), alpha);
                            l.maximum = maximum;
                            l.exact_share = exact;
                            if (odd) l.prior = odd_prior(l.prior.size());
                            if (exact && denominator(Rational(alpha * samples)) != 1) {
                                CHECK_THROWS_AS(l.next("0", no_limit), std::exception);
                                continue;
                            }
                            for (const std::string& h : l.strings()) {
                                Law<std::string> expected;
                                std::vector<std::size_t> data;
                                by_sequences(l, h, data, 1, expected);
                                const auto law = l.next(h, no_limit);
                                CHECK(law == expected);
                                CHECK(total(law) == 1);
                            }
                        }
}

TEST_CASE("One sample of one bit: the chance to stay is (1-e)^2 + e^2", "[reference]") {
    const Rational e(1, 7);
    CHECK(learner(1, 1, e, 0).next("0", no_limit).at("0") == (1 - e) * (1 - e) + e * e);
}

TEST_CASE("Generations of the learner compose, and its limit is stationary", "[reference]") {
    for (const bool maximum : {false, true})
        for (const Rational& alpha : {Rational(0), Rational(1, 2)}) {
            Learner l = learner(2, 2, Rational(1, 5), alpha);
            l.maximum = maximum;
            l.prior = odd_prior(4);
            Law<std::string> law = {{"10", Rational(1)}};
            for (std::uint32_t t = 0; t < 3; ++t) {
                CHECK(l.after("10", t, no_limit) == law);
                Law<std::string> next;
                for (const auto& [h, probability] : law)
                    for (const auto& [g, step] : l.next(h, no_limit))
                        next[g] += probability * step;
                law = next;
            }
            const auto limit = l.limit(no_limit);
            Law<std::string> next;
            for (const auto& [h, probability] : limit)
                for (const auto& [g, step] : l.next(h, no_limit))
                    next[g] += probability * step;
            CHECK(total(limit) == 1);
            CHECK(next == limit);
            if (maximum || alpha != 0) continue;
            for (std::size_t g = 0; g < 4; ++g)  // drawn from the posterior, alone: the prior is stationary
                CHECK(limit.at(l.strings()[g]) == l.prior[g]);
        }
}

TEST_CASE("Doeblin's number is the sum of the least entries of the columns", "[reference]") {
    for (const std::uint32_t samples : {1U, 2U, 3U}) {
        const Rational e(1, 4);
        const Learner l = learner(1, samples, e, 0);
        const auto from0 = l.next("0", no_limit), from1 = l.next("1", no_limit);
        CHECK(l.doeblin(no_limit) ==
              std::min(from0.at("0"), from1.at("0")) + std::min(from0.at("1"), from1.at("1")));
    }
    const Rational e(1, 4);  // two strings, one sample: twice the chance 2*e*(1-e) to change
    CHECK(learner(1, 1, e, 0).doeblin(no_limit) == 4 * e * (1 - e));
    CHECK(learner(2, 2, e, 1).doeblin(no_limit) == 1);  // the world's data alone: the start does not matter
}

TEST_CASE("The learner declines what is not paid for and what has too many strings", "[reference]") {
    std::uint64_t spent = 0;
    const Spend little = [&](std::uint64_t steps) {
        spent += steps;
        if (spent > 2000) throw NoOpinion("no more");
    };
    CHECK_THROWS_AS(learner(4, 12, Rational(1, 4), 0).next("0000", little), NoOpinion);
    CHECK_THROWS_AS(learner(6, 1, Rational(1, 4), 0).limit(no_limit), NoOpinion);  // 64 strings
}

}  // namespace learner_test
