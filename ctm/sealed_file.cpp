#include "ctm/sealed_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/crc.hpp>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>

namespace groundcheck::ctm {

namespace {

constexpr std::string_view kSealName = "crc64 ";

// The last line of a file with this body. The polynomial is that of ECMA-182.
std::string seal_of(std::string_view body) {
    boost::crc_optimal<64, 0x42F0E1EBA9EA3693U, 0, 0, false, false> crc;
    crc.process_bytes(body.data(), body.size());
    return fmt::format("{}{:016x}\n", kSealName, crc.checksum());
}

}  // namespace

SealedFile read_sealed(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return {};
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const std::size_t seal_size = seal_of("").size();
    if (in.bad() || text.size() < seal_size) return {.seal = Seal::broken, .body = {}};
    const std::string seal = text.substr(text.size() - seal_size);
    text.resize(text.size() - seal_size);
    if (seal != seal_of(text)) return {.seal = Seal::broken, .body = {}};
    return {.seal = Seal::intact, .body = std::move(text)};
}

void write_sealed(const std::filesystem::path& path, const std::string& body) {
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path());
    // The process number keeps two programs that write the same file from writing into one another.
    std::filesystem::path unfinished = path;
    unfinished += fmt::format(".{}.unfinished", ::getpid());
    {
        std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
        out << body << seal_of(body);
        out.flush();
        if (!out) {
            out.close();
            std::error_code ignored;
            std::filesystem::remove(unfinished, ignored);
            throw std::runtime_error(fmt::format("cannot write {}", unfinished.string()));
        }
    }
    std::filesystem::rename(unfinished, path);
}

}  // namespace groundcheck::ctm
