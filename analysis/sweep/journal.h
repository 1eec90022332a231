// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

#include "files/file_access.h"

namespace etslink {

// Part k of n of a sweep's work units: those with the numbers k - 1, k - 1 + n, ...
struct Shard {
  int k = 1, n = 1;
  [[nodiscard]] bool has(int unit) const { return unit % n == k - 1; }
};

// What a journal holds: the description of its sweep, and the outcome of each finished unit, as bytes.
struct JournalContent {
  Shard shard;
  std::string description;
  std::map<int, std::string> units;
  std::uint64_t head = 0;     // its checksum, which every record has in its own
  std::uint64_t end = 0;      // position behind the last record
  std::uint64_t damaged = 0;  // bytes before it that are no record
};

// Whether the file begins as one, be it damaged or not.
[[nodiscard]] bool is_journal(const std::string& path);

// Reads a journal, whole or cut short at any place: a last record without its end is left out, records behind damaged
// bytes are found. FileError where the file can't be read, its head is damaged, or a record is of another head.
[[nodiscard]] JournalContent read_journal(const std::string& path);

// The file in which a sweep keeps what it has finished: a head with the description, then records that are only ever
// appended, with checksums that go on from that of the head. One process at a time.
class Journal {
 public:
  // A new journal, complete with its head before it has its name. FileError where it can't be written.
  Journal(const std::string& path, const Shard& shard, const std::string& description);
  // Goes on behind the last record of an old one; what follows there, part of a record, is cut off.
  Journal(const std::string& path, const JournalContent& content);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // Appends a finished unit. Where the disk is full the file keeps all records before it and FileError is thrown. What
  // is written survives the end of the process at once, that of the machine some seconds later.
  void append(int unit, const std::string& outcome);
  // Brings everything to the disk.
  void flush();

 private:
  void open(const std::string& path);
  void write(const std::string& bytes);

  std::string path_;
  int file_ = -1;
  std::uint64_t end_ = 0, head_ = 0;
  std::chrono::steady_clock::time_point flushed_;
};

}  // namespace etslink
