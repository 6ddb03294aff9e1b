// What the tests of the claim language share: a scope with everything in it, claim files in a folder of their
// own, and the assertion that a text is rejected at a place with a message.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>

#include "tests/catch.hpp"
#include "theorems/language/catalogue.hpp"
#include "theorems/language/parser.hpp"

namespace groundcheck::test {

// K = 2, 3; N, alpha, t, q; Q, P, R; f, an observable that is a set of symbols.
inline Scope full_scope() {
    Scope scope;
    scope.K = {2, 3};
    scope.samples = true;
    scope.grounded = true;
    for (const char* name : {"Q", "P", "R"})
        scope.names[name] = Type::distribution;
    for (const char* name : {"N", "alpha", "t", "q"})
        scope.names[name] = Type::scalar;
    scope.names["f"] = Type::observable;
    scope.sets = {"f"};
    return scope;
}

// A folder that exists as long as the object does.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "groundcheck-language-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = pattern;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

    std::filesystem::path write(const std::string& name, const std::string& content) const {
        const std::filesystem::path file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << content;
        return file;
    }

  private:
    std::filesystem::path path_;
};

// The InputError that `action` throws, if it throws one. Anything else it throws is passed on.
inline std::optional<InputError> error_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const InputError& error) {
        return error;
    }
    return std::nullopt;
}

// A text that must be rejected: where, and a part of what the message or the hint says.
struct Reject {
    std::string text;
    std::size_t line;
    std::size_t column;
    std::string fragment;
};

inline void check_rejected(const Reject& reject, const std::function<void()>& action) {
    INFO("text: " << reject.text.substr(0, 400));
    const std::optional<InputError> error = error_of(action);
    REQUIRE(error.has_value());
    INFO(error->what());
    CHECK(error->line == reject.line);
    CHECK(error->column == reject.column);
    CHECK((error->message + "\n" + error->hint).find(reject.fragment) != std::string::npos);
}

}  // namespace groundcheck::test
