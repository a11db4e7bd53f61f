#pragma once
/// The truck example's rows as text: positions.csv and alerts.csv. Times in seconds with six decimals (cut, not
/// rounded), degrees with five (a metre).

#include <string>
#include <string_view>

#include "scenarios/engine/trucks/location_dashboard.h"
#include "scenarios/engine/trucks/notification_service.h"

namespace scenario {

inline constexpr std::string_view kPositionsHeader =
    "time_s,truck,latitude,longitude,report_time_s,delay_s,partition,offset,effect\n";
inline constexpr std::string_view kAlertsHeader = "time_s,truck,change,region,crossed_s,delay_s,verdict\n";

/// applied, duplicate, out-of-order.
std::string_view name_of(ReportEffect effect);
/// true, false-old-report, false-repeated, missed, missed-between-reports, unreported.
std::string_view name_of(Verdict verdict);

/// One line each. What an alert or a crossing lacks (see AlertRow) stays empty.
void append_csv(std::string& out, const PositionRow& row);
void append_csv(std::string& out, const AlertRow& row, const Regions& regions);

}  // namespace scenario
