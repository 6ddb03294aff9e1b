#include "decide/evaluate/machines.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <stdexcept>

#include "ctm/cache.hpp"
#include "sim/program_learner.hpp"

namespace groundcheck {

namespace {

constexpr std::uint32_t most_states = 5;

std::shared_ptr<const Machines> enumerated(std::uint32_t states, bool quickly) {
    ctm::EnumerationOptions options;
    options.states = static_cast<int>(states);
    options.bound = ctm::default_bound(options.states);
    options.mirror = quickly;
    options.prove_undecided = !quickly && states < most_states;
    const auto all = states < most_states ? ctm::enumerate_machines(options)
                                          : ctm::Cache(ctm::default_cache_folder()).obtain(options);
    if (!all) throw std::logic_error("an enumeration that nothing stops has stopped");
    return std::make_shared<const Machines>(
        Machines{ctm::Table(*all, ctm::Blank::both), 2 * all->census.never_halting()});
}

std::shared_ptr<const Machines> obtain(std::uint32_t states, bool quickly) {
    static std::mutex lock;
    static std::array<std::array<std::shared_ptr<const Machines>, most_states + 1>, 2> known;
    const std::scoped_lock guard(lock);
    auto& found = known[quickly ? 1 : 0].at(states);
    if (!found) found = enumerated(states, quickly);
    return found;
}

}  // namespace

std::shared_ptr<const Machines> machines(std::uint32_t states) { return obtain(states, false); }

std::variant<Rational, ctm::UnknownBlocks> block_product(std::uint32_t states, std::size_t length,
                                                         const std::string& text) {
    const auto counted = machines(states);
    Rational product = 1;
    ctm::UnknownBlocks unknown;
    for (const ctm::Block& block : ctm::decompose(text, length, length).blocks) {
        const std::uint64_t count = counted->table.count(block.text);
        if (count == 0)
            unknown.blocks.push_back(block.text);
        else
            product *= block.occurrences / counted->table.probability(count);
    }
    if (!unknown.blocks.empty()) return unknown;
    return product;
}

Law machine_prior(std::uint32_t states, unsigned length) {
    const auto counted = obtain(states, true);
    const auto& rows = counted->table.rows();
    if (std::none_of(rows.begin(), rows.end(),
                     [&](const ctm::Row& row) { return row.output.size() == length; }))
        return {};
    return prior_from_weights(length, [&](const std::string& text) { return counted->table.count(text); });
}

}  // namespace groundcheck
