#include "audit/figures/figures.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <optional>
#include <set>

#include "theorems/language/references.hpp"

namespace groundcheck {

namespace {

// How each figure is made, by the name that papers give it.
struct Maker {
    const char* name;
    bool needs_prior;  // of the program learner
    Figure (*make)(const FigureInputs& inputs);
};

template <Figure (*plain)()>
Figure without_inputs(const FigureInputs&) {
    return plain();
}

constexpr Maker makers[] = {
    {"collapse-map", false, without_inputs<figures::collapse_map>},
    {"drift-variance", false, without_inputs<figures::drift_variance>},
    {"entropy-orders", false, without_inputs<figures::entropy_orders>},
    {"generations", false, without_inputs<figures::generations>},
    {"idealised-shares", false, without_inputs<figures::idealised_shares>},
    {"information", false, without_inputs<figures::information>},
    {"kept-diversity", false, without_inputs<figures::kept_diversity>},
    {"learners-entropy", true, figures::learners_entropy},
    {"learners-knowledge", true, figures::learners_knowledge},
    {"loss-sandwich", false, without_inputs<figures::loss_sandwich>},
    {"lost-map", false, without_inputs<figures::lost_map>},
    {"noise-variance", false, without_inputs<figures::noise_variance>},
    {"smoothing-diversity", false, without_inputs<figures::smoothing_diversity>},
    {"symbol-margin", false, without_inputs<figures::symbol_margin>},
    {"verifier-fixation", false, without_inputs<figures::verifier_fixation>},
};

const Maker& maker_of(const std::string& name) {
    for (const Maker& maker : makers)
        if (name == maker.name) return maker;
    throw std::logic_error("no figure is called " + name);
}

// What the papers ask for, each figure once, with all that it illustrates.
std::vector<PaperFigure> wanted_figures(const std::vector<Paper>& papers) {
    std::vector<PaperFigure> wanted;
    for (const Paper& paper : papers) {
        for (const PaperFigure& figure : paper.figures) {
            const auto place = std::find_if(wanted.begin(), wanted.end(), [&](const PaperFigure& other) {
                return other.draws == figure.draws;
            });
            if (place == wanted.end()) {
                wanted.push_back(figure);
                continue;
            }
            for (const std::string& id : figure.claims)
                if (std::find(place->claims.begin(), place->claims.end(), id) == place->claims.end())
                    place->claims.push_back(id);
        }
    }
    return wanted;
}

}  // namespace

std::vector<std::string> figure_names() {
    std::vector<std::string> names;
    for (const Maker& maker : makers)
        names.emplace_back(maker.name);
    return names;
}

void require_figures(const std::vector<Paper>& papers) {
    const std::vector<std::string> names = figure_names();
    std::string all;
    for (const std::string& name : names)
        all += (all.empty() ? "" : ", ") + name;
    for (const Paper& paper : papers)
        require_known(paper.file, paper.named_figures, names, "figure", "known are " + all);
}

std::vector<Figure> make_figures(const std::vector<Claim>& claims, const std::vector<Paper>& papers,
                                 const FigureInputs& inputs, std::stop_token stop) {
    std::set<std::string> audited;
    for (const Claim& claim : claims)
        audited.insert(claim.id);
    std::vector<PaperFigure> wanted = wanted_figures(papers);
    for (PaperFigure& figure : wanted)
        std::erase_if(figure.claims, [&](const std::string& id) { return audited.count(id) == 0; });
    std::erase_if(wanted, [&](const PaperFigure& figure) {
        return figure.claims.empty() || (maker_of(figure.draws).needs_prior && !inputs.prior_weight);
    });
    std::vector<std::optional<Figure>> made(wanted.size());
    tbb::parallel_for(std::size_t{0}, wanted.size(), [&](std::size_t i) {
        if (stop.stop_requested()) return;
        made[i] = maker_of(wanted[i].draws).make(inputs);
        made[i]->claims = wanted[i].claims;
        if (!wanted[i].title.empty()) made[i]->title = wanted[i].title;
        if (!wanted[i].caption.empty()) made[i]->caption = wanted[i].caption;
    });
    std::vector<Figure> figures;
    for (std::optional<Figure>& figure : made)
        if (figure) figures.push_back(std::move(*figure));
    return figures;
}

}  // namespace groundcheck
