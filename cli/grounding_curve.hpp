// What is kept against the number of fresh samples per generation, alpha*N: as CSV, and drawn by gnuplot.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/grounding.hpp"

namespace groundcheck::cli {

class GroundingCurve {
  public:
    // Points at alpha*N = 1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.4, 8 times powers of ten, from 1/100 up to N.
    GroundingCurve(const Integer& samples, const std::function<EntropyKept(const Rational& alpha)>& kept);

    // Both throw InputError if the file cannot be written; plot() also if gnuplot is missing or fails.
    void write(const std::string& file) const;
    // `what` is the label of the kept share; `both` draws lower and upper bound as two lines.
    void plot(const std::string& file, const std::string& what, bool both) const;

  private:
    struct Point {
        Rational fresh;
        Rational alpha;
        EntropyKept kept;
    };

    [[nodiscard]] std::string script(const std::string& file, const std::string& what, bool both) const;

    Integer samples_;
    std::vector<Point> points_;
};

}  // namespace groundcheck::cli
