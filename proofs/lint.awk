# Refuses what would let an unproved sentence through, or a statement file hold
# more than definitions.  Comments (nested) and strings are skipped.
#
#   awk -f lint.awk -v kind=statement|theory FILE
#
# Prints one line per offence; exit status 1 if there is any.

function offend(why) {
  printf "%s:%d: %s\n", FILENAME, FNR, why
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
    if (one == "\"") { instring = 1; out = out " "; continue }
    out = out one
  }
  return out
}

BEGIN {
  n = split("Admitted admit give_up Axiom Axioms Parameter Parameters Conjecture Conjectures " \
            "Primitive bypass_check Load LoadPath ML Redirect Drop", words, " ")
  for (i = 1; i <= n; i++) forbidden[words[i]] = 1
  n = split("Hypothesis Hypotheses Variable Variables Context", words, " ")
  for (i = 1; i <= n; i++) assumes[words[i]] = 1
  n = split("Lemma Theorem Corollary Fact Remark Proposition Example Goal Proof Qed Defined " \
            "Notation Infix Coercion Canonical Instance Ltac Tactic Hint Section Module " \
            "Let Opaque Arguments Implicit", words, " ")
  for (i = 1; i <= n; i++) beyond[words[i]] = 1
}

{
  text = code($0)
  gsub(/[^A-Za-z0-9_'.]/, " ", text)
  n = split(text, word, " ")
  for (i = 1; i <= n; i++) {
    w = word[i]; sub(/\.+$/, "", w)
    if (w in forbidden) offend("'" w "' is not allowed in a proof")
    if (w == "Checking" && previous != "") offend("'" previous " Checking' may not be switched")
    if (w == "Section" && kind != "statement") sections++
    if (w == "End") sections--
    if ((w in assumes) && sections <= 0) offend("'" w "' outside a section assumes something")
    if (kind == "statement" && (w in beyond)) offend("'" w "': a statement file holds definitions only")
    previous = w
  }
}

END { exit bad }
