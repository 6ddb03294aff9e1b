#include "bench/scaling/curve.hpp"

#include <fmt/format.h>

#include <cmath>
#include <ctime>

namespace groundcheck::scaling {

namespace {

double processor_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

}  // namespace

double timed(const std::function<void()>& work) {
    const double begin = processor_seconds();
    int calls = 0;
    double seconds = 0;
    do {
        work();
        ++calls;
        seconds = processor_seconds() - begin;
    } while (seconds < 0.1);
    return seconds / calls;
}

double exponent_of(const std::vector<Point>& curve) {
    if (curve.size() < 2) return 0;
    double x = 0, y = 0, xx = 0, xy = 0;
    for (const Point& point : curve) {
        const double a = std::log(point.size), b = std::log(point.seconds);
        x += a;
        y += b;
        xx += a * a;
        xy += a * b;
    }
    const auto n = static_cast<double>(curve.size());
    return (n * xy - x * y) / (n * xx - x * x);
}

std::vector<Point> measure(const std::string& what, const std::string& variable,
                           const std::vector<std::uint64_t>& sizes,
                           const std::function<void(std::uint64_t)>& work, double most) {
    std::vector<Point> curve;
    fmt::print("{}\n", what);
    for (const std::uint64_t size : sizes) {
        if (curve.size() >= 2) {
            const Point& last = curve.back();
            const double growth = std::pow(static_cast<double>(size) / last.size, exponent_of(curve));
            if (last.seconds * growth > most) break;
        }
        curve.push_back({static_cast<double>(size), timed([&] { work(size); })});
        fmt::print("  {} = {:<12} {:12.3f} ms\n", variable, size, 1e3 * curve.back().seconds);
    }
    fmt::print("  exponent {:.2f}\n", exponent_of(curve));
    return curve;
}

void compare(const std::vector<Point>& ours, const std::string& name, const std::vector<Point>& plain) {
    for (auto point = plain.rbegin(); point != plain.rend(); ++point)
        for (const Point& own : ours)
            if (own.size == point->size) {
                fmt::print("  {} takes {:.2f} times as long at {}\n\n", name, point->seconds / own.seconds,
                           own.size);
                return;
            }
}

}  // namespace groundcheck::scaling
