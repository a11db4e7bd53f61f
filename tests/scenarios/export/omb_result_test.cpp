#include "scenarios/engine/export/omb_result.h"

#include <gtest/gtest.h>

#include "tests/scenarios/export/exported_run.h"

namespace scenario::test {
namespace {

using nlohmann::ordered_json;

struct OmbResult : testing::Test {
  struct Run {
    ordered_json json;
    RunResult result;
  };
  static const Run& run() {
    static const Run kept = [] {
      const ScenarioSpec spec = disturbed_spec();
      std::unique_ptr<OmbRecorder> recorder;
      Experiment experiment(spec);
      experiment.end_at(sim::kTimeZero + std::chrono::seconds(55));
      recorder = std::make_unique<OmbRecorder>(experiment.spec(), experiment.cluster().topics());
      experiment.attach(*recorder);
      experiment.start();
      experiment.advance(experiment.end());
      Run run;
      run.result = experiment.finish();
      run.json = ordered_json::parse(recorder->finish(run.result).dump());
      return run;
    }();
    return kept;
  }
  static const ordered_json& of(const std::string& field) { return run().json.at(field); }
};

TEST_F(OmbResult, HasAValueForEveryTenSeconds) {
  for (const char* field :
       {"publishRate", "publishErrorRate", "consumeRate", "backlog", "publishLatencyAvg", "publishLatency50pct",
        "publishLatency75pct", "publishLatency95pct", "publishLatency99pct", "publishLatency999pct",
        "publishLatency9999pct", "publishLatency99999pct", "publishLatencyMax", "publishDelayLatencyAvg",
        "publishDelayLatency99pct", "publishDelayLatencyMax", "endToEndLatencyAvg", "endToEndLatency99pct",
        "endToEndLatencyMax"})
    EXPECT_EQ(of(field).size(), 6u) << field;  // 55 s
}

TEST_F(OmbResult, RatesAddUpToTheSummary) {
  const auto sum = [&](const std::string& field) {
    double records = 0;
    for (std::size_t i = 0; i < of(field).size(); ++i) records += of(field)[i].get<double>() * (i < 5 ? 10 : 5);
    return records;
  };
  EXPECT_NEAR(sum("publishRate"), static_cast<double>(run().result.totals.acknowledged), 1e-6);
  std::int64_t polled = 0;
  for (const GroupResult& g : run().result.groups) polled += g.statistics.polled.records();
  EXPECT_NEAR(sum("consumeRate"), static_cast<double>(polled), 1e-6);
  EXPECT_NEAR(sum("publishErrorRate"), static_cast<double>(run().result.totals.failed), 1e-6);
  EXPECT_EQ(of("backlog").back(), 0);  // all was read
}

TEST_F(OmbResult, AggregatedLatenciesAreTheSummaries) {
  const sim::Histogram& latency = run().result.statistics.latency;
  EXPECT_NEAR(of("aggregatedPublishLatency99pct").get<double>(),
              static_cast<double>(latency.value_at_quantile(0.99)) / 1e6, 1e-9);
  EXPECT_NEAR(of("aggregatedPublishLatencyAvg").get<double>(), latency.mean() / 1e6, 1e-9);
  EXPECT_NEAR(of("aggregatedPublishLatencyMax").get<double>(), static_cast<double>(latency.max()) / 1e6, 1e-9);
  EXPECT_TRUE(of("aggregatedPublishDelayLatencyMax").is_number_integer());
}

TEST_F(OmbResult, QuantilesRiseToTheMaximum) {
  for (const char* which : {"aggregatedPublishLatency", "aggregatedPublishDelayLatency", "aggregatedEndToEndLatency"}) {
    double percent = 0;
    double value = -1;
    for (const auto& [key, latency] : of(which + std::string("Quantiles")).items()) {
      EXPECT_GT(std::stod(key), percent);
      EXPECT_GT(latency.get<double>(), value);
      percent = std::stod(key);
      value = latency.get<double>();
    }
    EXPECT_EQ(percent, 100) << which;
    EXPECT_NEAR(value, of(which + std::string("Max")).get<double>(), 1) << which;
  }
}

TEST_F(OmbResult, SaysWhatWasRun) {
  EXPECT_EQ(of("workload"), "A small cluster");
  EXPECT_EQ(of("driver"), "kafkasim");
  EXPECT_EQ(of("topics"), 1);
  EXPECT_EQ(of("partitions"), 3);
  EXPECT_EQ(of("producersPerTopic"), 1);
  EXPECT_EQ(of("consumersPerTopic"), 3);
}

}  // namespace
}  // namespace scenario::test
