// The filter's kernel: the only one whose time is spent in this code and not in a library of numbers.
#include "decide/evaluate/evaluate_expressions.hpp"
#include "decide/evaluate/evaluate_formulas.hpp"
#include "decide/evaluate/evaluate_functionals.hpp"
#include "decide/evaluate/evaluate_gaussian.hpp"
#include "decide/evaluate/evaluate_gaussian_events.hpp"
#include "decide/evaluate/evaluate_information.hpp"
#include "decide/evaluate/evaluate_marginal.hpp"
#include "decide/evaluate/evaluate_moments.hpp"
#include "decide/evaluate/evaluate_names.hpp"
#include "decide/evaluate/evaluate_programs.hpp"
#include "decide/evaluate/evaluate_random.hpp"
#include "decide/evaluate/evaluate_recursion.hpp"
#include "decide/evaluate/evaluate_work.hpp"
#include "interval/double_kernel.hpp"

namespace groundcheck {

template class Evaluator<DoubleKernel>;

}  // namespace groundcheck
