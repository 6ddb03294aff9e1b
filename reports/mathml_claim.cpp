// A claim's formulas, typeset from the texts of its record.
#include "reports/html.hpp"
#include "reports/mathml.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/types.hpp"

namespace groundcheck {

namespace {

// As the claim's file is read: its formulas are typed in the scope of its first domain.
Scope scope_of_first(const std::vector<Domain>& domains) {
    return domains.empty() ? Scope() : scope_of(domains.front());
}

}  // namespace

std::string statement_html(const Claim& claim, bool is_mutant) {
    const std::string& text = is_mutant ? claim.mutant->statement_text : claim.statement_text;
    const std::vector<Domain>& domains = is_mutant ? claim.mutant->domains : claim.domains;
    try {
        return math_display(*parse_statement(text, scope_of_first(domains)));
    } catch (const InputError&) {
        return "<code class=\"block\">" + html_text(text) + "</code>";
    }
}

std::string condition_html(const Claim& claim, const std::string& text) {
    try {
        return math_element(*parse_condition(text, scope_of_first(claim.domains)), false);
    } catch (const InputError&) {
        return "<code>" + html_text(text) + "</code>";
    }
}

}  // namespace groundcheck
