// groundcheck new: the skeleton of a paper or of a claim, with comments, which is decided as it stands.
#include <filesystem>
#include <iostream>
#include <memory>
#include <system_error>

#include "cli/command.hpp"
#include "cli/skeleton.hpp"
#include "reports/folder.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/paper_file.hpp"

namespace groundcheck::cli {

namespace {

namespace fs = std::filesystem;

// The name that a folder or file gives to what is in it. Throws InputError where it cannot be an id.
std::string id_of(const fs::path& path, const std::string& what) {
    const std::string name = fs::absolute(path).lexically_normal().stem().string();
    if (is_plain_id(name)) return name;
    throw InputError(path.string(), "\"" + name + "\" cannot be the id of a " + what,
                     "an id is of lower-case letters, digits and hyphens: " +
                         std::string(what == "paper" ? "author-2026" : "my-claim.toml"));
}

// Nothing that is there is written over.
void require_new(const fs::path& path) {
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(path, ignored)))
        throw InputError(path.string(), "this is there already, and is not written over",
                         "choose another name");
}

void make_folder(const fs::path& folder) {
    std::error_code code;
    fs::create_directories(folder, code);
    if (code) throw InputError(folder.string(), "the folder cannot be made: " + code.message(), "");
}

void new_paper(fs::path folder) {
    if (!folder.has_filename()) folder = folder.parent_path();  // "mine/"
    const std::string id = id_of(folder, "paper");
    std::error_code ignored;
    if (!fs::is_directory(folder, ignored) || !fs::is_empty(folder, ignored)) require_new(folder);
    make_folder(folder);
    write_file(folder / paper_file_name, paper_skeleton(id));
    write_file(folder / "first-claim.toml", claim_skeleton(id + "/first-claim"));
    std::cout << "wrote " << (folder / paper_file_name).string() << " and "
              << (folder / "first-claim.toml").string() << "\n"
              << "`groundcheck audit " << folder.string()
              << " --report DIR` audits them as they stand; docs/add-a-paper.md goes on from here\n";
}

void new_claim(const fs::path& file) {
    if (file.extension() != ".toml")
        throw InputError(file.string(), "a claim's file ends in .toml", file.string() + ".toml");
    std::string id = id_of(file, "claim");
    require_new(file);
    const fs::path folder = fs::absolute(file).parent_path();
    std::error_code ignored;
    const bool of_paper = fs::is_regular_file(folder / paper_file_name, ignored);
    if (of_paper) id = load_paper(folder / paper_file_name).id + "/" + id;
    make_folder(folder);
    write_file(file, claim_skeleton(id));
    std::cout << "wrote " << file.string() << "\n"
              << "`groundcheck check " << file.string() << "` decides it as it stands\n";
    if (of_paper)
        std::cout << "the paper has to name it: \"" << id << "\" in the claims of a reading of "
                  << (folder / paper_file_name).string() << "\n";
}

}  // namespace

void add_new_command(Command app) {
    Command command = app.add_command("new", "Write the skeleton of a paper or a claim, with comments");
    command.requires_command();
    auto path = std::make_shared<fs::path>();
    Command paper = command.add_command("paper", "A folder with a paper.toml and a first claim");
    paper.add_option("folder", *path, "The folder; its name is the paper's id").required().named("DIR");
    paper.on_run([path] { new_paper(*path); });
    Command claim = command.add_command("claim", "A claim's file, in a paper's folder or anywhere");
    claim.add_option("file", *path, "The file, NAME.toml").required().named("FILE");
    claim.on_run([path] { new_claim(*path); });
}

}  // namespace groundcheck::cli
