#include "tests/verified/verifying.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "decide/continuum/verified_certificate.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"
#include "tests/command.hpp"
#include "tests/scratch.hpp"

namespace groundcheck::test {

namespace {

int code_in(const std::string& said) {
    if (said.starts_with(" proved: ")) return 0;
    if (said.starts_with(" rejected: ")) return 1;
    REQUIRE(said.starts_with(" unreadable: "));
    return 2;
}

}  // namespace

std::vector<Verified> verify(const std::vector<std::string>& texts) {
    const Scratch scratch;
    const auto file = [&](std::size_t i) {
        return (scratch.folder / ("c" + std::to_string(i) + ".gc")).string();
    };
    std::string command = std::string(GROUNDCHECK_CHECKER) + " --verified";
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::ofstream(file(i), std::ios::binary) << texts[i];
        command += " " + file(i);
    }
    const auto [code, output] = ran(command + " 2>&1");
    INFO(output);
    std::vector<Verified> answers;
    int worst = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::size_t place = output.rfind(file(i) + ":");  // the last line about a file is its verdict
        REQUIRE(place != std::string::npos);
        const std::size_t start = place + file(i).size() + 1;
        const std::string said = output.substr(start, output.find('\n', start) - start);
        answers.push_back({code_in(said), said});
        worst = std::max(worst, answers.back().code);
    }
    REQUIRE(code == worst);
    return answers;
}

Verified verify(const std::string& text) { return verify(std::vector<std::string>{text}).front(); }

std::string verified_text(const VerifiedClaim& claim) {
    const ClaimText file("statement = \"" + claim.statement + "\"\nexpect = \"proved\"\n" +
                         (claim.equality.empty() ? "" : "equality = \"" + claim.equality + "\"\n") +
                         "[domain]\nK = " + (claim.K == "any" ? "\"any\"" : claim.K) +
                         "\nN = " + std::to_string(claim.N) + "\nQ = \"simplex\"\n" +
                         (claim.q.empty() ? "" : "q = \"" + claim.q + "\"\n"));
    const Question question{&file.claim(), false};
    const auto text = verified_certificate(question, instances(question).front());
    INFO(claim.statement << ": " << text.reason());
    return text ? *text : "";
}

void accept(const std::vector<VerifiedClaim>& claims) {
    std::vector<std::string> texts, names;
    for (const VerifiedClaim& claim : claims) {
        names.push_back(claim.statement + " N = " + std::to_string(claim.N) + " q = " + claim.q);
        INFO(names.back());
        texts.push_back(verified_text(claim));
        REQUIRE_FALSE(texts.back().empty());
    }
    const std::vector<Verified> answers = verify(texts);
    for (std::size_t i = 0; i < claims.size(); ++i) {
        INFO(names[i] << ": " << answers[i].said);
        CHECK(answers[i].code == 0);
    }
}

std::string text_with(const VerifiedClaim& claim, const std::string& lines) {
    return "groundcheck certificate 3\nclaim test/claim\nstatement " + claim.statement + "\n" +
           (claim.equality.empty() ? "" : "equality " + claim.equality + "\n") + "let K " + claim.K +
           "\nlet N " + std::to_string(claim.N) + "\n" + (claim.q.empty() ? "" : "let q " + claim.q + "\n") +
           "range Q simplex\nscale 18446744073709551616\n" + lines;
}

}  // namespace groundcheck::test
