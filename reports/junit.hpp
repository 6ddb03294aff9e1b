// JUnit XML: the audit as a CI server shows it, one test case for each claim and for each mutant.
//
// A suite for each family of claims and one for all mutants. A case fails when its verdict is not the
// expected one; the failure's text says what was expected, what was found, and the counterexample. A passing
// case says its verdict and assurance in its output.
#pragma once

#include <string>
#include <string_view>

#include "reports/report.hpp"

namespace groundcheck {

std::string junit_xml(const Report& report);

// Text for XML 1.0, in elements and attributes: markup escaped, bytes that are not UTF-8 and characters that
// XML cannot hold replaced by U+FFFD.
std::string xml_text(std::string_view text);

}  // namespace groundcheck
