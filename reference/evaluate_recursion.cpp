// A recursion: step by step from the point's numbers, anew for every m[t].
#include "reference/evaluation.hpp"

namespace groundcheck::reference {

namespace {

// What arithmetic with a number costs, in steps: the 64-bit words of a rational.
std::uint64_t words_of(const Number& number) {
    const auto value = number.rational();
    if (!value) return 1;
    return (msb(Integer(abs(numerator(*value)) + 1)) + msb(Integer(denominator(*value)))) / 64 + 1;
}

}  // namespace

Number Evaluation::iterated(const Expression& e) {
    if (!is<RecursionProcess>()) unknown(e);
    const auto& recursion = std::get<RecursionProcess>(process_->family);
    const std::int64_t steps = whole(*e.args[0]);
    if (steps < 0 || steps > 10'000) throw NoValue(e.where, "a recursion is run for 0 to 10000 steps");
    Numbers now;
    for (const auto& [name, step] : recursion.steps)
        now[name] = point_.scalars.at(name);
    for (std::int64_t t = 0; t < steps; ++t)
        now = stepped(recursion, now, t);
    return now.at(e.name);
}

Evaluation::Numbers Evaluation::stepped(const RecursionProcess& recursion, const Numbers& now,
                                        std::int64_t t) {
    const Numbers outside = std::exchange(present_, {{"t", Number(Rational(t))}});
    try {
        if (recursion.alpha) {
            const Number alpha = share(*recursion.alpha);
            present_["alpha"] = alpha;
        }
        for (const auto& [name, value] : now)
            present_[name] = value;
        Numbers next;
        for (const auto& [name, step] : recursion.steps) {
            next[name] = number(*step);
            spend(words_of(next[name]));
        }
        present_ = outside;
        return next;
    } catch (...) {
        present_ = outside;
        throw;
    }
}

Number Evaluation::share(const Expression& schedule) {
    Number alpha = number(schedule);
    const Truth outside = arithmetic_.less(alpha, Rational(0)) || arithmetic_.less(Rational(1), alpha);
    if (outside == Truth::yes) throw NoValue(schedule.where, "a share outside [0,1]");
    if (outside == Truth::unknown) throw NoOpinion("a share that may lie outside [0,1]");
    return alpha;
}

}  // namespace groundcheck::reference
