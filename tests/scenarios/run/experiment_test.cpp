#include "scenarios/engine/run/experiment.h"

#include <gtest/gtest.h>

#include "tests/scenarios/run/small_spec.h"

namespace scenario {
namespace {

using namespace std::chrono_literals;

ScenarioSpec busy_spec() {
  ScenarioSpec spec = small_spec(3, 3, 25s);  // 10 s after the last record: two automatic commits
  add_producer(spec, "app", 200).workload.arrivals = Arrivals::poisson;
  spec.producers.back().workload.stop = 15s;
  spec.producers.back().workload.key.kind = KeySpec::Kind::uniform;
  spec.producers.back().workload.key.count = 50;
  add_group(spec, "readers").members = 2;
  return spec;
}

TEST(Experiment, AccountsForEveryRecordOfARun) {
  const RunResult result = run(busy_spec());
  EXPECT_GT(result.produced, 2500);
  EXPECT_EQ(result.totals.acknowledged, result.produced);
  const GroupResult& readers = result.groups.at(0);
  EXPECT_EQ(readers.totals.delivered, result.produced);
  EXPECT_EQ(readers.totals.lost() + readers.totals.duplicated + readers.totals.reordered + readers.totals.unread(), 0);
  EXPECT_EQ(readers.lag(), 0);
  EXPECT_TRUE(result.contradictions.empty());
  std::int64_t stored = 0;
  for (const PartitionResult& p : result.topics.at(0).partitions) {
    stored += p.log_end_offset;
    EXPECT_EQ(p.high_watermark, p.log_end_offset);
    EXPECT_EQ(p.isr.size(), 3u);
  }
  EXPECT_EQ(stored, result.produced);
}

TEST(Experiment, HowItIsDrivenChangesNothing) {
  const ScenarioSpec spec = busy_spec();
  const RunResult whole = run(spec);
  Experiment stepwise(spec);
  stepwise.start();
  while (!stepwise.finished()) stepwise.advance(stepwise.now() + 37ms);
  EXPECT_EQ(stepwise.finish().fingerprints, whole.fingerprints);
}

TEST(Experiment, SamplesFallOnWholeStepsAndOnTheEnd) {
  ScenarioSpec spec = busy_spec();
  spec.duration = 10s + 500ms;
  spec.sample_every = 3s;
  Experiment experiment(spec);
  std::vector<double> times;
  experiment.write_series([&](std::span<const double> row) { times.push_back(row[0]); });
  experiment.start();
  experiment.advance(experiment.end());
  experiment.finish();
  EXPECT_EQ(times, (std::vector<double>{3, 6, 9, 10.5}));
}

TEST(Experiment, EndsWhereItIsTold) {
  Experiment experiment(busy_spec());
  experiment.end_at(sim::kTimeZero + 4s);
  experiment.start();
  experiment.advance(sim::SimTime::max());
  EXPECT_TRUE(experiment.finished());
  const RunResult result = experiment.finish();
  EXPECT_EQ(result.end, sim::kTimeZero + 4s);
  EXPECT_NEAR(static_cast<double>(result.produced), 800, 150);  // 200/s x 4 s, 5 deviations of sqrt(800)
}

TEST(Experiment, KeepsTheTrucksTogetherAsOneApplication) {
  ScenarioSpec spec = small_spec(1, 1, 2min);
  spec.trucks.emplace();
  spec.trucks->topic = "orders";
  spec.trucks->fleet = 7;
  spec.trucks->stop = 1min;
  const RunResult result = run(spec);
  ASSERT_EQ(result.applications.size(), 1u);
  EXPECT_EQ(result.applications[0].name, "trucks");
  EXPECT_EQ(result.applications[0].instances, 7);
  EXPECT_EQ(result.produced, 21);       // 7 trucks, every 20 s for a minute
  ASSERT_EQ(result.groups.size(), 2u);  // the two applications' groups, though the scenario has none
  for (const GroupResult& g : result.groups) EXPECT_EQ(g.totals.delivered, 21);
  ASSERT_TRUE(result.trucks);
  EXPECT_EQ(result.trucks->dashboard.applied, 21);
  EXPECT_EQ(result.trucks->notification.reports, 21);
}

TEST(Experiment, TwoRunsInOneProcessDoNotMeet) {
  const ScenarioSpec spec = busy_spec();
  Experiment first(spec);
  Experiment second(spec);
  first.start();
  second.start();
  while (!first.finished()) {
    first.advance(first.now() + 1s);
    second.advance(second.now() + 1s);
  }
  EXPECT_EQ(first.finish().fingerprints, second.finish().fingerprints);
}

}  // namespace
}  // namespace scenario
