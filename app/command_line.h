// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace etslink {

struct Console;

// What an option takes: nothing, a text or number, one each time it is repeated, several after one another.
enum class OptionKind { flag, text, repeated, list };

struct Option {
  std::string names;  // "output,o": the long name and, where it has one, the letter
  OptionKind kind = OptionKind::flag;
  std::string help;
  std::string preset = {};                // its value where it is not given; empty: none
  std::vector<std::string> choices = {};  // its values; empty: any

  [[nodiscard]] std::string long_name() const;   // "output"
  [[nodiscard]] std::string short_name() const;  // "o"; empty where it has none
};

// What a command is called with: its options, and its arguments with a name for messages ("STUDY"; empty: there is
// none).
struct CommandLine {
  std::string usage, summary, argument;
  std::vector<Option> options;
  std::size_t argument_count = 1;
  bool takes_more = false;  // of the last argument
};

// Values of the options that were given or have a preset, by long name, and the arguments beside them. A value that is
// not what is asked for is an InputError with what is allowed; asking for one of an option that has none is a
// programming error.
class Arguments {
 public:
  using Values = std::map<std::string, std::vector<std::string>>;
  Arguments(Values values, std::vector<std::string> free) : values_(std::move(values)), free_(std::move(free)) {}

  [[nodiscard]] bool has(const std::string& option) const { return values_.contains(option); }
  [[nodiscard]] const std::string& text(const std::string& option) const;
  [[nodiscard]] std::optional<std::string> find_text(const std::string& option) const;
  [[nodiscard]] std::vector<std::string> texts(const std::string& option) const;  // none where it was not given
  [[nodiscard]] double number(const std::string& option) const;
  [[nodiscard]] double number_from(const std::string& option, double least) const;  // not below it
  // A whole number between two bounds.
  [[nodiscard]] int count(const std::string& option, int least, int most) const;
  [[nodiscard]] std::uint64_t seed(const std::string& option) const;
  // One of those allowed.
  [[nodiscard]] const std::string& choice(const std::string& option, const std::vector<std::string>& allowed) const;

  [[nodiscard]] const std::vector<std::string>& free() const { return free_; }
  [[nodiscard]] const std::string& first() const { return free_.front(); }

 private:
  Values values_;
  std::vector<std::string> free_;
};

// Parses the arguments of a command; a misspelt option, a value of the wrong kind, a missing argument or one too many
// is an InputError with the nearest name. Where --help is given it is written to the console and the result is empty,
// as it is where the console asks for the table alone.
[[nodiscard]] std::optional<Arguments> parse_arguments(const CommandLine& line,
                                                       const std::vector<std::string>& arguments,
                                                       const Console& console);

// The parts of a list "a,b".
[[nodiscard]] std::vector<std::string> comma_separated(const std::string& text);

}  // namespace etslink
