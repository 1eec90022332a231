// SPDX-License-Identifier: Apache-2.0
#include "calibration/assemble.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "calibration/nonnegative_trade.h"
#include "model/input_error.h"
#include "model/number_text.h"

namespace etslink {
namespace {

const std::string& name_or_code(const std::map<std::string, std::string>& names, const std::string& code) {
  const auto found = names.find(code);
  return found == names.end() ? code : found->second;
}

// Agents of a region in this order.
constexpr std::array<std::pair<const char*, AgentKind>, 3> agents{
    {{"HH_", AgentKind::household}, {"GOV_", AgentKind::government}, {"INV_", AgentKind::investment}}};

class Assembly {
 public:
  explicit Assembly(const TaxedTable& taxed) : taxed_(taxed), table_(taxed.table) {
    regions_ = static_cast<int>(table_.regions.size());
    sectors_ = static_cast<int>(table_.sectors.size());
    result_.adjustments.push_back({"assembly", "aggregates of countries",
                                   "trade inside a region is domestic use, without tariff", 0, "million USD"});
  }

  AssembledBenchmark build(const EmissionResult& emissions, const BenchmarkNames& names) {
    set_names(names);
    for (int r = 0; r < regions_; ++r) {
      for (int g = 0; g < sectors_; ++g) add_use({r, g});
    }
    for (int r = 0; r < regions_; ++r) {
      for (int s = 0; s < sectors_; ++s) {
        add_trade({r, s});
        add_value_added({r, s});
      }
    }
    add_emissions(emissions);
    return std::move(result_);
  }

 private:
  struct Place {
    int region, sector;
  };

  Benchmark& benchmark() { return result_.benchmark; }

  [[nodiscard]] std::string name(Place p) const { return table_.sectors[p.sector] + ", " + table_.regions[p.region]; }

  [[noreturn]] void fail(Place p, const std::string& what, double value) const {
    throw InputError(table_.place(p.region, p.sector), what + ": " + shortest_text(value) + " million USD");
  }

  void set_names(const BenchmarkNames& names) {
    benchmark().year = names.year;
    benchmark().currency = "million USD";
    benchmark().sources = names.sources;
    benchmark().licence = names.licence;
    benchmark().citation = names.citation;
    for (int r = 0; r < regions_; ++r) {
      benchmark().regions.push_back({table_.regions[r], name_or_code(names.region, table_.regions[r])});
      for (const auto& [prefix, kind] : agents)
        benchmark().agents.push_back({prefix + table_.regions[r], Region{r}, kind});
    }
    for (const std::string& code : table_.sectors) {
      const auto role = names.role.find(code);
      benchmark().sectors.push_back(
          {code, name_or_code(names.sector, code), role == names.role.end() ? SectorRole::other : role->second});
    }
    benchmark().factors = {{"LAB", "labour", FactorMobility::mobile, FactorRole::labour},
                           {"CAP", "capital", FactorMobility::mobile, FactorRole::capital}};
    if (taxed_.resource.maxCoeff() > 0)
      benchmark().factors.push_back({"RES", "fossil resource", FactorMobility::specific, FactorRole::resource});
  }

  // Column `user` counts the sectors of the region, then its final uses.
  [[nodiscard]] double purchase(int exporter, Place good, int user) const {
    const int product = table_.row(exporter, good.sector);
    return user < sectors_ ? table_.intermediate(product, table_.row(good.region, user))
                           : table_.final_demand(product, good.region * final_use_count + user - sectors_);
  }

  [[nodiscard]] User user_record(int region, int user) const {
    if (user < sectors_) return {User::Kind::sector, user};
    const int final_use = user - sectors_;
    if (final_use == static_cast<int>(FinalUse::stock_change)) return {User::Kind::stock_change, -1};
    return {User::Kind::agent, region * static_cast<int>(agents.size()) + final_use};
  }

  // Basic imports of a good by all users, and the tariffs on them.
  [[nodiscard]] std::pair<double, double> imports_and_tariff(Place good) const {
    double imports = 0;
    double tariff = 0;
    for (int exporter = 0; exporter < regions_; ++exporter) {
      if (exporter == good.region) continue;
      imports += sales_to_region(table_, table_.row(exporter, good.sector), good.region);
      tariff += taxed_.tariff(table_.row(exporter, good.sector), good.region);
    }
    return {imports, tariff};
  }

  void add_use(Place good) {
    const auto [imports, tariff] = imports_and_tariff(good);
    // users share one import bundle: each pays the mean tariff
    const double import_price = imports > 0 ? 1 + tariff / imports : 1;
    for (int user = 0; user < sectors_ + final_use_count; ++user) {
      double domestic = purchase(good.region, good, user);
      double imported = 0;
      for (int exporter = 0; exporter < regions_; ++exporter) {
        if (exporter != good.region) imported += purchase(exporter, good, user);
      }
      if (imports <= 0 && imported != 0) {
        list("purchases and stock run-down of imports cancel: booked as domestic", good, imported);
        domestic += imported;
        imported = 0;
      }
      add_use_flows(good, user, {domestic, imported * import_price});
    }
  }

  struct UseValue {
    double domestic, imported;
  };

  void add_use_flows(Place good, int user, UseValue value) {
    const User record = user_record(good.region, user);
    const double tax = taxed_.use_tax(table_.row(good.region, good.sector), user);
    const double total = value.domestic + value.imported;
    if (tax != 0 && total <= 0) fail(good, "tax on a use that does not exist of " + name(good), tax);
    for (const auto& [kind, amount] :
         {std::pair(Origin::Kind::domestic, value.domestic), std::pair(Origin::Kind::imported, value.imported)}) {
      if (amount == 0) continue;
      if (amount < 0 && record.kind != User::Kind::stock_change)
        fail(good, "negative use of " + name(good) + " by " + benchmark().user_code(record), amount);
      const double own_tax = tax == 0 ? 0 : tax * (amount / total);
      benchmark().use.push_back({Region{good.region}, Sector{good.sector}, record, {kind, {}}, amount, own_tax, {}});
    }
  }

  void add_trade(Place p) {
    const int product = table_.row(p.region, p.sector);
    for (int importer = 0; importer < regions_; ++importer) {
      const double value = sales_to_region(table_, product, importer);
      if (value < 0) fail(p, "negative sales of " + name(p) + " to " + table_.regions[importer], value);
      if (importer == p.region || value == 0) continue;
      benchmark().trade.push_back(
          {Region{p.region}, Sector{p.sector}, Region{importer}, value, 0, taxed_.tariff(product, importer), {}});
    }
  }

  void add_value_added(Place p) {
    const int k = table_.row(p.region, p.sector);
    add_factor(p, 0, {taxed_.labour(k), taxed_.labour_tax(k)});
    add_factor(p, 1, {taxed_.capital(k), taxed_.capital_tax(k)});
    add_factor(p, 2, {taxed_.resource(k), taxed_.resource_tax(k)});
    if (taxed_.output_tax(k) != 0)
      benchmark().output_tax.push_back({Region{p.region}, Sector{p.sector}, taxed_.output_tax(k), {}});
  }

  struct FactorPayment {
    double net, tax;
  };

  void add_factor(Place p, int factor, FactorPayment payment) {
    if (payment.net == 0 && payment.tax == 0) return;
    if (!(payment.net > 0)) fail(p, "factor payment of " + name(p) + " that is not positive", payment.net);
    benchmark().value_added.push_back(
        {Region{p.region}, Sector{p.sector}, Factor{factor}, payment.net, payment.tax, {}});
  }

  [[nodiscard]] User emitting_user(Region region, const std::string& code) const {
    if (code == "HH") return {User::Kind::agent, region.index * static_cast<int>(agents.size())};
    return {User::Kind::sector, result_.benchmark.find_sector(code).index};
  }

  void add_emissions(const EmissionResult& emissions) {
    for (const UserEmission& e : emissions.emissions) {
      const Region region = benchmark().find_region(e.region);
      EmissionFlow flow{region, emitting_user(region, e.user), {}, {}, Gas::co2, e.mt, {}};
      if (!e.fuel.empty()) flow.fuel = benchmark().find_sector(e.fuel);
      benchmark().emissions.push_back(flow);
    }
    for (const UserEnergy& e : emissions.energy) {
      const Region region = benchmark().find_region(e.region);
      benchmark().energy.push_back({region, emitting_user(region, e.user), benchmark().find_sector(e.fuel), e.pj, {}});
    }
  }

  void list(const std::string& what, Place p, double size) {
    result_.adjustments.push_back({"assembly", name(p), what, size, "million USD"});
  }

  const TaxedTable& taxed_;
  const IoTable& table_;
  int regions_ = 0;
  int sectors_ = 0;
  AssembledBenchmark result_;
};

}  // namespace

AssembledBenchmark assemble_benchmark(const TaxedTable& taxed, const EmissionResult& emissions,
                                      const BenchmarkNames& names) {
  return Assembly(taxed).build(emissions, names);
}

}  // namespace etslink
