// Claims and results made by hand or at random, for the tests of whatever stores or prints them.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "decide/question/verdict.hpp"
#include "ledger/ablation_result.hpp"
#include "tests/instance_key.hpp"
#include "theorems/language/paper.hpp"

namespace groundcheck::test {

inline Claim sample_claim(const std::string& id, Verdict expect) {
    Claim claim;
    claim.id = id;
    claim.title = "Expected entropy does not grow <in one step> & stays \"small\"";
    claim.source = "Zenil 2026, \u00a73";
    claim.note = "A note of two\nlines.";
    claim.statement_text = "E[H(Q')] <= H(Q)";
    claim.equality_text = "vertex(Q)";
    claim.expect = expect;
    Domain domain;
    domain.K = {2, 3};
    domain.K_text = "2, 3";
    domain.N = {1, 2, 3, 4};
    domain.N_text = "1..4";
    domain.distributions["Q"].text = "lattice(12)";
    domain.distributions["Q"].kind = DistributionDomain::Kind::lattice;
    domain.distributions["Q"].denominator = 12;
    domain.scalars["q"].text = "1/2, 2";
    domain.scalars["q"].values = {Rational(1, 2), Rational(2)};
    domain.observables["f"].text = "cube(2)";
    domain.observables["f"].cube = 2;
    domain.where_text = "interior(Q)";
    claim.domains.assign(3, domain);
    claim.assumptions.push_back({"closed-loop", "no exogenous data", {{"alpha", "[0,1]"}}, std::nullopt});
    Mutant mutant;
    mutant.statement_text = "E[H(Q')] < H(Q)/2";
    mutant.domains.assign(3, domain);
    claim.mutant = mutant;
    claim.formal = "OneGeneration.one_step";
    claim.file = "theorems/" + id + ".toml";
    claim.hash = "hash of " + id;
    return claim;
}

// A paper that has something of everything.
inline Paper sample_paper(const std::string& id) {
    Paper paper;
    paper.id = id;
    paper.title = "On first things, \u2264 & <so>";
    paper.authors = {"A. Author", "B. Writer"};
    paper.year = 2026;
    paper.arxiv = "2601.00001";
    paper.version = "v2";
    paper.date = "1 January 2026";
    paper.url = "https://example.org/2601.00001v2";
    paper.letters = {{"P'_t", "M", "the mixture"}};
    paper.statements = {{"Theorem 1", "It falls.", "3.1"},
                        {"Lemma 2", "It rises.", "", "no claim states it"}};
    paper.statements[0].readings = {{"as worded", {"a/b", "c"}, {}}, {"else", {}, {"d/e"}, Role::repaired}};
    paper.sentences = {{"S1", "It falls, then."}};
    paper.sentences[0].rests_on = {"Theorem 1"};
    paper.sentences[0].related = {"f/g"};
    paper.findings = {{"It falls", "By `1/N`.", {"a/b"}}};
    paper.relations = {
        {Kinship::contradicts, "Theorem 1", "second-2026", "S1", "Other data are kept.", {"a/b"}},
        {Kinship::sharpened, "Theorem 1", "", "", "By half of it.", {"c"}}};
    paper.figures = {{"generations", "A title", "A caption", {"a/b"}}};
    return paper;
}

inline Rational random_rational(std::mt19937_64& random, std::uint64_t largest = 1000) {
    return Rational(static_cast<std::int64_t>(random() % largest) - static_cast<std::int64_t>(largest / 2),
                    random() % largest + 1);
}

// Bytes that a text may hold: ASCII with quotes and backslashes, control characters, and letters beyond
// ASCII.
inline std::string random_text(std::mt19937_64& random, std::size_t longest = 20) {
    static const std::vector<std::string> pieces = {"a", "B", "7",  " ",    "\"",     "\\",     "<",
                                                    "&", "'", "\n", "\x01", "\u00e9", "\u2264", "\U0001F600"};
    std::string text;
    for (std::size_t length = random() % (longest + 1); length > 0; --length)
        text += pieces[random() % pieces.size()];
    return text;
}

inline Witness random_witness(std::mt19937_64& random) {
    Witness witness;
    witness.K = static_cast<std::uint32_t>(random() % 5 + 1);
    if (random() % 2 == 0) witness.N = static_cast<std::uint32_t>(random() % 9 + 1);
    if (random() % 2 == 0) witness.scalars["alpha"] = random_rational(random);
    for (std::uint32_t i = 0; i < witness.K; ++i)
        witness.distributions["Q"].push_back(random_rational(random));
    if (random() % 2 == 0) witness.observables["f"] = {random_rational(random), random_rational(random)};
    if (random() % 2 == 0) witness.strings = {{"h", "0101"}, {"world", ""}};
    if (random() % 2 == 0) witness.outcome = WitnessOutcome{{1, 0, 3}, random_rational(random)};
    witness.relation = random_text(random);
    witness.left = {random_text(random), random_text(random)};
    witness.right = {"", "[0.1, 0.2]"};
    witness.why = random_text(random);
    return witness;
}

inline InstanceResult random_instance(std::mt19937_64& random, const InstanceKey& key) {
    InstanceResult instance;
    instance.domain = random() % 3;
    instance.key = key;
    instance.verdict = static_cast<Verdict>(random() % 3);
    const bool verified =
        instance.verdict == Verdict::proved && random() % 3 == 0;  // with evidence of its own
    const Assurance others[] = {Assurance::statistical, Assurance::lattice, Assurance::exact,
                                Assurance::continuum, Assurance::formal};
    instance.assurance = verified ? Assurance::verified : others[random() % 5];
    if (verified) instance.verified_certificate = "one-step.gc3";
    if (verified) instance.verified_hash = std::string(64, '7');
    instance.points = random() >> (random() % 64);
    instance.methods = {{"exact", random() % 100}, {random_text(random), random()}};
    instance.kernels = {{"ball", random()}, {"mpfi", random() % 7}};
    instance.precision = static_cast<int>(random() % 5000);
    if (random() % 2 == 0) instance.margin = "[0.25, 0.26]";
    if (instance.verdict == Verdict::refuted) instance.witness = random_witness(random);
    if (random() % 2 == 0) instance.certificate = "one-step.cert";
    if (instance.verdict == Verdict::undecided) instance.reason = random_text(random);
    instance.seconds = static_cast<double>(random() % 100000) / 1024;
    return instance;
}

// An instance as an engine would give it: decided by "exact", at ten points.
inline InstanceResult plain_instance(const std::string& line, Verdict verdict) {
    InstanceResult instance;
    instance.key = key(line);
    instance.verdict = verdict;
    instance.points = 10;
    instance.methods = {{"exact", 10}};
    instance.kernels = {{"ball", 20}, {"mpfi", 20}};
    instance.precision = 128;
    instance.seconds = 0.25;
    return instance;
}

inline ParameterPiece random_piece(std::mt19937_64& random) {
    ParameterPiece piece;
    piece.low = random_rational(random);
    piece.high = piece.low + Rational(random() % 3, random() % 9 + 1);
    piece.verdict = static_cast<Verdict>(random() % 3);
    if (piece.verdict != Verdict::undecided) piece.assurance = static_cast<Assurance>(random() % 5);
    if (piece.verdict == Verdict::refuted) piece.witness = random_witness(random);
    if (piece.verdict == Verdict::undecided) piece.reason = random_text(random);
    return piece;
}

inline AblationResult random_ablation(std::mt19937_64& random, const std::string& claim,
                                      const std::string& assumption) {
    AblationResult ablation;
    ablation.claim = claim;
    ablation.assumption = assumption;
    ablation.says = random_text(random);
    ablation.unsaid = random() % 2 == 0;
    ablation.statement = random_text(random);
    ablation.domain = random_text(random);
    ablation.need = static_cast<Need>(random() % 3);
    ablation.verdict = static_cast<Verdict>(random() % 3);
    if (ablation.verdict != Verdict::undecided) ablation.assurance = static_cast<Assurance>(random() % 5);
    ablation.instances = random() % 100;
    ablation.decided = random() % 100;
    ablation.points = random() >> (random() % 64);
    if (random() % 2 == 0) ablation.witness = random_witness(random);
    ablation.certain = random() % 2 == 0;
    ablation.work = random() % 1000;
    ablation.searched = random_text(random);
    ablation.reason = random_text(random);
    for (std::uint64_t maps = random() % 3; maps > 0; --maps) {
        ParameterMap& map = ablation.maps.emplace_back();
        map.parameter = "q";
        map.range = "[0,4]";
        map.key = random_key(random);
        for (std::uint64_t pieces = random() % 4; pieces > 0; --pieces)
            map.pieces.push_back(random_piece(random));
        if (random() % 2 == 0)
            map.boundary =
                ParameterMap::Boundary{random_rational(random), random_rational(random), random() % 2 == 0};
    }
    ablation.seconds = static_cast<double>(random() % 100000) / 1024;
    return ablation;
}

// The counterexample to "min-entropy never rises in expectation".
inline Witness min_entropy_witness() {
    Witness witness;
    witness.K = 2;
    witness.N = 2;
    witness.distributions["Q"] = {Rational(9, 10), Rational(1, 10)};
    witness.relation = "E[R(infinity,Q')] <= R(infinity,Q)";
    witness.left = {"9/50*log(2)", "[0.1247664925, 0.1247664926]"};
    witness.right = {"log(10/9)", "[0.1053605156, 0.1053605157]"};
    return witness;
}

}  // namespace groundcheck::test
