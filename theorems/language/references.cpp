#include "theorems/language/references.hpp"

#include <algorithm>

#include "theorems/language/error.hpp"
#include "theorems/language/source.hpp"
#include "theorems/language/suggest.hpp"
#include "theorems/language/toml_file.hpp"

namespace groundcheck {

namespace {

constexpr std::uintmax_t largest_claim_file = 1U << 20U;

void require(const Claim& claim, const std::vector<Mention>& mentions, const std::vector<std::string>& known,
             const std::string& what, const std::string& otherwise) {
    for (const Mention& mention : mentions) {
        if (std::find(known.begin(), known.end(), mention.name) != known.end()) continue;
        const std::string near = nearest(mention.name, known);
        throw InputError(claim.file.string(), mention.where.line, mention.where.column, mention.where.length,
                         "there is no " + what + " \"" + mention.name + "\"",
                         near.empty() ? otherwise : "did you mean \"" + near + "\"?",
                         line_of(read_file(claim.file, largest_claim_file), mention.where.line));
    }
}

}  // namespace

void require_sentences(const Claim& claim, const std::vector<Sentence>& known) {
    std::vector<std::string> ids;
    ids.reserve(known.size());
    std::string all;
    for (const Sentence& sentence : known) {
        ids.push_back(sentence.id);
        all += (all.empty() ? "" : ", ") + sentence.id;
    }
    require(claim, claim.named_sentences, ids, "sentence", "known are " + all);
}

void require_theorems(const Claim& claim, const std::vector<std::string>& known) {
    require(claim, claim.named_theorems, known, "statement of proofs/",
            "docs/proofs.md lists the statements of each file");
}

}  // namespace groundcheck
