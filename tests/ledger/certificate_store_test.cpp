// Certificates are kept apart: no two claims, mutants, domains or instances share a file.
#include "ledger/certificate_store.hpp"

#include <filesystem>
#include <fstream>
#include <set>

#include "tests/catch.hpp"
#include "tests/instance_key.hpp"
#include "theorems/language/sha256.hpp"

namespace groundcheck::certificate_store_test {

namespace {

namespace fs = std::filesystem;

class Folder {
  public:
    Folder() : path_(fs::temp_directory_path() / ("groundcheck-certificates-" + std::to_string(getpid()))) {
        fs::remove_all(path_);
        fs::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

struct Name {
    const char* id;
    bool mutant;
    std::size_t domain;
    const char* key;
};

}  // namespace

TEST_CASE("every certificate has a file of its own inside the report folder", "[audit][certificate]") {
    const Folder folder;
    const CertificateFolder store(folder.path());
    const std::vector<Name> names = {
        {"a/b", false, 0, "K=2"},
        {"a-b", false, 0, "K=2"},
        {"a/b", true, 0, "K=2"},
        {"a/b.mutant", false, 0, "K=2"},
        {"a/b~mutant", false, 0, "K=2"},
        {"a~b", false, 0, "K=2"},
        {"a_b", false, 0, "K=2"},
        {"a b", false, 0, "K=2"},
        {"a/b", false, 1, "K=2"},
        {"a/b", false, 0, "K=2 alpha=1/2"},
        {"a/b", false, 0, "K=2 alpha=-1/2"},
        {"a/b", false, 0, "K=2 alpha=12"},
        {"a/b", false, 0, "K=2 alpha=1"},
        {"a/b", false, 0, "K=2 alpha=1 \xC3\xA9=1"},
        {"a/b", false, 0, "K=2 alpha=1 \xC3\xA8=1"},
        {"a/b", false, 0, "L=2"},
        {"a/b", false, 0, "K=0"},
        {"a/b", false, 0, ""},
        {"../b", false, 0, "K=2"},
        {"..", false, 0, "K=2"},
        {"/", false, 0, "K=2"},
        {"", false, 0, "K=2"},
        {"\xC3\xA9", false, 0, "K=2"},
        {"\xC3\xA8", false, 0, "K=2"},
    };
    std::set<fs::path> files;
    std::vector<InstanceResult> kept;
    for (const Name& name : names) {
        Claim claim;
        claim.id = name.id;
        Question question;
        question.claim = &claim;
        question.mutant = name.mutant;
        InstanceResult result;
        result.domain = name.domain;
        result.key = test::key(name.key);
        const std::string text = "certificate " + std::to_string(kept.size()) + "\n";
        result.certificate = store.keep(question, result, text);
        result.certificate_hash = sha256(text);
        INFO(name.id << " " << name.key << " -> " << result.certificate);
        const fs::path file = fs::weakly_canonical(folder.path() / result.certificate);
        CHECK(file.string().rfind((folder.path() / "certificates/").string(), 0) == 0);
        CHECK(result.certificate.find_first_not_of(
                  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.=,~_/") ==
              std::string::npos);
        CHECK(files.insert(file).second);
        kept.push_back(result);
    }
    for (const InstanceResult& result : kept)
        CHECK(store.holds(result));  // none was overwritten by a later one
    std::ofstream(folder.path() / kept.front().certificate) << "certificate 99\n";
    CHECK_FALSE(store.holds(kept.front()));
    fs::remove(folder.path() / kept.back().certificate);
    CHECK_FALSE(store.holds(kept.back()));
}

}  // namespace groundcheck::certificate_store_test
