#include "theorems/language/process_recursion.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "theorems/language/claim.hpp"
#include "theorems/language/mentions.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/suggest.hpp"

namespace groundcheck {
namespace {

const char* const example = "m = \"(1-alpha)*m + alpha*mP\", with m and mP in the domain";

class RecursionReader {
  public:
    RecursionReader(const TomlFile& file, const ProcessEntries& entries, const Domain& domain)
        : file_(file), entries_(entries), domain_(domain) {}

    Process read() {
        refuse_symbols();
        for (const auto& [key, node] : entries_)
            if (key != "family" && key != "alpha") numbers_.insert(number(key, *node));
        if (numbers_.empty())
            throw file_.error(*entries_.at("family"), "a recursion needs a number and its step", example);
        RecursionProcess result;
        if (const auto alpha = entries_.find("alpha"); alpha != entries_.end())
            result.alpha = schedule(*alpha->second);
        for (const std::string& name : numbers_)
            result.steps[name] =
                parse_expression(file_.text(*entries_.at(name)), scope(result.alpha != nullptr));
        require_share_used(result);
        return with_texts(std::move(result));
    }

  private:
    // Numbers are all that a recursion speaks of: a symbol would have no part in any step.
    void refuse_symbols() const {
        const auto refuse = [&](const std::string& what) {
            throw file_.error(*entries_.at("family"),
                              "a recursion has numbers only, no symbols: the domain declares " + what,
                              "leave it out, and let a number of the domain stand for what is said of it");
        };
        if (!domain_.L.empty()) refuse("L");
        if (domain_.any_alphabet || !domain_.K_text.empty()) refuse("K");
        if (!domain_.distributions.empty()) refuse(domain_.distributions.begin()->first);
        if (!domain_.observables.empty()) refuse(domain_.observables.begin()->first);
        if (!domain_.strings.empty()) refuse(domain_.strings.begin()->first);
    }

    // The key as a number that can be stepped.
    const std::string& number(const std::string& key, const toml::node& node) const {
        if (key == "t")
            throw file_.error(node, "t is the number of the step, which no step changes",
                              "a count of one's own: n = \"n + 1\"");
        if (domain_.scalars.contains(key)) return key;
        const std::vector<std::string> others = {"N",      "data",  "estimator", "start", "noise",
                                                 "choice", "share", "train",     "fit",   "models"};
        if (std::find(others.begin(), others.end(), key) != others.end())
            throw file_.error(node, "a recursion has no \"" + key + "\": nothing is sampled in it",
                              std::string("a key is a number of the domain: ") + example);
        std::vector<std::string> known;
        for (const auto& [name, values] : domain_.scalars)
            known.push_back(name);
        const std::string near = nearest(key, known);
        throw file_.error(node, "\"" + key + "\" is no number of the domain, which says where it starts",
                          near.empty() ? key + " = \"0\" in the domain" : "did you mean \"" + near + "\"?");
    }

    // The domain's numbers, and t, the step's own.
    Scope scope(bool scheduled) const {
        Scope result;
        result.step = true;
        result.recursion = numbers_;
        result.names["t"] = Type::scalar;
        if (!domain_.N.empty()) result.names["N"] = Type::scalar;
        for (const auto& [name, values] : domain_.scalars)
            result.names[name] = Type::scalar;
        if (scheduled) result.names["alpha"] = Type::scalar;
        return result;
    }

    ExpressionPtr schedule(const toml::node& node) const {
        const Source source = file_.text(node);
        ExpressionPtr result = parse_expression(source, scope(false));
        if (const Expression* stepped = mention(*result))
            throw source.error(stepped->where,
                               "\"alpha\" is known before the steps are: it cannot speak of " +
                                   stepped->name + ", which they change",
                               "it may use t and the numbers that have no step; or write it into the steps");
        return result;
    }

    // Where the expression speaks of a number that is stepped; null if nowhere.
    const Expression* mention(const Expression& e) const {
        return first_part(e, [this](const Expression& part) {
            return part.node == Node::parameter && numbers_.contains(part.name);
        });
    }

    void require_share_used(const RecursionProcess& process) const {
        if (process.alpha && std::none_of(process.steps.begin(), process.steps.end(), [](const auto& step) {
                return mentions_number(*step.second, "alpha");
            }))
            throw file_.error(*entries_.at("alpha"), "\"alpha\" is a schedule that no step uses",
                              std::string("leave it out, or use it: ") + example);
    }

    Process with_texts(RecursionProcess recursion) const {
        Process result;
        for (const auto& [key, node] : entries_) {
            result.written[key] = file_.text(*node).text();
            result.text += (result.text.empty() ? "" : ", ") + key + " = " + result.written[key];
        }
        result.family = std::move(recursion);
        return result;
    }

    const TomlFile& file_;
    const ProcessEntries& entries_;
    const Domain& domain_;
    std::set<std::string> numbers_;
};

}  // namespace

bool is_recursion(const TomlFile& file, const ProcessEntries& entries) {
    const auto family = entries.find("family");
    return family != entries.end() && family->second->is_string() &&
           file.text(*family->second).text() == "recursion";
}

Process read_recursion(const TomlFile& file, const ProcessEntries& entries, const Domain& domain) {
    return RecursionReader(file, entries, domain).read();
}

}  // namespace groundcheck
