// SPDX-License-Identifier: Apache-2.0
#include "results/file_seal.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "files/file_access.h"
#include "results/write_study.h"
#include "tests/fixtures/temporary_folder.h"
#include "tests/results/small_study.h"

using namespace etslink;

namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A results file with all its groups.
std::string write_results(const std::string& path) {
  const StudyResult study = small_study("tiny_taxes");
  write_study(study, compute_indicators(study), path);
  return bytes_of(path);
}

bool is_refused(const std::string& path) {
  try {
    (void)read_study_file(path);
  } catch (const FileError& error) {
    return std::string(error.what()).starts_with(path + ": ");
  }
  return false;
}

}  // namespace

TEST_CASE("a file with any one bit flipped is refused") {
  const TemporaryFolder folder;
  const auto path = folder.path("a.h5");
  const auto good = write_results(path);
  CHECK_FALSE(is_refused(path));
  std::mt19937_64 random(2011);
  for (int i = 0; i < 300; ++i) {
    // The last line itself is among them.
    const std::size_t place = i < 20 ? good.size() - 1 - random() % seal_of("").size() : random() % good.size();
    auto bytes = good;
    bytes[place] = static_cast<char>(bytes[place] ^ static_cast<char>(1U << (random() % 8)));
    write_file(path, bytes);
    CAPTURE(place);
    CHECK(is_refused(path));
  }
}

TEST_CASE("a file that is cut short, longer, or mixed of two is refused") {
  const TemporaryFolder folder;
  const auto path = folder.path("a.h5");
  const auto good = write_results(path);
  for (const std::size_t length : {std::size_t{0}, std::size_t{1}, std::size_t{8}, std::size_t{48}, good.size() / 3,
                                   good.size() / 2, good.size() - seal_of("").size(), good.size() - 1}) {
    CAPTURE(length);
    write_file(path, std::string_view(good).substr(0, length));
    CHECK(is_refused(path));
  }
  write_file(path, good + '\n');
  CHECK(is_refused(path));
  write_file(path, good.substr(0, good.size() / 2) + std::string(512, '\0') + good.substr(good.size() / 2 + 512));
  CHECK(is_refused(path));
}

TEST_CASE("what is wrong with a file is told") {
  const TemporaryFolder folder;
  const auto path = folder.path("a.h5");
  const auto message = [&](const std::string& bytes) -> std::string {
    write_file(path, bytes);
    try {
      check_seal(path);
    } catch (const FileError& error) {
      return std::string(error.what()).substr(path.size() + 2);
    }
    return {};
  };
  const std::string hdf5("\x89HDF\r\n\x1a\n");
  CHECK(message("region,name\n") == "is not an HDF5 file");
  CHECK(message(hdf5 + "content").starts_with("has no checksum as its last line: it is cut short, "));
  CHECK(message(hdf5 + "content" + seal_of(hdf5 + "content")).empty());
  CHECK(message(hdf5 + "Content" + seal_of(hdf5 + "content")).starts_with("is damaged, or another program changed it"));
  // FNV-1a of the empty text is its offset basis.
  CHECK(seal_of("") == "\netslink checksum FNV-1a-64 cbf29ce484222325\n");
}
