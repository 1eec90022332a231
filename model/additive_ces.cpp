// SPDX-License-Identifier: Apache-2.0
#include "model/additive_ces.h"

#include <cmath>
#include <optional>

#include "model/input_volume.h"
#include "model/number_text.h"
#include "model/rule_builder.h"
#include "model/technology.h"

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
    expect_one_cost(volumes);
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

  // Technologies cost the same per unit: where one costs more than the mean and substitution is strong, a rise of its
  // price would lower that of the mix, d log C/d log P = theta + sigma (w - theta) < 0.
  void expect_one_cost(const std::vector<double>& volumes) const {
    const auto cost = [&](std::size_t i) {
      return value0(economy_.edges[activity_.first_edge + static_cast<int>(i)]) / volumes[i];
    };
    for (std::size_t i = 1; i < volumes.size(); ++i) {
      if (!is_technology_mix(economy_.edges[activity_.first_edge + static_cast<int>(i)])) continue;
      if (std::abs(cost(i) - cost(0)) <= technology_cost_tolerance * cost(0)) continue;
      const auto text = [&](std::size_t j) {
        return "'" + economy_.commodities[economy_.edges[activity_.first_edge + static_cast<int>(j)].commodity].name +
               "' costs " + rounded_text(cost(j), 9);
      };
      fail(text(0) + " and " + text(i) + " million USD per " + to_string(*unit_) +
           " at the benchmark; the costs of technologies whose volumes add up must agree to 1e-6 (rents and subsidies "
           "are part of them), or the nest must not be additive");
    }
  }

  // A technology, or a nest of some.
  [[nodiscard]] bool is_technology_mix(const Edge& edge) const {
    if (edge.good.valid()) return is_technology(economy_.sectors[edge.good.index]);
    const int maker = volumes_.maker(edge);
    if (edge.role != EdgeRole::bundle || maker < 0) return false;
    const Activity& mix = economy_.activities[maker];
    for (int e = mix.first_edge; e < mix.last_edge; ++e) {
      if (is_technology_mix(economy_.edges[e])) return true;
    }
    return false;
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
