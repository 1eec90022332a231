// SPDX-License-Identifier: Apache-2.0
#include "results/indicator_list.h"

#include "results/allowance_values.h"
#include "results/closures.h"
#include "results/curve_cost.h"
#include "results/emissions.h"
#include "results/gdp.h"
#include "results/leakage.h"
#include "results/ledger.h"
#include "results/national_income.h"
#include "results/permits.h"
#include "results/prices.h"
#include "results/production_and_trade.h"
#include "results/welfare.h"

namespace etslink {
namespace {

constexpr bool of_one_state = false;  // no reference needed

const char* const volume = "million benchmark USD";
const char* const value = "million USD";

// One entry per indicator reads like a table.
// clang-format off
const std::vector<IndicatorDefinition> definitions = {
    {"gdp", {"region"}, volume, "real GDP (Laspeyres volume)",
     "sum over final uses Pbar q + exports FOB - imports CIF, at benchmark prices; transport services sold to world pools are exports; "
     "permit trade excluded", real_gdp, of_one_state},
    {"gdp_nominal", {"region"}, value, "GDP at current prices, numeraire = 1",
     "sum over final uses P q + exports FOB - imports CIF, at current prices; permit trade excluded", nominal_gdp, of_one_state},
    {"gdp_change", {"region"}, "%", "change of real GDP against the reference", "100 (gdp - gdp_ref) / gdp_ref", gdp_change},
    {"gni", {"region"}, volume, "real gross national income: what residents earn, in units of what they buy",
     "gni_nominal / final_expenditure_price", real_gni, of_one_state},
    {"gni_nominal", {"region"}, value, "gross national income at current prices, numeraire = 1",
     "gdp_nominal + net_factor_income - permit_import_value", nominal_gni, of_one_state},
    {"gni_change", {"region"}, "%", "change of real gross national income against the reference", "100 (gni - gni_ref) / gni_ref", gni_change},
    {"net_factor_income", {"region"}, value, "net factor income from abroad",
     "sum p q over endowments of the region's agents - sum p q over factor use in the region, factor taxes apart; 0 where no factor crosses borders",
     net_factor_income, of_one_state},
    {"final_expenditure_price", {"region"}, "1", "price of domestic final expenditure, numeraire = 1",
     "sum P q / sum Pbar q over final uses", final_expenditure_price, of_one_state},
    {"welfare_ev", {"region"}, volume, "welfare of households: Hicksian equivalent variation against the reference",
     "e(pbar, u1) - e(pbar, u0), with e(pbar, u) = benchmark consumption x level of consumption; leisure included where it is a choice",
     equivalent_variation},
    {"welfare_change", {"region"}, "%", "equivalent variation in per cent of reference consumption",
     "100 welfare_ev / reference consumption of goods at benchmark prices", welfare_change},
    {"consumption", {"region"}, volume, "household consumption of goods", "benchmark consumption x level of consumption, leisure apart", consumption,
     of_one_state},
    {"terms_of_trade", {"region"}, "%", "change of the terms of trade in goods and services against the reference",
     "100 (Fisher index of FOB export prices / Fisher index of CIF import prices - 1); intra-regional trade and permits excluded",
     terms_of_trade},
    {"consumer_price", {"region"}, "1", "price of household consumption without subsistence, numeraire = 1", "p of the consumption commodity", consumer_price,
     of_one_state},
    {"co2", {"region"}, "Mt", "CO2 emissions, fuels and processes, covered or not, without international transport",
     "sum kappa q + process emissions of all users but international transport", co2, of_one_state},
    {"co2_international_transport", {"region"}, "Mt", "CO2 of international transport, by region of supply; in no region's co2",
     "sum kappa q + process emissions of sectors with the role international_transport; missing without such a sector",
     co2_international_transport, of_one_state},
    {"co2_world", {}, "Mt", "CO2 emissions of the world, international transport included", "sum over regions and users of co2_by_user",
     co2_world, of_one_state},
    {"abatement", {"region"}, "Mt", "CO2 abatement against the reference, without international transport", "co2_ref - co2", abatement},
    {"abatement_international_transport", {"region"}, "Mt", "CO2 abatement of international transport against the reference, in no region's abatement",
     "co2_international_transport_ref - co2_international_transport; missing without such a sector", abatement_international_transport},
    {"permit_imports", {"region"}, "Mt", "net permits and credits bought from other regions",
     "covered emissions - own allowances in linked markets; where they do not bind, sellers keep equal shares of their surplus",
     permit_imports, of_one_state},
    {"permit_import_value", {"region"}, value, "payment for net permits bought from other regions",
     "tau x permit_imports - fees, rents and sales of credits that the region receives", permit_import_value, of_one_state},
    {"abatement_cost_macc", {"region"}, value, "abatement cost by the curve",
     "- integral over s in [0, 1] of tau_m(s) dE_r(s) along the caps E0_m + s (cap_m - E0_m) that the policy comes to + inputs of offsets and projects + permit_import_value - the same integral of carbon prices that were paid, from none to these",
     abatement_cost_macc, of_one_state},
    {"abatement_cost_macc_error", {"region"}, value, "error estimate of abatement_cost_macc",
     "sum over intervals of |two Simpson steps - one Simpson step|", abatement_cost_macc_error, of_one_state},
    {"abatement_cost_gdp", {"region"}, volume, "abatement cost by GDP: loss of what is produced in the region",
     "gdp_ref - gdp, without factor income and permit payments across borders, which abatement_cost_gni has", abatement_cost_gdp},
    {"abatement_cost_gni", {"region"}, volume, "abatement cost by income: loss of real gross national income",
     "gni_ref - gni, with factor income and permit payments across borders and the terms of trade", abatement_cost_gni},
    {"abatement_cost_ev", {"region"}, volume, "abatement cost by welfare", "- welfare_ev", abatement_cost_ev},
    {"average_abatement_cost", {"region"}, "USD/t", "abatement cost by the curve per tonne by which the target is below benchmark emissions",
     "abatement_cost_macc / (E0_r - ledger_target_r), E0_r: ledger_emissions of the benchmark; missing where the effort is below a thousandth of E0_r", average_abatement_cost, of_one_state},
    {"carbon_price", {"market"}, "USD/t", "carbon price, numeraire = 1", "tau_m, of a tax its rate; linked markets share one price; missing where a market is off",
     carbon_price, of_one_state},
    {"carbon_price_local", {"market", "region"}, "USD/t", "carbon price in units of the member's consumption price",
     "tau_m / p_consumption; missing where the market is off or the region is not a member", carbon_price_local, of_one_state},
    {"co2_cap", {"market"}, "Mt", "emissions cap of the market", "sum of the members' caps: with permits of caps per GDP, of collars and of swaps that free the cap; missing where the market is off or has none", co2_cap,
     of_one_state},
    {"co2_covered", {"market"}, "Mt", "emissions covered by the market", "sum of charged emissions; missing where the market is off",
     co2_covered, of_one_state},
    {"inventory_coverage", {"market", "region"}, "%", "part of the region's CO2 that the market charges, international transport and indirect emissions apart",
     "100 sum of charged emissions of users in the inventory / co2; missing where the market is off or the region is not a member",
     inventory_coverage, of_one_state},
    {"allowances", {"market"}, "Mt", "permits in the market", "cap + permits by output, GDP, offsets, links, collar; missing for taxes",
     allowances, of_one_state},
    {"offsets_used", {"market"}, "Mt", "domestic offsets", "missing where the market is off",
     [](const ScenarioView& view) { return permits_from(view, PermitSource::offsets); }, of_one_state},
    {"permits_withheld", {"market"}, "Mt", "permits kept back to hold the price floor", "",
     [](const ScenarioView& view) { return permits_taken_by(view, PermitSource::withheld); }, of_one_state},
    {"permits_released", {"market"}, "Mt", "permits released to hold the price ceiling", "",
     [](const ScenarioView& view) { return permits_from(view, PermitSource::released); }, of_one_state},
    {"allowance_value", {"market", "region"}, value, "value of the permits that the state issues",
     "tau_m x (cap_mr with what states it otherwise + permits by a performance standard); missing for taxes", allowance_value, of_one_state},
    {"auction_revenue", {"market", "region"}, value, "value of the permits that nobody gets free of charge: sold, or returned as the study says",
     "allowance_value - free_allocation_value", auction_revenue, of_one_state},
    {"free_allocation", {"market", "region"}, "Mt", "permits given out free of charge", "of output-based allocation and performance standards, and the part of the cap that households get; missing for taxes",
     free_allocation, of_one_state},
    {"free_allocation_value", {"market", "region"}, value, "value of the permits given out free of charge", "tau_m x free_allocation", free_allocation_value,
     of_one_state},
    {"free_allocation_percent", {"market"}, "%", "permits given out free of charge of those issued",
     "100 sum_r free_allocation / permits issued, by which a cap without standards is meant; missing for taxes", free_allocation_percent, of_one_state},
    {"carbon_tax_revenue", {"market", "region"}, value, "revenue of a carbon tax", "rate x emissions that it charges; missing for markets with permits",
     carbon_tax_revenue, of_one_state},
    {"tax_rate_change", {"region"}, "percentage points", "change of the tax rate that is an unknown",
     "of recycling, balancing or a swap; missing where there is none", tax_rate_change, of_one_state},
    {"unemployment", {"region"}, "%", "unemployment", "of the labour force; missing where the labour market clears", unemployment,
     of_one_state},
    {"ledger_emissions", {"region"}, "Mt", "emissions of the Article 6 ledger",
     "emissions that markets cover, each tonne once - abatement by offsets and projects", ledger_emissions, of_one_state},
    {"ledger_transferred_out", {"region"}, "Mt", "permits and credits transferred to other regions",
     "per link for markets of one region, net for linked markets", ledger_transferred_out, of_one_state},
    {"ledger_transferred_in", {"region"}, "Mt", "permits and credits received from other regions", "likewise", ledger_transferred_in,
     of_one_state},
    {"ledger_adjustment", {"region"}, "Mt", "corresponding adjustment", "ledger_transferred_out - ledger_transferred_in",
     ledger_adjustment, of_one_state},
    {"ledger_adjusted_emissions", {"region"}, "Mt", "emissions after corresponding adjustment", "ledger_emissions + ledger_adjustment",
     ledger_adjusted_emissions, of_one_state},
    {"ledger_target", {"region"}, "Mt", "target of the ledger", "own caps as in co2_cap, standards at benchmark output, baselines of credits at actual output, emissions that are only taxed",
     ledger_target, of_one_state},
    {"ledger_balance", {"region"}, "Mt", "over-achievement of the target", "ledger_target - ledger_adjusted_emissions", ledger_balance,
     of_one_state},
    {"coalition_abatement", {}, "Mt", "R: CO2 abatement of the coalition C",
     "R = - (sum dE_r over inventories in C + sum dE_ri over international transport in C): in_coalition, transport_in_coalition", coalition_abatement},
    {"leakage_rate", {}, "%", "carbon leakage of the coalition C",
     "100 (sum dE_r over inventories outside C + sum dE_ri over international transport outside C) / R", leakage_rate},
    {"leakage_rate_net_of_permits", {}, "%", "leakage with permits bought from outside C as reductions and as leaked tonnes",
     "100 (sum dE_r + sum dE_ri, both outside C, + N) / (R + N), N: permit_imports of C",
     leakage_rate_net_of_permits},
    {"domestic_leakage", {}, "%", "growth of uncovered emissions inside C per reduction of covered ones",
     "100 d(uncovered emissions of C) / - d(covered emissions of C)", domestic_leakage},
    {"leakage_fuel_price_channel", {}, "%", "leakage through fuel prices", "leakage_rate - leakage_competitiveness_channel",
     leakage_fuel_price_channel},
    {"leakage_competitiveness_channel", {}, "%", "leakage with the same caps while fuel prices are held",
     "leakage_rate of a solve in which producer prices of coal, crude oil and gas stay at benchmark relative to consumer prices",
     leakage_competitiveness_channel},
    {"leakage_by_region", {"region"}, "%", "leakage into the inventory of each region outside C", "100 dE_r / R", leakage_by_region},
    {"leakage_international_transport", {}, "%", "leakage into international transport outside C",
     "100 sum dE_ri / R over international transport outside C; missing where there is none", leakage_international_transport},
    {"leakage_by_sector", {"sector"}, "%", "leakage into each sector outside C; final users are the rest",
     "100 sum_{r not in C} dE_rs / R", leakage_by_sector},
    {"co2_by_user", {"region", "user"}, "Mt", "CO2 emissions by user", "sum kappa q + process emissions of the user", co2_by_user,
     of_one_state},
    {"output", {"region", "sector"}, volume, "output volume at market prices", "Q a", output, of_one_state},
    {"output_change", {"region", "sector"}, "%", "change of output against the reference", "100 (output - output_ref) / output_ref",
     output_change},
    {"producer_price", {"region", "sector"}, "1", "price of output in units of household consumption",
     "p / consumer_price, output tax included; missing where nothing is made", producer_price, of_one_state},
    {"factor_price", {"region", "factor"}, "1", "price of a factor to its owners in units of household consumption",
     "sum p Q / sum Q / consumer_price over its markets, Q: benchmark endowment, net of factor tax; missing where there is none", factor_price,
     of_one_state},
    {"wage", {"region"}, "1", "price of labour to households in units of their consumption",
     "factor_price over all factors whose role is labour; missing where there is none", wage, of_one_state},
    {"exports", {"region", "sector"}, volume, "export volume FOB, services to world pools and intra-regional trade included",
     "sum (1 + export tax) q", exports, of_one_state},
    {"imports", {"region", "sector"}, volume, "import volume CIF, intra-regional trade included", "sum (1 + export tax + margins) q",
     imports, of_one_state},
    {"exports_change", {"region"}, "%", "change of the volume of exports to other regions against the reference",
     "100 (exports - exports_ref) / exports_ref, all goods, intra-regional trade left out", exports_change},
    {"imports_change", {"region"}, "%", "change of the volume of imports from other regions against the reference",
     "100 (imports - imports_ref) / imports_ref, all goods, intra-regional trade left out", imports_change},
    {"world_market_sales", {"region", "sector"}, volume, "sold to a world market at its price, negative: bought",
     "x; missing where no world market gives the price", world_market_sales, of_one_state},
    {"foreign_exchange", {"region"}, "1", "price of the foreign exchange that world prices are in, numeraire = 1",
     "e = p / pw of each good with a world price; missing where there is none", foreign_exchange, of_one_state},
};
// clang-format on

}  // namespace

std::span<const IndicatorDefinition> indicator_definitions() { return definitions; }

}  // namespace etslink
