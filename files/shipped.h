// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

// The data that came with the program: studies, benchmarks, nest files, maps, recipes, schemas and technology files.
namespace etslink {

enum class Shipped { study, benchmark, nests, map, recipe, schema, technologies };

// Folder with `data` and `studies`: where the environment's ETSLINK_HOME says, else share/etslink beside the folder of
// the program that runs (PREFIX/bin), else the project in whose build it lies; a prefix may be moved. Empty where there
// is none.
[[nodiscard]] std::string shipped_folder();

// Names of what came of a kind, in order, without folder and ending: "northeast_asia".
[[nodiscard]] std::vector<std::string> shipped_names(Shipped kind);

// Path of what a user names. A name without a folder, also without its ending, that is not in the current folder
// is looked for among what came with the program; everything else stays as it is.
[[nodiscard]] std::string input_path(const std::string& named, Shipped kind);

// The path of a name without a folder among what came with the program; empty where there is none of that name.
[[nodiscard]] std::string shipped_path(const std::string& name, Shipped kind);

}  // namespace etslink
