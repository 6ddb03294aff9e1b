// A claim from a few lines of text: tests of deciding say what they decide in the language that users write.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "audit/audit.hpp"
#include "theorems/language/claim_file.hpp"

namespace groundcheck::test {

// The claim in a file of its own that is gone when this object is.
class ClaimText {
  public:
    explicit ClaimText(const std::string& toml) {
        static int number = 0;
        file_ = std::filesystem::temp_directory_path() /
                ("groundcheck-test-" + std::to_string(getpid()) + "-" + std::to_string(++number) + ".toml");
        std::ofstream(file_) << "id = \"test/claim\"\ntitle = \"a test\"\n" << toml;
        try {
            claim_ = load_claim(file_);
        } catch (...) {  // a claim that is refused has no destructor
            remove();
            throw;
        }
    }
    ~ClaimText() { remove(); }
    ClaimText(const ClaimText&) = delete;
    ClaimText& operator=(const ClaimText&) = delete;

    const Claim& claim() const { return claim_; }

  private:
    void remove() const {
        std::error_code ignored;
        std::filesystem::remove(file_, ignored);
    }

    std::filesystem::path file_;
    Claim claim_;
};

// What deciding the statement over the domain yields. `domain` and `more` are lines of TOML.
inline ClaimResult decide(const std::string& statement, const std::string& domain,
                          const std::string& more = "") {
    const ClaimText text("statement = \"" + statement + "\"\nexpect = \"proved\"\n" + more + "\n[domain]\n" +
                         domain + "\n");
    return decide_claim(text.claim(), false, {});
}

}  // namespace groundcheck::test
