// The catalogue: every claim loads, belongs where it is, has a mutant; and catalogues that are wrong are
// rejected.
#include <set>
#include <string>
#include <vector>

#include "tests/language_fixture.hpp"

namespace groundcheck::test {
namespace {

namespace fs = std::filesystem;

TEST_CASE("every claim of the catalogue is complete", "[catalogue]") {
    const Catalogue catalogue = load_catalogue("theorems");
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator("theorems"))
        if (entry.path().extension() == ".toml" && entry.path().filename() != "sentences.toml") ++files;
    CHECK(catalogue.claims.size() == files);
    CHECK(catalogue.claims.size() >= 27);
    REQUIRE(catalogue.sentences.size() == 8);
    std::set<std::string> hashes;
    for (const Claim& claim : catalogue.claims) {
        INFO(claim.id);
        CHECK(hashes.insert(claim.hash).second);
        REQUIRE(claim.mutant.has_value());
        CHECK(claim.expect != Verdict::undecided);
        // A true claim's mutant is false, and the other way round.
        CHECK(claim.mutant->expect == (claim.expect == Verdict::proved ? Verdict::refuted : Verdict::proved));
        for (const Assumption& assumption : claim.assumptions)
            CHECK_FALSE(assumption.says.empty());
        // What is printed is the same claim.
        const Scope scope = scope_of(claim.domains.front());
        CHECK(same(*claim.statement, *parse_statement(to_text(*claim.statement), scope)));
    }
    CHECK(&catalogue.claim("entropy-decay/one-step") != nullptr);
    CHECK(catalogue.claim("entropy-decay/one-step").title.find("entropy") != std::string::npos);
}

TEST_CASE("an unknown id is answered with the nearest one", "[catalogue]") {
    const Catalogue catalogue = load_catalogue("theorems");
    const auto hint = [&](const std::string& id) {
        const std::optional<InputError> error = error_of([&] { catalogue.claim(id); });
        REQUIRE(error.has_value());
        return error->hint;
    };
    CHECK(hint("entropy-decay/onestep") == "did you mean \"entropy-decay/one-step\"?");
    CHECK(hint("Entropy-Decay/one-step") == "did you mean \"entropy-decay/one-step\"?");
    CHECK(hint("zzz") == "\"groundcheck list\" lists them");
    CHECK(hint("") == "\"groundcheck list\" lists them");
}

TEST_CASE("catalogues that are none", "[catalogue]") {
    const std::string sentences = "[[sentence]]\nid = \"S1\"\ntext = \"a\"\n";
    const std::string head = "title = \"t\"\nsource = \"s\"\nsentence = \"S1\"\n";
    const std::string body = "statement = \"1 < 2\"\n[domain]\n";
    const auto message = [](const TemporaryFolder& folder) {
        const std::optional<InputError> error = error_of([&] { load_catalogue(folder.path()); });
        return error ? error->message : std::string("loaded");
    };
    const auto with_claim = [&](const std::string& claim) {
        const TemporaryFolder folder;
        folder.write("sentences.toml", sentences);
        folder.write("family/name.toml", claim);
        return message(folder);
    };
    const auto with_sentences = [&](const std::string& text) {
        const TemporaryFolder folder;
        folder.write("sentences.toml", text);
        return message(folder);
    };
    CHECK(with_claim("id = \"family/name\"\n" + head + body) == "loaded");
    CHECK(with_claim(head + body) ==
          "the claim's id is \"name\", but its place in the catalogue is \"family/name\"");
    CHECK(with_claim("id = \"family/other\"\n" + head + body).find("its place in the catalogue") !=
          std::string::npos);
    CHECK(with_claim("id = \"family/name\"\nsource = \"s\"\nsentence = \"S1\"\n" + body) ==
          "a claim of the catalogue needs a title");
    CHECK(with_claim("id = \"family/name\"\ntitle = \"t\"\nsentence = \"S1\"\n" + body) ==
          "a claim of the catalogue says where it comes from");
    CHECK(with_claim("id = \"family/name\"\ntitle = \"t\"\nsource = \"s\"\n" + body) ==
          "a claim of the catalogue names the sentence of the paper that it reads");
    CHECK(with_claim("id = \"family/name\"\ntitle = \"t\"\nsource = \"s\"\nsentence = [\"S1\", \"S9\"]\n" +
                     body) == "there is no sentence \"S9\"");
    CHECK(with_claim("id = \"family/name\"\n" + head + "statement = \"1 <\"\n[domain]\n")
              .find("is expected here") != std::string::npos);
    CHECK(with_sentences(sentences) == "loaded");
    CHECK(with_sentences("x = 1").find("unknown key \"x\"") != std::string::npos);
    CHECK(with_sentences("# nothing\n") == "the file has no sentences");
    CHECK(with_sentences("sentence = 3") == "the file has no sentences");
    CHECK(with_sentences("sentence = [3]") == "a sentence is a table");
    CHECK(with_sentences("[[sentence]]\nid = \"S1\"") == "a sentence needs its \"text\"");
    CHECK(with_sentences("[[sentence]]\ntext = \"S1\"") == "a sentence needs its \"id\"");
    CHECK(with_sentences("[[sentence]]\nid = \"S1\"\ntext = \"a\"\nmore = 1").find("unknown key \"more\"") !=
          std::string::npos);
    const std::string reading = "[[sentence.reading]]\n";
    {
        const TemporaryFolder folder;
        folder.write("sentences.toml",
                     sentences + reading + "says = \"so\"\nclaims = [\"family/name\",\n  \"family/nam\"]");
        folder.write("family/name.toml", "id = \"family/name\"\n" + head + body);
        const std::optional<InputError> error = error_of([&] { load_catalogue(folder.path()); });
        REQUIRE(error);
        CHECK(error->line == 7);
        CHECK(error->column == 3);
        CHECK(error->hint == "did you mean \"family/name\"?");
    }
    CHECK(with_sentences(sentences + reading + "says = \"so\"\nclaims = [\"a/b\"]")
              .find("names the claim \"a/b\"") != std::string::npos);
    CHECK(with_sentences(sentences + reading + "says = \"so\"\nagainst = [\"a/b\"]")
              .find("not in the catalogue") != std::string::npos);
    CHECK(with_sentences(sentences + reading + "says = \"so\"") == "no claim decides this reading");
    CHECK(with_sentences(sentences + reading + "claims = [\"a/b\"]") == "a reading needs its \"says\"");
    CHECK(with_sentences(sentences + reading + "says = \"so\"\nclaims = \"a/b\"") ==
          "\"claims\" is no list of claims");
    CHECK(
        with_sentences(sentences + reading + "says = \"so\"\nfor = [\"a/b\"]").find("unknown key \"for\"") !=
        std::string::npos);
    CHECK(with_sentences(sentences + "reading = 3") == "\"reading\" is no list");
    CHECK(with_sentences("paper = \"A, B\"\n" + sentences) == "loaded");
    CHECK(with_sentences(sentences + sentences) == "the sentence \"S1\" is there twice");
    const TemporaryFolder empty;
    CHECK(message(empty) == "there is no such file");
    const std::optional<InputError> missing = error_of([&] { load_catalogue(empty.path() / "nowhere"); });
    REQUIRE(missing.has_value());
    CHECK(missing->message == "there is no catalogue here: this is no folder");
}

}  // namespace
}  // namespace groundcheck::test
