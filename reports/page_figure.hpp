// A picture with its caption, as every page of the report has it.
#pragma once

#include <string>

#include "reports/page.hpp"

namespace groundcheck {

// Whether the figure stands on the page of loops and not among the pictures of the audit.
bool is_loop_figure(const Figure& figure);

std::string figure_html(const Report& report, const Figure& figure, const Pictures& pictures);

// What stands before pictures that could not be drawn; empty without a reason.
std::string no_pictures_html(const std::string& no_pictures);

}  // namespace groundcheck
