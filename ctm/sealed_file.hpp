// Small text files that are either intact or not used: a body followed by a line with its checksum, written
// under another name and renamed into place, so that a reader never sees half a file and a damaged one is
// noticed.
#pragma once

#include <filesystem>
#include <string>

namespace groundcheck::ctm {

enum class Seal { intact, missing, broken };

struct SealedFile {
    Seal seal = Seal::missing;
    std::string body;  // empty unless intact
};

// Reads a file written by write_sealed. A file that cannot be read counts as missing.
SealedFile read_sealed(const std::filesystem::path& path);

// Writes body and checksum, creating the folder if need be; replaces an existing file at once or not at all.
// The body must be empty or end with a line break. Throws std::filesystem::filesystem_error or
// std::runtime_error, naming the file.
void write_sealed(const std::filesystem::path& path, const std::string& body);

}  // namespace groundcheck::ctm
