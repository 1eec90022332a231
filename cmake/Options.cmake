# SPDX-License-Identifier: Apache-2.0
# Warnings, sanitizers and the one-library-per-folder rule.
add_library(etslink_options INTERFACE)
target_compile_options(etslink_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror
                       -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 warns of overlapping and endless copies inside text + text where there are none (GCC bugs 105651 and 105329).
  target_compile_options(etslink_options INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow)
endif()
if(ETSLINK_SANITIZE AND ETSLINK_FUZZ)
  message(FATAL_ERROR "ETSLINK_FUZZ brings its own sanitizers: leave ETSLINK_SANITIZE off")
elseif(ETSLINK_SANITIZE STREQUAL "address")
  set(sanitizers -fsanitize=address,undefined,float-cast-overflow -fno-sanitize-recover=all)
elseif(ETSLINK_SANITIZE STREQUAL "thread")
  set(sanitizers -fsanitize=thread)
elseif(ETSLINK_FUZZ)
  # Code that tells libFuzzer which way it went; the targets add main().
  set(sanitizers -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
elseif(ETSLINK_SANITIZE)
  message(FATAL_ERROR "ETSLINK_SANITIZE is address, thread or OFF, not ${ETSLINK_SANITIZE}")
endif()
if(DEFINED sanitizers)
  # With them the assertions of the standard library, which see an index beyond the end where its memory is still held.
  target_compile_options(etslink_options INTERFACE ${sanitizers} -fno-omit-frame-pointer)
  target_compile_definitions(etslink_options INTERFACE _GLIBCXX_ASSERTIONS)
  target_link_options(etslink_options INTERFACE ${sanitizers})
endif()
if(ETSLINK_COVERAGE)
  target_compile_options(etslink_options INTERFACE --coverage)
  target_link_options(etslink_options INTERFACE --coverage)
endif()

# etslink_precompile(TARGET LEVEL): half the time of a source goes into reading the standard library. What is listed here
# is read once for all targets of a LEVEL, those that are compiled alike; sources include what they
# use all the same, and the headers are compiled alone without it.
function(etslink_precompile target level)
  if(NOT ETSLINK_PRECOMPILE)
    return()
  endif()
  set(owner etslink_precompiled_${level})
  if(NOT TARGET ${owner})
    file(WRITE ${CMAKE_BINARY_DIR}/generated/precompiled.cpp "// The owner of the precompiled headers.\n")
    add_library(${owner} OBJECT ${CMAKE_BINARY_DIR}/generated/precompiled.cpp)
    target_link_libraries(${owner} PRIVATE etslink_options)
    target_precompile_headers(${owner} PRIVATE <algorithm> <array> <cmath> <cstdint> <filesystem> <functional>
      <limits> <map> <memory> <numeric> <optional> <set> <span> <string> <utility> <vector>)
  endif()
  target_precompile_headers(${target} REUSE_FROM ${owner})
endfunction()

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
  etslink_precompile(etslink_${folder} program)
endfunction()
