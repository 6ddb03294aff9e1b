#include "audit/evaluate_expressions.hpp"
#include "audit/evaluate_functionals.hpp"
#include "audit/evaluate_programs.hpp"
#include "audit/evaluate_random.hpp"
#include "interval/double_kernel.hpp"
#include "interval/exact_kernel.hpp"

namespace groundcheck {

template class Evaluator<ExactKernel>;
template class Evaluator<DoubleKernel>;

}  // namespace groundcheck
