// The walk over numbers: arithmetic, names, functions, sums.
#include <algorithm>

#include "reference/evaluation.hpp"
#include "reference/machines.hpp"

namespace groundcheck::reference {

Number Evaluation::scalar(const Expression& e) {
    const auto arg = [&](std::size_t i) { return number(*e.args.at(i)); };
    switch (e.node) {
        case Node::number:
            return e.value;
        case Node::infinity:
            return Number::infinite(1);
        case Node::pi:
            return pi();
        case Node::parameter:
        case Node::index:
            return named(e);
        case Node::generation:
            return is_gaussian() ? drawn_gaussian(e) : iterated(e);
        case Node::component:
            return vector(*e.args[0]).at(symbol(*e.args[1]));
        case Node::add:
            return arithmetic_.add(arg(0), arg(1));
        case Node::sub:
            return arithmetic_.add(arg(0), arithmetic_.neg(arg(1)));
        case Node::neg:
            return arithmetic_.neg(arg(0));
        case Node::mul:
            return product(e);
        case Node::div: {
            const Number divisor = arg(1);
            if (divisor.is_zero()) throw Undefined("division by zero");
            return arithmetic_.div(arg(0), divisor);
        }
        case Node::pow: {
            const Number base = arg(0);
            return arithmetic_.power(base, arg(1));
        }
        case Node::function:
            return function(e);
        case Node::functional:
            return functional(e);
        case Node::sum:
        case Node::prod:
            return aggregate(e);
        case Node::expectation:
        case Node::variance:
        case Node::probability:
            return bracket(e);
        case Node::information:
            return information(e);
        default:
            unknown(e);
    }
}

Number Evaluation::product(const Expression& e) {
    std::optional<NoValue> failure;
    std::optional<Number> factors[2];
    for (std::size_t i : {0U, 1U}) {
        try {
            factors[i] = number(*e.args[i]);
            if (factors[i]->is_zero()) return Rational(0);
        } catch (const NoValue& error) {
            if (!failure) failure = error;
        }
    }
    if (!failure) return arithmetic_.mul(*factors[0], *factors[1]);
    for (const auto& factor : factors)
        if (factor && arithmetic_.equal(*factor, Rational(0)) == Truth::unknown)
            throw NoOpinion("a factor that may be 0 beside one without a value");
    throw NoValue(*failure);
}

Number Evaluation::pi() const {
    constexpr unsigned bits = 2048;
    Bounds bounds{Float(bits), Float(bits)};
    mpfr_const_pi(bounds.low.get(), MPFR_RNDD);
    mpfr_const_pi(bounds.high.get(), MPFR_RNDU);
    return bounds;
}

Number Evaluation::named(const Expression& e) {
    // First: a sum around m[t] may have bound a name that the step has for something else, t itself.
    if (const auto here = present_.find(e.name); here != present_.end() && e.node == Node::parameter)
        return here->second;
    for (auto bound = bound_.rbegin(); bound != bound_.rend(); ++bound)
        if (bound->first == e.name) return Rational(bound->second);
    if (e.name == "K") return Rational(point_.K);
    if (e.name == "L") return Rational(length());
    if (e.name == "N" && point_.N) return Rational(*point_.N);
    if (e.name == "doeblin") return steady_learner().doeblin(spender());
    const auto found = point_.scalars.find(e.name);
    if (found == point_.scalars.end()) throw std::logic_error("the point has no " + e.name);
    return found->second;
}

Rational Evaluation::rational(const Expression& e, const std::string& what) {
    const Number value = number(e);
    if (const auto exact = value.rational()) return *exact;
    throw NoValue(e.where, what + " must be a rational number");
}

std::int64_t Evaluation::whole(const Expression& e) {
    const Rational value = rational(e, "a count");
    if (denominator(value) != 1) throw NoValue(e.where, "a whole number is needed here");
    if (value > 1'000'000'000 || value < -1'000'000'000) throw NoOpinion("too large to count to");
    return numerator(value).convert_to<std::int64_t>();
}

std::uint32_t Evaluation::length() const {
    std::uint32_t result = 0;
    while ((std::uint64_t{1} << (result + 1)) <= point_.K)
        ++result;
    return result;
}

std::size_t Evaluation::symbol(const Expression& index) {
    if (index.type == Type::string) {
        const auto all = strings_of_length(length());
        const auto found = std::find(all.begin(), all.end(), string(index));
        if (found == all.end()) throw NoValue(index.where, "the string is no symbol");
        return static_cast<std::size_t>(found - all.begin());
    }
    const std::int64_t number = whole(index);
    if (number < 1 || number > static_cast<std::int64_t>(point_.K))
        throw NoValue(index.where, "there is no symbol of this number");
    return static_cast<std::size_t>(number - 1);
}

Number Evaluation::function(const Expression& e) {
    const std::string& name = e.name;
    const auto arg = [&](std::size_t i) { return number(*e.args.at(i)); };
    if (name == "min" || name == "max") {
        Number result = arg(0);
        for (std::size_t i = 1; i < e.args.size(); ++i)
            result = arithmetic_.lesser(result, arg(i), name == "max");
        return result;
    }
    if (name == "log") return arithmetic_.log(arg(0));
    if (name == "log1p") return arithmetic_.log(arithmetic_.add(Rational(1), arg(0)));
    if (name == "exp") return arithmetic_.exp(arg(0));
    if (name == "expm1") return arithmetic_.add(arithmetic_.exp(arg(0)), Rational(-1));
    if (name == "sqrt") return arithmetic_.sqrt(arg(0));
    if (name == "abs") return arithmetic_.abs(arg(0));
    if (name == "digamma") return arithmetic_.digamma(arg(0));
    if (name == "length") return Rational(string(*e.args[0]).size());
    if (name == "BDM") return by_blocks(e);
    return machine(e);
}

// Every block by itself, in bits: what a machine of the kind makes of it, and how often it comes.
Number Evaluation::by_blocks(const Expression& e) {
    const bool own_states = e.args.size() == 3;
    const std::int64_t states = own_states ? whole(*e.args[0]) : 5,
                       length = whole(*e.args[own_states ? 1 : 0]);
    const std::string text = string(*e.args.back());
    if (length < 1 || length > static_cast<std::int64_t>(text.size()))
        throw NoValue(e.where, "the string has no block of this length");
    std::map<std::string, std::int64_t> blocks;
    for (std::size_t at = 0; at + static_cast<std::size_t>(length) <= text.size();
         at += static_cast<std::size_t>(length))
        ++blocks[text.substr(at, static_cast<std::size_t>(length))];
    spend(20'000);
    const Machines all = machines(states);
    Number nats;
    for (const auto& [block, times] : blocks) {
        const auto found = all.outputs.find(block);
        if (found == all.outputs.end()) throw NoValue(e.where, "no machine prints a block");
        nats = arithmetic_.add(
            nats, arithmetic_.neg(arithmetic_.log(Rational(found->second) / Rational(all.halting))));
        nats = arithmetic_.add(nats, arithmetic_.log(Rational(times)));
    }
    return arithmetic_.div(nats, arithmetic_.log(Rational(2)));
}

Number Evaluation::machine(const Expression& e) {
    const std::string& name = e.name;
    if (name != "halting" && name != "endless" && name != "steps" && name != "runs" && name != "D")
        unknown(e);
    spend(20'000);
    const Machines all = machines(whole(*e.args[0]));
    if (name == "halting") return Rational(all.halting);
    if (name == "endless") return Rational(all.endless);
    if (name == "steps") return Rational(all.longest);
    const auto found = all.outputs.find(string(*e.args[1]));
    const Rational runs = found == all.outputs.end() ? Rational(0) : Rational(found->second);
    return name == "runs" ? runs : Rational(runs / Rational(all.halting));
}

Number Evaluation::aggregate(const Expression& e) {
    const bool adding = e.node == Node::sum;
    Number total = Rational(adding ? 0 : 1);
    const auto term = [&] {
        const Number value = number(*e.args.back());
        total = adding ? arithmetic_.add(total, value) : arithmetic_.mul(total, value);
    };
    if (e.args[0]->node == Node::set) {
        for (const std::string& text : set(*e.args[0])) {
            words_.emplace_back(e.name, text);
            const Popped popped(words_);
            term();
        }
        return total;
    }
    const std::int64_t low = e.ranged ? whole(*e.args[0]) : 1;
    const std::int64_t high = e.ranged ? whole(*e.args[1]) : static_cast<std::int64_t>(point_.K);
    for (std::int64_t i = low; i <= high; ++i) {
        bound_.emplace_back(e.name, i);
        const Popped popped(bound_);
        term();
    }
    return total;
}

std::vector<std::string> Evaluation::set(const Expression& e) {
    const std::int64_t size = whole(*e.args[0]);
    if (e.name == "strings") {
        if (size < 0 || size > 20) throw NoValue(e.where, "strings of this length are not gone through");
        spend(std::uint64_t{1} << size);
        return strings_of_length(static_cast<std::uint32_t>(size));
    }
    if (e.name != "outputs") unknown(e);
    std::vector<std::string> result;
    spend(20'000);
    for (const auto& [text, count] : machines(size).outputs)
        result.push_back(text);
    return result;
}

}  // namespace groundcheck::reference
