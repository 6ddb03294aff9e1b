// Tables of claims: what each says, over which domain, by which process, and how it is to be decided. The
// tests of deciding are such tables; a row that comes out otherwise shows the claim and the reasons of its
// instances.
#pragma once

#include <initializer_list>
#include <string>

#include "tests/catch.hpp"
#include "tests/claim_text.hpp"

namespace groundcheck::test {

struct Case {
    const char* statement;
    const char* domain;  // lines of TOML
    Verdict verdict;
    const char* process = "";  // lines of [process]; none: the plain process
};

// The table [process] with these lines, of a family if one is given; empty where both are.
inline std::string with(const std::string& process, const std::string& family = "") {
    if (process.empty() && family.empty()) return "";
    return "[process]\n" + (family.empty() ? "" : "family = \"" + family + "\"\n") + process + "\n";
}

inline ClaimResult decide(const Case& row, const std::string& family = "") {
    return decide(row.statement, row.domain, with(row.process, family));
}

// Decides the row and checks its verdict.
inline void check(const Case& row, const std::string& family = "") {
    INFO(row.statement << " over\n" << row.domain << "\nwith " << row.process);
    const ClaimResult result = decide(row, family);
    std::string reasons;
    for (const InstanceResult& instance : result.instances)
        if (!instance.reason.empty()) reasons += to_text(instance.key) + ": " + instance.reason + "\n";
    INFO(reasons);
    CHECK(to_text(result.verdict) == to_text(row.verdict));
}

// The same of every row of an array, a vector or a list.
template <class Table>
void check_all(const Table& table, const std::string& family = "") {
    for (const Case& row : table)
        check(row, family);
}

}  // namespace groundcheck::test
