// What can be seen of a process tells so much of a random world: identities that hold by data processing and
// sufficiency, values worked out by hand, and neighbours that are false by a hair.
#include "decide/evaluate/evaluate.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/log_linear.hpp"
#include "tests/catch.hpp"
#include "tests/claim_table.hpp"
#include "tests/random.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
using groundcheck::test::Case;
using groundcheck::test::check;
using groundcheck::test::check_all;
using groundcheck::test::decide;

namespace information_test {

namespace {

const char* const loop =
    "K = 2\nN = \"1..3\"\nt = \"0..3\"\nP = \"lattice(4)\"\nR = \"lattice(3)\"\np = \"1/2, 1/3\"";
const char* const apart = "K = 2\nN = \"1, 2\"\nP = [[0.25, 0.75]]\nR = [[0.75, 0.25]]\np = \"0, 1/2, 1/3\"";
const char* const three =
    "K = 3\nN = \"1, 2\"\nP = \"lattice(2)\"\nR = [[\"1/2\", \"1/3\", \"1/6\"]]\nS = [[\"1/3\", \"1/3\", "
    "\"1/3\"]]";
const char* const grounded =
    "K = 2\nN = \"1, 2\"\nP = \"lattice(2)\"\nR = [[\"1/3\", \"2/3\"]]\nQ = \"lattice(2)\"\nalpha = \"0, "
    "1/2, 1\"";
const char* const halves =
    "K = 2\nN = 2\nP = \"vertices\"\nR = [[0.5, 0.5]]\nQ = \"vertices\"\nalpha = \"0, 1/2, 1\"";

const char* const at_itself = "start = \"P\"\nworld = \"P with p, R with 1-p\"";
const char* const of_three = "start = \"P\"\nworld = \"P with 1/2, R with 1/3, S with 1/6\"";
const char* const from_model = "world = \"P with 1/4, R with 3/4\"";

}  // namespace

TEST_CASE("Information about a random world, at equality and a hair beside it") {
    const Case table[] = {
        // Data processing: a closed loop never learns.
        {"I[world; Q[t+1]] <= I[world; Q[t]]", loop, Verdict::proved, at_itself},
        {"I[world; Q[t+1]] <= 99/100*I[world; Q[t]]", loop, Verdict::refuted, at_itself},
        {"I[world; Q[infinity]] <= I[world; Q[t]]", loop, Verdict::proved, at_itself},
        // One sample is what is left in the end.
        {"I[world; Q[infinity]] == sum(i: p*P_i*log(P_i/(p*P_i+(1-p)*R_i)) + "
         "(1-p)*R_i*log(R_i/(p*P_i+(1-p)*R_i)))",
         "K = 2\nN = \"1..3\"\nP = \"lattice(4)\"\nR = \"lattice(3)\"\np = \"1/2, 1/3\"", Verdict::proved,
         at_itself},
        {"I[world; Q[infinity]] <= sum(i: p*P_i*log(P_i/(p*P_i+(1-p)*R_i)) + "
         "(1-p)*R_i*log(R_i/(p*P_i+(1-p)*R_i))) - 1e-40",
         apart, Verdict::refuted, at_itself},
        // At the start the model is the world: all of the prior's entropy, if the worlds differ.
        {"I[world; Q[0]] == -p*log(p) - (1-p)*log(1-p)", apart, Verdict::proved, at_itself},
        {"I[world; Q[0]] < -p*log(p) - (1-p)*log(1-p) + 1e-40", apart, Verdict::proved, at_itself},
        {"I[world; Q[0]] < -p*log(p) - (1-p)*log(1-p)", apart, Verdict::refuted, at_itself},
        {"I[world; Q[0]] == log(2) or P == R", "K = 2\nN = 1\nP = \"lattice(3)\"\nR = \"lattice(3)\"",
         Verdict::proved, "start = \"P\"\nworld = \"P with 1/2, R with 1/2\""},
        {"I[world; Q[0]] == log(2)", "K = 2\nN = 1\nP = \"lattice(3)\"\nR = \"lattice(3)\"", Verdict::refuted,
         "start = \"P\"\nworld = \"P with 1/2, R with 1/2\""},
        // Sufficiency: the counts have lost the order and nothing else.
        {"I[world; X] == I[world; samples]", apart, Verdict::proved, at_itself},
        {"I[world; X] < I[world; samples] + 1e-40 and I[world; Q'] == I[world; X]", apart, Verdict::proved,
         at_itself},
        {"I[world; X] < I[world; samples]", apart, Verdict::refuted, at_itself},
        {"I[world; X] == I[world; samples] and I[world; Q'] == I[world; samples]", three, Verdict::proved,
         of_three},
        {"I[world; Q[2]] <= I[world; Q'] <= H((1/2, 1/3, 1/6))", three, Verdict::proved, of_three},
        {"I[world; Q[2]] <= 1/2*I[world; Q']", three, Verdict::refuted, of_three},
        // One sample of 1/4 or 3/4: log(2) less the entropy of a sample.
        {"I[world; samples] == log(2) - H((1/4, 3/4))",
         "K = 2\nN = 1\nP = [[0.25, 0.75]]\nR = [[0.75, 0.25]]", Verdict::proved,
         "start = \"P\"\nworld = \"P with 1/2, R with 1/2\""},
        {"I[world; samples] == log(2) - H((1/4, 3/4)) + 1e-40",
         "K = 2\nN = 1\nP = [[0.25, 0.75]]\nR = [[0.75, 0.25]]", Verdict::refuted,
         "start = \"P\"\nworld = \"P with 1/2, R with 1/2\""},
        // From a model that knows nothing: only exogenous data teach.
        {"alpha == 0 iff I[world; Q'] == 0 or P == R", grounded, Verdict::proved, from_model},
        {"I[world; Q[0]] == 0", halves, Verdict::proved, from_model},
        {"I[world; Q'] == 0", halves, Verdict::refuted, from_model},
        {"I[world; Q[2]] <= I[world; Q[1]]", halves, Verdict::refuted, from_model},
        {"alpha > 0 or I[world; Q[2]] == 0", halves, Verdict::proved, from_model},
        // The idealised update never mixes worlds up; its samples are none.
        {"alpha == 0 or I[world; Q[2]] == H((1/4, 3/4))",
         "K = 2\nP = \"vertices\"\nR = [[0.5, 0.5]]\nQ = \"vertices\"\nalpha = \"0, 1/2\"", Verdict::proved,
         "N = \"infinity\"\nworld = \"P with 1/4, R with 3/4\""},
        // A fit that forgets, an ensemble, smoothing, exact shares.
        {"I[world; Q'] == 0 and I[world; X] == I[world; samples]", apart, Verdict::proved,
         "fit = \"1/K\"\nstart = \"P\"\nworld = \"P with p, R with 1-p\""},
        {"I[world; Q'] > I[world; Q[2]] or p == 0", apart, Verdict::proved,
         "models = \"1/2, 1/2\"\nstart = \"P\"\nworld = \"P with p, R with 1-p\""},
        {"I[world; Q'] == I[world; X]", apart, Verdict::proved,
         "estimator = \"additive(1)\"\nstart = \"P\"\nworld = \"P with p, R with 1-p\""},
        {"I[world; X] == I[world; Q']", halves, Verdict::proved,
         "share = \"exact\"\nworld = \"P with 1/4, R with 3/4\""},
        // Laws of worlds that are made or written out; a world that is impossible.
        {"I[world; Q'] == I[world; samples]", "K = 2\nN = 2\nP = \"lattice(2)\"\nR = \"lattice(2)\"",
         Verdict::proved, "start = \"P\"\nworld = \"P/2 + R/2 with 1/3, (1/4, 3/4) with 2/3\""},
        {"I[world; Q'] == 0", "K = 2\nN = 2\nP = \"lattice(2)\"\nR = \"lattice(2)\"", Verdict::proved,
         "start = \"P\"\nworld = \"P with 1, R with 0\""},
        // The generation may be bound outside the bracket.
        {"sum(c in 0..2: I[world; Q[c]]) == I[world; Q[0]] + I[world; Q'] + I[world; Q[2]]", apart,
         Verdict::proved, at_itself},
    };
    check_all(table);
}

namespace {

const char* const once =
    "L = 2\nN = 2\nt = \"1, 2\"\ne = \"1/4, 1/3\"\nm = [[\"3/8\", \"1/8\", \"1/8\", \"3/8\"]]";

}  // namespace

TEST_CASE("Information about a random string, through the program learner") {
    const std::string noise = "noise = \"e\"\n";
    const Case table[] = {
        {"I[world; h[t+1]] <= I[world; h[t]]", once, Verdict::proved, "start = \"world\""},
        {"I[world; h[t+1]] <= 1/5*I[world; h[t]]", once, Verdict::refuted, "start = \"world\""},
        {"I[world; h[0]] == H(m) and I[world; h[infinity]] == 0",
         "L = 2\nN = 2\ne = \"1/4, 1/3\"\nm = \"lattice(3)\"", Verdict::proved, "start = \"world\""},
        {"I[world; h[1]] <= I[world; X] and I[world; X] == I[world; samples]",
         "L = 2\nN = 2\ne = \"1/4, 1/3\"\nm = \"lattice(3)\"", Verdict::proved, "start = \"world\""},
        {"I[world; h[1]] <= 1/4*I[world; X]", "L = 2\nN = 2\ne = \"1/4, 1/3\"\nm = \"lattice(3)\"",
         Verdict::refuted, "start = \"world\""},
        // As it is written out in brackets from each string.
        {"I[world; h[1]] == sum(s in strings(L): m_s*sum(r in strings(L): Pr[h[1] == r from s]*log(Pr[h[1] "
         "== r "
         "from s]/sum(g in strings(L): m_g*Pr[h[1] == r from g]))))",
         "L = 1\nN = 2\ne = \"1/4\"\nm = \"lattice(3)\"", Verdict::proved, "start = \"world\""},
        // The first data are the world's, the loop is closed then: the same from any first hypothesis.
        {"I[world; h[t]] == I[world; h[1]] or t > 1",
         "L = 1\nN = \"1, 2\"\nt = \"1, 2\"\ne = \"1/4\"\nm = \"lattice(3)\"\nh = \"strings\"",
         Verdict::proved, "alpha = \"0^t\""},
        {"I[world; h[0]] == 0 and I[world; h[2]] < I[world; h[1]]",
         "L = 1\nN = \"1, 2\"\ne = \"1/4\"\nm = \"uniform\"\nh = \"strings\"", Verdict::proved,
         "alpha = \"0^t\""},
        {"I[world; h[2]] < I[world; h[1]]",
         "L = 1\nN = \"1, 2\"\ne = \"1/4\"\nm = \"uniform\"\nh = \"strings\"", Verdict::refuted,
         "alpha = \"1\""},
        {"I[world; X] == H(m)", "L = 1\nN = 2\ne = \"1/4\"\nm = \"vertices\"\nh = \"strings\"",
         Verdict::proved, "alpha = \"1/2\"\nshare = \"exact\""},
    };
    for (Case row : table) {
        const std::string process = noise + row.process;
        row.process = process.c_str();
        check(row, "program");
    }
}

namespace {

// I[world; ...] between the worlds from the worlds, exactly.
LogLinear information(const std::string& seen, const std::string& worlds, std::uint32_t samples) {
    const test::ClaimText text("statement = \"I[world; " + seen +
                               "] >= 0\"\n[process]\nstart = \"P\"\nworld = \"" + worlds +
                               "\"\n[domain]\nK = 2\nN = " + std::to_string(samples) + "\nP = \"uniform\"\n");
    Point point;
    point.K = 2;
    point.N = samples;
    point.distributions["P"] = {Rational(1, 2), Rational(1, 2)};
    point.process = text.claim().domains.front().process;
    return Evaluator<ExactKernel>(ExactKernel(), point).scalar(*text.claim().statement->args[0]).number();
}

// sum_w p_w*KL(Binomial(n, q_w), mixture), term by term.
LogLinear written_out(const std::vector<std::pair<Rational, Rational>>& worlds, std::uint32_t samples) {
    LogLinear total;
    for (std::uint32_t k = 0; k <= samples; ++k) {
        const auto mass = [&](const Rational& q) {
            return Rational(binomial(samples, k)) * power(q, k) * power(1 - q, samples - k);
        };
        Rational mixture = 0;
        for (const auto& [p, q] : worlds)
            mixture += p * mass(q);
        for (const auto& [p, q] : worlds)
            if (p * mass(q) != 0) total.add_scaled(LogLinear::log(mass(q) / mixture), p * mass(q));
    }
    return total;
}

}  // namespace

TEST_CASE("Random worlds: the definition, the order of the list, equal worlds, an injective fit") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = test::generator(71);
    std::size_t apart_worlds = 0;
    for (int i = 0; i < 200; ++i) {
        const Rational p(random() % 9, 8), r(random() % 7, 6), weight(random() % 6, 5);
        const auto law = [](const Rational& q) { return "(" + to_string(q) + ", " + to_string(1 - q) + ")"; };
        const auto with = [](const Rational& q) { return " with " + to_string(q); };
        const std::uint32_t samples = 1 + static_cast<std::uint32_t>(random() % 3);
        const std::string two = law(p) + with(weight) + ", " + law(r) + with(1 - weight);
        const std::string split = law(r) + with((1 - weight) / 3) + ", " + law(p) + with(weight) + ", " +
                                  law(r) + with((1 - weight) * 2 / 3);
        INFO(two << ", " << samples << " samples");
        const LogLinear value = written_out({{weight, p}, {1 - weight, r}}, samples);
        for (const char* seen : {"X", "samples", "Q'", "Q[1]"}) {
            CHECK(information(seen, two, samples) == value);
            CHECK(information(seen, split, samples) == value);
        }
        CHECK(information("Q[infinity]", two, samples) == written_out({{weight, p}, {1 - weight, r}}, 1));
        CHECK(information("Q[2]", two, samples) == information("Q[2]", split, samples));
        CHECK(information("Q[0]", two, samples).is_zero() == (p == r || weight == 0 || weight == 1));
        apart_worlds += p != r && weight != 0 && weight != 1 ? 1U : 0U;
    }
    CHECK(apart_worlds > 80);
}

TEST_CASE("What is no information about a world") {
    const auto message = [](const std::string& statement, const std::string& domain,
                            const std::string& process) {
        try {
            decide(statement, domain, "[process]\n" + process + "\n");
        } catch (const InputError& error) {
            return error.message + " " + error.hint;
        }
        return std::string();
    };
    const std::string domain = "K = 2\nN = 2\nP = [[0.5, 0.5]]\nR = [[0.25, 0.75]]\n";
    const std::string said = "start = \"P\"\nworld = \"P with 1/2, R with 1/2\"";
    const struct {
        std::string statement, domain, process, fragment;
    } table[] = {
        {"I[P; Q'] >= 0", domain, said, "the information about the random world"},
        {"I[world; Q] >= 0", domain, said, "\"Q\" is not in the domain"},
        {"I[world; P] >= 0", domain, said, "looked for in Q' or Q[t]"},
        {"I[world; D(Q')] >= 0", domain, said, "looked for in Q' or Q[t]"},
        {"I[world; h[1]] >= 0", domain, said, "only Q has generations"},
        {"I[world; P[1]] >= 0", domain, said, "only Q has generations"},
        {"I[world; Q[1/2]] >= 0", domain, said, "a generation is a whole number"},
        {"E[I[world; Q']] >= 0", domain, said, "stands inside another bracket"},
        {"I[world; Q[1]] >= 0", domain, "start = \"P\"", "which worlds there can be"},
        {"I[world; X] >= 0", domain + "X = \"vertices\"", said, "the domain declares it too"},
        {"I[world; Q'] >= 0", domain, "world = \"P with 1/2, R with 1/2\"", "needs a model to start from"},
        {"I[world; Q'] >= 0", "K = 2\nP = \"vertices\"\nR = \"vertices\"", said, "needs a number of samples"},
        {"I[world; Q'] >= 0", "K = \"any\"\nN = 2\nP = \"vertices\"\nR = \"vertices\"", said, "K = \"any\""},
        {"I[world; Q'] >= 0", domain, "start = \"P\"\nworld = \"P with 1/2, R with 1/3\"", "add up to 5/6"},
        {"I[world; Q'] >= 0", domain, "start = \"P\"\nworld = \"P with 3/2, R with -1/2\"",
         "is negative: -1/2"},
        {"I[world; Q'] >= 0", domain, "start = \"P\"\nworld = \"P, R with 1/2\"", "probability is missing"},
        {"I[world; Q'] >= 0", domain, "start = \"P\"\nworld = \"1/2 with P\"",
         "a distribution is needed here"},
        {"I[world; Q'] >= 0", domain, "start = \"P\"\nworld = \"S with 1\"", "unknown name \"S\""},
        {"I[world; Q'] >= 0", domain, "start = \"P\"\nworld = \"Q' with 1\"", "needs a model to start from"},
        {"I[world; Q'] >= 0", domain, "start = \"P\"\nworld = \"\"", "\"world\" is empty"},
        {"I[world; Q'] >= 0", domain, "start = \"P\"\nworld = \"P with 1, \"", "probability is missing"},
        {"I[world; Q'] >= 0", domain + "p = \"1/3, 2\"", "start = \"P\"\nworld = \"P with p, R with 2/3\"",
         "add up to 8/3"},
        {"I[world; Q'] >= 0", domain + "p = \"2\"", "start = \"P\"\nworld = \"P with p, R with 1-p\"",
         "negative: -1"},
        {"I[world; Q'] >= 0", domain + "p = \"2\"",
         "start = \"P\"\nworld = \"P with sqrt(p), R with 1-sqrt(p)\"", "no rational number"},
        {"I[world; Q'] >= 0", "L = 1\nN = 1\nm = \"uniform\"\nh = \"strings\"",
         "family = \"program\"\nnoise = \"1/4\"", "looked for in h[t]"},
        {"I[world; h[1]] >= 0", "L = 1\nN = 1\nm = \"uniform\"", "family = \"program\"\nnoise = \"1/4\"",
         "needs a first hypothesis"},
        {"I[world; h[1]] >= 0", "L = 1\nN = 1\nm = \"uniform\"\nh = \"strings\"",
         "family = \"program\"\nnoise = \"1/4\"\nworld = \"h with 1\"", "drawn from its prior m"},
    };
    for (const auto& row : table) {
        INFO(row.statement << "\n" << row.domain << "\n" << row.process);
        const std::string said_of_it = message(row.statement, row.domain, row.process);
        INFO(said_of_it);
        CHECK(said_of_it.find(row.fragment) != std::string::npos);
    }
}

TEST_CASE("Samples that cannot be looked at leave a claim undecided, with the reason") {
    const std::string domain =
        "K = 2\nN = 2\nP = [[0.5, 0.5]]\nR = [[0.25, 0.75]]\nQ = [[1, 0]]\nalpha = \"1/2\"";
    const std::string worlds = "world = \"P with 1/2, R with 1/2\"\n";
    const struct {
        std::string statement, process, reason;
    } table[] = {
        {"I[world; samples] >= 0", "share = \"exact\"", "which samples of the sequence are the world's"},
        {"I[world; X] >= 0", "models = \"1/2, 1/2\"", "each model of an ensemble"},
        {"I[world; Q[infinity]] >= 0", "alpha = \"1/(t+2)\"", "no schedule"},
    };
    for (const auto& row : table) {
        INFO(row.statement << "\n" << row.process);
        const ClaimResult result = decide(row.statement, domain, "[process]\n" + worlds + row.process + "\n");
        CHECK(result.verdict == Verdict::undecided);
        INFO(result.instances.front().reason);
        CHECK(result.instances.front().reason.find(row.reason) != std::string::npos);
    }
}

}  // namespace information_test
