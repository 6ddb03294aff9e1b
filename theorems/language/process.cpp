#include "theorems/language/process.hpp"

#include <map>

#include "theorems/language/claim.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/ranges.hpp"
#include "theorems/language/suggest.hpp"

namespace groundcheck {
namespace {

class ProcessReader {
  public:
    ProcessReader(const TomlFile& file, const Domain& domain) : file_(file), domain_(domain) {}

    void read(const std::string& key, const toml::node& node) {
        if (key == "alpha")
            process.alpha = schedule(node);
        else if (key == "N")
            process.samples = schedule(node);
        else if (key == "data")
            process.accumulate = one_of(node, "data", {"replace", "accumulate"}) == "accumulate";
        else if (key == "family")
            process.gaussian = family(node);
        else if (key == "estimator")
            process.additive = estimator(node);
        else
            process.start = start(node);
        process.text += (process.text.empty() ? "" : ", ") + key + " = " + file_.text(node).text();
    }

    Process process;

  private:
    // A number that may depend on the generation t and on the domain's numbers.
    ExpressionPtr schedule(const toml::node& node) const {
        Scope scope;
        scope.K = domain_.K;
        scope.names["t"] = Type::scalar;
        if (!domain_.N.empty()) scope.names["N"] = Type::scalar;
        for (const auto& [name, values] : domain_.scalars)
            scope.names[name] = Type::scalar;
        return parse_expression(file_.text(node), scope);
    }

    std::string one_of(const toml::node& node, const std::string& key,
                       const std::vector<std::string>& words) const {
        const std::string word = file_.string(node, "\"" + key + "\"");
        for (const std::string& known : words)
            if (word == known) return word;
        throw file_.error(node, "\"" + word + "\" is no value of \"" + key + "\"", suggestion(word, words));
    }

    // A Gaussian needs a sample of two for its variance, and starts from the domain's mu and s2.
    bool family(const toml::node& node) const {
        if (one_of(node, "family", {"symbols", "gaussian"}) == "symbols") return false;
        for (const char* name : {"mu", "s2"})
            if (!domain_.scalars.contains(name) || domain_.scalars.at(name).continuum)
                throw file_.error(
                    node,
                    std::string("a Gaussian starts from the domain's mu and s2; \"") + name + "\" is missing",
                    "mu = \"0\" and s2 = \"1\" in the domain: its mean and its variance");
        if (!process.samples && (domain_.N.empty() || domain_.N.front() < 2))
            throw file_.error(node, "a Gaussian is fitted to at least two samples", "N = \"2..16\"");
        for (const Rational& variance : domain_.scalars.at("s2").values)
            if (variance < 0)
                throw file_.error(node, "a variance is not negative, s2 is " + to_string(variance));
        return true;
    }

    Rational estimator(const toml::node& node) const {
        file_.string(node, "\"estimator\"");
        const Source source = file_.text(node);
        const Piece all = whole(source);
        if (all.text == "mle") return 0;
        const auto inside = all.argument("additive");
        const std::string hint = "\"mle\" (maximum likelihood) or \"additive(1/2)\"";
        if (!inside) throw source.error(all.begin, all.end, "\"" + all.text + "\" is no estimator", hint);
        const std::optional<Rational> count = parse_rational(inside->text);
        if (!count) throw source.error(inside->begin, inside->end, "the added count must be a number", hint);
        if (*count < 0 || *count > 1000000)
            throw source.error(inside->begin, inside->end, "the added count lies from 0 to 1000000", hint);
        return *count;
    }

    std::string start(const toml::node& node) const {
        const std::string name = file_.string(node, "\"start\"");
        if (domain_.distributions.contains(name)) return name;
        throw file_.error(node, "\"" + name + "\" is no distribution of the domain",
                          "the first model is one that the domain declares: start = \"Q\"");
    }

    const TomlFile& file_;
    const Domain& domain_;
};

}  // namespace

std::shared_ptr<const Process> read_process(const TomlFile& file, const toml::table* table,
                                            const toml::table* drop, const Domain& domain) {
    std::map<std::string, const toml::node*> entries;
    for (const toml::table* part : {table, drop}) {
        if (part == nullptr) continue;
        file.only_keys(*part, "a process", {"alpha", "N", "data", "estimator", "start", "family"});
        for (const auto& [key, node] : *part)
            entries[std::string(key.str())] = &node;
    }
    if (entries.empty()) return nullptr;
    ProcessReader reader(file, domain);
    for (const auto& [key, node] : entries)
        reader.read(key, *node);
    if (reader.process.gaussian && entries.size() > 1 + entries.count("N"))
        throw file.error(
            *entries.at("family"),
            "the Gaussian family has the plain rules only, but for a schedule of N: no exogenous data",
            "leave the other keys of [process] out");
    return std::make_shared<const Process>(std::move(reader.process));
}

std::vector<std::string> variables_of(const Process& process, const Scope& scope) {
    std::vector<std::string> names = {process.start};
    if (process.gaussian) names = {"mu", "s2"};
    for (const ExpressionPtr& schedule : {process.alpha, process.samples}) {
        if (!schedule) continue;
        for (const std::string& name : variables_of(*schedule, scope))
            if (name != "t") names.push_back(name);
    }
    return names;
}

}  // namespace groundcheck
