// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/benchmark.h"

namespace etslink {

// What is wrong with one record by itself (sign, tax of 100 % or more in subsidy), with the values that are allowed;
// empty where nothing is. Shared by the reader and the check, so that benchmarks made in memory obey the same rules.
[[nodiscard]] std::string fault(const UseFlow& flow);
[[nodiscard]] std::string fault(const TradeFlow& flow);
[[nodiscard]] std::string fault(const MarginFlow& flow);
[[nodiscard]] std::string fault(const MarginSupply& flow);
[[nodiscard]] std::string fault(const FactorFlow& flow);
[[nodiscard]] std::string fault(const OutputTax& flow);
[[nodiscard]] std::string fault(const EndowmentFlow& flow);
[[nodiscard]] std::string fault(const TransferFlow& flow);
[[nodiscard]] std::string fault(const MakeFlow& flow);
[[nodiscard]] std::string fault(const EmissionFlow& flow);
[[nodiscard]] std::string fault(const EnergyFlow& flow);
[[nodiscard]] std::string fault(const OutputVolume& volume);
[[nodiscard]] std::string fault(const ElasticityEntry& entry);
[[nodiscard]] std::string fault(const ActivityInput& input);
[[nodiscard]] std::string fault(const IdleActivity& activity);  // its inputs are apart

}  // namespace etslink
