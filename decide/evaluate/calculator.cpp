#include "decide/evaluate/calculator.hpp"

#include <algorithm>
#include <limits>

#include "decide/evaluate/calculator_language.hpp"
#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/machines.hpp"
#include "interval/integer_power.hpp"
#include "sim/program_learner.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

template <NumberKernel Kernel>
auto Calculator<Kernel>::value(const Expression& e) -> Value {
    switch (e.node) {
        case Node::number:
            return kernel_.rational(e.value);
        case Node::infinity:
            return kernel_.infinity();
        case Node::pi:
            return kernel_.pi();
        case Node::interval: {
            const Expression &low = *e.args[0], &high = *e.args[1];
            if (low.node == Node::number && high.node == Node::number)
                return kernel_.interval(low.value, high.value);
            return kernel_.hull(value(low), value(high));
        }
        case Node::index: {
            const auto bound = std::find_if(bound_.numbers.rbegin(), bound_.numbers.rend(),
                                            [&](const auto& binding) { return binding.first == e.name; });
            if (bound == bound_.numbers.rend()) throw NoRule(e);
            return kernel_.rational(Rational(bound->second));
        }
        case Node::neg:
            return kernel_.neg(value(*e.args[0]));
        case Node::add:
        case Node::sub:
        case Node::mul: {
            const Value left = value(*e.args[0]), right = value(*e.args[1]);  // the left one's notes first
            if (e.node == Node::add) return kernel_.add(left, right);
            return e.node == Node::sub ? kernel_.sub(left, right) : kernel_.mul(left, right);
        }
        case Node::div:
            return quotient(e);
        case Node::pow:
            return raised(e);
        case Node::function:
            return function(e);
        case Node::functional:
            return functional(e);
        case Node::sum:
        case Node::prod:
            return aggregate(e);
        default:
            throw NoRule(e);
    }
}

// ---- what is said about a value beside it

template <NumberKernel Kernel>
void Calculator<Kernel>::note(DomainNote note) {
    const bool known = std::any_of(notes_.begin(), notes_.end(), [&](const DomainNote& earlier) {
        return earlier.where.line == note.where.line && earlier.where.column == note.where.column &&
               earlier.message == note.message;
    });
    if (!known) notes_.push_back(std::move(note));
}

// `inside`: the whole argument is in the domain; `outside`: none of it is.
template <NumberKernel Kernel>
void Calculator<Kernel>::note_outside(Truth inside, Truth outside, const Expression& argument,
                                      const std::string& what) {
    if (inside == Truth::yes) return;
    const bool nothing = outside == Truth::yes;
    note({argument.where,
          what + (nothing ? " lies outside the domain" : " may lie partly outside the domain"), nothing});
}

template <NumberKernel Kernel>
bool Calculator<Kernel>::is_finite(const Value& v) const {
    const Value infinity = kernel_.infinity();
    return kernel_.less(v, infinity) == Truth::yes && kernel_.less(kernel_.neg(infinity), v) == Truth::yes;
}

// Of a function that is finite at every finite argument.
template <NumberKernel Kernel>
void Calculator<Kernel>::note_overflow(const Value& argument, const Value& result, const Expression& e) {
    if constexpr (std::is_same_v<Kernel, ExactKernel>) return;
    if (kernel_.is_empty(result) || is_finite(result) || !is_finite(argument)) return;
    note({e.where, std::string("the value is beyond the numbers of the kernel ") + Kernel::name +
                       ", so that its bound is infinite"});
}

// ---- arithmetic and functions

template <NumberKernel Kernel>
auto Calculator<Kernel>::quotient(const Expression& e) -> Value {
    const Value left = value(*e.args[0]), right = value(*e.args[1]);
    const Truth zero = kernel_.equal(right, kernel_.rational(Rational(0)));
    note_outside(!zero, zero, *e.args[1], "the divisor");
    return kernel_.div(left, right);
}

namespace {

// Whether a whole number may lie in the enclosure.
template <NumberKernel Kernel>
bool may_be_whole(const Kernel& kernel, const typename Kernel::Value& v) {
    if constexpr (std::is_same_v<Kernel, ExactKernel>) {
        return v.is_inexact() || (v.is_finite() && v.number().as_rational().has_value());
    } else {
        if (kernel.is_empty(v)) return false;
        const Endpoint low = kernel.lower(v), high = kernel.upper(v);
        if (!low.is_finite() || !high.is_finite()) return !(low == high);
        return Rational(ceil(low.value)) <= high.value;
    }
}

}  // namespace

// An exponent that is a whole number, however it is written, makes an integer power; any other a real one.
template <NumberKernel Kernel>
auto Calculator<Kernel>::raised(const Expression& e) -> Value {
    const Value base = value(*e.args[0]);
    const Value exponent = value(*e.args[1]);
    if (!may_be_whole(kernel_, exponent)) return real_power(e, base, exponent);
    const auto exact = fraction(*e.args[1]);
    const Value nought = kernel_.rational(Rational(0));
    if (!exact && kernel_.less_equal(nought, base) != Truth::yes)
        throw CalculationError(
            e.args[1]->where,
            "the base can be negative, and whether this exponent is a whole number, even or "
            "odd, cannot be told",
            "write the exponent out, or make the base abs(...)");
    if (!exact || denominator(*exact) != 1) return real_power(e, base, exponent);
    const Truth zero = kernel_.equal(base, nought);
    if (*exact < 0) note_outside(!zero, zero, *e.args[0], "the base of a negative power");
    Value result = integer_power(kernel_, base, numerator(*exact));
    if (*exact > 0 || zero == Truth::no) note_overflow(base, result, e);
    return result;
}

template <NumberKernel Kernel>
auto Calculator<Kernel>::real_power(const Expression& e, const Value& base, const Value& exponent) -> Value {
    const Value nought = kernel_.rational(Rational(0));
    note_outside(kernel_.less_equal(nought, base), kernel_.less(base, nought), *e.args[0],
                 "the base of a power whose exponent is no whole number");
    Value result = kernel_.power(base, exponent);
    if (kernel_.less(nought, base) == Truth::yes && is_finite(exponent)) note_overflow(base, result, e);
    return result;
}

template <NumberKernel Kernel>
auto Calculator<Kernel>::function(const Expression& e) -> Value {
    const std::optional<FunctionRule> rule = function_rule(e);
    if (!rule) throw NoRule(e);
    switch (*rule) {
        case FunctionRule::logarithm:
        case FunctionRule::logarithm_of_one_more:
        case FunctionRule::square_root:
        case FunctionRule::digamma:
            return half_line_function(*rule, e);
        case FunctionRule::exponential:
        case FunctionRule::exponential_less_one: {
            const Value v = value(*e.args[0]);
            Value result = *rule == FunctionRule::exponential ? kernel_.exp(v) : kernel_.expm1(v);
            note_overflow(v, result, e);
            return result;
        }
        case FunctionRule::absolute_value:
            return kernel_.abs(value(*e.args[0]));
        case FunctionRule::least:
        case FunctionRule::greatest:
            return extreme(e, *rule == FunctionRule::greatest);
        case FunctionRule::length:
            return kernel_.rational(Rational(word(*e.args[0]).size()));
        case FunctionRule::block_decomposition:
            return block_decomposition(e);
        case FunctionRule::halting:
        case FunctionRule::endless:
        case FunctionRule::steps:
        case FunctionRule::runs:
            return machine_count(e);
        case FunctionRule::reversed:  // no numbers: word() has the strings
        case FunctionRule::complement:
        case FunctionRule::flipped:
        case FunctionRule::joined:
        case FunctionRule::conditioned:
        case FunctionRule::x_log_x:  // and no calculation has the rest
        case FunctionRule::divergence:
        case FunctionRule::ratio:
        case FunctionRule::tsallis_summand:
        case FunctionRule::positive:
            break;
    }
    throw NoRule(e);
}

// The functions that live on a half-line, closed for sqrt and open for the others.
template <NumberKernel Kernel>
auto Calculator<Kernel>::half_line_function(FunctionRule rule, const Expression& e) -> Value {
    const Value v = value(*e.args[0]);
    const Value edge = kernel_.rational(Rational(rule == FunctionRule::logarithm_of_one_more ? -1 : 0));
    const bool closed = rule == FunctionRule::square_root;
    note_outside(closed ? kernel_.less_equal(edge, v) : kernel_.less(edge, v),
                 closed ? kernel_.less(v, edge) : kernel_.less_equal(v, edge), *e.args[0],
                 "the argument of " + e.name);
    if (rule == FunctionRule::square_root) return kernel_.sqrt(v);
    if (rule == FunctionRule::logarithm) return kernel_.log(v);
    if (rule == FunctionRule::logarithm_of_one_more) return kernel_.log1p(v);
    if (rule == FunctionRule::digamma) return kernel_.digamma(v);
    throw NoRule(e);
}

template <NumberKernel Kernel>
auto Calculator<Kernel>::extreme(const Expression& e, bool greatest) -> Value {
    Value result = value(*e.args[0]);
    for (std::size_t i = 1; i < e.args.size(); ++i) {
        const Value next = value(*e.args[i]);
        result = greatest ? kernel_.max(result, next) : kernel_.min(result, next);
    }
    return result;
}

// ---- sums and products

template <NumberKernel Kernel>
void Calculator<Kernel>::count_term(SourceRange where) {
    if (++bound_.terms > most_terms)
        throw CalculationError(where, "the calculation goes through more than " + std::to_string(most_terms) +
                                          " terms of sums and products");
}

template <NumberKernel Kernel>
auto Calculator<Kernel>::aggregate(const Expression& e) -> Value {
    if (e.ranged) return over_range(e);
    if (e.args.size() == 2 && e.args[0]->node == Node::set) return over_strings(e);
    throw NoRule(e);
}

template <NumberKernel Kernel>
auto Calculator<Kernel>::over_range(const Expression& e) -> Value {
    const bool is_sum = e.node == Node::sum;
    const std::int64_t low = integer(*e.args[0], "the end of a range");
    const std::int64_t high = integer(*e.args[1], "the end of a range");
    Value total = kernel_.rational(Rational(is_sum ? 0 : 1));
    bound_.numbers.emplace_back(e.name, low);
    for (std::int64_t i = low; i <= high; ++i) {
        count_term(e.where);
        bound_.numbers.back().second = i;
        const Value term = value(*e.args.back());
        total = is_sum ? kernel_.add(total, term) : kernel_.mul(total, term);
    }
    bound_.numbers.pop_back();
    return total;
}

template <NumberKernel Kernel>
auto Calculator<Kernel>::over_strings(const Expression& e) -> Value {
    const bool is_sum = e.node == Node::sum;
    const Expression& set = *e.args[0];
    Value total = kernel_.rational(Rational(is_sum ? 0 : 1));
    const auto visit = [&](std::string text) {
        count_term(e.where);
        bound_.words.back().second = std::move(text);
        const Value term = value(*e.args.back());
        total = is_sum ? kernel_.add(total, term) : kernel_.mul(total, term);
    };
    if (set.name == "outputs") {
        const auto counted = machines(states(*set.args[0]));
        bound_.words.emplace_back(e.name, "");
        for (const ctm::Row& row : counted->table.rows())
            visit(row.output);
    } else if (set.name == "strings") {
        constexpr std::int64_t longest = 20;
        const std::int64_t length = integer(*set.args[0], "the length of strings");
        if (length < 0 || length > longest)
            throw CalculationError(set.where, "strings of length " + std::to_string(length) +
                                                  " are not gone through; the length is from 0 to " +
                                                  std::to_string(longest));
        bound_.words.emplace_back(e.name, "");
        for (std::size_t number = 0; number < std::size_t{1} << length; ++number)
            visit(program_string(number, static_cast<unsigned>(length)));
    } else {
        throw NoRule(set);
    }
    bound_.words.pop_back();
    return total;
}

// ---- what has to be exact

template <NumberKernel Kernel>
template <class Use>
auto Calculator<Kernel>::exactly(Use use) {
    Calculator<ExactKernel> exact{ExactKernel()};
    exact.bound_.numbers = bound_.numbers;
    exact.bound_.words = bound_.words;
    exact.bound_.terms = bound_.terms;
    auto result = use(exact);
    bound_.terms = exact.bound_.terms;
    return result;
}

template <NumberKernel Kernel>
std::optional<Rational> Calculator<Kernel>::fraction(const Expression& e) {
    if (e.node == Node::number) return e.value;
    const Exact exact = exactly([&](Calculator<ExactKernel>& calculator) { return calculator.value(e); });
    return exact.is_finite() ? exact.number().as_rational() : std::nullopt;
}

template <NumberKernel Kernel>
std::int64_t Calculator<Kernel>::integer(const Expression& e, const std::string& what) {
    constexpr std::int64_t greatest = 1'000'000'000'000;
    const auto exact = fraction(e);
    if (!exact)
        throw CalculationError(e.where, what + " is a whole number, and this is none that is known exactly");
    if (denominator(*exact) != 1)
        throw CalculationError(e.where, what + " is a whole number, this is " + to_string(*exact));
    if (abs(*exact) > greatest)
        throw CalculationError(e.where, what + " is at most 10^12 in absolute value, this is beyond");
    return static_cast<std::int64_t>(numerator(*exact));
}

template <NumberKernel Kernel>
std::uint32_t Calculator<Kernel>::states(const Expression& e) {
    const std::int64_t states = integer(e, "the number of states");
    if (states < 1 || states > 5)
        throw CalculationError(e.where, "machines have 1 to 5 states here, not " + std::to_string(states));
    return static_cast<std::uint32_t>(states);
}

template <NumberKernel Kernel>
std::vector<Rational> Calculator<Kernel>::distribution(const Expression& e) {
    if (e.node != Node::literal) throw NoRule(e);
    std::vector<Rational> masses;
    Rational total = 0;
    for (const ExpressionPtr& entry : e.args) {
        const auto mass = fraction(*entry);
        if (!mass)
            throw CalculationError(entry->where,
                                   "a probability is a fraction that is known exactly, not this");
        if (*mass < 0) throw CalculationError(entry->where, "a probability is negative: " + to_string(*mass));
        total += *mass;
        masses.push_back(*mass);
    }
    if (total != 1)
        throw CalculationError(e.where, "the probabilities add up to " + to_string(total) + ", not to 1");
    return masses;
}

template <NumberKernel Kernel>
std::string Calculator<Kernel>::word(const Expression& e) {
    if (e.node == Node::word) return e.name;
    if (e.node == Node::index) {
        const auto bound = std::find_if(bound_.words.rbegin(), bound_.words.rend(),
                                        [&](const auto& binding) { return binding.first == e.name; });
        if (bound != bound_.words.rend()) return bound->second;
    }
    if (e.type != Type::string) throw NoRule(e);
    const std::optional<FunctionRule> rule = function_rule(e);
    std::string text = word(*e.args[0]);
    if (rule == FunctionRule::joined) return text + word(*e.args[1]);
    if (rule == FunctionRule::flipped) {
        const std::int64_t place = integer(*e.args[1], "the number of a symbol");
        if (place < 1 || place > static_cast<std::int64_t>(text.size()))
            throw CalculationError(e.args[1]->where, "the string " + text + " has no symbol number " +
                                                         std::to_string(place) + ": they count from 1 to " +
                                                         std::to_string(text.size()));
        return ctm::flipped(std::move(text), static_cast<std::size_t>(place - 1));
    }
    if (rule == FunctionRule::reversed) {
        std::reverse(text.begin(), text.end());
    } else if (rule != FunctionRule::complement) {
        throw NoRule(e);
    } else {
        for (char& bit : text)
            bit = bit == '0' ? '1' : '0';
    }
    return text;
}

template class Calculator<ExactKernel>;
template class Calculator<BallKernel>;
template class Calculator<MpfiKernel>;
template class Calculator<DoubleKernel>;

}  // namespace groundcheck
