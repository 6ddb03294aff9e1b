#include "decide/continuum/prove_relation.hpp"

#include <algorithm>

#include "interval/continuum/shape.hpp"
#include "interval/continuum/square_factor.hpp"

namespace groundcheck {

using continuum::OutsideForms;
using continuum::Subdivision;

namespace {

bool is_strict(Relation relation) { return relation == Relation::less || relation == Relation::greater; }

class Prover {
  public:
    Prover(const ContinuumProblem& problem, const ContinuumOptions& options)
        : problem_(problem), options_(options) {}

    // The proof of a relation, or those of all its cases. Throws NotProved.
    std::vector<ProvedRelation> prove(const Expression& relation) const {
        std::vector<MarginChoice> choices;
        const bool vary = problem_.can_vary_mixture(relation);
        if (vary) choices.push_back({true, {}, {}, {}});
        choices.emplace_back();
        try {
            for (const Tilt& tilt : problem_.tilts(relation, {vary, {}, {}, {}}))
                choices.push_back({vary, tilt, {}, {}});
            for (const Tilt& shift : problem_.shifts(relation))
                choices.push_back({false, {}, shift, {}});
        } catch (const OutsideForms&) {  // then the plain margin says why
        }
        NotProved failure;
        for (const MarginChoice& choice : choices) {
            try {
                const std::size_t absolutes = absolutes_of(relation, choice);
                if (absolutes > 0) return prove_cases(relation, choice, absolutes);
                return {prove_with(relation, choice)};
            } catch (const NotProved& why) {
                if (failure.reason.empty() || why.negative_at) failure = why;
            } catch (const OutsideForms& why) {
                if (failure.reason.empty()) failure = {why.what(), {}};
            }
        }
        throw NotProved(failure);
    }

  private:
    // How many absolute values have an argument whose sign is not seen.
    std::size_t absolutes_of(const Expression& relation, MarginChoice choice) const {
        choice.cases = std::make_shared<AbsoluteCases>(relation);
        (void)problem_.sides(relation, choice, ContinuumProblem::interior());
        return choice.cases->size();
    }

    // All cases of the signs, in the order of the certificate's format.
    std::vector<ProvedRelation> prove_cases(const Expression& relation, const MarginChoice& choice,
                                            std::size_t absolutes) const {
        constexpr std::size_t most = 4;
        if (absolutes > most)
            throw OutsideForms("more than " + std::to_string(most) +
                               " absolute values whose sign is not seen: split the claim");
        if (problem_.equality(choice) != EqualityCase::unstated)
            throw OutsideForms("an equality condition beside an absolute value whose sign is not seen");
        std::vector<ProvedRelation> result;
        for (std::size_t number = 0; number < std::size_t{1} << absolutes; ++number) {
            std::string signs;
            for (std::size_t i = absolutes; i-- > 0;)
                signs += (number >> i) % 2 == 0 ? '+' : '-';
            result.push_back(prove_case(relation, choice, signs));
        }
        return result;
    }

    // The case with the first multiples that will do: those that leave a margin of an obvious sign, and else
    // none at all.
    ProvedRelation prove_case(const Expression& relation, MarginChoice choice,
                              const std::string& signs) const {
        static const std::vector<Rational> candidates = {0, Rational(1, 2), 1, 2};
        std::size_t count = 1;
        for (std::size_t i = 0; i < signs.size(); ++i)
            count *= candidates.size();
        for (std::size_t tried = 0; tried <= count; ++tried) {
            std::vector<Rational> multiples;
            std::size_t rest = tried % count;
            for (std::size_t i = 0; i < signs.size(); ++i, rest /= candidates.size())
                multiples.push_back(candidates[rest % candidates.size()]);
            choice.cases = std::make_shared<AbsoluteCases>(relation);
            (void)problem_.sides(relation, choice, ContinuumProblem::interior());
            choice.cases->set(signs, multiples);
            if (tried < count && !has_sign(MarginOnCube(problem_, relation, choice).inside(), 1)) continue;
            ProvedRelation proved = prove_with(relation, choice);
            proved.proof.signs = signs;
            proved.proof.multiples = choice.cases->multiples();
            return proved;
        }
        throw NotProved{"no case", {}};  // the last try throws its own
    }

    ProvedRelation prove_with(const Expression& relation, const MarginChoice& choice) const {
        const MarginOnCube margin(problem_, relation, choice);
        const EqualityCase equality = problem_.equality(choice);
        if (equality != EqualityCase::unstated &&
            (is_strict(relation.relation) || choice.vary_mixture || problem_.relations().size() != 1)) {
            throw OutsideForms("an equality condition is for one relation, <= or >=, about Q itself");
        }
        ProvedRelation result;
        result.proof.vary_mixture = choice.vary_mixture;
        result.proof.tilt = choice.tilt ? choice.tilt->text : "";
        result.proof.shift = choice.shift ? choice.shift->text : "";
        if (margin.inside().is_singular()) throw NotProved{"the claim has no value inside its domain", {}};
        if (margin.inside().is_zero() && !jumps(relation, margin, equality))
            return identity(relation, margin, equality, choice.cases && choice.cases->takes(),
                            std::move(result));
        if (relation.relation == Relation::equal || relation.relation == Relation::not_equal) {
            throw NotProved{"the two sides are not identical", {}};
        }
        if (equality == EqualityCase::always) throw NotProved{"equality does not hold everywhere", {}};
        const bool strict = is_strict(relation.relation) || equality == EqualityCase::never;
        margin.require_boundary(strict, equality);
        if (at_uniform(equality) && !zero_at_uniform(margin))
            throw NotProved{"equality does not hold at the uniform distribution", {}};
        const bool needs_strict =
            strict || (equality != EqualityCase::unstated && equality != EqualityCase::never);
        if (!needs_strict && margin.mentioned().size() > 1) {
            if (const auto shape = by_shape(margin)) {
                result.proof.method = *shape;
                return result;
            }
        }
        result.subdivision = subdivide(margin, equality, needs_strict);
        if (result.subdivision.result == Subdivision::Result::stuck && !needs_strict)
            without_square(margin, choice, result);
        const Subdivision& found = result.subdivision;
        if (found.result == Subdivision::Result::negative) {
            throw NotProved{"the one-symbol margin is not positive at " + to_string(*found.negative_at),
                            found.negative_at};
        }
        if (found.result != Subdivision::Result::nonnegative) {
            const std::string box =
                '[' + to_string(found.stuck_low) + ", " + to_string(found.stuck_high) + ']';
            throw NotProved{"stuck on the box " + box + ": " + found.reason, {}};
        }
        result.proof.tokens = found.tokens;
        constexpr Precision plain = 64, ample = 128;
        result.proof.precision = std::max(found.hairline ? ample : plain, found.precision);
        return result;
    }

    // Whether an inequality that holds with equality inside is left to its boundary, where it says more:
    // supp(Q) <= K.
    static bool jumps(const Expression& relation, const MarginOnCube& margin, EqualityCase equality) {
        const bool weak =
            relation.relation == Relation::less_equal || relation.relation == Relation::greater_equal;
        if (!weak || equality != EqualityCase::unstated) return false;
        try {
            margin.require_zero_boundary();
            return false;
        } catch (const OutsideForms&) {
            return true;
        }
    }

    static ProvedRelation identity(const Expression& relation, const MarginOnCube& margin,
                                   EqualityCase equality, bool taken, ProvedRelation result) {
        if (is_strict(relation.relation) || relation.relation == Relation::not_equal)
            throw NotProved{"the two sides are equal", {}};
        if (relation.relation == Relation::equal && taken)
            throw NotProved{"the two sides are not identical", {}};
        if (equality != EqualityCase::unstated && equality != EqualityCase::always) {
            throw NotProved{"equality holds everywhere, not only where the claim says", {}};
        }
        margin.require_zero_boundary();
        result.proof.method = "identity";
        return result;
    }

    static bool at_uniform(EqualityCase equality) {
        return equality == EqualityCase::uniform || equality == EqualityCase::vertex_or_uniform;
    }
    bool zero_at_uniform(const MarginOnCube& margin) const {
        return limit(margin.inside(), 1, Rational(1) / Rational(problem_.symbols())).is_zero();
    }

    // The method that shows a margin of several variables to be >= 0 by its shape, if one does.
    std::optional<std::string> by_shape(const MarginOnCube& margin) const {
        if (continuum::by_logarithms(margin.inside())) return "logarithms";
        const std::vector<std::string> names = problem_.variables({});
        for (const std::size_t v : margin.mentioned()) {
            if (continuum::by_concavity(margin.inside(), v)) return "concave " + names[v - 1];
            for (const std::size_t w : margin.mentioned()) {
                if (v != w && continuum::by_convexity(margin.inside(), v, w))
                    return "convex " + names[v - 1] + ' ' + names[w - 1];
            }
        }
        return std::nullopt;
    }

    Subdivision subdivide(const MarginOnCube& margin, EqualityCase equality, bool strict) const {
        continuum::SubdivisionOptions options;
        options.strict = strict;
        options.ceiling = options_.ceiling;
        options.zeros_allowed = at_uniform(equality);
        if (problem_.symbols() > 1) options.zeros.push_back(Rational(1) / Rational(problem_.symbols()));
        const auto variables = margin.mentioned();
        if (variables.size() <= 1) {
            const std::size_t v = variables.empty() ? 1 : variables[0];
            Subdivision found = continuum::subdivide(margin.inside(), v, options);
            for (std::string& token : found.tokens)
                if (v != 1 && token == "S") token += std::to_string(v);  // "S" halves the first variable
            return found;
        }
        const auto polynomial = margin.inside().polynomial();
        if (!polynomial)
            throw NotProved{
                "the margin depends on several variables, is no polynomial, and has no shape that decides it",
                {}};
        return continuum::subdivide_polynomial(*polynomial, options);
    }

    // A polynomial margin that touches zero along a curve, or at an irrational point, is a square times the
    // rest.
    void without_square(const MarginOnCube& margin, const MarginChoice& choice,
                        ProvedRelation& result) const {
        const auto polynomial = margin.inside().polynomial();
        const auto factor = polynomial ? continuum::square_factor(*polynomial) : std::nullopt;
        const auto text = factor ? problem_.spelled_in_claim(factor->root, choice) : std::nullopt;
        if (!text) return;
        continuum::SubdivisionOptions options;
        options.ceiling = options_.ceiling;
        Subdivision found = continuum::subdivide_polynomial(factor->rest, options);
        if (found.result != Subdivision::Result::nonnegative) return;
        result.proof.square = *text;
        found.rules["square divided out"] = found.leaves;
        found.rules.erase("Bernstein");
        result.subdivision = std::move(found);
    }

    const ContinuumProblem& problem_;
    const ContinuumOptions& options_;
};

}  // namespace

std::vector<ProvedRelation> prove_relation(const ContinuumProblem& problem, const Expression& relation,
                                           const ContinuumOptions& options) {
    return Prover(problem, options).prove(relation);
}

}  // namespace groundcheck
