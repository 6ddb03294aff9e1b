// The process at a point: what a claim's schedules come to once every variable has a value. What a process is
// and can do stands in sim/; here its expressions get their values from the evaluator.
#pragma once

#include <utility>
#include <vector>

#include "decide/evaluate/point.hpp"
#include "sim/generation.hpp"
#include "sim/resolved_process.hpp"

namespace groundcheck {

// The point's process; it keeps a copy of the point. What has no value is a DomainError.
ResolvedProcess resolved(const Point& point);

// The step from Q[t] to Q[t+1]: the schedules at t, or the point's own alpha (0 if it has none) and N. Throws
// DomainError where a schedule has no rational value, alpha leaves [0,1] or N is no whole number from 1 to
// 10^6. Precondition: the point or the process says how many samples there are.
Generation generation_at(const Point& point, std::uint32_t t);

// The share of real data in that step alone, which is all that the mixture M needs: a claim about M may have
// no number of samples. Throws as generation_at does.
Rational share_at(const Point& point, std::uint32_t t);

// What the samples of the step from Q[t] are drawn from, where Q[t] is `model`: what the process's train
// says, or the mixture. Throws DomainError as generation_at does, and where train is no distribution (every
// mass 0, say).
std::vector<Rational> training_at(const Point& point, std::uint32_t t, const std::vector<Rational>& model);

// The rules of the whole process with `world` for P. The result keeps its own copy of the point.
ProcessRules process_rules(const Point& point, std::vector<Rational> world);

// The number of samples of the step from t. Throws DomainError as generation_at does. Any family may ask.
std::uint32_t samples_of_step(const Point& point, std::uint32_t t);

// The steps of the Gaussian family from its first model to that of generation t. Throws DomainError as
// ResolvedProcess::gaussian_draw fails. Precondition: the process is of that family.
std::vector<GaussianDraw> gaussian_draws(const Point& point, std::uint32_t t);

// The worlds that the process lists for I[world; ...], as they come at the point: each one's probability and
// law. Throws DomainError where a probability is irrational or negative, they do not add up to 1, or a law is
// no distribution. Precondition: it lists some.
std::vector<std::pair<Rational, std::vector<Rational>>> worlds_at(const Point& point);

// Which distribution is Q[0], or of a program learner which string is h[0]: "Q" unless the process says
// otherwise.
std::string start_of(const Point& point);

}  // namespace groundcheck
