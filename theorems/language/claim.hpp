// A claim: what a file under theorems/ (or a user's own) states, and over which domain.
//
// A claim file is TOML: the statement in the claim language, the domain its variables range over, the
// assumptions it makes and what dropping one would mean, and the verdict that is expected. See
// docs/claim-language.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "theorems/language/expression.hpp"
#include "theorems/language/listing.hpp"

namespace groundcheck {

struct Process;

enum class Verdict { proved, refuted, undecided };
std::string to_text(Verdict verdict);

// A finite set of rationals, or an interval of reals (`continuum`), or all multiples of 1/d in [0,1].
struct ScalarDomain {
    std::vector<Rational> values;  // in the order written, without repetition; for an interval its two ends
    bool continuum = false;
    bool without_low = false;   // the interval's lower end does not belong to it: "(0,1]"
    bool without_high = false;  // nor its upper end
    std::string text;           // as written: "0", "1/2, 2", "lattice(8)", "[0,1]", "(0,1]"
};

// The distributions a variable ranges over.
struct DistributionDomain {
    enum class Kind {
        simplex,   // all of it
        lattice,   // all points with denominator `denominator`, or N where that is 0 ("lattice(N)")
        points,    // those listed
        vertices,  // the K point masses
        uniform,   // the one with equal probabilities
        machines,  // D(`denominator`): in proportion to how many Turing machines print each string of length
                   // L
        letters,
        words,
        counts,  // the relative frequencies in `file`: letters or words of a UTF-8 text, a CSV of counts
    };
    Kind kind = Kind::simplex;
    std::uint32_t denominator = 0;
    std::vector<std::vector<Rational>> points;
    std::filesystem::path file;  // absolute, resolved against the claim file's folder
    std::string digest;          // SHA-256 of the file's bytes when the claim was read; empty without one
    std::string text;            // as written
    SourceRange where;           // of the text
};

// The strings of zeros and ones a variable ranges over: those listed, or all of length L if none is.
struct StringDomain {
    std::vector<std::string> listed;
    std::string text;  // as written
};

// The observables f ranges over: the vectors listed, or all with entries in {0, ..., top} ("cube(top)"), or
// the symbols' numbers 1, ..., K ("rank").
struct ObservableDomain {
    std::vector<std::vector<Rational>> points;
    std::uint32_t cube = 0;
    bool rank = false;
    std::vector<std::vector<std::uint32_t>> sets = {};  // "{1, 2}": 1 at these symbols, 0 elsewhere
    std::string text;
};

struct Domain {
    bool any_alphabet = false;     // K = "any"
    std::vector<std::uint32_t> K;  // increasing; empty when K is "any" or given by the data
    std::vector<std::uint32_t> L;  // the symbols are the strings of this length, K = 2^L; empty: just symbols
    std::vector<std::uint32_t> N;  // increasing; empty when the claim does not mention samples
    std::string K_text, L_text, N_text;                   // as written
    std::map<std::string, ScalarDomain> scalars;          // alpha, t and declared parameters such as q
    ByName<DistributionDomain> distributions;             // Q, P, R ...
    std::map<std::string, ObservableDomain> observables;  // f ...
    std::map<std::string, StringDomain> strings;          // h, world ...
    ExpressionPtr where;                                  // a condition on the points, or null
    std::string where_text;
    std::shared_ptr<const Process> process;  // null: the plain process; see process.hpp
};

// Values of one parameter for which the claim is to be mapped, where it holds and where it fails: what a
// claim file calls the `family` of an assumption.
struct ParameterSweep {
    std::string parameter;  // "q"
    Rational low, high;     // the ends of its range
    std::string text;       // the range as written: "[0,4]"
    Domain domain;          // everything else; the parameter ranges over [low, high] in it
};

struct Assumption {
    std::string name;          // "closed-loop"
    std::string says;          // in words
    ByName<std::string> drop;  // variable -> where it ranges when the assumption is dropped
    std::optional<Domain> dropped =
        {};                           // the claim's first domain with `drop` applied; none if drop is empty
    std::string statement_text = {};  // of the claim without the assumption: its own, or the drop's
    ExpressionPtr statement = {};     // the same, typed against `dropped`; null if there is no drop
    bool unsaid = false;              // the papers do not say it
    std::optional<ParameterSweep> sweep = {};
};

// The claim with its constant nudged the wrong way; deciding it must give `expect`.
struct Mutant {
    std::string statement_text;
    ExpressionPtr statement;
    ExpressionPtr equality;        // or null
    std::vector<Domain> domains;   // the claim's own unless the file gives [mutant.domain]
    std::vector<Domain> simulate;  // [[mutant.simulate]]: where simulation ought to contradict it
    Verdict expect = Verdict::refuted;
};

// A name of something outside the claim file, and where it stands there; see references.hpp.
struct Mention {
    std::string name;
    SourceRange where;
};

struct Claim {
    std::string id;       // "entropy-decay/loss-floor"
    bool has_id = false;  // whether the file says it; else it is the file's name, or its place in a paper
    std::string title;
    std::string source;  // where the claim comes from, in words
    std::string note;    // what a reader should know, or empty
    std::string statement_text;
    ExpressionPtr statement;
    std::string equality_text;
    ExpressionPtr equality;  // the condition under which (and only then) equality holds, or null
    Verdict expect = Verdict::proved;
    std::vector<Domain> domains;  // at least one
    std::vector<Domain> full;     // [[full]]: further ones, decided only where time is no matter; see widened
    std::vector<Domain> simulate;  // [[simulate]]: single points (t aside), held against simulation
    std::vector<Assumption> assumptions;
    std::optional<Mutant> mutant;
    std::string formal;  // the Coq theorem that covers it, several joined by " and ", or empty
    std::vector<Mention> named_theorems;  // of `formal`; none from a ledger
    std::filesystem::path file;
    std::string hash;  // of the file's bytes and of the data files it reads: hex SHA-256
};

// The claim with its [[full]] domains after its own. The hash stays: an instance of a domain is the same
// either way.
Claim widened(Claim claim);

}  // namespace groundcheck
