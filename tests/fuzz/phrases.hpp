// Random phrases of the claim language: numbers, distributions, formulas that the setting gives a meaning.
//
// A phrase is text, with parentheses wherever they could matter. It is well-typed, but it may have no value
// at some point (a division by zero), and over every alphabet it may be one that is no sum over symbols: what
// the engine says to those is looked at as well.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/fuzz/setting.hpp"

namespace groundcheck::fuzz {

class Phrases {
  public:
    Phrases(Choice& choice, const Setting& setting) : choice_(choice), setting_(setting) {}

    // A number, with at most `depth` operations within each other.
    std::string number(unsigned depth);
    // A number that is a sum over symbols: what the engine decides one symbol at a time.
    std::string separable();
    // A number that depends on the numbers of the domain alone; its value is positive most times.
    std::string coefficient();
    // A number of a recursion after some steps, x[t].
    std::string iterate();
    // A formula; `depth` as above.
    std::string formula(unsigned depth);
    // A formula about the variables themselves, for `where` and `equality`.
    std::string condition(unsigned depth);
    // A formula about the outcome Q', after "for every outcome:".
    std::string outcome();

  private:
    // Sets a member for as long as it lives.
    template <class Value>
    struct Within {
        Within(Value& place, Value value) : place_(place), before_(std::exchange(place, std::move(value))) {}
        ~Within() { place_ = std::move(before_); }
        Within(const Within&) = delete;
        Within& operator=(const Within&) = delete;
        Value &place_, before_;
    };
    using Names = std::vector<std::string>;

    // Numbers.
    std::string constant();
    std::string leaf();
    std::string component();
    std::string operation(unsigned depth);
    std::string sum(unsigned depth);
    std::string functional();
    std::string order();
    // Distributions, of the setting and of what a bracket draws.
    std::string distribution();
    std::string literal();
    [[nodiscard]] bool literals() const;  // whether the setting allows one
    std::string time();
    // Brackets.
    std::string bracket(unsigned depth);
    std::string laws();
    std::string information();
    std::string separable_part();
    std::string body_of_symbol();
    // The program learner's and the Gaussian's own.
    std::string string();
    std::string program_number();
    std::string gaussian_number();
    std::string gaussian_probability(const std::string& t);
    // Formulas.
    std::string relation(unsigned depth);
    std::string predicate();

    bool percent(unsigned chance) { return choice_.percent(chance); }
    static Names with(Names names, const std::string& name);

    Choice& choice_;
    const Setting& setting_;
    bool drawn_ = false;                // inside a bracket
    bool elsewhere_ = false;            // that starts from another model
    bool outcome_ = false;              // after "for every outcome:"
    bool plain_ = false;                // in a condition: nothing random
    std::size_t outside_ = 0;           // how many of integers_ are bound outside the bracket
    Names symbols_, integers_, words_;  // bound variables
};

}  // namespace groundcheck::fuzz
