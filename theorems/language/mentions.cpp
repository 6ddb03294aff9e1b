#include "theorems/language/mentions.hpp"

namespace groundcheck {

bool is_number_named(const Expression& part, const std::string& name) {
    return part.node == Node::parameter && part.name == name;
}

bool is_distribution_named(const Expression& part, const std::string& name) {
    return part.node == Node::distribution && part.name == name;
}

bool is_next_model(const Expression& part) { return is_distribution_named(part, "Q'"); }

bool is_drawn_model(const Expression& part) { return is_next_model(part) || part.node == Node::generation; }

bool mentions_number(const Expression& e, const std::string& name) {
    return mentions(e, [&](const Expression& part) { return is_number_named(part, name); });
}

bool mentions_next_model(const Expression& e) { return mentions(e, is_next_model); }

bool mentions_drawn_model(const Expression& e) { return mentions(e, is_drawn_model); }

bool mentions_time(const Expression& e) { return mentions_number(e, "t"); }

}  // namespace groundcheck
