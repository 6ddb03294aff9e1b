#include "tests/fuzz/shrink.hpp"

#include <algorithm>

#include "theorems/language/error.hpp"

namespace groundcheck::fuzz {

namespace {

ExpressionPtr number(int value) {
    auto e = std::make_shared<Expression>();
    e->value = value;
    return e;
}

std::string list(const std::vector<std::uint32_t>& values) {
    std::string result;
    for (const std::uint32_t value : values)
        result += (result.empty() ? "" : ", ") + std::to_string(value);
    return "[" + result + "]";
}

std::string list(const std::vector<std::vector<Rational>>& points) {
    std::string result;
    for (const auto& point : points) {
        std::string entries;
        for (const Rational& entry : point)
            entries += (entries.empty() ? "" : ", ") + quoted(to_string(entry));
        result += (result.empty() ? "[" : ", [") + entries + "]";
    }
    return "[" + result + "]";
}

// The lists with one element less, and those of one element, written out.
template <class Value>
void shorter(const std::vector<Value>& values, std::vector<std::string>& result) {
    if (values.size() < 2) return;
    if (values.size() > 2)
        for (const Value& value : values)
            result.push_back(list(std::vector<Value>{value}));
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto rest = values;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
        result.push_back(list(rest));
    }
}

class Shrinker {
  public:
    Shrinker(Recipe recipe, const std::function<bool(Recipe&)>& fails, std::uint64_t tries)
        : best_(std::move(recipe)), fails_(fails), left_(tries) {}

    Recipe run() {
        while (left_ > 0 && (without_a_key() || narrower() || simpler())) {
        }
        return best_;
    }

  private:
    bool accept(Recipe candidate) {
        if (left_ == 0) return false;
        --left_;
        if (!fails_(candidate)) return false;
        best_ = std::move(candidate);
        return true;
    }

    bool without_a_key() {
        for (std::string Recipe::*text : {&Recipe::equality, &Recipe::where}) {
            Recipe candidate = best_;
            (candidate.*text).clear();
            if (!(best_.*text).empty() && accept(std::move(candidate))) return true;
        }
        for (std::vector<Entry> Recipe::*table : {&Recipe::process, &Recipe::domain}) {
            for (std::size_t i = 0; i < (best_.*table).size(); ++i) {
                Recipe candidate = best_;
                (candidate.*table).erase((candidate.*table).begin() + static_cast<std::ptrdiff_t>(i));
                if (accept(std::move(candidate))) return true;
            }
        }
        return false;
    }

    // The claim as it is read; null for one that is none (the crash is in reading it).
    static std::unique_ptr<test::ClaimText> read(Recipe recipe) {
        try {
            return load(recipe);
        } catch (const std::exception&) {
            return nullptr;
        }
    }

    static std::vector<std::string> narrowed(const Domain& domain, const std::string& key) {
        std::vector<std::string> result;
        if (key == "K") shorter(domain.K, result);
        if (key == "N") shorter(domain.N, result);
        if (const auto found = domain.scalars.find(key);
            found != domain.scalars.end() && !found->second.continuum)
            for (const Rational& value : found->second.values)
                if (found->second.values.size() > 1) result.push_back(quoted(to_string(value)));
        if (const auto found = domain.distributions.find(key); found != domain.distributions.end()) {
            const DistributionDomain& range = found->second;
            if (range.kind == DistributionDomain::Kind::points) shorter(range.points, result);
            if (range.kind == DistributionDomain::Kind::lattice)
                for (std::uint32_t d = 1; d < range.denominator; ++d)
                    result.push_back(quoted("lattice(" + std::to_string(d) + ")"));
        }
        if (const auto found = domain.observables.find(key); found != domain.observables.end())
            shorter(found->second.points, result);
        return result;
    }

    bool narrower() {
        const auto claim = read(best_);
        if (!claim) return false;
        for (std::size_t i = 0; i < best_.domain.size(); ++i) {
            for (const std::string& value : narrowed(claim->claim().domains.front(), best_.domain[i].key)) {
                Recipe candidate = best_;
                candidate.domain[i].value = value;
                if (accept(std::move(candidate))) return true;
            }
        }
        return false;
    }

    bool simpler() {
        const auto text = read(best_);
        if (!text) return false;
        const Claim& claim = text->claim();
        const std::pair<std::string Recipe::*, ExpressionPtr> parts[] = {
            {&Recipe::statement, claim.statement},
            {&Recipe::equality, claim.equality},
            {&Recipe::where, claim.domains.front().where}};
        for (const auto& [member, tree] : parts) {
            if (!tree) continue;
            for (const ExpressionPtr& candidate_tree : smaller(tree)) {
                Recipe candidate = best_;
                candidate.*member = to_text(*candidate_tree);
                if (accept(std::move(candidate))) return true;
            }
        }
        return false;
    }

    Recipe best_;
    const std::function<bool(Recipe&)>& fails_;
    std::uint64_t left_;
};

}  // namespace

std::vector<ExpressionPtr> smaller(const ExpressionPtr& e) {
    std::vector<ExpressionPtr> result;
    for (const ExpressionPtr& arg : e->args)
        if (arg->type == e->type && arg->node != Node::set) result.push_back(arg);
    const bool is_number = e->type == Type::scalar && e->node != Node::set && e->node != Node::setting;
    if (is_number && e->node != Node::number)
        for (const int value : {0, 1})
            result.push_back(number(value));
    for (std::size_t i = 0; i < e->args.size(); ++i) {
        for (const ExpressionPtr& part : smaller(e->args[i])) {
            auto copy = std::make_shared<Expression>(*e);
            copy->args[i] = part;
            result.push_back(std::move(copy));
        }
    }
    return result;
}

Recipe shrink(Recipe recipe, const std::function<bool(Recipe&)>& fails, std::uint64_t tries) {
    return Shrinker(std::move(recipe), fails, tries).run();
}

}  // namespace groundcheck::fuzz
