// The walk over strings, distributions and laws, and what is made of distributions.
#include <algorithm>

#include "reference/evaluation.hpp"

namespace groundcheck::reference {

std::string Evaluation::string(const Expression& e) {
    switch (e.node) {
        case Node::word:
            return e.name;
        case Node::index:
            for (auto bound = words_.rbegin(); bound != words_.rend(); ++bound)
                if (bound->first == e.name) return bound->second;
            unknown(e);
        case Node::parameter:
            return point_.strings.at(e.name);
        case Node::generation: {
            const std::uint32_t time = generation(e);
            if (time == 0) return first_hypothesis();
            return drawn_.hypotheses.at(time);
        }
        case Node::function: {
            std::string text = string(*e.args[0]);
            if (e.name == "reverse") return {text.rbegin(), text.rend()};
            if (e.name == "join") return text.append(string(*e.args[1]));
            if (e.name == "flip") {
                const std::int64_t place = whole(*e.args[1]);
                if (place < 1 || place > static_cast<std::int64_t>(text.size()))
                    throw NoValue(e.where, "the string has no symbol of this number");
                char& bit = text[static_cast<std::size_t>(place - 1)];
                bit = bit == '0' ? '1' : '0';
                return text;
            }
            if (e.name != "complement") unknown(e);
            for (char& bit : text)
                bit = bit == '0' ? '1' : '0';
            return text;
        }
        default:
            unknown(e);
    }
}

const Masses& Evaluation::declared(const std::string& name) const {
    const auto found = point_.distributions.find(name);
    if (found == point_.distributions.end()) throw std::logic_error("the point has no " + name);
    return found->second;
}

Masses Evaluation::start() const {
    if (drawn_.start) return *drawn_.start;
    return declared(on_symbols().start);
}

Masses Evaluation::masses(const Expression& e) {
    if (e.node == Node::literal) return literal(e);
    if (e.node == Node::normalize) return normalized(e);
    if (e.node == Node::function) return given(e);
    if (e.node == Node::add || e.node == Node::sub || e.node == Node::mul || e.node == Node::div) {
        Masses result = mixed(e);
        require_distribution(result, e, "a mixture");
        return result;
    }
    if (is_learner() && e.node == Node::law) {
        Masses result;
        const Law<std::string> law = hypothesis_law(e);
        for (const std::string& text : strings_of_length(length()))
            result.push_back(law.contains(text) ? law.at(text) : Rational(0));
        return result;
    }
    const bool drawn = e.node == Node::generation || (e.node == Node::distribution && e.name == "Q'");
    if (is_learner() && (drawn || e.name == "Q" || e.name == "P")) {
        const std::uint32_t time = e.node == Node::generation ? generation(e) : drawn ? 1 : 0;
        const std::string source = time > 0        ? drawn_.hypotheses.at(time)
                                   : e.name == "P" ? point_.strings.at("world")
                                   : drawn         ? first_hypothesis()
                                                   : point_.strings.at(learner_process().start);
        return learner(nullptr).emission(source);
    }
    if (drawn) {
        const std::uint32_t time = e.node == Node::generation ? generation(e) : 1;
        return time == 0 ? start() : drawn_.models.at(time);
    }
    if (e.node != Node::distribution) unknown(e);
    if (e.name != "M" || point_.distributions.contains("M")) return declared(e.name);
    if (on_symbols().train) return trained(0, start());
    const Rational alpha = step(0).alpha;
    return alpha == 0 ? start() : mixture(alpha, declared("P"), start());
}

void Evaluation::require_distribution(const Masses& masses, const Expression& e, const std::string& what) {
    Rational total = 0;
    for (const Rational& mass : masses) {
        if (mass < 0) throw NoValue(e.where, what + " has a negative mass");
        total += mass;
    }
    if (total != 1) throw NoValue(e.where, what + " does not add up to 1");
}

Masses Evaluation::over_symbols(const Expression& body, const std::string& symbol) {
    Masses result;
    for (std::uint32_t i = 1; i <= point_.K; ++i) {
        bound_.emplace_back(symbol, i);
        const Popped popped(bound_);
        result.push_back(rational(body, "a probability"));
    }
    return result;
}

Masses Evaluation::given(const Expression& e) {
    if (e.name != "given") unknown(e);
    const Masses set = point_.observables.at(e.args[0]->name), p = masses(*e.args[1]);
    if (set.size() != p.size()) throw NoValue(e.where, "a set of another alphabet");
    Masses result;
    Rational inside = 0;
    for (std::size_t i = 0; i < p.size(); ++i)
        inside += set[i] * p[i];
    if (inside == 0) throw NoValue(e.where, "a set of mass 0");
    for (std::size_t i = 0; i < p.size(); ++i)
        result.push_back(set[i] * p[i] / inside);
    return result;
}

Masses Evaluation::normalized(const Expression& e) {
    Masses result = over_symbols(*e.args[0], e.name);
    Rational total = 0;
    for (const Rational& mass : result) {
        if (mass < 0) throw NoValue(e.where, "normalize meets a negative value");
        total += mass;
    }
    if (total == 0) throw NoValue(e.where, "normalize has nothing to share out");
    for (Rational& mass : result)
        mass /= total;
    return result;
}

Masses Evaluation::mixed(const Expression& e) {
    if (e.node == Node::add || e.node == Node::sub) {
        Masses left = mixed(*e.args[0]);
        const Masses right = mixed(*e.args[1]);
        if (left.size() != right.size()) throw NoValue(e.where, "different alphabets");
        for (std::size_t i = 0; i < left.size(); ++i)
            left[i] += e.node == Node::add ? right[i] : Rational(-right[i]);
        return left;
    }
    if (e.node != Node::mul && e.node != Node::div) return masses(e);
    const std::size_t number = e.args[0]->type == Type::scalar ? 0 : 1;
    Rational factor = rational(*e.args[number], "a mixture's weight");
    if (e.node == Node::div) {
        if (factor == 0) throw NoValue(e.where, "a division by zero");
        factor = 1 / factor;
    }
    Masses result = mixed(*e.args[1 - number]);
    for (Rational& mass : result)
        mass *= factor;
    return result;
}

Masses Evaluation::literal(const Expression& e) {
    Masses result;
    Rational total = 0;
    for (const ExpressionPtr& arg : e.args) {
        result.push_back(rational(*arg, "a probability"));
        if (result.back() < 0) throw NoValue(arg->where, "a probability is negative");
        total += result.back();
    }
    if (total != 1) throw NoValue(e.where, "the probabilities do not add up to 1");
    if (point_.K != 0 && result.size() != point_.K)
        throw NoValue(e.where, "a distribution has a probability for each symbol");
    return result;
}

std::vector<Number> Evaluation::vector(const Expression& e) {
    std::vector<Number> result;
    if (e.node == Node::observable) {
        for (const Rational& value : point_.observables.at(e.name))
            result.emplace_back(value);
        return result;
    }
    for (const Rational& mass : masses(e))
        result.emplace_back(mass);
    return result;
}

Number Evaluation::total(const std::vector<Number>& terms) const {
    Number result;
    for (const Number& term : terms)
        result = arithmetic_.add(result, term);
    return result;
}

Number Evaluation::divergence(const std::vector<std::pair<Rational, Rational>>& pairs) const {
    std::vector<Number> terms;
    for (const auto& [p, r] : pairs) {
        if (p == 0) continue;
        if (r == 0) return Number::infinite(1);
        terms.push_back(arithmetic_.mul(p, arithmetic_.log(Rational(p / r))));
    }
    return total(terms);
}

// The reference's own list of functionals, by name and number of arguments.
const Evaluation::Functional* Evaluation::functional_named(const std::string& name, std::size_t arguments) {
    static const std::vector<Functional> rows = {
        {"H", 1, &Evaluation::entropy},    {"D", 1, &Evaluation::diversity},
        {"supp", 1, &Evaluation::support}, {"KL", 2, &Evaluation::distance},
        {"TV", 2, &Evaluation::distance},  {"L2", 2, &Evaluation::distance},
        {"JS", 2, &Evaluation::distance},  {"chi2", 2, &Evaluation::distance},
        {"R", 2, &Evaluation::of_order},   {"T", 2, &Evaluation::of_order},
        {"max", 1, &Evaluation::extreme},  {"min", 1, &Evaluation::extreme},
        {"mean", 2, &Evaluation::moment},  {"var", 2, &Evaluation::moment},
        {"D", 2, &Evaluation::machine},    {"fixtime", 1, &Evaluation::time_to_vertex_from},
        {"mass", 2, &Evaluation::moment},
    };
    for (const Functional& row : rows)
        if (row.name == name && row.arguments == arguments) return &row;
    return nullptr;
}

bool has_functional(const std::string& name, std::size_t arguments) {
    return Evaluation::functional_named(name, arguments) != nullptr;
}

Number Evaluation::jensen_shannon(const std::vector<std::pair<Rational, Rational>>& pairs) const {
    std::vector<std::pair<Rational, Rational>> first, second;  // each beside the middle of both
    for (const auto& [p, r] : pairs) {
        first.emplace_back(p, Rational((p + r) / 2));
        second.emplace_back(r, Rational((p + r) / 2));
    }
    return arithmetic_.div(arithmetic_.add(divergence(first), divergence(second)), Rational(2));
}

Number Evaluation::functional(const Expression& e) {
    const Functional* row = functional_named(e.name, e.args.size());
    if (row == nullptr) unknown(e);
    return (this->*row->value)(e);
}

Number Evaluation::entropy(const Expression& e) { return shannon(masses(*e.args[0])); }

Number Evaluation::diversity(const Expression& e) {
    Rational result = 1;
    for (const Rational& mass : masses(*e.args[0]))
        result -= mass * mass;
    return result;
}

Number Evaluation::support(const Expression& e) {
    const Masses p = masses(*e.args[0]);
    return Rational(p.size() - std::count(p.begin(), p.end(), Rational(0)));
}

Number Evaluation::time_to_vertex_from(const Expression& e) {
    return reference::time_to_vertex(rules(), masses(*e.args[0]), spender());
}

Number Evaluation::extreme(const Expression& e) {
    const std::vector<Number> values = vector(*e.args[0]);
    Number result = values.at(0);
    for (const Number& value : values)
        result = arithmetic_.lesser(result, value, e.name == "max");
    return result;
}

Number Evaluation::shannon(const Masses& p) const {
    std::vector<Number> terms;
    for (const Rational& mass : p)
        if (mass != 0) terms.push_back(arithmetic_.mul(Rational(-mass), arithmetic_.log(mass)));
    return total(terms);
}

Number Evaluation::moment(const Expression& e) {
    const std::vector<Number> f = vector(*e.args[0]);
    const Masses p = masses(*e.args[1]);
    if (f.size() != p.size()) throw NoValue(e.where, "an observable has a value for each symbol");
    Rational mean = 0, square = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        mean += p[i] * *f[i].rational();
        square += p[i] * *f[i].rational() * *f[i].rational();
    }
    return e.name == "var" ? Rational(square - mean * mean) : mean;
}

Number Evaluation::of_order(const Expression& e) {
    const Masses p = masses(*e.args[1]);
    const Number order = number(*e.args[0]);
    if (order.infinity() > 0 && e.name == "R")
        return arithmetic_.neg(arithmetic_.log(*std::max_element(p.begin(), p.end())));
    const auto q = order.rational();
    if (!q) throw NoValue(e.args[0]->where, "the order must be a rational number or infinity");
    if (*q < 0) throw NoValue(e.args[0]->where, "the order must not be negative");
    if (*q == 1) return shannon(p);
    std::vector<Number> powers;
    for (const Rational& mass : p)
        if (mass != 0) powers.push_back(arithmetic_.power(mass, *q));
    const Number sum = total(powers);
    if (e.name == "R") return arithmetic_.div(arithmetic_.log(sum), Rational(1 - *q));
    return arithmetic_.div(arithmetic_.add(Rational(1), arithmetic_.neg(sum)), Rational(*q - 1));
}

Number Evaluation::distance(const Expression& e) {
    std::vector<std::pair<Rational, Rational>> pairs;
    if (e.args[0]->type == Type::law) {
        pairs = paired(model_law(*e.args[0]), model_law(*e.args[1]));
    } else {
        const Masses p = masses(*e.args[0]), r = masses(*e.args[1]);
        if (p.size() != r.size()) throw NoValue(e.where, "the two have different numbers of values");
        for (std::size_t i = 0; i < p.size(); ++i)
            pairs.emplace_back(p[i], r[i]);
    }
    if (e.name == "KL") return divergence(pairs);
    if (e.name == "JS") return jensen_shannon(pairs);
    Rational result = 0;
    for (const auto& [p, r] : pairs) {
        const Rational gap = p < r ? Rational(r - p) : Rational(p - r);
        if (e.name == "TV") result += gap / 2;
        if (e.name == "L2") result += gap * gap;
        if (e.name != "chi2" || gap == 0) continue;
        if (r == 0) return Number::infinite(1);
        result += gap * gap / r;
    }
    return result;
}

Law<Masses> Evaluation::model_law(const Expression& e) {
    if (is_learner()) unknown(e);
    Law<Masses> result;
    const Expression& model = *e.args[0];
    const std::uint32_t time = model.node == Node::generation ? generation(model) : 1;
    if (time == 0) throw NoValue(model.where, "the first model is not random");
    each_course(e, [&](const Rational& probability) { result[drawn_.models.at(time)] += probability; });
    return result;
}

Law<std::string> Evaluation::hypothesis_law(const Expression& e) {
    std::map<std::uint32_t, bool> needed;
    times(*e.args[0], needed);
    Law<std::string> result;
    if (needed.empty()) {  // h[0], or the string after "from"
        const bool from = e.args.size() > 1 && e.args[1]->node != Node::setting;
        const Drawn outside = drawn_;
        if (from) drawn_.first = string(*e.args[1]);
        result[string(*e.args[0])] = 1;
        drawn_ = outside;
        return result;
    }
    each_course(e, [&](const Rational& probability) { result[string(*e.args[0])] += probability; });
    return result;
}

std::vector<std::pair<Rational, Rational>> Evaluation::paired(const Law<Masses>& a, const Law<Masses>& b) {
    std::map<Masses, std::pair<Rational, Rational>> both;
    for (const auto& [model, probability] : a)
        both[model].first = probability;
    for (const auto& [model, probability] : b)
        both[model].second = probability;
    std::vector<std::pair<Rational, Rational>> result;
    for (const auto& [model, probabilities] : both)
        result.push_back(probabilities);
    return result;
}

}  // namespace groundcheck::reference
