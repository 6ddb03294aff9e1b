#include "reports/folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "reports/json.hpp"
#include "reports/junit.hpp"

namespace groundcheck {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& path, int error) {
    throw ReportUnwritable("cannot write " + path.string() + ": " + std::generic_category().message(error));
}

// Writes all of `content`; the errno of the first failure, or 0. Disks report being full here or at closing.
int write_all(const fs::path& file, const std::string& content) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0) return errno;
    int error = 0;
    for (std::size_t done = 0; done < content.size() && error == 0;) {
        const ssize_t written = ::write(descriptor, content.data() + done, content.size() - done);
        if (written >= 0)
            done += static_cast<std::size_t>(written);
        else if (errno != EINTR)
            error = errno;
    }
    if (close(descriptor) != 0 && error == 0) error = errno;
    return error;
}

}  // namespace

void write_file(const fs::path& file, const std::string& content) {
    const fs::path partial = fs::path(file).concat(".partial");
    int error = write_all(partial, content);
    if (error == 0 && std::rename(partial.c_str(), file.c_str()) != 0) error = errno;
    if (error == 0) return;
    unlink(partial.c_str());
    fail(file, error);
}

void prepare_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw ReportUnwritable("cannot make the folder " + folder.string() + ": " + error.message());
    const fs::path probe = folder / ".groundcheck.partial";
    const int written = write_all(probe, "");
    if (written != 0) fail(folder, written);
    unlink(probe.c_str());
}

void write_report(const Report& report, const fs::path& folder) {
    prepare_folder(folder);
    write_file(folder / "report.json", json_text(report_json(report), 1) + "\n");
    write_file(folder / "junit.xml", junit_xml(report));
}

}  // namespace groundcheck
