#include "cli/selection.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "audit/formal/theorem.hpp"
#include "decide/loops/loop_finding_file.hpp"
#include "reports/report.hpp"
#include "theorems/language/references.hpp"
#include "theorems/language/suggest.hpp"

namespace groundcheck::cli {

namespace fs = std::filesystem;

namespace {

// Throws InputError for a theorem in the claim's file that nothing answers to. Without the proofs at hand it
// is not looked at.
class References {
  public:
    explicit References(const Context& context) : context_(context) {}
    void require(const Claim& claim) {
        if (claim.named_theorems.empty()) return;
        if (!theorems_) theorems_ = stated_theorems(context_.proofs());
        if (!theorems_->empty()) require_theorems(claim, *theorems_);
    }

  private:
    const Context& context_;
    std::optional<std::vector<std::string>> theorems_;
};

// Reads files one by one and keeps what is wrong with them for the end.
class Reader {
  public:
    explicit Reader(const Context& context) : references_(context) {}
    // `folder` and `paper`: those of the paper to whose folder the file belongs, or empty.
    void read(const fs::path& file, const fs::path& folder = {}, const std::string& paper = {}) {
        attempt([&] {
            if (paper.empty() && is_loop_finding(file)) {
                findings.push_back(load_loop_finding(file));
                return;
            }
            Claim claim = paper.empty() ? load_claim(file) : load_paper_claim(file, folder, paper);
            references_.require(claim);
            claims.push_back(std::move(claim));
        });
    }
    // A paper and the claims beside it.
    void read_paper(const fs::path& folder) {
        attempt([&] {
            Paper paper = load_paper(folder / paper_file_name);
            const std::size_t before = claims.size(), wrong = said_.size();
            for (const fs::path& file : claim_files(folder))
                read(file, folder, paper.id);
            const std::vector<Claim> own(claims.begin() + static_cast<std::ptrdiff_t>(before), claims.end());
            if (said_.size() == wrong) require_named(paper, own);  // else the mistake may be in a claim's id
            papers.push_back(std::move(paper));
        });
    }
    // A claim file, or every claim and paper in a folder.
    void read_path(const fs::path& path) {
        std::error_code ignored;
        if (!fs::is_directory(path, ignored)) return read(path);
        std::vector<fs::path> files, folders;
        attempt([&] {
            files = claim_files(path);
            folders = paper_folders(path);
            for (const fs::path& outer : folders)
                for (const fs::path& inner : folders)
                    if (outer != inner && lies_in(inner, outer))
                        throw InputError((inner / paper_file_name).string(),
                                         "a paper's folder holds another paper",
                                         "put the two folders side by side");
        });
        if (files.empty() && folders.empty())
            complain(path.string() + ": error: there is no claim file (*.toml) in this folder");
        for (const fs::path& folder : folders)
            read_paper(folder);
        for (const fs::path& file : files)
            if (std::none_of(folders.begin(), folders.end(),
                             [&](const fs::path& folder) { return lies_in(file, folder); }))
                read(file);
    }
    template <class Action>
    void attempt(Action action) {
        try {
            action();
        } catch (const InputError& error) {
            complain(error.what());
        }
    }
    void complain(const std::string& message) {
        if (said_.insert(message).second) messages_ += (messages_.empty() ? "" : "\n") + message;
    }
    void finish() const {
        if (said_.size() > 1) throw InputErrors(messages_ + "\n" + std::to_string(said_.size()) + " errors");
        if (said_.size() == 1) throw InputErrors(messages_);
    }

    std::vector<Claim> claims;
    std::vector<Paper> papers;
    std::vector<LoopFinding> findings;

  private:
    static bool lies_in(const fs::path& path, const fs::path& folder) {
        return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
    }

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

// The findings about loops that a name stands for: "loops", "loops/NAME"; none if it stands for nothing.
std::vector<LoopFinding> findings_named(const Context& context, const std::string& name) {
    const std::string folder = loop_findings_folder;
    if (name != folder && !name.starts_with(folder + "/")) return {};
    std::vector<LoopFinding> found = load_loop_findings(context.catalogue());
    if (name == folder || name == folder + "/") return found;
    std::vector<std::string> known;
    for (const LoopFinding& finding : found)
        known.push_back(finding.id);
    std::erase_if(found, [&](const LoopFinding& finding) { return finding.id != name; });
    if (found.empty()) throw InputError("", "there is no finding \"" + name + "\"", suggestion(name, known));
    return found;
}

const Paper* paper_named(const Catalogue& catalogue, const std::string& name) {
    for (const Paper& paper : catalogue.papers)
        if (paper.id == name) return &paper;
    return nullptr;
}

// "zenil-2026, other-2024", for a hint.
std::string paper_ids(const Catalogue& catalogue) {
    std::string text;
    for (const Paper& paper : catalogue.papers)
        text += (text.empty() ? "" : ", ") + paper.id;
    return text;
}

[[noreturn]] void unknown(const Catalogue& catalogue, const std::string& name) {
    std::vector<std::string> candidates, same_short;
    for (const Paper& paper : catalogue.papers)
        candidates.push_back(paper.id);
    for (const Claim& claim : catalogue.claims) {
        candidates.push_back(claim.id);
        candidates.push_back(short_name(claim.id));
        candidates.push_back(group_of(claim.id));
        if (short_name(claim.id) == name) same_short.push_back(claim.id);
    }
    if (!same_short.empty())
        throw InputError("", "several claims are called \"" + name + "\"", suggestion("", same_short));
    const std::string near = nearest(name, candidates);
    throw InputError("", "there is no paper, claim, family, file or folder \"" + name + "\"",
                     !near.empty()
                         ? "did you mean \"" + near + "\"?"
                         : "`groundcheck list` names every claim" +
                               (catalogue.papers.empty() ? "" : ", the papers are " + paper_ids(catalogue)));
}

// Claims, or findings, without repetitions; two different ones of one id are an error.
template <class Thing>
std::vector<Thing> distinct(std::vector<Thing> things, const char* hint) {
    std::map<std::string, const Thing*> seen;
    std::vector<Thing> result;
    result.reserve(things.size());
    for (Thing& thing : things) {
        const auto [place, is_new] = seen.try_emplace(thing.id, nullptr);
        if (!is_new && place->second->hash == thing.hash) continue;
        if (!is_new)
            throw InputError(thing.file.string(),
                             "the id \"" + thing.id + "\" is taken by " + place->second->file.string(), hint);
        place->second = &result.emplace_back(std::move(thing));
    }
    return result;
}

// The claims that the paper names. Precondition: the catalogue has them.
void add_claims_of(const Paper& paper, const Catalogue& catalogue, std::vector<Claim>& claims) {
    for (const std::string& id : claims_of(paper))
        claims.push_back(catalogue.claim(id));
}

// Without repetitions; two different papers of one id are an error.
std::vector<Paper> distinct(std::vector<Paper> papers) {
    std::vector<Paper> result;
    for (Paper& paper : papers) {
        const auto place =
            std::find_if(result.begin(), result.end(), [&](const Paper& p) { return p.id == paper.id; });
        if (place == result.end()) {
            result.push_back(std::move(paper));
            continue;
        }
        std::error_code ignored;
        if (!fs::equivalent(place->file, paper.file, ignored))
            throw InputError(paper.file.string(),
                             "the id \"" + paper.id + "\" is taken by " + place->file.string(),
                             "give each paper an id of its own");
    }
    return result;
}

// The claims that a user's papers name: those of their own are there already, others are the catalogue's.
void add_cited(Reader& reader, const std::vector<Paper>& papers, const std::optional<Catalogue>& catalogue) {
    std::set<std::string> there;
    std::vector<std::string> known = catalogue ? catalogue->ids() : std::vector<std::string>();
    for (const Claim& claim : reader.claims) {
        there.insert(claim.id);
        known.push_back(claim.id);
    }
    for (const Paper& paper : papers)
        reader.attempt([&] {
            require_claims(paper, known);
            for (const std::string& id : claims_of(paper))
                if (there.insert(id).second) reader.claims.push_back(catalogue->claim(id));
        });
}

// The ids of those claims whose files lie in the catalogue: a file elsewhere is another claim, whatever its
// id.
std::vector<std::string> ids_in_catalogue(const std::vector<Claim>& claims, const fs::path& root) {
    std::vector<std::string> ids;
    const fs::path whole = fs::weakly_canonical(root);
    for (const Claim& claim : claims) {
        const fs::path place = fs::weakly_canonical(claim.file).lexically_relative(whole);
        if (!place.empty() && *place.begin() != "..") ids.push_back(claim.id);
    }
    return ids;
}

// What the catalogue's papers say about these claims.
std::vector<Paper> papers_about(const std::vector<Claim>& claims, const Context& context) {
    fs::path root;
    try {
        root = context.catalogue();
    } catch (const InputError&) {  // a user's own claims need no catalogue
        return {};
    }
    const std::vector<std::string> ids = ids_in_catalogue(claims, root);
    std::vector<Paper> found;
    std::error_code ignored;
    if (ids.empty() || !fs::is_directory(root / "papers", ignored)) return found;
    for (const fs::path& folder : paper_folders(root / "papers")) {
        Paper paper = about(load_paper(folder / paper_file_name), ids);
        if (!paper.statements.empty() || !paper.sentences.empty()) found.push_back(std::move(paper));
    }
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
        if (fs::is_directory(root, error)) reader.read_path(root);
        reader.complain(first.what());
        reader.finish();
        throw;
    }
}

namespace {

Selection narrow_selection(const std::vector<std::string>& arguments, const Context& context) {
    if (arguments.empty()) {
        Catalogue catalogue = whole_catalogue(context);
        return {std::move(catalogue.claims), std::move(catalogue.papers), false,
                load_loop_findings(context.catalogue())};
    }
    Reader reader(context);
    std::optional<Catalogue> catalogue;  // read only if an argument needs it
    const auto have_catalogue = [&] {
        if (!catalogue) catalogue = whole_catalogue(context);
    };
    std::vector<Paper> named_papers;
    for (const std::string& argument : arguments) {
        if (!is_certainly_path(argument)) {
            std::vector<LoopFinding> findings = findings_named(context, argument);
            std::move(findings.begin(), findings.end(), std::back_inserter(reader.findings));
            if (!findings.empty()) continue;
            have_catalogue();
            if (const Paper* paper = paper_named(*catalogue, argument)) {
                named_papers.push_back(*paper);
                add_claims_of(*paper, *catalogue, reader.claims);
                continue;
            }
            const std::vector<Claim> claims = named(*catalogue, argument);
            reader.claims.insert(reader.claims.end(), claims.begin(), claims.end());
            if (!claims.empty()) continue;
            if (!fs::exists(argument)) unknown(*catalogue, argument);
        }
        reader.read_path(argument);
    }
    if (!reader.papers.empty()) {
        have_catalogue();
        for (const Paper& paper : reader.papers)  // whose own claims would be taken for the catalogue's
            if (const Paper* other = paper_named(*catalogue, paper.id))
                reader.attempt([&] { distinct({*other, paper}); });
    }
    add_cited(reader, reader.papers, catalogue);
    std::vector<Paper> known = reader.papers;
    if (catalogue) known.insert(known.end(), catalogue->papers.begin(), catalogue->papers.end());
    for (const Paper& paper : reader.papers)
        reader.attempt([&] { require_places(paper, known); });
    reader.finish();
    Selection selection;
    named_papers.insert(named_papers.end(), reader.papers.begin(), reader.papers.end());
    selection.names_papers = !named_papers.empty();
    selection.papers = distinct(std::move(named_papers));
    selection.claims = distinct(std::move(reader.claims), "give each claim an id of its own");
    selection.findings =
        distinct(std::move(reader.findings), "a finding is called by its file's name: give each another");
    if (!selection.names_papers) selection.papers = papers_about(selection.claims, context);
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

void require_claims_in(const Selection& selection) {
    if (selection.claims.empty() && !selection.findings.empty())
        throw InputError("",
                         "\"" + selection.findings.front().id + "\" is a finding about loops and no claim",
                         "`groundcheck check` and `groundcheck audit` decide findings");
}

}  // namespace groundcheck::cli
