// What is offered, or declined with a reason.
//
// A method asks a process for what it needs, and takes what is offered; what nobody foresaw is declined. The
// reason is one that a person can read, and ends up behind "undecided".
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace groundcheck {

struct Declined {
    std::string reason;
};

template <class Thing>
class Offer {
  public:
    Offer(Thing thing) : is_(std::move(thing)) {}           // NOLINT(google-explicit-constructor)
    Offer(Declined declined) : is_(std::move(declined)) {}  // NOLINT(google-explicit-constructor)

    explicit operator bool() const { return std::holds_alternative<Thing>(is_); }
    // Throws std::logic_error where there is nothing: whoever takes has asked before.
    const Thing& operator*() const { return taken(); }
    const Thing* operator->() const { return &taken(); }
    // Empty where something is offered.
    [[nodiscard]] std::string reason() const {
        const auto* declined = std::get_if<Declined>(&is_);
        return declined != nullptr ? declined->reason : std::string();
    }

  private:
    const Thing& taken() const {
        const auto* thing = std::get_if<Thing>(&is_);
        if (thing == nullptr) throw std::logic_error("what was declined is asked for: " + reason());
        return *thing;
    }

    std::variant<Thing, Declined> is_;
};

}  // namespace groundcheck
