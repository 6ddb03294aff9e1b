// Inside reference/: one walk over a syntax tree, at one point and one precision.
//
// The class is one; its functions stand by what they are about in evaluate.cpp (formulas, and what
// reference.hpp offers), evaluate_numbers.cpp, evaluate_distributions.cpp, evaluate_process.cpp,
// evaluate_gaussian.cpp, evaluate_gaussian_events.cpp and evaluate_recursion.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "reference/gaussian_laws.hpp"
#include "reference/learner.hpp"
#include "reference/number.hpp"
#include "reference/process_laws.hpp"
#include "reference/reference.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck::reference {

class Evaluation {
  public:
    // `known` is of this point and process.
    Evaluation(const Point& point, const Process* process, const Budget& budget, unsigned bits,
               std::shared_ptr<KnownLaws> known = std::make_shared<KnownLaws>())
        : point_(point),
          process_(process),
          steps_(budget.steps),
          arithmetic_(bits),
          known_(std::move(known)) {}

    // The value of a number. Throws NoValue, NoOpinion.
    Number number(const Expression& e);

    // Whether a formula holds; unknown where the precision does not tell. Throws NoValue, NoOpinion.
    Truth truth(const Expression& e);

    // Whether the relation holds between two numbers.
    [[nodiscard]] Truth compared(Relation relation, const Number& a, const Number& b) const;

    // Both sides of the first relation, outside brackets and sums, that was found false.
    std::optional<Sides> failing;

  private:
    static constexpr std::uint32_t for_ever = UINT32_MAX;  // Q[infinity]

    [[noreturn]] static void unknown(const Expression& e);  // a node that is not handled: a logic error

    Truth formula(const Expression& e);

    // What comes after a part of which it is open, at this precision, whether it settles all: a value that is
    // missing then is perhaps not needed.
    Truth second(Truth first, const Expression& e);

    // What is drawn inside a bracket, and what the bracket starts from.
    struct Drawn {
        std::map<std::uint32_t, Masses> models;           // by generation; for_ever for Q[infinity]
        std::map<std::uint32_t, std::string> hypotheses;  // likewise
        std::optional<Masses> start;
        std::optional<std::string> first;                       // hypothesis
        std::optional<std::pair<Rational, Rational>> gaussian;  // mu[1] and s2[1]
    };

    // Throws NoOpinion when there are no steps left.
    void spend(std::uint64_t steps);
    Spend spender();

    // ---- numbers

    Number scalar(const Expression& e);

    // 0 times anything is 0, also where the other factor has no value.
    Number product(const Expression& e);
    Number pi() const;
    Number named(const Expression& e);
    // A number that has to be rational, or whole; otherwise NoValue with `what`.
    Rational rational(const Expression& e, const std::string& what);
    std::int64_t whole(const Expression& e);

    // L, where K = 2^L.
    std::uint32_t length() const;
    std::size_t symbol(const Expression& index);  // from 0
    Number function(const Expression& e);
    Number machine(const Expression& e);
    Number by_blocks(const Expression& e);
    Number aggregate(const Expression& e);
    std::vector<std::string> set(const Expression& e);  // what a sum over strings runs over

    // Takes back the last element, also when what comes after throws.
    template <class List>
    struct Popped {
        explicit Popped(List& list) : list_(list) {}
        ~Popped() { list_.pop_back(); }
        Popped(const Popped&) = delete;
        Popped& operator=(const Popped&) = delete;
        List& list_;
    };

    // ---- strings

    std::string string(const Expression& e);

    // ---- distributions

    const Masses& declared(const std::string& name) const;
    Masses start() const;
    Masses masses(const Expression& e);  // of a distribution
    Masses literal(const Expression& e);
    Masses normalized(const Expression& e);
    Masses given(const Expression& e);
    Masses mixed(const Expression& e);  // while it is put together it need not be a distribution
    static void require_distribution(const Masses& masses, const Expression& e, const std::string& what);
    // A number that speaks of one symbol, for each of them.
    Masses over_symbols(const Expression& body, const std::string& symbol);
    std::vector<Number> vector(const Expression& e);  // of a distribution or an observable
    Number total(const std::vector<Number>& terms) const;

    // sum p*log(p/r), 0 where p is 0 and infinite where r alone is.
    Number divergence(const std::vector<std::pair<Rational, Rational>>& pairs) const;
    Number jensen_shannon(const std::vector<std::pair<Rational, Rational>>& pairs) const;
    struct Functional {
        std::string name;
        std::size_t arguments;
        Number (Evaluation::*value)(const Expression&);
    };
    static const Functional* functional_named(const std::string& name, std::size_t arguments);
    friend bool has_functional(const std::string& name, std::size_t arguments);
    Number functional(const Expression& e);
    Number entropy(const Expression& e);
    Number diversity(const Expression& e);
    Number support(const Expression& e);
    Number extreme(const Expression& e);
    Number time_to_vertex_from(const Expression& e);
    Number shannon(const Masses& p) const;
    Number moment(const Expression& e);
    Number of_order(const Expression& e);
    Number distance(const Expression& e);

    // ---- formulas

    Truth relation(const Expression& e);
    Truth predicate(const Expression& e);

    // ---- the process

    bool is_learner() const { return is<ProgramProcess>(); }
    bool is_gaussian() const { return is<GaussianProcess>(); }
    template <class Family>
    bool is() const {
        return process_ != nullptr && std::holds_alternative<Family>(process_->family);
    }
    // What [process] says of symbols: nothing, where it says nothing or is of another family.
    SymbolProcess on_symbols() const {
        return process_ == nullptr || !is<SymbolProcess>() ? SymbolProcess()
                                                           : std::get<SymbolProcess>(process_->family);
    }

    // A schedule's or the noise's value; a schedule has t, the number of its step, from 0.
    Rational scheduled(const Expression& e, const Point& point, std::optional<std::uint32_t> t);
    Step step(std::uint32_t t);
    Rules rules();
    // What train and fit say in the step from t, where the model is Q.
    Masses trained(std::uint32_t t, const Masses& model);
    Masses fitted(std::uint32_t t, const Masses& model, const Masses& training, const Masses& frequencies,
                  std::uint32_t n);
    Point in_step(std::uint32_t t, const Masses& model);

    // The learner of a bracket in the step from t, with the numbers that stand after "with".
    Learner learner(const Expression* bracket, std::uint32_t t = 0);
    [[nodiscard]] const ProgramProcess& learner_process() const {
        return std::get<ProgramProcess>(process_->family);
    }
    // The same where all steps are alike. Throws NoOpinion where they are not.
    Learner steady_learner();
    // The law of h[until] from h at generation `from`.
    Law<std::string> hypotheses(const Expression* bracket, const std::string& h, std::uint32_t from,
                                std::uint32_t until);
    [[nodiscard]] std::string first_hypothesis() const {
        return drawn_.first ? *drawn_.first : point_.strings.at(learner_process().start);
    }
    std::uint32_t generation(const Expression& e);

    // The generations that a body speaks of, 0 aside.
    void times(const Expression& e, std::map<std::uint32_t, bool>& found);

    // Calls visit(probability) for every course of the models that the body of a bracket speaks of, with
    // those models drawn.
    void each_course(const Expression& bracket, const std::function<void(const Rational&)>& visit);
    // The models of list[place] and later, from `state` at generation `time`, which has the probability.
    void course_of_models(const std::vector<std::uint32_t>& list, std::size_t place, std::uint32_t time,
                          const State& state, const Rational& probability,
                          const std::function<void(const Rational&)>& visit);
    void course_of_hypotheses(const Expression& bracket, const std::vector<std::uint32_t>& list,
                              std::size_t place, std::uint32_t time, const std::string& h,
                              const Rational& probability, const std::function<void(const Rational&)>& visit);
    Number mean(const Expression& bracket, const std::function<Number()>& value);
    Number bracket(const Expression& e);

    // Relations inside a bracket are not those that a claim fails at.
    struct Quiet {
        explicit Quiet(std::optional<Sides>& sides) : sides_(sides), before_(sides) {}
        ~Quiet() { sides_ = before_; }
        Quiet(const Quiet&) = delete;
        Quiet& operator=(const Quiet&) = delete;
        std::optional<Sides>& sides_;
        std::optional<Sides> before_;
    };

    Truth every_outcome(const Expression& inner);

    // ---- laws

    Law<Masses> model_law(const Expression& e);
    Law<std::string> hypothesis_law(const Expression& e);
    // Both probabilities of every model that either law has.
    static std::vector<std::pair<Rational, Rational>> paired(const Law<Masses>& a, const Law<Masses>& b);

    // ---- what is known of a random world: evaluate_information.cpp

    struct PossibleWorld {
        Rational probability;
        Point point;
    };
    std::vector<PossibleWorld> possible_worlds();
    Number information(const Expression& e);
    // The law of what I[world; ...] looks at, in the point's own world: models, or numbers of their own.
    Law<Masses> seen(const Expression& e, std::optional<std::uint32_t> time);
    Law<Masses> seen_samples(bool in_order);

    // ---- the Gaussian family

    // The body as a polynomial in mu[t] and s2[t].
    Polynomial polynomial(const Expression& e, std::optional<std::uint32_t>& time);
    static Polynomial multiplied(const Polynomial& a, const Polynomial& b);
    // The step from t. Throws NoValue where its numbers make no step.
    GaussianRound gaussian_round_of(std::uint32_t t);
    // That the first steps are the closed loop's. Throws NoValue, NoOpinion.
    void require_closed_gaussian(std::uint32_t generations);
    // The expected value after so many generations from the point's mu and s2.
    Rational expected(Polynomial body, std::uint32_t generations);
    // The mean of log(s2[t]) or sqrt(s2[t]), and of what is linear in such and in polynomials.
    Number mean_of_function(const Expression& e);
    Number gaussian_mean(const Expression& e);
    Number gaussian(const Expression& e);
    // Probabilities: evaluate_gaussian_events.cpp.
    struct GaussianBounds {
        std::set<Rational> mean, variance;
    };
    Number chi_square(std::uint32_t k, const Rational& x);
    Number normal(const Rational& signed_square_of_bound);
    bool gaussian_bounds(const Expression& e, std::uint32_t n, GaussianBounds& bounds);
    Number gaussian_probability(const Expression& body);
    Number drawn_gaussian(const Expression& e);  // mu[t] or s2[t] where it is drawn

    // ---- a recursion

    Number iterated(const Expression& e);  // m[t]
    using Numbers = std::map<std::string, Number>;
    // What the numbers are after the step from t.
    Numbers stepped(const RecursionProcess& recursion, const Numbers& now, std::int64_t t);
    Number share(const Expression& schedule);

    const Point& point_;
    const Process* process_;
    std::uint64_t steps_;
    Arithmetic arithmetic_;
    std::vector<std::pair<std::string, std::int64_t>> bound_;  // by sums, the innermost last
    std::vector<std::pair<std::string, std::string>> words_;   // the same over strings
    Numbers present_;  // what names stand for inside a recursion's step
    Drawn drawn_;
    std::shared_ptr<KnownLaws> known_;
};

}  // namespace groundcheck::reference
