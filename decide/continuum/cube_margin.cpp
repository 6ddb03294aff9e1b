#include "decide/continuum/cube_margin.hpp"

#include <algorithm>

#include "interval/continuum/function.hpp"
#include "interval/log_linear.hpp"
#include "sim/process.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

using continuum::Form;
using continuum::OutsideForms;
using continuum::Polynomial;

namespace {

// The distribution, in any generation.
bool mentions_distribution(const Expression& e, const std::string& name) {
    return mentions(e, [&](const Expression& part) {
        return (part.node == Node::distribution || part.node == Node::generation) && part.name == name;
    });
}

std::string interval_text(const ScalarDomain& range) {
    return (range.without_low ? '(' : '[') + to_string(range.values.at(0)) + ',' +
           to_string(range.values.at(1)) + (range.without_high ? ')' : ']');
}

// max(Q) == 1/K, as the claim language writes "Q is uniform".
bool says_uniform(const Expression& e) {
    return e.node == Node::relation && e.relation == Relation::equal && to_text(e) == "max(Q) == 1/K";
}

}  // namespace

std::vector<Polynomial> ContinuumProblem::interior() {
    std::vector<Polynomial> cube(continuum::variable_count);
    for (std::size_t v = 1; v < cube.size(); ++v)
        cube[v] = Polynomial::variable(v);
    return cube;
}

ContinuumProblem::ContinuumProblem(const Question& question, const Instance& instance,
                                   const FixedDistributions& fixed, CubeReading reading)
    : question_(&question),
      instance_(&instance),
      fixed_(&fixed),
      domain_(&question.domains().at(instance.domain)),
      reading_(reading) {
    if (const auto known = plain_process(domain_->process.get()); !known) throw OutsideForms(known.reason());
    if (domain_->where) throw OutsideForms("a condition on the points is beyond proofs over a continuum");
    if (!domain_->observables.empty()) throw OutsideForms("observables are beyond proofs over a continuum");
    for (const auto& [name, range] : domain_->distributions) {  // Q before P
        if (!fixed.contains(name)) {
            variables_.push_back(name);
        } else if (reading != CubeReading::coordinates) {
            throw OutsideForms(name + " ranges over a list, and is read by coordinates");
        }
    }
    if (!fixed.empty() && !variables_.empty() && instance.K != 2U)
        throw OutsideForms(fixed.begin()->first + " ranges over a list while " + variables_.front() +
                           " ranges over a simplex: that is decided for K = 2; list both, as a lattice");
    for (const auto& [name, range] : domain_->scalars) {
        if (range.continuum) variables_.push_back(name);
    }
    if (variables_.size() > cube_dimension) throw OutsideForms("too many variables");
    add_relations(*question.statement());
}

void ContinuumProblem::add_relations(const Expression& statement) {
    if (statement.node == Node::conjunction) {
        for (const ExpressionPtr& part : statement.args)
            add_relations(*part);
    } else if (statement.node == Node::relation && statement.args[0]->type == Type::scalar) {
        relations_.push_back(&statement);
    } else {
        throw OutsideForms("the statement is not a relation between numbers, or a conjunction of such");
    }
}

bool ContinuumProblem::can_vary_mixture(const Expression& relation) const {
    return fixed_->empty() && domain_->distributions.contains("P") && !mentions_distribution(relation, "Q") &&
           !mentions_distribution(relation, "P");
}

std::vector<std::string> ContinuumProblem::variables(const MarginChoice& choice) const {
    return choice.vary_mixture ? std::vector<std::string>{"Q"} : variables_;
}

bool ContinuumProblem::has_face(const MarginChoice& choice, std::size_t v, bool low) const {
    const auto range = domain_->scalars.find(variables(choice).at(v - 1));
    return range == domain_->scalars.end() || !(low ? range->second.without_low : range->second.without_high);
}

ReadingScope ContinuumProblem::scope(const MarginChoice& choice, const std::vector<Polynomial>& cube) const {
    ReadingScope scope;
    scope.reading = reading_;
    scope.cases = choice.cases.get();
    if (instance_->K && *instance_->K > 0) scope.K = instance_->K;
    scope.N = instance_->N;
    if (!fixed_->empty()) scope.count = *instance_->K;
    const auto shares = [](const Polynomial& first) {
        return Shares{first, Polynomial(Rational(1)) - first};
    };
    if (choice.vary_mixture) {
        scope.distributions["M"] = shares(cube[1]);
        return scope;
    }
    for (const auto& [name, values] : *fixed_)
        scope.distributions[name] = Shares(values.begin(), values.end());
    for (const auto& [name, value] : instance_->scalars)
        scope.scalars[name] = Polynomial(value);
    for (std::size_t i = 0; i < variables_.size(); ++i) {
        const auto range = domain_->scalars.find(variables_[i]);
        if (range == domain_->scalars.end()) {
            scope.distributions[variables_[i]] = shares(cube[i + 1]);
        } else {
            const Rational& low = range->second.values.at(0);
            const Rational& high = range->second.values.at(1);
            scope.scalars[variables_[i]] = Polynomial(low) + Polynomial(high - low) * cube[i + 1];
        }
    }
    if (!scope.distributions.contains("Q")) return scope;
    const Shares Q = scope.distributions["Q"];
    const auto alpha = scope.scalars.find("alpha");
    if (alpha != scope.scalars.end() && scope.distributions.contains("P")) {
        const Shares P = scope.distributions["P"];
        Shares& M = scope.distributions["M"];
        for (std::size_t i = 0; i < Q.size(); ++i)
            M.push_back(alpha->second * P.at(i) + (Polynomial(Rational(1)) - alpha->second) * Q[i]);
    } else if (alpha == scope.scalars.end() || alpha->second.is_zero()) {
        scope.distributions["M"] = Q;
    }
    return scope;
}

EqualityCase ContinuumProblem::equality(const MarginChoice& choice) const {
    if (!question_->equality()) return EqualityCase::unstated;
    ReadingScope constants = scope(choice, interior());  // what holds inside may fail on the boundary
    constants.distributions.clear();
    for (const std::string& name : variables_)
        constants.scalars.erase(name);
    return equality(*question_->equality(), constants);
}

std::optional<EqualityCase> ContinuumProblem::equality_of_fixed(const Expression& condition) const {
    const auto Q = fixed_->find("Q");
    if (Q == fixed_->end()) return std::nullopt;
    const auto is = [](const Rational& value) { return [&value](const Rational& s) { return s == value; }; };
    const std::vector<Rational>& shares = Q->second;
    bool holds = false;
    if (says_uniform(condition)) {
        const Rational even = Rational(1) / Rational(shares.size());
        holds = std::all_of(shares.begin(), shares.end(), is(even));
    } else if (condition.node == Node::predicate && to_text(condition) == "vertex(Q)") {
        const Rational one = 1;
        holds = std::any_of(shares.begin(), shares.end(), is(one));
    } else {
        return std::nullopt;
    }
    return holds ? EqualityCase::always : EqualityCase::never;
}

EqualityCase ContinuumProblem::equality(const Expression& condition, const ReadingScope& scope) const {
    if (const auto fixed = equality_of_fixed(condition)) return *fixed;
    if (condition.node == Node::predicate && to_text(condition) == "vertex(Q)") return EqualityCase::vertex;
    if (says_uniform(condition) && scope.K) return EqualityCase::uniform;
    if (condition.node == Node::conjunction || condition.node == Node::disjunction) {
        const bool all = condition.node == Node::conjunction;
        const EqualityCase absorbing = all ? EqualityCase::never : EqualityCase::always;
        const EqualityCase neutral = all ? EqualityCase::always : EqualityCase::never;
        EqualityCase result = neutral;
        for (const ExpressionPtr& part : condition.args) {
            const EqualityCase next = equality(*part, scope);
            if (next == absorbing) return absorbing;
            if (next == neutral) continue;
            if (result == neutral || result == next) {
                result = next;
            } else if (!all) {
                result = EqualityCase::vertex_or_uniform;
            } else {
                throw OutsideForms("the equality condition is beyond proofs over a continuum");
            }
        }
        return result;
    }
    if (condition.node != Node::relation || condition.args[0]->type != Type::scalar) {
        throw OutsideForms("the equality condition is beyond proofs over a continuum");
    }
    const SymbolSum left = read_expression(*condition.args[0], scope);
    const SymbolSum right = read_expression(*condition.args[1], scope);
    const auto gap = (left.c - right.c).constant();
    if (!gap || !left.g.is_zero() || !right.g.is_zero())
        throw OutsideForms("the equality condition is beyond proofs over a continuum");
    const int sign = *gap > 0 ? 1 : *gap < 0 ? -1 : 0;
    return holds_by_sign(condition.relation, sign) ? EqualityCase::always : EqualityCase::never;
}

SideForms ContinuumProblem::sides(const Expression& relation, const MarginChoice& choice,
                                  const std::vector<Polynomial>& cube) const {
    const ReadingScope at = scope(choice, cube);
    if (choice.cases) choice.cases->start();
    const bool reversed = relation.relation == Relation::less_equal || relation.relation == Relation::less;
    return {read_expression(*relation.args[reversed ? 1 : 0], at),
            read_expression(*relation.args[reversed ? 0 : 1], at)};
}

SymbolSum ContinuumProblem::margin(const Expression& relation, const MarginChoice& choice,
                                   const std::vector<Polynomial>& cube) const {
    const auto [larger, smaller] = sides(relation, choice, cube);
    return {larger.c - smaller.c, larger.g - smaller.g};
}

std::size_t ContinuumProblem::ranging(const std::string& preferred, std::size_t but) const {
    std::size_t found = 0;
    for (std::size_t v = 1; v <= variables_.size(); ++v) {
        const std::string& name = variables_[v - 1];
        if (v == but || !domain_->distributions.contains(name)) continue;
        if (found == 0 || name == preferred) found = v;
    }
    return found;
}

std::size_t ContinuumProblem::place_of(const std::string& variable) const {
    const auto place = std::find(variables_.begin(), variables_.end(), variable);
    return place == variables_.end() ? 0 : static_cast<std::size_t>(place - variables_.begin()) + 1;
}

Form ContinuumProblem::one_symbol(const SymbolSum& margin, const MarginChoice& choice,
                                  const std::vector<Polynomial>& cube) const {
    const Form taken = choice.cases ? Form(Rational(-1)) * choice.cases->slack() : Form();
    if (reading_ == CubeReading::coordinates) return margin.c + taken;
    const std::size_t place = choice.vary_mixture ? 1 : base_place();
    if (place == 0)
        throw OutsideForms("no distribution ranges, over whose masses constants could be shared out");
    const Form q = cube[place];
    Form result = margin.g + taken;
    if (choice.tilt) {
        const Form even = Rational(1) / Rational(*instance_->K);
        result = result + margin.c * even + choice.tilt->value * (q - even);
    } else {
        result = result + margin.c * q;
    }
    if (choice.shift) {
        Form value = choice.shift->value;  // on a face of the cube alpha is a number
        for (std::size_t v = 1; v <= variables_.size(); ++v)
            value = replace(value, v, cube[v]);
        result = result + value * (Form(cube[other_place()]) - q);
    }
    return result;
}

std::string ContinuumProblem::spelled(const Polynomial& polynomial) const {
    std::string text;
    for (const auto& [monomial, coefficient] : polynomial.terms()) {
        text += (text.empty() ? "(" : " + (") + to_string(coefficient) + ')';
        for (std::size_t v = 1; v <= variables_.size(); ++v) {
            if (monomial[v] == 0) continue;
            if (domain_->distributions.contains(variables_[v - 1])) {  // by coordinates
                text.append("*").append(variables_[v - 1]).append("_1^").append(std::to_string(monomial[v]));
                continue;
            }
            const ScalarDomain& range = domain_->scalars.at(variables_[v - 1]);
            const std::string low = to_string(range.values.at(0));
            const std::string width = to_string(Rational(range.values.at(1) - range.values.at(0)));
            text.append("*((")
                .append(variables_[v - 1])
                .append(" - (")
                .append(low)
                .append("))/(")
                .append(width);
            text.append("))^").append(std::to_string(monomial[v]));
        }
    }
    return text.empty() ? "0" : text;
}

std::optional<std::string> ContinuumProblem::spelled_in_claim(const Polynomial& polynomial,
                                                              const MarginChoice& choice) const {
    if (choice.vary_mixture || reading_ != CubeReading::coordinates) return std::nullopt;
    return spelled(polynomial);
}

std::optional<std::string> ContinuumProblem::spelled(const Form& form) const {
    std::string text;
    for (const auto& [factors, coefficient] : form.terms()) {
        text += (text.empty() ? "(" : " + (") + spelled(coefficient) + ')';
        for (const auto& [atom, exponent] : factors) {
            if (atom->kind != continuum::AtomKind::log || exponent != 1) return std::nullopt;
            text += "*log(" + spelled(atom->polynomial) + ')';
        }
    }
    return text.empty() ? "0" : text;
}

std::vector<Tilt> ContinuumProblem::shifts(const Expression& relation) const {
    const std::size_t q = base_place(), p = other_place();
    if (reading_ != CubeReading::symbols || q == 0 || p == 0) return {};
    MarginChoice plain;
    plain.cases = std::make_shared<AbsoluteCases>(relation);  // any case will do for a guess
    const SymbolSum margin = this->margin(relation, plain, interior());
    std::vector<Form> candidates{margin.c, margin.c * Form(Rational(1, 2))};
    if (const auto polynomial = one_symbol(margin, plain, interior()).polynomial()) {
        const auto linear_in = [&](std::size_t v, std::size_t other) {
            return polynomial->derivative(v).substitute(v, Polynomial()).substitute(other, Polynomial());
        };
        candidates.emplace_back(Polynomial(Rational(-1)) * linear_in(p, q));
        candidates.emplace_back(linear_in(q, p));
    }
    const Form F = one_symbol(margin, plain, interior());
    if (!F.is_singular()) {  // what makes F stationary at q = p
        try {
            candidates.push_back(replace(derivative(F, q), q, Polynomial::variable(p)));
        } catch (const OutsideForms&) {  // then F has no value at q = p
        }
    }
    std::vector<Tilt> result;
    for (const Form& candidate : candidates) {
        if (candidate.is_zero() || candidate.is_singular() || candidate.mentions(q) || candidate.mentions(p))
            continue;
        if (const auto text = spelled(candidate)) result.push_back({candidate, *text});
    }
    return result;
}

std::vector<Tilt> ContinuumProblem::tilts(const Expression& relation, MarginChoice choice) const {
    if (reading_ != CubeReading::symbols || !instance_->K || *instance_->K == 0) return {};
    choice.cases = std::make_shared<AbsoluteCases>(relation);  // any case will do for a guess
    const SymbolSum margin = this->margin(relation, choice, interior());
    if (margin.c.is_zero() || margin.g.is_singular() || margin.c.is_singular()) return {};
    std::vector<Tilt> result;
    if (variables(choice).size() == 1)
        if (const auto tangent = tangent_tilt(margin)) result.push_back(*tangent);
    if (result.empty() || !result.front().value.is_zero()) result.push_back({Form(), "0"});
    return result;
}

std::optional<Tilt> ContinuumProblem::tangent_tilt(const SymbolSum& margin) const {
    const Rational even = Rational(1) / Rational(*instance_->K);
    const Form slope = limit(derivative(margin.g, 1), 1,
                             even);  // exactly, for bounds that are tight at the uniform distribution
    if (continuum::sign(slope) != 2) {
        const Form value = Form(Rational(-1)) * slope;
        if (const auto text = spelled(value)) return Tilt{value, *text};
    }
    continuum::Function<DoubleKernel> function(DoubleKernel(), margin.g, 1, 1);
    const DoubleInterval about = function.series(even, even, 1)[1];
    if (!is_bounded(about)) return std::nullopt;
    const Rational rounded = Rational(floor(Rational(-about.lo) * 1048576)) / 1048576;
    return Tilt{Form(rounded), to_string(rounded)};
}

Certificate ContinuumProblem::certificate() const {
    Certificate result;
    result.reading = to_text(reading_);
    if (!instance_->K) result.constants.emplace_back("K", "any");
    if (instance_->K && *instance_->K > 0) result.constants.emplace_back("K", std::to_string(*instance_->K));
    if (instance_->N) result.constants.emplace_back("N", std::to_string(*instance_->N));
    for (const auto& [name, value] : instance_->scalars)
        result.constants.emplace_back(name, to_string(value));
    for (const auto& [name, shares] : *fixed_) {
        std::string text;
        for (const Rational& share : shares)
            text += (text.empty() ? "(" : ",") + to_string(share);
        result.constants.emplace_back(name, text + ')');
    }
    for (const std::string& name : variables_) {
        const auto range = domain_->scalars.find(name);
        result.ranges.emplace_back(
            name, range == domain_->scalars.end() ? "simplex" : interval_text(range->second));
    }
    return result;
}

}  // namespace groundcheck
