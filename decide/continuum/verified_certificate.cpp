#include "decide/continuum/verified_certificate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <set>

#include "decide/continuum/verified_bounds.hpp"
#include "decide/continuum/verified_boxes.hpp"
#include "decide/continuum/verified_equality.hpp"
#include "decide/continuum/verified_points.hpp"
#include "decide/continuum/verified_statement.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/mentions.hpp"
#include "theorems/language/parser.hpp"
#include "theorems/language/types.hpp"

namespace groundcheck {

namespace {

constexpr unsigned scale_bits = 64;  // of logarithms, roots and coefficients
constexpr unsigned root_bits = 32;   // of the roots of centres

// At this scale the checker's numbers fit into machine words for so many samples, products with small ones
// included, and it takes a fifth of the time.
constexpr unsigned small_scale_bits = 50;
constexpr std::uint32_t small_samples = 256;
constexpr double room = 1e-11;  // that boxes leave; of it the checker's rounding takes 3*N units or so

// What the factors of a form's logarithms and root multiply their bounds' rounding by, at most.
Rational weight_of(const MassForm& form) {
    Rational weight = abs(form.root);
    for (const LogTerm& term : form.terms)
        weight += abs(term.c);
    return weight;
}

Integer scale_of(const MassMargin& margin, std::size_t rounded) {
    Rational weight = weight_of(margin.model);
    for (const MassForm& form : margin.later)
        weight += weight_of(form);
    for (const LogLine& line : margin.lines)
        weight += abs(line.at_0) + abs(line.at_1);
    const bool small = rounded == 0 && margin.N <= small_samples && weight <= 16;
    return Integer(1) << (small ? small_scale_bits : scale_bits);
}

// The whole numbers whose logarithms a form at x > 0 is made of.
void add_arguments(std::set<Integer>& arguments, const MassForm& form, const Rational& x) {
    for (const LogTerm& term : form.terms) {
        const Rational value = term.e + term.f * x;
        arguments.insert(numerator(value));
        arguments.insert(denominator(value));
    }
}

// At most 1/sqrt(centre).
Rational root_of_centre(const Rational& centre) {
    const Integer below = sqrt(floor(Rational(Integer(1) << (2 * root_bits)) / centre));
    return Rational(below, Integer(1) << root_bits);
}

bool is_verified_id(const std::string& id) {
    const std::string others = "/-_.()";
    return !id.empty() && std::all_of(id.begin(), id.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               others.find(c) != std::string::npos;
    });
}

std::string verified_id(const Question& question) {
    return question.claim->id + (question.mutant ? "(mutant)" : "");
}

// Whether the certificate's statement still has the number by its name: not if only generations and exponents
// had it, or orders of T that are more than a name.
bool keeps_name(const Expression& e, const std::string& name) {
    if (is_number_named(e, name)) return true;
    if (e.node == Node::generation) return false;
    if (e.node == Node::pow) return keeps_name(*e.args[0], name);
    const bool folded = e.node == Node::functional && e.name == "T" && e.args.size() == 2 &&
                        e.args[0]->node != Node::parameter;
    return !folded && std::any_of(e.args.begin(), e.args.end(),
                                  [&](const ExpressionPtr& part) { return keeps_name(*part, name); });
}

// The claim with another statement, as it would be read from a file.
Claim said_otherwise(const Question& question, const std::string& statement, const Scope& scope) {
    Claim claim = *question.claim;
    (question.mutant ? claim.mutant->statement : claim.statement) = parse_statement(statement, scope);
    if (!question.mutant && !claim.equality_text.empty())
        claim.equality = parse_condition(claim.equality_text, scope);
    return claim;
}

// A way to see that a relation holds: its boxes, and what they need.
struct Found {
    std::vector<MassBox> boxes;
    unsigned degree = verified_degree;
    std::size_t rounded = 0;
    Integer scale;
};

std::set<Integer> arguments_of(const std::vector<KnownSum>& points,
                               std::map<Integer, Rational> KnownSum::*terms) {
    std::set<Integer> arguments;
    for (const KnownSum& point : points)
        for (const auto& [m, c] : point.*terms)
            arguments.insert(m);
    return arguments;
}

WrittenBounds bounds_of(const std::vector<KnownSum>& points, const Integer& scale) {
    return verified_bounds(arguments_of(points, &KnownSum::logs), arguments_of(points, &KnownSum::roots),
                           scale);
}

// The points of the relation, with its lines, when that many generations are rounded; and all numbers whose
// logarithms or roots they need.
struct Points {
    std::vector<KnownSum> values;
    std::set<Integer> logarithms, roots;
};

Points points_of(const MassMargin& margin, std::size_t rounded) {
    Points points;
    points.values = exact_points(margin, rounded);
    const auto note = [&] {
        points.logarithms.merge(arguments_of(points.values, &KnownSum::logs));
        points.roots.merge(arguments_of(points.values, &KnownSum::roots));
    };
    note();
    if (rounded > 0) {
        const Integer scale = scale_of(margin, rounded);
        const BoundTables tables = bounds_of(points.values, scale).tables;
        std::vector<Integer> bounds;
        for (const KnownSum& value : points.values)
            bounds.push_back(lower_bound(value, scale, tables));
        points.values = rounded_points(std::move(bounds), rounded, scale);
    }
    add_lines(points.values, margin.lines);
    note();
    return points;
}

// On [0,1] as one box where the model's form is a polynomial, or else on many; and where nothing of that
// finds room, at a scale that rounds nothing.
std::optional<Found> found_at(const MassForm& model, const Points& points, Found found, bool strict) {
    const BoundTables tables = verified_bounds(points.logarithms, points.roots, found.scale).tables;
    const std::vector<MassBox> whole = {{Rational(0), Rational(1), Rational(1)}};
    if (one_box_passes(model, points.values, found.scale, tables, strict)) {
        found.boxes = whole;
        found.degree = 1;
        return found;
    }
    if (auto boxes = mass_boxes(model, points.values, room)) {
        found.boxes = std::move(*boxes);
        return found;
    }
    const std::optional<Integer> exact =
        found.rounded == 0 ? exact_scale(model, points.values, strict) : std::nullopt;
    if (!exact) return std::nullopt;
    found.scale = *exact;
    found.boxes = whole;
    return found;
}

struct FoundPoints {
    Found found;
    Points points;
};

enum class Alphabet { any, two_symbols };

// As many generations rounded as can be; then none of them, if that is little work: what holds with equality
// has no room for rounding.
std::optional<FoundPoints> search(const MassRelation& relation, Alphabet alphabet, bool strict) {
    constexpr std::size_t little_work = 400;  // points times generations
    const std::size_t empty = empty_generations(relation.margin);
    for (const std::size_t rounded : {empty, std::size_t{0}}) {
        if (!within_work(relation.margin, rounded, relation.brackets)) continue;
        const bool little = relation.margin.N * relation.margin.later.size() <= little_work ||
                            has_plain_numbers(relation.margin);
        if (rounded != empty && !little) continue;
        Points points = points_of(relation.margin, rounded);
        MassForm model = relation.margin.model;
        if (alphabet == Alphabet::two_symbols) {
            points.values = points_of_both(points.values);
            model = form_of_both(model);
        }
        Found start;
        start.rounded = rounded;
        start.scale = scale_of(relation.margin, rounded);
        if (auto found = found_at(model, points, start, strict))
            return FoundPoints{std::move(*found), std::move(points)};
        if (empty == 0) break;
    }
    return std::nullopt;
}

// With equality everywhere one certificate has to show the relation in both directions.
bool shows_opposite(const MassRelation& relation, Alphabet alphabet, const Found& found) {
    MassRelation turned = relation;
    turned.margin = opposite(relation.margin);
    const std::optional<FoundPoints> other = search(turned, alphabet, false);
    return other && other->found.boxes.size() == 1 && found.boxes.size() == 1 &&
           other->found.rounded == found.rounded && other->found.scale == found.scale;
}

// The certificate of one relation of the question, for the alphabets.
Offer<std::string> certificate_of(const Question& question, const Instance& instance,
                                  const MassRelation& relation, Alphabet alphabet) {
    const Offer<std::string> statement = verified_statement(relation, instance);
    if (!statement) return Declined{statement.reason()};
    const MassMargin& margin = relation.margin;
    if (margin.N == 1 && !margin.lines.empty())
        return Declined{"with one sample no logarithm can be a factor of the masses"};
    if (margin.model.inside != 0) return Declined{"it asks whether Q itself is a vertex"};
    const MassEquality equality = *mass_equality(question, instance);
    if (alphabet == Alphabet::two_symbols &&
        (!is_polynomial(margin.model) || equality == MassEquality::at_vertices))
        return Declined{
            "for two symbols together Q may have only polynomials, and no equality at the vertices"};
    const std::optional<FoundPoints> search_result =
        search(relation, alphabet, equality == MassEquality::at_vertices);
    if (!search_result) return Declined{"no boxes were found on which the margin is seen to be positive"};
    const Found& found = search_result->found;
    if (equality == MassEquality::everywhere && !shows_opposite(relation, alphabet, found))
        return Declined{"equality is not seen to hold everywhere"};
    std::set<Integer> logarithms = search_result->points.logarithms;
    std::string box_lines;
    for (const MassBox& box : found.boxes) {
        add_arguments(logarithms, relation.margin.model, box.centre);
        box_lines += fmt::format("box {} {} about {} degree {}", to_string(box.low), to_string(box.high),
                                 to_string(box.centre), found.degree);
        if (relation.margin.model.root != 0) box_lines += " root " + to_string(root_of_centre(box.centre));
        box_lines += '\n';
    }
    std::string text = "groundcheck certificate 3\n";
    text += "claim " + verified_id(question) + '\n';
    text += "statement " + *statement + '\n';
    text += equality_line(equality);
    text += fmt::format("let K {}\nlet N {}\n", alphabet == Alphabet::any ? "any" : "2", margin.N);
    for (const auto& [name, value] : instance.scalars)
        if (keeps_name(*relation.left, name) || keeps_name(*relation.right, name))
            text += fmt::format("let {} {}\n", name, to_string(value));
    if (const auto share = mixed_share(question.domains().at(instance.domain), instance))
        text += "mixed " + to_string(*share) + '\n';
    text += fmt::format("range Q simplex\nscale {}\n", found.scale.str());
    text += verified_bounds(logarithms, search_result->points.roots, found.scale).lines;
    if (found.rounded > 0) text += fmt::format("rounded {}\n", found.rounded);
    return text + box_lines;
}

// For every alphabet, or where two symbols are asked about, for these.
Offer<std::string> certificate_of(const Question& question, const Instance& instance,
                                  const MassRelation& relation) {
    if (!relation.pair) {
        Offer<std::string> any = certificate_of(question, instance, relation, Alphabet::any);
        if (any || instance.K != 2) return any;
        Offer<std::string> two = certificate_of(question, instance, relation, Alphabet::two_symbols);
        return two ? two : any;
    }
    return certificate_of(question, instance, relation, Alphabet::two_symbols);
}

// A rational number as the checker prints it, "(5/6)".
std::string printed_number(const Rational& number) {
    return denominator(number) == 1 ? to_string(number) : "(" + to_string(number) + ")";
}

// What stands before the statement that the checker says it has proved, for these alphabets.
std::string words_before(const Question& question, const Instance& instance, Alphabet alphabet) {
    const auto share = mixed_share(question.domains().at(instance.domain), instance);
    return fmt::format("proved: {}: for {} and every Q, with N = {}{}: ", verified_id(question),
                       alphabet == Alphabet::any ? "every K" : "K = 2",
                       instance.N ? std::to_string(*instance.N) : "?",
                       share ? ", mixed " + printed_number(*share) : "");
}

// The statement with Q[0] by the name that it has in the claim.
std::string with_start(const std::string& statement, const std::string& start) {
    static const std::regex model("\\bQ\\b(?!['\\[])");
    return start == "Q" ? statement : std::regex_replace(statement, model, start);
}

// Why the statement that the checker says it has proved is not this relation; nothing if it is.
std::string why_not_this(const std::string& said, const Question& question, const Instance& instance,
                         const MassRelation& asked, const Scope& scope) {
    if (!said.starts_with("proved: ")) return said;
    const std::string any = words_before(question, instance, Alphabet::any),
                      two = words_before(question, instance, Alphabet::two_symbols);
    const bool for_any = said.starts_with(any) && !asked.pair;
    if (!for_any && !(said.starts_with(two) && instance.K == 2)) return "it proves something else: " + said;
    std::string statement = said.substr(for_any ? any.size() : two.size());
    const std::string equality = equality_words(*mass_equality(question, instance));
    if (!statement.ends_with(equality)) return "it says nothing of the equality: " + said;
    statement.resize(statement.size() - equality.size());
    if (statement.find(", equal ") != std::string::npos) return "it says more of the equality: " + said;
    statement = with_start(statement, start_of(question.domains().at(instance.domain)));
    const Claim accepted = said_otherwise(question, statement, scope);
    const auto relations = mass_relations({&accepted, question.mutant}, instance);
    const bool same =
        relations && relations->size() == 1 && same_margin(relations->front().margin, asked.margin);
    return same ? std::string() : "it proves something else: " + said;
}

}  // namespace

std::string why_not_accepted(const std::vector<std::string>& said, const Question& question,
                             const Instance& instance) {
    try {
        const Scope scope = scope_of(question.domains().at(instance.domain));
        const std::string own =
            question.mutant ? question.claim->mutant->statement_text : question.claim->statement_text;
        const Claim asked = said_otherwise(question, own, scope);
        const Question asked_again{&asked, question.mutant};
        const auto relations = mass_relations(asked_again, instance);
        if (!relations || relations->size() != said.size())
            return "the verified checker does not say one thing of each of its relations";
        for (std::size_t i = 0; i < said.size(); ++i) {
            std::string why = why_not_this(said[i], asked_again, instance, (*relations)[i], scope);
            if (!why.empty()) return why;
        }
        return {};
    } catch (const InputError& error) {
        return "it proves something that cannot be read";
    }
}

Offer<std::string> verified_certificate(const Question& question, const Instance& instance) {
    const Offer<std::vector<MassRelation>> relations = mass_relations(question, instance);
    if (!relations) return Declined{relations.reason()};
    if (!is_verified_id(question.claim->id))
        return Declined{"the claim's name has other characters than letters, digits and / - _ . ( )"};
    if (question.mutant && question.equality())  // a ledger does not keep it, so that nobody could look again
        return Declined{"it is a mutant with an equality condition"};
    std::string text;
    for (const MassRelation& relation : *relations) {
        Offer<std::string> one = certificate_of(question, instance, relation);
        if (!one) return one;
        text += *one;
    }
    return text;
}

}  // namespace groundcheck
