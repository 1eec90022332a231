// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "files/har/har_file.h"
#include "model/input_error.h"

namespace etslink {

// The files of a GTAP database.
enum class GtapFile { data, sets, parameters, emissions, volumes };
inline constexpr int gtap_file_count = 5;

// Paths of them, empty where there is none.
class GtapPaths {
 public:
  [[nodiscard]] std::string& operator[](GtapFile file) { return paths_[static_cast<std::size_t>(file)]; }
  [[nodiscard]] const std::string& operator[](GtapFile file) const { return paths_[static_cast<std::size_t>(file)]; }

 private:
  std::string paths_[gtap_file_count];
};

// Completes the paths that are named by those of a folder, by the names that GTAP's own programs give them, in any case
// (basedata.har or gsdfdat.har, sets.har, default.prm, co2.har, gsdfvole.har, ...). InputError where there are no data.
[[nodiscard]] GtapPaths find_gtap_files(const std::string& folder, GtapPaths named);

// The files, open. Headers of version 7 (activities and commodities, purchasers' and basic prices) or 6 (GTAP 6 to 10).
class GtapDatabase {
 public:
  explicit GtapDatabase(const GtapPaths& paths);

  [[nodiscard]] bool is_version_7() const { return is_version_7_; }
  [[nodiscard]] bool has(GtapFile file) const { return at(file).has_value(); }
  [[nodiscard]] const HarFile& file(GtapFile file) const { return *at(file); }
  [[nodiscard]] bool has(GtapFile file, const std::string& header) const;
  // InputError with the nearest name where the file has no such header.
  [[nodiscard]] HarArray array(GtapFile file, const std::string& header) const;
  [[nodiscard]] std::string release() const;  // lines of DREL in one; empty where there is none
  // InputError at a header of a file.
  [[noreturn]] void fail(GtapFile file, const std::string& header, const std::string& what) const;

 private:
  [[nodiscard]] const std::optional<HarFile>& at(GtapFile file) const { return files_[static_cast<std::size_t>(file)]; }

  std::optional<HarFile> files_[gtap_file_count];
  bool is_version_7_ = true;
};

}  // namespace etslink
