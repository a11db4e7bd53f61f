#pragma once
/// The JSON Schema of scenario files, from the loader's own tables: editors complete and check by it. It says what each
/// place may hold; what fits together only the loader knows (`kafkasim check`).

#include <string>

namespace scenario {

/// Draft 7, as most editors read it.
std::string scenario_schema();

}  // namespace scenario
