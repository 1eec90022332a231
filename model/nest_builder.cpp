// SPDX-License-Identifier: Apache-2.0
#include "model/nest_builder.h"

#include <algorithm>

#include "model/factors.h"

namespace etslink {
namespace {

class TreeBuilder {
 public:
  TreeBuilder(BuildContext& context, const NestTree& tree, const NestUse& use)
      : context_(context), tree_(tree), use_(use) {
    taken_.assign(use.leaves.size(), 0);
  }

  NestTop build() {
    NestTop top;
    require(!tree_.nests.empty(), "a nest tree has a top");
    top.inputs = inputs(tree_.nests.front());
    check_complete();
    for (int i = 0; i < static_cast<int>(top.inputs.size()); ++i) {
      if (is_resource(top.inputs[i])) top.resource_edge = i;
    }
    top.resource = resource_;
    set_elasticity(top);
    return top;
  }

 private:
  // Edges of all inputs of a nest; nests below are added to the graph first.
  std::vector<Edge> inputs(const Nest& nest) {
    if (std::find(open_.begin(), open_.end(), &nest) != open_.end()) {
      throw InputError(nest.at, "nest '" + nest.name + "' of [" + tree_.name + "] contains itself: " + cycle(nest));
    }
    open_.push_back(&nest);
    std::vector<Edge> result;
    for (const std::string& input : nest.inputs) {
      const auto child =
          std::find_if(tree_.nests.begin(), tree_.nests.end(), [&](const Nest& n) { return n.name == input; });
      if (child == tree_.nests.end())
        append_leaves(nest, input, result);
      else
        append_nest(*child, result);
    }
    open_.pop_back();
    return result;
  }

  void append_nest(const Nest& nest, std::vector<Edge>& result) {
    std::vector<Edge> edges = inputs(nest);
    if (edges.empty()) return;
    if (edges.size() == 1) {
      result.push_back(edges.front());
      return;
    }
    if (nest.sigma.resource_supply)
      throw InputError(nest.sigma.at, "resource_supply belongs to the top nest of [" + tree_.name + "]");
    Activity bundle;
    bundle.name = nest.name + " of " + use_.owner;
    bundle.region = use_.region;
    bundle.sector = use_.sector;
    bundle.sigma = context_.elasticities.value(nest.sigma, use_.region, use_.sector);
    Edge edge;
    edge.role = EdgeRole::bundle;
    edge.quantity0 = value0(edges);
    edge.commodity = context_.add_bundle(std::move(bundle), CommodityKind::nest, std::move(edges));
    if (nest.is_additive)
      context_.additive.push_back({static_cast<int>(context_.economy.activities.size()) - 1, nest.at});
    result.push_back(edge);
  }

  void append_leaves(const Nest& nest, const std::string& token, std::vector<Edge>& result) {
    for (std::size_t i = 0; i < use_.leaves.size(); ++i) {
      if (!answers(use_.leaves[i], token)) continue;
      if (taken_[i])
        throw InputError(nest.at,
                         "nest '" + nest.name + "' of [" + tree_.name + "] names an input twice: '" + token + "'");
      taken_[i] = 1;
      result.push_back(use_.leaves[i].connect());
      const Edge& edge = result.back();
      if (is_resource(edge) && (!resource_ || value0(edge) > value0(*resource_))) resource_ = edge;
    }
  }

  [[nodiscard]] bool is_resource(const Edge& edge) const {
    return context_.economy.commodities[edge.commodity].kind == CommodityKind::resource;
  }

  [[nodiscard]] bool answers(const NestLeaf& leaf, const std::string& token) const {
    const auto has = [&](const std::string& t) {
      return std::find(leaf.tokens.begin(), leaf.tokens.end(), t) != leaf.tokens.end();
    };
    if (token != leaf.rest_token) return has(token);
    for (const Nest& nest : tree_.nests) {
      if (std::any_of(nest.inputs.begin(), nest.inputs.end(), has)) return false;
    }
    return true;
  }

  void check_complete() const {
    for (std::size_t i = 0; i < taken_.size(); ++i) {
      if (taken_[i]) continue;
      throw InputError(tree_.at, "[" + tree_.name + "] leaves out the input " + use_.leaves[i].tokens.front() + " of " +
                                     use_.owner + "; name it in a nest or add '" + use_.leaves[i].rest_token + "'");
    }
  }

  // Supply elasticity of a sector with a fixed resource at the benchmark: eta = sigma (1 - theta)/theta (Rutherford
  // 2002).
  void set_elasticity(NestTop& top) {
    const ElasticityRule& rule = tree_.nests.front().sigma;
    if (!rule.resource_supply) top.sigma = context_.elasticities.value(rule, use_.region, use_.sector);
    // Without a resource payment in this region there is nothing to calibrate, inputs of `resource_supply` are
    // complements.
    if (top.resource_edge < 0 || !(rule.resource_supply || has_constant_elasticity(context_, use_.sector))) return;
    top.supply_elasticity = context_.elasticities.value("supply_elasticity", use_.region, use_.sector, rule.at);
    if (!rule.resource_supply) return;
    const double theta = value0(top.inputs[top.resource_edge]) / value0(top.inputs);
    if (theta >= 1)
      throw InputError(rule.at,
                       "the resource is the only input of " + use_.owner + ", its supply elasticity has no meaning");
    top.sigma = *top.supply_elasticity * theta / (1 - theta);
  }

  [[nodiscard]] std::string cycle(const Nest& nest) const {
    std::string path;
    for (auto it = std::find(open_.begin(), open_.end(), &nest); it != open_.end(); ++it) path += (*it)->name + " -> ";
    return path + nest.name;
  }

  BuildContext& context_;
  const NestTree& tree_;
  const NestUse& use_;
  std::vector<char> taken_;
  std::vector<const Nest*> open_;
  std::optional<Edge> resource_;
};

}  // namespace

NestTop build_nests(BuildContext& context, const NestTree& tree, const NestUse& use) {
  return TreeBuilder(context, tree, use).build();
}

}  // namespace etslink
