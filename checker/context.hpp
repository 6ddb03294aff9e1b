// What a certificate declares: its numbers, its variables and its alphabet, each name once and with one type.
//
// A name means what the claim language says or what one line of the certificate says, never both. So a forger
// can neither give pi a value nor let a distribution range as a number, and whoever reads the statement knows
// from the lines above it what is claimed.
#pragma once

#include "certificate.hpp"

namespace checker {

enum class Type { alphabet, constant, variable, distribution };

struct Variable {
    std::string name;
    bool distribution = false;               // ranges over its simplex; else over an interval:
    mpq_class low, high;                     // low < high
    bool with_low = true, with_high = true;  // whether the ends belong to it
};

struct Context {
    const Certificate& certificate;
    bool any = false;  // K is any whole number
    long K = 0;        // the number of symbols, or 0 if it is any or there is no alphabet
    std::map<std::string, mpq_class> constants;
    std::map<std::string, std::vector<mpq_class>> fixed;  // distributions that are constants
    std::vector<Variable> variables_of;                   // variable i+1 of the cube is the entry i
    std::map<std::string, Type> types;                    // of every declared name

    // Whether the face where variable v is 0 (end 0) or 1 (end 1) belongs to the domain.
    bool has_face(std::size_t v, std::size_t end) const {
        const Variable& variable = variables_of[v - 1];
        return end == 0 ? variable.with_low : variable.with_high;
    }
    bool is(const std::string& name, Type type) const {
        const auto place = types.find(name);
        return place != types.end() && place->second == type;
    }
    bool by_symbols() const { return certificate.reading.text == "symbols"; }
    bool whole() const { return certificate.reading.text == "whole"; }
    bool has_symbols() const { return any || K > 0; }
    // How many symbols there are by coordinates: of distributions that are constants any number.
    long count() const { return fixed.empty() ? 2 : K; }
};

// The declarations of a certificate. Throws Unreadable for a name that is reserved, declared twice or of the
// wrong type, and for a reading that the alphabet does not allow. `line` follows the line at hand.
Context declarations(const Certificate& certificate, std::size_t& line);

// Whether the word has a meaning in the language of claims already, and so cannot be declared or bound.
bool is_reserved(const std::string& name);

}  // namespace checker
