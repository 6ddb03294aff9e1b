#include "decide/loops/loop_finding_file.hpp"

#include <algorithm>

#include "interval/rational.hpp"
#include "sim/corpus.hpp"
#include "sim/loops/plan_text.hpp"
#include "sim/rounding.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/paper_file.hpp"
#include "theorems/language/ranges.hpp"
#include "theorems/language/read_file.hpp"
#include "theorems/language/sha256.hpp"
#include "theorems/language/suggest.hpp"
#include "theorems/language/toml_file.hpp"

namespace groundcheck {

namespace fs = std::filesystem;

namespace {

const std::vector<std::string> loop_keys = {
    "model", "text", "held-out", "vocabulary", "samples", "alpha",       "share",     "passage",
    "data",  "cap",  "ensemble", "models",     "weight",  "real-weight", "estimator", "verifier"};
const std::vector<std::string> exact_keys = {"reading", "symbols", "denominator", "samples"};
constexpr unsigned most_lattice_samples = 12, most_lattice_denominator = 60;
constexpr std::uint64_t most_text = std::uint64_t{1} << 26;  // of what is read for a digest, in bytes

// One [loop] with the changes of a [beside.NAME] over it.
class LoopTableReader {
  public:
    LoopTableReader(const TomlFile& file, const toml::table& base, const toml::table* changes)
        : file_(file), base_(base), changes_(changes) {}

    LoopTable read() {
        LoopTable table;
        for (const std::string& key : loop_keys)
            if (const toml::node* node = find(key))
                table.settings.emplace_back(key, file_.text(*node).text());
        loops::LoopPlan& plan = table.plan;
        plan.samples = {whole("samples", 0)};
        plan.alpha = {number("alpha", 0)};
        const unsigned order = read_order();
        plan.exact_share = word("share", {"mixture", "exact"}) == "exact";
        plan.passage = whole("passage", loops::default_passage(order));
        plan.accumulate = word("data", {"replace", "accumulate"}) == "accumulate";
        plan.cap = find("cap") != nullptr ? whole("cap", 0) : 0;
        plan.models = static_cast<unsigned>(std::min<std::uint64_t>(whole("ensemble", 1), 1000));
        read_models(plan);
        read_weights(table);
        read_estimator(plan);
        read_verifier(plan);
        read_text(plan, order);
        check(table, 1);
        return table;
    }

    // That the loop can be run over so many generations; errors stand at the key that is wrong.
    void check(const LoopTable& table, std::uint32_t generations) const {
        try {
            loops::check(plan_over(table, generations));
        } catch (const loops::PlanError& wrong) {
            const toml::node* node = find(wrong.key);
            if (node == nullptr) node = changes_ != nullptr ? changes_ : &base_;
            throw file_.error(*node, wrong.what());
        } catch (const InputError& wrong) {  // a weight without a value
            throw file_.error(needed("weight", ""), wrong.message, wrong.hint);
        }
    }

    // The bytes of the text, for a digest.
    [[nodiscard]] std::string text_bytes() const { return read_file(path_, most_text); }

  private:
    [[nodiscard]] const toml::node* find(const std::string& key) const {
        const toml::node* own = changes_ != nullptr ? changes_->get(key) : nullptr;
        return own != nullptr ? own : base_.get(key);
    }
    [[nodiscard]] const toml::node& needed(const std::string& key, const std::string& hint) const {
        const toml::node* node = find(key);
        if (node == nullptr) throw file_.error(base_, "the loop has no \"" + key + "\"", hint);
        return *node;
    }
    [[nodiscard]] Rational number(const std::string& key, const Rational& otherwise) const {
        const toml::node* node = find(key);
        return node == nullptr ? otherwise : file_.number(*node);
    }
    // A whole number from 1; without `otherwise` it has to be there.
    [[nodiscard]] std::uint64_t whole(const std::string& key, std::uint64_t otherwise) const {
        if (otherwise > 0 && find(key) == nullptr) return otherwise;
        const toml::node& node = needed(key, key + " = 1000");
        const Rational value = file_.number(node);
        if (value < 1 || denominator_of(value) != 1 || value > Rational(1'000'000'000))
            throw file_.error(node, "\"" + key + "\" is a whole number from 1 to 1000000000");
        return static_cast<std::uint64_t>(Integer(numerator_of(value)));
    }
    // One of these words, the first without the key.
    [[nodiscard]] std::string word(const std::string& key, const std::vector<std::string>& words) const {
        const toml::node* node = find(key);
        if (node == nullptr) return words.front();
        std::string found = file_.string(*node, "\"" + key + "\"");
        if (std::find(words.begin(), words.end(), found) == words.end())
            throw file_.error(*node, "\"" + key + "\" cannot be \"" + found + "\"", suggestion(found, words));
        return found;
    }
    [[nodiscard]] unsigned read_order() const {
        const toml::node& node = needed("model", "model = \"markov:1\"");
        if (const auto order = loops::parse_order(file_.string(node, "\"model\""))) return *order;
        throw file_.error(node, "this is no model of sequences", "write \"markov:0\" to \"markov:4\"");
    }
    // A table's own way to say how many models there are stands for the one of the loop that it changes.
    void read_models(loops::LoopPlan& plan) const {
        const toml::node* node = find("models");
        if (node == nullptr) return;
        const bool own =
            changes_ != nullptr && (changes_->contains("ensemble") != changes_->contains("models"));
        if (own && changes_->contains("ensemble")) return;
        if (!own && find("ensemble") != nullptr)
            throw file_.error(*node, "\"ensemble\" and \"models\" both say how many models there are",
                              "\"ensemble\" is so many of equal weights, \"models\" their weights");
        const std::string hint = std::string("models = ") + loops::kModelWeightsForm;
        try {
            plan.model_weights = loops::parse_model_weights(file_.string(*node, "\"models\""));
        } catch (const std::invalid_argument& wrong) {
            throw file_.error(*node, wrong.what(), hint);
        }
        plan.models = static_cast<unsigned>(std::min<std::size_t>(plan.model_weights.size(), 1000));
    }
    void read_weights(LoopTable& table) const {
        if (const toml::node* node = find("real-weight")) table.plan.real_weight = file_.number(*node);
        const toml::node* node = find("weight");
        if (node == nullptr) return;
        try {
            table.weight.emplace(file_.text(*node).text(), "\"weight\"");
        } catch (const InputError& wrong) {
            throw file_.error(*node, wrong.message, wrong.hint);
        }
    }
    void read_estimator(loops::LoopPlan& plan) const {
        const toml::node* node = find("estimator");
        if (node == nullptr) return;
        const auto smoothing = loops::parse_smoothing(file_.string(*node, "\"estimator\""));
        if (!smoothing)
            throw file_.error(*node, "this is no estimator", std::string("write ") + loops::kSmoothingForms);
        plan.smoothing = *smoothing;
    }
    void read_verifier(loops::LoopPlan& plan) const {
        const toml::node* node = find("verifier");
        if (node == nullptr) return;
        try {
            plan.filter = loops::parse_filter(file_.string(*node, "\"verifier\""));
        } catch (const std::invalid_argument& wrong) {
            throw file_.error(*node, wrong.what());
        }
    }
    void read_text(loops::LoopPlan& plan, unsigned order) {
        const toml::node& node = needed("text", "text = \"characters:../facts/texts/essay.txt\"");
        auto text = loops::parse_text_file(file_.string(node, "\"text\""));
        if (!text)
            throw file_.error(node, "a model of sequences starts from a text",
                              "write \"bytes:FILE\", \"characters:FILE\" or \"words:FILE\"");
        path_ = text->path = (file_.path().parent_path() / text->path).lexically_normal();
        const Rational held_out = number("held-out", Rational(1, 10));
        if (held_out < 0 || held_out > Rational(9, 10))
            throw file_.error(*find("held-out"), "\"held-out\" is a share from 0 to 9/10");
        const std::uint64_t vocabulary = find("vocabulary") != nullptr ? whole("vocabulary", 0) : 0;
        if (vocabulary == 1) throw file_.error(*find("vocabulary"), "a vocabulary has at least two tokens");
        try {
            plan.real = loops::load_real_text(*text, order, static_cast<std::size_t>(vocabulary), held_out);
        } catch (const CorpusError& wrong) {
            throw file_.error(node, wrong.what());
        } catch (const std::invalid_argument& wrong) {
            throw file_.error(node, wrong.what());
        }
    }

    const TomlFile& file_;
    const toml::table& base_;
    const toml::table* changes_;
    fs::path path_;
};

// An [exact] table.
class LatticeTableReader {
  public:
    LatticeTableReader(const TomlFile& file, const toml::table& table) : file_(file), table_(table) {}

    LatticePlan read() const {
        file_.only_keys(table_, "an enumeration", exact_keys);
        LatticePlan plan;
        for (const std::string& key : exact_keys)
            if (const toml::node* node = table_.get(key))
                plan.settings.emplace_back(key, file_.text(*node).text());
        plan.symbols = whole("symbols", 2, 3);
        plan.samples = whole("samples", 1, most_lattice_samples);
        const toml::node& node = needed("reading");
        const std::string word = file_.string(node, "\"reading\"");
        const auto& names = loops::kFallReadingNames;
        const auto place = std::find(names.begin(), names.end(), word);
        if (place == names.end())
            throw file_.error(node, "\"" + word + "\" is no reading",
                              suggestion(word, {names.begin(), names.end()}));
        plan.reading = static_cast<loops::FallReading>(place - names.begin());
        const bool chains = plan.reading != loops::FallReading::second;
        if (!chains && table_.contains("denominator"))
            throw file_.error(*table_.get("denominator"),
                              "the reading \"second\" starts from texts, not from a lattice", "leave it out");
        if (chains) plan.denominator = whole("denominator", 1, most_lattice_denominator);
        return plan;
    }

  private:
    [[nodiscard]] const toml::node& needed(const std::string& key) const {
        const toml::node* node = table_.get(key);
        if (node == nullptr)
            throw file_.error(table_, "the enumeration has no \"" + key + "\"",
                              "reading = \"transitions\", symbols = 2, denominator = 6, samples = 6");
        return *node;
    }
    [[nodiscard]] unsigned whole(const std::string& key, unsigned low, unsigned high) const {
        const toml::node& node = needed(key);
        const Rational value = file_.number(node);
        if (value < low || value > high || denominator_of(value) != 1)
            throw file_.error(node, "\"" + key + "\" is a whole number from " + std::to_string(low) + " to " +
                                        std::to_string(high));
        return static_cast<unsigned>(Integer(numerator_of(value)));
    }

    const TomlFile& file_;
    const toml::table& table_;
};

class LoopFindingReader {
  public:
    explicit LoopFindingReader(const fs::path& path) : file_(TomlFile::read(path)) { finding_.file = path; }

    LoopFinding read() {
        const toml::table& root = file_.root();
        if (root.contains("exact")) return read_exact(root);
        file_.only_keys(root, "a finding about a loop",
                        {"title", "source", "note", "statement", "define", "t", "replicates", "confidence",
                         "expect", "loop", "beside", "mutant"});
        finding_.id = finding_.file.stem().string();
        finding_.title = text(root, "title");
        finding_.source = text(root, "source");
        finding_.note = text(root, "note");
        bytes_ = file_.content();
        read_loops(root);
        read_definitions(root);
        finding_.statement = statement(root, "the finding");
        read_mutant(root);
        read_times(root);
        check_loops(root);
        read_numbers(root);
        finding_.hash = sha256(bytes_);
        return std::move(finding_);
    }

  private:
    [[nodiscard]] std::string text(const toml::table& table, const std::string& key) const {
        const toml::node* node = table.get(key);
        return node == nullptr ? "" : file_.string(*node, "\"" + key + "\"");
    }

    // A finding that is decided by enumeration.
    LoopFinding read_exact(const toml::table& root) {
        file_.only_keys(root, "a finding that is decided by enumeration",
                        {"title", "source", "note", "statement", "define", "expect", "exact", "mutant"});
        finding_.id = finding_.file.stem().string();
        finding_.title = text(root, "title");
        finding_.source = text(root, "source");
        finding_.note = text(root, "note");
        finding_.lattice = LatticeTableReader(file_, file_.table(*root.get("exact"), "\"exact\"")).read();
        names_.loops[""] = {};
        read_definitions(root);
        finding_.statement = exact_statement(root, "the finding");
        read_mutant(root);
        finding_.times = {0};
        if (const toml::node* node = root.get("expect")) {
            const std::string word = file_.string(*node, "\"expect\"");
            if (word != "proved" && word != "refuted")
                throw file_.error(*node, "\"" + word + "\" is nothing that an enumeration is expected to say",
                                  suggestion(word, {"proved", "refuted"}));
            finding_.verdict = word == "proved" ? Verdict::proved : Verdict::refuted;
        }
        finding_.hash = sha256(file_.content());
        return std::move(finding_);
    }

    void add_loop(const std::string& name, const toml::table& base, const toml::table* changes) {
        LoopTableReader reader(file_, base, changes);
        LoopTable table = reader.read();
        bytes_ += '\0' + sha256(reader.text_bytes());
        names_.loops[name] = {{"N", Rational(table.plan.samples[0])},
                              {"alpha", table.plan.alpha[0]},
                              {"tokens", Rational(table.plan.real->training().size())}};
        finding_.loops.emplace(name, std::move(table));
    }

    void read_loops(const toml::table& root) {
        const toml::node* node = root.get("loop");
        if (node == nullptr)
            throw file_.error("the finding has no [loop]",
                              "say which loop is run, model, text, samples; or [exact] for an enumeration");
        const toml::table& base = file_.table(*node, "\"loop\"");
        file_.only_keys(base, "a loop", loop_keys);
        add_loop("", base, nullptr);
        const toml::node* beside = root.get("beside");
        if (beside == nullptr) return;
        for (const auto& [key, one] : file_.table(*beside, "\"beside\"")) {
            const toml::table& changes = file_.table(one, "a loop beside it");
            file_.only_keys(changes, "a loop", loop_keys);
            add_loop(std::string(key.str()), base, &changes);
        }
    }

    // The loops over as many generations as the statements ask for.
    void check_loops(const toml::table& root) const {
        std::map<std::string, std::uint32_t> last = generations_of(finding_.statement, finding_.times);
        if (finding_.mutant)
            for (const auto& [name, generation] : generations_of(*finding_.mutant, finding_.times))
                last[name] = std::max(last[name], generation);
        const toml::table& base = *root.get_as<toml::table>("loop");
        for (const auto& [name, table] : finding_.loops) {
            const toml::table* changes = name.empty() ? nullptr : root["beside"][name].as_table();
            if (last[name] > 0) LoopTableReader(file_, base, changes).check(table, last[name]);
        }
    }

    void read_definitions(const toml::table& root) {
        const toml::node* node = root.get("define");
        if (node == nullptr) return;
        for (const auto& [key, one] : file_.table(*node, "\"define\"")) {
            const std::string name(key.str());
            if (name == "t" || names_.loops.at("").count(name) > 0)
                throw file_.error(key, "\"" + name + "\" has a meaning already");
            names_.defined.emplace(name, file_.text(one));
            finding_.defined.emplace_back(name, file_.text(one).text());
        }
    }

    [[nodiscard]] LoopStatement statement(const toml::table& table, const std::string& whose) const {
        const toml::node* node = table.get("statement");
        if (node == nullptr) throw file_.error(table, whose + " has no statement");
        return read_loop_statement(file_.text(*node), names_);
    }

    // Of an enumeration: what it does not know stands at its place.
    [[nodiscard]] LoopStatement exact_statement(const toml::table& table, const std::string& whose) const {
        LoopStatement read = statement(table, whose);
        const Source source = file_.text(*table.get("statement"));
        if (mentions_time(read))
            throw source.error(read.formula.where, "an enumeration has no t", "entropy[0], E[entropy[1]]");
        try {
            require_exact(read, source);
        } catch (const LoopTime& wrong) {
            throw source.error(wrong.where, wrong.what());
        }
        return read;
    }

    void read_mutant(const toml::table& root) {
        const toml::node* node = root.get("mutant");
        if (node == nullptr) return;
        const toml::table& table = file_.table(*node, "\"mutant\"");
        file_.only_keys(table, "a finding's mutant", {"statement"});
        finding_.mutant =
            finding_.lattice ? exact_statement(table, "the mutant") : statement(table, "the mutant");
        if (finding_.mutant->text == finding_.statement.text)
            throw file_.error(*node, "the mutant is the finding itself", "nudge a constant the wrong way");
    }

    void read_times(const toml::table& root) {
        const bool mentioned =
            mentions_time(finding_.statement) || (finding_.mutant && mentions_time(*finding_.mutant));
        const toml::node* node = root.get("t");
        if (mentioned != (node != nullptr))
            throw file_.error(
                node != nullptr ? *node : *root.get("statement"),
                mentioned ? "the statement speaks of t, and nothing says which" : "nothing speaks of t",
                mentioned ? "t = \"0..4\"" : "");
        finding_.times =
            node != nullptr ? read_integers(file_, *node, "t", 0) : std::vector<std::uint32_t>{0};
        try {
            generations_of(finding_.statement, finding_.times);
            if (finding_.mutant) generations_of(*finding_.mutant, finding_.times);
        } catch (const LoopTime& wrong) {
            throw file_.text(*root.get("statement")).error(wrong.where, wrong.what());
        }
    }

    void read_numbers(const toml::table& root) {
        finding_.confidence = Rational(999, 1000);
        if (const toml::node* node = root.get("confidence")) {
            finding_.confidence = file_.number(*node);
            if (finding_.confidence < Rational(1, 2) || finding_.confidence > 1 - Rational(1, 1'000'000'000))
                throw file_.error(*node, "a confidence lies from 1/2 to 1 - 1e-9", "confidence = 0.999");
        }
        if (const toml::node* node = root.get("replicates")) {
            const Rational many = file_.number(*node);
            if (many < 1 || denominator_of(many) != 1 || many > Rational(10'000'000))
                throw file_.error(*node, "\"replicates\" is a whole number from 1 to 10000000");
            finding_.replicates = static_cast<std::uint32_t>(Integer(numerator_of(many)));
        }
        const toml::node* node = root.get("expect");
        if (node == nullptr) return;
        const std::string word = file_.string(*node, "\"expect\"");
        for (const StatisticalFinding one : {StatisticalFinding::agrees, StatisticalFinding::contradicted}) {
            if (word != to_text(one)) continue;
            finding_.expect = one;
            return;
        }
        throw file_.error(*node, "\"" + word + "\" is nothing that replicates are expected to say",
                          suggestion(word, {"agrees", "contradicted"}));
    }

    TomlFile file_;
    LoopFinding finding_;
    LoopNames names_;
    std::string bytes_;  // what the digest is of
};

// What a finding of the catalogue has and one of a user's own need not.
void require_whole(const LoopFinding& finding) {
    const std::string file = finding.file.string();
    if (finding.title.empty()) throw InputError(file, "a finding of the catalogue needs a title", "");
    if (finding.source.empty())
        throw InputError(file, "a finding of the catalogue says where it comes from", "source = \"...\"");
    if (!finding.mutant)
        throw InputError(file, "a finding of the catalogue has a mutant",
                         "the same statement with a constant nudged the wrong way, under [mutant]");
}

}  // namespace

LoopFinding load_loop_finding(const fs::path& file) { return LoopFindingReader(file).read(); }

bool is_loop_finding(const fs::path& file) {
    try {
        const TomlFile read = TomlFile::read(file);
        return read.root().contains("loop") || read.root().contains("exact");
    } catch (const InputError&) {
        return false;
    }
}

std::vector<LoopFinding> load_loop_findings(const fs::path& catalogue) {
    std::vector<LoopFinding> findings;
    std::error_code code;
    const fs::path folder = catalogue / loop_findings_folder;
    if (!fs::is_directory(folder, code)) return findings;
    for (const fs::path& file : claim_files(folder)) {
        findings.push_back(load_loop_finding(file));
        findings.back().id = std::string(loop_findings_folder) + "/" + findings.back().id;
        require_whole(findings.back());
    }
    std::sort(findings.begin(), findings.end(),
              [](const LoopFinding& a, const LoopFinding& b) { return a.id < b.id; });
    return findings;
}

}  // namespace groundcheck
