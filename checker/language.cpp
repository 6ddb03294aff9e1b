// Building the forms of claims. See language.hpp.
#include "language.hpp"

namespace checker {

namespace {

// The share of a symbol in the distribution `name`, or in Q after some generations.
Form share(const std::string& name, long symbol, const Scope& scope, long time = 0) {
    const std::size_t place = symbol == 0 ? 0 : static_cast<std::size_t>(symbol - 1);
    if (name == "Q'") time = 1;
    if (time > 0) {
        if (!scope.sample || scope.time != time) throw Unreadable("a random model outside its E[...]");
        return scope.sample->at(place);
    }
    const auto found = scope.distributions.find(name);
    if (found == scope.distributions.end())
        throw Unreadable("the checker knows no distribution '" + name + "' here");
    return found->second.at(place);
}
// The sum over the symbols of f(symbol).
template <class F>
Side over_symbols(const Scope& scope, F&& f) {
    if (scope.reading == Reading::symbols) return {{}, f(0)};
    Form sum;
    for (long symbol = 1; symbol <= scope.count; ++symbol)
        sum = sum + f(symbol);
    return {sum, {}};
}
Side scaled(const Side& a, const Form& s) { return {a.c * s, a.g * s}; }
Side plus(const Side& a, const Side& b) { return {a.c + b.c, a.g + b.g}; }
// The share of a symbol in what an argument of a functional says: Q, Q[t] or, by coordinates, (a, b).
Form share_in(const Tree& t, long symbol, const Scope& scope) {
    if (t.op == "name") return share(t.name, symbol, scope);
    if (t.op == "generation") return share("Q", symbol, scope, time_of(t, scope));
    if (t.op != "vector" || symbol == 0 || t.args.size() != static_cast<std::size_t>(scope.count))
        throw Unreadable("a distribution expected");
    std::vector<mpq_class> shares;
    mpq_class sum;
    for (const TreePtr& arg : t.args) {
        const auto share = plain(build(*arg, scope), "a share").constant();
        if (!share || *share < 0) throw Unreadable("the vector is no distribution");
        shares.push_back(*share);
        sum += *share;
    }
    if (sum != 1) throw Unreadable("the vector is no distribution");
    return shares[static_cast<std::size_t>(symbol - 1)];
}
mpq_class order_of(const Tree& t, const Scope& scope) {
    const auto q = plain(build(t, scope), "the order").constant();
    if (!q) throw Unreadable("the order of a functional must be a number");
    return *q;
}

Side shannon(const Tree& p, const Scope& scope) {
    return over_symbols(scope, [&](long i) {
        const Form x = share_in(p, i, scope);
        return Form(mpq_class(-1)) * (x * log(x));
    });
}
Side power_sum(const Tree& p, const mpq_class& q, const Scope& scope) {
    return over_symbols(scope, [&](long i) { return power(share_in(p, i, scope), q); });
}

Side functional(const Tree& t, const Scope& scope) {
    const auto dist = [&](std::size_t i) -> const Tree& { return *t.args.at(i); };
    const auto part = [&](std::size_t i, long symbol) { return share_in(dist(i), symbol, scope); };
    const auto minus = [](const Side& s) { return scaled(s, mpq_class(-1)); };
    const Side one = {mpq_class(1), {}};
    const std::string& f = t.name;
    if (f == "H" && t.args.size() == 1) return shannon(dist(0), scope);
    if (f == "D" && t.args.size() == 1) return plus(one, minus(power_sum(dist(0), 2, scope)));
    if ((f == "T" || f == "R") && t.args.size() == 2) {
        const mpq_class q = order_of(*t.args[0], scope);
        if (q <= 0) throw Unreadable("the order of a functional must be positive");
        if (q == 1) return shannon(dist(1), scope);
        const Side sum = power_sum(dist(1), q, scope);
        if (f == "T") return scaled(plus(one, minus(sum)), mpq_class(1 / (q - 1)));
        return {log(plain(sum, "the logarithm")) * Form(mpq_class(1 / (1 - q))), {}};
    }
    const auto relative = [](const Form& p, const Form& r) {
        return r.zero() ? p * singular_form(1) : p * log(p * power(r, -1));
    };
    if (f == "KL" && t.args.size() == 2)
        return over_symbols(scope, [&](long i) { return relative(part(0, i), part(1, i)); });
    if (f == "JS" && t.args.size() == 2)
        return over_symbols(scope, [&](long i) {
            const Form half = mpq_class(1, 2), p = part(0, i), r = part(1, i), middle = half * (p + r);
            return half * (relative(p, middle) + relative(r, middle));
        });
    if (f == "chi2" && t.args.size() == 2)
        return over_symbols(scope, [&](long i) {
            const Form p = part(0, i), r = part(1, i), square = power(p - r, 2);
            return r.zero() ? square * singular_form(1) : square * power(r, -1);
        });
    if (f == "supp" && t.args.size() == 1)  // inside the cube every share is positive
        return over_symbols(scope, [&](long i) { return part(0, i).zero() ? Form() : Form(mpq_class(1)); });
    if (f == "TV" && t.args.size() == 2)
        return scaled(
            over_symbols(scope, [&](long i) { return absolute(scope.cases, t, i, part(0, i) - part(1, i)); }),
            mpq_class(1, 2));
    if (f == "L2" && t.args.size() == 2)
        return over_symbols(scope, [&](long i) { return power(part(0, i) - part(1, i), 2); });
    if (t.args.size() != 1)
        throw Unreadable("the checker knows no function '" + f + "' of " + std::to_string(t.args.size()) +
                         " arguments");
    const Form a = plain(build(*t.args[0], scope), f.c_str());
    const Form one_form = mpq_class(1);
    if (f == "log") return {log(a), {}};
    if (f == "log1p") return {log(one_form + a), {}};
    if (f == "exp") return {exp(a), {}};
    if (f == "expm1") return {exp(a) - one_form, {}};
    if (f == "abs")
        return {absolute(scope.cases, t, scope.symbols.empty() ? 0 : scope.symbols.begin()->second, a), {}};
    if (f == "sqrt") return {power(a, mpq_class(1, 2)), {}};
    throw Unreadable("the checker knows no function '" + f + "'");
}

}  // namespace

const Form& plain(const Side& s, const char* what) {
    if (!s.g.zero()) throw Unreadable(std::string(what) + " of a sum over the symbols is not such a sum");
    return s.c;
}

// The t of Q[t].
long time_of(const Tree& t, const Scope& scope) {
    const auto time = plain(build(*t.args[0], scope), "the generation").constant();
    if (!time || time->get_den() != 1 || *time < 0 || *time > limits::generations)
        throw Unreadable("a generation must be a whole number from 0 to " +
                         std::to_string(limits::generations));
    return time->get_num().get_si();
}

Side build(const Tree& t, const Scope& scope) {
    const auto arg = [&](std::size_t i) { return build(*t.args[i], scope); };
    if (t.op == "number") return {t.value, {}};
    if (t.op == "name") {
        if (const auto place = scope.numbers.find(t.name); place != scope.numbers.end())
            return {place->second, {}};
        throw Unreadable("the certificate gives no value for '" + t.name + "'");
    }
    if (t.op == "index") {
        const std::size_t space = t.name.find(' ');
        const std::string index = t.name.substr(space + 1);
        const auto part = [&](long symbol) {
            return t.args.empty() ? share(t.name.substr(0, space), symbol, scope)
                                  : share_in(*t.args[0], symbol, scope);
        };
        if (const auto place = scope.symbols.find(index); place != scope.symbols.end())
            return {part(place->second), {}};
        for (long symbol = 1; scope.reading == Reading::coordinates && symbol <= scope.count; ++symbol)
            if (index == std::to_string(symbol)) return {part(symbol), {}};
        throw Unreadable("the index '" + index + "' is outside the checker's language here");
    }
    if (t.op == "+") return plus(arg(0), arg(1));
    if (t.op == "-") return plus(arg(0), scaled(arg(1), mpq_class(-1)));
    if (t.op == "neg") return scaled(arg(0), mpq_class(-1));
    if (t.op == "*") {
        const Side a = arg(0), b = arg(1);
        return b.g.zero() ? scaled(a, b.c) : scaled(b, plain(a, "the product"));
    }
    if (t.op == "/") {
        // 0/0 is no product with 0: a quotient has no value where its divisor is 0, whatever it divides.
        const Form inverse = power(plain(arg(1), "the inverse"), -1);
        if (inverse.singular) return {singular_form(), {}};
        return scaled(arg(0), inverse);
    }
    if (t.op == "^") {
        const auto e = plain(arg(1), "the power").constant();
        if (!e) throw Unreadable("an exponent must be a number");
        return {power(plain(arg(0), "the power"), *e), {}};
    }
    if (t.op == "sum") {
        if (!scope.symbols.empty()) throw Unreadable("a sum over the symbols within another");
        const auto body = [&](long symbol) {
            Scope inner = scope;
            inner.symbols[t.name] = symbol;
            return plain(build(*t.args[0], inner), "the sum");
        };
        return over_symbols(scope, body);
    }
    if (t.op == "E") {
        if (scope.sample) throw Unreadable("an expectation within another");
        return expectation(*t.args[0], scope);
    }
    if (t.op == "call") return functional(t, scope);
    throw Unreadable("'" + t.op + "' is outside the checker's language");
}

}  // namespace checker
