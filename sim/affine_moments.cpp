#include "sim/affine_moments.hpp"

#include <stdexcept>

namespace groundcheck {

namespace {

// slope*p + rest.
std::vector<Rational> at(const AffineLaw& law, const std::vector<Rational>& p) {
    std::vector<Rational> result = law.rest;
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] += law.slope * p[i];
    return result;
}

// The law of `law` where Q is itself a function of R.
AffineLaw after(const AffineLaw& law, const AffineLaw& model) {
    return {law.slope * model.slope, at({law.slope, law.rest}, model.rest)};
}

Rational square(const QuadraticForm& form, const std::vector<Rational>& p) {
    Rational total = 0;
    for (const auto& [symbols, factor] : form.squares)
        total += factor * p[symbols.first] * p[symbols.second];
    return total;
}

// tr(A*diag(p)) - p^T*A*p.
Rational one_sample(const QuadraticForm& form, const std::vector<Rational>& p) {
    Rational total = -square(form, p);
    for (const auto& [symbols, factor] : form.squares)
        if (symbols.first == symbols.second) total += factor * p[symbols.first];
    return total;
}

}  // namespace

QuadraticForm QuadraticForm::of(const Rational& constant) {
    QuadraticForm form;
    form.constant = constant;
    return form;
}

QuadraticForm QuadraticForm::mass(std::size_t symbol) {
    QuadraticForm form;
    form.linear[symbol] = 1;
    return form;
}

int QuadraticForm::degree() const { return !squares.empty() ? 2 : !linear.empty() ? 1 : 0; }

void QuadraticForm::add(const QuadraticForm& other, const Rational& factor) {
    constant += factor * other.constant;
    for (const auto& [symbol, value] : other.linear)
        linear[symbol] += factor * value;
    for (const auto& [symbols, value] : other.squares)
        squares[symbols] += factor * value;
}

QuadraticForm product(const QuadraticForm& a, const QuadraticForm& b) {
    if (a.degree() + b.degree() > 2) throw std::invalid_argument("a product of more than two masses");
    QuadraticForm result;
    result.add(b, a.constant);
    result.add(a, b.constant);
    result.constant = a.constant * b.constant;
    for (const auto& [i, left] : a.linear)
        for (const auto& [j, right] : b.linear)
            result.squares[{std::min(i, j), std::max(i, j)}] += left * right;
    return result;
}

AffineMoments::AffineMoments(std::vector<Rational> start, QuadraticForm form)
    : form_(std::move(form)), mean_(std::move(start)), model_{1, std::vector<Rational>(mean_.size())} {}

void AffineMoments::step(const AffineStep& step) {
    const AffineLaw training = after(step.training, model_);  // as functions of R
    // R' = G*R + H + c*(F - M).
    AffineLaw next;
    Rational noise_factor;  // c
    AffineLaw model;        // Q' of R'
    if (step.accumulate) {
        noise_factor = step.fresh;
        next.slope = 1 - step.fresh + step.fresh * training.slope;
        for (const Rational& rest : training.rest)
            next.rest.push_back(step.fresh * rest);
        model = {step.x, step.rest};
    } else {
        noise_factor = step.x;
        const Rational of_training = step.x + step.m;
        next.slope = of_training * training.slope + step.q * model_.slope;
        for (std::size_t i = 0; i < step.rest.size(); ++i)
            next.rest.push_back(of_training * training.rest[i] + step.q * model_.rest[i] + step.rest[i]);
        model = {1, std::vector<Rational>(mean_.size())};
    }
    Rational kept = next.slope * next.slope, fresh_spread = 0;
    for (const AffineStep::Draw& draw : step.draws) {
        const AffineLaw from = after(draw.from, model_);
        kept -= noise_factor * noise_factor * draw.weight * from.slope * from.slope;
        fresh_spread += draw.weight * one_sample(form_, at(from, mean_));
    }
    spread_ = kept * spread_ + noise_factor * noise_factor * fresh_spread;
    mean_ = at(next, mean_);
    model_ = std::move(model);
}

Rational AffineMoments::expected() const {
    const std::vector<Rational> mean = at(model_, mean_);
    Rational total = form_.constant + square(form_, mean) + model_.slope * model_.slope * spread_;
    for (const auto& [symbol, factor] : form_.linear)
        total += factor * mean[symbol];
    return total;
}

}  // namespace groundcheck
