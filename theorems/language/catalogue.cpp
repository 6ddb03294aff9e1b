#include "theorems/language/catalogue.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "theorems/language/references.hpp"
#include "theorems/language/suggest.hpp"

namespace groundcheck {
namespace {

namespace fs = std::filesystem;

constexpr const char* facts = "facts";
constexpr const char* papers = "papers";
constexpr const char* loops = "loops";  // findings about loops, which are no claims (decide/loops)

// Title and source: what a claim of the catalogue has and one of a user's own need not.
void require_complete(const Claim& claim) {
    const std::string file = claim.file.string();
    if (claim.title.empty())
        throw InputError(file, "a claim of the catalogue needs a title", "title = \"...\"");
    if (claim.source.empty())
        throw InputError(file, "a claim of the catalogue says where it comes from", "source = \"...\"");
}

Claim load_fact(const fs::path& file, const fs::path& folder) {
    Claim claim = load_claim(file);
    fs::path place = file.lexically_relative(folder);
    place.replace_extension();
    const std::string id = place.generic_string();
    if (claim.id != id)
        throw InputError(
            file.string(),
            "the claim's id is \"" + claim.id + "\", but its place in the catalogue is \"" + id + "\"",
            "id = \"" + id + "\"");
    return claim;
}

// A file that is in neither of the two folders would be part of nothing.
void require_in_place(const fs::path& root, const std::set<fs::path>& loaded) {
    for (const fs::path& file : claim_files(root))
        if (loaded.count(file) == 0 && *file.lexically_relative(root).begin() != loops)
            throw InputError(file.string(), "this file is neither a fact nor a claim of a paper",
                             "facts are facts/FAMILY/NAME.toml, a paper's claims stand beside its paper.toml "
                             "in papers/ID/, findings about loops are loops/NAME.toml");
}

void add_paper(Catalogue& catalogue, const fs::path& folder, std::set<fs::path>& loaded) {
    PaperFolder found = load_paper_folder(folder);
    const std::string place = folder.filename().string();
    if (found.paper.id != place || folder.parent_path() != catalogue.root / papers)
        throw InputError(found.paper.file.string(),
                         "the paper's id is \"" + found.paper.id +
                             "\", but its place in the catalogue is \"" +
                             folder.lexically_relative(catalogue.root).generic_string() + "\"",
                         std::string("its folder is ") + papers + "/" + found.paper.id);
    for (Claim& claim : found.claims) {
        require_complete(claim);
        loaded.insert(claim.file);
        catalogue.claims.push_back(std::move(claim));
    }
    catalogue.papers.push_back(std::move(found.paper));
}

// A family called as a paper would give a name two meanings.
void require_apart(const Catalogue& catalogue) {
    for (const Paper& paper : catalogue.papers)
        if (fs::exists(catalogue.root / facts / paper.id))
            throw InputError(paper.file.string(), "a family of facts has the paper's id \"" + paper.id + "\"",
                             "give one of them another name");
}

}  // namespace

Catalogue load_catalogue(const fs::path& root) {
    std::error_code code;
    if (!fs::is_directory(root, code))
        throw InputError(root.string(), "there is no catalogue here: this is no folder", "");
    Catalogue catalogue;
    catalogue.root = root;
    std::set<fs::path> loaded;
    if (fs::is_directory(root / facts, code))
        for (const fs::path& file : claim_files(root / facts)) {
            Claim claim = load_fact(file, root / facts);
            require_complete(claim);
            loaded.insert(file);
            catalogue.claims.push_back(std::move(claim));
        }
    for (const fs::path& folder : paper_folders(root))
        add_paper(catalogue, folder, loaded);
    require_in_place(root, loaded);
    require_apart(catalogue);
    std::sort(catalogue.claims.begin(), catalogue.claims.end(),
              [](const Claim& a, const Claim& b) { return a.id < b.id; });
    const std::vector<std::string> known = catalogue.ids();
    for (const Paper& paper : catalogue.papers)
        require_claims(paper, known);
    for (const Paper& paper : catalogue.papers)
        require_places(paper, catalogue.papers);
    return catalogue;
}

std::vector<std::string> Catalogue::ids() const {
    std::vector<std::string> ids;
    ids.reserve(claims.size());
    for (const Claim& claim : claims)
        ids.push_back(claim.id);
    return ids;
}

const Claim& Catalogue::claim(const std::string& id) const {
    for (const Claim& claim : claims)
        if (claim.id == id) return claim;
    const std::string near = nearest(id, ids());
    throw InputError("", "there is no claim \"" + id + "\" in the catalogue",
                     near.empty() ? "\"groundcheck list\" lists them" : "did you mean \"" + near + "\"?");
}

}  // namespace groundcheck
