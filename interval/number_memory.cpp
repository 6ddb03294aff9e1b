#include "interval/number_memory.hpp"

#include <gmp.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace groundcheck {

namespace {

constexpr std::size_t limb = 8;         // what sizes are multiples of, but for those of texts
constexpr std::size_t most_limbs = 64;  // longer numbers have more to do than to wait for malloc
constexpr std::uint32_t most_blocks = 512;

struct Block {
    Block* next;
};

// What a thread keeps. There is no constructor and no destructor to look after at every number: what is kept
// goes with Leaving, below.
struct Kept {
    std::array<Block*, most_limbs + 1> blocks;
    std::array<std::uint32_t, most_limbs + 1> count;
    bool left;  // the thread is ending: what is given back now goes to malloc
};
constinit thread_local Kept kept{};

struct Leaving {
    Leaving() = default;
    Leaving(const Leaving&) = delete;
    Leaving& operator=(const Leaving&) = delete;
    ~Leaving() {
        kept.left = true;
        for (Block*& first : kept.blocks)
            while (first != nullptr)
                std::free(std::exchange(first, first->next));
        kept.count = {};
    }
};

[[noreturn]] void no_memory(std::size_t bytes) {
    std::fprintf(stderr, "error: no memory for a number of %zu bytes\n", bytes);
    std::abort();
}

// The kind of block that this many bytes are; 0 if malloc is to have it. Only whole limbs are kept, so a
// block of a kind has its bytes whoever took it from malloc.
std::size_t kind_of(std::size_t bytes) {
    return bytes % limb == 0 && bytes <= most_limbs * limb ? bytes / limb : 0;
}

// Whenever a list is begun or found empty, so that no thread leaves with what it keeps.
void look_after_thread() { static thread_local const Leaving leaving; }

void* from_malloc(std::size_t bytes) {
    look_after_thread();
    void* block = std::malloc(bytes);
    if (block == nullptr) no_memory(bytes);
    return block;
}

void* take(std::size_t bytes) {
    const std::size_t kind = kind_of(bytes);
    Block* first = kept.blocks[kind];  // none of kind 0
    if (first == nullptr) return from_malloc(bytes);
    kept.blocks[kind] = first->next;
    --kept.count[kind];
    return first;
}

void give_back(void* block, std::size_t bytes) {
    const std::size_t kind = kind_of(bytes);
    if (kind == 0 || kept.count[kind] >= most_blocks || kept.left) return std::free(block);
    if (kept.blocks[kind] == nullptr) look_after_thread();
    kept.blocks[kind] = new (block) Block{kept.blocks[kind]};
    ++kept.count[kind];
}

void* take_other(void* block, std::size_t bytes, std::size_t wanted) {
    if (kind_of(bytes) == 0 && kind_of(wanted) == 0) {
        void* moved = std::realloc(block, wanted);
        if (moved == nullptr) no_memory(wanted);
        return moved;
    }
    void* other = take(wanted);
    std::memcpy(other, block, std::min(bytes, wanted));
    give_back(block, bytes);
    return other;
}

}  // namespace

void keep_number_memory() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    constexpr bool watched = true;
#else
    constexpr bool watched = false;
#endif
    if (!watched) mp_set_memory_functions(take, take_other, give_back);
}

std::size_t kept_number_memory() {
    std::size_t bytes = 0;
    for (std::size_t kind = 1; kind <= most_limbs; ++kind)
        bytes += kept.count[kind] * kind * limb;
    return bytes;
}

}  // namespace groundcheck
