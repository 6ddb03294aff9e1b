#include "theorems/language/domain.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "theorems/language/parser.hpp"
#include "theorems/language/ranges.hpp"
#include "theorems/language/suggest.hpp"
#include "theorems/language/symbol_sets.hpp"
#include "theorems/language/symbol_values.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {
namespace {

class Reader {
  public:
    explicit Reader(const TomlFile& file) : file_(file) {}

    void read(const toml::key& key, const toml::node& node) {
        const std::string name(key.str());
        if (name == "K") return read_alphabet(node);
        if (name == "L") return read_length(node);
        if (name == "N") return read_samples(node);
        if (name == "where") return;  // needs the scope of all the others
        check_name(key, name);
        const bool prior = name == "m" && nodes.contains("L");
        if (is_symbol_sets(node))
            domain.observables[name] = read_symbol_sets(file_, node, name);
        else if (prior || (name[0] >= 'A' && name[0] <= 'Z'))
            domain.distributions[name] = read_distribution(file_, node, name);
        else if (is_strings(node))
            domain.strings[name] = strings(node, name);
        else if (is_observable(name, node))
            domain.observables[name] = read_observable(file_, node, name);
        else
            domain.scalars[name] = read_scalar(file_, node, name);
    }

    // What can be judged only when every variable is known.
    void finish(const toml::table& table, const toml::node* where, const toml::node* K) {
        if (K != nullptr && !domain.L.empty())
            throw file_.error(*K, "K follows from the strings' length here, it is 2^L", "leave K out");
        for (const std::uint32_t length : domain.L)
            domain.K.push_back(1U << length);
        check_strings();
        check_lengths(table, K);
        check_sets();
        for (const auto& [name, set] : domain.distributions)
            if (set.kind == DistributionDomain::Kind::lattice && set.denominator == 0 && domain.N.empty())
                throw at(name, "lattice(N) needs a number of samples", "declare N in the domain");
        if (where == nullptr) return;
        domain.where_text = file_.string(*where, "\"where\"");
        domain.where = parse_condition(file_.text(*where), scope_of(domain));
    }

    Domain domain;

  private:
    // ---- names

    void check_name(const toml::key& key, const std::string& name) const {
        const bool letters =
            !name.empty() && std::isalpha(static_cast<unsigned char>(name[0])) != 0 &&
            std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
        const std::vector<std::string> outside = {"id",        "title",    "source", "note",
                                                  "statement", "equality", "expect", "formal",
                                                  "mutant",    "assume",   "domain", "process"};
        if (std::find(outside.begin(), outside.end(), name) != outside.end())
            throw file_.error(key, "\"" + name + "\" is a key of the claim, not of its domain",
                              "in the file it must stand before [domain]");
        if (name == "M") throw file_.error(key, "M is not declared: it is alpha*P + (1-alpha)*Q");
        if (name == "Q'" || name == "P'")
            throw file_.error(key, name + " is not declared: the next model is Q', which Q and N produce");
        if (!letters)
            throw file_.error(key, "\"" + name + "\" cannot be a variable",
                              "a variable is a letter and then letters or digits");
        if (is_reserved(name))
            throw file_.error(key, "\"" + name + "\" has a meaning in the language already",
                              "take another name");
    }

    static bool is_observable(const std::string& name, const toml::node& node) {
        if (const auto* array = node.as_array()) return !array->empty() && array->front().is_array();
        if (const auto* string = node.as_string())
            return string->get().find("cube") != std::string::npos || string->get() == "rank";
        return name == "f" && !node.is_number();
    }

    void read_alphabet(const toml::node& node) {
        domain.K_text = shown(node);
        domain.any_alphabet = node.is_string() && whole(file_.text(node)).text == "any";
        if (!domain.any_alphabet) domain.K = read_integers(file_, node, "K", 1);
    }

    // The symbols are the strings of L zeros and ones.
    void read_length(const toml::node& node) {
        constexpr std::uint32_t longest = 16;
        domain.L_text = shown(node);
        domain.L = read_integers(file_, node, "L", 1);
        if (domain.L.back() > longest)
            throw file_.error(node, "the strings' length is at most " + std::to_string(longest) +
                                        ", this is " + std::to_string(domain.L.back()));
    }

    void read_samples(const toml::node& node) {
        domain.N_text = shown(node);
        domain.N = read_integers(file_, node, "N", 1);
    }

    // ---- strings

    static bool is_strings(const toml::node& node) {
        const auto* text = node.as_string();
        return text != nullptr && text->get().find("strings") != std::string::npos;
    }

    StringDomain strings(const toml::node& node, const std::string& name) const {
        StringDomain result;
        result.text = shown(node);
        const Source source = file_.text(node);
        const Piece all = whole(source);
        if (all.text == "strings") return result;
        const auto inside = all.argument("strings");
        const std::string hint = "\"strings\" (all of length L) or \"strings(0101, 0011)\"";
        if (!inside)
            throw source.error(all.begin, all.end, "\"" + all.text + "\" is no set of strings", hint);
        for (const Piece& word : inside->split()) {
            if (word.text.empty() || word.text.find_first_not_of("01") != std::string::npos)
                throw source.error(word.begin, std::max(word.end, word.begin + 1),
                                   "\"" + word.text + "\" is no string of zeros and ones", hint);
            if (std::find(result.listed.begin(), result.listed.end(), word.text) != result.listed.end())
                throw source.error(word.begin, word.end,
                                   "the string " + word.text + " is listed twice for " + name);
            result.listed.push_back(word.text);
        }
        return result;
    }

    void check_strings() const {
        for (const auto& [name, set] : domain.strings) {
            if (set.listed.empty() && domain.L.empty())
                throw at(name, "all strings of which length?",
                         "declare L in the domain, or list the strings");
            if (set.listed.empty() || domain.L.empty()) continue;
            for (const std::string& word : set.listed)
                if (std::find(domain.L.begin(), domain.L.end(), word.size()) == domain.L.end())
                    throw at(name,
                             "the string " + word + " has length " + std::to_string(word.size()) +
                                 ", but L = " + domain.L_text,
                             "");
            for (const std::uint32_t length : domain.L)
                if (std::none_of(set.listed.begin(), set.listed.end(),
                                 [&](const std::string& word) { return word.size() == length; }))
                    throw at(name, "no string of length " + std::to_string(length) + " is listed for " + name,
                             "one for each L, or \"strings\" for all of them");
        }
        for (const auto& [name, set] : domain.distributions)
            if (set.kind == DistributionDomain::Kind::machines && domain.L.empty())
                throw at(name, set.text + " is a distribution over strings: of which length?",
                         "declare their length L in the domain, in place of K");
    }

    // ---- sets of symbols

    // Over every alphabet no symbol has a number, and a set is one of symbols that there are.
    void check_sets() const {
        for (const auto& [name, range] : domain.observables) {
            if (range.sets.empty()) continue;
            if (domain.any_alphabet)
                throw at(name,
                         "with K = \"any\" a symbol has no number of its own, and a set none of its members",
                         "give the domain numbers, for instance K = \"2..4\"");
            for (const std::vector<std::uint32_t>& one : range.sets)
                for (const std::uint32_t K : domain.K)
                    if (one.back() > K)
                        throw at(name,
                                 "there is no symbol " + std::to_string(one.back()) +
                                     " when K = " + std::to_string(K),
                                 "write a domain of its own for each K");
        }
    }

    // ---- the alphabet

    // Listed points fix K; every list has to agree with it, and with the K that is written.
    void check_lengths(const toml::table& table, const toml::node* K) {
        std::optional<std::size_t> length;
        bool data = false;
        const auto agree = [&](const std::string& name, const std::vector<std::vector<Rational>>& points) {
            for (const std::vector<Rational>& point : points) {
                const std::string has =
                    "a point of " + name + " has " + std::to_string(point.size()) + " entries";
                if (domain.any_alphabet)
                    throw at(name, has + ", but K is \"any\"", "leave K out, or give it that number");
                for (const std::uint32_t k : domain.K)
                    if (k != point.size()) throw at(name, has + ", but K = " + std::to_string(k), "");
                if (length && *length != point.size())
                    throw at(name, has + ", another has " + std::to_string(*length),
                             "write a domain of its own for each K");
                length = point.size();
            }
        };
        for (const auto& [name, set] : domain.distributions) {
            agree(name, set.points);
            data = data || !set.file.empty();
        }
        for (const auto& [name, set] : domain.observables)
            agree(name, set.points);
        if (data && K != nullptr)
            throw file_.error(*K, "K comes from the data here", "leave K out of this domain");
        if (length && domain.K.empty()) domain.K = {static_cast<std::uint32_t>(*length)};
        const bool needs = !domain.distributions.empty() || !domain.observables.empty();
        if (needs && !data && domain.K.empty() && !domain.any_alphabet)
            throw file_.error(table, "the domain does not say how many symbols there are",
                              "K = 2, K = \"2..4\" or K = \"any\"");
    }

    InputError at(const std::string& name, const std::string& message, const std::string& hint) const {
        return file_.error(*nodes.at(name), message, hint);
    }

    // The value as it is written: a text without its quotes.
    std::string shown(const toml::node& node) const { return file_.text(node).text(); }

    const TomlFile& file_;

  public:
    std::map<std::string, const toml::node*> nodes;
};

}  // namespace

Domain read_domain(const TomlFile& file, const toml::table& table, const toml::table* drop,
                   const toml::table* last) {
    Reader reader(file);
    std::map<std::string, std::pair<toml::key, const toml::node*>> entries;
    for (const toml::table* part : {&table, drop, last})
        if (part != nullptr)
            for (const auto& [key, node] : *part)
                if (part != drop || (key.str() != "process" && key.str() != "statement"))
                    entries.insert_or_assign(std::string(key.str()), std::pair(key, &node));
    for (const auto& [name, entry] : entries)
        reader.nodes[name] = entry.second;
    for (const auto& [name, entry] : entries)
        reader.read(entry.first, *entry.second);
    const auto find = [&](const std::string& name) {
        return entries.contains(name) ? entries.at(name).second : nullptr;
    };
    reader.finish(table, find("where"), find("K"));
    return std::move(reader.domain);
}

void require_used(const TomlFile& file, const toml::table& table, const std::vector<std::string>& used) {
    for (const auto& [key, node] : table) {
        const std::string name(key.str());
        if (name == "K" || name == "L" || name == "N" || name == "where" ||
            std::find(used.begin(), used.end(), name) != used.end())
            continue;
        const std::vector<std::string> keys = {"L", "m", "h",     "world", "K", "N",
                                               "Q", "P", "alpha", "f",     "t", "where"};
        const std::string near = nearest(name, keys);
        const bool misspelt = !near.empty() && near.size() > 1 && near != name;
        std::string hint = "leave it out, or use it";
        if (misspelt) hint = "did you mean \"" + near + "\"?";
        if (name == "alpha" || name == "P") hint += "; a train of the process's own draws from what it names";
        throw file.error(key, "the domain declares \"" + name + "\", but the statement never uses it", hint);
    }
}

}  // namespace groundcheck
