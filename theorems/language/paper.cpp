#include "theorems/language/paper.hpp"

#include <algorithm>
#include <set>

namespace groundcheck {

namespace {

// Ids in the order in which they first come.
class Ids {
  public:
    void add(const std::vector<std::string>& ids) {
        for (const std::string& id : ids)
            if (seen_.insert(id).second) list_.push_back(id);
    }
    void add(const Passage& passage) {
        for (const Reading& reading : passage.readings) {
            add(reading.claims);
            add(reading.against);
        }
        add(passage.related);
    }
    std::vector<std::string> list() && { return std::move(list_); }

  private:
    std::set<std::string> seen_;
    std::vector<std::string> list_;
};

}  // namespace

std::string to_text(Role role) {
    switch (role) {
        case Role::as_worded:
            return "as worded";
        case Role::universal:
            return "universal";
        case Role::repaired:
            return "repaired";
        case Role::weaker:
            return "weaker";
        case Role::special:
            return "special";
        case Role::step:
            return "step";
    }
    throw std::logic_error("a reading of no known role");
}

std::string to_text(Kinship kinship) {
    switch (kinship) {
        case Kinship::same:
            return "same";
        case Kinship::contradicts:
            return "contradicts";
        case Kinship::sharpened:
            return "sharpened";
    }
    throw std::logic_error("a relation of no known kind");
}

std::string citation(const Paper& paper) {
    std::string text;
    for (std::size_t i = 0; i < paper.authors.size(); ++i)
        text += (i == 0 ? "" : i + 1 == paper.authors.size() ? " and " : ", ") + paper.authors[i];
    if (paper.year != 0) text += (text.empty() ? "(" : " (") + std::to_string(paper.year) + ")";
    text += (text.empty() ? "" : ", ") + paper.title;
    if (!paper.arxiv.empty())
        text += ", arXiv:" + paper.arxiv + paper.version;
    else if (!paper.version.empty())
        text += ", " + paper.version;
    if (!paper.date.empty()) text += " (" + paper.date + ")";
    return text;
}

std::vector<std::string> claims_of(const Passage& passage) {
    Ids ids;
    ids.add(passage);
    return std::move(ids).list();
}

std::vector<std::string> claims_of(const Paper& paper) {
    Ids ids;
    for (const auto* passages : {&paper.statements, &paper.sentences})
        for (const Passage& passage : *passages)
            ids.add(passage);
    for (const PaperFinding& finding : paper.findings)
        ids.add(finding.claims);
    for (const PaperFigure& figure : paper.figures)
        ids.add(figure.claims);
    for (const PaperRelation& relation : paper.relations)
        ids.add(relation.claims);
    return std::move(ids).list();
}

Paper about(Paper paper, const std::vector<std::string>& claims) {
    const std::set<std::string> wanted(claims.begin(), claims.end());
    const auto none_of = [&](const std::vector<std::string>& ids) {
        return std::none_of(ids.begin(), ids.end(), [&](const auto& id) { return wanted.count(id) != 0; });
    };
    std::erase_if(paper.sentences, [&](const Passage& passage) { return none_of(claims_of(passage)); });
    std::set<std::string> behind;
    for (const Passage& sentence : paper.sentences)
        behind.insert(sentence.rests_on.begin(), sentence.rests_on.end());
    std::erase_if(paper.statements, [&](const Passage& passage) {
        return none_of(claims_of(passage)) && behind.count(passage.number) == 0;
    });
    std::erase_if(paper.findings, [&](const PaperFinding& finding) { return none_of(finding.claims); });
    std::erase_if(paper.relations, [&](const PaperRelation& relation) { return none_of(relation.claims); });
    std::erase_if(paper.figures, [&](const PaperFigure& figure) { return none_of(figure.claims); });
    return paper;
}

}  // namespace groundcheck
