// SPDX-License-Identifier: Apache-2.0
#include "app/solution_bytes.h"

#include "app/bytes.h"

namespace etslink {
namespace {

void put(ByteWriter& out, const SolverReport& report) {
  out.put(report.status);
  out.put(report.x);
  out.put(report.residual);
  out.put(report.iterations);
  out.put(report.gmres_iterations);
  out.put(report.factorisations);
  out.put(report.seconds);
  out.put(report.worst.size());
  for (const auto& condition : report.worst) {
    out.put(condition.name);
    out.put(condition.residual);
  }
  out.put(report.message);
}

SolverReport get_report(ByteReader& in) {
  SolverReport report;
  report.status = in.get<SolverStatus>();
  report.x = in.get_numbers();
  report.residual = in.get<double>();
  report.iterations = in.get<int>();
  report.gmres_iterations = in.get<int>();
  report.factorisations = in.get<int>();
  report.seconds = in.get<double>();
  report.worst.resize(in.get<std::size_t>());
  for (auto& condition : report.worst) {
    condition.name = in.get_text();
    condition.residual = in.get<double>();
  }
  report.message = in.get_text();
  return report;
}

void put(ByteWriter& out, const AbatementCost& cost) {
  out.put(cost.area);
  out.put(cost.error);
  out.put(cost.total_error);
  out.put(cost.evaluations);
  out.put(cost.is_accurate);
}

AbatementCost get_cost(ByteReader& in) {
  AbatementCost cost;
  cost.area = in.get_numbers();
  cost.error = in.get_numbers();
  cost.total_error = in.get<double>();
  cost.evaluations = in.get<int>();
  cost.is_accurate = in.get<bool>();
  return cost;
}

}  // namespace

std::string to_bytes(const ScenarioSolution& solution) {
  ByteWriter out;
  put(out, solution.report);
  out.put(solution.reachable_cut.has_value());
  if (solution.reachable_cut) out.put(*solution.reachable_cut);
  out.put(solution.abatement_cost.has_value());
  if (solution.abatement_cost) put(out, *solution.abatement_cost);
  out.put(solution.fuel_prices_held_x);
  out.put(solution.fuel_prices_held_message);
  return out.bytes();
}

ScenarioSolution solution_from_bytes(const std::string& bytes) {
  ByteReader in(bytes);
  ScenarioSolution solution;
  solution.report = get_report(in);
  if (in.get<bool>()) solution.reachable_cut = in.get<double>();
  if (in.get<bool>()) solution.abatement_cost = get_cost(in);
  solution.fuel_prices_held_x = in.get_numbers();
  solution.fuel_prices_held_message = in.get_text();
  return solution;
}

}  // namespace etslink
