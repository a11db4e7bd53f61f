#include "scenarios/engine/trucks/notification_service.h"

#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "tests/scenarios/trucks/truck_fixture.h"

namespace scenario {
namespace {

/// One truck on the straight road; a region across it that it enters between reports k - 1 and k (made 10 s after the
/// crossing) and leaves 12 minutes later.
class NotificationServiceTest : public testing::Test {
 protected:
  NotificationServiceTest() {
    // The second leg that begins after an hour, so that there are reports before.
    leg = fleet.driven(1, sim::SimTime(1h), sim::SimTime(5h)).at(1);
    k = fleet.reports_before(1, leg.start) + 60;
    enter = made(k) - 10s;
    exit = enter + 12min;
    regions.emplace(std::vector<Region>{between(enter, exit)});
    service.emplace(fleet, *regions, kGroup, truck_of);
    service->set_listener([this](const AlertRow& row) { rows.push_back(row); });
  }

  sim::SimTime made(std::int64_t report) const { return fleet.report_time(1, report); }
  /// The strip that the truck is in from one instant to another.
  Region between(sim::SimTime from, sim::SimTime to) const {
    const double a = fleet.position(1, from).at.longitude;
    const double b = fleet.position(1, to).at.longitude;
    return strip(std::min(a, b), std::max(a, b));
  }
  void deliver(std::int64_t report, sim::SimTime now, std::int32_t count = 1) {
    service->on_event(now, kafka::kNoHost, delivered(fleet, 1, report, count));
  }
  void deliver(std::int64_t report) { deliver(report, made(report) + 50ms); }
  /// All reports up to this one; what they told is forgotten.
  void begin(std::int64_t last) {
    for (std::int64_t report = 0; report <= last; ++report) deliver(report);
    rows.clear();
  }

  struct Told {
    bool enters;
    Verdict verdict;
    friend bool operator==(const Told&, const Told&) = default;
  };
  std::vector<Told> told() const {
    std::vector<Told> told;
    for (const AlertRow& row : rows) told.push_back({row.enters, row.verdict});
    return told;
  }
  /// The sums that NotificationSummary promises.
  static void expect_sums(const NotificationSummary& summary) {
    EXPECT_EQ(summary.alerts, summary.true_alerts + summary.false_by_old_report + summary.false_repeated);
    EXPECT_EQ(summary.crossings,
              summary.true_alerts + summary.missed + summary.missed_between_reports + summary.unreported);
  }

  const RoadMap map = straight_road();
  const Fleet fleet{map, sim::Streams(1), 1, 20s};
  DrivenLeg leg;
  std::int64_t k = 0;
  sim::SimTime enter;
  sim::SimTime exit;
  std::optional<Regions> regions;
  std::optional<NotificationService> service;
  std::vector<AlertRow> rows;
};

constexpr Verdict kTrue = Verdict::true_alert;
constexpr Verdict kOld = Verdict::false_by_old_report;
constexpr Verdict kRepeated = Verdict::false_repeated;

TEST_F(NotificationServiceTest, TellsEnteringAndLeavingOnceEach) {
  for (std::int64_t report = k - 3; report < k + 40; ++report) deliver(report);
  ASSERT_EQ(told(), (std::vector<Told>{{true, kTrue}, {false, kTrue}}));
  EXPECT_EQ(rows[0].truck, 1);
  EXPECT_EQ(rows[0].region, RegionId(0));
  EXPECT_EQ(rows[0].time, made(k) + 50ms);
  EXPECT_LE(std::chrono::abs(*rows[0].crossed - enter), 1us);
  EXPECT_LE(std::chrono::abs(*rows[0].delay() - 10'050ms), 1us);
  // 12 minutes are 36 reports: it leaves 10 s before report k + 36.
  EXPECT_EQ(rows[1].time, made(k + 36) + 50ms);
  EXPECT_LE(std::chrono::abs(*rows[1].crossed - exit), 1us);
  EXPECT_TRUE(service->inside(1).empty());
}

TEST_F(NotificationServiceTest, TheFirstReportIsNoNews) {
  deliver(k + 5);
  EXPECT_TRUE(rows.empty());
  EXPECT_TRUE(service->inside(1).contains(RegionId(0)));
}

TEST_F(NotificationServiceTest, WhatCameBeforeTheFirstReportIsNoNewsEither) {
  deliver(k + 5);
  deliver(k - 1, made(k + 5) + 1s);  // outside: the truck last left hours ago, which nobody was to tell
  deliver(k + 6);                    // and it came in before the service began to look
  EXPECT_EQ(told(), (std::vector<Told>{{false, kOld}, {true, kRepeated}}));
}

TEST_F(NotificationServiceTest, ADuplicateOfTheLastReportDoesNothing) {
  for (std::int64_t report = k - 2; report <= k + 1; ++report) {
    deliver(report);
    deliver(report, made(report) + 90ms);
  }
  EXPECT_EQ(told(), (std::vector<Told>{{true, kTrue}}));
  EXPECT_EQ(service->summary().reports, 8);
  EXPECT_EQ(service->summary().older_reports, 4);
}

TEST_F(NotificationServiceTest, AnOldReportMovesTheTruckBackAndTheNextOneForth) {
  deliver(k - 2);
  deliver(k);
  deliver(k - 1, made(k) + 5s);  // overtaken by k: outside
  EXPECT_TRUE(service->inside(1).empty()) << "the service believes it";
  deliver(k + 1);
  ASSERT_EQ(told(), (std::vector<Told>{{true, kTrue}, {false, kOld}, {true, kRepeated}}));
  EXPECT_EQ(rows[1].time, made(k) + 5s);
  EXPECT_FALSE(rows[1].crossed);
  EXPECT_FALSE(rows[1].delay());
  const NotificationSummary& summary = service->summary();
  EXPECT_EQ(summary.alerts, 3);
  EXPECT_EQ(summary.true_alerts, 1);
  EXPECT_EQ(summary.false_by_old_report, 1);
  EXPECT_EQ(summary.false_repeated, 1);
}

TEST_F(NotificationServiceTest, ABatchDeliveredAgainRepeatsThePast) {
  deliver(k - 2, made(k + 1) + 50ms, 4);  // k - 2 .. k + 1
  EXPECT_EQ(told(), (std::vector<Told>{{true, kTrue}}));
  deliver(k - 2, made(k + 1) + 10s, 4);  // at least once: the member died before it committed
  // k - 2 takes it out, k back in: both are older than k + 1.
  EXPECT_EQ(told(), (std::vector<Told>{{true, kTrue}, {false, kOld}, {true, kOld}}));
  deliver(k + 2);
  EXPECT_EQ(rows.size(), 3u) << "the batch ended where the truck is";
  EXPECT_EQ(service->summary().reports, 9);
  EXPECT_EQ(service->summary().older_reports, 4);
}

TEST_F(NotificationServiceTest, ALostReportDelaysTheAlertByTheNext) {
  deliver(k - 1);
  deliver(k + 1);
  ASSERT_EQ(told(), (std::vector<Told>{{true, kTrue}}));
  EXPECT_LE(std::chrono::abs(*rows[0].delay() - 30'050ms), 1us);
}

TEST_F(NotificationServiceTest, AVisitWhoseReportsAreAllLostIsMissed) {
  begin(k - 1);
  deliver(k + 36);
  EXPECT_TRUE(rows.empty());
  const NotificationSummary& summary = service->finish(made(k + 37));
  EXPECT_EQ(summary.missed, 2);
  EXPECT_EQ(summary.missed_between_reports, 0);
  expect_sums(summary);
  ASSERT_EQ(told(), (std::vector<Told>{{true, Verdict::missed}, {false, Verdict::missed}}));
  EXPECT_FALSE(rows[0].time);
  EXPECT_FALSE(rows[0].delay());
  EXPECT_LE(std::chrono::abs(*rows[0].crossed - enter), 1us);
  EXPECT_LE(std::chrono::abs(*rows[1].crossed - exit), 1us);
}

TEST_F(NotificationServiceTest, AnOldReportCanHideACrossing) {
  begin(k - 2);
  for (std::int64_t report = k; report < k + 36; ++report) deliver(report);
  deliver(k - 1, made(k + 35) + 1s);  // takes the truck out, in the service's eyes
  deliver(k + 36);                    // now it is out indeed: nothing to tell
  EXPECT_EQ(told(), (std::vector<Told>{{true, kTrue}, {false, kOld}}));
  const NotificationSummary& summary = service->finish(made(k + 36) + 1s);
  EXPECT_EQ(summary.missed, 1);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows.back().verdict, Verdict::missed);
  EXPECT_LE(std::chrono::abs(*rows.back().crossed - exit), 1us);
  expect_sums(summary);
}

TEST_F(NotificationServiceTest, AnOldReportTellsNoOldNews) {
  // The visit was missed; the truck comes back; a report from between the two visits is delivered again.
  const Crossings truth(fleet, *regions);
  const std::vector<Crossing> later = truth.of(1, exit, exit + 5h);
  ASSERT_GE(later.size(), 2u);
  ASSERT_TRUE(later[0].enters);
  const std::int64_t back = fleet.reports_before(1, later[0].at);
  begin(k - 1);
  deliver(k + 37);
  deliver(back);
  deliver(k + 37, made(back) + 1s);
  deliver(back + 1);
  EXPECT_EQ(told(), (std::vector<Told>{{true, kTrue}, {false, kOld}, {true, kRepeated}}));
  const NotificationSummary& summary = service->finish(made(back + 1) + 1s);
  EXPECT_EQ(summary.missed, 2);
  expect_sums(summary);
}

TEST_F(NotificationServiceTest, WhatHappensBetweenTwoReportsIsNobodysFault) {
  // In 4 s after report k, out 8 s later.
  const Regions short_one({between(made(k) + 4s, made(k) + 12s)});
  NotificationService passed(fleet, short_one, kGroup, truck_of);
  passed.set_listener([this](const AlertRow& row) { rows.push_back(row); });
  const std::int64_t begin = fleet.reports_before(1, leg.start);
  const std::int64_t end = fleet.reports_before(1, leg.end);
  for (std::int64_t report = 0; report < end; ++report)
    passed.on_event(made(report), kafka::kNoHost, delivered(fleet, 1, report));
  const NotificationSummary& summary = passed.finish(made(end - 1));
  expect_sums(summary);
  std::vector<AlertRow> here;
  for (const AlertRow& row : rows)
    if (*row.crossed > made(begin)) here.push_back(row);
  ASSERT_EQ(here.size(), 2u);
  EXPECT_TRUE(here[0].enters);
  EXPECT_FALSE(here[1].enters);
  for (const AlertRow& row : here) EXPECT_EQ(row.verdict, Verdict::missed_between_reports);
  EXPECT_EQ(summary.missed, 0);
}

TEST_F(NotificationServiceTest, ADeadServiceReportsNothingMore) {
  for (std::int64_t report = 0; report < k; ++report) deliver(report);
  const std::size_t before = rows.size();
  const NotificationSummary& summary = service->finish(leg.end);
  expect_sums(summary);
  EXPECT_EQ(summary.unreported, 2);
  EXPECT_EQ(rows.size(), before + 2);
  EXPECT_EQ(rows.back().verdict, Verdict::unreported);
}

TEST_F(NotificationServiceTest, ALateReportMayStillBeTheFirstToTell) {
  deliver(k - 1);
  deliver(k + 36);  // out again: the whole visit was overtaken
  deliver(k + 3, made(k + 36) + 1s);
  deliver(k + 37);
  // Both crossings are real and told for the first time, late; between them the service is wrong about the present.
  ASSERT_EQ(told(), (std::vector<Told>{{true, kTrue}, {false, kTrue}}));
  EXPECT_LE(std::chrono::abs(*rows[0].delay() - (12min + 11s)), 1us);
}

TEST_F(NotificationServiceTest, HearsItsOwnGroupAndItsOwnTrucksOnly) {
  kafka::RecordsDelivered event = delivered(fleet, 1, k);
  event.group = kOtherGroup;
  service->on_event(made(k), kafka::kNoHost, event);
  event = delivered(fleet, 1, k);
  event.producer = kafka::ClientId(2);
  service->on_event(made(k), kafka::kNoHost, event);
  EXPECT_EQ(service->summary().reports, 0);
}

TEST(NotificationServiceOnTheRoad, WithEveryReportInOrderOnlyTheSamplingMisses) {
  const RoadMap map = RoadMap::netherlands();
  const Fleet fleet(map, sim::Streams(1), 20, 20s);
  const Regions regions = Regions::netherlands();
  NotificationService service(fleet, regions, kGroup, truck_of);
  const sim::SimTime end(48h);
  for (std::int64_t k = 0; k < 48 * 180; ++k)
    for (int truck = 1; truck <= 20; ++truck)
      service.on_event(fleet.report_time(truck, k), kafka::kNoHost, delivered(fleet, truck, k));
  const NotificationSummary& summary = service.finish(end);
  EXPECT_EQ(summary.reports, 20 * 48 * 180);
  EXPECT_EQ(summary.older_reports, 0);
  EXPECT_GT(summary.true_alerts, 500);
  EXPECT_EQ(summary.alerts, summary.true_alerts);
  EXPECT_EQ(summary.missed, 0);
  EXPECT_GT(summary.missed_between_reports, 0) << "the weighbridge takes 15 s";
  EXPECT_EQ(summary.missed_between_reports % 2, 0) << "in and out come in pairs";
  EXPECT_EQ(summary.crossings, summary.true_alerts + summary.missed_between_reports + summary.unreported);
  // Delivered at once, an alert waits for the next report only: up to 20 s, evenly spread.
  EXPECT_LE(summary.delay.max(), 20'000'000'000);
  EXPECT_NEAR(summary.delay.mean() / 1e9, 10, 1);
  EXPECT_EQ(summary.delivery_delay.max(), 0);
}

}  // namespace
}  // namespace scenario
