// SPDX-License-Identifier: Apache-2.0
// The files of a benchmark folder, plain and gzip, and its parameters, as 'etslink check' reads them.
#include <zlib.h>

#include "tests/fuzz/fuzz_target.h"

namespace etslink::fuzz {
namespace {

std::string gzip(const std::string& text) {
  z_stream stream{};
  constexpr int gzip_window = MAX_WBITS + 16;
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) fail("no deflate");
  std::string bytes(deflateBound(&stream, text.size()) + 32, '\0');
  std::string input = text;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) fail("deflate did not end");
  bytes.resize(stream.total_out);
  deflateEnd(&stream);
  return bytes;
}

// The files of three economies in one folder: taxes, margins and transfers; goods that two sectors make; purposes.
class BenchmarkTarget final : public Target {
 public:
  BenchmarkTarget() {
    for (const std::string name :
         {"tiny_taxes", "tiny_make", "tiny_products", "tiny_idle", "tiny_technologies", "gtap_like"})
      folder_.copy("tests/fixtures/" + name, name);
    files_ = folder_.files();
  }

  [[nodiscard]] std::vector<std::string> seeds() const override {
    auto all = seeds_of(folder_, files_);
    for (std::size_t i = 0; i < files_.size(); i += 5)
      all.push_back(static_cast<char>(i) + gzip(folder_.text(files_[i])));
    return all;
  }

  void try_input(std::string_view input) override {
    const auto chosen = chosen_file(files_, input);
    folder_.replace(chosen.file, chosen.content);
    run({"check", folder_.path(chosen.file.substr(0, chosen.file.find('/')))});
  }

 private:
  FuzzFolder folder_;
  std::vector<std::string> files_;
};

}  // namespace

Target& target() {
  static BenchmarkTarget it;
  return it;
}

}  // namespace etslink::fuzz
