// Ledgers put together: what adds up, what is refused, and that refusing changes nothing.
#include "ledger/merge.hpp"

#include <functional>

#include "ledger/database.hpp"
#include "ledger/record.hpp"
#include "tests/catch.hpp"
#include "tests/sample_figure.hpp"
#include "tests/sample_results.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::plain_instance;
using test::sample_claim;
using test::Scratch;
namespace fs = std::filesystem;

namespace merge_test {

namespace {

constexpr std::size_t planned = 12;

const Claim& claim() {
    static const Claim one = sample_claim("entropy-decay/one-step", Verdict::proved);
    return one;
}

InstanceResult numbered(std::size_t n, double seconds = 0.25) {
    InstanceResult result = plain_instance("K=2 N=" + std::to_string(n + 1), Verdict::proved);
    result.seconds = seconds;
    return result;
}

SimulatedClaim simulated() {
    SimulatedClaim simulation;
    simulation.point = test::key("K=2 N=1");
    simulation.replicates = 10;
    simulation.confidence = 0.5;
    simulation.reason = "for the test";
    return simulation;
}

AblationResult ablated(std::uint64_t points) {
    AblationResult ablation;
    ablation.claim = claim().id;
    ablation.assumption = "closed-loop";
    ablation.domain = "K = 2";
    ablation.points = points;
    return ablation;
}

// The ledger of a share, as an audit leaves it; `change` may add to it.
fs::path share_ledger(const Scratch& scratch, const Share& share, bool finished = true,
                      const std::function<void(Ledger&)>& change = {}) {
    const fs::path file =
        scratch.folder / (std::to_string(share.index) + "-of-" + std::to_string(share.count) + ".sqlite");
    Ledger ledger(file);
    ledger.begin_audit();
    ledger.set_papers({test::sample_paper("first-2025")});
    ledger.begin_claim(claim(), false, planned);
    ledger.begin_claim(claim(), true, 0);
    for (std::size_t n = 0; n < planned; ++n)
        if (share.has(n)) ledger.store(claim(), false, numbered(n));
    ledger.set_fact("revision", "abc");
    ledger.set_fact("machine", "machine " + std::to_string(share.index));
    ledger.set_fact("started", "2026-01-0" + std::to_string(share.index));
    note_share(ledger, share, finished);
    if (change) change(ledger);
    return file;
}

std::string refusal(const std::vector<fs::path>& sources, const fs::path& into) {
    try {
        merge_ledgers(sources, into);
    } catch (const LedgersDiffer& error) {
        return error.what();
    }
    return "";
}

// Everything that a report is made from, as text.
std::string all_of(const fs::path& file) {
    const Ledger ledger = Ledger::read_only(file);
    std::string text;
    for (const ClaimResult& result : ledger.results()) {
        text += result.claim.id + "\n";
        for (const InstanceResult& instance : result.instances)
            text += json_text(to_json(instance)) + "\n";
        for (const SimulatedClaim& simulation : result.simulated)
            text += json_text(to_json(simulation)) + "\n";
    }
    for (const AblationResult& ablation : ledger.ablations())
        text += json_text(to_json(ablation)) + "\n";
    for (const Paper& paper : ledger.papers())
        text += json_text(to_json(paper)) + "\n";
    for (const Figure& figure : ledger.figures())
        text += json_text(to_json(figure)) + "\n";
    for (const auto& [name, value] : ledger.facts())
        text += name + ": " + value + "\n";
    return text;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("shares put together are the whole, in any order and however many", "[ledger][merge]") {
    for (const std::size_t count : {1, 2, 5, 12, 20}) {
        const Scratch scratch;
        std::vector<fs::path> shares;
        for (std::size_t i = count; i >= 1; --i)
            shares.push_back(share_ledger(scratch, {i, count}));
        const fs::path into = scratch.folder / "all.sqlite";
        const Merged merged = merge_ledgers(shares, into);
        INFO(count);
        CHECK(merged.gaps.empty());
        CHECK(merged.instances == planned);
        CHECK(merged.planned == planned);
        const auto results = Ledger::read_only(into).results();
        REQUIRE(results.size() == 2);
        CHECK(results[0].instances.size() == planned);
        CHECK(results[0].verdict == Verdict::proved);
        CHECK_FALSE(results[0].is_mutant);
        CHECK(results[1].is_mutant);
    }
}

TEST_CASE("merging again changes nothing, all at once or one by one", "[ledger][merge]") {
    const Scratch scratch;
    const std::vector<fs::path> shares = {share_ledger(scratch, {1, 3}), share_ledger(scratch, {2, 3}),
                                          share_ledger(scratch, {3, 3})};
    const fs::path at_once = scratch.folder / "at-once.sqlite", singly = scratch.folder / "singly.sqlite";
    CHECK(merge_ledgers(shares, at_once).fresh > 0);
    const std::string all = all_of(at_once);
    CHECK(merge_ledgers(shares, at_once).fresh == 0);
    CHECK(merge_ledgers({shares[1]}, at_once).gaps.empty());
    CHECK(all_of(at_once) == all);
    for (const fs::path& share : shares)
        merge_ledgers({share}, singly);
    CHECK(all_of(singly) == all);
    CHECK(has(all, "machine: machine 1; machine 2; machine 3\n"));
    CHECK(has(all, "started: 2026-01-01\n"));
}

TEST_CASE("ledgers that overlap and agree are merged, whatever the time was", "[ledger][merge]") {
    const Scratch scratch;
    const fs::path one = share_ledger(scratch, {1, 2});
    const fs::path two = share_ledger(scratch, {2, 2}, true, [](Ledger& ledger) {
        ledger.store(claim(), false, numbered(0, 99));  // the other share's
    });
    const fs::path into = scratch.folder / "all.sqlite";
    CHECK(merge_ledgers({one, two}, into).gaps.empty());
    CHECK(Ledger::read_only(into).results()[0].instances[0].seconds == 0.25);  // who came first
}

TEST_CASE("what one machine's verified checker has accepted is so in the whole", "[ledger][merge]") {
    const Scratch scratch;
    const auto with = [](bool verified) {
        return [verified](Ledger& ledger) {
            InstanceResult result = numbered(0, verified ? 2 : 1);
            result.assurance = verified ? Assurance::verified : Assurance::continuum;
            if (verified) result.verified_certificate = "c.gc3";
            if (verified) result.verified_hash = std::string(64, 'a');
            ledger.store(claim(), false, result);
        };
    };
    const fs::path plain = share_ledger(scratch, {1, 2}, true, with(false)),
                   verified = share_ledger(scratch, {2, 2}, true, with(true));
    for (const auto& sources : {std::vector{plain, verified}, std::vector{verified, plain}}) {
        const fs::path into = scratch.folder / (sources.front().filename().string() + "-first.sqlite");
        merge_ledgers(sources, into);
        const InstanceResult first = Ledger::read_only(into).results()[0].instances[0];
        CHECK(first.assurance == Assurance::verified);
        CHECK(first.verified_certificate == "c.gc3");
    }
}

TEST_CASE("a record that is none is no part of a merge, whatever its checksum says", "[ledger][merge]") {
    const Scratch scratch;
    InstanceResult odd = numbered(0);
    odd.assurance = Assurance::verified;  // without a certificate
    const fs::path file =
        share_ledger(scratch, {1, 1}, true, [&](Ledger& ledger) { ledger.store(claim(), false, odd); });
    const fs::path into = scratch.folder / "all.sqlite";
    CHECK_THROWS_AS(merge_ledgers({file}, into), LedgerUnreadable);
    CHECK_FALSE(fs::exists(into));
}

TEST_CASE("a ledger knows the other shares that it is of", "[ledger][merge]") {
    const Scratch scratch;
    const Ledger ledger = Ledger::read_only(share_ledger(scratch, {1, 2}));
    CHECK(other_share_in(ledger, {1, 2}).empty());
    CHECK(other_share_in(ledger, {2, 2}) == "1/2");
    CHECK(other_share_in(ledger, {1, 3}) == "1/2");
}

TEST_CASE("what is missing is told", "[ledger][merge]") {
    const Scratch scratch;
    const fs::path into = scratch.folder / "all.sqlite";
    const fs::path first = share_ledger(scratch, {1, 3}), second = share_ledger(scratch, {2, 3}, false);
    const Merged merged = merge_ledgers({first, second}, into);
    CHECK(merged.instances == 8);
    REQUIRE(merged.gaps.size() == 3);
    CHECK(has(merged.gaps[0], "share 2/3 is not finished"));
    CHECK(has(merged.gaps[1], "share 3/3 is not among the ledgers"));
    CHECK(has(merged.gaps[2], "4 of its 12 instances"));
    CHECK(Ledger::read_only(into).results()[0].verdict == Verdict::undecided);
    // Finished later, it is taken as finished.
    note_share(*std::make_unique<Ledger>(second), {2, 3}, true);
    CHECK(merge_ledgers({second, share_ledger(scratch, {3, 3})}, into).gaps.empty());
}

TEST_CASE("ledgers that contradict each other, or are of other audits, are refused and change nothing",
          "[ledger][merge]") {
    struct Case {
        std::string says;
        std::function<void(Ledger&)> change;
    };
    const std::vector<Case> cases = {
        {"contradict each other on entropy-decay/one-step at",
         [](Ledger& ledger) {
             InstanceResult other = numbered(0);
             other.verdict = Verdict::refuted;
             ledger.store(claim(), false, other);
         }},
        {"with other evidence",
         [](Ledger& ledger) {
             InstanceResult other = numbered(0);
             other.points = 11;
             ledger.store(claim(), false, other);
         }},
        {"contradict each other on entropy-decay/one-step without \"closed-loop\"",
         [](Ledger& ledger) { ledger.store_ablation(claim(), ablated(2)); }},
        {"contradict each other on the simulation of entropy-decay/one-step",
         [](Ledger& ledger) {
             SimulatedClaim other = simulated();
             other.seed = 2;
             ledger.store(claim(), false, other);
         }},
        {"has no x/other",
         [](Ledger& ledger) { ledger.begin_claim(sample_claim("x/other", Verdict::proved), false, 1); }},
        {"is not the same in them",
         [](Ledger& ledger) {
             Claim other = claim();
             other.hash = "another";
             ledger.begin_claim(other, true, 0);
         }},
        {"other domains in one of them", [](Ledger& ledger) { ledger.begin_claim(claim(), true, 7); }},
        {"their revision is not the same: abc; xyz",
         [](Ledger& ledger) { ledger.set_fact("revision", "xyz"); }},
        {"their papers are not the same",
         [](Ledger& ledger) { ledger.set_papers({test::sample_paper("second-2026")}); }},
        {"the claims stand in another order",
         [](Ledger& ledger) { ledger.begin_claim(claim(), false, planned); }},
    };
    for (const Case& bad : cases) {
        const Scratch scratch;
        const fs::path one = share_ledger(scratch, {1, 2}, true, [](Ledger& ledger) {
            ledger.store_ablation(claim(), ablated(1));
            ledger.store(claim(), false, simulated());
        });
        const fs::path two = share_ledger(scratch, {2, 2}, true, bad.change);
        const fs::path into = scratch.folder / "all.sqlite";
        INFO(bad.says);
        const std::string why = refusal({one, two}, into);
        CHECK(has(why, bad.says));
        CHECK(has(why, one.string()));
        CHECK(has(why, two.string()));
        CHECK_FALSE(fs::exists(into));
        merge_ledgers({one}, into);
        const std::string before = all_of(into);
        CHECK(has(refusal({two}, into), bad.says));
        CHECK(all_of(into) == before);
    }
}

TEST_CASE("what is no sound ledger of an audit is not merged", "[ledger][merge]") {
    const Scratch scratch;
    const fs::path good = share_ledger(scratch, {1, 1}), into = scratch.folder / "all.sqlite";
    const fs::path text = scratch.folder / "notes.txt", empty = scratch.folder / "empty.sqlite";
    std::ofstream(text) << "no ledger at all";
    { const Ledger ledger(empty); }
    CHECK_THROWS_AS(merge_ledgers({good, text}, into), LedgerUnreadable);
    CHECK_THROWS_AS(merge_ledgers({good, empty}, into), LedgerUnreadable);
    CHECK_THROWS_AS(merge_ledgers({good, scratch.folder / "nowhere"}, into), LedgerUnreadable);
    CHECK_FALSE(fs::exists(into));
    CHECK_THROWS_AS(merge_ledgers({good}, text), LedgerUnreadable);
    CHECK(test::bytes_of(text) == "no ledger at all");
    CHECK(has(refusal({good}, good), "is the ledger that the others are to be merged into"));
    CHECK(has(refusal({}, into), "no ledger"));
    for (const char* damage :
         {"UPDATE results SET record = replace(record, 'proved', 'refuted')",
          "UPDATE claims SET instances = 5", "UPDATE facts SET value = 'x'", "UPDATE papers SET id = 'x'"}) {
        const Scratch own;
        const fs::path file = share_ledger(own, {1, 1});
        Database(file, Database::Mode::create).execute(damage);
        INFO(damage);
        CHECK_THROWS_AS(merge_ledgers({file}, own.folder / "all.sqlite"), LedgerUnreadable);
    }
    const Ledger held(good);  // another program writes to it
    CHECK_THROWS_AS(merge_ledgers({share_ledger(scratch, {1, 2})}, good), LedgerBusy);
}

}  // namespace merge_test
