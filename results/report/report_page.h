// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/hdf5_reader.h"

namespace etslink {

// One HTML page with tables and figures of results files (docs/report.md), complete in itself: it loads nothing. Equal
// files give equal bytes. The files have been checked by the readers of their kind; what is added throws FileError
// where it is damaged all the same. Parts stand in the order in which they are added; a part is called after its file,
// without the folder.
class ReportPage {
 public:
  void add_study(const NetcdfReader& file);   // of `run` and `coalitions`
  void add_curves(const NetcdfReader& file);  // of `macc`
  void add_sweep(const NetcdfReader& file);
  // A table of `sensitivity`: numbers as text, empty where missing.
  void add_sensitivities(const std::string& path, const std::vector<std::string>& columns,
                         const std::vector<std::vector<std::string>>& rows);

  // `program`: the version that writes the page.
  [[nodiscard]] std::string html(const std::string& program) const;

 private:
  std::vector<std::string> parts_;  // JSON
};

}  // namespace etslink
