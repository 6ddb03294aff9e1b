#include "reports/mathml.hpp"

#include <map>
#include <set>

#include "ledger/record.hpp"
#include "reports/html.hpp"
#include "tests/catch.hpp"
#include "tests/language_fixture.hpp"
#include "tests/reports/well_formed.hpp"
#include "theorems/language/vocabulary.hpp"

using namespace groundcheck;

namespace mathml_test {

namespace {

std::string without_entities(std::string text) {
    for (const auto& [entity, character] :
         std::map<std::string, std::string>{{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}})
        for (std::size_t at = text.find(entity); at != std::string::npos; at = text.find(entity))
            text.replace(at, entity.size(), character);
    return text;
}

std::string annotation(const std::string& math) {
    const std::string start = "<annotation encoding=\"text/x-groundcheck\">";
    const std::size_t from = math.find(start) + start.size();
    return without_entities(math.substr(from, math.find("</annotation>") - from));
}

std::string set(const std::string& number) { return mathml(*parse_expression(number, test::full_scope())); }

// What is left of a formula without its markup.
std::string spelled(const std::string& markup) {
    std::string text;
    bool inside = false;
    for (const char c : markup) {
        if (c == '<') inside = true;
        if (!inside) text += c;
        if (c == '>') inside = false;
    }
    for (const std::string invisible : {"&#x2061;", "&#x2062;"})
        for (std::size_t at = text.find(invisible); at != std::string::npos; at = text.find(invisible))
            text.erase(at, invisible.size());
    return without_entities(text);
}

const std::set<std::string> core = {"math",   "semantics",  "annotation", "mrow",  "mi",   "mn",   "mo",
                                    "mtext",  "mspace",     "mfrac",      "msqrt", "msub", "msup", "msubsup",
                                    "munder", "munderover", "mtable",     "mtr",   "mtd",  "span"};

void check_markup(const std::string& markup) {
    INFO(markup);
    test::WellFormed parsed(markup);
    CHECK(parsed.complaint() == "");
    for (const std::string& element : parsed.elements())
        CHECK(core.count(element) == 1);
}

}  // namespace

TEST_CASE("distributions that are made and mixed are set as they are written", "[reports][mathml]") {
    const std::string made = spelled(set("D(normalize(i: Q_i*P_i))"));
    INFO(made);
    CHECK(made.find("normalize") != std::string::npos);
    CHECK(made.find("−") == std::string::npos);
    const std::string mixed = spelled(set("H(Q/2 + P/2) - H(Q)"));
    INFO(mixed);
    CHECK(mixed.find("+") < mixed.find("−"));
}

TEST_CASE("every function has a formula, and it can be read back", "[mathml]") {
    const std::map<Type, std::string> argument = {{Type::scalar, "q"},
                                                  {Type::distribution, "Q"},
                                                  {Type::observable, "f"},
                                                  {Type::law, "Law[Q']"},
                                                  {Type::string, "\"01\""}};
    for (const Function& function : functions()) {
        std::string call = function.name + "(";
        for (const Type type : function.parameters)
            call += (call.back() == '(' ? "" : ", ") + argument.at(type);
        call += ")";
        const bool string = function.result == Type::string;
        const bool distribution = function.result == Type::distribution;
        const std::string statement = function.node() == Node::predicate ? call
                                      : string                           ? call + " == \"10\""
                                      : distribution                     ? call + " == Q"
                                                                         : call + " < 2";
        INFO(statement);
        const ExpressionPtr tree = parse_statement(statement, test::full_scope());
        const std::string math = math_element(*tree, true);
        check_markup(math);
        CHECK(same(*parse_statement(annotation(math), test::full_scope()), *tree));
        // Every argument is there to be seen.
        for (const Type type : function.parameters) {
            const std::string name = type == Type::law      ? ">Law</mi>"
                                     : type == Type::string ? "01"
                                                            : ">" + argument.at(type) + "</mi>";
            CHECK(mathml(*tree).find(name) != std::string::npos);
        }
    }
}

TEST_CASE("formulas look as they are written on paper", "[mathml]") {
    CHECK(spelled(set("H(Q) - E[H(Q')]")) == "H(Q)−E[H(Q′)]");
    CHECK(spelled(set("E[R(q,Q')]")) == "E[Rq(Q′)]");
    CHECK(spelled(set("E[mean(f,Q[t+1])]")) == "E[meanQ(t+1)(f)]");
    CHECK(spelled(set("L2(Q,P)")) == "‖Q−P‖2");
    CHECK(spelled(set("supp(Q)")) == "|suppQ|");
    CHECK(spelled(set("digamma(q)")) == "ψ(q)");
    CHECK(spelled(set("alpha*N")) == "αN");
    CHECK(spelled(set("2*3")) == "2·3");
    CHECK(spelled(set("sum(s in 0..t-1: s^2)")) == "∑s=0t−1s2");
    CHECK(spelled(set("Var[mean(f,Q') from R]")) == "Varfrom R[meanQ′(f)]");
    CHECK(spelled(set("sum(s in outputs(4): runs(4, s))")) == "∑s∈outputs(4)runs(4,s)");
    test::TemporaryFolder folder;
    const Claim claim = load_claim(folder.write(
        "c.toml",
        "statement = \"Pr[h[t] == world from h with N = 2*N, alpha = 0] >= m_world\"\n[process]\nfamily = "
        "\"program\"\nnoise = \"1/3\"\n[domain]\nL = 2\nN = 1\nt = 1\nalpha = \"1/2\"\nm = \"uniform\"\nh = "
        "\"strings\"\nworld = \"strings\"\n"));
    CHECK(spelled(mathml(*claim.statement)) == "Prfrom h,with N=2N,α=0[h(t)=world]≥mworld");
    CHECK(set("D(Q)/(2*N)").find("<mfrac>") != std::string::npos);
    CHECK(set("sqrt(q)").find("<msqrt>") != std::string::npos);
    CHECK(set("E[Q'_1]").find("<msub><mi>Q</mi>") != std::string::npos);
    const ExpressionPtr less = parse_statement("H(Q) <= 1 and q != 2", test::full_scope());
    CHECK(spelled(mathml(*less)) == "H(Q)≤1andq≠2");
}

TEST_CASE("parentheses stand where the meaning needs them and nowhere else", "[mathml]") {
    CHECK(spelled(set("(q + 1)*t")) == "(q+1)t");
    CHECK(spelled(set("q + 1*t")) == "q+1t");
    CHECK(spelled(set("q - (t - 1)")) == "q−(t−1)");
    CHECK(spelled(set("q - t - 1")) == "q−t−1");
    CHECK(spelled(set("(q*t)^2")) == "(qt)2");
    CHECK(spelled(set("q*t^2")) == "qt2");
    CHECK(spelled(set("(q/t)^2")).front() == '(');
    CHECK(spelled(set("(-q)^2")) == "(−q)2");
    CHECK(spelled(set("-q^2")) == "−q2");
    CHECK(spelled(set("1/2*sum(i: Q_i)")) == "12∑iQi");
    CHECK(spelled(set("sum(i: Q_i)*2")) == "(∑iQi)·2");
    CHECK(spelled(set("sum(i: Q_i + 1)")) == "∑i(Qi+1)");
    CHECK(spelled(set("q*(t*2)")) == "q(t·2)");
    CHECK(spelled(set("q*(-t)")) == "q(−t)");
    const auto formula = [](const std::string& text) {
        return spelled(mathml(*parse_statement(text, test::full_scope())));
    };
    CHECK(formula("(q < 1 or t < 1) and N < 2") == "(q<1ort<1)andN<2");
    CHECK(formula("not (q < 1 and t < 1)") == "not(q<1andt<1)");
    CHECK(formula("q < 1 implies t < 1") == "q<1⇒t<1");
}

TEST_CASE("a chain is set relation under relation, a conjunction part by part", "[mathml]") {
    const auto display = [](const std::string& text) {
        return math_display(*parse_statement(text, test::full_scope()));
    };
    const std::string chain = display("q <= t < 2");
    check_markup(chain);
    CHECK(chain.find("<mtable") != std::string::npos);
    CHECK(annotation(chain) == "q <= t < 2");
    const std::string both = display("q < 1 and t < 1");
    CHECK(both.find("</math><span class=\"between\">and</span><math") != std::string::npos);
    CHECK(display("q < 1").find("<mtable") == std::string::npos);
}

TEST_CASE("every claim of the catalogue is typeset, from its record alone", "[mathml]") {
    const Catalogue catalogue = load_catalogue("theorems");  // tests run in the source folder
    REQUIRE(catalogue.claims.size() > 30);
    for (const Claim& claim : catalogue.claims) {
        const Claim stored = claim_from(to_json(claim));
        INFO(claim.id);
        for (const bool mutant : {false, true}) {
            if (mutant && !claim.mutant) continue;
            const std::string html = statement_html(stored, mutant);
            CHECK(html.find("<math") != std::string::npos);
            check_markup("<span>" + html + "</span>");
        }
        if (!claim.equality_text.empty())
            CHECK(condition_html(stored, claim.equality_text).find("<math") != std::string::npos);
    }
}

TEST_CASE("a text that is not in the language is shown as it is", "[mathml]") {
    Claim claim;
    claim.statement_text = "no <claim> & \"none\"";
    CHECK(statement_html(claim, false) ==
          "<code class=\"block\">no &lt;claim&gt; &amp; &quot;none&quot;</code>");
}

TEST_CASE("text becomes HTML without becoming markup", "[html]") {
    CHECK(html_text("a<b>&\"") == "a&lt;b&gt;&amp;&quot;");
    CHECK(html_prose("take `a<b` and") == "take <code>a&lt;b</code> and");
    CHECK(html_prose("an `open end") == "an <code>open end</code>");
    CHECK(anchor("entropy-decay/one step") == "entropy-decay-one-step");
    CHECK(anchor("\"><script>") == "---script-");
}

}  // namespace mathml_test
