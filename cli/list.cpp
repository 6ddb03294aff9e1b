// groundcheck list: the claims, one a line, a family at a time.
#include <algorithm>
#include <iostream>
#include <memory>

#include "cli/command.hpp"
#include "cli/selection.hpp"
#include "reports/text.hpp"

namespace groundcheck::cli {

namespace {

std::string group_of(const std::string& id) {
    const auto slash = id.rfind('/');
    return slash == std::string::npos ? std::string() : id.substr(0, slash);
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words)
        text += (text.empty() ? "" : ",") + word;
    return text;
}

void list(const std::vector<std::string>& names, const Context& context) {
    const Selection selection = select_claims(names, context);
    std::size_t widest = 0;
    for (const Claim& claim : selection.claims)
        widest = std::max(widest, claim.id.size());
    std::string group;
    bool first = true;
    for (const Claim& claim : selection.claims) {
        if (!first && group_of(claim.id) != group) std::cout << "\n";
        first = false;
        group = group_of(claim.id);
        std::cout << pad_right(claim.id, widest + 2) << pad_right(to_text(claim.expect), 11)
                  << pad_right(joined(claim.sentences) + " ", 7) << printable(claim.title) << "\n";
    }
    std::cout << "\n" << selection.claims.size() << " claims; `groundcheck show ID` prints one\n";
}

}  // namespace

void add_list_command(Command app, Context& context) {
    auto names = std::make_shared<std::vector<std::string>>();
    Command command =
        app.add_command("list", "List the claims with their expected verdicts and the sentences they read");
    command.add_option("claims", *names,
                       "Ids, families, claim files or folders of them (default: the whole catalogue)");
    command.on_run([names, &context] { list(*names, context); });
}

}  // namespace groundcheck::cli
