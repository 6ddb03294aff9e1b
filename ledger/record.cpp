#include "ledger/record.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <memory>

#include "theorems/language/process.hpp"

namespace groundcheck {

namespace {

// A member that must be there. nlohmann's own exceptions become RecordErrors in `guarded`.
template <class T>
T member(const Json& json, const char* name) {
    return json.at(name).get<T>();
}

template <class F>
auto guarded(const char* what, F&& read) {
    try {
        return read();
    } catch (const nlohmann::json::exception& error) {
        throw RecordError(std::string("not the record of ") + what + ": " + error.what());
    }
}

Rational rational_from(const Json& json) {
    const auto text = json.get<std::string>();
    const std::optional<Rational> value = parse_rational(text);
    if (!value) throw RecordError("not a rational number: \"" + text + "\"");
    return *value;
}

Json texts(const std::vector<Rational>& values) {
    Json list = Json::array();
    for (const Rational& value : values)
        list.push_back(to_string(value));
    return list;
}

template <class Named>
Json vectors(const Named& named) {
    Json object = Json::object();
    for (const auto& [name, values] : named)
        object[name] = texts(values);
    return object;
}

template <class Named>
Named vectors_from(const Json& json) {
    Named named;
    for (const auto& [name, list] : json.items())
        for (std::vector<Rational>& values = named[name]; const Json& item : list)
            values.push_back(rational_from(item));
    return named;
}

Json to_json(const WitnessValue& value) {
    Json json = {{"exact", value.exact}, {"enclosure", value.enclosure}};
    if (!value.written.empty()) json["written"] = value.written;
    return json;
}

Json to_json(const WitnessOutcome& outcome) {
    return {{"counts", outcome.counts}, {"probability", to_string(outcome.probability)}};
}

WitnessOutcome outcome_from(const Json& json) {
    return {member<std::vector<std::uint32_t>>(json, "counts"), rational_from(json.at("probability"))};
}

WitnessValue value_from(const Json& json) {
    return {member<std::string>(json, "exact"), member<std::string>(json, "enclosure"),
            json.value("written", std::string())};
}

// Variables and their domains as written: {"alpha": "[0,1]"}.
template <class Domains>
Json domain_texts(const Domains& domains) {
    Json object = Json::object();
    for (const auto& [name, domain] : domains)
        object[name] = domain.text;
    return object;
}

template <class Domains>
void read_domain_texts(const Json& json, Domains& domains) {
    for (const auto& [name, text] : json.items())
        domains[name].text = text.template get<std::string>();
}

Json to_json(const Domain& domain) {
    Json json = {{"K", domain.K_text},
                 {"N", domain.N_text},
                 {"scalars", domain_texts(domain.scalars)},
                 {"distributions", domain_texts(domain.distributions)},
                 {"observables", domain_texts(domain.observables)},
                 {"where", domain.where_text},
                 {"process", domain.process ? domain.process->text : std::string()}};
    if (!domain.L_text.empty()) json["L"] = domain.L_text;
    if (!domain.strings.empty()) json["strings"] = domain_texts(domain.strings);
    return json;
}

Domain domain_from(const Json& json) {
    Domain domain;
    domain.K_text = member<std::string>(json, "K");
    domain.N_text = member<std::string>(json, "N");
    domain.any_alphabet = domain.K_text == "any";
    read_domain_texts(json.at("scalars"), domain.scalars);
    read_domain_texts(json.at("distributions"), domain.distributions);
    read_domain_texts(json.at("observables"), domain.observables);
    domain.where_text = member<std::string>(json, "where");
    if (json.contains("L")) domain.L_text = member<std::string>(json, "L");
    if (json.contains("strings")) read_domain_texts(json.at("strings"), domain.strings);
    if (const std::string text = json.value("process", std::string()); !text.empty()) {
        Process process;
        process.text = text;
        domain.process = std::make_shared<const Process>(std::move(process));
    }
    return domain;
}

template <class List, class From>
auto list_from(const Json& json, From from) {
    List list;
    for (const Json& item : json)
        list.push_back(from(item));
    return list;
}

Json domains(const std::vector<Domain>& list) {
    Json json = Json::array();
    for (const Domain& domain : list)
        json.push_back(to_json(domain));
    return json;
}

Assumption assumption_from(const Json& json) {
    Assumption assumption;
    assumption.name = member<std::string>(json, "name");
    assumption.says = member<std::string>(json, "says");
    assumption.drop = member<ByName<std::string>>(json, "drop");
    assumption.unsaid = json.value("unsaid", false);
    return assumption;
}

}  // namespace

Verdict verdict_from(const std::string& word) {
    for (const Verdict verdict : {Verdict::proved, Verdict::refuted, Verdict::undecided})
        if (to_text(verdict) == word) return verdict;
    throw RecordError("not a verdict: \"" + word + "\"");
}

StatisticalFinding finding_from(const std::string& word) {
    for (const StatisticalFinding finding :
         {StatisticalFinding::agrees, StatisticalFinding::contradicted, StatisticalFinding::uninformative})
        if (to_text(finding) == word) return finding;
    throw RecordError("not a finding: \"" + word + "\"");
}

Assurance assurance_from(const std::string& word) {
    for (const Assurance assurance : {Assurance::statistical, Assurance::lattice, Assurance::exact,
                                      Assurance::continuum, Assurance::formal})
        if (to_text(assurance) == word) return assurance;
    throw RecordError("not an assurance: \"" + word + "\"");
}

Json to_json(const Witness& witness) {
    Json json;
    json["K"] = witness.K;
    if (witness.N) json["N"] = *witness.N;
    json["scalars"] = Json::object();
    for (const auto& [name, value] : witness.scalars)
        json["scalars"][name] = to_string(value);
    json["distributions"] = vectors(witness.distributions);
    json["observables"] = vectors(witness.observables);
    if (!witness.strings.empty()) json["strings"] = witness.strings;
    if (witness.outcome) json["outcome"] = to_json(*witness.outcome);
    for (const WitnessOutcome& outcome : witness.outcomes)
        json["outcomes"].push_back(to_json(outcome));
    json["relation"] = witness.relation;
    json["left"] = to_json(witness.left);
    json["right"] = to_json(witness.right);
    json["why"] = witness.why;
    return json;
}

Witness witness_from(const Json& json) {
    return guarded("a witness", [&] {
        Witness witness;
        witness.K = member<std::uint32_t>(json, "K");
        if (json.contains("N")) witness.N = member<std::uint32_t>(json, "N");
        for (const auto& [name, value] : json.at("scalars").items())
            witness.scalars[name] = rational_from(value);
        witness.distributions = vectors_from<decltype(witness.distributions)>(json.at("distributions"));
        witness.observables = vectors_from<decltype(witness.observables)>(json.at("observables"));
        if (json.contains("strings"))
            witness.strings = member<std::map<std::string, std::string>>(json, "strings");
        if (json.contains("outcome")) witness.outcome = outcome_from(json.at("outcome"));
        if (json.contains("outcomes"))
            for (const Json& outcome : json.at("outcomes"))
                witness.outcomes.push_back(outcome_from(outcome));
        witness.relation = member<std::string>(json, "relation");
        witness.left = value_from(json.at("left"));
        witness.right = value_from(json.at("right"));
        witness.why = member<std::string>(json, "why");
        return witness;
    });
}

Json to_json(const InstanceResult& instance) {
    Json json;
    json["domain"] = instance.domain;
    json["key"] = instance.key;
    json["verdict"] = to_text(instance.verdict);
    json["assurance"] = to_text(instance.assurance);
    json["points"] = instance.points;
    json["methods"] = instance.methods;
    json["kernels"] = instance.kernels;
    json["held"] = instance.held;
    json["passed_over"] = instance.passed_over;
    json["precision"] = instance.precision;
    if (!instance.margin.empty()) json["margin"] = instance.margin;
    if (instance.witness) json["witness"] = to_json(*instance.witness);
    if (!instance.certificate.empty()) json["certificate"] = instance.certificate;
    if (!instance.certificate_hash.empty()) json["certificate_hash"] = instance.certificate_hash;
    if (!instance.reason.empty()) json["reason"] = instance.reason;
    json["seconds"] = instance.seconds;
    return json;
}

InstanceResult instance_from(const Json& json) {
    return guarded("an instance", [&] {
        InstanceResult instance;
        instance.domain = member<std::size_t>(json, "domain");
        instance.key = member<std::string>(json, "key");
        instance.verdict = verdict_from(member<std::string>(json, "verdict"));
        instance.assurance = assurance_from(member<std::string>(json, "assurance"));
        instance.points = member<std::uint64_t>(json, "points");
        instance.methods = member<std::map<std::string, std::uint64_t>>(json, "methods");
        instance.kernels = member<std::map<std::string, std::uint64_t>>(json, "kernels");
        instance.held = member<std::uint64_t>(json, "held");
        instance.passed_over = member<std::uint64_t>(json, "passed_over");
        instance.precision = member<int>(json, "precision");
        instance.margin = json.value("margin", std::string());
        if (json.contains("witness")) instance.witness = witness_from(json.at("witness"));
        instance.certificate = json.value("certificate", std::string());
        instance.certificate_hash = json.value("certificate_hash", std::string());
        instance.reason = json.value("reason", std::string());
        instance.seconds = member<double>(json, "seconds");
        return instance;
    });
}

Json to_json(const Claim& claim) {
    Json json;
    json["id"] = claim.id;
    json["title"] = claim.title;
    json["source"] = claim.source;
    json["note"] = claim.note;
    json["statement"] = claim.statement_text;
    json["equality"] = claim.equality_text;
    json["expect"] = to_text(claim.expect);
    json["domains"] = domains(claim.domains);
    json["simulate"] = domains(claim.simulate);
    json["assumptions"] = Json::array();
    for (const Assumption& assumption : claim.assumptions)
        json["assumptions"].push_back({{"name", assumption.name},
                                       {"says", assumption.says},
                                       {"drop", assumption.drop},
                                       {"unsaid", assumption.unsaid}});
    if (claim.mutant)
        json["mutant"] = {{"statement", claim.mutant->statement_text},
                          {"expect", to_text(claim.mutant->expect)},
                          {"domains", domains(claim.mutant->domains)},
                          {"simulate", domains(claim.mutant->simulate)}};
    json["formal"] = claim.formal;
    json["file"] = claim.file.string();
    json["hash"] = claim.hash;
    return json;
}

Claim claim_from(const Json& json) {
    return guarded("a claim", [&] {
        Claim claim;
        claim.id = member<std::string>(json, "id");
        claim.title = member<std::string>(json, "title");
        claim.source = member<std::string>(json, "source");
        claim.note = member<std::string>(json, "note");
        claim.statement_text = member<std::string>(json, "statement");
        claim.equality_text = member<std::string>(json, "equality");
        claim.expect = verdict_from(member<std::string>(json, "expect"));
        claim.domains = list_from<std::vector<Domain>>(json.at("domains"), domain_from);
        claim.simulate = list_from<std::vector<Domain>>(json.value("simulate", Json::array()), domain_from);
        claim.assumptions = list_from<std::vector<Assumption>>(json.at("assumptions"), assumption_from);
        if (json.contains("mutant")) {
            const Json& stored = json.at("mutant");
            Mutant& mutant = claim.mutant.emplace();
            mutant.statement_text = member<std::string>(stored, "statement");
            mutant.expect = verdict_from(member<std::string>(stored, "expect"));
            mutant.domains = list_from<std::vector<Domain>>(stored.at("domains"), domain_from);
            mutant.simulate =
                list_from<std::vector<Domain>>(stored.value("simulate", Json::array()), domain_from);
        }
        claim.formal = member<std::string>(json, "formal");
        claim.file = member<std::string>(json, "file");
        claim.hash = member<std::string>(json, "hash");
        return claim;
    });
}

Json to_json(const CheckedTheorem& theorem) {
    Json json = {{"reference", theorem.reference},
                 {"name", theorem.name},
                 {"axioms", theorem.axioms},
                 {"sources", theorem.sources},
                 {"statement", theorem.statement}};
    if (!theorem.beyond.empty()) json["beyond"] = theorem.beyond;
    return json;
}

CheckedTheorem theorem_from(const Json& json) {
    return guarded("a theorem", [&] {
        return CheckedTheorem{member<std::string>(json, "reference"),
                              member<std::string>(json, "name"),
                              member<std::string>(json, "axioms"),
                              member<std::string>(json, "sources"),
                              member<std::string>(json, "statement"),
                              json.contains("beyond") ? member<std::string>(json, "beyond") : ""};
    });
}

namespace {

Role role_from(const std::string& word) {
    for (const Role role : all_roles)
        if (word == to_text(role)) return role;
    throw RecordError("\"" + word + "\" is no role of a reading");
}

Json readings_json(const std::vector<Reading>& readings) {
    Json list = Json::array();
    for (const Reading& reading : readings)
        list.push_back({{"says", reading.says},
                        {"role", to_text(reading.role)},
                        {"claims", reading.claims},
                        {"against", reading.against}});
    return list;
}

std::vector<Reading> readings_from(const Json& list) {
    std::vector<Reading> readings;
    for (const Json& reading : list)
        readings.push_back({member<std::string>(reading, "says"),
                            member<std::vector<std::string>>(reading, "claims"),
                            member<std::vector<std::string>>(reading, "against"),
                            role_from(reading.value("role", to_text(Role::as_worded)))});
    return readings;
}

Json passage_json(const Passage& passage) {
    return {{"number", passage.number},     {"says", passage.says},
            {"section", passage.section},   {"unread", passage.unread},
            {"rests_on", passage.rests_on}, {"readings", readings_json(passage.readings)},
            {"related", passage.related}};
}

Passage passage_from(const Json& json) {
    return {member<std::string>(json, "number"),
            member<std::string>(json, "says"),
            member<std::string>(json, "section"),
            member<std::string>(json, "unread"),
            member<std::vector<std::string>>(json, "rests_on"),
            readings_from(json.at("readings")),
            member<std::vector<std::string>>(json, "related")};
}

}  // namespace

Json to_json(const Paper& paper) {
    Json json = {{"id", paper.id},          {"title", paper.title}, {"authors", paper.authors},
                 {"year", paper.year},      {"arxiv", paper.arxiv}, {"version", paper.version},
                 {"date", paper.date},      {"url", paper.url},     {"letters", Json::array()},
                 {"statements", {}},        {"sentences", {}},      {"findings", Json::array()},
                 {"figures", Json::array()}};
    for (const Letter& letter : paper.letters)
        json["letters"].push_back({{"paper", letter.paper}, {"here", letter.here}, {"means", letter.means}});
    json["statements"] = json["sentences"] = Json::array();
    for (const Passage& passage : paper.statements)
        json["statements"].push_back(passage_json(passage));
    for (const Passage& passage : paper.sentences)
        json["sentences"].push_back(passage_json(passage));
    for (const PaperFinding& finding : paper.findings)
        json["findings"].push_back(
            {{"title", finding.title}, {"text", finding.text}, {"claims", finding.claims}});
    for (const PaperFigure& figure : paper.figures)
        json["figures"].push_back({{"draws", figure.draws},
                                   {"title", figure.title},
                                   {"caption", figure.caption},
                                   {"claims", figure.claims}});
    return json;
}

Paper paper_from(const Json& json) {
    return guarded("a paper", [&] {
        Paper paper;
        paper.id = member<std::string>(json, "id");
        paper.title = member<std::string>(json, "title");
        paper.authors = member<std::vector<std::string>>(json, "authors");
        paper.year = member<int>(json, "year");
        paper.arxiv = member<std::string>(json, "arxiv");
        paper.version = member<std::string>(json, "version");
        paper.date = member<std::string>(json, "date");
        paper.url = member<std::string>(json, "url");
        for (const Json& letter : json.at("letters"))
            paper.letters.push_back({member<std::string>(letter, "paper"),
                                     member<std::string>(letter, "here"),
                                     member<std::string>(letter, "means")});
        for (const Json& passage : json.at("statements"))
            paper.statements.push_back(passage_from(passage));
        for (const Json& passage : json.at("sentences"))
            paper.sentences.push_back(passage_from(passage));
        for (const Json& finding : json.at("findings"))
            paper.findings.push_back({member<std::string>(finding, "title"),
                                      member<std::string>(finding, "text"),
                                      member<std::vector<std::string>>(finding, "claims")});
        for (const Json& figure : json.at("figures"))
            paper.figures.push_back(
                {member<std::string>(figure, "draws"), member<std::string>(figure, "title"),
                 member<std::string>(figure, "caption"), member<std::vector<std::string>>(figure, "claims")});
        return paper;
    });
}

Passage sentence_from(const Json& json) {
    return guarded("a sentence", [&] {
        Passage sentence{member<std::string>(json, "id"), member<std::string>(json, "text")};
        sentence.readings = readings_from(json.at("readings"));
        return sentence;
    });
}

std::string to_text(CurveStyle style) {
    switch (style) {
        case CurveStyle::line:
            return "line";
        case CurveStyle::dashed:
            return "dashed";
        case CurveStyle::points:
            return "points";
        case CurveStyle::band:
            return "band";
        case CurveStyle::enclosure:
            return "enclosure";
        case CurveStyle::cells:
            return "cells";
    }
    return "";
}

namespace {

CurveStyle style_from(const std::string& word) {
    for (const CurveStyle style : {CurveStyle::line, CurveStyle::dashed, CurveStyle::points, CurveStyle::band,
                                   CurveStyle::enclosure, CurveStyle::cells})
        if (to_text(style) == word) return style;
    throw RecordError("not the style of a curve: \"" + word + "\"");
}

Json to_json(const FigureAxis& axis) {
    return {{"label", axis.label}, {"logarithmic", axis.logarithmic}, {"low", axis.low}, {"high", axis.high}};
}

FigureAxis axis_from(const Json& json) {
    return {member<std::string>(json, "label"), member<bool>(json, "logarithmic"),
            member<std::string>(json, "low"), member<std::string>(json, "high")};
}

}  // namespace

namespace {

// An interval's ends, as the shortest decimals that read back as the same doubles; null for an infinite end.
Json to_json(DoubleInterval interval) {
    Json ends = Json::array();
    for (const double end : {interval.lo, interval.hi})
        ends.push_back(std::isinf(end) ? Json(nullptr) : Json(end));
    return ends;
}

DoubleInterval interval_from(const Json& json) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const auto end = [&](std::size_t i, double missing) {
        return json.at(i).is_null() ? missing : json.at(i).get<double>();
    };
    return {end(0, -infinity), end(1, infinity)};
}

}  // namespace

Json to_json(const SimulatedClaim& simulated) {
    Json json = {{"range", simulated.range},
                 {"point", simulated.point},
                 {"replicates", simulated.replicates},
                 {"seed", simulated.seed},
                 {"confidence", simulated.confidence},
                 {"finding", to_text(simulated.finding())},
                 {"checks", Json::array()}};
    for (const StatisticalCheck& check : simulated.checks)
        json["checks"].push_back({{"t", check.t},
                                  {"left", to_json(check.left)},
                                  {"right", to_json(check.right)},
                                  {"finding", to_text(check.finding)}});
    if (!simulated.reason.empty()) json["reason"] = simulated.reason;
    json["seconds"] = simulated.seconds;
    return json;
}

SimulatedClaim simulated_from(const Json& json) {
    return guarded("a simulation", [&] {
        SimulatedClaim simulated;
        simulated.range = member<std::size_t>(json, "range");
        simulated.point = member<std::string>(json, "point");
        simulated.replicates = member<std::uint32_t>(json, "replicates");
        simulated.seed = member<std::uint64_t>(json, "seed");
        simulated.confidence = member<double>(json, "confidence");
        for (const Json& check : json.at("checks"))
            simulated.checks.push_back({member<std::uint32_t>(check, "t"), interval_from(check.at("left")),
                                        interval_from(check.at("right")),
                                        finding_from(member<std::string>(check, "finding"))});
        simulated.reason = json.value("reason", std::string());
        simulated.seconds = member<double>(json, "seconds");
        if (finding_from(member<std::string>(json, "finding")) != simulated.finding())
            throw RecordError("a simulation's finding is not that of its checks");
        return simulated;
    });
}

Json to_json(const Figure& figure) {
    Json json = {{"id", figure.id},         {"title", figure.title},     {"caption", figure.caption},
                 {"method", figure.method}, {"claims", figure.claims},   {"x", to_json(figure.x)},
                 {"y", to_json(figure.y)},  {"columns", figure.columns}, {"rows", figure.rows},
                 {"curves", Json::array()}};
    for (const FigureCurve& curve : figure.curves)
        json["curves"].push_back({{"label", curve.label},
                                  {"style", to_text(curve.style)},
                                  {"x", curve.x},
                                  {"low", curve.low},
                                  {"high", curve.high},
                                  {"value", curve.value},
                                  {"colour", curve.colour}});
    return json;
}

Figure figure_from(const Json& json) {
    return guarded("a figure", [&] {
        Figure figure;
        figure.id = member<std::string>(json, "id");
        figure.title = member<std::string>(json, "title");
        figure.caption = member<std::string>(json, "caption");
        figure.method = member<std::string>(json, "method");
        figure.claims = member<std::vector<std::string>>(json, "claims");
        figure.x = axis_from(json.at("x"));
        figure.y = axis_from(json.at("y"));
        figure.columns = member<std::vector<std::string>>(json, "columns");
        figure.rows = member<std::vector<std::vector<std::string>>>(json, "rows");
        for (const std::vector<std::string>& row : figure.rows)
            if (row.size() != figure.columns.size())
                throw RecordError("a row of figure \"" + figure.id + "\" has the wrong length");
        for (const Json& curve : json.at("curves"))
            figure.curves.push_back({member<std::string>(curve, "label"),
                                     style_from(member<std::string>(curve, "style")),
                                     member<std::string>(curve, "x"), member<std::string>(curve, "low"),
                                     member<std::string>(curve, "high"), member<std::string>(curve, "value"),
                                     member<int>(curve, "colour")});
        return figure;
    });
}

std::string json_text(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json parse_json(const std::string& text) {
    try {
        return Json::parse(text);
    } catch (const nlohmann::json::exception& error) {
        throw RecordError(std::string("not JSON: ") + error.what());
    }
}

}  // namespace groundcheck
