// Options that several commands share: a distribution, and a schedule, as the user writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "interval/double_kernel.hpp"
#include "sim/power_schedule.hpp"

namespace groundcheck::cli {

// Throws InputError: what is wrong with the options, and what would be right.
[[noreturn]] void refuse(const std::string& message, const std::string& hint = {});

// What the help says about distributions.
inline constexpr const char* distribution_help =
    "uniform, uniform(K), zipf:S, zipf(S,K), probabilities such as 1/2,1/3,1/6, or letters:FILE, words:FILE, "
    "counts:FILE";

// A distribution over `symbols` symbols. `text` is "uniform" or "zipf:S" (S a whole number; p_i proportional
// to 1/i^S), which need `symbols`; the same as "uniform(K)" and "zipf(S,K)", as a simulation writes them; a
// list of probabilities; or a file's letters, words, or table of counts. All but the first two bring their
// own number of symbols. `option` is named in errors. Throws InputError.
std::vector<Rational> distribution_from(const std::string& option, const std::string& text,
                                        std::optional<std::uint32_t> symbols);

// Whether `text` says a distribution only together with a number of symbols.
bool needs_symbols(const std::string& text);

// A rational in [low, high] or an InputError that names the option.
Rational rational_from(const std::string& option, const std::string& text, const Rational& low,
                       const Rational& high);

// A schedule or an InputError that names the option.
PowerSchedule schedule_from(const std::string& option, const std::string& text);

// The ends of an enclosure as decimals, rounded outward, and both as "[low, high]".
std::string low_text(DoubleInterval value, int digits);
std::string high_text(DoubleInterval value, int digits);
std::string enclosure_text(DoubleInterval value, int digits);

// "(1/2, 1/2)", or the first few entries and how many there are.
std::string distribution_text(const std::vector<Rational>& p);

// A number for people: as it is, or about how much where its digits would fill a line.
std::string number_text(const Rational& value);

// 20000 as "20,000".
std::string with_commas(const Integer& value);

}  // namespace groundcheck::cli
