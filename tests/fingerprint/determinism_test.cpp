/// The same scenario and seed give the same run, whoever watches, however often is sampled.

#include <gtest/gtest.h>

#include "model/cluster/cluster_view.h"
#include "tests/fingerprint/compare_runs.h"
#include "tests/fingerprint/shipped.h"

namespace scenario {
namespace {

using namespace std::chrono_literals;

/// A busy variant of the truck scenario that takes a fraction of a second.
ScenarioSpec trucks() {
  ScenarioSpec spec = load_shipped("trucks_gps");
  spec.duration = 10min;
  return spec;
}

MakeRun runs_of(const ScenarioSpec& spec) {
  return [spec] { return std::make_unique<Experiment>(spec); };
}

TEST(Determinism, TwiceInOneProcess) { EXPECT_EQ(first_differing_event(runs_of(trucks()), runs_of(trucks())), ""); }

TEST(Determinism, AnotherSeedIsAnotherRunAndTheComparisonSaysWhere) {
  ScenarioSpec other = trucks();
  other.seed = 2;
  const std::string difference = first_differing_event(runs_of(trucks()), runs_of(other));
  EXPECT_NE(difference.find("event "), std::string::npos) << difference;
  EXPECT_NE(difference.find("\"event\":"), std::string::npos) << difference;
}

TEST(Determinism, TheSamplingPeriodChangesNothing) {
  ScenarioSpec seldom = trucks();
  seldom.sample_every = 7min;
  ScenarioSpec often = trucks();
  often.sample_every = 113ms;
  EXPECT_EQ(first_differing_event(runs_of(seldom), runs_of(often)), "");
}

/// What the cluster itself can tell at the end.
std::vector<std::int64_t> state_of(Experiment& experiment) {
  experiment.start();
  experiment.advance(experiment.end());
  std::vector<std::int64_t> state{static_cast<std::int64_t>(experiment.scheduler().executed())};
  const kafka::ClusterView view = experiment.cluster().view();
  for (std::size_t t = 0; t < experiment.cluster().topics().size(); ++t) {
    const kafka::TopicId topic(static_cast<std::int32_t>(t));
    for (std::int32_t p = 0; p < view.partition_count(topic); ++p) {
      const kafka::TopicPartition tp{topic, kafka::PartitionId(p)};
      state.push_back(view.log_end_offset(tp).value());
      state.push_back(view.high_watermark(tp).value());
    }
  }
  for (int g = 0; g < experiment.cluster().group_count(); ++g) {
    for (const kafka::TopicPartition tp : view.partitions_of(kafka::GroupId(g))) {
      state.push_back(view.position(kafka::GroupId(g), tp).value());
      state.push_back(view.committed(kafka::GroupId(g), tp).value());
    }
  }
  return state;
}

TEST(Determinism, WatchingChangesNothing) {
  Experiment watched(trucks());
  Experiment unwatched(trucks(), ExperimentOptions{false});
  const auto seen = state_of(watched);
  EXPECT_EQ(seen, state_of(unwatched));
  EXPECT_GT(watched.finish().observed_events, 0u);
  EXPECT_EQ(unwatched.finish().observed_events, 0u);
}

TEST(Determinism, ANewProducerLeavesTheOthersLuckAlone) {
  ScenarioSpec spec = load_shipped("trucks_gps");
  spec.duration = 5min;
  ScenarioSpec more = spec;
  ProducerSpec extra;
  extra.name = "extra";
  extra.workload.topic = "trucks_gps";
  extra.workload.rate = 1;
  more.producers.push_back(extra);
  // The trucks' CreateTimes, in order of truck and time, with and without the other producer.
  const auto reports = [](const ScenarioSpec& s) {
    struct Sends final : kafka::EventSink {
      std::map<std::string, std::vector<sim::SimTime>> times;
      const Names* names = nullptr;
      void on_event(sim::SimTime, sim::HostId, const kafka::Event& event) override {
        if (const auto* e = std::get_if<kafka::BatchSent>(&event))
          times[names->client(e->producer)].push_back(e->first_timestamp);
      }
    } sends;
    Experiment experiment(s);
    sends.names = &experiment.names();
    experiment.attach(sends);
    experiment.start();
    experiment.advance(experiment.end());
    sends.times.erase("extra");
    return sends.times;
  };
  const auto alone = reports(spec);
  EXPECT_EQ(alone.size(), 100u);
  EXPECT_EQ(alone, reports(more));
}

}  // namespace
}  // namespace scenario
