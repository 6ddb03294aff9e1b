// A claim's domain as a record: for every range the text as written, and the values that it stands for.
#include "ledger/record_json.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/process.hpp"
#include "theorems/language/types.hpp"

namespace groundcheck::record {

namespace {

using Kind = DistributionDomain::Kind;

constexpr std::pair<Kind, const char*> kinds[] = {
    {Kind::simplex, "simplex"},   {Kind::lattice, "lattice"}, {Kind::points, "points"},
    {Kind::vertices, "vertices"}, {Kind::uniform, "uniform"}, {Kind::machines, "machines"},
    {Kind::letters, "letters"},   {Kind::words, "words"},     {Kind::counts, "counts"}};

std::string to_text(Kind kind) {
    for (const auto& [each, word] : kinds)
        if (each == kind) return word;
    throw std::logic_error("a kind of distributions without a name; this is a fault of the program");
}

Kind kind_from(const std::string& word) {
    for (const auto& [kind, each] : kinds)
        if (each == word) return kind;
    throw RecordError("no kind of distributions: \"" + word + "\"");
}

Json points(const std::vector<std::vector<Rational>>& list) {
    Json json = Json::array();
    for (const std::vector<Rational>& point : list)
        json.push_back(texts(point));
    return json;
}

std::vector<std::vector<Rational>> points_from(const Json& json) {
    return list_from<std::vector<std::vector<Rational>>>(json, rationals_from);
}

Json whole(const std::string& text, const std::vector<std::uint32_t>& values) {
    return {{"text", text}, {"values", values}};
}

std::vector<std::uint32_t> whole_from(const Json& json, std::string& text) {
    only_members(json, {"text", "values"});
    text = member<std::string>(json, "text");
    auto values = list_from<std::vector<std::uint32_t>>(json.at("values"), value_from<std::uint32_t>);
    for (std::size_t i = 1; i < values.size(); ++i)
        if (values[i] <= values[i - 1]) throw RecordError("the values of a range do not increase");
    return values;
}

Json to_json(const ScalarDomain& range) {
    return {{"text", range.text},
            {"values", texts(range.values)},
            {"interval", range.continuum},
            {"without_low", range.without_low},
            {"without_high", range.without_high}};
}

void read(const Json& json, ScalarDomain& range) {
    only_members(json, {"text", "values", "interval", "without_low", "without_high"});
    range.text = member<std::string>(json, "text");
    range.values = rationals_from(json.at("values"));
    range.continuum = member<bool>(json, "interval");
    range.without_low = member<bool>(json, "without_low");
    range.without_high = member<bool>(json, "without_high");
    if (range.continuum && (range.values.size() != 2 || range.values[1] < range.values[0]))
        throw RecordError("an interval has two ends, the lower one first");
    if (!range.continuum && (range.without_low || range.without_high))
        throw RecordError("a list of numbers has no ends to be left out");
}

Json to_json(const DistributionDomain& range) {
    return {{"text", range.text},
            {"kind", to_text(range.kind)},
            {"denominator", range.denominator},
            {"points", points(range.points)},
            {"digest", range.digest}};
}

void read(const Json& json, DistributionDomain& range) {
    only_members(json, {"text", "kind", "denominator", "points", "digest"});
    range.text = member<std::string>(json, "text");
    range.kind = kind_from(member<std::string>(json, "kind"));
    range.denominator = member<std::uint32_t>(json, "denominator");
    range.points = points_from(json.at("points"));
    range.digest = member<std::string>(json, "digest");
}

// Sets of symbols by number, each increasing.
std::vector<std::vector<std::uint32_t>> sets_from(const Json& json) {
    auto sets = list_from<std::vector<std::vector<std::uint32_t>>>(json, [](const Json& one) {
        return list_from<std::vector<std::uint32_t>>(one, value_from<std::uint32_t>);
    });
    for (const std::vector<std::uint32_t>& set : sets) {
        if (set.empty() || set.front() == 0) throw RecordError("a set of symbols has numbers from 1");
        for (std::size_t i = 1; i < set.size(); ++i)
            if (set[i] <= set[i - 1]) throw RecordError("the symbols of a set do not increase");
    }
    return sets;
}

Json to_json(const ObservableDomain& range) {
    Json json = {
        {"text", range.text}, {"points", points(range.points)}, {"cube", range.cube}, {"rank", range.rank}};
    if (!range.sets.empty()) json["sets"] = range.sets;
    return json;
}

void read(const Json& json, ObservableDomain& range) {
    only_members(json, {"text", "points", "cube", "rank", "sets"});
    range.text = member<std::string>(json, "text");
    range.points = points_from(json.at("points"));
    range.cube = member<std::uint32_t>(json, "cube");
    range.rank = member<bool>(json, "rank");
    if (json.contains("sets")) range.sets = sets_from(json.at("sets"));
}

Json to_json(const StringDomain& range) { return {{"text", range.text}, {"listed", range.listed}}; }

void read(const Json& json, StringDomain& range) {
    only_members(json, {"text", "listed"});
    range.text = member<std::string>(json, "text");
    range.listed = member<std::vector<std::string>>(json, "listed");
}

template <class Ranges>
Json ranges(const Ranges& named) {
    Json object = Json::object();
    for (const auto& [name, range] : named)
        object[name] = to_json(range);
    return object;
}

template <class Ranges>
Ranges ranges_from(const Json& json) {
    Ranges named;
    if (!json.is_object()) throw RecordError("not named ranges: " + json.dump());
    for (const auto& [name, range] : json.items())
        read(range, named[name]);
    return named;
}

// What the texts of the condition and the process mean over the ranges.
void parse(const std::map<std::string, std::string>& process, Domain& domain) {
    try {
        domain.process = process_from(process, domain);
        // A condition on the points is typed without the process, as the claim file's reader does.
        Domain plain = domain;
        plain.process.reset();
        if (!domain.where_text.empty())
            domain.where = parse_condition(Source(domain.where_text), scope_of(plain));
    } catch (const InputError& error) {
        throw RecordError("a domain that this version of the language does not know: " + error.message);
    }
}

}  // namespace

Json to_json(const Domain& domain) {
    Json json = {{"any_alphabet", domain.any_alphabet},
                 {"K", whole(domain.K_text, domain.K)},
                 {"L", whole(domain.L_text, domain.L)},
                 {"N", whole(domain.N_text, domain.N)},
                 {"scalars", ranges(domain.scalars)},
                 {"distributions", ranges(domain.distributions)},
                 {"observables", ranges(domain.observables)},
                 {"strings", ranges(domain.strings)},
                 {"where", domain.where_text},
                 {"process", Json::object()}};
    if (domain.process) json["process"] = domain.process->written;
    return json;
}

Domain domain_from(const Json& json) {
    return guarded("a domain", [&] {
        only_members(json, {"any_alphabet", "K", "L", "N", "scalars", "distributions", "observables",
                            "strings", "where", "process"});
        Domain domain;
        domain.any_alphabet = member<bool>(json, "any_alphabet");
        domain.K = whole_from(json.at("K"), domain.K_text);
        domain.L = whole_from(json.at("L"), domain.L_text);
        domain.N = whole_from(json.at("N"), domain.N_text);
        domain.scalars = ranges_from<decltype(domain.scalars)>(json.at("scalars"));
        domain.distributions = ranges_from<decltype(domain.distributions)>(json.at("distributions"));
        domain.observables = ranges_from<decltype(domain.observables)>(json.at("observables"));
        domain.strings = ranges_from<decltype(domain.strings)>(json.at("strings"));
        domain.where_text = member<std::string>(json, "where");
        parse(member<std::map<std::string, std::string>>(json, "process"), domain);
        return domain;
    });
}

}  // namespace groundcheck::record
