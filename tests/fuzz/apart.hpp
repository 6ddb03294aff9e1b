// Work in a process of its own, so that a crash, or what the engine remembers, stays there.
#pragma once

#include <sys/mman.h>

#include <functional>
#include <new>
#include <string>
#include <type_traits>

namespace groundcheck::fuzz {

// A value that a process and its children share. They must not change it at the same time.
template <class Value>
class Shared {
    static_assert(std::is_trivially_copyable_v<Value>);

  public:
    Shared() {
        void* memory =
            mmap(nullptr, sizeof(Value), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED) throw std::bad_alloc();
        value_ = new (memory) Value();
    }
    ~Shared() { munmap(value_, sizeof(Value)); }
    Shared(const Shared&) = delete;
    Shared& operator=(const Shared&) = delete;
    Value& operator*() const { return *value_; }
    Value* operator->() const { return value_; }

  private:
    Value* value_;
};

// Runs the work in a child process. Returns how it ended if not by itself: "signal 11 (Segmentation fault)",
// "exit code 1", or what `impatient` says, which is asked now and then and ends the child by a text. Empty if
// the work came to its end. Precondition: this process has one thread. Throws std::runtime_error if there can
// be no child.
std::string run_apart(const std::function<void()>& work, const std::function<std::string()>& impatient = {});

}  // namespace groundcheck::fuzz
