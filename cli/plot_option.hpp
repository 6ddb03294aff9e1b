// --plot FILE.svg: what every command that draws does with it.
#pragma once

#include <string>
#include <vector>

#include "ledger/figure.hpp"

namespace groundcheck::cli {

// Throws InputError unless the file can be written; called before anything is computed. A file that is there
// is left as it is.
void require_plot_file(const std::string& file);

// Draws the figures into the file, one below the other. Throws InputError if gnuplot or the disk fails.
void write_plot(const std::string& file, const std::vector<Figure>& figures);

}  // namespace groundcheck::cli
