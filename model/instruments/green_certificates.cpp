// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/green_certificates.h"

#include <algorithm>

#include "model/conditions.h"
#include "model/rule_builder.h"
#include "model/technology_payments.h"

namespace etslink {
namespace {

class CertificateMarket {
 public:
  CertificateMarket(BuildContext& context, int index)
      : context_(context), policy_(context.policy.certificates[index]), index_(index) {
    green_ = all_producers_of(context, policy_);
    for (const Region region : policy_.regions) sales_.push_back(sales_of(context, policy_, region));
  }

  // green - share x sales >= 0 _|_ price >= 0.
  void add() {
    Economy& economy = context_.economy;
    set_share();
    const std::string name = "certificates " + policy_.name;
    const Region region = policy_.regions.size() == 1 ? policy_.regions.front() : Region{};
    price_ = add_variable(economy, {{VariableRole::certificate_price, VariableOwner::certificates, index_},
                                    "price of " + name,
                                    region,
                                    0,
                                    permit_price_scale});
    add_complementarity(
        economy, price_, {name, sold0_},
        volume_of(economy, green_) - Expression::along_path(share_.begin, share_.end) * volume_of(economy, sales_));
    for (const PhysicalProducer& seller : sales_) pay_per_unit(context_, seller, {price_, share_, agent(seller)});
    for (const PhysicalProducer& plant : green_) pay_per_unit(context_, plant, {price_, {-1, -1}, agent(plant)});
    if (sales_.size() > 1) trade();
  }

 private:
  // The path begins with the share of the benchmark, or a smaller one that is asked for.
  void set_share() {
    double made = 0;
    for (const PhysicalProducer& plant : green_) made += plant.volume0;
    for (const PhysicalProducer& seller : sales_) sold0_ += seller.volume0;
    share_ = {std::min(made / sold0_, policy_.share), policy_.share};
  }

  // Through whom payments of a region pass; in all regions they come to nothing.
  [[nodiscard]] int agent(const PhysicalProducer& producer) const { return context_.tax_agent(producer.region); }

  // What the sellers of a region pay beyond what its plants earn goes to plants abroad.
  void trade() {
    Economy& economy = context_.economy;
    for (const PhysicalProducer& seller : sales_) {
      Expression earned;
      for (const PhysicalProducer& plant : green_) {
        if (plant.region == seller.region) earned += volume_of(economy, plant);
      }
      add_income(economy, agent(seller), "transfer",
                 price_ * (earned - Expression::along_path(share_.begin, share_.end) * volume_of(economy, seller)));
    }
  }

  BuildContext& context_;
  const GreenCertificates& policy_;
  int index_;
  std::vector<PhysicalProducer> green_, sales_;
  Symbol price_;
  Coefficient share_;
  double sold0_ = 0;
};

}  // namespace

void add_green_certificates(BuildContext& context) {
  for (int i = 0; i < static_cast<int>(context.policy.certificates.size()); ++i) CertificateMarket(context, i).add();
}

}  // namespace etslink
