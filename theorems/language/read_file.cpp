#include "theorems/language/read_file.hpp"

#include <fstream>
#include <iterator>
#include <system_error>

#include "theorems/language/error.hpp"

namespace groundcheck {

std::string read_file(const std::filesystem::path& path, std::uintmax_t limit) {
    std::error_code code;
    const std::filesystem::file_status status = std::filesystem::status(path, code);
    if (status.type() == std::filesystem::file_type::not_found)
        throw InputError(path.string(), "there is no such file", "");
    if (code) throw InputError(path.string(), "the file cannot be read: " + code.message(), "");
    if (status.type() == std::filesystem::file_type::directory)
        throw InputError(path.string(), "this is a folder, not a file", "");
    if (status.type() != std::filesystem::file_type::regular)
        throw InputError(path.string(), "this is not a regular file", "");
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        throw InputError(path.string(), "the file cannot be opened for reading",
                         "are the permissions right?");
    if (std::filesystem::file_size(path, code) > limit || code)
        throw InputError(path.string(), "the file is longer than " + std::to_string(limit) + " bytes", "");
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace groundcheck
