// What a finding says of a loop of sequence models: a relation between expectations of its measures.
//
// The text is the claim language's: numbers, + - * / ^, log, exp, sqrt, abs, min, max, relations, and, or,
// not. What it speaks of is another thing:
//     t                      the generation that the statement is held at
//     N, alpha, tokens       of the loop: tokens a generation, the real share; tokens of the real text's
//                            training part
//     entropy[0]             a measure (loop_measures.hpp, without underscores: gramskept) of the real text
//     E[entropy[t+1] - entropy[t]]   the expectation of what one replicate's generations make
//     Pr[grams[t] >= 100]            the probability of a formula about them
//     E[... from NAME]       the same of the loop [beside.NAME]; N and alpha inside are that loop's
// and names that the finding defines for itself. What stands inside E is evaluated on every replicate, so a
// difference of two generations has the small variance of a difference. A measure that may be infinite has no
// place in E.
//
// Everything is evaluated in intervals; what comes out is certain or unknown, never guessed.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "interval/double_kernel.hpp"
#include "theorems/language/expression.hpp"
#include "theorems/language/source.hpp"

namespace groundcheck {

struct LoopTerm {
    enum class Kind {
        number,       // value
        time,         // t
        measure,      // index: which; parts: the generation
        expectation,  // index: which of the statement's brackets
        negative,
        sum,
        difference,
        product,
        quotient,
        power,
        log,
        exp,
        sqrt,
        abs,
        min,
        max,
        chain,  // relations, one fewer than parts
        conjunction,
        disjunction,
        negation,
    };
    Kind kind = Kind::number;
    DoubleInterval value;
    Rational exact = {};  // a number's own
    std::size_t index = 0;
    std::vector<Relation> relations = {};
    std::vector<LoopTerm> parts = {};
    SourceRange where = {};
};

// E[...] or Pr[...].
struct LoopBracket {
    std::string loop;          // the name after "from", or empty
    bool probability = false;  // then `body` is a formula
    LoopTerm body;
};

struct LoopStatement {
    std::string text;
    LoopTerm formula;  // a chain of <, <=, >, >=
    std::vector<LoopBracket> brackets;
};

// What a statement may speak of.
struct LoopNames {
    std::map<std::string, std::map<std::string, Rational>> loops;  // of each loop its numbers; "" is [loop]
    std::map<std::string, Source> defined;
};

// Throws InputError, at its place, for a text that is no such statement.
LoopStatement read_loop_statement(const Source& source, const LoopNames& names);

// What a term's leaves stand for.
struct LoopLeaves {
    std::uint32_t t = 0;
    std::function<DoubleInterval(std::size_t measure, std::uint32_t generation)> measure;
    std::function<DoubleInterval(std::size_t bracket)> bracket = {};
};
// The enclosure of a term that is a number. Throws LoopTime.
DoubleInterval value_of(const LoopTerm& term, const LoopLeaves& leaves);
// Of a formula. Throws LoopTime.
Truth truth_of(const LoopTerm& term, const LoopLeaves& leaves);
// Of an and, or or not, by the truth of its parts. Throws std::logic_error for another term.
Truth connected(const LoopTerm& term, const std::function<Truth(std::size_t part)>& part);

// Calls visit(term) for the statement's terms, those in its brackets too.
void each_term_of(const LoopStatement& statement, const std::function<void(const LoopTerm&)>& visit);

// What stands between the brackets of a measure is no generation.
struct LoopTime : std::runtime_error {
    LoopTime(SourceRange where_, const std::string& message) : std::runtime_error(message), where(where_) {}
    SourceRange where;
};
inline constexpr std::uint32_t kMostLoopGenerations = 1000;

// Whether t stands in the statement.
bool mentions_time(const LoopStatement& statement);
// The last generation of each loop that the statement asks for at these times. Throws LoopTime, also for a
// measure outside of brackets of a generation other than 0: it is random there.
std::map<std::string, std::uint32_t> generations_of(const LoopStatement& statement,
                                                    const std::vector<std::uint32_t>& times);

}  // namespace groundcheck
