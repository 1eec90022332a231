// SPDX-License-Identifier: Apache-2.0
#include "calibration/benchmark_toml.h"

#include "calibration/toml/toml_reader.h"
#include "calibration/toml/toml_section.h"

namespace etslink {
namespace {

void expect_no_carbon_price(const TomlValue& root) {
  if (const TomlValue* value = root.find("carbon_price_in_taxes"))
    value->fail(
        "'carbon_price_in_taxes' is no key: who pays the price stands in elasticities.csv, parameter "
        "'carbon_price_paid' "
        "by region and sector [USD/t]; describe its source in 'sources'");
}

std::string full_text(TomlSection& section, const std::string& key) {
  const TomlValue& value = section.need(key);
  if (value.as_text().empty()) value.fail("'" + key + "' must be a text that is not empty");
  return value.as_text();
}

std::string read_currency(TomlSection& section) {
  std::string currency = full_text(section, "currency");
  if (!currency.starts_with("million ") || !currency.ends_with("USD"))
    throw InputError(
        section.at("currency"),
        "currency is '" + currency + "'; allowed: \"million USD\", or with a base year \"million 2011 USD\"");
  return currency;
}

}  // namespace

std::string quoted_toml(const std::string& text) {
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

void read_benchmark_toml(const std::string& text, const std::string& file, Benchmark& benchmark) {
  const TomlValue root = parse_toml(text, file);
  expect_no_carbon_price(root);
  TomlSection section(root);
  benchmark.year = section.integer("year", {1900, 2200});
  benchmark.currency = read_currency(section);
  benchmark.sources = full_text(section, "sources");
  benchmark.licence = full_text(section, "licence");
  benchmark.citation = full_text(section, "citation");
  section.finish();
}

std::string benchmark_toml_text(const Benchmark& benchmark) {
  std::string text = "year = " + std::to_string(benchmark.year) + "\n";
  text += "currency = " + quoted_toml(benchmark.currency) + "\n";
  text += "sources = " + quoted_toml(benchmark.sources) + "\n";
  text += "licence = " + quoted_toml(benchmark.licence) + "\n";
  text += "citation = " + quoted_toml(benchmark.citation) + "\n";
  return text;
}

}  // namespace etslink
