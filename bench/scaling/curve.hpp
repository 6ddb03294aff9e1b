// A curve: how long something takes as its size grows, and the exponent of that.
//
// The exponent is the slope of a straight line through log(time) over log(size), by least squares. It says
// how the cost grows where it is measured, and no more.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace groundcheck::scaling {

struct Point {
    double size = 0, seconds = 0;
};

// Calls work() until it has taken a tenth of a second of the processor, at least once; the mean of a call.
// The processor's time, and not the clock's: the machine may be busy with other things.
double timed(const std::function<void()>& work);

// The slope; 0 for fewer than two points.
double exponent_of(const std::vector<Point>& curve);

// Measures `work` at each size, and prints a line for each and one with the exponent. Stops before a size
// whose time would be, at the exponent so far, more than `most` seconds. Returns what was measured.
std::vector<Point> measure(const std::string& what, const std::string& variable,
                           const std::vector<std::uint64_t>& sizes,
                           const std::function<void(std::uint64_t)>& work, double most = 10);

// Prints how much longer `plain` takes where both were measured at the same size, the largest of them.
void compare(const std::vector<Point>& ours, const std::string& name, const std::vector<Point>& plain);

}  // namespace groundcheck::scaling
