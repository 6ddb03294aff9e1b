#include "reports/mathml.hpp"

#include <array>
#include <map>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "reports/html.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

namespace {

// How tightly a form binds, the loosest first: where it stands in a place that wants a tighter one, it needs
// parentheses.
enum Level { formula, junction, relation, additive, multiplicative, sign, primary };

std::string element(const char* name, const std::string& content) {
    return "<" + std::string(name) + ">" + content + "</" + name + ">";
}
std::string op(const char* symbol) { return element("mo", symbol); }
std::string row(const std::string& content) { return element("mrow", content); }
const char* const apply = "<mo>&#x2061;</mo>";
const char* const times = "<mo>&#x2062;</mo>";
// The character stands as high as it should; as a superscript it would be raised twice.
const char* const prime = "<mo lspace=\"0\" rspace=\"0\">′</mo>";
const char* const gap = "<mspace width=\"0.4em\"/>";

// Fences that do not grow keep lines of text even; those of brackets around tall formulas do grow.
std::string fenced(const char* left, const std::string& content, const char* right) {
    return row("<mo form=\"prefix\">" + std::string(left) + "</mo>" + content + "<mo form=\"postfix\">" +
               right + "</mo>");
}

// A name as mathematicians write it: Greek words as letters, "s2" with its square, other words upright.
std::string name_element(const std::string& name) {
    static const std::map<std::string_view, const char*> greek = {
        {"alpha", "α"}, {"beta", "β"},  {"gamma", "γ"}, {"delta", "δ"},  {"epsilon", "ε"},
        {"eta", "η"},   {"theta", "θ"}, {"kappa", "κ"}, {"lambda", "λ"}, {"mu", "μ"},
        {"nu", "ν"},    {"xi", "ξ"},    {"rho", "ρ"},   {"sigma", "σ"},  {"tau", "τ"},
        {"phi", "φ"},   {"chi", "χ"},   {"psi", "ψ"},   {"omega", "ω"}};
    if (const auto letter = greek.find(name); letter != greek.end()) return element("mi", letter->second);
    if (name.size() > 1 && name.back() == '\'')
        return row(name_element(name.substr(0, name.size() - 1)) + prime);
    if (name == "s2") return element("msup", element("mi", "s") + element("mn", "2"));
    return element("mi", html_text(name));
}

const char* symbol_of(Relation kind) {
    switch (kind) {
        case Relation::less_equal:
            return "≤";
        case Relation::less:
            return "&lt;";
        case Relation::greater_equal:
            return "≥";
        case Relation::greater:
            return "&gt;";
        case Relation::equal:
            return "=";
        case Relation::not_equal:
            return "≠";
    }
    return "";
}

struct Set {
    std::string markup;
    Level level;
};

class Typesetter {
  public:
    std::string at(const Expression& e, Level least) const {
        const Set set = typeset(e);
        return set.level < least ? fenced("(", set.markup, ")") : set.markup;
    }

  private:
    static Set plain(std::string markup) { return {std::move(markup), primary}; }

    Set typeset(const Expression& e) const {
        switch (e.node) {
            case Node::number:
                return number(e);
            case Node::infinity:
                return plain(element("mi", "∞"));
            case Node::pi:
                return plain(element("mi", "π"));
            case Node::parameter:
            case Node::index:
            case Node::distribution:
            case Node::observable:
                return plain(name_element(e.name));
            case Node::interval:
                return plain(fenced("[", list(e), "]"));
            case Node::literal:
                return plain(fenced("(", list(e), ")"));
            case Node::word:
                return plain(element("mtext", html_text("\"" + e.name + "\"")));
            case Node::set:
                return plain(applied(element("mi", e.name), list(e)));
            case Node::component:
                return plain(component(e));
            case Node::generation:
                return plain(element("msup", name_element(e.name) + bracketed_time(e)));
            case Node::function:
            case Node::functional:
            case Node::predicate:
                return called(e);
            case Node::sum:
                return aggregate(e, "∑");
            case Node::prod:
                return aggregate(e, "∏");
            case Node::normalize:
                return plain(applied(
                    element("msub", "<mi mathvariant=\"normal\">normalize</mi>" + name_element(e.name)),
                    at(*e.args[0], formula)));
            case Node::expectation:
                return plain(bracket("E", e));
            case Node::variance:
                return plain(bracket("Var", e));
            case Node::probability:
                return plain(bracket("Pr", e));
            case Node::law:
                return plain(bracket("Law", e));
            case Node::information: {
                const std::string seen = e.args.empty() ? name_element(e.name) : at(*e.args[0], formula);
                return plain(row(element("mi", "I") + apply +
                                 fenced("[", name_element("world") + op(";") + seen, "]")));
            }
            default:
                return e.type == Type::truth ? truth(e) : arithmetic(e);
        }
    }

    static Set number(const Expression& e) {
        const std::string text = to_text(e);
        const bool negative = text[0] == '-';
        const std::string digits = negative ? text.substr(1) : text;
        const std::size_t bar = digits.find('/');
        const std::string magnitude = bar == std::string::npos
                                          ? element("mn", digits)
                                          : element("mfrac", element("mn", digits.substr(0, bar)) +
                                                                 element("mn", digits.substr(bar + 1)));
        if (negative) return {row(op("−") + magnitude), sign};
        return plain(magnitude);
    }

    std::string list(const Expression& e, std::size_t from = 0) const {
        std::string result;
        for (std::size_t i = from; i < e.args.size(); ++i)
            result += (i > from ? op(",") : "") + at(*e.args[i], formula);
        return result;
    }

    // What stands above a model for its generation: Q^(t).
    std::string bracketed_time(const Expression& generation) const {
        return fenced("(", at(*generation.args[0], formula), ")");
    }

    std::string component(const Expression& e) const {
        const Expression& whole = *e.args[0];
        const std::string index = at(*e.args[1], formula);
        if (whole.node == Node::generation)
            return element("msubsup", name_element(whole.name) + row(index) + bracketed_time(whole));
        if (whole.name.size() > 1 && whole.name.back() == '\'')
            return row(
                element("msub", name_element(whole.name.substr(0, whole.name.size() - 1)) + row(index)) +
                prime);
        return element("msub", at(whole, primary) + row(index));
    }

    static std::string applied(const std::string& head, const std::string& arguments) {
        return row(head + apply + fenced("(", arguments, ")"));
    }

    // A function, functional or predicate, as its row in the language's table says.
    Set called(const Expression& e) const {
        const Function& meaning = row_of(e);
        const std::string& head_text = meaning.head.empty() ? e.name : meaning.head;
        const std::string head = element("mi", html_text(head_text));
        const auto argument = [&](std::size_t i, Level level = formula) { return at(*e.args[i], level); };
        switch (meaning.typeset) {
            case Typeset::call:
                return plain(applied(head, list(e)));
            case Typeset::first_below:
                return plain(applied(element("msub", head + row(argument(0))), argument(1)));
            case Typeset::last_below:
                return plain(applied(element("msub", head + row(argument(1))), argument(0)));
            case Typeset::divided:
                return plain(applied(head, argument(0) + op("∥") + argument(1)));
            case Typeset::difference: {
                const std::string difference = argument(0, additive) + op("−") + argument(1, multiplicative);
                return plain(element("msup", fenced("‖", difference, "‖") + element("mn", "2")));
            }
            case Typeset::size:
                return plain(fenced("|", head + apply + argument(0, primary), "|"));
            case Typeset::root:
                return plain(element("msqrt", argument(0)));
            case Typeset::bars:
                return plain(fenced("|", argument(0), "|"));
            case Typeset::of_sum:
                return plain(applied(head, element("mn", "1") + op("+") + argument(0, multiplicative)));
            case Typeset::minus_one:
                return {row(applied(head, list(e)) + op("−") + element("mn", "1")), additive};
            case Typeset::words:
                return {row(argument(0, additive) + gap + element("mtext", html_text(head_text))), relation};
        }
        throw std::logic_error("no rule typesets " + to_text(e) + "; this is a fault of the program");
    }

    Set aggregate(const Expression& e, const char* symbol) const {
        const std::string large =
            "<mo largeop=\"true\" movablelimits=\"false\">" + std::string(symbol) + "</mo>";
        const std::string variable = name_element(e.name);
        const std::string body = at(*e.args.back(), multiplicative);
        if (!e.ranged && e.args.size() == 2)  // over strings
            return {row(element("munder", large + row(variable + op("∈") + at(*e.args[0], additive))) + body),
                    multiplicative};
        if (!e.ranged) return {row(element("munder", large + variable) + body), multiplicative};
        const std::string from = row(variable + op("=") + at(*e.args[0], additive));
        const std::string to = row(at(*e.args[1], additive));
        return {row(element("munderover", large + from + to) + body), multiplicative};
    }

    std::string bracket(const char* name, const Expression& e) const {
        std::string head = "<mi mathvariant=\"normal\">" + std::string(name) + "</mi>";
        std::string below;
        const char* word = "with ";
        for (std::size_t i = 1; i < e.args.size(); ++i) {
            const Expression& part = *e.args[i];
            const bool setting = part.node == Node::setting;
            if (!below.empty()) below += op(",");
            below += setting ? element("mtext", word) + name_element(part.name) + op("=") +
                                   at(*part.args[0], additive)
                             : element("mtext", "from ") + at(part, primary);
            if (setting) word = "";
        }
        if (!below.empty()) head = element("msub", head + row(below));
        return row(head + apply + fenced("[", at(*e.args[0], formula), "]"));
    }

    Set arithmetic(const Expression& e) const {
        switch (e.node) {
            case Node::add:
                return {row(at(*e.args[0], additive) + op("+") + at(*e.args[1], multiplicative)), additive};
            case Node::sub:
                return {row(at(*e.args[0], additive) + op("−") + at(*e.args[1], multiplicative)), additive};
            case Node::mul:
                return {row(factor(*e.args[0], ends_with_aggregate(*e.args[0])) + multiplication(*e.args[1]) +
                            factor(*e.args[1], !is_aggregate(*e.args[1]) && e.args[1]->node != Node::pow &&
                                                   typeset(*e.args[1]).level <= sign)),
                        multiplicative};
            case Node::div:
                return plain(element("mfrac", row(at(*e.args[0], formula)) + row(at(*e.args[1], formula))));
            case Node::pow:
                return plain(element("msup", base(*e.args[0]) + row(at(*e.args[1], formula))));
            case Node::neg:
                return {row(op("−") + at(*e.args[0], multiplicative)), sign};
            default:
                throw std::logic_error("no rule typesets " + to_text(e) + "; this is a fault of the program");
        }
    }

    static bool is_aggregate(const Expression& e) { return e.node == Node::sum || e.node == Node::prod; }
    // Whether a sum or product would swallow what is written after it.
    static bool ends_with_aggregate(const Expression& e) {
        if (e.node == Node::mul) return ends_with_aggregate(*e.args[1]);
        return is_aggregate(e) || (e.node == Node::neg && ends_with_aggregate(*e.args[0]));
    }
    std::string factor(const Expression& e, bool fence) const {
        return fence ? fenced("(", at(e, formula), ")") : at(e, multiplicative);
    }

    // A quotient or a power needs parentheses as a base although it is drawn as one block.
    std::string base(const Expression& e) const {
        const bool simple = e.node == Node::parameter || e.node == Node::index || e.node == Node::pi ||
                            e.node == Node::infinity || e.node == Node::component ||
                            (e.node == Node::number && e.value >= 0 && denominator(e.value) == 1);
        return simple ? at(e, primary) : fenced("(", at(e, formula), ")");
    }

    // The sign between factors: none but where the right one begins with a digit.
    static const char* multiplication(const Expression& right) {
        const Expression* first = &right;
        while (first->node == Node::mul || first->node == Node::pow)
            first = first->args[0].get();
        return first->node == Node::number ? "<mo>·</mo>" : times;
    }

    Set truth(const Expression& e) const {
        switch (e.node) {
            case Node::relation:
                return {row(at(*e.args[0], additive) + op(symbol_of(e.relation)) + at(*e.args[1], additive)),
                        relation};
            case Node::constant_truth:
                return plain(element("mtext", e.value != 0 ? "true" : "false"));
            case Node::negation:
                return {row(element("mtext", "not") + gap + at(*e.args[0], relation)), relation};
            case Node::conjunction:
                return between(e, "and", junction);
            case Node::disjunction:
                return between(e, "or", junction);
            case Node::implication:
                return {row(at(*e.args[0], relation) + gap + op("⇒") + gap + at(*e.args[1], relation)),
                        formula};
            case Node::every_outcome:
                return {row(element("mtext", "for every outcome") + gap + name_element("Q'") + op(":") + gap +
                            at(*e.args[0], junction)),
                        formula};
            default:  // equivalence
                return {row(at(*e.args[0], relation) + gap + op("⇔") + gap + at(*e.args[1], relation)),
                        formula};
        }
    }

    Set between(const Expression& e, const char* word, Level level) const {
        return {row(at(*e.args[0], relation) + gap + element("mtext", word) + gap + at(*e.args[1], relation)),
                level};
    }
};

std::string wrapped_math(const std::string& content, const std::string& source, bool display) {
    return std::string("<math") + (display ? " display=\"block\"" : "") + "><semantics>" + content +
           "<annotation encoding=\"text/x-groundcheck\">" + html_text(source) +
           "</annotation></semantics></math>";
}

// The parts of a conjunction from left to right.
void collect(const Expression& e, std::vector<const Expression*>& parts) {
    if (e.node != Node::conjunction) {
        parts.push_back(&e);
        return;
    }
    collect(*e.args[0], parts);
    collect(*e.args[1], parts);
}

bool continues_chain(const Expression& before, const Expression& next) {
    return before.node == Node::relation && next.node == Node::relation &&
           same(*before.args[1], *next.args[0]);
}

// a <= b, b < c: a table with the relation signs under one another.
std::string chain(const std::vector<const Expression*>& relations) {
    const Typesetter set;
    std::string rows, source;
    for (std::size_t i = 0; i < relations.size(); ++i) {
        const Expression& e = *relations[i];
        const std::string left = i == 0 ? set.at(*e.args[0], additive) : "";
        rows += "<mtr><mtd>" + left + "</mtd><mtd>" + op(symbol_of(e.relation)) + "</mtd><mtd>" +
                set.at(*e.args[1], additive) + "</mtd></mtr>";
        source += i == 0 ? to_text(e) : " " + to_text(e.relation) + " " + to_text(*e.args[1]);
    }
    return wrapped_math("<mtable displaystyle=\"true\">" + rows + "</mtable>", source, true);
}

}  // namespace

std::string mathml(const Expression& expression) { return Typesetter().at(expression, formula); }

std::string math_element(const Expression& expression, bool display) {
    return wrapped_math(mathml(expression), to_text(expression), display);
}

std::string math_display(const Expression& statement) {
    std::vector<const Expression*> parts;
    collect(statement, parts);
    std::string html;
    for (std::size_t i = 0; i < parts.size();) {
        std::vector<const Expression*> run = {parts[i]};
        while (i + run.size() < parts.size() && continues_chain(*run.back(), *parts[i + run.size()]))
            run.push_back(parts[i + run.size()]);
        if (i > 0) html += "<span class=\"between\">and</span>";
        html += run.size() > 1 ? chain(run) : math_element(*run.front(), true);
        i += run.size();
    }
    return html;
}

}  // namespace groundcheck
