#include "theorems/language/references.hpp"

#include <algorithm>

#include "theorems/language/error.hpp"
#include "theorems/language/read_file.hpp"
#include "theorems/language/source.hpp"
#include "theorems/language/suggest.hpp"

namespace groundcheck {

namespace {

constexpr std::uintmax_t largest_file = 1U << 20U;

}  // namespace

void require_known(const std::filesystem::path& file, const std::vector<Mention>& mentions,
                   const std::vector<std::string>& known, const std::string& what,
                   const std::string& otherwise) {
    for (const Mention& mention : mentions) {
        if (std::find(known.begin(), known.end(), mention.name) != known.end()) continue;
        const std::string near = nearest(mention.name, known);
        throw InputError(file.string(), mention.where.line, mention.where.column, mention.where.length,
                         "there is no " + what + " \"" + mention.name + "\"",
                         near.empty() ? otherwise : "did you mean \"" + near + "\"?",
                         line_of(read_file(file, largest_file), mention.where.line));
    }
}

void require_theorems(const Claim& claim, const std::vector<std::string>& known) {
    require_known(claim.file, claim.named_theorems, known, "statement of proofs/",
                  "docs/proofs.md lists the statements of each file");
}

void require_claims(const Paper& paper, const std::vector<std::string>& known) {
    require_known(paper.file, paper.named_claims, known, "claim", "`groundcheck list` names every claim");
}

void require_places(const Paper& paper, const std::vector<Paper>& papers) {
    std::vector<std::string> ids;
    for (const Paper& other : papers)
        ids.push_back(other.id);
    for (const Paper::Place& place : paper.named_places) {
        Mention named = place.where;
        named.name = place.paper;
        require_known(paper.file, {named}, ids, "paper", "`groundcheck list --papers` names every paper");
        std::vector<std::string> numbers;
        for (const Paper& other : papers)
            if (other.id == place.paper)
                for (const auto* passages : {&other.statements, &other.sentences})
                    for (const Passage& passage : *passages)
                        numbers.push_back(passage.number);
        require_known(paper.file, {place.where}, numbers, "place in " + place.paper,
                      "`groundcheck show " + place.paper + "` names its places");
    }
}

}  // namespace groundcheck
