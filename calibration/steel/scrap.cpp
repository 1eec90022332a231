// SPDX-License-Identifier: Apache-2.0
#include "calibration/steel/scrap.h"

#include <Eigen/Dense>
#include <algorithm>

#include "calibration/gras.h"
#include "calibration/look_up.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double rounding_of_value = 1e-9;  // of a value

// Scrap of all regions, in their order [Mt].
struct ScrapVolumes {
  Eigen::VectorXd use, exports, imports;
  Eigen::MatrixXd trade;  // exporter x importer

  [[nodiscard]] double domestic(int region) const { return use[region] - imports[region]; }
  [[nodiscard]] double supply(int region) const { return domestic(region) + exports[region]; }
};

// The source has totals only: who sells to whom is in proportion to both, but to oneself.
ScrapVolumes volumes_of(const std::vector<const PublishedSteel*>& steel, const SourceLocation& at) {
  const auto regions = static_cast<Eigen::Index>(steel.size());
  ScrapVolumes volumes{Eigen::VectorXd(regions), Eigen::VectorXd(regions), Eigen::VectorXd(regions), {}};
  for (Eigen::Index r = 0; r < regions; ++r) {
    const PublishedSteel& source = *steel[static_cast<std::size_t>(r)];
    volumes.use[r] = source.scrap_use();
    volumes.exports[r] = source.scrap_exports;
    volumes.imports[r] = source.scrap_imports;
  }
  if (volumes.imports.sum() > 0) volumes.exports *= volumes.imports.sum() / volumes.exports.sum();
  Eigen::MatrixXd prior = volumes.exports * volumes.imports.transpose();
  prior.diagonal().setZero();
  volumes.trade = ras(prior, volumes.exports, volumes.imports, {"trade in scrap", at});
  volumes.exports = volumes.trade.rowwise().sum();
  volumes.imports = volumes.trade.colwise().sum();
  return volumes;
}

// What a user buys of a good, for plain use.
struct Purchases {
  Region region;
  User user;
  Sector good;

  [[nodiscard]] bool has(const UseFlow& flow) const {
    return flow.region == region && flow.user == user && flow.good == good && !flow.purpose.valid();
  }
};

class ScrapGood {
 public:
  ScrapGood(Benchmark& benchmark, const SteelRecipe& recipe, const std::map<std::string, PublishedSteel>& published)
      : benchmark_(benchmark), recipe_(recipe), rule_(recipe.scrap) {
    for (const RegionInfo& region : benchmark.regions)
      steel_.push_back(&look_up(published, region.code, {"no row for region", recipe.at}));
    volumes_ = volumes_of(steel_, recipe.scrap.at);
    steel_sector_ = benchmark.find_sector(recipe.sector);
    traded_as_ = benchmark.find_sector(rule_.traded_as);
    collector_ = benchmark.find_sector(rule_.collector);
  }

  ReportTable run() {
    add_names();
    for (Region region{0}; region.index < benchmark_.region_count(); ++region.index) {
      const Agent agent = household(region);
      buy(region, agent);
      supply(region, agent);
    }
    for (Region exporter{0}; exporter.index < benchmark_.region_count(); ++exporter.index)
      for (Region importer{0}; importer.index < benchmark_.region_count(); ++importer.index)
        if (volumes_.trade(exporter.index, importer.index) > 0) trade(exporter, importer);
    return table_;
  }

 private:
  [[nodiscard]] const std::string& code(Region region) const {
    return benchmark_.regions[static_cast<std::size_t>(region.index)].code;
  }
  [[nodiscard]] const PublishedSteel& steel(Region region) const {
    return *steel_[static_cast<std::size_t>(region.index)];
  }
  [[nodiscard]] Agent household(Region region) const {
    for (int a = 0; a < static_cast<int>(benchmark_.agents.size()); ++a) {
      const AgentInfo& info = benchmark_.agents[static_cast<std::size_t>(a)];
      if (info.region == region && info.kind == AgentKind::household) return Agent{a};
    }
    throw InputError(rule_.at, "no household in " + code(region));
  }
  static User user(Agent agent) { return {User::Kind::agent, agent.index}; }
  static User user(Sector sector) { return {User::Kind::sector, sector.index}; }

  void add_names() {
    if (benchmark_.find_sector(rule_.code).valid())
      throw InputError(rule_.at, "there is a sector '" + rule_.code + "' already");
    if (benchmark_.find_factor(rule_.factor_code).valid())
      throw InputError(rule_.at, "there is a factor '" + rule_.factor_code + "' already");
    scrap_ = Sector{benchmark_.sector_count()};
    benchmark_.sectors.push_back({rule_.code, rule_.name});
    products_ = Factor{static_cast<int>(benchmark_.factors.size())};
    benchmark_.factors.push_back(
        {rule_.factor_code, rule_.factor_name, FactorMobility::specific, FactorRole::resource});
    benchmark_.elasticities.push_back({"esubd", {}, scrap_, rule_.esubd, {}});
    benchmark_.elasticities.push_back({"esubm", {}, scrap_, rule_.esubm, {}});
    benchmark_.elasticities.push_back({"supply_elasticity", {}, scrap_, rule_.supply_elasticity, {}});
    table_ = {"Scrap",
              "Use by routes x tonnes per tonne; trade by region is published, partners are in proportion to exports "
              "and imports. The last column: part of what the sector bought of a good that is scrap now.",
              {"region", "USD/t", "use, Mt", "imports, Mt", "exports, Mt", "supply, Mt", "million USD", "instead of"},
              {}};
  }

  [[nodiscard]] double spent(const Purchases& what) const {
    double sum = 0;
    for (const UseFlow& flow : benchmark_.use)
      if (what.has(flow)) sum += flow.value_musd + flow.tax_musd;
    return sum;
  }

  void add_purchase(const UseFlow& piece) {
    const auto same = std::find_if(benchmark_.use.begin(), benchmark_.use.end(), [&](const UseFlow& flow) {
      return flow.region == piece.region && flow.good == piece.good && flow.user == piece.user &&
             flow.origin == piece.origin && flow.purpose == piece.purpose;
    });
    if (same == benchmark_.use.end()) return benchmark_.use.push_back(piece);
    same->value_musd += piece.value_musd;
    same->tax_musd += piece.tax_musd;
  }

  // A part of what a user buys, with its taxes, is bought by another one.
  void move(const Purchases& what, User to, double part) {
    std::vector<UseFlow> pieces;
    for (UseFlow& flow : benchmark_.use) {
      if (!what.has(flow)) continue;
      UseFlow piece = flow;
      piece.user = to;
      piece.value_musd *= part;
      piece.tax_musd *= part;
      flow.value_musd -= piece.value_musd;
      flow.tax_musd -= piece.tax_musd;
      pieces.push_back(piece);
    }
    for (const UseFlow& piece : pieces) add_purchase(piece);
  }

  [[nodiscard]] double imports_value(Region region) const {
    double value = 0;
    for (Region from{0}; from.index < benchmark_.region_count(); ++from.index)
      value += steel(from).scrap_price * volumes_.trade(from.index, region.index);
    return value;
  }

  void buy(Region region, Agent agent) {
    const double here = steel(region).scrap_price * volumes_.domestic(region.index), abroad = imports_value(region);
    const std::string instead = release(region, agent, here + abroad);
    benchmark_.use.push_back(use_of(region, Origin::Kind::domestic, here));
    if (abroad > 0) benchmark_.use.push_back(use_of(region, Origin::Kind::imported, abroad));
    table_.rows.push_back({code(region), rounded_text(steel(region).scrap_price, 4),
                           rounded_text(volumes_.use[region.index], 4), rounded_text(volumes_.imports[region.index], 4),
                           rounded_text(volumes_.exports[region.index], 4),
                           rounded_text(volumes_.supply(region.index), 4), rounded_text(here + abroad, 4), instead});
  }

  [[nodiscard]] UseFlow use_of(Region region, Origin::Kind origin, double value) const {
    return {region, scrap_, user(steel_sector_), {origin, {}}, value, 0, {}, {}};
  }

  // Households buy what steel bought instead of scrap so far. Returns the parts of its purchases, for the report.
  std::string release(Region region, Agent agent, double value) {
    double left = value;
    std::string parts;
    for (const std::string& name : rule_.from) {
      const Sector good = benchmark_.find_sector(name);
      const Purchases bought{region, user(steel_sector_), good};
      const double all = spent(bought), taken = std::min(left, rule_.from_part * all);
      if (!(taken > 0)) continue;
      move(bought, user(agent), taken / all);
      left -= taken;
      parts += (parts.empty() ? "" : ", ") + name + " " + rounded_text(taken / all, 2);
    }
    if (left > rounding_of_value * value)
      throw InputError(rule_.at, "scrap of " + code(region) + " costs " + rounded_text(value, 4) + " million USD, " +
                                     rounded_text(left, 4) + " more than " + recipe_.sector +
                                     " can give up of the goods in 'from'; name more of them");
    return parts;
  }

  // Old products, and what it takes to collect them.
  void supply(Region region, Agent agent) {
    const double value = steel(region).scrap_price * volumes_.supply(region.index);
    const Purchases bought{region, user(agent), collector_};
    const double services = spent(bought);
    if (!(services > rule_.collection * value))
      throw InputError(rule_.at, "households of " + code(region) + " buy " + rule_.collector + " of " +
                                     rounded_text(services, 4) + " million USD, less than collecting scrap takes");
    move(bought, user(scrap_), rule_.collection * value / services);
    benchmark_.value_added.push_back({region, scrap_, products_, (1 - rule_.collection) * value, 0, {}});
    benchmark_.output_volumes.push_back({region, scrap_, VolumeUnit::megatonne, volumes_.supply(region.index), {}});
  }

  // Takes from a record of the benchmark, which must have more than that.
  void take(double& value, double amount, const std::string& what) const {
    if (!(value > amount))
      throw InputError(rule_.at, what + " " + rule_.traded_as + " of " + rounded_text(value, 4) +
                                     " million USD, less than " + rounded_text(amount, 4) + " of scrap");
    value -= amount;
  }

  void trade(Region exporter, Region importer) {
    const double value = steel(exporter).scrap_price * volumes_.trade(exporter.index, importer.index);
    double none = 0;
    const auto flow = std::find_if(benchmark_.trade.begin(), benchmark_.trade.end(), [&](const TradeFlow& other) {
      return other.exporter == exporter && other.importer == importer && other.good == traded_as_;
    });
    take(flow == benchmark_.trade.end() ? none : flow->value_musd, value,
         code(exporter) + " exports to " + code(importer));
    const User buyer = user(household(importer));
    const auto bought = std::find_if(benchmark_.use.begin(), benchmark_.use.end(), [&](const UseFlow& other) {
      return Purchases{importer, buyer, traded_as_}.has(other) && other.origin.kind == Origin::Kind::imported;
    });
    take(bought == benchmark_.use.end() ? none : bought->value_musd, value,
         "households of " + code(importer) + " import");
    add_purchase({exporter, traded_as_, user(household(exporter)), {Origin::Kind::domestic, {}}, value, 0, {}, {}});
    benchmark_.trade.push_back({exporter, scrap_, importer, value, 0, 0, {}});
  }

  Benchmark& benchmark_;
  const SteelRecipe& recipe_;
  const ScrapRecipe& rule_;
  std::vector<const PublishedSteel*> steel_;  // by region
  ScrapVolumes volumes_;
  Sector steel_sector_, traded_as_, collector_, scrap_;
  Factor products_;
  ReportTable table_;
};

}  // namespace

ReportTable add_scrap(Benchmark& benchmark, const SteelRecipe& recipe,
                      const std::map<std::string, PublishedSteel>& published) {
  return ScrapGood(benchmark, recipe, published).run();
}

}  // namespace etslink
