#include <QAbstractItemModelTester>
#include <QWheelEvent>
#include <array>

#include <gtest/gtest.h>

#include "gui/compare/compare_page.h"
#include "gui/compare/fork_dialog.h"
#include "gui/view/seconds.h"
#include "tests/gui/opened_session.h"

namespace {

using comparing::ComparePage;
using comparing::Figure;
using comparing::ForkDialog;

constexpr const char* kComparedScenario = R"(
title: one leader dies
duration: 60s
cluster: { brokers: [101, 102, 103], config: { zookeeper.session.timeout.ms: 6s } }
topics: [{ name: orders, partitions: 3, replication.factor: 3 }]
producers: [{ name: shop, config: { acks: all, enable.idempotence: false }, workload: { topic: orders, rate: 50/s, start: 1s, stop: 50s } }]
groups: [{ name: stock, topics: [orders], config: { auto.offset.reset: earliest } }]
faults: [{ at: 20s, kind: kill, target: broker-101, for: 20s }]
expect: [{ lost-records: 0, group: stock }]
variants:
  acks-1: { title: only the leader, set: { producers.shop.config.acks: 1 } }
)";

struct CompareShown {
  CompareShown() : session(gui_testing::opened_text("one_leader_dies.yaml", kComparedScenario, 5)), page(*session) {
    page.resize(1260, 820);
    page.show();
    page.refresh();
  }
  const Figure& figure(std::string_view what) {
    for (const Figure& f : page.outcome().figures())
      if (f.what == what) return f;
    throw std::runtime_error("no such figure");
  }
  std::unique_ptr<bridge::Session> session;
  ComparePage page;
};

TEST(ComparePage, TheSameRunTwiceIsIdentical) {
  CompareShown shown;
  const ForkDialog dialog(*shown.session);
  shown.page.compare(dialog.base(), dialog.changed());
  shown.page.wait();
  EXPECT_TRUE(shown.page.difference().identical());
  for (const Figure& f : shown.page.outcome().figures()) EXPECT_EQ(f.better(), 0) << f.what;
  EXPECT_TRUE(shown.page.describe().contains("identical")) << shown.page.describe().toStdString();
}

TEST(ComparePage, AcksOneIsFasterAndGoesApartFromAcksAll) {
  CompareShown shown;
  ForkDialog dialog(*shown.session);
  ASSERT_TRUE(dialog.choose("producers.shop.config.acks", "1"));
  EXPECT_EQ(dialog.changed().title, "acks=1");
  const QAbstractItemModelTester tester(const_cast<comparing::OutcomeModel*>(&shown.page.outcome()),
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  shown.page.compare(dialog.base(), dialog.changed());
  shown.page.wait();
  ASSERT_EQ(shown.page.outcome().rowCount(), 2);
  EXPECT_EQ(shown.figure("p50").better(), 1);
  EXPECT_FALSE(shown.page.difference().identical());
  EXPECT_EQ(shown.page.table().size(), 3);
}

TEST(ComparePage, AVariantIsARunToCompareWith) {
  CompareShown shown;
  ForkDialog dialog(*shown.session);
  dialog.choose_variant("acks-1");
  EXPECT_EQ(dialog.changed().source.variant, "acks-1");
  std::string problem;
  const auto spec = comparing::spec_of(dialog.changed(), problem);
  ASSERT_TRUE(spec) << problem;
  EXPECT_EQ(spec->producers.front().config.acks, kafka::Acks::leader);
}

TEST(ComparePage, FaultsByHandAreInBothRuns) {
  CompareShown shown;
  shown.session->inject("kill broker-102 for 5s");
  const ForkDialog dialog(*shown.session);
  ASSERT_EQ(dialog.base().journal.size(), 1u);
  const comparing::WholeRun run = comparing::run_whole(dialog.base(), [](double) { return true; });
  ASSERT_TRUE(run.result) << run.problem;
  EXPECT_EQ(run.record->faults().size(), 2u);
}

TEST(ComparePage, AValueThatCannotBeIsToldInTheDialog) {
  CompareShown shown;
  ForkDialog dialog(*shown.session);
  ASSERT_TRUE(dialog.choose("producers.shop.config.acks", "most"));
  std::string problem;
  EXPECT_FALSE(comparing::spec_of(dialog.changed(), problem));
  EXPECT_NE(problem.find("acks"), std::string::npos) << problem;
}

TEST(ComparePage, EverySettingThatIsOfferedCanBeSet) {
  CompareShown shown;
  for (const comparing::ForkSetting& setting : comparing::fork_settings(*shown.session->spec())) {
    comparing::Side side;
    side.source = shown.session->source();
    side.source.set = {setting.path + "=" + setting.now};
    std::string problem;
    EXPECT_TRUE(comparing::spec_of(side, problem)) << setting.path << "=" << setting.now << "\n" << problem;
  }
}

TEST(ComparePage, ABackgroundRunCanBeCancelled) {
  CompareShown shown;
  const ForkDialog dialog(*shown.session);
  comparing::BackgroundRuns runs;
  bool done = false;
  QObject::connect(&runs, &comparing::BackgroundRuns::done, [&] { done = true; });
  runs.start({dialog.base(), dialog.base()});
  runs.cancel();
  QCoreApplication::processEvents();
  EXPECT_FALSE(done);
  EXPECT_FALSE(runs.busy());
}

TEST(ComparePage, BothSidesAreCalledByWhatTellsThemApart) {
  CompareShown shown;
  ASSERT_EQ(shown.page.compare_with({"producers.shop.config.acks=1"}), "");
  shown.page.wait();
  const QList<QStringList> rows = shown.page.table();
  ASSERT_EQ(rows.size(), 3);
  EXPECT_TRUE(rows[1][0].endsWith("acks=all")) << rows[1][0].toStdString();
  EXPECT_TRUE(rows[2][0].endsWith("acks=1")) << rows[2][0].toStdString();
  EXPECT_NE(shown.page.compare_with({"acks"}), "");
  EXPECT_NE(shown.page.compare_with({"producers.shop.config.acks=most"}), "");
  EXPECT_NE(shown.page.compare_with({"seed:one"}), "");
}

TEST(ComparePage, WithoutAnotherRunItSaysWhatToDo) {
  const CompareShown shown;
  EXPECT_TRUE(shown.page.describe().contains("Fork & compare")) << shown.page.describe().toStdString();
}

TEST(ComparePage, AFaultAtThePlayheadIsInTheSecondRunOnly) {
  CompareShown shown;
  shown.session->seek(30);
  ForkDialog dialog(*shown.session);
  dialog.choose_fault("kill broker-102 for 5s");
  dialog.accept();
  EXPECT_TRUE(dialog.base().journal.empty());
  ASSERT_EQ(dialog.changed().journal.size(), 1u);
  EXPECT_EQ(dialog.changed().journal[0].fault.at, std::chrono::seconds(30));
  shown.page.compare(dialog.base(), dialog.changed());
  shown.page.wait();
  ASSERT_FALSE(shown.page.difference().identical());
  ASSERT_NE(shown.page.difference().last, nullptr);
  EXPECT_LE(view::seconds(shown.page.difference().last->time), 30);
  EXPECT_GE(view::seconds(shown.page.difference().b->time), 30);
}

TEST(ComparePage, TheFirstDifferenceShowsBothSidesAndTakesTheRunThere) {
  CompareShown shown;
  ASSERT_EQ(shown.page.compare_with({"producers.shop.config.acks=1"}), "");
  shown.page.wait();
  auto* const jump = shown.page.findChild<QPushButton*>("compare-jump");
  ASSERT_NE(jump, nullptr);
  jump->click();
  const auto& difference = shown.page.difference();
  const double at = view::seconds(difference.a->time);
  EXPECT_NEAR(shown.session->seconds(), at, 1e-6);
  EXPECT_NEAR(shown.session->window().cursor(), at, 1e-6);
  EXPECT_LE(shown.session->window().span(), 10.001);
  ASSERT_FALSE(shown.page.both_sides().isHidden());
  for (const int side : {0, 1}) {
    const QTableWidget& list = shown.page.both_sides().list(side);
    ASSERT_GE(list.currentRow(), 0);
    EXPECT_EQ(list.item(list.currentRow(), 2)->text().toStdString(), (side == 0 ? difference.a : difference.b)->text);
  }
  jump->click();
  EXPECT_TRUE(shown.page.both_sides().isHidden());
}

TEST(ComparePage, TheStripIsTheDifferenceOfBothLines) {
  CompareShown shown;
  ASSERT_EQ(shown.page.compare_with({"producers.shop.config.acks=1"}), "");
  shown.page.wait();
  const auto& lines = shown.page.strip().lines();
  ASSERT_EQ(lines.size(), 1u);
  ASSERT_NE(lines[0].samples, nullptr);
  EXPECT_LT(lines[0].samples->within(5, 18).mean, 0) << "acks=1 is faster";
  const auto& chart = *shown.page.charts().front();
  ASSERT_EQ(chart.lines().size(), 2u);
  EXPECT_EQ(chart.lines()[0].name, "A");
  shown.page.set_overlay(false);
  EXPECT_EQ(chart.lines().size(), 1u);
}

TEST(ComparePage, AGroupIsShownInBothRunsOverEachOther) {
  CompareShown shown;
  ASSERT_EQ(shown.page.compare_with({"seed:9"}), "");
  shown.page.wait();
  shown.page.set_groups(true);
  EXPECT_TRUE(shown.page.groups_pair().isVisible());
  for (const int side : {0, 1}) {
    EXPECT_EQ(shown.page.groups_pair().gantt(side).rows().members.size(), 1u);
    EXPECT_EQ(shown.page.groups_pair().gantt(side).rows().partitions.size(), 3u);
    EXPECT_GE(shown.page.groups_pair().figures(side).rebalances, 1);
  }
  shown.page.set_groups(false);
  EXPECT_FALSE(shown.page.groups_pair().isVisible());
}

TEST(OddsPanel, RunsBothSettingsWithEachSeedAndTellsTheQuartiles) {
  EXPECT_EQ(comparing::five_numbers({4, 1, 3, 2, 5}), (std::array<double, 5>{1, 2, 3, 4, 5}));
  CompareShown shown;
  ForkDialog dialog(*shown.session);
  ASSERT_TRUE(dialog.choose("producers.shop.config.acks", "1"));
  comparing::OddsPanel odds;
  odds.set_sides(dialog.base(), dialog.changed());
  EXPECT_TRUE(odds.describe().contains("luck")) << odds.describe().toStdString();
  odds.findChild<QSpinBox*>("odds-seeds")->setValue(3);
  odds.start();
  odds.wait();
  EXPECT_GT(odds.findChild<QComboBox*>("odds-quantity")->count(), 0);
  EXPECT_TRUE(odds.describe().contains("3 runs each")) << odds.describe().toStdString();
  EXPECT_TRUE(odds.describe().contains("median")) << odds.describe().toStdString();
}

TEST(ComparePage, NoChartIsCutInALowWindow) {
  CompareShown shown;
  ASSERT_EQ(shown.page.compare_with({"producers.shop.config.acks=1"}), "");
  shown.page.wait();
  shown.page.resize(1160, 540);
  QCoreApplication::processEvents();
  for (const auto* const chart : shown.page.charts()) {
    if (!chart->isVisible()) continue;
    EXPECT_TRUE(chart->parentWidget()->rect().contains(chart->geometry())) << chart->objectName().toStdString();
  }
}

TEST(ForkDialog, TheWheelChangesNothingOnItsWayThroughTheList) {
  const CompareShown shown;
  ForkDialog dialog(*shown.session);
  dialog.show();
  auto* const acks = dialog.findChild<QComboBox*>("fork-producers.shop.config.acks");
  ASSERT_NE(acks, nullptr);
  const QString before = acks->currentText();
  const QPointF at = acks->rect().center();
  QWheelEvent turn(at, acks->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(acks, &turn);
  EXPECT_EQ(acks->currentText(), before);
}

TEST(ForkDialog, PointsAtASetting) {
  const CompareShown shown;
  ForkDialog dialog(*shown.session);
  dialog.show();
  EXPECT_TRUE(dialog.point_at("zookeeper.session.timeout.ms"));
  EXPECT_FALSE(dialog.point_at("no.such.setting"));
}

}  // namespace
