#include "ledger/merge.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "ledger/ledger_file.hpp"
#include "ledger/merge_content.hpp"

namespace groundcheck {

namespace fs = std::filesystem;

namespace {

const std::string share_prefix = "share ";
const std::string finished_share = "finished";
const std::string what_shares_do = share_prefix + "options";

}  // namespace

namespace merging {

namespace {

[[noreturn]] void differ(const Content& a, const Content& b, const std::string& how) {
    throw LedgersDiffer(a.file.string() + " and " + b.file.string() + " cannot be merged: " + how +
                        ". Nothing was written.");
}

void require_same_claims(const Content& a, const Content& b) {
    const auto name = [](const ClaimRow& row) { return row.id + (row.is_mutant ? " (mutant)" : ""); };
    const auto lacks = [&](const Content& has, const Content& has_not) {
        std::set<std::string> names;
        for (const ClaimRow& row : has_not.claims)
            names.insert(name(row));
        for (const ClaimRow& row : has.claims)
            if (names.count(name(row)) == 0)
                differ(a, b,
                       "they are of different audits: " + has_not.file.string() + " has no " + name(row));
    };
    lacks(a, b);
    lacks(b, a);
    for (std::size_t i = 0; i < a.claims.size(); ++i) {
        const ClaimRow &one = a.claims[i], &other = b.claims[i];
        if (one.id != other.id || one.is_mutant != other.is_mutant)
            differ(a, b, "they are of different audits: the claims stand in another order");
        if (one.engine != other.engine)
            differ(a, b, "they were decided by different programs: " + one.engine + "; " + other.engine);
        if (one.hash != other.hash || one.record != other.record)
            differ(a, b, "the claim " + name(one) + " is not the same in them");
        if (one.instances != other.instances)
            differ(a, b, "the claim " + name(one) + " has other domains in one of them (--full)");
        if (one.method_set != other.method_set) differ(a, b, "they were decided by different methods");
    }
}

bool is_verified(const Json& record) {
    return record.value("assurance", std::string()) == to_text(Assurance::verified);
}

// Whether two records say the same, the times that it took aside, and whether the verified checker has looked
// at it: that program may have been on one machine and not on the other.
bool say_the_same(const Stored& a, const Stored& b) {
    if (a.record == b.record) return true;
    Json one = parse_json(a.record), other = parse_json(b.record);
    const bool by_one_alone = is_verified(one) != is_verified(other);
    for (Json* json : {&one, &other}) {
        json->erase("seconds");
        if (!by_one_alone) continue;
        for (const char* name : {"assurance", "verified_certificate", "verified_hash"})
            json->erase(name);
    }
    return one == other;
}

bool is_stronger(const Stored& a, const Stored& b) {
    return is_verified(parse_json(a.record)) && !is_verified(parse_json(b.record));
}

std::string verdict_in(const Stored& stored) {
    const Json json = parse_json(stored.record);
    return json.value("verdict", json.value("finding", std::string("something else")));
}

// What both have, they say the same of, and of two that do the verified one is taken; `name(place)`
// names it for people.
template <class Place, class Name>
void absorb_rows(const Content& a, const Content& b, std::map<Place, Stored>& into,
                 std::map<Place, Stored> other, const Name& name) {
    for (auto& [place, stored] : other) {
        const auto [at, is_new] = into.try_emplace(place, stored);
        if (is_new) continue;
        if (say_the_same(at->second, stored)) {
            if (is_stronger(stored, at->second)) at->second = stored;
            continue;
        }
        const std::string one = verdict_in(at->second), two = verdict_in(stored);
        differ(a, b,
               "they contradict each other on " + name(place) +
                   (one == two ? " (both " + one + ", with other evidence)" : " (" + one + "; " + two + ")"));
    }
}

void absorb_list(const Content& a, const Content& b, std::vector<std::pair<std::string, Stored>>& into,
                 std::vector<std::pair<std::string, Stored>> other, const std::string& what) {
    if (other.empty()) return;
    if (into.empty()) {
        into = std::move(other);
        return;
    }
    const auto same = [](const auto& one, const auto& two) {
        return one.first == two.first && say_the_same(one.second, two.second);
    };
    if (!std::equal(into.begin(), into.end(), other.begin(), other.end(), same))
        differ(a, b, "their " + what + " are not the same");
}

// Facts about how and where an audit ran may differ, and then all are told; what decided it may not.
bool is_about_the_run(const std::string& fact) {
    static const std::set<std::string> names = {"machine",         "threads", "compiler",
                                                "wall time",       "SQLite",  "theorems checked by Coq",
                                                "verified checker"};
    return names.count(fact) > 0;
}

std::string both(const std::string& one, const std::string& two) {
    const std::string separator = "; ", list = separator + one + separator;
    return list.find(separator + two + separator) == std::string::npos ? one + separator + two : one;
}

void absorb_facts(Content& into, const Content& other) {
    for (const auto& [name, value] : other.facts) {
        const auto [at, is_new] = into.facts.try_emplace(name, value);
        std::string& have = at->second;
        if (is_new || have == value || value.empty()) continue;
        if (have.empty())
            have = value;
        else if (name == "started")
            have = std::min(have, value);
        else if (name == "finished")
            have = std::max(have, value);
        else if (is_about_the_run(name))
            have = both(have, value);
        else if (is_note_of_share(name) && name != what_shares_do)
            have = finished_share;
        else
            differ(into, other, "their " + name + " is not the same: " + have + "; " + value);
    }
}

}  // namespace

void absorb(Content& into, Content other) {
    require_same_claims(into, other);
    absorb_facts(into, other);
    absorb_rows(into, other, into.results, std::move(other.results), [&](const Content::ResultPlace& place) {
        return into.name_of(std::get<0>(place)) + " at " + std::get<3>(place);
    });
    absorb_rows(into, other, into.ablations, std::move(other.ablations),
                [&](const Content::AblationPlace& place) {
                    return into.name_of(place.first) + " without \"" + place.second + "\"";
                });
    absorb_rows(into, other, into.simulations, std::move(other.simulations),
                [&](const Content::SimulationPlace& place) {
                    return "the simulation of " + into.name_of(std::get<0>(place));
                });
    absorb_list(into, other, into.papers, std::move(other.papers), "papers");
    absorb_list(into, other, into.figures, std::move(other.figures), "figures");
    absorb_list(into, other, into.loop_findings, std::move(other.loop_findings), "findings about loops");
}

}  // namespace merging

namespace {

using merging::Content;

Content read_content(const fs::path& file) {
    return ledger_file::explained(
        file, [&] { return merging::content_of(file, ledger_file::opened_for_reading(file)); });
}

// The shares that the notes speak of, if they are shares of one number, and which are not there or not
// finished.
std::vector<std::string> missing_shares(const Content& content) {
    std::set<std::size_t> counts, there;
    std::vector<std::string> missing;
    for (const auto& [name, value] : content.facts) {
        if (!is_note_of_share(name)) continue;
        const auto share = share_from(name.substr(share_prefix.size()));
        if (!share) continue;
        counts.insert(share->count);
        there.insert(share->index);
        if (value != finished_share)
            missing.push_back("share " + to_text(*share) + " is not finished: run its command again");
    }
    if (counts.size() != 1) return missing;
    for (std::size_t i = 1; i <= *counts.begin(); ++i)
        if (there.count(i) == 0)
            missing.push_back("share " + to_text(Share{i, *counts.begin()}) + " is not among the ledgers");
    return missing;
}

Merged assessed(const fs::path& into, std::vector<std::string> gaps) {
    Merged merged;
    merged.gaps = std::move(gaps);
    for (const ClaimResult& result : Ledger::read_only(into).results()) {
        const std::string name = result.claim.id + (result.is_mutant ? " (mutant)" : "");
        merged.planned += result.planned;
        merged.instances += result.instances.size();
        if (result.instances.size() < result.planned)
            merged.gaps.push_back(name + ": " + std::to_string(result.planned - result.instances.size()) +
                                  " of its " + std::to_string(result.planned) + " instances are missing");
    }
    return merged;
}

}  // namespace

Merged merge_ledgers(const std::vector<fs::path>& sources, const fs::path& into) {
    std::optional<Content> all;
    for (const fs::path& source : sources) {
        std::error_code ignored;
        if (fs::equivalent(source, into, ignored))
            throw LedgersDiffer(source.string() + " is the ledger that the others are to be merged into.");
        Content content = read_content(source);
        if (!all)
            all = std::move(content);
        else
            ledger_file::explained(source, [&] { merging::absorb(*all, std::move(content)); });
    }
    if (!all) throw LedgersDiffer("there is no ledger to merge.");
    std::size_t fresh = 0;
    std::vector<std::string> missing;
    {
        const ProcessLock lock = ledger_file::locked(into);
        ledger_file::explained(into, [&] {
            Database database = ledger_file::opened_for_writing(into);
            if (database.number("SELECT count(*) FROM claims") > 0) {
                // What is there stays as it is; times too.
                Content there = merging::content_of(into, database);
                merging::absorb(there, std::move(*all));
                all = std::move(there);
            }
            fresh = merging::write(*all, database);
        });
        missing = missing_shares(*all);
    }
    Merged merged = assessed(into, std::move(missing));
    merged.fresh = fresh;
    return merged;
}

void note_share(Ledger& ledger, const Share& share, bool finished) {
    ledger.set_fact(share_prefix + to_text(share), finished ? finished_share : "begun");
}

void note_what_shares_do(Ledger& ledger, const std::string& what) { ledger.set_fact(what_shares_do, what); }

std::string other_share_in(const Ledger& ledger, const Share& share) {
    for (const auto& [name, value] : ledger.facts()) {
        if (!is_note_of_share(name)) continue;
        const auto found = share_from(name.substr(share_prefix.size()));
        if (found && to_text(*found) != to_text(share)) return to_text(*found);
    }
    return {};
}

bool is_note_of_share(const std::string& fact) { return fact.starts_with(share_prefix); }

}  // namespace groundcheck
