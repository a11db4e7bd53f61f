#pragma once
/// Short peaks that would flatten everything else: how high a chart has to be for the rest. No Qt.

#include <optional>
#include <vector>

namespace charts {

/// `tops`: the highest value of each column of the picture. Nothing: there is no peak that is both brief and so high
/// that the rest could not be read under it.
std::optional<double> height_without_peaks(std::vector<double> tops);

}  // namespace charts
