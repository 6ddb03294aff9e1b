#include "mpi/mpi_pool.hpp"

#define OMPI_SKIP_MPICXX 1
#define MPICH_SKIP_MPICXX 1
#include <fmt/format.h>
#include <mpi.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <optional>
#include <thread>

#include "work/first_error.hpp"

namespace groundcheck {

namespace {

constexpr int tag = 1;

// From helpers: ready for the job of this name; the result of a task; none, it was left off; it failed; gone,
// with what is wrong.
constexpr char ready = 'r', done = 'd', left = 'l', failed = 'f', gone = 'g';
// From the leader: do this task; the job is over; the program is over.
constexpr char task_for_you = 't', job_over = 'o', all_over = 'e';

constexpr std::size_t head = 1 + sizeof(std::uint64_t);  // of a message: its kind and its task

// Longer and longer, up to two milliseconds: short against any task worth sending.
class Patience {
  public:
    void wait() {
        std::this_thread::sleep_for(std::chrono::microseconds(micros_));
        micros_ = std::min(2 * micros_, 2000);
    }

  private:
    int micros_ = 20;
};

}  // namespace

MpiPool::MpiPool() {
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks_);
    gone_.resize(static_cast<std::size_t>(ranks_), false);
}

void MpiPool::send(int to, char kind, std::uint64_t task, const std::string& text) const {
    std::string bytes(head, kind);
    std::memcpy(bytes.data() + 1, &task, sizeof task);
    bytes += text;
    MPI_Send(bytes.data(), static_cast<int>(bytes.size()), MPI_BYTE, to, tag, MPI_COMM_WORLD);
}

bool MpiPool::receive(Message& message) const {
    int there = 0, size = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, tag, MPI_COMM_WORLD, &there, &status);
    if (there == 0) return false;
    MPI_Get_count(&status, MPI_BYTE, &size);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    MPI_Recv(bytes.data(), size, MPI_BYTE, status.MPI_SOURCE, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    message.from = status.MPI_SOURCE;
    message.kind = bytes.at(0);
    std::memcpy(&message.task, bytes.data() + 1, sizeof message.task);
    message.text = bytes.substr(head);
    return true;
}

MpiPool::Message MpiPool::wait() const {
    Message message;
    for (Patience patience; !receive(message);)
        patience.wait();
    return message;
}

void MpiPool::run(const Job& job) {
    if (leads())
        lead(job);
    else
        help(job);
}

void MpiPool::answer(const Job& job, Job::Worker& worker, std::uint64_t task) const {
    std::string text;
    try {
        if (!worker) worker = job.make_worker();
        const std::any result = worker(task);
        if (!result.has_value()) return send(0, left, task);
        text = job.pack(result);
    } catch (const std::exception& error) {
        return send(0, failed, task, error.what());
    }
    send(0, done, task, text);
}

void MpiPool::help(const Job& job) {
    send(0, ready, 0, job.name);
    Job::Worker worker;
    for (;;) {
        const Message message = wait();
        if (message.kind == job_over) return;
        if (message.kind == all_over) {
            dismissed_ = true;
            throw HelpIsOver();
        }
        answer(job, worker, message.task);
    }
}

// The leader's view of a job.
struct MpiPool::Leading {
    MpiPool& pool;
    const Job& job;
    FirstError error;
    Job::Worker own;                   // for tasks that failed elsewhere
    std::size_t next = 0;              // place of the first task that nobody has
    std::size_t out = 0;               // tasks that somebody has
    std::vector<std::size_t> in_hand;  // how many each rank has
    std::vector<bool> is_ready;

    Leading(MpiPool& pool_, const Job& job_)
        : pool(pool_),
          job(job_),
          in_hand(static_cast<std::size_t>(pool_.ranks_), 0),
          is_ready(static_cast<std::size_t>(pool_.ranks_), false) {}

    [[nodiscard]] bool all_ready() const {
        return std::all_of(is_ready.begin() + 1, is_ready.end(), [](bool yes) { return yes; });
    }
    [[nodiscard]] bool finished() const { return next == job.tasks.size() && out == 0 && all_ready(); }

    // A second task to have in hand, as long as there are enough for everyone.
    void hand_out(int rank) {
        const auto r = static_cast<std::size_t>(rank);
        while (next < job.tasks.size() && error.is_before(job.tasks[next]))
            ++next;
        const std::size_t helpers = in_hand.size() - 1;
        const std::size_t most = job.tasks.size() - next > 4 * helpers ? 2 : 1;
        while (in_hand[r] < most && next < job.tasks.size()) {
            const std::size_t task = job.tasks[next++];
            if (error.is_before(task)) continue;
            ++in_hand[r];
            ++out;
            pool.send(rank, task_for_you, task);
        }
    }

    // What comes of a task here, if it failed elsewhere; otherwise its result as it came.
    void take(const Message& message) {
        try {
            std::any result;
            if (message.kind == failed) {
                if (!own) own = job.make_worker();
                result = own(message.task);
            } else {
                result = job.unpack(message.text);
            }
            if (result.has_value()) job.take(message.task, std::move(result));
        } catch (...) {
            error.note(message.task, std::current_exception());
        }
    }

    void hear(const Message& message) {
        const auto rank = static_cast<std::size_t>(message.from);
        switch (message.kind) {
            case ready:
                if (message.text != job.name)
                    throw PoolBroken(fmt::format(
                        "rank {} works on something else: give all ranks the same program, libraries and "
                        "files (here: {}; there: {})",
                        message.from, job.name, message.text));
                is_ready[rank] = true;
                break;
            case gone:
                pool.gone_[rank] = true;
                throw PoolBroken(fmt::format("rank {} cannot help: {}", message.from,
                                             message.text.empty() ? "it has ended" : message.text));
            case left:
            case done:
            case failed:
                --in_hand[rank];
                --out;
                if (message.kind != left) take(message);
                break;
            default:
                throw PoolBroken(fmt::format("rank {} says what nobody understands", message.from));
        }
        hand_out(message.from);
    }
};

void MpiPool::lead(const Job& job) {
    Leading leading(*this, job);
    Patience patience;
    while (!leading.finished()) {
        if (job.stop && job.stop()) return;  // what is in hand is lost, and who has it is sent home later
        Message message;
        if (receive(message)) {
            leading.hear(message);
            patience = {};
        } else {
            patience.wait();
        }
    }
    for (int rank = 1; rank < ranks_; ++rank)
        send(rank, job_over);
    leading.error.rethrow_if_any();
}

bool MpiPool::dismiss() {
    constexpr auto grace = std::chrono::milliseconds(500);
    for (int rank = 1; rank < ranks_; ++rank)
        send(rank, all_over);
    const auto waits = [this] { return std::count(gone_.begin() + 1, gone_.end(), false) > 0; };
    const auto begin = std::chrono::steady_clock::now();
    for (Patience patience; waits() && std::chrono::steady_clock::now() - begin < grace;) {
        Message message;
        if (!receive(message))
            patience.wait();
        else if (message.kind == gone)
            gone_[static_cast<std::size_t>(message.from)] = true;
    }
    return !waits();
}

void MpiPool::leave(const std::string& complaint) {
    send(0, gone, 0, complaint);
    while (!dismissed_)
        dismissed_ = wait().kind == all_over;
}

}  // namespace groundcheck
