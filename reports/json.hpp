// report.json: the audit for machines. Its form is fixed by reports/report.schema.json and explained in
// docs/report.md.
//
// Whatever depends on the run and not on what was decided (times, machine, versions) stands in the one object
// "run"; the rest is the same, byte for byte, for the same claims and engine.
#pragma once

#include "ledger/record.hpp"
#include "reports/report.hpp"

namespace groundcheck {

// The version of the form; raised when a reader of the old form could be misled by the new one.
inline constexpr int report_format_version = 3;

Json report_json(const Report& report);

}  // namespace groundcheck
