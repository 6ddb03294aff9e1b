// A validator for the part of JSON Schema that report.schema.json uses: type, const, enum, required,
// properties, additionalProperties, items, minItems, maxItems, minimum, pattern, and $ref into the
// definitions. Any other keyword is an error of the schema's, so that nothing in it can go unchecked.
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace groundcheck::test {

class Schema {
  public:
    using Json = nlohmann::ordered_json;
    explicit Schema(Json root) : root_(std::move(root)) {}

    // What is wrong with `value`: one line each, empty if it is valid.
    std::vector<std::string> errors(const Json& value) const {
        std::vector<std::string> found;
        check(root_, value, "", found);
        return found;
    }

  private:
    // One of the types, where several are listed.
    static bool has_type(const Json& value, const Json& type) {
        if (!type.is_array()) return has_type(value, type.get<std::string>());
        return std::any_of(type.begin(), type.end(), [&](const Json& one) { return has_type(value, one); });
    }

    static bool has_type(const Json& value, const std::string& type) {
        if (type == "null") return value.is_null();
        if (type == "object") return value.is_object();
        if (type == "array") return value.is_array();
        if (type == "string") return value.is_string();
        if (type == "boolean") return value.is_boolean();
        if (type == "integer") return value.is_number_integer();
        if (type == "number") return value.is_number();
        throw std::logic_error("unknown type in the schema: " + type);
    }

    void check(const Json& schema, const Json& value, const std::string& at,
               std::vector<std::string>& found) const {
        static const std::set<std::string> ignored = {"$schema", "title", "description", "definitions"};
        for (const auto& [keyword, rule] : schema.items()) {
            if (ignored.count(keyword) != 0 || keyword == "additionalProperties") continue;
            if (keyword == "$ref") {
                check(root_.at(Json::json_pointer(rule.get<std::string>().substr(1))), value, at, found);
            } else if (keyword == "type") {
                if (!has_type(value, rule)) found.push_back(at + ": is no " + rule.dump());
            } else if (keyword == "const") {
                if (value != rule) found.push_back(at + ": is not " + rule.dump());
            } else if (keyword == "enum") {
                if (std::find(rule.begin(), rule.end(), value) == rule.end())
                    found.push_back(at + ": is none of " + rule.dump());
            } else if (keyword == "minimum") {
                if (value.is_number() && value < rule) found.push_back(at + ": is less than " + rule.dump());
            } else if (keyword == "minItems" || keyword == "maxItems") {
                const bool few = keyword == "minItems";
                if (value.is_array() && (few ? value.size() < rule : value.size() > rule))
                    found.push_back(at + (few ? ": has fewer than " : ": has more than ") + rule.dump());
            } else if (keyword == "pattern") {
                if (value.is_string() &&
                    !std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>())))
                    found.push_back(at + ": does not match " + rule.get<std::string>());
            } else if (keyword == "required") {
                for (const Json& name : rule)
                    if (value.is_object() && !value.contains(name.get<std::string>()))
                        found.push_back(at + ": lacks " + name.get<std::string>());
            } else if (keyword == "items") {
                for (std::size_t i = 0; value.is_array() && i < value.size(); ++i)
                    check(rule, value[i], at + "/" + std::to_string(i), found);
            } else if (keyword == "properties") {
                for (const auto& [name, own] : rule.items())
                    if (value.is_object() && value.contains(name))
                        check(own, value.at(name), at + "/" + name, found);
            } else {
                throw std::logic_error("unknown keyword in the schema: " + keyword);
            }
        }
        check_additional(schema, value, at, found);
    }

    void check_additional(const Json& schema, const Json& value, const std::string& at,
                          std::vector<std::string>& found) const {
        if (!schema.contains("additionalProperties") || !value.is_object()) return;
        const Json& rule = schema["additionalProperties"];
        for (const auto& [name, member] : value.items()) {
            if (schema.contains("properties") && schema["properties"].contains(name)) continue;
            if (rule.is_object())
                check(rule, member, at + "/" + name, found);
            else if (!rule.get<bool>())
                found.push_back(at + ": has the unknown member " + name);
        }
    }

    Json root_;
};

}  // namespace groundcheck::test
