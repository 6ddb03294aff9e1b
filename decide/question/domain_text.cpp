#include "decide/question/domain_text.hpp"

#include "theorems/language/process.hpp"

namespace groundcheck {

std::vector<std::pair<std::string, std::string>> written_ranges(const Domain& domain) {
    std::vector<std::pair<std::string, std::string>> ranges;
    const auto add = [&ranges](const std::string& name, const std::string& text) {
        if (!text.empty()) ranges.emplace_back(name, text);
    };
    const auto add_all = [&add](const auto& variables) {
        for (const auto& [name, range] : variables)
            add(name, range.text);
    };
    add("K", domain.K_text);
    add("L", domain.L_text);
    add("N", domain.N_text);
    add_all(domain.distributions);
    add_all(domain.scalars);
    add_all(domain.observables);
    add_all(domain.strings);
    return ranges;
}

std::string domain_text(const Domain& domain) {
    std::string text;
    const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
    for (const auto& [name, range] : written_ranges(domain))
        add(name + " in " + range);
    if (!domain.where_text.empty()) add("where " + domain.where_text);
    if (domain.process && !domain.process->text.empty()) add("process: " + domain.process->text);
    return text;
}

}  // namespace groundcheck
