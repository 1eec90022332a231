// SPDX-License-Identifier: Apache-2.0
#include "calibration/emissions.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "calibration/look_up.h"
#include "model/number_text.h"

namespace etslink {
namespace {

const std::string household_user = "HH";

int position(const std::vector<std::string>& codes, const std::string& code, const char* what) {
  return look_up(codes, code, {std::string("emissions: unknown ") + what, {}});
}

// CO2 of one region from one source, by user: the sectors, then the household.
struct Allocation {
  std::string region, fuel, label;  // label: "OIL, KOR" or "process, KOR"
  Eigen::VectorXd mt;
  Eigen::VectorXd base;     // purchases of the fuel, or output for process CO2 [million USD]; at least zero
  Eigen::VectorXd emitter;  // 1 for users that emit in the prior, where their base is positive
};

using TotalsByFuel = std::map<std::string, std::map<std::string, double>>;  // region -> fuel -> total

std::optional<double> total_of(const TotalsByFuel& totals, const Allocation& a) {
  const auto region = totals.find(a.region);
  if (region == totals.end()) return std::nullopt;
  const auto fuel = region->second.find(a.fuel);
  return fuel == region->second.end() ? std::nullopt : std::optional(fuel->second);
}

class EmissionBuilder {
 public:
  EmissionBuilder(const IoTable& table, const EmissionInput& input) : table_(table), input_(input) {
    users_ = table.sectors;
    users_.push_back(household_user);
    output_ = table.output();
  }

  EmissionResult build() {
    for (const std::string& region : table_.regions) {
      for (const std::string& fuel : fuels()) attach(region, fuel);
    }
    return std::move(result_);
  }

 private:
  // Fuels in the order of the table's sectors, then process.
  [[nodiscard]] std::vector<std::string> fuels() const {
    std::vector<std::string> found;
    for (const std::string& sector : table_.sectors) {
      const bool is_used = std::any_of(input_.prior.begin(), input_.prior.end(),
                                       [&](const UserEmission& e) { return e.fuel == sector; });
      if (is_used) found.push_back(sector);
    }
    found.emplace_back();
    return found;
  }

  [[nodiscard]] double purchases(int region, int good, int user) const {
    const auto sectors = static_cast<int>(table_.sectors.size());
    double sum = 0;
    for (int exporter = 0; exporter < static_cast<int>(table_.regions.size()); ++exporter) {
      const int product = table_.row(exporter, good);
      sum += user < sectors ? table_.intermediate(product, table_.row(region, user))
                            : table_.final_demand(product, IoTable::final_column(region, FinalUse::households));
    }
    return std::max(0.0, sum);
  }

  [[nodiscard]] Allocation allocation(const std::string& region, const std::string& fuel) const {
    Allocation a{region, fuel, (fuel.empty() ? "process" : fuel) + ", " + region, {}, {}, {}};
    const int r = position(table_.regions, region, "region");
    const auto count = static_cast<int>(users_.size());
    a.mt.setZero(count);
    a.base.setZero(count);
    for (int user = 0; user < count; ++user) {
      if (!fuel.empty()) a.base(user) = purchases(r, position(table_.sectors, fuel, "fuel"), user);
      if (fuel.empty() && user < count - 1) a.base(user) = std::max(0.0, output_(table_.row(r, user)));
    }
    for (const UserEmission& e : input_.prior) {
      if (e.region == region && e.fuel == fuel) a.mt(position(users_, e.user, "user")) += e.mt;
    }
    return a;
  }

  [[nodiscard]] SourceLocation place(const Allocation& a) const {
    const auto found = input_.at.find(a.region);
    return found == input_.at.end() ? SourceLocation{} : found->second;
  }

  void attach(const std::string& region, const std::string& fuel) {
    Allocation a = allocation(region, fuel);
    if (!fuel.empty() && fuel == input_.pool_fuel) share_out_pool(a);
    move_to_purchasers(a);
    scale_to_total(a);
    if (!fuel.empty() && input_.coefficient_limit > 0) limit_coefficients(a);
    if (!fuel.empty()) warn(a);
    store(a);
  }

  void share_out_pool(Allocation& a) {
    double pooled = 0;
    double bought = 0;
    for (const std::string& user : input_.pool_users) {
      pooled += a.mt(position(users_, user, "pool user"));
      bought += a.base(position(users_, user, "pool user"));
    }
    if (bought <= 0) return;
    for (const std::string& user : input_.pool_users) {
      const int u = position(users_, user, "pool user");
      const double own = pooled * a.base(u) / bought;
      list(a, "pool shared out by purchases: " + user, own - a.mt(u));
      a.mt(u) = own;
    }
  }

  // CO2 of users that buy none of the fuel goes to the others in proportion to theirs.
  void move_to_purchasers(Allocation& a) {
    a.emitter.setZero(a.mt.size());
    double homeless = 0;
    for (int u = 0; u < a.mt.size(); ++u) {
      if (a.mt(u) < 0) throw InputError(place(a), "emissions: negative CO2 of " + users_[u] + " from " + a.label);
      if (a.mt(u) > 0 && a.base(u) <= 0) {
        list(a, "no purchases by " + users_[u] + ": CO2 moved to other users", a.mt(u));
        homeless += a.mt(u);
        a.mt(u) = 0;
      }
      a.emitter(u) = a.mt(u) > 0 ? 1 : 0;
    }
    const double rest = a.mt.sum();
    if (homeless > 0 && rest <= 0)
      throw InputError(place(a),
                       "emissions: nobody buys what emits: " + a.label + ", " + rounded_text(homeless, 4) + " Mt CO2");
    if (homeless > 0) a.mt *= (rest + homeless) / rest;
  }

  void scale_to_total(Allocation& a) {
    const std::optional<double> total = total_of(input_.national_mt, a);
    if (!total) return;
    const double wanted = *total, sum = a.mt.sum();
    if (wanted > 0 && sum <= 0)
      throw InputError(
          place(a), "emissions: national total without users: " + a.label + ", " + rounded_text(wanted, 4) + " Mt CO2");
    if (sum > 0) a.mt *= wanted / sum;
    if (sum > 0 && std::abs(wanted / sum - 1) > 1e-3) list(a, "all users scaled to the national total", wanted - sum);
  }

  [[nodiscard]] static double mean_coefficient(const Allocation& a) {
    const double base = a.base.dot(a.emitter);
    return base > 0 ? a.mt.sum() / base : 0;
  }

  // Excess over the limit goes to the emitting users below it, by purchases, until none is above.
  void limit_coefficients(Allocation& a) {
    const Eigen::VectorXd before = a.mt;
    const double highest = input_.coefficient_limit * mean_coefficient(a);
    for (int pass = 0; pass < static_cast<int>(a.mt.size()); ++pass) {
      double excess = 0;
      double room_base = 0;
      for (int u = 0; u < a.mt.size(); ++u) {
        const double most = highest * a.base(u);
        if (a.mt(u) > most) {
          excess += a.mt(u) - most;
          a.mt(u) = most;
        } else if (a.mt(u) < most) {
          room_base += a.base(u) * a.emitter(u);
        }
      }
      if (excess <= 0 || room_base <= 0) break;
      for (int u = 0; u < a.mt.size(); ++u) {
        if (a.mt(u) < highest * a.base(u)) a.mt(u) += excess * a.base(u) * a.emitter(u) / room_base;
      }
    }
    for (int u = 0; u < a.mt.size(); ++u) {
      if (std::abs(a.mt(u) - before(u)) > 1e-9 * std::max(1.0, before(u)))
        list(a, "t CO2 per USD limited to a multiple of the regional mean: " + users_[u], a.mt(u) - before(u));
    }
  }

  void warn(const Allocation& a) {
    const double mean = mean_coefficient(a);
    for (int u = 0; u < a.mt.size(); ++u) {
      if (a.emitter(u) == 0) continue;
      const double ratio = a.mt(u) / a.base(u) / mean;
      if (ratio > input_.warning_factor || ratio < 1 / input_.warning_factor)
        result_.warnings.push_back({"emissions", users_[u] + ": " + a.label,
                                    "t CO2 per USD relative to the mean of the region", ratio, "ratio"});
    }
  }

  void store(const Allocation& a) {
    const std::optional<double> consumption = total_of(input_.consumption_pj, a);
    const double total = a.mt.sum();
    for (int u = 0; u < a.mt.size(); ++u) {
      if (a.mt(u) <= 0) continue;
      result_.emissions.push_back({a.region, users_[u], a.fuel, a.mt(u)});
      if (consumption && !a.fuel.empty())
        result_.energy.push_back({a.region, users_[u], a.fuel, a.mt(u) / total * *consumption});
    }
  }

  void list(const Allocation& a, const std::string& what, double size) {
    if (size != 0) result_.adjustments.push_back({"emissions", a.label, what, size, "Mt CO2"});
  }

  const IoTable& table_;
  const EmissionInput& input_;
  std::vector<std::string> users_;
  Eigen::VectorXd output_;
  EmissionResult result_;
};

void check_names(const IoTable& table, const EmissionInput& input) {
  for (const UserEmission& e : input.prior) {
    position(table.regions, e.region, "region");
    if (!e.fuel.empty()) position(table.sectors, e.fuel, "fuel");
    if (e.user != household_user) position(table.sectors, e.user, "user");
  }
}

}  // namespace

EmissionResult attach_emissions(const IoTable& table, const EmissionInput& input) {
  require(input.warning_factor > 1, "warning factor above 1");
  require(input.coefficient_limit == 0 || input.coefficient_limit > 1, "coefficient limit 0 or above 1");
  check_names(table, input);
  return EmissionBuilder(table, input).build();
}

}  // namespace etslink
