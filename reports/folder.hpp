// The report folder on disk: index.html with its data/*.csv, report.json and junit.xml.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

#include "reports/report.hpp"

namespace groundcheck {

// The folder or a file in it cannot be written; the message names it and says why.
struct ReportUnwritable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Makes the folder if need be and checks that files can be made in it, so that an audit finds out before it
// starts. Throws ReportUnwritable.
void prepare_folder(const std::filesystem::path& folder);

// Writes every file of the report. Each is replaced as a whole or left as it was. Throws ReportUnwritable.
void write_report(const Report& report, const std::filesystem::path& folder);

// "<hash>  <file>" for each certificate, as `sha256sum -c` reads it in the report folder: what
// data/certificates.sha256 holds, which is not there if there are none.
std::string certificate_hashes(const Report& report);

// Whether a file of this name can be written, asked before what goes into it is computed. A file that is
// there is left as it is.
bool can_be_written(const std::filesystem::path& file);

// Writes `content` to `file` through a neighbouring temporary file. Throws ReportUnwritable.
void write_file(const std::filesystem::path& file, const std::string& content);

}  // namespace groundcheck
