#include "sim/affine_moments.hpp"

#include <stdexcept>

namespace groundcheck {

namespace {

using Masses = std::vector<Rational>;

// a*p + b*q, where no entries stand for zeros.
Masses combined(const Rational& a, const Masses& p, const Rational& b, const Masses& q) {
    Masses result = a == 0 ? Masses() : p;
    if (a != 1)
        for (Rational& value : result)
            value *= a;
    if (b == 0 || q.empty()) return result;
    if (result.empty()) result.resize(q.size());
    for (std::size_t i = 0; i < q.size(); ++i)
        result[i] += b == 1 ? q[i] : Rational(b * q[i]);
    return result;
}

// slope*p + rest, written out.
Masses at(const AffineLaw& law, const Masses& p) {
    if (law.slope == 0 && law.rest.empty()) return Masses(p.size());
    return combined(law.slope, p, 1, law.rest);
}

// The law of `law` where Q is itself a function of R.
AffineLaw after(const AffineLaw& law, const AffineLaw& model) {
    return {law.slope * model.slope, combined(law.slope, model.rest, 1, law.rest)};
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
    : form_(std::move(form)), mean_(std::move(start)) {}

void AffineMoments::step(const AffineStep& step) {
    const AffineLaw training = after(step.training, model_);  // as functions of R
    // R' = G*R + H + c*(F - M).
    AffineLaw next;
    Rational noise_factor;  // c
    AffineLaw model;        // Q' of R'
    if (step.accumulate) {
        noise_factor = step.fresh;
        next = {1 - step.fresh + step.fresh * training.slope, combined(step.fresh, training.rest, 0, {})};
        model = {step.x, step.rest};
    } else {
        noise_factor = step.x;
        const Rational of_training = step.x + step.m;
        next.slope = of_training * training.slope + step.q * model_.slope;
        next.rest = combined(1, combined(of_training, training.rest, step.q, model_.rest), 1, step.rest);
    }
    Rational kept = next.slope * next.slope, fresh_spread = 0;
    const Rational squared = noise_factor * noise_factor;
    for (const AffineStep::Draw& draw : step.draws) {
        const AffineLaw from = after(draw.from, model_);
        kept -= squared * draw.weight * from.slope * from.slope;
        if (!form_.squares.empty()) fresh_spread += draw.weight * one_sample(form_, at(from, mean_));
    }
    spread_ = kept * spread_ + squared * fresh_spread;
    if (next.slope != 1 || !next.rest.empty()) mean_ = at(next, mean_);
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
