#include "decide/question/verdict.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "tests/catch.hpp"
#include "tests/random.hpp"
#include "tests/sample_results.hpp"

using namespace groundcheck;
using test::plain_instance;

namespace verdict_test {

namespace {

ClaimResult with(std::vector<InstanceResult> instances, std::size_t planned = 0) {
    ClaimResult result;
    result.instances = std::move(instances);
    result.planned = planned;
    conclude(result);
    return result;
}

InstanceResult instance(Verdict verdict, Assurance assurance) {
    InstanceResult result = plain_instance("K=2", verdict);
    result.assurance = assurance;
    return result;
}

// `name` tells it from others.
InstanceResult refuted(const std::string& name, std::uint32_t K, std::uint32_t N, std::vector<Rational> Q) {
    InstanceResult result = plain_instance("K=2", Verdict::refuted);
    result.reason = name;
    result.witness.emplace();
    result.witness->K = K;
    result.witness->N = N;
    result.witness->distributions["Q"] = std::move(Q);
    return result;
}

}  // namespace

TEST_CASE("a claim is proved only if every instance is", "[verdict]") {
    const auto verdict = [](std::vector<Verdict> verdicts, std::size_t planned = 0) {
        std::vector<InstanceResult> instances;
        for (const Verdict each : verdicts)
            instances.push_back(instance(each, Assurance::exact));
        return with(std::move(instances), planned).verdict;
    };
    using V = Verdict;
    CHECK(verdict({V::proved}) == V::proved);
    CHECK(verdict({V::proved, V::proved}) == V::proved);
    CHECK(verdict({V::proved, V::proved}, 2) == V::proved);
    // Everything else is not.
    CHECK(verdict({}) == V::undecided);
    CHECK(verdict({V::undecided}) == V::undecided);
    CHECK(verdict({V::proved, V::undecided}) == V::undecided);
    CHECK(verdict({V::undecided, V::proved}) == V::undecided);
    CHECK(verdict({V::proved, V::proved}, 3) == V::undecided);
    CHECK(verdict({}, 1) == V::undecided);
    CHECK(verdict({V::refuted}) == V::refuted);
    CHECK(verdict({V::proved, V::refuted}) == V::refuted);
    CHECK(verdict({V::undecided, V::refuted}) == V::refuted);
    CHECK(verdict({V::refuted, V::undecided}) == V::refuted);
    CHECK(verdict({V::refuted}, 3) == V::refuted);
}

TEST_CASE("a proof is as sure as its weakest instance, a refutation as its witness", "[verdict]") {
    using A = Assurance;
    CHECK(with({instance(Verdict::proved, A::formal), instance(Verdict::proved, A::lattice)}).assurance ==
          A::lattice);
    CHECK(with({instance(Verdict::proved, A::statistical), instance(Verdict::proved, A::exact)}).assurance ==
          A::statistical);
    CHECK(with({instance(Verdict::proved, A::formal)}).assurance == A::formal);
    InstanceResult witnessed = refuted("K=2", 2, 2, {});
    witnessed.assurance = A::exact;
    CHECK(with({instance(Verdict::proved, A::lattice), witnessed}).assurance == A::exact);
    CHECK(with({instance(Verdict::refuted, A::statistical), witnessed}).assurance == A::exact);
}

TEST_CASE("the simplest witness has the smallest K, then N, then denominators", "[verdict]") {
    const Rational half(1, 2), third(1, 3);
    const auto best = [](std::vector<InstanceResult> instances) {
        // Whatever the order of work.
        std::mt19937_64 random = test::generator(7);
        std::set<std::string> found;
        for (int i = 0; i < 10; ++i) {
            std::shuffle(instances.begin(), instances.end(), random);
            const ClaimResult result = with(instances);
            for (const InstanceResult& each : result.instances)
                if (&*each.witness == result.witness()) found.insert(each.reason);
        }
        REQUIRE(found.size() == 1);
        return *found.begin();
    };
    CHECK(best({refuted("a", 3, 2, {half}), refuted("b", 2, 9, {Rational(1, 97)})}) == "b");
    CHECK(best({refuted("a", 2, 5, {half}), refuted("b", 2, 4, {Rational(1, 97)})}) == "b");
    CHECK(best({refuted("a", 2, 2, {third}), refuted("b", 2, 2, {half})}) == "b");
    CHECK(best({refuted("a", 2, 2, {third, half}), refuted("b", 2, 2, {third, 1})}) == "b");
    const Rational quarter(1, 4);  // of two as simple, the one whose first probability is greater
    CHECK(best({refuted("a", 2, 2, {quarter, 3 * quarter}), refuted("b", 2, 2, {3 * quarter, quarter})}) ==
          "b");
    CHECK(with({plain_instance("K=2", Verdict::proved)}).witness() == nullptr);
}

TEST_CASE("instances are ordered by domain, then by their numbers as numbers", "[verdict]") {
    const std::vector<std::string> ordered = {"K=2 N=2 q=1/2",  "K=2 N=2 q=3/2", "K=2 N=2 q=2",
                                              "K=2 N=10 q=1/2", "K=10 N=1 q=7",  "K=10 N=2 q=1",
                                              "K=any N=1"};
    std::vector<InstanceResult> instances;
    for (std::size_t domain = 0; domain < 2; ++domain)
        for (const std::string& key : ordered) {
            instances.push_back(plain_instance(key, Verdict::proved));
            instances.back().domain = domain;
        }
    std::mt19937_64 random = test::generator(8);
    for (int i = 0; i < 20; ++i) {
        std::shuffle(instances.begin(), instances.end(), random);
        const ClaimResult result = with(instances);
        for (std::size_t j = 0; j < instances.size(); ++j) {
            REQUIRE(result.instances[j].domain == j / ordered.size());
            REQUIRE(to_text(result.instances[j].key) == ordered[j % ordered.size()]);
        }
    }
}

TEST_CASE("assurances have a word and a meaning each", "[verdict]") {
    std::set<std::string> words, meanings;
    for (const Assurance assurance : {Assurance::statistical, Assurance::lattice, Assurance::exact,
                                      Assurance::continuum, Assurance::formal}) {
        words.insert(to_text(assurance));
        meanings.insert(meaning(assurance));
    }
    CHECK(words == std::set<std::string>{"statistical", "lattice", "exact", "continuum", "formal"});
    CHECK(meanings.size() == 5);
    CHECK(meanings.count("") == 0);
}

}  // namespace verdict_test
