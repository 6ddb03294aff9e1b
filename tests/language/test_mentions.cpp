// Looking through expressions: the order of the parts, and the questions asked of them.
#include <vector>

#include "tests/language_fixture.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck::test::test_mentions {
namespace {

ExpressionPtr statement(const std::string& text) { return parse_statement(text, full_scope()); }

TEST_CASE("parts are met in the order of the text, each once", "[mentions]") {
    const ExpressionPtr e = statement("H(Q) + q*E[D(Q')] <= log(N)^t");
    std::vector<std::string> met;
    for_each_part(*e, [&](const Expression& part) { met.push_back(to_text(part)); });
    CHECK(met == std::vector<std::string>{"H(Q) + q*E[D(Q')] <= log(N)^t", "H(Q) + q*E[D(Q')]", "H(Q)", "Q",
                                          "q*E[D(Q')]", "q", "E[D(Q')]", "D(Q')", "Q'", "log(N)^t", "log(N)",
                                          "N", "t"});
}

TEST_CASE("the first part is the leftmost, and the expression is a part of itself", "[mentions]") {
    const ExpressionPtr e = statement("H(P) < H(R) + H(Q)");
    const auto entropy = [](const Expression& part) { return part.name == "H"; };
    REQUIRE(first_part(*e, entropy) != nullptr);
    CHECK(to_text(*first_part(*e, entropy)) == "H(P)");
    CHECK(first_part(*e, [](const Expression& part) { return part.node == Node::relation; }) == e.get());
    CHECK(first_part(*e, [](const Expression& part) { return part.name == "D"; }) == nullptr);
    std::size_t asked = 0;  // no further than needed: the relation, H(P)
    CHECK(mentions(*e, [&](const Expression& part) { return ++asked, part.name == "H"; }));
    CHECK(asked == 2);
}

TEST_CASE("numbers, models and generations are told apart", "[mentions]") {
    struct Row {
        const char* text;
        bool next, drawn, time, samples, q;
    };
    for (const Row& row : std::vector<Row>{{"H(Q) < 1", false, false, false, false, false},
                                           {"H(M) < 1", false, false, false, false, false},
                                           {"E[H(Q')] < 1", true, true, false, false, false},
                                           {"E[H(Q[2])] < 1", false, true, false, false, false},
                                           {"E[H(Q[t])] < N", false, true, true, true, false},
                                           {"sum(s in 1..3: s) < N", false, false, false, true, false},
                                           {"R(q, Q) < t", false, false, true, false, true},
                                           {"for every outcome: D(Q') <= q", true, true, false, false, true},
                                           {"q < 1 or E[D(Q')] < N", true, true, false, true, true}}) {
        INFO(row.text);
        const ExpressionPtr e = statement(row.text);
        CHECK(mentions_next_model(*e) == row.next);
        CHECK(mentions_drawn_model(*e) == row.drawn);
        CHECK(mentions_time(*e) == row.time);
        CHECK(mentions_number(*e, "N") == row.samples);
        CHECK(mentions_number(*e, "q") == row.q);
        CHECK_FALSE(mentions_number(*e, "alpha"));
        CHECK_FALSE(mentions_number(*e, "Q"));
    }
}

TEST_CASE("a distribution is asked for by its name alone", "[mentions]") {
    const ExpressionPtr e = statement("KL(Q, P) < H(M) + E[D(Q')]");
    for (const char* name : {"Q", "P", "M", "Q'"})
        CHECK(mentions(*e, [&](const Expression& part) { return is_distribution_named(part, name); }));
    for (const char* name : {"R", "H", "KL", ""})
        CHECK_FALSE(mentions(*e, [&](const Expression& part) { return is_distribution_named(part, name); }));
}

TEST_CASE("a relation holds by the sign of the difference", "[expression]") {
    for (int a = -1; a <= 1; ++a) {
        CHECK(holds_by_sign(Relation::less_equal, a) == (a <= 0));
        CHECK(holds_by_sign(Relation::less, a) == (a < 0));
        CHECK(holds_by_sign(Relation::greater_equal, a) == (a >= 0));
        CHECK(holds_by_sign(Relation::greater, a) == (a > 0));
        CHECK(holds_by_sign(Relation::equal, a) == (a == 0));
        CHECK(holds_by_sign(Relation::not_equal, a) == (a != 0));
    }
}

}  // namespace
}  // namespace groundcheck::test::test_mentions
