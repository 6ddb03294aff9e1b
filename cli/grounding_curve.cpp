#include "cli/grounding_curve.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>

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

// What gnuplot is told on its standard input; the file's name as a quoted string of its language.
std::string GroundingCurve::script(const std::string& file, const std::string& what, bool both) const {
    std::string quoted;
    for (const char c : file) {
        quoted += c;
        if (c == '\'') quoted += c;
    }
    std::string text = fmt::format(
        "set terminal svg size 760,480 font 'sans,13'\nset output '{}'\nset logscale x\nset yrange [0:1]\n"
        "set grid\nset key bottom right\nset xlabel 'fresh samples per generation, alpha*N'\n"
        "set ylabel 'share of {}'\nset title '{} samples per generation'\n$kept << EOD\n",
        quoted, what, with_commas(samples_));
    for (const Point& point : points_) {
        text += fmt::format("{:.9g} {:.9g} {:.9g}\n", static_cast<double>(point.fresh), point.kept.share.lo,
                            point.kept.share.hi);
    }
    text += "EOD\n";
    text += both
                ? "plot $kept using 1:2 with lines lw 2 title 'lower bound', $kept using 1:3 with lines lw 2 "
                  "title 'upper bound'\n"
                : "plot $kept using 1:2 with lines lw 2 notitle\n";
    return text;
}

void GroundingCurve::plot(const std::string& file, const std::string& what, bool both) const {
    if (file.find('\n') != std::string::npos) throw InputError("", "--plot: a file name is one line", "");
    if (!std::ofstream(file, std::ios::binary | std::ios::trunc))
        throw InputError("", "--plot: cannot write " + file, "");
    const std::string text = script(file, what, both);
    std::FILE* gnuplot = popen("gnuplot", "w");
    const bool written =
        gnuplot != nullptr && std::fwrite(text.data(), 1, text.size(), gnuplot) == text.size();
    if (gnuplot == nullptr || pclose(gnuplot) != 0 || !written) {
        throw InputError("", "--plot: gnuplot could not draw " + file,
                         "is gnuplot installed (Debian: gnuplot-nox)? --curve FILE.csv needs none");
    }
}

}  // namespace groundcheck::cli
