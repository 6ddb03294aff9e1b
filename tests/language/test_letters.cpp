// The letters, world P and model Q: the order in which they are listed, and what a claim is told that has
// them the other way round.
#include <string>
#include <vector>

#include "tests/language_fixture.hpp"
#include "theorems/language/claim_file.hpp"
#include "theorems/language/listing.hpp"

namespace groundcheck::test::test_letters {
namespace {

std::vector<std::string> listed(const Names& names) { return {names.begin(), names.end()}; }

TEST_CASE("the model is listed before the world, and everything else by name", "[listing]") {
    using List = std::vector<std::string>;
    CHECK(listed({"P", "Q"}) == List{"Q", "P"});
    CHECK(listed({"m", "t", "R", "Q", "P", "N", "K", "alpha", "A"}) ==
          List{"A", "K", "N", "Q", "P", "R", "alpha", "m", "t"});
    CHECK(listed({"Pi", "P", "PQ", "Q", "O", "Q2"}) == List{"O", "Q", "PQ", "Pi", "P", "Q2"});
}

TEST_CASE("the order of a list is an order: one way round, and a chain closes", "[listing]") {
    const std::vector<std::string> names = {"",   "A",  "P", "P'",    "PQ", "Q",
                                            "Q'", "QP", "R", "alpha", "p",  "q"};
    const ModelFirst less;
    for (const auto& a : names)
        for (const auto& b : names) {
            CHECK((a == b) == (!less(a, b) && !less(b, a)));
            for (const auto& c : names)
                if (less(a, b) && less(b, c)) CHECK(less(a, c));
        }
}

TEST_CASE("a domain's distributions come with the model first, however they are written", "[listing]") {
    const TemporaryFolder folder;
    const auto file = folder.write("claim.toml",
                                   "statement = \"KL(P,Q) >= 0 and H(A) >= 0\"\n[domain]\nK = 2\n"
                                   "P = \"simplex\"\nA = \"uniform\"\nQ = \"simplex\"\n");
    const Claim claim = load_claim(file);
    std::string order;
    for (const auto& [name, range] : claim.domains[0].distributions)
        order += name;
    CHECK(order == "AQP");
}

const std::string which = "the letters are: world P, model Q, next model Q', model after t generations Q[t]";

// A claim as it was written when the model was P and the world Q.
std::string with_old_letters(const std::string& statement, const std::string& process = "") {
    return "statement = \"" + statement + "\"\n" + process +
           "[domain]\nK = 2\nN = 2\nt = 2\nP = \"simplex\"\nQ = \"simplex\"\nalpha = \"[0,1]\"\n";
}

const std::string only_the_model = "\n[domain]\nK = 2\nN = 2\nP = \"simplex\"\n";

TEST_CASE("a claim in the letters of before is told which letter is which", "[letters]") {
    const TemporaryFolder folder;
    for (const Reject& reject : std::vector<Reject>{
             {with_old_letters("E[H(P')] <= H(P)"), 1, 18, which},
             {with_old_letters("H(P) >= E[KL(P',M)]"), 1, 27, which},
             {with_old_letters("for every outcome: H(P') <= H(P)"), 1, 35, which},
             {with_old_letters("E[sum(i: P'_i)] == 1"), 1, 23, which},
             {with_old_letters("E[H(P[t])] <= H(P)"), 1, 18, which},
             {with_old_letters("E[L2(P[t],Q)] >= 0"), 1, 19, which},
             {with_old_letters("E[sum(i: P[t]_i)] == 1"), 1, 23, which},
             {with_old_letters("Pr[P[infinity] == Q] <= 1"), 1, 17, which},
             {with_old_letters("TV(Law[P[t]],Law[P[t] from Q]) <= 1"), 1, 21, which},
             {with_old_letters("E[D(P[t])] <= 1", "process.start = \"Q\"\n"), 1, 18, which},
             {"statement = \"for every outcome: H(P') <= H(P)\"" + only_the_model, 1, 35, which},
             {"statement = \"E[H(P')] <= H(P)\"" + only_the_model, 1, 18, which},
             {"statement = \"H(P) >= E[H(P[2])]\"" + only_the_model, 1, 26, which},
             {"statement = \"E[D(P[2])] <= 1\"\n[process]\nstart = \"Q\"\n[domain]\nK = 2\nN = 2\n"
              "Q = \"simplex\"\nalpha = \"1/2\"\n",
              1, 18, which},
             {"statement = \"Pr[P' == P] == 1\"\n[process]\nfamily = \"program\"\nnoise = \"1/3\"\n[domain]\n"
              "L = 1\nN = 2\nm = \"uniform\"\nh = \"strings\"\n",
              1, 17, which},
             {"statement = \"E[TV(P[2],Q)] <= 1\"\n[process]\nfamily = \"program\"\nnoise = "
              "\"1/3\"\n[domain]\n"
              "L = 1\nN = 2\nm = \"uniform\"\nh = \"strings\"\n",
              1, 19, which},
             {"statement = \"H(P) >= 0\"\n[domain]\nK = 2\nN = 2\n\"P'\" = \"simplex\"\n", 5, 1,
              "the next model is Q', which Q and N produce"},
         })
        check_rejected(reject, [&] { load_claim(folder.write("claim.toml", reject.text)); });
}

TEST_CASE("the same claims in the letters of now are read", "[letters]") {
    const TemporaryFolder folder;
    for (const char* statement :
         {"E[H(Q')] <= H(Q)", "H(Q) >= E[KL(Q',M)]", "for every outcome: H(Q') <= H(Q)",
          "E[sum(i: Q'_i)] == 1", "E[H(Q[t])] <= H(Q)", "E[L2(Q[t],P)] >= 0"}) {
        std::string text = with_old_letters(statement);
        if (text.find("[t]") == std::string::npos) text.erase(text.find("t = 2\n"), 6);
        INFO(text);
        CHECK_NOTHROW(load_claim(folder.write("claim.toml", text)));
    }
}

}  // namespace
}  // namespace groundcheck::test::test_letters
