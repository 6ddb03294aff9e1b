// What `groundcheck chain` found, as text, CSV or JSON.
#pragma once

#include <optional>
#include <vector>

#include "cli/chain_request.hpp"
#include "ledger/figure.hpp"
#include "sim/selected_fixation.hpp"

namespace groundcheck::cli {

struct ChainResults {
    std::optional<Fixation> fixation;        // without a verifier
    std::optional<SelectedStart> selected;   // with one
    std::vector<SelectedStart> every_start;  // entry i-1 is that of the count i of symbol 1
    std::optional<Stationary> stationary;
    std::optional<SelectedStationary> selected_stationary;
    std::vector<ChainGeneration> generations;
    std::vector<DoubleInterval> sojourn;  // by count
    std::vector<DoubleInterval> law;      // by count
};

// Entropy, diversity and drift over the generations, enclosed: what --plot draws.
std::vector<Figure> chain_figures(const std::vector<ChainGeneration>& generations);

// Prints to standard output in the format that the options name.
void print_chain(const ChainRequest& request, const ChainResults& results, const ChainOptions& options);

}  // namespace groundcheck::cli
