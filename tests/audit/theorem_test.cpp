// Theorems make a proof formal only if Coq has checked them, for these sources, and they cover the whole
// claim.
#include "audit/theorem.hpp"

#include <unistd.h>

#include <fstream>
#include <functional>
#include <set>

#include "tests/catch.hpp"
#include "theorems/language/claim_file.hpp"
#include "theorems/language/process.hpp"
#include "theorems/language/sha256.hpp"

using namespace groundcheck;
namespace fs = std::filesystem;

namespace {

// A small proofs folder with its record, thrown away at the end.
class ProofsFolder {
  public:
    ProofsFolder() : root_(fs::temp_directory_path() / ("groundcheck-proofs-" + std::to_string(getpid()))) {
        fs::remove_all(root_);
        fs::create_directories(root_ / "statements");
        write("_CoqProject", "-Q . Groundcheck\nstatements/One.v\n");
        write("statements/One.v",
              "(** one. *)\n(* claim: E[H(P')] <= H(P), equal iff vertex(P) *)\n(* claim [N = (t+2)^2] with "
              "a world:\n"
              "   D(P) >= 0 *)\nDefinition one : Prop :=\n  forall K.p, 0 <= p.\n\n(* not a claim *)\n(* "
              "claim: D(P) "
              "<= 1 *)\nDefinition two : Prop := 1 = 1 <-> 2 = 2.\n(* claim: D(P) <= 2 *)\n\nDefinition four "
              ": Prop := "
              "True.\n");
        write("Assumptions.v", "none");
        write("assumptions.allow", "none");
        write("checked.tsv",
              "sources\t" + *hash_of_proofs(root_) + "\none\tstatements/One.v\tA.one_proof\taxiom\n" +
                  "two\tstatements/One.v\tA.two_proof\t\nthree\tstatements/One.v\tA.three_proof\t\n" +
                  "four\tstatements/One.v\tA.four_proof\tother\n");
    }
    ~ProofsFolder() {
        std::error_code ignored;
        fs::remove_all(root_, ignored);
    }
    ProofsFolder(const ProofsFolder&) = delete;
    ProofsFolder& operator=(const ProofsFolder&) = delete;

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(root_ / name, std::ios::binary) << text;
    }
    CheckedTheorems read() const { return {root_, root_ / "checked.tsv"}; }
    const fs::path& root() const { return root_; }

  private:
    fs::path root_;
};

// A proved claim; `domain` is lines of [domain] beside K, N and P, `process` the [process].
ClaimResult proved(const std::string& formal, const std::string& statement, const std::string& equality = "",
                   const std::string& process = "", const std::string& alpha = "") {
    ClaimResult result;
    result.claim.id = "family/claim";
    result.claim.formal = formal;
    result.claim.statement_text = statement;
    result.claim.equality_text = equality;
    Domain& domain = result.claim.domains.emplace_back();
    if (!alpha.empty()) domain.scalars["alpha"].text = alpha;
    if (!process.empty()) {
        Process changed;
        changed.text = process;
        domain.process = std::make_shared<const Process>(changed);
    }
    result.verdict = Verdict::proved;
    result.assurance = Assurance::lattice;
    return result;
}

}  // namespace

TEST_CASE("Checked theorems are found by statement, with the text of what they prove") {
    const ProofsFolder folder;
    const CheckedTheorems theorems = folder.read();
    CHECK(theorems.size() == 3);  // "three" has no statement
    const auto one = theorems.find("statements/One.v:one");
    REQUIRE(one);
    CHECK(one->name == "A.one_proof");
    CHECK(one->axioms == "axiom");
    CHECK(one->statement ==
          "(* claim: E[H(P')] <= H(P), equal iff vertex(P) *)\n(* claim [N = (t+2)^2] with a world:\n   D(P) "
          ">= 0 *)\n"
          "Definition one : Prop :=\n  forall K.p, 0 <= p.");
    CHECK(theorems.find("statements/One.v:two")->statement ==
          "(* claim: D(P) <= 1 *)\nDefinition two : Prop := 1 = 1 <-> 2 = 2.");
    CHECK(theorems.find("statements/One.v:four")->statement == "Definition four : Prop := True.");
    const auto both = theorems.find("statements/One.v:one and statements/One.v:four");
    REQUIRE(both);
    CHECK(both->name == "A.one_proof and A.four_proof");
    CHECK(both->axioms == "axiom,other");
    CHECK(both->statement == one->statement + "\n\nDefinition four : Prop := True.");
    CHECK_FALSE(theorems.find("statements/One.v:one and statements/One.v:three"));
    CHECK_FALSE(theorems.find("statements/One.v:three"));
    CHECK_FALSE(theorems.find("one"));
    CHECK_FALSE(theorems.find(""));
}

TEST_CASE("A record of other sources, or none, counts for nothing") {
    const std::function<void(const ProofsFolder&)> spoil[] = {
        [](const ProofsFolder& f) { f.write("statements/One.v", "Definition one : Prop := 0 = 0.\n"); },
        [](const ProofsFolder& f) { f.write("Assumptions.v", "more"); },
        [](const ProofsFolder& f) { f.write("assumptions.allow", "everything"); },
        [](const ProofsFolder& f) { f.write("_CoqProject", "-Q . Groundcheck\n"); },
        [](const ProofsFolder& f) { fs::remove(f.root() / "statements" / "One.v"); },
        [](const ProofsFolder& f) { fs::remove(f.root() / "checked.tsv"); },
        [](const ProofsFolder& f) { f.write("checked.tsv", ""); },
        [](const ProofsFolder& f) { f.write("checked.tsv", "one\tstatements/One.v\tA.one_proof\t\n"); },
        [](const ProofsFolder& f) {
            f.write("checked.tsv", "sources\t" + sha256("") + "\none\tstatements/One.v\tA.one_proof\t\n");
        },
    };
    for (const auto& change : spoil) {
        const ProofsFolder folder;
        change(folder);
        const CheckedTheorems theorems = folder.read();
        CHECK(theorems.size() == 0);
        CHECK_FALSE(theorems.reason().empty());
        CHECK_FALSE(theorems.find("statements/One.v:one"));
    }
}

TEST_CASE("A theorem raises what is proved, and only as far as it goes") {
    const ProofsFolder folder;
    const std::string one = "statements/One.v:one", two = "statements/One.v:two",
                      four = "statements/One.v:four";
    const auto assurance = [&](ClaimResult result, const std::string& theorem) {
        attach(result, *folder.read().find(theorem));
        return result.assurance;
    };
    const ClaimResult good = proved(one, "E[H(P')]  <= H(P)", "vertex( P )");
    const ClaimResult scheduled = proved(one, "D(P) >= 0", "", "N = (t+2)^2", "[0,1]");
    CHECK(assurance(good, one) == Assurance::formal);
    CHECK(assurance(scheduled, one) == Assurance::formal);
    CHECK(assurance(proved(one, "D(P) >= 0", "", "N = (t+2)^2"), one) == Assurance::formal);  // closed loop
    CHECK(assurance(proved(two, "D(P) <= 1"), two) == Assurance::formal);
    CHECK(assurance(proved(two, "D(P) <= 1", "", "", "0"), two) == Assurance::formal);
    // Another statement, another equality condition, another process, a world that the theorem does not speak
    // of.
    for (const ClaimResult& narrower :
         {proved(one, "E[H(P')] < H(P)", "vertex(P)"), proved(one, "E[H(P')] <= H(P)"),
          proved(one, "E[H(P')] <= H(P)", "N == 1 or vertex(P)"),
          proved(one, "E[H(P')] <= H(P)", "vertex(P)", "data = accumulate"),
          proved(one, "E[H(P')] <= H(P)", "vertex(P)", "", "1/2"), proved(one, "D(P) >= 0", "", "", "[0,1]"),
          proved(one, "D(P) >= 0", "", "N = (t+3)^2", "[0,1]"), proved(one, "D(P) <= 1"), proved(one, "")})
        CHECK(assurance(narrower, one) == Assurance::lattice);
    CHECK(assurance(proved(two, "D(P) <= 1", "vertex(P)"), two) == Assurance::lattice);
    CHECK(assurance(proved(four, "D(P) <= 2"), four) ==
          Assurance::lattice);  // a reading not directly above it
    CHECK(assurance(proved(four, ""), four) == Assurance::lattice);
    // A theorem that the claim does not name, a mutant, other verdicts.
    CHECK(assurance(proved(two, "D(P) <= 1"), one) == Assurance::lattice);
    CHECK(assurance(proved("", "D(P) <= 1"), two) == Assurance::lattice);
    ClaimResult other = good;
    other.is_mutant = true;
    CHECK(assurance(other, one) == Assurance::lattice);
    for (const Verdict verdict : {Verdict::refuted, Verdict::undecided}) {
        other = good;
        other.verdict = verdict;
        CHECK(assurance(other, one) == Assurance::lattice);
    }
    // Through the ledger's facts.
    const CheckedTheorem theorem = *folder.read().find(one);
    std::vector<ClaimResult> results = {good};
    attach_theorems(
        results, {theorem_fact("family/other", theorem), {theorem_fact("family/claim", theorem).first, ""}});
    CHECK(results[0].assurance == Assurance::lattice);
    attach_theorems(results, {theorem_fact("family/claim", theorem)});
    CHECK(results[0].assurance == Assurance::formal);
    REQUIRE(results[0].theorem);
    CHECK(results[0].theorem->statement == theorem.statement);
}

TEST_CASE("Several theorems cover a claim if each covers its part") {
    const std::string text =
        "(* claim: D(P) <= 1 *)\nDefinition one : Prop := True.\n\n"
        "(* claim: D(P) >= 0 *)\n(* claim: D(P) <= 1 *)\nDefinition two : Prop := True.";
    CheckedTheorem theorem;
    theorem.statement = text;
    REQUIRE(readings_in(text).size() == 2);
    CHECK(readings_in(text)[1].size() == 2);
    CHECK(covers(theorem, proved("", "D(P) <= 1 and D(P) >= 0").claim));
    CHECK(covers(theorem, proved("", "D(P) <= 1 and D(P) <= 1").claim));
    CHECK_FALSE(covers(theorem, proved("", "D(P) >= 0 and D(P) <= 1").claim));
    CHECK_FALSE(covers(theorem, proved("", "D(P) <= 1").claim));
    CHECK_FALSE(covers(theorem, proved("", "D(P) <= 1 and D(P) >= 0 and D(P) <= 1").claim));
    theorem.statement = "Definition one : Prop := True.";
    CHECK_FALSE(covers(theorem, proved("", "").claim));
    theorem.statement.clear();
    CHECK_FALSE(covers(theorem, proved("", "").claim));
}

TEST_CASE("Every theorem that the catalogue names is stated in proofs/, and covers the claim or says less") {
    const fs::path proofs = "proofs";
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
        CheckedTheorem all;
        const std::string joint = " and ";
        for (std::size_t begin = 0; begin < claim.formal.size();) {
            const auto end = std::min(claim.formal.find(joint, begin), claim.formal.size());
            const std::string reference = claim.formal.substr(begin, end - begin);
            const auto colon = reference.rfind(':');
            REQUIRE(colon != std::string::npos);
            std::ifstream file(proofs / reference.substr(0, colon));
            const std::string text{std::istreambuf_iterator<char>(file), {}};
            const std::string statement = statement_in(text, reference.substr(colon + 1));
            CHECK_FALSE(statement.empty());
            all.statement += statement + "\n\n";
            begin = end + joint.size();
        }
        CHECK(covers(all, claim) == !in_part.contains(claim.id));
        ++named;
    }
    CHECK(named >= 40);
}
