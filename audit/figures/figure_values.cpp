#include "audit/figures/figure_values.hpp"

#include "decide/evaluate/evaluate.hpp"
#include "theorems/language/claim.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck::figures {

namespace {

// The domain of which the point is all.
Domain domain_of(const Point& point) {
    Domain domain;
    if (point.K > 0) domain.K = {point.K};
    if (point.N) domain.N = {*point.N};
    domain.scalars["t"].values = {0};
    for (const auto& [name, value] : point.scalars)
        if (name != "N") domain.scalars[name].values = {value};
    for (const auto& [name, masses] : point.distributions)
        domain.distributions[name].points = {masses};
    return domain;
}

}  // namespace

DoubleInterval enclosed(const Expression& expression, const Point& point) {
    Evaluator<BallKernel> evaluator(BallKernel(128), point);
    return DoubleKernel().from_ball(evaluator.scalar(expression));
}

Setting::Setting(Point point, const std::map<std::string, std::string>& process) : point_(std::move(point)) {
    Domain domain = domain_of(point_);
    if (point_.N) point_.scalars["N"] = *point_.N;
    point_.process = domain.process = process_from(process, domain);
    scope_ = scope_of(domain);
}

std::vector<DoubleInterval> Setting::over(const std::vector<std::uint32_t>& times,
                                          const std::string& text) const {
    const ExpressionPtr expression = parse_expression(text, scope_);
    Point point = point_;
    std::vector<DoubleInterval> values;
    for (const std::uint32_t t : times) {
        point.scalars["t"] = t;
        values.push_back(enclosed(*expression, point));
    }
    return values;
}

}  // namespace groundcheck::figures
