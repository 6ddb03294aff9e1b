#include "tests/cli/documentation.hpp"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

namespace groundcheck::test {

namespace fs = std::filesystem;

namespace {

// Without what differs from run to run, and without blanks at the ends.
std::string masked(const std::string& line) {
    static const std::regex times("in [0-9.]+ (ms|s)");
    std::string text = std::regex_replace(line, times, "in TIME");
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

}  // namespace

std::vector<fs::path> pages() {
    std::vector<fs::path> list = {"README.md"};
    for (const auto& entry : fs::directory_iterator("docs"))
        if (entry.path().extension() == ".md") list.push_back(entry.path());
    std::sort(list.begin(), list.end());
    return list;
}

std::vector<std::string> lines_of(const fs::path& file) {
    std::ifstream stream(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

std::string missing(const std::vector<std::string>& shown, const std::string& printed) {
    std::istringstream stream(printed);
    std::string line;
    for (const std::string& wanted : shown) {
        if (masked(wanted) == "..." || wanted.empty()) continue;
        const bool cut = wanted.ends_with("...");  // the page shows the line's beginning only
        const std::string start = masked(cut ? wanted.substr(0, wanted.size() - 3) : wanted);
        bool found = false;
        while (!found && std::getline(stream, line))
            found = cut ? masked(line).starts_with(start) : masked(line) == start;
        if (!found) return wanted;
    }
    return "";
}

void write_files(const std::vector<std::string>& lines, const fs::path& folder) {
    static const std::regex heading("`([a-z0-9/.-]+\\.(toml|csv))`:$");
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::smatch name;
        if (!std::regex_search(lines[i], name, heading)) continue;
        while (++i < lines.size() && lines[i].empty()) {
        }
        const bool is_fenced = i < lines.size() && lines[i].starts_with("```");
        if (is_fenced) ++i;
        const fs::path file = folder / name[1].str();
        fs::create_directories(file.parent_path());
        std::ofstream stream(file);
        for (; i < lines.size(); ++i) {
            if (is_fenced ? lines[i] == "```" : !lines[i].empty() && !lines[i].starts_with("    ")) break;
            stream << (is_fenced || lines[i].empty() ? lines[i] : lines[i].substr(4)) << "\n";
        }
    }
}

}  // namespace groundcheck::test
