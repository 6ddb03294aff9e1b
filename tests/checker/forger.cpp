#include "tests/checker/forger.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "tests/checker/checking.hpp"

namespace groundcheck::test {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t place = text.find(from);
    return place == std::string::npos ? text : text.replace(place, from.size(), to);
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

// Every occurrence of a whole word.
std::string renamed(const std::string& text, const std::string& from, const std::string& to) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && is_word(text[end]))
            ++end;
        if (end == i) end = i + 1;
        const std::string word = text.substr(i, end - i);
        result += word == from ? to : word;
        i = end;
    }
    return result;
}

// The two sides and the sign of a relation; empty if the statement is no single one.
struct Sides {
    std::string left, sign, right;
};
std::optional<Sides> sides(const std::string& statement) {
    if (statement.find(" and ") != std::string::npos) return std::nullopt;
    for (const char* sign : {" <= ", " >= ", " == ", " < ", " > "}) {
        const std::size_t place = statement.find(sign);
        if (place == std::string::npos) continue;
        const std::string s(sign);
        return Sides{statement.substr(0, place), s.substr(1, s.size() - 2),
                     statement.substr(place + s.size())};
    }
    return std::nullopt;
}

const char* reversed(const std::string& sign) {
    return sign == "<=" ? ">=" : sign == ">=" ? "<=" : sign == "<" ? ">" : "<";
}

// Statements that say more than the given one, and so perhaps too much.
std::vector<std::string> bolder(const std::string& statement) {
    const auto parts = sides(statement);
    if (!parts) return {};
    const auto& [left, sign, right] = *parts;
    const std::string l = "(" + left + ")", r = "(" + right + ")";
    std::vector<std::string> result = {left + " " + reversed(sign) + " " + right, left + " == " + right,
                                       left + " < " + right, left + " > " + right};
    const bool falls = sign == "<=" || sign == "<";
    const std::string& small = falls ? l : r;
    const std::string& large = falls ? r : l;
    for (const char* gap : {"1/1000000000000000000", "1/1000000", "1/1000", "1/20", "1/5", "1", "3"}) {
        result.push_back(small + " + " + gap + " <= " + large);
        result.push_back(large + " >= " + small + " + " + gap);
    }
    for (const char* factor : {"999999/1000000", "99/100", "9/10", "3/4", "1/2", "1/10", "0", "-1"}) {
        result.push_back(small + " <= " + factor + "*" + large);
        result.push_back(large + "*" + factor + " >= " + small);
    }
    for (const char* factor : {"1000001/1000000", "101/100", "11/10", "3/2", "10"})
        result.push_back(std::string(factor) + "*" + small + " <= " + large);
    for (const char* power : {"2", "3", "1/2"})
        result.push_back(small + "^(" + power + ") <= " + large + "^2");
    return result;
}

// Each number of a text, one at a time, by another.
std::vector<std::string> renumbered(const std::string& text) {
    std::vector<std::string> result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (std::isdigit(static_cast<unsigned char>(text[i])) == 0 ||
            (i > 0 && (is_word(text[i - 1]) || text[i - 1] == '_')))
            continue;
        std::size_t end = i;
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0)
            ++end;
        if (end - i > 6) continue;
        const long n = std::stol(text.substr(i, end - i));
        for (const long m : {n + 1, n - 1, 2 * n, 10 * n + 7})
            if (m >= 0) result.push_back(text.substr(0, i) + std::to_string(m) + text.substr(end));
    }
    return result;
}

const std::string* value_in(const Pairs& pairs, const std::string& name) {
    const auto place =
        std::find_if(pairs.begin(), pairs.end(), [&](const auto& p) { return p.first == name; });
    return place == pairs.end() ? nullptr : &place->second;
}

std::vector<std::string> words(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> result;
    for (std::string word; stream >> word;)
        result.push_back(word);
    return result;
}

// The proof's tokens in place of its own.
std::string with_tree(const std::string& proof, const std::vector<std::string>& tokens) {
    const std::size_t begin = proof.find("\ntree ");
    std::string line = "\ntree";
    for (const std::string& token : tokens)
        line += " " + token;
    return proof.substr(0, begin) + line + "\n";
}
std::vector<std::string> tree_of(const std::string& proof) {
    const std::size_t begin = proof.find("\ntree ");
    if (begin == std::string::npos || proof.find("proof 2") != std::string::npos) return {};
    std::vector<std::string> tokens;
    for (const std::string& word : words(proof.substr(begin)))
        if (word != "tree") tokens.push_back(word);
    return tokens;
}

}  // namespace

Draft Draft::of(const std::string& text) {
    Draft draft;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t space = line.find(' ');
        const std::string keyword = line.substr(0, space), rest = line.substr(space + 1);
        if (keyword == "proof" || !draft.proof.empty()) {
            if (keyword != "seal") draft.proof += line + "\n";
        } else if (keyword == "statement") {
            draft.statement = rest;
        } else if (keyword == "equality") {
            draft.equality = rest;
        } else if (keyword == "reading") {
            draft.reading = rest;
        } else if (keyword == "let" || keyword == "range") {
            const std::size_t gap = rest.find(' ');
            (keyword == "let" ? draft.lets : draft.ranges)
                .emplace_back(rest.substr(0, gap), rest.substr(gap + 1));
        }
    }
    return draft;
}

std::string Draft::text() const {
    std::string text = "groundcheck certificate 2\nclaim test/forged\nstatement " + statement + "\n";
    if (!equality.empty()) text += "equality " + equality + "\n";
    text += "reading " + reading + "\n";
    for (const auto& [name, value] : lets)
        text.append("let ").append(name).append(" ").append(value).append("\n");
    for (const auto& [name, value] : ranges)
        text.append("range ").append(name).append(" ").append(value).append("\n");
    return sealed(text + proof + "seal \n");
}

std::vector<Forger::Changed> Forger::changes(const Draft& genuine) const {
    std::vector<Changed> result;
    const auto add = [&](const char* trick, auto&& change) {
        Draft draft = genuine;
        change(draft);
        result.push_back({draft, trick});
    };
    for (const std::string& statement : bolder(genuine.statement)) {
        add("a bolder statement", [&](Draft& d) { d.statement = statement; });
        if (!genuine.equality.empty())
            add("a bolder statement, without its equality condition",
                [&](Draft& d) { d.statement = statement, d.equality.clear(); });
    }
    for (const std::string& statement : renumbered(genuine.statement))
        add("another number", [&](Draft& d) { d.statement = statement; });
    for (const char* equality :
         {"vertex(Q)", "max(Q) == 1/K", "vertex(Q) or max(Q) == 1/K", "1 == 1", "1 == 2", "N == 1", "N >= 1",
          "supp(Q) == 1", "supp(Q) == 2", "D(Q) == D(Q)", "x == x"})
        add("another equality condition", [&](Draft& d) { d.equality = equality; });
    for (std::size_t i = 0; i < genuine.lets.size(); ++i) {
        const auto& [name, value] = genuine.lets[i];
        for (const char* other : {"1", "2", "3", "4", "6", "1/2", "any"})
            add("another instance", [&](Draft& d) { d.lets[i].second = other; });
        if (value.front() == '(')
            for (const char* other :
                 {"(1,0)", "(0,1)", "(1/2,1/2)", "(1/10,9/10)", "(1/3,1/3,1/3)", "(0,0,1)"})
                add("another listed point", [&](Draft& d) { d.lets[i].second = other; });
        // The number under a name that means another: the statement with it.
        if (name == "K") continue;
        for (const char* reserved : {"pi", "infinity"})
            add("a name that has a meaning", [&](Draft& d) {
                d.statement = renamed(d.statement, name, reserved);
                d.lets.insert(d.lets.begin(), {reserved, value});
            });
    }
    for (const char* number : {"1", "2", "3"}) {  // a number of the statement under such a name
        if (renamed(genuine.statement, number, "") == genuine.statement) continue;
        add("a name that has a meaning", [&](Draft& d) {
            d.statement = renamed(d.statement, number, "pi");
            d.lets.emplace_back("pi", number);
        });
    }
    for (std::size_t i = 0; i < genuine.ranges.size(); ++i) {
        if (genuine.ranges[i].second == "simplex") continue;
        for (const char* wider : {"[0,1]", "[-1,1]", "[0,2]", "[0,1000]", "[1/1000,1]", "(0,2]", "(-1,1)"})
            add("a wider range", [&](Draft& d) { d.ranges[i].second = wider; });
    }
    for (const char* K : {"1", "3", "4", "5"}) {  // a larger alphabet, under a condition for a smaller one
        add("another alphabet", [&](Draft& d) {
            const auto place =
                std::find_if(d.lets.begin(), d.lets.end(), [](const auto& p) { return p.first == "K"; });
            if (place == d.lets.end())
                d.lets.insert(d.lets.begin(), {"K", K});
            else
                place->second = K;
        });
        add("a sum over an alphabet that is not there", [&](Draft& d) {
            if (value_in(d.lets, "K") == nullptr) d.lets.insert(d.lets.begin(), {"K", K});
            d.statement = replaced(d.statement, "x", "1/2*sum(i: x)");
        });
    }
    for (const auto& [from, to] : Pairs{{"E[H(Q')]", "H(Q)"},
                                        {"H(Q)", "D(Q)"},
                                        {"H(Q)", "R(2,Q)"},
                                        {"D(Q)", "H(Q)"},
                                        {"H(M)", "H(Q)"},
                                        {"Q'", "Q"},
                                        {"KL(Q,P)", "KL(P,Q)"},
                                        {"alpha", "(1 - alpha)"},
                                        {"(Q)", "(P)"},
                                        {"L2(Q,P)", "D(Q)"},
                                        {"log(", "exp("},
                                        {"supp(Q)", "supp(P)"},
                                        {"abs(", "("},
                                        {"TV(Q,P)", "L2(Q,P)"},
                                        {"TV(Q,P)", "2*TV(Q,P)"},
                                        {"supp(M)", "supp(Q)"},
                                        {"KL(Q,P) + 1", "KL(P,Q) + 1"},
                                        {"<= KL(Q,P)", "<= KL(Q,P) - KL(Q,P)"},
                                        {"D(Q)", "supp(Q)"},
                                        {"x", "x^2"},
                                        {"R(2,Q)", "R(3,Q)"},
                                        {"R(2,Q')", "R(sum(i: 1) - 1,Q')"},
                                        {"Q[t]", "Q[t+1]"}})
        add("another quantity", [&](Draft& d) { d.statement = replaced(d.statement, from, to); });
    return result;
}

std::optional<std::string> Forger::false_at(const Draft& draft) {
    std::string claim = draft.statement + "|" + draft.equality;
    for (const auto& pairs : {draft.lets, draft.ranges})
        for (const auto& [name, value] : pairs)
            claim.append("|").append(name).append("=").append(value);
    const auto [place, is_new] = known_.try_emplace(claim);
    if (is_new) place->second = point_where_false(draft);
    return place->second;
}

// Proofs like the draft's own: as it stands, cut off, completed, refined, with other leaves, other methods.
std::vector<std::string> Forger::proofs(const Draft& draft, std::size_t most) {
    std::vector<std::string> result{draft.proof};
    const std::vector<std::string> tokens = tree_of(draft.proof);
    const std::vector<std::string> leaves = {"B",    "T0",   "T1",   "T4",   "L1.1",     "R1.1",
                                             "L2.2", "R2.2", "L6.1", "R6.1", "C2.2@1/2", "C4.2@1/3"};
    const auto any_leaf = [&] { return leaves[random_() % leaves.size()]; };
    for (std::size_t i = 0; i < most && !tokens.empty(); ++i) {
        std::vector<std::string> bent = tokens;
        const auto at = bent.begin() + static_cast<std::ptrdiff_t>(random_() % bent.size());
        switch (random_() % 4) {
            case 0:  // covers only a part
                bent.erase(at + (at == bent.begin() ? 1 : 0), bent.end());
                break;
            case 1:
                if ((*at)[0] != 'S') *at = any_leaf();
                break;
            case 2:  // halved once more
                if ((*at)[0] != 'S') {
                    const std::string leaf = *at;
                    bent.insert(at, "S");
                    bent.push_back(leaf);
                }
                break;
            default:
                bent.insert(bent.begin(), "S");
                bent.insert(bent.end(), tokens.begin(), tokens.end());
        }
        result.push_back(with_tree(draft.proof, bent));
    }
    const std::string tree = "proof 1 tree\nprecision 64\ntree ";
    std::vector<std::string> others = {"proof 1 identity\n", "proof 1 logarithms\n", "proof 1 jensen\n",
                                       "proof 1 convex Q P\n", "proof 1 concave alpha\n"};
    for (const char* tokens_of :
         {"B", "T6", "L6.1", "S L6.1 R6.1", "S L2.2 R2.2", "S B", "S T4", "S L6.1", "S S T6 T6",
          "S S S S L1.1 T4 T4 T4 S T4 T4 S S T4 T4 S T4 R1.1", "C6.2@1/2", "S S T4 T4 S T4 T4"})
        others.push_back(tree + tokens_of + "\n");
    std::shuffle(others.begin(), others.end(), random_);
    result.insert(result.end(), others.begin(), others.end());
    if (result.size() > most) result.resize(most);
    return result;
}

std::vector<Forgery> Forger::forge(const std::string& genuine, std::size_t claims, std::size_t proofs_each) {
    const Draft original = Draft::of(genuine);
    std::vector<Changed> candidates = changes(original);
    std::shuffle(candidates.begin(), candidates.end(), random_);
    // In turn one of each kind, so that none is crowded out.
    std::map<std::string, std::size_t> seen;
    std::multimap<std::size_t, Changed> in_turn;
    for (Changed& candidate : candidates) {
        const std::size_t turn = seen[candidate.trick]++;
        in_turn.emplace(turn, std::move(candidate));
    }
    std::vector<Forgery> result;
    std::set<std::string> used;
    std::size_t made = 0;
    for (const auto& [turn, changed] : in_turn) {
        const auto& [draft, trick] = changed;
        if (made == claims) break;
        if (!used.insert(draft.text()).second) continue;
        const auto where = false_at(draft);
        if (!where) {
            ++not_false_;
            continue;
        }
        ++made;
        for (const std::string& proof : proofs(draft, proofs_each)) {
            Draft forged = draft;
            forged.proof = proof;
            result.push_back({forged.text(), trick, *where});
        }
    }
    return result;
}

}  // namespace groundcheck::test
