#include "ledger/ledger.hpp"

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "ledger/database.hpp"
#include "ledger/record.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"
#include "tests/sample_figure.hpp"
#include "tests/sample_results.hpp"

using namespace groundcheck;
using test::plain_instance;
using test::sample_claim;
namespace fs = std::filesystem;

namespace ledger_test {

namespace {

// A folder that goes when the test ends.
struct Scratch {
    fs::path folder;
    Scratch() {
        std::string name = (fs::temp_directory_path() / "groundcheck-ledger-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        folder = name;
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    fs::path file(const char* name = "ledger.sqlite") const { return folder / name; }
};

std::string line(int n) { return "K=2 N=" + std::to_string(n); }
InstanceKey key(int n) { return test::key(line(n)); }

std::string bytes_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void put(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

const Claim& one_step() {
    static const Claim claim = sample_claim("entropy-decay/one-step", Verdict::proved);
    return claim;
}

// A ledger with one claim of `count` proved instances, closed again.
void make_ledger(const fs::path& file, int count) {
    Ledger ledger(file);
    ledger.begin_claim(one_step(), false, static_cast<std::size_t>(count));
    for (int n = 1; n <= count; ++n)
        ledger.store(one_step(), false, plain_instance(line(n), Verdict::proved));
}

// What the ledger says about the file, as the text of the LedgerUnreadable that opening and reading it
// throws; empty if nothing is thrown.
template <class Open>
std::string complaint(Open open) {
    try {
        open();
    } catch (const LedgerUnreadable& error) {
        return error.what();
    }
    return "";
}

std::string writers_complaint(const fs::path& file) {
    return complaint([&] { Ledger(file).results(); });
}

std::string readers_complaint(const fs::path& file) {
    return complaint([&] { Ledger::read_only(file).results(); });
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("what --full has decided waits in the ledger for the next --full", "[ledger]") {
    const Scratch scratch;
    std::mt19937_64 random = test::generator(31);
    GROUNDCHECK_REPLAYABLE();
    Claim wide = one_step();
    wide.full = {wide.domains.front()};
    const Claim narrow = wide;
    wide = widened(wide);
    InstanceResult own = test::random_instance(random, test::key("K=2 N=1")), full = own;
    own.domain = 0;
    full.domain = narrow.domains.size();
    Ledger ledger(scratch.file());
    for (const InstanceResult* instance : {&own, &full})
        ledger.store(wide, false, *instance);
    for (const bool widely : {false, true, false}) {
        ledger.begin_audit();
        ledger.begin_claim(widely ? wide : narrow, false, widely ? 2 : 1);
        CHECK(ledger.stored(widely ? wide : narrow, false) == (widely ? 2 : 1));
        const std::vector<ClaimResult> results = ledger.results();
        REQUIRE(results.size() == 1);
        CHECK(results[0].instances.size() == (widely ? 2 : 1));
        CHECK(results[0].planned == results[0].instances.size());
    }
}

TEST_CASE("a ledger gives back what was stored in it", "[ledger]") {
    const Scratch scratch;
    std::mt19937_64 random = test::generator(30);
    GROUNDCHECK_REPLAYABLE();
    const Claim other = sample_claim("stability/mse-law", Verdict::refuted);
    InstanceResult instance = test::random_instance(random, test::key("K=3 N=4 q=1/2"));
    instance.domain = 2;
    instance.verdict = Verdict::refuted;
    instance.witness = test::min_entropy_witness();
    {
        Ledger ledger(scratch.file());
        CHECK_FALSE(ledger.find(one_step(), false, 2, instance.key));
        ledger.begin_audit();
        ledger.begin_claim(one_step(), false, 2);
        ledger.begin_claim(other, false, 1);
        ledger.begin_claim(one_step(), true, 1);
        ledger.store(one_step(), false, instance);
        ledger.set_papers({test::sample_paper("gone-2025")});
        ledger.set_papers({test::sample_paper("first-2025"), test::sample_paper("second-2026")});
        ledger.set_figures({test::sample_figure(), test::sample_figure()});
        ledger.set_fact("machine", "a");
        ledger.set_fact("machine", "b");
        CHECK(ledger.stored(one_step(), false) == 1);
        CHECK(ledger.stored(one_step(), true) == 0);
        CHECK(ledger.stored(other, false) == 0);
    }
    Ledger ledger(scratch.file());
    const auto found = ledger.find(one_step(), false, 2, instance.key);
    REQUIRE(found);
    CHECK(found->witness->distributions == instance.witness->distributions);
    CHECK(found->methods == instance.methods);
    // Another domain, key, mutant, claim text or method set is another instance.
    CHECK_FALSE(ledger.find(one_step(), false, 1, instance.key));
    CHECK_FALSE(ledger.find(one_step(), false, 2, test::key("K=3 N=4 q=1")));
    CHECK_FALSE(ledger.find(one_step(), true, 2, instance.key));
    Claim edited = one_step();
    edited.hash = "another";
    CHECK_FALSE(ledger.find(edited, false, 2, instance.key));
    ledger.use_methods("full");
    CHECK_FALSE(ledger.find(one_step(), false, 2, instance.key));
    ledger.use_methods("default");
    CHECK(ledger.find(one_step(), false, 2, instance.key));

    const std::vector<ClaimResult> results = ledger.results();
    REQUIRE(results.size() == 3);
    CHECK(results[0].claim.id == one_step().id);
    CHECK(results[0].verdict == Verdict::refuted);
    CHECK(results[0].planned == 2);
    CHECK(results[0].witness() != nullptr);
    CHECK(results[1].claim.id == other.id);
    CHECK(results[1].verdict == Verdict::undecided);
    CHECK(results[2].is_mutant);
    REQUIRE(ledger.papers().size() == 2);
    CHECK(ledger.papers()[1].id == "second-2026");
    CHECK(to_json(ledger.papers()[0]) == to_json(test::sample_paper("first-2025")));
    REQUIRE(ledger.figures().size() == 2);
    CHECK(json_text(to_json(ledger.figures()[1])) == json_text(to_json(test::sample_figure())));
    CHECK(ledger.facts() == std::vector<std::pair<std::string, std::string>>{{"machine", "b"}});
}

namespace {

SimulatedClaim sample_simulation() {
    SimulatedClaim simulated;
    simulated.point = test::key("K=375 N=20");
    simulated.replicates = 1000;
    simulated.seed = 7;
    simulated.confidence = 0.999;
    simulated.checks = {{0, {0.25, 0.5}, {0.1, 1.0 / 3}, StatisticalFinding::agrees}};
    return simulated;
}

}  // namespace

TEST_CASE("simulations are kept apart from verdicts, for the options they were run with", "[ledger]") {
    const Scratch scratch;
    Claim claim = one_step();
    claim.simulate = {claim.domains.front()};
    const SimulatedClaim simulated = sample_simulation();
    {
        Ledger ledger(scratch.file());
        CHECK_FALSE(ledger.find_simulated(claim, false, simulated));
        ledger.store(claim, false, simulated);
    }
    Ledger ledger(scratch.file());
    const auto found = ledger.find_simulated(claim, false, simulated);
    REQUIRE(found);
    CHECK(json_text(to_json(*found)) == json_text(to_json(simulated)));
    CHECK_FALSE(ledger.find_simulated(claim, true, simulated));
    SimulatedClaim other = simulated;
    other.seed = 8;
    CHECK_FALSE(ledger.find_simulated(claim, false, other));
    other = simulated;
    other.replicates = 1001;
    CHECK_FALSE(ledger.find_simulated(claim, false, other));
    other = simulated;
    other.confidence = 0.99;
    CHECK_FALSE(ledger.find_simulated(claim, false, other));
    other = simulated;
    other.range = 1;
    CHECK_FALSE(ledger.find_simulated(claim, false, other));
    Claim edited = claim;
    edited.hash = "another";
    CHECK_FALSE(ledger.find_simulated(edited, false, simulated));
    // A verdict does not come from it: no instance, undecided.
    ledger.begin_claim(claim, false, 1);
    REQUIRE(ledger.results().size() == 1);
    CHECK(ledger.results()[0].simulated.size() == 1);
    CHECK(ledger.results()[0].verdict == Verdict::undecided);
    CHECK(ledger.stored(claim, false) == 0);
    ledger.clear();
    CHECK_FALSE(ledger.find_simulated(claim, false, simulated));
}

TEST_CASE("a row that holds another instance than it is for is damage", "[ledger]") {
    const Scratch scratch;
    make_ledger(scratch.file(), 2);
    Database(scratch.file(), Database::Mode::create)
        .execute("UPDATE results SET (record, checksum) = (SELECT record, checksum FROM results LIMIT 1)");
    CHECK(has(readers_complaint(scratch.file()), "does not match its checksum"));
}

TEST_CASE("a changed fact is noticed", "[ledger]") {
    const Scratch scratch;
    Ledger(scratch.file()).set_fact("theorems", "92 checked");
    CHECK(Ledger::read_only(scratch.file()).facts().size() == 1);
    Database(scratch.file(), Database::Mode::create)
        .execute("UPDATE facts SET value = 'all theorems, no axioms'");
    CHECK_THROWS_AS(Ledger::read_only(scratch.file()).facts(), LedgerUnreadable);
}

TEST_CASE("a changed figure or paper is noticed", "[ledger]") {
    for (const std::string table : {"figures", "papers"}) {
        const Scratch scratch;
        {
            Ledger ledger(scratch.file());
            ledger.set_papers({test::sample_paper("first-2025")});
            ledger.set_figures({test::sample_figure()});
        }
        Database(scratch.file(), Database::Mode::create)
            .execute("UPDATE " + table + " SET record = replace(record, 'first', 'worse')");
        Database(scratch.file(), Database::Mode::create)
            .execute("UPDATE " + table + " SET record = replace(record, '0.75', '0.95')");
        const Ledger ledger = Ledger::read_only(scratch.file());
        if (table == "figures")
            CHECK_THROWS_WITH(ledger.figures(), Catch::Contains("does not match its checksum"));
        else
            CHECK_THROWS_WITH(ledger.papers(), Catch::Contains("does not match its checksum"));
    }
}

TEST_CASE("an audit has the claims it began, and the ledger remembers the rest", "[ledger]") {
    const Scratch scratch;
    const Claim other = sample_claim("stability/mse-law", Verdict::proved);
    Ledger ledger(scratch.file());
    ledger.begin_claim(one_step(), false, 1);
    ledger.store(one_step(), false, plain_instance(line(1), Verdict::proved));
    ledger.begin_claim(other, false, 1);
    ledger.begin_claim(one_step(), false, 1);  // again: registered once, now last
    REQUIRE(ledger.results().size() == 2);
    CHECK(ledger.results()[1].claim.id == one_step().id);
    ledger.begin_audit();
    CHECK(ledger.results().empty());
    ledger.begin_claim(one_step(), false, 1);
    REQUIRE(ledger.results().size() == 1);
    CHECK(ledger.results()[0].verdict == Verdict::proved);
    ledger.begin_claim(one_step(), false, 2);  // a second instance is planned and not there
    CHECK(ledger.results()[0].verdict == Verdict::undecided);
    ledger.clear();
    CHECK(ledger.results().empty());
    CHECK_FALSE(ledger.find(one_step(), false, 0, key(1)));
}

TEST_CASE("a ledger keeps the ablations of the audit's claims", "[ledger][ablation]") {
    const Scratch scratch;
    std::mt19937_64 random = test::generator(31);
    GROUNDCHECK_REPLAYABLE();
    const Claim other = sample_claim("stability/mse-law", Verdict::proved);
    const AblationResult open = test::random_ablation(random, one_step().id, "closed-loop");
    const AblationResult itself = test::random_ablation(random, one_step().id, "");
    AblationResult later = open;
    later.need = Need::needed;
    {
        Ledger ledger(scratch.file());
        ledger.begin_claim(other, false, 0);
        ledger.begin_claim(one_step(), false, 0);
        CHECK_FALSE(ledger.find_ablation(one_step(), "closed-loop"));
        ledger.store_ablation(one_step(), open);
        ledger.store_ablation(one_step(), itself);
        ledger.store_ablation(one_step(), later);  // in the place of the first
        ledger.store_ablation(other, test::random_ablation(random, other.id, "fixed-samples"));
    }
    Ledger ledger(scratch.file());
    const auto found = ledger.find_ablation(one_step(), "closed-loop");
    REQUIRE(found);
    CHECK(json_text(to_json(*found)) == json_text(to_json(later)));
    CHECK_FALSE(ledger.find_ablation(one_step(), "fixed-samples"));
    Claim edited = one_step();
    edited.hash = "another";
    CHECK_FALSE(ledger.find_ablation(edited, "closed-loop"));
    const std::vector<AblationResult> all = ledger.ablations();
    REQUIRE(all.size() == 3);
    CHECK(all[0].claim == other.id);
    CHECK(all[1].assumption.empty());
    CHECK(all[2].assumption == "closed-loop");
    ledger.begin_audit();
    CHECK(ledger.ablations().empty());
    CHECK(ledger.find_ablation(one_step(), "closed-loop"));
    ledger.clear();
    CHECK_FALSE(ledger.find_ablation(one_step(), "closed-loop"));
}

TEST_CASE("a kill in the middle of writing loses at most the instance in hand", "[ledger]") {
    const Scratch scratch;
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = test::generator(31);
    int before = 0;  // instances that an earlier child has left
    for (int round = 0; round < 5; ++round) {
        int pipes[2];
        REQUIRE(pipe(pipes) == 0);
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            close(pipes[0]);
            try {
                Ledger ledger(scratch.file());
                ledger.begin_claim(one_step(), false, 1000000);
                for (int n = before + 1;; ++n) {
                    ledger.store(one_step(), false, plain_instance(line(n), Verdict::proved));
                    if (write(pipes[1], "s", 1) != 1) _exit(3);
                }
            } catch (...) {
                _exit(4);
            }
        }
        close(pipes[1]);
        char byte = 0;
        int said = 0;
        const int enough = 20 + static_cast<int>(random() % 200);
        while (said < enough && read(pipes[0], &byte, 1) == 1)
            ++said;
        kill(child, SIGKILL);
        while (read(pipes[0], &byte, 1) == 1)
            ++said;
        close(pipes[0]);
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        REQUIRE((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
        REQUIRE(said >= enough);

        Ledger ledger(scratch.file());  // the lock died with the child
        for (int n = 1; n <= before + said; ++n)
            REQUIRE(ledger.find(one_step(), false, 0, key(n)));
        const int stored = static_cast<int>(ledger.stored(one_step(), false));
        // What the child stored but did not live to say is at most one.
        REQUIRE(stored >= before + said);
        REQUIRE(stored <= before + said + 1);
        before = stored;
    }
}

TEST_CASE("a second audit on the ledger is refused, a reader is not", "[ledger]") {
    const Scratch scratch;
    {
        Ledger first(scratch.file());
        first.begin_claim(one_step(), false, 1);
        CHECK_THROWS_AS(Ledger(scratch.file()), LedgerBusy);
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                Ledger second(scratch.file());
            } catch (const LedgerBusy&) {
                _exit(7);
            } catch (...) {
                _exit(8);
            }
            _exit(0);
        }
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 7));
        // The refused attempts changed nothing, and the ledger is readable while it is written.
        first.store(one_step(), false, plain_instance(line(1), Verdict::proved));
        const Ledger reader = Ledger::read_only(scratch.file());
        REQUIRE(reader.results().size() == 1);
        CHECK(reader.results()[0].verdict == Verdict::proved);
        first.store(one_step(), false, plain_instance(line(1), Verdict::undecided));
        CHECK(reader.results()[0].verdict == Verdict::undecided);
    }
    CHECK_NOTHROW(Ledger(scratch.file()));  // free again
}

TEST_CASE("reading leaves a ledger as it was, also where nothing can be written", "[ledger]") {
    const Scratch scratch;
    make_ledger(scratch.file(), 3);
    const std::string before = bytes_of(scratch.file());
    {
        Ledger reader = Ledger::read_only(scratch.file());
        CHECK(reader.results().at(0).instances.size() == 3);
        CHECK(reader.find(one_step(), false, 0, key(2)));
        CHECK_THROWS_AS(reader.store(one_step(), false, plain_instance(line(9), Verdict::proved)),
                        LedgerUnwritable);
        CHECK_THROWS_AS(reader.clear(), LedgerUnwritable);
    }
    CHECK(bytes_of(scratch.file()) == before);
    CHECK(std::distance(fs::directory_iterator(scratch.folder), {}) == 1);  // no side files left
    fs::permissions(scratch.file(), fs::perms::owner_read);
    fs::permissions(scratch.folder, fs::perms::owner_read | fs::perms::owner_exec);
    CHECK(Ledger::read_only(scratch.file()).results().at(0).verdict == Verdict::proved);
    fs::permissions(scratch.folder, fs::perms::owner_all);
}

TEST_CASE("what is not a ledger is refused with its reason and left alone", "[ledger]") {
    const Scratch scratch;
    const auto refused = [&](const fs::path& file, const std::string& reason) {
        const std::string before = bytes_of(file);
        for (const std::string& said : {writers_complaint(file), readers_complaint(file)}) {
            INFO("said: " << said);
            CHECK(has(said, file.string()));
            CHECK(has(said, reason));
        }
        CHECK(bytes_of(file) == before);
    };
    put(scratch.file("notes.txt"), std::string(5000, 'x'));
    refused(scratch.file("notes.txt"), "not a ledger");
    put(scratch.file("short.txt"), "hello\n");
    refused(scratch.file("short.txt"), "not a ledger");
    Database(scratch.file("other.sqlite"), Database::Mode::create).execute("CREATE TABLE mine (x)");
    refused(scratch.file("other.sqlite"), "not a ledger");
    for (const int version : {0, 1, 2, 3, 4, 5, 6, 8, 99}) {
        const fs::path file = scratch.file(("v" + std::to_string(version)).c_str());
        make_ledger(file, 2);
        Database(file, Database::Mode::create).execute("PRAGMA user_version = " + std::to_string(version));
        refused(file, "format " + std::to_string(version));
        refused(file, "No verdict was taken from it");
    }
    CHECK(has(writers_complaint(scratch.folder), "folder"));
    CHECK(has(readers_complaint(scratch.folder), "folder"));
    CHECK(has(readers_complaint(scratch.file("missing")), "no such ledger"));
    CHECK_FALSE(fs::exists(scratch.file("missing")));
    put(scratch.file("empty"), "");
    CHECK(has(readers_complaint(scratch.file("empty")), "empty"));
    CHECK(writers_complaint(scratch.file("empty")).empty());  // a kill at the first moment leaves such a file
    CHECK_THROWS_AS(Ledger(scratch.folder / "no" / "such" / "folder"), LedgerUnwritable);
}

TEST_CASE("a truncated ledger is damaged, wherever it was cut", "[ledger]") {
    const Scratch scratch;
    make_ledger(scratch.file("whole"), 300);
    const std::string whole = bytes_of(scratch.file("whole"));
    REQUIRE(whole.size() > 40000);
    for (const std::size_t length :
         {std::size_t{1}, std::size_t{50}, std::size_t{100}, std::size_t{3000}, std::size_t{4096},
          std::size_t{8192}, whole.size() / 2, whole.size() - 4096, whole.size() - 1}) {
        const fs::path file = scratch.file("cut");
        put(file, whole.substr(0, length));
        INFO("cut to " << length << " of " << whole.size() << " bytes");
        CHECK_FALSE(writers_complaint(file).empty());
        put(file, whole.substr(0, length));
        CHECK_FALSE(readers_complaint(file).empty());
    }
}

TEST_CASE("a flipped byte is noticed or harmless", "[ledger]") {
    const Scratch scratch;
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = test::generator(32);
    make_ledger(scratch.file("whole"), 200);
    const std::string whole = bytes_of(scratch.file("whole"));
    int noticed = 0;
    for (int i = 0; i < 300; ++i) {
        std::string bytes = whole;
        const std::size_t at = random() % bytes.size();
        bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << (random() % 8)));
        put(scratch.file("flipped"), bytes);
        INFO("byte " << at << " flipped");
        try {
            const std::vector<ClaimResult> results = Ledger::read_only(scratch.file("flipped")).results();
            // Nothing was said. A row whose key has changed is not found, which leaves its instance to be
            // decided again; nothing else may have changed.
            for (const ClaimResult& result : results) {
                REQUIRE(result.verdict ==
                        (result.instances.size() == 200 ? Verdict::proved : Verdict::undecided));
                for (const InstanceResult& instance : result.instances)
                    REQUIRE(instance.verdict == Verdict::proved);
            }
        } catch (const LedgerUnreadable&) {
            ++noticed;
        } catch (const LedgerUnwritable&) {
            ++noticed;  // SQLite can also take a damaged header for a format it cannot open
        }
    }
    CHECK(noticed > 100);  // most of the file is rows, and a change in a row cannot pass
}

TEST_CASE("many threads store at once and nothing is lost", "[ledger]") {
    const Scratch scratch;
    Ledger ledger(scratch.file());
    constexpr int threads = 4, each = 2000;
    ledger.begin_claim(one_step(), false, threads * each);
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t)
        workers.emplace_back([&, t] {
            for (int n = t; n < threads * each; n += threads) {
                ledger.store(one_step(), false, plain_instance(line(n), Verdict::proved));
                if (n % 50 == 0) ledger.find(one_step(), false, 0, key(n / 2));
            }
        });
    for (std::thread& worker : workers)
        worker.join();
    const std::vector<ClaimResult> results = ledger.results();
    REQUIRE(results.size() == 1);
    REQUIRE(results[0].verdict == Verdict::proved);
    REQUIRE(results[0].instances.size() == threads * each);
    for (int n = 0; n < threads * each; ++n)
        REQUIRE(results[0].instances[static_cast<std::size_t>(n)].key == key(n));
}

TEST_CASE("the ledger is in write-ahead mode", "[ledger]") {
    const Scratch scratch;
    make_ledger(scratch.file(), 1);
    CHECK(Database(scratch.file(), Database::Mode::query).text("PRAGMA journal_mode") == "wal");
}

}  // namespace ledger_test
