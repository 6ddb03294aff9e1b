#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include "theorems/language/claim_file.hpp"
#include "theorems/language/references.hpp"
#include "theorems/language/suggest.hpp"
#include "theorems/language/toml_file.hpp"

namespace groundcheck {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> claim_files(const fs::path& root) {
    std::error_code code;
    if (!fs::is_directory(root, code))
        throw InputError(root.string(), "there is no catalogue here: this is no folder", "");
    std::vector<fs::path> files;
    for (auto entry = fs::recursive_directory_iterator(root, code);
         entry != fs::recursive_directory_iterator(); entry.increment(code)) {
        if (code) throw InputError(root.string(), "the folder cannot be read: " + code.message(), "");
        if (entry->path().extension() == ".toml" && entry->path() != root / "sentences.toml")
            files.push_back(entry->path());
    }
    if (code) throw InputError(root.string(), "the folder cannot be read: " + code.message(), "");
    std::sort(files.begin(), files.end());
    return files;
}

void check_membership(const Claim& claim, const std::string& place, const std::vector<Sentence>& sentences) {
    const std::string file = claim.file.string();
    if (claim.id != place)
        throw InputError(
            file,
            "the claim's id is \"" + claim.id + "\", but its place in the catalogue is \"" + place + "\"",
            "id = \"" + place + "\"");
    if (claim.title.empty())
        throw InputError(file, "a claim of the catalogue needs a title", "title = \"...\"");
    if (claim.source.empty())
        throw InputError(file, "a claim of the catalogue says where it comes from", "source = \"...\"");
    if (claim.sentences.empty())
        throw InputError(file, "a claim of the catalogue names the sentence of the paper that it reads",
                         "sentence = \"S2\"");
    require_sentences(claim, sentences);
}

std::vector<std::string> list_of_ids(const TomlFile& file, const toml::table& table, const char* key) {
    std::vector<std::string> ids;
    const toml::node* node = table.get(key);
    if (node == nullptr) return ids;
    const toml::array* array = node->as_array();
    if (array == nullptr)
        throw file.error(*node, std::string("\"") + key + "\" is no list of claims", "[\"family/name\"]");
    for (const toml::node& item : *array)
        ids.push_back(file.string(item, "a claim's id"));
    return ids;
}

std::vector<SentenceReading> readings(const TomlFile& file, const toml::table& sentence) {
    std::vector<SentenceReading> found;
    const toml::node* node = sentence.get("reading");
    if (node == nullptr) return found;
    const toml::array* array = node->as_array();
    if (array == nullptr)
        throw file.error(*node, "\"reading\" is no list", "[[sentence.reading]], once for each");
    for (const toml::node& item : *array) {
        const toml::table& table = file.table(item, "a reading");
        file.only_keys(table, "a reading", {"says", "claims", "against"});
        if (table.get("says") == nullptr) throw file.error(item, "a reading needs its \"says\"");
        SentenceReading reading{file.string(*table.get("says"), "\"says\""),
                                list_of_ids(file, table, "claims"), list_of_ids(file, table, "against")};
        if (reading.claims.empty() && reading.against.empty())
            throw file.error(item, "no claim decides this reading", "claims = [\"family/name\"]");
        found.push_back(std::move(reading));
    }
    return found;
}

// The error about the id of a claim in a sentence's reading, at its place in the file.
InputError unknown_claim(const fs::path& path, const Sentence& sentence, const std::string& id,
                         const std::vector<std::string>& known) {
    const std::string message =
        "a reading of " + sentence.id + " names the claim \"" + id + "\", which is not in the catalogue";
    const std::string near = nearest(id, known);
    const std::string hint =
        near.empty() ? "\"groundcheck list\" lists the claims" : "did you mean \"" + near + "\"?";
    const TomlFile file = TomlFile::read(path);
    for (const toml::node& item : *file.root().get("sentence")->as_array()) {
        const toml::node* readings = item.as_table()->get("reading");
        if (readings == nullptr) continue;
        for (const toml::node& reading : *readings->as_array())
            for (const char* key : {"claims", "against"})
                if (const toml::node* list = reading.as_table()->get(key))
                    for (const toml::node& name : *list->as_array())
                        if (name.value<std::string>() == id) return file.error(name, message, hint);
    }
    return file.error(message, hint);
}

// Every claim that a reading names is in the catalogue.
void check_readings(const Catalogue& catalogue) {
    std::vector<std::string> known;
    known.reserve(catalogue.claims.size());
    for (const Claim& claim : catalogue.claims)
        known.push_back(claim.id);
    const auto check = [&](const Sentence& sentence, const std::vector<std::string>& ids) {
        for (const std::string& id : ids)
            if (std::find(known.begin(), known.end(), id) == known.end())
                throw unknown_claim(catalogue.root / "sentences.toml", sentence, id, known);
    };
    for (const Sentence& sentence : catalogue.sentences) {
        for (const SentenceReading& reading : sentence.readings) {
            check(sentence, reading.claims);
            check(sentence, reading.against);
        }
    }
}

}  // namespace

std::vector<Sentence> load_sentences(const fs::path& path) {
    const TomlFile file = TomlFile::read(path);
    file.only_keys(file.root(), "the sentences", {"paper", "sentence"});
    const toml::node* list = file.root().get("sentence");
    const toml::array* array = list == nullptr ? nullptr : list->as_array();
    if (array == nullptr)
        throw file.error("the file has no sentences", "[[sentence]] with id and text, once for each");
    std::vector<Sentence> sentences;
    std::set<std::string> ids;
    for (const toml::node& item : *array) {
        const toml::table& table = file.table(item, "a sentence");
        file.only_keys(table, "a sentence", {"id", "text", "reading"});
        for (const char* key : {"id", "text"})
            if (table.get(key) == nullptr)
                throw file.error(item, "a sentence needs its \"" + std::string(key) + "\"");
        Sentence sentence{file.string(*table.get("id"), "\"id\""),
                          file.string(*table.get("text"), "\"text\""), readings(file, table)};
        if (!ids.insert(sentence.id).second)
            throw file.error(*table.get("id"), "the sentence \"" + sentence.id + "\" is there twice");
        sentences.push_back(std::move(sentence));
    }
    return sentences;
}

std::string load_paper(const fs::path& path) {
    const TomlFile file = TomlFile::read(path);
    const toml::node* paper = file.root().get("paper");
    return paper == nullptr ? "" : file.string(*paper, "\"paper\"");
}

Catalogue load_catalogue(const fs::path& root) {
    Catalogue catalogue;
    catalogue.root = root;
    const std::vector<fs::path> files = claim_files(root);
    catalogue.sentences = load_sentences(root / "sentences.toml");
    for (const fs::path& file : files) {
        Claim claim = load_claim(file);
        fs::path place = fs::relative(file, root);
        place.replace_extension();
        check_membership(claim, place.generic_string(), catalogue.sentences);
        catalogue.claims.push_back(std::move(claim));
    }
    std::sort(catalogue.claims.begin(), catalogue.claims.end(),
              [](const Claim& a, const Claim& b) { return a.id < b.id; });
    check_readings(catalogue);
    return catalogue;
}

const Claim& Catalogue::claim(const std::string& id) const {
    std::vector<std::string> ids;
    for (const Claim& claim : claims) {
        if (claim.id == id) return claim;
        ids.push_back(claim.id);
    }
    const std::string near = nearest(id, ids);
    throw InputError("", "there is no claim \"" + id + "\" in the catalogue",
                     near.empty() ? "\"groundcheck list\" lists them" : "did you mean \"" + near + "\"?");
}

}  // namespace groundcheck
