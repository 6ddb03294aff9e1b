// A lock that one process holds on a file and that no way of dying leaves behind.
//
// It is an advisory lock of the kernel's on one byte far beyond the file's end (an open-file-description
// lock), so it needs no file of its own, vanishes with the process whatever ends it, and does not touch the
// locks that SQLite keeps on other bytes of the same file.
#pragma once

#include <filesystem>

namespace groundcheck {

class ProcessLock {
  public:
    // Takes the lock on `file`, which is created empty if it does not exist. Does not wait: holds() says
    // whether the lock was free. Throws std::system_error if the file cannot be opened for writing or cannot
    // be locked.
    explicit ProcessLock(const std::filesystem::path& file);
    ~ProcessLock();
    ProcessLock(ProcessLock&& other) noexcept;
    ProcessLock& operator=(ProcessLock&&) = delete;
    ProcessLock(const ProcessLock&) = delete;
    ProcessLock& operator=(const ProcessLock&) = delete;

    bool holds() const { return held_; }

  private:
    int descriptor_ = -1;
    bool held_ = false;
};

}  // namespace groundcheck
