# How a folder becomes a target: one function each for libraries, tests and benchmarks, so that the flags live in one place.

add_library(groundcheck_flags INTERFACE)
target_compile_features(groundcheck_flags INTERFACE cxx_std_20)
target_include_directories(groundcheck_flags INTERFACE "${CMAKE_CURRENT_SOURCE_DIR}")
target_compile_options(groundcheck_flags INTERFACE -Wall -Wextra -Wconversion -Werror)
# GCC 12 sees overlapping copies inside std::string's operator+ that are not there (its bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(groundcheck_flags INTERFACE -Wno-restrict)
endif()
# Enclosures rely on IEEE semantics to the letter: no contraction into fused operations, no fast-math. The only
# architecture assumed is the compiler's default, so that a report does not depend on the machine that built it.
target_compile_options(groundcheck_flags INTERFACE -ffp-contract=off -fno-fast-math)
if(GROUNDCHECK_SANITIZE)
    target_compile_options(groundcheck_flags INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer
                                                       -fno-sanitize-recover=all)
    target_link_options(groundcheck_flags INTERFACE -fsanitize=address,undefined)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(GROUNDCHECK_CCACHE ccache)
if(GROUNDCHECK_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${GROUNDCHECK_CCACHE}")
endif()

# groundcheck_library(<name> [targets it needs...]): every source of the current folder, as groundcheck_<name>.
function(groundcheck_library name)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
    add_library(groundcheck_${name} STATIC ${sources})
    set_target_properties(groundcheck_${name} PROPERTIES LINKER_LANGUAGE CXX)
    target_link_libraries(groundcheck_${name} PUBLIC groundcheck_flags ${ARGN})
endfunction()

# groundcheck_test(<name> [targets it needs...]): every source of the current folder, as the test program test_<name>.
function(groundcheck_test name)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
    if(NOT sources)
        return()
    endif()
    add_executable(test_${name} ${sources})
    target_link_libraries(test_${name} PRIVATE groundcheck_test_main ${ARGN})
    add_test(NAME ${name} COMMAND test_${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 900 WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
endfunction()

# groundcheck_bench(<name> [targets it needs...]): every source of the current folder, as the benchmark bench_<name>.
function(groundcheck_bench name)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
    if(NOT sources)
        return()
    endif()
    add_executable(bench_${name} ${sources})
    target_link_libraries(bench_${name} PRIVATE benchmark::benchmark_main ${ARGN})
    set_property(GLOBAL APPEND PROPERTY GROUNDCHECK_BENCHES bench_${name})
endfunction()
