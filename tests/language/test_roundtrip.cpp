// Random trees: what is printed reads back as the same tree, and needs no parentheses that are there.
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/language_fixture.hpp"
#include "tests/random.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck::test::test_roundtrip {
namespace {

// Makes random well-typed trees over full_scope(), of every form that the language has.
class Generator {
  public:
    explicit Generator(std::mt19937_64& random) : random_(random) {}

    ExpressionPtr statement(int depth) {
        if (pick(4) != 0) return formula(depth);
        outcome_ = true;
        // The formula has to mention Q'.
        ExpressionPtr mention = relation(Relation::less, functional("H", {distribution("Q'")}), number());
        ExpressionPtr body = make(Node::conjunction, Type::truth, "", {std::move(mention), formula(depth)});
        outcome_ = false;
        return make(Node::every_outcome, Type::truth, "", {std::move(body)});
    }

    ExpressionPtr scalar(int depth) {
        if (depth <= 0) return leaf();
        switch (pick(12)) {
            case 0:
                return make(Node::neg, Type::scalar, "", {scalar(depth - 1)});
            case 1:
                return pair(Node::add, depth);
            case 2:
                return pair(Node::sub, depth);
            case 3:
                return pair(Node::mul, depth);
            case 4:
                return pair(Node::div, depth);
            case 5:
                return pair(Node::pow, depth);
            case 6:
                return function(depth);
            case 7:
                return functional(depth);
            case 8:
                return component();
            case 9:
                return bound(depth);
            case 10:
                return bracket(depth);
            default:
                return leaf();
        }
    }

    ExpressionPtr formula(int depth) {
        if (depth <= 0) return pick(2) == 0 ? relation(depth) : predicate(depth);
        switch (pick(7)) {
            case 0:
                return make(Node::negation, Type::truth, "", {formula(depth - 1)});
            case 1:
                return logical(Node::conjunction, depth);
            case 2:
                return logical(Node::disjunction, depth);
            case 3:
                return logical(Node::implication, depth);
            case 4:
                return logical(Node::equivalence, depth);
            case 5:
                return predicate(depth);
            default:
                return relation(depth);
        }
    }

  private:
    std::size_t pick(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }

    static ExpressionPtr make(Node node, Type type, std::string name = "",
                              std::vector<ExpressionPtr> args = {}) {
        auto e = std::make_shared<Expression>();
        e->node = node;
        e->type = type;
        e->name = std::move(name);
        e->args = std::move(args);
        return e;
    }

    static ExpressionPtr relation(Relation which, ExpressionPtr left, ExpressionPtr right) {
        auto e = std::make_shared<Expression>(
            *make(Node::relation, Type::truth, "", {std::move(left), std::move(right)}));
        e->relation = which;
        return e;
    }

    ExpressionPtr relation(int depth) {
        constexpr Relation all[] = {Relation::less_equal, Relation::less,  Relation::greater_equal,
                                    Relation::greater,    Relation::equal, Relation::not_equal};
        if (pick(6) == 0) return relation(all[4 + pick(2)], distribution(), distribution());
        ExpressionPtr left = scalar(depth - 1);
        return relation(all[pick(6)], std::move(left), scalar(depth - 1));
    }

    ExpressionPtr predicate(int depth) {
        if (pick(3) == 0) return make(Node::predicate, Type::truth, "finite", {scalar(depth - 1)});
        return make(Node::predicate, Type::truth, pick(2) == 0 ? "vertex" : "interior", {distribution()});
    }

    ExpressionPtr pair(Node node, int depth) {
        ExpressionPtr left = scalar(depth - 1);
        return make(node, Type::scalar, "", {std::move(left), scalar(depth - 1)});
    }

    ExpressionPtr logical(Node node, int depth) {
        ExpressionPtr left = formula(depth - 1);
        return make(node, Type::truth, "", {std::move(left), formula(depth - 1)});
    }

    // A number as the parser makes it: not negative, a finite decimal, possibly long.
    ExpressionPtr number() {
        auto e = std::make_shared<Expression>(*make(Node::number, Type::scalar));
        const Rational digits(static_cast<long>(pick(1'000'000)));
        switch (pick(5)) {
            case 0:
                e->value = digits * power(Rational(10), static_cast<std::int64_t>(pick(60)));
                break;
            case 1:
                e->value = digits * power(Rational(10), -static_cast<std::int64_t>(pick(60)));
                break;
            case 2:
                e->value = digits * power(Rational(2), -static_cast<std::int64_t>(pick(90)));
                break;
            case 3:
                e->value = Rational(static_cast<long>(pick(4)));
                break;
            default:
                e->value = digits;
        }
        return e;
    }

    ExpressionPtr leaf() {
        switch (pick(8)) {
            case 0:
                return make(Node::infinity, Type::scalar);
            case 1:
                return make(Node::pi, Type::scalar);
            case 2:
                return make(Node::parameter, Type::scalar, pick(2) == 0 ? "N" : "K");
            case 3:
                return make(Node::parameter, Type::scalar, pick(2) == 0 ? "alpha" : "q");
            case 4:
                return variables_.empty()
                           ? number()
                           : make(Node::index, Type::scalar, variables_[pick(variables_.size())]);
            default:
                return number();
        }
    }

    static ExpressionPtr distribution(const std::string& name) {
        return make(Node::distribution, Type::distribution, name);
    }

    ExpressionPtr distribution() {
        if ((random_model_ || outcome_) && pick(2) == 0) return distribution("Q'");
        if (random_model_ && pick(3) == 0)
            return make(Node::generation, Type::distribution, "Q", {leaf_time()});
        if (!other_start_ && pick(4) == 0) return distribution("M");
        constexpr const char* names[] = {"Q", "P", "R"};
        return distribution(names[pick(3)]);
    }

    ExpressionPtr leaf_time() {
        const ExpressionPtr t = make(Node::parameter, Type::scalar, "t");
        if (pick(2) == 0) return t;
        return make(Node::add, Type::scalar, "", {t, make(Node::parameter, Type::scalar, "N")});
    }

    ExpressionPtr function(int depth) {
        constexpr const char* names[] = {"log", "log1p", "exp", "expm1", "sqrt", "abs", "digamma"};
        if (pick(4) != 0) return make(Node::function, Type::scalar, names[pick(7)], {scalar(depth - 1)});
        std::vector<ExpressionPtr> args;
        for (std::size_t i = 0; i < 2 + pick(2); ++i)
            args.push_back(scalar(depth - 1));
        if (args.size() < 2) args.push_back(number());
        return make(Node::function, Type::scalar, pick(2) == 0 ? "min" : "max", std::move(args));
    }

    static ExpressionPtr functional(const std::string& name, std::vector<ExpressionPtr> args) {
        return make(Node::functional, Type::scalar, name, std::move(args));
    }

    // The functionals of so many distributions and nothing else.
    static std::vector<std::string> of_distributions(std::size_t count) {
        std::vector<std::string> names;
        for (const Function& function : functions())
            if (function.node() == Node::functional && function.name != "fixtime" &&
                function.parameters == std::vector<Type>(count, Type::distribution))
                names.push_back(function.name);
        return names;
    }

    ExpressionPtr functional(int depth) {
        static const std::vector<std::string> one = of_distributions(1), two = of_distributions(2);
        switch (pick(4)) {
            case 0:
                return functional(one[pick(static_cast<int>(one.size()))], {distribution()});
            case 1:
                return functional(two[pick(static_cast<int>(two.size()))], {distribution(), distribution()});
            case 2:
                return functional("R", {depth > 1 ? function(1) : number(), distribution()});
            default:
                return functional(pick(2) == 0 ? "mean" : "var",
                                  {make(Node::observable, Type::observable, "f"), distribution()});
        }
    }

    ExpressionPtr component() {
        ExpressionPtr base = pick(4) == 0 ? make(Node::observable, Type::observable, "f") : distribution();
        auto position = std::make_shared<Expression>(*make(Node::number, Type::scalar));
        position->value = static_cast<long>(1 + pick(2));
        if (!variables_.empty() && pick(3) != 0)
            return make(Node::component, Type::scalar, "",
                        {base, make(Node::index, Type::scalar, variables_[pick(variables_.size())])});
        if (pick(2) == 0) return make(Node::component, Type::scalar, "", {base, position});
        return make(
            Node::component, Type::scalar, "",
            {base, make(Node::add, Type::scalar, "", {make(Node::parameter, Type::scalar, "t"), position})});
    }

    ExpressionPtr bound(int depth) {
        const std::string name = "v" + std::to_string(variables_.size());
        const bool ranged = pick(2) == 0;
        std::vector<ExpressionPtr> args;
        if (ranged) {
            auto low = std::make_shared<Expression>(*make(Node::number, Type::scalar));
            low->value = static_cast<long>(pick(3));
            args.push_back(low);
            args.push_back(make(Node::parameter, Type::scalar, "N"));
        }
        variables_.push_back(name);
        args.push_back(scalar(depth - 1));
        variables_.pop_back();
        auto e = std::make_shared<Expression>(
            *make(pick(2) == 0 ? Node::sum : Node::prod, Type::scalar, name, std::move(args)));
        e->ranged = ranged;
        return e;
    }

    ExpressionPtr bracket(int depth) {
        if (random_model_) return leaf();
        std::vector<ExpressionPtr> args(1);
        if (pick(3) == 0) args.push_back(distribution(pick(2) == 0 ? "R" : "P"));
        random_model_ = true;
        other_start_ = args.size() > 1;
        const std::size_t kind = pick(3);
        args[0] = kind == 2 ? formula(depth - 1) : scalar(depth - 1);
        random_model_ = other_start_ = false;
        return make(kind == 0   ? Node::expectation
                    : kind == 1 ? Node::variance
                                : Node::probability,
                    Type::scalar, "", std::move(args));
    }

    std::mt19937_64& random_;
    std::vector<std::string> variables_;
    bool random_model_ = false;
    bool other_start_ = false;
    bool outcome_ = false;
};

TEST_CASE("printing and reading a random tree gives the same tree", "[roundtrip][random]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = generator(11);
    const Scope scope = full_scope();
    std::size_t deepest = 0;
    for (int i = 0; i < 4000; ++i) {
        Generator trees(random);
        const ExpressionPtr tree = trees.statement(1 + i % 7);
        const std::string text = to_text(*tree);
        INFO(text);
        ExpressionPtr back;
        REQUIRE_NOTHROW(back = parse_statement(text, scope));
        REQUIRE(same(*tree, *back));
        REQUIRE(to_text(*back) == text);
        deepest = std::max(deepest, text.size());
    }
    CHECK(deepest > 200);  // the trees were not all trivial
}

TEST_CASE("no printed parenthesis can be left out", "[roundtrip][random]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = generator(12);
    const Scope scope = full_scope();
    std::size_t tried = 0;
    for (int i = 0; i < 600; ++i) {
        Generator trees(random);
        const ExpressionPtr tree = trees.statement(4);
        const std::string text = to_text(*tree);
        std::vector<std::size_t> open;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] == '(') open.push_back(at);
            if (text[at] != ')') continue;
            const std::size_t begin = open.back();
            open.pop_back();
            // Only grouping parentheses: not those of calls, sums and indices, which belong to their names.
            if (begin > 0 &&
                (std::isalnum(static_cast<unsigned char>(text[begin - 1])) != 0 || text[begin - 1] == '_'))
                continue;
            std::string without = text;
            without.erase(at, 1).erase(begin, 1);
            INFO(text << "   without the parenthesis at " << begin);
            ExpressionPtr other;
            const bool rejected = error_of([&] { other = parse_statement(without, scope); }).has_value();
            CHECK((rejected || !same(*tree, *other)));
            ++tried;
        }
    }
    CHECK(tried > 300);
}

TEST_CASE("same sees every difference", "[roundtrip]") {
    const std::vector<std::string> texts = {"1 < 2",
                                            "1 <= 2",
                                            "1 < 3",
                                            "2 < 1",
                                            "N < 2",
                                            "H(Q) < 2",
                                            "H(P) < 2",
                                            "D(Q) < 2",
                                            "Q_1 < 2",
                                            "Q_2 < 2",
                                            "not 1 < 2",
                                            "E[Q'_1] < 2",
                                            "Var[Q'_1] < 2",
                                            "E[Q'_1 from R] < 2",
                                            "-1 < 2",
                                            "sum(i: 1) < 2",
                                            "prod(i: 1) < 2",
                                            "sum(j: 1) < 2",
                                            "sum(i in 1..1: 1) < 2",
                                            "vertex(Q)"};
    for (std::size_t i = 0; i < texts.size(); ++i)
        for (std::size_t j = 0; j < texts.size(); ++j) {
            INFO(texts[i] << " and " << texts[j]);
            CHECK(same(*parse_statement(texts[i], full_scope()), *parse_statement(texts[j], full_scope())) ==
                  (i == j));
        }
}

TEST_CASE("numbers that no decimal spells print as the same value", "[roundtrip]") {
    Expression e;
    for (const char* text : {"1/3", "-1/3", "-2", "-0.25", "22/7", "-1e-9"}) {
        e.value = *parse_rational(text);
        CHECK(constant_value(*parse_calculator(to_text(e))) == e.value);
        Expression power;
        power.node = Node::pow;
        auto two = std::make_shared<Expression>();
        two->value = 2;
        power.args = {std::make_shared<Expression>(e), two};
        CHECK(constant_value(*parse_calculator(to_text(power))) == e.value * e.value);
    }
}

}  // namespace
}  // namespace groundcheck::test::test_roundtrip
