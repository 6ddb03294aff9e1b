#include "theorems/language/symbol_values.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "theorems/language/ranges.hpp"
#include "theorems/language/read_file.hpp"
#include "theorems/language/sha256.hpp"

namespace groundcheck {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t max_data_file = 64U << 20U;
constexpr std::uint32_t max_cube = 100;

constexpr const char* distribution_forms =
    R"~("simplex", "lattice(12)", "vertices", "uniform", "D(4)", "letters:FILE", "words:FILE", "counts:FILE.csv" or [[0.5, 0.5]])~";

std::vector<Rational> numbers_of(const TomlFile& file, const toml::array& array) {
    std::vector<Rational> result;
    for (const toml::node& item : array)
        result.push_back(file.number(item));
    return result;
}

std::vector<std::vector<Rational>> listed_points(const TomlFile& file, const toml::node& node,
                                                 const toml::array& array, const std::string& name) {
    if (array.empty()) throw file.error(node, "the domain of " + name + " is empty");
    std::vector<std::vector<Rational>> result;
    for (const toml::node& item : array) {
        const auto* entries = item.as_array();
        if (entries == nullptr)
            throw file.error(item, "a point of " + name + " is a list of probabilities",
                             "a single point is written [[0.5, 0.5]]");
        std::vector<Rational> point = numbers_of(file, *entries);
        Rational total = 0;
        for (const Rational& p : point) {
            if (p < 0) throw file.error(item, "a probability is negative: " + to_string(p));
            total += p;
        }
        if (point.empty()) throw file.error(item, "a distribution has at least one probability");
        if (total != 1)
            throw file.error(item, "the probabilities add up to " + to_string(total) + ", not to 1",
                             "thirds are written as texts: \"1/3\"");
        result.push_back(std::move(point));
    }
    return result;
}

fs::path data_file(const TomlFile& file, const Source& source, const Piece& part) {
    std::error_code code;
    const fs::path folder = fs::absolute(file.path(), code).parent_path();
    fs::path path = fs::weakly_canonical(folder / fs::path(part.text), code);
    if (code) throw source.error(part.begin, part.end, "the data file cannot be found: " + code.message());
    try {
        if (!read_file(path, max_data_file).empty()) return path;
    } catch (const InputError& problem) {
        throw source.error(part.begin, part.end, "the data file " + path.string() + ": " + problem.message,
                           "a relative name is looked up from the claim file's folder");
    }
    throw source.error(part.begin, part.end, "the data file " + path.string() + " is empty");
}

void read_data(const TomlFile& file, const Source& source, const Piece& all, const std::string& name,
               DistributionDomain& result) {
    const std::size_t colon = all.text.find(':');
    const std::string kind = all.text.substr(0, std::min(colon, all.text.size()));
    if (kind == "letters")
        result.kind = DistributionDomain::Kind::letters;
    else if (kind == "words")
        result.kind = DistributionDomain::Kind::words;
    else if (kind == "counts")
        result.kind = DistributionDomain::Kind::counts;
    else
        throw source.error(all.begin, all.end, "\"" + all.text + "\" is no set of distributions",
                           "the domain of " + name + " can be " + distribution_forms);
    if (colon == std::string::npos)
        throw source.error(all.begin, all.end, "the name of the file is missing", kind + ":FILE");
    const Piece path = all.part(colon + 1, all.text.size());
    if (path.text.empty())
        throw source.error(all.begin, all.end, "the name of the file is missing", kind + ":FILE");
    result.file = data_file(file, source, path);
    result.digest = sha256(read_file(result.file, max_data_file));
}

// The number of states in D(states).
std::uint32_t read_states(const Source& source, const Piece& piece) {
    const auto states = parse_rational(piece.text);
    if (!states || denominator(*states) != 1 || *states < 1 || *states > 5)
        throw source.error(
            piece.begin, std::max(piece.end, piece.begin + 1),
            "machines have 1 to 5 states here, not " + (piece.text.empty() ? "none" : piece.text),
            "D(4): how many machines with four states print each string");
    return numerator(*states).convert_to<std::uint32_t>();
}

}  // namespace

DistributionDomain read_distribution(const TomlFile& file, const toml::node& node, const std::string& name) {
    DistributionDomain result;
    result.text = file.text(node).text();
    result.where = file.text(node).range(0, result.text.size());
    if (const auto* array = node.as_array()) {
        result.kind = DistributionDomain::Kind::points;
        result.points = listed_points(file, node, *array, name);
        return result;
    }
    if (!node.is_string())
        throw file.error(node, name + " is a distribution; its domain is a text or a list of points",
                         distribution_forms);
    const Source source = file.text(node);
    const Piece all = whole(source);
    if (all.text == "simplex") {
        result.kind = DistributionDomain::Kind::simplex;
    } else if (all.text == "vertices") {
        result.kind = DistributionDomain::Kind::vertices;
    } else if (all.text == "uniform") {
        result.kind = DistributionDomain::Kind::uniform;
    } else if (const auto states = all.argument("D")) {
        result.kind = DistributionDomain::Kind::machines;
        result.denominator = read_states(source, *states);
    } else if (const auto inside = all.argument("lattice")) {
        result.kind = DistributionDomain::Kind::lattice;
        if (inside->text != "N") result.denominator = read_denominator(source, *inside);
    } else {
        read_data(file, source, all, name, result);
    }
    return result;
}

ObservableDomain read_observable(const TomlFile& file, const toml::node& node, const std::string& name) {
    ObservableDomain result;
    result.text = file.text(node).text();
    if (const auto* array = node.as_array()) {
        for (const toml::node& item : *array) {
            const auto* entries = item.as_array();
            if (entries == nullptr || entries->empty())
                throw file.error(item, name + " is an observable: a list of values, one per symbol",
                                 "[[0, 1, 2]]");
            result.points.push_back(numbers_of(file, *entries));
        }
        if (result.points.empty()) throw file.error(node, "the domain of " + name + " is empty");
        return result;
    }
    const std::string hint =
        "\"cube(2)\" (every vector with entries 0, 1, 2), \"rank\" (the one with entries 1 to K) or [[0, "
        "1, 2]]";
    if (!node.is_string())
        throw file.error(node, "the domain of the observable " + name + " is a text or a list", hint);
    const Source source = file.text(node);
    const Piece all = whole(source);
    if (all.text == "rank") {
        result.rank = true;
        return result;
    }
    const auto inside = all.argument("cube");
    const std::optional<Rational> top = inside ? parse_rational(inside->text) : std::nullopt;
    if (!top || denominator(*top) != 1)
        throw source.error(all.begin, all.end, "\"" + all.text + "\" is no set of observables", hint);
    if (*top < 1 || *top > max_cube)
        throw source.error(
            all.begin, all.end,
            "the greatest entry of a cube is a whole number from 1 to " + std::to_string(max_cube));
    result.cube = numerator(*top).convert_to<std::uint32_t>();
    return result;
}

}  // namespace groundcheck
