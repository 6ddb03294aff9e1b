// How the page looks: one style sheet for screens of every width, light and dark, and for print.
#pragma once

namespace groundcheck {

// The palette of pictures is Okabe and Ito's, which readers with any kind of colour vision can tell apart; in
// the dark some of its colours are made lighter. Verdicts are said in words, colour only helps.
inline constexpr const char* page_style = R"css(
:root {
  color-scheme: light dark;
  --ink: #1c1b19; --paper: #ffffff; --muted: #5c5a55; --rule: #d5d2cb; --faint: #f5f4f0;
  --holds: #00598f; --fails: #a83e00; --open: #5c5a55;
  --c1: #0072b2; --c2: #d55e00; --c3: #009e73; --c4: #cc79a7; --c5: #e69f00; --c6: #56b4e9; --c7: #8a8400;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6e3dc; --paper: #171614; --muted: #a09c93; --rule: #3b3934; --faint: #211f1c;
    --holds: #72bdec; --fails: #f2a06a; --open: #a09c93;
    --c1: #4fa8e0; --c2: #f08a3c; --c3: #2fc49a; --c4: #e09cc3; --c5: #f0b83c; --c6: #8fd0f5; --c7: #e3da5a;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 17px/1.5 Charter, "Bitstream Charter", "Source Serif 4", "Source Serif Pro", Cambria, Georgia, serif;
}
main, header, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.2rem; }
h1 { font-size: 1.75rem; line-height: 1.2; font-weight: 600; margin: 0 0 .3rem; }
h2 { font-size: 1.3rem; font-weight: 600; margin: 3rem 0 .6rem; padding-top: .5rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1.08rem; font-weight: 600; line-height: 1.3; margin: 0 0 .1rem; }
h4.family { font-size: 1rem; font-weight: 600; font-style: italic; margin: 2.2rem 0 0; }
p { margin: .5rem 0; }
a { color: inherit; text-decoration-color: var(--muted); text-decoration-thickness: 1px; text-underline-offset: .15em; }
a:hover { text-decoration-thickness: 2px; }
code, pre, .digits { font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .8em; }
.digits, .hash { overflow-wrap: anywhere; }
pre { background: var(--faint); padding: .5rem .7rem; margin: .4rem 0; overflow-x: auto; line-height: 1.45; }
pre.command { white-space: pre-wrap; overflow-wrap: anywhere; }
code.block { display: block; overflow-x: auto; white-space: pre; }
code.narrow { display: none; margin: .3rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
details > summary { cursor: pointer; list-style-position: outside; }
summary h3, summary .id { display: inline; }
summary .id { display: block; }
main:target details::details-content, section:target > details::details-content { content-visibility: visible; block-size: auto; }
math { font-family: "STIX Two Math", "Latin Modern Math", "Cambria Math", "DejaVu Math TeX Gyre", math; font-size: 1.06em; }
.statement { overflow-x: auto; overflow-y: hidden; padding: .3rem 0; }
.statement math[display=block] { width: max-content; margin: .25rem 0; }
.between { font-style: italic; }
.statement mtd { text-align: left; padding: .2em .25em; }
.paper, .muted, .small { color: var(--muted); }
.small, .paper { font-size: .88rem; }
.holds { color: var(--holds); } .fails { color: var(--fails); } .open { color: var(--open); }
.unexpected { background: var(--ink); color: var(--paper); padding: 0 .3em; }
.answer { font-size: 1.15rem; line-height: 1.4; margin: .9rem 0 1.1rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.nobreak { white-space: nowrap; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .93rem; }
th { font-weight: 600; text-align: left; }
thead th { color: var(--muted); font-weight: 400; font-size: .85rem; }
td, th { vertical-align: top; padding: .3rem .9rem .3rem 0; }
tbody tr { border-top: 1px solid var(--rule); }
table.sentences { width: 100%; }
table.sentences td, table.sentences th { padding-top: .55rem; padding-bottom: .55rem; }
table.sentences .what { width: 30%; }
table.sentences .more { white-space: nowrap; font-size: .82rem; color: var(--muted); padding-right: 0; }
table.sentences th a { text-decoration: none; }
table.sentences tbody th { width: 14%; }
table.sentences .where { font-weight: 400; font-size: .8rem; color: var(--muted); }
table.sentences .why { font-size: .88rem; }
table.sentences .range { font-size: .85rem; width: 20%; }
.role { color: var(--muted); }
.findings { padding-left: 1.4rem; }
.findings li { overflow-wrap: anywhere; }
.findings li { margin: 0 0 .5rem; }
.findings .by { color: var(--muted); font-size: .85rem; }
.sentence { margin: .8rem 0; padding-left: 1rem; }
.sentence .id { margin: 0; }
.sentence h3, .claim h3 { font-size: 1rem; }
summary { margin-left: -1rem; padding-left: 1rem; text-indent: 0; }
ul.readings { list-style: none; margin: .2rem 0 0; padding: 0; font-size: .95rem; }
ul.readings li { margin: 0 0 .25rem; padding-left: 1.2rem; text-indent: -1.2rem; }
ul.readings .by, .related { color: var(--muted); font-size: .85rem; }
ul.plain { list-style: none; margin: 0; padding: 0; }
ul.plain li { margin: 0 0 .2rem; }
nav ul { list-style: none; padding: 0; margin: .5rem 0; font-size: .88rem; }
nav li { display: inline; }
nav li + li::before { content: " · "; color: var(--muted); }
figure { margin: 1.8rem 0; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; max-width: 42rem; color: var(--ink); }
figcaption { max-width: 47rem; font-size: .9rem; }
figcaption b { display: block; font-size: 1rem; }
.claim { margin: .5rem 0; padding: .5rem 0 0 1rem; border-top: 1px solid var(--rule); }
.claim .id { margin: 0 0 .2rem; font-size: .93rem; }
.claim .id code { margin-right: .5em; }
dl { display: grid; grid-template-columns: 8.2rem minmax(0, 1fr); gap: .35rem .9rem; margin: .5rem 0 0; font-size: .93rem; }
dt { color: var(--muted); }
dd { margin: 0; min-width: 0; overflow-wrap: break-word; }
dd p { margin: .25rem 0; }
dd .statement, dd math[display=block] { margin: .1rem 0; width: max-content; max-width: 100%; }
table.coverage, table.sides { font-size: .9rem; }
@media (min-width: 44rem) { table.coverage td:first-child { min-width: 13rem; } }
.example { border-left: 3px solid var(--fails); padding-left: .8rem; }
.example .place { font-variant-numeric: tabular-nums; margin-top: 0; }
table.sides th { font-weight: 400; color: var(--muted); }
footer { padding-top: 1rem; padding-bottom: 3rem; }
@media (max-width: 44rem) {
  body { font-size: 16px; }
  h1 { font-size: 1.4rem; }
  .statement.long { display: none; }
  code.narrow { display: block; }
  code.block, pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .nobreak { white-space: normal; overflow-wrap: anywhere; }
  table, tbody, tr, td, th { overflow-wrap: anywhere; }
  table.coverage, table.coverage tbody, table.coverage tr, table.coverage td,
  table.trust, table.trust tbody, table.trust tr, table.trust td, table.trust th,
  table.facts, table.facts tbody, table.facts tr, table.facts td, table.facts th { display: block; width: auto; }
  table.coverage thead, table.trust thead { display: none; }
  table.coverage td, table.trust td, table.trust th, table.facts td, table.facts th { padding: .05rem 0; text-align: left; }
  table.coverage tr, table.trust tr, table.facts tr { padding: .4rem 0; }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--muted); }
  ul.readings li { overflow-wrap: anywhere; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dt { margin-top: .5rem; font-size: .85rem; }
  table.sentences, table.sentences tbody, table.sentences tr, table.sentences td, table.sentences th { display: block; width: auto; }
  table.sentences thead { display: none; }
  table.sentences .what, table.sentences .range, table.sentences tbody th { width: auto; }
  table.sentences td, table.sentences th { padding: .15rem 0; }
  table.sentences tr { padding: .7rem 0; }
}
@media print {
  :root {
    --ink: #000; --paper: #fff; --muted: #444; --rule: #bbb; --faint: #f4f4f4;
    --holds: #00598f; --fails: #a83e00; --open: #444;
    --c1: #0072b2; --c2: #d55e00; --c3: #009e73; --c4: #cc79a7; --c5: #e69f00; --c6: #56b4e9; --c7: #8a8400;
  }
  @page { margin: 18mm 16mm; }
  html { font-size: 13px; }
  table.sentences .more { display: none; }
  body { font-size: 9.5pt; line-height: 1.4; }
  main, header, footer { max-width: none; padding: 0; }
  h1, h2, h3, h4, .claim .id, .statement { break-after: avoid; }
  h2 { margin-top: 1.6rem; }
  a { text-decoration: none; }
  .scroll, pre, .statement { overflow: visible; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  tr, .example { break-inside: avoid; }
  nav.contents { display: none; }
  dl { grid-template-columns: 6.5rem minmax(0, 1fr); }
  figure svg { max-width: 30rem; }
}
)css";

}  // namespace groundcheck
