# SPDX-License-Identifier: Apache-2.0
# Writes what the program ETSLINK says about itself into the folder OUTPUT: pages of the manual and completions of shells;
# and the file of copyrights that Debian asks of a package.
function(write_output file)
  execute_process(COMMAND ${ETSLINK} ${ARGN} OUTPUT_FILE ${OUTPUT}/${file} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(REMOVE_RECURSE ${OUTPUT})
file(MAKE_DIRECTORY ${OUTPUT})
execute_process(COMMAND ${ETSLINK} man -o ${OUTPUT}/man1 COMMAND_ERROR_IS_FATAL ANY)
write_output(etslink.bash completion bash)
write_output(_etslink completion zsh)
file(WRITE ${OUTPUT}/copyright "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: etslink

Files: *
Copyright: The etslink developers
License: Apache-2.0

License: Apache-2.0
 On Debian systems the text is in /usr/share/common-licenses/Apache-2.0; here it is the file LICENSE.
Comment: The pages of 'etslink report' carry D3 of Debian's package node-d3 with its licences. The benchmark data
 name their sources and licences in data/nea2011/benchmark.toml.
")
