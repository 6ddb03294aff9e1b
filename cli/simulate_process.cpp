#include "cli/simulate_process.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <tuple>

#include "decide/evaluate/point_process.hpp"
#include "sim/process.hpp"
#include "sim/process_error.hpp"
#include "sim/simulated_process.hpp"
#include "theorems/language/mentions.hpp"
#include "theorems/language/process_file.hpp"
#include "theorems/language/ranges.hpp"
#include "theorems/language/symbol_sets.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck::cli {

namespace {

bool is_endless(const SimulateOptions& options) { return whole(options.samples).text == "infinity"; }

std::vector<Rational> rationals(const std::vector<double>& values) {
    std::vector<Rational> result;
    result.reserve(values.size());
    for (const double value : values)
        result.emplace_back(value);
    return result;
}

// What --let declares, as a claim's domain with one value for each name, and as a point.
class Declarations {
  public:
    Declarations(Domain& domain, Point& point) : domain_(domain), point_(point) {}

    void add(const std::string& text) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos)
            throw InputError("--let", fmt::format("\"{}\" declares nothing: NAME=VALUE is expected", text),
                             forms);
        name_ = whole(text.substr(0, equals)).text;
        check_name();
        const std::string value = text.substr(equals + 1);
        if (const std::string bare = whole(value).text; bare.starts_with('{'))
            add_set(value);
        else if (bare.starts_with('['))
            add_observable(bare);
        else if (name_[0] >= 'A' && name_[0] <= 'Z')
            add_distribution(bare);
        else
            add_number(bare);
    }

  private:
    static constexpr const char* forms =
        "a number e=1/10, a set of symbols \"A={1, 2}\", a value for each symbol \"w=[1, 1/2, 0]\", or a "
        "distribution \"R=uniform(3)\"";

    [[noreturn]] void fail(const std::string& message, const std::string& hint = forms) const {
        throw InputError("--let " + name_, message, hint);
    }

    void check_name() const {
        const bool word =
            !name_.empty() && std::isalpha(static_cast<unsigned char>(name_[0])) != 0 &&
            std::all_of(name_.begin(), name_.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
        if (!word) fail("a name is a letter and then letters or digits");
        const std::map<std::string, std::string> own = {
            {"Q", "--start"},   {"P", "--world"},           {"alpha", "--alpha"},
            {"N", "--samples"}, {"f", "--observable"},      {"K", "the number of the start's symbols"},
            {"M", "--train"},   {"t", "the step's number"}, {"X", "the samples' frequencies"},
            {"i", "the symbol"}};
        if (const auto found = own.find(name_); found != own.end())
            fail("this name has a meaning already: " + found->second, "take another name");
        if (is_reserved(name_)) fail("this name has a meaning in the language already", "take another name");
        if (domain_.scalars.contains(name_) || domain_.observables.contains(name_) ||
            domain_.distributions.contains(name_))
            fail("declared twice", "once for each name");
    }

    void add_number(const std::string& text) {
        const auto value = parse_rational(text);
        if (!value) fail(fmt::format("\"{}\" is no number", text));
        ScalarDomain range;
        range.values = {*value};
        range.text = text;
        domain_.scalars[name_] = range;
        point_.scalars[name_] = *value;
    }

    void add_set(const std::string& text) {
        const TomlFile file = TomlFile::of_texts({{name_, text}}, {{name_, "--let " + name_}});
        const ObservableDomain sets = read_symbol_sets(file, *file.root().get(name_), name_);
        if (sets.sets.size() != 1) fail("a process has one set of this name, not several");
        const std::vector<std::uint32_t>& symbols = sets.sets.front();
        if (symbols.back() > point_.K)
            fail(fmt::format("there is no symbol {} when K = {}", symbols.back(), point_.K), "");
        std::vector<Rational> values(point_.K, Rational(0));
        for (const std::uint32_t symbol : symbols)
            values[symbol - 1] = 1;
        domain_.observables[name_] = sets;
        point_.observables[name_] = std::move(values);
    }

    void add_observable(const std::string& text) {
        if (!text.ends_with(']')) fail("a closing bracket \"]\" is expected at the end");
        std::vector<Rational> values;
        for (const Piece& part : whole(text.substr(1, text.size() - 2)).split()) {
            const auto value = parse_rational(part.text);
            if (!value) fail(fmt::format("\"{}\" is no number", part.text));
            values.push_back(*value);
        }
        if (values.size() != point_.K)
            fail(fmt::format("{} values for {} symbols", values.size(), point_.K),
                 "a value for each symbol; for many symbols a table: --observable FILE.csv, which is f");
        domain_.observables[name_].points = {values};
        point_.observables[name_] = std::move(values);
    }

    void add_distribution(const std::string& text) {
        const StartLaw law = parse_start_law(text);
        if (law.size() != point_.K)
            fail(fmt::format("{} symbols, but the start has {}", law.size(), point_.K), "");
        domain_.distributions[name_].text = text;
        point_.distributions[name_] = exact_law(law.weights);
    }

    Domain& domain_;
    Point& point_;
    std::string name_;
};

bool stands_in(const Expression& e, const SourceRange& where) {
    const auto place = [](const SourceRange& range) {
        return std::tie(range.line, range.column, range.length);
    };
    return mentions(e, [&](const Expression& part) { return place(part.where) == place(where); });
}

}  // namespace

std::string first_process_option(const SimulateOptions& options) {
    if (!options.train.empty()) return "--train";
    if (!options.fit.empty()) return "--fit";
    if (!options.models.empty()) return "--models";
    if (!options.let.empty()) return "--let";
    return "";
}

bool says_process(const SimulateOptions& options) {
    return !first_process_option(options).empty() || options.share == "exact" || is_endless(options);
}

OwnProcess::OwnProcess(const SimulateOptions& options, const StartLaw& start, const StartLaw& world,
                       const std::vector<double>& observable) {
    Domain domain;
    point_.K = static_cast<std::uint32_t>(start.size());
    domain.K = {point_.K};
    for (const auto& [name, law] : {std::pair("Q", &start), std::pair("P", &world)}) {
        domain.distributions[name];
        point_.distributions[name] = exact_law(law->weights);
    }
    domain.observables["f"];
    point_.observables["f"] = rationals(observable);
    Declarations declarations(domain, point_);
    for (const std::string& text : options.let)
        declarations.add(text);

    std::map<std::string, std::string> entries;
    const auto enter = [&](const std::string& key, const std::string& text, const std::string& plain) {
        if (text != plain) entries[key] = text;
    };
    entries = {{"alpha", options.alpha}, {"N", options.samples}};
    enter("data", options.data, "replace");
    enter("estimator", options.estimator, "mle");
    enter("share", options.share, "mixture");
    enter("train", options.train, "");
    enter("fit", options.fit, "");
    enter("models", options.models, "");
    std::map<std::string, std::string> names;
    for (const auto& [key, text] : entries)
        names[key] = key == "N" ? "--samples" : "--" + key;
    const TomlFile file = TomlFile::of_texts(entries, names);
    point_.process = read_process(file, &file.root(), nullptr, domain);

    const auto used = variables_of(*point_.process, scope_of(domain));
    for (const std::string& text : options.let) {
        const std::string name = whole(text.substr(0, text.find('='))).text;
        if (std::find(used.begin(), used.end(), name) == used.end())
            throw InputError("--let " + name, "nothing in the process uses this name",
                             "leave it out, or use it");
        written_.emplace_back("let " + name, whole(text.substr(text.find('=') + 1)).text);
    }
    for (const char* key : {"train", "fit", "models", "share"})
        if (entries.contains(key)) written_.emplace_back(key, entries.at(key));
    const ProcessNeeds needs = needs_of(point_.process.get());
    parts_.push_back({names.at("alpha"), options.alpha, needs.schedules.at(0)});
    if (!is_endless(options)) parts_.push_back({names.at("N"), options.samples, needs.schedules.at(1)});
    std::size_t rule = 0;
    for (const char* key : {"train", "fit"})
        if (entries.contains(key)) parts_.push_back({names.at(key), entries.at(key), needs.rules.at(rule++)});
}

bool OwnProcess::endless() const { return parts_.size() < 2 || parts_[1].option != "--samples"; }

void OwnProcess::set(SimulationPlan& plan, std::uint32_t generations) const {
    const ResolvedProcess process = resolved(point_);
    for (std::uint32_t t = 0; t < generations; ++t) {
        const auto of_part = [&](const Part& part, const auto& value) {
            try {
                (void)value();
            } catch (const DomainError& error) {
                throw error_in(part, error);
            }
        };
        of_part(parts_[0], [&] { return process.share(t); });
        if (!endless()) of_part(parts_[1], [&] { return process.samples(t); });
    }
    try {
        set_process(plan, process_rules(point_, point_.distributions.at("P")), point_.distributions.at("Q"),
                    generations);
    } catch (const DomainError& error) {
        throw located(error);
    } catch (const ProcessError& error) {
        throw InputError("", error.what(), "");
    }
}

InputError OwnProcess::error_in(const Part& part, const DomainError& error) {
    const Source source(part.text, part.option, std::make_shared<const std::string>(part.text),
                        places_of(part.text));
    return source.error(error.where, error.what());
}

InputError OwnProcess::located(const DomainError& error) const {
    const Part* place = nullptr;
    for (const Part& part : parts_) {
        if (part.option == "--samples" || !stands_in(*part.expression, error.where)) continue;
        if (place != nullptr) return {"", error.what(), ""};  // it could stand in either
        place = &part;
    }
    return place == nullptr ? InputError("", error.what(), "") : error_in(*place, error);
}

}  // namespace groundcheck::cli
