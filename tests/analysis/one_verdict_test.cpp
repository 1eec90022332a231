// SPDX-License-Identifier: Apache-2.0
// Every command says the same of a benchmark: what `check` accepts is calculated, what it refuses is refused.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <sstream>

#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

const char* const study_text = R"([study]
name = "verdict"
benchmark = "benchmark"
nests = "any.toml"

[market.A]
regions = ["A"]
sectors = "all"
households = true
cap = { percent_of_benchmark = 99 }

[scenario.cap]

[results]
abatement_cost = false
channels = false
state = false

[sweep]
design = "monte_carlo"
samples = 1
scenarios = ["cap"]
[sweep.axis.cap]
key = "market.A.cap.percent_of_benchmark"
distribution = { uniform = [98, 99] }
)";

// Nests that fit any benchmark.
const char* const any_nests = R"([production.all]
applies_to = ["*"]
top = "output"
output = { sigma = 0.5, inputs = ["goods:rest", "factors:rest"] }
[household]
top = "all"
all = { sigma = 0.5, inputs = ["goods:rest"] }
[government]
top = "all"
all = { sigma = 0, inputs = ["goods:rest"] }
[investment]
top = "all"
all = { sigma = 0, inputs = ["goods:rest"] }
[armington]
top = 2
origins = 4
margin_pool = 1
)";

void prepare(const StudyCopy& copy) {
  copy.files().write("verdict.toml", study_text);
  copy.files().write("any.toml", any_nests);
}

// Exit code 2 or not, of every command that reads the benchmark; the messages differ.
void check_one_verdict(const StudyCopy& copy) {
  const auto check = run_in_process(copy, {"check", "FOLDER/benchmark"});
  CAPTURE(check.err);
  REQUIRE((check.exit_code == 0 || check.exit_code == 2));
  const std::vector<std::vector<std::string>> commands{
      {"run", "FOLDER/verdict.toml", "-q", "-o", "FOLDER/out.h5"},
      {"macc", "FOLDER/verdict.toml", "-q", "--points", "2", "--to", "1", "-o", "FOLDER/out.macc.h5"},
      {"sweep", "FOLDER/verdict.toml", "-q", "-o", "FOLDER/sweep.h5"}};
  for (const auto& command : commands) {
    const auto other = run_in_process(copy, command);
    CAPTURE(command.front());
    CAPTURE(other.err);
    CHECK(other.err.find("unexpected") == std::string::npos);
    CHECK((other.exit_code == 2) == (check.exit_code == 2));
  }
  std::filesystem::remove(copy.path("sweep.h5"));
  std::filesystem::remove(copy.path("sweep.h5.journal"));
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream in(line + ",");
  for (std::string field; std::getline(in, field, ',');) fields.push_back(field);
  return fields;
}

// One line deleted, repeated, or one of its cells changed.
std::string changed(std::vector<std::string> lines, std::mt19937& random) {
  static const std::vector<std::string> values{"0", "-1", "1e-9", "1e12", "", "A", "STK", "*", "imported"};
  const std::size_t row = 1 + random() % (lines.size() - 1);
  const auto kind = random() % 8;
  if (kind == 0) lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(row));
  if (kind == 1) lines.push_back(lines[row]);
  if (kind > 1) {
    auto fields = fields_of(lines[row]);
    fields[random() % fields.size()] = values[random() % values.size()];
    lines[row].clear();
    for (const auto& field : fields) lines[row] += (lines[row].empty() ? "" : ",") + field;
  }
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

std::vector<std::string> tables_of(const StudyCopy& copy) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(copy.path("benchmark"))) {
    if (entry.path().extension() == ".csv") names.push_back("benchmark/" + entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("check, run, macc and sweep accept and refuse the same benchmarks, whatever cell is changed") {
  std::mt19937 random(7);
  for (const char* name : {"tiny2x2", "tiny_make", "tiny_products", "tiny_taxes", "tiny_households"}) {
    CAPTURE(name);
    const StudyCopy copy(name);
    prepare(copy);
    for (const auto& table : tables_of(copy)) {
      CAPTURE(table);
      const auto text = copy.files().text(table);
      for (int i = 0; i < 3; ++i) {
        copy.files().write(table, changed(lines_of(text), random));
        check_one_verdict(copy);
      }
      copy.files().write(table, text);
    }
    CHECK(run_in_process(copy, {"check", "FOLDER/benchmark"}).exit_code == 0);
  }
}

TEST_CASE("a household that buys nothing is refused by check and run in the same words") {
  const StudyCopy copy("tiny_households");
  prepare(copy);
  copy.files().append("benchmark/agents.csv", "HH3_A,A,household\n");
  const std::string message = "error: FOLDER/benchmark/use.csv: the household 'HH3_A' of A buys nothing\n";
  CHECK(run_in_process(copy, {"check", "FOLDER/benchmark"}).err == message);
  CHECK(run_in_process(copy, {"run", "FOLDER/verdict.toml"}).err == message);
  check_one_verdict(copy);
}

}  // namespace etslink
