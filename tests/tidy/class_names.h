#pragma once
/// One class, one name: the linker takes two classes of one name in one namespace for the same and keeps the functions
/// of either.

#include <vector>

#include "tests/tidy/source_file.h"

namespace tidy {

/// Classes and structs that two headers define at the scope of the same namespace.
std::vector<Finding> class_names(const std::vector<SourceFile>& headers);

}  // namespace tidy
