#!/usr/bin/env bash
# Reads every #include "..." of a source tree and every library it links, and holds them against the floors of the
# house: the list of add_subdirectory(...) in the root's CMakeLists.txt, ground first.
#
#   check.sh ROOT
#
# An arrow that runs up, a circle between folders, a folder on no floor and a header that does not exist are printed,
# one a line, and make the exit code 1; 2 if there is nothing to check. What is below a floor's folder belongs to that
# floor, unless it is a floor of its own.
set -euo pipefail
export LC_ALL=C

root=${1:?usage: check.sh ROOT}
cd -- "$root"
[[ -f CMakeLists.txt ]] || { echo "check.sh: no CMakeLists.txt in $root" >&2; exit 2; }

floors() { sed -nE 's/^ *add_subdirectory\(([A-Za-z0-9_/]+)\).*/\1/p' CMakeLists.txt; }

# Every source file; build trees and what is hidden left out.
sources() { find . \( -name '.?*' -o -path ./build \) -prune -o -type f \( -name '*.cpp' -o -name '*.hpp' \) -print | sed 's|^\./||' | sort; }

# "LIBRARY FOLDER", and "FOLDER links LIBRARY" for every library of ours: a comment is no link, and one command may
# take several lines.
libraries() {
    local floor
    while IFS= read -r floor; do
        [[ -f $floor/CMakeLists.txt ]] || continue
        sed 's/#.*//' "$floor/CMakeLists.txt" | tr '\n' ' ' | grep -oE '[a-z_]+\([^()]*\)' | awk -v folder="$floor" '
            { gsub(/[()]/, " ") }
            $1 == "groundcheck_library" { print "library groundcheck_" $2, folder; first = 3 }
            $1 == "add_library" { print "library", $2, folder; next }
            $1 == "target_link_libraries" { first = 3 }
            $1 != "groundcheck_library" && $1 != "target_link_libraries" { next }
            { for (i = first; i <= NF; ++i) if ($i ~ /^groundcheck_/) print "links", $i, folder }'
    done < <(floors)
}

{
    floors | sed 's/^/floor /'
    sources | sed 's/^/source /'
    libraries
    sources | tr '\n' '\0' | xargs -0 -r grep -nHE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' |
        sed -nE 's/^([^:]*):([0-9]+):[^"]*"([^"]*)".*/include \1 \2 \3/p'
} | awk '
    function folder_of(file) { return file ~ /\// ? substr(file, 1, match(file, /\/[^\/]*$/) - 1) : "." }
    # The floor that a folder belongs to: itself, or the nearest folder above it that is one; empty if none is.
    function floor_of(folder) {
        while (!(folder in rank)) {
            if (folder !~ /\//) return ""
            folder = folder_of(folder)
        }
        return folder
    }
    function wrong(text) { print text; bad = 1 }

    $1 == "floor" { rank[$2] = ++floors }
    $1 == "source" { exists[$2] = 1; home[folder_of($2)] = 1 }
    $1 == "library" { library[$2] = $3 }
    $1 == "links" { ++links; link_to[links] = $2; link_from[links] = $3 }
    $1 == "include" {
        ++includes
        from = folder_of($2)
        file = $4 in exists ? $4 : from "/" $4     # from the root, or from beside the file
        to = folder_of($4 in exists ? $4 : $4 ~ /\// ? $4 : file)
        where = $2 ":" $3 ": \"" $4 "\""
        # What the build generates stands in the folder of a floor, too.
        if (!(file in exists) && !(to in home)) { wrong(where " is in no folder of the house"); next }
        if (from == to) next
        if (floor_of(from) == "" || floor_of(to) == "") {
            wrong(where ": " (floor_of(from) == "" ? from : to) "/ is on no floor")
            next
        }
        if (rank[floor_of(to)] > rank[floor_of(from)]) wrong(where " runs up, from " from "/ to " to "/")
        if (floor_of(from) == "checker") wrong(where ": the checker shares nothing with the rest")
        # A circle that leaves its floor has an arrow that runs up; what is left are those within one.
        if (floor_of(from) == floor_of(to) && !((from, to) in arrow)) arrow[from, to] = where
    }
    END {
        for (i = 1; i <= links; ++i) {
            to = library[link_to[i]]
            if (to != "" && rank[to] > rank[link_from[i]])
                wrong(link_from[i] "/CMakeLists.txt: " link_to[i] " is of a floor above, " to "/")
        }
        for (pair in arrow) {
            split(pair, ends, SUBSEP)
            for (p in reached) delete reached[p]
            reached[ends[2]] = 1
            do {                                   # all that can be reached from the head of the arrow
                grown = 0
                for (other in arrow) {
                    split(other, side, SUBSEP)
                    if (side[1] in reached && !(side[2] in reached)) { reached[side[2]] = 1; grown = 1 }
                }
            } while (grown)
            if (ends[1] in reached) wrong(arrow[pair] " closes a circle, from " ends[1] "/ to " ends[2] "/ and back")
        }
        if (!bad && (floors == 0 || includes == 0)) { print "nothing to check: " floors+0 " floors, " includes+0 " includes"; exit 2 }
        if (!bad) print includes " includes, " links+0 " links, " floors " floors: every arrow runs down"
        exit bad
    }'
