#include "cli/skeleton.hpp"

namespace groundcheck::cli {

namespace {

constexpr const char* paper_text =
    R"toml(# What a paper states, place by place, how each place can be read, and which claims decide the readings.
# Everything here is in your own words; the paper's own are looked up by number. docs/add-a-paper.md says all
# that may stand here. `groundcheck audit FOLDER --report DIR` audits it, this skeleton too.

title   = "The title of the paper"
authors = ["A. Author"]
year    = 2026
# arxiv   = "2601.00000"
# version = "v1"
# date    = "1 January 2026"
# url     = "https://arxiv.org/abs/2601.00000v1"

# The paper's letters, and what they are here: world P, model Q, next model Q', model after t generations Q[t],
# share of exogenous data alpha, samples of a generation N, symbols K.
[[letter]]
paper = "p_t"
here  = "Q[t]"
means = "the model after t generations"

# Once for each numbered statement.
[[statement]]
number = "Theorem 1"
says   = "A model that is trained on its own samples loses diversity."

# Once for each way to read it. It goes on from "holds ..." or "fails ...". It holds if all its claims are proved,
# and fails if one is refuted. Claims stand beside this file, or in the catalogue: `groundcheck list` names those.
[[statement.reading]]
says   = "in expectation, by the factor 1-1/N"
claims = ["ID/first-claim"]

# [[statement.reading]]
# says   = "whatever samples are drawn"
# role   = "special"               # as worded (the default), universal, repaired, weaker, special, step
# claims = ["entropy-decay/pathwise"]

# A statement that no formula says has no reading, and says why.
[[statement]]
number = "Conjecture 2"
says   = "People would notice."
unread = "It is about people, and no formula says it."

# Once for each sentence of the abstract.
[[sentence]]
number = "S1"
says   = "Self-training destroys diversity."
rests  = ["Theorem 1"]

[[sentence.reading]]
says   = "in expectation"
claims = ["ID/first-claim"]

# What the audit finds, in plain words. Every claim in it must come out as its file expects.
[[finding]]
title  = "Diversity falls by the factor 1-1/N in every generation"
text   = "That is on average over what is drawn."
claims = ["ID/first-claim"]

# How a statement stands to one of another paper: same (in other letters), contradicts (which assumption
# differs?), or sharpened by a proof here, which needs no other paper.
# [[relation]]
# kind   = "same"
# number = "Theorem 1"
# paper  = "zenil-2026"            # `groundcheck list --papers` names the catalogue's
# there  = "Theorem 2"
# says   = "Both are the decay of diversity in a closed loop."
# claims = ["ID/first-claim"]
)toml";

constexpr const char* claim_text =
    R"toml(# A claim: one statement, for which models and samples it is said, and the verdict that is expected of it.
# `groundcheck check FILE` decides it, this skeleton too. docs/claim-language.md has all that may stand here.

title     = "One closed-loop generation multiplies the expected diversity by 1 - 1/N"
source    = "who claims it and where, or why it is true"
# The model is Q, the next one Q', after t generations Q[t], the world P. E[...], Var[...] and Pr[...] are over
# what is drawn. H entropy, D diversity, KL, TV, L2, supp, vertex, log, exp, sqrt, sum(i: ...), sum(s in 1..t: ...).
statement = "E[D(Q')] == (1 - 1/N)*D(Q)"
expect    = "proved"               # or "refuted": claims that are false as worded are expected to be

# Another process than N samples of the model, to which the next one is fitted by counting:
# [process]
# fit   = "(1-e)*X_i + e/K"        # what is made of the samples' frequencies X, here label smoothing
# data  = "accumulate"             # the samples of all generations so far; "replace" is the default
# alpha = "1/(t+2)"                # the share of samples from the world in step t

# The statement is said of every value of every variable here.
[domain]
K = "2..3"                         # how many symbols; "any" for sums over symbols
N = "1..8"                         # how many samples
Q = "simplex"                      # every model; "lattice(12)": those with denominator 12

# What it assumes, said in the paper or not. `groundcheck ablate FILE` drops them and says which are needed.
[assume.closed-loop]
says   = "no exogenous data"
unsaid = true
drop   = { K = 2, N = "1..4", Q = "lattice(4)", P = "lattice(4)", alpha = "lattice(2)" }

# The claim nudged the wrong way, which must come out the other way.
[mutant]
statement = "E[D(Q')] == (1 - 1/(N + 1))*D(Q)"
)toml";

std::string filled(std::string text, const std::string& id) {
    const std::string place = "\"ID/";
    for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at))
        text.replace(at + 1, 2, id);
    return text;
}

}  // namespace

std::string paper_skeleton(const std::string& id) {
    std::string text = filled(paper_text, id);
    return text.insert(text.find("title "), "id      = \"" + id + "\"\n");
}

std::string claim_skeleton(const std::string& id) {
    std::string text = claim_text;
    return text.insert(text.find("title "), "id        = \"" + id + "\"\n");
}

}  // namespace groundcheck::cli
