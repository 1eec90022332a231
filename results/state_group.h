// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/hdf5_file.h"
#include "results/study_result.h"

namespace etslink {

// Writes the group /state: the whole graph and every equilibrium, enough to recompute each condition (docs/results.md).
// What does not depend on the scenario is written from the first one; all have the same structure
// (have_same_structure).
void write_state(NetcdfGroup& root, const StudyResult& study);

// Its parts: goods side (commodities, activities, edges), emissions and markets, instruments, budgets and
// conditions.
void write_graph(NetcdfGroup& state, const StudyResult& study);
void write_markets(NetcdfGroup& state, const StudyResult& study);
void write_instruments(NetcdfGroup& state, const StudyResult& study);
void write_budgets(NetcdfGroup& state, const StudyResult& study);

// Where instruments stand in the graph: factors on endowments, links; and what inputs, outputs and processes are
// charged.
struct InstrumentTables;
void write_charges(NetcdfGroup& state, const StudyResult& study, const InstrumentTables& tables);
void write_instrument_places(NetcdfGroup& state, const StudyResult& study, const InstrumentTables& tables);

}  // namespace etslink
