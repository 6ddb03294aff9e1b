#include "decide/continuum/cube_reading.hpp"

#include <set>

#include "theorems/language/expression.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

using continuum::Form;
using continuum::OutsideForms;
using continuum::Polynomial;

std::string to_text(CubeReading reading) {
    return reading == CubeReading::symbols       ? "symbols"
           : reading == CubeReading::coordinates ? "coordinates"
                                                 : "whole";
}

namespace {

constexpr std::uint32_t most_generations = 1000;

SymbolSum plus(const SymbolSum& a, const SymbolSum& b) { return {a.c + b.c, a.g + b.g}; }
SymbolSum times(const SymbolSum& a, const Form& factor) { return {a.c * factor, a.g * factor}; }
SymbolSum negative(const SymbolSum& a) { return times(a, Rational(-1)); }

class Reader {
  public:
    explicit Reader(const ReadingScope& scope) : scope_(scope) {}

    SymbolSum read(const Expression& e) {
        switch (e.node) {
            case Node::number:
                return {e.value, {}};
            case Node::parameter:
                return {parameter(e.name), {}};
            case Node::component:
                return {share(*e.args[0], symbol(*e.args[1])), {}};
            case Node::add:
                return plus(read(*e.args[0]), read(*e.args[1]));
            case Node::sub:
                return plus(read(*e.args[0]), negative(read(*e.args[1])));
            case Node::neg:
                return negative(read(*e.args[0]));
            case Node::mul:
                return product(e);
            case Node::div: {
                // 0/0 is no product with 0: a quotient has no value where its divisor is 0, whatever it
                // divides.
                const Form inverse = power(plain(*e.args[1]), -1);
                if (inverse.is_singular()) return {Form::singular(), {}};
                return times(read(*e.args[0]), inverse);
            }
            case Node::pow:
                return {power(plain(*e.args[0]), number(*e.args[1])), {}};
            case Node::function:
                return {function(e), {}};
            case Node::functional:
                return functional(e);
            case Node::sum:
                return sum(e);
            case Node::expectation:
                return expected(e);
            default:
                throw OutsideForms("'" + to_text(e) + "' is beyond proofs over a continuum");
        }
    }

  private:
    Form parameter(const std::string& name) const {
        if (name == "K" && scope_.K) return Rational(*scope_.K);
        if (name == "N" && scope_.N) return Rational(*scope_.N);
        const auto place = scope_.scalars.find(name);
        if (place == scope_.scalars.end())
            throw OutsideForms("'" + name + "' has no value that a proof over a continuum can use");
        return place->second;
    }

    // A value that is no sum over the symbols.
    Form plain(const Expression& e) {
        const SymbolSum value = read(e);
        if (!value.g.is_zero())
            throw OutsideForms("'" + to_text(e) + "' is a sum over the symbols where a number is needed");
        return value.c;
    }

    Rational number(const Expression& e) {
        const auto value = plain(e).constant();
        if (!value) throw OutsideForms("'" + to_text(e) + "' must be a number here");
        return *value;
    }

    std::uint32_t symbol(const Expression& index) {
        if (index.node == Node::index) {
            const auto place = scope_.symbols.find(index.name);
            if (place != scope_.symbols.end()) return place->second;
        }
        if (scope_.reading == CubeReading::coordinates && index.node == Node::number && index.value >= 1 &&
            index.value <= scope_.count && denominator(index.value) == 1) {
            return static_cast<std::uint32_t>(index.value);
        }
        throw OutsideForms("the index '" + to_text(index) + "' is beyond proofs over a continuum");
    }

    Form share(const Expression& distribution, std::uint32_t symbol) {
        if (distribution.node == Node::literal) return literal(distribution, symbol);
        if (distribution.node != Node::distribution && distribution.node != Node::generation)
            throw OutsideForms("'" + to_text(distribution) + "' is not a variable distribution");
        const std::size_t which = symbol == 0 ? 0 : symbol - 1;
        const std::uint32_t time = time_of(distribution);
        if (time > 0) {
            if (!scope_.sample || scope_.sample_time != time)
                throw OutsideForms("'" + to_text(distribution) + "' stands outside its expectation");
            return scope_.sample->at(which);
        }
        const std::string name = distribution.node == Node::generation ? std::string("Q") : distribution.name;
        const auto place = scope_.distributions.find(name);
        if (place == scope_.distributions.end())
            throw OutsideForms("'" + distribution.name + "' does not range over a simplex");
        return place->second.at(which);
    }

    // (3/4, 1/4): numbers, one for each symbol.
    Form literal(const Expression& e, std::uint32_t symbol) {
        if (symbol == 0 || e.args.size() != scope_.count)
            throw OutsideForms("'" + to_text(e) +
                               "' has its shares by number, and is read by coordinates alone");
        Rational sum = 0;
        for (const ExpressionPtr& arg : e.args) {
            const Rational share = number(*arg);
            if (share < 0) throw OutsideForms("'" + to_text(e) + "' is no distribution");
            sum += share;
        }
        if (sum != 1) throw OutsideForms("'" + to_text(e) + "' is no distribution");
        return number(*e.args[symbol - 1]);
    }

    // The generation of a model: 1 for Q', t for Q[t], 0 for what is not random.
    std::uint32_t time_of(const Expression& e) {
        if (e.node == Node::distribution) return e.name == "Q'" ? 1 : 0;
        const Rational t = number(*e.args[0]);
        if (denominator(t) != 1 || t < 0 || t > most_generations)
            throw OutsideForms("'" + to_text(e) + "' is beyond proofs over a continuum");
        return static_cast<std::uint32_t>(numerator(t));
    }
    void collect_times(const Expression& e, std::set<std::uint32_t>& times) {
        if (e.node == Node::distribution || e.node == Node::generation) {
            if (e.name != "Q" && e.name != "Q'") return;
            if (const std::uint32_t t = time_of(e); t > 0) times.insert(t);
            return;
        }
        for (const ExpressionPtr& arg : e.args)
            collect_times(*arg, times);
    }

    template <class Part>
    SymbolSum over_symbols(Part part) {
        if (scope_.reading == CubeReading::symbols) return {{}, part(0)};
        Form sum;
        for (std::uint32_t symbol = 1; symbol <= scope_.count; ++symbol)
            sum = sum + part(symbol);
        return {sum, {}};
    }

    SymbolSum product(const Expression& e) {
        const SymbolSum a = read(*e.args[0]);
        const SymbolSum b = read(*e.args[1]);
        if (b.g.is_zero()) return times(a, b.c);
        if (a.g.is_zero()) return times(b, a.c);
        throw OutsideForms("'" + to_text(e) + "' is a product of two sums over the symbols");
    }

    Form function(const Expression& e) {
        if (e.args.size() != 1) throw OutsideForms("'" + e.name + "' is beyond proofs over a continuum");
        const Form a = plain(*e.args[0]);
        const Form one = Rational(1);
        if (e.name == "log") return log(a);
        if (e.name == "log1p") return log(one + a);
        if (e.name == "exp") return exp(a);
        if (e.name == "expm1") return exp(a) - one;
        if (e.name == "abs")
            return absolute(e, scope_.symbols.empty() ? 0 : scope_.symbols.begin()->second, a);
        if (e.name == "sqrt") return power(a, Rational(1, 2));
        throw OutsideForms("'" + e.name + "' is beyond proofs over a continuum");
    }

    Form absolute(const Expression& node, std::uint32_t symbol, const Form& a) const {
        return scope_.cases != nullptr ? scope_.cases->absolute(node, symbol, a)
                                       : AbsoluteCases::seen_absolute(a);
    }

    // The terms of sums over the symbols as forms; `node` is the functional, `symbol` whose term it is.
    // Inside the cube every share is positive that is not 0 throughout; the ends are read on their own.
    struct Forms {
        using Value = Form;
        const Reader& reader;
        const Expression& node;
        std::uint32_t symbol;

        static Form number(const Rational& value) { return value; }
        static Form add(const Form& a, const Form& b) { return a + b; }
        static Form sub(const Form& a, const Form& b) { return a - b; }
        static Form mul(const Form& a, const Form& b) { return a * b; }
        static Form square(const Form& a) { return power(a, 2); }
        static Form xlogx(const Form& a) { return a * log(a); }
        static Form divergence(const Form& p, const Form& r) {
            return r.is_zero() ? p * Form::singular(1) : p * log(p * power(r, -1));
        }
        static Form ratio(const Form& a, const Form& b) {
            return b.is_zero() ? a * Form::singular(1) : a * power(b, -1);
        }
        static Form positive(const Form& a) { return a.is_zero() ? Form() : Form(Rational(1)); }
        Form absolute(const Form& a) const { return reader.absolute(node, symbol, a); }
    };

    SymbolSum shannon(const Expression& p) {
        return over_symbols([&](std::uint32_t i) {
            const Form x = share(p, i);
            return Form(Rational(-1)) * (x * log(x));
        });
    }
    SymbolSum power_sum(const Expression& p, const Rational& q) {
        return over_symbols([&](std::uint32_t i) { return power(share(p, i), q); });
    }
    // (1 - sum p^q)/(q-1), or log(sum p^q)/(1-q); the Shannon entropy at q = 1.
    SymbolSum of_order(const Expression& e) {
        const Rational q = number(*e.args[0]);
        if (q <= 0) throw OutsideForms("an order must be positive");
        if (q == 1) return shannon(*e.args[1]);
        const SymbolSum sum = power_sum(*e.args[1], q);
        if (e.name == "T") return times(plus({Rational(1), {}}, negative(sum)), Form(Rational(1 / (q - 1))));
        if (!sum.g.is_zero()) throw OutsideForms("'" + to_text(e) + "' is not a sum over the symbols");
        return {log(sum.c) * Form(Rational(1 / (1 - q))), {}};
    }

    SymbolSum functional(const Expression& e) {
        const auto& a = e.args;
        // As the checker reads it: the 1 is no sum over the symbols.
        if (e.name == "D" && a.size() == 1) return plus({Rational(1), {}}, negative(power_sum(*a[0], 2)));
        if (e.name == "T" || e.name == "R") return of_order(e);
        const SymbolTerm* term = symbol_term(e);
        if (term != nullptr && a[0]->type != Type::law) {
            return over_symbols([&](std::uint32_t i) {
                std::vector<Form> shares;
                for (const ExpressionPtr& arg : a)
                    shares.push_back(share(*arg, i));
                const Forms forms{*this, e, i};
                return term_in(forms, *term, shares);
            });
        }
        throw OutsideForms("'" + to_text(e) + "' is beyond proofs over a continuum");
    }

    SymbolSum sum(const Expression& e) {
        if (e.ranged || !scope_.symbols.empty())
            throw OutsideForms("'" + to_text(e) + "' is beyond proofs over a continuum");
        return over_symbols([&](std::uint32_t i) {
            ReadingScope inner = scope_;
            inner.symbols[e.name] = i;
            return Reader(inner).plain(*e.args[0]);
        });
    }

    SymbolSum with_sample(const Expression& body, const Polynomial& x, std::uint32_t time) const {
        ReadingScope inner = scope_;
        inner.sample = Shares{x, Polynomial(Rational(1)) - x};  // by symbols the second is not looked at
        inner.sample_time = time;
        inner.cases = nullptr;  // what is random has no one sign
        return Reader(inner).read(body);
    }

    // The form inside holds for 0 < x < 1. At x = 0 and x = 1 the body is read anew, and what the form's
    // limit misses is added with the probability of that end: (1-m)^N or m^N.
    static Form corrected(const Form& inside, const Form& at_0, const Form& at_1, const Polynomial& m,
                          std::uint32_t N, std::uint32_t time) {
        Form result = continuum::expectation(inside, m, N, time);
        const Form gap_0 = at_0 - limit(inside, continuum::sample_variable, 0);
        const Form gap_1 = at_1 - limit(inside, continuum::sample_variable, 1);
        if (time > 1 && !(gap_0.is_zero() && gap_1.is_zero()))
            throw OutsideForms(
                "after several generations an expectation must be continuous where symbols are lost");
        if (!gap_0.is_zero()) result = result + gap_0 * Form((Polynomial(Rational(1)) - m).power(N));
        if (!gap_1.is_zero()) result = result + gap_1 * Form(m.power(N));
        return result;
    }

    SymbolSum expected(const Expression& e) {
        std::set<std::uint32_t> times;
        collect_times(*e.args[0], times);
        if (scope_.sample || e.args.size() != 1 || times.size() > 1)
            throw OutsideForms("'" + to_text(e) + "' is beyond proofs over a continuum");
        if (times.empty()) return read(*e.args[0]);
        const std::uint32_t time = *times.begin();
        if (scope_.reading == CubeReading::coordinates && scope_.count != 2)
            return {mean_by_coordinates(*e.args[0], time), {}};
        return mean(*e.args[0], time);
    }

    // The same scope, read by symbols with this one at hand.
    ReadingScope at_symbol(std::uint32_t symbol) const {
        ReadingScope one = scope_;
        one.reading = CubeReading::symbols;
        one.cases = nullptr;
        for (auto& [name, shares] : one.distributions)
            shares = {shares.at(symbol - 1)};
        for (auto& [index, bound] : one.symbols)
            bound = 0;
        return one;
    }

    // More than two symbols by coordinates: their counts are tied to each other, and only a sum of functions
    // of one count each has a mean that the binomial laws give.
    Form mean_by_coordinates(const Expression& body, std::uint32_t time) const {
        const auto at = [&](std::uint32_t symbol) {
            const ReadingScope one = at_symbol(symbol);
            return Reader(one).mean(body, time);
        };
        if (!scope_.symbols.empty()) {  // within a sum: about the symbol that it has bound
            const SymbolSum value = at(scope_.symbols.begin()->second);
            if (!value.g.is_zero())
                throw OutsideForms("'" + to_text(body) + "' is a sum over the symbols within another");
            return value.c;
        }
        Form sum = at(1).c;
        for (std::uint32_t symbol = 1; symbol <= scope_.count; ++symbol)
            sum = sum + at(symbol).g;
        return sum;
    }

    SymbolSum mean(const Expression& body, std::uint32_t time) const {
        const auto mixture = scope_.distributions.find("M");
        if (mixture == scope_.distributions.end() || !scope_.N || *scope_.N == 0 || *scope_.N > 4096) {
            throw OutsideForms("an expectation needs a training mixture and 1 to 4096 samples");
        }
        const Polynomial& m = mixture->second.at(0);
        const auto model = scope_.distributions.find("Q");
        if (time > 1 && (model == scope_.distributions.end() || !(model->second.at(0) == m)))
            throw OutsideForms("several generations are for a closed loop only (alpha = 0)");
        const auto certain = m.constant();
        if (certain && *certain * (Rational(1) - *certain) == 0) return with_sample(body, m, time);
        const SymbolSum inside = with_sample(body, Polynomial::variable(continuum::sample_variable), time);
        const SymbolSum at_0 = with_sample(body, Polynomial(), time);
        const SymbolSum at_1 = with_sample(body, Polynomial(Rational(1)), time);
        return {corrected(inside.c, at_0.c, at_1.c, m, *scope_.N, time),
                corrected(inside.g, at_0.g, at_1.g, m, *scope_.N, time)};
    }

    const ReadingScope& scope_;
};

}  // namespace

SymbolSum read_expression(const Expression& expression, const ReadingScope& scope) {
    return Reader(scope).read(expression);
}

}  // namespace groundcheck
