// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "study/study.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

// The valid study with one text replaced, and the message it gets.
struct BrokenInstrument {
  const char* old_text;
  const char* new_text;
  const char* message;  // after "FOLDER/instruments.toml:"
};

const BrokenInstrument broken_caps[] = {
    {"of_mt = 200", "of_mt = 0", "19: 'market.A.cap.of_mt' must be above 0, not 0"},
    {"reduction_percent = 20, of_mt = 200", "reduction_percent = 20, of_mt = nan",
     "19: 'market.A.cap.of_mt' must be a finite number"},
    {"reduction_percent = 20, of_mt = 200", "mt = 20, of_mt = 200",
     "19: 'market.A.cap.of_mt' belongs to reduction_percent, e.g. { reduction_percent = 26, of_mt = 1234 }"},
    {"reduction_percent = 20, of_mt = 200", "of_mt = 200",
     "19: 'market.A.cap' must state exactly one of mt, reduction_percent, percent_of_benchmark, "
     "per_gdp_reduction_percent, e.g. { reduction_percent = 10 }"},
    {"{ A = 10, B = 20 }", "{ A = 10, B = 120 }",
     "60: 'market.both.cap.per_gdp_reduction_percent.B' must be between 0 and 100, not 120"},
    {"{ A = 10, B = 20 }", "{ A = 10 }", "60: missing key 'B' in [market.both.cap.per_gdp_reduction_percent]"},
    {"per_gdp_reduction_percent = { A = 10, B = 20 }", "reduction_percent = 10, of_mt = 200",
     "60: market 'both' has several regions: state the 'of_mt' of each, e.g. of_mt = { A = 100, ... }"},
    {"cap = { reduction_percent = 20, of_mt = 200 }", "cap = { reduction_percent = 20, of_mt = 200 }\nprice = 10",
     "20: 'market.A.price' can't stand beside 'market.A.cap': a price is fixed, or a quantity"},
    {"price = 10\n\n[market.credits]", "price = -10\n\n[market.credits]",
     "50: 'market.tax.price' must be 0 or more, not -10"},
    {"price = 10\n\n[market.credits]", "price = inf\n\n[market.credits]",
     "50: 'market.tax.price' must be a finite number"},
    {"price = 10\n\n[market.credits]", "price = 10\nstandard = { reduction_percent = 5 }\n\n[market.credits]",
     "51: 'market.tax.standard' can't stand beside 'market.tax.price': a carbon tax has no permits"},
    {"price = 10\n\n[market.credits]", "price = 10\nfloor = 5\n\n[market.credits]",
     "51: 'market.tax.floor' can't stand beside 'market.tax.price': a carbon tax has no permits"},
    {"price = 10\n\n[market.credits]", "prise = 10\n\n[market.credits]",
     "50: unknown key 'prise' in [market.tax]; did you mean 'price'?"},
    {"regions = [\"B\"]\nsectors = [\"GOODS\"]\nprice", "regions = [\"A\", \"B\"]\nsectors = [\"GOODS\"]\nprice",
     "50: 'market.tax.price': a carbon tax is that of one region; write a market for each"},
};

const BrokenInstrument broken_rates[] = {
    {"standard = { reduction_percent", "standard = { reduction_per_cent",
     "44: unknown key 'reduction_per_cent' in [market.B.standard]; did you mean 'reduction_percent'?"},
    {"standard = { reduction_percent = { ELE = 5, STEEL = 10 } }", "standard = 5",
     "44: 'market.B.standard' must be a table that states its rule, e.g. { reduction_percent = 10 }"},
    {"ELE = 5, STEEL = 10", "ELE = 105, STEEL = 10",
     "44: 'market.B.standard.reduction_percent.ELE' must be between 0 and 100, not 105"},
    {"ELE = 5, STEEL = 10", "ELE = 5, GOODS = 10",
     "44: 'GOODS' in 'market.B.standard.reduction_percent.GOODS' is not one of the sectors of market 'B'; allowed: "
     "ELE, STEEL"},
    {"ELE = 5, STEEL = 10", "ELE = 5, STEAL = 10",
     "44: unknown region or sector 'STEAL' in 'market.B.standard.reduction_percent.STEAL'; did you mean 'STEEL'?"},
    {"ELE = 5, STEEL = 10", "ELE = 5, A = 10", "44: market 'B' has no sector with output and covered emissions in A"},
    {"{ reduction_percent = { ELE = 5, STEEL = 10 } }", "{ reduction_percent = 5, t_per_musd = 900 }",
     "44: 'market.B.standard' must state one of reduction_percent, t_per_musd and t_per_unit"},
    {"{ reduction_percent = { ELE = 5, STEEL = 10 } }", "{ t_per_musd = -900 }",
     "44: 'market.B.standard.t_per_musd' must be 0 or more, not -900"},
    {"{ ELE = 5, STEEL = 10 }", "{}", "44: 'market.B.standard.reduction_percent' has no value"},
    {"output_based = [\"STEEL\"]", "output_based = [\"GOODS\"]",
     "20: 'market.A.allocation.output_based': market 'A' covers no emissions of 'GOODS' with an output"},
    {"output_based = [\"STEEL\"]", "output_based = \"eit\"",
     "20: unknown set of sectors 'eit' in 'market.A.allocation.output_based'; allowed: all (a single sector is written "
     "[\"eit\"])"},
    {"output_based = [\"STEEL\"], ", "", "20: 'market.A.allocation.benchmark_percent' needs 'output_based'"},
    {"{ output_based = [\"STEEL\"], benchmark_percent = 90 }", "{}",
     "20: 'market.A.allocation' gives out nothing; allowed: { free_percent_of_cap = 20 }, { output_based = [\"STEEL\"] "
     "} "
     "or both"},
    {"{ output_based = [\"STEEL\"], benchmark_percent = 90 }", "{ STEEL = {} }",
     "20: unknown key 'STEEL' in [market.A.allocation]; allowed: free_percent_of_cap, output_based, benchmark_percent, "
     "t_per_musd"},
    {"{ reduction_percent = 20, of_mt = 200 }", "{ mt = 0 }",
     "20: 'market.A.allocation': 'market.A.cap' is 0 Mt, which leaves no permits; allowed: a cap above 0"},
    {"{ reduction_percent = 20, of_mt = 200 }", "{ reduction_percent = 100 }",
     "20: 'market.A.allocation': 'market.A.cap' is 0 Mt, which leaves no permits; allowed: a cap above 0"},
    {"benchmark_percent = 90 }", "free_percent_of_cap = nan }",
     "20: 'market.A.allocation.free_percent_of_cap' must be a finite number"},
    {"benchmark_percent = 90 }", "free_percent_of_cap = inf }",
     "20: 'market.A.allocation.free_percent_of_cap' must be a finite number"},
    {"output_based = [\"STEEL\"], ", "free_percent_of_cap = 20, ",
     "20: 'market.A.allocation.benchmark_percent' needs 'output_based'"},
    {"benchmark_percent = 90 }", "free_percent_of_cap = 120 }",
     "20: 'market.A.allocation.free_percent_of_cap' must be between 0 and 100, not 120"},
    {"benchmark_percent = 90 }", "free_percent_of_cap = -1 }",
     "20: 'market.A.allocation.free_percent_of_cap' must be between 0 and 100, not -1"},
    {"benchmark_percent = 90 }", "free_percent_of_cap = \"all\" }",
     "20: 'market.A.allocation.free_percent_of_cap' must be a number, not a text"},
    {"benchmark_percent = 90 }", "free_percent = 20 }",
     "20: unknown key 'free_percent' in [market.A.allocation]; allowed: free_percent_of_cap, output_based, "
     "benchmark_percent, t_per_musd"},
    {"benchmark_percent = 90 }", "free_percent_of_cap = 25 }",
     "22: 'market.A.auctioned_percent' is 80, but with free_percent_of_cap = 25 at most 75 % are auctioned"},
    {"benchmark_percent = 90", "benchmark_percent = -90",
     "20: 'market.A.allocation.benchmark_percent' must be 0 or more, not -90"},
    {"standard = {", "allocation = { output_based = \"all\" }\nstandard = {",
     "44: 'market.B.allocation': market 'B' has no absolute cap, whose permits it needs"},
    {"both = [5, 4]", "both = [5]",
     "30: 'market.A.eite.both' must be the two thresholds [trade intensity, cost share] in per cent"},
    {"trade_intensity_percent = 20", "trade_intensity_percent = 120",
     "28: 'market.A.eite.trade_intensity_percent' must be between 0 and 100, not 120"},
    {"trade_intensity_percent = 20", "trade_intensity = 20",
     "28: unknown key 'trade_intensity' in [market.A.eite]; allowed: trade_intensity_percent, cost_share_percent, "
     "both, carbon_price"},
    {"carbon_price = 25", "carbon_price = -25", "31: 'market.A.eite.carbon_price' must be 0 or more, not -25"},
    {"baseline_percent = 95", "baseline_percent = -95",
     "55: 'market.credits.crediting.baseline_percent' must be 0 or more, not -95"},
    {"baseline_percent = 95, ", "",
     "55: 'market.credits.crediting' must state one of baseline_percent and baseline_t_per_musd"},
    {"absolute = true }", "absolute = true }\nstandard = { reduction_percent = 5 }",
     "56: 'market.credits.standard' can't stand beside 'market.credits.crediting': who is credited needs no permits"},
    {"absolute = true }", "absolute = true }\nindirect = true",
     "56: 'market.credits.indirect' can't stand beside 'market.credits.crediting': credits are for direct emissions"},
    {"absolute = true }", "absolute = 1 }",
     "55: 'market.credits.crediting.absolute' must be true or false, not a number"},
    {"absolute = true }", "support_price = -1 }",
     "55: 'market.credits.crediting.support_price' must be 0 or more, not -1"},
};

// Sectors of the market of B without what a rate by output needs.
const BrokenInstrument broken_sectors[] = {
    {"[\"ELE\", \"STEEL\"]\nstandard = { reduction_percent = { ELE = 5, STEEL = 10 } }",
     "[\"ELE\", \"FUEL\"]\nstandard = { reduction_percent = { FUEL = 5 } }",
     "44: 'market.B.standard.reduction_percent.FUEL': FUEL has no covered emissions at the benchmark"},
    {"[\"ELE\", \"STEEL\"]\nstandard = { reduction_percent = { ELE = 5, STEEL = 10 } }",
     "[\"ELE\", \"IDLE\"]\nstandard = { reduction_percent = { IDLE = 5 } }",
     "44: 'market.B.standard.reduction_percent.IDLE': IDLE has no output at the benchmark"},
    {"[\"ELE\", \"STEEL\"]\nstandard = { reduction_percent = { ELE = 5, STEEL = 10 } }",
     "[\"FUEL\", \"IDLE\"]\nstandard = { reduction_percent = 5 }",
     "44: 'market.B.standard.reduction_percent': market 'B' has no sector with output and covered emissions"},
};

const BrokenInstrument broken_prices[] = {
    {"floor = 5", "floor = 55", "21: 'market.A.floor' is 55, but must be below the ceiling of 50 USD/t"},
    {"floor = 5", "floor = -5", "21: 'market.A.floor' must be 0 or more, not -5"},
    {"floor = 5\n", "", "21: 'market.A.auctioned_percent' needs 'floor'"},
    {"ceiling = 50\n", "", "23: 'market.A.reserve_mt' needs 'ceiling'"},
    {"ceiling = 50", "ceiling = 0", "23: 'market.A.ceiling' must be above 0, not 0"},
    {"auctioned_percent = 80", "auctioned_percent = 180",
     "22: 'market.A.auctioned_percent' must be between 0 and 100, not 180"},
    {"reserve_mt = 10", "reserve_mt = -10", "24: 'market.A.reserve_mt' must be 0 or more, not -10"},
    {"indirect = { grid_factor = 1.2 }", "floor = 5",
     "45: 'market.B.floor': market 'B' has no absolute cap, whose permits it needs"},
    {"grid_factor = 1.2", "grid_factor = 0", "45: 'market.B.indirect.grid_factor' must be above 0, not 0"},
    {"indirect = { grid_factor = 1.2 }", "indirect = 1.2",
     "45: 'market.B.indirect' must be true or false, not a number"},
    {"revenue = \"spending\"", "revenue = \"spend\"",
     "61: 'market.both.revenue' can't be 'spend'; allowed: household, government, spending"},
    {"cut = \"factor_tax\"", "cut = \"labour_tax\"",
     "25: 'market.A.revenue.cut' can't be 'labour_tax'; allowed: factor_tax, output_tax, consumption_tax"},
    {"cut = \"factor_tax\", factor = \"LAB\"", "cut = \"factor_tax\"",
     "25: missing key 'factor' in [market.A.revenue]"},
    {"cut = \"factor_tax\", factor = \"LAB\"", "cut = \"factor_tax\", factor = \"LAV\"",
     "25: unknown factor 'LAV' in 'market.A.revenue.factor'; did you mean 'LAB'?"},
    {"cut = \"factor_tax\", factor = \"LAB\", sectors", "cut = \"consumption_tax\", sectors",
     "25: unknown key 'sectors' in [market.A.revenue]; allowed: cut"},
    {"[market.A.offsets]\nregion = \"A\"\n", "[market.A.offsets]\n", "33: missing key 'region' in [market.A.offsets]"},
    {"[market.A.offsets]\nregion = \"A\"\n", "[market.A.offsets]\nregion = \"C\"\n",
     "34: unknown region 'C'; did you mean 'A'?"},
    {"potential_mt = 8", "potential_mt = 0", "35: 'market.A.offsets.potential_mt' must be above 0, not 0"},
    {"xhat = 40", "xhat = -40", "36: 'market.A.offsets.xhat' must be above 0, not -40"},
    {"max_percent_of_obligation = 10", "max_percent_of_obligation = 101",
     "38: 'market.A.offsets.max_percent_of_obligation' must be between 0 and 100, not 101"},
    {"max_mt = 5", "max_mt = -5", "39: 'market.A.offsets.max_mt' must be 0 or more, not -5"},
};

const BrokenInstrument broken_links[] = {
    {"[link.A_B]\nfrom = \"A\"\nto = \"B\"", "[link.A_B]\nfrom = \"A\"\nto = \"A\"",
     "65: link 'A_B' connects market 'A' to itself"},
    {"[link.A_B]\nfrom = \"A\"\nto = \"B\"", "[link.A_B]\nfrom = \"A\"\nto = \"C\"",
     "65: unknown market 'C' in 'link.A_B.to'; did you mean 'A'?"},
    {"[link.A_B]\nfrom = \"A\"\nto = \"B\"", "[link.A_B]\nfrom = \"tax\"\nto = \"B\"",
     "64: market 'tax' is a carbon tax, which has no permits to trade"},
    {"[link.A_B]\nfrom = \"A\"\nto = \"B\"", "[link.A_B]\nfrom = \"A\"\nto = \"credits\"",
     "65: market 'credits' only sells credits, it can't buy permits"},
    {"[link.A_B]\nfrom = \"A\"\n", "[link.A_B]\n", "63: missing key 'from' in [link.A_B]"},
    {"{ percent_of_obligation = 10 }", "{ percent_of_obligation = 110 }",
     "66: 'link.A_B.limit.percent_of_obligation' must be between 0 and 100, not 110"},
    {"{ percent_of_obligation = 10 }", "{ percent_of_obligations = 10 }",
     "66: unknown key 'percent_of_obligations' in [link.A_B.limit]; did you mean 'percent_of_obligation'?"},
    {"{ percent_of_obligation = 10 }", "{ percent_of_obligation = 10, mt = 5 }",
     "66: 'link.A_B.limit' must be a table that states one of mt, percent_of_obligation, percent_of_effort, e.g. { mt "
     "= 10 }"},
    {"{ percent_of_obligation = 10 }", "10",
     "66: 'link.A_B.limit' must be a table that states one of mt, percent_of_obligation, percent_of_effort, e.g. { mt "
     "= 10 }"},
    {"limit = { mt = 10 }", "limit = { mt = -10 }", "78: 'link.round.limit.mt' must be 0 or more, not -10"},
    {"exchange_rate = 1.25", "exchange_rate = 0", "67: 'link.A_B.exchange_rate' must be above 0, not 0"},
    {"fee = 2", "fee = -2", "68: 'link.A_B.fee' must be 0 or more, not -2"},
    {"fee = 2", "fee = 2\nfee_region = \"C\"", "69: unknown region 'C'; did you mean 'A'?"},
    {"proceeds_percent = 5\ncancelled_percent = 2\nrent = \"shared\"", "proceeds_percent = 100",
     "69: 'link.A_B.proceeds_percent' must be 0 or more and below 100, not 100"},
    {"rent = \"shared\"", "rent = \"buyers\"", "71: 'link.A_B.rent' can't be 'buyers'; did you mean 'buyer'?"},
    {"least_buyer_price = 10", "least_buyer_price = -10",
     "72: 'link.A_B.corridor.least_buyer_price' must be 0 or more, not -10"},
    {"two_way = true", "two_way = true\nfee = 1",
     "78: 'link.round.fee' belongs to a one-way link: write two links for a two-way one with it"},
    {"two_way = true", "two_way = false", "79: 'link.round.back_limit' needs two_way = true"},
    {"links = [\"A_B\"]", "links = [\"A_C\"]",
     "110: unknown link 'A_C' in 'scenario.linked.links'; did you mean 'A_B'?"},
    {"links = [\"A_B\"]", "links = [\"A\"]",
     "110: 'A' in 'scenario.linked.links' is a market: a full link is a list of markets, e.g. [[\"A\", \"B\"]]"},
    {"links = [\"A_B\"]", "links = [\"A_B\", \"A_B\"]", "110: 'A_B' appears twice in 'scenario.linked.links'"},
    {"links = [\"A_B\"]", "links = [[\"A\", \"B\"], \"A_B\"]",
     "110: link 'A_B': its markets share one price already, by another link"},
    {"links = [\"A_B\"]", "links = [1]",
     "110: 'scenario.linked.links' must be a list of links, e.g. [[\"A\", \"B\"], \"name of a link\"]"},
    {"markets = [\"A\", \"B\", \"credits\"]", "markets = [\"A\"]", "110: market 'B' is off in this scenario"},
    {"markets = [\"A\", \"B\", \"tax\"]", "markets = [\"A\", \"B\", \"tax\"]\nlinks = [[\"A\", \"tax\"]]",
     "105: market 'tax' is a carbon tax, which has no permits to trade"},
    {"host = \"B\"", "host = \"C\"", "82: unknown region 'C'; did you mean 'A'?"},
    {"host = \"B\"\nto = \"A\"", "host = \"B\"\nto = \"tax\"",
     "83: market 'tax' is a carbon tax, which has no permits to trade"},
    {"potential_mt = 6", "potential_mt = -6", "84: 'project.joint.potential_mt' must be above 0, not -6"},
    {"credited_percent = 80", "credited_percent = 0",
     "86: 'project.joint.credited_percent' must be above 0 and at most 100, not 0"},
    {"buyer_percent = 60", "buyer_percent = 160",
     "87: 'project.joint.buyer_percent' must be above 0 and at most 100, not 160"},
    {"buyer_percent = 60", "buyer_percent = 60\nhost_market = \"A\"",
     "88: 'project.joint.host_market': the host is no member of market 'A'"},
    {"buyer_percent = 60", "buyer_percent = 60\nhost_market = \"credits\"",
     "88: 'project.joint.host_market': market 'credits' is no market of permits"},
    {"[project.joint]", "[link.joint]\nfrom = \"A\"\nto = \"B\"\n[project.joint]",
     "84: project 'joint' has the name of a link; their flows need names of their own in the results"},
    {"projects = [\"joint\"]", "projects = [\"point\"]",
     "105: unknown project 'point' in 'scenario.apart.projects'; did you mean 'joint'?"},
};

const BrokenInstrument broken_swaps[] = {
    {"fix = \"output STEEL B\"", "fix = \"outputs STEEL B\"",
     "94: unknown quantity 'outputs' in 'swap.steel.fix'; did you mean 'output'?"},
    {"fix = \"output STEEL B\"", "fix = \"output STEAL B\"", "94: unknown sector 'STEAL'; did you mean 'STEEL'?"},
    {"fix = \"output STEEL B\"", "fix = \"output STEEL\"",
     "94: 'swap.steel.fix' is 'output STEEL', but must be \"output SECTOR REGION\""},
    {"fix = \"output STEEL B\"", "fix = \"output tax STEEL B\"",
     "94: 'swap.steel.fix' is 'output tax STEEL B', but must be \"output SECTOR REGION\""},
    {"fix = \"output STEEL B\"", "fix = \"real wage LAP B\"",
     "94: unknown factor 'LAP' in 'swap.steel.fix'; did you mean 'LAB'?"},
    {"fix = \"output STEEL B\"", "fix = \"\"",
     "94: unknown quantity '' in 'swap.steel.fix'; allowed: price, output, real wage, unemployment, consumption, "
     "government demand, investment, lump sum, permit price, emissions"},
    {"fix = \"output STEEL B\"", "fix = 1", "94: 'swap.steel.fix' must be a text, not a number"},
    {"free = \"output tax STEEL B\"", "free = \"factor tax LAB\"",
     "95: 'swap.steel.free' is 'factor tax LAB', but must be \"factor tax FACTOR REGION\" or \"factor tax FACTOR "
     "SECTOR REGION\""},
    {"free = \"output tax STEEL B\"", "free = \"output STEEL B\"",
     "95: unknown quantity 'output' in 'swap.steel.free'; allowed: output tax, factor tax, consumption tax, endowment, "
     "government demand, investment, cap, transfer"},
    {"free = \"output tax STEEL B\"", "free = \"transfer A C\"", "95: unknown region 'C'; did you mean 'A'?"},
    {"free = \"cap A\"", "free = \"cap C\"", "100: unknown market 'C' in 'swap.price.free'; did you mean 'A'?"},
    {"value = 0.98", "value = 0", "96: 'swap.steel.value' must be above 0, not 0"},
    {"value = 30\n", "", "98: missing key 'value' in [swap.price]: permit price has no benchmark value"},
    {"fix = \"output STEEL B\"", "fix = \"lump sum B\"",
     "96: 'swap.steel.value': the lump sum is fixed at that of the benchmark"},
    {"swaps = [\"steel\", \"price\"]", "swaps = [\"steal\"]",
     "106: unknown swap 'steal' in 'scenario.apart.swaps'; did you mean 'steel'?"},
    {"swaps = [\"steel\", \"price\"]", "swaps = [\"steel\", \"steel\"]",
     "106: 'steel' appears twice in 'scenario.apart.swaps'"},
    {"markets = [\"A\", \"B\", \"tax\"]\nprojects = [\"joint\"]\n", "markets = [\"B\", \"tax\"]\n",
     "105: market 'A' is off in this scenario"},
};

const BrokenInstrument broken_closures[] = {
    {"labour = {", "labor = {", "9: unknown key 'labor' in [model]; did you mean 'labour'?"},
    {"rule = \"wage_curve\"", "rule = \"wage_curves\"",
     "9: 'model.labour.rule' can't be 'wage_curves'; did you mean 'wage_curve'?"},
    {"labour = { rule = \"wage_curve\", factor = \"LAB\", unemployment_percent = 5, elasticity = 0.2 }",
     "labour = \"wage_curve\"",
     "9: 'model.labour' must be \"fixed\" or a table with its rule, e.g. { rule = \"wage_curve\", factor = \"LAB\", "
     "unemployment_percent = 5 }"},
    {"factor = \"LAB\", unemployment_percent = 5", "factor = \"LAND\", unemployment_percent = 5",
     "9: unknown factor 'LAND' in 'model.labour.factor'; allowed: LAB, CAP"},
    {"unemployment_percent = 5, ", "", "9: missing key 'unemployment_percent' in [model.labour]"},
    {"unemployment_percent = 5", "unemployment_percent = 0",
     "9: 'model.labour.unemployment_percent' must be above 0: the curve relates wages to unemployment"},
    {"unemployment_percent = 5", "unemployment_percent = 100",
     "9: 'model.labour.unemployment_percent' must be 0 or more and below 100, not 100"},
    {"elasticity = 0.2", "elasticity = 0", "9: 'model.labour.elasticity' must be above 0, not 0"},
    {"elasticity = 0.2", "minimum = 1",
     "9: unknown key 'minimum' in [model.labour]; allowed: rule, factor, unemployment_percent, elasticity"},
    {"rule = \"international\"", "rule = \"mobile\"",
     "10: 'model.capital.rule' can't be 'mobile'; allowed: international"},
    {"\"fixed_saving_share\"", "\"fixed_share\"",
     "11: 'model.investment' can't be 'fixed_share'; allowed: fixed_real, fixed_saving_share"},
    {"\"fixed_share\"", "\"fixed_saving_share\"",
     "12: 'model.government' can't be 'fixed_saving_share'; allowed: fixed_real, fixed_share"},
    {"tax = \"output_tax\"", "tax = \"outputs_tax\"",
     "13: 'model.balancing_tax.tax' can't be 'outputs_tax'; did you mean 'output_tax'?"},
    {"tax = \"output_tax\"", "cut = \"output_tax\"", "13: missing key 'tax' in [model.balancing_tax]"},
    {"\"consumption_price\"", "\"world_price\"",
     "14: 'model.current_account' can't be 'world_price'; allowed: numeraire, consumption_price"},
};

const BrokenInstrument broken_overrides[] = {
    {"[scenario.changed.market.A]", "[scenario.changed.market.C]",
     "116: unknown market 'C' in 'scenario.changed.market.C'; did you mean 'A'?"},
    {"[scenario.changed.market.A]", "[scenario.changed.market.tax]", "116: market 'tax' is off in this scenario"},
    {"floor = 8", "sectors = [\"ELE\"]",
     "117: 'scenario.changed.market.A.sectors' can't differ between scenarios, which share one set of covered "
     "emissions; write another market and choose with 'markets'"},
    {"floor = 8", "indirect = true",
     "117: 'scenario.changed.market.A.indirect' can't differ between scenarios, which share one set of covered "
     "emissions; write another market and choose with 'markets'"},
    {"floor = 8", "flor = 8", "117: unknown key 'flor' in [scenario.changed.market.A]; did you mean 'floor'?"},
    {"floor = 8", "floor = 8\nprice = 10",
     "118: 'scenario.changed.market.A.price' can't stand beside 'market.A.cap': a price is fixed, or a quantity"},
    {"floor = 8", "cap = \"none\"",
     "116: missing key 'cap' in [scenario.changed.market.A] (or standard, price, crediting)"},
    {"standard = \"none\"\ncap = { percent_of_benchmark = 75 }", "standard = \"none\"",
     "123: missing key 'cap' in [scenario.changed.market.B] (or standard, price, crediting)"},
    {"[scenario.changed.market.B]", "[scenario.changed.caps]\nB = { mt = 100 }\n\n[scenario.changed.market.B]",
     "124: 'scenario.changed.caps.B': write the cap in [scenario.changed.market.B]"},
    {"[scenario.changed.link.round]", "[scenario.changed.link.A_B]",
     "127: 'scenario.changed.link.A_B': link 'A_B' is not in 'links' of this scenario"},
    {"limit = { mt = 20 }", "limits = { mt = 20 }",
     "128: unknown key 'limits' in [scenario.changed.link.round]; did you mean 'limit'?"},
    {"limit = { mt = 20 }", "exchange_rate = 0",
     "128: 'scenario.changed.link.round.exchange_rate' must be above 0, not 0"},
};

std::string message_of(const BrokenInstrument& broken) {
  const StudyCopy study;
  study.files().append("benchmark/sectors.csv", "IDLE,a sector that makes nothing,other\n");
  study.files().replace("instruments.toml", broken.old_text, broken.new_text);
  try {
    static_cast<void>(read_study(study.path("instruments.toml"), {}));
  } catch (const InputError& error) {
    return study.files().without_path(error.what());
  }
  return "no error";
}

void check(const BrokenInstrument& broken) {
  CAPTURE(std::string(broken.old_text));
  CAPTURE(std::string(broken.new_text));
  CHECK(message_of(broken) == std::string("FOLDER/instruments.toml:") + broken.message);
}

}  // namespace

TEST_CASE("a cap or a tax that can't be is rejected with its line") {
  for (const auto& broken : broken_caps) check(broken);
}

TEST_CASE("a standard, an allocation or a baseline that can't be is rejected with its line") {
  for (const auto& broken : broken_rates) check(broken);
  for (const auto& broken : broken_sectors) check(broken);
}

TEST_CASE("a price collar, a use of revenue or an offset supply that can't be is rejected with its line") {
  for (const auto& broken : broken_prices) check(broken);
}

TEST_CASE("a link or a project that can't be is rejected with its line") {
  for (const auto& broken : broken_links) check(broken);
}

TEST_CASE("a swap that can't be is rejected with its line") {
  for (const auto& broken : broken_swaps) check(broken);
}

TEST_CASE("a closure that can't be is rejected with its line") {
  for (const auto& broken : broken_closures) check(broken);
}

TEST_CASE("a change of a market or a link that can't be is rejected with its line in the scenario") {
  for (const auto& broken : broken_overrides) check(broken);
}

}  // namespace etslink
