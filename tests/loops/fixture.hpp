// Small texts and plans for the tests of the loop.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "sim/loops/loop.hpp"

namespace groundcheck::test {

inline loops::TokenText tokens_of(const std::vector<std::uint32_t>& tokens, std::size_t vocabulary) {
    loops::TokenText text;
    text.tokens = tokens;
    for (std::size_t i = 0; i < vocabulary; ++i)
        text.names.push_back(std::string(1, static_cast<char>('a' + i % 26)));
    return text;
}

// A text of `length` tokens below `vocabulary`, the small ones more often, each in some way like the one
// before.
inline loops::TokenText some_text(std::mt19937_64& random, std::size_t length, std::uint32_t vocabulary) {
    std::vector<std::uint32_t> tokens;
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < length; ++i) {
        const std::uint64_t bits = random();
        const auto fresh = static_cast<std::uint32_t>(std::min(bits % vocabulary, (bits >> 32) % vocabulary));
        last = (bits >> 20) % 3 == 0 ? (last + 1) % vocabulary : fresh;
        tokens.push_back(last);
    }
    return tokens_of(tokens, vocabulary);
}

// A plan over `generations` of `samples` tokens each.
inline loops::LoopPlan plan_of(loops::TokenText text, unsigned order, std::size_t generations,
                               std::uint64_t samples, std::size_t held_out = 0) {
    loops::LoopPlan plan;
    plan.real = std::make_shared<loops::RealText>(std::move(text), order, held_out);
    plan.alpha.assign(generations, Rational(0));
    plan.samples.assign(generations, samples);
    plan.passage = order == 0 ? 1 : 50;
    return plan;
}

inline loops::LoopState finished(const loops::Loop& loop, unsigned threads = 2) {
    loops::LoopState state;
    loops::Loop::Options options;
    options.threads = threads;
    if (!loop.run(state, options)) throw std::runtime_error("the loop was stopped");
    return state;
}

inline double middle_of(DoubleInterval value) { return value.lo + (value.hi - value.lo) / 2; }

}  // namespace groundcheck::test
