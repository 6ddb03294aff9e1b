// What is kept against the number of fresh samples per generation, alpha*N, as CSV and as a picture; and over
// the generations of a schedule.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ledger/figure.hpp"
#include "sim/grounding.hpp"
#include "sim/survival.hpp"

namespace groundcheck::cli {

class GroundingCurve {
  public:
    // Points at alpha*N = 1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.4, 8 times powers of ten, from 1/100 up to N.
    GroundingCurve(const Integer& samples, const std::function<EntropyKept(const Rational& alpha)>& kept);

    // Throws InputError if the file cannot be written.
    void write(const std::string& file) const;
    // `what` is kept: "diversity kept for ever".
    [[nodiscard]] Figure figure(const std::string& what) const;

  private:
    struct Point {
        Rational fresh;
        Rational alpha;
        EntropyKept kept;
    };

    Integer samples_;
    std::vector<Point> points_;
};

// The share of diversity kept over the generations that were followed.
Figure survival_figure(const Survival& survival);

}  // namespace groundcheck::cli
