// reference.hpp: the walk over the syntax tree.
#include <algorithm>
#include <functional>

#include "reference/machines.hpp"
#include "reference/process.hpp"
#include "reference/reference.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck::reference {

namespace {

constexpr std::uint32_t for_ever = UINT32_MAX;  // P[infinity]

[[noreturn]] void unknown(const Expression& e) {
    throw std::logic_error("the reference has no rule for " + to_text(e));
}

class Evaluation {
  public:
    Evaluation(const Point& point, const Process* process, const Budget& budget, unsigned bits)
        : point_(point), process_(process), steps_(budget.steps), arithmetic_(bits) {}

    Number number(const Expression& e) {
        spend(1);
        try {
            return scalar(e);
        } catch (const Undefined& error) {
            throw NoValue(e.where, error.what());
        }
    }

    Truth truth(const Expression& e) {
        spend(1);
        try {
            return formula(e);
        } catch (const Undefined& error) {  // of a process that has no next generation, say
            throw NoValue(e.where, error.what());
        }
    }

    Truth compared(Relation relation, const Number& a, const Number& b) const {
        switch (relation) {
            case Relation::less:
                return arithmetic_.less(a, b);
            case Relation::less_equal:
                return !arithmetic_.less(b, a);
            case Relation::greater:
                return arithmetic_.less(b, a);
            case Relation::greater_equal:
                return !arithmetic_.less(a, b);
            case Relation::equal:
                return arithmetic_.equal(a, b);
            case Relation::not_equal:
                return !arithmetic_.equal(a, b);
        }
        throw std::logic_error("a relation that the reference does not know");
    }

    std::optional<Sides> failing;

  private:
    Truth formula(const Expression& e) {
        switch (e.node) {
            case Node::constant_truth:
                return certainly(e.value != 0);
            case Node::relation:
                return relation(e);
            case Node::predicate:
                return predicate(e);
            case Node::negation:
                return !truth(*e.args[0]);
            case Node::conjunction: {
                const Truth first = truth(*e.args[0]);
                return first == Truth::no ? first : first && second(first, *e.args[1]);
            }
            case Node::disjunction: {
                const Truth first = truth(*e.args[0]);
                return first == Truth::yes ? first : first || second(first, *e.args[1]);
            }
            case Node::implication: {
                const Truth premise = truth(*e.args[0]);
                return premise == Truth::no ? Truth::yes : !premise || second(premise, *e.args[1]);
            }
            case Node::equivalence: {
                const Truth a = truth(*e.args[0]), b = truth(*e.args[1]);
                return (a && b) || (!a && !b);
            }
            case Node::every_outcome:
                return every_outcome(*e.args[0]);
            default:
                unknown(e);
        }
    }

    // What comes after a part of which it is open, at this precision, whether it settles all: a value that is
    // missing then is perhaps not needed.
    Truth second(Truth first, const Expression& e) {
        if (is_certain(first)) return truth(e);
        try {
            return truth(e);
        } catch (const NoValue&) {
            return Truth::unknown;
        }
    }

    // What is drawn inside a bracket, and what the bracket starts from.
    struct Drawn {
        std::map<std::uint32_t, Masses> models;           // by generation; for_ever for P[infinity]
        std::map<std::uint32_t, std::string> hypotheses;  // likewise
        std::optional<Masses> start;
        std::optional<std::string> first;  // hypothesis
    };

    void spend(std::uint64_t steps) {
        if (steps > steps_) throw NoOpinion("more steps than the reference was given");
        steps_ -= steps;
    }
    Spend spender() {
        return [this](std::uint64_t steps) { spend(steps); };
    }

    // ---- numbers

    Number scalar(const Expression& e) {
        const auto arg = [&](std::size_t i) { return number(*e.args.at(i)); };
        switch (e.node) {
            case Node::number:
                return e.value;
            case Node::infinity:
                return Number::infinite(1);
            case Node::pi:
                return pi();
            case Node::parameter:
            case Node::index:
                return named(e);
            case Node::component:
                return vector(*e.args[0]).at(symbol(*e.args[1]));
            case Node::add:
                return arithmetic_.add(arg(0), arg(1));
            case Node::sub:
                return arithmetic_.add(arg(0), arithmetic_.neg(arg(1)));
            case Node::neg:
                return arithmetic_.neg(arg(0));
            case Node::mul:
                return product(e);
            case Node::div: {
                const Number divisor = arg(1);
                if (divisor.is_zero()) throw Undefined("division by zero");
                return arithmetic_.div(arg(0), divisor);
            }
            case Node::pow: {
                const Number base = arg(0);
                return arithmetic_.power(base, arg(1));
            }
            case Node::function:
                return function(e);
            case Node::functional:
                return functional(e);
            case Node::sum:
            case Node::prod:
                return aggregate(e);
            case Node::expectation:
            case Node::variance:
            case Node::probability:
                return bracket(e);
            default:
                unknown(e);
        }
    }

    // 0 times anything is 0, also where the other factor has no value.
    Number product(const Expression& e) {
        std::optional<NoValue> failure;
        std::optional<Number> factors[2];
        for (std::size_t i : {0U, 1U}) {
            try {
                factors[i] = number(*e.args[i]);
                if (factors[i]->is_zero()) return Rational(0);
            } catch (const NoValue& error) {
                if (!failure) failure = error;
            }
        }
        if (!failure) return arithmetic_.mul(*factors[0], *factors[1]);
        for (const auto& factor : factors)
            if (factor && arithmetic_.equal(*factor, Rational(0)) == Truth::unknown)
                throw NoOpinion("a factor that may be 0 beside one without a value");
        throw NoValue(*failure);
    }

    Number pi() const {
        constexpr unsigned bits = 2048;
        Bounds bounds{Float(bits), Float(bits)};
        mpfr_const_pi(bounds.low.get(), MPFR_RNDD);
        mpfr_const_pi(bounds.high.get(), MPFR_RNDU);
        return bounds;
    }

    Number named(const Expression& e) {
        for (auto bound = bound_.rbegin(); bound != bound_.rend(); ++bound)
            if (bound->first == e.name) return Rational(bound->second);
        if (e.name == "K") return Rational(point_.K);
        if (e.name == "L") return Rational(length());
        if (e.name == "N" && point_.N) return Rational(*point_.N);
        if (e.name == "doeblin") return learner(nullptr).doeblin(spender());
        const auto found = point_.scalars.find(e.name);
        if (found == point_.scalars.end()) throw std::logic_error("the point has no " + e.name);
        return found->second;
    }

    Rational rational(const Expression& e, const std::string& what) {
        const Number value = number(e);
        if (const auto exact = value.rational()) return *exact;
        throw NoValue(e.where, what + " must be a rational number");
    }
    std::int64_t whole(const Expression& e) {
        const Rational value = rational(e, "a count");
        if (denominator(value) != 1) throw NoValue(e.where, "a whole number is needed here");
        if (value > 1'000'000'000 || value < -1'000'000'000) throw NoOpinion("too large to count to");
        return numerator(value).convert_to<std::int64_t>();
    }

    std::uint32_t length() const {  // L, where K = 2^L
        std::uint32_t result = 0;
        while ((std::uint64_t{1} << (result + 1)) <= point_.K)
            ++result;
        return result;
    }

    std::size_t symbol(const Expression& index) {
        if (index.type == Type::string) {
            const auto all = strings_of_length(length());
            const auto found = std::find(all.begin(), all.end(), string(index));
            if (found == all.end()) throw NoValue(index.where, "the string is no symbol");
            return static_cast<std::size_t>(found - all.begin());
        }
        const std::int64_t number = whole(index);
        if (number < 1 || number > static_cast<std::int64_t>(point_.K))
            throw NoValue(index.where, "there is no symbol of this number");
        return static_cast<std::size_t>(number - 1);
    }

    Number function(const Expression& e) {
        const std::string& name = e.name;
        const auto arg = [&](std::size_t i) { return number(*e.args.at(i)); };
        if (name == "min" || name == "max") {
            Number result = arg(0);
            for (std::size_t i = 1; i < e.args.size(); ++i)
                result = arithmetic_.lesser(result, arg(i), name == "max");
            return result;
        }
        if (name == "log") return arithmetic_.log(arg(0));
        if (name == "log1p") return arithmetic_.log(arithmetic_.add(Rational(1), arg(0)));
        if (name == "exp") return arithmetic_.exp(arg(0));
        if (name == "expm1") return arithmetic_.add(arithmetic_.exp(arg(0)), Rational(-1));
        if (name == "sqrt") return arithmetic_.sqrt(arg(0));
        if (name == "abs") return arithmetic_.abs(arg(0));
        if (name == "digamma") return arithmetic_.digamma(arg(0));
        if (name == "length") return Rational(string(*e.args[0]).size());
        return machine(e);
    }

    Number machine(const Expression& e) {
        const std::string& name = e.name;
        if (name != "halting" && name != "endless" && name != "steps" && name != "runs" && name != "D")
            unknown(e);
        spend(20'000);
        const Machines all = machines(whole(*e.args[0]));
        if (name == "halting") return Rational(all.halting);
        if (name == "endless") return Rational(all.endless);
        if (name == "steps") return Rational(all.longest);
        const auto found = all.outputs.find(string(*e.args[1]));
        const Rational runs = found == all.outputs.end() ? Rational(0) : Rational(found->second);
        return name == "runs" ? runs : Rational(runs / Rational(all.halting));
    }

    Number aggregate(const Expression& e) {
        const bool adding = e.node == Node::sum;
        Number total = Rational(adding ? 0 : 1);
        const auto term = [&] {
            const Number value = number(*e.args.back());
            total = adding ? arithmetic_.add(total, value) : arithmetic_.mul(total, value);
        };
        if (e.args[0]->node == Node::set) {
            for (const std::string& text : set(*e.args[0])) {
                words_.emplace_back(e.name, text);
                const Popped popped(words_);
                term();
            }
            return total;
        }
        const std::int64_t low = e.ranged ? whole(*e.args[0]) : 1;
        const std::int64_t high = e.ranged ? whole(*e.args[1]) : static_cast<std::int64_t>(point_.K);
        for (std::int64_t i = low; i <= high; ++i) {
            bound_.emplace_back(e.name, i);
            const Popped popped(bound_);
            term();
        }
        return total;
    }

    std::vector<std::string> set(const Expression& e) {
        const std::int64_t size = whole(*e.args[0]);
        if (e.name == "strings") {
            if (size < 0 || size > 20) throw NoValue(e.where, "strings of this length are not gone through");
            spend(std::uint64_t{1} << size);
            return strings_of_length(static_cast<std::uint32_t>(size));
        }
        if (e.name != "outputs") unknown(e);
        std::vector<std::string> result;
        spend(20'000);
        for (const auto& [text, count] : machines(size).outputs)
            result.push_back(text);
        return result;
    }

    // Takes back the last element, also when what comes after throws.
    template <class List>
    struct Popped {
        explicit Popped(List& list) : list_(list) {}
        ~Popped() { list_.pop_back(); }
        Popped(const Popped&) = delete;
        Popped& operator=(const Popped&) = delete;
        List& list_;
    };

    // ---- strings

    std::string string(const Expression& e) {
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
                if (time == 0) return drawn_.first ? *drawn_.first : point_.strings.at("h");
                return drawn_.hypotheses.at(time);
            }
            case Node::function: {
                std::string text = string(*e.args[0]);
                if (e.name == "reverse") return {text.rbegin(), text.rend()};
                if (e.name != "complement") unknown(e);
                for (char& bit : text)
                    bit = bit == '0' ? '1' : '0';
                return text;
            }
            default:
                unknown(e);
        }
    }

    // ---- distributions

    const Masses& declared(const std::string& name) const {
        const auto found = point_.distributions.find(name);
        if (found == point_.distributions.end()) throw std::logic_error("the point has no " + name);
        return found->second;
    }

    Masses start() const {
        if (drawn_.start) return *drawn_.start;
        return declared(process_ == nullptr ? "P" : process_->start);
    }

    Masses masses(const Expression& e) {
        if (e.node == Node::literal) return literal(e);
        if (is_learner() && e.node == Node::law) {
            Masses result;
            const Law<std::string> law = hypothesis_law(e);
            for (const std::string& text : strings_of_length(length()))
                result.push_back(law.contains(text) ? law.at(text) : Rational(0));
            return result;
        }
        const bool drawn = e.node == Node::generation || (e.node == Node::distribution && e.name == "P'");
        if (is_learner() && (drawn || e.name == "P" || e.name == "Q")) {
            const std::uint32_t time = e.node == Node::generation ? generation(e) : drawn ? 1 : 0;
            const std::string source = time > 0                ? drawn_.hypotheses.at(time)
                                       : e.name == "Q"         ? point_.strings.at("world")
                                       : drawn && drawn_.first ? *drawn_.first
                                                               : point_.strings.at("h");
            return learner(nullptr).emission(source);
        }
        if (drawn) {
            const std::uint32_t time = e.node == Node::generation ? generation(e) : 1;
            return time == 0 ? start() : drawn_.models.at(time);
        }
        if (e.node != Node::distribution) unknown(e);
        if (e.name != "M") return declared(e.name);
        const Rational alpha = step(0).alpha;
        return alpha == 0 ? start() : mixture(alpha, declared("Q"), start());
    }

    Masses literal(const Expression& e) {
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

    std::vector<Number> vector(const Expression& e) {
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

    Number total(const std::vector<Number>& terms) const {
        Number result;
        for (const Number& term : terms)
            result = arithmetic_.add(result, term);
        return result;
    }

    // sum p*log(p/r), 0 where p is 0 and infinite where r alone is.
    Number divergence(const std::vector<std::pair<Rational, Rational>>& pairs) const {
        std::vector<Number> terms;
        for (const auto& [p, r] : pairs) {
            if (p == 0) continue;
            if (r == 0) return Number::infinite(1);
            terms.push_back(arithmetic_.mul(p, arithmetic_.log(Rational(p / r))));
        }
        return total(terms);
    }

    Number functional(const Expression& e) {
        const std::string& name = e.name;
        if (name == "D" && e.args.size() == 2) return machine(e);
        if (name == "R" || name == "T") return of_order(e);
        if (name == "KL" || name == "TV" || name == "L2") return distance(e);
        if (name == "fixtime") return reference::time_to_vertex(rules(), masses(*e.args[0]), spender());
        if (name == "max" || name == "min") {
            const std::vector<Number> values = vector(*e.args[0]);
            Number result = values.at(0);
            for (const Number& value : values)
                result = arithmetic_.lesser(result, value, name == "max");
            return result;
        }
        if (name == "mean" || name == "var") return moment(e);
        const Masses p = masses(*e.args[0]);
        if (name == "supp") return Rational(p.size() - std::count(p.begin(), p.end(), Rational(0)));
        if (name == "H") return shannon(p);
        if (name != "D") unknown(e);
        Rational result = 1;
        for (const Rational& mass : p)
            result -= mass * mass;
        return result;
    }

    Number shannon(const Masses& p) const {
        std::vector<Number> terms;
        for (const Rational& mass : p)
            if (mass != 0) terms.push_back(arithmetic_.mul(Rational(-mass), arithmetic_.log(mass)));
        return total(terms);
    }

    Number moment(const Expression& e) {
        const std::vector<Number> f = vector(*e.args[0]);
        const Masses p = masses(*e.args[1]);
        if (f.size() != p.size()) throw NoValue(e.where, "an observable has a value for each symbol");
        Rational mean = 0, square = 0;
        for (std::size_t i = 0; i < p.size(); ++i) {
            mean += p[i] * *f[i].rational();
            square += p[i] * *f[i].rational() * *f[i].rational();
        }
        return e.name == "mean" ? mean : Rational(square - mean * mean);
    }

    Number of_order(const Expression& e) {
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

    Number distance(const Expression& e) {
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
        Rational result = 0;
        for (const auto& [p, r] : pairs) {
            const Rational gap = p < r ? Rational(r - p) : Rational(p - r);
            result += e.name == "TV" ? Rational(gap / 2) : Rational(gap * gap);
        }
        return result;
    }

    // ---- formulas

    Truth relation(const Expression& e) {
        const auto same = [&](bool equal) { return certainly(equal == (e.relation == Relation::equal)); };
        if (e.args[0]->type == Type::distribution) return same(masses(*e.args[0]) == masses(*e.args[1]));
        if (e.args[0]->type == Type::string) return same(string(*e.args[0]) == string(*e.args[1]));
        const Number left = number(*e.args[0]), right = number(*e.args[1]);
        const Truth result = compared(e.relation, left, right);
        if (result == Truth::no && !failing) failing = Sides{left.text(), right.text()};
        return result;
    }

    Truth predicate(const Expression& e) {
        if (e.name == "finite") {
            const Number value = number(*e.args[0]);
            if (value.infinity() != 0) return Truth::no;
            return value.exact() ? Truth::yes
                                 : arithmetic_.less(value, Number::infinite(1)) &&
                                       arithmetic_.less(Number::infinite(-1), value);
        }
        const Masses p = masses(*e.args[0]);
        if (e.name == "vertex") return certainly(std::find(p.begin(), p.end(), Rational(1)) != p.end());
        if (e.name != "interior") unknown(e);
        return certainly(std::find(p.begin(), p.end(), Rational(0)) == p.end());
    }

    // ---- the process

    bool is_learner() const { return process_ != nullptr && process_->program.has_value(); }
    bool is_gaussian() const { return process_ != nullptr && process_->gaussian; }

    // A schedule's or the noise's value; a schedule has t, the number of its step, from 0.
    Rational scheduled(const Expression& e, const Point& point, std::optional<std::uint32_t> t) {
        Point at = point;
        if (t) at.scalars["t"] = Rational(*t);
        Evaluation inner(at, nullptr, Budget{steps_, 0}, 128);
        const Rational value = inner.rational(e, "a schedule");
        steps_ = inner.steps_;
        return value;
    }

    Step step(std::uint32_t t) {
        Step result;
        if (process_ != nullptr && process_->alpha)
            result.alpha = scheduled(*process_->alpha, point_, t);
        else if (const auto alpha = point_.scalars.find("alpha"); alpha != point_.scalars.end())
            result.alpha = alpha->second;
        if (result.alpha < 0 || result.alpha > 1) throw NoValue({}, "a share outside [0,1]");
        Rational samples = point_.N ? Rational(*point_.N) : Rational(1);  // a mixture alone needs none
        if (process_ != nullptr && process_->samples) samples = scheduled(*process_->samples, point_, t);
        if (denominator(samples) != 1 || samples < 1) throw NoValue({}, "a number of samples that is none");
        if (samples > 1'000'000) throw NoOpinion("too many samples");
        result.samples = numerator(samples).convert_to<std::uint32_t>();
        return result;
    }

    Rules rules() {
        Rules result;
        result.step = [this](std::uint32_t t) { return step(t); };
        if (const auto world = point_.distributions.find("Q"); world != point_.distributions.end())
            result.world = world->second;
        if (process_ == nullptr) return result;
        result.accumulate = process_->accumulate;
        result.additive = process_->additive;
        result.constant = !process_->alpha && !process_->samples;
        return result;
    }

    // The learner of a bracket, with the numbers that stand after "with".
    Learner learner(const Expression* bracket) {
        Point point = point_;
        for (std::size_t i = 1; bracket != nullptr && i < bracket->args.size(); ++i) {
            const Expression& setting = *bracket->args[i];
            if (setting.node != Node::setting) continue;
            const Rational value = rational(*setting.args[0], "a setting");
            if (setting.name != "N") {
                point.scalars[setting.name] = value;
                continue;
            }
            if (denominator(value) != 1 || value < 1)
                throw NoValue(setting.where, "N is a whole number from 1");
            point.N = numerator(value).convert_to<std::uint32_t>();
        }
        Learner result;
        result.length = length();
        result.prior = declared("m");
        result.noise = scheduled(*process_->program->noise, point, std::nullopt);
        if (result.noise <= 0 || result.noise >= 1) throw NoValue({}, "the noise lies between 0 and 1");
        if (point.scalars.contains("alpha")) result.alpha = point.scalars.at("alpha");
        if (result.alpha < 0 || result.alpha > 1) throw NoValue({}, "alpha lies from 0 to 1");
        result.samples = point.N.value();
        if (point.strings.contains("world")) result.world = point.strings.at("world");
        result.maximum = process_->program->maximum;
        result.exact_share = process_->program->exact;
        if (result.exact_share && denominator(Rational(result.alpha * result.samples)) != 1)
            throw NoValue({}, "alpha*N is no whole number");
        return result;
    }

    std::uint32_t generation(const Expression& e) {
        if (number(*e.args[0]).infinity() > 0) return for_ever;
        const std::int64_t t = whole(*e.args[0]);
        if (t < 0) throw NoValue(e.where, "there is no such generation");
        if (t > 1'000'000) throw NoOpinion("too many generations");
        return static_cast<std::uint32_t>(t);
    }

    // The generations that a body speaks of, 0 aside.
    void times(const Expression& e, std::map<std::uint32_t, bool>& found) {
        if (e.node == Node::distribution && e.name == "P'") found[1] = true;
        if (e.node == Node::generation)
            if (const std::uint32_t t = generation(e); t > 0) found[t] = true;
        for (const ExpressionPtr& arg : e.args)
            times(*arg, found);
    }

    // Calls visit(probability) for every course of the models that the body of a bracket speaks of, with
    // those models drawn.
    void each_course(const Expression& bracket, const std::function<void(const Rational&)>& visit) {
        std::map<std::uint32_t, bool> needed;
        times(*bracket.args[0], needed);
        const Expression* from = bracket.args.size() > 1 && bracket.args[1]->node != Node::setting
                                     ? bracket.args[1].get()
                                     : nullptr;
        Drawn inside;
        if (from != nullptr && from->type == Type::string) inside.first = string(*from);
        if (from != nullptr && from->type != Type::string) inside.start = masses(*from);
        std::optional<Learner> learner;
        if (is_learner()) learner = this->learner(&bracket);
        const Drawn outside = std::exchange(drawn_, std::move(inside));
        try {
            if (needed.empty()) needed[1] = true;  // nothing random is said: still of the next generation
            std::vector<std::uint32_t> list;
            for (const auto& [time, is] : needed)
                list.push_back(time);
            if (list.back() == for_ever && list.size() > 1)
                throw NoOpinion("P[infinity] beside a generation");
            if (learner)
                course_of_hypotheses(*learner, list, 0, 0,
                                     drawn_.first ? *drawn_.first : point_.strings.at("h"), Rational(1),
                                     visit);
            else
                course_of_models(list, 0, 0, {start(), std::vector<std::uint32_t>(point_.K, 0)}, Rational(1),
                                 visit);
        } catch (...) {
            drawn_ = outside;
            throw;
        }
        drawn_ = outside;
    }

    void course_of_models(const std::vector<std::uint32_t>& list, std::size_t place, std::uint32_t time,
                          const State& state, const Rational& probability,
                          const std::function<void(const Rational&)>& visit) {
        if (place == list.size()) return visit(probability);
        const std::uint32_t next = list[place];
        const Law<State> law = next == for_ever ? limit_law(rules(), state.model, spender())
                                                : law_after(rules(), state, time, next, spender());
        for (const auto& [model, weight] : law) {
            drawn_.models[next] = model.model;
            course_of_models(list, place + 1, next, model, probability * weight, visit);
        }
    }

    void course_of_hypotheses(const Learner& learner, const std::vector<std::uint32_t>& list,
                              std::size_t place, std::uint32_t time, const std::string& h,
                              const Rational& probability,
                              const std::function<void(const Rational&)>& visit) {
        if (place == list.size()) return visit(probability);
        const std::uint32_t next = list[place];
        const Law<std::string> law =
            next == for_ever ? learner.limit(spender()) : learner.after(h, next - time, spender());
        for (const auto& [text, weight] : law) {
            drawn_.hypotheses[next] = text;
            course_of_hypotheses(learner, list, place + 1, next, text, probability * weight, visit);
        }
    }

    Number mean(const Expression& bracket, const std::function<Number()>& value) {
        Number result;
        each_course(bracket, [&](const Rational& probability) {
            result = arithmetic_.add(result, arithmetic_.mul(probability, value()));
        });
        return result;
    }

    Number bracket(const Expression& e) {
        const Expression& body = *e.args[0];
        if (is_gaussian()) return gaussian(e);
        if (e.node == Node::expectation) return mean(e, [&] { return number(body); });
        const Quiet quiet(failing);
        if (e.node == Node::probability)
            return mean(e, [&] {
                const Truth holds = truth(body);
                if (holds == Truth::unknown) return arithmetic_.hull(Rational(0), Rational(1));
                return Number(Rational(holds == Truth::yes ? 1 : 0));
            });
        const Number centre = mean(e, [&] { return number(body); });
        return mean(e, [&] {
            return arithmetic_.power(arithmetic_.add(number(body), arithmetic_.neg(centre)), Rational(2));
        });
    }

    // Relations inside a bracket are not those that a claim fails at.
    struct Quiet {
        explicit Quiet(std::optional<Sides>& sides) : sides_(sides), before_(sides) {}
        ~Quiet() { sides_ = before_; }
        Quiet(const Quiet&) = delete;
        Quiet& operator=(const Quiet&) = delete;
        std::optional<Sides>& sides_;
        std::optional<Sides> before_;
    };

    Truth every_outcome(const Expression& inner) {
        Truth result = Truth::yes;
        Expression next;  // a bracket about the next generation
        next.node = Node::probability;
        next.args = {std::make_shared<const Expression>()};
        each_course(next, [&](const Rational&) {
            if (result != Truth::no) result = result && second(result, inner);
        });
        return result;
    }

    // ---- laws

    Law<Masses> model_law(const Expression& e) {
        if (is_learner()) unknown(e);
        Law<Masses> result;
        const Expression& model = *e.args[0];
        const std::uint32_t time = model.node == Node::generation ? generation(model) : 1;
        if (time == 0) throw NoValue(model.where, "the first model is not random");
        each_course(e, [&](const Rational& probability) { result[drawn_.models.at(time)] += probability; });
        return result;
    }

    Law<std::string> hypothesis_law(const Expression& e) {
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

    static std::vector<std::pair<Rational, Rational>> paired(const Law<Masses>& a, const Law<Masses>& b) {
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

    // ---- the Gaussian family

    // The body as a polynomial in mu[t] and s2[t].
    Polynomial polynomial(const Expression& e, std::optional<std::uint32_t>& time) {
        const auto times_constant = [](Polynomial p, const Rational& factor) {
            for (auto& [powers, coefficient] : p)
                coefficient *= factor;
            return p;
        };
        const auto plus = [](Polynomial a, const Polynomial& b) {
            for (const auto& [powers, coefficient] : b)
                a[powers] += coefficient;
            return a;
        };
        const auto part = [&](std::size_t i) { return polynomial(*e.args[i], time); };
        switch (e.node) {
            case Node::generation: {
                const std::uint32_t t = generation(e);
                if (t == for_ever) throw NoOpinion("the Gaussian family has no limit law");
                if (time && *time != t) throw NoOpinion("several generations of the Gaussian family");
                time = t;
                return {{e.name == "mu" ? std::pair{1U, 0U} : std::pair{0U, 1U}, Rational(1)}};
            }
            case Node::add:
                return plus(part(0), part(1));
            case Node::sub:
                return plus(part(0), times_constant(part(1), -1));
            case Node::neg:
                return times_constant(part(0), -1);
            case Node::mul:
                return multiplied(part(0), part(1));
            case Node::div: {
                const Rational divisor = rational(*e.args[1], "a divisor");
                if (divisor == 0) throw Undefined("division by zero");
                return times_constant(part(0), 1 / divisor);
            }
            case Node::pow: {
                const std::int64_t exponent = whole(*e.args[1]);
                if (exponent < 0 || exponent > 64) throw NoOpinion("a power beyond polynomials");
                Polynomial result = {{{0, 0}, Rational(1)}};
                for (std::int64_t i = 0; i < exponent; ++i)
                    result = multiplied(result, part(0));
                return result;
            }
            default:
                return {{{0, 0}, rational(e, "a constant")}};
        }
    }

    static Polynomial multiplied(const Polynomial& a, const Polynomial& b) {
        Polynomial result;
        for (const auto& [p, x] : a)
            for (const auto& [q, y] : b)
                result[{p.first + q.first, p.second + q.second}] += x * y;
        return result;
    }

    Rational expected(Polynomial body, std::uint32_t generations) {
        for (std::uint32_t s = generations; s-- > 0;) {
            const std::uint32_t n = step(s).samples;
            if (n < 2) throw NoValue({}, "a Gaussian is fitted to two samples or more");
            spend(body.size());
            body = gaussian_step(body, n);
        }
        Rational result = 0;
        for (const auto& [powers, coefficient] : body)
            result += coefficient * power(point_.scalars.at("mu"), powers.first) *
                      power(point_.scalars.at("s2"), powers.second);
        return result;
    }

    Number gaussian(const Expression& e) {
        if (e.node == Node::probability) throw NoOpinion("probabilities in the Gaussian family");
        std::optional<std::uint32_t> time;
        const Polynomial body = polynomial(*e.args[0], time);
        const Rational mean = expected(body, time.value_or(0));
        if (e.node == Node::expectation) return mean;
        return Rational(expected(multiplied(body, body), time.value_or(0)) - mean * mean);
    }

    const Point& point_;
    const Process* process_;
    std::uint64_t steps_;
    Arithmetic arithmetic_;
    std::vector<std::pair<std::string, std::int64_t>> bound_;
    std::vector<std::pair<std::string, std::string>> words_;
    Drawn drawn_;
};

// What has no value outside a number (a law, a condition) has none either.
template <class Ask>
auto with_value(Ask ask) {
    try {
        return ask();
    } catch (const Undefined& error) {
        throw NoValue({}, error.what());
    }
}

// Asks at rising precision until the answer is certain.
template <class Ask>
auto settled(const Point& point, const Process* process, const Budget& budget, Sides* failing, Ask ask) {
    for (unsigned bits = 128;; bits *= 2) {
        Evaluation evaluation(point, process, budget, bits);
        const Truth truth = with_value([&] { return ask(evaluation); });
        if (truth == Truth::no && failing != nullptr && evaluation.failing) *failing = *evaluation.failing;
        if (is_certain(truth) || bits * 2 > budget.most_bits) return truth;
    }
}

}  // namespace

Truth holds(const Expression& formula, const Point& point, const Process* process, const Budget& budget,
            Sides* failing) {
    return settled(point, process, budget, failing,
                   [&](Evaluation& evaluation) { return evaluation.truth(formula); });
}

Truth claim_holds(const Expression& statement, const Expression* equality, const Point& point,
                  const Process* process, const Budget& budget, Sides* failing) {
    const Truth inequality = holds(statement, point, process, budget, failing);
    if (equality == nullptr || inequality == Truth::no) return inequality;
    const Truth condition = holds(*equality, point, process, budget);
    const Truth equal = settled(point, process, budget, failing, [&](Evaluation& evaluation) {
        const Number left = evaluation.number(*statement.args.at(0)),
                     right = evaluation.number(*statement.args.at(1));
        const Truth same = evaluation.compared(Relation::equal, left, right);
        evaluation.failing = Sides{left.text(), right.text()};
        return (same && condition) || (!same && !condition);
    });
    return inequality && equal;
}

Number value_of(const Expression& scalar, const Point& point, const Process* process, const Budget& budget) {
    return with_value([&] { return Evaluation(point, process, budget, budget.most_bits).number(scalar); });
}

}  // namespace groundcheck::reference
