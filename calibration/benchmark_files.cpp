// SPDX-License-Identifier: Apache-2.0
#include "calibration/benchmark_files.h"

#include <algorithm>

#include "model/input_error.h"

namespace etslink {

const std::vector<BenchmarkFile>& benchmark_files() {
  static const std::vector<BenchmarkFile> files = {
      {"regions.csv", true, {"region", "name"}, {}, {"region"}},
      {"sectors.csv", true, {"sector", "name", "role"}, {}, {"sector"}},
      {"factors.csv", true, {"factor", "name", "mobility"}, {}, {"factor"}},
      {"agents.csv", true, {"agent", "region", "kind"}, {}, {"agent"}},
      {"use.csv",
       true,
       {"region", "good", "user", "origin", "value_musd", "tax_musd"},
       {},
       {"region", "good", "user", "origin"}},
      {"trade.csv",
       true,
       {"exporter", "good", "importer", "value_musd", "export_tax_musd", "tariff_musd"},
       {},
       {"exporter", "good", "importer"}},
      {"margins.csv",
       false,
       {"exporter", "good", "importer", "service", "value_musd"},
       {},
       {"exporter", "good", "importer", "service"}},
      {"margin_supply.csv", false, {"region", "service", "value_musd"}, {}, {"region", "service"}},
      {"value_added.csv",
       true,
       {"region", "sector", "factor", "value_musd", "tax_musd"},
       {},
       {"region", "sector", "factor"}},
      {"output_tax.csv", false, {"region", "sector", "tax_musd"}, {}, {"region", "sector"}},
      {"endowments.csv", false, {"region", "agent", "factor", "value_musd"}, {}, {"region", "agent", "factor"}},
      {"transfers.csv",
       false,
       {"from_agent", "to_agent", "kind", "value_musd"},
       {},
       {"from_agent", "to_agent", "kind"}},
      {"make.csv", false, {"region", "sector", "good", "value_musd"}, {}, {"region", "sector", "good"}},
      {"co2.csv",
       true,
       {"region", "user", "source", "origin", "gas", "mt"},
       {"origin", "gas"},
       {"region", "user", "source", "origin", "gas"}},
      {"energy.csv", false, {"region", "user", "fuel", "pj"}, {}, {"region", "user", "fuel"}},
      {"elasticities.csv", false, {"parameter", "region", "sector", "value"}, {}, {"parameter", "region", "sector"}},
  };
  return files;
}

const BenchmarkFile& benchmark_file(const std::string& name) {
  const auto& files = benchmark_files();
  const auto found = std::find_if(files.begin(), files.end(), [&](const auto& file) { return file.name == name; });
  require(found != files.end(), "the file belongs to the benchmark format");
  return *found;
}

}  // namespace etslink
