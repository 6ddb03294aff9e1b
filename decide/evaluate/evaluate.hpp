// Evaluating an expression at a point, in any number kernel.
//
// One evaluator serves exact numbers, Arb, MPFI and doubles: the tree is walked, the kernel does the
// arithmetic, and truths come out three-valued. Expectations are finite sums. For whole distributions they
// run over all multinomial outcomes; in `marginal` mode the evaluator sees a single symbol (q_i, p_i, ...)
// and expectations run over the binomial law of its count, which is all that a sum over symbols needs.
//
// Where the text of a claim asks for something that has no value at the point (the logarithm of a negative
// number, a division by zero) evaluation throws DomainError with the place in the text. The one exception is
// the convention of the claims that 0 times anything is 0, as in 0*log(0). An enclosure too wide to tell is
// no error: the value is then the whole line.
//
// The model after t generations, Q[t], is random as Q' is; its law is the chain's (sim/chain.hpp). A bracket
// that mentions several generations runs over paths.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "decide/evaluate/dependencies.hpp"
#include "decide/evaluate/point.hpp"
#include "decide/evaluate/program_point.hpp"
#include "interval/kernel.hpp"
#include "sim/chain.hpp"
#include "sim/gaussian.hpp"
#include "sim/gaussian_event.hpp"
#include "sim/outcomes.hpp"
#include "sim/process.hpp"
#include "sim/resolved_process.hpp"
#include "theorems/language/expression.hpp"
#include "theorems/language/symbol_term.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

// An expression without a value at this point.
struct DomainError : std::runtime_error {
    DomainError(SourceRange range, const std::string& message) : std::runtime_error(message), where(range) {}
    SourceRange where;
};

// A name or a kind of expression that the evaluator has no rule for: a fault of the program, never of a
// claim. Nothing is guessed in its place.
struct NoRule : std::logic_error {
    explicit NoRule(const Expression& expression)
        : std::logic_error("no rule evaluates " + to_text(expression) + "; this is a fault of the program") {}
};

// The two sides of a relation, as they were enclosed; of finite(x), x and infinity.
template <class Value>
struct Sides {
    const Expression* relation = nullptr;
    Value left, right;
};

template <NumberKernel Kernel>
class RecursionRun;  // evaluate_recursion.hpp

template <NumberKernel Kernel>
class Evaluator {
  public:
    using Value = typename Kernel::Value;
    using Numbers = std::map<std::string, Value, std::less<>>;

    // Evaluates at `point`, which must outlive the evaluator. The expressions are type-checked ones. The
    // values of the numbers in `given` stand in the place of the point's.
    Evaluator(Kernel kernel, const Point& point, Numbers given = {});

    // Sees one symbol only: the distributions of `point` have one entry each (q_i, p_i, ...), `variable` is
    // bound to that symbol, and expectations run over Binomial(N, M_i). For the bodies of sums over symbols;
    // see separable.hpp.
    static Evaluator of_symbol(Kernel kernel, const Point& point, std::string_view variable);
    // Moves to another symbol's masses (the same names). What is kept depends on the rest of the point alone,
    // and goes if that differs.
    void move_to(const Point& point);

    // The enclosure of a scalar expression. Throws DomainError.
    Value scalar(const Expression& expression);

    // The truth of a formula. Throws DomainError. Relations outside E, Var and Pr are recorded in sides().
    Truth truth(const Expression& formula);

    // The sides of the relations met by the last call of truth, in the order they were met.
    const std::vector<Sides<Value>>& sides() const { return sides_; }

    // For a formula under "for every outcome": the first outcome (counts in lexicographic order, the largest
    // first count first) that certainly violates it, after truth() said no.
    const std::optional<std::vector<std::uint32_t>>& failing_outcome() const { return failing_outcome_; }

    const Kernel& kernel() const { return kernel_; }

    // The exact masses of a distribution. Throws DomainError where it is none or has no rational masses.
    std::vector<Rational> masses(const Expression& distribution);
    // The values of a number that speaks of one symbol, for every symbol. Throws DomainError where one is not
    // rational.
    std::vector<Rational> over_symbols(const Expression& body, std::string_view symbol);

    // About how many products an evaluation takes, outcomes and chains counted: what callers weigh against a
    // budget. Throws DomainError as evaluation does.
    Integer work(const Expression& expression);

  private:
    using Values = std::vector<Value>;

    Value product(const Expression& left, const Expression& right);
    Value quotient(const Expression& expression);
    bool apart_from_zero(const Value& value) const;  // for certain
    Value raised(const Expression& expression);
    Value function(const Expression& expression);
    Value half_line_function(FunctionRule rule, const Expression& expression, const Value& argument);
    Value functional(const Expression& expression);
    Value planted_entropy(const Expression& expression);
    Value moment_of(const Expression& expression, bool variance);
    Value sum_of_terms(const Expression& expression, const SymbolTerm& term);  // H, KL, ...
    std::vector<Values> laws_side_by_side(const Expression& first, const Expression& second);
    Value entropy_of_order(const Expression& expression, bool renyi);  // R, or else T
    Value extreme(const Values& values, bool greatest) const;
    Value aggregate(const Expression& expression);  // sum and prod
    Value component(const Expression& expression);
    Value named(const Expression& expression);
    Value expectation(const Expression& expression);
    Value variance(const Expression& expression);
    Value probability(const Expression& expression);

    // I[world; ...]: evaluate_information.hpp.
    struct PossibleWorld {
        Rational probability;
        Point point;  // the claim's, in this world
    };
    using Outcomes = std::map<std::vector<Rational>, Value>;  // what can be seen, and its probability
    std::vector<PossibleWorld> possible_worlds() const;
    std::optional<std::uint32_t> time_of_information(const Expression& expression);
    Value information(const Expression& expression);
    Outcomes outcomes(const Expression& information, std::optional<std::uint32_t> time);
    Outcomes model_outcomes(std::uint32_t time);
    Outcomes hypothesis_outcomes(std::uint32_t time);
    Outcomes frequency_outcomes();
    Outcomes sequence_outcomes();
    void require_samples(const Expression& information) const;
    Integer sequences(std::uint32_t samples) const;
    std::vector<ProcessRules::Draw> first_draws();
    Integer information_work(const Expression& expression);
    Integer outcome_work(const Expression& information, std::optional<std::uint32_t> time);

    // Strings, machines and the program learner: evaluate_programs.hpp.
    std::string word(const Expression& expression);
    std::size_t symbol_of(const std::string& text, SourceRange where) const;
    Value over_strings(const Expression& expression);
    std::uint32_t states_of(const Expression& expression);
    Value machine_count(FunctionRule rule, const Expression& expression);
    Value block_decomposition(const Expression& expression);
    Rational number_of_blocks(const Expression& expression);
    std::optional<Value> in_nats(const Expression& expression);
    std::string first_hypothesis(const Expression* start);
    ProgramCourse program_course_of(const Expression* bracket);
    std::vector<Rational> hypothesis_law(const Expression& expression);
    Value program_bracket(const Expression& expression);
    std::optional<std::vector<Rational>> program_distribution(const Expression& expression);
    Integer program_work(const Expression& expression);

    // m[t] of a recursion: evaluate_recursion.hpp.
    std::uint32_t steps_of(const Expression& iterate);
    Value iterated(const Expression& iterate);
    std::optional<Rational> exactly_iterated(const Expression& iterate);

    Truth formula(const Expression& expression);
    Truth relation(const Expression& expression);
    Truth predicate(const Expression& expression);
    Truth every_outcome(const Expression& inner);

    Values values(const std::vector<Rational>& numbers) const;
    const Values& distribution(const Expression& expression);
    const Values& generation_values(const Expression& generation);
    const Values& model_at(std::uint32_t time) const;
    std::vector<Rational> exact_distribution(const Expression& expression);
    std::vector<Rational> exact_literal(const Expression& expression);
    std::vector<Rational> normalized(const Expression& expression);
    std::vector<Rational> conditioned(const Expression& expression);
    // A mixture's masses, which need not be a distribution's while it is put together.
    std::vector<Rational> mixed(const Expression& expression);
    bool is_one_draw();  // of the process: see ProcessRules
    CountMass count_mass(std::uint32_t n);
    StateSpace space() const;
    const std::vector<Rational>& named_distribution(const std::string& name) const;
    std::optional<Rational> rational(const Expression& expression);
    std::int64_t integer(const Expression& expression);
    std::size_t symbol(const Expression& index);
    Value real_line() const;
    Value tsallis_term(const Value& p, const Expression& order);
    Value order_power(const Value& p, const Rational& q) const;
    Value checked_log(const Value& v, SourceRange where);

    // The random models that a bracket's body mentions, by generation; Q' is that of generation 1.
    using Times = std::vector<std::uint32_t>;
    static constexpr std::uint32_t for_ever = UINT32_MAX;  // Q[infinity]
    // What is drawn while a bracket is gone through.
    struct State {
        std::size_t rank = 0;
        Values model;
    };
    struct Drawn {
        Values sample;  // Q' where the bracket is about one generation
        std::vector<std::uint32_t> counts;
        std::map<std::uint32_t, State> visited;  // the models of the path being visited, by generation
        std::map<std::uint32_t, std::string> hypotheses;  // h[t] on the course being visited
    };
    // Sets aside what a bracket or a sum changes, and puts it back however that ends: a factor without a
    // value throws, and 0 times it is still 0, so that evaluation goes on after it.
    class Surroundings {
      public:
        explicit Surroundings(Evaluator& evaluator);
        // Of a bracket: nothing is drawn yet, and it starts from `from` (or, null, from the point's start).
        Surroundings(Evaluator& evaluator, const Expression* from);
        ~Surroundings();
        Surroundings(const Surroundings&) = delete;
        Surroundings& operator=(const Surroundings&) = delete;

      private:
        Evaluator& evaluator_;
        std::size_t bindings_, words_;
        int depth_;
        bool bracket_ = false;
        std::optional<std::vector<Rational>> from_;
        std::optional<std::string> from_word_;
        Drawn drawn_;
    };

    // Brackets over the Gaussian family: evaluate_gaussian.hpp.
    struct GaussianBody {
        GaussianPath polynomial;
        GaussianPolynomial beside_root;  // what sqrt(s2[root_time]) is multiplied by
        std::uint32_t root_time = 0;
        std::map<std::uint32_t, Rational> logarithms;  // of s2[t], by t
        std::map<Rational, Rational> constants;        // of log(a), by a

        [[nodiscard]] bool has_logarithms() const { return !logarithms.empty() || !constants.empty(); }
        // The number that it is, if it is one.
        [[nodiscard]] std::optional<Rational> constant() const {
            if (has_logarithms() || !beside_root.empty() || polynomial.size() > 1) return std::nullopt;
            if (polynomial.empty()) return Rational(0);
            if (!polynomial.begin()->first.empty()) return std::nullopt;
            return polynomial.begin()->second;
        }
    };
    static GaussianBody gaussian_scaled(GaussianBody body, const Rational& factor);
    static GaussianBody gaussian_sum(GaussianBody a, const GaussianBody& b, const Expression& e);
    static GaussianBody gaussian_product(const GaussianBody& a, const GaussianBody& b, const Expression& e);
    GaussianBody gaussian_function(const Expression& e);
    GaussianBody gaussian_body(const Expression& e);
    std::vector<std::uint32_t> closed_gaussian_samples(std::uint32_t steps, const std::string& asked);
    Value gaussian_expected(const GaussianBody& body, const Expression& bracket);
    Value gaussian_root(const GaussianBody& body, const Expression& bracket);
    Value gaussian_bracket(const Expression& bracket);
    // Pr over it: evaluate_gaussian_events.hpp.
    struct GaussianEvents;
    std::variant<int, GaussianSigns> gaussian_relation(const Expression& e);
    Truth gaussian_truth(const Expression& e, GaussianEvents& events);
    Value gaussian_interval(const GaussianVariable& variable, const std::set<Rational>& cuts,
                            std::size_t below);
    Value gaussian_probability(const Expression& bracket);
    // Closed moments: evaluate_moments.hpp. E[body^power] where the process and the body have them and going
    // through the outcomes is no shorter.
    std::optional<Rational> closed_moment(const Expression& bracket, int power);
    std::optional<Integer> closed_work(const Expression& bracket);  // what that takes
    std::optional<std::uint32_t> closed_time(const Expression& bracket);
    std::vector<QuadraticForm> linear_masses(const Expression& e, std::uint32_t time);
    std::optional<QuadraticForm> quadratic(const Expression& body, std::uint32_t time);
    std::optional<QuadraticForm> quadratic_sum(const Expression& body, std::uint32_t time);
    std::optional<QuadraticForm> quadratic_functional(const Expression& body, std::uint32_t time);

    // Brackets about one symbol: evaluate_marginal.hpp.
    struct OneSymbol {
        ExpressionPtr bracket;
        std::unique_ptr<const Point> point;  // its masses alone
    };
    ExpressionPtr about_symbol(const ExpressionPtr& e, std::optional<std::size_t>& which);
    ExpressionPtr symbol_mass(const ExpressionPtr& e, std::optional<std::size_t>& which);
    std::optional<OneSymbol> of_one_symbol(const Expression& bracket);
    std::optional<Value> by_one_symbol(const Expression& bracket);  // nothing where there is no such view
    std::optional<Integer> work_by_one_symbol(const Expression& bracket);

    Times times_of(const Expression& body);
    bool mentions_only_sample(const Expression& body);
    Integer elimination_work();
    Integer path_work(const Times& times);  // of going through the models of these generations
    std::uint32_t time_of(const Expression& generation);

    // Calls visit(weight) for every course of the hypotheses of `times` (increasing) of positive probability,
    // with those hypotheses set.
    template <class Visit>
    void each_hypothesis(const ProgramCourse& course, const Times& times, const Expression* start,
                         Visit visit);

    // Calls visit(weight) for every outcome of positive probability of the models of `times` (increasing),
    // with those models set, and returns the total weight (see sim/outcomes.hpp). `start` is the bracket's
    // "from" distribution or null.
    template <class Visit>
    Value each_sample(const Times& times, const Expression* start, Visit visit);
    template <class Visit>
    Value each_path(const Times& times, const Expression* start, Visit visit);
    template <class Visit>
    void walk_path(const Times& times, const Values& totals, std::size_t place, std::size_t state,
                   const Value& weight, Visit& visit);
    Generation generation(std::uint32_t t);
    std::vector<Rational> starting(
        const Expression* from);                            // Q[0] of a bracket; null: of the one being taken
    std::vector<Rational> mixture(const Expression* from);  // of the first generation, likewise
    void set_sample(const std::vector<std::uint32_t>& counts);
    ProcessChain<Kernel>& chain();
    void set_state(std::uint32_t time, std::size_t state);
    std::vector<Value> law_of(const Expression& expression);  // of Law[...], adding up to 1
    Value fixation_time(const Expression& expression);

    Kernel kernel_;
    const Point* point_;
    bool marginal_ = false;
    std::vector<std::pair<std::string, std::int64_t>>
        bindings_;                                              // bound variable -> its value, innermost last
    std::vector<std::pair<std::string, std::string>> words_;    // bound variable -> its string
    std::map<std::string, Values, std::less<>> distributions_;  // Q, P, ... and M
    Numbers given_;
    std::map<const Expression*, Values> made_;  // room for what an expression was last worked out to: written
                                                // before every reading, so nothing is remembered here
    // Marginal, and kept from symbol to symbol: what depends on kept_for_ alone.
    struct Kept {
        // body(k/N) for bodies that depend on one generation's sample alone, at the counts k that came up.
        std::map<std::pair<const Expression*, std::uint32_t>, std::vector<std::optional<Value>>> tables;
        std::optional<BinomialLaw<Kernel>> binomial;
    };
    Kept kept_;
    PointKey kept_for_;
    Values shares_;  // a symbol's mass by its count, 0..N
    Drawn drawn_;
    std::shared_ptr<ProcessChain<Kernel>> chain_;
    std::shared_ptr<RecursionRun<Kernel>> run_;
    std::map<std::uint32_t, Values> masses_;     // the same for each n
    std::optional<std::vector<Rational>> from_;  // what the bracket being taken starts from, if it says so
    std::optional<std::string> from_word_;       // the same of the program learner
    int depth_ = 0;  // > 0 inside an expectation or an aggregate: sides are not recorded there
    std::vector<Sides<Value>> sides_;
    std::optional<std::vector<std::uint32_t>> failing_outcome_;
};

}  // namespace groundcheck
