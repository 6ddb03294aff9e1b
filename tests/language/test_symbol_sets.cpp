// Sets of symbols: A = "{1, 2}", mass(A, p) and given(A, p).
#include <string>
#include <vector>

#include "tests/language_fixture.hpp"

namespace groundcheck::test::test_symbol_sets {
namespace {

std::string claim(const std::string& statement, const std::string& set, const std::string& K = "K = 3") {
    return "statement = \"" + statement + "\"\n[domain]\n" + K + "\nA = " + set + "\nQ = \"lattice(2)\"\n";
}

Claim load_text(const std::string& toml) {
    const TemporaryFolder folder;
    return load_claim(folder.write("claim.toml", toml));
}

}  // namespace

TEST_CASE("Sets of symbols read, and statements about them read back", "[sets]") {
    using Sets = std::vector<std::vector<std::uint32_t>>;
    const auto sets = [](const std::string& text) {
        return load_text(claim("mass(A, Q) <= 1", text)).domains.front().observables.at("A").sets;
    };
    CHECK(sets("\"{1}\"") == Sets{{1}});
    CHECK(sets("\"{3, 1}\"") == Sets{{1, 3}});
    CHECK(sets("\" { 1 ,2} , {2} \"") == Sets{{1, 2}, {2}});
    CHECK(sets("\"{1,2,3},{2},{3,1}\"") == Sets{{1, 2, 3}, {2}, {1, 3}});
    for (const char* statement : {"mass(A, Q) <= 1", "given(A, Q) == Q", "H(given(A, Q)) <= H(Q)",
                                  "sum(i: A_i) == 2", "TV(given(A, Q)/2 + Q/2, Q) <= 1", "max(A) == 1",
                                  "mass(A, given(A, Q)) == 1", "given(A, given(A, Q)) == given(A, Q)"}) {
        INFO(statement);
        const Claim read = load_text(claim(std::string(statement) + " or D(Q) > 0", "\"{1, 2}\""));
        const Scope scope = scope_of(read.domains.front());
        CHECK(scope.sets == std::set<std::string>{"A"});
        CHECK(same(*read.statement, *parse_statement(to_text(*read.statement), scope)));
    }
    // In a process, and under any letter.
    CHECK(load_text(
              "statement = \"E[D(Q')] <= 1\"\n[process]\ntrain = \"given(right, Q)\"\n[domain]\nK = 3\nN = "
              "2\nright = \"{1}\"\nQ = \"lattice(2)\"\n")
              .domains.front()
              .process);
}

TEST_CASE("Sets that are none, and what is none of sets", "[sets]") {
    const std::vector<Reject> table = {
        {claim("mass(A, Q) <= 1", "\"{}\""), 4, 7, "is no number of a symbol"},
        {claim("mass(A, Q) <= 1", "\"{0}\""), 4, 7, "symbols are numbered from 1, this is 0"},
        {claim("mass(A, Q) <= 1", "\"{-1}\""), 4, 7, "symbols are numbered from 1, this is -1"},
        {claim("mass(A, Q) <= 1", "\"{1/2}\""), 4, 7, "\"1/2\" is no number of a symbol"},
        {claim("mass(A, Q) <= 1", "\"{a}\""), 4, 7, "\"a\" is no number of a symbol"},
        {claim("mass(A, Q) <= 1", "\"{1, 1}\""), 4, 10, "symbol 1 is in the set twice"},
        {claim("mass(A, Q) <= 1", "\"{1,}\""), 4, 9, "is no number of a symbol"},
        {claim("mass(A, Q) <= 1", "\"{10000000}\""), 4, 7, "symbols are numbered up to"},
        {claim("mass(A, Q) <= 1", "\"{4}\""), 4, 5, "there is no symbol 4 when K = 3"},
        {claim("mass(A, Q) <= 1", "\"{1, 3}\"", "K = [2, 3]"), 4, 5, "there is no symbol 3 when K = 2"},
        {claim("mass(A, Q) <= 1", "\"{1} {2}\""), 4, 10, "a comma and another set"},
        {claim("mass(A, Q) <= 1", "\"{1},\""), 4, 9, "a comma and another set"},
        {claim("mass(A, Q) <= 1", "\"{1}, 2\""), 4, 11, "a set of symbols is expected here"},
        {claim("mass(A, Q) <= 1", "\"{1, 2\""), 4, 6, "a set of symbols is expected here"},
        {claim("mass(A, Q) <= 1", "\"{1}, {1}\""), 4, 11, "listed twice"},
        {claim("mass(Q, Q) <= A_1", "\"{1}\""), 1, 19, "\"mass\" needs an observable here"},
        {claim("mass(1, Q) <= A_1", "\"{1}\""), 1, 19, "\"mass\" needs an observable here, this is a number"},
        {claim("mass(A) <= 1", "\"{1}\""), 1, 14, "\"mass\" takes 2 arguments, not 1"},
        {claim("mass(Q, A) <= 1", "\"{1}\""), 1, 19, "\"mass\" needs"},
        {claim("given(A, Q) <= 1", "\"{1}\""), 1, 29, "compares a distribution with a number"},
        {claim("given(A, A) == Q", "\"{1}\""), 1, 23, "\"given\" needs a distribution here"},
        {claim("H(given(Q)) <= 1", "\"{1}\""), 1, 16, "\"given\" takes 2 arguments, not 1"},
        {claim("A <= 1", "\"{1}\""), 1, 14, "this is an observable"},
        {claim("mass(A, Q) <= 1", "\"rank\""), 4, 6, "no set of distributions"},
        {"statement = \"mass(f, Q) <= 1\"\n[domain]\nK = 2\nf = \"rank\"\nQ = \"vertices\"\n", 1, 19,
         "\"mass\" needs a set of symbols here, and f is none"},
        {"statement = \"given(f, Q) == Q\"\n[domain]\nK = 2\nf = \"cube(1)\"\nQ = \"vertices\"\n", 1, 20,
         "\"given\" needs a set of symbols here, and f is none"},
        {"statement = \"D(Q) <= 1\"\n[domain]\nK = 2\nA = \"{1}\"\nQ = \"vertices\"\n", 4, 1,
         "never uses it"},
        {"statement = \"D(Q) <= 1\"\n[domain]\nK = 2\nmass = \"{1}\"\nQ = \"vertices\"\n", 4, 1,
         "has a meaning"},
        {"statement = \"D(Q) <= 1\"\n[domain]\nA = \"{1}\"\nQ = \"vertices\"\n", 2, 1, "how many symbols"},
    };
    for (const Reject& reject : table)
        check_rejected(reject, [&] { load_text(reject.text); });
    const std::string any =
        "statement = \"D(Q) + mass(A, Q) <= 2\"\n[domain]\nK = \"any\"\nA = \"{1}\"\nQ = \"vertices\"\n";
    check_rejected({any, 4, 5, "a symbol has no number of its own"}, [&] { load_text(any); });
}

}  // namespace groundcheck::test::test_symbol_sets
