#pragma once
/// How trucks look on the map.

#include "gui/trucks/truck_map.h"

class QPainter;

namespace trucks {

/// Lines, rings, arrows; then the rings of alerts of the last seconds.
void draw_trucks(QPainter& painter, const TruckMap& map, const bridge::Session& session);

}  // namespace trucks
