#include "decide/question/instance.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <set>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/machines.hpp"
#include "decide/evaluate/planted_fault.hpp"
#include "sim/corpus.hpp"
#include "sim/process.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/mentions.hpp"
#include "theorems/language/read_file.hpp"
#include "theorems/language/sha256.hpp"

namespace groundcheck {

namespace {

using Kind = DistributionDomain::Kind;

bool is_data(const DistributionDomain& domain) {
    return domain.kind == Kind::letters || domain.kind == Kind::words || domain.kind == Kind::counts;
}

std::vector<Rational> read_data(const DistributionDomain& domain) {
    // What is decided is kept under the digest of the data as they were when the claim was read.
    if (!domain.digest.empty() && sha256(read_file(domain.file, UINTMAX_MAX)) != domain.digest)
        throw InputError(domain.file.string(), "the data file has changed since the claim was read",
                         "run the same command again");
    try {
        switch (domain.kind) {
            case Kind::letters:
                return frequencies(read_letters(domain.file));
            case Kind::words:
                return frequencies(read_words(domain.file));
            default:
                return frequencies(read_counts(domain.file));
        }
    } catch (const CorpusError& error) {
        throw InputError(domain.file.string(), error.what(),
                         "the claim's domain names this file as its data: " + domain.text);
    }
}

// The alphabet sizes an instance can have; none stands for "every alphabet".
std::vector<std::optional<std::uint32_t>> alphabets(const Claim& claim, const Domain& domain) {
    std::set<std::uint32_t> sizes(domain.K.begin(), domain.K.end());
    const bool stated = domain.any_alphabet || !sizes.empty();
    std::set<std::uint32_t> found;
    bool lattice = false, data = false;
    std::string said;  // "Q has 2, P has 3"
    for (const auto& [name, range] : domain.distributions) {
        std::set<std::uint32_t> own;
        if (is_data(range)) own.insert(static_cast<std::uint32_t>(read_data(range).size()));
        for (const auto& point : range.points)
            own.insert(static_cast<std::uint32_t>(point.size()));
        for (const std::uint32_t size : own)
            said.append(said.empty() ? "" : ", ").append(name).append(" has ").append(std::to_string(size));
        found.merge(own);
        data = data || is_data(range);
        lattice = lattice || range.kind == Kind::lattice || range.kind == Kind::simplex ||
                  range.kind == Kind::vertices || range.kind == Kind::uniform || range.kind == Kind::machines;
    }
    if (data && found.size() > 1)
        throw InputError(claim.file.string(),
                         "the distributions of this domain have different numbers of symbols: " + said,
                         "the symbols of all of them are the same ones; data cannot be set beside others");
    if (domain.any_alphabet && found.empty()) return {std::nullopt};
    if (domain.any_alphabet || !stated) {
        if (found.empty() && !domain.distributions.empty()) {
            throw InputError(claim.file.string(), "the domain does not say how many symbols there are",
                             "add K = 2, or K = \"2..4\", or K = \"any\" to the domain");
        }
        std::vector<std::optional<std::uint32_t>> result(found.begin(), found.end());
        if (result.empty()) result.emplace_back(0U);  // no distributions at all: a claim about numbers
        return result;
    }
    for (const auto size : found) {
        if (!lattice && !sizes.contains(size)) {
            throw InputError(claim.file.string(),
                             "the data have " + std::to_string(size) +
                                 " symbols, but the domain says K = " + domain.K_text,
                             "leave K out: it follows from the data");
        }
    }
    return {sizes.begin(), sizes.end()};
}

// Adds every choice of the remaining scalars to `result`.
void choose_scalars(std::map<std::string, ScalarDomain>::const_iterator next,
                    std::map<std::string, ScalarDomain>::const_iterator end, Instance& instance,
                    std::vector<Instance>& result) {
    if (next == end) {
        result.push_back(instance);
        return;
    }
    const auto& [name, range] = *next;
    if (range.continuum) return choose_scalars(std::next(next), end, instance, result);
    for (const auto& value : range.values) {
        instance.scalars[name] = value;
        choose_scalars(std::next(next), end, instance, result);
    }
    instance.scalars.erase(name);
}

void compose(std::uint32_t rest, std::uint32_t most, std::size_t place, bool sorted,
             std::vector<std::uint32_t>& parts, std::vector<std::vector<std::uint32_t>>& result) {
    const std::size_t left = parts.size() - place;
    if (rest == 0) {  // nothing is left for the others: no need to go down through all of them
        std::fill(parts.begin() + static_cast<std::ptrdiff_t>(place), parts.end(), 0U);
        result.push_back(parts);
        return;
    }
    if (left == 1) {
        if (sorted && rest > most) return;
        parts[place] = rest;
        result.push_back(parts);
        return;
    }
    for (std::uint32_t part = std::min(rest, most);; --part) {
        // Sorted parts cannot take up what is left once they are too small.
        if (sorted && std::uint64_t{part} * left < rest) break;
        parts[place] = part;
        compose(rest - part, sorted ? part : rest - part, place + 1, sorted, parts, result);
        if (part == 0) break;
    }
}

// The numbers of all points of a list: at 40 bytes each, and a recursion as deep as there are symbols.
constexpr double most_numbers = 50'000'000;

// How many compositions there are, to a few parts in 10^12 (enough to refuse): C(total+K-1, K-1), or for
// sorted ones the partitions of total into at most K parts, by the recursion "K parts or fewer, or take one
// off each".
double composition_count(std::uint32_t total, std::uint32_t K, bool sorted) {
    std::vector<double> count(total + 1, 0.0);
    count[0] = 1;
    for (std::uint32_t k = 1; k <= K; ++k) {
        const std::uint32_t step = sorted ? k : 1;
        for (std::uint32_t n = step; n <= total; ++n)
            count[n] += count[n - step];
        constexpr double beyond_any_list = 1e18;
        if ((sorted && k >= total) || count[total] > beyond_any_list) break;
    }
    return count[total];
}

}  // namespace

Instance instance_of(std::size_t domain, const InstanceKey& key) {
    Instance instance;
    static_cast<InstanceKey&>(instance) = key;
    instance.domain = domain;
    return instance;
}

std::vector<Instance> instances(const Question& question) {
    std::vector<Instance> result;
    for (std::size_t d = 0; d < question.domains().size(); ++d) {
        const Domain& domain = question.domains()[d];
        for (const auto& K : alphabets(*question.claim, domain)) {
            std::vector<std::optional<std::uint32_t>> samples(domain.N.begin(), domain.N.end());
            if (samples.empty()) samples.emplace_back();
            for (const auto& N : samples) {
                Instance instance;
                instance.domain = d;
                instance.K = K;
                if (K && !domain.L.empty()) instance.L = static_cast<std::uint32_t>(std::bit_width(*K) - 1);
                instance.N = N;
                choose_scalars(domain.scalars.begin(), domain.scalars.end(), instance, result);
            }
        }
    }
    return result;
}

bool has_continuum(const Domain& domain) {
    return std::any_of(domain.scalars.begin(), domain.scalars.end(),
                       [](const auto& entry) { return entry.second.continuum; }) ||
           std::any_of(domain.distributions.begin(), domain.distributions.end(),
                       [](const auto& entry) { return entry.second.kind == Kind::simplex; });
}

bool is_symmetric(const Domain& domain) {
    // Exchanging two symbols that are strings changes which strings are near each other.
    if (!domain.L.empty() || (domain.where && !is_symmetric(*domain.where))) return false;
    const std::vector<ExpressionPtr> rules = symbol_rules(domain.process.get());
    return std::all_of(rules.begin(), rules.end(), [](const auto& rule) { return is_symmetric(*rule); });
}

bool is_symmetric(const Expression& e) {
    if (e.node == Node::component && e.args[1]->node != Node::index) return false;
    if (e.node == Node::observable || e.node == Node::literal) return false;
    // A symbol's number used as a number (sum(i: i*Q_i)) tells the symbols apart; as a subscript it does not.
    if ((e.node == Node::sum || e.node == Node::prod) && e.ranged) {
        const auto subscripted = [&e](const Expression& part) {
            return part.node == Node::component && part.args[1]->name == e.name;
        };
        if (mentions(*e.args.back(), subscripted)) return false;
    }
    if ((e.node == Node::sum || e.node == Node::prod || e.node == Node::normalize) && !e.ranged) {
        const auto counted = [&e](const auto& self, const Expression& part) -> bool {
            if (part.node == Node::index && part.name == e.name) return true;
            const std::size_t checked = part.node == Node::component ? 1 : part.args.size();
            return std::any_of(part.args.begin(), part.args.begin() + static_cast<std::ptrdiff_t>(checked),
                               [&](const auto& arg) { return self(self, *arg); });
        };
        if (counted(counted, *e.args[0])) return false;
    }
    return std::all_of(e.args.begin(), e.args.end(), [](const auto& arg) { return is_symmetric(*arg); });
}

std::vector<std::vector<std::uint32_t>> compositions(std::uint32_t total, std::uint32_t K, bool sorted) {
    std::vector<std::vector<std::uint32_t>> result;
    if (K == 0) return result;
    if (composition_count(total, K, sorted) > static_cast<double>(largest_list)) {
        throw TooLarge("the lattice with denominator " + std::to_string(total) + " and " + std::to_string(K) +
                       " symbols has more than " + std::to_string(largest_list) + " points");
    }
    if (composition_count(total, K, sorted) * K > most_numbers)
        throw TooLarge("the points of the lattice with denominator " + std::to_string(total) + " and " +
                       std::to_string(K) + " symbols are more than " +
                       std::to_string(static_cast<std::uint64_t>(most_numbers)) + " numbers");
    std::vector<std::uint32_t> parts(K, 0);
    compose(total, total, 0, sorted, parts, result);
    return result;
}

DistributionDomain at_samples(DistributionDomain range, const Instance& instance) {
    if (range.kind == Kind::lattice && range.denominator == 0) range.denominator = instance.N.value();
    return range;
}

std::vector<std::vector<Rational>> distributions(const DistributionDomain& domain, std::uint32_t K,
                                                 bool sorted) {
    std::vector<std::vector<Rational>> result;
    if (domain.kind == Kind::lattice || domain.kind == Kind::vertices) {
        const std::uint32_t d = domain.kind == Kind::vertices ? 1 : domain.denominator;
        for (const auto& parts : compositions(d, K, sorted)) {
            std::vector<Rational> point;
            point.reserve(parts.size());
            for (const auto part : parts)
                point.emplace_back(part, d);
            result.push_back(std::move(point));
        }
    } else if (domain.kind == Kind::uniform) {
        result.emplace_back(K, Rational(1, K));
    } else if (domain.kind == Kind::machines) {
        const auto length = static_cast<unsigned>(std::bit_width(K) - 1);
        result.push_back(machine_prior(domain.denominator, length));
        if (result.back().empty())
            throw DomainError(domain.where, "no machine with " + std::to_string(domain.denominator) +
                                                " states prints a string of length " +
                                                std::to_string(length));
    } else if (is_data(domain)) {
        result.push_back(read_data(domain));
        if (result.back().size() != K) result.clear();
    } else {
        for (const auto& point : domain.points) {
            if (point.size() == K) result.push_back(point);
        }
    }
    return result;
}

std::vector<std::vector<Rational>> observables(const ObservableDomain& domain, std::uint32_t K) {
    std::vector<std::vector<Rational>> result;
    for (const auto& point : domain.points) {
        if (point.size() == K) result.push_back(point);
    }
    if (!domain.points.empty()) return result;
    std::vector<Rational> entries(K, Rational(0));
    for (const std::vector<std::uint32_t>& set : domain.sets) {
        if (set.back() > K) continue;  // as points of another length
        result.push_back(entries);
        for (const std::uint32_t symbol : set)
            result.back()[symbol - 1] = 1;
    }
    if (!domain.sets.empty()) return result;
    if (domain.rank) {
        std::iota(entries.begin(), entries.end(), Rational(1));
        return {entries};
    }
    while (true) {
        result.push_back(entries);
        std::size_t place = 0;
        while (place < K && entries[place] == domain.cube)
            entries[place++] = 0;
        if (place == K) break;
        entries[place] += 1;
    }
    return result;
}

std::vector<std::string> strings(const StringDomain& range, const Domain& domain, std::uint32_t K) {
    std::vector<std::string> result = range.listed;
    if (!domain.L.empty())
        std::erase_if(result, [K](const std::string& text) { return K != 1U << text.size(); });
    if (!range.listed.empty()) return result;
    for (std::uint32_t number = 0; number < K; ++number)
        result.push_back(program_string(number, static_cast<unsigned>(std::bit_width(K) - 1)));
    return result;
}

PointSet::PointSet(const Domain& domain, const Instance& instance, bool sorted) {
    fixed_.K = *instance.K;
    fixed_.N = instance.N;
    fixed_.scalars = instance.scalars;
    fixed_.process = domain.process;
    const auto grow = [this](std::uint64_t choices) {
        if (choices != 0 && size_ > std::numeric_limits<std::uint64_t>::max() / choices) {
            size_ = std::numeric_limits<std::uint64_t>::max();
        } else {
            size_ *= choices;
        }
    };
    // A permutation of the symbols moves all distributions at once. It sorts the first one without losing a
    // point only where the sets of the others are the same after it: lattices are, a list of points is not.
    const bool others_closed =
        planted(PlantedFault::unsorted_lists_permuted) ||
        std::all_of(domain.distributions.begin(), domain.distributions.end(), [&](const auto& entry) {
            return entry.first == domain.distributions.begin()->first || entry.second.kind == Kind::lattice ||
                   entry.second.kind == Kind::vertices;
        });
    for (const auto& [name, range] : domain.distributions) {
        const bool sort_this = sorted && others_closed && name == domain.distributions.begin()->first;
        distributions_.emplace_back(name, distributions(at_samples(range, instance), fixed_.K, sort_this));
        grow(distributions_.back().second.size());
    }
    for (const auto& [name, range] : domain.observables) {
        observables_.emplace_back(name, groundcheck::observables(range, fixed_.K));
        grow(observables_.back().second.size());
    }
    for (const auto& [name, range] : domain.strings) {
        strings_.emplace_back(name, groundcheck::strings(range, domain, fixed_.K));
        grow(strings_.back().second.size());
    }
}

Point PointSet::at(std::uint64_t index) const {
    Point point = fixed_;
    const auto take = [&index](const auto& choices, auto& into) {
        for (const auto& [name, list] : choices) {
            into[name] = list[index % list.size()];
            index /= list.size();
        }
    };
    take(distributions_, point.distributions);
    take(observables_, point.observables);
    take(strings_, point.strings);
    return point;
}

}  // namespace groundcheck
