// Numbers of the claim language behind a figure: written as a claim writes them, enclosed by its evaluator.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "decide/evaluate/point.hpp"
#include "interval/double_kernel.hpp"
#include "theorems/language/types.hpp"

namespace groundcheck::figures {

// The enclosure of a number at a point, in ball arithmetic of 128 bits. Throws DomainError as the evaluator
// does.
DoubleInterval enclosed(const Expression& expression, const Point& point);

// Where a figure's numbers are taken: a point, and what a claim's [process] would say.
class Setting {
  public:
    // The names are those of the point, and t. Throws InputError for a process that makes no sense of them.
    explicit Setting(Point point, const std::map<std::string, std::string>& process = {});

    // The enclosures of the number `text` at each of these generations t. Throws InputError for text that is
    // no number of the claim language, and DomainError.
    std::vector<DoubleInterval> over(const std::vector<std::uint32_t>& times, const std::string& text) const;

    const Point& point() const { return point_; }

  private:
    Point point_;
    Scope scope_;
};

}  // namespace groundcheck::figures
