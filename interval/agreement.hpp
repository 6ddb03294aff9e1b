// Do two kernels agree? Two enclosures of one number must meet; if they do not, one of the libraries, or our
// use of it, is wrong, and no verdict may be given.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "interval/ball_kernel.hpp"
#include "interval/mpfi_kernel.hpp"

namespace groundcheck {

// Thrown when two enclosures of the same quantity have no number in common. The program ends with exit
// code 3.
class KernelDisagreement : public std::runtime_error {
  public:
    KernelDisagreement(std::string quantity, std::string ball, std::string mpfi);

    [[nodiscard]] const std::string& quantity() const { return quantity_; }  // what was evaluated
    [[nodiscard]] const std::string& ball() const { return ball_; }          // the enclosures, printed
    [[nodiscard]] const std::string& mpfi() const { return mpfi_; }

  private:
    std::string quantity_;
    std::string ball_;
    std::string mpfi_;
};

// Whether the two enclosures have a number in common; decided on the endpoints exactly. Two empty ones agree,
// an empty and a non-empty one do not.
bool meet(const Ball& ball, const MpfiInterval& mpfi);

// Throws KernelDisagreement, naming `quantity`, unless the two enclosures meet.
void require_agreement(std::string_view quantity, const Ball& ball, const MpfiInterval& mpfi);

}  // namespace groundcheck
