// SPDX-License-Identifier: Apache-2.0
#include "calibration/flow_rules.h"

#include <cmath>
#include <utility>

#include "model/elasticity_range.h"
#include "model/number_text.h"

namespace etslink {
namespace {

// Written so that NaN fails, too.
std::string negative(const char* column, double value, const char* note = "") {
  if (value >= 0 && std::isfinite(value)) return "";
  return std::string(column) + " is " + shortest_text(value) + "; allowed: 0 or more" + note;
}

// The user price must stay positive: a subsidy is smaller than what it is paid on, and nothing is taxed where nothing
// flows.
std::string impossible_tax(const char* column, double tax, double base) {
  if (!std::isfinite(tax)) return std::string(column) + " is " + shortest_text(tax) + "; allowed: a finite number";
  if (base == 0) {
    return tax == 0 ? "" : std::string(column) + " is " + shortest_text(tax) + " on a flow of value 0; allowed: 0";
  }
  if ((base + tax) / base > 0) return "";
  return std::string(column) + " is " + shortest_text(tax) + " on a value of " + shortest_text(base) +
         "; a subsidy must be smaller than what it is paid on";
}

std::string first_of(const std::string& first, const std::string& second) { return first.empty() ? second : first; }

}  // namespace

std::string fault(const UseFlow& flow) {
  if (flow.user.kind != User::Kind::stock_change) {
    const std::string sign = negative("value_musd", flow.value_musd, " (only the stock change STK may be negative)");
    if (!sign.empty()) return sign;
  } else if (!std::isfinite(flow.value_musd)) {
    return "value_musd is " + shortest_text(flow.value_musd) + "; allowed: a finite number";
  } else if (flow.purpose.valid()) {
    return "a purpose is given for the stock change STK; allowed: empty";
  }
  return impossible_tax("tax_musd", flow.tax_musd, flow.value_musd);
}

std::string fault(const TradeFlow& flow) {
  const std::string sign = negative("value_musd", flow.value_musd);
  if (!sign.empty()) return sign;
  return first_of(impossible_tax("export_tax_musd", flow.export_tax_musd, flow.value_musd),
                  impossible_tax("tariff_musd", flow.tariff_musd, flow.value_musd + flow.export_tax_musd));
}

std::string fault(const MarginFlow& flow) { return negative("value_musd", flow.value_musd); }
std::string fault(const MarginSupply& flow) { return negative("value_musd", flow.value_musd); }

std::string fault(const FactorFlow& flow) {
  return first_of(negative("value_musd", flow.value_musd, " (a factor payment)"),
                  impossible_tax("tax_musd", flow.tax_musd, flow.value_musd));
}

std::string fault(const OutputTax& flow) {
  return std::isfinite(flow.tax_musd) ? ""
                                      : "tax_musd is " + shortest_text(flow.tax_musd) + "; allowed: a finite number";
}

std::string fault(const EndowmentFlow& flow) { return negative("value_musd", flow.value_musd); }

std::string fault(const TransferFlow& flow) {
  if (flow.from == flow.to) return "from_agent and to_agent are the same";
  return negative("value_musd", flow.value_musd, " (exchange from_agent and to_agent)");
}

std::string fault(const MakeFlow& flow) { return negative("value_musd", flow.value_musd); }

std::string fault(const EmissionFlow& flow) {
  if (flow.user.kind == User::Kind::stock_change)
    return "user is STK; allowed: a sector or an agent (stocks do not burn)";
  if (!flow.fuel && flow.origin) return "origin is given for process emissions; allowed: empty";
  if (!flow.fuel && flow.purpose.valid()) return "a purpose is given for process emissions; allowed: empty";
  return negative("mt", flow.mt);
}

std::string fault(const EnergyFlow& flow) {
  if (flow.user.kind == User::Kind::stock_change) return "user is STK; allowed: a sector or an agent";
  return negative("pj", flow.pj);
}

std::string fault(const OutputVolume& volume) { return negative("quantity", volume.quantity); }

std::string fault(const ActivityInput& input) {
  if (!(input.share > 0 && input.share <= 1))
    return "share is " + shortest_text(input.share) + "; allowed: above 0, at most 1";
  if (!(input.tax_rate > -1 && std::isfinite(input.tax_rate)))
    return "tax_rate is " + shortest_text(input.tax_rate) + "; allowed: above -1";
  return negative("mt_per_musd", input.mt_per_musd);
}

std::string fault(const IdleActivity& activity) {
  if (!(activity.markup > 0 && std::isfinite(activity.markup)))
    return "markup is " + shortest_text(activity.markup) +
           "; allowed: above 0 (at 0 the activity would run at the benchmark as well)";
  if (activity.elasticity > largest_elasticity)
    return "elasticity is " + shortest_text(activity.elasticity) + "; allowed: 0 to " +
           shortest_text(largest_elasticity);
  if (const std::string problem = negative("elasticity", activity.elasticity); !problem.empty()) return problem;
  if (!(activity.capture >= 0 && activity.capture <= 1))
    return "capture is " + shortest_text(activity.capture) + "; allowed: 0 to 1, the captured part of its CO2";
  if (activity.biogenic_mt > 0 && activity.capture == 0)
    return "biogenic_mt_per_musd is stated, but nothing is captured; allowed with capture above 0";
  const bool has_share = activity.resource_share != 0, has_elasticity = activity.resource_elasticity != 0;
  if (has_share != has_elasticity)
    return std::string(has_share ? "resource_share" : "resource_elasticity") + " is stated without " +
           (has_share ? "resource_elasticity" : "resource_share") + "; allowed: both or none";
  if (activity.resource_elasticity > largest_elasticity)
    return "resource_elasticity is " + shortest_text(activity.resource_elasticity) + "; allowed: above 0, at most " +
           shortest_text(largest_elasticity);
  for (const auto& [name, value] :
       {std::pair("process_mt_per_musd", activity.process_mt), std::pair("biogenic_mt_per_musd", activity.biogenic_mt),
        std::pair("resource_share", activity.resource_share),
        std::pair("resource_elasticity", activity.resource_elasticity)}) {
    if (const std::string problem = negative(name, value); !problem.empty()) return problem;
  }
  return "";
}

std::string fault(const ElasticityEntry& entry) {
  if (const OwnRange* range = own_range(entry.parameter))
    return range->holds(entry.value) ? "" : "value is " + shortest_text(entry.value) + "; allowed: " + range->allowed;
  if (entry.parameter != process_price_scale && entry.value > largest_elasticity)
    return "value is " + shortest_text(entry.value) + "; allowed: 0 to " + shortest_text(largest_elasticity) +
           " (an elasticity)";
  return negative("value", entry.value, " (an elasticity)");
}

}  // namespace etslink
