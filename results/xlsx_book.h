// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/result_tables.h"

namespace etslink {

// The tables as an Excel workbook (.xlsx): the sheet `about` with the attributes of the files, `variables` with unit,
// description and sheet of each, and a sheet for each table, whose second row has the units. Numbers have 16 digits, as
// the library writes them. The same tables give the same bytes. WriteError where it can't be written; InputError where
// a table has more rows than a sheet holds.
void write_xlsx(const std::string& path, const std::vector<TablePart>& parts, const std::vector<ResultTable>& tables);

}  // namespace etslink
