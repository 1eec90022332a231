// SPDX-License-Identifier: Apache-2.0
#include "calibration/benchmark_toml.h"

#include <toml++/toml.h>

#include <algorithm>

#include "calibration/toml_text.h"
#include "model/number_text.h"

namespace etslink {
namespace {

const std::vector<std::string> known_keys = {"year", "currency", "sources", "licence", "citation"};

// The entries of one benchmark.toml, with messages that name file and line.
class BenchmarkToml {
 public:
  BenchmarkToml(const std::string& text, std::string file) : file_(std::move(file)) {
    table_ = parse_toml_text(text, file_);
    for (const auto& [key, node] : table_) {
      const std::string name(key.str());
      if (name == "carbon_price_in_taxes")
        throw InputError(
            at(key.source()),
            "'carbon_price_in_taxes' can't be used: taxes stay as they are beside every permit market, and "
            "the price that they contain is not known by user and fuel, so that it can be neither taken "
            "out nor counted; describe it in 'sources'");
      if (std::find(known_keys.begin(), known_keys.end(), name) != known_keys.end()) continue;
      throw InputError(at(key.source()), "unknown key '" + name + "'" + suggestion(name, known_keys));
    }
  }

  std::string text(const std::string& key) const {
    const auto value = node(key).value_exact<std::string>();
    if (!value || value->empty())
      throw InputError(at(node(key).source()), "'" + key + "' must be a text in quotes, not empty");
    return *value;
  }

  int year() const {
    const auto value = node("year").value_exact<std::int64_t>();
    if (value && *value >= 1900 && *value <= 2200) return static_cast<int>(*value);
    throw InputError(at(node("year").source()), "'year' must be a whole number from 1900 to 2200");
  }

  std::string currency() const {
    const std::string value = text("currency");
    if (value.starts_with("million ") && value.ends_with("USD")) return value;
    throw InputError(at(node("currency").source()),
                     "currency is '" + value + "'; allowed: \"million USD\", or with a base year \"million 2011 USD\"");
  }

 private:
  SourceLocation at(const toml::source_region& source) const { return {file_, static_cast<int>(source.begin.line)}; }

  const toml::node& node(const std::string& key) const {
    const toml::node* found = table_.get(key);
    if (!found) throw InputError({file_, 0}, "key '" + key + "' is missing");
    return *found;
  }

  std::string file_;
  toml::table table_;
};

std::string quoted(const std::string& text) {
  static const char* const hex = "0123456789abcdef";
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result.append(1, '\\').append(1, c);
    } else if (byte < 0x20 || byte == 0x7f) {
      result.append("\\u00").append(1, hex[byte >> 4]).append(1, hex[byte & 15]);
    } else {
      result.append(1, c);
    }
  }
  return result + "\"";
}

}  // namespace

void read_benchmark_toml(const std::string& text, const std::string& file, Benchmark& benchmark) {
  const BenchmarkToml entries(text, file);
  benchmark.year = entries.year();
  benchmark.currency = entries.currency();
  benchmark.sources = entries.text("sources");
  benchmark.licence = entries.text("licence");
  benchmark.citation = entries.text("citation");
}

std::string benchmark_toml_text(const Benchmark& benchmark) {
  std::string text = "year = " + std::to_string(benchmark.year) + "\n";
  text += "currency = " + quoted(benchmark.currency) + "\n";
  text += "sources = " + quoted(benchmark.sources) + "\n";
  text += "licence = " + quoted(benchmark.licence) + "\n";
  text += "citation = " + quoted(benchmark.citation) + "\n";
  return text;
}

}  // namespace etslink
