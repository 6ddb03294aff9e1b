// Where a forged claim is false: simple points of its domain, evaluated by the reference. See forger.hpp.
#include <sstream>

#include "reference/reference.hpp"
#include "tests/checker/forger.hpp"
#include "tests/claim_text.hpp"
#include "theorems/language/expression.hpp"

namespace groundcheck::test {

namespace {

using reference::Point;

std::vector<std::vector<Rational>> distributions(std::uint32_t K) {
    std::vector<std::vector<Rational>> result;
    std::vector<Rational> corner(K, Rational(0));
    corner[0] = 1;
    result.push_back(corner);
    result.emplace_back(K, Rational(1) / K);
    for (const Rational& share : {Rational(1, 3), Rational(1, 10), Rational(1, 100), Rational(3, 4)}) {
        std::vector<Rational> p(K, Rational(0));
        if (K == 1) break;
        p[0] = share;
        p[1] = 1 - share;
        result.push_back(p);
        if (K > 2) {
            for (std::uint32_t i = 1; i < K; ++i)
                p[i] = (1 - share) / (K - 1);
            result.push_back(p);
        }
    }
    return result;
}

// Simple numbers of an interval such as "(0,1]".
std::vector<Rational> numbers(const std::string& range) {
    const std::size_t comma = range.find(',');
    const auto low = parse_rational(range.substr(1, comma - 1));
    const auto high = parse_rational(range.substr(comma + 1, range.size() - comma - 2));
    if (!low || !high || *low >= *high) return {};
    std::vector<Rational> result;
    if (range.front() == '[') result.push_back(*low);
    if (range.back() == ']') result.push_back(*high);
    for (const Rational& part :
         {Rational(1, 2), Rational(1, 3), Rational(9, 10), Rational(1, 100), Rational(999, 1000)})
        result.push_back(Rational(*low + (*high - *low) * part));
    return result;
}

// The shares that a 'let' such as "(1/2,1/2)" gives; none if it gives a number.
std::vector<std::string> shares_in(const std::string& value) {
    if (value.size() < 2 || value.front() != '(') return {};
    std::vector<std::string> result;
    std::istringstream parts(value.substr(1, value.size() - 2));
    for (std::string part; std::getline(parts, part, ',');)
        result.push_back(part);
    return result;
}

// All points that the candidates of each variable make together, or a first part of them.
std::vector<Point> points(const Draft& draft, std::uint32_t K) {
    Point fixed;
    fixed.K = K;
    for (const auto& [name, value] : draft.lets) {
        for (const std::string& share : shares_in(value))
            fixed.distributions[name].push_back(parse_rational(share).value_or(Rational(0)));
        const auto number = parse_rational(value);
        if (name == "K" || !number) continue;
        if (name == "N")
            fixed.N = numerator(*number).convert_to<std::uint32_t>();
        else
            fixed.scalars[name] = *number;
    }
    std::vector<Point> all{fixed};
    for (const auto& [name, range] : draft.ranges) {
        std::vector<Point> next;
        for (const Point& point : all) {
            if (range == "simplex") {
                for (const auto& p : distributions(K))
                    next.push_back(point), next.back().distributions[name] = p;
            } else {
                for (const Rational& x : numbers(range))
                    next.push_back(point), next.back().scalars[name] = x;
            }
        }
        all = std::move(next);
    }
    if (all.size() > 400) all.resize(400);
    return all;
}

std::string in_words(const Point& point) {
    std::ostringstream words;
    words << "K=" << point.K;
    if (point.N) words << " N=" << *point.N;
    for (const auto& [name, value] : point.scalars)
        words << ' ' << name << '=' << to_string(value);
    for (const auto& [name, p] : point.distributions) {
        words << ' ' << name << "=(";
        for (std::size_t i = 0; i < p.size(); ++i)
            words << (i > 0 ? "," : "") << to_string(p[i]);
        words << ')';
    }
    return words.str();
}

// A name that the language of claims has already keeps its meaning there: what a forged 'let' says of it is
// no part of the claim.
bool has_meaning(const std::string& name) { return name == "pi" || name == "infinity"; }

// The claim in the language of claim files.
std::string toml(const Draft& draft) {
    std::string text = "statement = \"" + draft.statement + "\"\nexpect = \"refuted\"\n";
    if (!draft.equality.empty()) text += "equality = \"" + draft.equality + "\"\n";
    text += "[domain]\n";
    for (const auto& [name, value] : draft.lets) {
        std::string list;
        for (const std::string& share : shares_in(value))
            list.append(list.empty() ? "" : ", ").append("\"").append(share).append("\"");
        if (!list.empty())
            text.append(name).append(" = [[").append(list).append("]]\n");
        else if (!has_meaning(name))
            text.append(name).append(" = \"").append(value).append("\"\n");
    }
    for (const auto& [name, value] : draft.ranges)
        text.append(name).append(" = \"").append(value).append("\"\n");
    return text;
}

}  // namespace

std::optional<std::string> point_where_false(const Draft& draft) {
    std::optional<ClaimText> text;
    try {
        text.emplace(toml(draft));
    } catch (const std::runtime_error&) {
        return std::nullopt;  // no claim of the language
    }
    const Claim& claim = text->claim();
    std::vector<std::uint32_t> alphabets{0};
    for (const auto& [name, value] : draft.lets)
        if (name == "K") {
            alphabets = {2, 3};
            if (value != "any") alphabets = {static_cast<std::uint32_t>(std::stoul(value))};
        }
    const reference::Budget budget{200'000, 256};
    for (const std::uint32_t K : alphabets) {
        for (const Point& point : points(draft, K)) {
            try {
                const Truth truth =
                    reference::claim_holds(*claim.statement, claim.equality.get(), point, nullptr, budget);
                if (truth == Truth::no) return in_words(point);
            } catch (const std::runtime_error&) {  // no value there, or too much to enumerate
            }
        }
    }
    return std::nullopt;
}

}  // namespace groundcheck::test
