#include "tests/verified/forgery.hpp"

#include <regex>

#include "tests/catch.hpp"
#include "tests/verified/verifying.hpp"

namespace groundcheck::test {

namespace {

std::string replaced(const std::string& text, const Forgery& forgery) {
    const std::string other = std::regex_replace(text, std::regex(forgery.pattern), forgery.by,
                                                 std::regex_constants::format_first_only);
    INFO(forgery.pattern);
    REQUIRE(other != text);
    return other;
}

}  // namespace

void refuse(const std::string& text, const std::vector<Forgery>& forgeries) {
    REQUIRE(verify(text).code == 0);
    std::vector<std::string> texts;
    for (const Forgery& forgery : forgeries)
        texts.push_back(replaced(text, forgery));
    const std::vector<Verified> answers = verify(texts);
    for (std::size_t i = 0; i < forgeries.size(); ++i) {
        INFO(forgeries[i].pattern << " -> " << forgeries[i].by << ": " << answers[i].said);
        CHECK(answers[i].code == forgeries[i].code);
        CHECK(answers[i].said.find(forgeries[i].why) != std::string::npos);
    }
}

}  // namespace groundcheck::test
