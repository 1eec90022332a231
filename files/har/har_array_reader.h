// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "files/har/har_file.h"

namespace etslink {

// Reads the records of one header behind its description, one after the other; used by HarFile.
class HarArrayReader {
 public:
  HarArrayReader(const HarRecords& records, const HarHeader& header)
      : records_(records), header_(header), next_(header.first_record + 1) {}

  [[nodiscard]] HarArray array();
  [[nodiscard]] std::vector<std::string> texts();

 private:
  [[nodiscard]] HarCursor next_record();
  [[nodiscard]] std::vector<std::string> read_texts(std::int32_t count, std::int32_t length);
  void read_sets(HarArray& array);
  void read_matrix(HarArray& array);
  void read_full(HarArray& array);
  void read_sparse(HarArray& array);
  using Range = std::pair<std::int32_t, std::int32_t>;  // of an index, from 0; the second is one behind the last
  [[nodiscard]] std::vector<Range> read_block(HarCursor& cursor) const;
  void read_values(HarCursor& cursor, const std::vector<Range>& block, HarArray& array) const;
  [[nodiscard]] std::int64_t size() const;
  [[noreturn]] void fail(const std::string& what) const;

  const HarRecords& records_;
  const HarHeader& header_;
  std::size_t next_;
  std::int64_t values_ = 0;  // read so far
};

}  // namespace etslink
