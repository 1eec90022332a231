# SPDX-License-Identifier: Apache-2.0
# Program version and git revision, as two functions in a source file that every build brings up to date.
set(version_source ${CMAKE_BINARY_DIR}/generated/version.cpp)
add_custom_target(etslink_revision BYPRODUCTS ${version_source}
  COMMAND ${CMAKE_COMMAND} -DSOURCE_DIR=${CMAKE_SOURCE_DIR} -DOUTPUT=${version_source}
          -DPROJECT_VERSION=${PROJECT_VERSION}
          "-DETSLINK_COMPILER=${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}, ${CMAKE_BUILD_TYPE}" -P ${CMAKE_SOURCE_DIR}/cmake/write_version.cmake
  COMMENT "Git revision")
add_library(etslink_version STATIC ${version_source})
target_include_directories(etslink_version PRIVATE ${CMAKE_SOURCE_DIR})
add_dependencies(etslink_version etslink_revision)
