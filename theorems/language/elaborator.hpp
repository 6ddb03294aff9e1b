// The type checker's walk over a syntax tree; internal to the language. types.hpp has its entrance.
//
// One method per form: it makes the typed node or throws, at the place of the form that is wrong. The walk
// carries what the surroundings allow: which variables sums have bound, and whether something is random here.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "theorems/language/types.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

// The hint wherever a text takes another distribution for the model, as claims do whose letters are those of
// before, with the model P and the world Q.
inline constexpr const char* letters_hint =
    "the letters are: world P, model Q, next model Q', model after t generations Q[t]";

class Elaborator {
  public:
    Elaborator(const Source& source, const Scope& scope) : source_(source), scope_(scope) {
        if (!scope.symbol.empty()) bound_.push_back({scope.symbol, true});
    }

    // A formula, perhaps after "for every outcome".
    ExpressionPtr statement(const Syntax& s);

    // A formula about the variables themselves: no brackets, no Q'.
    ExpressionPtr condition(const Syntax& s);

    // The expression, which has to be of the type wanted.
    ExpressionPtr typed(const Syntax& s, Type wanted);

  private:
    using Kind = Syntax::Kind;

    // Gives a flag of the surroundings another value until the end of the scope.
    class Within {
      public:
        Within(bool& flag, bool value) : flag_(flag), before_(std::exchange(flag, value)) {}
        ~Within() { flag_ = before_; }
        Within(const Within&) = delete;
        Within& operator=(const Within&) = delete;

      private:
        bool& flag_;
        bool before_;
    };

    struct Binding {
        std::string name;
        bool symbols;              // bound by sum(i: ...), so that it can index
        Type type = Type::scalar;  // string: bound by a sum over strings
    };

    // The error to throw about a form.
    InputError error(const Syntax& s, std::string message, std::string hint = "") const;
    ExpressionPtr make(const Syntax& s, Node node, Type type, std::string name = "",
                       std::vector<ExpressionPtr> args = {}) const;
    // The expression, whatever its type.
    ExpressionPtr any(const Syntax& s);
    ExpressionPtr number(const Syntax& s) const;

    // Names, and what is made of them: elaborate_names.cpp.
    ExpressionPtr name(const Syntax& s);
    const Binding* binding(const std::string& name) const;
    // A name of the program learner's process: Q, P, doeblin. Null if it is none.
    ExpressionPtr program_name(const Syntax& s) const;
    void require_alphabet(const Syntax& s, const std::string& what) const;
    bool has(Type type, const std::string& name) const;
    void require_program(const Syntax& s, const std::string& what) const;
    void require_prior(const Syntax& s, const std::string& what) const;
    void require_first_hypothesis(const Syntax& s, const std::string& what) const;
    ExpressionPtr alphabet_size(const Syntax& s) const;
    ExpressionPtr next_model(const Syntax& s);
    ExpressionPtr mixture(const Syntax& s) const;
    // In a process's own train or fit nothing is random.
    void refuse_in_step(const Syntax& s, const std::string& what) const;
    void require_generation(const Syntax& s, const std::string& what) const;
    void require_world(const Syntax& s, const std::string& what) const;
    InputError unknown(const Syntax& s) const;
    // Throws where the text speaks of P' or P[t], before anything else is said about it.
    void refuse_old_letters(const Syntax& s) const;
    InputError no_generations(const Syntax& s) const;
    std::string numbers_of_recursion() const;  // "m[t], v[t]"
    static std::string example(const std::string& name);
    std::vector<std::string> known_names() const;
    std::string distributions_hint() const;
    ExpressionPtr component(const Syntax& s);
    void check_position(const Syntax& s, const Expression& position) const;
    ExpressionPtr generation(const Syntax& s);
    // m[t], a number of a recursion after t steps.
    ExpressionPtr iterate(const Syntax& s);
    ExpressionPtr tuple(const Syntax& s);
    void check_length(const Syntax& s, std::size_t length) const;
    ExpressionPtr interval(const Syntax& s);
    // A number, infinity or -infinity.
    ExpressionPtr interval_end(const Syntax& child);

    // Functions, sums and brackets: elaborate_calls.cpp.
    ExpressionPtr call(const Syntax& s);
    InputError unknown_function(const Syntax& s) const;
    void check_arguments(const Syntax& s, const Function& function,
                         const std::vector<ExpressionPtr>& args) const;
    // The order of a Renyi or Tsallis entropy is a non-negative number; infinity only for Renyi.
    void check_order(const Syntax& s, const Function& function, const std::vector<ExpressionPtr>& args) const;
    ExpressionPtr binder(const Syntax& s);
    // normalize(i: body): the distribution in proportion to the body.
    ExpressionPtr normalized(const Syntax& s);
    // What a sum over strings runs over: strings(n) or outputs(n).
    ExpressionPtr set(const Syntax& s);
    void check_variable(const Syntax& variable, const std::string& kind) const;
    void check_range(const Syntax& s, const Expression& low, const Expression& high) const;
    ExpressionPtr bracket(const Syntax& s);
    // I[world; ...]: what is looked at, and its error where that is nothing that comes out of the process.
    ExpressionPtr information(const Syntax& s);
    void require_random_world(const Syntax& s) const;
    // The start after "from" and the settings after "with".
    void bracket_surroundings(const Syntax& s, std::vector<ExpressionPtr>& args);
    ExpressionPtr setting(const Syntax& s);
    // The variable in it that is bound inside the bracket in hand; null if there is none.
    const Expression* bound_inside(const Expression& e) const;

    // Operators and relations: elaborate.cpp.
    ExpressionPtr prefix(const Syntax& s);
    ExpressionPtr infix(const Syntax& s);
    // Arithmetic that mixes distributions: p + q, p - q, c*p, p*c, p/c.
    ExpressionPtr mixed(const Syntax& s, Node node, ExpressionPtr left, ExpressionPtr right);
    ExpressionPtr chain(const Syntax& s);
    ExpressionPtr relation(const Syntax& s, std::size_t i, const std::string& op,
                           const std::vector<ExpressionPtr>& operands) const;

    const Source& source_;
    const Scope& scope_;
    std::vector<Binding> bound_;  // no two of one name
    bool condition_ = false;      // in a condition on the variables
    bool every_outcome_ = false;  // Q' has a value: the outcome in question
    bool random_ = false;         // inside E, Var or Pr
    std::size_t outside_ = 0;     // how many of bound_ are bound outside of that bracket
    bool random_world_ = false;   // inside I[world; ...]
    bool other_start_ = false;    // inside a bracket with "from"
    bool uses_outcome_ = false;   // Q' was seen outside the brackets
};

}  // namespace groundcheck
