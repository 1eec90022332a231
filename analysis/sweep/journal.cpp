// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>

#include "analysis/sweep/bytes.h"
#include "files/fnv_hash.h"

namespace etslink {
namespace {

constexpr std::string_view head_mark = "etslink sweep journal 2\n";
constexpr std::string_view any_head_mark = "etslink sweep journal ";
constexpr std::string_view record_mark = "unit";
constexpr auto flush_interval = std::chrono::seconds(2);

std::string reason() { return std::generic_category().message(errno); }

// Of a record and of all that it belongs to.
std::uint64_t checksum(std::uint64_t head, std::string_view bytes) { return FnvHash(head).add(bytes).value(); }

// Mark, checksum of the head, number, length, content, checksum of all that. A record is of this head and of no other;
// that of the head itself stands on its own.
struct Frame {
  std::string_view mark;
  std::uint64_t head = FnvHash().value();
};

std::string record(const Frame& frame, int number, const std::string& content) {
  ByteWriter out;
  out.put(frame.head);
  out.put(number);
  out.put(content);
  std::string bytes = std::string(frame.mark) + out.bytes();
  ByteWriter sum;
  sum.put(checksum(frame.head, bytes));
  return bytes + sum.bytes();
}

struct Record {
  std::uint64_t head = 0;  // that it names
  int number = 0;
  std::string content;
  std::size_t size = 0;  // 0: there is none
  std::uint64_t checksum = 0;
};

// The record of any head that begins there.
Record find_record(const std::string& bytes, std::size_t at, std::string_view mark) {
  constexpr std::size_t frame = sizeof(std::uint64_t) + sizeof(int) + sizeof(std::size_t), tail = sizeof(std::uint64_t);
  const std::size_t left = bytes.size() - at, begin = mark.size() + frame;
  if (left < begin + tail || bytes.compare(at, mark.size(), mark) != 0) return {};
  const std::string numbers = bytes.substr(at + mark.size(), frame);
  ByteReader in(numbers);
  Record found;
  found.head = in.get<std::uint64_t>();
  found.number = in.get<int>();
  const auto length = in.get<std::size_t>();
  if (length > left - begin - tail) return {};
  const std::string end = bytes.substr(at + begin + length, tail);
  found.checksum = ByteReader(end).get<std::uint64_t>();
  if (found.checksum != checksum(found.head, std::string_view(bytes).substr(at, begin + length))) return {};
  found.content = bytes.substr(at + begin, length);
  found.size = begin + length + tail;
  return found;
}

std::string read_bytes(const std::string& path) {
  check_readable(path);
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw FileError(path, "can't be read: " + reason());
  return text.str();
}

std::string head_of(const Shard& shard, const std::string& description) {
  ByteWriter out;
  out.put(shard.n);
  out.put(description);
  return record({head_mark}, shard.k, out.bytes());
}

// A journal without its units.
JournalContent read_head(const Record& head, const std::string& path) {
  JournalContent content;
  try {
    ByteReader in(head.content);
    content.shard = {head.number, in.get<int>()};
    content.description = in.get_text();
    in.expect_end();
  } catch (const WrongBytes&) {
    throw FileError(path, "is of another version of this program; begin the sweep anew");
  }
  const auto [k, n] = content.shard;
  if (k < 1 || k > n)
    throw FileError(path, "can't be shard " + std::to_string(k) + "/" + std::to_string(n) + " of a sweep");
  content.end = head.size;
  content.head = head.checksum;
  return content;
}

}  // namespace

bool is_journal(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string begin(any_head_mark.size(), '\0');
  return file.read(begin.data(), static_cast<std::streamsize>(begin.size())) && begin == any_head_mark;
}

JournalContent read_journal(const std::string& path) {
  const std::string bytes = read_bytes(path);
  if (!bytes.starts_with(any_head_mark)) throw FileError(path, "is not the journal or a shard of a sweep");
  if (!bytes.starts_with(head_mark))
    throw FileError(path, "is of another version of this program; begin the sweep anew");
  const Record head = find_record(bytes, 0, head_mark);
  if (head.size == 0) throw FileError(path, "its head is damaged, so nothing can be told of its samples");
  JournalContent content = read_head(head, path);
  for (std::size_t at = head.size; at < bytes.size();) {
    const Record found = find_record(bytes, at, record_mark);
    if (found.size == 0) {
      at = bytes.find(record_mark, at + 1);
      continue;
    }
    if (found.head != content.head)
      throw FileError(
          path, "holds samples of another sweep, at byte " + std::to_string(at) + ": it was put together by hand");
    content.damaged += at - content.end;
    content.units[found.number] = found.content;
    content.end = at += found.size;
  }
  return content;
}

Journal::Journal(const std::string& path, const Shard& shard, const std::string& description) : path_(path) {
  const std::string head = head_of(shard, description);
  write_file(path, head);
  end_ = head.size();
  head_ = find_record(head, 0, head_mark).checksum;
  open(path);
}

Journal::Journal(const std::string& path, const JournalContent& content)
    : path_(path), end_(content.end), head_(content.head) {
  open(path);
  if (::ftruncate(file_, static_cast<off_t>(end_)) != 0) throw FileError(path, "can't be cut: " + reason());
}

Journal::~Journal() {
  if (file_ >= 0) ::close(file_);
}

void Journal::open(const std::string& path) {
  file_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file_ < 0) throw FileError(path, "can't be written: " + reason());
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    ::close(file_);
    file_ = -1;
    throw FileError(path, "another process is at work on it");
  }
  flush();
}

void Journal::append(int unit, const std::string& outcome) {
  write(record({record_mark, head_}, unit, outcome));
  if (std::chrono::steady_clock::now() - flushed_ > flush_interval) flush();
}

void Journal::write(const std::string& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const auto written = ::pwrite(file_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(end_ + done));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const auto why = reason();
      // What was written of this record is cut off, so that the file ends with a whole one.
      const bool is_cut = ::ftruncate(file_, static_cast<off_t>(end_)) == 0;
      throw WriteError(path_, "can't be written: " + why + "; it keeps all samples before" +
                                  (is_cut ? "" : " (and part of one)") + ", go on with --resume");
    }
    done += static_cast<std::size_t>(written);
  }
  end_ += bytes.size();
}

void Journal::flush() {
  if (::fsync(file_) != 0) throw WriteError(path_, "can't be written: " + reason());
  flushed_ = std::chrono::steady_clock::now();
}

}  // namespace etslink
