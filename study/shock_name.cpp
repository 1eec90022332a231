// SPDX-License-Identifier: Apache-2.0
#include "study/shock_name.h"

#include <algorithm>
#include <sstream>

#include "model/technology.h"

namespace etslink {
namespace {

const std::string every_code = "all";

// How a kind is named. What a word stands for: R region, P partner region, S sector, G good, F factor, I input (factor
// or good), U user.
struct ShockForm {
  ShockKind kind;
  std::string name;   // "tariff"
  std::string words;  // "GPR"
  std::string text;   // "tariff GOOD EXPORTER IMPORTER"
};

const std::vector<ShockForm>& forms() {
  static const std::vector<ShockForm> list{
      {ShockKind::endowment, "endowment", "FR", "endowment FACTOR REGION"},
      {ShockKind::endowment, "endowment", "FSR", "endowment FACTOR SECTOR REGION"},
      {ShockKind::population, "population", "R", "population REGION"},
      {ShockKind::productivity, "productivity", "SR", "productivity SECTOR REGION"},
      {ShockKind::productivity, "productivity", "ISR", "productivity INPUT SECTOR REGION"},
      {ShockKind::output_tax, "output tax", "SR", "output tax SECTOR REGION"},
      {ShockKind::output_tax, "output tax", "SGR", "output tax SECTOR GOOD REGION"},
      {ShockKind::factor_tax, "factor tax", "FR", "factor tax FACTOR REGION"},
      {ShockKind::factor_tax, "factor tax", "FSR", "factor tax FACTOR SECTOR REGION"},
      {ShockKind::use_tax, "consumption tax", "R", "consumption tax REGION"},
      {ShockKind::use_tax, "use tax", "GR", "use tax GOOD REGION"},
      {ShockKind::use_tax, "use tax", "GUR", "use tax GOOD USER REGION"},
      {ShockKind::tariff, "tariff", "GR", "tariff GOOD IMPORTER"},
      {ShockKind::tariff, "tariff", "GPR", "tariff GOOD EXPORTER IMPORTER"},
      {ShockKind::export_tax, "export tax", "GR", "export tax GOOD EXPORTER"},
      {ShockKind::export_tax, "export tax", "GRP", "export tax GOOD EXPORTER IMPORTER"},
      {ShockKind::transfer, "transfer", "RP", "transfer REGION REGION"},
      {ShockKind::world_price, "world price", "GR", "world price GOOD REGION"}};
  return list;
}

const std::vector<std::string>& agent_words() {
  static const std::vector<std::string> words{"household", "government", "investment"};  // in the order of AgentKind
  return words;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

class NameReader {
 public:
  NameReader(const std::string& name, const TomlValue& value, const NamedSets& sets)
      : value_(value), words_(words_of(name)), sets_(sets) {
    shock_.text = joined(words_);
    shock_.at = value.at();
  }

  [[nodiscard]] Shock read() {
    const ShockForm& form = find_form();
    shock_.kind = form.kind;
    shock_.is_by_input = form.words.front() == 'I';
    const std::size_t first = words_.size() - form.words.size();
    for (std::size_t i = 0; i < form.words.size(); ++i) read_word(form.words[i], words_[first + i]);
    if (form.name == "consumption tax") shock_.users = {agent_user(0)};
    return shock_;
  }

 private:
  // By the words of its name, then by how many others follow.
  [[nodiscard]] const ShockForm& find_form() const {
    std::vector<std::string> names;
    std::string candidates;
    for (const ShockForm& form : forms()) {
      const auto name = words_of(form.name);
      if (std::find(names.begin(), names.end(), form.name) == names.end()) names.push_back(form.name);
      if (words_.size() < name.size() || !std::equal(name.begin(), name.end(), words_.begin())) continue;
      if (words_.size() == name.size() + form.words.size()) return form;
      candidates += (candidates.empty() ? "" : " or ") + ("\"" + form.text + "\"");
    }
    if (!candidates.empty()) value_.fail("the shock '" + shock_.text + "' must be " + candidates);
    const auto kind = words_.empty() ? std::string() : words_.front();
    value_.fail("unknown shock '" + shock_.text + "'" + suggestion(kind, names));
  }

  void read_word(char what, const std::string& word) {
    switch (what) {
      case 'R':
        shock_.regions = regions(word);
        return;
      case 'P':
        shock_.partners = regions(word);
        return;
      case 'S':
        shock_.sectors = is_on_inputs() ? producers(word, "sector") : sectors(word, "sector");
        return;
      case 'G':
        shock_.goods = goods(word);
        return;
      case 'F':
        shock_.factors = factors(word);
        return;
      case 'I':
        return read_input(word);
      case 'U':
        return read_user(word);
    }
  }

  [[noreturn]] void fail_word(const std::string& what, const std::string& word,
                              const std::vector<std::string>& allowed) const {
    value_.fail("unknown " + what + " '" + word + "' in the shock '" + shock_.text + "'" + suggestion(word, allowed));
  }

  [[nodiscard]] std::vector<Region> regions(const std::string& word) const {
    const Region region = sets_.benchmark().find_region(word);
    if (region.valid()) return {region};
    if (!sets_.has_region_set(word)) fail_word("region", word, sets_.benchmark().region_codes());
    return sets_.regions(TomlValue::of_text(word, value_.name(), value_.at()));
  }

  [[nodiscard]] std::vector<Sector> sectors(const std::string& word, const std::string& what) const {
    const Sector sector = sets_.benchmark().find_sector(word);
    if (sector.valid()) return {sector};
    if (!sets_.has_sector_set(word)) fail_word(what, word, sets_.benchmark().sector_codes());
    return sets_.sectors(TomlValue::of_text(word, value_.name(), value_.at()));
  }

  // Technologies sell to their sector alone.
  [[nodiscard]] std::vector<Sector> goods(const std::string& word) const {
    auto result = sectors(word, "good");
    for (const Sector good : result) {
      const SectorInfo& info = sets_.benchmark().sectors[good.index];
      if (is_technology(info))
        value_.fail("'" + info.code + "' in the shock '" + shock_.text + "' is a technology; " +
                    "allowed: a good, such as " + sets_.benchmark().sectors[info.parent.index].code);
    }
    return result;
  }

  // What is changed of a sector's factors and purchases is changed of its technologies'; its output is one.
  [[nodiscard]] bool is_on_inputs() const {
    return shock_.kind == ShockKind::endowment || shock_.kind == ShockKind::factor_tax || shock_.is_by_input;
  }

  // Sectors and their technologies, or a technology.
  [[nodiscard]] std::vector<Sector> producers(const std::string& word, const std::string& what) const {
    const Sector sector = sets_.benchmark().find_sector(word);
    if (!sector.valid() && sets_.has_sector_set(word))
      return sets_.producers(TomlValue::of_text(word, value_.name(), value_.at()));
    auto result = sectors(word, what);
    for (const Sector technology : technologies_of(sets_.benchmark().sectors, sector)) result.push_back(technology);
    return result;
  }

  [[nodiscard]] std::vector<Factor> factors(const std::string& word) const {
    const Benchmark& benchmark = sets_.benchmark();
    std::vector<Factor> result;
    for (int f = 0; f < static_cast<int>(benchmark.factors.size()); ++f) {
      if (word == every_code || word == benchmark.factors[f].code) result.push_back(Factor{f});
    }
    if (result.empty()) fail_word("factor", word, benchmark.factor_codes());
    return result;
  }

  void read_input(const std::string& word) {
    const Benchmark& benchmark = sets_.benchmark();
    const bool is_good = benchmark.find_sector(word).valid() || (word != every_code && sets_.has_sector_set(word));
    const bool is_factor = benchmark.find_factor(word).valid();
    if (is_good && is_factor) value_.fail("'" + word + "' in the shock '" + shock_.text + "' is a good and a factor");
    if (is_good) shock_.goods = goods(word);
    if (is_factor) shock_.factors = factors(word);
    if (is_good || is_factor) return;
    if (word == every_code)
      value_.fail("the shock '" + shock_.text + "' names one input; all together are \"productivity SECTOR REGION\"");
    auto names = benchmark.factor_codes();
    const auto goods = benchmark.sector_codes();
    names.insert(names.end(), goods.begin(), goods.end());
    fail_word("input", word, names);
  }

  [[nodiscard]] int agent_user(int kind) const { return sets_.benchmark().sector_count() + kind; }

  void read_user(const std::string& word) {
    const auto& agents = agent_words();
    const auto agent = std::find(agents.begin(), agents.end(), word);
    if (agent != agents.end()) {
      shock_.users = {agent_user(static_cast<int>(agent - agents.begin()))};
      return;
    }
    if (word == every_code) return;
    if (!sets_.benchmark().find_sector(word).valid() && !sets_.has_sector_set(word)) {
      auto names = sets_.benchmark().sector_codes();
      names.insert(names.end(), agents.begin(), agents.end());
      fail_word("user", word, names);
    }
    for (const Sector producer : producers(word, "user")) shock_.users.push_back(producer.index);
  }

  const TomlValue& value_;
  std::vector<std::string> words_;
  const NamedSets& sets_;
  Shock shock_;
};

}  // namespace

Shock read_shock_name(const std::string& name, const TomlValue& value, const NamedSets& sets) {
  return NameReader(name, value, sets).read();
}

}  // namespace etslink
