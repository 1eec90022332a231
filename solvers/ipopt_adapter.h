// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <IpIpoptApplication.hpp>
#include <IpIpoptCalculatedQuantities.hpp>
#include <IpTNLP.hpp>
#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace etslink {

inline constexpr double infinite_error = std::numeric_limits<double>::infinity();

// An iterate of Ipopt.
struct IpoptIterate {
  bool is_regularised = false;    // the linear system of the step to it was
  double error = infinite_error;  // that Ipopt's convergence test compares with its tolerance
};

// What all problems share that are handed to Ipopt: where it starts and ends, and callbacks that no exception leaves.
class IpoptAdapter : public Ipopt::TNLP {
 public:
  using Index = Ipopt::Index;
  using Number = Ipopt::Number;

  // point: where Ipopt starts from, and then where it ends.
  IpoptAdapter(std::vector<double> point, Index constraints, Index jacobian_entries, Index hessian_entries)
      : point_(std::move(point)),
        constraints_(constraints),
        jacobian_entries_(jacobian_entries),
        hessian_entries_(hessian_entries) {}

  [[nodiscard]] const std::vector<double>& point() const { return point_; }
  [[nodiscard]] int iterations() const { return iterations_; }
  [[nodiscard]] const std::string& failed_call() const { return failed_call_; }

  // Ipopt fixes the signatures of the functions between these marks.
  // NOLINTBEGIN(readability-function-size)
  bool get_nlp_info(Index& n, Index& m, Index& jacobian_entries, Index& hessian_entries,
                    IndexStyleEnum& style) override {
    n = static_cast<Index>(point_.size());
    m = constraints_;
    jacobian_entries = jacobian_entries_;
    hessian_entries = hessian_entries_;
    style = C_STYLE;
    return true;
  }

  bool get_starting_point(Index, bool init_x, Number* x, bool init_z, Number*, Number*, Index, bool init_lambda,
                          Number*) override {
    if (init_x) std::copy(point_.begin(), point_.end(), x);
    return !init_z && !init_lambda;
  }

  bool intermediate_callback(Ipopt::AlgorithmMode mode, Index iteration, Number, Number, Number, Number, Number,
                             Number regularization, Number, Number, Index, const Ipopt::IpoptData*,
                             Ipopt::IpoptCalculatedQuantities* quantities) override {
    iterations_ = iteration;
    const bool is_regular = mode == Ipopt::RegularMode && quantities != nullptr;
    return goes_on({regularization > 0, is_regular ? quantities->curr_nlp_error() : infinite_error});
  }

  void finalize_solution(Ipopt::SolverReturn, Index n, const Number* x, const Number*, const Number*, Index,
                         const Number*, const Number*, Number, const Ipopt::IpoptData*,
                         Ipopt::IpoptCalculatedQuantities*) override {
    std::copy_n(x, n, point_.begin());
  }
  // NOLINTEND(readability-function-size)

 protected:
  // Runs the body of a callback: whatever it throws becomes "evaluation failed" for Ipopt.
  template <class Body>
  bool guarded(const Body& body) {
    try {
      return body();
    } catch (const std::exception& error) {
      failed_call_ = error.what();
    } catch (...) {
      failed_call_ = "unknown exception";
    }
    return false;
  }

  // Guards against numbers that Ipopt would carry on with.
  bool finite(std::span<const double> values, const char* what) {
    const bool all = std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
    if (!all) failed_call_ = std::string(what) + " is not a number";
    return all;
  }

  template <class T>
  static std::span<T> span_of(T* first, Index count) {
    return {first, static_cast<std::size_t>(count)};
  }

 private:
  // Asked at every iterate.
  virtual bool goes_on(const IpoptIterate& /*iterate*/) { return true; }

  std::vector<double> point_;
  Index constraints_;
  Index jacobian_entries_;
  Index hessian_entries_;
  int iterations_ = 0;
  std::string failed_call_;  // why the last evaluation failed, if one did
};

// Held from before the first object of Ipopt is made until the last is gone: neither Ipopt's tags of objects nor the
// sequential MUMPS are re-entrant, so threads take turns.
[[nodiscard]] std::mutex& ipopt_turn();

// Ipopt with MUMPS, without output, without scaling of its own.
[[nodiscard]] Ipopt::SmartPtr<Ipopt::IpoptApplication> silent_ipopt(int max_iterations);

// Runs it; the options are set. It reads no options file.
[[nodiscard]] Ipopt::ApplicationReturnStatus run_ipopt(Ipopt::IpoptApplication& application, IpoptAdapter& problem);

// "steps too small", for messages.
[[nodiscard]] std::string describe(Ipopt::ApplicationReturnStatus status);

}  // namespace etslink
