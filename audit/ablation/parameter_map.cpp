#include "audit/ablation/parameter_map.hpp"

#include <algorithm>
#include <map>

#include "decide/methods/decide_points.hpp"
#include "decide/methods/witness.hpp"

namespace groundcheck {

namespace {

// How a value or a piece was decided.
struct Answer {
    Verdict verdict = Verdict::undecided;
    Assurance assurance = Assurance::lattice;
    std::optional<Witness> witness;
    std::string reason;

    static Answer open(std::string why) {
        Answer answer;
        answer.reason = std::move(why);
        return answer;
    }
};

// Points of two symbols near a vertex, where entropies are small and their ratios matter: (1/m, 1 - 1/m) for
// m up to this.
constexpr std::uint32_t nearest_vertex = 65536;
// Denominators of the points that are tried for a whole piece.
constexpr std::uint32_t lattice_of_two = 40, lattice_of_more = 8;

// The map at one instance: K, N and everything but the parameter fixed.
class Mapper {
  public:
    Mapper(const Claim& claim, const Assumption& assumption, const Instance& instance,
           const MapOptions& options)
        : sweep_(*assumption.sweep), options_(options), claim_(claim) {
        claim_.statement = assumption.statement;
        claim_.statement_text = assumption.statement_text;
        claim_.equality = nullptr;
        claim_.assumptions.clear();
        claim_.mutant.reset();
        claim_.domains = {sweep_.domain};
        Domain& only = claim_.domains.front();
        only.any_alphabet = !instance.K.has_value();
        if (instance.K && *instance.K > 0) only.K = {*instance.K};
        if (instance.N) only.N = {*instance.N};
        for (const auto& [name, value] : instance.scalars)
            only.scalars[name].values = {value};
        map_.parameter = sweep_.parameter;
        map_.range = sweep_.text;
        map_.key = instance.key();
    }

    ParameterMap run() {
        const ScalarDomain& range = sweep_.domain.scalars.at(sweep_.parameter);
        if (range.continuum)
            divide(sweep_.low, sweep_.high, options_.steps);
        else
            list(range.values);
        join();
        find_boundary();
        return std::move(map_);
    }

  private:
    // ---- deciding

    Answer decide(const ExpressionPtr& statement,
                  const std::optional<std::pair<Rational, Rational>>& values) {
        if (options_.stop && options_.stop()) return Answer::open("open so far: a limit ended the map");
        Claim claim = claim_;
        claim.statement = statement;
        claim.statement_text = to_text(*statement);
        Domain& domain = claim.domains.front();
        if (!values) {
            domain.scalars.erase(sweep_.parameter);
        } else {
            ScalarDomain& range = domain.scalars[sweep_.parameter];
            range.continuum = values->first != values->second;
            range.values = {values->first};
            if (range.continuum) range.values.push_back(values->second);
            range.text = range.continuum
                             ? "[" + to_string(values->first) + "," + to_string(values->second) + "]"
                             : to_string(values->first);
        }
        Answer answer;
        const Question question{&claim, false};
        const Decider decider(question, options_.decide);
        const std::vector<Instance> all = instances(question);
        if (all.size() != 1) return answer;
        const InstanceResult result = decide_and_hold(decider, question, all.front(), options_.second);
        answer = {result.verdict, result.assurance, result.witness, result.reason};
        if (answer.verdict == Verdict::refuted && !answer.witness) answer.verdict = Verdict::undecided;
        return answer;
    }

    const Answer& at(const Rational& value) {
        const auto [place, is_new] = values_.try_emplace(value);
        if (is_new) place->second = decide(claim_.statement, {{value, value}});
        return place->second;
    }

    // For every value of [low,high]; undecided where neither way settles it.
    Answer over_piece(const Rational& low, const Rational& high) {
        const Verdict left = at(low).verdict, right = at(high).verdict;
        if (left == Verdict::proved && right == Verdict::proved) {
            Answer answer = decide(claim_.statement, {{low, high}});
            if (answer.verdict == Verdict::proved) return answer;
            if (const auto strongest =
                    for_every_order(claim_.statement, sweep_.parameter, low, high, false)) {
                answer = decide(strongest, {});
                if (answer.verdict == Verdict::proved) return answer;
            }
        } else if (left == Verdict::refuted && right == Verdict::refuted) {
            if (auto answer = fails_throughout(low, high)) return *answer;
        }
        return {};
    }

    // A point at which the statement fails for every value of [low,high].
    std::optional<Answer> fails_throughout(const Rational& low, const Rational& high) {
        const auto weakest = for_every_order(claim_.statement, sweep_.parameter, low, high, true);
        if (!weakest) return std::nullopt;
        for (const Rational& end : {high, low}) {
            const Witness& witness = *at(end).witness;
            Point point;
            point.K = witness.K;
            point.N = witness.N;
            point.scalars = witness.scalars;
            point.distributions = witness.distributions;
            point.observables = witness.observables;
            point.strings = witness.strings;
            if (fails(*weakest, point)) return refuted_at(point, high);
        }
        for (const Point& point : candidates())
            if (fails(*weakest, point)) return refuted_at(point, high);
        return std::nullopt;
    }

    bool fails(const Expression& statement, Point point) const {
        point.scalars.erase(sweep_.parameter);
        point.process = claim_.domains.front().process;
        return decide_point(statement, point, 256, false).truth == Truth::no &&
               decide_point(statement, point, 256, true).truth == Truth::no;
    }

    // The witness is shown with the highest value of the piece.
    Answer refuted_at(Point point, const Rational& value) const {
        point.scalars[sweep_.parameter] = value;
        point.process = claim_.domains.front().process;
        Answer answer;
        answer.verdict = Verdict::refuted;
        answer.assurance = Assurance::exact;
        answer.witness = make_witness(claim_.statement, point);
        const Question question{&claim_, false};
        confirm_witness(question, claim_.domains.front(), *answer.witness, options_.second);
        return answer;
    }

    // Points that a piece is tried at: where one distribution ranges over the simplex and nothing else
    // ranges.
    const std::vector<Point>& candidates() {
        const Domain& domain = claim_.domains.front();
        const bool single = domain.distributions.size() == 1 && domain.observables.empty() &&
                            domain.strings.empty() && !domain.where &&
                            domain.distributions.begin()->second.kind == DistributionDomain::Kind::simplex &&
                            domain.K.size() == 1;
        if (!candidates_.empty() || !single) return candidates_;
        Point point;
        point.K = domain.K.front();
        if (!domain.N.empty()) point.N = domain.N.front();
        for (const auto& [name, range] : domain.scalars) {
            if (name == sweep_.parameter) continue;
            if (range.continuum || range.values.size() != 1) return candidates_;
            point.scalars[name] = range.values.front();
        }
        auto& values = point.distributions[domain.distributions.begin()->first];
        const std::uint32_t d = point.K == 2 ? lattice_of_two : lattice_of_more;
        for (const auto& parts : compositions(
                 d, point.K, is_symmetric(*claim_.statement) && is_symmetric(claim_.domains.front()))) {
            values.clear();
            for (const std::uint32_t part : parts)
                values.emplace_back(part, d);
            candidates_.push_back(point);
        }
        for (std::uint32_t m = 2 * d; point.K == 2 && m <= nearest_vertex; m *= 2) {
            values = {Rational(m - 1, m), Rational(1, m)};
            candidates_.push_back(point);
        }
        return candidates_;
    }

    bool covers_pieces() const {
        Domain others = claim_.domains.front();
        others.scalars.erase(sweep_.parameter);
        return has_continuum(others) ||
               for_every_order(claim_.statement, sweep_.parameter, sweep_.low, sweep_.high, false) != nullptr;
    }

    // ---- the pieces, in order

    void divide(const Rational& low, const Rational& high, unsigned steps) {
        if (low == high) return add(low, high, at(low));
        const Answer answer = over_piece(low, high);
        if (answer.verdict != Verdict::undecided) return add(low, high, answer);
        const Rational third = (high - low) / 3;
        // Where no way to whole pieces exists, halving is of use only towards a change; but look into the
        // range first.
        const bool looked = steps + 3 <= options_.steps;
        if (looked && !covers_pieces() && at(low).verdict == at(high).verdict) steps = 0;
        if (steps == 0 || (options_.stop && options_.stop())) {
            add(low, low, at(low));
            add(low, high, Answer::open(gap_reason(low, high)));
            return add(high, high, at(high));
        }
        const Rational middle = simplest_between(low + third, high - third);
        divide(low, middle, steps - 1);
        divide(middle, high, steps - 1);
    }

    // The values listed, with gaps between them: nothing is said of what is not listed.
    void list(std::vector<Rational> values) {
        std::sort(values.begin(), values.end());
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0) add(values[i - 1], values[i], Answer::open(gap_reason(values[i - 1], values[i])));
            add(values[i], values[i], at(values[i]));
        }
    }

    std::string gap_reason(const Rational& low, const Rational& high) {
        const Answer &left = at(low), &right = at(high);
        if (is_open(left) || is_open(right)) return is_open(left) ? left.reason : right.reason;
        return left.verdict == right.verdict
                   ? "both ends are " + to_text(left.verdict) + "; the values between were not settled"
                   : "the claim changes from " + to_text(left.verdict) + " to " + to_text(right.verdict) +
                         " here";
    }

    static bool is_open(const Answer& answer) { return answer.verdict == Verdict::undecided; }

    void add(const Rational& low, const Rational& high, const Answer& answer) {
        if (low == high && is_open(answer)) return;  // the gap around it says so
        ParameterPiece piece;
        piece.low = low;
        piece.high = high;
        piece.verdict = answer.verdict;
        piece.assurance = answer.assurance;
        if (answer.verdict == Verdict::refuted) piece.witness = answer.witness;
        if (is_open(answer)) piece.reason = answer.reason;
        map_.pieces.push_back(std::move(piece));
    }

    // Joins neighbours that say the same, and leaves out single values that a piece covers.
    void join() {
        std::vector<ParameterPiece> joined;
        for (ParameterPiece& piece : map_.pieces) {
            if (piece.single() && !joined.empty() && joined.back().high == piece.low &&
                joined.back().verdict != Verdict::undecided)
                continue;
            if (!joined.empty() && piece.low == joined.back().high && joined.back().single() &&
                !piece.single() && piece.verdict != Verdict::undecided)
                joined.pop_back();
            const bool same = !joined.empty() && !piece.single() && !joined.back().single() &&
                              joined.back().high == piece.low && joined.back().verdict == piece.verdict &&
                              piece.verdict == Verdict::proved;
            if (same) {
                joined.back().high = piece.high;
                joined.back().assurance = std::min(joined.back().assurance, piece.assurance);
            } else {
                joined.push_back(std::move(piece));
            }
        }
        map_.pieces = std::move(joined);
    }

    // ---- the boundary

    // The decided values in order, undecided ones left out.
    std::vector<std::pair<Rational, Verdict>> decided_values() const {
        std::vector<std::pair<Rational, Verdict>> result;
        for (const auto& [value, answer] : values_)
            if (!is_open(answer)) result.emplace_back(value, answer.verdict);
        return result;
    }

    void find_boundary() {
        std::optional<ParameterMap::Boundary> boundary;
        const auto decided = decided_values();
        for (std::size_t i = 1; i < decided.size(); ++i) {
            if (decided[i].second == decided[i - 1].second) continue;
            if (boundary) return;  // more than one change
            boundary = {decided[i - 1].first, decided[i].first, decided[i - 1].second == Verdict::proved};
        }
        if (!boundary) return;
        if (!sweep_.domain.scalars.at(sweep_.parameter).continuum) {
            map_.boundary = boundary;
            return;
        }
        for (unsigned step = 0; step < options_.boundary_steps; ++step)
            if (!halve(*boundary)) break;
        map_.boundary = boundary;
        insert_boundary();
    }

    bool halve(ParameterMap::Boundary& boundary) {
        const Rational third = (boundary.high - boundary.low) / 3;
        const Rational middle = simplest_between(boundary.low + third, boundary.high - third);
        const Verdict verdict = at(middle).verdict;
        if (verdict == Verdict::undecided) return false;
        ((verdict == Verdict::proved) == boundary.proved_below ? boundary.low : boundary.high) = middle;
        return true;
    }

    // The boundary's two ends split the gap they lie in.
    void insert_boundary() {
        for (const Rational& value : {map_.boundary->low, map_.boundary->high}) {
            for (std::size_t i = 0; i < map_.pieces.size(); ++i) {
                const ParameterPiece gap = map_.pieces[i];
                if (gap.verdict != Verdict::undecided || value <= gap.low || value >= gap.high) continue;
                map_.pieces[i].high = value;
                ParameterPiece rest = gap;
                rest.low = value;
                map_.pieces.insert(map_.pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(rest));
                ParameterPiece single;
                single.low = single.high = value;
                single.verdict = at(value).verdict;
                single.assurance = at(value).assurance;
                if (single.verdict == Verdict::refuted) single.witness = at(value).witness;
                map_.pieces.insert(map_.pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                   std::move(single));
                break;
            }
        }
        for (ParameterPiece& piece : map_.pieces)
            if (piece.verdict == Verdict::undecided) piece.reason = gap_reason(piece.low, piece.high);
    }

    const ParameterSweep& sweep_;
    const MapOptions& options_;
    Claim claim_;
    std::map<Rational, Answer> values_;
    std::vector<Point> candidates_;
    ParameterMap map_;
};

}  // namespace

std::vector<ParameterMap> map_parameter(const Claim& claim, const Assumption& assumption,
                                        const MapOptions& options) {
    Claim view = claim;
    view.domains = {assumption.sweep->domain};
    view.domains.front().scalars.at(assumption.sweep->parameter).continuum = true;  // no part of an instance
    std::vector<ParameterMap> maps;
    for (const Instance& instance : instances({&view, false}))
        maps.push_back(Mapper(claim, assumption, instance, options).run());
    return maps;
}

}  // namespace groundcheck
