// One kernel a file: they are the longest compilations, and go side by side.
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
#include "interval/ball_kernel.hpp"

namespace groundcheck {

template class Evaluator<BallKernel>;

}  // namespace groundcheck
