// Numbers in kept memory are the numbers that they are in malloc's: of every size, given back by whom they
// were not taken by, and before and after the change.
#include "interval/number_memory.hpp"

#include <gmp.h>
#include <malloc.h>
#include <mpfr.h>

#include <deque>
#include <thread>
#include <vector>

#include "interval/rational.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace number_memory_test {

namespace {

// Sums, products and quotients of numbers that grow and shrink, through texts and MPFR too: one long number
// that depends on every one of them.
Integer mixture(std::uint64_t salt, int steps) {
    auto random = test::generator(salt);
    std::deque<Integer> numbers{Integer(1)};
    Integer total = 0;
    for (int i = 0; i < steps; ++i) {
        const Integer& one = numbers[random() % numbers.size()];
        const Integer& other = numbers[random() % numbers.size()];
        switch (random() % 5) {
            case 0:
                numbers.push_back(one * other + random());
                break;
            case 1:
                numbers.push_back(one / (other + 1) + random());
                break;
            case 2:
                numbers.emplace_back(one.str());
                break;
            case 3: {
                mpfr_t rounded;
                mpfr_init2(rounded, 64 + static_cast<mpfr_prec_t>(random() % 4000));
                mpfr_set_z(rounded, one.backend().data(), MPFR_RNDN);
                mpfr_sqrt(rounded, rounded, MPFR_RNDD);
                Integer root;
                mpfr_get_z(root.backend().data(), rounded, MPFR_RNDD);
                mpfr_clear(rounded);
                numbers.push_back(root);
                break;
            }
            default:
                numbers.push_back(Integer(Rational(one, other + 1) > 1 ? one : other) << (random() % 3000));
                break;
        }
        // Negative numbers have no roots, and longer ones only take time.
        if (msb(numbers.back() + 1) > 9000) numbers.back() >>= 8000;
        total += numbers.back();
        if (numbers.size() > 50) numbers.pop_front();
    }
    return total;
}

}  // namespace

TEST_CASE("Numbers are the same in kept memory") {
    GROUNDCHECK_REPLAYABLE();
    constexpr int steps = 3000;
    mp_set_memory_functions(nullptr, nullptr, nullptr);
    const Integer plain = mixture(1, steps);
    const std::vector<Integer> before(200, plain);
    keep_number_memory();
    CHECK(mixture(1, steps) == plain);
    {
        const std::vector<Integer> given_back = before;  // taken after, and `before` lives on
    }
    CHECK(mixture(1, steps) == plain);
    mp_set_memory_functions(nullptr, nullptr, nullptr);
    CHECK(mixture(1, steps) == plain);
    keep_number_memory();
}

TEST_CASE("What one thread takes another may give back") {
    GROUNDCHECK_REPLAYABLE();
    keep_number_memory();
    constexpr int threads = 4, rounds = 5, steps = 500;
    std::vector<Integer> expected;
    for (int i = 0; i < threads; ++i)
        expected.push_back(mixture(static_cast<std::uint64_t>(i), steps));
    std::vector<Integer> made(threads);
    for (int round = 0; round < rounds; ++round) {
        std::vector<std::thread> workers;
        for (int i = 0; i < threads; ++i)
            // The neighbour's number of the round before is overwritten, and its blocks stay here.
            workers.emplace_back([&made, i, round] {
                made[static_cast<std::size_t>((i + round) % threads)] =
                    mixture(static_cast<std::uint64_t>((i + round) % threads), steps);
            });
        for (std::thread& worker : workers)
            worker.join();
        CHECK(made == expected);
    }
}

TEST_CASE("Kept memory is bounded, and is what was given back") {
    keep_number_memory();
    std::size_t kept = 0;
    std::thread([&kept] {
        for (std::size_t limbs = 1; limbs <= 80; ++limbs)
            const std::vector<Integer> numbers(1000, Integer(1) << static_cast<unsigned>(64 * limbs - 1));
        kept = kept_number_memory();
    }).join();
    CHECK(kept <= number_memory_limit);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    CHECK(kept > number_memory_limit / 2);  // a thousand of each size, of which half are kept
#endif
}

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

TEST_CASE("A thread that only gives back leaves nothing behind") {
    keep_number_memory();
    constexpr int rounds = 12;
    std::size_t first = 0;
    for (int round = 0; round < rounds; ++round) {
        std::vector<std::vector<Integer>> numbers;
        for (unsigned limbs = 1; limbs <= 64; ++limbs)
            numbers.emplace_back(512, Integer(1) << (64 * limbs - 1));
        std::thread([&numbers] { numbers.clear(); }).join();
        const std::size_t now = mallinfo2().uordblks;
        if (round == 0) first = now;
        // What each thread could keep is eight times as much.
        if (round > 0) CHECK(now < first + number_memory_limit);
    }
}

#endif

}  // namespace number_memory_test
