# SPDX-License-Identifier: Apache-2.0
# Warnings, sanitizers and the one-library-per-folder rule.
add_library(etslink_options INTERFACE)
target_compile_options(etslink_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror
                       -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 warns of overlapping copies inside std::string + std::string where there are none (GCC bug 105651).
  target_compile_options(etslink_options INTERFACE -Wno-restrict)
endif()
if(ETSLINK_SANITIZE)
  target_compile_options(etslink_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(etslink_options INTERFACE -fsanitize=address,undefined)
endif()
if(ETSLINK_COVERAGE)
  target_compile_options(etslink_options INTERFACE --coverage)
  target_link_options(etslink_options INTERFACE --coverage)
endif()

# etslink_library(FOLDER ...): library etslink_FOLDER from every source file of that folder and its
# subfolders. CMake's target
# all_verify_interface_header_sets compiles each of its headers alone.
function(etslink_library folder)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp
       ${CMAKE_SOURCE_DIR}/${folder}/*/*.cpp)
  file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.h
       ${CMAKE_SOURCE_DIR}/${folder}/*/*.h)
  list(FILTER sources EXCLUDE REGEX "/app/main\\.cpp$")
  # Headers on top of a C library are for the library itself: others can't include them.
  list(FILTER headers EXCLUDE REGEX "_(handle|adapter)\\.h$")
  add_library(etslink_${folder} STATIC ${sources})
  set_target_properties(etslink_${folder} PROPERTIES LINKER_LANGUAGE CXX VERIFY_INTERFACE_HEADER_SETS ON)
  target_sources(etslink_${folder} PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR} FILES ${headers})
  target_include_directories(etslink_${folder} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(etslink_${folder} PRIVATE etslink_options)
  target_link_libraries(etslink_${folder} ${ARGN})
endfunction()
