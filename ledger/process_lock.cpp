#include "ledger/process_lock.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace groundcheck {

namespace {
// SQLite locks bytes from 2^30 on; databases that large keep no ledger, and this byte is past SQLite's 512.
constexpr off_t locked_byte = (off_t{1} << 40);
}  // namespace

ProcessLock::ProcessLock(const std::filesystem::path& file)
    : descriptor_(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), file.string());
    struct flock region = {};
    region.l_type = F_WRLCK;
    region.l_whence = SEEK_SET;
    region.l_start = locked_byte;
    region.l_len = 1;
    if (fcntl(descriptor_, F_OFD_SETLK, &region) == 0) {
        held_ = true;
        return;
    }
    const int error = errno;
    if (error == EAGAIN || error == EACCES) return;
    close(descriptor_);
    throw std::system_error(error, std::generic_category(), file.string());
}

ProcessLock::~ProcessLock() {
    if (descriptor_ >= 0) close(descriptor_);
}

ProcessLock::ProcessLock(ProcessLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), held_(std::exchange(other.held_, false)) {}

}  // namespace groundcheck
