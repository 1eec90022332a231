// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/input_error.h"
#include "model/sets.h"

namespace etslink {

// Elasticity of substitution as a nest file states it: a number (0.5), a parameter of the benchmark (esubd), a multiple
// of one (2 * esubd), or the word `resource_supply`: calibrated so that the supply elasticity at the benchmark is
// `supply_elasticity`.
struct ElasticityRule {
  double factor = 0;      // the number, or the multiple of the parameter; >= 0
  std::string parameter;  // empty: a plain number
  bool resource_supply = false;
  SourceLocation at;
};

// One CES nest. An input is another nest of the tree by its name, or a leaf: good:COL (the good of sector COL),
// role:coal (the goods whose sector has that role), these for a purpose (good:OIL/feedstock), purpose:feedstock (all
// goods for that purpose), factor:LAB (one factor),
// factors:mobile (all of that mobility: mobile, sluggish, specific), technology:coal (of the sector), goods:rest,
// factors:rest and technologies:rest (all goods, factors and technologies that no other leaf names).
struct Nest {
  std::string name;
  ElasticityRule sigma;
  std::vector<std::string> inputs;
  SourceLocation at;
  bool is_additive = false;  // physical volumes of the inputs add up (additive CES)
};

// The nests of one group of users; the first nest is the top. A nest without positive inputs is dropped and one with a
// single input is replaced by it.
struct NestTree {
  std::string name;                     // of the table in the file
  std::vector<std::string> applies_to;  // production only: tree_patterns of model/technology.h
  std::vector<Nest> nests;
  SourceLocation at;
};

// A parameter given with the nests: [parameter.NAME] value, and values by sector or region that go before it.
struct ParameterValue {
  std::string parameter;
  std::string region, sector;  // empty = any
  double value = 0;
  SourceLocation at;
};

// All nests of a model, as read from a nest file. Elasticities of the benchmark go before `parameters` given here,
// elasticities of a study before both.
struct NestSet {
  std::vector<NestTree> production;            // the first tree whose applies_to matches is used
  NestTree household, government, investment;  // the last two are empty where no agent needs them
  ElasticityRule armington_top;                // domestic goods against imports
  ElasticityRule armington_origins;            // imports by origin
  std::vector<Sector> additive_goods;          // whose volumes add up over origins (additive CES)
  SourceLocation additive_at;
  ElasticityRule margin_pool;  // suppliers of the world pools of transport services
  std::vector<ParameterValue> parameters;
  std::vector<ParameterValue> idle_parameters;  // those given above that no tree of the file asks for, of any sector
  SourceLocation at;
};

}  // namespace etslink
