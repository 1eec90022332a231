// SPDX-License-Identifier: Apache-2.0
#include "study/read_swaps.h"

#include <algorithm>
#include <sstream>

#include "model/instruments/swaps.h"
#include "study/read_links.h"
#include "study/read_numbers.h"
#include "study/read_revenue.h"

namespace etslink {
namespace {

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string joined(const std::vector<std::string>& words, std::size_t first, std::size_t last) {
  std::string text;
  for (std::size_t i = first; i < last; ++i) text += (i == first ? "" : " ") + words[i];
  return text;
}

// "output tax SECTOR REGION".
std::string form_of(const QuantityKind& kind) {
  std::string form = kind.name;
  for (const auto& code : words_of(kind.codes)) {
    form += code == "S" ? " SECTOR" : code == "R" ? " REGION" : code == "F" ? " FACTOR" : " MARKET";
  }
  return form;
}

class QuantityReader {
 public:
  QuantityReader(const TomlValue& value, const NamedSets& sets, const std::vector<PermitMarket>& markets)
      : value_(value), words_(words_of(value.as_text())), sets_(sets), markets_(markets) {}

  [[nodiscard]] ModelQuantity read(const std::vector<QuantityKind>& kinds) {
    const auto name = find_name(kinds);
    ModelQuantity quantity;
    quantity.kind = name;
    quantity.text = joined(words_, 0, words_.size());
    const std::size_t first = words_of(name).size();
    read_codes(choose(kinds, name, words_.size() - first), first, quantity);
    return quantity;
  }

 private:
  // The longest kind that the text begins with: "output tax" goes before "output".
  [[nodiscard]] std::string find_name(const std::vector<QuantityKind>& kinds) const {
    std::string best;
    std::vector<std::string> names;
    for (const auto& kind : kinds) {
      const auto length = words_of(kind.name).size();
      if (length <= words_.size() && joined(words_, 0, length) == kind.name && kind.name.size() > best.size())
        best = kind.name;
      if (std::find(names.begin(), names.end(), kind.name) == names.end()) names.push_back(kind.name);
    }
    if (!best.empty()) return best;
    // What stands before the first code is taken for the kind.
    std::size_t length = 0;
    while (length < words_.size() && !is_code(words_[length])) ++length;
    const auto kind = joined(words_, 0, std::max<std::size_t>(length, words_.empty() ? 0 : 1));
    value_.fail("unknown quantity '" + kind + "' in '" + value_.name() + "'" + suggestion(kind, names));
  }

  [[nodiscard]] bool is_code(const std::string& word) const {
    const auto& benchmark = sets_.benchmark();
    const auto is_market = [&](const PermitMarket& market) { return market.name == word; };
    return benchmark.find_region(word).valid() || benchmark.find_sector(word).valid() ||
           benchmark.find_factor(word).valid() || std::any_of(markets_.begin(), markets_.end(), is_market);
  }

  // The kind of that name with so many codes; a market's name may have several words.
  [[nodiscard]] const QuantityKind& choose(const std::vector<QuantityKind>& kinds, const std::string& name,
                                           std::size_t codes) const {
    std::string forms;
    for (const auto& kind : kinds) {
      if (kind.name != name) continue;
      if (kind.codes == "M" ? codes >= 1 : words_of(kind.codes).size() == codes) return kind;
      forms += (forms.empty() ? "\"" : "\" or \"") + form_of(kind);
    }
    value_.fail("'" + value_.name() + "' is '" + joined(words_, 0, words_.size()) + "', but must be " + forms + "\"");
  }

  void read_codes(const QuantityKind& kind, std::size_t first, ModelQuantity& quantity) const {
    if (kind.codes == "M") {
      quantity.market = find_market(joined(words_, first, words_.size()), value_, markets_);
      return;
    }
    for (const auto& what : words_of(kind.codes)) {
      const auto& code = words_[first++];
      if (what == "S") quantity.sector = sets_.sector(code, value_.at());
      if (what == "F") quantity.factor = factor(code);
      if (what == "R") (quantity.region.valid() ? quantity.partner : quantity.region) = sets_.region(code, value_.at());
    }
  }

  [[nodiscard]] Factor factor(const std::string& code) const {
    return read_factor(TomlValue::of_text(code, value_.name(), value_.at()), sets_.benchmark());
  }

  const TomlValue& value_;
  std::vector<std::string> words_;
  const NamedSets& sets_;
  const std::vector<PermitMarket>& markets_;
};

// What is fixed in its own unit has no benchmark value to be relative to; the lump sum stays that of the benchmark.
void read_value(const TomlValue& table, Swap& swap) {
  const auto* value = table.find("value");
  const auto& kind = swap.fixed.kind;
  const bool has_unit = kind == "permit price" || kind == "emissions";
  if (value == nullptr) {
    if (has_unit) table.fail("missing key 'value' in [" + table.name() + "]: " + kind + " has no benchmark value");
    return;
  }
  if (kind == "lump sum") value->fail("'" + value->name() + "': the lump sum is fixed at that of the benchmark");
  swap.value = has_unit ? read_non_negative(*value) : read_positive(*value);
}

}  // namespace

Swap read_swap(const TomlValue& table, const NamedSets& sets, const std::vector<PermitMarket>& markets) {
  table.expect_keys({"fix", "free", "value"});
  Swap swap;
  swap.at = table.at();
  swap.fixed = QuantityReader(table.require_key("fix"), sets, markets).read(fixable_quantities());
  swap.freed = QuantityReader(table.require_key("free"), sets, markets).read(freeable_quantities());
  read_value(table, swap);
  return swap;
}

}  // namespace etslink
