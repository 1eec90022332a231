// SPDX-License-Identifier: Apache-2.0
#include "calibration/parameter_weights.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "calibration/parameter_names.h"
#include "model/elasticity_range.h"
#include "model/input_error.h"
#include "model/technology.h"

namespace etslink {
namespace {

// Letters and digits in lower case.
std::string letters(const std::string& name) {
  std::string result;
  for (const unsigned char c : name)
    if (std::isalnum(c) != 0) result += static_cast<char>(std::tolower(c));
  return result;
}

std::string sorted(std::string text) {
  std::sort(text.begin(), text.end());
  return text;
}

constexpr std::size_t long_name = 8;  // of which nearly the same letters mean the same word

// Is a name meant for a parameter? Short ones are near to many (esubt, esubq): only those of the same letters.
bool is_meant(const std::string& name, const std::string& parameter) {
  const std::string one = letters(name), other = letters(parameter);
  if (sorted(one) == sorted(other)) return true;
  const std::size_t longer = std::max(one.size(), other.size()), shorter = std::min(one.size(), other.size());
  return shorter >= long_name && longer - shorter <= 2 && one.substr(0, 2) == other.substr(0, 2) &&
         suggestion(name, {parameter}).starts_with("; did you mean");
}

}  // namespace

ParameterWeight usual_weight(const std::string& parameter) {
  static const std::map<std::string, ParameterWeight> usual{{"esubd", ParameterWeight::use},
                                                            {"esubm", ParameterWeight::imports},
                                                            {"esubva", ParameterWeight::value_added},
                                                            {"supply_elasticity", ParameterWeight::resource},
                                                            {"process_xhat", ParameterWeight::process_co2},
                                                            {"process_nu", ParameterWeight::process_co2},
                                                            {carbon_price_paid, ParameterWeight::fuel_co2},
                                                            {"transformation_elasticity", ParameterWeight::value_added},
                                                            {"leisure_ratio", ParameterWeight::consumption},
                                                            {"subsistence_share", ParameterWeight::consumption},
                                                            {"subpar", ParameterWeight::consumption},
                                                            {"incpar", ParameterWeight::consumption}};
  const auto found = usual.find(parameter);
  return found == usual.end() ? ParameterWeight::output : found->second;
}

std::string what_is_missing(ParameterWeight weight) {
  switch (weight) {
    case ParameterWeight::use:
    case ParameterWeight::consumption:
      return "nobody there buys it";
    case ParameterWeight::imports:
      return "nobody there imports it";
    case ParameterWeight::resource:
      return "it has no specific factor there";
    case ParameterWeight::process_co2:
      return "it has no process emissions there";
    case ParameterWeight::fuel_co2:
      return "it burns no fuel there";
    default:
      return "there is no such sector there";
  }
}

ParameterWeights::ParameterWeights(const Benchmark& benchmark, ParameterWeight kind)
    : sectors_(benchmark.sector_count()), cell_(benchmark.regions.size() * benchmark.sectors.size(), 0) {
  switch (kind) {
    case ParameterWeight::use:
    case ParameterWeight::imports:
    case ParameterWeight::consumption:
      add_use(benchmark, kind);
      break;
    case ParameterWeight::output:
      add_inputs(benchmark);
      add_factors(benchmark, false);
      break;
    case ParameterWeight::value_added:
      add_factors(benchmark, false);
      break;
    case ParameterWeight::resource:
      add_factors(benchmark, true);
      break;
    case ParameterWeight::process_co2:
    case ParameterWeight::fuel_co2:
      add_emissions(benchmark, kind == ParameterWeight::fuel_co2);
      break;
    case ParameterWeight::equal:
      std::fill(cell_.begin(), cell_.end(), 1.0);
      break;
  }
}

double ParameterWeights::sum(Region region, Sector sector) const {
  const int regions = static_cast<int>(cell_.size()) / sectors_;
  double total = 0;
  for (int r = region.valid() ? region.index : 0; r < (region.valid() ? region.index + 1 : regions); ++r) {
    for (int s = sector.valid() ? sector.index : 0; s < (sector.valid() ? sector.index + 1 : sectors_); ++s)
      total += cell_[static_cast<std::size_t>(r * sectors_ + s)];
  }
  return total;
}

void ParameterWeights::add_use(const Benchmark& benchmark, ParameterWeight kind) {
  for (const UseFlow& flow : benchmark.use) {
    const bool is_household =
        flow.user.kind == User::Kind::agent && benchmark.agents[flow.user.index].kind == AgentKind::household;
    if (flow.user.kind == User::Kind::stock_change) continue;  // may be negative
    if (is_technology(benchmark.sectors[flow.good.index])) continue;
    if (kind == ParameterWeight::imports && flow.origin.kind == Origin::Kind::domestic) continue;
    if (kind == ParameterWeight::consumption && !is_household) continue;
    at(flow.region, flow.good) += flow.value_musd + flow.tax_musd;  // paid: no price of volumes changes it
  }
}

void ParameterWeights::add_emissions(const Benchmark& benchmark, bool of_fuels) {
  for (const EmissionFlow& flow : benchmark.emissions) {
    if (flow.fuel.has_value() == of_fuels && flow.user.kind == User::Kind::sector)
      at(flow.region, {flow.user.index}) += co2_equivalent(flow);
  }
}

void ParameterWeights::add_inputs(const Benchmark& benchmark) {
  for (const UseFlow& flow : benchmark.use) {
    if (flow.user.kind == User::Kind::sector) at(flow.region, {flow.user.index}) += flow.value_musd + flow.tax_musd;
  }
}

void ParameterWeights::add_factors(const Benchmark& benchmark, bool specific_only) {
  for (const FactorFlow& flow : benchmark.value_added) {
    if (specific_only && benchmark.factors[flow.factor.index].mobility != FactorMobility::specific) continue;
    at(flow.region, flow.sector) += flow.value_musd + flow.tax_musd;
  }
}

std::optional<std::string> misspelt_parameter(const std::string& name) {
  const auto& usual = usual_parameters();
  if (std::find(usual.begin(), usual.end(), name) != usual.end()) return std::nullopt;
  const auto meant = std::find_if(usual.begin(), usual.end(), [&](const auto& known) { return is_meant(name, known); });
  return meant == usual.end() ? std::nullopt : std::optional(*meant);
}

void refuse_misspelt_parameters(const std::vector<ElasticityEntry>& entries) {
  for (const ElasticityEntry& entry : entries) {
    if (const auto meant = misspelt_parameter(entry.parameter))
      throw InputError(entry.at, "unknown parameter '" + entry.parameter + "'; did you mean '" + *meant + "'?");
  }
}

std::vector<ElasticityEntry> entries_without_reach(const Benchmark& benchmark) {
  const auto& usual = usual_parameters();
  std::map<ParameterWeight, ParameterWeights> weights;
  std::vector<ElasticityEntry> result;
  for (const ElasticityEntry& entry : benchmark.elasticities) {
    if (std::find(usual.begin(), usual.end(), entry.parameter) == usual.end()) continue;
    const ParameterWeight kind = usual_weight(entry.parameter);
    const ParameterWeights& of_kind = weights.try_emplace(kind, benchmark, kind).first->second;
    if (of_kind.sum(entry.region.value_or(Region{}), entry.sector.value_or(Sector{})) == 0) result.push_back(entry);
  }
  return result;
}

}  // namespace etslink
