#include "cli/plot_option.hpp"

#include <filesystem>
#include <fstream>

#include "reports/folder.hpp"
#include "reports/plot.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck::cli {

namespace {

[[noreturn]] void cannot_write(const std::string& file) {
    throw InputError("", "--plot: cannot write " + file, "name a file that can be written");
}

}  // namespace

void require_plot_file(const std::string& file) {
    const std::string kind = std::filesystem::path(file).extension().string();
    if (!kind.empty() && kind != ".svg")
        throw InputError("", "--plot: pictures are SVG, and " + file + " ends with " + kind,
                         "name it " + std::filesystem::path(file).replace_extension(".svg").string());
    if (!can_be_written(file)) cannot_write(file);
}

void write_plot(const std::string& file, const std::vector<Figure>& figures) {
    std::string text;
    try {
        text = svg_file(figures);
    } catch (const PlotFailed& failed) {
        throw InputError("", "--plot: " + std::string(failed.what()), "without --plot no picture is drawn");
    }
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream << text;
    stream.close();
    if (!stream) cannot_write(file);
}

}  // namespace groundcheck::cli
