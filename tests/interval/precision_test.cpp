// The precision ladder, endpoints, and three-valued truth.
#include "interval/precision.hpp"

#include <algorithm>
#include <vector>

#include "interval/endpoint.hpp"
#include "interval/truth.hpp"
#include "tests/catch.hpp"

using namespace groundcheck;

namespace precision_test {

namespace {

std::vector<Precision> rungs(Precision ceiling) {
    std::vector<Precision> result;
    for (const Precision bits : PrecisionLadder(ceiling))
        result.push_back(bits);
    return result;
}

}  // namespace

TEST_CASE("the ladder doubles from 64 bits and ends with its ceiling") {
    CHECK(rungs(512) == std::vector<Precision>{64, 128, 256, 512});
    CHECK(rungs(500) == std::vector<Precision>{64, 128, 256, 500});
    CHECK(rungs(64) == std::vector<Precision>{64});
    CHECK(rungs(65) == std::vector<Precision>{64, 65});
    CHECK(rungs(30) == std::vector<Precision>{30});
    CHECK(rungs(PrecisionLadder().ceiling()).size() == 7);
    CHECK(rungs(Precision{1} << 31).size() == 26);
    for (const Precision bad : {Precision{1}, Precision{0}, Precision{-64}, (Precision{1} << 31) + 1}) {
        CHECK_THROWS_AS(PrecisionLadder(bad), std::invalid_argument);
    }
}

TEST_CASE("endpoints are ordered like the extended reals") {
    const std::vector<Endpoint> ascending = {minus_infinity(), finite_endpoint(-2),
                                             finite_endpoint(Rational(1, 3)), plus_infinity()};
    for (std::size_t i = 0; i < ascending.size(); ++i) {
        for (std::size_t j = 0; j < ascending.size(); ++j) {
            CHECK((ascending[i] < ascending[j]) == (i < j));
            CHECK((ascending[i] <= ascending[j]) == (i <= j));
            CHECK((ascending[i] == ascending[j]) == (i == j));
        }
    }
    CHECK(to_string(minus_infinity()) == "-inf");
    CHECK(to_string(plus_infinity()) == "inf");
    CHECK(to_string(finite_endpoint(Rational(1, 3))) == "1/3");
    CHECK(distance(finite_endpoint(1), finite_endpoint(3)) == finite_endpoint(2));
    CHECK(distance(finite_endpoint(1), plus_infinity()) == plus_infinity());
    CHECK(distance(minus_infinity(), finite_endpoint(1)) == plus_infinity());
}

TEST_CASE("three-valued truth is Kleene's") {
    const Truth all[] = {Truth::no, Truth::unknown, Truth::yes};
    for (const Truth a : all) {
        for (const Truth b : all) {
            CHECK((a && b) == std::min(a, b));  // no < unknown < yes
            CHECK((a || b) == std::max(a, b));
            CHECK((!(a && b)) == (!a || !b));
        }
        CHECK((!!a) == a);
        CHECK(is_certain(a) == (a != Truth::unknown));
    }
    CHECK(certainly(true) == Truth::yes);
    CHECK(certainly(false) == Truth::no);
}

}  // namespace precision_test
