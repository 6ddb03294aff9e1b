#include "interval/endpoint.hpp"

namespace groundcheck {

std::string to_string(const Endpoint& endpoint) {
    switch (endpoint.kind) {
        case Endpoint::Kind::minus_infinity:
            return "-inf";
        case Endpoint::Kind::plus_infinity:
            return "inf";
        case Endpoint::Kind::finite:
            break;
    }
    return to_string(endpoint.value);
}

Endpoint distance(const Endpoint& low, const Endpoint& high) {
    if (!low.is_finite() || !high.is_finite()) return plus_infinity();
    return finite_endpoint(high.value - low.value);
}

}  // namespace groundcheck
