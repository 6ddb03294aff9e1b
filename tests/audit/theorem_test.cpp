// Theorems make a proof formal only if Coq has checked them, for these sources, and they cover the whole
// claim.
#include "audit/theorem.hpp"

#include <unistd.h>

#include <fstream>
#include <functional>
#include <regex>
#include <set>

#include "audit/hypothesis.hpp"
#include "audit/reading.hpp"
#include "audit/record.hpp"
#include "tests/catch.hpp"
#include "theorems/language/claim_file.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/sha256.hpp"

using namespace groundcheck;
namespace fs = std::filesystem;

namespace {

// A folder that is thrown away at the end.
class Folder {
  public:
    explicit Folder(const std::string& name)
        : root_(fs::temp_directory_path() / ("groundcheck-" + name + "-" + std::to_string(getpid()))) {
        fs::remove_all(root_);
        fs::create_directories(root_ / "statements");
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(root_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(root_ / name, std::ios::binary) << text;
    }
    std::string read(const std::string& name) const {
        std::ifstream file(root_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    const fs::path& root() const { return root_; }

  private:
    fs::path root_;
};

// A small proofs folder with its record.
class ProofsFolder : public Folder {
  public:
    ProofsFolder() : Folder("proofs") {
        write("_CoqProject", "-Q . Groundcheck\nstatements/One.v\n");
        write("statements/One.v",
              "(** one. *)\n(* claim for N >= 1: E[H(P')] <= H(P), equal iff vertex(P) *)\n(* claim [N = "
              "(t+2)^2] with a world:\n"
              "   D(P) >= 0 *)\nDefinition one : Prop :=\n  forall K.p, 0 <= p.\n\n(* not a claim *)\n(* "
              "claim: D(P) "
              "<= 1 *)\nDefinition two : Prop := 1 = 1 <-> 2 = 2.\n(* claim: D(P) <= 2 *)\n\nDefinition four "
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

// A claim that was read from a file of these lines, "domain" aside: its lines follow [domain].
Claim claim_of(const std::string& formal, const std::string& statement, const std::string& domain,
               const std::string& top = "", const std::string& process = "") {
    const Folder folder("claim");
    folder.write("claim.toml", "id = \"family/claim\"\nstatement = \"\"\"" + statement + "\"\"\"\n" +
                                   (formal.empty() ? "" : "formal = \"" + formal + "\"\n") + top + "\n" +
                                   (process.empty() ? "" : "[process]\n" + process + "\n") + domain);
    return load_claim(folder.root() / "claim.toml");
}

ClaimResult proved(const Claim& claim) {
    ClaimResult result;
    result.claim = claim;
    result.verdict = Verdict::proved;
    result.assurance = Assurance::lattice;
    return result;
}

const std::string plain = "[domain]\nK = 2\nN = \"1..3\"\nP = \"lattice(4)\"\n";
const std::string timed = "[domain]\nK = 2\nN = \"1..3\"\nt = \"0..2\"\nP = \"lattice(4)\"\n";

// The theorem of that reference in the repository's own proofs, as if it were checked.
CheckedTheorem stated(const std::string& reference) {
    CheckedTheorem all;
    all.reference = reference;
    const std::string joint = " and ";
    for (std::size_t begin = 0; begin < reference.size();) {
        const auto end = std::min(reference.find(joint, begin), reference.size());
        const std::string one = reference.substr(begin, end - begin);
        const auto colon = one.rfind(':');
        std::ifstream file(fs::path("proofs") / one.substr(0, colon));
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        const std::string statement = statement_in(text, one.substr(colon + 1));
        INFO(one);
        REQUIRE_FALSE(statement.empty());
        all.statement += statement + "\n\n";
        begin = end + joint.size();
    }
    return all;
}

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
          "(* claim for N >= 1: E[H(P')] <= H(P), equal iff vertex(P) *)\n(* claim [N = (t+2)^2] with a "
          "world:\n   D(P) >= 0 *)\n"
          "Definition one : Prop :=\n  forall K.p, 0 <= p.");
    CHECK(theorems.find("statements/One.v:two")->statement ==
          "(* claim: D(P) <= 1 *)\nDefinition two : Prop := 1 = 1 <-> 2 = 2.");
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
    const std::string vertex = "equality = \"vertex( P )\"\n";
    const std::string scheduled = "N = \"(t+2)^2\"";
    const std::string world = "[domain]\nK = 2\nN = 2\nP = \"lattice(2)\"\nQ = \"lattice(2)\"\n";
    const ClaimResult good = proved(claim_of(one, "E[H(P')]  <= H(P)", plain, vertex));
    CHECK(assurance(good, one) == Assurance::formal);
    CHECK(assurance(proved(claim_of(one, "D(P) >= 0", plain, "", scheduled)), one) == Assurance::formal);
    CHECK(assurance(proved(claim_of(two, "D(P) <= 1", plain)), two) == Assurance::formal);
    // Another statement, another equality condition, another process, a theorem without a reading.
    for (const ClaimResult& narrower :
         {proved(claim_of(one, "E[H(P')] < H(P)", plain)), proved(claim_of(one, "E[H(P')] <= H(P)", plain)),
          proved(claim_of(one, "E[H(P')] <= H(P)", plain, "equality = \"N == 1 or vertex(P)\"\n")),
          proved(claim_of(one, "E[H(P')] <= H(P)", plain, vertex, "data = \"accumulate\"")),
          proved(claim_of(one, "E[H(P')] <= H(P)", world + "alpha = \"1/2\"\n", vertex)),
          proved(claim_of(one, "D(P) >= 0", plain)),
          proved(claim_of(one, "D(P) >= 0", plain, "", "N = \"(t+3)^2\"")),
          proved(claim_of(one, "D(P) <= 1", plain))})
        CHECK(assurance(narrower, one) == Assurance::lattice);
    CHECK(assurance(proved(claim_of(two, "D(P) <= 1", plain, "equality = \"vertex(P)\"\n")), two) ==
          Assurance::lattice);
    CHECK(assurance(proved(claim_of(four, "D(P) <= 2", plain)), four) ==
          Assurance::lattice);  // a reading not directly above it
    // A theorem that the claim does not name, a mutant, other verdicts.
    CHECK(assurance(proved(claim_of(two, "D(P) <= 1", plain)), one) == Assurance::lattice);
    CHECK(assurance(proved(claim_of("", "D(P) <= 1", plain)), two) == Assurance::lattice);
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
    const std::string vertex = "equality = \"vertex(P)\"\n";
    const Claim claim = claim_of(theorem.reference, "E[H(P')] <= H(P)", plain, vertex);
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
    const Claim before = claim_of(theorem.reference, "E[H(P')] <= H(P)", plain + "#\n", vertex);
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
    const Claim wider = claim_of(theorem.reference, "E[H(P')] <= H(P)", plain);
    std::vector<ClaimResult> results = {proved(wider)};
    attach_theorems(results, {theorem_fact(wider, theorem)}, theorems);
    CHECK(results[0].assurance == Assurance::lattice);
    REQUIRE(results[0].theorem);
    CHECK_FALSE(results[0].theorem->beyond.empty());
}

TEST_CASE("Several theorems cover a claim if each covers its part") {
    const std::string text =
        "(* claim: D(P) <= 1 *)\nDefinition one : Prop := True.\n\n"
        "(* claim: D(P) >= 0 *)\n(* claim: D(P) <= 1 *)\nDefinition two : Prop := True.";
    CheckedTheorem theorem;
    theorem.statement = text;
    REQUIRE(readings_in(text).size() == 2);
    CHECK(readings_in(text)[1].size() == 2);
    const auto covers = [&](const std::string& statement) {
        return beyond(theorem, claim_of("", statement, plain)).empty();
    };
    CHECK(covers("D(P) <= 1 and D(P) >= 0"));
    CHECK(covers("D(P) <= 1 and D(P) <= 1"));
    CHECK_FALSE(covers("D(P) >= 0 and D(P) <= 1"));
    CHECK_FALSE(covers("D(P) <= 1"));
    CHECK_FALSE(covers("D(P) <= 1 and D(P) >= 0 and D(P) <= 1"));
    CHECK_FALSE(covers("D(P) <= 1 or D(P) >= 0"));
    // One theorem with both parts, and hypotheses on one of them.
    theorem.statement =
        "(* claim: D(P) <= 1 *)\nDefinition one : Prop := True.\n"
        "(* claim for N >= 2: D(P) >= 0 *)\nDefinition two : Prop := True.";
    CHECK_FALSE(covers("D(P) <= 1 and D(P) >= 0"));
    theorem.statement = "(* claim: D(P) <= 1 and D(P) >= 0 *)\nDefinition one : Prop := True.";
    CHECK(covers("D(P) <= 1 and D(P) >= 0"));
    // The parts of a disjunction are not those of a conjunction.
    theorem.statement =
        "(* claim: D(P) < 0 or D(P) <= 1 *)\nDefinition one : Prop := True.\n"
        "(* claim: D(P) >= 0 *)\nDefinition two : Prop := True.";
    CHECK_FALSE(covers("D(P) < 0 or D(P) <= 1 and D(P) >= 0"));
    CHECK(covers("(D(P) < 0 or D(P) <= 1) and D(P) >= 0"));
    theorem.statement = "Definition one : Prop := True.";
    CHECK_FALSE(covers("D(P) <= 1"));
    theorem.statement.clear();
    CHECK_FALSE(covers("D(P) <= 1"));
}

// Each row is a theorem of proofs/, a claim in its words, and what of it the theorem does not grant; nothing
// if it grants all. `[domain]` is written with ";" for line ends.
struct Row {
    const char *reference, *statement, *domain, *beyond;
    const char *top = "", *process = "";
};

TEST_CASE("A claim beyond a theorem's hypotheses at a single point is not formal") {
    const char* geometric = "(1 - 1/N)^t*D(P) <= E[H(P[t])] <= log(N)*(1 - 1/N)^(t-1)*D(P)";
    const char* grows = "var(f,P) > 0 implies Var[mean(f,P[t+1])] > Var[mean(f,P[t])]";
    const char* escape =
        "Pr[P' != P] == 1 - (1 - alpha*(1 - sum(i: P_i*Q_i)))^N >= 1 - exp(-N*alpha*(1 - sum(i: P_i*Q_i)))";
    const char* fixtime = "not vertex(P) implies fixtime(P) < -2*N*sum(i: P_i*log(P_i))";
    const char* mse = "E[L2(P[t],Q)] <= (1 - alpha)^(2*t)*L2(P,Q) + 1/(N*alpha*(2 - alpha))";
    const char* spectrum = "E[prod(i in 0..j-1: P'_1 - i/N)] == P_1^j*prod(i in 0..j-1: 1 - i/N)";
    const char* law = "E[H(P')] <= H(P)";
    const char* lost = "Pr[supp(P') < supp(P)] > 0";
    const char* forgets = "Law[h[infinity]] == m";
    const char* program = "family = \"program\"\nnoise = \"e\"";
    const std::vector<Row> rows = {
        {"OneGeneration.v:one_step", law, "K = \"any\"; N = \"1..4\"; P = \"simplex\"", "",
         "equality = \"vertex(P)\""},
        {"OneGeneration.v:one_step", law, "K = [1, 2]; N = 1; P = \"vertices\"", "",
         "equality = \"vertex(P)\""},
        {"OneGeneration.v:one_step", law,
         "K = 2; N = 2; P = \"simplex\"; Q = \"simplex\"; alpha = \"[0,1/2]\"", "exogenous",
         "equality = \"vertex(P)\""},
        // t = 0 where 1 <= t
        {"Generations.v:geometric", geometric, "K = 2; N = \"1..3\"; t = \"1..3\"; P = \"lattice(3)\"", ""},
        {"Generations.v:geometric", geometric, "K = 2; N = \"2..3\"; t = \"0..3\"; P = \"lattice(3)\"",
         "t >= 1"},
        {"Generations.v:geometric", geometric, "K = 2; N = 2; t = \"0\"; P = \"vertices\"", "t >= 1"},
        // N = 1 where 2 <= N
        {"Generations.v:variance_grows", grows,
         "K = 2; N = \"2..3\"; t = \"0..1\"; P = \"lattice(2)\"; f = \"rank\"", ""},
        {"Generations.v:variance_grows", grows,
         "K = 2; N = \"1..3\"; t = \"0..1\"; P = \"lattice(2)\"; f = \"rank\"", "N >= 2"},
        {"Generations.v:variance_grows", grows, "K = 2; N = 1; t = 0; P = \"vertices\"; f = [[1, 1]]",
         "N >= 2"},
        // q = 1, q = 0
        {"OneGeneration.v:tsallis", "E[T(q,P')] <= T(q,P)",
         "K = \"any\"; N = 2; P = \"simplex\"; q = \"1/2, 2\"", ""},
        {"OneGeneration.v:tsallis", "E[T(q,P')] <= T(q,P)", "K = 2; N = 2; P = \"simplex\"; q = \"(1,2]\"",
         ""},
        {"OneGeneration.v:tsallis", "E[T(q,P')] <= T(q,P)",
         "K = \"any\"; N = 2; P = \"simplex\"; q = \"1/2, 1\"", "q"},
        {"OneGeneration.v:tsallis", "E[T(q,P')] <= T(q,P)",
         "K = \"any\"; N = 2; P = \"simplex\"; q = \"0, 2\"", "q > 0"},
        {"OneGeneration.v:tsallis", "E[T(q,P')] <= T(q,P)", "K = 2; N = 2; P = \"simplex\"; q = \"[1/2,2]\"",
         "q"},
        {"OneGeneration.v:tsallis", "E[T(q,P')] <= T(q,P)", "K = 2; N = 2; P = \"simplex\"; q = \"[1,2]\"",
         "q"},
        {"OneGeneration.v:tsallis", "E[T(q,P')] <= T(q,P)", "K = 2; N = 2; P = \"simplex\"; q = \"[0,1)\"",
         "q > 0"},
        {"OneGeneration.v:renyi_below_one", "E[R(q,P')] <= R(q,P)",
         "K = 2; N = 2; P = \"simplex\"; q = \"(0,1)\"", ""},
        {"OneGeneration.v:renyi_below_one", "E[R(q,P')] <= R(q,P)",
         "K = 2; N = 2; P = \"simplex\"; q = \"(0,1]\"", "q < 1"},
        {"OneGeneration.v:renyi_below_one", "E[R(q,P')] <= R(q,P)",
         "K = 2; N = 2; P = \"simplex\"; q = \"1/2, 3/2\"", "q < 1"},
        // alpha = 0, alpha = 1, half-open intervals
        {"OneGeneration.v:mixture_kl", "KL(Q,M) <= log(1/alpha)",
         "K = \"any\"; P = \"simplex\"; Q = \"simplex\"; alpha = \"(0,1]\"", ""},
        {"OneGeneration.v:mixture_kl", "KL(Q,M) <= log(1/alpha)",
         "K = 2; P = \"lattice(2)\"; Q = \"lattice(2)\"; alpha = \"[0,1]\"", "0 < alpha"},
        {"OneGeneration.v:mixture_kl", "KL(Q,M) <= log(1/alpha)",
         "K = 2; P = \"lattice(2)\"; Q = \"lattice(2)\"; alpha = \"0\"", "0 < alpha"},
        {"OneGeneration.v:mixture_kl", "KL(Q,M) <= log(1/alpha)",
         "K = 2; P = \"lattice(2)\"; Q = \"lattice(2)\"; alpha = \"lattice(4)\"", "0 < alpha"},
        {"Generations.v:mse_bound", mse,
         "K = 2; N = 1; t = \"0..1\"; P = \"simplex\"; Q = \"simplex\"; alpha = \"1/2, 1\"", ""},
        {"Generations.v:mse_bound", mse,
         "K = 2; N = 1; t = \"0..1\"; P = \"simplex\"; Q = \"simplex\"; alpha = \"0, 1/2\"", "0 < alpha"},
        {"Generations.v:mse_bound", mse,
         "K = 2; N = 1; t = \"0..1\"; P = \"simplex\"; Q = \"simplex\"; alpha = \"[0,1)\"", "0 < alpha"},
        // K = 1, a vertex where the interior is needed
        {"OneGeneration.v:reverse_kl", lost, "K = 2; N = 2; P = \"lattice(4)\"; where = \"interior(P)\"", ""},
        {"OneGeneration.v:reverse_kl", lost, "K = 3; N = 2; P = \"uniform\"", ""},
        {"OneGeneration.v:reverse_kl", lost,
         "K = 2; N = 2; P = \"simplex\"; where = \"D(P) >= 0 and interior(P)\"", ""},
        {"OneGeneration.v:reverse_kl", lost, "K = 2; N = 2; P = \"lattice(4)\"; where = \"min(P) > 0\"", ""},
        {"OneGeneration.v:reverse_kl", lost, "N = 2; P = [[0.5, 0.5], [0.25, 0.75]]", ""},
        {"OneGeneration.v:reverse_kl", lost, "K = 2; N = 2; P = \"lattice(4)\"", "interior(P)"},
        {"OneGeneration.v:reverse_kl", lost, "K = 2; N = 2; P = \"simplex\"", "interior(P)"},
        {"OneGeneration.v:reverse_kl", lost,
         "K = 2; N = 2; P = \"simplex\"; where = \"D(P) >= 0 or interior(P)\"", "interior(P)"},
        {"OneGeneration.v:reverse_kl", lost, "K = 2; N = 2; P = \"simplex\"; where = \"not interior(P)\"",
         "interior(P)"},
        {"OneGeneration.v:reverse_kl", lost, "K = 2; N = 2; P = \"lattice(4)\"; where = \"max(P) > 0\"",
         "interior(P)"},
        {"OneGeneration.v:reverse_kl", lost, "K = 3; N = 2; P = [[0.5, 0.5, 0]]", "interior(P)"},
        {"OneGeneration.v:reverse_kl", lost, "K = 2; N = 2; P = \"vertices\"", "interior(P)"},
        {"OneGeneration.v:reverse_kl", lost, "K = [1, 2]; N = 2; P = \"uniform\"", "K >= 2"},
        {"OneGeneration.v:reverse_kl", lost, "K = 1; N = 2; P = \"lattice(4)\"; where = \"interior(P)\"",
         "K >= 2"},
        // A point that is no vertex where one is needed
        {"OneGeneration.v:escape", escape,
         "K = 3; N = 2; P = \"vertices\"; Q = \"simplex\"; alpha = \"[0,1]\"", ""},
        {"OneGeneration.v:escape", escape,
         "K = 2; N = 2; P = \"lattice(1)\"; Q = \"lattice(2)\"; alpha = \"1\"", ""},
        {"OneGeneration.v:escape", escape,
         "K = 2; N = 2; P = \"lattice(2)\"; Q = \"lattice(2)\"; alpha = \"1\"; where = \"vertex(P)\"", ""},
        {"OneGeneration.v:escape", escape,
         "K = 2; N = 2; P = \"lattice(2)\"; Q = \"lattice(2)\"; alpha = \"1\"", "vertex(P)"},
        {"OneGeneration.v:escape", escape,
         "K = 2; N = 2; P = \"lattice(2)\"; Q = \"lattice(2)\"; alpha = \"1\"; where = \"vertex(Q)\"",
         "vertex(P)"},
        {"OneGeneration.v:escape", escape, "K = 2; N = 2; P = \"uniform\"; Q = \"vertices\"; alpha = \"1\"",
         "vertex(P)"},
        {"OneGeneration.v:escape", escape, "K = 2; N = 2; P = \"simplex\"; Q = \"vertices\"; alpha = \"1\"",
         "vertex(P)"},
        // A start that N samples cannot give
        {"Generations.v:fixation_time", fixtime, "K = 2; N = \"1..3\"; P = \"lattice(N)\"", ""},
        {"Generations.v:fixation_time", fixtime, "K = 2; N = \"2, 4\"; P = \"lattice(2)\"", ""},
        {"Generations.v:fixation_time", fixtime, "K = 2; N = 4; P = \"uniform\"", ""},
        {"Generations.v:fixation_time", fixtime, "N = 4; P = [[0.25, 0.75]]", ""},
        {"Generations.v:fixation_time", fixtime, "K = 2; N = \"2, 3\"; P = \"lattice(2)\"",
         "P in lattice(N)"},
        {"Generations.v:fixation_time", fixtime, "K = 2; N = 2; P = \"lattice(4)\"", "P in lattice(N)"},
        {"Generations.v:fixation_time", fixtime, "K = 2; N = 2; P = \"simplex\"", "P in lattice(N)"},
        {"Generations.v:fixation_time", fixtime, "N = 2; P = [[0.25, 0.75]]", "P in lattice(N)"},
        {"Generations.v:fixation_time", fixtime, "K = 3; N = 2; P = \"uniform\"", "P in lattice(N)"},
        // A degree below 0
        {"Generations.v:spectrum", spectrum, "K = 2; N = 2; P = \"lattice(2)\"; j = \"0, 1, 2\"", ""},
        {"Generations.v:spectrum", spectrum, "K = 2; N = 2; P = \"lattice(2)\"; j = \"-1, 2\"", "j >= 0"},
        // Another process than the theorem's
        {"Generations.v:every_generation", "E[H(P[t+1])] <= E[H(P[t])]",
         "K = 2; N = 2; t = \"0..1\"; P = \"lattice(2)\"", ""},
        {"Generations.v:every_generation", "E[H(P[t+1])] <= E[H(P[t])]",
         "K = 2; N = 2; t = \"0..1\"; P = \"lattice(2)\"", "process", "", "N = \"t+1\""},
        {"Generations.v:every_generation", "E[H(P[t+1])] <= E[H(P[t])]",
         "K = 2; N = 2; t = \"0..1\"; P = \"lattice(2)\"; Q = \"lattice(2)\"", "process", "",
         "alpha = \"1/(t+1)\""},
        {"Generations.v:every_generation", "E[H(P[t+1])] <= E[H(P[t])]",
         "K = 2; N = 2; t = \"0..1\"; P = \"lattice(2)\"; Q = \"lattice(2)\"; alpha = \"0, 1/2\"",
         "exogenous"},
        // A learner whose prior rules a string out, a noise at an end
        {"Remedy.v:remedy_tends_to_prior", forgets,
         "L = 1; N = 1; e = \"1/3\"; m = \"lattice(4)\"; h = \"strings\"; where = \"interior(m)\"", "", "",
         program},
        {"Remedy.v:remedy_tends_to_prior", forgets,
         "L = 1; N = 1; e = \"1/3\"; m = \"uniform\"; h = \"strings\"", "", "", program},
        {"Remedy.v:remedy_tends_to_prior", forgets,
         "L = 1; N = 1; e = \"1/3\"; m = \"lattice(4)\"; h = \"strings\"", "interior(m)", "", program},
        {"Remedy.v:remedy_tends_to_prior", forgets,
         "L = 1; N = 1; e = \"1/3\"; m = \"vertices\"; h = \"strings\"", "interior(m)", "", program},
        {"Remedy.v:remedy_tends_to_prior", forgets,
         "L = 1; N = 1; e = \"1/3\"; m = \"uniform\"; h = \"strings\"", "process", "",
         "family = \"program\"\nnoise = \"e\"\nchoice = \"maximum\""},
        {"Remedy.v:remedy_tends_to_prior", forgets,
         "L = 1; N = 1; e = \"1/3\"; m = \"uniform\"; h = \"strings\"; world = \"strings\"; alpha = \"1/2\"",
         "exogenous", "", program},
    };
    std::size_t covered = 0;
    for (const Row& row : rows) {
        std::string domain = "[domain]\n" + std::string(row.domain) + "\n";
        domain = std::regex_replace(domain, std::regex("; "), "\n");
        INFO(row.reference << ": " << row.statement << " in\n" << row.process << "\n" << domain);
        const Claim claim =
            claim_of(std::string("statements/") + row.reference, row.statement, domain, row.top, row.process);
        const std::string why = beyond(stated(claim.formal), claim);
        if (*row.beyond == '\0') {
            CHECK(why == "");
            ++covered;
        } else {
            CHECK_THAT(why, Catch::Contains(row.beyond));
        }
    }
    CHECK(covered < rows.size() - covered);  // more rejects than accepts
}

TEST_CASE("One domain beyond the hypotheses is enough") {
    const std::string good = "[[domain]]\nK = 2\nN = 2\nP = \"uniform\"\n";
    const std::string bad = "[[domain]]\nK = 2\nN = 2\nP = \"lattice(2)\"\n";
    const std::string lost = "Pr[supp(P') < supp(P)] > 0";
    const CheckedTheorem theorem = stated("statements/OneGeneration.v:reverse_kl");
    CHECK(beyond(theorem, claim_of("", lost, good + good)).empty());
    CHECK_FALSE(beyond(theorem, claim_of("", lost, good + bad)).empty());
    CHECK_FALSE(beyond(theorem, claim_of("", lost, bad + good)).empty());
    // So are the domains of --full, where they are decided.
    const Claim full = claim_of("", lost, good + "[full]\nK = 2\nN = 2\nP = \"lattice(2)\"\n");
    CHECK(beyond(theorem, full).empty());
    CHECK_FALSE(beyond(theorem, widened(full)).empty());
}

TEST_CASE("Hypotheses are read in the claim language, and unknown ones are refused") {
    const auto texts = [](const std::string& list) {
        std::string all;
        for (const Hypothesis& one : parse_hypotheses(list))
            all += one.text + "; ";
        return all;
    };
    CHECK(texts("N >= 1") == "N >= 1; ");
    CHECK(texts(" 0 < alpha <= 1 , interior( P ),not vertex(m)") ==
          "0 < alpha; alpha <= 1; interior(P); not vertex(m); ");
    CHECK(texts("q != 1, K >= 2, P in lattice(N)") == "q != 1; K >= 2; P in lattice(N); ");
    for (const char* bad : {"",
                            "N",
                            "N >=",
                            "N >= 1,",
                            "N >= t",
                            "n >= 1",
                            "x >= 1",
                            "N + 1 >= 2",
                            "f == 1",
                            "H(P) > 0",
                            "P == Q",
                            "interior(P')",
                            "vertex(M)",
                            "not interior(P)",
                            "not (N == 1)",
                            "N >= 1 or t >= 1",
                            "interior(S)",
                            "finite(N)",
                            "P in lattice(t)",
                            "S in lattice(N)",
                            "lattice(P)",
                            "N >= infinity",
                            "1 >= 0",
                            "interior(P[1])",
                            "E[H(P')] > 0",
                            "N >= 1 : x"}) {
        INFO(bad);
        CHECK_THROWS_AS(parse_hypotheses(bad), InputError);
    }
    for (const char* bad :
         {"", "for : D(P) <= 1", "for N >= 1 D(P) <= 1", "for n >= 1: D(P) <= 1", "N >= 1: D(P) <= 1",
          "[N = t: D(P) <= 1", "with world: D(P) <= 1", "for N >= 1:", "for N >= 1: , equal iff x"}) {
        INFO(bad);
        CHECK_THROWS_AS(parse_reading(bad), InputError);
    }
}

TEST_CASE("Every reading in proofs/ is in the claim language") {
    // Every name that a claim may declare, so that each reading finds its own.
    Scope scope;
    scope.K = {2, 3};
    scope.samples = scope.grounded = true;
    for (const char* name : {"N", "alpha", "t", "q", "j"})
        scope.names[name] = Type::scalar;
    for (const char* name : {"P", "Q", "R"})
        scope.names[name] = Type::distribution;
    scope.names["f"] = Type::observable;
    Scope program;
    program.K = {2, 4};
    program.samples = program.program = program.strings = true;
    for (const char* name : {"N", "e", "t", "L"})
        program.names[name] = Type::scalar;
    for (const char* name : {"h", "g"})
        program.names[name] = Type::string;
    program.names["m"] = Type::distribution;
    std::size_t readings = 0;
    for (const auto& entry : fs::directory_iterator("proofs/statements")) {
        std::ifstream file(entry.path());
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        for (const auto& above : readings_in(text)) {
            for (const Reading& reading : above) {
                INFO(entry.path() << ": " << reading.statement);
                const Scope& own = reading.process.starts_with("family=program") ? program : scope;
                CHECK_NOTHROW(parse_statement(Source(reading.statement), own));
                if (!reading.equality.empty()) CHECK_NOTHROW(parse_condition(Source(reading.equality), own));
                // N >= 1 is a hypothesis of every theorem about samples that the domain counts.
                const bool counts =
                    std::any_of(reading.hypotheses.begin(), reading.hypotheses.end(),
                                [](const Hypothesis& one) { return one.text.starts_with("N >= "); });
                const bool samples = reading.statement.find("E[") != std::string::npos ||
                                     reading.statement.find("Pr[") != std::string::npos ||
                                     reading.statement.find("Law[") != std::string::npos;
                if (samples && !reading.process.starts_with("N=")) CHECK(counts);
                ++readings;
            }
        }
        // No comment that begins like a reading stands where none is looked for.
        std::size_t marks = 0;
        for (auto at = text.find("(* claim"); at != std::string::npos; at = text.find("(* claim", at + 1))
            ++marks;
        std::size_t found = 0;
        std::regex definition("^Definition ([A-Za-z0-9_]+) : Prop", std::regex::multiline);
        for (auto it = std::sregex_iterator(text.begin(), text.end(), definition);
             it != std::sregex_iterator(); ++it)
            for (const auto& above : readings_in(statement_in(text, (*it)[1])))
                found += above.size();
        CHECK(marks == found);
    }
    CHECK(readings >= 50);
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
