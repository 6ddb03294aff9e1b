// Certificates changed in one place, and what the verified checker has to say of them.
#pragma once

#include <string>
#include <vector>

namespace groundcheck::test {

struct Forgery {
    const char* pattern;  // a regular expression for what is replaced, once
    const char* by;
    int code;
    const char* why;  // part of what is said
};

// Fails the test unless the text is accepted as it stands and each forgery of it gets its answer.
void refuse(const std::string& text, const std::vector<Forgery>& forgeries);

}  // namespace groundcheck::test
