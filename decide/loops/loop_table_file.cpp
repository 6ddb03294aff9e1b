#include "decide/loops/loop_table_file.hpp"

#include <algorithm>

#include "interval/rational.hpp"
#include "sim/corpus.hpp"
#include "sim/loops/plan_text.hpp"
#include "sim/rounding.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/suggest.hpp"

namespace groundcheck {

namespace fs = std::filesystem;

namespace {

const std::vector<std::string> loop_keys = {
    "model", "text", "held-out", "vocabulary", "samples", "alpha",       "share",     "passage",
    "data",  "cap",  "ensemble", "models",     "weight",  "real-weight", "estimator", "verifier"};
const std::vector<std::string> exact_keys = {"reading", "symbols", "denominator", "samples"};

// One [loop] with the changes of a [beside.NAME] over it.
class OneLoopReader {
  public:
    OneLoopReader(const TomlFile& file, const toml::table& base, const toml::table* changes)
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

    // Where the text stands; behind read().
    [[nodiscard]] const fs::path& text() const { return path_; }

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
        plan.samples = whole("samples", 1, loops::kMostSmallTransitions);
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
        if (chains) {
            plan.denominator = whole("denominator", 1, loops::kMostDenominator);
            if (const std::string why = loops::too_many_chains(plan.symbols, plan.denominator); !why.empty())
                throw file_.error(*table_.get("denominator"), why, "denominator = 6");
        }
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

}  // namespace

const std::vector<std::string>& loop_table_keys() { return loop_keys; }

std::pair<LoopTable, fs::path> read_loop_table(const TomlFile& file, const toml::table& base,
                                               const toml::table* changes) {
    OneLoopReader reader(file, base, changes);
    LoopTable table = reader.read();
    return {std::move(table), reader.text()};
}

void check_loop_table(const TomlFile& file, const toml::table& base, const toml::table* changes,
                      const LoopTable& table, std::uint32_t generations) {
    OneLoopReader(file, base, changes).check(table, generations);
}

LatticePlan read_lattice_plan(const TomlFile& file, const toml::table& table) {
    return LatticeTableReader(file, table).read();
}

}  // namespace groundcheck
