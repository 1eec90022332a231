// SPDX-License-Identifier: Apache-2.0
#include "analysis/sensitivity/benchmark_record.h"

#include <utility>

namespace etslink {
namespace {

using Key = std::vector<std::string>;
using FoundRecord = std::optional<std::vector<BenchmarkNumber>>;

// Texts of keys as the files of a benchmark have them.
class KeyText {
 public:
  explicit KeyText(const Benchmark& benchmark) : b_(benchmark) {}

  Key operator()(const UseFlow& f) const {
    return {of(f.region), of(f.good), b_.user_code(f.user), of(f.origin), of(f.purpose)};
  }
  Key operator()(const TradeFlow& f) const { return {of(f.exporter), of(f.good), of(f.importer)}; }
  Key operator()(const MarginFlow& f) const { return {of(f.exporter), of(f.good), of(f.importer), of(f.service)}; }
  Key operator()(const MarginSupply& f) const { return {of(f.region), of(f.service)}; }
  Key operator()(const FactorFlow& f) const { return {of(f.region), of(f.sector), of(f.factor)}; }
  Key operator()(const OutputTax& f) const { return {of(f.region), of(f.sector), f.good.valid() ? of(f.good) : ""}; }
  Key operator()(const EndowmentFlow& f) const { return {of(f.region), of(f.agent), of(f.factor)}; }
  Key operator()(const TransferFlow& f) const { return {of(f.from), of(f.to), f.kind}; }
  Key operator()(const MakeFlow& f) const { return {of(f.region), of(f.sector), of(f.good)}; }
  Key operator()(const EmissionFlow& f) const {
    return {of(f.region),  b_.user_code(f.user), f.fuel ? of(*f.fuel) : "process", f.origin ? of(*f.origin) : "",
            of(f.purpose), info(f.gas).code};
  }

 private:
  [[nodiscard]] std::string of(Region region) const { return b_.regions[region.index].code; }
  [[nodiscard]] std::string of(Sector sector) const { return b_.sectors[sector.index].code; }
  [[nodiscard]] std::string of(Factor factor) const { return b_.factors[factor.index].code; }
  [[nodiscard]] std::string of(Agent agent) const { return b_.agents[agent.index].code; }
  [[nodiscard]] std::string of(Purpose purpose) const { return purpose.valid() ? b_.purposes[purpose.index] : ""; }
  [[nodiscard]] std::string of(const Origin& origin) const {
    if (origin.kind == Origin::Kind::exporter) return of(origin.exporter);
    return origin.kind == Origin::Kind::domestic ? "domestic" : "imported";
  }

  const Benchmark& b_;
};

template <class Flow>
using Columns = std::vector<std::pair<const char*, double Flow::*>>;

template <class Flow>
FoundRecord find_in(const Benchmark& benchmark, std::vector<Flow> Benchmark::*flows, const Key& key,
                    const Columns<Flow>& columns) {
  const KeyText key_text(benchmark);
  const auto& rows = benchmark.*flows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (key_text(rows[i]) != key) continue;
    std::vector<BenchmarkNumber> numbers;
    for (const auto& [column, member] : columns) {
      numbers.push_back({column, rows[i].*member,
                         [flows, i, number = member](Benchmark& b) -> double& { return (b.*flows)[i].*number; }});
    }
    return numbers;
  }
  return std::nullopt;
}

struct RecordFile {
  std::string name;
  FoundRecord (*find)(const Benchmark&, const Key&);
};

const std::vector<RecordFile>& files() {
  using B = Benchmark;
  // clang-format off
  static const std::vector<RecordFile> list{
      {"use.csv", [](const B& b, const Key& key) { return find_in<UseFlow>(b, &B::use, key, {{"value_musd", &UseFlow::value_musd}, {"tax_musd", &UseFlow::tax_musd}}); }},
      {"trade.csv", [](const B& b, const Key& key) { return find_in<TradeFlow>(b, &B::trade, key, {{"value_musd", &TradeFlow::value_musd}, {"export_tax_musd", &TradeFlow::export_tax_musd}, {"tariff_musd", &TradeFlow::tariff_musd}}); }},
      {"margins.csv", [](const B& b, const Key& key) { return find_in<MarginFlow>(b, &B::margins, key, {{"value_musd", &MarginFlow::value_musd}}); }},
      {"margin_supply.csv", [](const B& b, const Key& key) { return find_in<MarginSupply>(b, &B::margin_supply, key, {{"value_musd", &MarginSupply::value_musd}}); }},
      {"value_added.csv", [](const B& b, const Key& key) { return find_in<FactorFlow>(b, &B::value_added, key, {{"value_musd", &FactorFlow::value_musd}, {"tax_musd", &FactorFlow::tax_musd}}); }},
      {"output_tax.csv", [](const B& b, const Key& key) { return find_in<OutputTax>(b, &B::output_tax, key, {{"tax_musd", &OutputTax::tax_musd}}); }},
      {"endowments.csv", [](const B& b, const Key& key) { return find_in<EndowmentFlow>(b, &B::endowments, key, {{"value_musd", &EndowmentFlow::value_musd}}); }},
      {"transfers.csv", [](const B& b, const Key& key) { return find_in<TransferFlow>(b, &B::transfers, key, {{"value_musd", &TransferFlow::value_musd}}); }},
      {"make.csv", [](const B& b, const Key& key) { return find_in<MakeFlow>(b, &B::make, key, {{"value_musd", &MakeFlow::value_musd}}); }},
      {"co2.csv", [](const B& b, const Key& key) { return find_in<EmissionFlow>(b, &B::emissions, key, {{"mt", &EmissionFlow::mt}}); }},
  };
  // clang-format on
  return list;
}

}  // namespace

const std::vector<std::string>& record_files() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const auto& file : files()) list.push_back(file.name);
    return list;
  }();
  return names;
}

FoundRecord find_record(const Benchmark& benchmark, const std::string& file, const Key& key) {
  for (const auto& candidate : files()) {
    if (candidate.name == file) return candidate.find(benchmark, key);
  }
  return std::nullopt;
}

}  // namespace etslink
