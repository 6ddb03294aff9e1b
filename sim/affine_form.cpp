#include "sim/affine_form.hpp"

#include <algorithm>
#include <utility>

#include "theorems/language/build_expression.hpp"
#include "theorems/language/mentions.hpp"
#include "theorems/language/types.hpp"

namespace groundcheck {

namespace {

// The symbol in the form of a distribution; no claim can spell it.
constexpr const char* any_symbol = "$s";

bool is_random_name(const std::string& name) { return name == "Q" || name == "X" || name == "M"; }

// Whether it speaks of the masses that change from step to step, or from outcome to outcome.
bool is_moving(const Expression& e) {
    return mentions(e, [](const Expression& part) {
        return part.node == Node::distribution && is_random_name(part.name);
    });
}

// Whether it speaks of the symbol; what binds the same name speaks of its own.
bool speaks_of(const Expression& e, const std::string& symbol) {
    if (e.node == Node::index) return e.name == symbol;
    const bool binds =
        (e.node == Node::sum || e.node == Node::prod || e.node == Node::normalize) && e.name == symbol;
    if (!binds)
        return std::any_of(e.args.begin(), e.args.end(),
                           [&](const auto& arg) { return speaks_of(*arg, symbol); });
    return std::any_of(e.args.begin(), e.args.end() - 1,  // the bounds of a range; the body is its own
                       [&](const auto& arg) { return speaks_of(*arg, symbol); });
}

struct NotAffine {
    std::string what;
};

class Splitter {
  public:
    explicit Splitter(std::string symbol) : symbol_(std::move(symbol)) {}

    AffineForm split(const ExpressionPtr& e) const {
        AffineForm form;
        form.symbol = symbol_;
        if (e->type == Type::distribution && e->node == Node::distribution) {
            form.slopes[e->name] = built_number(1, e->where);
            return form;
        }
        if (e->node == Node::component && e->args[0]->node == Node::distribution &&
            e->args[1]->node == Node::index && e->args[1]->name == symbol_) {
            form.slopes[e->args[0]->name] = built_number(1, e->where);
            return form;
        }
        if (is_fixed(*e)) {
            form.rest = e;
            return form;
        }
        switch (e->node) {
            case Node::add:
            case Node::sub:
                return joined(*e);
            case Node::neg:
                return scaled(split(e->args[0]),
                              [&](const ExpressionPtr& part) { return built(Node::neg, {part}, e->where); });
            case Node::mul:
                if (const bool left = is_fixed(*e->args[0]); left || is_fixed(*e->args[1]))
                    return scaled(split(e->args[left ? 1 : 0]), [&](const ExpressionPtr& part) {
                        return built(Node::mul, {e->args[left ? 0 : 1], part}, e->where);
                    });
                break;
            case Node::div:
                if (is_fixed(*e->args[1]))
                    return scaled(split(e->args[0]), [&](const ExpressionPtr& part) {
                        return built(Node::div, {part, e->args[1]}, e->where);
                    });
                break;
            default:
                break;
        }
        if (e->node == Node::normalize) {  // in equal parts
            const auto part = constant_value(*e->args[0]);
            if (part && *part > 0) {
                form.rest = built(Node::div, {built_number(1, e->where), built(Node::parameter, {}, {}, "K")},
                                  e->where);
                return form;
            }
        }
        if (is_moving(*e)) throw NotAffine{to_text(*e)};
        form.rest_differs = true;
        form.rest = e->type == Type::distribution ? mass_in(e) : e;
        return form;
    }

  private:
    // A number that is the same for every symbol and every model.
    bool is_fixed(const Expression& e) const {
        return e.type == Type::scalar && !is_moving(e) && !speaks_of(e, symbol_);
    }

    ExpressionPtr mass_in(const ExpressionPtr& distribution) const {
        const SourceRange at = distribution->where;
        return built(Node::component, {distribution, built(Node::index, {}, at, symbol_)}, at);
    }

    template <class Scale>
    AffineForm scaled(AffineForm form, const Scale& scale) const {
        for (auto& [name, slope] : form.slopes)
            slope = scale(slope);
        if (form.rest) form.rest = scale(form.rest);
        return form;
    }

    AffineForm joined(const Expression& e) const {
        AffineForm left = split(e.args[0]);
        const AffineForm right = split(e.args[1]);
        const auto both = [&](ExpressionPtr& a, const ExpressionPtr& b) {
            if (!b) return;
            if (a)
                a = built(e.node, {a, b}, e.where);
            else
                a = e.node == Node::add ? b : built(Node::neg, {b}, e.where);
        };
        for (const auto& [name, slope] : right.slopes)
            both(left.slopes[name], slope);
        both(left.rest, right.rest);
        left.rest_differs = left.rest_differs || right.rest_differs;
        return left;
    }

    std::string symbol_;
};

Offer<AffineForm> split(const ExpressionPtr& e, const std::string& symbol) {
    try {
        return Splitter(symbol).split(e);
    } catch (const NotAffine& found) {
        return Declined{found.what + " is not affine in the symbol's masses"};
    }
}

// The first part that is a distribution, an observable or a symbol's number; null if there is none.
const Expression* of_symbols(const Expression& e) {
    return first_part(e, [](const Expression& part) {
        if (part.type == Type::distribution || part.type == Type::observable || part.node == Node::index)
            return true;
        // A sum over the symbols would run over one where one is seen.
        return (part.node == Node::sum || part.node == Node::prod) && !part.ranged;
    });
}

bool mentions_alphabet(const Expression& e) { return mentions_number(e, "K") || mentions_number(e, "L"); }

}  // namespace

AffineForm AffineForm::of(const std::string& name) {
    AffineForm form;
    form.symbol = any_symbol;
    form.slopes[name] = built_number(1, {});
    return form;
}

Offer<AffineForm> affine_form(const ExpressionPtr& number, const std::string& symbol) {
    return split(number, symbol);
}

Offer<AffineForm> affine_form_of_distribution(const ExpressionPtr& distribution) {
    return split(distribution, any_symbol);
}

std::string speaks_of_others(const AffineForm& form) {
    for (const auto& [name, slope] : form.slopes)
        if (const Expression* found = of_symbols(*slope)) return to_text(*found);
    if (!form.rest) return "";
    const Expression* found = of_symbols(*form.rest);
    return found != nullptr ? to_text(*found) : form.rest_differs ? to_text(*form.rest) : "";
}

bool depends_on_alphabet(const AffineForm& form) {
    return std::any_of(form.slopes.begin(), form.slopes.end(),
                       [](const auto& slope) { return mentions_alphabet(*slope.second); }) ||
           (form.rest && mentions_alphabet(*form.rest));
}

}  // namespace groundcheck
