// The functions of the claim language: names, argument types, result. One table feeds the type checker, the
// hints for misspelt names and the documentation's test.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "theorems/language/expression.hpp"

namespace groundcheck {

struct Function {
    std::string name;
    Node node = Node::function;    // function, functional or predicate
    std::vector<Type> parameters;  // the types of its arguments
    bool variadic = false;         // the last parameter may repeat
    std::string meaning;           // the formula
};

// Every function. max and min appear three times (numbers, distribution, observable), KL and TV twice.
const std::vector<Function>& functions();

// Those called `name`, none if there is no such function.
std::vector<const Function*> functions_named(std::string_view name);

// All names that are taken: functions, E, Var, Pr, Law, sum, prod, constants, keywords. No variable may have
// one of them, except that a capital letter may name both a functional and a distribution: R(2, Q) and KL(Q,
// R) do not collide.
bool is_reserved(std::string_view name);

// "a number", "a distribution", "an observable", "a formula".
std::string describe(Type type);

}  // namespace groundcheck
