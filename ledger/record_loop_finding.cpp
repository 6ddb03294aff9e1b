// Findings about loops, as records.
#include "ledger/record_json.hpp"

namespace groundcheck {

using namespace record;

namespace {

using NamedTexts = std::vector<std::pair<std::string, std::string>>;

Json checks_json(const std::vector<LoopCheck>& checks) {
    Json list = Json::array();
    for (const LoopCheck& check : checks) {
        Json sides = Json::array();
        for (const DoubleInterval side : check.sides)
            sides.push_back(record::to_json(side));
        list.push_back({{"t", check.t}, {"sides", sides}, {"finding", to_text(check.finding)}});
    }
    return list;
}

std::vector<LoopCheck> checks_from(const Json& json) {
    return list_from<std::vector<LoopCheck>>(json, [](const Json& entry) {
        LoopCheck check;
        check.t = member<std::uint32_t>(entry, "t");
        check.sides = list_from<std::vector<DoubleInterval>>(entry.at("sides"), interval_from);
        check.finding = finding_from(member<std::string>(entry, "finding"));
        return check;
    });
}

Json named_texts(const NamedTexts& texts) {
    Json list = Json::array();
    for (const auto& [name, text] : texts)
        list.push_back({{"name", name}, {"text", text}});
    return list;
}

NamedTexts named_texts_from(const Json& json) {
    return list_from<NamedTexts>(json, [](const Json& entry) {
        return std::pair(member<std::string>(entry, "name"), member<std::string>(entry, "text"));
    });
}

Json lattice_json(const LatticeVerdict& found) {
    return {{"verdict", to_text(found.verdict)},
            {"cases", found.cases},
            {"fails", found.fails},
            {"open", found.open},
            {"counterexample", named_texts(found.counterexample)}};
}

LatticeVerdict lattice_from(const Json& json) {
    LatticeVerdict found;
    found.verdict = verdict_from(member<std::string>(json, "verdict"));
    found.cases = member<std::uint64_t>(json, "cases");
    found.fails = member<std::uint64_t>(json, "fails");
    found.open = member<std::uint64_t>(json, "open");
    found.counterexample = named_texts_from(json.at("counterexample"));
    if ((found.verdict == Verdict::refuted) != (found.fails > 0) ||
        (found.verdict == Verdict::proved && (found.open > 0 || found.cases == 0)))
        throw RecordError("what an enumeration says is not what its counts say");
    return found;
}

}  // namespace

Json to_json(const LoopFindingResult& result) {
    Json json = {{"id", result.id},
                 {"title", result.title},
                 {"source", result.source},
                 {"note", result.note},
                 {"statement", result.statement},
                 {"mutant", result.mutant},
                 {"defined", named_texts(result.defined)},
                 {"loops", named_texts(result.loops)},
                 {"expect", to_text(result.expect)},
                 {"hash", result.hash},
                 {"replicates", result.replicates},
                 {"seed", result.seed},
                 {"confidence", result.confidence},
                 {"finding", to_text(result.finding())},
                 {"mutant_finding", to_text(result.mutant_finding())},
                 {"checks", checks_json(result.checks)},
                 {"mutant_checks", checks_json(result.mutant_checks)},
                 {"reason", result.reason},
                 {"seconds", result.seconds}};
    // Only where there is one: records without it stay what they were. What an enumeration decides has a
    // verdict there, and none of the words that replicates have.
    if (result.lattice) {
        for (const char* statistical : {"expect", "confidence", "finding", "mutant_finding"})
            json.erase(statistical);
        json["lattice"] = {{"expect", to_text(result.lattice->expect)},
                           {"found", lattice_json(result.lattice->found)},
                           {"mutant", lattice_json(result.lattice->mutant)}};
    }
    return json;
}

LoopFindingResult loop_finding_from(const Json& json) {
    return guarded("a finding about a loop", [&] {
        LoopFindingResult result;
        result.id = member<std::string>(json, "id");
        result.title = member<std::string>(json, "title");
        result.source = member<std::string>(json, "source");
        result.note = member<std::string>(json, "note");
        result.statement = member<std::string>(json, "statement");
        result.mutant = member<std::string>(json, "mutant");
        result.defined = named_texts_from(json.at("defined"));
        result.loops = named_texts_from(json.at("loops"));
        result.hash = member<std::string>(json, "hash");
        result.replicates = member<std::uint32_t>(json, "replicates");
        result.seed = member<std::uint64_t>(json, "seed");
        result.checks = checks_from(json.at("checks"));
        result.mutant_checks = checks_from(json.at("mutant_checks"));
        result.reason = member<std::string>(json, "reason");
        result.seconds = member<double>(json, "seconds");
        if (const auto lattice = json.find("lattice"); lattice != json.end()) {
            result.lattice =
                LatticeResult{verdict_from(member<std::string>(*lattice, "expect")),
                              lattice_from(lattice->at("found")), lattice_from(lattice->at("mutant"))};
            return result;
        }
        result.expect = finding_from(member<std::string>(json, "expect"));
        result.confidence = member<double>(json, "confidence");
        if (finding_from(member<std::string>(json, "finding")) != result.finding() ||
            finding_from(member<std::string>(json, "mutant_finding")) != result.mutant_finding())
            throw RecordError("what a finding says is not what its checks say");
        return result;
    });
}

}  // namespace groundcheck
