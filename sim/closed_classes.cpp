#include "sim/closed_classes.hpp"

#include <algorithm>
#include <numeric>

namespace groundcheck {

namespace {

using Graph = std::vector<std::vector<std::size_t>>;

// Strongly connected components (Tarjan 1972), without recursion: the number of each state's component.
class Components {
  public:
    explicit Components(const Graph& follows)
        : of(follows.size(), unset), follows_(follows), order_(follows.size(), unset), low_(follows.size()) {
        for (std::size_t i = 0; i < follows.size(); ++i)
            if (order_[i] == unset) visit(i);
    }

    static constexpr std::size_t unset = SIZE_MAX;
    std::vector<std::size_t> of;
    std::size_t count = 0;

  private:
    struct Frame {
        std::size_t state, next;
    };

    void open(std::size_t state) {
        order_[state] = low_[state] = met_++;
        open_.push_back(state);
        frames_.push_back({state, 0});
    }

    void visit(std::size_t root) {
        open(root);
        while (!frames_.empty()) {
            const std::size_t state = frames_.back().state;
            if (frames_.back().next < follows_[state].size()) {
                const std::size_t next = follows_[state][frames_.back().next++];
                if (order_[next] == unset)
                    open(next);
                else if (of[next] == unset)
                    low_[state] = std::min(low_[state], order_[next]);
                continue;
            }
            frames_.pop_back();
            if (!frames_.empty())
                low_[frames_.back().state] = std::min(low_[frames_.back().state], low_[state]);
            if (low_[state] == order_[state]) close(state);
        }
    }

    void close(std::size_t state) {
        for (std::size_t member = unset; member != state;) {
            member = open_.back();
            open_.pop_back();
            of[member] = count;
        }
        ++count;
    }

    const Graph& follows_;
    std::vector<std::size_t> order_, low_;
    std::vector<std::size_t> open_;
    std::vector<Frame> frames_;
    std::size_t met_ = 0;
};

// The period of the class of `root`: with d(i) a number of steps from the root to i, the greatest common
// divisor of d(i) + 1 - d(j) over all steps i -> j inside the class.
std::uint32_t period_of(const Graph& follows, const std::vector<std::size_t>& component, std::size_t root) {
    std::vector<std::int64_t> depth(follows.size(), -1);
    std::vector<std::size_t> queue = {root};
    depth[root] = 0;
    std::int64_t period = 0;
    for (std::size_t place = 0; place < queue.size(); ++place) {
        const std::size_t i = queue[place];
        for (const std::size_t j : follows[i]) {
            if (component[j] != component[root]) continue;
            if (depth[j] < 0) {
                depth[j] = depth[i] + 1;
                queue.push_back(j);
            }
            period = std::gcd(period, depth[i] + 1 - depth[j]);
        }
    }
    return static_cast<std::uint32_t>(period);
}

}  // namespace

ClosedClasses closed_classes(const Graph& follows) {
    const Components components(follows);
    std::vector<char> closed(components.count, 1);
    for (std::size_t i = 0; i < follows.size(); ++i)
        for (const std::size_t j : follows[i])
            if (components.of[j] != components.of[i]) closed[components.of[i]] = 0;
    ClosedClasses result;
    std::vector<int> number(components.count, -1);
    for (std::size_t i = 0; i < follows.size(); ++i) {
        const std::size_t component = components.of[i];
        if (closed[component] != 0 && number[component] < 0) {
            number[component] = static_cast<int>(result.periods.size());
            result.periods.push_back(period_of(follows, components.of, i));
        }
        result.of.push_back(number[component]);
    }
    return result;
}

}  // namespace groundcheck
