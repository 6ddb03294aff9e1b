#include "reports/junit.hpp"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "reports/passage_verdict.hpp"
#include "reports/summary.hpp"

namespace groundcheck {

namespace {

// The length of the valid UTF-8 sequence at the start of `text` whose character XML 1.0 allows, or 0.
std::size_t allowed_sequence(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return first >= 0x20 || first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
    std::uint32_t code = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return 0;
        code = code << 6U | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return overlong || surrogate || code == 0xFFFE || code == 0xFFFF || code > 0x10FFFF ? 0 : length;
}

std::string detail(const ClaimResult& result) { return summary(result, SummaryStyle{100, false, false}); }

std::string test_case(const ClaimResult& result) {
    const std::string name = result.is_mutant ? result.claim.id + " (mutant)" : short_name(result.claim.id);
    std::string text = fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3f}\">\n",
                                   xml_text(group_of(result.claim.id)), xml_text(name), result.seconds);
    if (is_unfinished(result))
        text +=
            "      <skipped message=\"unfinished: not all of its instances are decided yet\"></skipped>\n";
    else if (result.passes())
        text += "      <system-out>" + xml_text(detail(result)) + "</system-out>\n";
    else
        text += fmt::format("      <failure type=\"{}\" message=\"expected {}, found {}\">{}</failure>\n",
                            to_text(result.verdict), to_text(result.expected()), to_text(result.verdict),
                            xml_text(detail(result)));
    return text + "    </testcase>\n";
}

struct Suite {
    std::string name;
    std::vector<const ClaimResult*> results;
};

// The families in the order of their first claims, then the mutants.
std::vector<Suite> suites(const Report& report) {
    std::vector<Suite> all;
    std::map<std::string, std::size_t> places;
    Suite mutants{"mutants", {}};
    for (const ClaimResult& result : report.results) {
        if (result.is_mutant) {
            mutants.results.push_back(&result);
            continue;
        }
        const std::string name = group_of(result.claim.id);
        const auto [place, is_new] = places.try_emplace(name, all.size());
        if (is_new) all.push_back({name, {}});
        all[place->second].results.push_back(&result);
    }
    if (!mutants.results.empty()) all.push_back(std::move(mutants));
    return all;
}

struct Count {
    std::size_t tests = 0, failures = 0, skipped = 0;
    double seconds = 0;
};

std::string attributes(const Count& count) {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" time=\"{:.3f}\"",
                       count.tests, count.failures, count.skipped, count.seconds);
}

Count count(const std::vector<const ClaimResult*>& results) {
    Count count;
    for (const ClaimResult* result : results) {
        ++count.tests;
        if (is_unfinished(*result))
            ++count.skipped;
        else
            count.failures += result->passes() ? 0 : 1;
        count.seconds += result->seconds;
    }
    return count;
}

Count count_simulations(const Report& report) {
    Count count;
    for (const ClaimResult& result : report.results) {
        for (const SimulatedClaim& simulated : result.simulated) {
            ++count.tests;
            count.failures += simulated.finding() == result.expected_finding() ? 0 : 1;
            count.seconds += simulated.seconds;
        }
    }
    return count;
}

Count count_loop_findings(const Report& report) {
    Count count;
    for (const LoopFindingResult& finding : report.loop_findings) {
        ++count.tests;
        count.failures += finding.passes() ? 0 : 1;
        count.seconds += finding.seconds;
    }
    return count;
}

// Findings about loops with their mutants: a suite of its own too.
std::string loop_findings_suite(const Report& report) {
    if (report.loop_findings.empty()) return {};
    std::string text = "  <testsuite name=\"loops\" " + attributes(count_loop_findings(report)) + ">\n";
    for (const LoopFindingResult& finding : report.loop_findings) {
        text += fmt::format("    <testcase classname=\"loops\" name=\"{}\" time=\"{:.3f}\"",
                            xml_text(finding.id), finding.seconds);
        text +=
            finding.passes()
                ? "></testcase>\n"
                : fmt::format(
                      ">\n      <failure type=\"{0}\" message=\"expected {1}, found {0}; its mutant: "
                      "{2}\">{3}</failure>\n    </testcase>\n",
                      finding.outcome(), finding.expected(),
                      finding.mutant.empty() ? "none" : finding.mutant_outcome(), xml_text(finding.reason));
    }
    return text + "  </testsuite>\n";
}

// What was held against simulation: a suite of its own, since none of it is a verdict.
std::string simulations_suite(const Report& report) {
    const Count total = count_simulations(report);
    if (total.tests == 0) return {};
    std::string text = "  <testsuite name=\"simulations\" " + attributes(total) + ">\n";
    for (const ClaimResult& result : report.results) {
        for (const SimulatedClaim& simulated : result.simulated) {
            text += fmt::format("    <testcase classname=\"simulations\" name=\"{}{} at {}\" time=\"{:.3f}\"",
                                xml_text(result.claim.id), result.is_mutant ? " (mutant)" : "",
                                xml_text(to_text(simulated.point)), simulated.seconds);
            const std::string found = to_text(simulated.finding());
            if (simulated.finding() == result.expected_finding())
                text += "></testcase>\n";
            else
                text += fmt::format(
                    ">\n      <failure type=\"{0}\" message=\"expected {1}, found {0}\">{2}</failure>\n    "
                    "</testcase>\n",
                    found, to_text(result.expected_finding()), xml_text(simulated.reason));
        }
    }
    return text + "  </testsuite>\n";
}

// A paper's passages: one fails if a claim that it names is not as expected, and is skipped if none was
// audited or one is unfinished.
struct PassageCase {
    const Passage* passage;
    std::string skipped, failure;
};

std::vector<PassageCase> passage_cases(const Report& report, const Paper& paper) {
    std::vector<PassageCase> cases;
    for (const auto* passages : {&paper.statements, &paper.sentences}) {
        for (const Passage& passage : *passages) {
            PassageCase found{&passage, "", ""};
            const std::vector<const ClaimResult*> results = results_for(report, passage);
            if (results.empty()) found.skipped = passage.unread.empty() ? "not audited" : passage.unread;
            for (const ClaimResult* result : results) {
                if (is_unfinished(*result))
                    found.skipped = "unfinished: not all of its instances are decided yet";
                else if (!result->passes())
                    found.failure += (found.failure.empty() ? "" : "; ") + result->claim.id + ": expected " +
                                     to_text(result->expected()) + ", found " + to_text(result->verdict);
            }
            if (!found.failure.empty()) found.skipped.clear();
            cases.push_back(std::move(found));
        }
    }
    return cases;
}

Count count(const std::vector<PassageCase>& cases) {
    Count count;
    for (const PassageCase& found : cases) {
        ++count.tests;
        count.failures += found.failure.empty() ? 0 : 1;
        count.skipped += found.skipped.empty() ? 0 : 1;
    }
    return count;
}

std::string paper_suite(const Report& report, const Paper& paper) {
    const std::vector<PassageCase> cases = passage_cases(report, paper);
    std::string text =
        "  <testsuite name=\"" + xml_text("paper " + paper.id) + "\" " + attributes(count(cases)) + ">\n";
    for (const PassageCase& found : cases) {
        const std::string verdict = to_text(passage_verdict(assessments(report, *found.passage)));
        text += "    <testcase classname=\"" + xml_text(paper.id) + "\" name=\"" +
                xml_text(found.passage->number + ": " + verdict) + "\" time=\"0.000\">\n";
        if (!found.failure.empty())
            text +=
                "      <failure type=\"unexpected\" message=\"" + xml_text(found.failure) + "\"></failure>\n";
        else if (!found.skipped.empty())
            text += "      <skipped message=\"" + xml_text(found.skipped) + "\"></skipped>\n";
        else
            text += "      <system-out>" + xml_text(found.passage->says) + "</system-out>\n";
        text += "    </testcase>\n";
    }
    return text + "  </testsuite>\n";
}

}  // namespace

std::string xml_text(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t length = allowed_sequence(text);
        if (length == 0)
            result += "\uFFFD";
        else if (text[0] == '&')
            result += "&amp;";
        else if (text[0] == '<')
            result += "&lt;";
        else if (text[0] == '>')
            result += "&gt;";
        else if (text[0] == '"')
            result += "&quot;";
        else
            result += text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return result;
}

std::string junit_xml(const Report& report) {
    std::vector<const ClaimResult*> all;
    for (const ClaimResult& result : report.results)
        all.push_back(&result);
    Count overall = count(all);
    const Count simulated = count_simulations(report);
    overall.tests += simulated.tests;
    overall.failures += simulated.failures;
    overall.seconds += simulated.seconds;
    const Count found = count_loop_findings(report);
    overall.tests += found.tests;
    overall.failures += found.failures;
    overall.seconds += found.seconds;
    for (const Paper& paper : report.papers) {
        const Count passages = count(passage_cases(report, paper));
        overall.tests += passages.tests;
        overall.failures += passages.failures;
        overall.skipped += passages.skipped;
    }
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    text += "<testsuites name=\"groundcheck audit\" " + attributes(overall) + ">\n";
    for (const Suite& suite : suites(report)) {
        text +=
            "  <testsuite name=\"" + xml_text(suite.name) + "\" " + attributes(count(suite.results)) + ">\n";
        for (const ClaimResult* result : suite.results)
            text += test_case(*result);
        text += "  </testsuite>\n";
    }
    for (const Paper& paper : report.papers)
        text += paper_suite(report, paper);
    return text + simulations_suite(report) + loop_findings_suite(report) + "</testsuites>\n";
}

}  // namespace groundcheck
