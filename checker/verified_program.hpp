// groundcheck-checker --verified: hands its arguments to the program that Coq's extraction made (verified/),
// which stands beside this one.
#pragma once

#include <string>
#include <vector>

namespace checker {

// Becomes that program. Returns only if it cannot, having said why: the exit code, 2.
int become_verified(const std::vector<std::string>& given);

}  // namespace checker
