// SPDX-License-Identifier: Apache-2.0
// An endogenous quantity is fixed and an exogenous one becomes free: [swap.NAME], { fix = "output I_S CHN",
// free = "output tax I_S CHN", value = 1 }. The words of a quantity and the codes after them are those of
// model/instruments/swaps.h.
#include <algorithm>
#include <sstream>

#include "calibration/toml/toml_numbers.h"
#include "model/instruments/swaps.h"
#include "study/listed/listed_kinds.h"
#include "study/listed/permit_flows.h"
#include "study/named_tax.h"

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
std::string form_of(const QuantityForm& quantity) {
  std::string form = to_string(quantity.kind);
  for (const auto& code : words_of(quantity.codes)) {
    form += code == "S"   ? " SECTOR"
            : code == "G" ? " GOOD"
            : code == "R" ? " REGION"
            : code == "F" ? " FACTOR"
                          : " MARKET";
  }
  return form;
}

class QuantityReader {
 public:
  QuantityReader(const TomlValue& value, const NamedSets& sets, const std::vector<PermitMarket>& markets)
      : value_(value), words_(words_of(value.as_text())), sets_(sets), markets_(markets) {}

  [[nodiscard]] ModelQuantity read(const std::vector<QuantityForm>& forms) {
    const auto kind = find_kind(forms);
    ModelQuantity quantity;
    quantity.kind = kind;
    quantity.text = joined(words_, 0, words_.size());
    const std::size_t first = words_of(to_string(kind)).size();
    read_codes(choose(forms, kind, words_.size() - first), first, quantity);
    return quantity;
  }

 private:
  // The longest kind that the text begins with: "output tax" goes before "output".
  [[nodiscard]] QuantityKind find_kind(const std::vector<QuantityForm>& forms) const {
    const QuantityForm* best = nullptr;
    std::vector<std::string> names;
    for (const auto& form : forms) {
      const auto name = to_string(form.kind);
      const auto length = words_of(name).size();
      const bool is_longer = best == nullptr || name.size() > to_string(best->kind).size();
      if (length <= words_.size() && joined(words_, 0, length) == name && is_longer) best = &form;
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    if (best != nullptr) return best->kind;
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
  [[nodiscard]] const QuantityForm& choose(const std::vector<QuantityForm>& forms, QuantityKind kind,
                                           std::size_t codes) const {
    std::string allowed;
    for (const auto& form : forms) {
      if (form.kind != kind) continue;
      if (form.codes == "M" ? codes >= 1 : words_of(form.codes).size() == codes && !names_market(forms, form))
        return form;
      allowed += (allowed.empty() ? "\"" : "\" or \"") + form_of(form);
    }
    value_.fail("'" + value_.name() + "' is '" + joined(words_, 0, words_.size()) + "', but must be " + allowed + "\"");
  }

  // Where a kind is one of markets as well, codes of a sector and a region may be the name of a market.
  [[nodiscard]] bool names_market(const std::vector<QuantityForm>& forms, const QuantityForm& form) const {
    const auto is_of_market = [&](const QuantityForm& other) { return other.kind == form.kind && other.codes == "M"; };
    if (std::none_of(forms.begin(), forms.end(), is_of_market)) return false;
    const std::size_t first = words_of(to_string(form.kind)).size();
    const auto name = joined(words_, first, words_.size());
    const auto is_this = [&](const PermitMarket& market) { return market.name == name; };
    return !sets_.benchmark().find_sector(words_[first]).valid() ||
           std::any_of(markets_.begin(), markets_.end(), is_this);
  }

  void read_codes(const QuantityForm& form, std::size_t first, ModelQuantity& quantity) const {
    if (form.codes == "M") {
      quantity.market = find_market(joined(words_, first, words_.size()), value_, markets_);
      return;
    }
    for (const auto& what : words_of(form.codes)) {
      const auto& code = words_[first++];
      if (what == "S") quantity.sector = sets_.sector(code, value_.at());
      if (what == "G") quantity.good = sets_.sector(code, value_.at());
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
void read_value(TomlSection& section, Swap& swap) {
  const auto* value = section.find("value");
  const auto kind = swap.fixed.kind;
  const bool has_unit = kind == QuantityKind::permit_price || kind == QuantityKind::emissions;
  if (value == nullptr) {
    if (has_unit)
      section.fail("missing key 'value' in [" + section.name() + "]: " + to_string(kind) + " has no benchmark value");
    return;
  }
  if (kind == QuantityKind::lump_sum)
    value->fail("'" + value->name() + "': the lump sum is fixed at that of the benchmark");
  if (kind == QuantityKind::unemployment) {
    static_cast<void>(read_positive(*value));
    swap.value = read_percent_below_100(*value);
    return;
  }
  swap.value = has_unit ? read_non_negative(*value) : read_positive(*value);
}

std::vector<int> read_swap(const ListedItem& item, Policy& policy) {
  TomlSection section(item.table);
  Swap swap;
  swap.at = section.at();
  swap.fixed = QuantityReader(section.need("fix"), item.sets, policy.markets).read(fixable_quantities());
  swap.freed = QuantityReader(section.need("free"), item.sets, policy.markets).read(freeable_quantities());
  read_value(section, swap);
  section.finish();
  policy.swaps.push_back(swap);
  std::vector<int> markets{swap.fixed.market, swap.freed.market};
  std::erase(markets, -1);
  return markets;
}

}  // namespace

ListedKind listed_swap() { return {.table = "swap", .list = "swaps", .read = read_swap}; }

}  // namespace etslink
