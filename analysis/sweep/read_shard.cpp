// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/read_shard.h"

#include "analysis/sweep/bytes.h"

namespace etslink {
namespace {

bool is_right(const SweepDescription& description, const Shard& shard, int unit, const std::string& bytes) {
  if (unit < 0 || unit >= description.units() || !shard.has(unit)) return false;
  try {
    return is_outcome_of(description, unit, unit_from_bytes(bytes));
  } catch (const WrongBytes&) {
    return false;
  }
}

SweepDescription description_of(const JournalContent& content, const std::string& path) {
  try {
    return description_from_bytes(content.description);
  } catch (const WrongBytes&) {
    throw FileError(path, "describes no sweep of this version of the program; begin the sweep anew");
  }
}

}  // namespace

SweepDescription checked_description(const JournalContent& content, const std::string& path) {
  auto description = description_of(content, path);
  for (const auto& [unit, bytes] : content.units) {
    if (!is_right(description, content.shard, unit, bytes))
      throw FileError(path, "work unit " + std::to_string(unit) + " is none of this sweep; begin the sweep anew");
  }
  return description;
}

}  // namespace etslink
