#include "gui/trucks/trucks_page.h"

#include <QAbstractItemModelTester>
#include <QHelpEvent>
#include <QToolTip>

#include <QtTest/QTest>
#include <gtest/gtest.h>

#include "tests/gui/opened_session.h"

namespace {

using trucks::Age;
using trucks::TrucksPage;

struct ShownTrucks {
  explicit ShownTrucks(double at) : session(gui_testing::opened("trucks_gps.yaml", at)), page(*session) {
    page.resize(1260, 820);
    page.show();
    page.refresh();
    QCoreApplication::processEvents();
  }
  void go(double at) {
    session->seek(at);
    page.refresh();
  }
  std::unique_ptr<bridge::Session> session;
  TrucksPage page;
};

TEST(TrucksPage, CountsAsTheDashboardCounts) {
  ShownTrucks shown(60);
  const view::TrucksNow& now = *shown.session->snapshot()->trucks;
  const trucks::AgeLimits limits = trucks::age_limits(*shown.session->spec()->trucks);
  int on_time = 0;
  int late = 0;
  int lost = 0;
  for (const view::TruckNow& t : now.trucks) {
    on_time += limits.of(t.age_s) == Age::on_time ? 1 : 0;
    late += limits.of(t.age_s) == Age::late ? 1 : 0;
    lost += limits.of(t.age_s) == Age::lost ? 1 : 0;
  }
  EXPECT_EQ(on_time, now.dashboard.on_time);
  EXPECT_EQ(late, now.dashboard.late);
  EXPECT_EQ(lost, now.dashboard.lost);
  EXPECT_EQ(now.trucks.size(), 100u);
}

TEST(TrucksPage, AClickOnATruckSelectsItsPartitionForAllPages) {
  ShownTrucks shown(60);
  const view::TruckNow& t = shown.session->snapshot()->trucks->trucks[41];
  trucks::TruckMap& map = shown.page.map();
  const int near = map.truck_near(map.at(t.shown));
  ASSERT_GT(near, 0);
  QTest::mouseClick(map.viewport(), Qt::LeftButton, {}, map.at(t.shown).toPoint());
  ASSERT_GT(map.selected(), 0);
  const view::TruckNow* const chosen = shown.page.facts().truck(map.selected());
  EXPECT_EQ(shown.session->selection().kind(), bridge::Selection::Kind::partition);
  EXPECT_EQ(shown.session->selection().name(), QString("trucks_gps-%1").arg(chosen->partition));
  EXPECT_TRUE(shown.page.describe().contains(QString("Truck %1: key \"%1\"").arg(map.selected())));
}

TEST(TrucksPage, TheMouseMovesTheMapAndNeverLeavesTheCountry) {
  ShownTrucks shown(60);
  trucks::TruckMap& map = shown.page.map();
  QWidget* const on = map.viewport();
  const scenario::GeoPoint somewhere = shown.session->snapshot()->trucks->trucks[41].shown;
  const QPointF before = map.at(somewhere);
  const auto turn = [&](int by) {
    QWheelEvent wheel(before, on->mapToGlobal(before), {}, {0, by}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(on, &wheel);
  };
  const auto drag = [&](const QPoint& by) {
    const QPoint from = on->rect().center();
    QTest::mousePress(on, Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, from + by, on->mapToGlobal(from + by), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(on, &move);
    QTest::mouseRelease(on, Qt::LeftButton, {}, from + by);
  };
  turn(600);
  EXPECT_NEAR(map.at(somewhere).x(), before.x(), 1) << "zooms at the pointer";
  drag({50, 30});
  EXPECT_NEAR(map.at(somewhere).x(), before.x() + 50, 1);
  drag({100000, 0});
  EXPECT_LT(map.at(somewhere).x(), 3 * on->width()) << "the map can be found again";
  turn(-2400);
  EXPECT_EQ(map.at(somewhere), before) << "no smaller than all of it, and in its place";
  turn(600);
  QTest::mouseDClick(on, Qt::LeftButton, {}, QPoint(5, 5));
  EXPECT_EQ(map.at(somewhere), before);
}

TEST(TrucksPage, ATruckUnderThePointerSaysWhichItIs) {
  ShownTrucks shown(60);
  trucks::TruckMap& map = shown.page.map();
  const QPoint at = map.at(shown.session->snapshot()->trucks->trucks[41].shown).toPoint();
  QHelpEvent help(QEvent::ToolTip, at, map.viewport()->mapToGlobal(at));
  QCoreApplication::sendEvent(map.viewport(), &help);
  EXPECT_TRUE(QToolTip::text().startsWith(QString("Truck %1\n").arg(map.truck_near(at))));
  QToolTip::hideText();
}

TEST(TrucksPage, ATruckOfADeadOwnerSaysThatItsReportWaitsInTheLog) {
  ShownTrucks shown(60);
  shown.session->inject("kill consumer location-dashboard-1");
  shown.go(68);  // the coordinator has not noticed
  const trucks::TruckFacts& facts = shown.page.facts();
  const view::TruckNow* const oldest = facts.oldest();
  ASSERT_NE(oldest, nullptr);
  EXPECT_GT(oldest->age_s, 26);
  const QString why = facts.why(*oldest);
  EXPECT_TRUE(why.startsWith("its report waits in the log at offset ")) << why.toStdString();
  EXPECT_TRUE(why.contains("owner location-dashboard-1 is dead")) << why.toStdString();
  EXPECT_GT(shown.session->snapshot()->trucks->dashboard.lost, 0);
  shown.go(100);
  const QString later = facts.why(*facts.oldest());
  EXPECT_TRUE(later.contains("no member is left; location-dashboard-1 read it last")) << later.toStdString();
}

TEST(TrucksPage, OnTimeIsSaidOfOneThatIs) {
  ShownTrucks shown(60);
  for (const view::TruckNow& t : shown.session->snapshot()->trucks->trucks)
    if (t.age_s >= 0 && t.age_s <= 21) {
      EXPECT_EQ(shown.page.facts().why(t), "on time");
    }
}

TEST(TrucksPage, ColoursGoByAgePartitionOrOwner) {
  ShownTrucks shown(60);
  const auto& all = shown.session->snapshot()->trucks->trucks;
  trucks::TruckMap& map = shown.page.map();
  map.colour_by(trucks::ColourBy::partition);
  for (const view::TruckNow& t : all)
    if (t.age_s >= 0) {
      EXPECT_EQ(map.colour_of(t), style::theme().category(static_cast<std::size_t>(t.partition)));
    }
  map.colour_by(trucks::ColourBy::age);
  for (const view::TruckNow& t : all)
    if (t.age_s >= 0 && t.age_s <= 21) {
      EXPECT_EQ(map.colour_of(t), style::theme().accent);
    }
}

TEST(TrucksPage, AlertsAreThoseUpToTheInstantThatIsShown) {
  ShownTrucks shown(240);
  const int all = shown.page.alerts().rowCount();
  EXPECT_EQ(all, static_cast<int>(shown.session->record().alerts().size()));
  ASSERT_GT(all, 0);
  shown.session->scrub(120);
  shown.page.refresh();
  const int before = shown.page.alerts().rowCount();
  EXPECT_LT(before, all);
  for (int i = 0; i < before; ++i) EXPECT_LE(*shown.page.alerts().row(i).time, shown.session->now());
}

TEST(AlertsModel, IsAProperModelAndNamesWrongAlerts) {
  gui_testing::need_application();
  trucks::AlertsModel model;
  QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
  const auto at = [](int s) { return sim::kTimeZero + std::chrono::seconds(s); };
  std::vector<scenario::AlertRow> rows{{at(10), 7, true, scenario::RegionId(0), at(4), scenario::Verdict::true_alert}};
  model.show_until(rows, at(20), 21);
  rows.push_back({at(40), 8, false, scenario::RegionId(1), at(12), scenario::Verdict::true_alert});
  rows.push_back({at(41), 9, false, scenario::RegionId(1), std::nullopt, scenario::Verdict::false_by_old_report});
  int resets = 0;
  QObject::connect(&model, &QAbstractItemModel::modelReset, [&] { ++resets; });
  model.show_until(rows, at(60), 21);
  EXPECT_EQ(resets, 0);
  ASSERT_EQ(model.rowCount(), 3);
  EXPECT_EQ(model.row(0).truck, 9);
  EXPECT_TRUE(model.data(model.index(0, trucks::AlertsModel::kRegion)).toString().contains("false"));
  EXPECT_TRUE(model.data(model.index(1, trucks::AlertsModel::kAfter)).toString().contains("late"));
  EXPECT_FALSE(model.data(model.index(2, trucks::AlertsModel::kAfter)).toString().contains("late"));
  model.show_until(rows, at(20), 21);
  EXPECT_EQ(model.rowCount(), 1);
  EXPECT_EQ(resets, 1);
}

TEST(TrucksPage, WithoutTrucksItSaysSo) {
  const auto session = gui_testing::opened("a_consumer_crashes_or_leaves.yaml", 1);
  TrucksPage page(*session);
  page.refresh();
  EXPECT_TRUE(page.describe().startsWith("This scenario has no trucks."));
}

TEST(TrucksPage, ATrackIsWhatTheRecordSaysOfTheLastTwoMinutes) {
  ShownTrucks shown(240);
  shown.page.choose(42);
  const trucks::TruckMap::Track track = shown.page.map().track();
  ASSERT_GT(track.real.size(), 20u);  // a frame each five seconds of a run of an hour
  EXPECT_EQ(track.real.back(), shown.session->snapshot()->trucks->trucks[41].real);
  // A report every 20 s.
  EXPECT_GE(track.shown.size(), 5u);
  EXPECT_LE(track.shown.size(), 8u);
}

TEST(TrucksPage, ATrackIsPlayedAgainInTheTimeOfAllPages) {
  ShownTrucks shown(240);
  shown.page.choose(42);
  const scenario::GeoPoint now = shown.session->snapshot()->trucks->trucks[41].real;
  const double begun = shown.session->seconds();
  const std::uint64_t event = shown.session->snapshot()->event;
  shown.page.play_track();
  EXPECT_TRUE(shown.page.player().playing());
  EXPECT_NEAR(shown.session->seconds(), 120, 1);
  shown.page.player().step(5);
  EXPECT_NEAR(shown.session->seconds(), 120 + 5 * trucks::TrackPlayer::kPace, 1);
  shown.page.player().step(5);
  EXPECT_FALSE(shown.page.player().playing());
  EXPECT_NEAR(shown.session->seconds(), begun, 1e-6);
  EXPECT_EQ(shown.session->snapshot()->event, event);
  EXPECT_EQ(shown.session->snapshot()->trucks->trucks[41].real, now);
}

TEST(TrucksPage, NothingOfTheSidePanelIsCutAt1280x800) {
  ShownTrucks shown(60);
  shown.page.choose(10);
  shown.page.resize(1176, 537);
  QCoreApplication::processEvents();
  const auto place = [&](const char* name) {
    const auto* const w = shown.page.findChild<QWidget*>(name);
    return QRect(w->mapTo(&shown.page, QPoint(0, 0)), w->size());
  };
  const QRect truck = place("trucks-truck");
  EXPECT_LT(place("trucks-freshness").bottom(), truck.top());
  EXPECT_LT(truck.bottom(), place("trucks-age").top());
  EXPECT_GE(truck.height(), shown.page.findChild<QWidget*>("trucks-truck")->sizeHint().height());
}

TEST(TrucksPage, KeysGoFromTruckToTruckAndEnterFindsTheOldestReport) {
  ShownTrucks shown(60);
  trucks::TruckMap& map = shown.page.map();
  QTest::keyClick(&map, Qt::Key_Return);
  EXPECT_EQ(map.selected(), shown.page.facts().oldest()->truck);
  const int before = map.selected();
  QTest::keyClick(&map, Qt::Key_Right);
  EXPECT_EQ(map.selected(), before == 100 ? 1 : before + 1);
  QTest::keyClick(&map, Qt::Key_Escape);
  EXPECT_EQ(map.selected(), 0);
}

}  // namespace
