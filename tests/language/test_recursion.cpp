// family = "recursion": what reads, reads back, and what is rejected where.
#include <string>
#include <vector>

#include "tests/language_fixture.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck::test::test_recursion {
namespace {

const std::string process =
    "[process]\nfamily = \"recursion\"\nalpha = \"1/(t+2)\"\nm = \"(1-alpha)*m + alpha*a\"\nv = \"v + m\"\n";
const std::string domain = "[domain]\nm = 0\nv = \"0, 1\"\na = \"1/2\"\nt = \"0..4\"\n";

Claim load_text(const std::string& toml) {
    const TemporaryFolder folder;
    return load_claim(folder.write("claim.toml", toml));
}

// Uses everything that the domain declares.
Claim with(const std::string& statement) {
    return load_text("statement = '''" + statement + " or v[t] > 0'''\n" + process + domain);
}

// A claim about x with this [process] and these further lines of the domain.
std::string about(const std::string& steps, const std::string& more = "",
                  const std::string& statement = "x[1] > 0") {
    return "statement = \"" + statement + "\"\n[process]\nfamily = \"recursion\"\n" + steps +
           "\n[domain]\nx = 1\n" + more;
}

}  // namespace

TEST_CASE("Statements about a recursion read, and read back", "[recursion]") {
    for (const char* statement :
         {"m[t] <= v[t]", "v[0] == v", "m[t+1] == (1-1/(t+2))*m[t] + a/(t+2)", "sum(i in 0..t: m[i]) >= 0",
          "prod(s in 0..t: v[2*s]) >= 0", "v[v] >= 0", "v[v[0]] >= 0", "(-1)^v[t] <= 1",
          "not finite(m[t]) implies abs(m[3]) > 0", "min(m[t], v[t]) < max(m[1], v[2], 0)"}) {
        INFO(statement);
        const Claim claim = with(statement);
        const Scope scope = scope_of(claim.domains.front());
        CHECK(scope.recursion == std::set<std::string>{"m", "v"});
        CHECK(same(*claim.statement, *parse_statement(to_text(*claim.statement), scope)));
    }
}

TEST_CASE("What a recursion says, as a value", "[recursion]") {
    const Domain read = with("m[t] >= 0").domains.front();
    REQUIRE(read.process);
    const auto* recursion = std::get_if<RecursionProcess>(&read.process->family);
    REQUIRE(recursion != nullptr);
    CHECK(recursion->steps.size() == 2);
    CHECK(to_text(*recursion->steps.at("v")) == "v + m");
    CHECK(to_text(*recursion->alpha) == "1/(t + 2)");
    CHECK(read.process->text == "alpha = 1/(t+2), family = recursion, m = (1-alpha)*m + alpha*a, v = v + m");
    // The same again from its entries, and apart from its neighbours.
    CHECK((order(*read.process, *process_from(read.process->written, read)) == 0));
    for (const char* key : {"alpha", "m", "v"}) {
        auto entries = read.process->written;
        entries[key] = "(" + entries[key] + ")/2 + 0*alpha";
        if (std::string(key) == "alpha") entries[key] = "1/(t+3)";
        CHECK((order(*read.process, *process_from(entries, read)) != 0));
    }
    CHECK((order(*read.process, Process()) != 0));
}

TEST_CASE("Recursions that read", "[recursion]") {
    for (const std::string& text :
         {about("x = \"x/2\""), about("x = 3"), about("x = \"x + t\"", "", "x[4] > 0"),
          about("x = \"a*x\"", "a = 2\n"), about("x = \"x/N\"", "N = \"1..3\"\n"),
          about("x = \"alpha*x\"", "alpha = \"0, 1\"\n"),
          about("x = \"alpha*x\"\nalpha = \"alpha/(t+1)\"", "alpha = \"0, 1\"\n"),
          about("x = \"alpha*x\"\nalpha = \"a/N\"", "a = 1\nN = 2\n"),
          // A number may have the name of another family's key.
          about("x = \"x + noise\"\nnoise = \"noise/2\"", "noise = 1\n"),
          about("x = \"x + sum(c in 1..t: 1/c)\""), about("x = \"x + y\"\ny = \"y/2\"", "y = 1\n"),
          about("x = \"x/2\"", "", "x[1] >= x/2\"\nequality = \"x[2] == x/4")}) {
        INFO(text);
        CHECK(load_text(text).domains.front().process);
    }
}

TEST_CASE("Statements that are none about a recursion", "[recursion]") {
    // The column counts within the file's line; statement = ''' takes 15.
    const std::vector<Reject> table = {
        {"a[t] > 0", 1, 16, "\"a\" has no step in this recursion"},
        {"a[t] > 0", 1, 16, "m[t], v[t]"},
        {"t[1] > 0", 1, 16, "\"t\" has no step"},
        {"Q[t] == Q", 1, 16, "\"Q\" has no step"},
        {"P[t] == Q", 1, 16, "\"P\" has no step"},
        {"m[-1] > 0", 1, 18, "a whole number from 0, this is -1"},
        {"m[1/2] > 0", 1, 18, "a whole number from 0, this is 1/2"},
        {"m[infinity] > 0", 1, 18, "no value at infinity"},
        {"m[] > 0", 1, 18, "a number"},
        {"m[t > 0", 1, 35, "\"]\""},
        {"m[t]_1 > 0", 1, 16, "only a distribution or an observable has components"},
        {"m' > 0", 1, 16, "only Q has a next generation"},
        {"E[m[t]] > 0", 1, 16, "nothing is random in a recursion"},
        {"Var[m[t]] > 0", 1, 16, "the numbers after t steps are m[t], v[t]"},
        {"Pr[m[t] > 0] > 0", 1, 16, "nothing is random"},
        {"H(Law[m[t]]) > 0", 1, 18, "nothing is random"},
        {"for every outcome: m[t] > 0", 1, 16, "nothing is random"},
        {"H(Q) > 0", 1, 18, "numbers only, and no Q"},
        {"H(Q') > 0", 1, 18, "nothing is random"},
        {"H(M) > 0", 1, 18, "there is no Q here"},
        {"f > 0", 1, 16, "numbers only, and no f"},
        {"sum(i: m[i]) > 0", 1, 16, "needs symbols, and the domain has none"},
        {"m[t] == m and alpha > 0", 1, 30, "\"alpha\" is not in the domain"},
        {"sum(m in 0..2: m) > 0", 1, 20, "\"m\" is a variable already"},
    };
    for (const Reject& reject : table)
        check_rejected(reject, [&] { with(reject.text); });
}

TEST_CASE("Recursions that are none, with the place and what is wrong", "[recursion]") {
    const std::vector<Reject> table = {
        {about("x = \"Q_1\""), 4, 6, "numbers only, and no Q"},
        {about("x = \"P_1\""), 4, 6, "numbers only, and no P"},
        {about("x = \"H(Q')\""), 4, 8, "a step is made from what the numbers are before it"},
        {about("x = \"E[x]\""), 4, 6, "a step is made from what the numbers are before it"},
        {about("x = \"Pr[x > 0]\""), 4, 6, "cannot stand here"},
        {about("x = \"x[1]\""), 4, 6, "x[...] cannot stand here"},
        {about("x = \"x[t]\""), 4, 6, "their names stand for that"},
        {about("x = \"x + y\""), 4, 10, "unknown name \"y\""},
        {about("x = \"x + N\""), 4, 10, "\"N\" is not in the domain"},
        {about("x = \"x + alpha\""), 4, 10, "\"alpha\" is not in the domain"},
        {about("x = \"sum(i: x)\""), 4, 6, "needs symbols"},
        {about("x = \"x + K\""), 4, 10, "needs symbols"},
        {about("x = \"x > 0\""), 4, 6, "a number is needed here"},
        {about("x = \"x +\""), 4, 9, "a number, a name"},
        {about("x = \"(1, 0)\""), 4, 6, "a number is needed here"},
        {about("x = [1, 2]"), 4, 5, ""},
        {about("x = \"x/2\"\ny = \"x\""), 5, 5, "\"y\" is no number of the domain"},
        {about("x = \"x/2\"\ny = \"x\""), 5, 5, "y = \"0\" in the domain"},
        {about("rate = \"1\"\nx = \"x\"", "rates = 1\n"), 4, 8, "did you mean \"rates\"?"},
        {about("x = \"x/2\"\nt = \"t+1\"", "t = 1\n"), 5, 5, "t is the number of the step"},
        {about("x = \"x/2\"\nN = \"t+1\"", "N = 1\n"), 5, 5, "a recursion has no \"N\": nothing is sampled"},
        {about("x = \"x/2\"\ntrain = \"x\""), 5, 9, "a recursion has no \"train\""},
        {about("x = \"x/2\"\nfit = \"x\""), 5, 7, "a recursion has no \"fit\""},
        {about("x = \"x/2\"\ndata = \"accumulate\""), 5, 8, "a recursion has no \"data\""},
        {about("x = \"x/2\"\nstart = \"P\""), 5, 9, "a recursion has no \"start\""},
        {about("x = \"x/2\"\nmodels = \"1\""), 5, 10, "a recursion has no \"models\""},
        {about("x = \"x/2\"\nnoise = \"1/2\""), 5, 9, "a recursion has no \"noise\""},
        {about("x = \"x/2\"\nalpha = \"1/2\""), 5, 9, "a schedule that no step uses"},
        {about("x = \"alpha*x\"\nalpha = \"x/2\""), 5, 10, "it cannot speak of x"},
        {about("x = \"alpha*x\"\nalpha = \"alpha\""), 5, 10, "\"alpha\" is not in the domain"},
        {about("x = \"alpha*x\"\nalpha = \"x[0]\""), 5, 10, "cannot stand here"},
        {about(""), 3, 10, "a recursion needs a number and its step"},
        {about("x = \"x/2\"", "K = 2\n"), 3, 10, "no symbols: the domain declares K"},
        {about("x = \"x/2\"", "K = \"any\"\n"), 3, 10, "no symbols: the domain declares K"},
        {about("x = \"x/2\"", "L = 2\n"), 3, 10, "no symbols: the domain declares L"},
        {about("x = \"x/2\"", "K = 2\nQ = \"uniform\"\n"), 3, 10, "no symbols"},
        {about("x = \"x/2\"", "f = [[1, 2]]\n"), 3, 10, "no symbols: the domain declares f"},
        // What nothing uses: a parameter, a number that only its own step mentions, a share behind a
        // schedule.
        {about("x = \"x/2\"", "a = 1\n"), 7, 1, "never uses it"},
        {about("x = \"x/2\"\ny = \"y/2\"", "y = 1\n"), 8, 1, "\"y\", but the statement never uses it"},
        {about("x = \"alpha*x\"\nalpha = \"1/2\"", "alpha = \"1/2\"\n"), 8, 1,
         "\"alpha\", but the statement"},
        {about("x = \"x/2\"", "where = \"x[1] > 0\"\n"), 7, 10, "only Q has generations"},
        {about("x = \"x/2\"", "", "x[1] > y"), 1, 21, "unknown name \"y\""},
    };
    for (const Reject& reject : table)
        check_rejected(reject, [&] { load_text(reject.text); });
    // Without the family the keys are no process's.
    const std::string plain = "statement = \"x > 0\"\n[process]\nx = \"x/2\"\n[domain]\nx = 1\n";
    check_rejected({plain, 3, 1, "x"}, [&] { load_text(plain); });
}

}  // namespace groundcheck::test::test_recursion
