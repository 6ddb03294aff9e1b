// What was written, before it means anything: the tree of operators, calls and names, without types.
//
// Reading goes in two steps. The grammar (grammar.hpp) turns text into this tree; it knows operators and
// brackets but not which names exist. Giving names their meaning and checking types comes after (types.hpp).
// So a parenthesis needs no guess whether a formula or a number follows, and reading takes time linear in the
// text.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "theorems/language/source.hpp"

namespace groundcheck {

struct Syntax {
    enum class Kind {
        number,      // text: its spelling
        name,        // text: "Q", "Q'", "alpha", "infinity"
        word,        // text: the zeros and ones between quotes
        component,   // children: what, index; what is a name or a generation
        generation,  // children: name, time: Q[t]
        call,        // text: the function; children: arguments
        tuple,       // children: two or more; a literal distribution
        interval,    // children: one or two ends
        binder,   // text: sum or prod; children: variable, body; variable, low, high, body; or variable, set,
                  // body
        bracket,  // text: E, Var, Pr or Law; children: body, perhaps the start after "from", perhaps settings
        setting,  // text: the name; one child, its value
        information,  // children: what the information is about, and where it is looked for: I[world; Q']
        prefix,       // text: "-" or "not"; one child
        infix,        // text: the operator; two children
        chain,  // relations; text: the operators with a space after each; children: one more than operators
        every_outcome,  // one child
    };
    Kind kind = Kind::number;
    std::string text;
    std::vector<Syntax> children;
    std::size_t begin = 0;  // byte offsets into the source's text
    std::size_t end = 0;
    std::size_t depth = 1;  // of the tree below and including this node
};

// Limits that keep every recursive walk over a tree within the stack: brackets within brackets, and the
// tree's depth (a sum of n terms is n deep).
constexpr std::size_t max_nesting = 250;
constexpr std::size_t max_depth = 1000;
// A statement longer than this (in bytes) is not one a person wrote.
constexpr std::size_t max_statement = 100'000;

// The tree of a text. Throws InputError at the place where the text stops making sense.
Syntax parse_syntax(const Source& source);

}  // namespace groundcheck
