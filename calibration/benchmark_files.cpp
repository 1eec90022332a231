// SPDX-License-Identifier: Apache-2.0
#include "calibration/benchmark_files.h"

#include <algorithm>

#include "model/input_error.h"

namespace etslink {

const std::vector<BenchmarkFile>& benchmark_files() {
  // clang-format off
  static const std::vector<BenchmarkFile> files = {
      {"regions.csv", true, {"region", "name"}, {}, 1},
      {"sectors.csv", true, {"sector", "name", "role"}, {}, 1},
      {"factors.csv", true, {"factor", "name", "mobility", "role"}, {"role"}, 1},
      {"agents.csv", true, {"agent", "region", "kind"}, {}, 1},
      {"use.csv", true, {"region", "good", "user", "origin", "purpose", "value_musd", "tax_musd"}, {"purpose"}, 5},
      {"trade.csv", true, {"exporter", "good", "importer", "value_musd", "export_tax_musd", "tariff_musd"}, {}, 3},
      {"margins.csv", false, {"exporter", "good", "importer", "service", "value_musd"}, {}, 4},
      {"margin_supply.csv", false, {"region", "service", "value_musd"}, {}, 2},
      {"value_added.csv", true, {"region", "sector", "factor", "value_musd", "tax_musd"}, {}, 3},
      {"output_tax.csv", false, {"region", "sector", "good", "tax_musd"}, {"good"}, 3},
      {"endowments.csv", false, {"region", "agent", "factor", "value_musd"}, {}, 3},
      {"transfers.csv", false, {"from_agent", "to_agent", "kind", "value_musd"}, {}, 3},
      {"make.csv", false, {"region", "sector", "good", "value_musd"}, {}, 3},
      {"co2.csv", true, {"region", "user", "source", "origin", "purpose", "gas", "mt"}, {"origin", "purpose", "gas"}, 6},
      {"energy.csv", false, {"region", "user", "fuel", "purpose", "pj"}, {"purpose"}, 4},
      {"output_volumes.csv", false, {"region", "good", "unit", "quantity"}, {}, 2},
      {"technologies.csv", false, {"region", "sector", "technology", "unit", "quantity"}, {}, 3},
      {"activities.csv", false, {"region", "activity", "good", "markup", "elasticity", "capture", "process_mt_per_musd", "biogenic_mt_per_musd", "resource_share", "resource_elasticity"}, {"elasticity", "capture", "process_mt_per_musd", "biogenic_mt_per_musd", "resource_share", "resource_elasticity"}, 2},
      {"activity_inputs.csv", false, {"region", "activity", "input", "share", "tax_rate", "mt_per_musd"}, {"tax_rate", "mt_per_musd"}, 3},
      {"elasticities.csv", false, {"parameter", "region", "sector", "value"}, {}, 3},
  };
  // clang-format on
  return files;
}

const BenchmarkFile& benchmark_file(const std::string& name) {
  const auto& files = benchmark_files();
  const auto found = std::find_if(files.begin(), files.end(), [&](const auto& file) { return file.name == name; });
  require(found != files.end(), "the file belongs to the benchmark format");
  return *found;
}

}  // namespace etslink
