// Whether the expected entropy falls, chain by chain on a lattice.
#include <set>

#include "sim/loops/small_chain.hpp"

namespace groundcheck::loops {

namespace {

DoubleInterval expected(const std::vector<CountedText>& texts, std::size_t K, bool rate) {
    const DoubleKernel kernel;
    DoubleInterval sum{0, 0};
    for (const CountedText& text : texts) {
        const DoubleInterval h = rate ? fitted_rate(text.counts, K) : transition_entropy(text.counts, K);
        sum = kernel.add(sum, kernel.mul(kernel.rational(text.probability), h));
    }
    return sum;
}

void enter(FallFinding& finding, const FallWitness& witness) {
    ++finding.cases;
    switch (DoubleKernel().less_equal(witness.expected, witness.before)) {
        case Truth::yes:
            ++finding.holds;
            break;
        case Truth::unknown:
            ++finding.undecided;
            break;
        case Truth::no:
            ++finding.fails;
            if (!finding.first) finding.first = witness;
            break;
    }
}

// All ways to write `total` as a sum of `parts` numbers, the first falling.
void each_composition(unsigned total, std::size_t parts, std::vector<unsigned>& so_far,
                      const std::function<void(const std::vector<unsigned>&)>& visit) {
    if (parts == 1) {
        so_far.push_back(total);
        visit(so_far);
        so_far.pop_back();
        return;
    }
    for (unsigned first = total + 1; first-- > 0;) {
        so_far.push_back(first);
        each_composition(total - first, parts - 1, so_far, visit);
        so_far.pop_back();
    }
}

std::vector<TransitionMatrix> lattice_of(std::size_t K, unsigned denominator) {
    std::vector<std::vector<Rational>> rows;
    std::vector<unsigned> scratch;
    each_composition(denominator, K, scratch, [&](const std::vector<unsigned>& parts) {
        rows.emplace_back();
        for (const unsigned part : parts)
            rows.back().emplace_back(part, denominator);
    });
    std::vector<TransitionMatrix> all = {{K, {}}};
    for (std::size_t k = 0; k < K; ++k) {
        std::vector<TransitionMatrix> longer;
        for (const TransitionMatrix& begun : all) {
            for (const auto& row : rows) {
                longer.push_back(begun);
                longer.back().rows.insert(longer.back().rows.end(), row.begin(), row.end());
            }
        }
        all = std::move(longer);
    }
    return all;
}

// A chain of the lattice, in a reading that starts from one.
void enter_chain(FallFinding& finding, FallReading reading, const TransitionMatrix& matrix,
                 const std::vector<Rational>& law, unsigned N) {
    const std::size_t K = matrix.symbols;
    FallWitness witness{N, matrix, law, {}, {}, conditional_entropy(matrix, law)};
    const auto decide = [&](bool ring, bool rate) {
        witness.expected = expected(counted_texts(matrix, witness.start, N, ring), K, rate);
        enter(finding, witness);
    };
    if (reading != FallReading::fixed_start) {
        decide(reading == FallReading::ring, reading == FallReading::rate);
        return;
    }
    for (std::size_t symbol = 0; symbol < K; ++symbol) {
        witness.start.assign(K, 0);
        witness.start[symbol] = 1;
        decide(false, false);
    }
}

// The counts that a path of N transitions can have, without the paths' probabilities.
std::set<std::vector<unsigned>> possible_counts(std::size_t K, unsigned N) {
    const TransitionMatrix all{K, std::vector<Rational>(K * K, Rational(1, K))};
    std::set<std::vector<unsigned>> result;
    for (const CountedText& text : counted_texts(all, std::vector<Rational>(K, Rational(1, K)), N))
        result.insert(text.counts);
    return result;
}

// The text behind a chain that was fitted; where a symbol was never a context the text goes on as a new one.
void enter_counts(FallFinding& finding, const std::vector<unsigned>& counts, std::size_t K, unsigned N) {
    FallWitness witness;
    witness.transitions = N;
    witness.counts = counts;
    witness.before = transition_entropy(counts, K);
    witness.matrix = fitted_chain(counts, K);
    witness.start = context_shares(counts, K);
    witness.expected = expected(counted_texts(witness.matrix, witness.start, N), K, false);
    enter(finding, witness);
}

}  // namespace

std::optional<FallFinding> fall_on_lattice(FallReading reading, std::size_t symbols, unsigned lattice,
                                           unsigned most, const std::function<bool()>& progress) {
    FallFinding finding;
    const std::vector<TransitionMatrix> chains =
        reading == FallReading::second ? std::vector<TransitionMatrix>{} : lattice_of(symbols, lattice);
    for (unsigned N = 1; N <= most; ++N) {
        if (reading == FallReading::second) {
            for (const auto& counts : possible_counts(symbols, N)) {
                if (progress && !progress()) return std::nullopt;
                enter_counts(finding, counts, symbols, N);
            }
        }
        for (const TransitionMatrix& matrix : chains) {
            if (progress && !progress()) return std::nullopt;
            const auto law = stationary_law(matrix);
            if (law) enter_chain(finding, reading, matrix, *law, N);
        }
    }
    return finding;
}

}  // namespace groundcheck::loops
