#include "cli/process_options.hpp"

#include <fmt/format.h>
#include <mpfr.h>

#include <array>

#include "cli/written_number.hpp"
#include "sim/corpus.hpp"
#include "sim/stochastic_matrix.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck::cli {

namespace {

constexpr std::uint32_t most_symbols = 1000000;

[[noreturn]] void refuse_option(const std::string& option, const std::string& message,
                                const std::string& hint = {}) {
    refuse(option + ": " + message, hint);
}

std::uint32_t needed_symbols(const std::string& option, const std::string& text,
                             std::optional<std::uint32_t> symbols) {
    if (!symbols) refuse_option(option, "\"" + text + "\" needs the number of symbols", "add --symbols K");
    if (*symbols < 1 || *symbols > most_symbols) {
        refuse_option("--symbols", fmt::format("{} is not between 1 and {}", *symbols, most_symbols));
    }
    return *symbols;
}

std::vector<Rational> zipf(const std::string& option, const std::string& text, std::uint32_t K) {
    const auto s = parse_rational(text.substr(5));
    if (!s || boost::multiprecision::denominator(*s) != 1 || *s < 0 || *s > 20) {
        refuse_option(option, "\"" + text + "\" has no whole exponent from 0 to 20", "for instance zipf:1");
    }
    std::vector<Rational> p;
    Rational sum = 0;
    p.reserve(K);
    for (std::uint32_t i = 1; i <= K; ++i)
        p.push_back(power(Rational(i), -static_cast<std::int64_t>(*s)));
    for (const Rational& mass : p)
        sum += mass;
    for (Rational& mass : p)
        mass /= sum;
    return p;
}

// "uniform(K)" as "uniform", and "zipf(S,K)" as "zipf:S", with their K; nothing for other texts.
std::optional<std::pair<std::string, std::uint32_t>> with_own_symbols(const std::string& option,
                                                                      const std::string& text) {
    const bool uniform = text.starts_with("uniform("), zipfian = text.starts_with("zipf(");
    if ((!uniform && !zipfian) || !text.ends_with(")")) return std::nullopt;
    const std::size_t open = text.find('('), comma = text.find(',');
    if (zipfian && comma == std::string::npos)
        refuse_option(option, "\"" + text + "\" lacks its number of symbols", "for instance zipf(1,1000)");
    const std::size_t begin = zipfian ? comma + 1 : open + 1;
    std::string number = text.substr(begin, text.size() - begin - 1);
    number.erase(0, number.find_first_not_of(' '));
    const auto K = parse_rational(number);
    if (!K || boost::multiprecision::denominator(*K) != 1 || *K < 1 || *K > most_symbols)
        refuse_option(option,
                      fmt::format("\"{}\" has no number of symbols from 1 to {}", text, most_symbols));
    return std::pair(zipfian ? "zipf:" + text.substr(open + 1, comma - open - 1) : std::string("uniform"),
                     boost::multiprecision::numerator(*K).convert_to<std::uint32_t>());
}

std::vector<Rational> listed(const std::string& option, const std::string& text) {
    std::vector<Rational> p;
    Rational sum = 0;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        std::string word = text.substr(begin, end - begin);
        word.erase(0, word.find_first_not_of(" \t("));
        word.erase(word.find_last_not_of(" \t)") + 1);
        const auto mass = parse_rational(word);
        if (!mass) {
            refuse_option(option, "\"" + word + "\" is no probability",
                          std::string("a distribution is ") + distribution_help);
        }
        if (*mass < 0) refuse_option(option, "the probability " + word + " is negative");
        p.push_back(*mass);
        sum += *mass;
        begin = end + 1;
    }
    if (sum != 1) {
        refuse_option(option, "the probabilities add up to " + to_string(sum) + ", not 1",
                      "decimals are read exactly: write 1/3, not 0.333");
    }
    return p;
}

std::optional<std::vector<Rational>> from_file(const std::string& option, const std::string& text) {
    try {
        if (text.rfind("letters:", 0) == 0) return frequencies(read_letters(text.substr(8)));
        if (text.rfind("words:", 0) == 0) return frequencies(read_words(text.substr(6)));
        if (text.rfind("counts:", 0) == 0) return frequencies(read_counts(text.substr(7)));
    } catch (const CorpusError& error) {
        refuse_option(option, error.what());
    }
    return std::nullopt;
}

}  // namespace

void refuse(const std::string& message, const std::string& hint) { throw InputError("", message, hint); }

std::vector<Rational> distribution_from(const std::string& option, const std::string& text,
                                        std::optional<std::uint32_t> symbols) {
    if (text == "uniform") {
        const std::uint32_t K = needed_symbols(option, text, symbols);
        return std::vector<Rational>(K, Rational(1, K));
    }
    if (text.rfind("zipf:", 0) == 0) return zipf(option, text, needed_symbols(option, text, symbols));
    std::vector<Rational> p;
    if (const auto own = with_own_symbols(option, text)) {
        p = distribution_from(option, own->first, own->second);
    } else if (auto read = from_file(option, text)) {
        p = std::move(*read);
    } else {
        p = listed(option, text);
    }
    if (symbols && p.size() != *symbols) {
        refuse_option(option, fmt::format("there are {} symbols, but --symbols says {}", p.size(), *symbols));
    }
    return p;
}

bool needs_symbols(const std::string& text) { return text == "uniform" || text.starts_with("zipf:"); }

Rational rational_from(const std::string& option, const std::string& text, const Rational& low,
                       const Rational& high) {
    const auto value = written_number(text);
    if (!value) refuse_option(option, "\"" + text + "\" is no number", "for instance 1/10, 0.1 or 10%");
    if (*value < low || *value > high) {
        refuse_option(option, fmt::format("{} is not between {} and {}", number_text(*value), to_string(low),
                                          to_string(high)));
    }
    return *value;
}

PowerSchedule schedule_from(const std::string& option, const std::string& text) {
    const auto schedule = parse_power_schedule(text);
    if (!schedule) {
        refuse_option(
            option, "\"" + text + "\" is no schedule that is understood",
            "a number times a power of t (t = 1 makes Q[1]), such as 1/(t+1), 0.5/t^(1/2) or 100*t^2");
    }
    return *schedule;
}

namespace {

// "[low, high]" taken apart.
std::pair<std::string, std::string> ends(DoubleInterval value, int digits) {
    const std::string text = DoubleKernel().to_string(value, digits);
    const std::size_t comma = text.find(", ");
    return {text.substr(1, comma - 1), text.substr(comma + 2, text.size() - comma - 3)};
}

}  // namespace

std::string low_text(DoubleInterval value, int digits) { return ends(value, digits).first; }
std::string high_text(DoubleInterval value, int digits) { return ends(value, digits).second; }
std::string enclosure_text(DoubleInterval value, int digits) {
    return DoubleKernel().to_string(value, digits);
}

std::string number_text(const Rational& value) {
    constexpr std::size_t longest = 24;
    const std::string text = to_string(value);
    if (text.size() <= longest) return text;
    mpfr_t number;  // whose exponents reach further than a double's
    mpfr_init2(number, 53);
    mpfr_set_q(number, value.backend().data(), MPFR_RNDN);
    std::array<char, 64> about{};
    mpfr_snprintf(about.data(), about.size(), "about %.6Rg", number);
    mpfr_clear(number);
    return about.data();
}

std::string distribution_text(const std::vector<Rational>& p) {
    constexpr std::size_t shown = 6;
    std::string text;
    for (std::size_t i = 0; i < p.size() && i < shown; ++i) {
        if (i > 0) text += ", ";
        text += number_text(p[i]);
    }
    if (p.size() > shown) text += fmt::format(", ... {} symbols", with_commas(Integer(p.size())));
    return "(" + text + ")";
}

std::string with_commas(const Integer& value) {
    std::string text = value.str();
    const std::size_t first = text.front() == '-' ? 1 : 0;
    for (std::size_t at = text.size(); at > first + 3;)
        text.insert(at -= 3, ",");
    return text;
}

}  // namespace groundcheck::cli
