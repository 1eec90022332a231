# SPDX-License-Identifier: Apache-2.0
# What 'cmake --install' puts into a prefix, which may be moved afterwards: the program, its data, the Python package, pages
# of the manual, completions and documents; no libraries and no headers. The target `product` builds all of it.
include(GNUInstallDirs)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY TRUE)  # tests are not installed, and need not be built for it
set(ETSLINK_INSTALL_PYTHON lib/python3/dist-packages CACHE STRING "folder below the prefix for the Python package; default: Debian's")

# Written by the program that was built, from the tables it parses its arguments with.
set(written ${CMAKE_BINARY_DIR}/generated/product)
add_custom_command(OUTPUT ${written}/man1/etslink.1 ${written}/etslink.bash ${written}/_etslink
  COMMAND ${CMAKE_COMMAND} -DETSLINK=$<TARGET_FILE:etslink> -DOUTPUT=${written} -P ${CMAKE_SOURCE_DIR}/cmake/write_product.cmake
  DEPENDS etslink ${CMAKE_SOURCE_DIR}/cmake/write_product.cmake
  COMMENT "Manual and completions" VERBATIM)
add_custom_target(product ALL DEPENDS ${written}/man1/etslink.1)

install(TARGETS etslink RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
# Data that a script makes are left out, as they are left out of the repository.
install(DIRECTORY data studies DESTINATION ${CMAKE_INSTALL_DATADIR}/etslink
  PATTERN nea2011_money EXCLUDE PATTERN world_41x35 EXCLUDE)
install(DIRECTORY python/etslink DESTINATION ${ETSLINK_INSTALL_PYTHON} PATTERN __pycache__ EXCLUDE PATTERN .mypy_cache EXCLUDE)
install(DIRECTORY ${written}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR})
install(FILES ${written}/etslink.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME etslink)
# Debian's zsh looks into the first of these below /usr, into the second below /usr/local.
install(FILES ${written}/_etslink DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${written}/_etslink DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES README.md CHANGELOG.md CITATION.cff LICENSE ${written}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})

# cpack -G DEB, and -G TGZ for the archive of a release; scripts/package.sh builds both.
set(CPACK_PACKAGE_NAME etslink)
set(CPACK_PACKAGE_VENDOR "The etslink developers")
set(CPACK_PACKAGE_CONTACT "The etslink developers <etslink@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "linkage of emissions trading systems in a general equilibrium model")
set(CPACK_PACKAGE_DESCRIPTION "A multi-region, multi-sector computable general equilibrium model, solved with Ipopt:
carbon prices, GDP, welfare, abatement cost, permit trade and leakage of emissions
trading systems, linked and unlinked. With studies of Northeast Asia, their data, and
a Python package.")
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_STRIP_FILES TRUE)
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
  "python3, python3-xarray, python3-netcdf4, python3-pandas, python3-matplotlib, python3-tomlkit, bash-completion, man-db")
set(CPACK_DEB_COMPONENT_INSTALL OFF)
include(CPack)
