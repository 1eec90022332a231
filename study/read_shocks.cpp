// SPDX-License-Identifier: Apache-2.0
#include "study/read_shocks.h"

#include "calibration/toml/toml_numbers.h"
#include "calibration/toml/toml_section.h"
#include "study/named_tax.h"
#include "study/shock_name.h"

namespace etslink {
namespace {

using Size = Shock::Size;

struct SizeWord {
  const char* key;
  Size size;
};

bool is_quantity(const Shock& shock) {
  return shock.kind == ShockKind::endowment || shock.kind == ShockKind::population ||
         shock.kind == ShockKind::productivity || shock.kind == ShockKind::world_price;
}

// Quantities have a factor, payments a value, rates one of three.
std::vector<SizeWord> size_words(const Shock& shock) {
  const SizeWord factor{"factor", Size::factor}, value{"value", Size::value};
  if (is_quantity(shock)) return {factor};
  if (shock.kind == ShockKind::transfer) return {value};
  return {factor, value, {"change", Size::change}};
}

std::string listed(const std::vector<SizeWord>& words) {
  std::string text;
  for (const SizeWord& word : words) text += (text.empty() ? "" : ", ") + std::string(word.key);
  return text;
}

double read_number(const Shock& shock, const TomlValue& value) {
  if (is_quantity(shock)) return read_positive(value);
  return shock.size == Size::factor ? read_non_negative(value) : value.as_number();
}

void read_size(TomlSection& section, Shock& shock) {
  const auto words = size_words(shock);
  const TomlValue* size = nullptr;
  for (const SizeWord& word : words) {
    const TomlValue* found = section.find(word.key);
    if (found == nullptr) continue;
    if (size != nullptr) found->fail("the shock '" + shock.text + "' must have one size, not two: " + listed(words));
    size = found;
    shock.size = word.size;
  }
  if (shock.kind == ShockKind::population) section.allow("labour");
  section.finish();
  if (size == nullptr) section.fail("the shock '" + shock.text + "' must have one of " + listed(words));
  shock.number = read_number(shock, *size);
}

// The labour that grows with the number of people: a factor or several.
void read_labour(const TomlValue& labour, const NamedSets& sets, Shock& shock) {
  const auto read = [&](const TomlValue& item) { return read_factor(item, sets.benchmark()); };
  if (labour.is(TomlValue::Kind::text)) {
    shock.factors = {read(labour)};
    return;
  }
  for (const auto& item : labour.as_list()) shock.factors.push_back(read(item));
  if (shock.factors.empty()) labour.fail("'" + labour.name() + "' must name at least one factor");
}

Shock read_shock(const std::string& name, const TomlValue& value, const NamedSets& sets) {
  Shock shock = read_shock_name(name, value, sets);
  if (!value.is(TomlValue::Kind::table))
    value.fail("the shock '" + shock.text + "' must be a table with its size, e.g. { " + size_words(shock).front().key +
               " = 1.1 }");
  TomlSection section(value);
  read_size(section, shock);
  if (shock.kind == ShockKind::population) read_labour(section.need("labour"), sets, shock);
  if (shock.kind == ShockKind::transfer && (shock.regions.size() > 1 || shock.partners.size() > 1))
    value.fail("the shock '" + shock.text + "' is a payment from one region to another one");
  return shock;
}

}  // namespace

std::vector<Shock> read_shocks(const TomlValue& table, const NamedSets& sets) {
  std::vector<Shock> shocks;
  for (const auto& [name, value] : table.as_table().entries()) shocks.push_back(read_shock(name, value, sets));
  return shocks;
}

}  // namespace etslink
