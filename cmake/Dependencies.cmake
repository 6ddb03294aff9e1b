# Finds every library the project uses. A missing one stops the configuration with the Debian package that brings it.

function(groundcheck_missing what package)
    message(FATAL_ERROR "groundcheck needs ${what}, which was not found.\n"
                        "On Debian and Ubuntu:  apt-get install --no-install-recommends ${package}\n"
                        "or let the project do it:  ./run install")
endfunction()

# groundcheck_find(<target> HEADER <header> LIBRARIES <names...> PACKAGE <debian package> [SUFFIXES <dir...>] [WHAT <text>])
# makes the imported target groundcheck::<target> from a header and libraries.
function(groundcheck_find target)
    cmake_parse_arguments(ARG "" "HEADER;PACKAGE;WHAT" "LIBRARIES;SUFFIXES" ${ARGN})
    add_library(groundcheck::${target} INTERFACE IMPORTED GLOBAL)
    find_path(GROUNDCHECK_${target}_INCLUDE "${ARG_HEADER}" PATH_SUFFIXES ${ARG_SUFFIXES})
    if(NOT GROUNDCHECK_${target}_INCLUDE)
        groundcheck_missing("the header ${ARG_HEADER} (${ARG_WHAT})" "${ARG_PACKAGE}")
    endif()
    target_include_directories(groundcheck::${target} SYSTEM INTERFACE "${GROUNDCHECK_${target}_INCLUDE}")
    foreach(name IN LISTS ARG_LIBRARIES)
        find_library(GROUNDCHECK_${target}_${name} "${name}")
        if(NOT GROUNDCHECK_${target}_${name})
            groundcheck_missing("the library ${name} (${ARG_WHAT})" "${ARG_PACKAGE}")
        endif()
        target_link_libraries(groundcheck::${target} INTERFACE "${GROUNDCHECK_${target}_${name}}")
    endforeach()
endfunction()

# groundcheck_package(<package> <debian package> [arguments of find_package])
macro(groundcheck_package name package)
    find_package(${name} QUIET ${ARGN})
    if(NOT ${name}_FOUND)
        groundcheck_missing("${name}" "${package}")
    endif()
endmacro()

groundcheck_find(gmp HEADER gmp.h LIBRARIES gmp PACKAGE libgmp-dev WHAT "exact integers and rationals")
groundcheck_find(mpfr HEADER mpfr.h LIBRARIES mpfr PACKAGE libmpfr-dev WHAT "directed rounding")
groundcheck_find(mpfi HEADER mpfi.h LIBRARIES mpfi PACKAGE libmpfi-dev WHAT "MPFI intervals")
groundcheck_find(flint HEADER flint/fmpz.h LIBRARIES flint PACKAGE libflint-dev WHAT "FLINT")
groundcheck_find(boost HEADER boost/multiprecision/mpfi.hpp PACKAGE libboost-dev WHAT "Boost.Multiprecision")
groundcheck_find(pegtl HEADER tao/pegtl.hpp PACKAGE tao-pegtl-dev WHAT "the expression parser's library")
groundcheck_find(sqlite HEADER sqlite3.h LIBRARIES sqlite3 PACKAGE libsqlite3-dev WHAT "the ledger's database")
groundcheck_find(utf8proc HEADER utf8proc.h LIBRARIES utf8proc PACKAGE libutf8proc-dev WHAT "Unicode: letters, case, composed forms")
target_link_libraries(groundcheck::mpfi INTERFACE groundcheck::mpfr groundcheck::gmp)
target_link_libraries(groundcheck::flint INTERFACE groundcheck::gmp)

# FLINT 3 has Arb inside; with FLINT 2 it is a library of its own, which Debian calls flint-arb and others arb.
add_library(groundcheck::arb INTERFACE IMPORTED GLOBAL)
if(NOT EXISTS "${GROUNDCHECK_flint_INCLUDE}/flint/arb.h")
    find_path(GROUNDCHECK_arb_INCLUDE arb.h)
    find_library(GROUNDCHECK_arb_LIBRARY NAMES flint-arb arb)
    if(NOT GROUNDCHECK_arb_INCLUDE OR NOT GROUNDCHECK_arb_LIBRARY)
        groundcheck_missing("Arb (FLINT 3 has it inside; this FLINT is older)" libflint-arb-dev)
    endif()
    target_include_directories(groundcheck::arb SYSTEM INTERFACE "${GROUNDCHECK_arb_INCLUDE}")
    target_link_libraries(groundcheck::arb INTERFACE "${GROUNDCHECK_arb_LIBRARY}")
endif()
target_link_libraries(groundcheck::arb INTERFACE groundcheck::flint groundcheck::mpfr)

# What the program allocates is small, much, and given back by the thread that took it: a fifth of an audit's time under malloc goes
# under mimalloc (docs/numbers.md). Nothing depends on it, and the sanitizers have an allocator of their own.
option(GROUNDCHECK_MIMALLOC "Link the programs with mimalloc, where it is found" ON)
add_library(groundcheck::allocator INTERFACE IMPORTED GLOBAL)
find_library(GROUNDCHECK_mimalloc_LIBRARY mimalloc)
if(GROUNDCHECK_MIMALLOC AND GROUNDCHECK_mimalloc_LIBRARY AND NOT GROUNDCHECK_SANITIZE)
    # Its functions stand before malloc's by their names; a linker that takes what is called by name alone would leave it out.
    target_link_libraries(groundcheck::allocator INTERFACE -Wl,--push-state,--no-as-needed
                                                           "${GROUNDCHECK_mimalloc_LIBRARY}" -Wl,--pop-state)
endif()

groundcheck_package(TBB libtbb-dev)
groundcheck_package(fmt libfmt-dev)
groundcheck_package(nlohmann_json nlohmann-json3-dev)
groundcheck_package(CLI11 libcli11-dev)
groundcheck_package(tomlplusplus libtomlplusplus-dev)
find_package(Threads REQUIRED)

# Many machines are for those who have them: without an MPI there is no groundcheck-mpi, and nothing else is missing. (Under
# the sanitizers an MPI's own leaks would be all that is seen.)
set(GROUNDCHECK_HAVE_MPI OFF)
if(GROUNDCHECK_MPI AND NOT GROUNDCHECK_SANITIZE)
    set(MPI_CXX_SKIP_MPICXX ON)
    find_package(MPI QUIET COMPONENTS CXX)
    set(GROUNDCHECK_HAVE_MPI "${MPI_CXX_FOUND}")
endif()

if(GROUNDCHECK_BENCH)
    groundcheck_package(benchmark libbenchmark-dev)
endif()

# Catch2: version 3 is a library with its own main; version 2 is a single header, and tests/ brings the main.
if(GROUNDCHECK_TESTS)
    find_package(Catch2 3 QUIET)
    if(Catch2_FOUND)
        set(GROUNDCHECK_CATCH Catch2::Catch2WithMain)
    else()
        groundcheck_find(catch2 HEADER catch2/catch.hpp PACKAGE catch2 WHAT "the tests' library")
        set(GROUNDCHECK_CATCH groundcheck::catch2)
    endif()
endif()
