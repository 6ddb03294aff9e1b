// groundcheck show: a claim with its domain, its assumptions and where it comes from.
#include <algorithm>
#include <iostream>
#include <memory>
#include <sstream>

#include "cli/command.hpp"
#include "cli/selection.hpp"
#include "decide/question/domain_text.hpp"
#include "reports/text.hpp"
#include "sim/process.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck::cli {

namespace {

// "label   text", with further lines of the text under the first.
void print(const std::string& label, const std::string& text) {
    if (text.empty()) return;
    constexpr std::size_t margin = 12;
    std::istringstream lines(text);
    std::string line;
    for (bool first = true; std::getline(lines, line); first = false) {
        if (line.empty() && first) continue;
        std::cout << "  " << pad_right(first ? label : "", margin) << printable(line) << "\n";
    }
}

std::string trimmed(std::string text) {
    const auto is_space = [](char c) { return c == '\n' || c == ' ' || c == '\t'; };
    while (!text.empty() && is_space(text.back()))
        text.pop_back();
    const auto first = std::find_if_not(text.begin(), text.end(), is_space);
    return {first, text.end()};
}

// What the process offers, and why not what it declines.
void print_capabilities(const Process& process) {
    std::string offered, declined;
    for (const auto& [name, reason] : capabilities_of(&process)) {
        if (reason.empty())
            offered += (offered.empty() ? "" : ", ") + name;
        else
            declined += "\n  not " + name + ": " + reason;
    }
    print("offers", offered + declined);
}

void print_domain(const std::string& label, const Domain& domain) {
    std::string text;
    for (const auto& [name, range] : written_ranges(domain))
        text += (text.empty() ? "" : "; ") + name + " in " + range;
    if (domain.process) text += (text.empty() ? "" : "; ") + std::string("process: ") + domain.process->text;
    if (!domain.where_text.empty())
        text += (text.empty() ? "" : "; ") + std::string("where ") + trimmed(domain.where_text);
    print(label, text);
    if (domain.process) print_capabilities(*domain.process);
}

void print_assumption(const Assumption& assumption) {
    std::string text = assumption.name + ": " + assumption.says;
    if (!assumption.drop.empty()) {
        text += "\n  dropped:";
        for (const auto& [name, range] : assumption.drop)
            text += " " + name + (name == "statement" || name.starts_with("process.") ? ": " : " in ") +
                    range + ";";
        text.pop_back();
    }
    if (assumption.sweep)
        text += "\n  mapped: " + assumption.sweep->parameter + " over " + assumption.sweep->text;
    if (assumption.unsaid) text += "\n  the paper leaves it unsaid";
    print("assumes", text);
}

void show(const Claim& claim, const std::vector<Sentence>& sentences) {
    std::cout << claim.id << "\n";
    print("title", claim.title);
    for (const auto& id : claim.sentences) {
        const auto found =
            std::find_if(sentences.begin(), sentences.end(), [&](const Sentence& s) { return s.id == id; });
        print("reads", found == sentences.end() ? id : id + ": " + found->text);
    }
    print("source", claim.source);
    print("statement", trimmed(claim.statement_text));
    print("equality", claim.equality_text.empty() ? "" : "exactly where " + trimmed(claim.equality_text));
    print("expected", to_text(claim.expect));
    for (const auto& domain : claim.domains)
        print_domain("domain", domain);
    for (const auto& domain : claim.full)
        print_domain("with --full", domain);
    for (const auto& assumption : claim.assumptions)
        print_assumption(assumption);
    print("note", trimmed(claim.note));
    if (claim.mutant) {
        print("mutant",
              trimmed(claim.mutant->statement_text) + "\nmust come out " + to_text(claim.mutant->expect));
    }
    print("theorem", claim.formal);
    print("file", claim.file.string());
}

}  // namespace

void add_show_command(Command app, Context& context) {
    auto names = std::make_shared<std::vector<std::string>>();
    Command command =
        app.add_command("show", "Print a claim with its domain, its assumptions and where it comes from");
    command.add_option("claims", *names, "Ids, families, claim files or folders of them").required();
    command.on_run([names, &context] {
        const Selection selection = select_claims(*names, context);
        bool first = true;
        for (const Claim& claim : selection.claims) {
            if (!first) std::cout << "\n";
            first = false;
            show(claim, selection.sentences);
        }
    });
}

}  // namespace groundcheck::cli
