#include "theorems/language/parser.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <tao/pegtl/contrib/parse_tree.hpp>
#include <utility>

#include "theorems/language/grammar.hpp"
#include "theorems/language/phrasebook.hpp"
#include "theorems/language/types.hpp"

namespace groundcheck {
namespace {

namespace tree = grammar::peg::parse_tree;
using Kind = Syntax::Kind;

template <typename Rule>
using selector = tree::selector<
    Rule, tree::store_content::on<
              grammar::number, grammar::tuple, grammar::interval, grammar::binder, grammar::binder_name,
              grammar::variable, grammar::over_range, grammar::bits, grammar::start, grammar::setting,
              grammar::setting_name, grammar::bracket, grammar::bracket_name, grammar::information,
              grammar::call, grammar::call_name, grammar::name, grammar::time, grammar::index_number,
              grammar::index_name, grammar::index_expression, grammar::reference, grammar::prefix_operator,
              grammar::infix_operator, grammar::formula, grammar::every_outcome>>;

// The text, and how many formulas within each other the parser is in.
struct Input : grammar::peg::memory_input<> {
    using grammar::peg::memory_input<>::memory_input;
    std::size_t nesting = 0;
};

struct TooDeep {
    std::size_t at;
};

// Matches the rule it is attached to, unless that is nested too deeply.
struct limited : grammar::peg::maybe_nothing {
    template <typename Rule, grammar::peg::apply_mode A, grammar::peg::rewind_mode M,
              template <typename...> class Action, template <typename...> class Control, typename... States>
    [[nodiscard]] static bool match(Input& in, States&&... states) {
        if (in.nesting == max_nesting) throw TooDeep{in.byte()};
        ++in.nesting;
        const bool matched = grammar::peg::match<Rule, A, M, Action, Control>(in, states...);
        --in.nesting;
        return matched;
    }
};

template <typename Rule>
struct action : grammar::peg::nothing<Rule> {};
template <>
struct action<grammar::formula> : limited {};

// What was expected where the parse stopped.
template <typename>
inline constexpr const char* expected = nullptr;
template <>
inline constexpr auto expected<grammar::primary> =
    "a number, a name or an opening parenthesis is expected here";
template <>
inline constexpr auto expected<grammar::formula> = expected<grammar::primary>;
template <>
inline constexpr auto expected<grammar::number_end> = "a number runs into a letter here";
template <>
inline constexpr auto expected<grammar::close_paren> = "a closing parenthesis \")\" is expected here";
template <>
inline constexpr auto expected<grammar::peg::one<')'>> = expected<grammar::close_paren>;
template <>
inline constexpr auto expected<grammar::close_bracket> = "a closing bracket \"]\" is expected here";
template <>
inline constexpr auto expected<grammar::variable> =
    "the name of the variable that the sum runs over is expected here";
template <>
inline constexpr auto expected<grammar::binder_range> =
    "\":\" (over the symbols) or \"in low..high:\" (over integers) is expected here";
template <>
inline constexpr auto expected<grammar::range_rest> =
    "\"..\" and the upper end of the range are expected here";
template <>
inline constexpr auto expected<grammar::setting> =
    "the name of a number of the domain is expected here, as in \"with N = 8\"";
template <>
inline constexpr auto expected<grammar::is_mark> = "an equals sign \"=\" is expected here";
template <>
inline constexpr auto expected<grammar::quote> =
    "a string has zeros and ones only, and ends with a quotation mark";
template <>
inline constexpr auto expected<grammar::semicolon> = "a semicolon \";\" is expected here";
template <>
inline constexpr auto expected<grammar::colon> = "a colon \":\" is expected here";
template <>
inline constexpr auto expected<grammar::index> =
    "an index is expected here: a variable, a number or (expression)";
template <>
inline constexpr auto expected<grammar::end> = "an operator or the end of the statement is expected here";
template <>
inline constexpr auto expected<grammar::gap> = expected<grammar::end>;
template <>
inline constexpr auto expected<grammar::peg::opt<grammar::every_outcome>> = expected<grammar::end>;

struct Errors {
    template <typename Rule>
    static constexpr const char* message = expected<Rule>;
    template <typename Rule>
    static constexpr bool raise_on_failure = false;
};
template <typename Rule>
using control = grammar::peg::must_if<Errors>::control<Rule>;

InputError failure(const Source& source, const grammar::peg::parse_error& error) {
    const std::size_t at = error.positions().front().byte;
    const std::string_view text = source.text();
    const std::string rest = at < text.size() ? "" : " (the text ends)";
    if (error.message() == expected<grammar::quote>)
        return source.error(at, at + 1, std::string(error.message()) + rest,
                            "\"0101\" is a string; nothing else stands between quotation marks");
    return source.error(at, at + 1, std::string(error.message()) + rest,
                        hint_at(text.substr(std::min(at, text.size())), text.substr(0, at)));
}

// From PEGTL's tree to the Syntax, with the precedences of the operators resolved.
class Builder {
  public:
    explicit Builder(const Source& source) : source_(source) {}

    Syntax statement(const tree::node& root) {
        const bool every = root.children.size() > 1;
        Syntax body = formula(*root.children.back());
        if (!every) return body;
        const std::size_t begin = root.children.front()->m_begin.byte;
        return checked({Kind::every_outcome, "", adopt(std::move(body)), begin, source_.text().size()});
    }

  private:
    // How tightly an operator binds; a prefix operator's operand reaches as far as its own level.
    enum Level {
        equivalence = 1,
        implication,
        disjunction,
        conjunction,
        negation,
        relation,
        sum,
        product,
        sign,
        power
    };

    struct Tokens {
        const tree::node::children_t& nodes;
        std::size_t next = 0;
        const tree::node* peek() const { return next < nodes.size() ? nodes[next].get() : nullptr; }
    };

    static Level level_of(std::string_view op) {
        if (op == "iff") return equivalence;
        if (op == "implies") return implication;
        if (op == "or") return disjunction;
        if (op == "and") return conjunction;
        if (op == "+" || op == "-") return sum;
        if (op == "*" || op == "/") return product;
        if (op == "^") return power;
        return relation;
    }

    static std::vector<Syntax> adopt(Syntax child) {
        std::vector<Syntax> children;
        children.push_back(std::move(child));
        return children;
    }
    static std::vector<Syntax> adopt(Syntax first, Syntax second) {
        std::vector<Syntax> children = adopt(std::move(first));
        children.push_back(std::move(second));
        return children;
    }

    // The node with its depth worked out.
    Syntax checked(Syntax node) const {
        for (const Syntax& child : node.children)
            node.depth = std::max(node.depth, child.depth + 1);
        if (node.depth > max_depth)
            throw source_.error(
                node.begin, node.end,
                "the expression is more than " + std::to_string(max_depth) + " operations deep",
                "write long sums as sum(i in 1..n: ...)");
        return node;
    }

    Syntax formula(const tree::node& node) {
        Tokens tokens{node.children};
        return at_level(tokens, equivalence);
    }

    // Everything from here on that binds at least as tightly as `least` (precedence climbing).
    Syntax at_level(Tokens& tokens, int least) {
        if (++recursion_ > max_depth) {
            const std::size_t at = tokens.peek()->m_begin.byte;
            throw source_.error(at, at + 1,
                                "more than " + std::to_string(max_depth) + " operators within each other");
        }
        Syntax left = operand(tokens, least);
        while (const tree::node* op = tokens.peek()) {
            const std::string text = op->string();
            const Level level = level_of(text);
            if (level < least) break;
            if (level == relation) {
                left = chain(tokens, std::move(left));
                continue;
            }
            ++tokens.next;
            const bool to_the_right = level == implication;
            Syntax right = at_level(tokens, level == power ? sign : to_the_right ? level : level + 1);
            const std::size_t begin = left.begin;
            const std::size_t end = right.end;
            left = checked({Kind::infix, text, adopt(std::move(left), std::move(right)), begin, end});
        }
        --recursion_;
        return left;
    }

    Syntax chain(Tokens& tokens, Syntax first) {
        Syntax node{Kind::chain, "", adopt(std::move(first))};
        while (const tree::node* op = tokens.peek()) {
            if (level_of(op->string_view()) != relation) break;
            node.text += op->string() + " ";
            ++tokens.next;
            node.children.push_back(at_level(tokens, sum));
        }
        node.begin = node.children.front().begin;
        node.end = node.children.back().end;
        return checked(std::move(node));
    }

    Syntax operand(Tokens& tokens, int least) {
        const tree::node& node = *tokens.nodes[tokens.next++];
        if (!node.is_type<grammar::prefix_operator>()) return primary(node);
        const std::string text = node.string();
        const std::size_t begin = node.m_begin.byte;
        if (text == "not" && least > negation)
            throw source_.error(begin, node.m_end.byte,
                                "\"not\" cannot stand inside an arithmetic expression");
        Syntax inside = at_level(tokens, text == "not" ? negation : sign);
        if (text == "+") return inside;
        const std::size_t end = inside.end;
        return checked({Kind::prefix, text, adopt(std::move(inside)), begin, end});
    }

    Syntax primary(const tree::node& node) {
        const std::size_t begin = node.m_begin.byte;
        const std::size_t end = last_visible(node);
        if (node.is_type<grammar::number>()) return {Kind::number, node.string(), {}, begin, end};
        if (node.is_type<grammar::tuple>()) return tuple(node, begin, end);
        if (node.is_type<grammar::interval>()) return with_children(Kind::interval, "", node, 0, begin, end);
        if (node.is_type<grammar::bits>())
            return {Kind::word, node.string(), {}, begin == 0 ? 0 : begin - 1, node.m_end.byte + 1};
        if (node.is_type<grammar::binder>()) return binder(node, begin, end);
        if (node.is_type<grammar::bracket>()) return bracket(node, begin, end);
        if (node.is_type<grammar::information>())
            return with_children(Kind::information, "", node, 0, begin, end);
        if (node.is_type<grammar::reference>()) return reference(node, begin, end);
        return with_children(Kind::call, node.children.front()->string(), node, 1, begin, end);
    }

    Syntax with_children(Kind kind, std::string text, const tree::node& node, std::size_t from,
                         std::size_t begin, std::size_t end) {
        Syntax result{kind, std::move(text), {}, begin, end};
        for (std::size_t i = from; i < node.children.size(); ++i)
            result.children.push_back(formula(*node.children[i]));
        return checked(std::move(result));
    }

    Syntax tuple(const tree::node& node, std::size_t begin, std::size_t end) {
        Syntax result = with_children(Kind::tuple, "", node, 0, begin, end);
        if (result.children.size() > 1) return result;
        Syntax inside = std::move(result.children.front());
        inside.begin = begin;
        inside.end = end;
        return inside;
    }

    Syntax bracket(const tree::node& node, std::size_t begin, std::size_t end) {
        Syntax result{Kind::bracket, node.children.front()->string(), {}, begin, end};
        for (std::size_t i = 1; i < node.children.size(); ++i) {
            const tree::node& part = *node.children[i];
            if (part.is_type<grammar::setting>()) {
                const tree::node& name = *part.children.front();
                result.children.push_back(
                    checked({Kind::setting, name.string(), adopt(formula(*part.children.back())),
                             name.m_begin.byte, last_visible(part)}));
            } else {
                result.children.push_back(
                    formula(part.is_type<grammar::start>() ? *part.children.front() : part));
            }
        }
        return checked(std::move(result));
    }

    Syntax binder(const tree::node& node, std::size_t begin, std::size_t end) {
        Syntax result{Kind::binder, node.children[0]->string(), {}, begin, end};
        const tree::node& variable = *node.children[1];
        result.children.push_back(
            {Kind::name, variable.string(), {}, variable.m_begin.byte, variable.m_end.byte});
        if (node.children.size() > 3)
            for (const auto& bound : node.children[2]->children)
                result.children.push_back(formula(*bound));
        result.children.push_back(formula(*node.children.back()));
        return checked(std::move(result));
    }

    Syntax reference(const tree::node& node, std::size_t begin, std::size_t end) {
        const tree::node& name = *node.children.front();
        Syntax result{Kind::name, name.string(), {}, begin, name.m_end.byte};
        for (std::size_t i = 1; i < node.children.size(); ++i) {
            const tree::node& part = *node.children[i];
            const std::size_t stop = last_visible(part);
            if (part.is_type<grammar::time>())
                result = checked({Kind::generation, "", adopt(std::move(result), formula(*part.children[0])),
                                  begin, stop});
            else
                result = checked({Kind::component, "", adopt(std::move(result), index(part)), begin, end});
        }
        return result;
    }

    Syntax index(const tree::node& node) {
        const std::size_t begin = node.m_begin.byte;
        const std::size_t end = node.m_end.byte;
        if (node.is_type<grammar::index_number>()) return {Kind::number, node.string(), {}, begin, end};
        if (node.is_type<grammar::index_name>()) return {Kind::name, node.string(), {}, begin, end};
        return formula(*node.children.front());
    }

    // The end of a node without the white space that its rule took along.
    std::size_t last_visible(const tree::node& node) const {
        std::size_t end = node.m_end.byte;
        while (end > node.m_begin.byte + 1 &&
               std::isspace(static_cast<unsigned char>(source_.text()[end - 1])) != 0)
            --end;
        return end;
    }

    const Source& source_;
    std::size_t recursion_ = 0;
};

void check_characters(const Source& source) {
    const std::string& text = source.text();
    if (text.size() > max_statement)
        throw source.error(0, 1, "the text is longer than " + std::to_string(max_statement) + " bytes");
    if (const std::size_t at = invalid_utf8(text); at != std::string::npos)
        throw source.error(at, at + 1, "the text is not valid UTF-8 here");
    if (const std::size_t at = text.find('\0'); at != std::string::npos)
        throw source.error(at, at + 1, "the text has a NUL character here");
    if (text.find_first_not_of(" \t\r\n\v\f") == std::string::npos)
        throw source.error(0, 1, "the text is empty", "write a statement such as E[H(Q')] <= H(Q)");
}

}  // namespace

Syntax parse_syntax(const Source& source) {
    check_characters(source);
    Input input(source.text(), "");
    try {
        const auto root = tree::parse<grammar::statement, tree::node, selector, action, control>(input);
        return Builder(source).statement(*root);
    } catch (const grammar::peg::parse_error& error) {
        throw failure(source, error);
    } catch (const TooDeep& deep) {
        throw source.error(deep.at, deep.at + 1,
                           "more than " + std::to_string(max_nesting) + " brackets within each other");
    }
}

ExpressionPtr parse_statement(const Source& source, const Scope& scope) {
    return elaborate(source, scope, parse_syntax(source), Wanted::statement);
}

ExpressionPtr parse_condition(const Source& source, const Scope& scope) {
    return elaborate(source, scope, parse_syntax(source), Wanted::condition);
}

ExpressionPtr parse_expression(const Source& source, const Scope& scope) {
    return elaborate(source, scope, parse_syntax(source), Wanted::number);
}

ExpressionPtr parse_distribution(const Source& source, const Scope& scope) {
    return elaborate(source, scope, parse_syntax(source), Wanted::distribution);
}

ExpressionPtr parse_calculator(const Source& source) {
    if (source.text().find_first_not_of(" \t\r\n\v\f") == std::string::npos)
        throw source.error(0, 1, "the text is empty", "write an expression such as log(2)/2");
    Scope scope;
    scope.calculator = true;
    return parse_expression(source, scope);
}

}  // namespace groundcheck
