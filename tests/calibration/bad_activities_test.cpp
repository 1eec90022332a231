// SPDX-License-Identifier: Apache-2.0
// Broken output taxes by good and activities that stand idle.
#include <doctest/doctest.h>

#include "tests/calibration/broken_folders.h"

using namespace etslink;

TEST_CASE("output taxes by good are refused where the sector does not make the good or nothing is left of it") {
  check_messages(
      "tiny_products",
      {{"unknown good", edit("output_tax.csv", "A,STEEL,ELE,60", "A,STEEL,HEAT,60"),
        "FOLDER/output_tax.csv:3: unknown good 'HEAT'; allowed: FUEL, ELE, STEEL, GOODS"},
       {"good that the sector does not make", edit("output_tax.csv", "A,STEEL,ELE,60", "A,STEEL,GOODS,60"),
        unbalanced(one,
                   "output tax: other goods and services made by iron and steel, A: a tax of 60 million USD on a good "
                   "that the sector does not make")},
       {"twice", add_row("output_tax.csv", "A,STEEL,ELE,1"),
        "FOLDER/output_tax.csv:8: (A, STEEL, ELE) is given twice, first in line 3"},
       {"a star is an empty field", add_row("output_tax.csv", "A,FUEL,*,1"),
        "FOLDER/output_tax.csv:8: (A, FUEL, ) is given twice, first in line 2"},
       {"too small in sum", edit("output_tax.csv", "A,STEEL,ELE,60", "A,STEEL,ELE,50"),
        unbalanced(one, "zero profit: iron and steel, A: costs 10, output 10.01 bn USD (gap 0.01, 0.0999 %)")},
       {"all of a good, though not of the sector",
        [](const BenchmarkCopy& copy) {
          copy.replace("output_tax.csv", "A,STEEL,ELE,60", "A,STEEL,ELE,310");
          copy.replace("output_tax.csv", "A,STEEL,STEEL,190", "A,STEEL,STEEL,-60");
        },
        unbalanced(one,
                   "output tax: electricity made by iron and steel, A: the tax takes all output: 310 of 300 million "
                   "USD")}});
}

TEST_CASE("activities that stand idle are refused with file, line and what is allowed") {
  const std::string fuels = "; allowed: Mt CO2 per million USD of this fuel, 0 where it is not burnt";
  check_messages(
      "tiny_idle",
      {{"no mark-up", edit("activities.csv", "A,WIND,ELE,0.12,0.0", "A,WIND,ELE,0,0.0"),
        "FOLDER/activities.csv:2: markup is 0; allowed: above 0 (at 0 the activity would run at the benchmark as "
        "well)"},
       {"elasticity", edit("activities.csv", "A,WIND,ELE,0.12,0.0", "A,WIND,ELE,0.12,-1"),
        "FOLDER/activities.csv:2: elasticity is -1; allowed: 0 or more"},
       {"good", edit("activities.csv", "A,WIND,ELE,0.12,0.0", "A,WIND,ELF,0.12,0.0"),
        "FOLDER/activities.csv:2: unknown good 'ELF'; did you mean 'ELE'?"},
       {"code", edit("activities.csv", "A,WIND,ELE,0.12,0.0", "A,wind power,ELE,0.12,0.0"),
        "FOLDER/activities.csv:2: activity code 'wind power'; allowed: letters, digits, '_', '-' and '.'"},
       {"twice", add_row("activities.csv", "A,WIND,ELE,0.2,0"),
        "FOLDER/activities.csv:6: (A, WIND) is given twice, first in line 2"},
       {"input", edit("activity_inputs.csv", "A,WIND,MAN,0.1,0.01,0", "A,WIND,MEN,0.1,0.01,0"),
        "FOLDER/activity_inputs.csv:4: unknown input 'MEN'; did you mean 'MAN'?"},
       {"activity of the inputs", edit("activity_inputs.csv", "A,WIND,MAN,0.1,0.01,0", "A,WINE,MAN,0.1,0.01,0"),
        "FOLDER/activity_inputs.csv:4: activities.csv has in region A no activity 'WINE'; did you mean 'WIND'?"},
       {"sum of shares", edit("activity_inputs.csv", "A,WIND,MAN,0.1,0.01,0", "A,WIND,MAN,0.2,0.01,0"),
        "FOLDER/activities.csv:2: the shares of the inputs of 'WIND' in A add up to 1.1 in activity_inputs.csv; they "
        "must "
        "add up to 1"},
       {"share", edit("activity_inputs.csv", "A,WIND,MAN,0.1,0.01,0", "A,WIND,MAN,0,0.01,0"),
        "FOLDER/activity_inputs.csv:4: share is 0; allowed: above 0, at most 1"},
       {"tax rate", edit("activity_inputs.csv", "A,WIND,MAN,0.1,0.01,0", "A,WIND,MAN,0.1,-1,0"),
        "FOLDER/activity_inputs.csv:4: tax_rate is -1; allowed: above -1"},
       {"CO2 of a fuel", edit("activity_inputs.csv", "A,CAPTURE,COL,0.3,0.05,0.0125", "A,CAPTURE,COL,0.3,0.05,"),
        "FOLDER/activity_inputs.csv:8: mt_per_musd of COL is not stated" + fuels},
       {"CO2 of a factor", edit("activity_inputs.csv", "A,WIND,CAP,0.7,0.1,", "A,WIND,CAP,0.7,0.1,1"),
        "FOLDER/activity_inputs.csv:2: mt_per_musd of CAP is stated; allowed for goods, CAP is a factor"},
       {"CO2 of power", edit("activity_inputs.csv", "B,RECYCLED,ELE,0.4,0.04,", "B,RECYCLED,ELE,0.4,0.04,0.1"),
        "FOLDER/activity_inputs.csv:11: mt_per_musd of ELE, which has the role electricity; allowed: 0, its fuel emits "
        "where it is burnt"},
       {"inputs alone", remove_file("activities.csv"),
        "FOLDER/activity_inputs.csv:2: activities.csv has in region A no activity 'WIND'; none is defined"}});
}

TEST_CASE("capture, process and resource of an idle activity are refused outside their ranges") {
  const auto with = [](const std::string& capture, const std::string& process, const std::string& biogenic,
                       const std::string& share, const std::string& elasticity) {
    return add_file("activities.csv",
                    "region,activity,good,markup,elasticity,capture,process_mt_per_musd,biogenic_mt_per_musd,"
                    "resource_share,resource_elasticity\nA,WIND,ELE,0.12,0,,,,,\nB,WIND,ELE,0.3,0.5,,,,,\n"
                    "A,CAPTURE,ELE,0.2,0.3," +
                        capture + "," + process + "," + biogenic + "," + share + "," + elasticity +
                        "\nB,RECYCLED,CEM,0.15,0,,,,,\n");
  };
  const std::string line = "FOLDER/activities.csv:4: ";
  check_messages(
      "tiny_idle",
      {{"capture above 1", with("1.1", "", "", "", ""),
        line + "capture is 1.1; allowed: 0 to 1, the captured part of its CO2"},
       {"capture below 0", with("-0.1", "", "", "", ""),
        line + "capture is -0.1; allowed: 0 to 1, the captured part of its CO2"},
       {"biomass without capture", with("", "", "0.01", "", ""),
        line + "biogenic_mt_per_musd is stated, but nothing is captured; allowed with capture above 0"},
       {"negative process", with("0.9", "-0.01", "", "", ""),
        line + "process_mt_per_musd is -0.01; allowed: 0 or more"},
       {"negative resource", with("0.9", "", "", "-0.1", "2"), line + "resource_share is -0.1; allowed: 0 or more"},
       {"resource without elasticity", with("0.9", "", "", "0.1", ""),
        line + "resource_share is stated without resource_elasticity; allowed: both or none"},
       {"elasticity without resource", with("0.9", "", "", "", "2"),
        line + "resource_elasticity is stated without resource_share; allowed: both or none"},
       {"large elasticity", with("0.9", "", "", "0.1", "2000"),
        line + "resource_elasticity is 2000; allowed: above 0, at most 1000"}});
}
