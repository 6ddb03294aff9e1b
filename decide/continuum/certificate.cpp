#include "decide/continuum/certificate.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace groundcheck {

namespace {

constexpr std::size_t line_width = 100;

// FNV-1a, 64 bits.
std::uint64_t seal_of(const std::string& text) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3U;
    }
    return hash;
}

std::string tree_lines(const std::vector<std::string>& tokens) {
    std::string result;
    std::string line = "tree";
    for (const std::string& token : tokens) {
        if (line.size() + 1 + token.size() > line_width) {
            result += line + '\n';
            line = "tree";
        }
        line += ' ' + token;
    }
    return result + line + '\n';
}

}  // namespace

std::string one_line(const std::string& text) {
    std::string result;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!space) {
            result += c;
        } else if (!result.empty() && result.back() != ' ') {
            result += ' ';
        }
    }
    while (!result.empty() && result.back() == ' ')
        result.pop_back();
    return result;
}

std::string to_text(const Certificate& certificate) {
    std::string text = "groundcheck certificate 2\n";
    text += "claim " + one_line(certificate.claim) + '\n';
    text += "statement " + one_line(certificate.statement) + '\n';
    if (!certificate.equality.empty()) text += "equality " + one_line(certificate.equality) + '\n';
    text += "reading " + certificate.reading + '\n';
    for (const auto& [name, value] : certificate.constants)
        text += fmt::format("let {} {}\n", name, value);
    for (const auto& [name, value] : certificate.ranges)
        text += fmt::format("range {} {}\n", name, value);
    std::size_t relation = 1;
    for (const RelationProof& proof : certificate.proofs) {
        text += fmt::format("proof {} {}\n", relation, proof.method);
        if (proof.vary_mixture) text += "vary M\n";
        if (!proof.signs.empty()) text += fmt::format("case {} {}\n", proof.signs, proof.multiples);
        if (proof.signs.find('+') == std::string::npos) ++relation;  // the last case has minus signs alone
        if (!proof.tilt.empty()) text += "tilt " + proof.tilt + '\n';
        if (!proof.shift.empty()) text += "shift " + proof.shift + '\n';
        if (proof.tokens.empty()) continue;
        if (!proof.square.empty()) text += "square " + proof.square + '\n';
        text += fmt::format("precision {}\n", proof.precision);
        text += tree_lines(proof.tokens);
    }
    return text + fmt::format("seal {:016x}\n", seal_of(text));
}

}  // namespace groundcheck
