// How records are read and written: the pieces that their kinds share. For ledger/record_*.cpp alone; what a
// record is stands in record.hpp.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "ledger/record.hpp"

namespace groundcheck::record {

// A member that must be there and have the type: a number is no text, 2.5 and -1 are no counts. Throws
// RecordError or nlohmann's own exceptions, which become RecordErrors in `guarded`.
template <class T>
T value_from(const Json& json) {
    if constexpr (std::unsigned_integral<T> && !std::same_as<T, bool>) {
        const bool whole =
            json.is_number_unsigned() || (json.is_number_integer() && json.get<std::int64_t>() >= 0);
        if (!whole || json.get<std::uint64_t>() > std::numeric_limits<T>::max())
            throw RecordError("not a whole number of this size: " + json.dump());
    }
    return json.get<T>();
}

template <class T>
T member(const Json& json, const char* name) {
    return value_from<T>(json.at(name));
}

// The result of read(), with what it throws about JSON explained as the damage of a record of `what`.
template <class F>
auto guarded(const char* what, F&& read) {
    try {
        return read();
    } catch (const nlohmann::json::exception& error) {
        throw RecordError(std::string("not the record of ") + what + ": " + error.what());
    }
}

// Throws RecordError if the object has a member that is none of `known`, or if it is no object.
void only_members(const Json& json, const std::vector<std::string>& known);

Rational rational_from(const Json& json);
Json texts(const std::vector<Rational>& values);
// Throws RecordError if it is no list of rationals.
std::vector<Rational> rationals_from(const Json& json);

// Named numbers, and named vectors of numbers: {"alpha": "1/4"}, {"Q": ["9/10", "1/10"]}.
template <class Named>
Json numbers(const Named& named) {
    Json object = Json::object();
    for (const auto& [name, value] : named)
        object[name] = to_string(value);
    return object;
}

template <class Named>
Named numbers_from(const Json& json) {
    Named named;
    if (!json.is_object()) throw RecordError("not named numbers: " + json.dump());
    for (const auto& [name, value] : json.items())
        named[name] = rational_from(value);
    return named;
}

template <class Named>
Json vectors(const Named& named) {
    Json object = Json::object();
    for (const auto& [name, values] : named)
        object[name] = texts(values);
    return object;
}

template <class Named>
Named vectors_from(const Json& json) {
    Named named;
    if (!json.is_object()) throw RecordError("not named vectors: " + json.dump());
    for (const auto& [name, list] : json.items())
        named[name] = rationals_from(list);
    return named;
}

template <class List, class From>
auto list_from(const Json& json, From from) {
    List list;
    if (!json.is_array()) throw RecordError("not a list: " + json.dump());
    for (const Json& item : json)
        list.push_back(from(item));
    return list;
}

// An interval's ends, as the shortest decimals that read back as the same doubles; null for an infinite end.
Json to_json(DoubleInterval interval);
DoubleInterval interval_from(const Json& json);

// A claim's domain, every range with its text and its values. Data files go without their place.
Json to_json(const Domain& domain);
// The inverse. Conditions and processes are parsed again. Throws RecordError.
Domain domain_from(const Json& json);

}  // namespace groundcheck::record
