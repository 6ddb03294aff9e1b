#include "audit/evaluate.hpp"

#include <algorithm>
#include <limits>

#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "sim/outcomes.hpp"

namespace groundcheck {

namespace {

const Rational zero(0), one(1);

bool mentions_only_sample(const Expression& e) {
    const bool other_distribution = e.node == Node::distribution && e.name != "P'";
    return !other_distribution && std::all_of(e.args.begin(), e.args.end(), [](const ExpressionPtr& arg) {
        return mentions_only_sample(*arg);
    });
}

}  // namespace

template <NumberKernel Kernel>
Evaluator<Kernel>::Evaluator(Kernel kernel, const Point& point) : kernel_(std::move(kernel)), point_(&point) {
    for (const auto& [name, masses] : point.distributions)
        distributions_[name] = values(masses);
    for (const auto& [name, entries] : point.observables)
        distributions_[name] = values(entries);
}

template <NumberKernel Kernel>
Evaluator<Kernel> Evaluator<Kernel>::of_symbol(Kernel kernel, const Point& point, std::string_view variable) {
    Evaluator result(std::move(kernel), point);
    result.marginal_ = true;
    result.bindings_.emplace_back(variable, 1);
    return result;
}

template <NumberKernel Kernel>
void Evaluator<Kernel>::move_to(const Point& point) {
    point_ = &point;
    distributions_.clear();
    for (const auto& [name, masses] : point.distributions)
        distributions_[name] = values(masses);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::values(const std::vector<Rational>& numbers) const -> Values {
    Values result;
    result.reserve(numbers.size());
    for (const auto& number : numbers)
        result.push_back(kernel_.rational(number));
    return result;
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::real_line() const -> Value {
    return kernel_.div(kernel_.rational(one), kernel_.interval(Rational(-1), one));
}

// ---- scalars
// ---------------------------------------------------------------------------------------------------

template <NumberKernel Kernel>
auto Evaluator<Kernel>::scalar(const Expression& e) -> Value {
    switch (e.node) {
        case Node::number:
            return kernel_.rational(e.value);
        case Node::infinity:
            return kernel_.infinity();
        case Node::pi:
            return kernel_.pi();
        case Node::interval:
            return kernel_.hull(scalar(*e.args[0]), scalar(*e.args[1]));
        case Node::parameter:
        case Node::index:
            return named(e);
        case Node::component:
            return component(e);
        case Node::add:
            return kernel_.add(scalar(*e.args[0]), scalar(*e.args[1]));
        case Node::sub:
            return kernel_.sub(scalar(*e.args[0]), scalar(*e.args[1]));
        case Node::neg:
            return kernel_.neg(scalar(*e.args[0]));
        case Node::mul:
            return product(*e.args[0], *e.args[1]);
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
        case Node::expectation:
            return expectation(e);
        case Node::variance:
            return variance(e);
        case Node::probability:
            return probability(e);
        default:
            throw DomainError(e.where, "this has no value at a single generation: " + to_text(e));
    }
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::named(const Expression& e) -> Value {
    return kernel_.rational(*rational(e));
}

// The convention 0*x = 0 holds even where x has no value, so a factor's DomainError waits for the other
// factor.
template <NumberKernel Kernel>
auto Evaluator<Kernel>::product(const Expression& left, const Expression& right) -> Value {
    std::optional<DomainError> failure;
    const auto attempt = [&](const Expression& factor) -> std::optional<Value> {
        try {
            return scalar(factor);
        } catch (const DomainError& error) {
            if (!failure) failure = error;
            return std::nullopt;
        }
    };
    const auto a = attempt(left);
    if (a && kernel_.is_zero(*a)) return kernel_.rational(zero);
    const auto b = attempt(right);
    if (b && kernel_.is_zero(*b)) return kernel_.rational(zero);
    if (a && b) return kernel_.mul(*a, *b);
    const auto& known = a ? a : b;
    // A factor that may still be 0 leaves the product open; one that certainly is not leaves the error
    // standing.
    if (known && kernel_.equal(*known, kernel_.rational(zero)) == Truth::unknown) return real_line();
    throw DomainError(*failure);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::quotient(const Expression& e) -> Value {
    const Value divisor = scalar(*e.args[1]);
    if (kernel_.is_zero(divisor)) throw DomainError(e.args[1]->where, "division by zero");
    return kernel_.div(scalar(*e.args[0]), divisor);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::raised(const Expression& e) -> Value {
    const Value base = scalar(*e.args[0]);
    const auto exponent = rational(*e.args[1]);
    const Truth negative = kernel_.less(base, kernel_.rational(zero));
    if (exponent && denominator(*exponent) == 1) {
        if (abs(*exponent) > Rational(std::numeric_limits<std::int32_t>::max())) {
            throw DomainError(e.args[1]->where, "this exponent is too large");
        }
        if (*exponent < 0 && kernel_.is_zero(base)) throw DomainError(e.where, "0 to a negative power");
        return kernel_.power(base, static_cast<std::int64_t>(numerator(*exponent)));
    }
    if (negative == Truth::yes)
        throw DomainError(e.where, "a negative number to a power that is not an integer");
    if (kernel_.less_equal(kernel_.rational(zero), base) != Truth::yes) return real_line();
    const Value power = exponent ? kernel_.rational(*exponent) : scalar(*e.args[1]);
    if (kernel_.is_zero(base)) {
        const Truth positive = kernel_.less(kernel_.rational(zero), power);
        if (positive == Truth::yes) return kernel_.rational(zero);
        if (kernel_.less(power, kernel_.rational(zero)) == Truth::yes) {
            throw DomainError(e.where, "0 to a negative power");
        }
    }
    return kernel_.power(base, power);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::checked_log(const Value& v, SourceRange where) -> Value {
    if (kernel_.is_zero(v)) return kernel_.neg(kernel_.infinity());
    if (kernel_.less(v, kernel_.rational(zero)) == Truth::yes) {
        throw DomainError(where, "the logarithm of a negative number, " + kernel_.to_string(v, 6));
    }
    if (kernel_.less_equal(kernel_.rational(zero), v) != Truth::yes) return real_line();
    return kernel_.log(v);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::function(const Expression& e) -> Value {
    const std::string& name = e.name;
    if (name == "min" || name == "max") return extreme(e);
    const Value v = scalar(*e.args[0]);
    const Expression& argument = *e.args[0];
    if (name == "log") return checked_log(v, argument.where);
    if (name == "abs") return kernel_.abs(v);
    if (name == "exp") return kernel_.exp(v);
    if (name == "expm1") return kernel_.expm1(v);
    if (name == "kl_term") return divergence_term(v, scalar(*e.args[1]));
    if (name == "xlogx") return kernel_.xlogx(v);
    if (name == "tsallis_term") return tsallis_term(v, *e.args[1]);
    if (name == "positive") return kernel_.rational(kernel_.is_zero(v) ? zero : one);
    // What is left has a half-line for its domain: [0, inf), (-1, inf) and (0, inf).
    const Value edge = kernel_.rational(name == "log1p" ? Rational(-1) : zero);
    if (name == "log1p" && kernel_.equal(v, edge) == Truth::yes) return kernel_.neg(kernel_.infinity());
    const Truth outside = name == "digamma" ? kernel_.less_equal(v, edge) : kernel_.less(v, edge);
    if (outside == Truth::yes) {
        throw DomainError(argument.where,
                          "the argument of " + name + " is outside its domain: " + kernel_.to_string(v, 6));
    }
    if (outside == Truth::unknown) return real_line();
    if (name == "sqrt") return kernel_.sqrt(v);
    if (name == "log1p") return kernel_.log1p(v);
    if (name == "digamma") return kernel_.digamma(v);
    throw DomainError(e.where, "the function " + name + " is not known to the evaluator");
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::extreme(const Expression& e) -> Value {
    Values candidates;
    if (e.args.size() == 1 && e.args[0]->type == Type::distribution) {
        candidates = distribution(*e.args[0]);
    } else {
        for (const auto& arg : e.args)
            candidates.push_back(scalar(*arg));
    }
    Value result = candidates.front();
    for (const auto& candidate : candidates) {
        result = e.name == "min" ? kernel_.min(result, candidate) : kernel_.max(result, candidate);
    }
    return result;
}

// ---- functionals
// -----------------------------------------------------------------------------------------------

template <NumberKernel Kernel>
auto Evaluator<Kernel>::divergence_term(const Value& p, const Value& r) -> Value {
    if (kernel_.is_zero(p)) return kernel_.rational(zero);
    if (kernel_.is_zero(r)) return kernel_.infinity();
    return kernel_.mul(p, kernel_.log(kernel_.div(p, r)));
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::divergence(const Expression& e) -> Value {
    const Values p = distribution(*e.args[0]), r = distribution(*e.args[1]);
    Value total = kernel_.rational(zero);
    for (std::size_t i = 0; i < p.size(); ++i) {
        if (e.name == "KL") {
            total = kernel_.add(total, divergence_term(p[i], r[i]));
            continue;
        }
        const Value gap = kernel_.sub(p[i], r[i]);
        total = kernel_.add(total, e.name == "TV" ? kernel_.abs(gap) : kernel_.power(gap, std::int64_t{2}));
    }
    return e.name == "TV" ? kernel_.div(total, kernel_.rational(Rational(2))) : total;
}

// Rényi R(q,p) = log(sum p^q)/(1-q) and Tsallis T(q,p) = (1 - sum p^q)/(q-1), both over the support; at q = 1
// both are Shannon's entropy, and R(infinity,p) = -log(max p).
template <NumberKernel Kernel>
auto Evaluator<Kernel>::order_functional(const Expression& e) -> Value {
    const Values p = distribution(*e.args[1]);
    if (e.args[0]->node == Node::infinity) {
        Value greatest = p.front();
        for (const auto& mass : p)
            greatest = kernel_.max(greatest, mass);
        return kernel_.neg(kernel_.log(greatest));
    }
    const auto q = rational(*e.args[0]);
    if (!q) throw DomainError(e.args[0]->where, "the order must be a rational number or infinity");
    if (*q < 0) throw DomainError(e.args[0]->where, "the order must not be negative");
    Value total = kernel_.rational(zero);
    for (const auto& mass : p) {
        if (kernel_.is_zero(mass)) continue;
        if (*q == 1) {
            total = kernel_.sub(total, kernel_.xlogx(mass));
        } else {
            total = kernel_.add(total, order_power(mass, *q));
        }
    }
    if (*q == 1) return total;
    if (e.name == "R") return kernel_.div(kernel_.log(total), kernel_.rational(1 - *q));
    return kernel_.div(kernel_.sub(kernel_.rational(one), total), kernel_.rational(*q - 1));
}

// (p - p^q)/(q-1): since sum_i p_i = 1, these add up to T(q,p); at q = 1 the limit -p*log(p).
template <NumberKernel Kernel>
auto Evaluator<Kernel>::tsallis_term(const Value& p, const Expression& order) -> Value {
    const auto q = rational(order);
    if (!q || *q < 0)
        throw DomainError(order.where, "the order must be a rational number that is not negative");
    if (kernel_.is_zero(p)) return p;
    if (*q == 1) return kernel_.neg(kernel_.xlogx(p));
    return kernel_.div(kernel_.sub(p, order_power(p, *q)), kernel_.rational(*q - 1));
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::order_power(const Value& p, const Rational& q) const -> Value {
    if (denominator(q) == 1) return kernel_.power(p, static_cast<std::int64_t>(numerator(q)));
    return kernel_.power(p, kernel_.rational(q));
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::functional(const Expression& e) -> Value {
    const std::string& name = e.name;
    if (name == "KL" || name == "TV" || name == "L2") return divergence(e);
    if (name == "R" || name == "T") return order_functional(e);
    if (name == "max" || name == "min") return extreme(e);
    Value total = kernel_.rational(zero);
    if (name == "mean" || name == "var") {
        const Values f = distribution(*e.args[0]), p = distribution(*e.args[1]);
        for (std::size_t i = 0; i < p.size(); ++i)
            total = kernel_.add(total, kernel_.mul(f[i], p[i]));
        if (name == "mean") return total;
        const Value mean = total;
        total = kernel_.rational(zero);
        for (std::size_t i = 0; i < p.size(); ++i) {
            const Value square = kernel_.power(kernel_.sub(f[i], mean), std::int64_t{2});
            total = kernel_.add(total, kernel_.mul(p[i], square));
        }
        return total;
    }
    for (const auto& mass : distribution(*e.args[0])) {
        if (name == "supp") {
            total = kernel_.add(total, kernel_.rational(kernel_.is_zero(mass) ? zero : one));
        } else if (name == "D") {
            total = kernel_.add(total, kernel_.power(mass, std::int64_t{2}));
        } else {
            total = kernel_.sub(total, kernel_.xlogx(mass));
        }
    }
    return name == "D" ? kernel_.sub(kernel_.rational(one), total) : total;
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::aggregate(const Expression& e) -> Value {
    const bool is_sum = e.node == Node::sum;
    const std::int64_t low = e.ranged ? integer(*e.args[0]) : 1;
    const std::int64_t high = e.ranged ? integer(*e.args[1]) : static_cast<std::int64_t>(point_->K);
    Value total = kernel_.rational(is_sum ? zero : one);
    bindings_.emplace_back(e.name, low);
    ++depth_;
    for (std::int64_t i = low; i <= high; ++i) {
        bindings_.back().second = i;
        const Value term = scalar(*e.args.back());
        total = is_sum ? kernel_.add(total, term) : kernel_.mul(total, term);
    }
    --depth_;
    bindings_.pop_back();
    return total;
}

// ---- names
// -----------------------------------------------------------------------------------------------------

template <NumberKernel Kernel>
std::optional<Rational> Evaluator<Kernel>::rational(const Expression& e) {
    const auto operands = [&]() -> std::optional<std::pair<Rational, Rational>> {
        const auto a = rational(*e.args[0]), b = rational(*e.args[1]);
        if (!a || !b) return std::nullopt;
        return std::pair{*a, *b};
    };
    switch (e.node) {
        case Node::number:
            return e.value;
        case Node::parameter:
            if (e.name == "K") return Rational(point_->K);
            if (e.name == "N") return Rational(point_->N.value());
            return point_->scalars.at(e.name);
        case Node::index: {
            const auto bound = std::find_if(bindings_.rbegin(), bindings_.rend(),
                                            [&](const auto& binding) { return binding.first == e.name; });
            return Rational(bound->second);
        }
        case Node::neg: {
            const auto a = rational(*e.args[0]);
            return a ? std::optional(Rational(-*a)) : std::nullopt;
        }
        case Node::add:
            if (const auto ab = operands()) return Rational(ab->first + ab->second);
            return std::nullopt;
        case Node::sub:
            if (const auto ab = operands()) return Rational(ab->first - ab->second);
            return std::nullopt;
        case Node::mul:
            if (const auto ab = operands()) return Rational(ab->first * ab->second);
            return std::nullopt;
        case Node::div:
            if (const auto ab = operands(); ab && ab->second != 0) return Rational(ab->first / ab->second);
            return std::nullopt;
        default:
            return std::nullopt;
    }
}

template <NumberKernel Kernel>
std::int64_t Evaluator<Kernel>::integer(const Expression& e) {
    const auto value = rational(e);
    if (!value || denominator(*value) != 1) throw DomainError(e.where, "a whole number is needed here");
    if (abs(*value) > 1000000000) throw DomainError(e.where, "this number is too large to count to");
    return static_cast<std::int64_t>(numerator(*value));
}

template <NumberKernel Kernel>
std::size_t Evaluator<Kernel>::symbol(const Expression& index) {
    const std::int64_t number = integer(index);
    const auto most = static_cast<std::int64_t>(marginal_ ? 1 : point_->K);
    if (number < 1 || number > most) {
        throw DomainError(index.where,
                          "there is no symbol " + std::to_string(number) + " among " + std::to_string(most));
    }
    return static_cast<std::size_t>(number - 1);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::component(const Expression& e) -> Value {
    return distribution(*e.args[0])[symbol(*e.args[1])];
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::distribution(const Expression& e) -> const Values& {
    if (e.node == Node::distribution && e.name == "P'") return sample_;
    if (e.node == Node::literal) {
        auto [place, is_new] = literals_.try_emplace(&e);
        if (is_new) place->second = values(exact_distribution(e));
        return place->second;
    }
    if (e.node == Node::generation)
        throw DomainError(e.where, "this has no value at a single generation: " + to_text(e));
    if (e.name == "M") {
        auto& mixed = distributions_["M"];
        mixed = values(mixture(start_));
        return mixed;
    }
    const auto found = distributions_.find(e.name);
    if (found == distributions_.end()) throw DomainError(e.where, e.name + " has no value here");
    return found->second;
}

template <NumberKernel Kernel>
std::vector<Rational> Evaluator<Kernel>::exact_distribution(const Expression& e) {
    if (e.node == Node::literal) {
        std::vector<Rational> result;
        for (const auto& arg : e.args) {
            const auto value = rational(*arg);
            if (!value) throw DomainError(arg->where, "a probability must be a rational number");
            result.push_back(*value);
        }
        return result;
    }
    if (e.name == "P'") {
        std::vector<Rational> result;
        for (const auto count : counts_)
            result.emplace_back(count, *point_->N);
        return result;
    }
    if (e.name == "M") return mixture(start_);
    return named_distribution(e.name);
}

template <NumberKernel Kernel>
const std::vector<Rational>& Evaluator<Kernel>::named_distribution(const std::string& name) const {
    const auto found = point_->distributions.find(name);
    if (found == point_->distributions.end()) {
        throw DomainError({},
                          "the claim needs the distribution " + name + ", which its domain does not give");
    }
    return found->second;
}

// M = alpha*Q + (1-alpha)*start, where the start is P unless the expectation says "from".
template <NumberKernel Kernel>
std::vector<Rational> Evaluator<Kernel>::mixture(const Expression* start) {
    std::vector<Rational> result = start == nullptr ? named_distribution("P") : exact_distribution(*start);
    const auto alpha = point_->scalars.find("alpha");
    if (alpha == point_->scalars.end() || alpha->second == 0) return result;
    const auto& world = named_distribution("Q");
    for (std::size_t i = 0; i < result.size(); ++i) {
        result[i] = alpha->second * world[i] + (1 - alpha->second) * result[i];
    }
    return result;
}

// ---- expectations
// ----------------------------------------------------------------------------------------------

template <NumberKernel Kernel>
void Evaluator<Kernel>::set_sample(const std::vector<std::uint32_t>& counts) {
    counts_ = counts;
    sample_.clear();
    for (const auto count : counts)
        sample_.push_back(shares_[count]);
}

template <NumberKernel Kernel>
template <class Visit>
auto Evaluator<Kernel>::each_sample(const Expression* start, Visit visit) -> Value {
    const std::uint32_t N = point_->N.value();
    if (shares_.empty()) {
        for (std::uint32_t k = 0; k <= N; ++k)
            shares_.push_back(kernel_.rational(Rational(k, N)));
    }
    const std::vector<Rational> law = mixture(start);
    const Expression* outer_start = std::exchange(start_, start);
    ++depth_;
    Value total;
    if (marginal_) {
        if (!binomial_) binomial_.emplace(kernel_, N);
        counts_.assign(1, 0);
        sample_.assign(1, shares_[0]);
        binomial_->each(law[0], [&](const Value& weight, std::uint32_t k) {
            counts_[0] = k;
            sample_[0] = shares_[k];
            visit(weight);
        });
        total = total_weight(kernel_, N, {law[0], 1 - law[0]});
    } else {
        each_outcome(kernel_, N, law, [&](const Value& weight, const std::vector<std::uint32_t>& counts) {
            set_sample(counts);
            visit(weight);
        });
        total = total_weight(kernel_, N, law);
    }
    --depth_;
    start_ = outer_start;
    return total;
}

// What a one-symbol body makes of k/N is the same for every symbol: it is computed once per sample size.
template <NumberKernel Kernel>
auto Evaluator<Kernel>::sample_table(const Expression& body) -> const Values& {
    Values& table = tables_[&body];
    if (!table.empty()) return table;
    const auto counts = counts_;
    const auto sample = sample_;
    table.reserve(*point_->N + 1);
    for (std::uint32_t k = 0; k <= *point_->N; ++k) {
        set_sample({k});
        table.push_back(scalar(body));
    }
    counts_ = counts;
    sample_ = sample;
    return table;
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::expectation(const Expression& e) -> Value {
    const Expression& body = *e.args[0];
    const Expression* start = e.args.size() > 1 ? e.args[1].get() : nullptr;
    bool tabled = marginal_ && mentions_only_sample(body);
    if (tabled) {  // a symbol of mass 0 or 1 has one outcome only
        const Rational mass = mixture(start)[0];
        tabled = mass != 0 && mass != 1;
    }
    const Values* table = nullptr;
    Value total = kernel_.rational(zero);
    const Value weight_sum = each_sample(start, [&](const Value& weight) {
        if (tabled && table == nullptr) table = &sample_table(body);
        total = kernel_.add(total, kernel_.mul(weight, tabled ? (*table)[counts_[0]] : scalar(body)));
    });
    return kernel_.div(total, weight_sum);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::variance(const Expression& e) -> Value {
    const Value mean = expectation(e);
    const Expression* start = e.args.size() > 1 ? e.args[1].get() : nullptr;
    Value total = kernel_.rational(zero);
    const Value weight_sum = each_sample(start, [&](const Value& weight) {
        const Value gap = kernel_.sub(scalar(*e.args[0]), mean);
        total = kernel_.add(total, kernel_.mul(weight, kernel_.power(gap, std::int64_t{2})));
    });
    return kernel_.div(total, weight_sum);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::probability(const Expression& e) -> Value {
    const Expression* start = e.args.size() > 1 ? e.args[1].get() : nullptr;
    const Value nothing = kernel_.rational(zero);
    Value total = nothing;
    const Value weight_sum = each_sample(start, [&](const Value& weight) {
        switch (formula(*e.args[0])) {
            case Truth::yes:
                total = kernel_.add(total, weight);
                break;
            case Truth::unknown:
                total = kernel_.add(total, kernel_.hull(nothing, weight));
                break;
            case Truth::no:
                break;
        }
    });
    return kernel_.div(total, weight_sum);
}

// ---- formulas
// --------------------------------------------------------------------------------------------------

template <NumberKernel Kernel>
Truth Evaluator<Kernel>::truth(const Expression& e) {
    sides_.clear();
    failing_outcome_.reset();
    return formula(e);
}

template <NumberKernel Kernel>
Truth Evaluator<Kernel>::formula(const Expression& e) {
    switch (e.node) {
        case Node::constant_truth:
            return certainly(e.value != 0);
        case Node::relation:
            return relation(e);
        case Node::predicate:
            return predicate(e);
        case Node::negation:
            return !formula(*e.args[0]);
        case Node::every_outcome:
            return every_outcome(*e.args[0]);
        case Node::conjunction: {
            Truth result = Truth::yes;
            for (const auto& arg : e.args) {
                result = result && formula(*arg);
                if (result == Truth::no) break;
            }
            return result;
        }
        case Node::disjunction: {
            Truth result = Truth::no;
            for (const auto& arg : e.args) {
                result = result || formula(*arg);
                if (result == Truth::yes) break;
            }
            return result;
        }
        case Node::implication: {
            const Truth premise = formula(*e.args[0]);
            return premise == Truth::no ? Truth::yes : !premise || formula(*e.args[1]);
        }
        case Node::equivalence: {
            const Truth a = formula(*e.args[0]), b = formula(*e.args[1]);
            return (a && b) || (!a && !b);
        }
        default:
            throw DomainError(e.where, "a formula is needed here");
    }
}

template <NumberKernel Kernel>
Truth Evaluator<Kernel>::relation(const Expression& e) {
    if (e.args[0]->type == Type::distribution) {
        const bool equal = exact_distribution(*e.args[0]) == exact_distribution(*e.args[1]);
        return certainly(equal == (e.relation == Relation::equal));
    }
    Value left = scalar(*e.args[0]), right = scalar(*e.args[1]);
    if (depth_ == 0) sides_.push_back({&e, left, right});
    switch (e.relation) {
        case Relation::less:
            return kernel_.less(left, right);
        case Relation::less_equal:
            return kernel_.less_equal(left, right);
        case Relation::greater:
            return kernel_.less(right, left);
        case Relation::greater_equal:
            return kernel_.less_equal(right, left);
        case Relation::equal:
            return kernel_.equal(left, right);
        case Relation::not_equal:
            return !kernel_.equal(left, right);
    }
    return Truth::unknown;
}

template <NumberKernel Kernel>
Truth Evaluator<Kernel>::predicate(const Expression& e) {
    if (e.name == "finite") {
        const Value v = scalar(*e.args[0]);
        const Value infinity = kernel_.infinity();
        if (depth_ == 0) sides_.push_back({&e, v, infinity});
        return kernel_.less(v, infinity) && kernel_.less(kernel_.neg(infinity), v);
    }
    const std::vector<Rational> p = exact_distribution(*e.args[0]);
    if (e.name == "vertex") return certainly(std::find(p.begin(), p.end(), one) != p.end());
    return certainly(std::none_of(p.begin(), p.end(), [](const Rational& mass) { return mass == 0; }));
}

template <NumberKernel Kernel>
Truth Evaluator<Kernel>::every_outcome(const Expression& inner) {
    Truth result = Truth::yes;
    each_sample(nullptr, [&](const Value&) {
        if (result == Truth::no) return;
        result = result && formula(inner);
        if (result == Truth::no) failing_outcome_ = counts_;
    });
    if (failing_outcome_) {
        // Said again outside the loop, so that the relation that fails is the one on record.
        set_sample(*failing_outcome_);
        sides_.clear();
        formula(inner);
    }
    return result;
}

template class Evaluator<ExactKernel>;
template class Evaluator<BallKernel>;
template class Evaluator<MpfiKernel>;
template class Evaluator<DoubleKernel>;

}  // namespace groundcheck
