#include "ledger/ablation_result.hpp"

#include <algorithm>

#include "ledger/record_json.hpp"

namespace groundcheck {

namespace {

Rational rational_at(const Json& json, const char* name) { return record::rational_from(json.at(name)); }

std::string text_at(const Json& json, const char* name) { return json.value(name, std::string()); }

const Json& list_at(const Json& json, const char* name) {
    if (!json.at(name).is_array()) throw RecordError(std::string("not a list: \"") + name + "\"");
    return json.at(name);
}

Json to_json(const ParameterPiece& piece) {
    Json json = {
        {"low", to_string(piece.low)}, {"high", to_string(piece.high)}, {"verdict", to_text(piece.verdict)}};
    if (piece.verdict != Verdict::undecided) json["assurance"] = to_text(piece.assurance);
    if (piece.witness) json["witness"] = to_json(*piece.witness);
    if (!piece.reason.empty()) json["reason"] = piece.reason;
    return json;
}

ParameterPiece piece_from(const Json& json) {
    ParameterPiece piece;
    piece.low = rational_at(json, "low");
    piece.high = rational_at(json, "high");
    if (piece.high < piece.low) throw RecordError("the piece of a map ends before it begins");
    piece.verdict = verdict_from(json.at("verdict").get<std::string>());
    if (piece.verdict != Verdict::undecided)
        piece.assurance = assurance_from(json.at("assurance").get<std::string>());
    if (json.contains("witness")) piece.witness = witness_from(json.at("witness"));
    piece.reason = text_at(json, "reason");
    return piece;
}

Json to_json(const ParameterMap& map) {
    Json json = {{"parameter", map.parameter}, {"range", map.range}, {"key", to_json(map.key)}};
    json["pieces"] = Json::array();
    for (const ParameterPiece& piece : map.pieces)
        json["pieces"].push_back(to_json(piece));
    if (map.boundary)
        json["boundary"] = {{"low", to_string(map.boundary->low)},
                            {"high", to_string(map.boundary->high)},
                            {"proved_below", map.boundary->proved_below}};
    return json;
}

ParameterMap map_from(const Json& json) {
    ParameterMap map;
    map.parameter = json.at("parameter").get<std::string>();
    map.range = json.at("range").get<std::string>();
    map.key = key_from(json.at("key"));
    for (const Json& piece : list_at(json, "pieces"))
        map.pieces.push_back(piece_from(piece));
    if (json.contains("boundary")) {
        const Json& boundary = json.at("boundary");
        map.boundary = ParameterMap::Boundary{rational_at(boundary, "low"), rational_at(boundary, "high"),
                                              boundary.at("proved_below").get<bool>()};
    }
    return map;
}

}  // namespace

std::string to_text(Need need) {
    switch (need) {
        case Need::needed:
            return "needed";
        case Need::not_needed:
            return "not needed";
        case Need::open:
            return "open";
    }
    return "";
}

Need need_from(const std::string& word) {
    for (const Need need : {Need::needed, Need::not_needed, Need::open})
        if (to_text(need) == word) return need;
    throw RecordError("not an ablation's outcome: \"" + word + "\"");
}

Json to_json(const AblationResult& ablation) {
    Json json;
    json["claim"] = ablation.claim;
    json["assumption"] = ablation.assumption;
    json["says"] = ablation.says;
    json["unsaid"] = ablation.unsaid;
    json["statement"] = ablation.statement;
    json["domain"] = ablation.domain;
    json["need"] = to_text(ablation.need);
    json["verdict"] = to_text(ablation.verdict);
    if (ablation.verdict != Verdict::undecided) json["assurance"] = to_text(ablation.assurance);
    json["instances"] = ablation.instances;
    json["decided"] = ablation.decided;
    json["points"] = ablation.points;
    if (ablation.witness) json["witness"] = to_json(*ablation.witness);
    json["certain"] = ablation.certain;
    json["work"] = ablation.work;
    if (!ablation.searched.empty()) json["searched"] = ablation.searched;
    if (!ablation.reason.empty()) json["reason"] = ablation.reason;
    json["maps"] = Json::array();
    for (const ParameterMap& map : ablation.maps)
        json["maps"].push_back(to_json(map));
    json["seconds"] = ablation.seconds;
    return json;
}

AblationResult ablation_from(const Json& json) {
    try {
        AblationResult ablation;
        ablation.claim = json.at("claim").get<std::string>();
        ablation.assumption = json.at("assumption").get<std::string>();
        ablation.says = json.at("says").get<std::string>();
        ablation.unsaid = json.at("unsaid").get<bool>();
        ablation.statement = json.at("statement").get<std::string>();
        ablation.domain = json.at("domain").get<std::string>();
        ablation.need = need_from(json.at("need").get<std::string>());
        ablation.verdict = verdict_from(json.at("verdict").get<std::string>());
        if (ablation.verdict != Verdict::undecided)
            ablation.assurance = assurance_from(json.at("assurance").get<std::string>());
        ablation.instances = json.at("instances").get<std::size_t>();
        ablation.decided = json.at("decided").get<std::size_t>();
        ablation.points = json.at("points").get<std::uint64_t>();
        if (json.contains("witness")) ablation.witness = witness_from(json.at("witness"));
        ablation.certain = json.at("certain").get<bool>();
        ablation.work = json.at("work").get<std::uint64_t>();
        ablation.searched = text_at(json, "searched");
        ablation.reason = text_at(json, "reason");
        for (const Json& map : list_at(json, "maps"))
            ablation.maps.push_back(map_from(map));
        ablation.seconds = json.at("seconds").get<double>();
        return ablation;
    } catch (const nlohmann::json::exception& error) {
        throw RecordError(std::string("not the record of an ablation: ") + error.what());
    }
}

}  // namespace groundcheck
