#include "audit/figures/figure_columns.hpp"

#include <mpfr.h>

#include <cmath>
#include <stdexcept>

#include "interval/printing.hpp"

namespace groundcheck::figures {

namespace {

constexpr int digits = 12;

std::string text(double value, mpfr_rnd_t direction) {
    if (!std::isfinite(value)) return "";
    mpfr_t number;
    mpfr_init2(number, 53);
    mpfr_set_d(number, value, MPFR_RNDN);  // exact: a double has 53 bits
    std::string result = decimal(number, digits, direction);
    mpfr_clear(number);
    return result;
}

}  // namespace

std::string low_text(double value) { return text(value, MPFR_RNDD); }
std::string high_text(double value) { return text(value, MPFR_RNDU); }

std::string axis_text(const Rational& value) { return low_text(DoubleKernel().rational(value).lo); }

void add_column(Figure& figure, const std::string& name, const std::vector<std::string>& entries) {
    if (figure.columns.empty()) figure.rows.resize(entries.size());
    if (figure.rows.size() != entries.size())
        throw std::logic_error("figure " + figure.id + ": column " + name);
    figure.columns.push_back(name);
    for (std::size_t i = 0; i < entries.size(); ++i)
        figure.rows[i].push_back(entries[i]);
}

void add_enclosures(Figure& figure, const std::string& name, const std::vector<DoubleInterval>& values) {
    std::vector<std::string> low, high;
    for (const DoubleInterval& value : values) {
        low.push_back(low_text(value.lo));
        high.push_back(high_text(value.hi));
    }
    add_column(figure, name + "_low", low);
    add_column(figure, name + "_high", high);
}

void add_axis(Figure& figure, const std::string& name, const std::vector<Rational>& values) {
    std::vector<std::string> entries;
    for (const Rational& value : values)
        entries.push_back(axis_text(value));
    add_column(figure, name, entries);
}

}  // namespace groundcheck::figures
