#include "scenarios/engine/trucks/truck_csv.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "tests/scenarios/trucks/truck_fixture.h"

namespace scenario {
namespace {

auto columns(std::string_view line) { return std::count(line.begin(), line.end(), ','); }

TEST(TruckCsv, WritesAPosition) {
  std::string out;
  const PositionRow row{sim::SimTime(61'002'003'999ns),
                        {17, 52.123456, 4.9, sim::SimTime(60s)},
                        kafka::PartitionId(3),
                        kafka::Offset(41),
                        ReportEffect::out_of_order};
  append_csv(out, row);
  EXPECT_EQ(out, "61.002003,17,52.12346,4.90000,60.000000,1.002003,3,41,out-of-order\n");
  EXPECT_EQ(columns(out), columns(kPositionsHeader));
}

TEST(TruckCsv, WritesAlertsAndWhatWasMissed) {
  const Regions regions({{"Port", {{52, 5}, {52, 6}, {53, 6}}}});
  std::string out;
  append_csv(out, {sim::SimTime(20s), 4, true, RegionId(0), sim::SimTime(12'500ms), Verdict::true_alert}, regions);
  EXPECT_EQ(columns(out), columns(kAlertsHeader));
  append_csv(out, {sim::SimTime(21s), 4, false, RegionId(0), std::nullopt, Verdict::false_by_old_report}, regions);
  append_csv(out, {std::nullopt, 5, false, RegionId(0), sim::SimTime(1ms), Verdict::missed_between_reports}, regions);
  EXPECT_EQ(out,
            "20.000000,4,enter,Port,12.500000,7.500000,true\n"
            "21.000000,4,exit,Port,,,false-old-report\n"
            ",5,exit,Port,0.001000,,missed-between-reports\n");
}

TEST(TruckCsv, RegionNamesNeedNoQuotes) {
  const Regions regions = Regions::netherlands();
  for (std::int16_t i = 0; i < regions.size(); ++i)
    EXPECT_EQ(regions.name(RegionId(i)).find_first_of(",\"\n"), std::string::npos);
}

}  // namespace
}  // namespace scenario
