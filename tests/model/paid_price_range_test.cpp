// SPDX-License-Identifier: Apache-2.0
#include "model/paid_price_range.h"

#include <doctest/doctest.h>

#include "model/elasticity_range.h"
#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

// Taxes on the coal of power plants in A: 155 million USD on 124 Mt.
ElasticityTable stated_by(ParameterSource source, double usd_per_t, const Benchmark& benchmark) {
  const ParameterValue value{carbon_price_paid, "A", "ELE", usd_per_t, {"stated.toml", 7}};
  NestSet nests;
  ModelOptions options;
  (source == ParameterSource::study ? options.elasticities : nests.parameters).push_back(value);
  return {benchmark, nests, options};
}

}  // namespace

TEST_CASE("a carbon price that was paid has taxes behind it, whether a study or a nest file states it") {
  const Benchmark benchmark = economy_inputs("tiny_taxes").benchmark;
  for (const auto source : {ParameterSource::study, ParameterSource::nests}) {
    CHECK_NOTHROW(require_taxes_behind_paid_prices(benchmark, stated_by(source, 1.25, benchmark)));
    CHECK_THROWS_WITH_AS(require_taxes_behind_paid_prices(benchmark, stated_by(source, 1.26, benchmark)),
                         "stated.toml:7: carbon_price_paid of ELE, A: 1.26 USD/t on 124 Mt are more than the taxes on "
                         "these fuels in use.csv, 155 million USD; allowed: 0 to 1.25",
                         InputError);
  }
}

TEST_CASE("where fuels are subsidised no carbon price can have been paid") {
  Benchmark benchmark = economy_inputs("tiny_taxes").benchmark;
  for (UseFlow& flow : benchmark.use) flow.tax_musd = -1e-3 * flow.value_musd;
  CHECK_NOTHROW(require_taxes_behind_paid_prices(benchmark, stated_by(ParameterSource::study, 0, benchmark)));
  CHECK_THROWS_WITH_AS(require_taxes_behind_paid_prices(benchmark, stated_by(ParameterSource::study, 0.1, benchmark)),
                       doctest::Contains("-3.1 million USD; allowed: 0 to 0"), InputError);
}

TEST_CASE("a value that another one goes before is not held to the taxes") {
  const Benchmark benchmark = economy_inputs("tiny_taxes").benchmark;
  NestSet nests;
  nests.parameters.push_back({carbon_price_paid, "A", "", 5, {}});
  ModelOptions options;
  options.elasticities.push_back({carbon_price_paid, "A", "", 1, {}});
  CHECK_NOTHROW(require_taxes_behind_paid_prices(benchmark, {benchmark, nests, options}));
}

}  // namespace etslink
