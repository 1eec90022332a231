// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "model/input_error.h"

namespace etslink {

// The value-added tax of one region by its law. Codes are those of benchmark sectors.
struct VatRule {
  std::string region, source;
  double rate = 0;                           // standard rate on the price before the tax [0..1]; 0: the published one
  std::map<std::string, double> good;        // good -> rate relative to the standard one [0..1], others 1
  double government = 0;                     // part of these rates that purchases of the government bear [0..1]
  std::map<std::string, double> investment;  // good -> part that investors can't reclaim [0..1], others 0
  std::map<std::string, double> blocked;     // sector -> part on its inputs that it can't reclaim [0..1], others 0
  SourceLocation at;
};

}  // namespace etslink
