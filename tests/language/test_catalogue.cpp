// The catalogue: every claim loads, belongs where it is, has a mutant; and catalogues that are wrong are
// rejected.
#include <set>
#include <string>
#include <vector>

#include "tests/language_fixture.hpp"

namespace groundcheck::test::test_catalogue {
namespace {

namespace fs = std::filesystem;

TEST_CASE("every claim of the catalogue is complete", "[catalogue]") {
    const Catalogue catalogue = load_catalogue("theorems");
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator("theorems"))
        if (entry.path().extension() == ".toml" && entry.path().filename() != "paper.toml" &&
            entry.path().parent_path().filename() != "loops")  // findings, which are no claims
            ++files;
    CHECK(catalogue.claims.size() == files);
    CHECK(catalogue.claims.size() >= 238);
    REQUIRE(catalogue.papers.size() >= 4);
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

namespace {

const std::string head = "title = \"t\"\nsource = \"s\"\n";
const std::string body = "statement = \"1 < 2\"\n[domain]\n";
const std::string fact = "id = \"family/name\"\n" + head + body;
const std::string what = "id = \"p-1\"\ntitle = \"t\"\nauthors = [\"A\"]\nyear = 2026\n";
const std::string statement = "[[statement]]\nnumber = \"Theorem 1\"\nsays = \"s\"\n";
const std::string reading = "[[statement.reading]]\nsays = \"so\"\nclaims = [\"family/name\"]\n";

// What is wrong with a catalogue of one fact and this file, and the paper q-0 if asked for; "loaded" if
// nothing is.
std::optional<InputError> with(const std::string& file, const std::string& text, bool another = false) {
    const TemporaryFolder folder;
    folder.write("facts/family/name.toml", fact);
    if (another)
        folder.write("papers/q-0/paper.toml",
                     "id = \"q-0\"\ntitle = \"t\"\nauthors = [\"A\"]\nyear = 2025\n" + statement + reading);
    folder.write(file, text);
    return error_of([&] { load_catalogue(folder.path()); });
}

}  // namespace

TEST_CASE("catalogues that are none", "[catalogue]") {
    const auto message = [](const std::string& file, const std::string& text) {
        const std::optional<InputError> error = with(file, text);
        return error ? error->message : std::string("loaded");
    };
    const auto with_fact = [&](const std::string& text) { return message("facts/family/name.toml", text); };
    CHECK(with_fact(fact) == "loaded");
    CHECK(with_fact(head + body) ==
          "the claim's id is \"name\", but its place in the catalogue is \"family/name\"");
    CHECK(with_fact("id = \"family/other\"\n" + head + body).find("its place in the catalogue") !=
          std::string::npos);
    CHECK(with_fact("id = \"family/name\"\nsource = \"s\"\n" + body) ==
          "a claim of the catalogue needs a title");
    CHECK(with_fact("id = \"family/name\"\ntitle = \"t\"\n" + body) ==
          "a claim of the catalogue says where it comes from");
    CHECK(with_fact("id = \"family/name\"\n" + head + "statement = \"1 <\"\n[domain]\n")
              .find("is expected here") != std::string::npos);
    CHECK(message("family/other.toml", "id = \"family/other\"\n" + head + body) ==
          "this file is neither a fact nor a claim of a paper");
    CHECK(message("papers/p-1/paper.toml", what + statement + reading) == "loaded");
    CHECK(message("papers/p-2/paper.toml", what + statement + reading) ==
          "the paper's id is \"p-1\", but its place in the catalogue is \"papers/p-2\"");
    CHECK(message("elsewhere/p-1/paper.toml", what + statement + reading).find("elsewhere/p-1") !=
          std::string::npos);
    CHECK(message("papers/p-1/own.toml", head + body) ==
          "this file is neither a fact nor a claim of a paper");
    const TemporaryFolder empty;
    CHECK_FALSE(error_of([&] { load_catalogue(empty.path()); }));
    const std::optional<InputError> missing = error_of([&] { load_catalogue(empty.path() / "nowhere"); });
    REQUIRE(missing.has_value());
    CHECK(missing->message == "there is no catalogue here: this is no folder");
}

TEST_CASE("a paper's claims stand beside it and have ids of their place", "[catalogue][paper]") {
    const TemporaryFolder folder;
    folder.write("facts/family/name.toml", fact);
    const std::string own =
        "[[statement.reading]]\nsays = \"so\"\nagainst = [\"p-1/own\", \"p-1/deep/down\"]\n";
    folder.write("papers/p-1/paper.toml", what + statement + reading + own);
    folder.write("papers/p-1/own.toml", head + body);
    folder.write("papers/p-1/deep/down.toml", "id = \"p-1/deep/down\"\n" + head + body);
    const Catalogue catalogue = load_catalogue(folder.path());
    CHECK(catalogue.ids() == std::vector<std::string>{"family/name", "p-1/deep/down", "p-1/own"});
    REQUIRE(catalogue.papers.size() == 1);
    CHECK(claims_of(catalogue.papers[0]) ==
          std::vector<std::string>{"family/name", "p-1/own", "p-1/deep/down"});
    const auto error = [&] { return error_of([&] { load_catalogue(folder.path()); }); };
    folder.write("papers/p-1/own.toml", "id = \"own\"\n" + head + body);
    REQUIRE(error());
    CHECK(error()->message ==
          "the claim's id is \"own\", but its place in the paper's folder is \"p-1/own\"");
    folder.write("papers/p-1/own.toml", head + body);
    folder.write("papers/p-1/unread.toml", head + body);
    REQUIRE(error());
    CHECK(error()->message == "the paper does not name its claim \"p-1/unread\"");
    folder.write("papers/p-1/paper.toml", what + statement + "related = [\"p-1/unread\"]\n" + reading + own);
    CHECK_FALSE(error());
    folder.write("papers/p-1/unread/paper.toml", what + statement + reading);
    REQUIRE(error());
    CHECK(error()->message == "a paper's folder holds another paper");
    fs::remove(folder.path() / "papers/p-1/unread/paper.toml");
    folder.write("facts/p-1/x.toml", "id = \"p-1/x\"\n" + head + body);
    REQUIRE(error());
    CHECK(error()->message == "a family of facts has the paper's id \"p-1\"");
}

TEST_CASE("a reading that names a missing claim is an error at its place", "[catalogue][paper]") {
    const std::optional<InputError> error =
        with("papers/p-1/paper.toml",
             what + statement +
                 "[[statement.reading]]\nsays = \"so\"\nclaims = [\"family/name\",\n  \"family/nam\"]");
    REQUIRE(error);
    CHECK(error->message == "there is no claim \"family/nam\"");
    CHECK(error->line == 11);
    CHECK(error->column == 4);
    CHECK(error->hint == "did you mean \"family/name\"?");
}

TEST_CASE("what may stand in a paper's file, and what may not", "[catalogue][paper]") {
    const auto message = [](const std::string& text) {
        const std::optional<InputError> error = with("papers/p-1/paper.toml", text, true);
        if (error && error->line == 0) return "(file) " + error->message;
        return error ? error->message : std::string("loaded");
    };
    const std::string good = what + statement + reading;
    const auto relation = [](const std::string& kind, const std::string& number, const std::string& other) {
        return "[[relation]]\nkind = \"" + kind + "\"\nnumber = \"" + number + "\"\n" + other +
               "says = \"s\"\nclaims = [\"family/name\"]\n";
    };
    // Accepted.
    for (const std::string& more :
         {std::string(), std::string("[[sentence]]\nnumber = \"S1\"\nsays = \"s\"\nunread = \"why\"\n"),
          std::string(
              "[[sentence]]\nnumber = \"S1\"\nsays = \"s\"\nrests = [\"Theorem 1\"]\nunread = \"why\"\n"),
          std::string("[[letter]]\npaper = \"P'\"\nhere = \"M\"\nmeans = \"m\"\n"),
          std::string("[[finding]]\ntitle = \"t\"\ntext = \"x\"\nclaims = [\"family/name\"]\n"),
          std::string("[[figure]]\ndraws = \"anything\"\nclaims = [\"family/name\"]\n"),
          relation("sharpened", "Theorem 1", ""),
          relation("same", "Theorem 1", "paper = \"q-0\"\nthere = \"Theorem 1\"\n"),
          relation("contradicts", "Theorem 1", "paper = \"q-0\"\nthere = \"Theorem 1\"\n")})
        CHECK(message(good + more) == "loaded");
    CHECK(message(what + "[[sentence]]\nnumber = \"S1\"\nsays = \"s\"\nunread = \"why\"\n") == "loaded");
    CHECK(message("arxiv = \"1\"\nversion = \"v1\"\ndate = \"d\"\nurl = \"https://x\"\n" + good) == "loaded");
    // Refused.
    struct Case {
        std::string text, message;
    };
    const std::string second = "[[statement]]\nnumber = \"Lemma 2\"\nsays = \"s\"\n";
    for (const Case& c : std::vector<Case>{
             {"x = 1\n" + good, "unknown key \"x\" in a paper"},
             {"# nothing\n", "(file) a paper needs its \"id\""},
             {"id = \"P 1\"\n", "a paper's id is of lower-case letters, digits and hyphens"},
             {"id = \"-p\"\n", "a paper's id is of lower-case letters, digits and hyphens"},
             {"id = \"p-1\"\nauthors = [\"A\"]\nyear = 2026\n" + statement + reading,
              "(file) a paper needs its \"title\""},
             {"id = \"p-1\"\ntitle = \"t\"\nyear = 2026\n" + statement + reading,
              "(file) a paper needs its \"authors\""},
             {"id = \"p-1\"\ntitle = \"t\"\nauthors = []\nyear = 2026\n" + statement + reading,
              "(file) a paper needs its \"authors\""},
             {"id = \"p-1\"\ntitle = \"t\"\nauthors = \"A\"\nyear = 2026\n" + statement + reading,
              "\"authors\" is no list of names"},
             {"id = \"p-1\"\ntitle = \"t\"\nauthors = [\"A\"]\n" + statement + reading,
              "(file) a paper needs its \"year\""},
             {"id = \"p-1\"\ntitle = \"t\"\nauthors = [\"A\"]\nyear = \"2026\"\n" + statement + reading,
              "\"year\" is no year of four digits"},
             {"id = \"p-1\"\ntitle = \"t\"\nauthors = [\"A\"]\nyear = 26\n" + statement + reading,
              "\"year\" is no year of four digits"},
             {"url = \"http://x\"\n" + good, "an address begins with https://"},
             {what, "(file) the paper says nothing"},
             {what + "statement = 3\n", "\"statement\" is no list"},
             {what + "statement = [3]\n", "a statement is a table"},
             {what + "[[statement]]\nsays = \"s\"\n", "a statement needs its \"number\""},
             {what + "[[statement]]\nnumber = \"Theorem 1\"\n", "a statement needs its \"says\""},
             {what + statement, "Theorem 1 has no reading"},
             {what + statement + "unread = \"why\"\n" + reading,
              "Theorem 1 has readings, so it is not left unread"},
             {what + statement + "rests = [\"Lemma 2\"]\n" + reading, "unknown key \"rests\" in a statement"},
             {good + statement + reading, "the number \"Theorem 1\" is there twice"},
             {good + "[[sentence]]\nnumber = \"Theorem 1\"\nsays = \"s\"\nunread = \"w\"\n",
              "the number \"Theorem 1\" is there twice"},
             {good + "[[sentence]]\nnumber = \"S1\"\nsays = \"s\"\nunread = \"w\"\nrests = [\"Theorem 2\"]\n",
              "the paper has no statement \"Theorem 2\""},
             {good + "[[sentence]]\nnumber = \"S1\"\nsays = \"s\"\nunread = \"w\"\nsection = \"1\"\n",
              "unknown key \"section\" in a sentence"},
             {good + second + "reading = 3\n", "\"reading\" is no list"},
             {good + second + "[[statement.reading]]\nclaims = [\"family/name\"]\n",
              "a reading needs its \"says\""},
             {good + second + "[[statement.reading]]\nsays = \"so\"\n", "no claim decides this reading"},
             {good + second + "[[statement.reading]]\nsays = \"so\"\nclaims = []\n",
              "no claim decides this reading"},
             {good + second + "[[statement.reading]]\nsays = \"so\"\nclaims = \"family/name\"\n",
              "\"claims\" is no list of claims"},
             {good + second + "[[statement.reading]]\nsays = \"so\"\nfor = [\"family/name\"]\n",
              "unknown key \"for\" in a reading"},
             {good + second +
                  "[[statement.reading]]\nsays = \"so\"\nclaims = [\"family/name\", \"family/name\"]\n",
              "the claim \"family/name\" is there twice"},
             {good + second +
                  "[[statement.reading]]\nsays = \"so\"\nclaims = [\"family/name\"]\nagainst = "
                  "[\"family/name\"]\n",
              "the claim \"family/name\" is for the reading and against it"},
             {good + second +
                  "[[statement.reading]]\nsays = \"so\"\nrole = \"repair\"\nclaims = [\"family/name\"]\n",
              "\"repair\" is no role of a reading"},
             {good + "[[statement.reading]]\nsays = \"so\"\nagainst = [\"a/b\"]\n",
              "there is no claim \"a/b\""},
             {good + "[[letter]]\npaper = \"P\"\nhere = \"P\"\n", "a letter needs its \"means\""},
             {good +
                  "[[letter]]\npaper = \"P\"\nhere = \"P\"\nmeans = \"m\"\n[[letter]]\npaper = \"P\"\nhere = "
                  "\"Q\"\nmeans = \"m\"\n",
              "the letter \"P\" is there twice"},
             {good + "[[finding]]\ntitle = \"t\"\ntext = \"x\"\n", "no claim stands behind this finding"},
             {good + "[[finding]]\ntext = \"x\"\nclaims = [\"family/name\"]\n",
              "a finding needs its \"title\""},
             {good + "[[finding]]\ntitle = \"t\"\ntext = \"x\"\nclaims = [\"a/b\"]\n",
              "there is no claim \"a/b\""},
             {good + relation("cousin", "Theorem 1", ""), "\"cousin\" is no kind of a relation"},
             {good + relation("same", "Theorem 1", ""),
              "the relation does not say to which paper's place it leads"},
             {good + relation("sharpened", "Theorem 1", "paper = \"p-1\"\n"),
              "a relation names the other paper and its place, or neither"},
             {good + relation("sharpened", "Theorem 9", ""), "the paper says nothing at \"Theorem 9\""},
             {good + relation("same", "Theorem 1", "paper = \"p-2\"\nthere = \"Theorem 1\"\n"),
              "there is no paper \"p-2\""},
             {good + relation("same", "Theorem 1", "paper = \"q-0\"\nthere = \"Theorem 2\"\n"),
              "there is no place in q-0 \"Theorem 2\""},
             {good + relation("same", "Theorem 1", "paper = \"p-1\"\nthere = \"Theorem 1\"\n"),
              "this is the paper itself; a relation leads to another one"},
             {good + "[[relation]]\nkind = \"sharpened\"\nnumber = \"Theorem 1\"\nsays = \"s\"\n",
              "no claim shows this relation"},
             {good + "[[figure]]\ndraws = \"x\"\n", "the figure illustrates no claim"},
             {good + "[[figure]]\nclaims = [\"family/name\"]\n", "a figure needs its \"draws\""},
             {good + "[[figure]]\ndraws = \"x\"\nclaims = [\"family/name\"]\n[[figure]]\ndraws = "
                     "\"x\"\nclaims = "
                     "[\"family/name\"]\n",
              "the figure \"x\" is there twice"},
         }) {
        INFO(c.text);
        const std::string found = message(c.text);
        CHECK(found.substr(0, c.message.size()) == c.message);
    }
}

TEST_CASE("the part of a paper that is about some claims", "[paper]") {
    Paper paper;
    paper.statements = {{"Theorem 1", "a"}, {"Theorem 2", "b"}, {"Theorem 3", "c"}};
    paper.statements[0].readings = {{"so", {"x"}, {"y"}}};
    paper.statements[1].related = {"z"};
    paper.statements[2].readings = {{"so", {"w"}, {}}};
    paper.sentences = {{"S1", "d"}, {"S2", "e"}};
    paper.sentences[0].readings = {{"so", {"z"}, {}}};
    paper.sentences[0].rests_on = {"Theorem 3"};
    paper.findings = {{"t", "x", {"y", "z"}}, {"u", "x", {"w"}}};
    paper.figures = {{"f", "", "", {"x"}}};
    const auto numbers = [](const Paper& part) {
        std::string text;
        for (const auto* passages : {&part.statements, &part.sentences})
            for (const Passage& passage : *passages)
                text += passage.number + " ";
        return text + std::to_string(part.findings.size()) + std::to_string(part.figures.size());
    };
    CHECK(numbers(about(paper, {"x"})) == "Theorem 1 01");
    CHECK(numbers(about(paper, {"y"})) == "Theorem 1 10");
    CHECK(numbers(about(paper, {"z"})) == "Theorem 2 Theorem 3 S1 10");
    CHECK(numbers(about(paper, {"v"})) == "00");
    CHECK(claims_of(paper) == std::vector<std::string>{"x", "y", "z", "w"});
}

TEST_CASE("a paper is cited by what is known of it", "[paper]") {
    Paper paper;
    paper.title = "T";
    CHECK(citation(paper) == "T");
    paper.authors = {"A", "B", "C"};
    paper.year = 2026;
    CHECK(citation(paper) == "A, B and C (2026), T");
    paper.version = "second edition";
    CHECK(citation(paper) == "A, B and C (2026), T, second edition");
    paper.arxiv = "1";
    paper.version = "v2";
    paper.date = "1 May";
    CHECK(citation(paper) == "A, B and C (2026), T, arXiv:1v2 (1 May)");
}

}  // namespace
}  // namespace groundcheck::test::test_catalogue
