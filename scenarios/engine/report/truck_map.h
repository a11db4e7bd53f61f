#pragma once
/// The map with its roads, regions and trucks: where each one is, and where the dashboard believes it to be.

#include <string>
#include <vector>

#include "scenarios/engine/report/fleet_recorder.h"
#include "scenarios/engine/report/markup.h"

namespace report {

/// How fresh what is shown is: on time, late, lost from sight (see DashboardState).
enum class Freshness { on_time, late, lost };
Freshness freshness_of(double age, sim::Duration every);

/// The moment in full; the frames for the script, which can go through them.
void draw_truck_map(Markup& page, const scenario::TrucksRun& trucks, const FleetMoment& moment,
                    const std::vector<FleetMoment>& frames);

}  // namespace report
