// What the tests of theorems share: claims from text, and the repository's own statements.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "audit/formal/theorem.hpp"
#include "audit/formal/theorem_reading.hpp"
#include "tests/catch.hpp"
#include "theorems/language/claim_file.hpp"

namespace groundcheck::test {

// A folder that is thrown away at the end.
class Folder {
  public:
    explicit Folder(const std::string& name)
        : root_(std::filesystem::temp_directory_path() /
                ("groundcheck-" + name + "-" + std::to_string(getpid()))) {
        std::filesystem::remove_all(root_);
        std::filesystem::create_directories(root_ / "statements");
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(root_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(root_ / name, std::ios::binary) << text;
    }
    std::string read(const std::string& name) const {
        std::ifstream file(root_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    const std::filesystem::path& root() const { return root_; }

  private:
    std::filesystem::path root_;
};

// A claim that was read from a file of these lines, "domain" aside: its lines follow [domain].
inline Claim claim_of(const std::string& formal, const std::string& statement, const std::string& domain,
                      const std::string& top = "", const std::string& process = "") {
    const Folder folder("claim");
    folder.write("claim.toml", "id = \"family/claim\"\nstatement = \"\"\"" + statement + "\"\"\"\n" +
                                   (formal.empty() ? "" : "formal = \"" + formal + "\"\n") + top + "\n" +
                                   (process.empty() ? "" : "[process]\n" + process + "\n") + domain);
    return load_claim(folder.root() / "claim.toml");
}

// The theorem of that reference in the repository's own proofs, as if it were checked.
inline CheckedTheorem stated(const std::string& reference) {
    CheckedTheorem all;
    all.reference = reference;
    const std::string joint = " and ";
    for (std::size_t begin = 0; begin < reference.size();) {
        const auto end = std::min(reference.find(joint, begin), reference.size());
        const std::string one = reference.substr(begin, end - begin);
        const auto colon = one.rfind(':');
        std::ifstream file(std::filesystem::path("proofs") / one.substr(0, colon));
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        const std::string statement = statement_in(text, one.substr(colon + 1));
        INFO(one);
        REQUIRE_FALSE(statement.empty());
        all.statement += statement + "\n\n";
        begin = end + joint.size();
    }
    return all;
}

}  // namespace groundcheck::test
