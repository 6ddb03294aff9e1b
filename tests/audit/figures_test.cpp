#include "audit/figures/figures.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>

#include "audit/figures/figure_columns.hpp"
#include "sim/grounding.hpp"
#include "tests/catch.hpp"
#include "tests/scratch.hpp"
#include "theorems/language/paper_file.hpp"

using namespace groundcheck;

namespace figures_test {

namespace {

std::size_t column(const Figure& figure, const std::string& name) {
    const auto place = std::find(figure.columns.begin(), figure.columns.end(), name);
    REQUIRE(place != figure.columns.end());
    return static_cast<std::size_t>(place - figure.columns.begin());
}

// A column's numbers; NaN where there is none.
std::vector<double> numbers(const Figure& figure, const std::string& name) {
    std::vector<double> values;
    for (const auto& row : figure.rows) {
        const std::string& text = row[column(figure, name)];
        values.push_back(text.empty() ? std::nan("") : std::stod(text));
    }
    return values;
}

// Every curve has its columns, every enclosure is in order.
void check_figure(const Figure& figure) {
    INFO(figure.id);
    CHECK_FALSE(figure.title.empty());
    CHECK_FALSE(figure.caption.empty());
    CHECK_FALSE(figure.method.empty());
    CHECK_FALSE(figure.x.label.empty());
    CHECK_FALSE(figure.y.label.empty());
    REQUIRE_FALSE(figure.curves.empty());
    for (const FigureCurve& curve : figure.curves) {
        column(figure, curve.x);
        column(figure, curve.low);
        if (!curve.high.empty()) column(figure, curve.high);
    }
    for (const std::string& name : figure.columns) {
        if (!name.ends_with("_low")) continue;
        const std::vector<double> low = numbers(figure, name),
                                  high = numbers(figure, name.substr(0, name.size() - 3) + "high");
        for (std::size_t i = 0; i < low.size(); ++i)
            if (!(low[i] <= high[i])) CHECK((std::isnan(low[i]) && std::isnan(high[i])));
    }
}

}  // namespace

TEST_CASE("numbers in columns are rounded outward", "[figures]") {
    CHECK(figures::low_text(0.25) == "0.25");
    CHECK(figures::high_text(0.25) == "0.25");
    const double third = 1.0 / 3;
    CHECK(figures::low_text(third) == "0.333333333333");
    CHECK(figures::high_text(third) == "0.333333333334");
    CHECK(figures::low_text(-third) == "-0.333333333334");
    CHECK(figures::high_text(INFINITY).empty());
    CHECK(figures::low_text(std::nan("")).empty());
    Figure figure;
    figures::add_column(figure, "a", {"1", "2"});
    CHECK_THROWS_AS(figures::add_column(figure, "b", {"1"}), std::logic_error);
}

TEST_CASE("the loss of entropy lies between its bounds in the figure", "[figures]") {
    const Figure figure = figures::loss_sandwich();
    check_figure(figure);
    const auto loss = numbers(figure, "loss_high"), lower = numbers(figure, "lower_low"),
               upper = numbers(figure, "upper_high"), floor = numbers(figure, "floor_low");
    for (std::size_t i = 0; i < loss.size(); ++i) {
        CHECK(lower[i] <= loss[i]);
        CHECK(numbers(figure, "loss_low")[i] <= upper[i]);
        CHECK(floor[i] <= loss[i]);
    }
    CHECK(loss.front() == 0);
    CHECK(loss.back() == 0);
    // Q = (1/2, 1/2) and its mirror images.
    CHECK(loss[30] == loss[90]);
}

TEST_CASE("a symbol's margin encloses what the loss of two symbols leaves over", "[figures]") {
    const Figure figure = figures::symbol_margin();
    check_figure(figure);
    // At N = 2, by hand: the loss of one symbol is -p*log(p) + 2p(1-p)*(1/2)*log(1/2), its bound
    // p/2*log(1 + (1-p)/(2p)).
    const auto p = numbers(figure, "p"), low = numbers(figure, "N2_low"), high = numbers(figure, "N2_high");
    for (std::size_t i = 0; i + 1 < p.size(); i += 2) {
        for (const double x : {p[i], (p[i] + p[i + 1]) / 2, p[i + 1]}) {
            const double margin =
                -x * std::log(x) + x * (1 - x) * std::log(0.5) - x / 2 * std::log(1 + (1 - x) / (2 * x));
            INFO(x);
            CHECK(2 * margin >= low[i] - 1e-12);
            CHECK(2 * margin <= high[i] + 1e-12);
        }
        CHECK(high[i] - low[i] < 0.05);
    }
}

TEST_CASE("generations: entropy and diversity fall, between the bounds and inside the simulation's bands",
          "[figures]") {
    const Figure figure = figures::generations();
    check_figure(figure);
    const auto entropy = numbers(figure, "entropy_low"), diversity = numbers(figure, "diversity_high"),
               lower = numbers(figure, "lower_bound_low"), upper = numbers(figure, "upper_bound_high"),
               band_low = numbers(figure, "entropy_simulated_low"),
               band_high = numbers(figure, "entropy_simulated_high");
    CHECK(entropy[0] == Approx(std::log(8)));
    for (std::size_t t = 0; t < entropy.size(); ++t) {
        if (t > 0) CHECK(entropy[t] < entropy[t - 1]);
        CHECK(lower[t] <= numbers(figure, "entropy_high")[t]);
        if (t > 0) CHECK(entropy[t] <= upper[t]);
        CHECK(diversity[t] == Approx(std::pow(0.95, t) * 0.875).epsilon(1e-10));
        CHECK(band_low[t] <= numbers(figure, "entropy_high")[t]);
        CHECK(entropy[t] <= band_high[t]);
    }
}

TEST_CASE("the drift obeys its law in the figure", "[figures]") {
    const Figure figure = figures::drift_variance();
    check_figure(figure);
    const auto variance = numbers(figure, "variance_low");
    for (std::size_t t = 0; t < variance.size(); ++t) {
        CHECK(variance[t] == Approx(11.0 / 16 * (1 - std::pow(0.95, t))).epsilon(1e-10));
        if (t <= 20) {
            CHECK(numbers(figure, "window_lower_low")[t] <= variance[t] + 1e-12);
            CHECK(variance[t] <= numbers(figure, "window_upper_high")[t]);
        }
        CHECK(numbers(figure, "simulated_low")[t] <= variance[t] + 1e-12);
        CHECK(variance[t] <= numbers(figure, "simulated_high")[t]);
    }
}

TEST_CASE("what is kept and lost follows the grounding law", "[figures]") {
    const Figure kept = figures::kept_diversity();
    check_figure(kept);
    const auto fresh = numbers(kept, "fresh"), ten = numbers(kept, "N10_low"),
               limit = numbers(kept, "limit_high");
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        if (fresh[i] > 10.001) {
            CHECK(std::isnan(ten[i]));
            continue;
        }
        const double alpha = fresh[i] / 10;
        CHECK(ten[i] == Approx(1 - 1 / (1 + 9 * alpha * (2 - alpha))));
        CHECK(ten[i] < limit[i]);
    }
    const Figure lost = figures::lost_map();
    check_figure(lost);
    const std::size_t word = column(lost, "lost");
    const auto alpha = numbers(lost, "alpha"), N = numbers(lost, "N");
    std::set<std::string> words;
    for (std::size_t i = 0; i < lost.rows.size(); ++i) {
        const double loss = 1 / (1 + (N[i] - 1) * alpha[i] * (2 - alpha[i]));
        words.insert(lost.rows[i][word]);
        CHECK((lost.rows[i][word] == "lost: <1%") == (loss < 0.01));
        CHECK((lost.rows[i][word] == ">50%") == (loss > 0.5));
    }
    CHECK(words.size() == 4);
}

TEST_CASE("the map of the collapse has its three regions where the exponents say", "[figures]") {
    const Figure figure = figures::collapse_map();
    check_figure(figure);
    const auto s = numbers(figure, "s"), r = numbers(figure, "r");
    const std::size_t by = column(figure, "decided_by");
    for (std::size_t i = 0; i < s.size(); ++i)
        CHECK(figure.rows[i][by] == (r[i] > 1 ? "product" : s[i] <= r[i] ? "grounding" : "collapse"));
}

TEST_CASE("expected Renyi entropy rises above order two only", "[figures]") {
    const Figure figure = figures::entropy_orders();
    check_figure(figure);
    const auto q = numbers(figure, "q");
    const std::size_t what = column(figure, "expected_entropy");
    std::size_t rises = 0, open = 0;
    for (std::size_t i = 0; i < q.size(); ++i) {
        rises += figure.rows[i][what] == "rises" ? 1 : 0;
        open += figure.rows[i][what] == "open" ? 1 : 0;
        if (q[i] <= 2) CHECK(figure.rows[i][what] == "falls");
    }
    CHECK(rises > 0);
    CHECK(open == 0);
}

TEST_CASE("the two learners: one keeps its entropy, both forget", "[figures]") {
    const FigureInputs uniform{[](const std::string&) { return 1U; }, "uniform"};
    const Figure entropy = figures::learners_entropy(uniform);
    check_figure(entropy);
    const auto program = numbers(entropy, "posterior_mean"), density = numbers(entropy, "density_mean");
    CHECK(program.back() == Approx(program.front()));
    CHECK(density.back() < density.front() / 2);
    const Figure knowledge = figures::learners_knowledge(uniform);
    check_figure(knowledge);
    CHECK(numbers(knowledge, "posterior_mean").back() > 0.5);
}

namespace {

// Whether the enclosures of two columns meet in every row.
void check_meet(const Figure& figure, const std::string& a, const std::string& b) {
    const auto a_low = numbers(figure, a + "_low"), a_high = numbers(figure, a + "_high"),
               b_low = numbers(figure, b + "_low"), b_high = numbers(figure, b + "_high");
    for (std::size_t i = 0; i < a_low.size(); ++i) {
        INFO(a << ", row " << i);
        CHECK(a_low[i] <= b_high[i]);
        CHECK(b_low[i] <= a_high[i]);
        CHECK(a_high[i] - a_low[i] < 1e-9);
    }
}

}  // namespace

TEST_CASE("the variance under fixed noise meets its closed forms, and only the loop's is a random walk's",
          "[figures]") {
    const Figure figure = figures::noise_variance();
    check_figure(figure);
    const auto t = numbers(figure, "t"), none = numbers(figure, "none_low"),
               harmonic = numbers(figure, "harmonic_low"), root = numbers(figure, "root_low"),
               constant = numbers(figure, "constant_low");
    for (const char* name : {"none", "harmonic", "constant"})
        for (const char* side : {"_lower", "_upper"})
            check_meet(figure, name, std::string(name) + side);
    // The recursion by hand, in doubles.
    double v1 = 0, v2 = 0, v3 = 0;
    std::size_t row = 0;
    for (int s = 0; row < t.size(); ++s) {
        if (s == t[row]) {
            CHECK(none[row] == s);
            CHECK(harmonic[row] == Approx(v1));
            CHECK(root[row] == Approx(v2));
            CHECK(constant[row] == Approx(v3));
            CHECK(numbers(figure, "root_lower_low")[row] <= root[row]);
            CHECK(root[row] <= numbers(figure, "root_upper_high")[row]);
            ++row;
        }
        const auto step = [&](double v, double share) { return (1 - share) * (1 - share) * v + 1; };
        v1 = step(v1, 1.0 / (s + 2));
        v2 = step(v2, 1 / std::sqrt(s + 1.0));
        v3 = step(v3, 0.1);
    }
}

TEST_CASE("without samples a share with an infinite sum reaches the world, another stays at half",
          "[figures]") {
    const Figure figure = figures::idealised_shares();
    check_figure(figure);
    for (const char* name : {"harmonic", "square"})
        check_meet(figure, name, std::string(name) + "_law");
    double first = 1, second = 1;
    for (std::size_t t = 0; t < figure.rows.size(); ++t) {
        CHECK(numbers(figure, "harmonic_low")[t] == Approx(first));
        CHECK(numbers(figure, "square_low")[t] == Approx(second));
        CHECK(second > 0.5);
        const auto s = static_cast<double>(t + 2);
        first *= 1 - 1 / s;
        second *= 1 - 1 / (s * s);
    }
}

TEST_CASE("the verifier's odds and more samples make the right end likelier, never below the bound",
          "[figures]") {
    const Figure figure = figures::verifier_fixation();
    check_figure(figure);
    const auto N = numbers(figure, "N");
    for (std::size_t i = 1; i < N.size(); ++i)
        CHECK(N[i] > N[i - 1]);
    for (const auto& [name, odds] : {std::pair{"strong", 1.5}, {"middling", 1.1}, {"weak", 1.01}}) {
        const std::string column = name;
        const auto right = numbers(figure, column + "_high"), bound = numbers(figure, column + "_bound_low");
        // One sample ends the loop at once: u*q/(u*q + v*(1-q)).
        CHECK(right[0] == Approx(odds / (odds + 3)));
        for (std::size_t i = 0; i < N.size(); ++i) {
            CHECK(bound[i] <= right[i]);
            CHECK(right[i] > 0.25);
            if (i > 0)
                CHECK(numbers(figure, column + "_low")[i] > numbers(figure, column + "_high")[i - 1] - 1e-9);
        }
    }
    CHECK(numbers(figure, "strong_low").back() > 0.999);
    CHECK(numbers(figure, "weak_high")[10] < numbers(figure, "middling_low")[10]);
    CHECK(numbers(figure, "middling_high")[10] < numbers(figure, "strong_low")[10]);
}

TEST_CASE("diversity with label smoothing follows its law to a level, and inside the simulation's bands",
          "[figures]") {
    const Figure figure = figures::smoothing_diversity();
    check_figure(figure);
    for (const auto& [name, e] : {std::pair{"much", 0.1}, {"little", 0.01}, {"none", 0.0}}) {
        const std::string column = name;
        check_meet(figure, column, column + "_law");
        const auto diversity = numbers(figure, column + "_low");
        const double keep = (1 - e) * (1 - e), level = 2.0 / 3 * (1 - keep) * 20 / ((1 - keep) * 20 + keep);
        CHECK(numbers(figure, column + "_level_low")[0] == Approx(level));
        double expected = 0.625;  // 1 - 1/4 - 1/16 - 1/16, then the one-step law
        std::size_t row = 0;
        for (int t = 0; row < diversity.size(); ++t) {
            if (t == 4 * static_cast<int>(row)) {
                CHECK(diversity[row] == Approx(expected));
                CHECK(numbers(figure, column + "_simulated_low")[row] <= diversity[row] + 1e-12);
                CHECK(diversity[row] <= numbers(figure, column + "_simulated_high")[row]);
                ++row;
            }
            expected = (1 - keep) * 2.0 / 3 + keep * 0.95 * expected;
        }
    }
}

TEST_CASE("mutual information is what the definition says", "[figures]") {
    const BallKernel kernel(128);
    const auto ball = [&](int a, int b) { return kernel.rational(Rational(a, b)); };
    const std::vector<Rational> even = {Rational(1, 2), Rational(1, 2)};
    // Told apart for certain: log 2. Not at all: 0. Through a channel that errs by a quarter.
    const auto certain = figures::information_of(even, {{ball(1, 1), ball(0, 1)}, {ball(0, 1), ball(1, 1)}});
    CHECK(certain.lo <= std::log(2));
    CHECK(certain.hi == Approx(std::log(2)));
    const auto nothing = figures::information_of(even, {{ball(1, 3), ball(2, 3)}, {ball(1, 3), ball(2, 3)}});
    CHECK(nothing.lo <= 0);
    CHECK(0 <= nothing.hi);
    CHECK(nothing.hi < 1e-30);
    const auto quarter = figures::information_of(even, {{ball(1, 4), ball(3, 4)}, {ball(3, 4), ball(1, 4)}});
    CHECK(quarter.hi == Approx(std::log(2) + 0.25 * std::log(0.25) + 0.75 * std::log(0.75)));
    // A world of prior 0 plays no part.
    const auto one = figures::information_of({1, 0}, {{ball(1, 4), ball(3, 4)}, {ball(3, 4), ball(1, 4)}});
    CHECK(one.hi < 1e-30);
}

TEST_CASE("the density matcher keeps one sample's worth of information, the program learner nothing",
          "[figures]") {
    const Figure figure = figures::information();
    check_figure(figure);
    const auto density = numbers(figure, "density_low"), posterior = numbers(figure, "posterior_high"),
               maximum = numbers(figure, "maximum_high"), one = numbers(figure, "one_sample_high");
    const double entropy = -0.75 * std::log(0.375) - 0.25 * std::log(0.125);
    for (const auto* start : {&density, &posterior, &maximum})
        CHECK((*start)[0] == Approx(entropy));
    for (std::size_t t = 1; t < density.size(); ++t) {
        CHECK(density[t] < density[t - 1]);
        CHECK(density[t] >= one[t] - 1e-12);
        CHECK(posterior[t] < posterior[t - 1]);
        CHECK(maximum[t] < maximum[t - 1]);
        CHECK(maximum[t] < density[t]);
        CHECK(posterior[t] < maximum[t]);
    }
    // Both samples of the first generation, by all 16 pairs.
    const auto emit = [](int world, int seen) {
        double mass = 1;
        for (const int bit : {1, 2})
            mass *= (world & bit) == (seen & bit) ? 0.75 : 0.25;
        return mass;
    };
    const double prior[] = {0.375, 0.125, 0.125, 0.375};
    double both = 0;
    for (int x = 0; x < 4; ++x) {
        for (int y = 0; y < 4; ++y) {
            double mixed = 0;
            for (int w = 0; w < 4; ++w)
                mixed += prior[w] * emit(w, x) * emit(w, y);
            for (int w = 0; w < 4; ++w) {
                const double mass = emit(w, x) * emit(w, y);
                both += prior[w] * mass * std::log(mass / mixed);
            }
        }
    }
    CHECK(density[1] == Approx(both));
    CHECK(density.back() == Approx(one.back()).epsilon(0.01));
    CHECK(posterior.back() < 1e-6);
    CHECK(maximum.back() < 1e-3);
}

TEST_CASE("a figure is made where a paper asks for it and a claim of it was audited", "[figures]") {
    Claim claim;
    claim.id = "a/b";
    Paper paper;
    paper.figures = {{"lost-map", "", "", {"a/b", "c/d"}},
                     {"loss-sandwich", "", "", {"c/d"}},
                     {"kept-diversity", "Its own title", "Its own caption", {"a/b"}}};
    const std::vector<Figure> made = make_figures({claim}, {paper}, {});
    REQUIRE(made.size() == 2);
    CHECK(made[0].id == "lost-map");
    CHECK(made[0].title == figures::lost_map().title);
    CHECK(made[1].title == "Its own title");
    CHECK(made[1].caption == "Its own caption");
    for (const Figure& figure : made)
        CHECK(figure.claims == std::vector<std::string>{claim.id});
    CHECK(make_figures({}, {paper}, {}).empty());
    CHECK(make_figures({claim}, {}, {}).empty());
    std::stop_source stop;
    stop.request_stop();
    CHECK(make_figures({claim}, {paper}, {}, stop.get_token()).empty());
}

TEST_CASE("a figure that two papers ask for is made once, for the claims of both", "[figures]") {
    std::vector<Claim> claims(2);
    claims[0].id = "a/b";
    claims[1].id = "c/d";
    std::vector<Paper> papers(2);
    papers[0].figures = {{"lost-map", "", "", {"a/b"}}};
    papers[1].figures = {{"lost-map", "Another title", "", {"c/d", "a/b"}}};
    const std::vector<Figure> made = make_figures(claims, papers, {});
    REQUIRE(made.size() == 1);
    CHECK(made[0].claims == std::vector<std::string>{"a/b", "c/d"});
    CHECK(made[0].title == figures::lost_map().title);
}

TEST_CASE("the name of a figure is known, or an error at its place", "[figures]") {
    const std::vector<std::string> names = figure_names();
    CHECK(std::is_sorted(names.begin(), names.end()));
    CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
    const test::Scratch scratch;
    const auto file = scratch.folder / "paper.toml";
    const auto load = [&](const std::string& name) {
        std::ofstream(file)
            << "id = \"p\"\ntitle = \"t\"\nauthors = [\"A\"]\nyear = 2026\n[[statement]]\nnumber = "
               "\"1\"\nsays = \"s\"\nunread = \"why\"\n[[figure]]\ndraws = \""
            << name << "\"\nclaims = [\"a/b\"]\n";
        return load_paper(file);
    };
    for (const std::string& name : names)
        CHECK_NOTHROW(require_figures({load(name)}));
    try {
        require_figures({load("lost-mapp")});
        FAIL("accepted");
    } catch (const InputError& error) {
        CHECK(error.line == 10);
        CHECK(error.hint == "did you mean \"lost-map\"?");
    }
}

}  // namespace figures_test
