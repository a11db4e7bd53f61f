#pragma once
/// The rules that neither compiler nor formatter holds. Each looks at one file and returns what it minds.

#include <cstddef>
#include <string_view>
#include <vector>

#include "tests/tidy/source_file.h"

namespace tidy {

inline constexpr std::size_t kMaxFileLines = 600;
inline constexpr std::size_t kMaxFunctionLines = 60;

/// At most kMaxFileLines lines.
std::vector<Finding> file_length(const SourceFile& file);

/// Function bodies of at most kMaxFunctionLines lines, braces included. Sees functions at namespace and class scope.
std::vector<Finding> function_length(const SourceFile& file);

/// `#pragma once` is a header's first line.
std::vector<Finding> pragma_once(const SourceFile& file);

/// No tab, no blank at a line's end, a newline at the file's end.
std::vector<Finding> blanks(const SourceFile& file);

/// No note about work left to do: do it or open an issue.
std::vector<Finding> unfinished(const SourceFile& file);

/// No path that exists on one machine only.
std::vector<Finding> machine_paths(const SourceFile& file);

/// Nothing in the simulator's code whose outcome differs from run to run: clocks, foreign generators and
/// distributions, hash order, addresses as keys, threads, the environment, state that outlives a run.
std::vector<Finding> determinism(const SourceFile& file);

/// No exception is thrown by code of ours.
std::vector<Finding> exceptions(const SourceFile& file);

/// A scenario says what it shows.
std::vector<Finding> scenario_title(const SourceFile& file);

}  // namespace tidy
