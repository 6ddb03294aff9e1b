// Equations (I - kept*T)*u = f on the interior states of a large count chain, solved with proof; kept is 1
// unless something is killed on the way.
//
// A solver that needs no trust (chain_solver.hpp) finds u; one product with the whole rows, each with its
// errors, then says how far each equation is from holding. What follows from that rests on one fact: the
// matrix I - (1-killed)*T of the interior states has a non-negative inverse, as everyone is absorbed in the
// end. So an inequality between right-hand sides is one between solutions:
//   * |f - (I-T)*u| <= r*f gives u/(1+r) <= w <= u/(1-r) for the solution w;
//   * if f is itself known within f*(1 +- d), r + d takes the place of r;
//   * where f = 0 and the ends' values are given (a probability h of ending there), |(I-T)*u| <= e*u and
//     (I-T)*y >= (1-r)*u give |u - h| <= e/(1-r)*y.
#pragma once

#include <functional>
#include <stdexcept>
#include <vector>

#include "sim/chain_solver.hpp"
#include "sim/count_table.hpp"

namespace groundcheck {

// The approximate solution was too far off for an enclosure. Nothing wrong is ever returned instead.
struct ChainTooHard : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct AbsorbingEquation {
    std::vector<double> start;  // where to begin, with the values at both ends
    // f, given the solutions of the equations before this one. The residual is small against it; where it is
    // 0 the ends' values are given, `start` is positive, and the residual is small against the solution.
    std::function<std::vector<double>(const std::vector<std::vector<double>>&)> source;
};

struct AbsorbingSolutions {
    std::vector<std::vector<double>> u;
    std::vector<std::vector<double>> source;  // what f is for these u
    // f - (I - kept*T)*u, each known within an error; 0 at the ends.
    std::vector<std::vector<Approximate>> residual;
};

// 1-r and r for the rate r of being killed at each count; both, as either may be tiny.
struct Killing {
    std::vector<DoubleInterval> kept, killed;
};

// All equations at once: a pass through the rows serves them all. `killing` has N+1 entries each, or none:
// nothing is killed then. Precondition: constant size. The functions solve no better than they can; what they
// reach is in `residual`.
AbsorbingSolutions solve_absorbing(const CountChain& chain, const std::vector<AbsorbingEquation>& equations,
                                   const Killing& killing = {});

// The largest of |residual|/size over the interior, rounded up; infinity where a size is not positive.
double largest_ratio(const std::vector<Approximate>& residual, const std::vector<double>& size);

// A function of the count on the interior, within u*(1 +- relative); u >= 0, and exact at the ends.
struct Solved {
    std::vector<double> u;
    double relative = 0;
};

// What |f - (I-T)*u| <= residual*f gives, f being known within f*(1 +- f_relative): a relative error, at most
// 0.01. Throws ChainTooHard if they are too large for that.
double relative_error(double residual, double f_relative);

// sum_j law_j*w_j.
DoubleInterval expectation(const CountLaw& law, const Solved& w);

// w at a count.
DoubleInterval value_at(const Solved& w, std::uint32_t count);

std::vector<double> shares(std::uint32_t N);  // i/N, within a relative 2^-53

}  // namespace groundcheck
