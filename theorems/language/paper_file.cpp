#include "theorems/language/paper_file.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "theorems/language/claim_file.hpp"
#include "theorems/language/suggest.hpp"
#include "theorems/language/toml_file.hpp"

namespace groundcheck {

bool is_plain_id(const std::string& id) {
    return !id.empty() && id.front() != '-' && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

namespace {

namespace fs = std::filesystem;

class PaperReader {
  public:
    explicit PaperReader(const fs::path& path) : file_(TomlFile::read(path)) { paper_.file = path; }

    Paper read() {
        const toml::table& root = file_.root();
        file_.only_keys(root, "a paper",
                        {"id", "title", "authors", "year", "arxiv", "version", "date", "url", "letter",
                         "statement", "sentence", "finding", "figure", "relation"});
        read_what_it_is(root);
        for (const toml::table* table : tables(root, "letter"))
            read_letter(*table);
        for (const toml::table* table : tables(root, "statement"))
            paper_.statements.push_back(passage(*table, "statement"));
        for (const toml::table* table : tables(root, "sentence"))
            paper_.sentences.push_back(passage(*table, "sentence"));
        if (paper_.statements.empty() && paper_.sentences.empty())
            throw file_.error("the paper says nothing",
                              "[[statement]] or [[sentence]], once for each place that is audited");
        require_statements_behind();
        for (const toml::table* table : tables(root, "finding"))
            read_finding(*table);
        for (const toml::table* table : tables(root, "figure"))
            read_figure(*table);
        for (const toml::table* table : tables(root, "relation"))
            read_relation(*table);
        return std::move(paper_);
    }

  private:
    std::string needed(const toml::table& table, const std::string& key, const std::string& what) const {
        const toml::node* node = table.get(key);
        if (node != nullptr) return file_.string(*node, "\"" + key + "\"");
        const std::string message = what + " needs its \"" + key + "\"";
        throw &table == &file_.root() ? file_.error(message, key + " = \"...\"")
                                      : file_.error(table, message, key + " = \"...\"");
    }

    std::string optional(const toml::table& table, const std::string& key) const {
        const toml::node* node = table.get(key);
        return node == nullptr ? "" : file_.string(*node, "\"" + key + "\"");
    }

    // The tables of [[key]], none if there is no such key.
    std::vector<const toml::table*> tables(const toml::table& parent, const std::string& key) const {
        std::vector<const toml::table*> list;
        const toml::node* node = parent.get(key);
        if (node == nullptr) return list;
        const toml::array* array = node->as_array();
        if (array == nullptr)
            throw file_.error(*node, "\"" + key + "\" is no list", "[[" + key + "]], once for each");
        for (const toml::node& item : *array)
            list.push_back(&file_.table(item, "a " + key));
        return list;
    }

    // A list of texts; `visit` sees each with its node.
    template <class Visit>
    void each_text(const toml::table& table, const std::string& key, const std::string& what,
                   const std::string& example, Visit visit) const {
        const toml::node* node = table.get(key);
        if (node == nullptr) return;
        const toml::array* array = node->as_array();
        if (array == nullptr) throw file_.error(*node, "\"" + key + "\" is no list of " + what, example);
        for (const toml::node& item : *array)
            visit(file_.string(item, "an entry of \"" + key + "\""), item);
    }

    Mention mention(const toml::node& node, const std::string& name) const {
        const Source text = file_.text(node);
        return {name, text.range(0, text.text().size())};
    }

    std::vector<std::string> claim_ids(const toml::table& table, const std::string& key) {
        std::vector<std::string> ids;
        each_text(table, key, "claims", key + " = [\"family/name\"]",
                  [&](const std::string& id, const toml::node& node) {
                      if (std::find(ids.begin(), ids.end(), id) != ids.end())
                          throw file_.error(node, "the claim \"" + id + "\" is there twice");
                      paper_.named_claims.push_back(mention(node, id));
                      ids.push_back(id);
                  });
        return ids;
    }

    void read_what_it_is(const toml::table& root) {
        paper_.id = needed(root, "id", "a paper");
        if (!is_plain_id(paper_.id))
            throw file_.error(*root.get("id"), "a paper's id is of lower-case letters, digits and hyphens",
                              "id = \"author-2026\"");
        paper_.title = needed(root, "title", "a paper");
        each_text(root, "authors", "names", "authors = [\"A. Author\"]",
                  [&](const std::string& name, const toml::node&) { paper_.authors.push_back(name); });
        if (paper_.authors.empty())
            throw file_.error("a paper needs its \"authors\"", "authors = [\"A. Author\"]");
        const toml::node* year = root.get("year");
        if (year == nullptr) throw file_.error("a paper needs its \"year\"", "year = 2026");
        const std::int64_t number = year->is_integer() ? *year->value<std::int64_t>() : 0;
        if (number < 1600 || number > 9999)
            throw file_.error(*year, "\"year\" is no year of four digits", "year = 2026");
        paper_.year = static_cast<int>(number);
        paper_.arxiv = optional(root, "arxiv");
        paper_.version = optional(root, "version");
        paper_.date = optional(root, "date");
        paper_.url = optional(root, "url");
        if (!paper_.url.empty() && !paper_.url.starts_with("https://"))
            throw file_.error(*root.get("url"), "an address begins with https://");
    }

    void read_letter(const toml::table& table) {
        file_.only_keys(table, "a letter", {"paper", "here", "means"});
        Letter letter{needed(table, "paper", "a letter"), needed(table, "here", "a letter"),
                      needed(table, "means", "a letter")};
        for (const Letter& other : paper_.letters)
            if (other.paper == letter.paper)
                throw file_.error(*table.get("paper"), "the letter \"" + letter.paper + "\" is there twice");
        paper_.letters.push_back(std::move(letter));
    }

    Role role(const toml::table& table) const {
        const toml::node* node = table.get("role");
        if (node == nullptr) return Role::as_worded;
        const std::string word = file_.string(*node, "\"role\"");
        std::vector<std::string> known;
        for (const Role role : all_roles) {
            known.push_back(to_text(role));
            if (word == known.back()) return role;
        }
        throw file_.error(*node, "\"" + word + "\" is no role of a reading", suggestion(word, known));
    }

    Reading reading(const toml::table& table) {
        file_.only_keys(table, "a reading", {"says", "role", "claims", "against"});
        Reading reading;
        reading.says = needed(table, "says", "a reading");
        reading.role = role(table);
        reading.claims = claim_ids(table, "claims");
        reading.against = claim_ids(table, "against");
        if (reading.claims.empty() && reading.against.empty())
            throw file_.error(table, "no claim decides this reading", "claims = [\"family/name\"]");
        for (const std::string& id : reading.against)
            if (std::find(reading.claims.begin(), reading.claims.end(), id) != reading.claims.end())
                throw file_.error(*table.get("against"),
                                  "the claim \"" + id + "\" is for the reading and against it");
        return reading;
    }

    Passage passage(const toml::table& table, const std::string& kind) {
        const bool sentence = kind == "sentence";
        std::vector<std::string> keys = {"number", "says", "unread", "reading", "related"};
        keys.emplace_back(sentence ? "rests" : "section");
        file_.only_keys(table, "a " + kind, keys);
        Passage passage{needed(table, "number", "a " + kind), needed(table, "says", "a " + kind)};
        const auto [place, is_new] = numbers_.try_emplace(passage.number, sentence);
        if (!is_new)
            throw file_.error(*table.get("number"), "the number \"" + passage.number + "\" is there twice");
        if (!sentence) passage.section = optional(table, "section");
        passage.unread = optional(table, "unread");
        each_text(table, "rests", "statements' numbers", "rests = [\"Theorem 2\"]",
                  [&](const std::string& number, const toml::node& node) {
                      passage.rests_on.push_back(number);
                      behind_.emplace_back(number, &node);
                  });
        for (const toml::table* item : tables(table, "reading"))
            passage.readings.push_back(reading(*item));
        passage.related = claim_ids(table, "related");
        if (passage.readings.empty() && passage.unread.empty())
            throw file_.error(
                *table.get("number"), passage.number + " has no reading",
                "[[" + kind + ".reading]] with says and claims, or unread = \"why no claim decides it\"");
        if (!passage.readings.empty() && !passage.unread.empty())
            throw file_.error(*table.get("unread"),
                              passage.number + " has readings, so it is not left unread");
        return passage;
    }

    // What the sentences rest on are statements of this paper.
    void require_statements_behind() const {
        std::vector<std::string> known;
        for (const Passage& statement : paper_.statements)
            known.push_back(statement.number);
        for (const auto& [number, node] : behind_) {
            if (std::find(known.begin(), known.end(), number) != known.end()) continue;
            throw file_.error(*node, "the paper has no statement \"" + number + "\"",
                              known.empty() ? "it has no [[statement]] at all" : suggestion(number, known));
        }
    }

    void read_finding(const toml::table& table) {
        file_.only_keys(table, "a finding", {"title", "text", "claims"});
        PaperFinding finding{needed(table, "title", "a finding"), needed(table, "text", "a finding"),
                             claim_ids(table, "claims")};
        if (finding.claims.empty())
            throw file_.error(table, "no claim stands behind this finding", "claims = [\"family/name\"]");
        paper_.findings.push_back(std::move(finding));
    }

    void read_figure(const toml::table& table) {
        file_.only_keys(table, "a figure", {"draws", "title", "caption", "claims"});
        PaperFigure figure;
        figure.draws = needed(table, "draws", "a figure");
        paper_.named_figures.push_back(mention(*table.get("draws"), figure.draws));
        figure.title = optional(table, "title");
        figure.caption = optional(table, "caption");
        figure.claims = claim_ids(table, "claims");
        if (figure.claims.empty())
            throw file_.error(table, "the figure illustrates no claim", "claims = [\"family/name\"]");
        for (const PaperFigure& other : paper_.figures)
            if (other.draws == figure.draws)
                throw file_.error(*table.get("draws"), "the figure \"" + figure.draws + "\" is there twice");
        paper_.figures.push_back(std::move(figure));
    }

    Kinship kinship(const toml::table& table) const {
        const std::string word = needed(table, "kind", "a relation");
        std::vector<std::string> known;
        for (const Kinship kind : all_kinships) {
            known.push_back(to_text(kind));
            if (word == known.back()) return kind;
        }
        throw file_.error(*table.get("kind"), "\"" + word + "\" is no kind of a relation",
                          suggestion(word, known));
    }

    // Whether the other paper has such a passage, only who knows the other paper can say: the catalogue does.
    void read_relation(const toml::table& table) {
        file_.only_keys(table, "a relation", {"kind", "number", "paper", "there", "says", "claims"});
        PaperRelation relation{
            kinship(table),           needed(table, "number", "a relation"), optional(table, "paper"),
            optional(table, "there"), needed(table, "says", "a relation"),   claim_ids(table, "claims")};
        std::vector<std::string> known;
        for (const auto& [number, is_sentence] : numbers_)
            known.push_back(number);
        if (numbers_.count(relation.number) == 0)
            throw file_.error(*table.get("number"), "the paper says nothing at \"" + relation.number + "\"",
                              suggestion(relation.number, known));
        if (relation.paper.empty() != relation.there.empty())
            throw file_.error(table, "a relation names the other paper and its place, or neither",
                              "paper = \"author-2026\" and there = \"Theorem 2\"");
        if (relation.paper == paper_.id)
            throw file_.error(*table.get("paper"),
                              "this is the paper itself; a relation leads to another one",
                              "leave out paper and there in a relation of the kind \"sharpened\"");
        if (relation.paper.empty() && relation.kind != Kinship::sharpened)
            throw file_.error(table, "the relation does not say to which paper's place it leads",
                              "paper = \"author-2026\" and there = \"Theorem 2\"");
        if (relation.claims.empty())
            throw file_.error(table, "no claim shows this relation", "claims = [\"family/name\"]");
        if (!relation.paper.empty())
            paper_.named_places.push_back(
                {relation.paper, relation.there, mention(*table.get("there"), relation.there)});
        paper_.relations.push_back(std::move(relation));
    }

    TomlFile file_;
    Paper paper_;
    std::map<std::string, bool> numbers_;                            // of passages: whether of a sentence
    std::vector<std::pair<std::string, const toml::node*>> behind_;  // what sentences rest on, and where
};

// The files under a folder for which `wanted` is true, sorted.
template <class Wanted>
std::vector<fs::path> files_under(const fs::path& folder, Wanted wanted) {
    std::vector<fs::path> files;
    std::error_code code;
    for (auto entry = fs::recursive_directory_iterator(folder, code);
         !code && entry != fs::recursive_directory_iterator(); entry.increment(code))
        if (entry->path().extension() == ".toml" && wanted(entry->path())) files.push_back(entry->path());
    if (code) throw InputError(folder.string(), "the folder cannot be read: " + code.message(), "");
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

std::vector<fs::path> claim_files(const fs::path& folder) {
    return files_under(folder, [](const fs::path& file) { return file.filename() != paper_file_name; });
}

std::vector<fs::path> paper_folders(const fs::path& folder) {
    std::vector<fs::path> folders;
    for (const fs::path& file :
         files_under(folder, [](const fs::path& path) { return path.filename() == paper_file_name; }))
        folders.push_back(file.parent_path());
    return folders;
}

Paper load_paper(const fs::path& file) { return PaperReader(file).read(); }

Claim load_paper_claim(const fs::path& file, const fs::path& folder, const std::string& paper) {
    Claim claim = load_claim(file);
    fs::path place = file.lexically_relative(folder);
    place.replace_extension();
    const std::string id = paper + "/" + place.generic_string();
    if (claim.has_id && claim.id != id)
        throw InputError(
            file.string(),
            "the claim's id is \"" + claim.id + "\", but its place in the paper's folder is \"" + id + "\"",
            "id = \"" + id + "\", or no id at all");
    claim.id = id;
    return claim;
}

void require_named(const Paper& paper, const std::vector<Claim>& own) {
    for (const Claim& claim : own) {
        const auto names = [&](const Mention& mention) { return mention.name == claim.id; };
        if (std::none_of(paper.named_claims.begin(), paper.named_claims.end(), names))
            throw InputError(claim.file.string(), "the paper does not name its claim \"" + claim.id + "\"",
                             "name it in a reading of " + paper.file.string() +
                                 ", or under \"related\" if it decides none");
    }
}

PaperFolder load_paper_folder(const fs::path& folder) {
    PaperFolder loaded{load_paper(folder / paper_file_name), {}};
    for (const fs::path& inner : paper_folders(folder))
        if (inner != folder)
            throw InputError((inner / paper_file_name).string(), "a paper's folder holds another paper",
                             "put the two folders side by side");
    for (const fs::path& file : claim_files(folder))
        loaded.claims.push_back(load_paper_claim(file, folder, loaded.paper.id));
    std::sort(loaded.claims.begin(), loaded.claims.end(),
              [](const Claim& a, const Claim& b) { return a.id < b.id; });
    require_named(loaded.paper, loaded.claims);
    return loaded;
}

}  // namespace groundcheck
