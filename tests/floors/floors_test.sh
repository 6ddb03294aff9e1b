#!/usr/bin/env bash
# The floors of the house hold, and check.sh notices each way in which they could not: it is shown small trees with one
# fault each.
set -euo pipefail
export LC_ALL=C

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
checks=0 failures=0

# house: a sound tree of three floors in $scratch/house, the middle one with a room that is no floor of its own.
house() {
    rm -rf "$scratch/house"
    mkdir -p "$scratch"/house/{ground,middle/room,top,checker,build}
    cd "$scratch/house"
    printf 'add_subdirectory(ground) # numbers\nadd_subdirectory(middle)\nadd_subdirectory(checker)\nif(ON)\n    add_subdirectory(top)\nendif()\n' >CMakeLists.txt
    echo 'groundcheck_library(ground fmt::fmt)' >ground/CMakeLists.txt
    printf 'groundcheck_library(middle groundcheck_ground\n                    TBB::tbb)  # not groundcheck_top\n' >middle/CMakeLists.txt
    echo 'groundcheck_library(top groundcheck_middle)' >top/CMakeLists.txt
    touch ground/number.hpp checker/rules.hpp
    echo '#include "ground/number.hpp"' >middle/deciding.hpp
    echo '#include "middle/deciding.hpp"' >middle/room/corner.hpp
    echo '#include "rules.hpp"' >checker/checker.cpp
    printf '#include <vector>\n\n#include "middle/room/corner.hpp"\n#include "top/generated.hpp"\n' >top/page.cpp
    echo '#include "top/page.hpp"' >build/left_over.cpp
}

# expect CODE TEXT: check.sh ends with CODE and prints TEXT.
expect() {
    local code=0 output
    output=$("$here/check.sh" "$scratch/house" 2>&1) || code=$?
    ((++checks))
    if [[ $code != "$1" || $output != *"$2"* ]]; then
        printf 'expected %s and "%s", got %s and:\n%s\n' "$1" "$2" "$code" "$output" >&2
        ((++failures))
    fi
}

house; expect 0 '5 includes, 2 links, 4 floors: every arrow runs down'
# what may be
house; echo '#include "number.hpp"' >ground/other.cpp; expect 0 '6 includes'
house; echo '// #include "top/page.hpp"' >ground/other.cpp; expect 0 '5 includes'
# an arrow that runs up: from a floor, from a room, written with blanks, to a generated header, in a header
house; echo '#include "top/page.hpp"' >ground/other.cpp; touch top/page.hpp
expect 1 'ground/other.cpp:1: "top/page.hpp" runs up, from ground/ to top/'
house; echo '#include "top/page.hpp"' >>middle/room/corner.hpp; touch top/page.hpp
expect 1 'middle/room/corner.hpp:2: "top/page.hpp" runs up, from middle/room/ to top/'
house; printf '\n  #  include   "middle/deciding.hpp"\n' >ground/other.hpp
expect 1 'ground/other.hpp:2: "middle/deciding.hpp" runs up'
house; echo '#include "top/generated.hpp"' >ground/other.cpp
expect 1 'ground/other.cpp:1: "top/generated.hpp" runs up'
house; sed -i '/ground/d' CMakeLists.txt; echo 'add_subdirectory(ground)' >>CMakeLists.txt
expect 1 'middle/deciding.hpp:1: "ground/number.hpp" runs up, from middle/ to ground/'
# a circle between folders of one floor, of two and of three
house; echo '#include "middle/room/corner.hpp"' >middle/other.cpp
expect 1 'closes a circle, from middle/ to middle/room/ and back'
house; mkdir middle/{second,third}
echo '#include "middle/second/b.hpp"' >middle/room/a.hpp
echo '#include "middle/third/c.hpp"' >middle/second/b.hpp
echo '#include "middle/room/a.hpp"' >middle/third/c.hpp
expect 1 'middle/third/c.hpp:1: "middle/room/a.hpp" closes a circle, from middle/third/ to middle/room/ and back'
# a folder on no floor, a header that is nowhere
house; mkdir cellar; echo '#include "ground/number.hpp"' >cellar/box.cpp
expect 1 'cellar/box.cpp:1: "ground/number.hpp": cellar/ is on no floor'
house; mkdir cellar; touch cellar/box.hpp; echo '#include "cellar/box.hpp"' >top/other.cpp
expect 1 'top/other.cpp:1: "cellar/box.hpp": cellar/ is on no floor'
house; echo '#include "attic/box.hpp"' >top/other.cpp
expect 1 'top/other.cpp:1: "attic/box.hpp" is in no folder of the house'
# the checker that looks beyond its own folder, though downwards
house; echo '#include "ground/number.hpp"' >checker/other.cpp
expect 1 'checker/other.cpp:1: "ground/number.hpp": the checker shares nothing with the rest'
# a library that links what is above it
house; echo 'groundcheck_library(ground fmt::fmt groundcheck_middle)' >ground/CMakeLists.txt
expect 1 'ground/CMakeLists.txt: groundcheck_middle is of a floor above, middle/'
house; printf 'target_link_libraries(groundcheck_middle PUBLIC\n    groundcheck_top)\n' >>middle/CMakeLists.txt
expect 1 'middle/CMakeLists.txt: groundcheck_top is of a floor above, top/'
# nothing to check
house; rm -r ground/* middle/* top/* checker/*; expect 2 'nothing to check'
house; rm CMakeLists.txt; expect 2 'no CMakeLists.txt'

"$here/check.sh" "$here/../.." || { echo "the floors above do not hold" >&2; failures=$((failures + 1)); }
((failures == 0)) || exit 1
echo "$((checks + 1)) checks passed"
