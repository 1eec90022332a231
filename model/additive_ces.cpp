// SPDX-License-Identifier: Apache-2.0
#include "model/additive_ces.h"

#include <optional>

#include "model/input_volume.h"
#include "model/rule_builder.h"

namespace etslink {
namespace {

class AdditiveBuilder {
 public:
  AdditiveBuilder(BuildContext& context, const InputVolumes& volumes, const AdditiveMark& mark)
      : context_(context),
        economy_(context.economy),
        volumes_(volumes),
        mark_(mark),
        activity_(economy_.activities[mark.activity]),
        name_(activity_.name) {}

  void add() {
    std::vector<double> volumes = input_volumes();
    if (activity_.sigma == 0 || volumes.size() < 2) return;
    double sum = 0;
    for (const double volume : volumes) sum += volume;
    for (double& volume : volumes) volume /= sum;
    const Symbol index = add_variable(economy_, {{VariableRole::volume_index, VariableOwner::activity, mark_.activity},
                                                 "volume index: " + name_,
                                                 activity_.region,
                                                 1,
                                                 1});
    add_rule(economy_, index, {"volumes add up: " + name_}, excess(volumes));
    activity_.additive = static_cast<int>(economy_.additive_ces.size());
    economy_.additive_ces.push_back({mark_.activity, index.index, std::move(volumes)});
  }

 private:
  [[noreturn]] void fail(const std::string& text) const {
    throw InputError(mark_.at, "additive CES of " + name_ + ": " + text);
  }

  // Of the inputs at the benchmark, all above 0 and of one unit.
  std::vector<double> input_volumes() {
    std::vector<double> volumes;
    for (int e = activity_.first_edge; e < activity_.last_edge; ++e) {
      const Edge& edge = economy_.edges[e];
      const InputVolume volume = volumes_.of(edge);
      if (!(volume.quantity > 0))
        fail("'" + economy_.commodities[edge.commodity].name +
             "' has no physical volume; goods have one in output_volumes.csv");
      if (volume.is_mixed || (unit_ && *unit_ != *volume.unit))
        fail("its inputs are in different units, " + to_string(*volume.unit) + " and others");
      unit_ = volume.unit;
      if (edge.role == EdgeRole::bundle) expect_fixed_volume(edge);
      volumes.push_back(volume.quantity);
    }
    return volumes;
  }

  // A bundle has one where it is in fixed proportion, such as a fuel and its delivery, or adds up itself.
  void expect_fixed_volume(const Edge& edge) const {
    const Activity& maker = economy_.activities[volumes_.maker(edge)];
    if (maker.sigma == 0 || is_marked(maker)) return;
    fail("'" + maker.name + "' has no fixed volume: its inputs are not in fixed proportion, and it is not additive");
  }

  [[nodiscard]] bool is_marked(const Activity& activity) const {
    for (const AdditiveMark& mark : context_.additive) {
      if (&economy_.activities[mark.activity] == &activity) return true;
    }
    return false;
  }

  // Volumes of the inputs in parts of that of the output, less 1.
  [[nodiscard]] Expression excess(const std::vector<double>& shares) const {
    Expression sum = -1.0;
    const Expression per_output = pow(level(mark_.activity), -1);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const int e = activity_.first_edge + static_cast<int>(i);
      sum += shares[i] / economy_.edges[e].quantity0 * (Expression(quantity(e)) * per_output);
    }
    return sum;
  }

  BuildContext& context_;
  Economy& economy_;
  const InputVolumes& volumes_;
  const AdditiveMark& mark_;
  Activity& activity_;
  std::string name_;
  std::optional<VolumeUnit> unit_;
};

}  // namespace

void add_additive_ces(BuildContext& context) {
  const InputVolumes volumes(context.economy);
  for (const AdditiveMark& mark : context.additive) AdditiveBuilder(context, volumes, mark).add();
}

}  // namespace etslink
