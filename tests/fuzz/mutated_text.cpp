// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <random>
#include <set>

#include "tests/fuzz/fuzz_target.h"

namespace etslink::fuzz {
namespace {

using Texts = std::vector<std::string>;

// Parts of a text: each ends behind a separator, so that they put together are the text.
Texts parts_of(std::string_view text, std::string_view separators) {
  Texts parts;
  while (!text.empty()) {
    const auto length = std::min(text.find_first_of(separators), text.size() - 1) + 1;
    parts.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return parts;
}

constexpr std::string_view field_ends = ",\n=[]{} .";

const Texts& odd_values() {
  static const Texts values{"",
                            "0",
                            "-0",
                            "-1",
                            "1e308",
                            "-1e308",
                            "1e-320",
                            "1e999",
                            "nan",
                            "inf",
                            "0.5",
                            "100",
                            "2147483647",
                            "9223372036854775808",
                            "true",
                            "\"\"",
                            "[]",
                            "{}",
                            "\"",
                            "'",
                            "*",
                            "\"*\"",
                            "default",
                            "#",
                            "\r",
                            "\xff",
                            "\xc3\xa4",
                            "none",
                            "100.0000001",
                            "[=",
                            "[[",
                            "]",
                            "a\xc3\xa4",
                            "0.'\xc3\xa4'"};
  return values;
}

// All lines and all words of the seeds, each once.
struct Vocabulary {
  Texts lines, words;
  Vocabulary() {
    std::set<std::string> all_lines, all_words;
    for (const auto& seed : target().seeds()) {
      for (const auto& line : parts_of(seed.empty() ? seed : seed.substr(1), "\n")) all_lines.insert(line);
    }
    for (const auto& line : all_lines) {
      for (auto word : parts_of(line, field_ends)) {
        if (field_ends.find(word.back()) != std::string_view::npos) word.pop_back();
        if (!word.empty()) all_words.insert(word);
      }
    }
    lines.assign(all_lines.begin(), all_lines.end());
    words.assign(all_words.begin(), all_words.end());
  }
};

class Mutation {
 public:
  explicit Mutation(unsigned seed) : random_(seed) {}

  std::string of(std::string_view text) {
    const bool by_lines = pick(3) == 0;
    Texts parts = parts_of(text, by_lines ? "\n" : field_ends);
    for (std::size_t changes = 1 + pick(3); changes > 0 && !parts.empty(); --changes) change(parts, by_lines);
    std::string result;
    for (const auto& part : parts) result += part;
    return result;
  }

 private:
  std::size_t pick(std::size_t count) { return random_() % count; }

  std::string any_of(const Texts& texts) { return texts.empty() ? "" : texts[pick(texts.size())]; }

  void change(Texts& parts, bool by_lines) {
    static const Vocabulary vocabulary;
    const auto at = parts.begin() + static_cast<std::ptrdiff_t>(pick(parts.size()));
    switch (pick(6)) {
      case 0:
        parts.erase(at);
        break;
      case 1:
        parts.insert(at, std::string(*at));
        break;
      case 2:
        std::swap(*at, parts[pick(parts.size())]);
        break;
      case 3:
        *at = std::string(parts[pick(parts.size())]);
        break;
      default:
        if (by_lines)
          parts.insert(at, any_of(vocabulary.lines));
        else
          replace_word(*at, pick(2) == 0 ? any_of(odd_values()) : any_of(vocabulary.words));
    }
  }

  // What ends the part stays.
  static void replace_word(std::string& part, const std::string& word) {
    const bool has_end = !part.empty() && field_ends.find(part.back()) != std::string_view::npos;
    part = has_end ? word + part.back() : word;
  }

  std::minstd_rand random_;
};

}  // namespace

std::string mutated_text(std::string_view text, unsigned seed) { return Mutation(seed).of(text); }

}  // namespace etslink::fuzz
