// What a fuzzed claim may speak of: the variables of its domain and what its process allows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/fuzz/choice.hpp"
#include "tests/fuzz/recipe.hpp"

namespace groundcheck::fuzz {

enum class SettingKind {
    symbols,    // the plain process on a finite domain
    changed,    // a schedule, accumulating data, smoothing, another start
    any,        // K = "any"
    continuum,  // a simplex, an interval
    numbers,    // no distributions at all
    program,    // the program learner
    gaussian,   // mu and s2
    recursion,  // numbers that are stepped
};

struct Setting {
    SettingKind kind = SettingKind::symbols;
    std::vector<std::uint32_t> K;            // of the domain; empty where it says "any" or has no symbols
    std::uint32_t length = 0;                // of the program learner's strings
    std::vector<std::string> distributions;  // declared
    std::vector<std::string> numbers;        // declared, N and K among them
    std::vector<std::string> orders;         // those numbers that can be the order of an entropy
    std::vector<std::string> strings, observables;
    std::vector<std::string> sets;     // of symbols
    std::vector<std::string> stepped;  // the numbers of a recursion
    bool samples = false;              // there are generations, Q'
    bool grounded = false;             // with a world
    bool endless = false;              // the same step for ever: Q[infinity]
    bool steady = false;               // the same closed loop for ever: fixtime
    bool worlds = false;               // a random world: I[world; ...]
    std::uint32_t last = 1;            // the latest generation to speak of

    [[nodiscard]] bool any() const { return kind == SettingKind::any; }
};

struct Draft {
    Recipe recipe;  // its domain and process; the statement is still empty
    Setting setting;
};

// The variables of a claim of this kind, and its process.
Draft choose_setting(Choice& choice, SettingKind kind);

// The process of a draft that already has its variables: schedules, accumulating data, smoothing, a start.
void change_process(Choice& choice, Draft& draft);
// All of a program learner's claim, of a Gaussian one's and of a recursion's, but its statement.
void choose_program(Choice& choice, Draft& draft);
void choose_gaussian(Choice& choice, Draft& draft);
void choose_recursion(Choice& choice, Draft& draft);

}  // namespace groundcheck::fuzz
