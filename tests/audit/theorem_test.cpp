// Theorems make a proof formal only if Coq has checked them, for these sources, and they cover the whole
// claim.
#include "audit/theorem.hpp"

#include <unistd.h>

#include <fstream>
#include <functional>

#include "tests/catch.hpp"
#include "theorems/language/claim_file.hpp"
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
              "(** one. *)\nDefinition one : Prop :=\n  forall K.p, 0 <= p.\n\nDefinition two : Prop := 1 = "
              "1 <-> 2 = 2.\n");
        write("Assumptions.v", "none");
        write("assumptions.allow", "none");
        write("checked.tsv",
              "sources\t" + *hash_of_proofs(root_) + "\none\tstatements/One.v\tA.one_proof\taxiom\n" +
                  "two\tstatements/One.v\tA.two_proof\t\nthree\tstatements/One.v\tA.three_proof\t\n");
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

ClaimResult proved(const std::string& formal, const std::string& equality) {
    ClaimResult result;
    result.claim.id = "family/claim";
    result.claim.formal = formal;
    result.claim.equality_text = equality;
    result.verdict = Verdict::proved;
    result.assurance = Assurance::lattice;
    return result;
}

}  // namespace

TEST_CASE("Checked theorems are found by statement, with the text of what they prove") {
    const ProofsFolder folder;
    const CheckedTheorems theorems = folder.read();
    CHECK(theorems.size() == 2);  // "three" has no statement
    const auto one = theorems.find("statements/One.v:one");
    REQUIRE(one);
    CHECK(one->name == "A.one_proof");
    CHECK(one->axioms == "axiom");
    CHECK(one->statement == "Definition one : Prop :=\n  forall K.p, 0 <= p.");
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
    const auto one = *folder.read().find("statements/One.v:one"),
               two = *folder.read().find("statements/One.v:two");
    const auto assurance = [](ClaimResult result, const CheckedTheorem& theorem) {
        attach(result, theorem);
        return result.assurance;
    };
    CHECK(assurance(proved("statements/One.v:one", ""), one) == Assurance::formal);
    CHECK(assurance(proved("statements/One.v:two", "vertex(P)"), two) == Assurance::formal);
    // An equality condition that the theorem does not state, another theorem, a mutant, other verdicts.
    CHECK(assurance(proved("statements/One.v:one", "vertex(P)"), one) == Assurance::lattice);
    CHECK(assurance(proved("statements/One.v:two", ""), one) == Assurance::lattice);
    CHECK(assurance(proved("", ""), one) == Assurance::lattice);
    ClaimResult other = proved("statements/One.v:one", "");
    other.is_mutant = true;
    CHECK(assurance(other, one) == Assurance::lattice);
    for (const Verdict verdict : {Verdict::refuted, Verdict::undecided}) {
        other = proved("statements/One.v:one", "");
        other.verdict = verdict;
        CHECK(assurance(other, one) == Assurance::lattice);
    }
    // Through the ledger's facts.
    std::vector<ClaimResult> results = {proved("statements/One.v:one", "")};
    attach_theorems(results,
                    {theorem_fact("family/other", one), {theorem_fact("family/claim", one).first, ""}});
    CHECK(results[0].assurance == Assurance::lattice);
    attach_theorems(results, {theorem_fact("family/claim", one)});
    CHECK(results[0].assurance == Assurance::formal);
    REQUIRE(results[0].theorem);
    CHECK(results[0].theorem->statement == one.statement);
}

TEST_CASE("Every theorem that the catalogue names is stated in proofs/") {
    std::size_t named = 0;
    for (const Claim& claim : load_catalogue("theorems").claims) {
        if (claim.formal.empty()) continue;
        INFO(claim.id << " names " << claim.formal);
        const auto colon = claim.formal.rfind(':');
        REQUIRE(colon != std::string::npos);
        std::ifstream file(fs::path("proofs") / claim.formal.substr(0, colon));
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        CHECK_FALSE(statement_in(text, claim.formal.substr(colon + 1)).empty());
        ++named;
    }
    CHECK(named >= 16);
}
