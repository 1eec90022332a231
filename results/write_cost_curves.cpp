// SPDX-License-Identifier: Apache-2.0
#include "results/write_cost_curves.h"

#include <functional>

#include "results/hdf5_reader.h"
#include "results/root_attributes.h"

namespace etslink {
namespace {

// A variable of curve x point, and of curve x point x region.
struct PointVariable {
  const char *name, *units, *long_name, *formula;
  double CurvePoint::*value;
};
struct RegionVariable {
  const char *name, *units, *long_name, *formula;
  Values CurvePoint::*values;
};

// clang-format off
const PointVariable point_variables[] = {
    {"carbon_price", "USD/t", "carbon price, numeraire = 1", "tau of the pool", &CurvePoint::carbon_price},
    {"cut_percent", "%", "cut of covered emissions", "100 abatement / E0 of the pool; missing where E0 is 0", &CurvePoint::cut_percent},
    {"abatement", "Mt", "abatement of covered emissions", "E0 - E of the pool's covered emissions, of credits emissions beyond the baseline",
     &CurvePoint::abatement},
    {"leakage_rate", "%", "carbon leakage of the coalition C: what the study names, or what a market that is on regulates", "100 dE outside C / - dE of C, all CO2 against the reference",
     &CurvePoint::leakage_rate},
    {"solver_residual", "1", "largest scaled residual", "max |f_i| / scale_i, recomputed from the model", &CurvePoint::residual},
};

const RegionVariable region_variables[] = {
    {"abatement_by_region", "Mt", "abatement of the pool's covered emissions in each region", "as abatement; 0 outside the pool",
     &CurvePoint::abatement_by_region},
    {"permit_import_value", "million USD", "payment for net permits bought from other regions",
     "of all pools: tau x permit_imports - fees, rents and sales of credits that the region receives", &CurvePoint::permit_import_value},
    {"abatement_cost_macc", "million USD", "abatement cost by the curve",
     "of all pools: - integral of tau_m dE_mr from where the curve begins + inputs of offsets and projects + "
     "permit_import_value, counted from the benchmark",
     &CurvePoint::abatement_cost_macc},
    {"gdp_change", "%", "change of real GDP against the reference", "100 (gdp - gdp_ref) / gdp_ref", &CurvePoint::gdp_change},
    {"welfare_change", "%", "equivalent variation in per cent of reference consumption", "100 welfare_ev / e(pbar, u0)",
     &CurvePoint::welfare_change},
};
// clang-format on

class CurveWriter {
 public:
  CurveWriter(NetcdfGroup& root, const CostCurves& curves, std::size_t regions)
      : root_(root), curves_(curves), regions_(regions) {}

  void write() {
    root_.write({"path_percent",
                 {"point"},
                 "%",
                 "position on the path from the benchmark",
                 "100: the scenario; of a market alone a cap of 0"},
                curves_.path_percent);
    write_curves();
    for (const auto& v : point_variables) {
      root_.write({v.name, {"curve", "point"}, v.units, v.long_name, v.formula},
                  values(1, [&](const CurvePoint& point) { return Values{point.*v.value}; }));
    }
    for (const auto& v : region_variables) {
      root_.write({v.name, {"curve", "point", "region"}, v.units, v.long_name, v.formula},
                  values(regions_, [&](const CurvePoint& point) { return point.*v.values; }));
    }
  }

 private:
  void write_curves() {
    std::vector<int> members;
    std::vector<double> largest;
    for (const auto& curve : curves_.curves) {
      members.insert(members.end(), curve.is_member.begin(), curve.is_member.end());
      largest.push_back(curve.points.empty() ? missing_value : curves_.path_percent[curve.points.size() - 1]);
    }
    root_.write({"is_member", {"curve", "region"}, "1", "1 where the pool covers emissions of the region", ""},
                members);
    root_.write(
        {"largest_path_percent", {"curve"}, "%", "last position that was solved; all values beyond it are missing", ""},
        largest);
  }

  // Row-major over curve, point and the values of a point; missing beyond the end of a curve.
  Values values(std::size_t size, const std::function<Values(const CurvePoint&)>& of_point) const {
    Values all;
    for (const auto& curve : curves_.curves) {
      for (std::size_t i = 0; i < curves_.path_percent.size(); ++i) {
        const Values row = i < curve.points.size() ? of_point(curve.points[i]) : Values(size, missing_value);
        all.insert(all.end(), row.begin(), row.end());
      }
    }
    return all;
  }

  NetcdfGroup& root_;
  const CostCurves& curves_;
  std::size_t regions_;
};

}  // namespace

void write_cost_curves(const StudyResult& study, const CostCurves& curves, const std::string& path) {
  NetcdfWriter writer(path);
  NetcdfGroup& root = writer.root();
  write_root_attributes(root, study, {cost_curves_format, unsolved_scenarios(study), curves.incomplete});
  std::vector<std::string> labels, codes, names;
  for (const auto& curve : curves.curves) labels.push_back(curve.label);
  for (const auto& region : study.scenarios.front().economy->regions) {
    codes.push_back(region.code);
    names.push_back(region.name);
  }
  root.add_dimension("curve", labels, "marginal abatement cost curve: who is cut, in which scenario");
  root.add_dimension("point", curves.path_percent.size());
  root.add_dimension("region", codes, "region");
  root.write({"region_name", {"region"}, "", "name of the region", ""}, names);
  CurveWriter(root, curves, codes.size()).write();
  write_run_attributes(root, study.run);
  writer.commit();
}

CostCurves read_cost_curves(const NetcdfReader& file) {
  file.expect_dimensions("path_percent", {"point"});
  file.expect_dimensions("is_member", {"curve", "region"});
  file.expect_dimensions("largest_path_percent", {"curve"});
  for (const auto& v : point_variables) file.expect_dimensions(v.name, {"curve", "point"});
  for (const auto& v : region_variables) file.expect_dimensions(v.name, {"curve", "point", "region"});
  CostCurves curves{file.read_numbers("path_percent"), {}};
  const std::size_t regions = file.read_text("region").size(), points = curves.path_percent.size();
  const auto members = file.read_numbers("is_member"), largest = file.read_numbers("largest_path_percent");
  for (const auto& label : file.read_text("curve")) {
    const std::size_t c = curves.curves.size(), first = c * regions;
    auto& curve = curves.curves.emplace_back(CostCurve{label, {}, {}});
    for (std::size_t r = 0; r < regions; ++r) curve.is_member.push_back(members[first + r] > 0 ? 1 : 0);
    for (const double position : curves.path_percent) {
      if (position <= largest[c]) curve.points.emplace_back();
    }
  }
  const auto fill = [&](const char* name, std::size_t size, const auto& put) {
    const auto values = file.read_numbers(name);
    for (std::size_t c = 0; c < curves.curves.size(); ++c) {
      for (std::size_t i = 0; i < curves.curves[c].points.size(); ++i) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>((c * points + i) * size);
        put(curves.curves[c].points[i], Values(begin, begin + static_cast<std::ptrdiff_t>(size)));
      }
    }
  };
  for (const auto& v : point_variables) {
    fill(v.name, 1, [&](CurvePoint& point, const Values& values) { point.*v.value = values.front(); });
  }
  for (const auto& v : region_variables) {
    fill(v.name, regions, [&](CurvePoint& point, const Values& values) { point.*v.values = values; });
  }
  return curves;
}

}  // namespace etslink
