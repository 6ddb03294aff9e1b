// groundcheck export: an instance of a claim as a file that another program checks.
#include <fstream>
#include <iostream>
#include <memory>

#include "audit/formal/export_coq.hpp"
#include "cli/command.hpp"
#include "cli/selection.hpp"

namespace groundcheck::cli {

namespace {

struct ExportOptions {
    std::string claim;
    std::uint32_t N = 0;
    std::filesystem::path out;  // empty: standard output
};

void export_to_coq(const ExportOptions& options, const Context& context) {
    const Selection selection = select_claims({options.claim}, context);
    require_claims_in(selection);
    if (selection.claims.size() != 1)
        throw InputError(options.claim, "this names more than one claim", "name one claim for one file");
    const std::string text = export_coq(selection.claims.front(), options.N);
    if (options.out.empty()) {
        std::cout << text;
        return;
    }
    std::ofstream file(options.out, std::ios::binary | std::ios::trunc);
    if (!(file << text).flush())
        throw InputError(options.out.string(), "the file cannot be written",
                         "name a file in a folder you may write to");
    std::cout << "written: " << options.out.string() << "\n";
}

}  // namespace

void add_export_command(Command app, Context& context) {
    auto options = std::make_shared<ExportOptions>();
    Command command = app.add_command("export", "Write an instance of a claim for another program to check");
    command.requires_command();
    Command coq = command.add_command("coq", "A self-contained proof for Coq with coq-interval");
    coq.add_option("claim", options->claim, "Id of a claim, or a claim file").required();
    coq.add_option("--n", options->N, "How many samples a generation has").required().named("N");
    coq.add_option("--out", options->out, "The file to write (default: standard output)").named("FILE");
    coq.on_run([options, &context] { export_to_coq(*options, context); });
}

}  // namespace groundcheck::cli
