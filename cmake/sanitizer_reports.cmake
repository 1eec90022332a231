# SPDX-License-Identifier: Apache-2.0
# Reports of sanitizers, one file for each process that had one, so that none is lost where a test expects a failure.
#   cmake -DREPORTS=FOLDER -DSTEP=begin -P cmake/sanitizer_reports.cmake   removes old ones
#   cmake -DREPORTS=FOLDER -DSTEP=end -P cmake/sanitizer_reports.cmake     prints them, and fails where there are any
if(STEP STREQUAL "begin")
  file(REMOVE_RECURSE ${REPORTS})
  file(MAKE_DIRECTORY ${REPORTS})
  return()
endif()
file(GLOB reports ${REPORTS}/*)
foreach(report ${reports})
  file(READ ${report} text LIMIT 6000)
  message("${report}:\n${text}")
endforeach()
list(LENGTH reports count)
if(count GREATER 0)
  message(FATAL_ERROR "${count} reports of sanitizers")
endif()
