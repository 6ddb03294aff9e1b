// Estimates as text.
#include "reports/measure_text.hpp"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tests/catch.hpp"

using namespace groundcheck;

TEST_CASE("numbers of CSV and JSON read back as the same double, infinities are words", "[reports]") {
    for (const double value : {0.1, 1.0 / 3, 5e-324, 1e300, -2.0})
        CHECK(std::strtod(shortest(value).c_str(), nullptr) == value);
    CHECK(shortest(directed::infinity) == "inf");
    CHECK(shortest(-directed::infinity) == "-inf");
    CHECK(json_interval({0.5, directed::infinity}).dump() == "[0.5,\"inf\"]");
}

TEST_CASE("middles and cells of intervals", "[reports]") {
    CHECK(middle({1, 2}) == 1.5);
    CHECK(middle({directed::infinity, directed::infinity}) == directed::infinity);
    CHECK(interval_cell({3, 3}) == "3");
    CHECK(interval_cell({0.25, 0.5}) == "[0.25, 0.5]");
    CHECK(interval_cell({1.0 / 3, 1.0 / 3}).find("0.3333") != std::string::npos);
}

TEST_CASE("a table shows at most about forty generations, the first and the last among them", "[reports]") {
    CHECK(rows_shown(0) == std::vector<std::size_t>{0});
    CHECK(rows_shown(2) == std::vector<std::size_t>{0, 1, 2});
    for (const std::size_t last : {39U, 40U, 41U, 79U, 80U, 1000U, 12345U}) {
        const std::vector<std::size_t> rows = rows_shown(last);
        CHECK((rows.front() == 0 && rows.back() == last));
        CHECK((rows.size() <= 42 && rows.size() > 20));
        CHECK(std::is_sorted(rows.begin(), rows.end()));
    }
}

TEST_CASE("an estimate's columns and entry", "[reports]") {
    const MeasureEstimate plain{{1, 2}, {0.5, 4}, 0, {0, 0}, {0.25, 0.25}};
    CHECK(estimate_columns(plain.average, plain.expectation) == ",1.5,0.5,4");
    CHECK(error_column(plain) == "0.25");
    CHECK(json_estimate(plain, false).dump() ==
          R"({"average":1.5,"standard_error":0.25,"expectation":[0.5,4.0]})");
    MeasureEstimate infinite = plain;
    infinite.average = {directed::infinity, directed::infinity};
    infinite.infinite = 3;
    infinite.infinite_share = {0.125, 0.5};
    infinite.standard_error = DoubleInterval::empty();
    CHECK(infinite_columns(infinite) == ",3,0.125,0.5");
    CHECK(error_column(infinite).empty());
    CHECK(
        json_estimate(infinite, true).dump() ==
        R"({"average":"inf","expectation":[0.5,4.0],"infinite_replicates":3,"infinite_probability":[0.125,0.5]})");
    CHECK(confidence_sentence(Sharing::all, 0.99, 24) ==
          "All 24 intervals hold at once with a confidence of 99% (union bound).");
    CHECK(confidence_sentence(Sharing::each, 0.5, 24) ==
          "Each interval by itself holds with a confidence of 50%; not all at once.");
}

TEST_CASE("point estimates stand with their standard error where there is one", "[reports]") {
    MeasureEstimate estimate{{1, 2}, {0.5, 4}, 0, {0, 0}, {0.25, 0.25}};
    CHECK(average_cell(estimate) == "1.5 ± 0.25");
    estimate.standard_error = DoubleInterval::empty();
    CHECK(average_cell(estimate) == "1.5");
    CHECK(averages_title(1).find("no standard error") != std::string::npos);
    CHECK(averages_title(2).find("the 2 replicates ± standard errors") != std::string::npos);
}
