#include "decide/question/absent_symbols.hpp"

#include <algorithm>
#include <stdexcept>

#include "theorems/language/mentions.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

namespace {

bool is_share_of(const Expression& e, const std::string& symbol) {
    return e.node == Node::component && e.args[0]->node == Node::distribution &&
           e.args[1]->node == Node::index && e.args[1]->name == symbol;
}

bool mentions_symbol(const Expression& e, const std::string& symbol) {
    return mentions(e,
                    [&](const Expression& part) { return part.node == Node::index && part.name == symbol; });
}

// Whether the body of a sum is 0 at a symbol whose shares are all 0. Whatever else stands in it may have any
// value.
bool vanishes(const Expression& e, const std::string& symbol) {
    const auto at = [&](std::size_t i) { return vanishes(*e.args[i], symbol); };
    switch (e.node) {
        case Node::number:
            return e.value == 0;
        case Node::component:
            return is_share_of(e, symbol);
        case Node::neg:
            return at(0);
        case Node::add:
        case Node::sub:
            return at(0) && at(1);
        case Node::mul:
            return at(0) || at(1);  // 0 times anything is 0
        case Node::div:
            // The divisor is then the same at every symbol, and where it is 0 the sum has no value anyway.
            return at(0) && !mentions_symbol(*e.args[1], symbol);
        case Node::pow:
            return at(0) && e.args[1]->node == Node::number && e.args[1]->value > 0;
        case Node::function:
            return e.args.size() == 1 &&
                   (e.name == "abs" || e.name == "sqrt" || e.name == "log1p" || e.name == "expm1") && at(0);
        default:
            return false;
    }
}

// Whether the body of a product is 1 there.
bool is_one(const Expression& e, const std::string& symbol) {
    const bool first_is_one = !e.args.empty() && e.args[0]->node == Node::number && e.args[0]->value == 1;
    switch (e.node) {
        case Node::number:
            return e.value == 1;
        case Node::add:
        case Node::sub:
            return first_is_one && vanishes(*e.args[1], symbol);
        case Node::function:
            return e.name == "exp" && vanishes(*e.args[0], symbol);
        default:
            return false;
    }
}

AbsentSymbols of_parts(const Expression& e, std::size_t first = 0) {
    AbsentSymbols result = AbsentSymbols::unseen;
    for (std::size_t i = first; i < e.args.size(); ++i)
        result = std::max(result, absent_symbols(*e.args[i]));
    return result;
}

// What stands in the body of a sum beside the shares of its own symbol.
AbsentSymbols beside_shares(const Expression& e, const std::string& symbol) {
    if (is_share_of(e, symbol)) return AbsentSymbols::unseen;
    if (e.node == Node::index && e.name == symbol) return AbsentSymbols::counted;
    if (!mentions_symbol(e, symbol)) return absent_symbols(e);
    if (e.node == Node::sum || e.node == Node::prod) return AbsentSymbols::counted;
    AbsentSymbols result = AbsentSymbols::unseen;
    for (const ExpressionPtr& arg : e.args)
        result = std::max(result, beside_shares(*arg, symbol));
    return result;
}

AbsentSymbols of_aggregate(const Expression& e) {
    if (e.ranged || e.args.size() != 1) return of_parts(e);  // over integers or strings, not over the symbols
    const Expression& body = *e.args[0];
    const AbsentSymbols others = beside_shares(body, e.name);
    if (e.node == Node::sum) return vanishes(body, e.name) ? others : AbsentSymbols::counted;
    if (is_one(body, e.name)) return others;
    return vanishes(body, e.name) ? std::max(others, AbsentSymbols::first_seen) : AbsentSymbols::counted;
}

// A functional or predicate, as its row says.
AbsentSymbols of_call(const Expression& e) {
    switch (row_of(e).absent) {
        case BesideAbsent::nothing:
            return of_parts(e);
        case BesideAbsent::first:
            return AbsentSymbols::first_seen;
        case BesideAbsent::counted:
            return AbsentSymbols::counted;
    }
    throw std::logic_error("absent symbols change a call in a way that does not exist");
}

}  // namespace

AbsentSymbols absent_symbols(const Expression& e) {
    switch (e.node) {
        case Node::number:
        case Node::infinity:
        case Node::pi:
        case Node::constant_truth:
        case Node::index:         // of a sum over integers; that of a sum over symbols is looked at above
        case Node::distribution:  // by itself in a relation between distributions
            return AbsentSymbols::unseen;
        case Node::parameter:
            return e.name == "K" || e.name == "L" ? AbsentSymbols::counted : AbsentSymbols::unseen;
        case Node::add:
        case Node::sub:
        case Node::mul:
        case Node::div:
        case Node::neg:
        case Node::pow:
        case Node::function:
        case Node::relation:
        case Node::conjunction:
        case Node::disjunction:
        case Node::negation:
        case Node::implication:
        case Node::equivalence:
            return of_parts(e);
        case Node::predicate:
            return of_call(e);
        case Node::functional:
            for (const ExpressionPtr& arg : e.args)
                if (arg->type != Type::scalar && arg->node != Node::distribution)
                    return AbsentSymbols::counted;
            return of_call(e);
        case Node::sum:
        case Node::prod:
            return of_aggregate(e);
        default:
            return AbsentSymbols::counted;
    }
}

}  // namespace groundcheck
