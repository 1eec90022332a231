// SPDX-License-Identifier: Apache-2.0
#include "calibration/text_file.h"

#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "files/input_files.h"
#include "model/input_error.h"

namespace etslink {
namespace {

std::string read_bytes(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) throw InputError({path, 0}, "file not found");
  if (std::filesystem::is_directory(path, ignored)) throw InputError({path, 0}, "is a folder, not a file");
  std::ifstream in(path, std::ios::binary);
  if (!in) throw InputError({path, 0}, "can't be opened for reading");
  std::string bytes{std::istreambuf_iterator<char>(in), {}};  // a pipe has no size
  if (in.bad()) throw InputError({path, 0}, "can't be read");
  return bytes;
}

bool is_gzip(const std::string& bytes) { return bytes.size() >= 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b'; }

// Owns the state of one inflation; 15 + 16 window bits select the gzip format with its checksum.
class Inflater {
 public:
  explicit Inflater(const std::string& path) : path_(path) {
    require(inflateInit2(&stream_, 15 + 16) == Z_OK, "zlib starts");
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&stream_); }

  std::string inflate_all(std::string& bytes) {
    std::string text;
    std::string chunk(std::size_t{1} << 18, '\0');
    stream_.next_in = reinterpret_cast<Bytef*>(bytes.data());
    stream_.avail_in = static_cast<uInt>(bytes.size());
    for (int status = Z_OK; status != Z_STREAM_END;) {
      stream_.next_out = reinterpret_cast<Bytef*>(chunk.data());
      stream_.avail_out = static_cast<uInt>(chunk.size());
      status = inflate(&stream_, Z_NO_FLUSH);
      if (status != Z_OK && status != Z_STREAM_END) throw InputError({path_, 0}, "gzip data damaged or cut short");
      text.append(chunk, 0, chunk.size() - stream_.avail_out);
    }
    if (stream_.avail_in > 0) throw InputError({path_, 0}, "has extra bytes after the end of its gzip data");
    return text;
  }

 private:
  std::string path_;
  z_stream stream_{};
};

}  // namespace

std::string read_text_file(const std::string& path) {
  note_input(path);
  std::string bytes = read_bytes(path);
  if (is_gzip(bytes)) return Inflater(path).inflate_all(bytes);
  if (path.ends_with(".gz")) throw InputError({path, 0}, "is not a gzip file although its name ends in .gz");
  return bytes;
}

}  // namespace etslink
