#include "cli/selection.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "audit/formal/theorem.hpp"
#include "reports/report.hpp"
#include "theorems/language/references.hpp"
#include "theorems/language/suggest.hpp"

namespace groundcheck::cli {

namespace fs = std::filesystem;

namespace {

// Claim files under a folder, sorted; the file of the paper's sentences is none.
std::vector<fs::path> claim_files(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (auto entry = fs::recursive_directory_iterator(folder, error);
         !error && entry != fs::recursive_directory_iterator(); entry.increment(error))
        if (entry->path().extension() == ".toml" && entry->path().filename() != "sentences.toml")
            files.push_back(entry->path());
    if (error) throw InputError(folder.string(), "the folder cannot be read: " + error.message(), "");
    std::sort(files.begin(), files.end());
    return files;
}

// Throws InputError for a name in the claim's file that nothing answers to. What cannot be looked up here,
// for want of a catalogue with sentences or of the proofs, is not looked at.
class References {
  public:
    explicit References(const Context& context) : context_(context) {}
    void require(const Claim& claim) {
        if (!claim.named_sentences.empty()) {
            if (!sentences_) {
                const fs::path file = context_.catalogue() / "sentences.toml";
                sentences_ = fs::exists(file) ? load_sentences(file) : std::vector<Sentence>();
            }
            if (!sentences_->empty()) require_sentences(claim, *sentences_);
        }
        if (!claim.named_theorems.empty()) {
            if (!theorems_) theorems_ = stated_theorems(context_.proofs());
            if (!theorems_->empty()) require_theorems(claim, *theorems_);
        }
    }

  private:
    const Context& context_;
    std::optional<std::vector<Sentence>> sentences_;
    std::optional<std::vector<std::string>> theorems_;
};

// Reads claim files one by one and keeps what is wrong with them for the end.
class Reader {
  public:
    explicit Reader(const Context& context) : references_(context) {}
    void read(const fs::path& file) {
        try {
            Claim claim = load_claim(file);
            references_.require(claim);
            claims.push_back(std::move(claim));
        } catch (const InputError& error) {
            complain(error.what());
        }
    }
    // A claim file, or every claim file in a folder.
    void read_path(const fs::path& path) {
        std::error_code ignored;
        if (!fs::is_directory(path, ignored)) return read(path);
        const std::vector<fs::path> files = claim_files(path);
        if (files.empty())
            complain(path.string() + ": error: there is no claim file (*.toml) in this folder");
        for (const fs::path& file : files)
            read(file);
    }
    void complain(const std::string& message) {
        if (said_.insert(message).second) messages_ += (messages_.empty() ? "" : "\n") + message;
    }
    void finish() const {
        if (said_.size() > 1) throw InputErrors(messages_ + "\n" + std::to_string(said_.size()) + " errors");
        if (said_.size() == 1) throw InputErrors(messages_);
    }

    std::vector<Claim> claims;

  private:
    References references_;
    std::set<std::string> said_;
    std::string messages_;
};

bool is_certainly_path(const std::string& argument) {
    return argument.starts_with("/") || argument.starts_with(".") || argument.ends_with(".toml");
}

// The claims of the catalogue that a name stands for; none if it stands for nothing.
std::vector<Claim> named(const Catalogue& catalogue, std::string name) {
    while (name.size() > 1 && name.ends_with("/"))
        name.pop_back();
    std::vector<Claim> exact, of_group, short_names;
    for (const Claim& claim : catalogue.claims) {
        if (claim.id == name) exact.push_back(claim);
        if (claim.id.starts_with(name + "/")) of_group.push_back(claim);
        if (short_name(claim.id) == name) short_names.push_back(claim);
    }
    if (!exact.empty()) return exact;
    if (!of_group.empty()) return of_group;
    return short_names.size() == 1 ? short_names : std::vector<Claim>();
}

[[noreturn]] void unknown(const Catalogue& catalogue, const std::string& name) {
    std::vector<std::string> candidates, same_short;
    for (const Claim& claim : catalogue.claims) {
        candidates.push_back(claim.id);
        candidates.push_back(short_name(claim.id));
        candidates.push_back(group_of(claim.id));
        if (short_name(claim.id) == name) same_short.push_back(claim.id);
    }
    if (!same_short.empty())
        throw InputError("", "several claims are called \"" + name + "\"", suggestion("", same_short));
    const std::string near = nearest(name, candidates);
    throw InputError(
        "", "there is no claim, family, file or folder \"" + name + "\"",
        near.empty() ? "`groundcheck list` names every claim" : "did you mean \"" + near + "\"?");
}

// Without repetitions; two different claims of one id are an error.
std::vector<Claim> distinct(std::vector<Claim> claims) {
    std::map<std::string, const Claim*> seen;
    std::vector<Claim> result;
    result.reserve(claims.size());
    for (Claim& claim : claims) {
        const auto [place, is_new] = seen.try_emplace(claim.id, nullptr);
        if (!is_new && place->second->hash == claim.hash) continue;
        if (!is_new)
            throw InputError(claim.file.string(),
                             "the id \"" + claim.id + "\" is taken by " + place->second->file.string(),
                             "give each claim an id of its own");
        place->second = &result.emplace_back(std::move(claim));
    }
    return result;
}

// The sentences that the claims read, where the catalogue has a text for them.
std::vector<Sentence> sentences_of(const std::vector<Claim>& claims, const Context& context) {
    std::set<std::string> read;
    for (const Claim& claim : claims)
        read.insert(claim.sentences.begin(), claim.sentences.end());
    std::vector<Sentence> found;
    if (read.empty()) return found;
    const fs::path file = context.catalogue() / "sentences.toml";
    if (!fs::exists(file)) return found;
    for (Sentence& sentence : load_sentences(file))
        if (read.count(sentence.id) != 0) found.push_back(std::move(sentence));
    return found;
}

}  // namespace

Catalogue whole_catalogue(const Context& context) {
    const fs::path root = context.catalogue();
    try {
        Catalogue catalogue = load_catalogue(root);
        if (catalogue.claims.empty())
            throw InputError(root.string(), "there is no claim in this catalogue", "");
        References references(context);
        for (const Claim& claim : catalogue.claims)
            references.require(claim);
        return catalogue;
    } catch (const InputError& first) {
        Reader reader(context);
        std::error_code error;
        if (fs::is_directory(root, error))
            for (const fs::path& file : claim_files(root))
                reader.read(file);
        reader.complain(first.what());
        reader.finish();
        throw;
    }
}

namespace {

Selection narrow_selection(const std::vector<std::string>& arguments, const Context& context) {
    if (arguments.empty()) {
        Catalogue catalogue = whole_catalogue(context);
        return {std::move(catalogue.claims), std::move(catalogue.sentences),
                load_paper(catalogue.root / "sentences.toml")};
    }
    Reader reader(context);
    std::optional<Catalogue> catalogue;  // read only if an argument needs it
    for (const std::string& argument : arguments) {
        if (!is_certainly_path(argument)) {
            if (!catalogue) catalogue = whole_catalogue(context);
            const std::vector<Claim> claims = named(*catalogue, argument);
            reader.claims.insert(reader.claims.end(), claims.begin(), claims.end());
            if (!claims.empty()) continue;
            if (!fs::exists(argument)) unknown(*catalogue, argument);
        }
        reader.read_path(argument);
    }
    reader.finish();
    Selection selection;
    selection.claims = distinct(std::move(reader.claims));
    selection.sentences = sentences_of(selection.claims, context);
    if (!selection.sentences.empty()) selection.paper = load_paper(context.catalogue() / "sentences.toml");
    return selection;
}

}  // namespace

Selection select_claims(const std::vector<std::string>& arguments, const Context& context, bool full) {
    Selection selection = narrow_selection(arguments, context);
    if (full)
        for (Claim& claim : selection.claims)
            claim = widened(std::move(claim));
    return selection;
}

}  // namespace groundcheck::cli
