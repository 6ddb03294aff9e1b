# Refuses what would let an unproved sentence through, or a statement file hold
# more than definitions.  Comments (nested) and strings are skipped.
#
#   awk -f lint.awk -v kind=statement|function|theory FILE
#   awk -f lint.awk -v kind=names FILE       # prints the names that FILE defines
#
# Prints one line per offence; exit status 1 if there is any.
#
# A statement file consists of sentences of a few forms, listed below, and of
# nothing else: whatever could change what a later line means (a notation, a
# scope, a coercion, a section, an implicit argument, an import of a proof) has
# no form here.  A function that a statement is about (kind=function: the checker
# of verified/) may compute with integers, rational numbers and lists as well.

function offend(why) {
  if (kind != "names") printf "%s:%d: %s\n", FILENAME, FNR, why
  bad = 1
}

# The line without comments and strings; depth and instring carry over lines.
function code(line,    out, i, two, one) {
  out = ""
  for (i = 1; i <= length(line); i++) {
    two = substr(line, i, 2); one = substr(line, i, 1)
    if (instring) { if (one == "\"") instring = 0; continue }
    if (two == "(*") { depth++; i++; out = out " "; continue }
    if (depth > 0 && two == "*)") { depth--; i++; continue }
    if (depth > 0) continue
    if (one == "\"") { instring = 1; out = out " \" "; continue }
    out = out one
  }
  return out
}

# One sentence of a statement file, its white space reduced to single spaces.
function sentence(s,    w) {
  if (s ~ /^From Coq Require Import (Reals|Arith)( (Reals|Arith))*$/) return
  if (s ~ /^From Groundcheck Require Import Process$/) return
  if (kind == "function" && s ~ /^From Coq Require Import ZArith QArith List$/) return
  if (s ~ /^From Groundcheck\.(statements|verified) Require Import [A-Za-z0-9_]+( [A-Za-z0-9_]+)*$/) return
  if (s == "Local Open Scope R_scope") return
  if (s ~ /^(Definition|Fixpoint|Inductive) [A-Za-z0-9_]+ / && s !~ /["#]/) {
    split(s, w, " ")
    if (kind == "names") print w[2]
    return
  }
  offend("'" substr(s, 1, 40) "': no sentence of a statement file")
}

BEGIN {
  n = split("Admitted admit give_up Axiom Axioms Parameter Parameters Conjecture Conjectures " \
            "Primitive bypass_check Load LoadPath ML Redirect Drop", words, " ")
  for (i = 1; i <= n; i++) forbidden[words[i]] = 1
  n = split("Hypothesis Hypotheses Variable Variables Context", words, " ")
  for (i = 1; i <= n; i++) assumes[words[i]] = 1
  n = split("Lemma Theorem Corollary Fact Remark Proposition Example Goal Proof Qed Defined " \
            "Notation Infix Coercion Canonical Instance Ltac Tactic Hint Section Module " \
            "Let Opaque Arguments Implicit where Reserved Class Structure Record Export Include", words, " ")
  for (i = 1; i <= n; i++) beyond[words[i]] = 1
  n = split("Groundcheck Coq statements verified theory", words, " ")
  for (i = 1; i <= n; i++) taken[words[i]] = 1
}

{
  raw = code($0)
  text = raw
  gsub(/[^A-Za-z0-9_'.]/, " ", text)
  n = split(text, word, " ")
  for (i = 1; i <= n; i++) {
    w = word[i]; sub(/\.+$/, "", w)
    if (w in forbidden) offend("'" w "' is not allowed in a proof")
    if (w == "Checking" && previous != "") offend("'" previous " Checking' may not be switched")
    if (w == "Section" && kind == "theory") sections++
    if (w == "End") sections--
    if ((w in assumes) && sections <= 0) offend("'" w "' outside a section assumes something")
    if (previous == "Module" && (w in taken)) offend("a module may not be called '" w "'")
    if (kind != "theory" && (w in beyond)) offend("'" w "': a statement file holds definitions only")
    previous = w
  }
  if (kind == "theory") next
  pending = pending raw " "
  while (match(pending, /\.[ \t]/)) {
    one = substr(pending, 1, RSTART - 1)
    pending = substr(pending, RSTART + 2)
    gsub(/[ \t]+/, " ", one); sub(/^ /, "", one)
    sentence(one)
  }
}

END {
  if (kind != "theory" && pending ~ /[^ \t]/) offend("the last sentence has no end")
  if (depth != 0 || instring) offend("a comment or a string has no end")
  exit bad
}
