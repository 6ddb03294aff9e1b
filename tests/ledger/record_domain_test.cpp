// Domains and instances' numbers as records: every kind of range survives the way, and damage is refused.
#include <algorithm>
#include <filesystem>

#include "ledger/record.hpp"
#include "ledger/record_json.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"
#include "tests/instance_key.hpp"
#include "tests/random.hpp"
#include "theorems/language/claim_file.hpp"
#include "theorems/language/process.hpp"
#include "theorems/language/types.hpp"

using namespace groundcheck;

namespace record_domain_test {

namespace {

bool same_process(const Domain& a, const Domain& b) {
    if (!a.process || !b.process) return a.process == b.process;
    const Process &x = *a.process, &y = *b.process;
    return x.written == y.written && x.text == y.text && order(x, y) == 0;
}

// Member by member, but for where data lie and where a text stands.
void require_same(const Domain& a, const Domain& b) {
    REQUIRE(a.any_alphabet == b.any_alphabet);
    REQUIRE(std::tie(a.K, a.L, a.N, a.K_text, a.L_text, a.N_text, a.where_text) ==
            std::tie(b.K, b.L, b.N, b.K_text, b.L_text, b.N_text, b.where_text));
    REQUIRE(std::equal(a.scalars.begin(), a.scalars.end(), b.scalars.begin(), b.scalars.end(),
                       [](const auto& x, const auto& y) {
                           const ScalarDomain &p = x.second, &q = y.second;
                           return x.first == y.first && p.values == q.values && p.text == q.text &&
                                  p.continuum == q.continuum && p.without_low == q.without_low &&
                                  p.without_high == q.without_high;
                       }));
    REQUIRE(std::equal(a.distributions.begin(), a.distributions.end(), b.distributions.begin(),
                       b.distributions.end(), [](const auto& x, const auto& y) {
                           const DistributionDomain &p = x.second, &q = y.second;
                           return x.first == y.first && p.kind == q.kind && p.denominator == q.denominator &&
                                  p.points == q.points && p.digest == q.digest && p.text == q.text;
                       }));
    REQUIRE(std::equal(a.observables.begin(), a.observables.end(), b.observables.begin(), b.observables.end(),
                       [](const auto& x, const auto& y) {
                           const ObservableDomain &p = x.second, &q = y.second;
                           return x.first == y.first && p.points == q.points && p.cube == q.cube &&
                                  p.rank == q.rank && p.text == q.text;
                       }));
    REQUIRE(std::equal(a.strings.begin(), a.strings.end(), b.strings.begin(), b.strings.end(),
                       [](const auto& x, const auto& y) {
                           return x.first == y.first && x.second.listed == y.second.listed &&
                                  x.second.text == y.second.text;
                       }));
    REQUIRE((a.where == nullptr) == (b.where == nullptr));
    if (a.where) REQUIRE(same(*a.where, *b.where));
    REQUIRE(same_process(a, b));
    const Scope x = scope_of(a), y = scope_of(b);
    REQUIRE(std::tie(x.any_alphabet, x.K, x.samples, x.grounded, x.gaussian, x.program, x.recursion,
                     x.strings, x.start) == std::tie(y.any_alphabet, y.K, y.samples, y.grounded, y.gaussian,
                                                     y.program, y.recursion, y.strings, y.start));
    REQUIRE(x.names == y.names);
}

Domain there_and_back(const Domain& domain) {
    const std::string text = json_text(record::to_json(domain));
    const Domain back = record::domain_from(parse_json(text));
    REQUIRE(json_text(record::to_json(back)) == text);
    return back;
}

}  // namespace

TEST_CASE("the domains of every claim of the catalogue survive the way through JSON text", "[record]") {
    std::size_t domains = 0, processes = 0, conditions = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator("theorems")) {
        if (entry.path().extension() != ".toml") continue;
        Claim claim;
        try {
            claim = load_claim(entry.path());
        } catch (const std::exception&) {
            continue;  // a file of another kind: a paper, its sentences
        }
        INFO(entry.path());
        std::vector<Domain> all = widened(claim).domains;
        all.insert(all.end(), claim.simulate.begin(), claim.simulate.end());
        for (const Assumption& assumption : claim.assumptions) {
            if (assumption.dropped) all.push_back(*assumption.dropped);
            if (assumption.sweep) all.push_back(assumption.sweep->domain);
        }
        for (const Domain& domain : all) {
            require_same(domain, there_and_back(domain));
            ++domains;
            if (domain.process) ++processes;
            if (domain.where) ++conditions;
        }
    }
    CHECK(domains > 100);
    CHECK(processes > 10);
    CHECK(conditions > 5);
}

TEST_CASE("an instance's numbers survive the way through JSON text, and keep their order", "[record]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = test::generator(23);
    for (int i = 0; i < 1000; ++i) {
        const InstanceKey a = test::random_key(random), b = test::random_key(random);
        const InstanceKey back = key_from(parse_json(json_text(to_json(a))));
        REQUIRE(back == a);
        REQUIRE((back <=> b) == (a <=> b));
        REQUIRE(((a <=> b) == 0) == (a == b));
        REQUIRE(((a <=> b) < 0) == ((b <=> a) > 0));
    }
}

TEST_CASE("an instance's numbers with anything amiss are refused", "[record]") {
    const Json good = to_json(test::key("L=2 N=17 q=1/2"));
    REQUIRE(key_from(good) == test::key("L=2 N=17 q=1/2"));
    const auto rejects = [&](const char* pointer, const Json& value) {
        Json changed = good;
        changed[Json::json_pointer(pointer)] = value;
        INFO(changed);
        CHECK_THROWS_AS(key_from(changed), RecordError);
    };
    for (const Json& value :
         {Json(-1), Json(2.0), Json("2"), Json("Any"), Json(nullptr), Json(4294967296), Json(5)})
        rejects("/K", value);  // 5: no 2^L
    for (const Json& value : {Json(3), Json(32), Json(-2), Json("2"), Json(nullptr)})
        rejects("/L", value);
    for (const Json& value : {Json(-1), Json(17.5), Json("17"), Json(nullptr), Json(true)})
        rejects("/N", value);
    for (const Json& value : {Json(0.5), Json("0.5"), Json("2/4"), Json("1/0"), Json("half"), Json(nullptr)})
        rejects("/scalars/q", value);
    rejects("/scalars", Json::array());
    rejects("/t", 3);
    for (const char* name : {"K", "scalars"}) {
        Json without = good;
        without.erase(name);
        CHECK_THROWS_AS(key_from(without), RecordError);
    }
    CHECK_THROWS_AS(key_from("K=2 N=17 q=1/2"), RecordError);
}

TEST_CASE("a domain with anything amiss is refused", "[record]") {
    const test::ClaimText text(
        "statement = \"E[H(Q')] <= H(Q) + x\"\n[domain]\nK = 2\nN = \"1..3\"\nQ = \"lattice(4)\"\n"
        "x = \"(0,1]\"\nwhere = \"interior(Q)\"\n[process]\nN = \"t+2\"\n");
    const Json good = record::to_json(text.claim().domains.front());
    REQUIRE_NOTHROW(record::domain_from(good));
    const auto rejects = [&](const char* pointer, const Json& value) {
        Json changed = good;
        changed[Json::json_pointer(pointer)] = value;
        INFO(pointer << " = " << value);
        CHECK_THROWS_AS(record::domain_from(changed), RecordError);
    };
    rejects("/K", "2");
    rejects("/N/values", Json::array({3, 2}));
    rejects("/N/values", Json::array({1, -2}));
    rejects("/N/values/0", 1.5);
    rejects("/scalars/x", "(0,1]");
    rejects("/scalars/x/values", Json::array({"0"}));
    rejects("/scalars/x/values", Json::array({"1", "0"}));
    rejects("/scalars/x/values/0", 0);
    rejects("/scalars/x/interval", false);  // then it has no ends to be left out
    rejects("/scalars/x/interval", "yes");
    rejects("/distributions/Q/kind", "Lattice");
    rejects("/distributions/Q/denominator", -4);
    rejects("/distributions/Q/points", "none");
    rejects("/distributions/Q/other", 1);
    rejects("/where", "interior(Z)");
    rejects("/where", "interior(");
    rejects("/process/N", "t+");
    rejects("/process/fit", "nonsense_(");
    rejects("/process/unknown", "1");
    rejects("/process", "N = t+2");
    rejects("/unknown", 1);
    for (const auto& [name, value] : good.items()) {
        Json without = good;
        without.erase(name);
        INFO("without " << name);
        CHECK_THROWS_AS(record::domain_from(without), RecordError);
    }
}

}  // namespace record_domain_test
