// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "model/shocked_economy.h"
#include "results/state_columns.h"
#include "results/state_group.h"

namespace etslink {
namespace {

const char* const volume = "million benchmark USD";

using Axes = std::vector<std::string>;

// An index of each item, from a scenario that has one: a tax that only some scenarios raise has its agent in these.
template <class Item>
std::vector<int> of_any_scenario(const StudyResult& study, std::vector<Item> Economy::*items, int Item::*index) {
  std::vector<int> values((study.scenarios.front().economy.get()->*items).size(), -1);
  for (const ScenarioResult& scenario : study.scenarios) {
    const std::vector<Item>& own = scenario.economy.get()->*items;
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (own[i].*index >= 0) values[i] = own[i].*index;
    }
  }
  return values;
}

void write_commodities(NetcdfGroup& state, const StudyResult& study) {
  const Economy& economy = *study.scenarios.front().economy;
  const std::vector<Commodity>& items = economy.commodities;
  const Axes axis{"commodity"}, by_scenario{"scenario", "commodity"};
  state.add_dimension("commodity", items.size());
  state.write({"commodity_name", axis, "", "commodity", ""}, column(items, [](const Commodity& c) { return c.name; }));
  state.write({"commodity_region", axis, "", "index of its region, -1: world market", ""},
              column(items, [](const Commodity& c) { return c.region.index; }));
  state.write_categories({"commodity_kind", axis, "", "kind of commodity", ""},
                         column(items, [](const Commodity& c) { return static_cast<int>(c.kind); }),
                         category_names(CommodityKind::abatement));
  state.write({"commodity_factor", axis, "", "index of the factor whose market it is, -1: none", ""},
              column(items, [](const Commodity& c) { return c.factor.index; }));
  state.write({"commodity_price", by_scenario, "1", "price p, benchmark = 1", ""},
              scenario_values(study, items.size(), [](const ScenarioResult& s) { return s.state->commodity_price; }));
  state.write(
      {"commodity_endowment", by_scenario, volume, "endowment, all owners",
       "sum of quantity0 (p_price/p_cost)^elasticity"},
      scenario_values(study, items.size(), [](const ScenarioResult& s) { return s.state->commodity_endowment; }));
}

void write_endowments(NetcdfGroup& state, const Economy& economy) {
  const std::vector<Endowment>& items = economy.endowments;
  const Axes axis{"endowment"};
  const auto write = [&](const char* name, const char* text, auto field) {
    state.write({std::string("endowment_") + name, axis, "", text, ""}, column(items, field));
  };
  state.add_dimension("endowment", items.size());
  write("commodity", "index of the commodity", [](const Endowment& e) { return e.commodity; });
  write("agent", "index of the owner", [](const Endowment& e) { return e.agent; });
  state.write({"endowment_quantity0", axis, volume, "benchmark endowment", ""},
              column(items, [](const Endowment& e) { return e.quantity; }));
  write("elasticity", "supply elasticity, 0: fixed", [](const Endowment& e) { return e.supply_elasticity; });
  write("price_commodity", "index of p_price in the supply curve",
        [](const Endowment& e) { return e.price_commodity; });
  write("cost_commodity", "index of p_cost in the supply curve", [](const Endowment& e) { return e.cost_commodity; });
}

void write_activity_structure(NetcdfGroup& state, const Economy& economy) {
  const std::vector<Activity>& items = economy.activities;
  const auto write = [&](const char* name, const char* text, auto field) {
    state.write({std::string("activity_") + name, {"activity"}, "", text, ""}, column(items, field));
  };
  write("name", "activity", [](const Activity& a) { return a.name; });
  write("region", "index of its region, -1: world", [](const Activity& a) { return a.region.index; });
  write("sector", "index of its sector or good, -1: none", [](const Activity& a) { return a.sector.index; });
  state.write_categories({"activity_kind", {"activity"}, "", "kind of activity", ""},
                         column(items, [](const Activity& a) { return static_cast<int>(a.kind); }),
                         category_names(ActivityKind::sale));
  write("elasticity", "elasticity of substitution sigma between inputs", [](const Activity& a) { return a.sigma; });
  write("transformation_elasticity", "elasticity of transformation eta between outputs",
        [](const Activity& a) { return a.eta; });
  write("quantity0", "output Q at level 1 [million benchmark USD at market prices]",
        [](const Activity& a) { return a.quantity0; });
  write("output_commodity", "index of the commodity made, -1: fixed purchases",
        [](const Activity& a) { return a.output; });
  write("unit_revenue0", "benchmark revenue per unit of output, net of output tax",
        [](const Activity& a) { return a.unit_revenue0; });
  write("is_latent", "1: the level is zero at the benchmark", [](const Activity& a) { return int{is_idle(a)}; });
}

void write_activities(NetcdfGroup& state, const StudyResult& study, const Economy& economy) {
  const Axes by_scenario{"scenario", "activity"};
  const std::size_t count = economy.activities.size();
  state.add_dimension("activity", count);
  write_activity_structure(state, economy);
  state.write({"activity_level", by_scenario, "1", "level a, benchmark = 1", ""},
              scenario_values(study, count, [](const ScenarioResult& s) { return s.state->activity_level; }));
  state.write({"activity_unit_revenue", by_scenario, "1", "unit revenue u", "p (1 - t) + sum beta tau - K(tau)"},
              scenario_values(study, count, [](const ScenarioResult& s) { return s.state->activity_unit_revenue; }));
  state.write({"activity_output_tax", by_scenario, "1", "output tax rate t, of the market price", ""},
              policy_values(study, [](const ScenarioResult& s) {
                return column(s.economy->activities, [](const Activity& a) { return a.output_tax; });
              }));
  state.write({"activity_tax_agent", {"activity"}, "", "index of the agent that receives the output tax, -1: none", ""},
              of_any_scenario(study, &Economy::activities, &Activity::tax_agent));
  state.add_dimension("output_edge", economy.output_edges.size());
  const auto write = [&](const char* name, const char* text, auto field) {
    state.write({std::string("output_edge_") + name, {"output_edge"}, "", text, ""},
                column(economy.output_edges, field));
  };
  write("activity", "index of an activity with several outputs", [](const OutputEdge& o) { return o.activity; });
  write("commodity", "index of the output", [](const OutputEdge& o) { return o.commodity; });
  write("quantity0", "benchmark output [million benchmark USD]", [](const OutputEdge& o) { return o.quantity0; });
}

void write_edge_structure(NetcdfGroup& state, const Economy& economy) {
  const std::vector<Edge>& items = economy.edges;
  const auto write = [&](const char* name, const char* text, auto field) {
    state.write({std::string("edge_") + name, {"edge"}, "", text, ""}, column(items, field));
  };
  write("activity", "index of the activity that buys", [](const Edge& e) { return e.activity; });
  write("commodity", "index of the input", [](const Edge& e) { return e.commodity; });
  state.write_categories({"edge_role", {"edge"}, "", "role of the input", ""},
                         column(items, [](const Edge& e) { return static_cast<int>(e.role); }),
                         category_names(EdgeRole::service));
  write("good", "index of the good bought, -1: factors and bundles", [](const Edge& e) { return e.good.index; });
  write("exporter", "index of the region it comes from (role origin, service), -1: else",
        [](const Edge& e) { return e.exporter.index; });
  write("quantity0", "input Q at the benchmark [million benchmark USD at the seller's price]",
        [](const Edge& e) { return e.quantity0; });
  write("quantity_min", "part of quantity0 that does not substitute (subsistence); zero in this model",
        [](const Edge&) { return 0.0; });
  write("price0", "user price Pbar at the benchmark", [](const Edge& e) { return e.price0; });
  if (economy.purposes.empty()) return;
  state.add_dimension("purpose", economy.purposes, "what goods are bought for, beside plain use");
  write("purpose", "index of the purpose that its leaf names, -1: none", [](const Edge& e) { return e.purpose.index; });
}

void write_margins(NetcdfGroup& state, const Economy& economy) {
  std::vector<int> edges, commodities;
  std::vector<double> coefficients;
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    for (const MarginUse& margin : economy.edges[e].margins) {
      edges.push_back(static_cast<int>(e));
      commodities.push_back(margin.commodity);
      coefficients.push_back(margin.coefficient);
    }
  }
  state.add_dimension("margin", edges.size());
  state.write({"margin_edge", {"margin"}, "", "index of the trade flow", ""}, edges);
  state.write({"margin_commodity", {"margin"}, "", "index of the transport service", ""}, commodities);
  state.write({"margin_coefficient", {"margin"}, "1", "service mu per unit of goods", ""}, coefficients);
}

// Carbon prices that the taxes of the benchmark contain; nothing where there are none.
void write_paid_prices(NetcdfGroup& state, const Economy& economy) {
  if (economy.paid_carbon_prices.empty()) return;
  std::vector<double> usd_per_t(economy.edges.size(), 0);
  for (const PaidCarbonPrice& paid : economy.paid_carbon_prices) usd_per_t[paid.edge] = paid.usd_per_t;
  state.write({"edge_carbon_price_paid",
               {"edge"},
               "USD/t",
               "carbon price p0 that the tax on the input contains at the benchmark",
               "on tonnes that permits or carbon taxes of the scenario are on it is not in edge_tax"},
              usd_per_t);
}

// Technologies that stand idle at the benchmark, and what inputs have of captured CO2; nothing where there are none.
void write_idle_technologies(NetcdfGroup& state, const Economy& economy) {
  const std::vector<IdleTechnology>& items = economy.idle_technologies;
  if (items.empty()) return;
  state.add_dimension("idle_technology", items.size());
  state.write({"idle_technology_activity", {"idle_technology"}, "", "index of the activity", ""},
              column(items, [](const IdleTechnology& t) { return t.activity; }));
  state.write({"idle_technology_code", {"idle_technology"}, "", "name of the technology", ""},
              column(items, [](const IdleTechnology& t) { return t.code; }));
  state.write(
      {"idle_technology_markup", {"idle_technology"}, "1", "costs at the benchmark / what it would earn - 1", ""},
      column(items, [](const IdleTechnology& t) { return t.markup; }));
  state.write({"edge_captured", {"edge"}, "t/USD", "CO2 captured per unit of the input", ""},
              column(economy.edges, [](const Edge& e) { return e.captured; }));
}

void write_edges(NetcdfGroup& state, const StudyResult& study, const Economy& economy) {
  const Axes by_scenario{"scenario", "edge"};
  const std::size_t count = economy.edges.size();
  state.add_dimension("edge", count);
  write_edge_structure(state, economy);
  state.write({"edge_quantity", by_scenario, volume, "input demand q", "Q a (C Pbar/P)^sigma"},
              scenario_values(study, count, [](const ScenarioResult& s) { return s.state->edge_quantity; }));
  state.write({"edge_price", by_scenario, "1", "user price P",
               "(p (1 + export tax) + sum mu p_service)(1 + tax) + sum kappa tau"},
              scenario_values(study, count, [](const ScenarioResult& s) { return s.state->edge_price; }));
  const auto rates = [&](const char* name, const char* text, auto field) {
    state.write({name, by_scenario, "1", text, ""},
                policy_values(study, [&](const ScenarioResult& s) { return column(s.economy->edges, field); }));
  };
  rates("edge_tax", "ad valorem tax rate on the delivered price", [](const Edge& e) { return e.tax; });
  const bool taxes_carbon = !economy.edges.empty() && economy.edges.front().carbon_in_tax_base;
  state.set_attribute("carbon_in_tax_base", taxes_carbon ? 1 : 0);
  rates("edge_export_tax", "ad valorem export tax rate", [](const Edge& e) { return e.export_tax; });
  const auto agents = [&](const char* name, const char* text, int Edge::*agent) {
    state.write({name, {"edge"}, "", text, ""}, of_any_scenario(study, &Economy::edges, agent));
  };
  agents("edge_tax_agent", "index of the agent that receives the tax, -1: none", &Edge::tax_agent);
  agents("edge_export_tax_agent", "index of the agent that receives the export tax, -1: none", &Edge::export_tax_agent);
  write_margins(state, economy);
  write_paid_prices(state, economy);
  write_idle_technologies(state, economy);
}

// What shocks make of numbers of the benchmark: 1 where they leave them.
std::vector<double> shock_factors(const StudyResult& study, ShockedNumber::Kind kind, std::size_t size) {
  return policy_values(study, [&](const ScenarioResult& scenario) {
    std::vector<double> factors(size, 1);
    for (const ShockedNumber& shock : scenario.economy->shocks) {
      if (shock.kind == kind) factors[shock.index] = shock.scenario / shock.benchmark;
    }
    return factors;
  });
}

void write_shocks(NetcdfGroup& state, const StudyResult& study) {
  const Economy& economy = *study.scenarios.front().economy;
  const bool is_shocked = std::any_of(study.scenarios.begin(), study.scenarios.end(),
                                      [](const ScenarioResult& s) { return !s.economy->shocks.empty(); });
  if (!is_shocked) return;
  const AtBenchmark benchmark(economy);
  const auto rates = [&](const char* name, const char* axis, const std::vector<double>& values) {
    state.write({name, {axis}, "1", "rate at the benchmark, which shocks change", ""}, values);
  };
  rates("edge_tax0", "edge", column(benchmark.economy().edges, [](const Edge& e) { return e.tax; }));
  rates("edge_export_tax0", "edge", column(benchmark.economy().edges, [](const Edge& e) { return e.export_tax; }));
  rates("activity_output_tax0", "activity",
        column(benchmark.economy().activities, [](const Activity& a) { return a.output_tax; }));
  state.write({"endowment_factor", {"scenario", "endowment"}, "1", "shock: factor on endowment_quantity0", ""},
              shock_factors(study, ShockedNumber::Kind::endowment, economy.endowments.size()));
  state.write({"edge_productivity",
               {"scenario", "edge"},
               "1",
               "shock: productivity of the input",
               "divides edge_quantity0, multiplies edge_price0"},
              shock_factors(study, ShockedNumber::Kind::productivity, economy.edges.size()));
}

// Parameters of households whose demand has a constant difference of elasticities; nothing where there is none.
void write_cde(NetcdfGroup& state, const Economy& economy) {
  std::vector<int> edges;
  std::vector<double> substitution, expansion;
  for (const CdeDemand& demand : economy.cde_demands) {
    for (std::size_t i = 0; i < demand.inputs.size(); ++i) {
      edges.push_back(economy.activities[demand.activity].first_edge + static_cast<int>(i));
      substitution.push_back(demand.inputs[i].substitution);
      expansion.push_back(demand.inputs[i].expansion);
    }
  }
  if (edges.empty()) return;
  state.add_dimension("cde", edges.size());
  state.write({"cde_edge", {"cde"}, "", "index of an input of consumption with CDE demand", ""}, edges);
  state.write({"cde_substitution", {"cde"}, "1", "substitution parameter b", ""}, substitution);
  state.write({"cde_expansion", {"cde"}, "1", "expansion parameter e", ""}, expansion);
}

// Additive CES: what part of the volume of its activity an input is; nothing where there is none.
void write_additive(NetcdfGroup& state, const Economy& economy) {
  std::vector<int> edges;
  std::vector<double> share;
  for (const AdditiveCes& additive : economy.additive_ces) {
    for (std::size_t i = 0; i < additive.volume_share.size(); ++i) {
      edges.push_back(economy.activities[additive.activity].first_edge + static_cast<int>(i));
      share.push_back(additive.volume_share[i]);
    }
  }
  if (edges.empty()) return;
  state.add_dimension("additive", edges.size());
  state.write({"additive_edge", {"additive"}, "", "index of an input of an activity whose volumes add up", ""}, edges);
  state.write({"additive_volume_share", {"additive"}, "1", "part of the volume at the benchmark", ""}, share);
}

// Physical volume in a million USD of what producers sell; nothing where the benchmark has none.
void write_volumes(NetcdfGroup& state, const Economy& economy) {
  if (economy.volumes.empty()) return;
  std::vector<int> regions, goods;
  std::vector<std::string> units;
  std::vector<double> contents;
  for (Region region{0}; region.index < static_cast<int>(economy.regions.size()); ++region.index) {
    for (Sector good{0}; good.index < static_cast<int>(economy.sectors.size()); ++good.index) {
      const double content = economy.volumes.content(region, good).output;
      if (content == 0) continue;
      regions.push_back(region.index);
      goods.push_back(good.index);
      units.push_back(to_string(*economy.volumes.unit(good)));
      contents.push_back(content);
    }
  }
  state.add_dimension("volume", regions.size());
  state.write({"volume_region", {"volume"}, "", "index of the region that makes it", ""}, regions);
  state.write({"volume_good", {"volume"}, "", "index of the good", ""}, goods);
  state.write({"volume_unit", {"volume"}, "", "unit of its volume", ""}, units);
  state.write({"volume_content", {"volume"}, "unit per million USD", "volume in what the producers sell", ""},
              contents);
}

}  // namespace

void write_graph(NetcdfGroup& state, const StudyResult& study) {
  const AtBenchmark benchmark(*study.scenarios.front().economy);
  write_commodities(state, study);
  write_endowments(state, benchmark.economy());
  write_activities(state, study, benchmark.economy());
  write_edges(state, study, benchmark.economy());
  write_shocks(state, study);
  write_cde(state, *study.scenarios.front().economy);
  write_additive(state, *study.scenarios.front().economy);
  write_volumes(state, *study.scenarios.front().economy);
}

}  // namespace etslink
