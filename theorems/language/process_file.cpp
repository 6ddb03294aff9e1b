#include "theorems/language/process_file.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "theorems/language/claim.hpp"
#include "theorems/language/mentions.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/process_gaussian.hpp"
#include "theorems/language/process_recursion.hpp"
#include "theorems/language/random_world.hpp"
#include "theorems/language/ranges.hpp"
#include "theorems/language/suggest.hpp"

namespace groundcheck {
namespace {

class ProcessReader {
  public:
    ProcessReader(const TomlFile& file, const Domain& domain) : file_(file), domain_(domain) {}

    void read(const std::string& key, const toml::node& node) {
        if (key == "noise" || key == "choice" || key == "penalty") {
            read_program(key, node);
        } else if (key == "world") {
            if (family_ == Family::gaussian)
                std::tie(gaussian_.world_mean, gaussian_.world_variance) =
                    read_gaussian_world(file_, node, timed_scope(false));
            if (family_ == Family::symbols) symbols_.worlds = worlds(node);  // a learner's are refused below
        } else if (key == "alpha")
            symbols_.alpha = schedule(node);
        else if (key == "N")
            read_samples(node);
        else if (key == "share")
            symbols_.exact_share = one_of(node, key, {"mixture", "exact"}) == "exact";
        else if (key == "train")
            symbols_.train = train(node);
        else if (key == "fit")
            symbols_.fit = fit(node);
        else if (key == "models")
            symbols_.models = models(node);
        else if (key == "data")
            symbols_.accumulate = one_of(node, "data", {"replace", "accumulate"}) == "accumulate";
        else if (key == "family")
            read_kind(node);
        else if (key == "estimator")
            symbols_.fit = estimator(node);
        else if (family_ == Family::program)
            program_.start = one_of(node, "start", {"h", "world"});
        else
            symbols_.start = start(node);
        written_[key] = file_.text(node).text();
        text_ += (text_.empty() ? "" : ", ") + key + " = " + written_[key];
    }

    // What can be judged only when all keys are known.
    Process finished(const std::map<std::string, const toml::node*>& entries) {
        switch (family_) {
            case Family::symbols:
                finish_symbols(entries);
                return {std::move(symbols_), text_, written_};
            case Family::gaussian:
                finish_gaussian(entries);
                gaussian_.samples = symbols_.samples;
                gaussian_.alpha = symbols_.alpha;
                gaussian_.accumulate = symbols_.accumulate;
                return {std::move(gaussian_), text_, written_};
            case Family::program:
                finish_program(entries);
                program_.exact = symbols_.exact_share;
                program_.alpha = symbols_.alpha;
                return {std::move(program_), text_, written_};
        }
        throw std::logic_error("an unknown family of processes");
    }

  private:
    // A number that may depend on the generation t and on the domain's numbers.
    ExpressionPtr schedule(const toml::node& node, bool timed = true) const {
        return parse_expression(file_.text(node), timed_scope(timed));
    }

    Scope timed_scope(bool timed) const {
        Scope scope;
        scope.K = domain_.K;
        scope.any_alphabet = domain_.any_alphabet;  // K has no value then, in a schedule as in a statement
        if (timed) scope.names["t"] = Type::scalar;
        if (!domain_.N.empty()) scope.names["N"] = Type::scalar;
        for (const auto& [name, values] : domain_.scalars)
            if (timed || name != "t") scope.names[name] = Type::scalar;
        return scope;
    }

    std::string one_of(const toml::node& node, const std::string& key,
                       const std::vector<std::string>& words) const {
        const std::string word = file_.string(node, "\"" + key + "\"");
        for (const std::string& known : words)
            if (word == known) return word;
        throw file_.error(node, "\"" + word + "\" is no value of \"" + key + "\"", suggestion(word, words));
    }

    void finish_gaussian(const std::map<std::string, const toml::node*>& entries) const {
        if (symbols_.endless)
            throw file_.error(*entries.at("N"), "the Gaussian family is fitted to samples: N is a number",
                              "N = \"t+2\"");
        check_gaussian(file_, entries, domain_);
    }

    void finish_program(const std::map<std::string, const toml::node*>& entries) const {
        for (const char* key : {"N", "data", "estimator", "train", "fit", "models"})
            if (entries.contains(key))
                throw file_.error(
                    *entries.at(key), "the program learner's process has no \"" + std::string(key) + "\"",
                    "N is a number of the domain, and what is made of the samples is a posterior");
        if (entries.contains("world"))
            throw file_.error(*entries.at("world"),
                              "the program learner's random world is a string drawn from its prior m",
                              "leave it out: I[world; h[t]] knows the prior");
        if (entries.contains("penalty") && !program_.maximum)
            throw file_.error(
                *entries.at("penalty"),
                "a penalty weighs the prior in a maximum; a posterior that is drawn from has none",
                "choice = \"maximum\"");
        if (!entries.contains("noise"))
            throw file_.error(*entries.at("family"), "the program learner's channel needs its noise",
                              "noise = \"1/10\": the probability that a bit is flipped");
    }

    // Which keys say two different things, or one that has no meaning.
    void finish_symbols(const std::map<std::string, const toml::node*>& entries) const {
        for (const char* key : {"noise", "choice", "penalty"})
            if (entries.contains(key))
                throw file_.error(*entries.at(key),
                                  std::string("\"") + key + "\" belongs to the program learner",
                                  "family = \"program\"");
        const auto apart = [&](const char* key, const char* other, bool met, const std::string& why) {
            if (met && entries.contains(key) && entries.contains(other))
                throw file_.error(*entries.at(key),
                                  std::string("\"") + key + "\" and \"" + other + "\": " + why);
        };
        apart("fit", "estimator", additive_ != 0, "both say what is made of the samples");
        apart("fit", "data", symbols_.accumulate && symbols_.fit && !of_counts(*symbols_.fit, symbols_),
              "a model of accumulating data is made of them alone, the frequencies X of all samples so far "
              "and their number N, not of Q, M or t");
        apart("models", "data", symbols_.accumulate, "accumulating data are one model's");
        apart("train", "share", symbols_.exact_share,
              "an exact share is one of alpha*P + (1-alpha)*Q, the samples of the two kept apart");
        const std::string no_samples = "with N = \"infinity\" there are no samples to be counted";
        for (const char* key : {"data", "estimator", "share"})
            apart(key, "N",
                  symbols_.endless && (symbols_.accumulate || additive_ != 0 || symbols_.exact_share),
                  no_samples);
    }

    void read_samples(const toml::node& node) {
        symbols_.endless = node.is_string() && whole(file_.text(node)).text == "infinity";
        if (!symbols_.endless) symbols_.samples = schedule(node);
    }

    // What a process's own expressions may speak of: the model of generation t, which is Q whatever the first
    // one is called, the declared variables, t and alpha.
    Scope step_scope() const {
        Scope scope = timed_scope(true);
        scope.step = true;
        scope.names["Q"] = Type::distribution;
        for (const auto& [name, points] : domain_.distributions)
            scope.names[name] = Type::distribution;
        for (const auto& [name, points] : domain_.observables) {
            scope.names[name] = Type::observable;
            if (!points.sets.empty()) scope.sets.insert(name);
        }
        if (symbols_.alpha) scope.names["alpha"] = Type::scalar;
        if (symbols_.endless) scope.names.erase("N");
        if (symbols_.samples) scope.names["N"] = Type::scalar;
        return scope;
    }

    ExpressionPtr train(const toml::node& node) const {
        file_.string(node, "\"train\"");
        const Source source = file_.text(node);
        ExpressionPtr result = parse_distribution(source, step_scope());
        const auto is_mixture = [](const Expression& part) { return is_distribution_named(part, "M"); };
        if (const Expression* mixture = first_part(*result, is_mixture))
            throw source.error(mixture->where, "M is the training distribution, which \"train\" itself says",
                               "alpha*P + (1-alpha)*Q");
        return result;
    }

    ExpressionPtr fit(const toml::node& node) const {
        file_.string(node, "\"fit\"");
        Scope scope = step_scope();
        const std::string symbol = fit_symbol, frequencies = fit_frequencies;
        for (const std::string& name : {symbol, frequencies})
            if (scope.names.contains(name))
                throw file_.error(node, "in a fit " + name + " has a meaning, but the domain declares it too",
                                  "X is the samples' frequencies, i the symbol");
        scope.names[frequencies] = Type::distribution;
        scope.symbol = symbol;
        return parse_expression(file_.text(node), scope);
    }

    // The weights of an ensemble's models.
    std::vector<Rational> models(const toml::node& node) const {
        file_.string(node, "\"models\"");
        const Source source = file_.text(node);
        std::vector<Rational> weights;
        Rational total = 0;
        for (const Piece& part : whole(source).split()) {
            const std::optional<Rational> weight = parse_rational(part.text);
            const std::string hint =
                "models = \"1/2, 1/3, 1/6\": a positive weight for each model, together 1";
            if (!weight || *weight <= 0)
                throw source.error(part.begin, std::max(part.end, part.begin + 1),
                                   "\"" + part.text + "\" is no weight of a model", hint);
            weights.push_back(*weight);
            total += *weight;
        }
        if (total != 1)
            throw file_.error(node, "the models' weights add up to " + to_string(total) + ", not to 1",
                              "models = \"1/2, 1/2\"");
        return weights;
    }

    std::vector<World> worlds(const toml::node& node) const {
        const Scope numbers = timed_scope(false);
        Scope laws = numbers;
        for (const auto& [name, points] : domain_.distributions)
            laws.names[name] = Type::distribution;
        return read_worlds(file_, node, laws, numbers);
    }

    void read_program(const std::string& key, const toml::node& node) {
        if (key == "choice")
            program_.maximum = one_of(node, key, {"sample", "maximum"}) == "maximum";
        else if (key == "penalty")
            program_.penalty = penalty(node);
        else
            program_.noise = noise(node);
    }

    // The power of the prior: a number that is not negative.
    ExpressionPtr penalty(const toml::node& node) const {
        ExpressionPtr result = schedule(node, false);
        if (const auto value = constant_value(*result); value && *value < 0)
            throw file_.error(node, "a penalty is not negative, this is " + to_string(*value),
                              "penalty = \"2\": the square of the prior");
        return result;
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

    void read_kind(const toml::node& node) {
        const std::string name = one_of(node, "family", {"symbols", "gaussian", "program", "recursion"});
        if (name == "gaussian") {
            family_ = Family::gaussian;
            require_gaussian_start(file_, node, domain_, symbols_.samples != nullptr);
        }
        if (name != "program") return;
        family_ = Family::program;
        if (domain_.L.empty())
            throw file_.error(node, "the program learner chooses among strings; their length L is missing",
                              "L = 4 in the domain");
        for (const auto& [variable, set] : domain_.distributions)
            if (variable == "Q" || variable == "P")
                throw file_.error(
                    node,
                    "with the program learner " + variable + " is not declared: it is what a string emits",
                    "declare the string: h for the first model, world for the world");
    }

    // What an estimator makes of the samples is a fit, (N*X_i + a)/(N + K*a); null for maximum likelihood.
    ExpressionPtr estimator(const toml::node& node) {
        additive_ = added_count(node);
        return additive_ == 0 ? nullptr : additive_fit(additive_);
    }

    Rational added_count(const toml::node& node) const {
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
                          "the first model is one that the domain declares: start = \"P\"");
    }

    enum class Family { symbols, gaussian, program };

    const TomlFile& file_;
    const Domain& domain_;
    Family family_ = Family::symbols;
    SymbolProcess symbols_;
    GaussianProcess gaussian_;
    ProgramProcess program_;
    Rational additive_ = 0;
    std::string text_;
    std::map<std::string, std::string> written_;
};

}  // namespace

std::shared_ptr<const Process> read_process(const TomlFile& file, const toml::table* table,
                                            const toml::table* drop, const Domain& domain) {
    std::map<std::string, const toml::node*> entries;
    for (const toml::table* part : {table, drop})
        if (part != nullptr)
            for (const auto& [key, node] : *part)
                entries[std::string(key.str())] = &node;
    if (entries.empty()) return nullptr;
    if (is_recursion(file, entries))
        return std::make_shared<const Process>(read_recursion(file, entries, domain));
    for (const toml::table* part : {table, drop})
        if (part != nullptr)
            file.only_keys(*part, "a process",
                           {"alpha", "N", "data", "estimator", "start", "family", "noise", "choice", "share",
                            "train", "fit", "models", "world", "penalty"});
    ProcessReader reader(file, domain);
    for (const auto& [key, node] : entries)
        reader.read(key, *node);
    return std::make_shared<const Process>(reader.finished(entries));
}

std::shared_ptr<const Process> process_from(const std::map<std::string, std::string>& entries,
                                            const Domain& domain) {
    toml::table table;
    for (const auto& [key, text] : entries)
        table.insert(key, text);
    return read_process(TomlFile::unwritten(), &table, nullptr, domain);
}

}  // namespace groundcheck
