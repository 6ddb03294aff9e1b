#include "ledger/record.hpp"

#include <algorithm>

#include "ledger/record_json.hpp"

namespace groundcheck {

namespace record {

void only_members(const Json& json, const std::vector<std::string>& known) {
    if (!json.is_object()) throw RecordError("not an object: " + json.dump());
    for (const auto& [name, value] : json.items())
        if (std::find(known.begin(), known.end(), name) == known.end())
            throw RecordError("no member of this record: \"" + name + "\"");
}

Rational rational_from(const Json& json) {
    const auto text = json.get<std::string>();
    const std::optional<Rational> value = parse_rational(text);
    if (!value || to_string(*value) != text) throw RecordError("not a rational number: \"" + text + "\"");
    return *value;
}

Json texts(const std::vector<Rational>& values) {
    Json list = Json::array();
    for (const Rational& value : values)
        list.push_back(to_string(value));
    return list;
}

std::vector<Rational> rationals_from(const Json& json) {
    return list_from<std::vector<Rational>>(json, rational_from);
}

}  // namespace record

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
    for (const Assurance assurance : all_assurances)
        if (to_text(assurance) == word) return assurance;
    throw RecordError("not an assurance: \"" + word + "\"");
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
