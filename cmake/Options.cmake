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

# etslink_group(TARGET): most of the time of a source goes into the headers that it reads and the templates it makes of them.
# So the sources of a folder are compiled in groups of four to eight, which a hash of their names chooses: a new file changes
# one group. In a group names of anonymous namespaces meet, and the compiler refuses two of one kind: rename one of them.
function(etslink_group target)
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "^${CMAKE_SOURCE_DIR}/.*\\.cpp$")
  foreach(alone ${ETSLINK_COMPILED_ALONE})
    list(REMOVE_ITEM sources ${CMAKE_SOURCE_DIR}/${alone})
    set_source_files_properties(${CMAKE_SOURCE_DIR}/${alone} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endforeach()
  foreach(source ${sources})
    get_filename_component(folder ${source} DIRECTORY)
    set(siblings ${sources})
    list(FILTER siblings INCLUDE REGEX "^${folder}/[^/]*$")
    list(LENGTH siblings count)
    set(groups 1)
    while(count GREATER 8)
      math(EXPR count "(${count} + 1) / 2")
      math(EXPR groups "${groups} * 2")
    endwhile()
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${source})
    string(SHA256 hash ${name})
    string(SUBSTRING ${hash} 0 4 hash)
    math(EXPR group "0x${hash} % ${groups}")
    file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR} ${folder})
    string(REPLACE "/" "_" folder ${folder})
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder}_${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${ETSLINK_GROUPS} UNITY_BUILD_MODE GROUP)
endfunction()

# etslink_check_headers(TARGET HEADERS): the target `etslink_headers` compiles each of them alone.
function(etslink_check_headers target headers)
  set(sources)  # not those of the caller
  foreach(header ${headers})
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${header})
    set(source ${CMAKE_BINARY_DIR}/generated/headers/${name}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${name}\"\n")
    list(APPEND sources ${source})
  endforeach()
  add_library(${target}_headers OBJECT EXCLUDE_FROM_ALL ${sources})
  target_link_libraries(${target}_headers PRIVATE ${target} etslink_options)
  etslink_precompile(${target}_headers program)
  if(NOT TARGET etslink_headers)
    add_custom_target(etslink_headers)
  endif()
  add_dependencies(etslink_headers ${target}_headers)
endfunction()

# etslink_library(FOLDER ...): library etslink_FOLDER from every source file of that folder and its subfolders.
function(etslink_library folder)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp
       ${CMAKE_SOURCE_DIR}/${folder}/*/*.cpp)
  file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.h
       ${CMAKE_SOURCE_DIR}/${folder}/*/*.h)
  list(FILTER sources EXCLUDE REGEX "/app/main\\.cpp$")
  # Headers on top of a C library are for the library itself: others can't include them.
  list(FILTER headers EXCLUDE REGEX "_(handle|adapter)\\.h$")
  add_library(etslink_${folder} STATIC ${sources})
  set_target_properties(etslink_${folder} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(etslink_${folder} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(etslink_${folder} PRIVATE etslink_options)
  target_link_libraries(etslink_${folder} ${ARGN})
  etslink_precompile(etslink_${folder} program)
  etslink_group(etslink_${folder})
  etslink_check_headers(etslink_${folder} "${headers}")
endfunction()
