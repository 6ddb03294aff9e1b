#include "reports/folder.hpp"

#include "reports/json.hpp"
#include "reports/plot.hpp"
#include "tests/catch.hpp"
#include "tests/reports/sample_report.hpp"
#include "tests/sample_figure.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
namespace fs = std::filesystem;

TEST_CASE("a report folder is made with its three files and nothing else", "[folder]") {
    const test::Scratch scratch;
    const fs::path folder = scratch.folder / "a" / "b";
    write_report(test::sample_report(), folder);
    CHECK(parse_json(test::bytes_of(folder / "report.json")) == report_json(test::sample_report()));
    CHECK(test::bytes_of(folder / "junit.xml").find("<testsuites") != std::string::npos);
    CHECK(test::bytes_of(folder / "index.html").find("</html>") != std::string::npos);
    CHECK(std::distance(fs::directory_iterator(folder), {}) == 3);
    write_report(Report(), folder);  // again, over the old one
    CHECK(parse_json(test::bytes_of(folder / "report.json"))["claims"].empty());
}

TEST_CASE("figures' numbers and certificates' hashes stand in data/", "[folder]") {
    const test::Scratch scratch;
    Report report = test::sample_report();
    report.figures = {test::sample_figure()};
    report.results[0].instances[0].certificate = "certificates/one/a.gc";
    report.results[0].instances[0].certificate_hash = std::string(64, 'b');
    Figure outside = test::sample_figure();
    outside.id = "../outside";
    report.figures.push_back(outside);
    write_report(report, scratch.folder);
    CHECK(test::bytes_of(scratch.folder / "data" / "sample-figure.csv") == figure_csv(report.figures[0]));
    CHECK(test::bytes_of(scratch.folder / "data" / "certificates.sha256") ==
          std::string(64, 'b') + "  certificates/one/a.gc\n");
    CHECK_FALSE(fs::exists(scratch.folder / "outside.csv"));
}

TEST_CASE("where nothing can be written, the message says where and why", "[folder]") {
    const test::Scratch scratch;
    std::ofstream(scratch.folder / "file") << "in the way";
    const auto complaint = [](auto work) -> std::string {
        try {
            work();
        } catch (const ReportUnwritable& error) {
            return error.what();
        }
        return "";
    };
    const std::string said = complaint([&] { prepare_folder(scratch.folder / "file" / "report"); });
    CHECK(said.find((scratch.folder / "file").string()) != std::string::npos);
    CHECK_FALSE(complaint([&] { write_report(Report(), scratch.folder / "file"); }).empty());
    CHECK_FALSE(complaint([&] { prepare_folder("/proc/groundcheck"); }).empty());
    CHECK_FALSE(complaint([&] { write_file(scratch.folder / "none" / "x", "text"); }).empty());
    fs::create_directory(scratch.folder / "taken");
    CHECK_FALSE(complaint([&] { write_file(scratch.folder / "taken", "text"); }).empty());
    CHECK_FALSE(
        fs::exists(scratch.folder / "taken.partial"));  // what could not be finished is not left behind
}

TEST_CASE("a full disk is noticed and the old file stays", "[folder]") {
    if (!fs::exists("/dev/full")) return;
    const test::Scratch scratch;
    const fs::path file = scratch.folder / "report.json";
    write_file(file, "old");
    fs::create_symlink("/dev/full", scratch.folder / "report.json.partial");
    CHECK_THROWS_AS(write_file(file, std::string(100000, 'x')), ReportUnwritable);
    CHECK(test::bytes_of(file) == "old");
    write_file(file, "new");
    CHECK(test::bytes_of(file) == "new");
}

TEST_CASE("whether a file can be written is asked without leaving one, or changing one that is there",
          "[folder]") {
    const test::Scratch scratch;
    const fs::path file = scratch.folder / "kept";
    CHECK(can_be_written(file));
    CHECK_FALSE(fs::exists(file));
    write_file(file, "text");
    CHECK(can_be_written(file));
    CHECK(test::bytes_of(file) == "text");
    CHECK_FALSE(can_be_written(scratch.folder / "no folder" / "file"));
    CHECK_FALSE(can_be_written(scratch.folder));
}
