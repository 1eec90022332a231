// SPDX-License-Identifier: Apache-2.0
#include "tests/analysis/random_instruments.h"

#include <algorithm>

#include "calibration/random/random_numbers.h"
#include "calibration/random/random_world.h"
#include "model/benchmark_index.h"
#include "model/export_supply.h"

namespace etslink {
namespace {

// Studies from this seed on have activities that stand idle; those before stay what docs/model.md says.
constexpr std::uint64_t first_seed_with_idle = 20000, first_seed_with_free_part = 20020;

class InstrumentWriter {
 public:
  explicit InstrumentWriter(std::uint64_t seed)
      : random_(seed + 7000),
        has_idle_(seed >= first_seed_with_idle),
        has_free_part_(seed >= first_seed_with_free_part) {}

  RandomInstruments write() {
    add_world();
    if (has_idle_) add_idle_activities();
    for (int r = 0; r < regions(); ++r) {
      if (random_.chance(0.85)) add_market({r});
    }
    if (inputs_.policy.markets.size() > 1) add_links();
    if (random_.chance(0.25) && !capped().empty()) add_crediting();
    if (random_.chance(0.25)) add_swap();
    if (random_.chance(0.3) && !capped().empty()) add_project();
    add_closures();
    if (random_.chance(0.4) && !capped().empty()) add_credit_limit();
    if (random_.chance(0.4)) add_shocks();
    if (random_.chance(0.25)) add_world_market();
    if (random_.chance(0.25)) add_export_supply();
    return {std::move(inputs_), std::move(text_)};
  }

 private:
  int whole(int low, int high) { return low + static_cast<int>(random_.uniform() * (high - low + 1)); }
  [[nodiscard]] int regions() const { return inputs_.benchmark.region_count(); }
  void say(const std::string& what) { text_ += (text_.empty() ? "" : ", ") + what; }

  void add_world() {
    RandomWorldOptions options;
    options.regions = whole(2, 4);
    options.sectors = whole(4, 7);
    options.seed = static_cast<std::uint64_t>(whole(1, 1000000));
    options.zero_share = random_.between(0, 0.3);
    for (bool* tax : {&options.tariffs, &options.export_taxes, &options.use_taxes, &options.output_taxes,
                      &options.factor_taxes, &options.stock_changes, &options.process_emissions})
      *tax = random_.chance(0.7);
    options.margin_services = whole(0, 2);
    inputs_.benchmark = random_world(options);
    inputs_.nests = klem_nests();
  }

  // One in most regions, of labour, capital and a good, for a good that the region makes.
  void add_idle_activities() {
    Benchmark& benchmark = inputs_.benchmark;
    const BenchmarkIndex flows(benchmark);
    for (int r = 0; r < regions(); ++r) {
      const Sector made{whole(0, benchmark.sector_count() - 1)}, bought{whole(0, benchmark.sector_count() - 1)};
      const bool has_market = flows.output({r}, made) > 0 && flows.purchases({r}, bought).value() > 0;
      if (!has_market || made == bought || random_.chance(0.2)) continue;
      IdleActivity activity;
      activity.region = {r};
      activity.code = "NEW";
      activity.good = made;
      activity.markup = random_.between(0.005, 0.2);
      activity.elasticity = random_.chance(0.5) ? 0 : random_.between(0, 2);
      activity.inputs = {{{}, {0}, 0.3, random_.between(0, 0.3), 0, {}},
                         {{}, {1}, 0.4, random_.between(-0.1, 0.2), 0, {}},
                         {bought, {}, 0.3, 0, random_.chance(0.3) ? 1e-3 : 0, {}}};
      benchmark.activities.push_back(activity);
      say("idle " + benchmark.sectors[made.index].code + " in " + benchmark.regions[r].code);
    }
  }

  Coverage coverage(Region region, bool with_households) {
    const Benchmark& benchmark = inputs_.benchmark;
    Coverage result;
    result.region = region;
    for (int s = 0; s < benchmark.sector_count(); ++s) {
      result.users.push_back({User::Kind::sector, s});
      result.fuels.push_back({s});
    }
    for (int a = 0; with_households && a < static_cast<int>(benchmark.agents.size()); ++a) {
      if (benchmark.agents[a].region == region && benchmark.agents[a].kind == AgentKind::household)
        result.users.push_back({User::Kind::agent, a});
    }
    return result;
  }

  // Rates for the sectors of a region that emit.
  std::vector<OutputRate> rates(const PermitMarket& market, double relative) {
    std::vector<OutputRate> result;
    const Coverage& all = market.coverage.front();
    for (int s = 0; s < inputs_.benchmark.sector_count(); ++s) {
      Coverage one = all;
      one.users = {{User::Kind::sector, s}};
      if (covered_emissions(inputs_.benchmark, one) > 0) result.push_back({all.region, Sector{s}, relative, {}, {}});
    }
    return result;
  }

  void add_market(Region region) {
    PermitMarket market;
    market.name = inputs_.benchmark.regions[region.index].code;
    const double kind = random_.uniform();
    const bool is_standard = kind < 0.2, is_tax = kind >= 0.2 && kind < 0.3, is_intensity = kind >= 0.3 && kind < 0.4;
    market.coverage = {coverage(region, !is_standard && random_.chance(0.5))};
    market.cap_mt.assign(regions(), 0);
    const double emissions = covered_emissions(inputs_.benchmark, market.coverage.front());
    if (emissions <= 0) return;
    const double cap = random_.between(0.7, 0.98) * emissions;
    if (is_standard) {
      market.standard = rates(market, random_.between(0.9, 0.99));
      say(market.name + " standard");
    } else if (is_tax) {
      market.fixed_price = random_.between(0, 40);
      say(market.name + " tax");
    } else if (is_intensity) {
      market.cap_per_gdp_mt.assign(regions(), 0);
      market.cap_per_gdp_mt[region.index] = cap;
      say(market.name + " cap per GDP");
    } else {
      market.cap_mt[region.index] = cap;
      add_cap_rules(market, region, emissions);
    }
    add_revenue_use(market);
    if (random_.chance(0.2)) {
      market.indirect = IndirectEmissions{};
      say("indirect");
    }
    inputs_.policy.markets.push_back(std::move(market));
    inputs_.policy.active.push_back(1);
  }

  void add_cap_rules(PermitMarket& market, Region region, double emissions) {
    say(market.name + " cap");
    if (random_.chance(0.3)) {
      market.output_based = rates(market, random_.between(0.2, 1.0));
      say("output-based");
    }
    if (has_free_part_ && random_.chance(0.5)) {
      market.free_part = FreePart{random_.between(0, 1), {}};
      say("free part");
    }
    if (random_.chance(0.3)) {
      market.collar = PriceCollar{random_.between(0, 20),
                                  random_.between(0.1, 1),
                                  random_.between(25, 60),
                                  random_.chance(0.5) ? unlimited : 0.05 * emissions,
                                  {}};
      say("collar");
    }
    if (random_.chance(0.3)) {
      OffsetSupply offsets;
      offsets.region = region;
      offsets.curve = {0.1 * emissions, random_.between(20, 80), random_.between(0.5, 1.5)};
      if (random_.chance(0.7)) offsets.limit_share = random_.between(0.01, 0.1);
      market.offsets = {offsets};
      say("offsets");
    }
  }

  void add_revenue_use(PermitMarket& market) {
    const double kind = random_.uniform();
    market.revenue = kind < 0.4   ? RevenueUse::household
                     : kind < 0.6 ? RevenueUse::government
                     : kind < 0.8 ? RevenueUse::spending
                                  : RevenueUse::tax;
    if (market.revenue != RevenueUse::tax) return;
    market.recycled_tax = NamedTax{NamedTax::Base::factor, Factor{0}, {}};
    if (random_.chance(0.3)) market.recycled_tax = NamedTax{NamedTax::Base::consumption, {}, {}};
    say("recycled");
  }

  // Markets with a quantity of permits that can be traded.
  [[nodiscard]] std::vector<int> capped() const {
    std::vector<int> result;
    for (int m = 0; m < static_cast<int>(inputs_.policy.markets.size()); ++m) {
      if (!inputs_.policy.markets[m].fixed_price) result.push_back(m);
    }
    return result;
  }

  void add_links() {
    const std::vector<int> markets = capped();
    for (std::size_t i = 1; i < markets.size(); ++i) {
      if (random_.chance(0.3)) continue;
      const int from = markets[i - 1], to = markets[i];
      if (random_.chance(0.25)) {
        inputs_.policy.links.push_back({{from, to}, {}});
        say("full link");
        continue;
      }
      RestrictedLink link;
      link.name = "link " + std::to_string(i);
      link.from = random_.chance(0.5) ? from : to;
      link.to = link.from == from ? to : from;
      restrict_link(link);
      inputs_.policy.restricted_links.push_back(link);
    }
  }

  void restrict_link(RestrictedLink& link) {
    link.two_way = random_.chance(0.4);
    if (random_.chance(0.6)) link.limit.share_of_obligation = random_.between(0, 0.2);
    if (link.two_way && random_.chance(0.6)) link.back_limit.mt = random_.between(0, 50);
    if (random_.chance(0.4)) link.rate = random_.between(0.7, 1.5);
    if (!link.two_way && random_.chance(0.4)) {
      link.fee = random_.between(0, 10);
      link.proceeds = random_.between(0, 0.1);
      link.fee_region = Region{0};
    }
    if (random_.chance(0.3)) link.cancelled = 0.02;
    if (random_.chance(0.3)) link.rent = random_.chance(0.5) ? RentOwner::seller : RentOwner::shared;
    if (!link.two_way && random_.chance(0.2)) link.least_buyer_price = random_.between(1, 15);
    say(link.two_way ? "two-way link" : "one-way link");
  }

  void add_project() {
    const std::vector<int> markets = capped();
    ProjectCrediting project;
    project.name = "project";
    project.host = Region{whole(0, regions() - 1)};
    project.to = markets[whole(0, static_cast<int>(markets.size()) - 1)];
    project.curve = {random_.between(1, 50), random_.between(20, 80), random_.between(0.5, 1.5)};
    project.approval_cost = random_.between(0, 5);
    project.credited_share = random_.between(0.5, 1);
    project.buyer_share = random_.between(0.5, 1);
    if (random_.chance(0.5)) project.limit.share_of_obligation = 0.05;
    inputs_.policy.projects = {project};
    say("project");
  }

  // One limit on all that flows into a market, or all but its offsets.
  void add_credit_limit() {
    const std::vector<int> markets = capped();
    PermitMarket& market = inputs_.policy.markets[markets[whole(0, static_cast<int>(markets.size()) - 1)]];
    if (market.crediting) return;
    CreditLimit limit;
    limit.limit.share_of_obligation = random_.chance(0.1) ? 0 : random_.between(0, 0.1);
    limit.offsets = random_.chance(0.7);
    market.credit_limit = limit;
    say("credit limit of " + market.name);
  }

  // One sector of a region without a market of its own sells credits below its baseline to a market.
  void add_crediting() {
    const std::vector<int> buyers = capped();
    const Region host{whole(0, regions() - 1)};
    for (const PermitMarket& market : inputs_.policy.markets) {
      if (market.coverage.front().region == host) return;
    }
    PermitMarket credits;
    credits.name = "credits";
    credits.coverage = {coverage(host, false)};
    credits.cap_mt.assign(regions(), 0);
    std::vector<OutputRate> baseline = rates(credits, random_.between(0.9, 1));
    if (baseline.empty()) return;
    baseline = {baseline[whole(0, static_cast<int>(baseline.size()) - 1)]};
    credits.coverage.front().users = {{User::Kind::sector, baseline.front().sector.index}};
    credits.crediting = SectoralCrediting{baseline, random_.chance(0.3)};
    inputs_.policy.markets.push_back(credits);
    inputs_.policy.active.push_back(1);
    RestrictedLink link;
    link.name = "sale of credits";
    link.from = static_cast<int>(inputs_.policy.markets.size()) - 1;
    link.to = buyers[whole(0, static_cast<int>(buyers.size()) - 1)];
    if (random_.chance(0.5)) link.limit.share_of_obligation = 0.05;
    inputs_.policy.restricted_links.push_back(link);
    say("crediting");
  }

  // The output of a sector is held by its tax, or a real wage by the labour endowment.
  void add_swap() {
    ModelQuantity fixed, freed;
    const bool is_output = random_.chance(0.6);
    fixed.kind = is_output ? QuantityKind::output : QuantityKind::real_wage;
    freed.kind = is_output ? QuantityKind::output_tax : QuantityKind::endowment;
    fixed.region = freed.region = Region{whole(0, regions() - 1)};
    fixed.sector = freed.sector = Sector{whole(0, inputs_.benchmark.sector_count() - 1)};
    fixed.factor = freed.factor = Factor{0};
    fixed.text = to_string(fixed.kind);
    freed.text = to_string(freed.kind);
    inputs_.policy.swaps = {{fixed, freed, {}, {}}};
    say("swap of " + fixed.text);
  }

  void add_closures() {
    ModelOptions& options = inputs_.options;
    if (inputs_.policy.swaps.empty() && random_.chance(0.3)) {
      const bool is_curve = random_.chance(0.5);
      options.labour = {
          {is_curve ? LabourOption::wage_curve : LabourOption::minimum_wage, Factor{0}, is_curve ? 0.06 : 0}};
      say(is_curve ? "wage curve" : "minimum wage");
    }
    if (random_.chance(0.2)) options.investment = InvestmentOption::fixed_saving_share;
    const bool spends = std::any_of(inputs_.policy.markets.begin(), inputs_.policy.markets.end(),
                                    [](const PermitMarket& m) { return m.revenue == RevenueUse::spending; });
    if (!spends && random_.chance(0.2)) options.government = GovernmentOption::fixed_share;
    if (random_.chance(0.2)) options.current_account = CurrentAccountOption::consumption_price;
    if (random_.chance(0.2)) options.armington = ArmingtonOption::per_user;
  }

  // Of the fuels, which are made from resources, and of the last good.
  void add_world_market() {
    const Benchmark& benchmark = inputs_.benchmark;
    WorldMarket market{{whole(0, regions() - 1)}, {}, {}};
    const int last = benchmark.sector_count() - 1;
    for (int s = 0; s <= last; ++s) {
      const SectorRole role = benchmark.sectors[s].role;
      const bool is_fuel = role == SectorRole::coal || role == SectorRole::crude_oil || role == SectorRole::gas;
      if (is_fuel || s == last) market.goods.push_back({s});
    }
    if (market.goods.size() < 2) return;
    inputs_.options.world_markets = {market};
    say("world market of " + std::to_string(market.goods.size()) + " goods");
  }

  void add_export_supply() {
    inputs_.options.elasticities.push_back({export_transformation, "", "", random_.between(0, 4), {}});
    say("exports apart");
  }

  void add_shocks() {
    const bool frees_endowment =
        std::any_of(inputs_.policy.swaps.begin(), inputs_.policy.swaps.end(),
                    [](const Swap& swap) { return swap.freed.kind == QuantityKind::endowment; });
    Shock growth = shock(ShockKind::endowment, Shock::Size::factor, random_.between(0.9, 1.15));
    growth.regions = {Region{whole(0, regions() - 1)}};
    growth.factors = {Factor{0}};
    if (!frees_endowment) add_shock(growth, "labour");
    Shock productivity = shock(ShockKind::productivity, Shock::Size::factor, random_.between(0.95, 1.1));
    productivity.sectors = {Sector{whole(0, inputs_.benchmark.sector_count() - 1)}};
    if (random_.chance(0.6)) add_shock(productivity, "productivity");
    const Shock tariff = shock(ShockKind::tariff, Shock::Size::change, random_.between(0, 0.1));
    if (random_.chance(0.6)) add_shock(tariff, "tariffs");
    Shock transfer = shock(ShockKind::transfer, Shock::Size::value, random_.between(-1, 1));
    transfer.regions = {Region{0}};
    transfer.partners = {Region{1}};
    if (random_.chance(0.3)) add_shock(transfer, "transfer");
  }

  static Shock shock(ShockKind kind, Shock::Size size, double number) {
    Shock result;
    result.kind = kind;
    result.size = size;
    result.number = number;
    return result;
  }

  void add_shock(Shock shock, const std::string& name) {
    shock.text = name;
    inputs_.policy.shocks.push_back(std::move(shock));
    say("shock to " + name);
  }

  RandomNumbers random_;
  bool has_idle_, has_free_part_;
  EconomyInputs inputs_;
  std::string text_;
};

}  // namespace

RandomInstruments random_instruments(std::uint64_t seed) { return InstrumentWriter(seed).write(); }

}  // namespace etslink
