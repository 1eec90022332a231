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

bool starts_at(const std::string& text, std::size_t at, const std::string& piece) {
  return text.compare(at, piece.size(), piece) == 0;
}

// Position after the text in quotes that begins there, also of several lines; the end where it is not closed.
std::size_t after_text(const std::string& text, std::size_t at) {
  const std::string quote(1, text[at]);
  const bool is_long = starts_at(text, at, quote + quote + quote);
  const std::string end = is_long ? quote + quote + quote : quote;
  for (std::size_t i = at + end.size(); i < text.size(); ++i) {
    if (starts_at(text, i, end)) return i + end.size();
    if (!is_long && text[i] == '\n') return i;
    if (quote == "\"" && text[i] == '\\') ++i;
  }
  return text.size();
}

SourceLocation place(const std::string& file, const std::string& text, std::size_t at) {
  return {file, static_cast<int>(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'))};
}

// The character of several bytes that begins there.
std::string wide_character(const std::string& text, std::size_t at) {
  auto end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return text.substr(at, end - at);
}

// Whether a key or a value stands at a place of an entry.
struct Context {
  std::string open;  // brackets and braces around it
  bool is_value = false;

  void take(char c) {
    if (is_value && (c == '[' || c == '{')) {
      open += c;
      is_value = c == '[';
    } else if (!open.empty() && (c == ']' || c == '}')) {
      open.pop_back();
      is_value = true;
    } else if (c == '=') {
      is_value = true;
    } else if (c == ',') {
      is_value = open.empty() || open.back() == '[';
    }
  }

  // What may stand before the quotes of a text.
  [[nodiscard]] bool may_precede_text(char c) const {
    return std::string(is_value ? " \t\r\n=[," : " \t\r\n{[,.").find(c) != std::string::npos;
  }
};

// Walks over a text entry by entry: a table's name, or a key with its value.
class Syntax {
 public:
  Syntax(const std::string& text, const std::string& file) : text_(text), file_(file) {}

  void check() const {
    const std::string mark_of_utf8 = "\xEF\xBB\xBF";
    auto at = starts_at(text_, 0, mark_of_utf8) ? mark_of_utf8.size() : 0;
    while (at < text_.size()) {
      const auto begin = after_blanks(text_, at);
      if (begin < text_.size() && text_[begin] == '[') check_name(begin);
      at = after_entry(at);
    }
  }

 private:
  void check_name(std::size_t bracket) const {
    auto name = after_blanks(text_, bracket + 1);
    if (name < text_.size() && text_[name] == '[') name = after_blanks(text_, name + 1);
    const bool is_name = name < text_.size() && (is_bare(text_[name]) || text_[name] == '"' || text_[name] == '\'');
    if (!is_name) fail(bracket, "a table has no name behind its bracket");
  }

  // Position of the line after an entry, which lists and tables in braces carry over several lines.
  [[nodiscard]] std::size_t after_entry(std::size_t at) const {
    for (Context context; at < text_.size(); ++at) {
      const char c = text_[at];
      if (c == '"' || c == '\'') {
        if (at > 0 && !context.may_precede_text(text_[at - 1])) fail(at, "a text in quotes begins inside a word");
        at = after_text(text_, at) - 1;
        continue;
      }
      if (c == '#') at = std::min(text_.find('\n', at), text_.size() - 1);
      if (text_[at] == '\n' && context.open.empty()) return at + 1;
      if (static_cast<unsigned char>(c) >= 0x80) {
        fail(at, "'" + wide_character(text_, at) + "' needs a text in quotes around it");
      }
      context.take(c);
    }
    return text_.size();
  }

  [[noreturn]] void fail(std::size_t at, const std::string& message) const {
    throw InputError(place(file_, text_, at), "not valid TOML: " + message);
  }

  const std::string& text_;
  const std::string& file_;
};

}  // namespace

void require_plain_syntax(const std::string& text, const std::string& file) { Syntax(text, file).check(); }

void require_short_keys(const std::string& text, const std::string& file) {
  int parts = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = after_part(text, at);
    if (end == at) {
      parts = 0;
      ++at;
      continue;
    }
    if (++parts > most_key_parts)
      throw InputError(place(file, text, at), "a key has more than " + std::to_string(most_key_parts) + " parts");
    const std::size_t dot = after_blanks(text, end);
    at = dot < text.size() && text[dot] == '.' ? after_blanks(text, dot + 1) : end;
    if (at == end) parts = 0;
  }
}

}  // namespace etslink
