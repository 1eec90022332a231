// SPDX-License-Identifier: Apache-2.0
#include "solvers/ipopt_adapter.h"

#include <map>

namespace etslink {

std::mutex& ipopt_turn() {
  static std::mutex mutex;
  return mutex;
}

Ipopt::SmartPtr<Ipopt::IpoptApplication> silent_ipopt(int max_iterations) {
  Ipopt::SmartPtr<Ipopt::IpoptApplication> application = new Ipopt::IpoptApplication(false);
  auto options = application->Options();
  options->SetIntegerValue("print_level", 0);
  options->SetStringValue("sb", "yes");
  options->SetIntegerValue("max_iter", max_iterations);
  options->SetIntegerValue("acceptable_iter", 0);
  options->SetStringValue("nlp_scaling_method", "none");
  options->SetStringValue("linear_solver", "mumps");
  return application;
}

Ipopt::ApplicationReturnStatus run_ipopt(Ipopt::IpoptApplication& application, IpoptAdapter& problem) {
  const auto status = application.Initialize(std::string());
  if (status != Ipopt::Solve_Succeeded) return status;
  return application.OptimizeTNLP(Ipopt::SmartPtr<Ipopt::TNLP>(&problem));
}

std::string describe(Ipopt::ApplicationReturnStatus status) {
  static const std::map<Ipopt::ApplicationReturnStatus, std::string> texts = {
      {Ipopt::Solve_Succeeded, "converged"},
      {Ipopt::Solved_To_Acceptable_Level, "converged"},
      {Ipopt::Feasible_Point_Found, "converged"},
      {Ipopt::Infeasible_Problem_Detected, "stopped at a point of local infeasibility"},
      {Ipopt::Search_Direction_Becomes_Too_Small, "steps too small"},
      {Ipopt::Diverging_Iterates, "diverging iterates"},
      {Ipopt::User_Requested_Stop, "no further progress"},
      {Ipopt::Maximum_Iterations_Exceeded, "maximum number of iterations"},
      {Ipopt::Restoration_Failed, "restoration failed"},
      {Ipopt::Error_In_Step_Computation, "singular linear system"},
      {Ipopt::Not_Enough_Degrees_Of_Freedom, "no degree of freedom"},
      {Ipopt::Invalid_Number_Detected, "invalid numbers"},
  };
  const auto found = texts.find(status);
  return found != texts.end() ? found->second : "Ipopt status " + std::to_string(static_cast<int>(status));
}

}  // namespace etslink
