# A Debian package of the program, the checker, the catalogue, the documentation, the manual page and the shell's
# completion: ./run package. What it depends on is read off the programs by dpkg-shlibdeps.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME groundcheck)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "verifier of claims about recursive self-training")
set(CPACK_PACKAGE_DESCRIPTION "Decides rigorously what theoretical papers on recursive self-training of generative models claim:
 proofs with certificates that an independent program checks again, or exact counterexamples.")
set(CPACK_PACKAGE_CONTACT "groundcheck developers <groundcheck@localhost>")
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION math)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS gnuplot-nox)
# Two packages: what needs an MPI is one of its own, and nobody else has to install one.
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL Unspecified)
set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_NAME groundcheck)
set(CPACK_COMPONENT_UNSPECIFIED_DESCRIPTION "${CPACK_PACKAGE_DESCRIPTION_SUMMARY}\n${CPACK_PACKAGE_DESCRIPTION}")
if(GROUNDCHECK_HAVE_MPI)
    list(APPEND CPACK_COMPONENTS_ALL mpi)
    set(CPACK_DEBIAN_MPI_PACKAGE_NAME groundcheck-mpi)
    set(CPACK_DEBIAN_MPI_PACKAGE_DEPENDS "groundcheck (= ${PROJECT_VERSION})")
    set(CPACK_DEBIAN_MPI_PACKAGE_RECOMMENDS "openmpi-bin")
    set(CPACK_COMPONENT_MPI_DESCRIPTION "groundcheck on many machines
 The same program for mpirun: one rank hands out what is to be decided, the others decide it.")
endif()
include(CPack)
