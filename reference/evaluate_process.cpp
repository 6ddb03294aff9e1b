// The process at a point: its steps, the brackets, and the courses that a bracket goes through.
#include <memory>

#include "reference/evaluation.hpp"

namespace groundcheck::reference {

namespace {

bool speaks_of_time(const ExpressionPtr& e) {
    if (!e) return false;
    if (e->node == Node::parameter && e->name == "t") return true;
    for (const ExpressionPtr& arg : e->args)
        if (speaks_of_time(arg)) return true;
    return false;
}

}  // namespace

Rational Evaluation::scheduled(const Expression& e, const Point& point, std::optional<std::uint32_t> t) {
    Point at = point;
    if (t) at.scalars["t"] = Rational(*t);
    Evaluation inner(at, nullptr, Budget{steps_, 0}, 128);
    Rational value = inner.rational(e, "a schedule");
    steps_ = inner.steps_;
    return value;
}

Step Evaluation::step(std::uint32_t t) {
    Step result;
    const SymbolProcess process = on_symbols();
    ExpressionPtr schedule = process.samples, alpha_schedule = process.alpha;
    if (is_gaussian()) {
        schedule = std::get<GaussianProcess>(process_->family).samples;
        alpha_schedule = std::get<GaussianProcess>(process_->family).alpha;
    }
    if (alpha_schedule)
        result.alpha = scheduled(*alpha_schedule, point_, t);
    else if (const auto alpha = point_.scalars.find("alpha"); alpha != point_.scalars.end())
        result.alpha = alpha->second;
    if (result.alpha < 0 || result.alpha > 1) throw NoValue({}, "a share outside [0,1]");
    if (process.endless) return result;
    Rational samples = point_.N ? Rational(*point_.N) : Rational(1);  // a mixture alone needs none
    if (schedule) samples = scheduled(*schedule, point_, t);
    if (denominator(samples) != 1 || samples < 1) throw NoValue({}, "a number of samples that is none");
    if (samples > 1'000'000) throw NoOpinion("too many samples");
    result.samples = numerator(samples).convert_to<std::uint32_t>();
    return result;
}

Rules Evaluation::rules() {
    Rules result;
    result.step = [this](std::uint32_t t) { return step(t); };
    if (const auto world = point_.distributions.find("P"); world != point_.distributions.end())
        result.world = world->second;
    const SymbolProcess process = on_symbols();
    result.accumulate = process.accumulate;
    // A process that says what each generation does may say something else in each.
    result.constant =
        !process.alpha && !process.samples && !speaks_of_time(process.train) && !speaks_of_time(process.fit);
    result.endless = process.endless;
    result.exact_share = process.exact_share;
    result.models = process.models;
    if (process.train)
        result.train = [this](std::uint32_t t, const Masses& model) { return trained(t, model); };
    if (process.fit)
        result.fit = [this](std::uint32_t t, const Masses& model, const Masses& training,
                            const Masses& frequencies,
                            std::uint32_t n) { return fitted(t, model, training, frequencies, n); };
    return result;
}

Point Evaluation::in_step(std::uint32_t t, const Masses& model) {
    Point at = point_;
    at.scalars["t"] = Rational(t);
    const Step here = step(t);
    const SymbolProcess process = on_symbols();
    if (process.alpha || at.scalars.contains("alpha")) at.scalars["alpha"] = here.alpha;
    if (!process.endless) at.N = here.samples;
    at.distributions["Q"] = model;
    return at;
}

Masses Evaluation::trained(std::uint32_t t, const Masses& model) {
    const Point at = in_step(t, model);
    Evaluation inner(at, nullptr, Budget{steps_, 0}, 128);
    Masses result = inner.masses(*on_symbols().train);
    steps_ = inner.steps_;
    return result;
}

Masses Evaluation::fitted(std::uint32_t t, const Masses& model, const Masses& training,
                          const Masses& frequencies, std::uint32_t n) {
    Point at = in_step(t, model);
    if (!on_symbols().endless) at.N = n;  // in a fit N is the number of samples that X counts
    at.distributions["M"] = training;
    at.distributions["X"] = frequencies;
    Evaluation inner(at, nullptr, Budget{steps_, 0}, 128);
    const ExpressionPtr fit = on_symbols().fit;
    Masses result = inner.over_symbols(*fit, "i");
    steps_ = inner.steps_;
    require_distribution(result, *fit, "the fit");
    return result;
}

Learner Evaluation::learner(const Expression* bracket, std::uint32_t t) {
    Point point = point_;
    for (std::size_t i = 1; bracket != nullptr && i < bracket->args.size(); ++i) {
        const Expression& setting = *bracket->args[i];
        if (setting.node != Node::setting) continue;
        const Rational value = rational(*setting.args[0], "a setting");
        if (setting.name != "N") {
            point.scalars[setting.name] = value;
            continue;
        }
        if (denominator(value) != 1 || value < 1) throw NoValue(setting.where, "N is a whole number from 1");
        point.N = numerator(value).convert_to<std::uint32_t>();
    }
    Learner result;
    result.length = length();
    result.prior = declared("m");
    const ProgramProcess& rules = learner_process();
    result.noise = scheduled(*rules.noise, point, std::nullopt);
    if (result.noise <= 0 || result.noise >= 1) throw NoValue({}, "the noise lies between 0 and 1");
    if (rules.alpha)
        result.alpha = scheduled(*rules.alpha, point, t);
    else if (point.scalars.contains("alpha"))
        result.alpha = point.scalars.at("alpha");
    if (result.alpha < 0 || result.alpha > 1) throw NoValue({}, "alpha lies from 0 to 1");
    result.samples = point.N.value();
    if (point.strings.contains("world")) result.world = point.strings.at("world");
    result.maximum = rules.maximum;
    result.exact_share = rules.exact;
    if (rules.penalty) result.penalty = scheduled(*rules.penalty, point, std::nullopt);
    if (result.penalty < 0) throw NoValue({}, "a penalty is not negative");
    if (numerator(result.penalty) > 1000 || denominator(result.penalty) > 1000)
        throw NoValue({}, "a penalty of too many digits");
    if (result.exact_share && denominator(Rational(result.alpha * result.samples)) != 1)
        throw NoValue({}, "alpha*N is no whole number");
    return result;
}

std::uint32_t Evaluation::generation(const Expression& e) {
    if (number(*e.args[0]).infinity() > 0) return for_ever;
    const std::int64_t t = whole(*e.args[0]);
    if (t < 0) throw NoValue(e.where, "there is no such generation");
    if (t > 1'000'000) throw NoOpinion("too many generations");
    return static_cast<std::uint32_t>(t);
}

void Evaluation::times(const Expression& e, std::map<std::uint32_t, bool>& found) {
    if (e.node == Node::distribution && e.name == "Q'") found[1] = true;
    if (e.node == Node::generation)
        if (const std::uint32_t t = generation(e); t > 0) found[t] = true;
    for (const ExpressionPtr& arg : e.args)
        times(*arg, found);
}

void Evaluation::each_course(const Expression& bracket, const std::function<void(const Rational&)>& visit) {
    std::map<std::uint32_t, bool> needed;
    times(*bracket.args[0], needed);
    const Expression* from =
        bracket.args.size() > 1 && bracket.args[1]->node != Node::setting ? bracket.args[1].get() : nullptr;
    Drawn inside;
    if (from != nullptr && from->type == Type::string) inside.first = string(*from);
    if (from != nullptr && from->type != Type::string) inside.start = masses(*from);
    if (is_learner()) learner(&bracket);  // says what is wrong with it, also where nothing is drawn
    const Drawn outside = std::exchange(drawn_, std::move(inside));
    try {
        if (needed.empty()) needed[1] = true;  // nothing random is said: still of the next generation
        std::vector<std::uint32_t> list;
        list.reserve(needed.size());
        for (const auto& [time, is] : needed)
            list.push_back(time);
        if (list.back() == for_ever && list.size() > 1) throw NoOpinion("Q[infinity] beside a generation");
        if (is_learner())
            course_of_hypotheses(bracket, list, 0, 0, first_hypothesis(), Rational(1), visit);
        else
            course_of_models(list, 0, 0, {start(), std::vector<std::uint32_t>(point_.K, 0)}, Rational(1),
                             visit);
    } catch (...) {
        drawn_ = outside;
        throw;
    }
    drawn_ = outside;
}

void Evaluation::course_of_models(const std::vector<std::uint32_t>& list, std::size_t place,
                                  std::uint32_t time, const State& state, const Rational& probability,
                                  const std::function<void(const Rational&)>& visit) {
    if (place == list.size()) return visit(probability);
    const std::uint32_t next = list[place];
    const Law<State> law = next == for_ever ? limit_law(rules(), state.model, spender())
                                            : law_after(rules(), state, time, next, *known_, spender());
    for (const auto& [model, weight] : law) {
        drawn_.models[next] = model.model;
        course_of_models(list, place + 1, next, model, probability * weight, visit);
    }
}

Learner Evaluation::steady_learner() {
    if (learner_process().alpha) throw NoOpinion("a constant of a learner that changes with time");
    return learner(nullptr);
}

Law<std::string> Evaluation::hypotheses(const Expression* bracket, const std::string& h, std::uint32_t from,
                                        std::uint32_t until) {
    const bool schedule = learner_process().alpha != nullptr;
    if (until == for_ever && schedule) throw NoOpinion("a limit of a learner that changes with time");
    if (until == for_ever) return learner(bracket).limit(spender());
    if (!schedule) return learner(bracket).after(h, until - from, spender());
    Law<std::string> law = {{h, Rational(1)}};
    for (std::uint32_t t = from; t < until; ++t) {
        const Learner step = learner(bracket, t);
        Law<std::string> next;
        for (const auto& [text, probability] : law)
            for (const auto& [g, weight] : step.next(text, spender()))
                next[g] += probability * weight;
        law = std::move(next);
    }
    return law;
}

void Evaluation::course_of_hypotheses(const Expression& bracket, const std::vector<std::uint32_t>& list,
                                      std::size_t place, std::uint32_t time, const std::string& h,
                                      const Rational& probability,
                                      const std::function<void(const Rational&)>& visit) {
    if (place == list.size()) return visit(probability);
    const std::uint32_t next = list[place];
    for (const auto& [text, weight] : hypotheses(&bracket, h, time, next)) {
        drawn_.hypotheses[next] = text;
        course_of_hypotheses(bracket, list, place + 1, next, text, probability * weight, visit);
    }
}

Number Evaluation::mean(const Expression& bracket, const std::function<Number()>& value) {
    Number result;
    each_course(bracket, [&](const Rational& probability) {
        result = arithmetic_.add(result, arithmetic_.mul(probability, value()));
    });
    return result;
}

Number Evaluation::bracket(const Expression& e) {
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

Truth Evaluation::every_outcome(const Expression& inner) {
    Truth result = Truth::yes;
    Expression next;  // a bracket about the next generation
    next.node = Node::probability;
    next.args = {std::make_shared<const Expression>()};
    each_course(next, [&](const Rational&) {
        if (result != Truth::no) result = result && second(result, inner);
    });
    return result;
}

}  // namespace groundcheck::reference
