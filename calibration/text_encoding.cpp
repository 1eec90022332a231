// SPDX-License-Identifier: Apache-2.0
#include "calibration/text_encoding.h"

#include <algorithm>

namespace etslink {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

bool is_between(unsigned byte, unsigned first, unsigned last) { return byte >= first && byte <= last; }

// Bytes of the well-formed sequence that begins there; 0 where none does. The second byte has a narrower range after
// some first ones: no overlong forms, no surrogates, nothing beyond U+10FFFF.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const unsigned first = byte_at(text, at), second = byte_at(text, at + 1);
  if (first < 0x80) return 1;
  const bool third = is_between(byte_at(text, at + 2), 0x80, 0xBF),
             fourth = is_between(byte_at(text, at + 3), 0x80, 0xBF);
  if (is_between(first, 0xC2, 0xDF)) return is_between(second, 0x80, 0xBF) ? 2 : 0;
  if (is_between(first, 0xE0, 0xEF))
    return third && is_between(second, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) ? 3 : 0;
  if (is_between(first, 0xF0, 0xF4))
    return third && fourth && is_between(second, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) ? 4 : 0;
  return 0;
}

bool is_control(std::string_view text, std::size_t at) {
  const unsigned byte = byte_at(text, at);
  return byte < 0x20 || byte == 0x7F || (byte == 0xC2 && byte_at(text, at + 1) < 0xA0);
}

}  // namespace

std::size_t find_not_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text, i);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

bool has_control_character(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_control(text, i)) return true;
  }
  return false;
}

std::string printable(std::string_view text) {
  static const char* const hex = "0123456789ABCDEF";
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text, i);
    if (length > 0 && !is_control(text, i)) {
      result += text.substr(i, length);
      i += length;
      continue;
    }
    result.append("\\x").append(1, hex[byte_at(text, i) >> 4]).append(1, hex[byte_at(text, i) & 15]);
    ++i;
  }
  return result;
}

void require_utf8(std::string_view text, const FileName& file) {
  const std::size_t at = find_not_utf8(text);
  if (at == std::string_view::npos) return;
  constexpr std::string_view delimiters = ",;\"'\t\r\n=";
  const std::size_t before = text.substr(0, at).find_last_of(delimiters);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = std::min({text.find_first_of(delimiters, at), begin + 60, text.size()});
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  throw InputError({file, static_cast<int>(line)}, "'" + printable(text.substr(begin, end - begin)) +
                                                       "' is not in UTF-8; save the file in that encoding "
                                                       "(spreadsheets write others unless told)");
}

}  // namespace etslink
