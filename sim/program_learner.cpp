#include "sim/program_learner.hpp"

#include <fmt/format.h>

#include <bit>

namespace groundcheck {

void check(const ProgramLoop& loop) {
    const auto require = [](bool condition, const std::string& message) {
        if (!condition) throw std::invalid_argument(message);
    };
    require(loop.length >= 1 && loop.length <= 16,
            fmt::format("strings have between 1 and 16 symbols, not {}", loop.length));
    const std::size_t hypotheses = std::size_t{1} << loop.length;
    require(loop.prior.size() == hypotheses,
            fmt::format("strings of length {} need a prior of {} entries, not {}", loop.length, hypotheses,
                        loop.prior.size()));
    require(is_law(loop.prior), "the prior's entries must be at least 0 and sum to 1");
    require(
        numerator(loop.noise) > 0 && numerator(loop.noise) < denominator(loop.noise),
        fmt::format("the channel must flip a bit with a probability between 0 and 1, both excluded, not {}",
                    loop.noise.str()));
    require(loop.samples >= 1, "a generation needs at least one sample");
    require(
        loop.alpha >= 0 && loop.alpha <= 1,
        fmt::format("the share of the world's samples must be between 0 and 1, not {}", loop.alpha.str()));
    require(loop.penalty >= 0, fmt::format("a penalty is not negative, this is {}", loop.penalty.str()));
    require(loop.world < hypotheses,
            fmt::format("there is no string number {} of length {}", loop.world, loop.length));
    require(loop.share == WorldShare::mixture || denominator(loop.alpha * loop.samples) == 1,
            fmt::format("{} of {} samples is not a whole number of samples", loop.alpha.str(), loop.samples));
}

Integer data_sets(const ProgramLoop& loop) {
    return boost::multiprecision::pow(Integer(loop.samples) + 1, loop.length);
}

Law prior_from_weights(unsigned length, const std::function<std::uint64_t(const std::string&)>& weight) {
    std::vector<Integer> weights;
    Integer total = 0;
    for (std::size_t h = 0; h < std::size_t{1} << length; ++h) {
        weights.emplace_back(weight(program_string(h, length)));
        total += weights.back();
    }
    if (total == 0) {
        throw std::invalid_argument(fmt::format("no string of length {} has a positive weight", length));
    }
    Law prior;
    for (const Integer& w : weights)
        prior.emplace_back(w, total);
    return prior;
}

bool program_bit(std::size_t h, unsigned position, unsigned length) {
    return (h >> (length - 1 - position) & 1U) != 0;
}

std::string program_string(std::size_t h, unsigned length) {
    std::string text;
    for (unsigned j = 0; j < length; ++j)
        text.push_back(program_bit(h, j, length) ? '1' : '0');
    return text;
}

std::size_t program_number(const std::string& text) {
    std::size_t h = 0;
    for (const char symbol : text)
        h = 2 * h + (symbol == '1' ? 1 : 0);
    return h;
}

Law emission(const ProgramLoop& loop, std::size_t h) {
    Law law;
    for (std::size_t x = 0; x < std::size_t{1} << loop.length; ++x) {
        const int distance = std::popcount(x ^ h);
        law.push_back(power(loop.noise, distance) *
                      power(1 - loop.noise, static_cast<int>(loop.length) - distance));
    }
    return law;
}

LogLinear emission_entropy(const ProgramLoop& loop) {
    const Rational& e = loop.noise;
    LogLinear entropy;
    if (e > 0) entropy.add_scaled(LogLinear::log(e), -e);
    if (e < 1) entropy.add_scaled(LogLinear::log(1 - e), e - 1);
    return entropy * Rational(loop.length);
}

LogLinear expected_complexity(const Law& law, const Law& prior) {
    LogLinear sum;
    for (std::size_t h = 0; h < law.size(); ++h) {
        if (law[h] == 0) continue;
        if (prior[h] == 0) throw std::domain_error("the law has mass on a string without prior");
        sum.add_scaled(LogLinear::log(prior[h]), -law[h]);
    }
    return sum;
}

}  // namespace groundcheck
