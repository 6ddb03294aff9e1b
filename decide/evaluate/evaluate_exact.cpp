#include "decide/evaluate/evaluate_expressions.hpp"
#include "decide/evaluate/evaluate_functionals.hpp"
#include "decide/evaluate/evaluate_moments.hpp"
#include "decide/evaluate/evaluate_programs.hpp"
#include "decide/evaluate/evaluate_random.hpp"
#include "interval/double_kernel.hpp"
#include "interval/exact_kernel.hpp"

namespace groundcheck {

template class Evaluator<ExactKernel>;
template class Evaluator<DoubleKernel>;

}  // namespace groundcheck
