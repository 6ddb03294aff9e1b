// Theorems make a proof formal only if Coq has checked them, for these sources, and they cover the whole
// claim.
#include "audit/formal/theorem.hpp"

#include <functional>
#include <set>

#include "audit/formal/theorem_reading.hpp"
#include "ledger/record.hpp"
#include "tests/audit/theorem_fixture.hpp"
#include "tests/catch.hpp"
#include "theorems/language/catalogue.hpp"
#include "theorems/language/sha256.hpp"

using namespace groundcheck;
using test::claim_of;
using test::Folder;
using test::stated;
namespace fs = std::filesystem;

namespace theorem_test {

namespace {

// A small proofs folder with its record.
class ProofsFolder : public Folder {
  public:
    ProofsFolder() : Folder("proofs") {
        write("_CoqProject", "-Q . Groundcheck\nstatements/One.v\n");
        write("statements/One.v",
              "(** one. *)\n(* claim for N >= 1: E[H(Q')] <= H(Q), equal iff vertex(Q) *)\n(* claim [N = "
              "(t+2)^2] with a world:\n"
              "   D(Q) >= 0 *)\nDefinition one : Prop :=\n  forall K.p, 0 <= p.\n\n(* not a claim *)\n(* "
              "claim: D(Q) "
              "<= 1 *)\nDefinition two : Prop := 1 = 1 <-> 2 = 2.\n(* claim: D(Q) <= 2 *)\n\nDefinition four "
              ": Prop := "
              "True.\n");
        std::string assumptions;
        for (const char* x : {"one", "two", "three", "four"})
            assumptions += std::string("Definition ") + x + " : Groundcheck.statements.One." + x +
                           " := Groundcheck.theory.A." + x + "_proof.  Redirect.\n";
        for (const auto& file : files_beside_proofs)
            if (file != "_CoqProject") write(file, file);
        write("Assumptions.v", assumptions);
        write("assumptions.allow", "# allowed\nCoq.Some.axiom\nCoq.Some.other\n");
        check(
            "one\tstatements/One.v\tA.one_proof\tSome.axiom\ntwo\tstatements/One.v\tA.two_proof\t\n"
            "three\tstatements/One.v\tA.three_proof\t\nfour\tstatements/One.v\tA.four_proof\tSome.other\n");
    }
    // Writes the record as check.sh does, with these lines.
    void check(const std::string& lines) const {
        const std::string record = "sources\t" + *hash_of_proofs(root()) + "\n" + lines;
        write("checked.tsv", record + seal_of(record));
    }
    CheckedTheorems theorems() const { return {root(), root() / "checked.tsv"}; }
};

ClaimResult proved(const Claim& claim) {
    ClaimResult result;
    result.claim = claim;
    result.verdict = Verdict::proved;
    result.assurance = Assurance::lattice;
    return result;
}

const std::string plain = "[domain]\nK = 2\nN = \"1..3\"\nQ = \"lattice(4)\"\n";
}  // namespace

TEST_CASE("Checked theorems are found by statement, with the text of what they prove") {
    const ProofsFolder folder;
    const CheckedTheorems theorems = folder.theorems();
    CHECK(theorems.reason() == "");
    CHECK(theorems.size() == 3);  // "three" has no statement
    const auto one = theorems.find("statements/One.v:one");
    REQUIRE(one);
    CHECK(one->name == "A.one_proof");
    CHECK(one->axioms == "Some.axiom");
    CHECK(one->statement ==
          "(* claim for N >= 1: E[H(Q')] <= H(Q), equal iff vertex(Q) *)\n(* claim [N = (t+2)^2] with a "
          "world:\n   D(Q) >= 0 *)\n"
          "Definition one : Prop :=\n  forall K.p, 0 <= p.");
    CHECK(theorems.find("statements/One.v:two")->statement ==
          "(* claim: D(Q) <= 1 *)\nDefinition two : Prop := 1 = 1 <-> 2 = 2.");
    CHECK(theorems.find("statements/One.v:four")->statement == "Definition four : Prop := True.");
    const auto both = theorems.find("statements/One.v:one and statements/One.v:four");
    REQUIRE(both);
    CHECK(both->name == "A.one_proof and A.four_proof");
    CHECK(both->axioms == "Some.axiom,Some.other");
    CHECK(both->statement == one->statement + "\n\nDefinition four : Prop := True.");
    CHECK_FALSE(theorems.find("statements/One.v:one and statements/One.v:three"));
    CHECK_FALSE(theorems.find("statements/One.v:three"));
    CHECK_FALSE(theorems.find("one"));
    CHECK_FALSE(theorems.find(""));
}

TEST_CASE("A record of other sources, one edited by hand, or none, counts for nothing") {
    std::vector<std::function<void(const ProofsFolder&)>> spoil = {
        [](const ProofsFolder& f) { f.write("statements/One.v", "Definition one : Prop := 0 = 0.\n"); },
        [](const ProofsFolder& f) { f.write("_CoqProject", "-Q . Groundcheck\n"); },
        [](const ProofsFolder& f) { fs::remove(f.root() / "statements" / "One.v"); },
        [](const ProofsFolder& f) { fs::remove(f.root() / "checked.tsv"); },
        [](const ProofsFolder& f) { f.write("checked.tsv", ""); },
        [](const ProofsFolder& f) { f.write("checked.tsv", "one\tstatements/One.v\tA.one_proof\t\n"); },
        [](const ProofsFolder& f) {
            const std::string record = "sources\t" + sha256("") + "\none\tstatements/One.v\tA.one_proof\t\n";
            f.write("checked.tsv", record + seal_of(record));
        },
        // Edited: a line more, a line less, an axiom dropped, the seal gone.
        [](const ProofsFolder& f) {
            f.write("checked.tsv", f.read("checked.tsv") + "one\tstatements/One.v\tA.one_proof\t\n");
        },
        [](const ProofsFolder& f) {
            std::string record = f.read("checked.tsv");
            record.erase(record.find("four\t"), record.find("sealed") - record.find("four\t"));
            f.write("checked.tsv", record);
        },
        [](const ProofsFolder& f) {
            std::string record = f.read("checked.tsv");
            record.erase(record.find("Some.axiom"), 10);
            f.write("checked.tsv", record);
        },
        [](const ProofsFolder& f) {
            const std::string record = f.read("checked.tsv");
            f.write("checked.tsv", record.substr(0, record.find("sealed")));
        },
        // Edited and sealed again: a statement without a line in Assumptions.v, another proof, another file,
        // an axiom that is not allowed, a line without fields.
        [](const ProofsFolder& f) { f.check("five\tstatements/One.v\tA.five_proof\t\n"); },
        [](const ProofsFolder& f) { f.check("one\tstatements/One.v\tA.two_proof\t\n"); },
        [](const ProofsFolder& f) { f.check("one\tstatements/Two.v\tA.one_proof\t\n"); },
        [](const ProofsFolder& f) { f.check("one\tstatements/One.v\tA.one_proof\tSome.axiom,My.own\n"); },
        [](const ProofsFolder& f) { f.check("one\n"); },
    };
    for (const std::string& file : files_beside_proofs) {
        spoil.push_back([file](const ProofsFolder& f) { f.write(file, f.read(file) + "\n"); });
        spoil.push_back([file](const ProofsFolder& f) { fs::remove(f.root() / file); });
    }
    for (std::size_t i = 0; i < spoil.size(); ++i) {
        INFO("change " << i);
        const ProofsFolder folder;
        spoil[i](folder);
        const CheckedTheorems theorems = folder.theorems();
        CHECK(theorems.size() == 0);
        CHECK_FALSE(theorems.reason().empty());
        CHECK_FALSE(theorems.find("statements/One.v:one"));
    }
}

TEST_CASE("A theorem raises what is proved, and only as far as it goes") {
    const ProofsFolder folder;
    const std::string one = "statements/One.v:one", two = "statements/One.v:two",
                      four = "statements/One.v:four";
    const auto assurance = [&](const ClaimResult& claim, const std::string& theorem) {
        ClaimResult result = claim;
        attach(result, *folder.theorems().find(theorem));
        return result.assurance;
    };
    const std::string vertex = "equality = \"vertex( Q )\"\n";
    const std::string scheduled = "N = \"(t+2)^2\"";
    const std::string world = "[domain]\nK = 2\nN = 2\nQ = \"lattice(2)\"\nP = \"lattice(2)\"\n";
    const ClaimResult good = proved(claim_of(one, "E[H(Q')]  <= H(Q)", plain, vertex));
    CHECK(assurance(good, one) == Assurance::formal);
    CHECK(assurance(proved(claim_of(one, "D(Q) >= 0", plain, "", scheduled)), one) == Assurance::formal);
    CHECK(assurance(proved(claim_of(two, "D(Q) <= 1", plain)), two) == Assurance::formal);
    // Another statement, another equality condition, another process, a theorem without a reading.
    for (const ClaimResult& narrower :
         {proved(claim_of(one, "E[H(Q')] < H(Q)", plain)), proved(claim_of(one, "E[H(Q')] <= H(Q)", plain)),
          proved(claim_of(one, "E[H(Q')] <= H(Q)", plain, "equality = \"N == 1 or vertex(Q)\"\n")),
          proved(claim_of(one, "E[H(Q')] <= H(Q)", plain, vertex, "data = \"accumulate\"")),
          proved(claim_of(one, "E[H(Q')] <= H(Q)", world + "alpha = \"1/2\"\n", vertex)),
          proved(claim_of(one, "D(Q) >= 0", plain)),
          proved(claim_of(one, "D(Q) >= 0", plain, "", "N = \"(t+3)^2\"")),
          proved(claim_of(one, "D(Q) <= 1", plain))})
        CHECK(assurance(narrower, one) == Assurance::lattice);
    CHECK(assurance(proved(claim_of(two, "D(Q) <= 1", plain, "equality = \"vertex(Q)\"\n")), two) ==
          Assurance::lattice);
    CHECK(assurance(proved(claim_of(four, "D(Q) <= 2", plain)), four) ==
          Assurance::lattice);  // a reading not directly above it
    // A theorem that the claim does not name, a mutant, other verdicts.
    CHECK(assurance(proved(claim_of(two, "D(Q) <= 1", plain)), one) == Assurance::lattice);
    CHECK(assurance(proved(claim_of("", "D(Q) <= 1", plain)), two) == Assurance::lattice);
    ClaimResult other = good;
    other.is_mutant = true;
    CHECK(assurance(other, one) == Assurance::lattice);
    for (const Verdict verdict : {Verdict::refuted, Verdict::undecided}) {
        other = good;
        other.verdict = verdict;
        CHECK(assurance(other, one) == Assurance::lattice);
    }
}

TEST_CASE("A ledger's note of a theorem is not believed on its own") {
    const ProofsFolder folder;
    const CheckedTheorems theorems = folder.theorems();
    const CheckedTheorem theorem = *theorems.find("statements/One.v:one");
    const std::string vertex = "equality = \"vertex(Q)\"\n";
    const Claim claim = claim_of(theorem.reference, "E[H(Q')] <= H(Q)", plain, vertex);
    const auto fact = theorem_fact(claim, theorem);
    using Facts = std::vector<std::pair<std::string, std::string>>;
    const auto assurance = [&](const Facts& facts, const CheckedTheorems& checked) {
        std::vector<ClaimResult> results = {proved(claim)};
        attach_theorems(results, facts, checked);
        return results[0].assurance;
    };
    CHECK(assurance({fact}, theorems) == Assurance::formal);
    // Nothing checked here; other sources checked here; no note; a note of another claim, or taken back.
    CHECK(assurance({fact}, {}) == Assurance::lattice);
    const ProofsFolder later;
    later.write("Assumptions.v", later.read("Assumptions.v") + "\n");
    later.check("one\tstatements/One.v\tA.one_proof\tSome.axiom\n");
    REQUIRE(later.theorems().size() == 1);
    CHECK(assurance({fact}, later.theorems()) == Assurance::lattice);
    CHECK(assurance({}, theorems) == Assurance::lattice);
    CHECK(assurance({{"theorem family/other", fact.second}}, theorems) == Assurance::lattice);
    CHECK(assurance({{fact.first, ""}}, theorems) == Assurance::lattice);
    // A note about the claim as it once was.
    const Claim before = claim_of(theorem.reference, "E[H(Q')] <= H(Q)", plain + "#\n", vertex);
    CHECK(assurance({theorem_fact(before, theorem)}, theorems) == Assurance::lattice);
    // Edited: each member, with the seal as it was, is noticed; without a seal it is worth nothing.
    for (const char* member : {"reference", "name", "axioms", "sources", "statement", "beyond"}) {
        Json edited = parse_json(fact.second);
        edited["theorem"][member] = "edited";
        CHECK_THROWS_AS(assurance({{fact.first, json_text(edited)}}, theorems), RecordError);
        edited.erase("seal");
        CHECK(assurance({{fact.first, json_text(edited)}}, theorems) == Assurance::lattice);
    }
    CHECK_THROWS_AS(assurance({{fact.first, "no JSON"}}, theorems), RecordError);
    // What is beyond the theorem stays beyond it on the way through the ledger.
    const Claim wider = claim_of(theorem.reference, "E[H(Q')] <= H(Q)", plain);
    std::vector<ClaimResult> results = {proved(wider)};
    attach_theorems(results, {theorem_fact(wider, theorem)}, theorems);
    CHECK(results[0].assurance == Assurance::lattice);
    REQUIRE(results[0].theorem);
    CHECK_FALSE(results[0].theorem->beyond.empty());
}

TEST_CASE("Several theorems cover a claim if each covers its part") {
    const std::string text =
        "(* claim: D(Q) <= 1 *)\nDefinition one : Prop := True.\n\n"
        "(* claim: D(Q) >= 0 *)\n(* claim: D(Q) <= 1 *)\nDefinition two : Prop := True.";
    CheckedTheorem theorem;
    theorem.statement = text;
    REQUIRE(readings_in(text).size() == 2);
    CHECK(readings_in(text)[1].size() == 2);
    const auto covers = [&](const std::string& statement) {
        return beyond(theorem, claim_of("", statement, plain)).empty();
    };
    CHECK(covers("D(Q) <= 1 and D(Q) >= 0"));
    CHECK(covers("D(Q) <= 1 and D(Q) <= 1"));
    CHECK_FALSE(covers("D(Q) >= 0 and D(Q) <= 1"));
    CHECK_FALSE(covers("D(Q) <= 1"));
    CHECK_FALSE(covers("D(Q) <= 1 and D(Q) >= 0 and D(Q) <= 1"));
    CHECK_FALSE(covers("D(Q) <= 1 or D(Q) >= 0"));
    // One theorem with both parts, and hypotheses on one of them.
    theorem.statement =
        "(* claim: D(Q) <= 1 *)\nDefinition one : Prop := True.\n"
        "(* claim for N >= 2: D(Q) >= 0 *)\nDefinition two : Prop := True.";
    CHECK_FALSE(covers("D(Q) <= 1 and D(Q) >= 0"));
    theorem.statement = "(* claim: D(Q) <= 1 and D(Q) >= 0 *)\nDefinition one : Prop := True.";
    CHECK(covers("D(Q) <= 1 and D(Q) >= 0"));
    // The parts of a disjunction are not those of a conjunction.
    theorem.statement =
        "(* claim: D(Q) < 0 or D(Q) <= 1 *)\nDefinition one : Prop := True.\n"
        "(* claim: D(Q) >= 0 *)\nDefinition two : Prop := True.";
    CHECK_FALSE(covers("D(Q) < 0 or D(Q) <= 1 and D(Q) >= 0"));
    CHECK(covers("(D(Q) < 0 or D(Q) <= 1) and D(Q) >= 0"));
    theorem.statement = "Definition one : Prop := True.";
    CHECK_FALSE(covers("D(Q) <= 1"));
    theorem.statement.clear();
    CHECK_FALSE(covers("D(Q) <= 1"));
}

TEST_CASE("Every theorem that the catalogue names is stated in proofs/, and covers the claim or says less") {
    // The claims that their theorem covers in part only: an equality condition, a conjunct or an order is
    // beyond it, or it says the same in another form.
    const std::set<std::string> in_part = {"entropy-decay/paninski",
                                           "entropy-decay/sandwich-upper",
                                           "entropy-decay/renyi-to-two",
                                           "entropy-decay/tsallis",
                                           "stability/mixture-kl",
                                           "stability/wasserstein",
                                           "variance-amplification/reverse-kl"};
    std::size_t named = 0;
    for (const Claim& claim : load_catalogue("theorems").claims) {
        if (claim.formal.empty()) continue;
        INFO(claim.id << " names " << claim.formal);
        const std::string why = beyond(stated(claim.formal), claim);
        INFO(why);
        CHECK(why.empty() == !in_part.contains(claim.id));
        ++named;
    }
    CHECK(named >= 40);
}

}  // namespace theorem_test
