// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace etslink {

// What every page is made of, put into the program by cmake/write_page_parts.cmake: the files of results/report/page
// and, from the Debian packages that the build finds, the modules of D3 that they draw with, and their licences.
[[nodiscard]] std::string_view page_skeleton();  // page.html
[[nodiscard]] std::string_view page_style();     // style.css
[[nodiscard]] std::string_view page_script();    // *.js
[[nodiscard]] std::string_view page_library();
[[nodiscard]] std::string_view page_library_licence();

}  // namespace etslink
