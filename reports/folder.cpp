#include "reports/folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <system_error>

#include "reports/json.hpp"
#include "reports/junit.hpp"
#include "reports/page.hpp"
#include "reports/page_loops.hpp"
#include "reports/page_relations.hpp"
#include "reports/plot.hpp"

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

// Makes the pictures; if that fails, says why and leaves them out.
Pictures drawn(const Report& report, std::string& why_not) {
    Pictures pictures;
    try {
        for (const Figure& figure : report.figures)
            pictures[figure.id] = svg_picture(figure);
    } catch (const PlotFailed& error) {
        why_not = std::string("The pictures could not be drawn: ") + error.what();
    }
    return pictures;
}

// Names of files come from the ledger; one with a path in it would lead out of the folder.
bool is_plain_name(const std::string& name) {
    return !name.empty() && name.find('/') == std::string::npos && name[0] != '.';
}

}  // namespace

std::string certificate_hashes(const Report& report) {
    std::string text;
    for (const ClaimResult& result : report.results)
        for (const InstanceResult& instance : result.instances) {
            if (!instance.certificate_hash.empty())
                text += instance.certificate_hash + "  " + instance.certificate + "\n";
            if (!instance.verified_hash.empty())
                text += instance.verified_hash + "  " + instance.verified_certificate + "\n";
        }
    return text;
}

void write_file(const fs::path& file, const std::string& content) {
    const fs::path partial = fs::path(file).concat(".partial");
    int error = write_all(partial, content);
    if (error == 0 && std::rename(partial.c_str(), file.c_str()) != 0) error = errno;
    if (error == 0) return;
    unlink(partial.c_str());
    fail(file, error);
}

bool can_be_written(const fs::path& file) {
    std::error_code ignored;
    const bool is_there = fs::exists(file, ignored);
    if (!std::ofstream(file, std::ios::binary | std::ios::app)) return false;
    if (!is_there) fs::remove(file, ignored);
    return true;
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
    const std::string hashes = certificate_hashes(report);
    if (!report.figures.empty() || !hashes.empty()) prepare_folder(folder / "data");
    for (const Figure& figure : report.figures)
        if (is_plain_name(figure.id)) write_file(folder / "data" / (figure.id + ".csv"), figure_csv(figure));
    const fs::path hash_list = folder / "data" / "certificates.sha256";
    if (!hashes.empty()) {
        write_file(hash_list, hashes);
    } else {
        fs::remove(hash_list);  // one of an earlier audit
    }
    std::string why_not;
    const Pictures pictures = drawn(report, why_not);
    write_file(folder / "index.html", page_html(report, pictures, why_not));
    if (has_loops(report)) write_file(folder / loops_page_name, loops_page(report, pictures, why_not));
    if (report.papers.size() < 2) return;
    write_file(folder / "papers.html", papers_page(report));
    for (const Paper& paper : report.papers)
        if (is_plain_name(paper.id))
            write_file(folder / paper_page_name(paper),
                       page_html(part_about(report, paper), pictures, why_not));
}

}  // namespace groundcheck
