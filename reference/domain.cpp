#include "reference/domain.hpp"

#include <algorithm>
#include <bit>

#include "reference/learner.hpp"
#include "reference/machines.hpp"
#include "reference/process_laws.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck::reference {

namespace {

using Kind = DistributionDomain::Kind;

template <class List, class Value>
bool has(const List& list, const Value& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

bool is_distribution(const Masses& p, std::uint32_t K) {
    Rational total = 0;
    for (const Rational& mass : p) {
        if (mass < 0) return false;
        total += mass;
    }
    return total == 1 && p.size() == K;
}

// In proportion to how many machines print each string.
Masses machine_distribution(std::uint32_t states, std::uint32_t K) {
    const Machines all = machines(states);
    Masses result;
    Rational total = 0;
    for (const std::string& text : strings_of_length(static_cast<std::uint32_t>(std::bit_width(K) - 1))) {
        const auto found = all.outputs.find(text);
        result.emplace_back(found == all.outputs.end() ? 0 : found->second);
        total += result.back();
    }
    if (total == 0) throw NoOpinion("no machine prints a string of this length");
    for (Rational& mass : result)
        mass /= total;
    return result;
}

bool belongs(const Rational& value, const ScalarDomain& range) {
    if (!range.continuum) return has(range.values, value);
    const Rational &low = range.values.at(0), &high = range.values.at(1);
    return low <= value && value <= high && !(value == low && range.without_low) &&
           !(value == high && range.without_high);
}

bool belongs(const Masses& p, const DistributionDomain& range, const Point& point) {
    if (!is_distribution(p, point.K)) return false;
    switch (range.kind) {
        case Kind::simplex:
        case Kind::letters:
        case Kind::words:
        case Kind::counts:
            return true;
        case Kind::lattice: {
            const std::uint32_t d = range.denominator == 0 ? point.N.value_or(0) : range.denominator;
            return d > 0 && std::all_of(p.begin(), p.end(), [d](const Rational& mass) {
                       return denominator(Rational(mass * d)) == 1;
                   });
        }
        case Kind::vertices:
            return has(p, Rational(1));
        case Kind::uniform:
            return std::count(p.begin(), p.end(), p.front()) == std::ptrdiff_t(p.size());
        case Kind::points:
            return has(range.points, p);
        case Kind::machines:
            return p == machine_distribution(range.denominator, point.K);
    }
    throw std::logic_error("the reference does not know this range: " + range.text);
}

// A set of symbols as what is 1 on it and 0 elsewhere.
std::vector<Masses> indicators(const ObservableDomain& range, std::uint32_t K) {
    std::vector<Masses> result;
    for (const std::vector<std::uint32_t>& set : range.sets) {
        Masses values;
        for (std::uint32_t symbol = 1; symbol <= K; ++symbol)
            values.emplace_back(has(set, symbol) ? 1 : 0);
        if (std::all_of(set.begin(), set.end(), [K](std::uint32_t symbol) { return symbol <= K; }))
            result.push_back(std::move(values));
    }
    return result;
}

bool belongs(const Masses& f, const ObservableDomain& range, const Point& point) {
    if (f.size() != point.K) return false;
    if (!range.points.empty()) return has(range.points, f);
    if (!range.sets.empty()) return has(indicators(range, point.K), f);
    for (std::size_t i = 0; i < f.size(); ++i) {
        if (range.rank && f[i] != Rational(i + 1)) return false;
        if (!range.rank && (denominator(f[i]) != 1 || f[i] < 0 || f[i] > range.cube)) return false;
    }
    return true;
}

bool belongs(const std::string& text, const StringDomain& range, const Domain& domain, const Point& point) {
    if (text.find_first_not_of("01") != std::string::npos) return false;
    if (!range.listed.empty() && !has(range.listed, text)) return false;
    return domain.L.empty() || (text.size() < 32 && point.K == std::uint64_t{1} << text.size());
}

template <class Ranges, class Values, class Test>
bool all_belong(const Ranges& ranges, const Values& values, Test test) {
    return ranges.size() == values.size() &&
           std::all_of(ranges.begin(), ranges.end(), [&](const auto& entry) {
               const auto found = values.find(entry.first);
               return found != values.end() && test(found->second, entry.second);
           });
}

// Every distribution with multiples of 1/d.
std::vector<Masses> lattice(std::uint32_t d, std::uint32_t K) {
    std::vector<Masses> result;
    Masses p(K);
    const auto choose = [&](const auto& self, std::uint32_t i, std::uint32_t left) -> void {
        if (i + 1 == K) {
            p[i] = Rational(left, d);
            result.push_back(p);
            return;
        }
        for (std::uint32_t k = 0; k <= left; ++k) {
            p[i] = Rational(k, d);
            self(self, i + 1, left - k);
        }
    };
    choose(choose, 0, d);
    return result;
}

bool is_finite(const Domain& domain) {
    const auto interval = [](const auto& entry) { return entry.second.continuum; };
    const auto endless = [](const auto& entry) {
        const Kind kind = entry.second.kind;
        return kind == Kind::simplex || kind == Kind::letters || kind == Kind::words || kind == Kind::counts;
    };
    return std::none_of(domain.scalars.begin(), domain.scalars.end(), interval) &&
           std::none_of(domain.distributions.begin(), domain.distributions.end(), endless);
}

// Whether more than `most` points would be listed: asked first, since the lists can be longer than any
// memory.
bool is_longer(const DistributionDomain& range, const Point& point, std::uint64_t most) {
    if (range.kind != Kind::lattice) return false;
    const std::uint64_t d = range.denominator == 0 ? point.N.value() : range.denominator;
    std::uint64_t size = 1;  // C(d+k, k)
    for (std::uint64_t k = 1; k < point.K; ++k) {
        if (size > UINT64_MAX / (d + k)) return true;
        size = size * (d + k) / k;
        if (size > most) return true;
    }
    return false;
}
bool is_longer(const ObservableDomain& range, const Point& point, std::uint64_t most) {
    if (!range.points.empty() || !range.sets.empty() || range.rank) return false;
    std::uint64_t size = 1;  // (cube+1)^k
    for (std::uint32_t k = 0; k < point.K && size <= most; ++k)
        size *= std::uint64_t{range.cube} + 1;
    return size > most;
}

std::vector<Masses> listed(const DistributionDomain& range, const Point& point) {
    switch (range.kind) {
        case Kind::lattice:
            return lattice(range.denominator == 0 ? point.N.value() : range.denominator, point.K);
        case Kind::vertices:
            return lattice(1, point.K);
        case Kind::uniform:
            return {Masses(point.K, Rational(1, point.K))};
        case Kind::machines:
            return {machine_distribution(range.denominator, point.K)};
        default: {
            std::vector<Masses> result;
            for (const Masses& p : range.points)
                if (p.size() == point.K) result.push_back(p);
            return result;
        }
    }
}

std::vector<Masses> listed(const ObservableDomain& range, const Point& point) {
    std::vector<Masses> result;
    for (const Masses& f : range.points)
        if (f.size() == point.K) result.push_back(f);
    if (!range.points.empty()) return result;
    if (!range.sets.empty()) return indicators(range, point.K);
    result.emplace_back();
    for (std::uint32_t i = 0; i < point.K; ++i) {
        std::vector<Masses> longer;
        for (const Masses& begun : result)
            for (std::uint32_t value = 0; value <= range.cube; ++value) {
                if (range.rank && value > 0) break;
                longer.push_back(begun);
                longer.back().emplace_back(range.rank ? i + 1 : value);
            }
        result = std::move(longer);
    }
    return result;
}

std::vector<std::string> listed(const StringDomain& range, const Domain& domain, const Point& point) {
    std::vector<std::string> result =
        range.listed.empty() ? strings_of_length(static_cast<std::uint32_t>(std::bit_width(point.K) - 1))
                             : range.listed;
    std::erase_if(result, [&](const std::string& text) { return !belongs(text, range, domain, point); });
    return result;
}

// Goes through every choice of the variables, one kind after the other.
class Loops {
  public:
    Loops(const Domain& domain, std::uint64_t most, const std::function<bool(const Point&)>& visit)
        : domain_(domain), left_(most), visit_(visit) {}

    // False if there are too many; `count` alone counts.
    bool run(const Point& point, bool count) {
        count_ = count;
        return scalars(point, domain_.scalars.begin());
    }

  private:
    template <class Iterator, class List, class Map, class Next>
    bool over(const Point& point, Iterator place, const List& list, Map Point::*member, Next next) {
        Point longer = point;
        for (const auto& value : list) {
            (longer.*member)[place->first] = value;
            if (!next(longer, std::next(place))) return false;
        }
        return true;
    }

    bool scalars(const Point& point, std::map<std::string, ScalarDomain>::const_iterator place) {
        if (place == domain_.scalars.end()) return distributions(point, domain_.distributions.begin());
        return over(point, place, place->second.values, &Point::scalars,
                    [this](const Point& p, auto next) { return scalars(p, next); });
    }
    bool distributions(const Point& point, ByName<DistributionDomain>::const_iterator place) {
        if (place == domain_.distributions.end()) return observables(point, domain_.observables.begin());
        if (count_ && is_longer(place->second, point, left_)) return false;
        return over(point, place, listed(place->second, point), &Point::distributions,
                    [this](const Point& p, auto next) { return distributions(p, next); });
    }
    bool observables(const Point& point, std::map<std::string, ObservableDomain>::const_iterator place) {
        if (place == domain_.observables.end()) return strings(point, domain_.strings.begin());
        if (count_ && is_longer(place->second, point, left_)) return false;
        return over(point, place, listed(place->second, point), &Point::observables,
                    [this](const Point& p, auto next) { return observables(p, next); });
    }
    bool strings(const Point& point, std::map<std::string, StringDomain>::const_iterator place) {
        if (place == domain_.strings.end()) return whole(point);
        return over(point, place, listed(place->second, domain_, point), &Point::strings,
                    [this](const Point& p, auto next) { return strings(p, next); });
    }
    bool whole(const Point& point) {
        if (count_) return left_-- > 0;
        return !contains(domain_, point) || visit_(point);
    }

    const Domain& domain_;
    std::uint64_t left_;
    const std::function<bool(const Point&)>& visit_;
    bool count_ = false;
};

}  // namespace

bool contains(const Domain& domain, const Point& point) {
    if (!domain.L.empty()) {
        const bool length = std::any_of(domain.L.begin(), domain.L.end(),
                                        [&](std::uint32_t L) { return point.K == std::uint64_t{1} << L; });
        if (!length) return false;
    } else if (!domain.any_alphabet && !domain.K.empty() && !has(domain.K, point.K)) {
        return false;
    }
    if (!domain.N.empty() ? !point.N || !has(domain.N, *point.N) : point.N.has_value()) return false;
    const bool inside =
        all_belong(domain.scalars, point.scalars,
                   [](const Rational& value, const ScalarDomain& range) { return belongs(value, range); }) &&
        all_belong(
            domain.distributions, point.distributions,
            [&](const Masses& p, const DistributionDomain& range) { return belongs(p, range, point); }) &&
        all_belong(
            domain.observables, point.observables,
            [&](const Masses& f, const ObservableDomain& range) { return belongs(f, range, point); }) &&
        all_belong(domain.strings, point.strings, [&](const std::string& text, const StringDomain& range) {
            return belongs(text, range, domain, point);
        });
    if (!inside || !domain.where) return inside;
    const Truth condition = holds(*domain.where, point, domain.process.get(), Budget());
    if (condition == Truth::unknown) throw NoOpinion("the condition cannot be decided");
    return condition == Truth::yes;
}

bool each_point(const Domain& domain, const std::vector<std::uint32_t>& alphabets, std::uint64_t most,
                const std::function<bool(const Point&)>& visit) {
    if (!is_finite(domain)) return false;
    std::vector<Point> beginnings;
    for (const std::uint32_t K : alphabets) {
        Point point;
        point.K = K;
        if (domain.N.empty()) beginnings.push_back(point);
        for (const std::uint32_t N : domain.N) {
            point.N = N;
            beginnings.push_back(point);
        }
    }
    Loops counting(domain, most, visit);
    for (const Point& point : beginnings)
        if (!counting.run(point, true)) return false;
    Loops loops(domain, most, visit);
    for (const Point& point : beginnings)
        if (!loops.run(point, false)) break;
    return true;
}

}  // namespace groundcheck::reference
