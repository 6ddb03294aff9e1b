#include "theorems/language/claim_file.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "theorems/language/domain.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/process_file.hpp"
#include "theorems/language/sha256.hpp"
#include "theorems/language/suggest.hpp"
#include "theorems/language/toml_file.hpp"

namespace groundcheck {
namespace {

using NameList = std::vector<std::string>;

class ClaimReader {
  public:
    explicit ClaimReader(const std::filesystem::path& path) : file_(TomlFile::read(path)) {
        claim_.file = path;
    }

    Claim read() {
        const toml::table& root = file_.root();
        refuse_sentences(root);
        file_.only_keys(root, "a claim",
                        {"id", "title", "source", "note", "statement", "equality", "expect", "domain", "full",
                         "simulate", "assume", "mutant", "formal", "process"});
        claim_.has_id = root.get("id") != nullptr;
        claim_.id = optional_text(root, "id").value_or(claim_.file.stem().string());
        claim_.title = optional_text(root, "title").value_or("");
        claim_.source = optional_text(root, "source").value_or("");
        claim_.note = optional_text(root, "note").value_or("");
        read_formal(root);
        claim_.expect = verdict(root, Verdict::proved);
        read_statement(root);
        read_assumptions(root);
        read_mutant(root);
        claim_.hash = fingerprint();
        return std::move(claim_);
    }

  private:
    std::optional<std::string> optional_text(const toml::table& table, const std::string& key) const {
        const toml::node* node = table.get(key);
        if (node == nullptr) return std::nullopt;
        return file_.string(*node, "\"" + key + "\"");
    }

    Verdict verdict(const toml::table& table, Verdict otherwise) const {
        const std::optional<std::string> word = optional_text(table, "expect");
        if (!word) return otherwise;
        for (const Verdict verdict : {Verdict::proved, Verdict::refuted, Verdict::undecided})
            if (*word == to_text(verdict)) return verdict;
        throw file_.error(*table.get("expect"), "\"" + *word + "\" is no verdict",
                          suggestion(*word, {"proved", "refuted", "undecided"}));
    }

    // Papers cite claims; a claim cites no paper.
    void refuse_sentences(const toml::table& root) const {
        for (const char* key : {"sentence", "sentences"})
            if (const toml::node* node = root.get(key))
                throw file_.error(*node, "a claim does not say who reads it: papers cite their claims",
                                  "leave it out, and name the claim in a reading of the paper's paper.toml");
    }

    Mention mention(const toml::node& node, const std::string& what) const {
        const Source text = file_.text(node);
        return {file_.string(node, what), text.range(0, text.text().size())};
    }

    void add_theorem(const toml::node& node, const std::string& what) {
        claim_.named_theorems.push_back(mention(node, what));
        const std::string& name = claim_.named_theorems.back().name;
        const auto colon = name.rfind(".v:");
        if (name.find(' ') != std::string::npos || !name.starts_with("statements/") ||
            colon == std::string::npos || colon + 3 == name.size())
            throw file_.error(node, "\"" + name + "\" does not name a statement of proofs/",
                              "formal = \"statements/OneGeneration.v:one_step\"");
        claim_.formal += (claim_.formal.empty() ? "" : " and ") + name;
    }

    // One theorem, or a list of them that cover the claim together: joined by " and ".
    void read_formal(const toml::table& root) {
        const toml::node* node = root.get("formal");
        if (node == nullptr) return;
        if (const toml::array* array = node->as_array()) {
            for (const toml::node& item : *array)
                add_theorem(item, "a theorem");
        } else {
            add_theorem(*node, "\"formal\"");
        }
    }

    // The tables of [domain] or of several [[domain]]; likewise of [full].
    std::vector<const toml::table*> domain_tables(const toml::table& parent, const std::string& what,
                                                  const std::string& key = "domain") const {
        const toml::node* node = parent.get(key);
        if (node == nullptr) return {};
        if (node->is_table()) return {node->as_table()};
        std::vector<const toml::table*> tables;
        if (const toml::array* array = node->as_array())
            for (const toml::node& item : *array)
                tables.push_back(&file_.table(item, what));
        if (tables.empty())
            throw file_.error(*node, what + " is a table", "[" + key + "], or [[" + key + "]] several times");
        return tables;
    }

    // The table [process] of a claim, a mutant or a drop; null if there is none.
    const toml::table* process_table(const toml::table& parent) const {
        const toml::node* node = parent.get("process");
        return node == nullptr ? nullptr : &file_.table(*node, "\"process\"");
    }

    // The domain with its process. What is dropped or changed by a mutant takes the place of the claim's own.
    Domain domain(const toml::table& ranges, const toml::table* drop, const toml::table* process,
                  const toml::table* changes = nullptr, const toml::table* sweep = nullptr) const {
        Domain result = read_domain(file_, ranges, drop, sweep);
        if (drop != nullptr && changes == nullptr) changes = process_table(*drop);
        result.process = read_process(file_, process, changes, result);
        return result;
    }

    void read_statement(const toml::table& root) {
        const toml::node* statement = root.get("statement");
        if (statement == nullptr)
            throw file_.error("the claim has no statement", "statement = \"E[H(Q')] <= H(Q)\"");
        claim_.statement_text = file_.string(*statement, "\"statement\"");
        tables_ = domain_tables(root, "\"domain\"");
        if (tables_.empty())
            throw file_.error("the claim has no domain",
                              "[domain] with K, N and Q says what the variables range over");
        for (const toml::table* table : tables_)
            claim_.domains.push_back(domain(*table, nullptr, process_table(root)));
        const toml::node* equality = root.get("equality");
        if (equality != nullptr) claim_.equality_text = file_.string(*equality, "\"equality\"");
        read_full(root, *statement, equality);
        claim_.simulate = simulated(root, "\"simulate\"", *statement, process_table(root), nullptr);
        for (std::size_t i = tables_.size(); i-- > 0;) {
            parse(*statement, equality, claim_.domains[i], claim_.statement, claim_.equality);
            require_used(file_, *tables_[i], used(claim_.statement, claim_.equality, claim_.domains[i]));
        }
    }

    void read_full(const toml::table& root, const toml::node& statement, const toml::node* equality) {
        for (const toml::table* table : domain_tables(root, "\"full\"", "full")) {
            const Domain& range = claim_.full.emplace_back(domain(*table, nullptr, process_table(root)));
            ExpressionPtr tree, condition;
            parse(statement, equality, range, tree, condition);
            require_used(file_, *table, used(tree, condition, range));
        }
    }

    // The tables of [[simulate]]: points that a simulation can start from.
    std::vector<Domain> simulated(const toml::table& parent, const std::string& what,
                                  const toml::node& statement, const toml::table* process,
                                  const toml::table* changes) const {
        std::vector<Domain> result;
        for (const toml::table* table : domain_tables(parent, what, "simulate")) {
            const Domain& range = result.emplace_back(domain(*table, nullptr, process, changes));
            ExpressionPtr tree, condition;
            parse(statement, nullptr, range, tree, condition);
            require_used(file_, *table, used(tree, condition, range));
            require_point(*table, range);
        }
        return result;
    }

    // All variables of a simulation but t have one value.
    void require_point(const toml::table& table, const Domain& range) const {
        const auto need = [&](const std::string& name, bool single, const std::string& hint) {
            if (single) return;
            const toml::node* node = table.get(name);
            const std::string message = "a simulation has one value for " + name;
            throw node == nullptr ? file_.error(table, message, hint) : file_.error(*node, message, hint);
        };
        need("where", range.where == nullptr, "leave it out: there is one point only");
        need("N", range.N.size() <= 1, "N = 20, or several [[simulate]]");
        need("K", !range.any_alphabet && range.K.size() <= 1,
             "leave it out: it follows from the distributions");
        for (const auto& [name, set] : range.scalars)
            need(name, name == "t" || (!set.continuum && set.values.size() == 1), name + " = \"1/4\"");
        for (const auto& [name, set] : range.distributions)
            need(name, !set.file.empty() || set.points.size() == 1,
                 name + " = \"words:FILE\", or one list of probabilities");
        for (const auto& [name, set] : range.observables)
            need(name, set.rank || set.points.size() == 1,
                 name + " = \"rank\" (1 to K), or one list of values");
    }

    // Statement and equality condition, typed against a domain. The first domain's trees stay: callers go
    // last to first.
    void parse(const toml::node& statement, const toml::node* equality, const Domain& domain,
               ExpressionPtr& tree, ExpressionPtr& condition) const {
        const Scope scope = scope_of(domain);
        tree = parse_statement(file_.text(statement), scope);
        if (equality == nullptr) return;
        file_.string(*equality, "\"equality\"");
        condition = parse_condition(file_.text(*equality), scope);
        const Expression& formula = tree->node == Node::every_outcome ? *tree->args[0] : *tree;
        if (formula.node != Node::relation ||
            (formula.relation != Relation::less_equal && formula.relation != Relation::greater_equal))
            throw file_.error(*equality,
                              "an equality condition needs a statement that is one relation with <= or >=");
    }

    // The variables of a statement, its equality condition and its domain.
    static NameList used(const ExpressionPtr& statement, const ExpressionPtr& equality,
                         const Domain& domain) {
        const Scope scope = scope_of(domain);
        NameList names;
        for (const ExpressionPtr& tree : {statement, equality, domain.where})
            if (tree) {
                const NameList more = variables_of(*tree, scope);
                names.insert(names.end(), more.begin(), more.end());
            }
        if (domain.process) {
            const NameList more = variables_of(*domain.process, scope);
            names.insert(names.end(), more.begin(), more.end());
        }
        return names;
    }

    void read_assumptions(const toml::table& root) {
        const toml::node* node = root.get("assume");
        if (node == nullptr) return;
        for (const auto& [key, value] : file_.table(*node, "\"assume\"")) {
            const std::string name(key.str());
            const toml::table& table = file_.table(value, "the assumption \"" + name + "\"");
            file_.only_keys(table, "an assumption", {"says", "drop", "unsaid", "family"});
            Assumption assumption;
            assumption.name = name;
            const std::optional<std::string> says = optional_text(table, "says");
            if (!says)
                throw file_.error(key, "the assumption \"" + name + "\" does not say what it is",
                                  "says = \"no exogenous data\"");
            assumption.says = *says;
            if (const toml::node* unsaid = table.get("unsaid")) {
                if (!unsaid->is_boolean())
                    throw file_.error(*unsaid, "\"unsaid\" is true or false", "unsaid = true");
                assumption.unsaid = unsaid->as_boolean()->get();
            }
            const toml::node* drop = table.get("drop");
            const toml::table* dropped = drop == nullptr ? nullptr : &file_.table(*drop, "\"drop\"");
            if (dropped != nullptr) read_drop(*dropped, *root.get("statement"), assumption);
            if (const toml::node* sweep = table.get("family"))
                read_sweep(*sweep, dropped, *root.get("statement"), assumption);
            claim_.assumptions.push_back(std::move(assumption));
        }
    }

    void read_drop(const toml::table& drop, const toml::node& statement, Assumption& assumption) const {
        if (drop.empty())
            throw file_.error(drop, "\"drop\" is empty", "drop = { alpha = \"[0,1]\" }, or leave it out");
        for (const auto& [key, value] : drop) {
            const std::string name(key.str());
            if (name != "process") {
                assumption.drop[name] = file_.text(value).text();
                continue;
            }
            for (const auto& [part, node] : *process_table(drop))
                assumption.drop[name + "." + std::string(part.str())] = file_.text(node).text();
        }
        assumption.dropped = domain(*tables_.front(), &drop, process_table(file_.root()));
        const toml::node* own = drop.get("statement");
        const toml::node& said = own == nullptr ? statement : *own;
        assumption.statement_text = file_.string(said, "\"statement\"");
        assumption.statement = parse_statement(file_.text(said), scope_of(*assumption.dropped));
        if (own != nullptr && drop.size() == 1 && same(*assumption.statement, *claim_.statement))
            throw file_.error(*own, "this statement is the claim's own: nothing is dropped");
        NameList names = used(assumption.statement, nullptr, *assumption.dropped);
        names.emplace_back("process");
        names.emplace_back("statement");
        require_used(file_, drop, names);
    }

    // The parameter is the entry that is a number: an interval of values to be halved, or a list of them.
    void read_sweep(const toml::node& node, const toml::table* drop, const toml::node& statement,
                    Assumption& assumption) const {
        const toml::table& table = file_.table(node, "\"family\"");
        const std::string form = "family = { q = \"[0,4]\" }, and K, N, Q, t if they are not the drop's";
        ParameterSweep sweep;
        sweep.domain = domain(*tables_.front(), drop, process_table(file_.root()), nullptr, &table);
        for (const auto& [key, value] : table) {
            const auto found = sweep.domain.scalars.find(std::string(key.str()));
            if (found == sweep.domain.scalars.end() || found->first == "t") continue;
            if (!sweep.parameter.empty())
                throw file_.error(value, "a family has one parameter, this is a second one", form);
            const auto& values = found->second.values;
            if (values.size() < 2) throw file_.error(value, "a family has several values", form);
            if (found->second.without_low || found->second.without_high)
                throw file_.error(
                    value, "a family's interval has both its ends: the map decides them like any value",
                    "write \"[...]\" with two values that the claim speaks of");
            sweep.parameter = found->first;
            sweep.low = *std::min_element(values.begin(), values.end());
            sweep.high = *std::max_element(values.begin(), values.end());
            sweep.text = found->second.text;
        }
        if (sweep.parameter.empty()) throw file_.error(node, "the family has no parameter", form);
        const toml::node* own = drop == nullptr ? nullptr : drop->get("statement");
        const toml::node& said = own == nullptr ? statement : *own;
        const ExpressionPtr tree = parse_statement(file_.text(said), scope_of(sweep.domain));
        require_used(file_, table, used(tree, nullptr, sweep.domain));
        if (!assumption.statement) {
            assumption.statement = tree;
            assumption.statement_text = file_.string(said, "\"statement\"");
        }
        assumption.sweep = std::move(sweep);
    }

    void read_mutant(const toml::table& root) {
        const toml::node* node = root.get("mutant");
        if (node == nullptr) return;
        const toml::table& table = file_.table(*node, "\"mutant\"");
        file_.only_keys(table, "a mutant",
                        {"statement", "equality", "expect", "domain", "simulate", "process"});
        const toml::node* statement = table.get("statement");
        if (statement == nullptr) throw file_.error(*node, "the mutant has no statement");
        Mutant mutant;
        mutant.expect =
            verdict(table, claim_.expect == Verdict::refuted ? Verdict::proved : Verdict::refuted);
        mutant.statement_text = file_.string(*statement, "\"statement\"");
        const std::vector<const toml::table*> own = domain_tables(table, "\"mutant.domain\"");
        const toml::table* changes = process_table(table);
        for (const toml::table* range : own)
            mutant.domains.push_back(domain(*range, nullptr, process_table(root), changes));
        if (own.empty() && changes == nullptr) mutant.domains = claim_.domains;
        if (own.empty() && changes != nullptr)
            for (const toml::table* range : tables_)
                mutant.domains.push_back(domain(*range, nullptr, process_table(root), changes));
        for (std::size_t i = mutant.domains.size(); i-- > 0;) {
            parse(*statement, table.get("equality"), mutant.domains[i], mutant.statement, mutant.equality);
            if (!own.empty())
                require_used(file_, *own[i], used(mutant.statement, mutant.equality, mutant.domains[i]));
        }
        mutant.simulate = simulated(table, "\"mutant.simulate\"", *statement, process_table(root), changes);
        const bool equal_conditions = claim_.equality && mutant.equality
                                          ? same(*claim_.equality, *mutant.equality)
                                          : !claim_.equality && !mutant.equality;
        if (own.empty() && changes == nullptr && equal_conditions &&
            same(*claim_.statement, *mutant.statement))
            throw file_.error(*statement, "the mutant is the claim itself", "nudge a constant the wrong way");
        claim_.mutant = std::move(mutant);
    }

    // The digest of the file's bytes; with data files, of those bytes and the digests of the data in the
    // order in which the claim comes to speak of them. The order matters: two files that exchange their
    // contents are other data.
    std::string fingerprint() const {
        std::string bytes = file_.content();
        const auto add = [&](const Domain& domain) {
            for (const auto& [name, set] : domain.distributions)
                if (!set.file.empty()) bytes += '\0' + set.digest;
        };
        std::vector<const std::vector<Domain>*> lists = {&claim_.domains, &claim_.full, &claim_.simulate};
        if (claim_.mutant) lists.insert(lists.end(), {&claim_.mutant->domains, &claim_.mutant->simulate});
        for (const std::vector<Domain>* domains : lists)
            for (const Domain& domain : *domains)
                add(domain);
        for (const Assumption& assumption : claim_.assumptions) {
            if (assumption.dropped) add(*assumption.dropped);
            if (assumption.sweep) add(assumption.sweep->domain);
        }
        return sha256(bytes);
    }

    TomlFile file_;
    Claim claim_;
    std::vector<const toml::table*> tables_;
};

}  // namespace

std::string to_text(Verdict verdict) {
    switch (verdict) {
        case Verdict::proved:
            return "proved";
        case Verdict::refuted:
            return "refuted";
        case Verdict::undecided:
            return "undecided";
    }
    return "";
}

Claim widened(Claim claim) {
    std::move(claim.full.begin(), claim.full.end(), std::back_inserter(claim.domains));
    claim.full.clear();
    return claim;
}

Claim load_claim(const std::filesystem::path& file) { return ClaimReader(file).read(); }

}  // namespace groundcheck
