#include "decide/continuum/verified_statement.hpp"

#include <algorithm>
#include <set>

#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace {

constexpr std::size_t most_verified_digits = 100;  // of a number in a statement

struct NoWords {
    std::string reason;
};

// How tightly a text binds, the least tightly first.
enum class Binding { sum, product, power, atom };

struct Written {
    std::string text;
    Binding binding;
};

class StatementWriter {
  public:
    explicit StatementWriter(const Instance& instance) : instance_(instance) {}

    // In brackets where it binds less tightly than it has to.
    std::string at(const Expression& e, Binding least) const {
        const Written written = write(e);
        return written.binding < least ? "(" + written.text + ")" : written.text;
    }

  private:
    Written write(const Expression& e) const {
        switch (e.node) {
            case Node::number:
                return number(e.value);
            case Node::parameter:
                return {name(e.name), Binding::atom};
            case Node::add:
                return between(e, " + ", Binding::sum, Binding::product);
            case Node::sub:
                return between(e, " - ", Binding::sum, Binding::product);
            case Node::neg:  // a sign may stand only where a sum begins
                return {"(-" + at(*e.args[0], Binding::product) + ")", Binding::atom};
            case Node::mul:
                return product(e);
            case Node::component:
                return {mass(e), Binding::product};
            case Node::div:
                return between(e, "/", Binding::product, Binding::power);
            case Node::pow:
                return {at(*e.args[0], Binding::atom) + "^" + whole(*e.args[1]), Binding::power};
            case Node::function:
                return {e.name + "(" + at(*e.args[0], Binding::sum) + ")", Binding::atom};
            case Node::functional:
            case Node::sum:
                return {functional(e, "Q"), Binding::atom};
            case Node::expectation:
                return {"E[" + functional(*e.args[0], drawn_model(*e.args[0])) + "]", Binding::atom};
            case Node::probability:
                return {"Pr[not vertex(" + drawn_model(*e.args[0]) + ")]", Binding::atom};
            default:
                throw NoWords{"'" + to_text(e) + "' is beyond the format"};
        }
    }

    static Written number(const Rational& value) {
        const std::string top = numerator(value).str(), bottom = denominator(value).str();
        if (std::max(top.size(), bottom.size()) > most_verified_digits)
            throw NoWords{"a number has more than " + std::to_string(most_verified_digits) + " digits"};
        return bottom == "1" ? Written{top, Binding::atom} : Written{top + "/" + bottom, Binding::product};
    }

    static std::string name(const std::string& name) {
        if (name != "N" && !is_verified_name(name))
            throw NoWords{"the format cannot give a number the name '" + name + "'"};
        return name;
    }

    // What comes to a whole number, as that.
    std::string whole(const Expression& e) const { return number(*mass_number(e, instance_)).text; }

    std::string drawn_model(const Expression& e) const {
        const Expression& model = *first_part(e, is_drawn_model);
        return is_next_model(model) ? "Q'" : "Q[" + whole(*model.args[0]) + "]";
    }

    Written between(const Expression& e, const std::string& sign, Binding own, Binding right) const {
        return {at(*e.args[0], own) + sign + at(*e.args[1], right), own};
    }

    // Q_1*Q_2 is D(Q)/2 where there are two symbols: that stands in the place of Q_2, and nothing in that of
    // Q_1. In a margin that is known each has the other one for a factor.
    static std::string mass(const Expression& e) { return e.args[1]->value == 1 ? "1" : "D(Q)/2"; }

    Written product(const Expression& e) const {
        const auto is_first = [](const Expression& factor) {
            return factor.node == Node::component && factor.args[1]->value == 1;
        };
        if (is_first(*e.args[0])) return write(*e.args[1]);
        if (is_first(*e.args[1])) return write(*e.args[0]);
        return between(e, "*", Binding::product,
                       e.args[1]->node == Node::component ? Binding::product : Binding::power);
    }

    std::string literal(const Expression& e) const {
        std::string masses;
        for (const ExpressionPtr& mass : e.args)
            masses += (masses.empty() ? "" : ", ") + at(*mass, Binding::sum);
        return "(" + masses + ")";
    }

    std::string functional(const Expression& e, const std::string& model) const {
        if (e.node == Node::sum) return spread(e, model + "_i");
        if (e.name == "L2" || e.name == "KL") return e.name + "(" + model + ",Q)";
        if (e.args[0]->node == Node::literal) return e.name + "(" + literal(*e.args[0]) + ")";
        if (e.name != "T") return e.name + "(" + model + ")";
        const Expression& order = *e.args[0];
        return "T(" +
               (order.node == Node::parameter ? name(order.name)
                                              : number(*mass_number(order, instance_)).text) +
               "," + model + ")";
    }

    // sum(i: Q_i*log(1 + (1 - Q_i)/(x*Q_i))): all that varies is x.
    std::string spread(const Expression& e, const std::string& mass) const {
        const Expression& under = *e.args[0]->args[1]->args[0]->args[1]->args[1];
        return "sum(i: " + mass + "*log(1 + (1 - " + mass + ")/(" + at(*under.args[0], Binding::product) +
               "*" + mass + ")))";
    }

    const Instance& instance_;
};

}  // namespace

bool is_verified_name(const std::string& name) {
    static const std::set<std::string> reserved = {"K", "N",  "Q",  "P",   "M",   "E",     "H",
                                                   "D", "T",  "R",  "sum", "log", "pi",    "infinity",
                                                   "i", "L2", "KL", "Pr",  "not", "vertex"};
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto plain = [&](char c) { return letter(c) || (c >= '0' && c <= '9'); };
    return !name.empty() && letter(name.front()) && std::all_of(name.begin(), name.end(), plain) &&
           !reserved.contains(name);
}

Offer<std::string> verified_statement(const MassRelation& relation, const Instance& instance) {
    const StatementWriter writer(instance);
    try {
        return writer.at(*relation.left, Binding::sum) + (relation.at_least ? " >= " : " <= ") +
               writer.at(*relation.right, Binding::sum);
    } catch (const NoWords& why) {
        return Declined{why.reason};
    }
}

}  // namespace groundcheck
