// Dropping assumptions: planted ones are found, the simplest counterexample is the simplest, limits end in
// "open".
#include <cmath>
#include <numeric>
#include <thread>

#include "audit/ablation/parameter_map.hpp"
#include "audit/ablation/run_ablation.hpp"
#include "decide/evaluate/calculator.hpp"
#include "decide/evaluate/evaluate.hpp"
#include "decide/methods/expand.hpp"
#include "decide/question/free_domain.hpp"
#include "decide/question/simplicity.hpp"
#include "interval/ball_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/parser.hpp"

using namespace groundcheck;
using groundcheck::test::ClaimText;

namespace ablation_test {

namespace {

AblationOptions small_options() {
    AblationOptions options;
    options.search.work = 300'000;
    options.threads = 2;
    return options;
}

std::vector<AblationResult> ablations_of(const ClaimText& text,
                                         const AblationOptions& options = small_options()) {
    return run_ablation({text.claim()}, nullptr, options);
}

// The one ablation of a claim with one assumption.
AblationResult ablation_of(const std::string& toml) {
    const ClaimText text(toml);
    const auto results = ablations_of(text);
    REQUIRE(results.size() == 1);
    REQUIRE(results[0].assumption == "planted");
    return results[0];
}

std::string planted(const std::string& statement, const std::string& domain, const std::string& drop,
                    const std::string& more = "") {
    return "statement = \"" + statement + "\"\n" + more + "\n[domain]\n" + domain +
           "\n[assume.planted]\nsays = \"what the test hides\"\ndrop = { " + drop + " }\n";
}

Json without_time(const AblationResult& result) {
    Json json = to_json(result);
    json.erase("seconds");
    return json;
}

// ---- an independent way to the expectation over one generation of two symbols, in long double

long double binomial_law(unsigned n, unsigned k, long double p) {
    long double weight = 1;
    for (unsigned i = 1; i <= k; ++i)
        weight *= static_cast<long double>(n - k + i) / i;
    return weight * std::pow(p, static_cast<long double>(k)) *
           std::pow(1 - p, static_cast<long double>(n - k));
}

template <class F>
long double mean_of(unsigned n, long double p, F f) {
    long double total = 0;
    for (unsigned k = 0; k <= n; ++k)
        total += binomial_law(n, k, p) * f(static_cast<long double>(k) / n);
    return total;
}

long double min_entropy(long double p) { return -std::log(std::max(p, 1 - p)); }

long double shannon(long double p) {
    return (p > 0 ? -p * std::log(p) : 0) - (p < 1 ? (1 - p) * std::log(1 - p) : 0);
}

constexpr long double clearly = 1e-12L;

}  // namespace

TEST_CASE("A planted assumption is found: needed, not needed, or needed for the equality case alone",
          "[ablate]") {
    struct Case {
        std::string toml;
        Need need;
    };
    const std::string two = "K = 2\nN = \"2..4\"\nQ = \"lattice(6)\"";
    const Case table[] = {
        // the number of samples
        {planted("E[D(Q')] >= D(Q)/2", two, "N = \"1..4\""), Need::needed},
        {planted("E[D(Q')] <= D(Q)", two, "N = \"1..4\""), Need::not_needed},
        // the closed loop
        {planted("E[H(Q')] <= H(Q)", two, "P = \"simplex\", alpha = \"[0,1]\""), Need::needed},
        {planted("E[D(Q')] <= 1 - 1/K", two, "P = \"lattice(3)\", alpha = \"0, 1/2\""), Need::not_needed},
        // the expectation
        {planted("E[max(Q')] >= max(Q)", two, "statement = \"for every outcome: max(Q') >= max(Q)\""),
         Need::needed},
        {planted("E[supp(Q')] <= supp(Q)", two, "statement = \"for every outcome: supp(Q') <= supp(Q)\""),
         Need::not_needed},
        // an interior start, hidden in the condition
        {planted("Pr[Q' == Q] < 1", two + "\nwhere = \"interior(Q)\"", "where = \"N >= 1\""), Need::needed},
        // the estimator and the data
        {planted("E[Q[t]_1] == Q_1", "K = 2\nN = \"1..3\"\nt = \"0..3\"\nQ = \"lattice(4)\"",
                 "process = { estimator = \"additive(1)\" }"),
         Need::needed},
        {planted("E[Q[t]_1] == Q_1", "K = 2\nN = \"1..3\"\nt = \"0..3\"\nQ = \"lattice(4)\"",
                 "process = { data = \"accumulate\" }"),
         Need::not_needed},
        // a bound on the number of symbols that only three break
        {planted("H(Q) <= log(2)", "K = 2\nQ = \"lattice(6)\"", "K = \"2..3\""), Need::needed},
    };
    for (const Case& each : table) {
        INFO(each.toml);
        const AblationResult result = ablation_of(each.toml);
        CHECK(result.need == each.need);
        CHECK(result.witness.has_value() == (each.need == Need::needed));
        CHECK((result.verdict == Verdict::refuted) == (each.need == Need::needed));
        CHECK((result.verdict == Verdict::proved) == (each.need == Need::not_needed));
    }
    // False at one point alone, which the claim's lattice does not have: said of the claim, not of an
    // assumption.
    const ClaimText between("statement = \"Q_1 != 7/11\"\n[domain]\nK = 2\nQ = \"lattice(6)\"\n");
    const auto found = ablations_of(between);
    REQUIRE(found.size() == 1);
    CHECK(found[0].assumption.empty());
    CHECK(found[0].witness->distributions.at("Q")[0] == Rational(7, 11));
    CHECK(found[0].reason.find("between the points of the domain's lattice") != std::string::npos);
    const AblationResult equality =
        ablation_of(planted("E[D(Q')] <= D(Q)", "K = 2\nN = \"2..3\"\nQ = \"lattice(4)\"",
                            "N = \"1..3\", Q = \"lattice(4)\"", "equality = \"vertex(Q) and N > 1\""));
    CHECK(equality.need == Need::needed);
    CHECK(equality.reason.find("inequality itself does not need it") != std::string::npos);
    CHECK(equality.witness->N == 1U);
}

TEST_CASE("Each assumption is dropped alone, and a claim that is false is not ablated", "[ablate]") {
    const std::string assumptions =
        "[assume.b-samples]\nsays = \"b\"\nunsaid = true\ndrop = { N = \"1..3\" }\n"
        "[assume.a-loop]\nsays = \"a\"\ndrop = { P = \"simplex\", alpha = \"[0,1]\" }\n"
        "[assume.c-nothing]\nsays = \"c\"\n";
    const std::string domain = "[domain]\nK = 2\nN = \"2..3\"\nQ = \"lattice(4)\"\n";
    const ClaimText holds("statement = \"E[D(Q')] >= D(Q)/2\"\n" + domain + assumptions);
    const auto results = ablations_of(holds);
    REQUIRE(results.size() == 2);
    CHECK(results[0].assumption == "a-loop");
    CHECK(results[0].witness->N == 2U);  // N = 1 is only without the other assumption
    CHECK_FALSE(results[0].unsaid);
    CHECK(results[1].assumption == "b-samples");
    CHECK(results[1].witness->N == 1U);
    CHECK(results[1].unsaid);
    const ClaimText fails("statement = \"E[D(Q')] >= D(Q)\"\n" + domain + assumptions);
    const auto itself = ablations_of(fails);
    REQUIRE(itself.size() == 1);
    CHECK(itself[0].assumption.empty());
    CHECK(itself[0].witness->distributions.at("Q") == std::vector<Rational>{Rational(1, 2), Rational(1, 2)});
}

TEST_CASE("What is known to hold everywhere is not searched, but its assumptions are dropped", "[ablate]") {
    const ClaimText text(
        "statement = \"E[D(Q')] >= D(Q)\"\n[domain]\nK = 2\nN = \"2..3\"\nQ = \"lattice(4)\"\n"
        "[assume.a]\nsays = \"a\"\ndrop = { N = \"1..3\" }\n");
    AblationOptions options = small_options();
    const Claim claim = text.claim();
    std::vector<std::string> asked;
    std::size_t done = 0, total = 0;
    for (const bool known : {false, true}) {
        options.holds_everywhere = [&](const Claim& one) {
            asked.push_back(one.id);
            return known;  // it is false: if it were searched, that would be found
        };
        const auto results = run_ablation({claim}, nullptr, options, [&](const AblationProgress& progress) {
            done = progress.done;
            total = progress.total;
        });
        REQUIRE(results.size() == 1);
        CHECK(results[0].assumption == (known ? "a" : ""));
    }
    CHECK(asked == std::vector<std::string>(2, claim.id));
    CHECK(done == total);
}

TEST_CASE("The simplest counterexample is the one that brute force finds first", "[ablate][simplest]") {
    SearchLimits limits;
    limits.sizes = 40;
    SECTION("one distribution: the expected min-entropy, whatever the claim's lattice") {
        const ClaimText text(
            "statement = \"E[R(infinity,Q')] <= R(infinity,Q)\"\n[domain]\nK = 2\nN = \"1..4\"\nQ = "
            "\"lattice(20)\"\n");
        const SearchOutcome found = find_simplest({&text.claim(), false}, limits);
        REQUIRE(found.witness);
        bool first = true;
        for (unsigned N = 1; N <= 4 && first; ++N)
            for (unsigned d = 1; d <= 40 && first; ++d)
                for (unsigned c = d; 2 * c >= d && first; --c) {
                    const long double p = static_cast<long double>(c) / d;
                    if (mean_of(N, p, min_entropy) - min_entropy(p) < clearly) continue;
                    first = false;
                    CHECK(found.witness->N == N);
                    CHECK(found.witness->distributions.at("Q")[0] == Rational(c, d));
                }
        CHECK_FALSE(first);
    }
    SECTION("two distributions and a number: entropy with exogenous data, from interior models") {
        const ClaimText text(
            "statement = \"E[H(Q')] <= H(Q)\"\n[domain]\nK = 2\nN = 2\nQ = \"lattice(2)\"\nP = "
            "\"lattice(2)\"\n"
            "alpha = \"[0,1]\"\nwhere = \"interior(Q) and alpha <= 1/2\"\n");
        limits.sizes = 10;
        const SearchOutcome found = find_simplest({&text.claim(), false}, limits);
        REQUIRE(found.witness);
        std::optional<Simplicity> best;
        constexpr unsigned N = 2;
        const auto each_fraction = [](unsigned most, auto visit) {
            for (unsigned d = 1; d <= most; ++d)
                for (unsigned n = 0; n <= d; ++n)
                    if (std::gcd(n, d) == 1) visit(n, d);
        };
        each_fraction(10, [&](unsigned q, unsigned dq) {
            each_fraction(10, [&](unsigned p, unsigned dp) {
                each_fraction(10, [&](unsigned a, unsigned da) {
                    if (q == 0 || q == dq || 2 * a > da) return;
                    const long double x = static_cast<long double>(q) / dq,
                                      y = static_cast<long double>(p) / dp,
                                      s = static_cast<long double>(a) / da;
                    if (mean_of(N, s * y + (1 - s) * x, shannon) - shannon(x) < clearly) return;
                    Point point;
                    point.K = 2;
                    point.N = N;
                    point.scalars["alpha"] = Rational(a, da);
                    point.distributions["Q"] = {Rational(q, dq), 1 - Rational(q, dq)};
                    point.distributions["P"] = {Rational(p, dp), 1 - Rational(p, dp)};
                    const Simplicity candidate(point);
                    if (!best || candidate < *best) best = candidate;
                });
            });
        });
        REQUIRE(best);
        const Simplicity shown(*found.witness);
        CHECK(shown.distributions == best->distributions);
        CHECK(shown.scalars == best->scalars);
    }
    SECTION("nothing simpler: smaller sample sizes are settled over the continuum") {
        const ClaimText text(
            "statement = \"E[R(q,Q')] <= R(q,Q)\"\n[domain]\nK = 2\nN = \"2..6\"\nQ = \"lattice(10)\"\nq = "
            "3\n");
        const SearchOutcome found = find_simplest({&text.claim(), false}, limits);
        REQUIRE(found.witness);
        CHECK(found.witness->N == 3U);
        const long double p = static_cast<long double>(found.witness->distributions.at("Q")[0]);
        const auto order_three = [](long double x) {
            return -std::log(x * x * x + (1 - x) * (1 - x) * (1 - x)) / 2;
        };
        CHECK(mean_of(3, p, order_three) > order_three(p));
        for (unsigned d = 2; Integer(d) < Simplicity(*found.witness).largest; ++d)
            for (unsigned c = 1; c < d; ++c)
                CHECK(mean_of(3, static_cast<long double>(c) / d, order_three) <=
                      order_three(static_cast<long double>(c) / d) + clearly);
    }
}

TEST_CASE("The search visits every rational point once", "[ablate][simplest]") {
    const ClaimText text(
        "statement = \"H(Q) >= 0 and alpha >= 0 and H(P) >= 0\"\n[domain]\nK = \"2..3\"\nQ = \"lattice(3)\"\n"
        "P = \"vertices\"\nalpha = \"[0,1]\"\n");
    const Claim open = free_claim({&text.claim(), false});
    const Question question{&open, false};
    for (const Instance& instance : instances(question)) {
        FreePoints points(open.domains.front(), instance, false);
        REQUIRE(points.variables() == 3);
        for (std::uint32_t size = 1; size <= 12; ++size) {
            // Distributions with denominator `size`, lowest terms or not, are those of all its divisors.
            std::uint64_t distributions = 0, numbers = 0;
            for (std::uint32_t divisor = 1; divisor <= size; ++divisor) {
                if (size % divisor != 0) continue;
                // P is one of K vertices, and 0 and 1 are the shares of denominator 1.
                distributions += points.select({divisor, 1, 1}) / (*instance.K * 2);
                numbers += points.select({1, 1, divisor}) / (*instance.K * *instance.K);
            }
            CHECK(distributions == compositions(size, *instance.K, false).size());
            CHECK(numbers == size + 1);
        }
    }
}

TEST_CASE("Ablation is the same on one thread and on eight", "[ablate]") {
    const ClaimText text(
        "statement = \"E[H(Q')] <= H(Q)\"\nequality = \"vertex(Q)\"\n[domain]\nK = \"2..3\"\nN = \"1..4\"\nQ "
        "= "
        "\"lattice(6)\"\n"
        "[assume.closed-loop]\nsays = \"x\"\ndrop = { P = \"simplex\", alpha = \"[0,1]\", where = "
        "\"interior(Q)\" }\n"
        "[assume.order]\nsays = \"y\"\ndrop = { K = 2, q = \"3, 4\", statement = \"E[R(q,Q')] <= R(q,Q)\" }\n"
        "[assume.expectation]\nsays = \"z\"\ndrop = { statement = \"for every outcome: supp(Q') <= supp(Q)\" "
        "}\n");
    AblationOptions options = small_options();
    options.search.work = 50'000;
    options.threads = 1;
    const auto one = ablations_of(text, options);
    options.threads = 8;
    const auto eight = ablations_of(text, options);
    REQUIRE(one.size() == 3);
    REQUIRE(eight.size() == one.size());
    for (std::size_t i = 0; i < one.size(); ++i)
        CHECK(json_text(without_time(one[i])) == json_text(without_time(eight[i])));
}

TEST_CASE("A limit ends in open so far, with the reason, and is not kept", "[ablate]") {
    const ClaimText text(planted("E[supp(Q')] <= supp(Q)", "K = 2\nN = \"2..6\"\nQ = \"lattice(6)\"",
                                 "N = \"1..12\", statement = \"for every outcome: supp(Q') <= supp(Q)\""));
    const auto folder =
        std::filesystem::temp_directory_path() / ("groundcheck-ablate-" + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    Ledger ledger(folder / "ledger.sqlite");
    AblationOptions options = small_options();
    options.memory = 1;  // one byte
    const auto by_memory = run_ablation({text.claim()}, &ledger, options);
    REQUIRE(by_memory.size() == 1);
    CHECK(by_memory[0].need == Need::open);
    CHECK(by_memory[0].reason.find("memory") != std::string::npos);
    options.memory = 0;
    options.seconds = 1e-9;
    const auto by_time = run_ablation({text.claim()}, &ledger, options);
    CHECK(by_time.at(0).need == Need::open);
    CHECK(by_time.at(0).reason.find("time") != std::string::npos);
    CHECK_FALSE(ledger.find_ablation(text.claim(), "planted"));
    // A limit on the search alone does not keep the methods from proving.
    options.seconds = 0;
    options.search.work = 1;
    const auto by_work = run_ablation({text.claim()}, &ledger, options);
    CHECK(by_work.at(0).need == Need::not_needed);
    CHECK(by_work.at(0).searched.find("limit") != std::string::npos);
    CHECK(ledger.find_ablation(text.claim(), "planted"));
    // Asked to stop at once: nothing is answered.
    std::stop_source stop;
    stop.request_stop();
    CHECK(run_ablation({text.claim()}, nullptr, options, {}, stop.get_token()).empty());
    std::filesystem::remove_all(folder);
}

TEST_CASE("A second run takes from the ledger what the first one decided", "[ablate]") {
    const std::string toml =
        "statement = \"E[D(Q')] <= D(Q)\"\n[domain]\nK = 2\nN = \"2..3\"\nQ = \"lattice(4)\"\n"
        "[assume.a]\nsays = \"a\"\ndrop = { N = \"1..3\" }\n[assume.b]\nsays = \"b\"\ndrop = { K = \"2..3\" "
        "}\n"
        "[assume.c]\nsays = \"c\"\ndrop = { P = \"simplex\", alpha = \"[0,1]\" }\n";
    const ClaimText text(toml);
    const auto folder =
        std::filesystem::temp_directory_path() / ("groundcheck-resume-" + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    AblationOptions options = small_options();
    options.threads = 1;
    {
        Ledger ledger(folder / "ledger.sqlite");
        std::stop_source stop;  // as Ctrl-C does, after the second answer
        run_ablation(
            {text.claim()}, &ledger, options,
            [&](const AblationProgress& progress) {
                if (progress.done == 2) stop.request_stop();
            },
            stop.get_token());
    }
    Ledger ledger(folder / "ledger.sqlite");
    AblationProgress last;
    const auto resumed =
        run_ablation({text.claim()}, &ledger, options, [&](const AblationProgress& p) { last = p; });
    CHECK(last.total == 4);
    CHECK(last.resumed == 2);
    const auto fresh = ablations_of(text, options);
    REQUIRE(resumed.size() == fresh.size());
    for (std::size_t i = 0; i < fresh.size(); ++i)
        CHECK(json_text(without_time(resumed[i])) == json_text(without_time(fresh[i])));
    // A more thorough search is not answered by a lesser one, unless nothing is left to search.
    options.search.work *= 2;
    run_ablation({text.claim()}, &ledger, options, [&](const AblationProgress& p) { last = p; });
    CHECK(last.resumed < last.total);
    std::filesystem::remove_all(folder);
}

TEST_CASE("A boundary order is enclosed: proved below, refuted above", "[ablate][family]") {
    const ClaimText text(
        "statement = \"E[R(q,Q')] <= R(q,Q)\"\n[domain]\nK = 2\nN = 2\nQ = \"simplex\"\nq = 2\n"
        "[assume.order]\nsays = \"q\"\nfamily = { q = \"[1,4]\", N = \"2\" }\n");
    MapOptions options;
    options.steps = 4;
    options.boundary_steps = 4;
    const auto maps = map_parameter(text.claim(), text.claim().assumptions.front(), options);
    REQUIRE(maps.size() == 1);
    const ParameterMap& map = maps.front();
    REQUIRE(map.boundary);
    CHECK(map.boundary->proved_below);
    // Near a vertex both sides are linear: 2*log(2) against q/(q-1), equal at this order.
    const double order = 2 * std::log(2.0) / (2 * std::log(2.0) - 1);
    CHECK(static_cast<double>(map.boundary->low) < order);
    CHECK(order < static_cast<double>(map.boundary->high));
    REQUIRE_FALSE(map.pieces.empty());
    CHECK(map.pieces.front().low == 1);
    CHECK(map.pieces.back().high == 4);
    bool proved = false, refuted = false;
    for (std::size_t i = 0; i < map.pieces.size(); ++i) {
        const ParameterPiece& piece = map.pieces[i];
        if (i > 0) CHECK(piece.low == map.pieces[i - 1].high);
        for (int step = 0; step <= 4; ++step) {
            const long double q =
                static_cast<long double>(piece.low + (piece.high - piece.low) * Rational(step, 4));
            if (q == 1) continue;
            const auto renyi = [q](long double x) {
                return std::log(std::pow(x, q) + std::pow(1 - x, q)) / (1 - q);
            };
            if (piece.verdict == Verdict::refuted) {  // at the piece's own point, for all of its orders
                const long double p = static_cast<long double>(piece.witness->distributions.at("Q")[0]);
                CHECK(mean_of(2, p, renyi) > renyi(p));
            }
            if (piece.verdict == Verdict::proved)
                for (int c = 1; c < 200; ++c)
                    CHECK(mean_of(2, c / 200.0L, renyi) <= renyi(c / 200.0L) + clearly);
        }
        proved = proved || (piece.verdict == Verdict::proved && !piece.single());
        refuted = refuted || (piece.verdict == Verdict::refuted && !piece.single());
    }
    CHECK(proved);
    CHECK(refuted);
    // A map that is stopped has gaps, and no verdict that was not reached.
    options.stop = [] { return true; };
    const ParameterMap stopped = map_parameter(text.claim(), text.claim().assumptions.front(), options)[0];
    for (const ParameterPiece& piece : stopped.pieces)
        CHECK(piece.verdict == Verdict::undecided);
}

TEST_CASE("An order is bounded by the end that makes its side greatest or least", "[ablate][family]") {
    const ClaimText text(
        "statement = \"E[R(q,Q')] <= R(q,Q)\"\n[domain]\nK = 2\nN = 2\nQ = \"simplex\"\nP = "
        "\"simplex\"\nalpha = 0\nq = 2\n");
    const Scope scope = scope_of(text.claim().domains.front());
    const auto bounded = [&](const std::string& statement, bool weakest) -> std::string {
        const ExpressionPtr tree = parse_statement(statement, scope);
        const ExpressionPtr result = for_every_order(tree, "q", 2, 3, weakest);
        return result ? to_text(*result) : "";
    };
    CHECK(bounded("E[R(q,Q')] <= R(q,Q)", false) == "E[R(2, Q')] <= R(3, Q)");
    CHECK(bounded("E[R(q,Q')] <= R(q,Q)", true) == "E[R(3, Q')] <= R(2, Q)");
    CHECK(bounded("R(q,Q) > E[T(q,Q')]", false) == "R(3, Q) > E[T(2, Q')]");
    CHECK(bounded("R(q,Q) - E[R(q,Q')] >= 0", false) == "R(3, Q) - E[R(2, Q')] >= 0");
    CHECK(bounded("2*R(q,Q)/3 <= 1", false) == "2*R(2, Q)/3 <= 1");
    for (const char* statement : {"E[R(q,Q')] == R(q,Q)", "q*R(q,Q) <= 1", "R(q,Q) <= q", "R(q,Q)^2 <= 1",
                                  "1/R(q,Q) <= 1", "-1*R(q,Q) <= 1", "R(q+1,Q) <= 1",
                                  "R(q,Q) <= 1 and H(Q) >= 0", "Var[R(q,Q')] <= 1", "log(R(q,Q)) <= 1"})
        CHECK(bounded(statement, false).empty());
}

TEST_CASE("What is written out in numbers has the value of the expression", "[ablate][expand]") {
    const ClaimText text(
        "statement = \"E[H(Q')] <= H(R) + mean(f,Q) + q\"\n[domain]\nK = 3\nN = 2\nQ = \"simplex\"\nP = "
        "\"simplex\"\n"
        "R = \"simplex\"\nalpha = \"1/3\"\nq = 2\nf = [[0, 1, 5]]\n");
    Point point;
    point.K = 3;
    point.N = 2;
    point.scalars = {{"alpha", Rational(1, 3)}, {"q", Rational(5, 2)}};
    point.distributions = {{"Q", {Rational(1, 2), Rational(1, 2), 0}},
                           {"P", {Rational(1, 5), Rational(3, 5), Rational(1, 5)}},
                           {"R", {Rational(1, 4), Rational(1, 4), Rational(1, 2)}}};
    point.observables = {{"f", {0, 1, 5}}};
    const Scope scope = scope_of(text.claim().domains.front());
    for (const char* side :
         {"H(Q)", "E[H(Q')]", "E[H(Q') from R]", "R(q,R)", "R(infinity,R)", "R(0,Q)", "T(3,Q) + T(q,P)",
          "E[R(q,Q')]", "KL(Q,R)", "TV(Q,R) + L2(Q,P)", "E[KL(Q',M)]", "E[supp(Q')]*log(2)",
          "mean(f,Q)*var(f,R)", "sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))", "prod(s in 1..3: 1 - 1/(N*s^2))*pi",
          "E[max(Q')] - min(Q)^3", "sqrt(E[D(Q')])*exp(1) - abs(H(Q) - H(R))",
          "log1p(alpha) + expm1(alpha) + max(q, K, N)"}) {
        const ExpressionPtr tree = parse_statement(std::string(side) + " <= 0", scope)->args[0];
        const auto written = expanded(*tree, point);
        INFO(side);
        REQUIRE(written);
        INFO(*written);
        const BallKernel kernel(128);
        const Ball value = Evaluator<BallKernel>(kernel, point).scalar(*tree);
        const Ball again = Calculator<BallKernel>(kernel).value(*parse_calculator(*written));
        CHECK(kernel.equal(value, again) != Truth::no);
        CHECK(kernel.less(kernel.sub(value, again), kernel.rational(Rational(1, 1000000))) == Truth::yes);
        CHECK(kernel.less(kernel.sub(again, value), kernel.rational(Rational(1, 1000000))) == Truth::yes);
    }
    for (const char* side : {"E[H(Q[2])]", "KL(R,Q)", "Var[H(Q')]", "Pr[Q' == Q]"}) {
        const ExpressionPtr tree = parse_statement(std::string(side) + " <= 0", scope)->args[0];
        CHECK_FALSE(expanded(*tree, point));
    }
    const ExpressionPtr statement = parse_statement("E[H(Q')] <= 0", scope);
    // A claim about the mixture has no number of samples.
    Point mixture = point;
    mixture.N.reset();
    const ExpressionPtr divergence = parse_statement("KL(P,M) <= 0", scope)->args[0];
    CHECK(expanded(*divergence, mixture) == expanded(*divergence, point));
    CHECK(expanded(*divergence, mixture));
    CHECK_FALSE(expanded(*parse_statement("E[H(Q')] <= 0", scope)->args[0], mixture));
    Rational total = 0;
    for (const WitnessOutcome& outcome : few_outcomes(*statement, point))
        total += outcome.probability;
    CHECK(total == 1);
    point.N = 12;
    CHECK(few_outcomes(*statement, point).empty());
}

}  // namespace ablation_test
