// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace etslink {

// The records of a GEMPACK header array file: sequential unformatted Fortran, each record between two lengths of 4
// bytes, in the byte order of the machine that wrote it. The whole file is held in memory.
class HarRecords {
 public:
  // Reads a file; `bytes` of one that is in memory already. FileError with the place of the first record that is cut
  // short, or whose two lengths differ.
  explicit HarRecords(const std::string& path);
  HarRecords(std::string path, std::string bytes);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::size_t count() const { return records_.size(); }
  [[nodiscard]] std::string_view bytes(std::size_t record) const;
  [[nodiscard]] std::size_t offset(std::size_t record) const { return records_[record].offset; }  // in the file
  [[nodiscard]] bool is_big_endian() const { return is_big_endian_; }

 private:
  struct Record {
    std::size_t offset, size;
  };
  void find_records();

  std::string path_, bytes_;
  std::vector<Record> records_;
  bool is_big_endian_ = false;
};

// Reads one record from its beginning. FileError with file, header and byte where it is too short or not what is asked
// for.
class HarCursor {
 public:
  HarCursor(const HarRecords& records, std::size_t record, std::string header)
      : records_(&records), record_(record), header_(std::move(header)) {}

  [[nodiscard]] std::int32_t integer();
  [[nodiscard]] std::int32_t integer_from(std::int32_t least, const char* what);
  [[nodiscard]] float real();
  // So many bytes of Latin-1 as UTF-8, without blanks and NULs at the end; '?' for control characters.
  [[nodiscard]] std::string text(std::size_t length);
  void expect_blanks();  // the four that begin every record but the name of a header
  void skip(std::size_t length);
  void expect_end() const;
  [[nodiscard]] std::size_t left() const { return records_->bytes(record_).size() - place_; }
  [[noreturn]] void fail(const std::string& what) const;

 private:
  [[nodiscard]] std::string_view take(std::size_t length);

  const HarRecords* records_;
  std::size_t record_, place_ = 0;
  std::string header_;
};

}  // namespace etslink
