#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "scenarios/engine/export/prometheus_metrics.h"
#include "tests/scenarios/export/exported_run.h"

namespace scenario::test {
namespace {

using Samples = std::map<std::string, double>;  ///< name{labels} -> value

/// Reads the text format; what is wrong with it fails the test.
Samples parse(const std::string& text) {
  Samples samples;
  std::set<std::string> types;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("# HELP ")) continue;
    if (line.starts_with("# TYPE ")) {
      const std::string metric = line.substr(7, line.find(' ', 7) - 7);
      EXPECT_TRUE(types.insert(metric).second) << metric << " is there twice";
      continue;
    }
    const std::size_t space = line.rfind(' ');
    EXPECT_NE(space, std::string::npos) << line;
    const std::string key = line.substr(0, space);
    EXPECT_TRUE(types.count(key.substr(0, key.find('{')))) << line;
    EXPECT_TRUE(samples.emplace(key, std::stod(line.substr(space + 1))).second) << line << " is there twice";
  }
  return samples;
}

struct Metrics : testing::Test {
  struct Run {
    Samples samples;
    RunResult result;
  };
  /// Ended while broker 102 is down and its session over.
  static const Run& run() {
    static const Run kept = [] {
      BrokerMeters meters;
      Experiment experiment(disturbed_spec());
      experiment.end_at(sim::kTimeZero + std::chrono::milliseconds(29'500));
      experiment.attach(meters);
      experiment.start();
      experiment.advance(experiment.end());
      Run run;
      run.result = experiment.finish();
      run.samples = parse(prometheus_text(experiment.cluster(), meters, run.result));
      return run;
    }();
    return kept;
  }
  static double of(const std::string& key) {
    const auto sample = run().samples.find(key);
    if (sample == run().samples.end()) ADD_FAILURE() << "no sample " << key;
    return sample == run().samples.end() ? -99 : sample->second;
  }
  static bool has(const std::string& key) { return run().samples.count(key) > 0; }
};

TEST_F(Metrics, TellPartitionsAsTheSummaryDoes) {
  const TopicResult& orders = run().result.topics.at(0);
  ASSERT_EQ(orders.name, "orders");
  EXPECT_EQ(of("kafka_topic_partitions{topic=\"orders\"}"), 3);
  std::int64_t lagging = 0;
  for (std::size_t p = 0; p < orders.partitions.size(); ++p) {
    const std::string labels = "{topic=\"orders\",partition=\"" + std::to_string(p) + "\"}";
    const PartitionResult& partition = orders.partitions[p];
    EXPECT_EQ(of("kafka_topic_partition_current_offset" + labels), static_cast<double>(partition.high_watermark));
    EXPECT_EQ(of("kafka_topic_partition_oldest_offset" + labels), static_cast<double>(partition.log_start_offset));
    EXPECT_EQ(of("kafka_topic_partition_leader" + labels), partition.leader);
    EXPECT_EQ(of("kafka_topic_partition_in_sync_replica" + labels), static_cast<double>(partition.isr.size()));
    EXPECT_EQ(of("kafka_topic_partition_replicas" + labels), 3);
    EXPECT_EQ(of("kafka_topic_partition_under_replicated_partition" + labels), partition.isr.size() < 3 ? 1 : 0);
    lagging += partition.isr.size() < 3 ? 1 : 0;
  }
  EXPECT_EQ(lagging, 3);  // 102 is down
}

TEST_F(Metrics, TellGroupsAsTheSummaryDoes) {
  for (const GroupResult& group : run().result.groups) {
    double sum = 0;
    for (const ReadResult& r : group.reads) {
      const std::string labels = "{consumergroup=\"" + group.name + "\",topic=\"" + r.topic + "\",partition=\"" +
                                 std::to_string(r.partition) + "\"}";
      EXPECT_EQ(of("kafka_consumergroup_current_offset" + labels), static_cast<double>(r.committed));
      EXPECT_EQ(of("kafka_consumergroup_lag" + labels), r.committed < 0 ? -1 : static_cast<double>(r.lag));
      sum += r.committed < 0 ? 0 : static_cast<double>(r.lag);
    }
    EXPECT_EQ(of("kafka_consumergroup_lag_sum{consumergroup=\"" + group.name + "\",topic=\"orders\"}"), sum);
    EXPECT_EQ(of("kafka_consumergroup_members{consumergroup=\"" + group.name + "\"}"), group.members);
  }
}

TEST_F(Metrics, ABrokerThatIsDownIsNotScraped) {
  EXPECT_EQ(of("kafka_brokers"), 2);
  EXPECT_TRUE(has("kafka_server_replicamanager_partitioncount{instance=\"broker-101\"}"));
  EXPECT_FALSE(has("kafka_server_replicamanager_partitioncount{instance=\"broker-102\"}"));
}

TEST_F(Metrics, BrokersAddUpToTheCluster) {
  double lagging = 0;
  double controllers = 0;
  double leads = 0;
  for (const char* broker : {"broker-101", "broker-103"}) {
    const std::string labels = std::string("{instance=\"") + broker + "\"}";
    lagging += of("kafka_server_replicamanager_underreplicatedpartitions" + labels);
    controllers += of("kafka_controller_kafkacontroller_activecontrollercount" + labels);
    leads += of("kafka_server_replicamanager_leadercount" + labels);
    EXPECT_EQ(of("kafka_controller_kafkacontroller_offlinepartitionscount" + labels), 0);
  }
  EXPECT_EQ(lagging, static_cast<double>(run().result.history.under_replicated({}).at(run().result.end)));
  EXPECT_EQ(controllers, 1);
  EXPECT_EQ(leads, 4);  // three of orders, one of __consumer_offsets
}

TEST_F(Metrics, RequestTimesAreThoseOfTheBroker) {
  const std::string who = "instance=\"broker-101\",request=\"Produce\"";
  const double count = of("kafka_network_requestmetrics_totaltimems_count{" + who + "}");
  EXPECT_GT(count, 0);
  EXPECT_LE(count, static_cast<double>(run().result.requests.at("Produce").total.count()));
  const double median = of("kafka_network_requestmetrics_totaltimems{" + who + ",quantile=\"0.50\"}");
  const double most = of("kafka_network_requestmetrics_totaltimems{" + who + ",quantile=\"0.999\"}");
  EXPECT_GT(most, 0);
  EXPECT_LE(median, most);
  EXPECT_LE(of("kafka_network_requestmetrics_remotetimems{" + who + ",quantile=\"0.999\"}"), most);
}

TEST(PrometheusText, EscapesLabels) {
  PrometheusText out;
  out.metric("a", PrometheusText::Type::gauge, "What it is");
  out.sample({{"x", "quote \" slash \\ line\n"}, {"y", ""}}, 0.5);
  out.sample({}, 1e9);
  EXPECT_EQ(out.text(),
            "# HELP a What it is\n# TYPE a gauge\na{x=\"quote \\\" slash \\\\ line\\n\",y=\"\"} 0.5\na 1000000000\n");
}

}  // namespace
}  // namespace scenario::test
