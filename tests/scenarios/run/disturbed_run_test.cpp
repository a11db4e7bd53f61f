// Runs that are disturbed: what a whole Experiment says of outages, of losses and of records that end with their
// producer.

#include <gtest/gtest.h>

#include "scenarios/engine/loader/scenario_loader.h"
#include "scenarios/engine/run/experiment.h"
#include "scenarios/engine/run/summary_json.h"

namespace scenario {
namespace {

RunResult run_text(const std::string& faults) {
  const std::string text =
      "title: disturbed\nduration: 90s\ncluster: { brokers: [101, 102, 103] }\n"
      "topics:\n  - { name: orders, assignment: { 0: [102, 103, 101] }, config: { min.insync.replicas: 2 } }\n"
      "producers:\n  - { name: shop, config: { acks: all }, workload: { topic: orders, rate: 100/s, start: 1s, stop: "
      "70s "
      "} }\nfaults:\n" +
      faults;
  Diagnostics diagnostics;
  const auto spec = load_text("disturbed.yaml", text, {}, diagnostics);
  EXPECT_TRUE(spec) << diagnostics.render();
  Experiment experiment(*spec);
  experiment.start();
  experiment.advance(experiment.end());
  return experiment.finish();
}

TEST(DisturbedRun, PhasesOfOutagesAndStallsAddUp) {
  const RunResult result = run_text("  - { kind: kill, target: leader-of orders-0, at: 20s }\n");
  EXPECT_TRUE(result.kept_promises());
  EXPECT_FALSE(result.outages.partitions.empty());
  for (const PartitionOutage& o : result.outages.partitions) EXPECT_EQ(o.phases.total(), o.length());
  ASSERT_EQ(result.outages.clients.size(), 1u);
  EXPECT_EQ(result.outages.client_names, std::vector<std::string>{"shop"});
  EXPECT_EQ(result.outages.clients[0].phases.total(), result.outages.clients[0].length());
  EXPECT_GE(result.outages.clients[0].phases[OutagePhase::detection], std::chrono::seconds(12));
  const nlohmann::ordered_json json = summary_json(result);
  double sum = 0;
  for (const auto& [phase, ms] : json["outages"]["partitions"][0]["phases_ms"].items()) sum += ms.get<double>();
  EXPECT_NEAR(sum, json["outages"]["partitions"][0]["ms"].get<double>(), 1e-6);
}

TEST(DisturbedRun, RecordsThatEndWithTheirProducerAreCounted) {
  // Its leader stands still, so that the producer holds records when it dies.
  const RunResult result = run_text(
      "  - { kind: pause, target: leader-of orders-0, at: 20s, for: 5s }\n"
      "  - { kind: kill, target: producer shop, at: 22s, for: 5s }\n");
  ASSERT_EQ(result.applications.size(), 1u);
  const ApplicationResult& shop = result.applications[0];
  EXPECT_NEAR(static_cast<double>(shop.totals.abandoned), 200, 5);
  EXPECT_EQ(shop.in_flight(), 0);
  EXPECT_EQ(shop.totals.failed, 0);
  EXPECT_TRUE(result.kept_promises());
}

TEST(DisturbedRun, AQuietOneHasNothingToTell) {
  const RunResult result = run_text("  - { kind: pause, target: zookeeper-2, at: 20s, for: 1s }\n");
  EXPECT_TRUE(result.outages.lines.empty());
  EXPECT_TRUE(result.kept_promises());
  EXPECT_EQ(result.promises->allowed_lost_records, 0);
}

TEST(DisturbedRun, ABrokenPromiseOrAContradictionIsNoKeptPromise) {
  RunResult result;
  EXPECT_TRUE(result.kept_promises());
  result.promises.emplace();
  EXPECT_TRUE(result.kept_promises());
  result.promises->violations = {"P5 ..."};
  EXPECT_FALSE(result.kept_promises());
  result.promises->violations.clear();
  result.contradictions = {"acknowledged twice"};
  EXPECT_FALSE(result.kept_promises());
}

}  // namespace
}  // namespace scenario
