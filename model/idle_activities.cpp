// SPDX-License-Identifier: Apache-2.0
#include "model/idle_activities.h"

#include <algorithm>
#include <cmath>

#include "model/joint_products.h"
#include "model/permits.h"
#include "model/standstill.h"
#include "model/technology_resource.h"
#include "model/trade.h"

namespace etslink {
namespace {

class IdleActivityBuilder {
 public:
  IdleActivityBuilder(BuildContext& context, const IdleActivity& data)
      : context_(context),
        economy_(context.economy),
        data_(data),
        user_{User::Kind::sector, data.good.index},
        commodity_(context.good[context.cell(data.region, data.good)]) {}

  void add() {
    Activity activity;
    activity.name = data_.code + ", " + context_.code(data_.region);
    activity.region = data_.region;
    activity.sector = data_.good;
    activity.kind = ActivityKind::production;
    activity.sigma = data_.elasticity;
    activity.output = commodity_;
    activity.quantity0 = made();
    set_output_tax(activity);
    const std::size_t first_own = economy_.activities.size();
    std::vector<Edge> edges = inputs(activity.quantity0 * activity.unit_revenue0);
    for (std::size_t own = first_own; own < economy_.activities.size(); ++own) stand_idle(economy_.activities[own]);
    stand_idle(activity);
    const int n = context_.add_activity(activity, std::move(edges));
    add_process(n);
    let_stop(context_, n, std::log1p(data_.markup));
    add_technology_resource(context_, n, data_);
    economy_.idle_technologies.push_back({n, data_.code, data_.markup});
  }

 private:
  static void stand_idle(Activity& activity) {
    activity.is_latent_level = true;
    activity.level0 = 0;
  }

  [[noreturn]] void fail(const SourceLocation& at, const std::string& problem) const {
    throw InputError(at, "activity '" + data_.code + "' in " + context_.code(data_.region) + " " + problem);
  }

  // What sectors make of the good at the benchmark, a natural size of the activity [million USD].
  [[nodiscard]] double made() const {
    double sum = 0;
    for (const Activity& activity : economy_.activities) {
      if (activity.output == commodity_ && !is_idle(activity)) sum += activity.quantity0;
    }
    for (const OutputEdge& output : economy_.output_edges) {
      if (output.commodity == commodity_) sum += output.quantity0;
    }
    if (commodity_ < 0 || sum <= 0)
      fail(data_.at,
           "makes " + context_.name(data_.good) + ", which nobody makes there at the benchmark: it has no price");
    return sum;
  }

  // That of the sector on the good; where the sector does not make it, that of another one that does. Revenue at the
  // benchmark is what would cover the costs.
  void set_output_tax(Activity& activity) const {
    const int maker = find_maker();
    if (maker >= 0) activity.output_tax = economy_.activities[maker].output_tax;
    if (activity.output_tax != 0) activity.tax_agent = context_.tax_agent(activity.region);
    activity.unit_revenue0 = (1 - activity.output_tax) * (1 + data_.markup);
  }

  [[nodiscard]] int find_maker() const {
    int found = -1;
    for (const int n : output_taxpayers(economy_)) {
      const Activity& activity = economy_.activities[n];
      if (activity.region != data_.region || is_idle(activity)) continue;
      const bool is_own_sector = activity.sector == data_.good;
      const bool has_own_rate = activity.output == commodity_;
      if (is_own_sector && (has_own_rate || activity.kind == ActivityKind::production)) return n;
      if (has_own_rate && found < 0) found = n;
    }
    return found;
  }

  [[nodiscard]] std::vector<Edge> inputs(double cost) const {
    double shares = 0;  // 1 to the tolerance of the reader
    for (const ActivityInput& input : data_.inputs) shares += input.share;
    std::vector<Edge> edges;
    for (const ActivityInput& input : data_.inputs) {
      const double value = cost * input.share / shares / (1 + input.tax_rate);  // before tax
      edges.push_back(input.good.valid() ? good_edge(input, value) : factor_edge(input, value));
    }
    return edges;
  }

  // Of both origins as all users of the region together buy it.
  [[nodiscard]] Edge good_edge(const ActivityInput& input, double value) const {
    const GoodUse all = context_.flows.purchases(data_.region, input.good);
    if (all.value() <= 0)
      fail(input.at, "needs " + context_.name(input.good) + ", which nobody buys there at the benchmark");
    Purchase purchase;
    purchase.region = data_.region;
    purchase.user = user_;
    purchase.buyer = data_.code;
    purchase.use.good = input.good;
    purchase.use.domestic = value * all.domestic / all.value();
    purchase.use.imported = value * all.imported / all.value();
    purchase.use.domestic_tax = input.tax_rate * purchase.use.domestic;
    purchase.use.imported_tax = input.tax_rate * purchase.use.imported;
    purchase.fuel.any_origin = input.mt_per_musd * value * (1 - data_.capture);
    const std::size_t additive = context_.additive.size();
    Edge edge = connect_good(context_, purchase);
    // At level zero volumes of a composite of its own leave their price index open.
    if (context_.additive.size() > additive)
      fail(input.at, "buys " + context_.name(input.good) + ", whose volumes add up over origins (additive); with " +
                         "armington = \"per_user\" they can't, use \"pooled\"");
    edge.captured = input.mt_per_musd * value * data_.capture / edge.quantity0;
    return edge;
  }

  [[nodiscard]] Edge factor_edge(const ActivityInput& input, double value) const {
    const FactorInfo& factor = context_.benchmark.factors[input.factor.index];
    Edge edge;
    edge.role = EdgeRole::factor;
    edge.quantity0 = value;
    edge.tax = input.tax_rate;
    if (edge.tax != 0) edge.tax_agent = context_.tax_agent(data_.region);
    edge.price0 = 1 + edge.tax;
    if (factor.mobility == FactorMobility::specific)
      fail(input.at,
           "needs " + factor.code + ", a factor that is specific to sectors; allowed: mobile and sluggish ones");
    if (factor.mobility == FactorMobility::mobile) {
      edge.commodity = context_.factor[data_.region.index * context_.benchmark.factors.size() + input.factor.index];
    } else {
      const auto own = context_.sector_factor.find({data_.region.index, data_.good.index, input.factor.index});
      edge.commodity = own == context_.sector_factor.end() ? -1 : own->second;
    }
    if (edge.commodity < 0) fail(input.at, "needs " + factor.code + ", which is not used there at the benchmark");
    return edge;
  }

  // Nothing but capture abates its CO2, so that its intensity is constant.
  void add_process(int n) {
    if (data_.process_mt == 0 && data_.biogenic_mt == 0) return;
    ProcessEmission process;
    process.activity = n;
    process.abatement_commodity = context_.abatement[data_.region.index];
    const double captured = data_.capture * (data_.process_mt + data_.biogenic_mt);
    process.intensity0 = data_.process_mt - captured;
    process.captured0 = captured;
    charge_process(context_, economy_.activities[n], process);
    economy_.processes.push_back(process);
  }

  BuildContext& context_;
  Economy& economy_;
  const IdleActivity& data_;
  User user_;      // in whose name it buys
  int commodity_;  // that it makes
};

// Sectors that make nothing but one of these goods may stop when others make it.
void let_competitors_stop(BuildContext& context) {
  const OwnBundles bundles(context);
  for (const IdleActivity& data : context.benchmark.activities) {
    const int good = context.good[context.cell(data.region, data.good)];
    for (int n = 0; n < static_cast<int>(context.economy.activities.size()); ++n) {
      const Activity& activity = context.economy.activities[n];
      if (activity.kind == ActivityKind::production && activity.output == good && !is_idle(activity))
        let_stop_with_bundles(context, bundles, n);
    }
  }
}

}  // namespace

void add_idle_activities(BuildContext& context) {
  for (const IdleActivity& data : context.benchmark.activities) IdleActivityBuilder(context, data).add();
  let_competitors_stop(context);
}

}  // namespace etslink
