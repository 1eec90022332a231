// SPDX-License-Identifier: Apache-2.0
#include "app/command_line.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <cmath>

#include "app/command_list.h"
#include "model/input_error.h"
#include "model/number_text.h"

namespace etslink {
namespace {

namespace po = boost::program_options;
using Texts = std::vector<std::string>;

po::value_semantic* semantic_of(const Option& option) {
  if (option.kind == OptionKind::flag) return new po::untyped_value(true);
  if (option.kind == OptionKind::repeated) return po::value<Texts>()->composing();
  if (option.kind == OptionKind::list) return po::value<Texts>()->multitoken()->composing();
  auto* value = po::value<std::string>();
  return option.preset.empty() ? value : value->default_value(option.preset);
}

po::options_description describe(const CommandLine& line) {
  po::options_description options("options");
  for (const auto& option : line.options)
    options.add_options()(option.names.c_str(), semantic_of(option), option.help.c_str());
  for (const auto& option : common_options())
    options.add_options()(option.names.c_str(), semantic_of(option), option.help.c_str());
  return options;
}

Texts option_names(const CommandLine& line) {
  Texts names;
  for (const auto& option : line.options) names.push_back("--" + option.long_name());
  for (const auto& option : common_options()) names.push_back("--" + option.long_name());
  return names;
}

Texts texts_in(const po::variable_value& value, OptionKind kind) {
  if (kind == OptionKind::flag) return {};
  return kind == OptionKind::text ? Texts{value.as<std::string>()} : value.as<Texts>();
}

// A file, a folder, a name: an empty one is a variable of the shell that was never set.
void expect_no_empty_text(const std::string& called, const Texts& texts) {
  if (std::find(texts.begin(), texts.end(), "") != texts.end()) throw InputError({}, called + " is an empty text");
}

void expect_choice(const std::string& option, const std::string& word, const Texts& allowed) {
  if (std::find(allowed.begin(), allowed.end(), word) == allowed.end())
    throw InputError({}, "--" + option + " can't be '" + word + "'" + suggestion(word, allowed));
}

po::variables_map parse(const po::options_description& options, const Texts& arguments) {
  po::options_description all(options);
  all.add_options()("argument", po::value<Texts>());
  po::positional_options_description positional;
  positional.add("argument", -1);
  const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  po::variables_map values;
  po::store(po::command_line_parser(arguments).options(all).positional(positional).style(style).run(), values);
  po::notify(values);
  return values;
}

// With the messages of this program.
po::variables_map parse_or_explain(const CommandLine& line, const po::options_description& options,
                                   const Texts& arguments) {
  try {
    return parse(options, arguments);
  } catch (const po::unknown_option& error) {
    const auto& name = error.get_option_name();
    throw InputError({}, "unknown option '" + name + "'" + suggestion(name, option_names(line)));
  } catch (const po::error& error) {
    throw InputError({}, error.what());
  }
}

Arguments take(const CommandLine& line, const po::variables_map& parsed) {
  Arguments::Values values;
  for (const auto& option : line.options) {
    const auto name = option.long_name();
    if (!parsed.contains(name)) continue;
    values.emplace(name, texts_in(parsed[name], option.kind));
    expect_no_empty_text("--" + name, values.at(name));
    if (!option.choices.empty()) expect_choice(name, values.at(name).front(), option.choices);
  }
  Texts free;
  if (parsed.contains("argument")) free = parsed["argument"].as<Texts>();
  expect_no_empty_text("an argument", free);
  return {std::move(values), std::move(free)};
}

// The number that the whole text is; nothing where it is none or too large.
template <class Number>
std::optional<Number> read_as(const std::string& text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

void check_number_of_arguments(const CommandLine& line, const Texts& given) {
  const std::size_t allowed = line.argument.empty() ? 0 : line.argument_count;
  if (given.size() < allowed) throw InputError({}, "missing " + line.argument + "; usage: etslink " + line.usage);
  if (given.size() > allowed && !line.takes_more)
    throw InputError({}, "unexpected argument '" + given[allowed] + "'; usage: etslink " + line.usage);
}

}  // namespace

std::string Option::long_name() const { return names.substr(0, names.find(',')); }

std::string Option::short_name() const {
  const auto comma = names.find(',');
  return comma == std::string::npos ? "" : names.substr(comma + 1);
}

std::optional<Arguments> parse_arguments(const CommandLine& line, const Texts& arguments, const Console& console) {
  if (console.asked != nullptr) {
    *console.asked = line;
    return std::nullopt;
  }
  const auto options = describe(line);
  const auto parsed = parse_or_explain(line, options, arguments);
  if (parsed.contains("help")) {
    console.out << "usage: etslink " << line.usage << "\n\n" << line.summary << "\n" << options;
    return std::nullopt;
  }
  auto result = take(line, parsed);
  check_number_of_arguments(line, result.free());
  return result;
}

const std::string& Arguments::text(const std::string& option) const { return values_.at(option).front(); }

std::optional<std::string> Arguments::find_text(const std::string& option) const {
  return has(option) ? std::optional(text(option)) : std::nullopt;
}

Texts Arguments::texts(const std::string& option) const { return has(option) ? values_.at(option) : Texts{}; }

double Arguments::number(const std::string& option) const {
  const auto& word = text(option);
  const auto value = read_as<double>(word);
  if (value && std::isfinite(*value)) return *value;
  throw InputError({}, "--" + option + " must be a number, not '" + word + "'");
}

double Arguments::number_from(const std::string& option, double least) const {
  const double value = number(option);
  if (value >= least) return value;
  throw InputError({}, "--" + option + " must be at least " + shortest_text(least) + ", not '" + text(option) + "'");
}

int Arguments::count(const std::string& option, int least, int most) const {
  const auto value = read_as<int>(text(option));
  if (value && *value >= least && *value <= most) return *value;
  throw InputError({}, "--" + option + " must be a whole number from " + std::to_string(least) + " to " +
                           std::to_string(most) + ", not '" + text(option) + "'");
}

std::uint64_t Arguments::seed(const std::string& option) const {
  if (const auto value = read_as<std::uint64_t>(text(option))) return *value;
  throw InputError(
      {}, "--" + option + " must be a whole number from 0 to 18446744073709551615, not '" + text(option) + "'");
}

const std::string& Arguments::choice(const std::string& option, const Texts& allowed) const {
  expect_choice(option, text(option), allowed);
  return text(option);
}

Texts comma_separated(const std::string& text) {
  Texts parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(',', begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

}  // namespace etslink
