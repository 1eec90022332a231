// SPDX-License-Identifier: Apache-2.0
#include "calibration/taxation/tax_accounts.h"

#include <cmath>
#include <utility>

#include "model/elasticities.h"
#include "model/elasticity_range.h"
#include "model/number_text.h"

namespace etslink {
namespace {

bool is_fuel(SectorRole role) {
  using enum SectorRole;
  return role == coal || role == crude_oil || role == gas || role == refined_oil;
}

class Accounts {
 public:
  explicit Accounts(const Benchmark& benchmark) : benchmark_(benchmark), result_(benchmark.regions.size()) {}

  std::vector<TaxAccount> list() {
    for (const UseFlow& flow : benchmark_.use) add(flow);
    for (const TradeFlow& flow : benchmark_.trade) add(flow);
    for (const FactorFlow& flow : benchmark_.value_added) {
      of(flow.region).gross += std::abs(flow.tax_musd);
      TaxAccount& account = of(flow.region);
      (role_of(flow.factor) == FactorRole::labour ? account.labour : account.capital) += flow.tax_musd;
      account.gdp += flow.value_musd + flow.tax_musd;
    }
    for (const OutputTax& flow : benchmark_.output_tax) {
      of(flow.region).gross += std::abs(flow.tax_musd);
      of(flow.region).output += flow.tax_musd;
      of(flow.region).gdp += flow.tax_musd;
    }
    add_carbon_prices();
    return std::move(result_);
  }

 private:
  TaxAccount& of(Region region) { return result_[static_cast<std::size_t>(region.index)]; }
  [[nodiscard]] FactorRole role_of(Factor factor) const {
    return benchmark_.factors[static_cast<std::size_t>(factor.index)].role;
  }

  void add(const UseFlow& flow) {
    TaxAccount& account = of(flow.region);
    const AgentKind* kind = flow.user.kind == User::Kind::agent
                                ? &benchmark_.agents[static_cast<std::size_t>(flow.user.index)].kind
                                : nullptr;
    double* group = &account.other_final;
    if (is_fuel(benchmark_.sectors[static_cast<std::size_t>(flow.good.index)].role)) {
      group = &account.fuels;
    } else if (flow.user.kind == User::Kind::sector) {
      group = &account.inputs;
    } else if (kind != nullptr && *kind == AgentKind::household) {
      group = &account.households;
    }
    *group += flow.tax_musd;
    account.gross += std::abs(flow.tax_musd);
    account.gdp += flow.tax_musd;
  }

  void add(const TradeFlow& flow) {
    of(flow.exporter).gross += std::abs(flow.export_tax_musd);
    of(flow.importer).gross += std::abs(flow.tariff_musd);
    of(flow.exporter).trade += flow.export_tax_musd;
    of(flow.exporter).gdp += flow.export_tax_musd;
    of(flow.importer).trade += flow.tariff_musd;
    of(flow.importer).gdp += flow.tariff_musd;
  }

  void add_carbon_prices() {
    const ElasticityTable prices(benchmark_, {}, {});
    for (const EmissionFlow& flow : benchmark_.emissions) {
      if (!flow.fuel || flow.user.kind != User::Kind::sector) continue;
      of(flow.region).carbon +=
          prices.value_or(carbon_price_paid, flow.region, {flow.user.index}, 0) * co2_equivalent(flow);
    }
  }

  const Benchmark& benchmark_;
  std::vector<TaxAccount> result_;
};

}  // namespace

std::vector<TaxAccount> tax_accounts(const Benchmark& benchmark) { return Accounts(benchmark).list(); }

std::vector<std::string> tax_lines(const Benchmark& benchmark) {
  using Column = std::pair<const char*, double (*)(const TaxAccount&)>;
  static const std::vector<Column> columns = {{"fuels", [](const TaxAccount& a) { return a.fuels; }},
                                              {"households", [](const TaxAccount& a) { return a.households; }},
                                              {"other final", [](const TaxAccount& a) { return a.other_final; }},
                                              {"inputs", [](const TaxAccount& a) { return a.inputs; }},
                                              {"output", [](const TaxAccount& a) { return a.output; }},
                                              {"trade", [](const TaxAccount& a) { return a.trade; }},
                                              {"labour", [](const TaxAccount& a) { return a.labour; }},
                                              {"capital", [](const TaxAccount& a) { return a.capital; }},
                                              {"all", [](const TaxAccount& a) { return a.total(); }},
                                              {"carbon in fuels", [](const TaxAccount& a) { return a.carbon; }}};
  const auto right = [](std::string text, std::size_t width) {
    return text.size() < width ? std::string(width - text.size(), ' ') + text : " " + text;
  };
  std::vector<std::string> lines{std::string(8, ' ')};
  for (const auto& [name, value] : columns) lines.front() += right(name, std::string(name).size() + 2);
  const std::vector<TaxAccount> accounts = tax_accounts(benchmark);
  for (std::size_t r = 0; r < accounts.size(); ++r) {
    const std::string& code = benchmark.regions[r].code;
    std::string line = code + std::string(code.size() < 8 ? 8 - code.size() : 1, ' ');
    for (const auto& [name, value] : columns) {
      const double percent = accounts[r].gdp > 0 ? 100 * value(accounts[r]) / accounts[r].gdp : 0;
      const double shown = std::round(1000 * percent) / 1000 + 0.0;  // not -0
      line += right(rounded_text(shown, 3), std::string(name).size() + 2);
    }
    lines.push_back(line);
  }
  return lines;
}

}  // namespace etslink
