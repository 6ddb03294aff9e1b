#include "cli/audit_figures.hpp"

#include <algorithm>
#include <memory>
#include <mutex>

#include "audit/figures/figures.hpp"
#include "audit/figures/figures_loops.hpp"
#include "cli/command.hpp"
#include "ctm/enumerate.hpp"
#include "ctm/table.hpp"
#include "ledger/record.hpp"
#include "ledger/versions.hpp"
#include "theorems/language/read_file.hpp"
#include "theorems/language/sha256.hpp"

namespace groundcheck::cli {

namespace {

// The prior of the program learner: the output distribution of all machines of three states, which is quickly
// enumerated, when a figure first asks for it.
FigureInputs inputs() {
    constexpr int states = 3;
    struct Prior {
        std::once_flag made;
        std::unique_ptr<ctm::Table> table;
    };
    const auto prior = std::make_shared<Prior>();
    const auto weight = [prior](const std::string& text) {
        std::call_once(prior->made, [&] {
            ctm::EnumerationOptions wanted;
            wanted.states = states;
            wanted.bound = ctm::default_bound(states);
            wanted.threads = 1;
            prior->table = std::make_unique<ctm::Table>(*ctm::enumerate_machines(wanted), ctm::Blank::both);
        });
        return prior->table->count(text);
    };
    return {weight, "D(3), the output distribution of all three-state machines"};
}

// What the figures depend on: the program, its libraries, the claims and what the papers ask for.
std::string key_of(const std::vector<Claim>& claims, const std::vector<Paper>& papers,
                   const std::filesystem::path& loop_text) {
    std::string text = program_version() + " " + source_revision() + " " + engine_fingerprint();
    for (const Claim& claim : claims)
        text += " " + claim.id;
    for (const Paper& paper : papers)
        text += "\n" + json_text(to_json(paper)["figures"]);
    if (!loop_text.empty()) text += "\nloops " + sha256(read_file(loop_text, std::uintmax_t{1} << 26));
    return sha256(text);
}

}  // namespace

void record_figures(Ledger& ledger, const std::vector<Claim>& claims, const std::vector<Paper>& papers,
                    const std::filesystem::path& loop_text) {
    const char* const fact = "figures made for";
    const std::string key = key_of(claims, papers, loop_text);
    for (const auto& [name, value] : ledger.facts())
        if (name == fact && value == key) return;
    std::vector<Figure> figures = make_figures(claims, papers, inputs());
    if (!loop_text.empty())
        for (Figure& figure : make_loop_figures(loop_text))
            figures.push_back(std::move(figure));
    ledger.set_figures(figures);
    ledger.set_fact(fact, key);
    ledger.set_fact("seeds", "pictures: " + std::to_string(figures::seed));
}

}  // namespace groundcheck::cli
