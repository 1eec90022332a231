// SPDX-License-Identifier: Apache-2.0
#include "calibration/gtap/gtap_codes.h"

#include <algorithm>
#include <map>

namespace etslink {
namespace {

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

bool is_allowed(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

// In GTAP oil is crude oil; refined oil is p_c (petroleum, coal products), in GTAP-E oil_pcts. Gas has its
// distribution, gdt, beside it.
const std::map<std::string, SectorRole>& sector_roles() {
  using enum SectorRole;
  static const std::map<std::string, SectorRole> roles{{"coa", coal},
                                                       {"coal", coal},
                                                       {"oil", crude_oil},
                                                       {"crude", crude_oil},
                                                       {"crudeoil", crude_oil},
                                                       {"gas", gas},
                                                       {"gdt", gas},
                                                       {"natgas", gas},
                                                       {"p_c", refined_oil},
                                                       {"oil_pcts", refined_oil},
                                                       {"oilpcts", refined_oil},
                                                       {"ely", electricity},
                                                       {"electricity", electricity},
                                                       {"tnd", electricity},
                                                       {"nuclearbl", electricity},
                                                       {"coalbl", electricity},
                                                       {"gasbl", electricity},
                                                       {"windbl", electricity},
                                                       {"hydrobl", electricity},
                                                       {"oilbl", electricity},
                                                       {"otherbl", electricity},
                                                       {"gasp", electricity},
                                                       {"hydrop", electricity},
                                                       {"oilp", electricity},
                                                       {"solarp", electricity}};
  return roles;
}

}  // namespace

std::optional<SectorRole> role_of_gtap_sector(const std::string& code) {
  const auto found = sector_roles().find(lower_case(code));
  return found == sector_roles().end() ? std::nullopt : std::optional(found->second);
}

GtapEndowment gtap_endowment(const std::string& code) {
  static const std::vector<std::string> occupations{"tech_aspros", "clerks", "service_shop", "off_mgr_pros",
                                                    "ag_othlowsk"};
  const auto name = lower_case(code);
  if (has(name, "lab") || std::find(occupations.begin(), occupations.end(), name) != occupations.end())
    return {FactorRole::labour, FactorMobility::mobile};
  if (has(name, "cap")) return {FactorRole::capital, FactorMobility::mobile};
  if (has(name, "land") || name == "lnd") return {FactorRole::land, FactorMobility::sluggish};
  if (has(name, "nat") || has(name, "res")) return {FactorRole::resource, FactorMobility::specific};
  return {};
}

std::string folder_code(const std::string& code) {
  std::string result = code;
  std::replace_if(
      result.begin(), result.end(), [](char c) { return !is_allowed(c); }, '_');
  return result;
}

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace etslink
