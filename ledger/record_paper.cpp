// Papers as records.
#include "ledger/record_json.hpp"

namespace groundcheck {

using namespace record;

namespace {

Role role_from(const std::string& word) {
    for (const Role role : all_roles)
        if (word == to_text(role)) return role;
    throw RecordError("\"" + word + "\" is no role of a reading");
}

Kinship kinship_from(const std::string& word) {
    for (const Kinship kind : all_kinships)
        if (word == to_text(kind)) return kind;
    throw RecordError("\"" + word + "\" is no kind of a relation");
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
                            role_from(member<std::string>(reading, "role"))});
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
    Json json = {{"id", paper.id},           {"title", paper.title},      {"authors", paper.authors},
                 {"year", paper.year},       {"arxiv", paper.arxiv},      {"version", paper.version},
                 {"date", paper.date},       {"url", paper.url},          {"letters", Json::array()},
                 {"statements", {}},         {"sentences", {}},           {"findings", Json::array()},
                 {"figures", Json::array()}, {"relations", Json::array()}};
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
    for (const PaperRelation& relation : paper.relations)
        json["relations"].push_back({{"kind", to_text(relation.kind)},
                                     {"number", relation.number},
                                     {"paper", relation.paper},
                                     {"there", relation.there},
                                     {"says", relation.says},
                                     {"claims", relation.claims}});
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
        for (const Json& relation : json.at("relations"))
            paper.relations.push_back(
                {kinship_from(member<std::string>(relation, "kind")), member<std::string>(relation, "number"),
                 member<std::string>(relation, "paper"), member<std::string>(relation, "there"),
                 member<std::string>(relation, "says"),
                 member<std::vector<std::string>>(relation, "claims")});
        return paper;
    });
}

}  // namespace groundcheck
