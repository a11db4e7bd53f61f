#include "gui/log/log_page.h"

#include <QAbstractItemModelTester>
#include <QHelpEvent>
#include <QToolTip>

#include <QtTest/QTest>
#include <gtest/gtest.h>

#include "tests/gui/opened_session.h"

namespace {

using logs::LogIndex;
using logs::LogPage;

/// A follower that was in the ISR is gone, the leader writes on.
constexpr const char* kText = R"(
title: A broker is away
duration: 2m
cluster: { brokers: 3 }
topics: [{ name: orders, partitions: 2, replication.factor: 3 }]
producers:
  - { name: shop, workload: { topic: orders, rate: 20/s, key: k1 } }
groups: [{ name: readers, topics: [orders], members: 1, config: { auto.offset.reset: earliest } }]
faults: [{ kind: kill, target: broker-102, at: 30s, for: 60s }]
)";

struct ShownLog {
  explicit ShownLog(double at) : session(gui_testing::opened_text("away.yaml", kText, at)), page(*session) {
    page.resize(1260, 820);
    page.show();
    page.refresh();
    QCoreApplication::processEvents();
  }
  /// The one that has records: a constant key knows one partition only.
  QString written() {
    for (const view::PartitionNow& p : session->snapshot()->partitions)
      if (!p.internal && p.log_end > 0) return QString::fromStdString(p.name);
    return {};
  }
  std::unique_ptr<bridge::Session> session;
  LogPage page;
};

TEST(LogPage, WhatEachReplicaHoldsEndsWhereItsBrokerSays) {
  ShownLog shown(25);
  shown.page.show_partition(shown.written());
  for (const view::BrokerNow& b : shown.session->snapshot()->brokers)
    for (const view::ReplicaNow& r : b.replicas) {
      if (QString::fromStdString(shown.session->names().partition(r.tp)) != shown.written()) continue;
      EXPECT_EQ(shown.page.index().log(b.id, shown.session->now()).end(), r.log_end) << b.name;
    }
}

TEST(LogPage, ScrubbedBackItHoldsWhatItHeldThen) {
  ShownLog shown(25);
  shown.page.show_partition(shown.written());
  shown.session->scrub(10);
  shown.page.refresh();
  std::int64_t expected = -1;
  for (const view::PartitionNow& p : shown.session->snapshot()->partitions)
    if (QString::fromStdString(p.name) == shown.written()) expected = p.log_end;
  const std::int32_t leader = shown.session->snapshot()->brokers.front().id;
  ASSERT_GT(expected, 0);
  EXPECT_NEAR(static_cast<double>(shown.page.index().log(leader, shown.session->now()).end()),
              static_cast<double>(expected), 2);
  EXPECT_LT(shown.page.index().log(leader, shown.session->now()).end(), 25 * 20);
}

TEST(LogPage, ADeadReplicaKeepsWhatItHadAndIsToldToBeInTheIsrStill) {
  ShownLog shown(31);
  shown.page.show_partition(shown.written());
  EXPECT_TRUE(shown.page.describe().contains("broker-102: log end offset")) << shown.page.describe().toStdString();
  EXPECT_TRUE(shown.page.describe().contains("the stored ISR lists it still"));
}

TEST(LogPage, ADragMovesAlongTheLogAndChoosesNothing) {
  ShownLog shown(12);
  shown.page.show_partition(shown.written());
  logs::PartitionLogView& view = shown.page.log_view();
  view.zoom(4);
  view.follow_end();
  const std::int64_t before = view.first_offset();
  ASSERT_GT(before, 4);
  const std::int32_t any = shown.session->snapshot()->brokers.front().id;
  const QPoint from = view.place({any, before + 2}).toPoint();
  const QPoint to = view.place({any, before + 5}).toPoint();
  QTest::mousePress(&view, Qt::LeftButton, {}, from);
  QMouseEvent move(QEvent::MouseMove, to, view.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
  QCoreApplication::sendEvent(&view, &move);
  QTest::mouseRelease(&view, Qt::LeftButton, {}, to);
  EXPECT_EQ(view.first_offset(), before - 3);
  EXPECT_FALSE(view.chosen());
}

TEST(LogPage, TwoGroupsAreSeenInASmallWindow) {
  const auto session = gui_testing::opened("trucks_gps.yaml", 30);
  LogPage page(*session);
  page.show();
  page.refresh();
  EXPECT_GE(page.log_view().minimumHeight(), 112 + 3 * 52 + 30 + 38 + 28) << "the second one's sentence";
  EXPECT_LE(page.minimumSizeHint().height(), 530) << "as much as a window of 800 has";
}

TEST(LogPage, ARecordUnderThePointerSaysWhoseItIs) {
  ShownLog shown(12);
  shown.page.show_partition(shown.written());
  logs::PartitionLogView& view = shown.page.log_view();
  const std::int64_t offset = view.first_offset() + 1;
  const QPoint at = view.place({shown.session->snapshot()->brokers.front().id, offset}).toPoint();
  QHelpEvent help(QEvent::ToolTip, at, view.mapToGlobal(at));
  QCoreApplication::sendEvent(&view, &help);
  EXPECT_TRUE(QToolTip::text().contains(QString(", offset %1\nRecord ").arg(offset))) << QToolTip::text().toStdString();
  QToolTip::hideText();
}

TEST(LogPage, AClickOnARecordTellsItsLifeInOrder) {
  ShownLog shown(12);
  shown.page.show_partition(shown.written());
  logs::PartitionLogView& view = shown.page.log_view();
  const std::int64_t offset = view.first_offset() + 1;
  const view::BrokerNow& any = shown.session->snapshot()->brokers.front();
  QTest::mouseClick(&view, Qt::LeftButton, {}, view.place({any.id, offset}).toPoint());
  ASSERT_TRUE(view.chosen());
  EXPECT_EQ(view.chosen()->offset, offset);
  const auto steps = shown.page.index().life(offset, any.id, shown.session->now());
  std::vector<LogIndex::Step::Kind> kinds;
  for (const LogIndex::Step& s : steps) kinds.push_back(s.kind);
  using Kind = LogIndex::Step::Kind;
  const auto count = [&](Kind k) { return std::count(kinds.begin(), kinds.end(), k); };
  EXPECT_EQ(count(Kind::sent), 1);
  EXPECT_EQ(count(Kind::appended), 1);
  EXPECT_EQ(count(Kind::replicated), 2);
  EXPECT_EQ(count(Kind::committed), 1);
  EXPECT_EQ(count(Kind::read), 1);
  ASSERT_GE(kinds.size(), 2u);
  EXPECT_EQ(kinds[0], Kind::sent);
  EXPECT_EQ(kinds[1], Kind::appended);
  for (std::size_t i = 1; i < steps.size(); ++i) EXPECT_LE(steps[i - 1].time, steps[i].time);
  EXPECT_EQ(shown.page.life().size(), static_cast<qsizetype>(steps.size()));
  EXPECT_TRUE(shown.page.describe().contains("Record at offset"));
}

TEST(LogPage, SaysHowManyRecordsADeathOfTheConsumerWouldRepeat) {
  ShownLog shown(25);
  shown.page.show_partition(shown.written());
  for (const view::ReadingNow& r : shown.session->snapshot()->groups.front().readings) {
    if (QString::fromStdString(shown.session->names().partition(r.tp)) != shown.written()) continue;
    const std::int64_t again = r.position - std::max<std::int64_t>(r.committed, 0);
    EXPECT_TRUE(
        shown.page.describe().contains(QString("if the consumer dies now, %1 records are read twice").arg(again)))
        << shown.page.describe().toStdString();
  }
}

TEST(LogPage, KeysZoomFromRecordsToBatchesAndEndFollowsTheLog) {
  ShownLog shown(25);
  shown.page.show_partition(shown.written());
  logs::PartitionLogView& view = shown.page.log_view();
  EXPECT_FALSE(view.shows_batches());
  const std::int64_t before = view.offsets_shown();
  for (int i = 0; i < 8; ++i) QTest::keyClick(&view, Qt::Key_Minus);
  EXPECT_TRUE(view.shows_batches());
  EXPECT_GT(view.offsets_shown(), before);
  for (int i = 0; i < 8; ++i) QTest::keyClick(&view, Qt::Key_Plus);
  const std::int64_t end = view.first_offset();
  QTest::keyClick(&view, Qt::Key_PageUp);
  EXPECT_LT(view.first_offset(), end);
  QTest::keyClick(&view, Qt::Key_End);
  EXPECT_GE(view.first_offset(), end);
}

TEST(LogPage, TheSelectionOfAnyPageChoosesThePartition) {
  ShownLog shown(5);
  shown.session->selection().select(bridge::Selection::Kind::partition, "orders-1");
  EXPECT_EQ(shown.page.shown_partition(), "orders-1");
  shown.session->selection().select(bridge::Selection::Kind::partition, "orders-0");
  EXPECT_EQ(shown.page.shown_partition(), "orders-0");
}

TEST(PartitionListModel, IsAProperModelAndTellsChangedRowsOnly) {
  const auto session = gui_testing::opened_text("away.yaml", kText, 5);
  logs::PartitionListModel model;
  QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
  model.show_snapshot(session->snapshot().get());
  EXPECT_EQ(model.rowCount(), 2);
  int resets = 0;
  QObject::connect(&model, &QAbstractItemModel::modelReset, [&] { ++resets; });
  session->seek(8);
  model.show_snapshot(session->snapshot().get());
  EXPECT_EQ(resets, 0);
  EXPECT_EQ(model.data(model.index(0)).toString(), "orders-0");
  EXPECT_EQ(model.find("orders-1"), 1);
  EXPECT_EQ(model.find("nothing"), -1);
}

TEST(LogIndex, ACutTakesRecordsOutAndKeepsThemToBeShown) {
  view::RunRecord record;
  view::Chunk chunk;
  const kafka::TopicPartition tp{kafka::TopicId(0), kafka::PartitionId(0)};
  const auto at = [](int s) { return sim::kTimeZero + std::chrono::seconds(s); };
  chunk.batches = {{1, tp, 0, 10, 0, kafka::ClientId(3), 0, at(1), false},
                   {1, tp, 10, 5, 0, kafka::ClientId(3), 10, at(2), false}};
  chunk.cuts = {{1, tp, 15, 12, at(3), "new_epoch"}};
  chunk.until = at(4);
  record.add(chunk);
  LogIndex index;
  index.update(record, tp);
  EXPECT_EQ(index.log(1, at(2)).end(), 15);
  const logs::ReplicaLog& after = index.log(1, at(3));
  EXPECT_EQ(after.end(), 12);
  ASSERT_EQ(after.lost.size(), 1u);
  EXPECT_EQ(after.lost[0].base, 12);
  EXPECT_EQ(after.lost[0].first_id, 12);
  EXPECT_EQ(index.log(1, at(1)).end(), 10) << "and back";
  EXPECT_EQ(index.log(1, at(1)).at(4)->base, 0);
  EXPECT_EQ(index.log(1, at(1)).at(10), nullptr);
}

}  // namespace
