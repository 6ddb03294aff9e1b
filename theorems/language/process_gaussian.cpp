#include "theorems/language/process_gaussian.hpp"

#include <optional>
#include <vector>

#include "theorems/language/claim.hpp"
#include "theorems/language/parser.hpp"

namespace groundcheck {

namespace {

const char* const world_form = "world = \"0, 1\" in [process]: the world's mean and its variance";

// The bytes [begin, end) of the parts between commas that stand in no parentheses.
std::vector<std::pair<std::size_t, std::size_t>> arguments_in(const std::string& text) {
    std::vector<std::pair<std::size_t, std::size_t>> parts;
    std::size_t depth = 0, begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '(') ++depth;
        if (text[i] == ')' && depth > 0) --depth;
        if (text[i] != ',' || depth > 0) continue;
        parts.emplace_back(begin, i);
        begin = i + 1;
    }
    parts.emplace_back(begin, text.size());
    return parts;
}

}  // namespace

std::pair<ExpressionPtr, ExpressionPtr> read_gaussian_world(const TomlFile& file, const toml::node& node,
                                                            const Scope& numbers) {
    file.string(node, "\"world\"");
    const Source source = file.text(node);
    const auto parts = arguments_in(source.text());
    if (parts.size() != 2)
        throw file.error(node, "the world of a Gaussian is one too: a mean and a variance", world_form);
    const auto number = [&](std::size_t i) {
        return parse_expression(source.part(parts[i].first, parts[i].second), numbers);
    };
    const std::pair<ExpressionPtr, ExpressionPtr> world = {number(0), number(1)};
    if (const auto value = constant_value(*world.second); value && *value < 0)
        throw file.error(node, "a variance is not negative, the world's is " + to_string(*value), world_form);
    return world;
}

void require_gaussian_start(const TomlFile& file, const toml::node& node, const Domain& domain,
                            bool scheduled) {
    for (const char* name : {"mu", "s2"})
        if (domain.scalars.contains(name) && domain.scalars.at(name).continuum)
            throw file.error(node,
                             std::string("a Gaussian starts from numbers, and \"") + name +
                                 "\" ranges over an interval: its moments are known from one start at a time",
                             std::string("a list in the domain, ") + name + " = \"0, 1/2, 1\", or " + name +
                                 " = \"lattice(8)\"");
    for (const char* name : {"mu", "s2"})
        if (!domain.scalars.contains(name))
            throw file.error(
                node,
                std::string("a Gaussian starts from the domain's mu and s2; \"") + name + "\" is missing",
                "mu = \"0\" and s2 = \"1\" in the domain: its mean and its variance");
    if (!scheduled && (domain.N.empty() || domain.N.front() < 2))
        throw file.error(node, "a Gaussian is fitted to at least two samples", "N = \"2..16\"");
    for (const Rational& variance : domain.scalars.at("s2").values)
        if (variance < 0) throw file.error(node, "a variance is not negative, s2 is " + to_string(variance));
}

void check_gaussian(const TomlFile& file, const std::map<std::string, const toml::node*>& entries,
                    const Domain& domain) {
    for (const auto& [key, node] : entries)
        if (key != "family" && key != "N" && key != "alpha" && key != "world" && key != "data")
            throw file.error(*node, "the Gaussian family has no \"" + key + "\"",
                             "its process may say N, alpha, world and data");
    const bool scheduled = entries.contains("alpha"), world = entries.contains("world");
    const bool share = scheduled || domain.scalars.contains("alpha");
    if (share && !world)
        throw file.error(*entries.at(scheduled ? "alpha" : "family"),
                         "a share alpha of the samples comes from a Gaussian's world, and there is none",
                         world_form);
    if (world && !share)
        throw file.error(*entries.at("world"), "without a share alpha the world is never seen",
                         "alpha = \"0, 1/4, 1\" in the domain");
}

}  // namespace groundcheck
