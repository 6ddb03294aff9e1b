#include "reference/machines.hpp"

#include <array>
#include <vector>

#include "reference/number.hpp"

namespace groundcheck::reference {

namespace {

struct Entry {
    bool halts = false;
    char write = 0;
    int move = 0;
    std::size_t next = 0;
};

Entry entry(std::uint64_t number, std::uint64_t states) {
    if (number < 2) return {true, static_cast<char>(number), 0, 0};
    number -= 2;
    return {false, static_cast<char>(number % 2), number / 2 % 2 == 0 ? -1 : 1, number / 4 % states};
}

// Runs one machine on one blank and notes what came of it.
void run(const std::vector<Entry>& table, char blank, std::uint64_t bound, Machines& result) {
    constexpr std::size_t cells = 32;
    std::array<char, cells> tape = {};
    tape.fill(blank);
    std::size_t head = cells / 2, left = head, right = head, state = 0;
    for (std::uint64_t step = 1; step <= bound; ++step) {
        const Entry& now = table[state * 2 + static_cast<std::size_t>(tape[head])];
        tape[head] = now.write;
        if (now.halts) {
            std::string output;
            for (std::size_t cell = left; cell <= right; ++cell)
                output += tape[cell] == 0 ? '0' : '1';
            ++result.outputs[output];
            ++result.halting;
            result.longest = std::max(result.longest, step);
            return;
        }
        head = now.move < 0 ? head - 1 : head + 1;
        left = std::min(left, head);
        right = std::max(right, head);
        state = now.next;
    }
    ++result.endless;
}

}  // namespace

Machines machines(std::int64_t states) {
    if (states < 1) throw Undefined("machines have at least one state");
    if (states > 2) throw NoOpinion("machines of more than two states are not run here");
    const auto n = static_cast<std::uint64_t>(states);
    const std::uint64_t choices = 4 * n + 2, bound = n == 1 ? 1 : 6;
    std::uint64_t total = 1;
    for (std::uint64_t i = 0; i < 2 * n; ++i)
        total *= choices;
    Machines result;
    for (std::uint64_t machine = 0; machine < total; ++machine) {
        std::vector<Entry> table;
        for (std::uint64_t i = 0, rest = machine; i < 2 * n; ++i, rest /= choices)
            table.push_back(entry(rest % choices, n));
        run(table, 0, bound, result);
        run(table, 1, bound, result);
    }
    return result;
}

}  // namespace groundcheck::reference
