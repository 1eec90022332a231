// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace etslink {

// Numbers that a reader allows; limits that are infinite are none.
struct NumberRange {
  double least = -std::numeric_limits<double>::infinity(), largest = std::numeric_limits<double>::infinity();
  bool excludes_least = false, excludes_largest = false;
  bool is_whole = false;
};

// What readers of TOML files ask of the values that they read, by file and dotted name of these: which keys of a table
// they know, which words they take, which numbers. A schema of a format is written from it, so that a key stays known
// where it is read, and nowhere else.
class KeyRecord {
 public:
  struct Asked {
    int times_read = 0;                // as a table whose keys are all known; 0: its keys are names of others
    std::map<std::string, int> asked;  // known keys, and how often each was asked for as one that must be there
    std::set<std::string> words;       // empty: any
    std::vector<NumberRange> ranges;   // empty: any
  };

  [[nodiscard]] const Asked* find(const std::string& file, const std::string& name) const;
  [[nodiscard]] Asked& of(const std::string& file, const std::string& name) { return asked_[{file, name}]; }

  // The record that this thread writes to; null where nobody keeps one.
  [[nodiscard]] static KeyRecord* active();

 private:
  std::map<std::pair<std::string, std::string>, Asked> asked_;
};

// Makes a record the active one of this thread for its lifetime.
class KeyRecording {
 public:
  explicit KeyRecording(KeyRecord& record);
  KeyRecording(const KeyRecording&) = delete;
  KeyRecording& operator=(const KeyRecording&) = delete;
  ~KeyRecording();

 private:
  KeyRecord* before_;
};

}  // namespace etslink
