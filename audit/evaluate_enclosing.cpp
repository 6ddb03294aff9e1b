#include "audit/evaluate_expressions.hpp"
#include "audit/evaluate_functionals.hpp"
#include "audit/evaluate_programs.hpp"
#include "audit/evaluate_random.hpp"
#include "interval/ball_kernel.hpp"
#include "interval/mpfi_kernel.hpp"

namespace groundcheck {

template class Evaluator<BallKernel>;
template class Evaluator<MpfiKernel>;

}  // namespace groundcheck
