// index.html: the audit as one page for people, made from the ledger alone.
//
// The page needs no network and no script. It is HTML that is well-formed XML as well, so that a strict
// parser can read it. Pictures are inlined; their numbers stand in data/*.csv beside the page.
#pragma once

#include <map>
#include <string>

#include "reports/report.hpp"

namespace groundcheck {

// Pictures as SVG, by figure id. A figure without one is described, and its CSV is linked.
using Pictures = std::map<std::string, std::string>;

// The whole page. `no_pictures` says why figures are not drawn, or is empty.
std::string page_html(const Report& report, const Pictures& pictures, const std::string& no_pictures = {});

}  // namespace groundcheck
