// The kernels that compute in Arb, GMP and MPFI. Together they are compiled in a third less time than each in
// a file of its own. The doubles have a file of their own, as its loops are worth -O2.
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
#include "interval/exact_kernel.hpp"
#include "interval/mpfi_kernel.hpp"

namespace groundcheck {

template class Evaluator<BallKernel>;
template class Evaluator<MpfiKernel>;
template class Evaluator<ExactKernel>;
template class RecursionRun<ExactKernel>;

}  // namespace groundcheck
