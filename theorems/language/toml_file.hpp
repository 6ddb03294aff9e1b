// A TOML file with its text kept at hand, so that every value can be read exactly and every error pointed at.
//
// TOML's floating-point numbers are doubles once they are read; 0.1 in a claim file means 1/10, so numbers
// are taken from the text. And a string's value is mapped back to the file byte by byte, through quotes,
// escapes and line ends.
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "theorems/language/source.hpp"

namespace groundcheck {

class TomlFile {
  public:
    // Reads and parses. Throws InputError if the file is missing, no regular file, empty, longer than 1 MiB,
    // not UTF-8, or not TOML.
    static TomlFile read(const std::filesystem::path& path);

    // A file without a text, for tables that are made and not read: their strings stand for themselves.
    static TomlFile unwritten();

    // Texts that come one by one, as options of the command line do: a table of them, in which every text
    // stands for itself. Errors name a text as `names` calls its key, or by the key.
    static TomlFile of_texts(const std::map<std::string, std::string>& texts,
                             std::map<std::string, std::string> names);

    const toml::table& root() const { return root_; }
    const std::filesystem::path& path() const { return path_; }
    const std::string& content() const { return *content_; }

    // The value of a string, or the spelling of any other value, as a source.
    Source text(const toml::node& node) const;

    // The rational that a number spells, or a string such as "3/4". Throws InputError otherwise.
    Rational number(const toml::node& node) const;

    // The string's value. Throws InputError, naming `what`, if the node is no string or an empty one.
    std::string string(const toml::node& node, const std::string& what) const;

    // The table. Throws InputError, naming `what`, if the node is none.
    const toml::table& table(const toml::node& node, const std::string& what) const;

    // Throws InputError at the first key of the table that is not among `known`.
    void only_keys(const toml::table& table, const std::string& what,
                   const std::vector<std::string>& known) const;

    InputError error(const toml::node& node, const std::string& message, const std::string& hint = "") const;
    InputError error(const toml::key& key, const std::string& message, const std::string& hint = "") const;
    // About the file as a whole.
    InputError error(const std::string& message, const std::string& hint = "") const;

  private:
    TomlFile() = default;
    std::size_t offset(toml::source_position position) const;
    // One of the texts of of_texts as a source; nothing if the node is none of them.
    std::optional<Source> single_text(const toml::node& node) const;
    InputError error(const toml::source_region& region, const std::string& message,
                     const std::string& hint) const;

    std::filesystem::path path_;
    std::shared_ptr<const std::string> content_;
    std::vector<std::size_t> lines_;            // where each line begins
    std::map<std::string, std::string> names_;  // of texts that come one by one, by key
    toml::table root_;
};

}  // namespace groundcheck
