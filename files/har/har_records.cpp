// SPDX-License-Identifier: Apache-2.0
#include "files/har/har_records.h"

#include <bit>
#include <filesystem>
#include <fstream>
#include <utility>

#include "files/file_access.h"
#include "files/input_files.h"

namespace etslink {
namespace {

constexpr std::size_t marker_size = 4, length_of_name = 4;

std::string read_bytes(const std::string& path) {
  check_readable(path);
  if (!std::filesystem::is_regular_file(path)) throw FileError(path, "can't be read: it is not a file on a disk");
  note_input(path);
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  const auto size = in ? static_cast<std::streamoff>(in.tellg()) : -1;
  std::string bytes(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
  in.seekg(0);
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in || size < 0) throw FileError(path, "can't be read");
  return bytes;
}

std::uint32_t word(std::string_view bytes, bool is_big_endian) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[is_big_endian ? i : 3 - i]);
    value = (value << 8U) | byte;
  }
  return value;
}

std::string at_byte(std::size_t offset) { return "byte " + std::to_string(offset) + ": "; }

}  // namespace

HarRecords::HarRecords(const std::string& path) : HarRecords(path, read_bytes(path)) {}

HarRecords::HarRecords(std::string path, std::string bytes) : path_(std::move(path)), bytes_(std::move(bytes)) {
  find_records();
}

std::string_view HarRecords::bytes(std::size_t record) const {
  return std::string_view(bytes_).substr(records_[record].offset, records_[record].size);
}

// The first record is the name of a header, 4 bytes, which tells the order of bytes.
void HarRecords::find_records() {
  const std::string_view all = bytes_;
  if (all.size() < 2 * marker_size + length_of_name)
    throw FileError(path_, "is no header array file: it has " + std::to_string(all.size()) + " bytes");
  if (all[0] == '\xFD')
    throw FileError(path_, "is a header array file of another kind (first byte FD): write it anew with ViewHAR");
  is_big_endian_ = word(all, true) == length_of_name;
  if (!is_big_endian_ && word(all, false) != length_of_name)
    throw FileError(path_, "is no header array file: it does not begin with the name of a header");
  for (std::size_t at = 0; at < all.size();) {
    if (all.size() - at < 2 * marker_size) throw FileError(path_, at_byte(at) + "the file is cut short");
    const std::size_t size = word(all.substr(at), is_big_endian_);
    if (size > all.size() - at - 2 * marker_size)
      throw FileError(path_, at_byte(at) + "a record of " + std::to_string(size) + " bytes goes beyond the end");
    const std::size_t end = at + marker_size + size, closing = word(all.substr(end), is_big_endian_);
    if (closing != size)
      throw FileError(path_, at_byte(at) + "a record of " + std::to_string(size) + " bytes ends with the length " +
                                 std::to_string(closing));
    records_.push_back({at + marker_size, size});
    at = end + marker_size;
  }
}

std::string_view HarCursor::take(std::size_t length) {
  const auto bytes = records_->bytes(record_);
  if (length > bytes.size() - place_)
    fail("the record has " + std::to_string(bytes.size()) + " bytes, at least " + std::to_string(place_ + length) +
         " are needed");
  place_ += length;
  return bytes.substr(place_ - length, length);
}

std::int32_t HarCursor::integer() { return static_cast<std::int32_t>(word(take(4), records_->is_big_endian())); }

std::int32_t HarCursor::integer_from(std::int32_t least, const char* what) {
  const auto value = integer();
  if (value < least) fail(std::string(what) + " is " + std::to_string(value));
  return value;
}

float HarCursor::real() { return std::bit_cast<float>(word(take(4), records_->is_big_endian())); }

std::string HarCursor::text(std::size_t length) {
  auto bytes = take(length);
  while (!bytes.empty() && (bytes.back() == ' ' || bytes.back() == '\0')) bytes.remove_suffix(1);
  std::string text;
  for (const char c : bytes) {
    const auto code = static_cast<unsigned char>(c);
    if (code < 0x20U || (code >= 0x7FU && code < 0xA0U))
      text += '?';
    else if (code < 0x80U)
      text += c;
    else
      (text += static_cast<char>(0xC0U | (code >> 6U))) += static_cast<char>(0x80U | (code & 0x3FU));
  }
  return text;
}

void HarCursor::expect_blanks() {
  if (take(4) != "    ") fail("a record of data begins with other than four blanks");
}

void HarCursor::skip(std::size_t length) { static_cast<void>(take(length)); }

void HarCursor::expect_end() const {
  if (left() > 0) fail("the record has " + std::to_string(left()) + " bytes too many");
}

void HarCursor::fail(const std::string& what) const {
  throw FileError(records_->path(),
                  "header " + header_ + ", byte " + std::to_string(records_->offset(record_) + place_) + ": " + what);
}

}  // namespace etslink
