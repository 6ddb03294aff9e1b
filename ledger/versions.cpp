#include "ledger/versions.hpp"

#include <flint/flint.h>
#include <gmp.h>
#include <mpfi.h>
#include <mpfr.h>
#include <sqlite3.h>

#include <algorithm>
#include <boost/version.hpp>

#if __has_include(<flint/arb.h>)
#define GROUNDCHECK_ARB_INSIDE_FLINT
#else
#include <arb.h>
#endif

#include "ledger/ledger.hpp"

namespace groundcheck {

std::vector<std::pair<std::string, std::string>> library_versions() {
#ifdef GROUNDCHECK_ARB_INSIDE_FLINT
    const std::string arb = "inside FLINT";
#else
    const std::string arb = arb_version;
#endif
    std::string boost = BOOST_LIB_VERSION;  // "1_74"
    std::replace(boost.begin(), boost.end(), '_', '.');
    return {{"FLINT", FLINT_VERSION},        {"Arb", arb},         {"MPFR", mpfr_get_version()},
            {"MPFI", mpfi_get_version()},    {"GMP", gmp_version}, {"Boost", boost},
            {"SQLite", sqlite3_libversion()}};
}

std::string engine_fingerprint() {
    std::string text = std::string("engine ") + engine_version;
    for (const auto& [library, version] : library_versions())
        if (library != "SQLite") text.append(", ").append(library).append(" ").append(version);
    return text;
}

}  // namespace groundcheck
