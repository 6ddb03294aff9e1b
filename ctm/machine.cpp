#include "ctm/machine.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace groundcheck::ctm {

namespace {

void require_states(int states) {
    if (states < 1 || states > kMaxStates) {
        throw std::invalid_argument(
            fmt::format("the number of states must be between 1 and {}, not {}", kMaxStates, states));
    }
}

// Choice number c of an entry: 0 and 1 halt writing c; then every pair of write and move, state by state.
Transition transition_at(std::uint64_t choice) {
    if (choice < 2) return {.halts = true, .write = static_cast<int>(choice)};
    const auto rest = static_cast<int>(choice - 2);
    return {.halts = false, .write = rest & 1, .move = (rest & 2) != 0 ? 1 : -1, .next = rest / 4};
}

}  // namespace

std::uint64_t machine_count(int states) {
    require_states(states);
    std::uint64_t count = 1;
    // No overflow: the largest value is 22^10 < 2^45, since 22 < 2^4.46.
    for (int entry = 0; entry < 2 * states; ++entry)
        count *= 4 * static_cast<std::uint64_t>(states) + 2;
    return count;
}

Machine machine_at(int states, std::uint64_t index) {
    if (index >= machine_count(states)) {
        throw std::out_of_range(fmt::format("there is no machine number {} with {} states", index, states));
    }
    const auto choices = 4 * static_cast<std::uint64_t>(states) + 2;
    Machine machine{.states = states, .entries = {}};
    for (int entry = 0; entry < 2 * states; ++entry) {
        machine.entries.push_back(transition_at(index % choices));
        index /= choices;
    }
    return machine;
}

std::optional<Halt> run_machine(const Machine& machine, int blank, std::uint64_t bound) {
    const char blank_cell = blank == 0 ? '0' : '1';
    std::string visited(1, blank_cell);
    std::size_t head = 0;
    int state = 0;
    for (std::uint64_t step = 1; step <= bound; ++step) {
        const int symbol = visited[head] == '1' ? 1 : 0;
        const Transition& entry =
            machine.entries[2 * static_cast<std::size_t>(state) + static_cast<std::size_t>(symbol)];
        visited[head] = entry.write == 1 ? '1' : '0';
        if (entry.halts) return Halt{.steps = step, .output = std::move(visited)};
        state = entry.next;
        if (entry.move < 0) {
            if (head == 0) {
                visited.insert(visited.begin(), blank_cell);
            } else {
                --head;
            }
        } else if (++head == visited.size()) {
            visited.push_back(blank_cell);
        }
    }
    return std::nullopt;
}

std::uint32_t default_bound(int states) { return longest_halting_run(states).value_or(500); }

std::optional<std::uint32_t> longest_halting_run(int states) {
    require_states(states);
    static constexpr std::array<std::uint32_t, 4> kLongest = {1, 6, 21, 107};
    if (states > static_cast<int>(kLongest.size())) return std::nullopt;
    return kLongest[static_cast<std::size_t>(states - 1)];
}

}  // namespace groundcheck::ctm
