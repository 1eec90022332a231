// SPDX-License-Identifier: Apache-2.0
#include "results/file_seal.h"

#include <fstream>

#include "files/file_access.h"
#include "files/fnv_hash.h"

namespace etslink {
namespace {

constexpr std::string_view hdf5_signature = "\x89HDF\r\n\x1a\n", mark = "\netslink checksum FNV-1a-64 ";
constexpr std::size_t seal_size = mark.size() + 16 + 1;

std::string seal_with(const FnvHash& hash) { return std::string(mark) + hash.hex() + "\n"; }

// The hash of all but the last bytes of a file, and these.
struct SealedContent {
  std::string begin;  // first bytes
  FnvHash hash;
  std::string end;
};

SealedContent read_content(const std::string& path) {
  constexpr std::size_t block = std::size_t{1} << 20;
  std::ifstream file(path, std::ios::binary);
  SealedContent content;
  std::string bytes(block, '\0');
  while (file.read(bytes.data(), static_cast<std::streamsize>(block)), file.gcount() > 0) {
    const std::string_view read(bytes.data(), static_cast<std::size_t>(file.gcount()));
    if (content.begin.empty()) content.begin = read.substr(0, hdf5_signature.size());
    content.end += read;
    if (content.end.size() <= seal_size) continue;
    const auto before = content.end.size() - seal_size;
    content.hash.add(std::string_view(content.end).substr(0, before));
    content.end.erase(0, before);
  }
  if (file.bad() || !file.eof()) throw FileError(path, "can't be read");
  return content;
}

}  // namespace

std::string seal_of(std::string_view bytes) { return seal_with(FnvHash().add(bytes)); }

void check_seal(const std::string& path) {
  const auto content = read_content(path);
  if (content.begin != hdf5_signature) throw FileError(path, "is not an HDF5 file");
  if (content.end == seal_with(content.hash)) return;
  if (content.end.starts_with(mark)) {
    throw FileError(path,
                    "is damaged, or another program changed it: its content has not the checksum that its last "
                    "line says");
  }
  throw FileError(path,
                  "has no checksum as its last line: it is cut short, another program wrote it, or an earlier version "
                  "of this one; run the command again that made it");
}

}  // namespace etslink
