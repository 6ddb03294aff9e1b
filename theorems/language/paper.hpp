// A paper: what it states, place by place, how each place can be read, and which claims decide the readings.
//
// Papers cite claims and claims know nothing of papers, so that a fact can serve several papers, and a user's
// paper the facts of the catalogue. A paper is a folder with a paper.toml (paper_file.hpp reads it) and the
// claims that speak of this paper only. Its texts are paraphrases; no text here is the paper's own.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "theorems/language/claim.hpp"

namespace groundcheck {

// How a reading stands to what the paper says; reports/passage_verdict.hpp says what follows from it.
enum class Role {
    as_worded,  // what the words say
    universal,  // that it holds for everything the words embrace ("irrespective of ..."), if they say so
    repaired,   // what holds in the place of a reading that fails
    weaker,     // what the words come to when one looks closely: less than they seem to say
    special,    // a case of it, or a part
    step        // a step of the paper's proof
};
inline constexpr Role all_roles[] = {Role::as_worded, Role::universal, Role::repaired,
                                     Role::weaker,    Role::special,   Role::step};
std::string to_text(Role role);  // "as worded", as a paper's file has it

// One way to read a passage. It holds if all of its claims are proved; it fails if one of them is refuted, or
// one of those against it is proved.
struct Reading {
    std::string says;                  // goes on from "holds ..." and "fails ...": "for bounded N"
    std::vector<std::string> claims;   // ids of the claims that say it
    std::vector<std::string> against;  // ids of claims that contradict it
    Role role = Role::as_worded;
};

// What a paper says at one place: a numbered statement, or a sentence of its abstract.
struct Passage {
    std::string number;                      // "Theorem 2", "S1": unique in the paper
    std::string says;                        // the paraphrase
    std::string section = {};                // where it stands in the paper; empty if that is not noted
    std::string unread = {};                 // why no claim decides it; empty if it has readings
    std::vector<std::string> rests_on = {};  // of a sentence: the numbers of statements behind it
    std::vector<Reading> readings = {};      // in the order of the file
    std::vector<std::string> related = {};   // ids of claims that bear on it and decide no reading of it
};

// Which letter of the paper is which letter of the claim language.
struct Letter {
    std::string paper, here, means;
};

// What an audit of the paper has found, in plain words, and the claims on which that rests, each with the
// verdict that is expected of it.
struct PaperFinding {
    std::string title, text;
    std::vector<std::string> claims;
};

// A picture that the paper's report shows; audit/figures/ says which there are.
struct PaperFigure {
    std::string draws;                // "kept-diversity"
    std::string title = {};           // in the place of the picture's own; empty: that one
    std::string caption = {};         // likewise
    std::vector<std::string> claims;  // ids of those that it illustrates
};

// How a result stands to another one.
enum class Kinship {
    same,         // the same statement in other letters
    contradicts,  // they cannot both hold of everything: some assumption differs
    sharpened     // a proof here says more than it does
};
inline constexpr Kinship all_kinships[] = {Kinship::same, Kinship::contradicts, Kinship::sharpened};
std::string to_text(Kinship kinship);  // "same", as a paper's file has it

// That a passage of the paper is so related to one of another paper; or sharpened, to nobody's.
struct PaperRelation {
    Kinship kind = Kinship::same;
    std::string number;               // of the passage of this paper
    std::string paper, there;         // the other paper's id and its passage's number; empty: none
    std::string says;                 // which letters correspond, which assumption differs, what is sharper
    std::vector<std::string> claims;  // that show it, each with the verdict that is expected of it
};

struct Paper {
    std::string id;  // "zenil-2026": its folder's name
    std::string title;
    std::vector<std::string> authors;
    int year = 0;
    std::string arxiv, version, date, url;  // "2601.05280", "v2", "21 February 2026"; each may be empty
    std::vector<Letter> letters;
    std::vector<Passage> statements;  // those with a number
    std::vector<Passage> sentences;   // of the abstract
    std::vector<PaperFinding> findings;
    std::vector<PaperFigure> figures;
    std::vector<PaperRelation> relations;

    std::filesystem::path file = {};          // none from a ledger
    std::vector<Mention> named_claims = {};   // every claim it names, and where; none from a ledger
    std::vector<Mention> named_figures = {};  // likewise
    // The other papers' places that its relations lead to; likewise.
    struct Place {
        std::string paper, number;
        Mention where;
    };
    std::vector<Place> named_places = {};
};

// "H. Zenil (2026), On the Limits ..., arXiv:2601.05280v2 (21 February 2026)".
std::string citation(const Paper& paper);

// The ids that it names anywhere, each once, in order.
std::vector<std::string> claims_of(const Paper& paper);
std::vector<std::string> claims_of(const Passage& passage);

// The part of the paper that is about some of these claims: the passages, findings and figures that name one
// of them. Statements on which a sentence that stays rests are kept with it.
Paper about(Paper paper, const std::vector<std::string>& claims);

}  // namespace groundcheck
