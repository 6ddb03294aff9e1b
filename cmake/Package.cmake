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
include(CPack)
