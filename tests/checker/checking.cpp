#include "tests/checker/checking.hpp"

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>

#include "decide/continuum/decide_continuum.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"
#include "tests/command.hpp"
#include "tests/sanitized.hpp"

namespace groundcheck::test {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t files_at_once = 200;

// A folder that is gone when this object is.
class Scratch {
  public:
    Scratch() : folder_(fs::temp_directory_path() / ("groundcheck-checker-" + std::to_string(getpid()))) {
        fs::create_directories(folder_);
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    fs::path file(std::size_t number) const { return folder_ / ("c" + std::to_string(number) + ".gc"); }

  private:
    fs::path folder_;
};

Answer answer_in(const std::string& said) {
    if (said.find("rejected: ") != std::string::npos) return Answer::rejected;
    if (said.find("unreadable: ") != std::string::npos) return Answer::unreadable;
    REQUIRE(said.find("proved: ") != std::string::npos);
    return Answer::proved;
}

std::vector<Checked> check_some(const std::string& program, const std::vector<std::string>& texts,
                                std::size_t first, std::size_t last) {
    const Scratch scratch;
    std::string command = program;
    for (std::size_t i = first; i < last; ++i) {
        std::ofstream(scratch.file(i), std::ios::binary) << texts[i];
        command += " " + scratch.file(i).string();
    }
    const auto [code, output] = ran(command + " 2>&1");
    std::vector<Checked> result(last - first);
    int worst = 0;
    for (std::size_t i = first; i < last; ++i) {  // the last line about a file is its verdict
        const std::string name = scratch.file(i).string() + ":";
        const std::size_t place = output.rfind(name);
        REQUIRE(place != std::string::npos);
        const std::size_t start = place + name.size();
        result[i - first].said = output.substr(start, output.find('\n', start) - start);
        result[i - first].answer = answer_in(result[i - first].said);
        worst = std::max(worst, static_cast<int>(result[i - first].answer));
    }
    CHECK(code == worst);
    return result;
}

std::vector<Checked> check_all(const std::string& program, const std::vector<std::string>& texts) {
    std::vector<Checked> result;
    for (std::size_t first = 0; first < texts.size(); first += files_at_once)
        for (Checked& one : check_some(program, texts, first, std::min(texts.size(), first + files_at_once)))
            result.push_back(std::move(one));
    return result;
}

}  // namespace

std::string sealed(const std::string& text) {
    const std::size_t end = text.rfind("seal ");
    const std::string body = text.substr(0, end);
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : body) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3U;
    }
    std::array<char, 32> line{};
    std::snprintf(line.data(), line.size(), "seal %016llx\n", static_cast<unsigned long long>(hash));
    return body + line.data();
}

std::vector<Checked> check(const std::vector<std::string>& texts) {
    return check_all(GROUNDCHECK_CHECKER, texts);
}
std::vector<Checked> check_weakened(const std::string& guard, const std::vector<std::string>& texts) {
    return check_all("CHECKER_WEAKENED=" + guard + " " GROUNDCHECK_WEAKENED_CHECKER, texts);
}

std::pair<int, std::string> run_checker(const std::string& arguments) {
    const auto [code, said] = ran(std::string(GROUNDCHECK_CHECKER) + " " + arguments + " 2>&1");
    return {code, said};
}

Checked check(const std::string& text) { return check(std::vector<std::string>{text}).front(); }

std::string certificate_of(const std::string& statement, const std::string& domain,
                           const std::string& equality) {
    const std::string condition = equality.empty() ? "" : "equality = \"" + equality + "\"\n";
    const ClaimText text("statement = \"" + statement + "\"\nexpect = \"proved\"\n" + condition +
                         "[domain]\n" + domain + "\n");
    const Question question{&text.claim(), false};
    const ContinuumOutcome outcome = decide_continuum(question, instances(question).front());
    INFO(statement << ": " << outcome.result.reason);
    REQUIRE(outcome.result.verdict == Verdict::proved);
    return outcome.certificate;
}

std::vector<std::string> affordable(const std::vector<std::string>& texts) {
    constexpr std::size_t step = kSanitized ? 13 : 1;
    std::vector<std::string> result;
    for (std::size_t i = 0; i < texts.size(); i += step)
        result.push_back(texts[i]);
    return result;
}

}  // namespace groundcheck::test
