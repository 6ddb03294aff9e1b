// From the tree of what was written to a finding's terms: names get their meaning, formulas and numbers are
// told apart.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "decide/loops/loop_statement.hpp"
#include "sim/loops/loop_measures.hpp"
#include "theorems/language/suggest.hpp"
#include "theorems/language/syntax.hpp"

namespace groundcheck {

namespace {

using Kind = LoopTerm::Kind;

// "gramskept" of "grams_kept": an underscore is the language's mark of an index.
std::string name_of_measure(std::size_t m) {
    std::string name = loops::kLoopMeasureNames[m];
    name.erase(std::remove(name.begin(), name.end(), '_'), name.end());
    return name;
}

std::optional<std::size_t> measure_of(const std::string& name) {
    for (std::size_t m = 0; m < loops::kLoopMeasures; ++m)
        if (name == name_of_measure(m)) return m;
    return std::nullopt;
}

std::optional<Relation> relation_of(const std::string& word) {
    if (word == "<") return Relation::less;
    if (word == "<=") return Relation::less_equal;
    if (word == ">") return Relation::greater;
    if (word == ">=") return Relation::greater_equal;
    return std::nullopt;
}

bool is_loop_formula(Kind kind) {
    return kind == Kind::chain || kind == Kind::conjunction || kind == Kind::disjunction ||
           kind == Kind::negation;
}

bool speaks_of_a_run(const LoopTerm& term) {
    return term.kind == Kind::measure || term.kind == Kind::expectation ||
           std::any_of(term.parts.begin(), term.parts.end(), speaks_of_a_run);
}

class LoopStatementReader {
  public:
    LoopStatementReader(const Source& source, const LoopNames& names) : source_(&source), names_(names) {}

    LoopStatement read() {
        result_.text = source_->text();
        refuse_underscores();
        const Syntax syntax = parse_syntax(*source_);
        if (syntax.kind != Syntax::Kind::chain)
            throw error(syntax, "a finding is a relation between numbers", "E[entropy[t+1]] < E[entropy[t]]");
        result_.formula = chain(syntax);
        return std::move(result_);
    }

  private:
    // "grams_kept[t]" is something else to the grammar, whose own complaint would not help.
    void refuse_underscores() const {
        for (std::size_t m = 0; m < loops::kLoopMeasures; ++m) {
            const std::string written = loops::kLoopMeasureNames[m];
            const std::size_t at = source_->text().find(written);
            if (written == name_of_measure(m) || at == std::string::npos) continue;
            throw source_->error(at, at + written.size(), "measures are written without underscores",
                                 name_of_measure(m));
        }
    }

    InputError error(const Syntax& s, std::string message, std::string hint = "") const {
        return source_->error(s.begin, s.end, std::move(message), std::move(hint));
    }

    LoopTerm made(const Syntax& s, Kind kind, std::vector<LoopTerm> parts = {}) const {
        LoopTerm term;
        term.kind = kind;
        term.parts = std::move(parts);
        term.where = source_->range(s.begin, s.end);
        return term;
    }

    LoopTerm constant(const Syntax& s, const Rational& value) const {
        LoopTerm term = made(s, Kind::number);
        term.value = DoubleKernel().rational(value);
        term.exact = value;
        return term;
    }

    LoopTerm number(const Syntax& s) {
        LoopTerm found = term(s);
        if (is_loop_formula(found.kind)) throw error(s, "a number is needed here, this is a formula");
        return found;
    }

    LoopTerm formula(const Syntax& s) {
        LoopTerm found = term(s);
        if (!is_loop_formula(found.kind)) throw error(s, "a formula is needed here, this is a number");
        return found;
    }

    LoopTerm chain(const Syntax& s) {
        LoopTerm found = made(s, Kind::chain);
        std::size_t begin = 0;
        for (std::size_t end = s.text.find(' '); end != std::string::npos; end = s.text.find(' ', begin)) {
            const std::string word = s.text.substr(begin, end - begin);
            const auto relation = relation_of(word);
            if (!relation)
                throw error(s, "intervals cannot say " + word,
                            "write how near, abs(a - b) <= c, or one of < <= > >=");
            found.relations.push_back(*relation);
            begin = end + 1;
        }
        for (const Syntax& child : s.children)
            found.parts.push_back(number(child));
        return found;
    }

    LoopTerm term(const Syntax& s) {
        switch (s.kind) {
            case Syntax::Kind::number:
                return literal(s);
            case Syntax::Kind::name:
                return name(s);
            case Syntax::Kind::generation:
                return measure(s);
            case Syntax::Kind::call:
                return call(s);
            case Syntax::Kind::bracket:
                return bracket(s);
            case Syntax::Kind::prefix:
                if (s.text == "not") return made(s, Kind::negation, {formula(s.children[0])});
                return s.text == "+" ? number(s.children[0])
                                     : made(s, Kind::negative, {number(s.children[0])});
            case Syntax::Kind::infix:
                return infix(s);
            case Syntax::Kind::chain:
                return chain(s);
            case Syntax::Kind::component:
                throw error(s, "nothing has components here",
                            "measures are written without underscores: gramskept[t]");
            case Syntax::Kind::word:
            case Syntax::Kind::tuple:
            case Syntax::Kind::interval:
            case Syntax::Kind::binder:
            case Syntax::Kind::setting:
            case Syntax::Kind::information:
            case Syntax::Kind::every_outcome:
                break;
        }
        throw error(s, "this has no meaning in a finding about a loop",
                    "numbers, measures in E[...] and Pr[...], + - * / ^ and relations have");
    }

    LoopTerm literal(const Syntax& s) const {
        const auto value = parse_rational(s.text);
        if (!value) throw error(s, "this number cannot be read: its exponent is beyond 20000");
        return constant(s, *value);
    }

    LoopTerm name(const Syntax& s) {
        if (s.text == "t") return made(s, Kind::time);
        const auto& numbers = names_.loops.at(loop_);
        if (const auto found = numbers.find(s.text); found != numbers.end())
            return constant(s, found->second);
        if (const auto found = names_.defined.find(s.text); found != names_.defined.end())
            return defined(s, found->first, found->second);
        if (measure_of(s.text))
            throw error(s, "a measure is of a generation", s.text + "[0], or E[" + s.text + "[t]]");
        std::vector<std::string> known = {"t"};
        for (const auto& [one, value] : numbers)
            known.push_back(one);
        for (const auto& [one, text] : names_.defined)
            known.push_back(one);
        throw error(s, "unknown name \"" + s.text + "\"", suggestion(s.text, known));
    }

    // The definition in place of its name. It has its own text, and inside a bracket the bracket's loop.
    LoopTerm defined(const Syntax& s, const std::string& defined_name, const Source& text) {
        if (!open_.insert(defined_name).second)
            throw error(s, "\"" + defined_name + "\" is defined by itself");
        const Source* const outer = std::exchange(source_, &text);
        LoopTerm found = number(parse_syntax(text));
        source_ = outer;
        open_.erase(defined_name);
        return found;
    }

    LoopTerm measure(const Syntax& s) {
        const Syntax& what = s.children[0];
        const auto index = measure_of(what.text);
        if (!index) {
            std::vector<std::string> known;
            for (std::size_t m = 0; m < loops::kLoopMeasures; ++m)
                known.push_back(name_of_measure(m));
            throw error(what, "there is no measure \"" + what.text + "\"", suggestion(what.text, known));
        }
        if (in_expectation_ && loops::LoopMeasurer::may_be_infinite(static_cast<loops::LoopMeasure>(*index)))
            throw error(s, "this may be infinite, and so may its expectation",
                        "ask for a probability, Pr[" + what.text + "[t] < 100]");
        LoopTerm found = made(s, Kind::measure, {number(s.children[1])});
        if (speaks_of_a_run(found.parts[0]))
            throw error(s.children[1], "a generation is a whole number, not a measure");
        found.index = *index;
        return found;
    }

    LoopTerm call(const Syntax& s) {
        static const std::map<std::string, Kind> functions = {{"log", Kind::log},   {"exp", Kind::exp},
                                                              {"sqrt", Kind::sqrt}, {"abs", Kind::abs},
                                                              {"min", Kind::min},   {"max", Kind::max}};
        const auto found = functions.find(s.text);
        if (found == functions.end()) {
            std::vector<std::string> known;
            for (const auto& [one, kind] : functions)
                known.push_back(one);
            throw error(s, "unknown function \"" + s.text + "\"", suggestion(s.text, known));
        }
        const bool many = found->second == Kind::min || found->second == Kind::max;
        if (s.children.empty() || (!many && s.children.size() != 1))
            throw error(s, fmt::format("\"{}\" takes {}, not {}", s.text,
                                       many ? "one argument or more" : "1 argument", s.children.size()));
        std::vector<LoopTerm> arguments;
        for (const Syntax& child : s.children)
            arguments.push_back(number(child));
        return made(s, found->second, std::move(arguments));
    }

    LoopTerm infix(const Syntax& s) {
        static const std::map<std::string, Kind> operators = {
            {"+", Kind::sum},   {"-", Kind::difference},    {"*", Kind::product},     {"/", Kind::quotient},
            {"^", Kind::power}, {"and", Kind::conjunction}, {"or", Kind::disjunction}};
        const auto found = operators.find(s.text);
        if (found == operators.end()) throw error(s, "\"" + s.text + "\" has no meaning in a finding");
        if (is_loop_formula(found->second))
            return made(s, found->second, {formula(s.children[0]), formula(s.children[1])});
        return made(s, found->second, {number(s.children[0]), number(s.children[1])});
    }

    LoopTerm bracket(const Syntax& s) {
        if (s.text != "E" && s.text != "Pr")
            throw error(s, s.text + "[...] is nothing that replicates are measured for",
                        "E[...] of a number, Pr[...] of a formula");
        if (inside_) throw error(s, "brackets cannot stand inside each other");
        LoopBracket found;
        found.probability = s.text == "Pr";
        if (s.children.size() > 1) found.loop = loop_named(s.children[1]);
        if (s.children.size() > 2) throw error(s.children[2], "\"with\" has no meaning in a finding");
        const std::string outer = std::exchange(loop_, found.loop);
        inside_ = true;
        in_expectation_ = !found.probability;
        found.body = found.probability ? formula(s.children[0]) : number(s.children[0]);
        inside_ = in_expectation_ = false;
        loop_ = outer;
        LoopTerm term = made(s, Kind::expectation);
        term.index = result_.brackets.size();
        result_.brackets.push_back(std::move(found));
        return term;
    }

    std::string loop_named(const Syntax& s) const {
        if (s.kind == Syntax::Kind::setting) throw error(s, "\"with\" has no meaning in a finding");
        if (s.kind == Syntax::Kind::name && !s.text.empty() && names_.loops.count(s.text) > 0) return s.text;
        std::vector<std::string> known;
        for (const auto& [one, numbers] : names_.loops)
            if (!one.empty()) known.push_back(one);
        throw error(s, "there is no loop of this name beside the finding's own",
                    known.empty() ? "describe it under [beside.NAME]" : suggestion(s.text, known));
    }

    const Source* source_;
    const LoopNames& names_;
    LoopStatement result_;
    std::string loop_;  // whose numbers N and alpha are
    bool inside_ = false, in_expectation_ = false;
    std::set<std::string> open_;  // definitions that are being read
};

}  // namespace

LoopStatement read_loop_statement(const Source& source, const LoopNames& names) {
    return LoopStatementReader(source, names).read();
}

}  // namespace groundcheck
