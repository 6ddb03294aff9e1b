#include "sim/start_law.hpp"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "sim/corpus.hpp"
#include "sim/table_lines.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck {

namespace {

constexpr std::size_t kMostSymbols = 100'000'000;

constexpr const char* kForms =
    "write uniform(K), zipf(s,K), probabilities such as 1/2,1/3,1/6, words:FILE, letters:FILE, "
    "characters:FILE, counts:FILE, "
    "probabilities:FILE, "
    "or a file FILE.csv";

InputError wrong(const std::string& message, const std::string& hint) { return {"", message, hint}; }

struct Row {
    std::string symbol;  // empty if the file has one column
    Rational value;
    std::size_t line = 0;
};

struct Rows {
    std::string file;
    bool named = false;
    std::vector<Row> rows;

    [[nodiscard]] InputError error(std::size_t line, const std::string& message,
                                   const std::string& hint) const {
        return {"", fmt::format("{}:{}: {}", file, line, message), hint};
    }
};

// Whether a first line's last cell is the name of its column.
bool names_column(std::string_view cell) {
    return !cell.empty() && std::isalpha(static_cast<unsigned char>(cell[0])) != 0 && cell != "nan" &&
           cell != "NaN" && cell != "inf" && cell != "infinity";
}

// The numbers of a table with one or two columns. Symbols are different from one another.
Rows read_rows(const std::filesystem::path& path) {
    Rows result;
    result.file = path.string();
    std::set<std::string> seen;
    std::string text;
    try {
        text = read_text(path);
    } catch (const CorpusError& error) {
        throw wrong(error.what(), "");
    }
    bool header = true;  // may still come
    for (const TableLine& line : table_lines(text)) {
        const auto value = parse_rational(line.value);
        if (!value && header && names_column(line.value)) {
            header = false;
            continue;
        }
        header = false;
        if (!value)
            throw result.error(line.number, fmt::format("'{}' is not a finite number", line.value),
                               number_hint(line.value));
        if (!result.rows.empty() && line.named != result.named)
            throw result.error(line.number, "this line has another number of columns than those before",
                               "every line is `symbol,number`, or every line is just `number`");
        result.named = line.named;
        if (line.named && !seen.insert(line.symbol).second)
            throw result.error(line.number,
                               fmt::format("the symbol '{}' stands here a second time", line.symbol),
                               "add its numbers up and keep one line");
        result.rows.push_back({line.symbol, *value, line.number});
    }
    if (result.rows.empty()) throw wrong(result.file + ": there is no number in this file", "");
    return result;
}

Rational sum_of_masses(const Rows& rows) {
    Rational sum = 0;
    for (const Row& row : rows.rows) {
        if (row.value < 0)
            throw rows.error(row.line, fmt::format("{} is negative", to_string(row.value)),
                             "probabilities and counts are 0 or more");
        sum += row.value;
    }
    if (sum == 0) throw wrong(rows.file + ": all numbers are 0, so there is no law", "");
    return sum;
}

StartLaw law_of(const Rows& rows) {
    StartLaw law;
    for (const Row& row : rows.rows) {
        if (rows.named) law.symbols.push_back(row.symbol);
        law.weights.push_back(static_cast<double>(row.value));
        if (row.value > 0 && law.weights.back() < std::numeric_limits<double>::min())
            throw rows.error(row.line, "this probability is too small for a simulation",
                             "no double is so near to 0; write 0 if the symbol plays no part");
    }
    return law;
}

StartLaw probabilities(const Rows& rows) {
    const Rational sum = sum_of_masses(rows), off = abs(Rational(sum - 1));
    if (off > Rational(1, 1'000'000'000))
        throw wrong(fmt::format("{}: the probabilities add up to {:.12g}, not 1", rows.file,
                                static_cast<double>(sum)),
                    "correct them, or say counts:FILE if they are counts");
    StartLaw law = law_of(rows);
    if (off != 0)
        law.notes.push_back(
            fmt::format("{}: the probabilities add up to 1 {} {:.2g}; each was divided by the sum", rows.file,
                        sum > 1 ? "+" : "-", static_cast<double>(off)));
    return law;
}

// "1/2,1/3,1/6": a list of numbers; nothing for other texts.
std::optional<Rows> listed(const std::string& text) {
    Rows rows;
    rows.file = text;
    std::string_view rest = text;
    while (true) {
        const auto comma = rest.find(',');
        const auto value = parse_rational(trimmed(rest.substr(0, comma)));
        if (!value) return std::nullopt;
        rows.rows.push_back({"", *value, rows.rows.size() + 1});
        if (comma == std::string_view::npos) return rows;
        rest.remove_prefix(comma + 1);
    }
}

StartLaw counts(const Rows& rows) {
    sum_of_masses(rows);
    for (const Row& row : rows.rows) {
        if (denominator(row.value) != 1)
            throw rows.error(row.line, fmt::format("{} is no count", to_string(row.value)),
                             "counts are integers; for probabilities say probabilities:FILE");
        if (row.value > Rational(Integer(1) << 53))
            throw rows.error(row.line, "this count is beyond 2^53", "");
    }
    return law_of(rows);
}

StartLaw table(const Rows& rows) {
    bool integers = true;
    Rational sum = 0;
    for (const Row& row : rows.rows) {
        integers = integers && denominator(row.value) == 1;
        sum += row.value;
    }
    return integers && sum != 1 ? counts(rows) : probabilities(rows);
}

StartLaw corpus_law(const Corpus& corpus) {
    StartLaw law;
    law.symbols.reserve(corpus.size());
    law.weights.reserve(corpus.size());
    for (const SymbolCount& entry : corpus) {
        law.symbols.push_back(entry.symbol);
        law.weights.push_back(entry.count.convert_to<double>());
    }
    return law;
}

std::size_t alphabet_size(const std::string& text, const std::string& whole) {
    const auto value = parse_rational(trimmed(text));
    if (!value || denominator(*value) != 1 || *value < 1 || *value > Rational(kMostSymbols))
        throw wrong(fmt::format("{}: K = '{}' is no integer from 1 to {}", whole, text, kMostSymbols),
                    kForms);
    return numerator(*value).convert_to<std::size_t>();
}

std::optional<std::string> inside(const std::string& text, const std::string& name) {
    const std::string_view whole = trimmed(text);
    if (!whole.starts_with(name + "(") || !whole.ends_with(")")) return std::nullopt;
    return std::string(whole.substr(name.size() + 1, whole.size() - name.size() - 2));
}

StartLaw zipf(const std::string& arguments, const std::string& whole) {
    const auto comma = arguments.find(',');
    if (comma == std::string::npos)
        throw wrong(fmt::format("{}: zipf has two arguments", whole), "for instance zipf(1.1, 10000)");
    const auto s = parse_rational(trimmed(std::string_view(arguments).substr(0, comma)));
    if (!s || *s < 0 || *s > 30)
        throw wrong(fmt::format("{}: s = '{}' is no number from 0 to 30", whole, arguments.substr(0, comma)),
                    "for instance zipf(1.1, 10000)");
    StartLaw law;
    const std::size_t K = alphabet_size(arguments.substr(comma + 1), whole);
    law.weights.reserve(K);
    for (std::size_t i = 1; i <= K; ++i)
        law.weights.push_back(std::pow(static_cast<double>(i), -static_cast<double>(*s)));
    return law;
}

}  // namespace

StartLaw parse_start_law(const std::string& text) {
    if (const auto argument = inside(text, "uniform")) {
        StartLaw law;
        law.weights.assign(alphabet_size(*argument, text), 1.0);
        return law;
    }
    if (const auto arguments = inside(text, "zipf")) return zipf(*arguments, text);
    if (const auto masses = listed(text)) return probabilities(*masses);
    const auto colon = text.find(':');
    const std::string kind = text.substr(0, colon == std::string::npos ? 0 : colon);
    const std::string file = colon == std::string::npos ? "" : text.substr(colon + 1);
    try {
        if (kind == "words") return corpus_law(read_words(file));
        if (kind == "letters") return corpus_law(read_letters(file));
        if (kind == "characters") return corpus_law(read_characters(file));
    } catch (const CorpusError& error) {
        throw wrong(error.what(), "");
    }
    if (kind == "counts") return counts(read_rows(file));
    if (kind == "probabilities") return probabilities(read_rows(file));
    if (text.ends_with(".csv")) return table(read_rows(text));
    throw wrong(fmt::format("'{}' does not name a law", text), kForms);
}

std::vector<Rational> exact_law(const std::vector<double>& weights) {
    Rational sum = 0;
    for (const double weight : weights)
        sum += Rational(weight);
    std::vector<Rational> law;
    law.reserve(weights.size());
    for (const double weight : weights)
        law.push_back(Rational(weight) / sum);
    return law;
}

std::vector<double> read_observable(const std::filesystem::path& file, const StartLaw& law) {
    const Rows rows = read_rows(file);
    std::map<std::string, std::size_t> number;
    for (std::size_t i = 0; i < law.size(); ++i)
        number[law.symbols.empty() ? std::to_string(i + 1) : law.symbols[i]] = i;
    if (!rows.named && rows.rows.size() != law.size())
        throw wrong(fmt::format("{}: {} values for {} symbols", rows.file, rows.rows.size(), law.size()),
                    "an observable has one value per symbol");
    std::vector<double> values(law.size(), 0);
    std::vector<bool> given(law.size(), false);
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        const Row& row = rows.rows[i];
        const auto found = rows.named ? number.find(row.symbol) : number.end();
        if (rows.named && found == number.end())
            throw rows.error(row.line,
                             fmt::format("there is no symbol '{}' in the start or the world", row.symbol),
                             "an observable has one value per symbol, and no others");
        const std::size_t symbol = rows.named ? found->second : i;
        const double value = static_cast<double>(row.value);
        if (!std::isfinite(value) || std::fabs(value) > 1e150)
            throw rows.error(row.line, "this value is too large", "values are at most 1e150 in size");
        values[symbol] = value;
        given[symbol] = true;
    }
    for (std::size_t i = 0; i < law.size(); ++i) {
        if (!given[i])
            throw wrong(fmt::format("{}: the symbol '{}' has no value", rows.file,
                                    law.symbols.empty() ? std::to_string(i + 1) : law.symbols[i]),
                        "an observable has one value per symbol");
    }
    return values;
}

void share_alphabet(StartLaw& start, StartLaw& world) {
    if (start.symbols.empty() || world.symbols.empty()) {
        if (start.size() != world.size())
            throw wrong(fmt::format("the start has {} symbols and the world {}", start.size(), world.size()),
                        "give both names for their symbols, or the same number of them");
        if (start.symbols.empty()) start.symbols = world.symbols;
        world.symbols = start.symbols;
        return;
    }
    std::map<std::string, std::size_t> number;
    for (std::size_t i = 0; i < start.size(); ++i)
        number[start.symbols[i]] = i;
    std::vector<double> weights(start.size(), 0);
    for (std::size_t i = 0; i < world.size(); ++i) {
        const auto [found, added] = number.emplace(world.symbols[i], start.symbols.size());
        if (added) {
            start.symbols.push_back(world.symbols[i]);
            start.weights.push_back(0);
            weights.push_back(0);
        }
        weights[found->second] = world.weights[i];
    }
    world.symbols = start.symbols;
    world.weights = std::move(weights);
}

}  // namespace groundcheck
