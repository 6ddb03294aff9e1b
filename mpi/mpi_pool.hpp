// A pool whose workers are the other processes of an MPI job.
//
// Rank 0 leads: it hands out tasks, takes results, and does no task itself (it sleeps while it waits, and
// needs no processor). Every other rank does one task at a time and has the next one in hand, so that it does
// not wait for the answer to its result. What a task needs is not sent: every rank has the same program,
// words and files, and sends the job's name for the leader to see that it is so.
//
// A task that fails elsewhere is done again by the leader, so that its error is the leader's own, of its own
// type. A rank that dies ends the whole MPI job (mpirun sees to it); what was taken is with the leader.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "work/pool.hpp"

namespace groundcheck {

class MpiPool : public Pool {
  public:
    // Precondition: MPI is initialised, and has at least two ranks.
    MpiPool();

    void run(const Job& job) override;
    [[nodiscard]] bool leads() const override { return rank_ == 0; }

    // The end of the program, for the leader: sends all helpers home. Whether all of them have answered,
    // within a short time; if not, MPI cannot be ended in good order.
    [[nodiscard]] bool dismiss();
    // The end of a helper: says so, with what is wrong if something is, and waits to be sent home.
    void leave(const std::string& complaint);

  private:
    struct Leading;
    struct Message {
        int from = 0;
        char kind = 0;
        std::uint64_t task = 0;
        std::string text;
    };

    void send(int to, char kind, std::uint64_t task = 0, const std::string& text = {}) const;
    // A message that has come, if one has.
    [[nodiscard]] bool receive(Message& message) const;
    // Waits for one without using the processor.
    [[nodiscard]] Message wait() const;
    void lead(const Job& job);
    void help(const Job& job);
    void answer(const Job& job, Job::Worker& worker, std::uint64_t task) const;

    int rank_ = 0, ranks_ = 0;
    std::vector<bool> gone_;  // of the helpers, by rank; for the leader
    bool dismissed_ = false;  // for a helper
};

}  // namespace groundcheck
