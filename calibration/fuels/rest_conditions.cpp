// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/rest_conditions.h"

namespace etslink {
namespace {

User user_of(Sector sector) { return {User::Kind::sector, sector.index}; }

double rate(double tax, double value) { return value == 0 ? 0 : tax / value; }

double price_with_tax(const UseFlow& flow) { return 1 + rate(flow.tax_musd, flow.value_musd); }

// Position of a record's value among the cells: purchases, factor payments, trade.
class Cells {
 public:
  explicit Cells(const Benchmark& benchmark)
      : first_factor_(benchmark.use.size()),
        first_trade_(first_factor_ + benchmark.value_added.size()),
        count_(first_trade_ + benchmark.trade.size()) {}
  [[nodiscard]] static int purchase(std::size_t row) { return static_cast<int>(row); }
  [[nodiscard]] int factor(std::size_t row) const { return static_cast<int>(first_factor_ + row); }
  [[nodiscard]] int trade(std::size_t row) const { return static_cast<int>(first_trade_ + row); }
  [[nodiscard]] int count() const { return static_cast<int>(count_); }

 private:
  std::size_t first_factor_, first_trade_, count_;
};

class RestProblem {
 public:
  explicit RestProblem(const RestInput& input) : input_(input), benchmark_(input.benchmark), cells_(input.benchmark) {}

  EntropyTask build() {
    set_priors();
    add_zero_profit();
    add_import_markets();
    add_final_demand();
    add_trade_balances();
    return std::move(problem_);
  }

 private:
  using Terms = std::vector<std::pair<int, double>>;

  [[nodiscard]] std::string code(Region region) const { return benchmark_.regions[region.index].code; }
  [[nodiscard]] std::string code(Sector sector) const { return benchmark_.sectors[sector.index].code; }

  void set_priors() {
    problem_.prior.resize(cells_.count());
    problem_.weight = Eigen::VectorXd::Ones(cells_.count());
    for (std::size_t i = 0; i < benchmark_.use.size(); ++i) {
      problem_.prior(Cells::purchase(i)) = benchmark_.use[i].value_musd;
      if (benchmark_.use[i].user.kind == User::Kind::stock_change) problem_.weight(Cells::purchase(i)) = 0;
    }
    for (std::size_t i = 0; i < benchmark_.value_added.size(); ++i) {
      problem_.prior(cells_.factor(i)) = benchmark_.value_added[i].value_musd;
      problem_.weight(cells_.factor(i)) = input_.value_added_weight;
    }
    for (std::size_t i = 0; i < benchmark_.trade.size(); ++i)
      problem_.prior(cells_.trade(i)) = benchmark_.trade[i].value_musd;
  }

  void add(const std::string& name, const Terms& terms, double right_side) {
    problem_.conditions.push_back({name, terms, right_side});
  }

  // Costs of a sector, and its sales less output tax with the opposite sign.
  [[nodiscard]] std::map<std::pair<Region, Sector>, Terms> profit_terms() const {
    std::map<std::pair<Region, Sector>, Terms> terms;
    for (std::size_t i = 0; i < benchmark_.use.size(); ++i) {
      const UseFlow& flow = benchmark_.use[i];
      if (flow.user.kind == User::Kind::sector)
        terms[{flow.region, Sector{flow.user.index}}].emplace_back(Cells::purchase(i), price_with_tax(flow));
      if (flow.origin.kind == Origin::Kind::domestic)
        terms[{flow.region, flow.good}].emplace_back(Cells::purchase(i),
                                                     -input_.kept.net_of_output_tax(flow.region, flow.good));
    }
    for (std::size_t i = 0; i < benchmark_.value_added.size(); ++i) {
      const FactorFlow& flow = benchmark_.value_added[i];
      terms[{flow.region, flow.sector}].emplace_back(cells_.factor(i), 1 + rate(flow.tax_musd, flow.value_musd));
    }
    for (std::size_t i = 0; i < benchmark_.trade.size(); ++i) {
      const TradeFlow& flow = benchmark_.trade[i];
      terms[{flow.exporter, flow.good}].emplace_back(cells_.trade(i),
                                                     -input_.kept.net_of_output_tax(flow.exporter, flow.good));
    }
    return terms;
  }

  void add_zero_profit() {
    for (const auto& [key, terms] : profit_terms()) {
      const auto& [region, sector] = key;
      const double net_sales = input_.kept.net_of_output_tax(region, sector) * input_.sums.sales_of(region, sector);
      add("zero profit: " + code(sector) + ", " + code(region), terms,
          net_sales - input_.sums.cost_of(region, user_of(sector)));
    }
  }

  void add_import_markets() {
    std::map<std::pair<Region, Sector>, Terms> terms;
    for (std::size_t i = 0; i < benchmark_.use.size(); ++i)
      if (benchmark_.use[i].origin.kind == Origin::Kind::imported)
        terms[{benchmark_.use[i].region, benchmark_.use[i].good}].emplace_back(Cells::purchase(i), 1);
    for (std::size_t i = 0; i < benchmark_.trade.size(); ++i) {
      const TradeFlow& flow = benchmark_.trade[i];
      terms[{flow.importer, flow.good}].emplace_back(
          cells_.trade(i), -(1 + rate(flow.export_tax_musd + flow.tariff_musd, flow.value_musd)));
    }
    for (const auto& [key, list] : terms) add("import market: " + code(key.second) + ", " + code(key.first), list, 0);
  }

  void add_final_demand() {
    std::map<std::pair<Region, User>, Terms> terms;
    std::map<Region, double> stocks;
    for (std::size_t i = 0; i < benchmark_.use.size(); ++i) {
      const UseFlow& flow = benchmark_.use[i];
      if (flow.user.kind == User::Kind::agent)
        terms[{flow.region, flow.user}].emplace_back(Cells::purchase(i), price_with_tax(flow));
      if (flow.user.kind == User::Kind::stock_change) stocks[flow.region] += flow.value_musd + flow.tax_musd;
    }
    for (const auto& [who, list] : terms) {
      const bool pays_stocks = benchmark_.agents[who.second.index].kind == AgentKind::investment;
      const auto kept = input_.kept.purchases.find(who);
      require(kept != input_.kept.purchases.end(), "an agent that buys has bought before");
      add("purchases of " + benchmark_.user_code(who.second), list,
          kept->second - (pays_stocks ? stocks[who.first] : 0) - input_.sums.cost_of(who.first, who.second));
    }
  }

  void add_trade_balances() {
    std::map<Region, Terms> terms;
    for (std::size_t i = 0; i < benchmark_.trade.size(); ++i) {
      const TradeFlow& flow = benchmark_.trade[i];
      const double export_price = 1 + rate(flow.export_tax_musd, flow.value_musd);
      terms[flow.exporter].emplace_back(cells_.trade(i), export_price);
      terms[flow.importer].emplace_back(cells_.trade(i), -export_price);
    }
    std::map<Region, double> of_fuels =
        trade_balances({input_.fixed.trade, input_.fixed.margins, input_.fixed.margin_supply});
    for (const auto& [region, list] : terms) {
      const auto kept = input_.kept.trade_balance.find(region);
      if (region.index + 1 == benchmark_.region_count() || kept == input_.kept.trade_balance.end()) continue;
      add("trade balance: " + code(region), list, kept->second - of_fuels[region]);
    }
  }

  const RestInput& input_;
  const Benchmark& benchmark_;
  Cells cells_;
  EntropyTask problem_;
};

}  // namespace

FixedSums::FixedSums(const FuelRecords& fixed) {
  for (const UseFlow& flow : fixed.use) {
    cost[{flow.region, flow.user}] += flow.value_musd + flow.tax_musd;
    if (flow.origin.kind == Origin::Kind::domestic) sales[{flow.region, flow.good}] += flow.value_musd;
  }
  for (const TradeFlow& flow : fixed.trade) sales[{flow.exporter, flow.good}] += flow.value_musd;
  for (const MarginSupply& flow : fixed.margin_supply) sales[{flow.region, flow.service}] += flow.value_musd;
}

double FixedSums::cost_of(Region region, User user) const {
  const auto entry = cost.find({region, user});
  return entry == cost.end() ? 0 : entry->second;
}

double FixedSums::sales_of(Region region, Sector good) const {
  const auto entry = sales.find({region, good});
  return entry == sales.end() ? 0 : entry->second;
}

EntropyTask rest_problem(const RestInput& input) { return RestProblem(input).build(); }

void set_flows(Benchmark& benchmark, const Eigen::VectorXd& value) {
  const Cells cells(benchmark);
  for (std::size_t i = 0; i < benchmark.use.size(); ++i) {
    UseFlow& flow = benchmark.use[i];
    flow.tax_musd *= value(Cells::purchase(i)) / flow.value_musd;
    flow.value_musd = value(Cells::purchase(i));
  }
  for (std::size_t i = 0; i < benchmark.value_added.size(); ++i) {
    FactorFlow& flow = benchmark.value_added[i];
    flow.tax_musd *= value(cells.factor(i)) / flow.value_musd;
    flow.value_musd = value(cells.factor(i));
  }
  for (std::size_t i = 0; i < benchmark.trade.size(); ++i) {
    TradeFlow& flow = benchmark.trade[i];
    const double factor = value(cells.trade(i)) / flow.value_musd;
    flow.export_tax_musd *= factor;
    flow.tariff_musd *= factor;
    flow.value_musd = value(cells.trade(i));
  }
}

}  // namespace etslink
