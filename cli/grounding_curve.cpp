#include "cli/grounding_curve.hpp"

#include <fmt/format.h>

#include <fstream>

#include "audit/figures/figure_columns.hpp"
#include "audit/figures/series_figure.hpp"
#include "cli/process_options.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck::cli {

GroundingCurve::GroundingCurve(const Integer& samples,
                               const std::function<EntropyKept(const Rational& alpha)>& kept)
    : samples_(samples) {
    constexpr int least_decade = -2;
    const Rational N(samples);
    for (int decade = least_decade; power(Rational(10), decade) <= N; ++decade) {
        for (const int hundredths : {100, 125, 160, 200, 250, 320, 400, 500, 640, 800}) {
            const Rational fresh = power(Rational(10), decade) * Rational(hundredths, 100);
            if (fresh > N) break;
            points_.push_back({fresh, fresh / N, kept(fresh / N)});
        }
    }
    if (points_.back().fresh < N) points_.push_back({N, 1, kept(1)});
}

void GroundingCurve::write(const std::string& file) const {
    constexpr int digits = 17;
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << "fresh,alpha,kept_low,kept_high,low_by,high_by\n";
    for (const Point& point : points_) {
        out << fmt::format("{},{},{},{},{},{}\n", to_string(point.fresh), to_string(point.alpha),
                           low_text(point.kept.share, digits), high_text(point.kept.share, digits),
                           point.kept.low_by, point.kept.high_by);
    }
    out.close();
    if (!out) throw InputError("", "--curve: cannot write " + file, "");
}

Figure GroundingCurve::figure(const std::string& what) const {
    std::vector<Rational> fresh;
    std::vector<DoubleInterval> kept;
    for (const Point& point : points_) {
        fresh.push_back(point.fresh);
        kept.push_back(point.kept.share);
    }
    Figure figure;
    figure.id = "kept";
    figure.title = with_commas(samples_) + " samples per generation";
    figure.x = {"fresh samples per generation, α·N", true, "", ""};
    figure.y = {"share of " + what, false, "0", "1"};
    figures::add_axis(figure, "fresh", fresh);
    figures::add_enclosures(figure, "kept", kept);
    figure.curves = figures::enclosure_curves("", "fresh", "kept", 1);
    return figure;
}

Figure survival_figure(const Survival& survival) {
    std::vector<Rational> generations;
    std::vector<DoubleInterval> kept, least;
    for (const Survival::Point& point : survival.points) {
        generations.emplace_back(point.generation);
        kept.push_back(point.kept);
        least.push_back({survival.floor, survival.floor});
    }
    Figure figure;
    figure.id = "survival";
    figure.title = survival.survives ? "Diversity survives" : "Diversity dies out";
    figure.x = {"generation t", true, "", ""};
    figure.y = {"share of diversity kept", false, "0", "1"};
    figures::add_axis(figure, "t", generations);
    figures::add_enclosures(figure, "kept", kept);
    figures::add_enclosures(figure, "floor", least);
    figure.curves = figures::enclosure_curves("kept", "t", "kept", 1);
    if (survival.survives)
        figure.curves.push_back({"at least, ever after", CurveStyle::dashed, "t", "floor_low", "", "", 0});
    return figure;
}

}  // namespace groundcheck::cli
