// Gives the target that precompiles the large headers something to compile; see Targets.cmake.
