#include "ledger/certificate_store.hpp"

#include <fstream>
#include <iterator>

#include "theorems/language/sha256.hpp"

namespace groundcheck {

namespace {

namespace fs = std::filesystem;

// A name that every file system and shell takes, different for different texts: letters, digits and a few
// marks stand for themselves, a space is _ and a slash ~. Where another character had to give way, or the
// text is empty or all dots, the start of its hash tells it from what it would collide with.
std::string file_name(const std::string& text) {
    std::string name;
    bool lost = text.find_first_not_of('.') == std::string::npos;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '-' || c == '.' || c == '=' || c == ',';
        lost = lost || (!plain && c != ' ' && c != '/');
        name += plain ? c : c == '/' ? '~' : '_';
    }
    if (lost) name += '-' + sha256(text).substr(0, 8);
    return name;
}

// The claim "family/name" has the folder family/name.
fs::path folder_name(const std::string& id) {
    fs::path folder = "certificates";
    std::size_t start = 0;
    for (std::size_t end = 0; end != std::string::npos; start = end + 1) {
        end = id.find('/', start);
        folder /= file_name(id.substr(start, end == std::string::npos ? end : end - start));
    }
    return folder;
}

void write_text(const fs::path& file, const std::string& text) {
    std::ofstream stream(file, std::ios::binary);
    stream << text;
    stream.close();
    if (!stream)
        throw CertificateUnwritable("the certificate " + file.string() +
                                    " cannot be written: no space, or no permission");
}

}  // namespace

std::string CertificateFolder::write(const Question& question, const InstanceResult& result,
                                     const std::string& text, const std::string& ending) const {
    fs::path folder = folder_name(question.claim->id);
    if (question.mutant) folder += "~mutant";  // no claim's folder: there, a slash ends the name
    std::error_code error;
    fs::create_directories(report_ / folder, error);
    const fs::path name = folder / ("domain" + std::to_string(result.domain + 1) + '_' +
                                    file_name(to_text(result.key)) + ending);
    write_text(report_ / name, text);
    return name.generic_string();
}

std::string CertificateFolder::keep(const Question& question, const InstanceResult& result,
                                    const std::string& text) const {
    return write(question, result, text, ".gc");
}

std::string CertificateFolder::keep_verified(const Question& question, const InstanceResult& result,
                                             const std::string& text) const {
    return write(question, result, text, ".gc3");
}

void CertificateFolder::drop(const std::string& name) const {
    std::error_code ignored;
    fs::remove(report_ / name, ignored);
}

bool CertificateFolder::holds(const std::string& name, const std::string& hash) const {
    std::ifstream stream(report_ / name, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    return stream && !stream.bad() && sha256(text) == hash;
}

bool CertificateFolder::holds(const InstanceResult& result) const {
    return (result.certificate.empty() || holds(result.certificate, result.certificate_hash)) &&
           (result.verified_certificate.empty() || holds(result.verified_certificate, result.verified_hash));
}

bool CertificateFolder::bring(const std::string& name, const std::string& hash,
                              const CertificateFolder& from) const {
    if (name.empty() || holds(name, hash)) return true;
    if (!from.holds(name, hash)) return false;
    std::error_code error;
    fs::create_directories((report_ / name).parent_path(), error);
    fs::copy_file(from.report_ / name, report_ / name, fs::copy_options::overwrite_existing, error);
    if (error)
        throw CertificateUnwritable("the certificate " + (report_ / name).string() +
                                    " cannot be written: " + error.message());
    return holds(name, hash);
}

bool CertificateFolder::bring(const InstanceResult& result, const CertificateFolder& from) const {
    const bool one = bring(result.certificate, result.certificate_hash, from);
    return bring(result.verified_certificate, result.verified_hash, from) && one;
}

std::string CertificateFile::keep(const InstanceResult& result, const std::string& text) {
    const std::lock_guard lock(mutex_);
    texts_[{result.domain, result.key}] = text;
    return {};
}

std::vector<std::size_t> CertificateFile::write(const fs::path& file,
                                                const std::vector<InstanceResult>& instances) const {
    std::string all;
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < instances.size(); ++i) {
        const auto place = texts_.find({instances[i].domain, instances[i].key});
        if (place == texts_.end()) continue;
        all += place->second;
        kept.push_back(i);
    }
    if (!kept.empty()) write_text(file, all);
    return kept;
}

}  // namespace groundcheck
