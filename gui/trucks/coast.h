#pragma once
/// Land and water round the roads of the trucks: what a map shows behind them. No truck knows of it.

#include <vector>

#include "scenarios/engine/trucks/geo.h"

namespace trucks {

using GeoLine = std::vector<scenario::GeoPoint>;

/// Closed outlines.
const std::vector<GeoLine>& land();
/// Closed, in the land.
const std::vector<GeoLine>& lakes();
/// Of the Netherlands, on land.
const std::vector<GeoLine>& borders();

}  // namespace trucks
