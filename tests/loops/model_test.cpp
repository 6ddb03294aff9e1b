// A fitted model writes what it says it writes: frequencies of drawn tokens against probabilities.
#include <cmath>
#include <map>

#include "sim/loops/perplexity.hpp"
#include "sim/loops/sequence_model.hpp"
#include "tests/catch.hpp"
#include "tests/loops/fixture.hpp"
#include "tests/random.hpp"

using namespace groundcheck;
using namespace groundcheck::loops;

namespace model_test {

namespace {

const char* const kSmoothings[] = {"mle", "additive(1/2)", "jelinek-mercer(3/10)", "absolute(3/4)"};

SequenceModel model_of(const TokenText& text, unsigned order, const std::string& smoothing) {
    const GramShape shape{order + 1, bits_for(text.names.size())};
    return {ring_grams(text.tokens, shape), shape, parse_smoothing(smoothing).value(), text.names.size()};
}

}  // namespace

TEST_CASE("smoothings are read or refused", "[loops]") {
    for (const char* text : kSmoothings)
        CHECK(parse_smoothing(text).has_value());
    CHECK(parse_smoothing("jelinek-mercer(0)").has_value());
    CHECK(parse_smoothing("absolute(1)").has_value());
    for (const char* text : {"", "MLE", "additive", "additive(0)", "additive(-1)", "additive(x)",
                             "jelinek-mercer(2)", "absolute(11/10)", "absolute(1/2", "kneser-ney(1/2)"})
        CHECK_FALSE(parse_smoothing(text).has_value());
}

TEST_CASE("probabilities add up to one at every context", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1611);
    for (unsigned order = 0; order <= 3; ++order) {
        const TokenText text = test::some_text(random, 300, 6);
        for (const char* smoothing : kSmoothings) {
            const SequenceModel model = model_of(text, order, smoothing);
            const GramShape shape = model.shape();
            for (std::uint64_t context = 0; context <= shape.mask(order); ++context) {
                if (order == 0 && context > 0) break;
                bool possible = true;
                for (unsigned i = 0; i < order; ++i)
                    possible = possible && (context >> (i * shape.bits) & shape.mask(1)) < 6;
                if (!possible) continue;
                double sum = 0;
                for (std::uint32_t token = 0; token < 6; ++token)
                    sum += model.probability(context << shape.bits | token);
                const bool unknown = std::string(smoothing) == "mle" && sum == 0;
                if (!unknown) CHECK(sum == Approx(1).epsilon(1e-12));
            }
        }
    }
}

TEST_CASE("interpolation by hand", "[loops]") {
    // a b a c as a ring: a is followed by b and c, b and c by a.
    const TokenText text = test::tokens_of({0, 1, 0, 2}, 3);
    const auto p = [&](const char* smoothing, std::uint64_t context, std::uint64_t token) {
        return model_of(text, 1, smoothing).probability(context << 2 | token);
    };
    CHECK(p("mle", 0, 1) == 0.5);
    CHECK(p("mle", 0, 0) == 0);
    CHECK(p("additive(1)", 0, 1) == Approx(2.0 / 5));
    CHECK(p("additive(1)", 1, 1) == Approx(1.0 / 4));
    // order 0: a 1/2, b and c 1/4 each; mixed with 1/3 by l.
    const double l = 0.25, b0 = (1 - l) / 4 + l / 3;
    CHECK(p("jelinek-mercer(1/4)", 0, 1) == Approx((1 - l) / 2 + l * b0));
    CHECK(p("jelinek-mercer(1/4)", 1, 1) == Approx(l * b0));
    // absolute: order 0 has counts 2, 1, 1 of 4 and three tokens.
    const double d = 0.5, b1 = (1 - d) / 4 + d * 3 / 4 / 3;
    CHECK(p("absolute(1/2)", 0, 1) == Approx((1 - d) / 2 + d * 2 / 2 * b1));
    CHECK(p("absolute(1/2)", 1, 1) == Approx(d * b1));
}

TEST_CASE("tokens are drawn with the probabilities that the model states", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1612);
    for (unsigned order = 0; order <= 2; ++order) {
        const TokenText text = test::some_text(random, 120, 5);
        for (const char* smoothing : kSmoothings) {
            const SequenceModel model = model_of(text, order, smoothing);
            RandomStream stream(test::seed(), {.generation = order});
            SequenceModel::Position position = model.begin(stream);
            std::map<std::uint64_t, double> met;      // contexts
            std::map<std::uint64_t, double> written;  // grams
            for (int i = 0; i < 60000; ++i) {
                const auto w = model.next(stream, position);
                if (w.row != kNone) REQUIRE(model.counts().grams[w.row] == w.gram);
                ++met[model.shape().context(w.gram)];
                ++written[w.gram];
                CHECK_FALSE(w.anew);  // a ring has no dead end
            }
            for (const auto& [gram, n] : written) {
                const double p = model.probability(gram), all = met[model.shape().context(gram)];
                INFO(smoothing << " order " << order << " gram " << gram << " p " << p);
                CHECK(p > 0);
                CHECK(std::abs(n - all * p) <= 6 * std::sqrt(all * p * (1 - p)) + 1);
            }
        }
    }
}

TEST_CASE("a context without continuation makes the text begin anew", "[loops]") {
    // One transition, a -> b: after b nothing is known.
    const GramShape shape{2, 1};
    const SequenceModel model(GramCounts{{0b01}, {1}, 1}, shape, Smoothing{}, 2);
    RandomStream stream(1, {});
    auto position = model.begin(stream);
    CHECK(position.recent == 0);
    for (int i = 0; i < 10; ++i) {
        const auto written = model.next(stream, position);
        CHECK(written.gram == 0b01);
        CHECK(written.anew == (i > 0));
    }
    CHECK(model.probability(0b10) == 0);
}

TEST_CASE("contexts are found, and no others", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1613);
    for (const unsigned bits : {1U, 12U, 40U, 64U}) {
        std::vector<std::uint64_t> words;
        for (int i = 0; i < 500; ++i)
            words.push_back(random() >> (64 - bits) >> (random() % bits));
        std::sort(words.begin(), words.end());
        words.erase(std::unique(words.begin(), words.end()), words.end());
        const ContextIndex index(words, bits);
        for (std::size_t i = 0; i < words.size(); ++i)
            CHECK(index.find(words[i]) == i);
        for (int i = 0; i < 500; ++i) {
            const std::uint64_t word = random() >> (64 - bits);
            if (!std::binary_search(words.begin(), words.end(), word)) CHECK(index.find(word) == kNone);
        }
    }
}

TEST_CASE("perplexity by hand, and infinite where something is impossible", "[loops]") {
    const TokenText text = test::tokens_of({0, 1, 0, 2}, 3);
    const SequenceModel model = model_of(text, 1, "mle"), smooth = model_of(text, 1, "additive(1)");
    const SequenceModel* const one[] = {&model};
    const SequenceModel* const other[] = {&smooth};
    const SequenceModel* const both[] = {&model, &smooth};
    const GramCounts possible{{0b0001, 0b0100}, {1, 1}, 2}, impossible{{0b0000, 0b0001}, {3, 1}, 4};
    const auto fine = held_out_loss(possible, one);
    CHECK(fine.perplexity.lo <= std::sqrt(2.0));
    CHECK(fine.perplexity.hi >= std::sqrt(2.0));
    CHECK(fine.perplexity.hi - fine.perplexity.lo < 1e-9);
    CHECK(fine.unseen == 0);
    const auto broken = held_out_loss(impossible, one);
    CHECK(std::isinf(broken.perplexity.lo));
    CHECK(broken.unseen == 3);
    CHECK(std::isfinite(held_out_loss(impossible, other).perplexity.hi));
    const double expected = std::exp(-(std::log((0.5 + 0.4) / 2) + std::log((1 + 0.5) / 2)) / 2);
    CHECK(test::middle_of(held_out_loss(possible, both).perplexity) == Approx(expected));
}

}  // namespace model_test
