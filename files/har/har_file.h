// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "files/har/har_records.h"

namespace etslink {

// One header of a GEMPACK file, as its second record describes it.
struct HarHeader {
  std::string name;                      // "VDFB": 1 to 4 characters, upper case
  std::string type;                      // "1C" texts, "2I" integers, "2R", "RE", "RL" numbers
  bool is_sparse = false;                // only what is not zero is stored
  std::string long_name;                 // up to 70 characters
  std::vector<std::int32_t> dimensions;  // of texts: how many, and the length of each
  std::size_t first_record = 0, end_record = 0;

  // "VDFB  RE sparse  65 x 65 x 160  Domestic purchases by firms": without dimensions of 1 at the end.
  [[nodiscard]] std::string text() const;
};

// The set of a dimension, as type RE has it; no elements where the file does not name them.
struct HarDimension {
  std::string set;
  std::vector<std::string> elements;
  std::int32_t size = 1;
};

struct HarCell {
  std::int64_t position = 0;  // from 0, the first index fastest
  double value = 0;
};

// An array of up to 7 dimensions: those that are used, and the cells that are not zero, by position.
struct HarArray {
  std::string name, coefficient;
  std::vector<HarDimension> dimensions;
  std::vector<HarCell> cells;
};

// A header array file. What is asked for is read when it is asked for; every error is a FileError with file, header and
// byte. Memory in use is a small multiple of the file's size, whatever the file says of its arrays.
class HarFile {
 public:
  explicit HarFile(const std::string& path) : HarFile(HarRecords(path)) {}
  explicit HarFile(HarRecords records);

  [[nodiscard]] const std::string& path() const { return records_.path(); }
  [[nodiscard]] const std::vector<HarHeader>& headers() const { return headers_; }
  // Null where there is none of this name.
  [[nodiscard]] const HarHeader* find(const std::string& name) const;
  [[nodiscard]] HarArray array(const HarHeader& header) const;                  // of any type but 1C
  [[nodiscard]] std::vector<std::string> texts(const HarHeader& header) const;  // of type 1C

 private:
  HarRecords records_;
  std::vector<HarHeader> headers_;
};

}  // namespace etslink
