#include "reports/junit.hpp"

#include <cstdlib>
#include <map>

#include "tests/catch.hpp"
#include "tests/random.hpp"
#include "tests/reports/sample_report.hpp"
#include "tests/sample_loop_finding.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;

namespace junit_test {

namespace {

// A reader of the XML that we write: elements, double-quoted attributes, text. It stops at the first thing
// that is not well-formed and says so.
struct Element {
    std::string name;
    std::map<std::string, std::string> attributes;
    std::vector<Element> children;
    std::string text;

    std::vector<const Element*> named(const std::string& wanted) const {
        std::vector<const Element*> found;
        for (const Element& child : children)
            if (child.name == wanted) found.push_back(&child);
        return found;
    }
};

class XmlReader {
  public:
    explicit XmlReader(std::string text) : text_(std::move(text)) {}
    Element read() {
        const std::string declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        expect(declaration);
        Element root = element();
        expect("\n");
        if (at_ != text_.size()) fail("something after the root");
        return root;
    }

  private:
    [[noreturn]] void fail(const std::string& what) const {
        throw std::runtime_error(what + " at byte " + std::to_string(at_));
    }
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void expect(const std::string& wanted) {
        if (text_.compare(at_, wanted.size(), wanted) != 0) fail("expected " + wanted);
        at_ += wanted.size();
    }
    std::string name() {
        const std::size_t begin = at_;
        while (std::isalpha(static_cast<unsigned char>(peek())) != 0 || peek() == '-')
            ++at_;
        if (begin == at_) fail("expected a name");
        return text_.substr(begin, at_ - begin);
    }
    std::string text_until(char end) {
        static const std::map<std::string, char> entities = {
            {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}};
        std::string result;
        while (peek() != end) {
            const char c = peek();
            if (c == '\0' || c == '<') fail("text ends early");
            if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r')
                fail("a control character");
            ++at_;
            if (c != '&') {
                result += c;
                continue;
            }
            const std::size_t semicolon = text_.find(';', at_);
            const auto entity = entities.find(text_.substr(at_, semicolon - at_));
            if (entity == entities.end()) fail("an unknown entity");
            result += entity->second;
            at_ = semicolon + 1;
        }
        return result;
    }
    Element element() {
        Element result;
        expect("<");
        result.name = name();
        while (peek() == ' ') {
            ++at_;
            const std::string attribute = name();
            expect("=\"");
            if (!result.attributes.emplace(attribute, text_until('"')).second) fail("a repeated attribute");
            expect("\"");
        }
        expect(">");
        for (;;) {
            result.text += text_until('<');
            if (text_.compare(at_, 2, "</") == 0) break;
            result.children.push_back(element());
        }
        expect("</" + result.name + ">");
        return result;
    }

    std::string text_;
    std::size_t at_ = 0;
};

}  // namespace

TEST_CASE("text is escaped for XML", "[junit]") {
    CHECK(xml_text("plain \u2264 \U0001F600") == "plain \u2264 \U0001F600");
    CHECK(xml_text("a<b & \"c\">'d'") == "a&lt;b &amp; &quot;c&quot;&gt;'d'");
    CHECK(xml_text("line\n\ttab\r") == "line\n\ttab\r");
    const std::string replaced = "\uFFFD";
    for (const char* bad : {"\x01", "\x08", "\x0b", "\x1b", "\x1f", "\x80", "\xc3", "\xff", "\xc0", "\xf5"}) {
        INFO("byte " << static_cast<int>(static_cast<unsigned char>(*bad)));
        CHECK(xml_text(std::string("a") + bad + "b") == "a" + replaced + "b");
    }
    CHECK(xml_text(std::string("a\0b", 3)) == "a" + replaced + "b");
    for (const char* bad :
         {"\xed\xa0\x80", "\xef\xbf\xbe", "\xef\xbf\xbf", "\xe0\x80\x80"})  // surrogate, U+FFFE ...
        CHECK(xml_text(bad) == replaced + replaced + replaced);
    CHECK(xml_text("\xc0\x80") == replaced + replaced);                 // overlong
    CHECK(xml_text("\xf4\x90\x80\x80").size() == 4 * replaced.size());  // beyond U+10FFFF
    CHECK(xml_text("") == "");
}

TEST_CASE("JUnit has a case for each claim and a suite for the mutants", "[junit]") {
    const Element root = XmlReader(junit_xml(test::sample_report())).read();
    CHECK(root.name == "testsuites");
    CHECK(root.attributes.at("tests") == "10");
    CHECK(root.attributes.at("failures") == "5");
    CHECK(root.attributes.at("skipped") == "1");
    const auto suites = root.named("testsuite");
    REQUIRE(suites.size() == 5);
    CHECK(suites[0]->attributes.at("name") == "entropy-decay");
    CHECK(suites[1]->attributes.at("name") == "stability");
    CHECK(suites[2]->attributes.at("name") == "claims");
    CHECK(suites[3]->attributes.at("name") == "mutants");
    CHECK(suites[4]->attributes.at("name") == "paper sample-2026");
    std::size_t cases = 0, failures = 0;
    for (const Element* suite : suites) {
        const auto own = suite->named("testcase");
        std::size_t failed = 0;
        for (const Element* each : own) {
            CHECK(each->attributes.count("classname") == 1);
            CHECK(each->attributes.count("time") == 1);
            failed += each->named("failure").size();
            CHECK(each->named("failure").size() + each->named("system-out").size() +
                      each->named("skipped").size() ==
                  1);
        }
        CHECK(suite->attributes.at("tests") == std::to_string(own.size()));
        CHECK(suite->attributes.at("failures") == std::to_string(failed));
        cases += own.size();
        failures += failed;
    }
    CHECK(cases == 10);
    CHECK(failures == 5);
}

TEST_CASE("JUnit has a suite for what was simulated", "[junit]") {
    Report report = test::simulated_report();
    const std::string good = junit_xml(report);
    CHECK(good.find("<testsuite name=\"simulations\" tests=\"1\" failures=\"0\"") != std::string::npos);
    CHECK(good.find("<testsuites name=\"groundcheck audit\" tests=\"5\" failures=\"0\"") !=
          std::string::npos);
    report.results[0].simulated[0].checks[0].finding = StatisticalFinding::contradicted;
    const std::string wrong = junit_xml(report);
    CHECK(wrong.find("<testsuite name=\"simulations\" tests=\"1\" failures=\"1\"") != std::string::npos);
    CHECK(wrong.find("expected agrees, found contradicted") != std::string::npos);
}

TEST_CASE("a failing case says what was expected and shows the counterexample", "[junit]") {
    const Element root = XmlReader(junit_xml(test::sample_report())).read();
    const Element& refuted = *root.named("testsuite")[1]->named("testcase")[0];
    CHECK(refuted.attributes.at("name") == "mse-law");
    const Element& failure = *refuted.named("failure").at(0);
    CHECK(failure.attributes.at("type") == "refuted");
    CHECK(failure.attributes.at("message") == "expected proved, found refuted");
    CHECK(failure.text.find("Q = (9/10, 1/10)") != std::string::npos);
    CHECK(failure.text.find("groundcheck eval \"(9/50*log(2)) - (log(10/9))\"") != std::string::npos);
    const Element& open = *root.named("testsuite")[1]->named("testcase")[1];
    CHECK(open.named("failure").at(0)->text.find("still holds 0 at 4096 bits") != std::string::npos);
}

TEST_CASE("whatever a claim's texts hold, the XML is well-formed", "[junit]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = test::generator(41);
    for (int i = 0; i < 200; ++i) {
        Report report = test::sample_report();
        for (ClaimResult& result : report.results) {
            result.claim.id = test::random_text(random);
            result.claim.title = test::random_text(random);
            result.claim.statement_text = test::random_text(random);
        }
        const std::string xml = junit_xml(report);
        INFO(xml);
        REQUIRE(XmlReader(xml).read().attributes.at("tests") == "10");
    }
}

TEST_CASE("a second opinion: xmllint, where it is installed", "[junit]") {
    if (std::system("command -v xmllint >/dev/null 2>&1") != 0) return;
    const test::Scratch scratch;
    const std::string file = (scratch.folder / "junit.xml").string();
    std::ofstream(file) << junit_xml(test::sample_report());
    CHECK(std::system(("xmllint --noout '" + file + "' 2>/dev/null").c_str()) == 0);
    std::ofstream(file) << junit_xml(test::sample_report()) << "<more/>";
    CHECK(std::system(("xmllint --noout '" + file + "' 2>/dev/null").c_str()) != 0);
}

TEST_CASE("JUnit has a suite for findings about loops", "[junit][loop_findings]") {
    Report report = test::simulated_report();
    report.loop_findings = {test::sample_loop_finding(), test::sample_loop_finding("loops/other")};
    CHECK(junit_xml(report).find("<testsuite name=\"loops\" tests=\"2\" failures=\"0\"") !=
          std::string::npos);
    report.loop_findings[1].mutant_checks.clear();
    const std::string wrong = junit_xml(report);
    CHECK(wrong.find("<testsuite name=\"loops\" tests=\"2\" failures=\"1\"") != std::string::npos);
    CHECK(wrong.find("expected agrees, found agrees; its mutant: too wide to tell") != std::string::npos);
    report.loop_findings = {test::sample_lattice_finding()};
    report.loop_findings[0].lattice->expect = Verdict::refuted;
    CHECK(junit_xml(report).find("expected refuted, found proved (lattice); its mutant: refuted (exact)") !=
          std::string::npos);
}

}  // namespace junit_test
