// SPDX-License-Identifier: Apache-2.0
#include "results/compare.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include "model/number_text.h"
#include "results/hdf5_reader.h"
#include "results/variant_file.h"

namespace etslink {
namespace {

const std::string run_group = "run";
// How a solver came to a solution, and its texts for people: two solvers, or two versions, may come to the same result
// in another way and say it in other words.
const std::set<std::string> not_results{"solver_message",  "worst_conditions",        "leakage_channels_note",
                                        "failure_message", "failure_worst_condition", "ipopt_confirmed",
                                        "ipopt_iterations"};
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr std::size_t longest_text = 60, most_labels = 3;

std::string quoted(const std::string& text) {
  return "'" + (text.size() <= longest_text ? text : text.substr(0, longest_text) + "...") + "'";
}

std::string line_of(const std::string& text, std::size_t begin) {
  return text.substr(begin, text.find('\n', begin) - begin);
}

// Of texts that are equal to the end of one of them, `end`: what the other has beyond it.
std::string more_lines(const std::string& a, const std::string& b, std::size_t end) {
  const bool is_a = a.size() > b.size();
  const std::string& text = is_a ? a : b;
  const auto begin = text.find_first_not_of('\n', end);
  const std::string where = is_a ? "only in A" : "only in B";
  if (begin == std::string::npos) return where + ": line breaks at the end";
  const auto number = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n') + 1;
  return where + ", from line " + std::to_string(number) + ": " + quoted(line_of(text, begin));
}

// Both texts; of several lines the first that differs.
std::string both(const std::string& a, const std::string& b) {
  const auto first = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
  const auto line_break = a.rfind('\n', first == 0 ? 0 : static_cast<std::size_t>(first) - 1);
  const std::size_t begin = first == 0 || line_break == std::string::npos ? 0 : line_break + 1;
  const auto number = std::count(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(begin), '\n') + 1;
  const bool is_one_line = a.find('\n') == std::string::npos && b.find('\n') == std::string::npos;
  if (!is_one_line && line_of(a, begin) == line_of(b, begin)) return more_lines(a, b, static_cast<std::size_t>(first));
  return (is_one_line ? "" : "line " + std::to_string(number) + ": ") + quoted(line_of(a, begin)) + " | " +
         quoted(line_of(b, begin));
}

bool are_equal(double a, double b, const Tolerance& tolerance) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  if (std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b)) return true;
  const double allowed = std::max(tolerance.relative * std::max(std::abs(a), std::abs(b)), tolerance.absolute);
  return allowed > 0 && std::abs(a - b) <= allowed && std::isfinite(a) && std::isfinite(b);
}

double relative_difference(double a, double b) {
  if (a == b) return 0;                                         // zeros of other signs
  if (!std::isfinite(a) || !std::isfinite(b)) return infinite;  // one of them only: both are not equal
  return std::abs(a - b) / std::max(std::abs(a), std::abs(b));
}

void check_is_ours(const NetcdfReader& file) {
  if (!file.attribute("format").starts_with("etslink ")) {
    throw FileError(file.path(), "is not a file of this program (it has no root attribute format = \"etslink ...\")");
  }
}

class Comparer {
 public:
  Comparer(NetcdfReader a, NetcdfReader b, CompareOptions options)
      : a_(std::move(a)), b_(std::move(b)), options_(std::move(options)) {}

  FileComparison compare() {
    compare_groups("", 0);
    std::stable_sort(result_.differences.begin(), result_.differences.end(),
                     [](const auto& x, const auto& y) { return x.size > y.size; });
    return std::move(result_);
  }

 private:
  void add(const std::string& name, double size, const std::string& message) {
    result_.differences.push_back({name, size, message});
  }

  // Notes what only one file has and gives what both have.
  std::vector<std::string> compare_names(const std::string& kind, const std::vector<std::string>& a,
                                         const std::vector<std::string>& b) {
    const std::set<std::string> in_a(a.begin(), a.end()), in_b(b.begin(), b.end());
    std::vector<std::string> common;
    for (const auto& name : a) {
      if (in_b.contains(name)) {
        common.push_back(name);
      } else if (name != run_group) {
        add(kind + " " + name, infinite, "only in A");
      }
    }
    for (const auto& name : b) {
      if (!in_a.contains(name) && name != run_group) add(kind + " " + name, infinite, "only in B");
    }
    return common;
  }

  void compare_attributes(const std::string& place, const TextAttributes& a, const TextAttributes& b) {
    if (!options_.with_attributes) return;
    std::map<std::string, std::string> values(b.begin(), b.end());
    for (const auto& [name, value] : a) {
      const auto name_and_place = "attribute " + place + name;
      const auto other = values.find(name);
      if (other == values.end()) {
        add(name_and_place, infinite, "only in A");
      } else if (other->second != value) {
        add(name_and_place, infinite, both(value, other->second));
      }
      values.erase(name);
    }
    for (const auto& [name, value] : values) add("attribute " + place + name, infinite, "only in B");
  }

  // A group and those in it.
  void compare_groups(const std::string& group, int depth) {
    compare_group(group);
    if (depth == NetcdfReader::deepest_group) return;
    for (const auto& below : compare_names("group", a_.group_names(group), b_.group_names(group))) {
      if (below != run_group) compare_groups(below, depth + 1);
    }
  }

  void compare_group(const std::string& group) {
    compare_attributes(group.empty() ? "" : group + "@", a_.attributes(group), b_.attributes(group));
    const auto common = compare_names("variable", a_.variable_names(group), b_.variable_names(group));
    const auto is_axis = [&](const std::string& name) {
      return a_.dimensions(name) == std::vector<std::string>{name} ||
             b_.dimensions(name) == std::vector<std::string>{name};
    };
    for (const auto& name : common) {
      if (is_axis(name)) compare_axis(name);
    }
    for (const auto& name : common) {
      if (!is_axis(name)) compare_variable(name);
    }
  }

  static std::vector<std::string> labels(const NetcdfReader& file, const std::string& axis) {
    if (file.is_text(axis)) return file.read_text(axis);
    std::vector<std::string> numbers;
    if (file.is_unlabelled_dimension(axis)) {
      for (std::size_t i = 0; i < file.shape(axis).front(); ++i) numbers.push_back(std::to_string(i));
    } else {
      for (const double number : file.read_numbers(axis)) numbers.push_back(shortest_text(number));
    }
    return numbers;
  }

  static std::string missing_labels(const std::vector<std::string>& in, const std::vector<std::string>& other,
                                    const std::string& file) {
    const std::set<std::string> known(other.begin(), other.end());
    std::string text;
    std::size_t count = 0;
    for (const auto& label : in) {
      if (known.contains(label) || ++count > most_labels) continue;
      text += (text.empty() ? "" : ", ") + label;
    }
    if (count > most_labels) text += ", ... (" + std::to_string(count) + ")";
    return text.empty() ? "" : "; only in " + file + ": " + text;
  }

  void compare_axis(const std::string& axis) {
    const auto a = labels(a_, axis), b = labels(b_, axis);
    compare_attributes(axis + "@", a_.variable_attributes(axis), b_.variable_attributes(axis));
    labels_[axis] = a;
    if (a == b) return;
    changed_axes_.insert(axis);
    const auto only = missing_labels(a, b, "A") + missing_labels(b, a, "B");
    add("axis " + axis, infinite,
        "length " + std::to_string(a.size()) + " | " + std::to_string(b.size()) +
            (only.empty() ? "; other order" : only));
  }

  void compare_variable(const std::string& name) {
    if (not_results.contains(name)) return;
    compare_attributes(name + "@", a_.variable_attributes(name), b_.variable_attributes(name));
    const auto axes = a_.dimensions(name);
    if (axes != b_.dimensions(name)) return add("variable " + name, infinite, "other axes");
    if (a_.is_text(name) != b_.is_text(name)) return add("variable " + name, infinite, "text | numbers");
    const bool is_changed =
        std::any_of(axes.begin(), axes.end(), [&](const auto& a) { return changed_axes_.contains(a); });
    if (is_changed) {
      ++result_.skipped;
      return;
    }
    ++result_.variables;
    if (a_.is_text(name)) {
      compare_text(name, axes);
    } else {
      compare_numbers(name, axes);
    }
  }

  void compare_text(const std::string& name, const std::vector<std::string>& axes) {
    const auto a = a_.read_text(name), b = b_.read_text(name);
    const auto first = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
    if (first == a.end()) return;
    const auto i = static_cast<std::size_t>(first - a.begin());
    add(name, infinite, "first" + place(axes, i) + ": " + both(a[i], b[i]));
  }

  void compare_numbers(const std::string& name, const std::vector<std::string>& axes) {
    const auto a = a_.read_numbers(name), b = b_.read_numbers(name);
    std::size_t count = 0, worst = 0;
    double largest = -1;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (are_equal(a[i], b[i], options_.tolerance)) continue;
      ++count;
      const double difference = relative_difference(a[i], b[i]);
      if (difference <= largest) continue;
      largest = difference;
      worst = i;
    }
    if (count == 0) return;
    add(name, largest,
        std::to_string(count) + " of " + std::to_string(a.size()) + " values, most" + place(axes, worst) + ": " +
            shortest_text(a[worst]) + " | " + shortest_text(b[worst]) + ", relative " + rounded_text(largest, 3));
  }

  // " at scenario=linked, region=CHN" of a value in row-major order.
  std::string place(const std::vector<std::string>& axes, std::size_t index) const {
    std::string text;
    for (std::size_t i = axes.size(); i-- > 0;) {
      const auto& labels = labels_.at(axes[i]);
      const auto short_name = axes[i].substr(axes[i].rfind('/') + 1);
      text = short_name + "=" + labels[index % labels.size()] + (text.empty() ? "" : ", ") + text;
      index /= labels.size();
    }
    return text.empty() ? "" : " at " + text;
  }

  const NetcdfReader a_, b_;
  const CompareOptions options_;
  std::map<std::string, std::vector<std::string>> labels_;  // of the axes of A
  std::set<std::string> changed_axes_;
  FileComparison result_;
};

}  // namespace

FileComparison compare_files(const std::string& path_a, const std::string& path_b, const CompareOptions& options) {
  const NetcdfReader a(path_a), b(path_b);
  check_is_ours(a);
  check_is_ours(b);
  if (options.variant.empty()) return Comparer(a, b, options).compare();
  const bool a_has = !variant_names(a).empty(), b_has = !variant_names(b).empty();
  // A file of one study alone is compared with the variant of the other.
  return Comparer(a_has || !b_has ? variant_view(a, options.variant) : a, b_has ? variant_view(b, options.variant) : b,
                  options)
      .compare();
}

std::string comparison_text(const FileComparison& comparison, std::size_t most_lines) {
  const auto compared = std::to_string(comparison.variables) + " variables compared";
  if (comparison.differences.empty()) return "equal: " + compared + "\n";
  std::string text;
  for (std::size_t i = 0; i < std::min(most_lines, comparison.differences.size()); ++i) {
    text += comparison.differences[i].name + ": " + comparison.differences[i].message + "\n";
  }
  if (comparison.differences.size() > most_lines) {
    text += "... and " + std::to_string(comparison.differences.size() - most_lines) + " more (--all shows them)\n";
  }
  text += "different: " + std::to_string(comparison.differences.size()) + " differences; " + compared;
  if (comparison.skipped > 0) text += ", " + std::to_string(comparison.skipped) + " not, because an axis differs";
  return text + "\n";
}

}  // namespace etslink
