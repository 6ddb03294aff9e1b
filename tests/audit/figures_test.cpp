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
