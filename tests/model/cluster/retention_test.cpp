// Rows 7 and 8 of the tutorial table: a log keeps a week, in whole segments, and never changes what it holds.

#include <gtest/gtest.h>

#include "tests/support/cluster_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

sim::SimTime timestamp_at(const ClusterFixture& f, TopicPartition tp, Offset offset) {
  std::vector<LogEntry> entries;
  const Log& log = f.view().replica(BrokerId(101), tp)->log();
  log.read(offset, offset + 1, sim::Bytes(1), true, entries);
  return entries.at(0).batch->first_timestamp;
}

// log.retention.hours 168, hourly segments, one record a minute for ten days.
TEST(Tutorial, Row7RetentionDeletesWholeSegmentsAfterAWeek) {
  ClusterFixture f;
  f.brokers(1);
  f.topic("trucks_gps", 1, 1);
  f.spec.topics.back().config.segment_ms = 1h;
  f.spec.topics.back().config.retention_ms = 168h;
  Cluster& cluster = f.build();
  TestApplication app(cluster.add_producer("truck", "", {}));
  cluster.start();
  const TopicPartition tp = f.tp("trucks_gps", 0);
  const auto week = 168h;
  for (int minute = 0; minute < 10 * 24 * 60; ++minute) {
    app.send({.topic = tp.topic, .value_size = 48});
    f.run_for(1min);
    if (minute % 360 != 0) continue;
    const sim::Duration age = f.scheduler.now() - timestamp_at(f, tp, f.view().log_start_offset(tp));
    // A segment spans up to 1 h + 1 min: its newest record must be a week old, and the check comes every 5 min.
    EXPECT_LE(age, week + 1h + 1min + 5min);
    if (f.scheduler.now() - sim::kTimeZero > week + 2h) {
      EXPECT_GE(age, week);
    }
  }
  const auto deleted = f.events.all<SegmentsDeleted>();
  ASSERT_FALSE(deleted.empty());
  // 3 days beyond the week hold 72 h / 61 min = 70 segments.
  std::int32_t segments = 0;
  for (const auto& [time, e] : deleted) {
    EXPECT_EQ(e.reason, DeletionReason::retention_time);
    segments += e.segments;
  }
  EXPECT_NEAR(segments, 70, 2);
  const Log& log = f.view().replica(BrokerId(101), tp)->log();
  EXPECT_EQ(log.log_start_offset(), log.segments().front().base_offset()) << "whole segments only";
  EXPECT_GE(log.active_segment_base(), log.log_start_offset());
}

// Whatever else is written, what an offset holds stays what it was; a second record gets a new offset.
TEST(Tutorial, Row8AnOffsetIsWrittenOnce) {
  ClusterFixture f;
  f.brokers(1);
  f.topic("t", 1, 1);
  Cluster& cluster = f.build();
  TestApplication app(cluster.add_producer("p", "", {}));
  cluster.start();
  const TopicPartition tp = f.tp("t", 0);
  app.send({.topic = tp.topic, .value_size = 48});
  f.run_for(1s);
  const sim::SimTime first = timestamp_at(f, tp, Offset(0));
  for (int i = 0; i < 10; ++i) {
    app.send({.topic = tp.topic, .value_size = 48});
    f.run_for(1s);
    EXPECT_EQ(timestamp_at(f, tp, Offset(0)), first);
    EXPECT_EQ(f.view().log_end_offset(tp), Offset(i + 2));
  }
}

}  // namespace
}  // namespace kafka::testing
