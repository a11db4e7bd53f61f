#include "scenarios/engine/run/expectations.h"

#include <gtest/gtest.h>

#include "scenarios/engine/run/run_result.h"

namespace scenario {
namespace {

using Compare = ExpectSpec::Compare;

ExpectSpec expect(const std::string& measure, SubjectKind about, const std::string& subject, double value) {
  ExpectSpec e;
  e.measure = measure;
  e.about = about;
  e.subject = subject;
  e.statistic = "total";
  e.value = value;
  return e;
}

ExpectSpec latency(const std::string& measure, const std::string& statistic, Compare compare, double seconds) {
  ExpectSpec e = expect(measure, SubjectKind::run, "", seconds);
  e.statistic = statistic;
  e.compare = compare;
  return e;
}

void set(GroupTotals& totals, RecordState state, std::int64_t count) {
  totals.states[static_cast<std::size_t>(state)] = count;
}

/// One application, one topic of two partitions, one group with something of everything, and one with nothing.
RunResult mixed_result() {
  RunResult r;
  r.produced = 100;
  r.totals.acknowledged = 100;
  r.totals.failed = 3;
  r.totals.rejected = 2;
  for (int i = 1; i <= 100; ++i) r.statistics.latency.record(i * 1'000'000);
  for (int i = 0; i <= 10; ++i) r.statistics.acknowledged.add(sim::SimTime(std::chrono::seconds(i)), 10, 1000);

  ApplicationResult app;
  app.name = "app";
  app.produced = 100;
  app.totals = r.totals;
  app.statistics = r.statistics;
  r.applications.push_back(app);

  TopicResult orders;
  orders.name = "orders";
  orders.produced = 100;
  orders.totals = r.totals;
  orders.partitions.resize(2);
  orders.partitions[0].log_end_offset = 60;
  orders.partitions[0].log_start_offset = 20;
  orders.partitions[1].log_end_offset = 40;
  r.topics.push_back(orders);

  GroupResult readers;
  readers.name = "readers";
  readers.totals.produced = 104;
  readers.totals.acknowledged = 100;
  readers.totals.delivered = 95;
  readers.totals.duplicated = 5;
  readers.totals.polled = 99;
  readers.totals.reread = 3;
  readers.totals.effects = 90;
  readers.totals.reordered_in_log = 2;
  set(readers.totals, RecordState::delivered, 88);
  set(readers.totals, RecordState::lost, 4);
  set(readers.totals, RecordState::unread, 6);
  set(readers.totals, RecordState::skipped, 2);
  set(readers.totals, RecordState::aborted, 3);
  set(readers.totals, RecordState::unknown, 1);
  readers.totals.transformed_once = 80;
  readers.totals.transformed_again = 5;
  readers.totals.anomalies.poll_skip = 7;
  readers.reads = {{"orders", 0, 50, 50, 10}, {"orders", 1, 40, 40, 0}};
  r.groups.push_back(readers);

  GroupResult idle;
  idle.name = "idle";
  r.groups.push_back(idle);
  return r;
}

TEST(Expectations, SayWhatWasSeenAndWhatWasExpected) {
  const RunResult r = mixed_result();
  const Judgement lost = judge(expect("lost-records", SubjectKind::group, "readers", 0), r);
  EXPECT_FALSE(lost.met);
  EXPECT_EQ(lost.sentence(), "lost records of readers: 4 (6 not processed yet, 2 skipped by choice), expected 0");
  const Judgement twice = judge(expect("duplicated-records", SubjectKind::group, "readers", 5), r);
  EXPECT_EQ(twice.sentence(), "duplicated records of readers: 5, as expected");
  const Judgement order = judge(expect("reordered-records", SubjectKind::group, "readers", 0), r);
  EXPECT_EQ(order.sentence(), "reordered records of readers: 0, as expected");
}

TEST(Expectations, AskForEveryEndThatARecordMayCome) {
  const RunResult r = mixed_result();
  const auto seen = [&](const std::string& measure, const std::string& statistic = "total") {
    ExpectSpec e = expect(measure, SubjectKind::group, "readers", 0);
    e.statistic = statistic;
    return judge(e, r).what + ": " + judge(e, r).seen;
  };
  EXPECT_EQ(seen("delivered-records"), "delivered records of readers: 95");
  EXPECT_EQ(seen("polled-records"), "polled records of readers: 99");
  EXPECT_EQ(seen("reread-records"), "reread records of readers: 3");
  EXPECT_EQ(seen("effects"), "effects of readers: 90");
  EXPECT_EQ(seen("skipped-records"), "skipped records of readers: 2");
  EXPECT_EQ(seen("unread-records"), "unread records of readers: 6");
  EXPECT_EQ(seen("aborted-records"), "aborted records of readers: 3");
  EXPECT_EQ(seen("unknown-records"), "unknown records of readers: 1");
  EXPECT_EQ(seen("reordered-records", "in-log"), "in-log reordered records of readers: 2");
  EXPECT_EQ(seen("transformed-records", "again"), "again transformed records of readers: 5");
  EXPECT_EQ(seen("anomalies", "poll-skip"), "poll-skip anomalies of readers: 7");
  EXPECT_EQ(seen("anomalies", "lost-write"), "lost-write anomalies of readers: 0");
}

TEST(Expectations, AskForRebalancesInAWindow) {
  using namespace std::chrono_literals;
  RunResult r = mixed_result();
  r.end = sim::kTimeZero + 60s;
  GroupRebalances& record = r.groups[0].rebalances;
  for (const auto joined : {3s, 21s}) {
    Rebalance b;
    b.started = b.joined.emplace(sim::kTimeZero + joined);
    b.expected = {kafka::ClientId(50)};
    record.rebalances.push_back(b);
  }
  record.lag_peak = 120;
  // Member 50 is killed at 9.5 s, and its one partition read again from 21 s on.
  const kafka::TopicPartition tp{kafka::TopicId(0), kafka::PartitionId(0)};
  for (const int member : {50, 51}) {
    const sim::SimTime now = sim::kTimeZero + (member == 50 ? 3s : 21s);
    record.owners.assigned(now, {kafka::GroupId(0), kafka::ClientId(member), kafka::Generation(1), {tp}, {tp}});
    record.owners.position(now, kafka::ClientId(member), tp);
    if (member == 50) record.owners.left(sim::kTimeZero + 9500ms, kafka::ClientId(member), "kill");
  }
  ExpectSpec e = expect("rebalances", SubjectKind::group, "readers", 2);
  EXPECT_TRUE(judge(e, r).met);
  e.measure = "unread-partition-time";
  e.value = 11.5;
  EXPECT_EQ(judge(e, r).sentence(), "unread partition time of readers: 11.5 s, as expected");
  e.from = 20s;
  e.until = 30s;
  WindowResult& window = r.windows.emplace_back();
  window.from = e.from;
  window.until = e.until;
  window.groups.resize(2);
  EXPECT_EQ(judge(e, r).seen, "1 s");
  e.measure = "rebalances";
  EXPECT_EQ(judge(e, r).seen, "1");
  ExpectSpec peak = expect("lag-peak", SubjectKind::group, "readers", 120);
  peak.statistic = "max";
  EXPECT_EQ(judge(peak, r).sentence(), "max lag peak of readers: 120, as expected");
}

TEST(Expectations, CompareAsAsked) {
  const RunResult r = mixed_result();
  ExpectSpec e = expect("delivered-records", SubjectKind::group, "readers", 95);
  EXPECT_TRUE(judge(e, r).met);
  e.value = 94;
  EXPECT_FALSE(judge(e, r).met);
  e.compare = Compare::at_least;
  EXPECT_TRUE(judge(e, r).met);
  e.compare = Compare::at_most;
  EXPECT_FALSE(judge(e, r).met);
  e.compare = Compare::between;
  e.upper = 95;
  EXPECT_TRUE(judge(e, r).met);
  EXPECT_EQ(judge(e, r).expected, "94 to 95");
}

TEST(Expectations, CountFailuresOfBothKinds) {
  EXPECT_TRUE(judge(expect("failed-records", SubjectKind::run, "", 5), mixed_result()).met);
  EXPECT_TRUE(judge(expect("failed-records", SubjectKind::producer, "app", 5), mixed_result()).met);
  EXPECT_TRUE(judge(expect("produced-records", SubjectKind::topic, "orders", 100), mixed_result()).met);
}

TEST(Expectations, ReadPercentilesAllowingForTheHistogram) {
  // Latencies 1 ... 100 ms: the 50th of 100 is 50 ms, read back within 1/128.
  const RunResult r = mixed_result();
  EXPECT_TRUE(judge(latency("produce-latency", "p50", Compare::equal, 0.050), r).met);
  EXPECT_FALSE(judge(latency("produce-latency", "p50", Compare::equal, 0.051), r).met);
  EXPECT_TRUE(judge(latency("produce-latency", "max", Compare::equal, 0.100), r).met);
  EXPECT_TRUE(judge(latency("produce-latency", "min", Compare::equal, 0.001), r).met);
  EXPECT_TRUE(judge(latency("produce-latency", "mean", Compare::equal, 0.0505), r).met);
  const Judgement p99 = judge(latency("produce-latency", "p99", Compare::at_most, 0.010), r);
  EXPECT_FALSE(p99.met);
  EXPECT_EQ(p99.what, "p99 produce latency");
  EXPECT_EQ(p99.expected, "at most 10 ms");
}

TEST(Expectations, MeasureThroughputBetweenFirstAndLast) {
  // 10 records a second at 0 ... 10 s: 100 records after the first instant in 10 s.
  ExpectSpec e = expect("throughput", SubjectKind::producer, "app", 10);
  e.statistic = "mean";
  const Judgement j = judge(e, mixed_result());
  EXPECT_EQ(j.sentence(), "throughput of app: 10/s, as expected");
}

TEST(Expectations, AddLagOverWhatIsMeant) {
  const RunResult r = mixed_result();
  EXPECT_TRUE(judge(expect("final-lag", SubjectKind::run, "", 10), r).met);
  EXPECT_TRUE(judge(expect("final-lag", SubjectKind::group, "readers", 10), r).met);
  EXPECT_TRUE(judge(expect("final-lag", SubjectKind::topic, "orders", 10), r).met);
}

TEST(Expectations, LookIntoPartitions) {
  const RunResult r = mixed_result();
  EXPECT_TRUE(judge(expect("retained-records", SubjectKind::topic, "orders", 80), r).met);  // 60 - 20 + 40
  ExpectSpec e = expect("partition-counts", SubjectKind::topic, "orders", 0);
  e.list = {60, 40};
  EXPECT_EQ(judge(e, r).sentence(), "partition counts of orders: [60, 40], as expected");
  e.list = {60, 41};
  EXPECT_FALSE(judge(e, r).met);
  e.list = {60};
  EXPECT_FALSE(judge(e, r).met);
}

TEST(Expectations, AboutWhatNeverHappenedAreNotMetAndSayWhy) {
  const RunResult r = mixed_result();
  const Judgement lost = judge(expect("lost-records", SubjectKind::group, "idle", 0), r);
  EXPECT_FALSE(lost.met);
  EXPECT_FALSE(lost.judged);
  EXPECT_EQ(lost.sentence(),
            "lost records of idle: cannot be judged, no record of its topics was acknowledged; expected 0");
  const Judgement delivered = judge(expect("delivered-records", SubjectKind::group, "idle", 0), r);
  EXPECT_TRUE(delivered.judged) << "nobody got anything: that is known";
  EXPECT_TRUE(delivered.met);
  const RunResult nothing;
  EXPECT_FALSE(judge(expect("failed-records", SubjectKind::run, "", 0), nothing).met);
  EXPECT_FALSE(judge(expect("final-lag", SubjectKind::run, "", 0), nothing).met);
  EXPECT_FALSE(judge(latency("produce-latency", "p99", Compare::at_most, 1), nothing).met);
  EXPECT_FALSE(judge(latency("end-to-end-latency", "p99", Compare::at_most, 1), nothing).met);
  EXPECT_FALSE(judge(expect("throughput", SubjectKind::run, "", 0), nothing).met);
  EXPECT_FALSE(judge(expect("lost-records", SubjectKind::group, "nobody", 0), r).judged);
}

}  // namespace
}  // namespace scenario
