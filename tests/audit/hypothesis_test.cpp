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

namespace {

// Each row is a theorem of proofs/, a claim in its words, and what of it the theorem does not grant; nothing
// if it grants all. `[domain]` is written with ";" for line ends.
struct Row {
    const char *reference, *statement, *domain, *beyond;
    const char *top = "", *process = "";
};

}  // namespace

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
            for (const TheoremReading& reading : above) {
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
