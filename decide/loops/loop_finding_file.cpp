#include "decide/loops/loop_finding_file.hpp"

#include <algorithm>

#include "decide/loops/loop_table_file.hpp"
#include "interval/rational.hpp"
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

constexpr std::uint64_t most_text = std::uint64_t{1} << 26;  // of what is read for a digest, in bytes

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
        finding_.lattice = read_lattice_plan(file_, file_.table(*root.get("exact"), "\"exact\""));
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
        auto [table, text] = read_loop_table(file_, base, changes);
        bytes_ += '\0' + sha256(read_file(text, most_text));
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
        file_.only_keys(base, "a loop", loop_table_keys());
        add_loop("", base, nullptr);
        const toml::node* beside = root.get("beside");
        if (beside == nullptr) return;
        for (const auto& [key, one] : file_.table(*beside, "\"beside\"")) {
            const toml::table& changes = file_.table(one, "a loop beside it");
            file_.only_keys(changes, "a loop", loop_table_keys());
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
            if (last[name] > 0) check_loop_table(file_, base, changes, table, last[name]);
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
