# Writes the git revision of the sources into a header, if it has changed. Run at every build, as a script:
#   cmake -DSOURCE=<source folder> -DHEADER=<file to write> -P Revision.cmake
set(revision "unknown")
find_program(git git)
if(git AND EXISTS "${SOURCE}/.git")
    execute_process(COMMAND "${git}" -C "${SOURCE}" describe --always --abbrev=12 --exclude=* --dirty=+changes
                    OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
    if(NOT failed)
        set(revision "${described}")
    endif()
endif()
file(CONFIGURE OUTPUT "${HEADER}" CONTENT "#define GROUNDCHECK_REVISION \"@revision@\"\n" @ONLY)
