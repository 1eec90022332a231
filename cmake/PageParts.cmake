# SPDX-License-Identifier: Apache-2.0
# The page of 'etslink report': its files and the modules of D3 that it draws with become a source of etslink_results.
# D3 is not part of this project: it comes from the Debian packages node-d3 and node-d3-*, with their licences.
find_package(nlohmann_json 3.11 REQUIRED)
set(page_scripts data words chart bars lines figure headline study permits sectors leakage welfare curves coalitions sweep
    sensitivity page)
set(d3_modules array collection color format interpolate time time-format scale path shape sankey)

find_path(ETSLINK_D3_FOLDER d3-sankey/dist/d3-sankey.min.js PATHS /usr/share/nodejs DOC "folder that holds the modules of D3")
find_path(ETSLINK_D3_LICENCES node-d3/copyright PATHS /usr/share/doc DOC "folder that holds the licences of these modules")
if(NOT ETSLINK_D3_FOLDER OR NOT ETSLINK_D3_LICENCES)
  message(FATAL_ERROR "D3 is missing, with which the pages of 'etslink report' are drawn: scripts/install_dependencies.sh build")
endif()

set(page_inputs ${CMAKE_SOURCE_DIR}/results/report/page/page.html ${CMAKE_SOURCE_DIR}/results/report/page/style.css)
foreach(script ${page_scripts})
  list(APPEND page_inputs ${CMAKE_SOURCE_DIR}/results/report/page/${script}.js)
endforeach()
set(page_source ${CMAKE_BINARY_DIR}/generated/page_parts.cpp)
add_custom_command(OUTPUT ${page_source}
  COMMAND ${CMAKE_COMMAND} -DPAGE=${CMAKE_SOURCE_DIR}/results/report/page "-DSCRIPTS=${page_scripts}" -DD3=${ETSLINK_D3_FOLDER}
          -DLICENCES=${ETSLINK_D3_LICENCES} "-DMODULES=${d3_modules}" -DOUTPUT=${page_source}
          -P ${CMAKE_SOURCE_DIR}/cmake/write_page_parts.cmake
  DEPENDS ${page_inputs} ${CMAKE_SOURCE_DIR}/cmake/write_page_parts.cmake
  COMMENT "Page of etslink report" VERBATIM)
# clang++ warns of texts beyond the 65,536 characters that a compiler must be able to read; both read them.
set_source_files_properties(${page_source} PROPERTIES COMPILE_OPTIONS "$<$<CXX_COMPILER_ID:Clang>:-Wno-overlength-strings>")
target_sources(etslink_results PRIVATE ${page_source})
target_link_libraries(etslink_results PUBLIC nlohmann_json::nlohmann_json)
