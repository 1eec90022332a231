// SPDX-License-Identifier: Apache-2.0
// What libFuzzer calls. The first folder that is named, that of the corpus, gets the seeds of the target.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "tests/fuzz/fuzz_target.h"

namespace fuzz = etslink::fuzz;

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  for (int i = 1; i < *argc; ++i) {
    const std::filesystem::path folder = (*argv)[i];
    if (!std::filesystem::is_directory(folder)) continue;
    int number = 0;
    for (const auto& seed : fuzz::target().seeds())
      std::ofstream(folder / ("seed" + std::to_string(number++)), std::ios::binary) << seed;
    break;
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::target().try_input({reinterpret_cast<const char*>(data), size});
  return 0;
}

// Every second mutation of a text is of its lines and fields, the others of bytes. The first byte is no text.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  if (size < 2 || seed % 2 == 0 || !fuzz::target().reads_text()) return LLVMFuzzerMutate(data, size, most);
  const auto text = fuzz::mutated_text({reinterpret_cast<const char*>(data) + 1, size - 1}, seed / 2);
  const std::size_t length = std::min(text.size(), most - 1);
  std::memcpy(data + 1, text.data(), length);
  return length + 1;
}
