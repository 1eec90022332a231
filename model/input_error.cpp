// SPDX-License-Identifier: Apache-2.0
#include "model/input_error.h"

#include <algorithm>
#include <mutex>
#include <numeric>
#include <set>

namespace etslink {
namespace {

std::string prefix(const SourceLocation& at) {
  if (at.file.empty()) return "";
  return at.line > 0 ? at.file.text() + ":" + std::to_string(at.line) + ": " : at.file.text() + ": ";
}

// Levenshtein distance between two words.
std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
    }
  }
  return row[b.size()];
}

// The one copy of a file name. Elements of a set never move.
const std::string* shared_name(const std::string& text) {
  static std::mutex mutex;
  static std::set<std::string> names;
  const std::lock_guard lock(mutex);
  return &*names.insert(text).first;
}

}  // namespace

FileName::FileName(const std::string& text) {
  static const std::string no_file;
  text_ = text.empty() ? &no_file : shared_name(text);
}

InputError::InputError(const SourceLocation& at, const std::string& message)
    : std::runtime_error(prefix(at) + message) {}

std::string suggestion(const std::string& name, const std::vector<std::string>& candidates) {
  if (candidates.empty()) return "; none is defined";
  const auto nearest = std::min_element(candidates.begin(), candidates.end(), [&](const auto& a, const auto& b) {
    return edit_distance(name, a) < edit_distance(name, b);
  });
  if (edit_distance(name, *nearest) <= std::max<std::size_t>(1, name.size() / 3))
    return "; did you mean '" + *nearest + "'?";
  std::string list = "; allowed: ";
  for (std::size_t i = 0; i < candidates.size() && i < 20; ++i) list += (i ? ", " : "") + candidates[i];
  return candidates.size() > 20 ? list + ", ..." : list;
}

void require(bool condition, const char* message) {
  if (!condition) throw std::logic_error(std::string("broken precondition: ") + message);
}

}  // namespace etslink
