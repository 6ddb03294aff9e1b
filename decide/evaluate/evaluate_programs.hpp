// Strings, Turing machines and the program learner's brackets. Included by evaluate_*.cpp alone.
//
// The learner's laws are exact rationals whatever the kernel (sim/program_chain.hpp); what is said of them,
// an entropy or a divergence, is the kernel's arithmetic.
#pragma once

#include <bit>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/machines.hpp"
#include "decide/evaluate/point_process.hpp"
#include "decide/evaluate/program_point.hpp"
#include "sim/process_error.hpp"

namespace groundcheck {

template <NumberKernel Kernel>
StateSpace Evaluator<Kernel>::space() const {
    return state_space(point_->process.get());
}

// ---- strings

template <NumberKernel Kernel>
std::string Evaluator<Kernel>::word(const Expression& e) {
    switch (e.node) {
        case Node::word:
            return e.name;
        case Node::parameter:
            return point_->strings.at(e.name);
        case Node::index:
            return std::find_if(words_.rbegin(), words_.rend(),
                                [&](const auto& bound) { return bound.first == e.name; })
                ->second;
        case Node::generation: {
            const std::uint32_t time = time_of(e);
            if (time == 0) return first_hypothesis(nullptr);
            return drawn_.hypotheses.at(time);
        }
        case Node::function:
            break;
        default:
            throw NoRule(e);
    }
    if (e.type != Type::string) throw NoRule(e);
    std::string text = word(*e.args[0]);
    const std::optional<FunctionRule> rule = function_rule(e);
    if (rule == FunctionRule::joined) return text + word(*e.args[1]);
    if (rule == FunctionRule::flipped) {
        const std::int64_t place = integer(*e.args[1]);
        if (place < 1 || place > static_cast<std::int64_t>(text.size()))
            throw DomainError(e.args[1]->where, "the string " + text + " has no symbol number " +
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

// The place of a string among the symbols, all strings of length L in the order of their binary numbers.
template <NumberKernel Kernel>
std::size_t Evaluator<Kernel>::symbol_of(const std::string& text, SourceRange where) const {
    if (point_->K != std::uint64_t{1} << std::min<std::size_t>(text.size(), 31))
        throw DomainError(where, "the string " + text + " is no symbol here: its length is " +
                                     std::to_string(text.size()) + ", not " +
                                     std::to_string(std::bit_width(point_->K) - 1));
    return program_number(text);
}

// A sum or product over strings(n) or outputs(n).
template <NumberKernel Kernel>
auto Evaluator<Kernel>::over_strings(const Expression& e) -> Value {
    const bool is_sum = e.node == Node::sum;
    Value total = kernel_.rational(Rational(is_sum ? 0 : 1));
    const Surroundings outside(*this);
    words_.emplace_back(e.name, "");
    const auto visit = [&](const std::string& text) {
        words_.back().second = text;
        const Value term = scalar(*e.args.back());
        total = is_sum ? kernel_.add(total, term) : kernel_.mul(total, term);
    };
    const Expression& set = *e.args[0];
    if (set.name != "outputs" && set.name != "strings") throw NoRule(set);
    if (set.name == "outputs") {
        const auto counted = machines(states_of(*set.args[0]));
        for (const ctm::Row& row : counted->table.rows())
            visit(row.output);
    } else {
        constexpr std::int64_t longest = 20;
        const std::int64_t length = integer(*set.args[0]);
        if (length < 0 || length > longest)
            throw DomainError(set.where, "strings of length " + std::to_string(length) +
                                             " are not gone through; the length is from 0 to " +
                                             std::to_string(longest));
        for (std::size_t number = 0; number < std::size_t{1} << length; ++number)
            visit(program_string(number, static_cast<unsigned>(length)));
    }
    return total;
}

// ---- machines

template <NumberKernel Kernel>
std::uint32_t Evaluator<Kernel>::states_of(const Expression& e) {
    const std::int64_t states = integer(e);
    if (states < 1 || states > 5)
        throw DomainError(e.where, "machines have 1 to 5 states here, not " + std::to_string(states));
    return static_cast<std::uint32_t>(states);
}

// halting(n), endless(n), steps(n) and runs(n, s).
template <NumberKernel Kernel>
auto Evaluator<Kernel>::machine_count(FunctionRule rule, const Expression& e) -> Value {
    const auto counted = machines(states_of(*e.args[0]));
    const auto whole = [&](std::uint64_t count) { return kernel_.rational(Rational(count)); };
    if (rule == FunctionRule::halting) return whole(counted->table.halting());
    if (rule == FunctionRule::endless) return whole(counted->endless);
    if (rule == FunctionRule::steps) return whole(counted->table.longest_halt());
    if (rule != FunctionRule::runs) throw NoRule(e);
    return whole(counted->table.count(word(*e.args[1])));
}

// BDM(k, s), of machines with five states, and BDM(n, k, s): the number that this is the logarithm of, to
// base 2.
template <NumberKernel Kernel>
Rational Evaluator<Kernel>::number_of_blocks(const Expression& e) {
    constexpr std::uint32_t usual_states = 5;
    const bool own_states = e.args.size() == 3;
    const std::uint32_t states = own_states ? states_of(*e.args[0]) : usual_states;
    const Expression& block = *e.args[own_states ? 1 : 0];
    const std::int64_t length = integer(block);
    const std::string text = word(*e.args.back());
    if (length < 1 || length > static_cast<std::int64_t>(text.size()))
        throw DomainError(block.where, "a block has from 1 symbol to as many as the string, which has " +
                                           std::to_string(text.size()) + ", not " + std::to_string(length));
    const auto product = block_product(states, static_cast<std::size_t>(length), text);
    if (const auto* unknown = std::get_if<ctm::UnknownBlocks>(&product)) {
        std::string list;
        for (const std::string& one : unknown->blocks)
            list += (list.empty() ? "" : ", ") + one;
        throw DomainError(e.where, "no machine with " + std::to_string(states) + " states prints the block " +
                                       list + " of " + text + ", so it has no complexity");
    }
    return std::get<Rational>(product);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::block_decomposition(const Expression& e) -> Value {
    return kernel_.div(kernel_.log(kernel_.rational(number_of_blocks(e))),
                       kernel_.log(kernel_.rational(Rational(2))));
}

// A number in bits, times log(2). In bits it is seldom log-linear, in nats it is: so two of them can be told
// to be equal. Nothing where it is no sum of complexities and rational numbers.
template <NumberKernel Kernel>
auto Evaluator<Kernel>::in_nats(const Expression& e) -> std::optional<Value> {
    const auto part = [&](std::size_t i) { return in_nats(*e.args[i]); };
    switch (e.node) {
        case Node::function:
            if (e.name != "BDM") break;
            return kernel_.log(kernel_.rational(number_of_blocks(e)));
        case Node::add:
        case Node::sub:
            if (const auto a = part(0), b = part(1); a && b)
                return e.node == Node::add ? kernel_.add(*a, *b) : kernel_.sub(*a, *b);
            return std::nullopt;
        case Node::neg:
            if (const auto a = part(0)) return kernel_.neg(*a);
            return std::nullopt;
        case Node::mul:
            for (const std::size_t number : {std::size_t{0}, std::size_t{1}})
                if (const auto factor = rational(*e.args[number])) {
                    if (*factor == 0) return kernel_.rational(*factor);  // whatever the other one is
                    if (const auto a = part(1 - number)) return kernel_.mul(kernel_.rational(*factor), *a);
                }
            return std::nullopt;
        default:
            break;
    }
    const auto value = rational(e);
    if (!value) return std::nullopt;
    return kernel_.mul(kernel_.rational(*value), kernel_.log(kernel_.rational(Rational(2))));
}

// ---- the learner

template <NumberKernel Kernel>
std::string Evaluator<Kernel>::first_hypothesis(const Expression* start) {
    if (start != nullptr) return word(*start);
    return from_word_ ? *from_word_ : point_->strings.at(start_of(*point_));
}

// The course of a bracket's hypotheses: of its process, with what stands after "with".
template <NumberKernel Kernel>
ProgramCourse Evaluator<Kernel>::program_course_of(const Expression* bracket) {
    std::optional<Point> changed;
    for (std::size_t i = 1; bracket != nullptr && i < bracket->args.size(); ++i) {
        const Expression& setting = *bracket->args[i];
        if (setting.node != Node::setting) continue;
        const auto value = rational(*setting.args[0]);
        if (!value) throw DomainError(setting.where, setting.name + " must be a rational number");
        if (!changed) changed = *point_;
        set_number(*changed, setting.name, *value, setting.where);
    }
    return ProgramCourse(changed ? *changed : *point_);
}

// The start after "from", or null.
inline const Expression* start_after_from(const Expression& bracket) {
    const bool has = bracket.args.size() > 1 && bracket.args[1]->node != Node::setting;
    return has ? bracket.args[1].get() : nullptr;
}

// Law[h[t]], exactly.
template <NumberKernel Kernel>
std::vector<Rational> Evaluator<Kernel>::hypothesis_law(const Expression& e) {
    const ProgramCourse course = program_course_of(&e);
    const Expression& body = *e.args[0];
    const Expression* start = start_after_from(e);
    if (body.node == Node::generation) {
        const std::uint32_t time = time_of(body);
        if (time == for_ever) return course.limit();
        return course.law(symbol_of(first_hypothesis(start), e.where), 0, time);
    }
    // reverse(h[t]) and the like: every outcome's mass goes to its image.
    std::vector<Rational> law(point_->K, Rational(0));
    each_hypothesis(course, times_of(body), start,
                    [&](const Rational& weight) { law[symbol_of(word(body), body.where)] += weight; });
    return law;
}

template <NumberKernel Kernel>
template <class Visit>
void Evaluator<Kernel>::each_hypothesis(const ProgramCourse& course, const Times& times,
                                        const Expression* start, Visit visit) {
    const Surroundings outside(*this, start);
    const auto go_through = [&](const Law& law, std::uint32_t time, const auto& use) {
        for (std::size_t h = 0; h < law.size(); ++h) {
            if (law[h] == 0) continue;
            drawn_.hypotheses[time] = program_string(h, course.loop().length);
            use(h, law[h]);
        }
    };
    if (times.back() == for_ever) {
        if (times.size() > 1) throw ProcessError("h[infinity] cannot stand beside another generation");
        go_through(course.limit(), for_ever, [&](std::size_t, const Rational& weight) { visit(weight); });
    } else {
        const auto walk = [&](const auto& self, std::size_t place, std::size_t from,
                              const Rational& weight) -> void {
            if (place == times.size()) return visit(weight);
            const std::uint32_t before = place == 0 ? 0 : times[place - 1];
            go_through(course.law(from, before, times[place]), times[place],
                       [&](std::size_t h, const Rational& mass) {
                           self(self, place + 1, h, place == 0 ? mass : Rational(weight * mass));
                       });
        };
        const SourceRange where = start == nullptr ? SourceRange{} : start->where;
        walk(walk, 0, symbol_of(first_hypothesis(nullptr), where), 1);
    }
}

// E, Var and Pr.
template <NumberKernel Kernel>
auto Evaluator<Kernel>::program_bracket(const Expression& e) -> Value {
    const ProgramCourse course = program_course_of(&e);
    const Expression& body = *e.args[0];
    const Expression* start = start_after_from(e);
    const Times times = times_of(body);
    const Value nothing = kernel_.rational(Rational(0));
    const auto mean = [&](const auto& value) {
        Value total = nothing;
        each_hypothesis(course, times, start, [&](const Rational& weight) {
            total = kernel_.add(total, kernel_.mul(kernel_.rational(weight), value()));
        });
        return total;
    };
    if (e.node == Node::expectation) return mean([&] { return scalar(body); });
    if (e.node == Node::variance) {
        const Value centre = mean([&] { return scalar(body); });
        return mean([&] { return kernel_.power(kernel_.sub(scalar(body), centre), std::int64_t{2}); });
    }
    return mean([&] {
        const Truth truth = formula(body);
        const Value one = kernel_.rational(Rational(1));
        return truth == Truth::yes ? one : truth == Truth::no ? nothing : kernel_.hull(nothing, one);
    });
}

// Q, P, Q', Q[t]: what a string emits. Law[h[t]]: the law of one.
template <NumberKernel Kernel>
std::optional<std::vector<Rational>> Evaluator<Kernel>::program_distribution(const Expression& e) {
    if (space() != StateSpace::strings) return std::nullopt;
    if (e.node == Node::law) return hypothesis_law(e);
    std::string source;
    if (e.node == Node::generation)
        source = time_of(e) == 0 ? first_hypothesis(nullptr) : drawn_.hypotheses.at(time_of(e));
    else if (e.name == "Q'")
        source = drawn_.hypotheses.at(1);
    else if (e.name == "Q" || e.name == "P")
        source = point_->strings.at(e.name == "Q" ? start_of(*point_) : "world");
    else
        return std::nullopt;
    return emission(program_chain(*point_)->loop(), program_number(source));
}

// About how many products of small numbers a bracket takes.
template <NumberKernel Kernel>
Integer Evaluator<Kernel>::program_work(const Expression& e) {
    const Times times = times_of(*e.args[0]);
    return program_course_of(&e).work(times.back(), times.back() == for_ever);
}

}  // namespace groundcheck
