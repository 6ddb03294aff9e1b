# How a folder becomes a target: one function each for libraries, tests and benchmarks, so that the flags live in one place.

add_library(groundcheck_flags INTERFACE)
target_compile_features(groundcheck_flags INTERFACE cxx_std_20)
target_include_directories(groundcheck_flags INTERFACE "${CMAKE_CURRENT_SOURCE_DIR}")
target_compile_options(groundcheck_flags INTERFACE -Wall -Wextra -Wconversion -Werror)
# GCC 12 sees overlapping copies inside std::string's operator+ that are not there (its bug 105651), under several names.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(groundcheck_flags INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow)
endif()
# Enclosures rely on IEEE semantics to the letter: no contraction into fused operations, no fast-math. The only
# architecture assumed is the compiler's default, so that a report does not depend on the machine that built it.
target_compile_options(groundcheck_flags INTERFACE -ffp-contract=off -fno-fast-math)
if(GROUNDCHECK_SANITIZE)
    target_compile_options(groundcheck_flags INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer
                                                       -fno-sanitize-recover=all)
    # What the sanitizers weave in hides from GCC that a value was set (std::regex, std::function): its manual warns of
    # false alarms. The release build keeps the warning.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(groundcheck_flags INTERFACE -Wno-maybe-uninitialized)
    endif()
    target_link_options(groundcheck_flags INTERFACE -fsanitize=address,undefined)
endif()
# GCC collects its garbage from 128 MB on, again and again: a fifth of a large unit's compilation. A compilation may have 512.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(groundcheck_flags INTERFACE "SHELL:--param ggc-min-heapsize=524288")
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(GROUNDCHECK_CCACHE ccache)
if(GROUNDCHECK_CCACHE)
    # What ccache must be told before it caches a build with precompiled headers (its manual, "Precompiled headers").
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${GROUNDCHECK_CCACHE}")
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(groundcheck_flags INTERFACE -fpch-preprocess)
    endif()
endif()

# A debug build keeps the lines of a backtrace and no more: the rest of the debug information takes longer to write than
# anyone looks at it. Libraries are optimised a little there too: the sanitizers' tests spend their time in them.
set(CMAKE_CXX_FLAGS_DEBUG "-g1")
set(GROUNDCHECK_LIBRARY_OPTIONS "$<$<CONFIG:Debug>:-O1>")

# Reading Boost.Multiprecision and Catch2 takes longer than compiling most of our files, so two targets precompile
# them, and the others reuse what they made: groundcheck_precompiled for libraries, groundcheck_test_precompiled for tests.
option(GROUNDCHECK_PRECOMPILE "Precompile the large headers" ON)
set(GROUNDCHECK_PRECOMPILED_HEADERS <algorithm> <array> <atomic> <chrono> <cmath> <cstdint> <filesystem> <fstream> <functional>
    <iostream> <limits> <map> <memory> <mutex> <numeric> <optional> <set> <sstream> <stdexcept> <string> <string_view> <tuple> <utility>
    <variant> <vector> <boost/multiprecision/gmp.hpp> <fmt/format.h>)

function(groundcheck_precompile target)
    if(GROUNDCHECK_PRECOMPILE)
        target_precompile_headers(${target} PRIVATE ${GROUNDCHECK_PRECOMPILED_HEADERS} ${ARGN})
    endif()
endfunction()

function(groundcheck_reuse_precompiled target from)
    if(GROUNDCHECK_PRECOMPILE)
        target_precompile_headers(${target} REUSE_FROM ${from})
    endif()
endfunction()

# Reading and instantiating the same headers for every file costs more than the files themselves: compiled several at a
# time, a library takes half the processor time. Files of one folder are one namespace then, and the names of their
# anonymous namespaces must differ. The linter reads a whole folder at a time: it spends its time in the headers.
option(GROUNDCHECK_UNITY "Compile several files of a library or a test program at a time" ON)
set(GROUNDCHECK_UNITY_BATCH 36 CACHE STRING "How many of a library at a time; 0: all of a folder")
set(GROUNDCHECK_TEST_UNITY_BATCH 14 CACHE STRING "How many of a test program")

# groundcheck_cold(<target>): a library without hot loops of its own: it reads, keeps and writes texts, or what it computes is
# computed in the libraries below it. What the optimiser adds at -O2 costs a third of its compilation there, and nobody would
# notice it.
function(groundcheck_cold target)
    target_compile_options(${target} PRIVATE "$<$<CONFIG:Release>:-O1>")
endfunction()

# groundcheck_unite(<target> <how many at a time>)
function(groundcheck_unite target batch)
    set_target_properties(${target} PROPERTIES UNITY_BUILD "${GROUNDCHECK_UNITY}" UNITY_BUILD_BATCH_SIZE "${batch}")
endfunction()

# groundcheck_library(<name> [targets it needs...]): every source of the current folder, as groundcheck_<name>.
function(groundcheck_library name)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
    add_library(groundcheck_${name} STATIC ${sources})
    set_target_properties(groundcheck_${name} PROPERTIES LINKER_LANGUAGE CXX)
    target_link_libraries(groundcheck_${name} PUBLIC groundcheck_flags ${ARGN})
    target_compile_options(groundcheck_${name} PRIVATE ${GROUNDCHECK_LIBRARY_OPTIONS})
    groundcheck_unite(groundcheck_${name} "${GROUNDCHECK_UNITY_BATCH}")
    groundcheck_reuse_precompiled(groundcheck_${name} groundcheck_precompiled)
endfunction()

# About how many seconds the longer tests take, so that ctest starts the longest first and the last one does not keep one
# processor waiting.
set(GROUNDCHECK_TEST_SECONDS verified_broken 600 cli 256 proof_tampering 200 checker 150 proof_export 117 fuzz_planted 86 fuzz_claims 64 ctm 53 mpi 33
    proof_definitions 75 decide 30 audit 26 sim 25 interval 12 language 10 floors 6)

# groundcheck_cost(<test>): tells ctest so.
function(groundcheck_cost test)
    list(FIND GROUNDCHECK_TEST_SECONDS "${test}" place)
    if(NOT place EQUAL -1)
        math(EXPR place "${place} + 1")
        list(GET GROUNDCHECK_TEST_SECONDS "${place}" seconds)
        set_tests_properties(${test} PROPERTIES COST "${seconds}")
    endif()
endfunction()

# groundcheck_test(<name> [targets it needs...]): every source of the current folder, as the test program test_<name>.
function(groundcheck_test name)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
    if(NOT sources)
        return()
    endif()
    add_executable(test_${name} ${sources})
    target_link_libraries(test_${name} PRIVATE groundcheck_test_main ${ARGN})
    groundcheck_cold(test_${name})
    groundcheck_unite(test_${name} "${GROUNDCHECK_TEST_UNITY_BATCH}")
    groundcheck_reuse_precompiled(test_${name} groundcheck_test_precompiled)
    add_test(NAME ${name} COMMAND test_${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 900 WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
    groundcheck_cost(${name})
endfunction()

# groundcheck_bench(<name> [targets it needs...]): every source of the current folder, as the benchmark bench_<name>.
function(groundcheck_bench name)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
    if(NOT sources)
        return()
    endif()
    add_executable(bench_${name} ${sources})
    target_link_libraries(bench_${name} PRIVATE benchmark::benchmark_main ${ARGN})
    groundcheck_reuse_precompiled(bench_${name} groundcheck_precompiled)
    set_property(GLOBAL APPEND PROPERTY GROUNDCHECK_BENCHES bench_${name})
endfunction()
