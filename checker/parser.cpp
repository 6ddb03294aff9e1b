// Parsing the text of claims. See language.hpp.
#include <algorithm>
#include <cctype>

#include "language.hpp"

namespace checker {

mpq_class parse_number(const std::string& text) {
    if (text.size() > limits::number) throw over("the length of a number", limits::number);
    const bool hex = text.rfind("0x", 0) == 0;
    const int radix = hex ? 16 : 10;
    const std::string marks = hex ? "pP" : "eE";
    mpz_class digits = 0;
    long shift = 0;
    bool point = false, any = false;
    std::size_t i = hex ? 2 : 0;
    for (; i < text.size() && marks.find(text[i]) == std::string::npos; ++i) {
        const char c = text[i];
        if (c == '.' && !point) {
            point = true;
        } else if (std::isdigit(static_cast<unsigned char>(c)) != 0 ||
                   (hex && std::isxdigit(static_cast<unsigned char>(c)) != 0)) {
            digits = digits * radix + std::stoi(std::string(1, c), nullptr, radix);
            any = true;
            if (point) --shift;
        } else {
            throw Unreadable("'" + text + "' is not a number");
        }
    }
    long exponent = 0;
    if (i < text.size()) {
        const std::string rest = text.substr(i + 1);
        const std::size_t start = !rest.empty() && (rest[0] == '-' || rest[0] == '+') ? 1 : 0;
        if (rest.size() == start || rest.size() > 7 ||
            rest.find_first_not_of("0123456789", start) != std::string::npos)
            throw Unreadable("'" + text + "' is not a number");
        exponent = std::stol(rest);
    }
    if (!any || std::abs(exponent) > limits::decimal_exponent)
        throw Unreadable("'" + text + "' is not a number");
    mpz_class scale;
    const long powers = hex ? exponent + 4 * shift : exponent + shift;
    mpz_ui_pow_ui(scale.get_mpz_t(), hex ? 2 : 10, static_cast<unsigned long>(std::abs(powers)));
    mpq_class r = powers < 0 ? mpq_class(digits, scale) : mpq_class(digits * scale);
    r.canonicalize();
    return r;
}

namespace {

// Recursive descent over the grammar of the claims, for the part that speaks of one generation and continuous
// domains; whatever is outside is Unreadable.
class Parser {
  public:
    explicit Parser(const std::string& text) : text_(text) { next(); }
    TreePtr formula() {
        TreePtr left = conjunction();
        while (accept("or"))
            left = make("or", {left, conjunction()});
        return left;
    }
    TreePtr expression() {
        TreePtr left = term();
        while (token_ == "+" || token_ == "-") {
            const std::string op = take();
            left = make(op, {left, term()});
        }
        return left;
    }
    void end() const {
        if (!token_.empty()) throw Unreadable("unexpected '" + token_ + "' in: " + text_);
    }

  private:
    const std::string& text_;
    std::size_t place_ = 0, depth_ = 0, nodes_ = 0, brackets_ = 0;
    std::string token_;
    struct State {
        std::size_t place;
        std::string token;
    };

    // A node of the tree; what is read twice, at an opening bracket, counts twice.
    TreePtr make(std::string op, std::vector<TreePtr> args, std::string name = "",
                 const mpq_class& value = 0) {
        std::size_t depth = 0;
        for (const TreePtr& arg : args)
            depth = std::max(depth, arg->depth + 1);
        if (depth > limits::depth) throw over("the depth of a formula", limits::depth);
        if (++nodes_ > limits::nodes) throw over("the size of a formula", limits::nodes);
        return std::make_shared<Tree>(Tree{std::move(op), std::move(name), value, std::move(args), depth});
    }
    // Counts how deep the parser stands in brackets and signs.
    class Descent {
      public:
        explicit Descent(std::size_t& depth) : depth_(depth) {
            if (++depth_ > limits::depth) {
                --depth_;
                throw over("the depth of a formula", limits::depth);
            }
        }
        ~Descent() { --depth_; }
        Descent(const Descent&) = delete;
        Descent& operator=(const Descent&) = delete;

      private:
        std::size_t& depth_;
    };
    void next() {
        const auto is = [this](std::size_t i, auto&& test) {
            return i < text_.size() && test(static_cast<unsigned char>(text_[i])) != 0;
        };
        while (is(place_, [](int c) { return std::isspace(c); }))
            ++place_;
        const std::size_t start = place_;
        if (is(place_, [](int c) { return std::isdigit(c); })) {
            const bool hex = text_.compare(place_, 2, "0x") == 0;
            while (is(place_, [](int c) { return std::isalnum(c); }) ||
                   (place_ < text_.size() && text_[place_] == '.' && text_.compare(place_, 2, "..") != 0)) {
                const char c = static_cast<char>(std::tolower(text_[place_++]));
                if (c == (hex ? 'p' : 'e') && place_ < text_.size() &&
                    (text_[place_] == '-' || text_[place_] == '+'))
                    ++place_;
            }
        } else if (is(place_, [](int c) { return std::isalpha(c); })) {
            while (is(place_, [](int c) { return std::isalnum(c); }))
                ++place_;
            if (place_ < text_.size() && text_[place_] == '\'') ++place_;
        } else if (place_ < text_.size()) {
            static const std::vector<std::string> two = {"<=", ">=", "==", "!=", ".."};
            place_ += std::find(two.begin(), two.end(), text_.substr(place_, 2)) != two.end() ? 2 : 1;
        }
        token_ = text_.substr(start, place_ - start);
    }
    std::string take() {
        std::string t = token_;
        next();
        return t;
    }
    bool accept(const std::string& t) {
        if (token_ != t) return false;
        next();
        return true;
    }
    void expect(const std::string& t) {
        if (!accept(t)) throw Unreadable("'" + t + "' expected before '" + token_ + "' in: " + text_);
    }
    static bool is_name(const std::string& t) {
        return !t.empty() && std::isalpha(static_cast<unsigned char>(t[0])) != 0;
    }

    TreePtr conjunction() {
        TreePtr left = atom();
        while (accept("and"))
            left = make("and", {left, atom()});
        return left;
    }
    TreePtr atom() {
        const Descent descent(depth_);
        if (accept("vertex")) {
            expect("(");
            const std::string name = take();
            expect(")");
            return make("vertex", {}, name);
        }
        if (token_ == "(") {  // a formula in brackets, or an expression that begins with one
            const State state{place_, token_};
            try {
                return chain();
            } catch (const OverLimit&) {
                throw;
            } catch (const Unreadable&) {
                place_ = state.place;
                token_ = state.token;
            }
            if (++brackets_ > limits::brackets)
                throw over("the depth of brackets around formulas", limits::brackets);
            expect("(");
            TreePtr inner = formula();
            --brackets_;
            expect(")");
            return inner;
        }
        return chain();
    }
    TreePtr chain() {
        static const std::vector<std::string> relations = {"<=", "<", ">=", ">", "==", "!="};
        TreePtr left = expression(), all;
        while (std::find(relations.begin(), relations.end(), token_) != relations.end()) {
            const std::string relation = take();
            TreePtr right = expression();
            TreePtr link = make("rel", {left, right}, relation);
            if (all) link = make("and", {all, link});
            all = link;
            left = right;
        }
        if (!all) throw Unreadable("a relation expected before '" + token_ + "' in: " + text_);
        return all;
    }
    TreePtr term() {
        TreePtr left = unary();
        while (token_ == "*" || token_ == "/") {
            const std::string op = take();
            left = make(op, {left, unary()});
        }
        return left;
    }
    TreePtr unary() {
        const Descent descent(depth_);
        if (accept("-")) {
            TreePtr operand = unary();
            return make("neg", {operand});
        }
        TreePtr base = primary();
        if (!accept("^")) return base;
        TreePtr exponent = unary();  // by name: GCC 12 unwinds a list in a conditional expression twice
        return make("^", {base, exponent});
    }
    TreePtr primary() {
        if (accept("(")) {
            std::vector<TreePtr> parts;
            do
                parts.push_back(expression());
            while (accept(","));
            expect(")");
            return parts.size() == 1 ? parts[0] : make("vector", parts);
        }
        if (!token_.empty() && std::isdigit(static_cast<unsigned char>(token_[0])) != 0)
            return make("number", {}, "", parse_number(take()));
        if (!is_name(token_)) throw Unreadable("unexpected '" + token_ + "' in: " + text_);
        const std::string name = take();
        if (accept("_")) {
            if (accept("(")) throw Unreadable("computed indices are outside the checker's language");
            return make("index", {}, name + " " + take());
        }
        if (name == "E" && accept("[")) {
            TreePtr body = expression();
            expect("]");
            return make("E", {body});
        }
        if (name == "Q" && accept("[")) {
            TreePtr time = expression();
            expect("]");
            TreePtr model = make("generation", {time});
            if (!accept("_")) return model;
            return make("index", {model}, "Q[] " + take());
        }
        if (!accept("(")) return make("name", {}, name);
        if (name == "sum") {
            const std::string bound = take();
            expect(":");
            TreePtr body = expression();
            expect(")");
            return make("sum", {body}, bound);
        }
        std::vector<TreePtr> args;
        do
            args.push_back(expression());
        while (accept(","));
        expect(")");
        return make("call", args, name);
    }
};

}  // namespace

TreePtr parse_formula(const std::string& text) {
    Parser parser(text);
    TreePtr tree = parser.formula();
    parser.end();
    return tree;
}
TreePtr parse_expression(const std::string& text) {
    Parser parser(text);
    TreePtr tree = parser.expression();
    parser.end();
    return tree;
}

}  // namespace checker
