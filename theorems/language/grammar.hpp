// The grammar of the claim language, in PEGTL's terms; docs/claim-language.md has it in the usual notation.
//
// It is flat where the language has operators: a formula is a sequence of operands with operators between
// them, and the table of precedences (parser.cpp) makes the tree. What follows is decided by the first token
// everywhere, and once decided there is no way back (`must`): no text can make the parser try things twice,
// and an error is reported where it is.
#pragma once

#include <tao/pegtl.hpp>

namespace groundcheck::grammar {

namespace peg = tao::pegtl;

struct gap : peg::star<peg::space> {};
template <char... C>
struct mark : peg::seq<peg::one<C>..., gap> {};

// A word of letters, not the beginning of a longer one.
struct word_end : peg::not_at<peg::sor<peg::alnum, peg::one<'_', '\''>>> {};
template <char... C>
struct word : peg::seq<peg::string<C...>, word_end> {};

struct digits : peg::plus<peg::digit> {};
struct exponent_sign : peg::opt<peg::one<'+', '-'>> {};
struct hexadecimal : peg::seq<peg::one<'0'>, peg::one<'x', 'X'>, peg::plus<peg::xdigit>,
                              peg::opt<peg::one<'.'>, peg::plus<peg::xdigit>>,
                              peg::opt<peg::one<'p', 'P'>, exponent_sign, digits>> {};
struct decimal
    : peg::seq<digits, peg::opt<peg::one<'.'>, digits>, peg::opt<peg::one<'e', 'E'>, exponent_sign, digits>> {
};
struct number : peg::sor<hexadecimal, decimal> {};
struct number_end : peg::not_at<peg::sor<peg::alnum, peg::one<'_'>>> {};
struct literal : peg::seq<number, peg::must<number_end>, gap> {};

struct keyword : peg::sor<word<'a', 'n', 'd'>, word<'o', 'r'>, word<'n', 'o', 't'>, word<'i', 'f', 'f'>,
                          word<'i', 'm', 'p', 'l', 'i', 'e', 's'>, word<'i', 'n'>, word<'f', 'r', 'o', 'm'>,
                          word<'w', 'i', 't', 'h'>> {};
struct identifier : peg::seq<peg::not_at<keyword>, peg::alpha, peg::star<peg::alnum>> {};

struct formula;
struct inner : peg::must<formula> {};
struct open_bracket : mark<'['> {};
struct close_bracket : mark<']'> {};
struct close_paren : mark<')'> {};
struct comma : mark<','> {};
struct colon : mark<':'> {};
struct dots : peg::seq<peg::string<'.', '.'>, gap> {};

// ( formula ) is that formula; ( a, b ) a literal distribution.
struct tuple : peg::seq<mark<'('>, inner, peg::star<comma, inner>, peg::must<close_paren>> {};
struct interval : peg::seq<open_bracket, inner, peg::star<comma, inner>, peg::must<close_bracket>> {};

struct binder_name : peg::sor<word<'s', 'u', 'm'>, word<'p', 'r', 'o', 'd'>,
                              word<'n', 'o', 'r', 'm', 'a', 'l', 'i', 'z', 'e'>> {};
struct variable : identifier {};
struct over_symbols : peg::seq<colon> {};
struct in_word : peg::seq<word<'i', 'n'>, gap> {};
// low..high, or a set of strings.
struct range_rest : peg::sor<peg::seq<dots, inner>, peg::at<peg::one<':'>>> {};
struct over_range : peg::seq<in_word, inner, peg::must<range_rest>, peg::must<colon>> {};
struct binder_range : peg::sor<over_symbols, over_range> {};
struct binder : peg::seq<binder_name, gap, mark<'('>, peg::must<variable>, gap, peg::must<binder_range>,
                         inner, peg::must<close_paren>> {};

struct bracket_name
    : peg::sor<peg::one<'E'>, peg::string<'V', 'a', 'r'>, peg::string<'P', 'r'>, peg::string<'L', 'a', 'w'>> {
};
struct from_word : peg::seq<word<'f', 'r', 'o', 'm'>, gap> {};
struct with_word : peg::seq<word<'w', 'i', 't', 'h'>, gap> {};
struct start : peg::seq<from_word, inner> {};
struct setting_name : identifier {};
struct is_mark : peg::seq<peg::one<'='>, peg::not_at<peg::one<'='>>, gap> {};
struct setting : peg::seq<setting_name, gap, peg::must<is_mark>, inner> {};
struct settings : peg::seq<with_word, peg::must<setting>, peg::star<comma, peg::must<setting>>> {};
struct bracket : peg::seq<bracket_name, gap, open_bracket, inner, peg::opt<start>, peg::opt<settings>,
                          peg::must<close_bracket>> {};

// I[world; X].
struct semicolon : mark<';'> {};
struct information : peg::seq<peg::one<'I'>, gap, open_bracket, inner, peg::must<semicolon>, inner,
                              peg::must<close_bracket>> {};

struct call_name : identifier {};
struct arguments : peg::opt<inner, peg::star<comma, inner>> {};
struct empty_call : peg::at<peg::one<')'>> {};
struct call
    : peg::seq<call_name, gap, mark<'('>, peg::sor<empty_call, peg::seq<inner, peg::star<comma, inner>>>,
               peg::must<close_paren>> {};

struct name : peg::seq<identifier, peg::opt<peg::one<'\''>>> {};
struct time : peg::seq<open_bracket, inner, peg::must<close_bracket>> {};
struct index_number : digits {};
struct index_name : identifier {};
struct index_expression : peg::seq<mark<'('>, inner, peg::must<peg::one<')'>>> {};
struct index : peg::sor<index_number, index_name, index_expression> {};
struct subscript : peg::seq<peg::one<'_'>, peg::must<index>> {};
struct reference : peg::seq<name, peg::opt<peg::seq<gap, time>>, peg::opt<subscript>, gap> {};

// A string of zeros and ones in quotes.
struct bits : peg::star<peg::one<'0', '1'>> {};
struct quote : mark<'"'> {};
struct word_literal : peg::seq<peg::one<'"'>, bits, peg::must<quote>> {};

struct primary
    : peg::sor<literal, word_literal, tuple, interval, binder, bracket, information, call, reference> {};

struct prefix_operator : peg::sor<peg::one<'-', '+'>, word<'n', 'o', 't'>> {};
struct infix_operator
    : peg::sor<peg::string<'<', '='>, peg::string<'>', '='>, peg::string<'=', '='>, peg::string<'!', '='>,
               peg::one<'<', '>', '+', '-', '*', '/', '^'>, word<'a', 'n', 'd'>, word<'o', 'r'>,
               word<'i', 'f', 'f'>, word<'i', 'm', 'p', 'l', 'i', 'e', 's'>> {};

struct prefixes : peg::star<prefix_operator, gap> {};
struct operand : peg::seq<prefixes, peg::must<primary>> {};
struct formula : peg::seq<operand, peg::star<infix_operator, gap, operand>> {};

struct every_outcome : peg::seq<word<'f', 'o', 'r'>, gap, word<'e', 'v', 'e', 'r', 'y'>, gap,
                                word<'o', 'u', 't', 'c', 'o', 'm', 'e'>, gap, peg::must<colon>> {};
struct end : peg::eof {};
struct statement : peg::must<gap, peg::opt<every_outcome>, formula, end> {};

}  // namespace groundcheck::grammar
