// SPDX-License-Identifier: Apache-2.0
#include "files/har/har_file.h"

#include <algorithm>

#include "files/file_access.h"
#include "files/har/har_array_reader.h"

namespace etslink {
namespace {

constexpr std::size_t name_size = 4, type_size = 2, storage_size = 4, long_name_size = 70;

bool is_name(std::string_view bytes) { return bytes.size() == name_size && bytes != "    "; }

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

void read_description(const HarRecords& records, HarHeader& header) {
  if (header.first_record == header.end_record)
    throw FileError(records.path(), "header " + header.name + " has no records");
  HarCursor cursor(records, header.first_record, header.name);
  cursor.expect_blanks();
  header.type = cursor.text(type_size);
  const auto storage = cursor.text(storage_size);
  if (storage != "FULL" && storage != "SPSE") cursor.fail("unknown storage '" + storage + "'; allowed: FULL, SPSE");
  header.is_sparse = storage == "SPSE";
  header.long_name = cursor.text(long_name_size);
  const auto count = cursor.integer_from(0, "the number of dimensions");
  if (count > 7) cursor.fail(std::to_string(count) + " dimensions; at most 7 are read");
  for (int i = 0; i < count; ++i) header.dimensions.push_back(cursor.integer_from(0, "a dimension"));
  cursor.expect_end();
}

}  // namespace

std::string HarHeader::text() const {
  auto used = dimensions.size();
  while (used > 1 && dimensions[used - 1] == 1) --used;
  std::string sizes;
  for (std::size_t i = 0; i < used; ++i) sizes += (i == 0 ? "" : " x ") + std::to_string(dimensions[i]);
  return name + std::string(name_size - std::min(name_size, name.size()), ' ') + "  " + type +
         (is_sparse ? " sparse  " : "  ") + sizes + "  " + long_name;
}

HarFile::HarFile(HarRecords records) : records_(std::move(records)) {
  for (std::size_t i = 0; i < records_.count(); ++i) {
    if (!is_name(records_.bytes(i))) continue;
    if (!headers_.empty()) headers_.back().end_record = i;
    HarHeader header;
    header.name = upper(HarCursor(records_, i, "?").text(name_size));
    header.first_record = i + 1;
    headers_.push_back(std::move(header));
  }
  if (headers_.empty()) throw FileError(path(), "has no header");
  headers_.back().end_record = records_.count();
  for (auto& header : headers_) read_description(records_, header);
}

const HarHeader* HarFile::find(const std::string& name) const {
  const auto found =
      std::find_if(headers_.begin(), headers_.end(), [&](const HarHeader& header) { return header.name == name; });
  return found == headers_.end() ? nullptr : &*found;
}

HarArray HarFile::array(const HarHeader& header) const { return HarArrayReader(records_, header).array(); }

std::vector<std::string> HarFile::texts(const HarHeader& header) const {
  return HarArrayReader(records_, header).texts();
}

}  // namespace etslink
