// Types of formulas. See names.hpp.
#include "names.hpp"

#include <set>

namespace checker {

namespace {

enum class May { all, numbers, constants };  // what an expression may be made of

class Walk {
  public:
    Walk(const Context& context, May may) : context_(context), may_(may) {}

    void number(const Tree& t) {
        if (t.op == "number") return;
        if (t.op == "name") return name(t.name);
        if (t.op == "vector" || t.op == "generation")
            throw Unreadable("a distribution stands where a number is expected");
        if (t.op == "index") return component(t);
        if (t.op == "sum") return sum(t);
        if (t.op == "E") return expectation(t);
        if (t.op == "call") return call(t);
        for (const TreePtr& arg : t.args)
            number(*arg);
    }

  private:
    const Context& context_;
    May may_;
    bool in_expectation_ = false;
    std::set<std::string> bound_;

    void constant(const Tree& t) { Walk(context_, May::constants).number(t); }
    void require_all(const char* what) const {
        if (may_ != May::all)
            throw Unreadable(std::string(what) + " cannot stand here: only " +
                             (may_ == May::constants ? "constants" : "numbers") + " can");
    }
    void name(const std::string& name) const {
        if (bound_.count(name) > 0) throw Unreadable("the index '" + name + "' is no number");
        if (is_reserved(name) && guarded("names"))
            throw Unreadable("'" + name + "' is outside the language of certificates here");
        const auto place = context_.types.find(name);
        if (place == context_.types.end()) throw Unreadable("'" + name + "' is not declared");
        if (place->second == Type::distribution)
            throw Unreadable("the distribution '" + name + "' stands where a number is expected");
        if (place->second == Type::alphabet && context_.any)
            throw Unreadable("'K' is any number here and has no value");
        if (place->second == Type::variable && may_ == May::constants)
            throw Unreadable("'" + name + "' ranges, and only constants can stand here");
    }
    void distribution_name(const std::string& name) const {
        require_all("a distribution");
        if (name == "Q'") {
            if (!in_expectation_) throw Unreadable("Q' stands outside E[...]");
        } else if (name == "M") {
            if (!context_.is("Q", Type::distribution)) throw Unreadable("M needs the distribution Q");
        } else if (!context_.is(name, Type::distribution)) {
            throw Unreadable("'" + name + "' is not declared as a distribution");
        }
    }
    void distribution(const Tree& t) {
        require_all("a distribution");
        if (t.op == "name") return distribution_name(t.name);
        if (t.op == "generation") {
            if (!context_.is("Q", Type::distribution)) throw Unreadable("Q[t] needs the distribution Q");
            return constant(*t.args[0]);
        }
        if (t.op != "vector") throw Unreadable("a number stands where a distribution is expected");
        for (const TreePtr& share : t.args)
            constant(*share);
    }
    void require_symbols() const {
        if (context_.whole()) throw Unreadable("a distribution read as a whole has no single symbols");
        if (!context_.has_symbols() && guarded("simplex"))
            throw Unreadable("there are no symbols: no K is given");
    }
    void component(const Tree& t) {
        const std::size_t space = t.name.find(' ');
        const std::string index = t.name.substr(space + 1);
        require_symbols();
        if (t.args.empty())
            distribution_name(t.name.substr(0, space));
        else
            distribution(*t.args[0]);
        const bool digits = index.size() < 5 && index.find_first_not_of("0123456789") == std::string::npos;
        const bool by_number =
            !context_.by_symbols() && digits && index[0] != '0' && std::stol(index) <= context_.count();
        if (!by_number && bound_.count(index) == 0)
            throw Unreadable("the index '" + index + "' is neither bound by a sum nor a symbol's number");
    }
    void sum(const Tree& t) {
        require_all("a sum over the symbols");
        require_symbols();
        const bool letters = !t.name.empty() && std::isalpha(static_cast<unsigned char>(t.name[0])) != 0 &&
                             t.name.back() != '\'';
        if (guarded("names")) {
            if (!letters) throw Unreadable("'" + t.name + "' is no name for an index");
            if (is_reserved(t.name) || t.name == "K" || t.name == "N")
                throw Unreadable("'" + t.name + "' has a meaning and cannot be an index");
            if (context_.types.count(t.name) > 0)
                throw Unreadable("'" + t.name + "' is declared already and cannot be an index");
        }
        if (!bound_.empty()) throw Unreadable("a sum over the symbols within another");
        bound_.insert(t.name);
        number(*t.args[0]);
        bound_.erase(t.name);
    }
    void expectation(const Tree& t) {
        require_all("an expectation");
        if (in_expectation_) throw Unreadable("an expectation within another");
        if (!context_.is("N", Type::constant)) throw Unreadable("an expectation needs 'let N'");
        if (!context_.is("Q", Type::distribution))
            throw Unreadable("an expectation needs the distribution Q");
        in_expectation_ = true;
        number(*t.args[0]);
        in_expectation_ = false;
    }
    void call(const Tree& t) {
        static const std::set<std::string> functions = {"log", "log1p", "exp", "expm1", "sqrt", "abs"};
        static const std::map<std::string, std::size_t> of_distributions = {
            {"H", 1}, {"D", 1}, {"supp", 1}, {"KL", 2}, {"L2", 2}, {"TV", 2}, {"JS", 2}, {"chi2", 2}};
        const std::size_t given = t.args.size();
        if (functions.count(t.name) > 0 && given == 1) return number(*t.args[0]);
        if ((t.name == "R" || t.name == "T") && given == 2) {
            constant(*t.args[0]);
            return distribution(*t.args[1]);
        }
        const auto place = of_distributions.find(t.name);
        if (place == of_distributions.end() || place->second != given)
            throw Unreadable("the checker knows no function '" + t.name + "' of " + std::to_string(given) +
                             " arguments");
        for (const TreePtr& arg : t.args)
            distribution(*arg);
    }
};

}  // namespace

bool is_uniform_condition(const Tree& t) {
    const auto is = [](const Tree& e, const char* op, const char* name) {
        return e.op == op && e.name == name;
    };
    if (!is(t, "rel", "==")) return false;
    const Tree &left = *t.args[0], &right = *t.args[1];
    return is(left, "call", "max") && left.args.size() == 1 && is(*left.args[0], "name", "Q") &&
           right.op == "/" && right.args[0]->op == "number" && right.args[0]->value == 1 &&
           is(*right.args[1], "name", "K");
}

void check_statement(const Tree& t, const Context& context) {
    if (t.op != "and" && t.op != "rel")
        throw Unreadable("the statement is not a relation or a conjunction of relations");
    for (const TreePtr& arg : t.args) {
        if (t.op == "and")
            check_statement(*arg, context);
        else
            Walk(context, May::all).number(*arg);
    }
}

void check_equality(const Tree& t, const Context& context) {
    const auto require_Q = [&context] {
        if (!context.is("Q", Type::distribution) && guarded("constants"))
            throw Unreadable("the equality condition is about Q, which is not declared as a distribution");
    };
    if (t.op == "vertex") {
        if (t.name != "Q") throw Unreadable("only vertex(Q) is understood as an equality condition");
        return require_Q();
    }
    if (t.op == "and" || t.op == "or") {
        for (const TreePtr& arg : t.args)
            check_equality(*arg, context);
        return;
    }
    if (t.op != "rel") throw Unreadable("an equality condition must be a formula");
    if (is_uniform_condition(t)) {
        require_Q();
        if (context.K == 0) throw Unreadable("max(Q) == 1/K needs a fixed K");
        return;
    }
    for (const TreePtr& arg : t.args)
        Walk(context, guarded("constants") ? May::constants : May::all).number(*arg);
}

void check_shared(const Tree& t, const Context& context) { Walk(context, May::numbers).number(t); }
void check_number(const Tree& t, const Context& context) { Walk(context, May::all).number(t); }

}  // namespace checker
