#include "theorems/language/suggest.hpp"

#include <algorithm>
#include <set>

namespace groundcheck {
namespace {

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        above[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] =
                std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(above);
        above.swap(row);
    }
    return above[b.size()];
}

std::string nearest(std::string_view name, const std::vector<std::string>& candidates) {
    // Names are short; a very long one is no typing error, and comparing it would only cost time.
    if (name.size() > 64) return "";
    std::string best;
    std::size_t best_distance = (name.size() + 2) / 3 + 1;
    for (const std::string& candidate : candidates) {
        if (lower(candidate) == lower(name)) return candidate;
        const std::size_t distance = edit_distance(name, candidate);
        // A distance as long as the candidate itself means that nothing of it is in the name.
        if (distance < best_distance && distance < candidate.size()) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

std::string suggestion(std::string_view name, const std::vector<std::string>& candidates) {
    const std::string near = nearest(name, candidates);
    if (!near.empty()) return "did you mean \"" + near + "\"?";
    if (candidates.empty()) return "";
    std::string list = "known here:";
    std::set<std::string_view> said;  // a name of several meanings once
    for (const std::string& candidate : candidates)
        if (said.insert(candidate).second) list += (list.back() == ':' ? " " : ", ") + candidate;
    return list;
}

}  // namespace groundcheck
