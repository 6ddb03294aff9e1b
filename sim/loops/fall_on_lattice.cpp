// Whether the expected entropy falls, chain by chain on a lattice.
#include <set>
#include <utility>

#include "sim/loops/small_chain.hpp"

namespace groundcheck::loops {

namespace {

DoubleInterval expected(const FallCase& one) {
    const DoubleKernel kernel;
    const std::size_t K = one.matrix.symbols;
    DoubleInterval sum{0, 0};
    for (const CountedText& text : one.texts()) {
        const DoubleInterval h = one.rate ? fitted_rate(text.counts, K) : transition_entropy(text.counts, K);
        sum = kernel.add(sum, kernel.mul(kernel.rational(text.probability), h));
    }
    return sum;
}

void enter(FallFinding& finding, const FallCase& one) {
    ++finding.cases;
    const DoubleInterval after = expected(one), before = conditional_entropy(one.matrix, one.law);
    switch (DoubleKernel().less_equal(after, before)) {
        case Truth::yes:
            ++finding.holds;
            break;
        case Truth::unknown:
            ++finding.undecided;
            break;
        case Truth::no:
            ++finding.fails;
            if (!finding.first) finding.first = FallWitness{one, after, before};
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
bool visit_chain(FallReading reading, FallCase one, const std::function<bool(const FallCase&)>& visit) {
    one.ring = reading == FallReading::ring;
    one.rate = reading == FallReading::rate;
    one.start = one.law;
    if (reading != FallReading::fixed_start) return visit(one);
    for (std::size_t symbol = 0; symbol < one.matrix.symbols; ++symbol) {
        one.start.assign(one.matrix.symbols, 0);
        one.start[symbol] = 1;
        if (!visit(one)) return false;
    }
    return true;
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
FallCase case_of_counts(const std::vector<unsigned>& counts, std::size_t K, unsigned N) {
    FallCase one;
    one.transitions = N;
    one.counts = counts;
    one.matrix = fitted_chain(counts, K);
    one.law = one.start = context_shares(counts, K);
    return one;
}

}  // namespace

std::vector<CountedText> FallCase::texts() const { return counted_texts(matrix, start, transitions, ring); }

std::vector<Rational> FallCase::shares_of(const std::vector<unsigned>& text) const {
    return rate ? rate_shares(text, matrix.symbols) : context_shares(text, matrix.symbols);
}

std::uint64_t lattice_chains(std::size_t symbols, unsigned lattice) {
    std::uint64_t rows = 1, chains = 1;  // C(lattice + k, k), k = 1, 2, ...
    for (std::size_t k = 1; k < symbols; ++k)
        rows = rows * (lattice + k) / k;
    for (std::size_t k = 0; k < symbols; ++k)
        chains *= rows;
    return chains;
}

std::string too_many_chains(std::size_t symbols, unsigned lattice) {
    const std::uint64_t chains = lattice_chains(symbols, lattice);
    if (chains <= kMostChains) return "";
    return std::to_string(symbols) + " symbols and the denominator " + std::to_string(lattice) + " make " +
           std::to_string(chains) + " chains; at most " + std::to_string(kMostChains) + " are gone through";
}

bool each_fall_case(FallReading reading, std::size_t symbols, unsigned lattice, unsigned most,
                    const std::function<bool(const FallCase&)>& visit) {
    const std::vector<TransitionMatrix> chains =
        reading == FallReading::second ? std::vector<TransitionMatrix>{} : lattice_of(symbols, lattice);
    for (unsigned N = 1; N <= most; ++N) {
        if (reading == FallReading::second)
            for (const auto& counts : possible_counts(symbols, N))
                if (!visit(case_of_counts(counts, symbols, N))) return false;
        for (const TransitionMatrix& matrix : chains) {
            const auto law = stationary_law(matrix);
            FallCase one;
            one.transitions = N;
            one.matrix = matrix;
            if (law) one.law = *law;
            if (law && !visit_chain(reading, std::move(one), visit)) return false;
        }
    }
    return true;
}

std::optional<FallFinding> fall_on_lattice(FallReading reading, std::size_t symbols, unsigned lattice,
                                           unsigned most, const std::function<bool()>& progress) {
    FallFinding finding;
    const bool whole = each_fall_case(reading, symbols, lattice, most, [&](const FallCase& one) {
        if (progress && !progress()) return false;
        enter(finding, one);
        return true;
    });
    if (!whole) return std::nullopt;
    return finding;
}

}  // namespace groundcheck::loops
