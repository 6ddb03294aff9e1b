// The margins of a claim on the unit cube, inside and on its boundary.
//
// A relation left >= right is the margin left - right >= 0. Read by symbols the margin is c + sum of g, and
// because the shares add up to 1 it is the sum over the symbols of F = g + c*q; with a fixed K also of F = g
// + c/K + tilt*(q - 1/K), for any number `tilt`, which is what bounds that are tight at the uniform
// distribution need, or (with a tilt of 0) that count symbols. And because the shares of Q and P have the
// same sum, any multiple of p - q, the "shift", may be added. What is said of Q and P holds of any two
// distributions that range.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "decide/continuum/certificate.hpp"
#include "decide/continuum/cube_reading.hpp"
#include "decide/question/instance.hpp"

namespace groundcheck {

// Where the claim says that equality holds, for one instance.
enum class EqualityCase { unstated, always, never, vertex, uniform, vertex_or_uniform };

// The sides of a relation: larger >= smaller is claimed.
struct SideForms {
    SymbolSum larger, smaller;
};

struct Tilt {
    continuum::Form value;  // a number (a shift may depend on alpha)
    std::string text;       // the same in the claim language
};

struct MarginChoice {
    bool vary_mixture = false;  // M takes Q's place as the distribution that ranges
    std::optional<Tilt> tilt;
    std::optional<Tilt> shift;
    std::shared_ptr<AbsoluteCases> cases;  // the case at hand; none where no sign is in question
};

// Where the distributions stand that range over a list while others range over a continuum.
using FixedDistributions = ByName<std::vector<Rational>>;

// One instance of a claim over a continuum, at one point of what is listed, in one reading. The question, the
// instance and the point must outlive it.
class ContinuumProblem {
  public:
    // Precondition: `fixed` has every distribution of the domain that is no simplex, with K shares. Throws
    // continuum::OutsideForms for a statement or domain beyond this method.
    ContinuumProblem(const Question& question, const Instance& instance, const FixedDistributions& fixed,
                     CubeReading reading);

    // The cube's own variables: the inside of the domain.
    static std::vector<continuum::Polynomial> interior();

    [[nodiscard]] const std::vector<const Expression*>& relations() const { return relations_; }
    // Whether the relation may be about M alone, and M is a mixture (so that varying M in its place is worth
    // trying).
    [[nodiscard]] bool can_vary_mixture(const Expression& relation) const;
    // The equality condition with the instance's numbers put in. Throws continuum::OutsideForms.
    [[nodiscard]] EqualityCase equality(const MarginChoice& choice) const;
    // Tilts worth trying: the one that makes F stationary at q = 1/K, and none at all. Nothing unless the
    // relation is read by symbols with a fixed K and has a constant part.
    [[nodiscard]] std::vector<Tilt> tilts(const Expression& relation, MarginChoice choice) const;
    // Shifts worth trying: those that remove what is linear in p, or in q, from F, and the constant part
    // itself.
    [[nodiscard]] std::vector<Tilt> shifts(const Expression& relation) const;
    // A polynomial in the cube's variables as the claim language writes it; nothing if it cannot: the share
    // of an unnamed symbol has no name.
    [[nodiscard]] std::optional<std::string> spelled_in_claim(const continuum::Polynomial& polynomial,
                                                              const MarginChoice& choice) const;
    // Everything of the certificate but texts and proofs.
    [[nodiscard]] Certificate certificate() const;
    [[nodiscard]] bool by_symbols() const { return reading_ == CubeReading::symbols; }
    [[nodiscard]] std::uint32_t symbols() const { return instance_->K.value_or(0); }

    // Whether the face where variable v is 0 (low) or 1 belongs to the domain: not where an interval is open.
    [[nodiscard]] bool has_face(const MarginChoice& choice, std::size_t v, bool low) const;
    // The names of the cube's variables, variable 1 first; with the mixture varied there is only Q's place.
    [[nodiscard]] std::vector<std::string> variables(const MarginChoice& choice) const;
    // The sides of the relation, and the margin between them, where variable i of the cube has the value
    // cube[i].
    [[nodiscard]] SideForms sides(const Expression& relation, const MarginChoice& choice,
                                  const std::vector<continuum::Polynomial>& cube) const;
    [[nodiscard]] SymbolSum margin(const Expression& relation, const MarginChoice& choice,
                                   const std::vector<continuum::Polynomial>& cube) const;
    [[nodiscard]] continuum::Form one_symbol(const SymbolSum& margin, const MarginChoice& choice,
                                             const std::vector<continuum::Polynomial>& cube) const;

  private:
    [[nodiscard]] ReadingScope scope(const MarginChoice& choice,
                                     const std::vector<continuum::Polynomial>& cube) const;
    [[nodiscard]] EqualityCase equality(const Expression& condition, const ReadingScope& scope) const;
    [[nodiscard]] std::optional<Tilt> tangent_tilt(const SymbolSum& margin) const;
    // What the condition says of a Q that does not range: always or never. Nothing if it ranges, or the
    // condition is another.
    [[nodiscard]] std::optional<EqualityCase> equality_of_fixed(const Expression& condition) const;
    void add_relations(const Expression& statement);
    // A form in the scalars alone, in the claim language.
    [[nodiscard]] std::optional<std::string> spelled(const continuum::Form& form) const;
    [[nodiscard]] std::string spelled(const continuum::Polynomial& polynomial) const;
    [[nodiscard]] std::size_t place_of(const std::string& variable) const;  // 0: not a variable
    // The distribution of this name if it ranges, else the first other than `but` that does. 0: none does.
    [[nodiscard]] std::size_t ranging(const std::string& preferred, std::size_t but = 0) const;
    // Over whose masses constants are shared out, and the other one of a shift.
    [[nodiscard]] std::size_t base_place() const { return ranging("Q"); }
    [[nodiscard]] std::size_t other_place() const { return ranging("P", base_place()); }

    const Question* question_;
    const Instance* instance_;
    const FixedDistributions* fixed_;
    const Domain* domain_;
    CubeReading reading_;
    std::vector<std::string> variables_;
    std::vector<const Expression*> relations_;
};

// The margin of one relation: the function F inside the cube, and what the claim says on its faces.
class MarginOnCube {
  public:
    MarginOnCube(const ContinuumProblem& problem, const Expression& relation, const MarginChoice& choice);

    [[nodiscard]] const continuum::Form& inside() const { return inside_; }
    [[nodiscard]] std::vector<std::size_t> mentioned() const;  // the variables that F depends on
    // Throws continuum::OutsideForms unless the claim holds on the boundary (given that F >= 0 inside): with
    // one variable the two ends have the right sign, with several every face is the limit of F or more, or
    // infinity. Strict: > 0, but by symbols a missing symbol may contribute 0, since not all are missing; at
    // the vertices: exactly 0. Both sides may be plus infinity, and then are equal, unless that contradicts
    // strictness or the equality condition.
    void require_boundary(bool strict, EqualityCase equality) const;
    // Throws continuum::OutsideForms unless F is zero on the boundary as well, or both sides plus infinity.
    void require_zero_boundary() const;

  private:
    struct Face {
        std::vector<continuum::Polynomial> cube;             // where it lies
        std::vector<std::pair<std::size_t, Rational>> ends;  // the variables that stand still
    };
    // The faces that belong to the domain and on which the two sides are not both plus infinity. Throws
    // OutsideForms for a face without a value, and where both are infinite unless that `may_be`.
    [[nodiscard]] std::vector<Face> faces(bool may_be_infinite) const;
    void require_sign(const Face& end, bool strict, EqualityCase equality) const;  // with one variable
    void require_continuous(const Face& face, bool identity) const;                // with several
    [[nodiscard]] continuum::Form margin_on(const Face& face) const;

    const ContinuumProblem* problem_;
    const Expression* relation_;
    MarginChoice choice_;
    std::size_t dimension_;
    continuum::Form inside_;
};

}  // namespace groundcheck
