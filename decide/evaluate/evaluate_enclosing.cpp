#include "decide/evaluate/evaluate_expressions.hpp"
#include "decide/evaluate/evaluate_functionals.hpp"
#include "decide/evaluate/evaluate_moments.hpp"
#include "decide/evaluate/evaluate_programs.hpp"
#include "decide/evaluate/evaluate_random.hpp"
#include "interval/ball_kernel.hpp"
#include "interval/mpfi_kernel.hpp"

namespace groundcheck {

template class Evaluator<BallKernel>;
template class Evaluator<MpfiKernel>;

}  // namespace groundcheck
