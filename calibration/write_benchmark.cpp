// SPDX-License-Identifier: Apache-2.0
#include "calibration/write_benchmark.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "calibration/benchmark_files.h"
#include "calibration/benchmark_toml.h"
#include "calibration/csv.h"
#include "calibration/read_sets.h"
#include "files/csv_writer.h"
#include "files/file_access.h"
#include "files/input_files.h"
#include "model/physical_volumes.h"
#include "model/sector_roles.h"
#include "model/technology.h"

namespace etslink {
namespace {

// Purposes have a column only where a record has one.
template <class Record>
bool have_purposes(const std::vector<Record>& records) {
  if constexpr (requires(const Record& record) { record.purpose; })
    return std::any_of(records.begin(), records.end(), [](const Record& record) { return record.purpose.valid(); });
  else
    return false;
}

// Turns the records of a benchmark into the files of its folder.
class BenchmarkWriter {
 public:
  BenchmarkWriter(const Benchmark& benchmark, const std::string& folder) : benchmark_(benchmark), folder_(folder) {}

  void write_all(std::vector<FileChange> more) {
    changes_ = std::move(more);
    write_lists();
    write_trade_and_use();
    write_incomes();
    write_physical_flows();
    write_activities();
    make_folder(folder_);
    // A folder is complete where it has a description.
    change_files(changes_, FileChange{folder_ + "/benchmark.toml", benchmark_toml_text(benchmark_)});
  }

 private:
  std::string region(Region region) const { return benchmark_.regions[region.index].code; }
  std::string sector(Sector sector) const { return benchmark_.sectors[sector.index].code; }
  std::string factor(Factor factor) const { return benchmark_.factors[factor.index].code; }
  std::string agent(Agent agent) const { return benchmark_.agents[agent.index].code; }
  std::string user(const User& user) const { return benchmark_.user_code(user); }
  std::string origin(const Origin& origin) const {
    if (origin.kind == Origin::Kind::exporter) return region(origin.exporter);
    return origin.kind == Origin::Kind::domestic ? "domestic" : "imported";
  }
  std::string purpose(Purpose purpose) const { return purpose.valid() ? benchmark_.purposes[purpose.index] : ""; }

  // The records of sectors, or those of technologies, by the producer that they name.
  template <class Record>
  [[nodiscard]] std::vector<Record> of(bool technologies, const std::vector<Record>& records,
                                       Sector Record::*producer) const {
    std::vector<Record> result;
    for (const Record& record : records) {
      if (is_technology(benchmark_.sectors[(record.*producer).index]) == technologies) result.push_back(record);
    }
    return result;
  }

  // One row per record; an optional file without records is removed, in both spellings a reader would find.
  // `columns` instead of those of the format where some of these are left out.
  template <class Record, class AddFields>
  void write(const char* name, const std::vector<Record>& records, AddFields add_fields,
             const std::vector<std::string>& columns = {}) {
    const BenchmarkFile& format = benchmark_file(name);
    const std::string path = folder_ + "/" + name;
    changes_.push_back({path + ".gz", std::nullopt});
    if (records.empty() && !format.required) {
      changes_.push_back({path, std::nullopt});
      return;
    }
    std::vector<std::string> written = columns.empty() ? format.columns : columns;
    if (!have_purposes(records)) std::erase(written, "purpose");
    CsvWriter csv(written);
    for (const Record& record : records) {
      add_fields(csv, record);
      csv.end_row();
    }
    changes_.push_back({path, csv.text()});
  }

  void write_lists() {
    write("regions.csv", benchmark_.regions,
          [](CsvWriter& csv, const RegionInfo& info) { csv.add(info.code).add(info.name); });
    std::vector<SectorInfo> sectors = benchmark_.sectors;
    std::erase_if(sectors, is_technology);
    write("sectors.csv", sectors,
          [](CsvWriter& csv, const SectorInfo& info) { csv.add(info.code).add(info.name).add(role_name(info.role)); });
    write("factors.csv", benchmark_.factors, [](CsvWriter& csv, const FactorInfo& info) {
      csv.add(info.code).add(info.name).add(mobility_words()[static_cast<std::size_t>(info.mobility)]);
      csv.add(factor_role_words()[static_cast<std::size_t>(info.role)]);
    });
    write("agents.csv", benchmark_.agents, [this](CsvWriter& csv, const AgentInfo& info) {
      csv.add(info.code).add(region(info.region)).add(agent_kind_words()[static_cast<std::size_t>(info.kind)]);
    });
  }

  void write_trade_and_use() {
    const bool with_purposes = have_purposes(benchmark_.use);
    write("use.csv", of(false, benchmark_.use, &UseFlow::good),
          [this, with_purposes](CsvWriter& csv, const UseFlow& flow) {
            csv.add(region(flow.region)).add(sector(flow.good)).add(user(flow.user)).add(origin(flow.origin));
            if (with_purposes) csv.add(purpose(flow.purpose));
            csv.add(flow.value_musd).add(flow.tax_musd);
          });
    write("trade.csv", benchmark_.trade, [this](CsvWriter& csv, const TradeFlow& flow) {
      csv.add(region(flow.exporter)).add(sector(flow.good)).add(region(flow.importer));
      csv.add(flow.value_musd).add(flow.export_tax_musd).add(flow.tariff_musd);
    });
    write("margins.csv", benchmark_.margins, [this](CsvWriter& csv, const MarginFlow& flow) {
      csv.add(region(flow.exporter)).add(sector(flow.good)).add(region(flow.importer)).add(sector(flow.service));
      csv.add(flow.value_musd);
    });
    write("margin_supply.csv", benchmark_.margin_supply, [this](CsvWriter& csv, const MarginSupply& flow) {
      csv.add(region(flow.region)).add(sector(flow.service)).add(flow.value_musd);
    });
  }

  void write_incomes() {
    write("value_added.csv", benchmark_.value_added, [this](CsvWriter& csv, const FactorFlow& flow) {
      csv.add(region(flow.region)).add(sector(flow.sector)).add(factor(flow.factor));
      csv.add(flow.value_musd).add(flow.tax_musd);
    });
    write_output_taxes();
    write("endowments.csv", benchmark_.endowments, [this](CsvWriter& csv, const EndowmentFlow& flow) {
      csv.add(region(flow.region)).add(agent(flow.agent)).add(factor(flow.factor)).add(flow.value_musd);
    });
    write("transfers.csv", benchmark_.transfers, [this](CsvWriter& csv, const TransferFlow& flow) {
      csv.add(agent(flow.from)).add(agent(flow.to)).add(flow.kind).add(flow.value_musd);
    });
    write("make.csv", of(false, benchmark_.make, &MakeFlow::sector), [this](CsvWriter& csv, const MakeFlow& flow) {
      csv.add(region(flow.region)).add(sector(flow.sector)).add(sector(flow.good)).add(flow.value_musd);
    });
  }

  // Without the column of goods where no row names one.
  void write_output_taxes() {
    const auto& taxes = benchmark_.output_tax;
    const bool has_goods = std::any_of(taxes.begin(), taxes.end(), [](const auto& flow) { return flow.good.valid(); });
    std::vector<std::string> columns = benchmark_file("output_tax.csv").columns;
    if (!has_goods) std::erase(columns, "good");
    const auto add_fields = [&](CsvWriter& csv, const OutputTax& flow) {
      csv.add(region(flow.region)).add(sector(flow.sector));
      if (has_goods) csv.add(flow.good.valid() ? sector(flow.good) : "");
      csv.add(flow.tax_musd);
    };
    write("output_tax.csv", taxes, add_fields, columns);
  }

  void write_physical_flows() {
    const bool burnt_by_purpose = have_purposes(benchmark_.emissions),
               energy_by_purpose = have_purposes(benchmark_.energy);
    write("co2.csv", benchmark_.emissions, [this, burnt_by_purpose](CsvWriter& csv, const EmissionFlow& flow) {
      csv.add(region(flow.region)).add(user(flow.user)).add(flow.fuel ? sector(*flow.fuel) : "process");
      csv.add(flow.origin ? origin(*flow.origin) : "");
      if (burnt_by_purpose) csv.add(purpose(flow.purpose));
      csv.add(info(flow.gas).code).add(flow.mt);
    });
    write("energy.csv", benchmark_.energy, [this, energy_by_purpose](CsvWriter& csv, const EnergyFlow& flow) {
      csv.add(region(flow.region)).add(user(flow.user)).add(sector(flow.fuel));
      if (energy_by_purpose) csv.add(purpose(flow.purpose));
      csv.add(flow.pj);
    });
    const auto& volumes = benchmark_.output_volumes;
    write("output_volumes.csv", of(false, volumes, &OutputVolume::good), [this](CsvWriter& csv, const auto& volume) {
      csv.add(region(volume.region)).add(sector(volume.good)).add(to_string(volume.unit)).add(volume.quantity);
    });
    write("technologies.csv", of(true, volumes, &OutputVolume::good), [this](CsvWriter& csv, const auto& volume) {
      const SectorInfo& info = benchmark_.sectors[volume.good.index];
      csv.add(region(volume.region)).add(sector(info.parent)).add(technology_name(info));
      csv.add(to_string(volume.unit)).add(volume.quantity);
    });
    write("elasticities.csv", benchmark_.elasticities, [this](CsvWriter& csv, const ElasticityEntry& entry) {
      csv.add(entry.parameter).add(entry.region ? region(*entry.region) : "");
      csv.add(entry.sector ? sector(*entry.sector) : "").add(entry.value);
    });
  }

  // Columns of which no activity has anything are left out.
  void write_activity_list() {
    using Column = std::pair<const char*, double IdleActivity::*>;
    std::vector<Column> columns{{"capture", &IdleActivity::capture},
                                {"process_mt_per_musd", &IdleActivity::process_mt},
                                {"biogenic_mt_per_musd", &IdleActivity::biogenic_mt},
                                {"resource_share", &IdleActivity::resource_share},
                                {"resource_elasticity", &IdleActivity::resource_elasticity}};
    std::erase_if(columns, [this](const Column& column) {
      return std::all_of(benchmark_.activities.begin(), benchmark_.activities.end(),
                         [&](const IdleActivity& activity) { return activity.*column.second == 0; });
    });
    std::vector<std::string> written{"region", "activity", "good", "markup", "elasticity"};
    for (const Column& column : columns) written.emplace_back(column.first);
    write(
        "activities.csv", benchmark_.activities,
        [&](CsvWriter& csv, const IdleActivity& activity) {
          csv.add(region(activity.region)).add(activity.code).add(sector(activity.good));
          csv.add(activity.markup).add(activity.elasticity);
          for (const Column& column : columns) csv.add(activity.*column.second);
        },
        written);
  }

  void write_activities() {
    write_activity_list();
    std::vector<std::pair<const IdleActivity*, const ActivityInput*>> inputs;
    for (const IdleActivity& activity : benchmark_.activities) {
      for (const ActivityInput& input : activity.inputs) inputs.emplace_back(&activity, &input);
    }
    write("activity_inputs.csv", inputs, [this](CsvWriter& csv, const auto& row) {
      const auto& [activity, input] = row;
      csv.add(region(activity->region)).add(activity->code);
      csv.add(input->good.valid() ? sector(input->good) : factor(input->factor));
      csv.add(input->share).add(input->tax_rate);
      if (input->good.valid())
        csv.add(input->mt_per_musd);
      else
        csv.add("");
    });
  }

  const Benchmark& benchmark_;
  const std::string& folder_;
  std::vector<FileChange> changes_;
};

}  // namespace

void check_benchmark_output(const std::string& folder, const std::vector<std::string>& more_files) {
  check_folder_writable(folder);
  std::vector<std::string> names{"benchmark.toml"};
  names.insert(names.end(), more_files.begin(), more_files.end());
  for (const auto& file : benchmark_files()) names.insert(names.end(), {file.name, file.name + ".gz"});
  for (const auto& name : names) {
    const auto path = (std::filesystem::path(folder) / name).string();
    if (is_input(path)) throw FileError(path, "can't be written: the same command reads it; name another folder");
  }
}

void write_benchmark(const Benchmark& benchmark, const std::string& folder, std::vector<FileChange> more) {
  BenchmarkWriter(benchmark, folder).write_all(std::move(more));
}

}  // namespace etslink
