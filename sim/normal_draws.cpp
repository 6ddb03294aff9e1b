#include "sim/normal_draws.hpp"

#include <cmath>

namespace groundcheck {

double normal_draw(RandomStream& random) {
    for (;;) {
        const double u = 2 * random.unit() - 1, v = 2 * random.unit() - 1;
        const double size = u * u + v * v;
        if (size > 0 && size < 1) return u * std::sqrt(-2 * std::log(size) / size);
    }
}

double chi_square_draw(RandomStream& random, std::uint64_t degrees) {
    if (degrees == 1) {
        const double z = normal_draw(random);
        return z * z;
    }
    // With the shape a = degrees/2 >= 1 and d = a - 1/3: d*(1 + z/sqrt(9*d))^3 is accepted with probability
    // exp(z^2/2 + d - d*v + d*log(v)), v the cube.
    const double d = static_cast<double>(degrees) / 2 - 1.0 / 3, c = 1 / std::sqrt(9 * d);
    for (;;) {
        const double z = normal_draw(random), root = 1 + c * z;
        const double u = random.unit();
        if (root <= 0) continue;
        const double v = root * root * root;
        if (std::log(u) < z * z / 2 + d - d * v + d * std::log(v)) return 2 * d * v;
    }
}

}  // namespace groundcheck
