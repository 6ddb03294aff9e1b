#include "audit/figures/figures.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <optional>
#include <set>

namespace groundcheck {

namespace {

// A figure with the claims that it illustrates, in the order of the report.
struct Entry {
    std::vector<std::string> claims;
    std::function<Figure()> make;
};

std::vector<Entry> entries(const FigureInputs& inputs) {
    std::vector<Entry> list = {
        {{"stability/collapse-step", "stability/collapse-as-worded", "stability/vanishing-alpha",
          "stability/growing-samples"},
         figures::collapse_map},
        {{"stability/grounding-law", "stability/grounding-limit", "stability/diversity-recursion"},
         figures::kept_diversity},
        {{"stability/grounding-law", "stability/grounding-limit"}, figures::lost_map},
        {{"entropy-decay/every-generation", "entropy-decay/geometric", "entropy-decay/gini-factor",
          "stability/entropy-floor-always"},
         figures::generations},
        {{"entropy-decay/one-step", "entropy-decay/sandwich-lower", "entropy-decay/sandwich-upper",
          "entropy-decay/loss-floor", "entropy-decay/paninski"},
         figures::loss_sandwich},
        {{"entropy-decay/sandwich-lower"}, figures::symbol_margin},
        {{"entropy-decay/renyi-to-two", "entropy-decay/renyi-above-two", "entropy-decay/min-entropy"},
         figures::entropy_orders},
        {{"variance-amplification/variance-law", "variance-amplification/linear-window",
          "variance-amplification/diameter-cap", "variance-amplification/variance-grows",
          "variance-amplification/forever-linear", "variance-amplification/iid-random-walk"},
         figures::drift_variance}};
    if (!inputs.prior_weight) return list;
    const std::vector<std::string> remedy = {"remedy/program-keeps-entropy", "remedy/program-forgets",
                                             "remedy/escapes-grounding", "remedy/map-simplifies"};
    list.push_back({remedy, [&inputs] { return figures::learners_entropy(inputs); }});
    list.push_back({remedy, [&inputs] { return figures::learners_knowledge(inputs); }});
    return list;
}

}  // namespace

std::vector<Figure> make_figures(const std::vector<Claim>& claims, const FigureInputs& inputs,
                                 std::stop_token stop) {
    std::set<std::string> audited;
    for (const Claim& claim : claims)
        audited.insert(claim.id);
    std::vector<Entry> wanted = entries(inputs);
    std::erase_if(wanted, [&](const Entry& entry) {
        return std::none_of(entry.claims.begin(), entry.claims.end(),
                            [&](const std::string& id) { return audited.count(id) != 0; });
    });
    std::vector<std::optional<Figure>> made(wanted.size());
    tbb::parallel_for(std::size_t{0}, wanted.size(), [&](std::size_t i) {
        if (stop.stop_requested()) return;
        made[i] = wanted[i].make();
        for (const std::string& id : wanted[i].claims)
            if (audited.count(id) != 0) made[i]->claims.push_back(id);
    });
    std::vector<Figure> figures;
    for (std::optional<Figure>& figure : made)
        if (figure) figures.push_back(std::move(*figure));
    return figures;
}

}  // namespace groundcheck
