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
        if (key == "noise" || key == "choice" || key == "share") {
            read_program(key, node);
        } else if (key == "alpha")
            process.alpha = schedule(node);
        else if (key == "N")
            process.samples = schedule(node);
        else if (key == "data")
            process.accumulate = one_of(node, "data", {"replace", "accumulate"}) == "accumulate";
        else if (key == "family")
            read_family(node);
        else if (key == "estimator")
            process.additive = estimator(node);
        else
            process.start = start(node);
        process.text += (process.text.empty() ? "" : ", ") + key + " = " + file_.text(node).text();
    }

    // What can be judged only when all keys are known.
    void finish(const std::map<std::string, const toml::node*>& entries) const {
        if (process.gaussian && entries.size() > 1 + entries.count("N"))
            throw file_.error(
                *entries.at("family"),
                "the Gaussian family has the plain rules only, but for a schedule of N: no exogenous data",
                "leave the other keys of [process] out");
        for (const char* key : {"noise", "choice", "share"})
            if (!program_ && entries.contains(key))
                throw file_.error(*entries.at(key),
                                  std::string("\"") + key + "\" belongs to the program learner",
                                  "family = \"program\"");
        for (const char* key : {"alpha", "N", "data", "estimator", "start"})
            if (program_ && entries.contains(key))
                throw file_.error(*entries.at(key),
                                  "the program learner's process has no \"" + std::string(key) + "\"",
                                  "alpha and N are numbers of the domain, and the first hypothesis is h");
        if (program_ && !entries.contains("noise"))
            throw file_.error(*entries.at("family"), "the program learner's channel needs its noise",
                              "noise = \"1/10\": the probability that a bit is flipped");
    }

    Process process;

  private:
    // A number that may depend on the generation t and on the domain's numbers.
    ExpressionPtr schedule(const toml::node& node, bool timed = true) const {
        Scope scope;
        scope.K = domain_.K;
        scope.any_alphabet = domain_.any_alphabet;  // K has no value then, in a schedule as in a statement
        if (timed) scope.names["t"] = Type::scalar;
        if (!domain_.N.empty()) scope.names["N"] = Type::scalar;
        for (const auto& [name, values] : domain_.scalars)
            if (timed || name != "t") scope.names[name] = Type::scalar;
        return parse_expression(file_.text(node), scope);
    }

    std::string one_of(const toml::node& node, const std::string& key,
                       const std::vector<std::string>& words) const {
        const std::string word = file_.string(node, "\"" + key + "\"");
        for (const std::string& known : words)
            if (word == known) return word;
        throw file_.error(node, "\"" + word + "\" is no value of \"" + key + "\"", suggestion(word, words));
    }

    void read_program(const std::string& key, const toml::node& node) {
        if (!process.program) process.program.emplace();
        if (key == "choice")
            process.program->maximum = one_of(node, key, {"sample", "maximum"}) == "maximum";
        else if (key == "share")
            process.program->exact = one_of(node, key, {"mixture", "exact"}) == "exact";
        else
            process.program->noise = noise(node);
    }

    // With noise 0 or 1, samples of two strings can contradict every hypothesis.
    ExpressionPtr noise(const toml::node& node) const {
        ExpressionPtr result = schedule(node, false);
        const auto value = constant_value(*result);
        if (value && (*value <= 0 || *value >= 1))
            throw file_.error(node, "the channel's noise lies between 0 and 1, this is " + to_string(*value),
                              "with noise 0 or 1 the samples can contradict every string");
        return result;
    }

    void read_family(const toml::node& node) {
        const std::string name = one_of(node, "family", {"symbols", "gaussian", "program"});
        if (name == "gaussian") process.gaussian = gaussian(node);
        if (name != "program") return;
        program_ = true;
        if (!process.program) process.program.emplace();
        if (domain_.L.empty())
            throw file_.error(node, "the program learner chooses among strings; their length L is missing",
                              "L = 4 in the domain");
        for (const auto& [variable, set] : domain_.distributions)
            if (variable == "P" || variable == "Q")
                throw file_.error(
                    node,
                    "with the program learner " + variable + " is not declared: it is what a string emits",
                    "declare the string: h for the first model, world for the world");
    }

    // A Gaussian needs a sample of two for its variance, and starts from the domain's mu and s2.
    bool gaussian(const toml::node& node) const {
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
    bool program_ = false;
};

}  // namespace

bool Process::is_plain() const {
    Process plain;
    plain.start = start;
    plain.text = text;
    return *this == plain;
}

std::shared_ptr<const Process> read_process(const TomlFile& file, const toml::table* table,
                                            const toml::table* drop, const Domain& domain) {
    std::map<std::string, const toml::node*> entries;
    for (const toml::table* part : {table, drop}) {
        if (part == nullptr) continue;
        file.only_keys(*part, "a process",
                       {"alpha", "N", "data", "estimator", "start", "family", "noise", "choice", "share"});
        for (const auto& [key, node] : *part)
            entries[std::string(key.str())] = &node;
    }
    if (entries.empty()) return nullptr;
    ProcessReader reader(file, domain);
    for (const auto& [key, node] : entries)
        reader.read(key, *node);
    reader.finish(entries);
    return std::make_shared<const Process>(std::move(reader.process));
}

std::vector<std::string> variables_of(const Process& process, const Scope& scope) {
    std::vector<std::string> names = {process.start};
    if (process.gaussian) names = {"mu", "s2"};
    if (process.program) names = {"m"};
    for (const ExpressionPtr& schedule :
         {process.alpha, process.samples, process.program ? process.program->noise : nullptr}) {
        if (!schedule) continue;
        for (const std::string& name : variables_of(*schedule, scope))
            if (name != "t") names.push_back(name);
    }
    return names;
}

}  // namespace groundcheck
