// A process at a point: what its parts come to once every variable has a value.
//
// The claim language's evaluator stands above this folder, so the values of a process's own expressions come
// through an interface, PointValues (decide/evaluate/point_process.cpp has the one that claims use).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/affine_moments.hpp"
#include "sim/gaussian_draw.hpp"
#include "sim/generation.hpp"
#include "sim/process.hpp"

namespace groundcheck {

// What the names in a process's expressions mean in one step; null or nothing: they have no meaning there.
struct StepNames {
    std::uint32_t t = 0;
    std::optional<Rational> alpha = std::nullopt;
    std::optional<std::uint32_t> samples = std::nullopt;  // N
    const std::vector<Rational>* model = nullptr;         // Q
    const std::vector<Rational>* training = nullptr;      // M
    const std::vector<Rational>* frequencies = nullptr;   // X
};

// A point's values. What has no value there throws what fail() throws.
class PointValues {
  public:
    virtual ~PointValues() = default;
    PointValues() = default;
    PointValues(const PointValues&) = delete;
    PointValues& operator=(const PointValues&) = delete;

    virtual std::uint32_t symbols() const = 0;                                       // K
    virtual std::optional<std::uint32_t> samples() const = 0;                        // the domain's N
    virtual std::optional<Rational> share() const = 0;                               // the domain's alpha
    virtual const std::vector<Rational>* masses(const std::string& name) const = 0;  // null: not declared
    // A number's value; nothing where it is not rational.
    virtual std::optional<Rational> number(const Expression& e, const StepNames& names) const = 0;
    virtual std::vector<Rational> distribution(const Expression& e, const StepNames& names) const = 0;
    virtual std::vector<Rational> over_symbols(const Expression& e, const std::string& symbol,
                                               const StepNames& names) const = 0;
    // Says that the point makes no sense of the expression there.
    [[noreturn]] virtual void fail(SourceRange where, const std::string& message) const = 0;
};

class ResolvedProcess {
  public:
    // `process` may be null, the plain one. What is asked of symbols throws std::logic_error for a process
    // that has none.
    ResolvedProcess(std::shared_ptr<const Process> process, std::shared_ptr<const PointValues> values);

    // The step from Q[t] to Q[t+1]. Fails where the schedules have no rational value, alpha leaves [0,1] or N
    // is no whole number from 1 to 10^6. Precondition: the point or the process says how many samples.
    Generation generation(std::uint32_t t) const;
    // The number of samples of that step, of any family; nothing without sampling, or where the point says
    // none.
    std::optional<std::uint32_t> samples(std::uint32_t t) const;
    // The share of exogenous data in that step alone, of symbols and Gaussians.
    Rational share(std::uint32_t t) const;
    // That step of the Gaussian family. Fails as generation does, where the world's numbers are not rational
    // or its variance is negative, and where there are fewer than two samples in all, which have no unbiased
    // variance; throws std::logic_error for another family.
    GaussianDraw gaussian_draw(std::uint32_t t) const;
    // What the samples of the step are drawn from. Fails as generation does, and where train is no
    // distribution.
    std::vector<Rational> training(std::uint32_t t, const std::vector<Rational>& model) const;
    // Whether all steps are the same.
    bool steady() const;
    // The rules of the whole process with `world` for P.
    ProcessRules rules(std::vector<Rational> world) const;

    // The same where the point's distributions have one symbol's masses each, and `world` that symbol's and
    // all the others'. Throws ProcessError where the process has no such view at this point.
    Rational training_of_symbol(std::uint32_t t, const Rational& model) const;
    ProcessRules rules_of_symbol(std::vector<Rational> world) const;

    // The moment recursion's step from t, with vectors of `parts` entries: as many as the point's
    // distributions have.
    Offer<AffineStep> affine_step(std::uint32_t t, std::size_t parts) const;

  private:
    struct Coefficients;
    StepNames names(std::uint32_t t, const std::vector<Rational>* model) const;
    std::vector<Rational> fitted(const ProcessRules::Step& step, const std::vector<Rational>& frequencies,
                                 std::uint32_t n) const;
    std::optional<CountMass> simple_fit(std::uint32_t t, std::uint32_t n, std::uint32_t symbols) const;
    ProcessRules common_rules(std::vector<Rational> world) const;
    Coefficients coefficients(const AffineForm& form, const StepNames& names) const;
    Offer<std::vector<Rational>> fixed_parts(const Coefficients& all, const std::set<std::string>& moving,
                                             std::size_t parts) const;
    Offer<AffineLaw> affine_training(const StepNames& here, std::size_t parts) const;
    const SymbolProcess& symbols() const;

    std::shared_ptr<const Process> process_;
    std::shared_ptr<const PointValues> values_;
};

}  // namespace groundcheck
