#include <QFile>
#include <QInputDialog>
#include <QTemporaryDir>
#include <cmath>

#include <QtTest/QTest>
#include <gtest/gtest.h>

#include "gui/charts/area_statistics.h"
#include "gui/charts/bars_chart.h"
#include "gui/charts/catch_up.h"
#include "gui/charts/charts_page.h"
#include "gui/charts/lag_strip.h"
#include "gui/charts/sample_table.h"
#include "gui/charts/timeline.h"
#include "tests/gui/opened_session.h"

namespace {

using charts::ChartsPage;
using charts::TimeChart;
using charts::ValueAxis;

constexpr const char* kScenario = "the_leader_dies_and_producers_recover.yaml";

/// The page at 90 s of a run whose broker-102 is killed at 60 s.
struct Shown {
  explicit Shown(double at = 90) : session(gui_testing::opened(kScenario, at)), page(*session) {
    page.resize(1260, 820);
    page.show();
    page.refresh();
    QCoreApplication::processEvents();
    page.grab();
  }
  TimeChart& chart(const char* id) { return *page.chart(id); }
  bridge::TimeWindow& window() { return session->window(); }
  static QPoint in_plot(const TimeChart& c, double seconds) {
    return QPointF(c.x_of(seconds), c.plot().center().y()).toPoint();
  }
  void drag(TimeChart& c, double from, double until, Qt::KeyboardModifiers keys = {}) {
    // The window may move under the mouse.
    const QPoint begin = in_plot(c, from);
    const QPoint end = in_plot(c, until);
    QTest::mousePress(c.viewport(), Qt::LeftButton, keys, begin);
    QMouseEvent move(QEvent::MouseMove, end, c.viewport()->mapToGlobal(end), Qt::NoButton, Qt::LeftButton, keys);
    QCoreApplication::sendEvent(c.viewport(), &move);
    QTest::mouseRelease(c.viewport(), Qt::LeftButton, keys, end);
  }
  std::unique_ptr<bridge::Session> session;
  ChartsPage page;
};

// ---- axes

TEST(ValueAxis, GrowsInRoundStepsOnly) {
  ValueAxis axis;
  axis.set_unit("1/s");
  axis.fit(0, 13, false);
  EXPECT_DOUBLE_EQ(axis.high(), 15);
  axis.fit(0, 14, false);
  EXPECT_DOUBLE_EQ(axis.high(), 15);
  axis.fit(0, 14.9, false);
  EXPECT_DOUBLE_EQ(axis.high(), 20);
}

TEST(ValueAxis, OfAWindowThatMovesOnStaysWhileItIsNotMuchTooLarge) {
  ValueAxis axis;
  axis.set_unit("1/s");
  axis.fit(0, 19.5, false);
  ASSERT_DOUBLE_EQ(axis.high(), 30);
  axis.fit(0, 18, true);
  EXPECT_DOUBLE_EQ(axis.high(), 30);
  axis.fit(0, 5, true);
  EXPECT_DOUBLE_EQ(axis.high(), 6);
}

TEST(ValueAxis, WritesBytesInTheUnitThatFits) {
  ValueAxis axis;
  axis.set_unit("bytes/s");
  axis.fit(0, 16.8e6, false);
  EXPECT_EQ(axis.unit(), "MB/s");
  EXPECT_EQ(axis.text(16.8e6), "16.8");
  axis.fit(0, 500, false);
  EXPECT_EQ(axis.unit(), "B/s");
}

TEST(ValueAxis, OfALogScaleSpansWholeDecadesAndTakesZero) {
  ValueAxis axis;
  axis.set_unit("ms");
  axis.set_log(true);
  axis.fit(0.6, 4200, false);
  EXPECT_DOUBLE_EQ(axis.low(), 0.1);
  EXPECT_DOUBLE_EQ(axis.high(), 10000);
  EXPECT_DOUBLE_EQ(axis.share(0), 0);
  EXPECT_NEAR(axis.share(10), 0.4, 1e-9);
  const auto ticks = axis.ticks(6);
  ASSERT_EQ(ticks.size(), 6u);
  EXPECT_EQ(ticks[4].label, "1 s");
}

TEST(TimeTicks, AreRoundAndNeverMoreThanThereIsRoomFor) {
  for (const double span : {0.002, 0.1, 3.0, 47.0, 300.0, 86400.0}) {
    const auto ticks = charts::time_ticks(17, 17 + span, 6);
    EXPECT_LE(ticks.size(), 7u) << span;
    EXPECT_GE(ticks.size(), 1u) << span;
  }
  EXPECT_EQ(charts::time_ticks(0, 300, 6).at(1).label, "01:00");
}

// ---- numbers

TEST(AreaStatistics, TellsWhatAFaultHasChanged) {
  view::Pyramid samples;
  for (int i = 0; i < 200; ++i) samples.append(i * .1, i < 100 ? 10.F : 30.F);
  const charts::AreaStatistics s = charts::area_statistics(samples, 5, 15, 10.0);
  EXPECT_EQ(s.samples, 100u);
  EXPECT_DOUBLE_EQ(s.least, 10);
  EXPECT_DOUBLE_EQ(s.most, 30);
  EXPECT_NEAR(s.mean, 20, 1e-6);
  EXPECT_DOUBLE_EQ(s.p99, 30);
  EXPECT_NEAR(s.area, 200, 1e-6);
  ASSERT_TRUE(s.was && s.now);
  EXPECT_NEAR(*s.was, 10, 1e-6);
  EXPECT_NEAR(*s.now, 30, 1e-6);
}

TEST(AreaStatistics, BehindAFaultComparesWithAsLongATimeBeforeIt) {
  view::Pyramid samples;
  for (int i = 0; i < 200; ++i) samples.append(i * .1, i < 100 ? 10.F : 30.F);
  const charts::AreaStatistics s = charts::area_statistics(samples, 12, 14, 10.0);
  ASSERT_TRUE(s.was && s.now);
  EXPECT_NEAR(*s.was, 10, 1e-6);
  EXPECT_NEAR(*s.now, 30, 1e-6);
  EXPECT_FALSE(charts::area_statistics(samples, 12, 14, std::nullopt).was);
}

TEST(CatchUp, IsLagOverTheRateOfTheLastSeconds) {
  view::Pyramid lag;
  view::Pyramid processed;
  charts::CatchUp made;
  for (int i = 1; i <= 100; ++i) {
    lag.append(i * .1, i <= 50 ? 600.F : 0.F);
    processed.append(i * .1, 200);
  }
  const view::Pyramid* const seconds = made.follow(&lag, &processed);
  ASSERT_EQ(seconds->size(), 100u);
  EXPECT_FLOAT_EQ(seconds->value(49), 3);
  EXPECT_FLOAT_EQ(seconds->value(99), 0);
  view::Pyramid still;
  for (int i = 1; i <= 100; ++i) still.append(i * .1, 0);
  charts::CatchUp never;
  EXPECT_EQ(never.follow(&lag, &still)->size(), 50u) << "only where nothing lags";
}

TEST(ValueAt, IsNothingInAGap) {
  view::Pyramid samples;
  samples.append(1, 5);
  EXPECT_DOUBLE_EQ(charts::value_at(samples, 1.2), 5);
  EXPECT_TRUE(std::isnan(charts::value_at(samples, 2)));
  EXPECT_TRUE(std::isnan(charts::value_at(samples, .5)));
}

TEST(ValueAt, KnowsTheStepsOfItsSeries) {
  view::Pyramid seldom;  // with the frames of a long run
  for (int i = 0; i <= 20; ++i)
    if (i != 10 && i != 11 && i != 12 && i != 13) seldom.append(2.5 * i, 7);
  EXPECT_DOUBLE_EQ(charts::value_at(seldom, 4.9), 7);
  EXPECT_DOUBLE_EQ(charts::value_at(seldom, 22.6), 7);
  EXPECT_TRUE(std::isnan(charts::value_at(seldom, 34))) << "a gap";
  EXPECT_NEAR(charts::area_statistics(seldom, 0, 20, std::nullopt).area, 140, 1e-6);
}

TEST(SampleTable, LeavesACellEmptyWhereASeriesHasNoValue) {
  view::Pyramid a;
  view::Pyramid b;
  a.append(1, 10);
  a.append(2, 20);
  b.append(2, 5);
  b.append(3, 6);
  charts::SampleTable table(0, 10);
  table.add("a", a);
  table.add("b, \"quoted\"", b);
  EXPECT_EQ(charts::csv_text(table.rows()), "seconds,a,\"b, \"\"quoted\"\"\"\n1.000,10,\n2.000,20,5\n3.000,,6\n");
}

// ---- the page

TEST(ChartsPage, ShowsTheEightChartsWithTheValuesOfTheRecord) {
  Shown s;
  EXPECT_EQ(s.page.shown_charts(),
            QStringList({"throughput", "latency", "lag", "replication", "request-time", "delay", "disk", "histogram"}));
  const TimeChart& c = s.chart("replication");
  ASSERT_EQ(c.lines().size(), 3u);
  const view::RunRecord::Series* const urp = s.session->record().find("replication/under-replicated");
  EXPECT_EQ(c.lines()[0].samples, &urp->samples);
  EXPECT_DOUBLE_EQ(charts::value_at(*c.lines()[0].samples, 90), s.session->snapshot()->truth.under_replicated);
  EXPECT_GT(s.session->snapshot()->truth.under_replicated, 0);
  EXPECT_TRUE(s.page.describe().contains("under-replicated 51")) << s.page.describe().toStdString();
  EXPECT_EQ(s.chart("throughput").chart()->series().size(), 3) << "Qt Charts knows the series by name";
}

TEST(ChartsPage, OperatorViewShowsWhatTheMetricsSay) {
  Shown s(62);
  s.session->set_operator_view(true);
  s.page.refresh();
  const view::RunRecord::Series* const urp = s.session->record().find("operator/under-replicated");
  EXPECT_EQ(s.chart("replication").lines()[0].samples, &urp->samples);
  EXPECT_EQ(s.chart("replication").unit_note(), "by the metrics");
}

TEST(ChartsPage, TheMenuAddsAndRemovesCharts) {
  Shown s;
  s.page.toggle_chart("leaders");
  ASSERT_NE(s.page.chart("leaders"), nullptr);
  EXPECT_EQ(s.page.chart("leaders")->lines().size(), 3u);
  EXPECT_FALSE(s.page.chart("leaders")->empty());
  s.page.pin("leaders");
  EXPECT_EQ(s.page.shown_charts().first(), "leaders");
  s.page.toggle_chart("leaders");
  EXPECT_EQ(s.page.chart("leaders"), nullptr);
  EXPECT_EQ(s.page.shown_charts().size(), 8);
}

TEST(ChartsPage, EveryKindOfTheCatalogueCanBeShown) {
  Shown s;
  for (const charts::ChartKind& kind : charts::chart_kinds())
    if (s.page.view(kind.id) == nullptr) s.page.toggle_chart(kind.id);
  s.page.refresh();
  s.page.grab();
  for (const charts::ChartKind& kind : charts::chart_kinds()) {
    ASSERT_NE(s.page.view(kind.id), nullptr) << kind.id;
    EXPECT_FALSE(s.page.view(kind.id)->accessibleName().isEmpty()) << kind.id;
    const TimeChart* const c = s.page.chart(kind.id);
    const bool of_trucks = std::string_view(kind.id).starts_with("truck");
    if (c == nullptr) continue;
    EXPECT_EQ(c->empty(), of_trucks) << kind.id;
  }
}

TEST(ChartsPage, LagIsShownInSecondsToo) {
  Shown s;
  s.page.switch_to_other("lag");
  EXPECT_EQ(s.page.chart("lag"), nullptr);
  ASSERT_NE(s.page.chart("lag-seconds"), nullptr);
  EXPECT_EQ(s.page.shown_charts().indexOf("lag-seconds"), 2);
  EXPECT_FALSE(s.page.chart("lag-seconds")->empty());
}

TEST(ChartsPage, AThresholdIsWhatTheScenarioExpects) {
  const auto session = gui_testing::opened("a_new_broker_takes_its_share.yaml", 1);
  const auto threshold = charts::threshold_of(*charts::find_chart("latency"), *session);
  ASSERT_TRUE(threshold);
  EXPECT_DOUBLE_EQ(threshold->value, 2);
  EXPECT_EQ(threshold->text, "expected: p99 at most 2 ms");
  Shown s(1);
  EXPECT_FALSE(s.chart("latency").threshold()) << "this one expects none";
}

TEST(ChartsPage, FollowsAnotherFuture) {
  Shown s;
  s.session->seek(30);
  s.session->inject("kill broker-103 for 5s");
  s.session->seek(50);
  s.page.refresh();
  EXPECT_EQ(s.session->record().faults().size(), 1u);
  const TimeChart& c = s.chart("throughput");
  EXPECT_EQ(c.lines()[0].samples, &s.session->record().find("broker-101/bytes-in")->samples);
  EXPECT_LE(c.lines()[0].samples->time(c.lines()[0].samples->size() - 1), 50.0);
}

TEST(ChartsPage, TwoPicturesOfOneInstantAreTheSame) {
  Shown s;
  s.window().set_cursor(66);
  const QImage first = s.page.grab().toImage();
  s.window().set_cursor(20);
  s.page.grab();
  s.window().set_cursor(66);
  EXPECT_EQ(s.page.grab().toImage(), first);
}

TEST(ChartsPage, SavesSamplesAndPictures) {
  Shown s;
  QTemporaryDir folder;
  EXPECT_EQ(s.page.save_csv("throughput", folder.filePath("a.csv")), "");
  EXPECT_EQ(s.page.save_png("", folder.filePath("a.png"), 2), "");
  EXPECT_NE(s.page.save_csv("no such chart", folder.filePath("b.csv")), "");
  const QList<QStringList> rows = s.chart("throughput").table();
  EXPECT_EQ(rows.first(), QStringList({"seconds", "broker-101", "broker-102", "broker-103"}));
  EXPECT_EQ(rows.size(), 1 + static_cast<qsizetype>(s.session->record().find("broker-101/bytes-in")->samples.size()));
  EXPECT_EQ(s.page.table().first().at(1), "Throughput in: broker-101 (bytes/s)");
  QImage picture(folder.filePath("a.png"));
  EXPECT_GT(picture.width(), 2 * 1200);
}

// ---- mouse and keys

TEST(TimeChart, SharesItsCursorAndSnapsItToAFault) {
  Shown s;
  TimeChart& c = s.chart("throughput");
  QTest::mouseMove(c.viewport(), Shown::in_plot(c, 60.4));
  EXPECT_DOUBLE_EQ(s.window().cursor(), 60);
  EXPECT_DOUBLE_EQ(s.chart("lag").read_at(), 60);
  QTest::mouseMove(c.viewport(), QPoint(2, 2));
  EXPECT_FALSE(s.window().has_cursor());
}

TEST(TimeChart, DragZoomsAndBackspaceGoesBack) {
  Shown s;
  TimeChart& c = s.chart("lag");
  s.drag(c, 30, 120);
  EXPECT_NEAR(s.window().from(), 30, 1);
  EXPECT_NEAR(s.window().until(), 120, 1);
  s.page.grab();
  const double from = s.window().from();
  QTest::keyClick(&c, Qt::Key_D);
  EXPECT_GT(s.window().from(), from);
  QTest::keyClick(&c, Qt::Key_W);
  EXPECT_LT(s.window().span(), 85);
  QTest::keyClick(&c, Qt::Key_Backspace);
  QTest::keyClick(&c, Qt::Key_Backspace);
  EXPECT_DOUBLE_EQ(s.window().span(), 180);
  s.drag(c, 30, 120);
  QTest::mouseDClick(c.viewport(), Qt::LeftButton, {}, Shown::in_plot(c, 60));
  EXPECT_DOUBLE_EQ(s.window().span(), 180);
}

TEST(TimeChart, ShiftDragPansAndTheWheelZoomsAtThePointer) {
  Shown s;
  s.window().show(40, 80);
  TimeChart& c = s.chart("lag");
  s.page.grab();
  s.drag(c, 60, 50, Qt::ShiftModifier);
  EXPECT_NEAR(s.window().from(), 50, .5);
  EXPECT_NEAR(s.window().span(), 40, 1e-9);
  const QPointF at = Shown::in_plot(c, 70);
  QWheelEvent wheel(at, c.viewport()->mapToGlobal(at.toPoint()), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(c.viewport(), &wheel);
  EXPECT_NEAR(s.window().span(), 32, 1e-6);
  EXPECT_NEAR(c.seconds_at(at.x()), 70, .1);
}

TEST(TimeChart, APressBesideEverythingIsHarmless) {
  Shown s;
  for (const char* id : {"throughput", "histogram"}) {
    QWidget* const viewport = qobject_cast<QGraphicsView*>(s.page.view(id))->viewport();
    QTest::mouseClick(viewport, Qt::LeftButton, {}, QPoint(1, 1));
    QTest::mouseClick(viewport, Qt::RightButton, {}, QPoint(1, 1));
    QTest::mouseDClick(viewport, Qt::LeftButton, {}, QPoint(1, 1));
  }
  EXPECT_DOUBLE_EQ(s.window().span(), 180);
}

TEST(TimeChart, AltDragTellsWhatTheFaultHasChanged) {
  Shown s;
  TimeChart& c = s.chart("replication");
  s.drag(c, 50, 70, Qt::AltModifier);
  EXPECT_DOUBLE_EQ(s.window().span(), 180) << "no zoom";
  EXPECT_FALSE(s.page.area_panel().isHidden());
  const QList<QStringList> rows = s.page.area_panel().table();
  ASSERT_EQ(rows.size(), 4);
  EXPECT_EQ(rows[1][0], "under-replicated");
  EXPECT_EQ(rows[1][3], "51");
  EXPECT_EQ(rows[1][6], "0");
  EXPECT_TRUE(rows[1][8].startsWith('+'));
  QTest::keyClick(const_cast<charts::AreaPanel*>(&s.page.area_panel()), Qt::Key_Escape);
  EXPECT_TRUE(s.page.area_panel().isHidden());
  EXPECT_FALSE(c.area());
}

TEST(TimeChart, TheLegendHidesAndSolos) {
  Shown s;
  TimeChart& c = s.chart("latency");
  const auto click = [&](int line, Qt::KeyboardModifiers keys) {
    QTest::mouseClick(c.viewport(), Qt::LeftButton, keys, c.header().entry(line).center().toPoint());
  };
  click(1, {});
  EXPECT_TRUE(c.lines()[1].hidden);
  EXPECT_FALSE(c.table().first().contains("p95"));
  click(2, Qt::AltModifier);
  EXPECT_TRUE(c.lines()[0].hidden && c.lines()[1].hidden && c.lines()[3].hidden);
  EXPECT_FALSE(c.lines()[2].hidden);
  QTest::keyClick(&c, Qt::Key_3, Qt::AltModifier);
  EXPECT_FALSE(c.lines()[0].hidden || c.lines()[1].hidden) << "solo again shows all";
  QTest::keyClick(&c, Qt::Key_1);
  EXPECT_TRUE(c.lines()[0].hidden);
}

TEST(TimeChart, EntriesWithoutRoomAreCounted) {
  Shown s;
  TimeChart c(*s.session, std::make_shared<charts::Moments>());
  std::vector<charts::ChartLine> lines = charts::lines_of(*charts::find_chart("latency"), *s.session);
  c.set_title("Produce latency", "ms");
  c.set_lines(std::move(lines));
  c.resize(300, 160);
  c.grab();
  EXPECT_FALSE(c.header().more().isEmpty());
  EXPECT_EQ(c.header().entry_at(c.header().more().center()), charts::ChartHeader::kMore);
  EXPECT_TRUE(c.header().entry(3).isEmpty());
}

TEST(TimeChart, KeysFollowAndPin) {
  Shown s;
  TimeChart& c = s.chart("disk");
  QTest::keyClick(&c, Qt::Key_F);
  EXPECT_TRUE(s.window().follows());
  QTest::keyClick(&c, Qt::Key_P);
  EXPECT_EQ(s.page.shown_charts().first(), "disk");
}

TEST(TimeChart, ControlClickTakesTheRunThere) {
  Shown s;
  TimeChart& c = s.chart("lag");
  QTest::mouseClick(c.viewport(), Qt::LeftButton, Qt::ControlModifier, Shown::in_plot(c, 60.2));
  EXPECT_DOUBLE_EQ(s.session->seconds(), 60);
}

TEST(BarsChart, CountsTheRecordsOfTheSnapshot) {
  Shown s;
  const auto* const bars = qobject_cast<charts::BarsChart*>(s.page.view("histogram"));
  double sum = 0;
  for (const QStringList& row : bars->table().mid(1)) sum += row[2].toDouble();
  double all = 0;
  for (const float r : s.session->snapshot()->latency.records) all += static_cast<double>(r);
  EXPECT_GT(all, 0);
  EXPECT_DOUBLE_EQ(sum, all);
}

TEST(LagStrip, HasAColumnForEachPartitionOfEachGroup) {
  Shown s;
  s.page.toggle_chart("lag-strip");
  const auto* const strip = qobject_cast<charts::LagStrip*>(s.page.view("lag-strip"));
  ASSERT_NE(strip, nullptr);
  std::size_t readings = 0;
  for (const view::GroupNow& g : s.session->snapshot()->groups) readings += g.readings.size();
  EXPECT_EQ(strip->table().first().size(), static_cast<qsizetype>(readings) + 1);
  EXPECT_EQ(strip->table().size(), static_cast<qsizetype>(s.session->record().frames().size()) + 1);
}

// ---- peaks, marks, margins

TEST(TimeChart, APeakIsCutOffToldAndShownWholeByY) {
  Shown s;
  view::Pyramid samples;
  for (int i = 0; i < 900; ++i) samples.append(i * .1, i == 600 ? 5000 : 10);
  charts::ChartLine line;
  line.name = "rate";
  line.source = [&samples] { return &samples; };
  TimeChart c(*s.session, std::make_shared<charts::Moments>());
  c.set_title("Rate", "1/s");
  c.set_lines({line});
  c.resize(500, 200);
  c.grab();
  ASSERT_EQ(c.peaks().size(), 1u);
  EXPECT_NEAR(c.peaks()[0].seconds, 60, 1);
  EXPECT_EQ(c.peaks()[0].value, 5000);
  EXPECT_LT(c.axis().high(), 30);
  EXPECT_TRUE(c.describe().contains("peak of")) << c.describe().toStdString();
  QTest::keyClick(&c, Qt::Key_Y);
  c.grab();
  EXPECT_TRUE(c.peaks().empty());
  EXPECT_GE(c.axis().high(), 5000);
}

TEST(TimeChart, AValueThatHoldsIsReadBetweenItsSamples) {
  Shown s;
  view::Pyramid samples;
  samples.append(1, 1000);
  samples.append(50, 1007);
  charts::ChartLine line;
  line.source = [&samples] { return &samples; };
  line.holds = true;
  TimeChart c(*s.session, std::make_shared<charts::Moments>());
  c.set_title("Log end offset", "offset");
  c.set_from_zero(false);
  c.set_lines({line});
  c.resize(500, 200);
  c.grab();
  EXPECT_EQ(charts::value_at(c.lines()[0], 30), 1000);
  EXPECT_GT(c.axis().low(), 900);
  EXPECT_LT(c.axis().high(), 1100);
}

TEST(Marks, AreAskedForByMAndComeBackWithTheSavedScenario) {
  Shown s;
  TimeChart& c = s.chart("lag");
  s.window().set_cursor(63.5);
  QTest::keyClick(&c, Qt::Key_M);
  auto* const dialog = c.findChild<QInputDialog*>("mark-dialog");
  ASSERT_NE(dialog, nullptr);
  dialog->setTextValue("here it begins");
  dialog->accept();
  ASSERT_EQ(s.window().marks().size(), 1u);
  EXPECT_DOUBLE_EQ(s.window().marks()[0].seconds, 63.5);
  QTemporaryDir folder;
  const QString path = folder.filePath("marked.yaml");
  ASSERT_EQ(s.session->save_as_scenario(path), "");
  QFile file(path);
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  const auto again = gui_testing::opened_text("marked.yaml", file.readAll().toStdString(), 1);
  ASSERT_EQ(again->window().marks().size(), 1u);
  EXPECT_DOUBLE_EQ(again->window().marks()[0].seconds, 63.5);
  EXPECT_EQ(again->window().marks()[0].text, "here it begins");
}

TEST(ChartsPage, EveryKeyOfAChartIsInTheListOfKeys) {
  Shown s;
  QString all;
  for (const pages::KeyNote& note : s.page.keys()) all += note.keys + " ";
  for (const char* const key : {"W", "S", "A", "D", "Backspace", "F", "M", "P", "R", "Y", "Alt+Left"})
    EXPECT_TRUE(all.contains(key)) << key;
}

TEST(ChartsPage, ThroughputInIsWhatProducersSend) {
  Shown s;
  const auto in = s.session->record().series("broker-", "/bytes-in");
  const auto copied = s.session->record().series("broker-", "/replication-in");
  ASSERT_EQ(in.size(), 3u);
  ASSERT_EQ(copied.size(), 3u);
  double sent = 0;
  double twice = 0;  // replication.factor 3
  for (const auto* const line : in) sent += static_cast<double>(line->samples.within(20, 50).mean);
  for (const auto* const line : copied) twice += static_cast<double>(line->samples.within(20, 50).mean);
  EXPECT_GT(sent, 0);
  EXPECT_NEAR(twice / sent, 2, .1);
}

// ---- the timeline

TEST(Timeline, DraggingShowsTheRecordAndLettingGoTakesTheRunThere) {
  const auto session = gui_testing::opened(kScenario, 90);
  charts::Timeline line(*session);
  line.resize(1000, line.sizeHint().height());
  line.refresh();
  const auto at = [&](double t) { return QPoint(static_cast<int>(std::lround(line.x_of(t))), line.height() / 2); };
  QTest::mousePress(&line, Qt::LeftButton, {}, at(30));
  EXPECT_NEAR(session->seconds(), 30, .6);
  EXPECT_DOUBLE_EQ(sim::to_seconds(session->run_time() - sim::kTimeZero), 90) << "only the record is looked at";
  QTest::mouseMove(&line, at(45));
  QTest::mouseRelease(&line, Qt::LeftButton, {}, at(45));
  EXPECT_NEAR(session->seconds(), 45, .2);
  EXPECT_NEAR(sim::to_seconds(session->run_time() - sim::kTimeZero), 45, .2);
}

TEST(Timeline, BehindTheRecordTheRunGoesOn) {
  const auto session = gui_testing::opened(kScenario, 20);
  charts::Timeline line(*session);
  line.resize(1000, line.sizeHint().height());
  line.refresh();
  QTest::mouseClick(&line, Qt::LeftButton, {}, QPoint(static_cast<int>(line.x_of(70)), line.height() / 2));
  EXPECT_NEAR(session->seconds(), 70, .2);
}

TEST(Timeline, IsOperatedByKeys) {
  const auto session = gui_testing::opened(kScenario, 90);
  charts::Timeline line(*session);
  line.resize(1000, line.sizeHint().height());
  line.refresh();
  QTest::keyClick(&line, Qt::Key_Home);
  EXPECT_DOUBLE_EQ(session->seconds(), 0);
  QTest::keyClick(&line, Qt::Key_PageDown);
  EXPECT_NEAR(session->seconds(), 9, .01);
}

TEST(Timeline, SaysWhatIsAtAnInstant) {
  const auto session = gui_testing::opened(kScenario, 90);
  charts::Timeline line(*session);
  line.resize(1000, line.sizeHint().height());
  line.refresh();
  EXPECT_TRUE(line.text_at(65).contains("A kill broker-102")) << line.text_at(65).toStdString();
  EXPECT_FALSE(line.text_at(50).contains("kill"));
  EXPECT_TRUE(line.describe().startsWith("01:30.000 of 03:00.000"));
}

}  // namespace
