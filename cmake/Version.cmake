# SPDX-License-Identifier: Apache-2.0
# Program version and git revision, as two functions in a generated source file.
find_package(Git QUIET)
set(ETSLINK_REVISION "unknown")
if(GIT_FOUND)
  execute_process(COMMAND ${GIT_EXECUTABLE} describe --always --dirty --abbrev=12
                  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE ETSLINK_REVISION
                  OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
configure_file(${CMAKE_SOURCE_DIR}/cmake/version.cpp.in ${CMAKE_BINARY_DIR}/generated/version.cpp @ONLY)
add_library(etslink_version STATIC ${CMAKE_BINARY_DIR}/generated/version.cpp)
