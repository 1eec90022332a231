// SPDX-License-Identifier: Apache-2.0
#include "calibration/toml/toml_keys.h"

#include <algorithm>

#include "model/input_error.h"

namespace etslink {
namespace {

constexpr int most_key_parts = 100;

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// Position after the part of a key that begins there, a word or a quoted text; the same where there is none.
std::size_t after_part(const std::string& text, std::size_t at) {
  if (at >= text.size()) return at;
  const char quote = text[at];
  if (quote == '"' || quote == '\'') {
    for (std::size_t i = at + 1; i < text.size() && text[i] != '\n'; ++i) {
      if (text[i] == quote) return i + 1;
      if (quote == '"' && text[i] == '\\') ++i;
    }
    return at;
  }
  while (at < text.size() && is_bare(text[at])) ++at;
  return at;
}

std::size_t after_blanks(const std::string& text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

}  // namespace

void require_short_keys(const std::string& text, const std::string& file) {
  int parts = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = after_part(text, at);
    if (end == at) {
      parts = 0;
      ++at;
      continue;
    }
    if (++parts > most_key_parts) {
      const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
      throw InputError({file, static_cast<int>(line)},
                       "a key has more than " + std::to_string(most_key_parts) + " parts");
    }
    const std::size_t dot = after_blanks(text, end);
    at = dot < text.size() && text[dot] == '.' ? after_blanks(text, dot + 1) : end;
    if (at == end) parts = 0;
  }
}

}  // namespace etslink
