// A theorem's hypotheses are held against every point of a claim; what does not follow is not granted.
#include "audit/formal/hypothesis.hpp"

#include <regex>

#include "audit/formal/theorem.hpp"
#include "audit/formal/theorem_reading.hpp"
#include "tests/audit/theorem_fixture.hpp"
#include "tests/catch.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/parser.hpp"

using namespace groundcheck;
using test::claim_of;
using test::stated;
namespace fs = std::filesystem;

namespace hypothesis_test {

namespace {

// Each row is a theorem of proofs/, a claim in its words, and what of it the theorem does not grant; nothing
// if it grants all. `[domain]` is written with ";" for line ends.
struct Row {
    const char *reference, *statement, *domain, *beyond;
    const char *top = "", *process = "";
};

}  // namespace

TEST_CASE("A claim beyond a theorem's hypotheses at a single point is not formal") {
    const char* geometric = "(1 - 1/N)^t*D(Q) <= E[H(Q[t])] <= log(N)*(1 - 1/N)^(t-1)*D(Q)";
    const char* grows = "var(f,Q) > 0 implies Var[mean(f,Q[t+1])] > Var[mean(f,Q[t])]";
    const char* escape =
        "Pr[Q' != Q] == 1 - (1 - alpha*(1 - sum(i: Q_i*P_i)))^N >= 1 - exp(-N*alpha*(1 - sum(i: Q_i*P_i)))";
    const char* fixtime = "not vertex(Q) implies fixtime(Q) < -2*N*sum(i: Q_i*log(Q_i))";
    const char* mse = "E[L2(Q[t],P)] <= (1 - alpha)^(2*t)*L2(Q,P) + 1/(N*alpha*(2 - alpha))";
    const char* spectrum = "E[prod(i in 0..j-1: Q'_1 - i/N)] == Q_1^j*prod(i in 0..j-1: 1 - i/N)";
    const char* law = "E[H(Q')] <= H(Q)";
    const char* lost = "Pr[supp(Q') < supp(Q)] > 0";
    const char* forgets = "Law[h[infinity]] == m";
    const char* program = "family = \"program\"\nnoise = \"e\"";
    const char* falls = "E[(w_2/w_1)^(N*Q'_1)] <= (w_2/w_1)^(N*Q_1)";
    const char* right = "Pr[Q[infinity]_1 == 1] >= (1 - (w_2/w_1)^(N*Q_1))/(1 - (w_2/w_1)^N)";
    const char* scope = "E[TV(Q[t],P)] <= (1 - a)^t*TV(Q,P)";
    const char* verifier = "train = \"normalize(i: w_i*Q_i)\"";
    const char* above = "N = \"infinity\"\nalpha = \"a + (1-a)/(t+2)^r\"";
    const std::vector<Row> rows = {
        {"OneGeneration.v:one_step", law, "K = \"any\"; N = \"1..4\"; Q = \"simplex\"", "",
         "equality = \"vertex(Q)\""},
        {"OneGeneration.v:one_step", law, "K = [1, 2]; N = 1; Q = \"vertices\"", "",
         "equality = \"vertex(Q)\""},
        {"OneGeneration.v:one_step", law,
         "K = 2; N = 2; Q = \"simplex\"; P = \"simplex\"; alpha = \"[0,1/2]\"", "exogenous",
         "equality = \"vertex(Q)\""},
        // t = 0 where 1 <= t
        {"Generations.v:geometric", geometric, "K = 2; N = \"1..3\"; t = \"1..3\"; Q = \"lattice(3)\"", ""},
        {"Generations.v:geometric", geometric, "K = 2; N = \"2..3\"; t = \"0..3\"; Q = \"lattice(3)\"",
         "t >= 1"},
        {"Generations.v:geometric", geometric, "K = 2; N = 2; t = \"0\"; Q = \"vertices\"", "t >= 1"},
        // N = 1 where 2 <= N
        {"Generations.v:variance_grows", grows,
         "K = 2; N = \"2..3\"; t = \"0..1\"; Q = \"lattice(2)\"; f = \"rank\"", ""},
        {"Generations.v:variance_grows", grows,
         "K = 2; N = \"1..3\"; t = \"0..1\"; Q = \"lattice(2)\"; f = \"rank\"", "N >= 2"},
        {"Generations.v:variance_grows", grows, "K = 2; N = 1; t = 0; Q = \"vertices\"; f = [[1, 1]]",
         "N >= 2"},
        // q = 1, q = 0
        {"OneGeneration.v:tsallis", "E[T(q,Q')] <= T(q,Q)",
         "K = \"any\"; N = 2; Q = \"simplex\"; q = \"1/2, 2\"", ""},
        {"OneGeneration.v:tsallis", "E[T(q,Q')] <= T(q,Q)", "K = 2; N = 2; Q = \"simplex\"; q = \"(1,2]\"",
         ""},
        {"OneGeneration.v:tsallis", "E[T(q,Q')] <= T(q,Q)",
         "K = \"any\"; N = 2; Q = \"simplex\"; q = \"1/2, 1\"", "q"},
        {"OneGeneration.v:tsallis", "E[T(q,Q')] <= T(q,Q)",
         "K = \"any\"; N = 2; Q = \"simplex\"; q = \"0, 2\"", "q > 0"},
        {"OneGeneration.v:tsallis", "E[T(q,Q')] <= T(q,Q)", "K = 2; N = 2; Q = \"simplex\"; q = \"[1/2,2]\"",
         "q"},
        {"OneGeneration.v:tsallis", "E[T(q,Q')] <= T(q,Q)", "K = 2; N = 2; Q = \"simplex\"; q = \"[1,2]\"",
         "q"},
        {"OneGeneration.v:tsallis", "E[T(q,Q')] <= T(q,Q)", "K = 2; N = 2; Q = \"simplex\"; q = \"[0,1)\"",
         "q > 0"},
        {"OneGeneration.v:renyi_below_one", "E[R(q,Q')] <= R(q,Q)",
         "K = 2; N = 2; Q = \"simplex\"; q = \"(0,1)\"", ""},
        {"OneGeneration.v:renyi_below_one", "E[R(q,Q')] <= R(q,Q)",
         "K = 2; N = 2; Q = \"simplex\"; q = \"(0,1]\"", "q < 1"},
        {"OneGeneration.v:renyi_below_one", "E[R(q,Q')] <= R(q,Q)",
         "K = 2; N = 2; Q = \"simplex\"; q = \"1/2, 3/2\"", "q < 1"},
        // alpha = 0, alpha = 1, half-open intervals
        {"OneGeneration.v:mixture_kl", "KL(P,M) <= log(1/alpha)",
         "K = \"any\"; Q = \"simplex\"; P = \"simplex\"; alpha = \"(0,1]\"", ""},
        {"OneGeneration.v:mixture_kl", "KL(P,M) <= log(1/alpha)",
         "K = 2; Q = \"lattice(2)\"; P = \"lattice(2)\"; alpha = \"[0,1]\"", "0 < alpha"},
        {"OneGeneration.v:mixture_kl", "KL(P,M) <= log(1/alpha)",
         "K = 2; Q = \"lattice(2)\"; P = \"lattice(2)\"; alpha = \"0\"", "0 < alpha"},
        {"OneGeneration.v:mixture_kl", "KL(P,M) <= log(1/alpha)",
         "K = 2; Q = \"lattice(2)\"; P = \"lattice(2)\"; alpha = \"lattice(4)\"", "0 < alpha"},
        {"Generations.v:mse_bound", mse,
         "K = 2; N = 1; t = \"0..1\"; Q = \"simplex\"; P = \"simplex\"; alpha = \"1/2, 1\"", ""},
        {"Generations.v:mse_bound", mse,
         "K = 2; N = 1; t = \"0..1\"; Q = \"simplex\"; P = \"simplex\"; alpha = \"0, 1/2\"", "0 < alpha"},
        {"Generations.v:mse_bound", mse,
         "K = 2; N = 1; t = \"0..1\"; Q = \"simplex\"; P = \"simplex\"; alpha = \"[0,1)\"", "0 < alpha"},
        // K = 1, a vertex where the interior is needed
        {"OneGeneration.v:reverse_kl", lost, "K = 2; N = 2; Q = \"lattice(4)\"; where = \"interior(Q)\"", ""},
        {"OneGeneration.v:reverse_kl", lost, "K = 3; N = 2; Q = \"uniform\"", ""},
        {"OneGeneration.v:reverse_kl", lost,
         "K = 2; N = 2; Q = \"simplex\"; where = \"D(Q) >= 0 and interior(Q)\"", ""},
        {"OneGeneration.v:reverse_kl", lost, "K = 2; N = 2; Q = \"lattice(4)\"; where = \"min(Q) > 0\"", ""},
        {"OneGeneration.v:reverse_kl", lost, "N = 2; Q = [[0.5, 0.5], [0.25, 0.75]]", ""},
        {"OneGeneration.v:reverse_kl", lost, "K = 2; N = 2; Q = \"lattice(4)\"", "interior(Q)"},
        {"OneGeneration.v:reverse_kl", lost, "K = 2; N = 2; Q = \"simplex\"", "interior(Q)"},
        {"OneGeneration.v:reverse_kl", lost,
         "K = 2; N = 2; Q = \"simplex\"; where = \"D(Q) >= 0 or interior(Q)\"", "interior(Q)"},
        {"OneGeneration.v:reverse_kl", lost, "K = 2; N = 2; Q = \"simplex\"; where = \"not interior(Q)\"",
         "interior(Q)"},
        {"OneGeneration.v:reverse_kl", lost, "K = 2; N = 2; Q = \"lattice(4)\"; where = \"max(Q) > 0\"",
         "interior(Q)"},
        {"OneGeneration.v:reverse_kl", lost, "K = 3; N = 2; Q = [[0.5, 0.5, 0]]", "interior(Q)"},
        {"OneGeneration.v:reverse_kl", lost, "K = 2; N = 2; Q = \"vertices\"", "interior(Q)"},
        {"OneGeneration.v:reverse_kl", lost, "K = [1, 2]; N = 2; Q = \"uniform\"", "K >= 2"},
        {"OneGeneration.v:reverse_kl", lost, "K = 1; N = 2; Q = \"lattice(4)\"; where = \"interior(Q)\"",
         "K >= 2"},
        // A point that is no vertex where one is needed
        {"OneGeneration.v:escape", escape,
         "K = 3; N = 2; Q = \"vertices\"; P = \"simplex\"; alpha = \"[0,1]\"", ""},
        {"OneGeneration.v:escape", escape,
         "K = 2; N = 2; Q = \"lattice(1)\"; P = \"lattice(2)\"; alpha = \"1\"", ""},
        {"OneGeneration.v:escape", escape,
         "K = 2; N = 2; Q = \"lattice(2)\"; P = \"lattice(2)\"; alpha = \"1\"; where = \"vertex(Q)\"", ""},
        {"OneGeneration.v:escape", escape,
         "K = 2; N = 2; Q = \"lattice(2)\"; P = \"lattice(2)\"; alpha = \"1\"", "vertex(Q)"},
        {"OneGeneration.v:escape", escape,
         "K = 2; N = 2; Q = \"lattice(2)\"; P = \"lattice(2)\"; alpha = \"1\"; where = \"vertex(P)\"",
         "vertex(Q)"},
        {"OneGeneration.v:escape", escape, "K = 2; N = 2; Q = \"uniform\"; P = \"vertices\"; alpha = \"1\"",
         "vertex(Q)"},
        {"OneGeneration.v:escape", escape, "K = 2; N = 2; Q = \"simplex\"; P = \"vertices\"; alpha = \"1\"",
         "vertex(Q)"},
        // A start that N samples cannot give
        {"Generations.v:fixation_time", fixtime, "K = 2; N = \"1..3\"; Q = \"lattice(N)\"", ""},
        {"Generations.v:fixation_time", fixtime, "K = 2; N = \"2, 4\"; Q = \"lattice(2)\"", ""},
        {"Generations.v:fixation_time", fixtime, "K = 2; N = 4; Q = \"uniform\"", ""},
        {"Generations.v:fixation_time", fixtime, "N = 4; Q = [[0.25, 0.75]]", ""},
        {"Generations.v:fixation_time", fixtime, "K = 2; N = \"2, 3\"; Q = \"lattice(2)\"",
         "Q in lattice(N)"},
        {"Generations.v:fixation_time", fixtime, "K = 2; N = 2; Q = \"lattice(4)\"", "Q in lattice(N)"},
        {"Generations.v:fixation_time", fixtime, "K = 2; N = 2; Q = \"simplex\"", "Q in lattice(N)"},
        {"Generations.v:fixation_time", fixtime, "N = 2; Q = [[0.25, 0.75]]", "Q in lattice(N)"},
        {"Generations.v:fixation_time", fixtime, "K = 3; N = 2; Q = \"uniform\"", "Q in lattice(N)"},
        // A degree below 0
        {"Generations.v:spectrum", spectrum, "K = 2; N = 2; Q = \"lattice(2)\"; j = \"0, 1, 2\"", ""},
        {"Generations.v:spectrum", spectrum, "K = 2; N = 2; Q = \"lattice(2)\"; j = \"-1, 2\"", "j >= 0"},
        // Another process than the theorem's
        {"Generations.v:every_generation", "E[H(Q[t+1])] <= E[H(Q[t])]",
         "K = 2; N = 2; t = \"0..1\"; Q = \"lattice(2)\"", ""},
        {"Generations.v:every_generation", "E[H(Q[t+1])] <= E[H(Q[t])]",
         "K = 2; N = 2; t = \"0..1\"; Q = \"lattice(2)\"", "process", "", "N = \"t+1\""},
        {"Generations.v:every_generation", "E[H(Q[t+1])] <= E[H(Q[t])]",
         "K = 2; N = 2; t = \"0..1\"; Q = \"lattice(2)\"; P = \"lattice(2)\"", "process", "",
         "alpha = \"1/(t+1)\""},
        {"Generations.v:every_generation", "E[H(Q[t+1])] <= E[H(Q[t])]",
         "K = 2; N = 2; t = \"0..1\"; Q = \"lattice(2)\"; P = \"lattice(2)\"; alpha = \"0, 1/2\"",
         "exogenous"},
        // A verifier that does not like right answers better, a third symbol, no weights at all
        {"Verifier.v:verifier_ends_right", right,
         "K = 2; N = \"1..2\"; Q = \"lattice(2)\"; w = [[1, \"1/2\"], [3, 1]]", "",
         "equality = \"vertex(Q)\"", verifier},
        {"Verifier.v:verifier_ends_right", right,
         "K = 2; N = \"1..2\"; Q = \"lattice(2)\"; w = [[1, \"1/2\"]]", "", "", verifier},
        {"Verifier.v:verifier_ends_right", right,
         "K = 2; N = \"1..2\"; Q = \"lattice(2)\"; w = [[1, \"1/2\"], [1, 1]]", "w_1 > w_2", "", verifier},
        {"Verifier.v:verifier_ends_right", right,
         "K = 2; N = \"1..2\"; Q = \"lattice(2)\"; w = [[1, \"1/2\"], [1, 0]]", "w_2 > 0", "", verifier},
        {"Verifier.v:verifier_ends_right", right, "K = 3; N = 1; Q = \"lattice(2)\"; w = [[2, 1, 1]]",
         "K == 2", "", verifier},
        {"Verifier.v:verifier_ends_right", right,
         "K = 2; N = 1; Q = \"lattice(2)\"; w = [[2, 1]]; P = \"lattice(2)\"; alpha = \"0, 1/2\"", "process",
         "", "train = \"alpha*P + (1-alpha)*normalize(i: w_i*Q_i)\""},
        {"Verifier.v:verifier_supermartingale", falls, "K = 2; N = 2; Q = \"lattice(2)\"; w = \"rank\"", "",
         "", verifier},
        {"Verifier.v:verifier_supermartingale", falls, "K = 2; N = 2; Q = \"lattice(2)\"; w = \"rank\"",
         "w_1 > w_2", "equality = \"vertex(Q)\"", verifier},
        {"Verifier.v:verifier_supermartingale", falls, "K = 2; N = 2; Q = \"lattice(2)\"; w = \"cube(1)\"",
         "min(w) > 0", "", verifier},
        {"Verifier.v:verifier_supermartingale", falls, "K = 2; N = 2; Q = \"lattice(2)\"; w = [[1, 2]]",
         "process", "", "train = \"normalize(i: w_i*Q_i^2)\""},
        // A floor of the shares that is none
        {"Idealised.v:idealised_persistent", scope,
         "K = 2; t = \"0..2\"; a = \"0, 1/2, 1\"; r = 1; Q = \"lattice(2)\"; P = \"lattice(2)\"", "", "",
         above},
        {"Idealised.v:idealised_persistent", scope,
         "K = 2; t = 0; a = \"1/2, 3/2\"; r = 1; Q = \"lattice(2)\"; P = \"lattice(2)\"", "a <= 1", "",
         above},
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
    const std::string good = "[[domain]]\nK = 2\nN = 2\nQ = \"uniform\"\n";
    const std::string bad = "[[domain]]\nK = 2\nN = 2\nQ = \"lattice(2)\"\n";
    const std::string lost = "Pr[supp(Q') < supp(Q)] > 0";
    const CheckedTheorem theorem = stated("statements/OneGeneration.v:reverse_kl");
    CHECK(beyond(theorem, claim_of("", lost, good + good)).empty());
    CHECK_FALSE(beyond(theorem, claim_of("", lost, good + bad)).empty());
    CHECK_FALSE(beyond(theorem, claim_of("", lost, bad + good)).empty());
    // So are the domains of --full, where they are decided.
    const Claim full = claim_of("", lost, good + "[full]\nK = 2\nN = 2\nQ = \"lattice(2)\"\n");
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
    CHECK(texts(" 0 < alpha <= 1 , interior( Q ),not vertex(m)") ==
          "0 < alpha; alpha <= 1; interior(Q); not vertex(m); ");
    CHECK(texts("w_1 > w_2 > 0, min(w) >= 1/2, max(f) <= 1") ==
          "w_1 > w_2; w_2 > 0; min(w) >= 1/2; max(f) <= 1; ");
    CHECK(texts("q != 1, K >= 2, Q in lattice(N)") == "q != 1; K >= 2; Q in lattice(N); ");
    for (const char* bad : {"",
                            "N",
                            "N >=",
                            "N >= 1,",
                            "N >= t",
                            "n >= 1",
                            "y >= 1",
                            "N + 1 >= 2",
                            "f == 1",
                            "w_1 > f_1",
                            "w_1 > N",
                            "w_N > 0",
                            "w_1 + w_2 > 0",
                            "min(Q) > 0",
                            "mean(w, Q) > 0",
                            "g_1 > 0",
                            "H(Q) > 0",
                            "Q == P",
                            "interior(Q')",
                            "vertex(M)",
                            "not interior(Q)",
                            "not (N == 1)",
                            "N >= 1 or t >= 1",
                            "interior(S)",
                            "finite(N)",
                            "Q in lattice(t)",
                            "S in lattice(N)",
                            "lattice(Q)",
                            "N >= infinity",
                            "1 >= 0",
                            "interior(Q[1])",
                            "E[H(Q')] > 0",
                            "N >= 1 : x"}) {
        INFO(bad);
        CHECK_THROWS_AS(parse_hypotheses(bad), InputError);
    }
    for (const char* bad :
         {"", "for : D(Q) <= 1", "for N >= 1 D(Q) <= 1", "for n >= 1: D(Q) <= 1", "N >= 1: D(Q) <= 1",
          "[N = t: D(Q) <= 1", "with world: D(Q) <= 1", "for N >= 1:", "for N >= 1: , equal iff x"}) {
        INFO(bad);
        CHECK_THROWS_AS(parse_reading(bad), InputError);
    }
}

TEST_CASE("Every reading in proofs/ is in the claim language") {
    // Every name that a claim may declare, so that each reading finds its own.
    Scope scope;
    scope.K = {2, 3};
    scope.samples = scope.grounded = true;
    for (const char* name : {"N", "a", "alpha", "e", "eta", "g", "t", "q", "j", "r"})
        scope.names[name] = Type::scalar;
    for (const char* name : {"Q", "P", "R"})
        scope.names[name] = Type::distribution;
    for (const char* name : {"f", "w"})
        scope.names[name] = Type::observable;
    Scope program;
    program.K = {2, 4};
    program.samples = program.program = program.strings = true;
    for (const char* name : {"N", "e", "t", "L"})
        program.names[name] = Type::scalar;
    for (const char* name : {"h", "g"})
        program.names[name] = Type::string;
    program.names["m"] = Type::distribution;
    program.start = "h";
    std::size_t readings = 0;
    for (const auto& entry : fs::directory_iterator("proofs/statements")) {
        std::ifstream file(entry.path());
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        for (const auto& above : readings_in(text)) {
            for (const TheoremReading& reading : above) {
                INFO(entry.path() << ": " << reading.statement);
                Scope own = reading.process.contains("noise") ? program : scope;
                own.random_world = reading.process.contains("world");
                if (own.random_world) own.names["p"] = Type::scalar;
                if (reading.process.contains("family") && reading.process.at("family") == "recursion") {
                    own = Scope();
                    for (const char* name : {"a", "alpha", "c", "d", "e", "r", "s2", "t", "v", "x"})
                        own.names[name] = Type::scalar;
                    for (const char* name : {"v", "x"})
                        if (reading.process.contains(name)) own.recursion.insert(name);
                }
                if (reading.statement.find("sum(j:") != std::string::npos) own.names.erase("j");
                CHECK_NOTHROW(parse_statement(Source(reading.statement), own));
                if (!reading.equality.empty()) CHECK_NOTHROW(parse_condition(Source(reading.equality), own));
                // N >= 1, or N == 1, is a hypothesis of every theorem about samples that the domain counts.
                const bool counts = std::any_of(
                    reading.hypotheses.begin(), reading.hypotheses.end(), [](const Hypothesis& one) {
                        return one.text.starts_with("N >= ") || one.text == "N == 1";
                    });
                const bool samples = reading.statement.find("E[") != std::string::npos ||
                                     reading.statement.find("Pr[") != std::string::npos ||
                                     reading.statement.find("Law[") != std::string::npos;
                if (samples && !reading.process.contains("N")) CHECK(counts);
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
    CHECK(readings >= 110);
}

}  // namespace hypothesis_test
