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

const std::vector<std::string> loop_keys = {"model",    "text",      "held-out", "vocabulary", "samples",
                                            "alpha",    "share",     "passage",  "data",       "cap",
                                            "ensemble", "estimator", "verifier"};
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
        read_estimator(plan);
        read_verifier(plan);
        read_text(plan, order);
        try {
            loops::check(plan);
        } catch (const std::invalid_argument& wrong) {
            throw file_.error(changes_ != nullptr ? *changes_ : base_, wrong.what());
        }
        return table;
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
        std::error_code ignored;  // a device has no end, and a pipe may have no beginning
        if (fs::exists(path_, ignored) && !fs::is_regular_file(path_, ignored))
            throw file_.error(node, path_.string() + " is not a regular file", "name a text file");
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

class LoopFindingReader {
  public:
    explicit LoopFindingReader(const fs::path& path) : file_(TomlFile::read(path)) { finding_.file = path; }

    LoopFinding read() {
        const toml::table& root = file_.root();
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
        read_numbers(root);
        finding_.hash = sha256(bytes_);
        return std::move(finding_);
    }

  private:
    [[nodiscard]] std::string text(const toml::table& table, const std::string& key) const {
        const toml::node* node = table.get(key);
        return node == nullptr ? "" : file_.string(*node, "\"" + key + "\"");
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
            throw file_.error("the finding has no [loop]", "say which loop is run: model, text, samples");
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

    void read_mutant(const toml::table& root) {
        const toml::node* node = root.get("mutant");
        if (node == nullptr) return;
        const toml::table& table = file_.table(*node, "\"mutant\"");
        file_.only_keys(table, "a finding's mutant", {"statement"});
        finding_.mutant = statement(table, "the mutant");
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
        return TomlFile::read(file).root().get("loop") != nullptr;
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
