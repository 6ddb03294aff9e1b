#!/usr/bin/env bash
# The audit's page in a real browser: it loads without a word on the console, every link and anchor resolves, nothing is
# wider than a phone, it prints, and it looks for nothing on the network.
# usage: browser_test.sh GROUNDCHECK. Exit code 77 (skipped) without Chromium.
set -euo pipefail
export LC_ALL=C.UTF-8

program=$1
browser=$(command -v chromium || command -v chromium-browser || true)
if [[ -z $browser ]]; then
    echo "no chromium here: skipped"
    exit 77
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0
checks=0

check() {  # check DESCRIPTION COMMAND...
    local what=$1
    shift
    checks=$((checks + 1))
    if ! "$@"; then
        echo "FAILED: $what" >&2
        failures=$((failures + 1))
    fi
}

# browse PAGE OUTPUT OPTIONS...: what Chromium prints on standard output goes to OUTPUT, the rest to OUTPUT.log.
browse() {
    local page=$1 output=$2
    shift 2
    timeout 120 "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-dev-shm-usage \
        --disable-background-networking --disable-component-update --disable-sync --disable-extensions \
        --host-resolver-rules='MAP * ~NOTFOUND' --enable-logging=stderr --log-level=0 \
        --user-data-dir="$(mktemp -d -p "$scratch")" "$@" "file://$page" >"$output" 2>"$output.log"
}

# Claims of every kind: refuted with a counterexample, proved with certificates, with pictures. The exit code says
# whether verdicts are as expected, which others test.
"$program" audit entropy-decay/min-entropy entropy-decay/pathwise fixed-points/escape-rate stability/grounding-law \
    --no-ablation --no-simulations --report "$scratch/report" >"$scratch/audit.txt" || true
page=$scratch/report/index.html
check "the audit made a page" test -s "$page"

browse "$page" "$scratch/dom.html" --dump-dom
check "the browser has the whole document" grep -q '</html>' "$scratch/dom.html"
check "the question is asked" grep -q 'what of it holds' "$scratch/dom.html"
check "formulas are there" grep -q '<math' "$scratch/dom.html"
# shellcheck disable=SC2317  # called by check
no_console() { ! grep -E 'CONSOLE|ERR_|net_error' "$1" >&2; }
check "nothing on the console" no_console "$scratch/dom.html.log"

# A copy of the page that looks at itself, since the page has no script.
cat >"$scratch/look.html" <<'SCRIPT'
<script>
window.addEventListener('load', () => {
  const says = [];
  for (const details of document.querySelectorAll('details')) {
    if (details.open) says.push('not folded: ' + details.parentElement.id);
    details.open = true;
  }
  for (const link of document.querySelectorAll('a[href^="#"]'))
    if (!document.getElementById(link.getAttribute('href').slice(1))) says.push('no anchor ' + link.getAttribute('href'));
  const seen = new Set();
  for (const element of document.querySelectorAll('[id]')) {
    if (seen.has(element.id)) says.push('id twice: ' + element.id);
    seen.add(element.id);
  }
  for (const element of document.querySelectorAll('math'))
    if (element.getClientRects().length && element.getBoundingClientRect().height === 0) says.push('an empty formula');
  for (const element of document.querySelectorAll('.statement.long'))  // one of the two is shown
    if ((element.getClientRects().length === 0) === (element.nextElementSibling.getClientRects().length === 0))
      says.push('a formula and its text: ' + element.nextElementSibling.textContent);
  for (const element of document.querySelectorAll('parsererror, script[src], link[rel=stylesheet], img, iframe'))
    says.push('unexpected element ' + element.tagName);
  if (window.innerWidth < 500)
    for (const element of document.querySelectorAll('main *'))
      if (element.scrollWidth > element.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(element).overflowX))
        says.push('scrolls sideways: ' + element.tagName + '.' + element.className + ' ' + element.textContent.slice(0, 60));
  if (document.documentElement.scrollWidth > window.innerWidth)
    says.push('wider than the window: ' + document.documentElement.scrollWidth + ' of ' + window.innerWidth);
  parent.postMessage('looked at ' + document.querySelectorAll('a').length + ' links at ' + window.innerWidth +
      ' px\n' + says.join('\n'), '*');
});
</script>
SCRIPT
# In a frame, since the browser's own window is never as narrow as a phone.
for width in 390 1280; do
    { cat "$page"; cat "$scratch/look.html"; } >"$scratch/report/look.html"
    cat >"$scratch/report/frame.html" <<FRAME
<!DOCTYPE html><body><pre id="test-result"></pre>
<script>addEventListener('message', (event) => document.getElementById('test-result').textContent = event.data);</script>
<iframe src="look.html" style="border:0;width:${width}px;height:900px"></iframe></body>
FRAME
    browse "$scratch/report/frame.html" "$scratch/looked.html" --window-size=1400,1000 --virtual-time-budget=5000 --dump-dom
    sed -n '/<pre id="test-result">/,/<\/pre>/p' "$scratch/looked.html" | sed 's/<[^>]*>//g' >"$scratch/says.txt"
    check "the page was looked at ($width px)" grep -q "^looked at [1-9][0-9]* links at $width px" "$scratch/says.txt"
    # shellcheck disable=SC2317
    clean() { [[ $(sed 1d "$1" | grep -c .) == 0 ]]; }
    check "nothing to complain about at $width px: $(sed 1d "$scratch/says.txt" | head -n 5)" clean "$scratch/says.txt"
    rm -f "$scratch/report/look.html" "$scratch/report/frame.html"
done

# Files that the page links to are beside it.
grep -o 'href="[^"#][^"]*"' "$page" | sed 's/^href="//; s/"$//' | sort -u >"$scratch/files.txt"
while IFS= read -r file; do
    [[ $file == data:* ]] && continue
    check "the linked file $file is there" test -s "$scratch/report/$file"
done <"$scratch/files.txt"
(cd "$scratch/report" && check "the certificates' hashes are right" sha256sum --quiet -c data/certificates.sha256)

browse "$page" "$scratch/print.txt" --no-pdf-header-footer --print-to-pdf="$scratch/page.pdf"
check "the page prints" test -s "$scratch/page.pdf"
browse "$page#unfolded" "$scratch/print-all.txt" --no-pdf-header-footer --print-to-pdf="$scratch/all.pdf"
# shellcheck disable=SC2317
pages() { grep -ac '/Type */Page\b' "$1"; }
# shellcheck disable=SC2317
longer() { (($(pages "$1") > $(pages "$2"))); }
check "it prints folded, and unfolded on request" longer "$scratch/all.pdf" "$scratch/page.pdf"

# The same ledger makes the same page again.
"$program" report "$scratch/report/ledger.sqlite" --report "$scratch/again" >/dev/null || true
check "the ledger alone makes the same page" cmp -s "$page" "$scratch/again/index.html"

echo "$checks checks, $failures failed"
((failures == 0)) && echo "$checks checks passed"
exit $((failures > 0))
