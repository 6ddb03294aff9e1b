#include "verified_program.hpp"

#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <system_error>

namespace checker {

int become_verified(const std::vector<std::string>& given) {
    std::error_code error;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
    const std::string program = (self.parent_path() / "groundcheck-verified").string();
    std::vector<char*> arguments = {const_cast<char*>(program.c_str())};
    for (const std::string& argument : given)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    if (!error) execv(program.c_str(), arguments.data());
    std::cerr
        << "groundcheck-checker: the verified checker, " << program
        << ", is not there. It is built where coqc, ocamlfind and Zarith are (Debian: coq, ocaml-findlib, "
           "libzarith-ocaml-dev).\n";
    return 2;
}

}  // namespace checker
