// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "model/input_error.h"

namespace etslink {

// What determines a quantity, as a user knows it: "the swap of 'output CEM B'", and where the study says so.
struct Claimant {
  std::string name;
  SourceLocation at;
};

// What instruments and closures set free or fix beyond their own unknowns. Each quantity can be set free once and fixed
// once: two rules for one tax rate would leave one of them without an unknown.
class Claims {
 public:
  // Notes that `by` determines a quantity, `what` for messages. `key` tells quantities apart. Throws InputError, with
  // both claimants and their places, where another has claimed it.
  void add(const std::string& key, const std::string& what, const Claimant& by);

 private:
  std::map<std::string, Claimant> owner_;
};

// "study.toml:12", "study.toml"; empty for what no file says.
[[nodiscard]] std::string place_text(const SourceLocation& at);

}  // namespace etslink
