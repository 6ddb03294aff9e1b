// A file's bytes, and what people are told where there are none.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace groundcheck {

// The bytes of a file. Throws InputError if it is missing, no regular file, unreadable, or longer than
// `limit` bytes.
std::string read_file(const std::filesystem::path& path, std::uintmax_t limit);

}  // namespace groundcheck
