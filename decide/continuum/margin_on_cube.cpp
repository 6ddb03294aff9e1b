// A margin inside the cube and on its faces. See cube_margin.hpp.
#include "decide/continuum/cube_margin.hpp"

namespace groundcheck {

using continuum::Form;
using continuum::OutsideForms;
using continuum::Polynomial;

namespace {

// What a side is on a face: a number (0), an infinity (1 or -1), or not known to be either (2).
int infinity_of(const SymbolSum& side) {
    const Form sum = side.c + side.g;
    return !sum.is_singular() ? 0 : sum.infinity() == 0 ? 2 : sum.infinity();
}

}  // namespace

MarginOnCube::MarginOnCube(const ContinuumProblem& problem, const Expression& relation,
                           const MarginChoice& choice)
    : problem_(&problem),
      relation_(&relation),
      choice_(choice),
      dimension_(problem.variables(choice).size()) {
    inside_ = problem.one_symbol(problem.margin(relation, choice, ContinuumProblem::interior()), choice,
                                 ContinuumProblem::interior());
}

std::vector<std::size_t> MarginOnCube::mentioned() const {
    std::vector<std::size_t> result;
    for (std::size_t v = 1; v <= cube_dimension; ++v) {
        if (inside_.mentions(v)) result.push_back(v);
    }
    return result;
}

std::vector<MarginOnCube::Face> MarginOnCube::faces(bool may_be_infinite) const {
    std::size_t count = 1;
    for (std::size_t v = 0; v < dimension_; ++v)
        count *= 3;
    std::vector<Face> result;
    bool both_infinite = false, below = false;
    for (std::size_t number = 1; number < count;
         ++number) {  // base 3: 0 inside, 1 at the low end, 2 at the high
        Face face{ContinuumProblem::interior(), {}};
        bool belongs = true;
        std::size_t rest = number;
        for (std::size_t v = 1; v <= dimension_; ++v, rest /= 3) {
            if (rest % 3 == 0) continue;
            belongs = belongs && problem_->has_face(choice_, v, rest % 3 == 1);
            face.ends.emplace_back(v, Rational(rest % 3 == 1 ? 0 : 1));
            face.cube[v] = Polynomial(face.ends.back().second);
        }
        if (!belongs) continue;
        const SideForms sides = problem_->sides(*relation_, choice_, face.cube);
        if (choice_.cases && choice_.cases->outside()) continue;
        const int larger = infinity_of(sides.larger), smaller = infinity_of(sides.smaller);
        if (larger == 2 || smaller == 2)
            throw OutsideForms("the claim is not known to have a value on the boundary of its domain");
        below = below || smaller == -1;
        if (larger == 1 && smaller == 1)
            both_infinite = true;
        else
            result.push_back(std::move(face));
    }
    if (both_infinite && (below || !may_be_infinite))
        throw OutsideForms(below ? "a side of the claim is infinity - infinity on a part of the boundary"
                                 : "both sides are infinite, and so equal, on a part of the boundary");
    return result;
}

Form MarginOnCube::margin_on(const Face& face) const {
    return problem_->one_symbol(problem_->margin(*relation_, choice_, face.cube), choice_, face.cube);
}

void MarginOnCube::require_sign(const Face& end, bool strict, EqualityCase equality) const {
    const int sign = continuum::sign(margin_on(end));
    const bool vertices = equality == EqualityCase::vertex || equality == EqualityCase::vertex_or_uniform;
    const bool missing = end.ends.front().second == 0 && problem_->by_symbols();
    const bool positive = strict || equality == EqualityCase::uniform;
    const bool fits = vertices ? sign == 0 : sign == 1 || (sign == 0 && (!positive || missing));
    if (!fits) throw OutsideForms("the claim is not confirmed at the ends of its domain");
}

void MarginOnCube::require_continuous(const Face& face, bool identity) const {
    Form expected = inside_;
    for (const auto& [v, end] : face.ends)
        expected = limit(expected, v, end);
    const Form there = margin_on(face);
    if (there.infinity() == 1 && !identity) return;
    if (!identity && has_sign(there, 1)) return;
    const Form gap = there - expected;
    if (!gap.is_zero() && (identity || !has_sign(gap, 1)))
        throw OutsideForms("the claim is not the limit of its inside on the boundary of its domain");
}

void MarginOnCube::require_boundary(bool strict, EqualityCase equality) const {
    if (dimension_ != 1 && (strict || equality != EqualityCase::unstated))
        throw OutsideForms("strictness with several variables is beyond this method");
    for (const Face& face : faces(!strict && equality == EqualityCase::unstated)) {
        if (dimension_ == 1)
            require_sign(face, strict, equality);
        else
            require_continuous(face, false);
    }
}

void MarginOnCube::require_zero_boundary() const {
    for (const Face& face : faces(true)) {
        if (dimension_ != 1)
            require_continuous(face, true);
        else if (continuum::sign(margin_on(face)) != 0)
            throw OutsideForms("the two sides differ at the ends of the domain");
    }
}

}  // namespace groundcheck
