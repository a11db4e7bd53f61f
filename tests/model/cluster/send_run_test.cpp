// Producer::send(record, count) is the same as `count` calls of send(record): every event at the same instant.

#include <string>

#include <gtest/gtest.h>

#include "model/producer/murmur2.h"
#include "tests/support/cluster_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

struct SendRunCase {
  Profile profile;
  std::string partitioner;
  bool keyed;
  int partition;
};

/// What was sent and acknowledged, as text, one line for each.
std::string history(const SendRunCase& c, bool in_runs) {
  ClusterFixture f(7);
  f.brokers(2);
  f.topic("t", 4, 2);
  f.spec.profile = c.profile;
  f.spec.hardware.network.latency = 300us;
  Cluster& cluster = f.build();
  ProducerConfig config;
  config.partitioner_class = c.partitioner;
  config.linger_ms = 3ms;
  config.batch_size = sim::Bytes(4096);
  config.buffer_memory = sim::Bytes(6 * 4096);  // small enough that send() blocks now and then
  TestApplication app(cluster.add_producer("p", "", config));
  cluster.start();
  ProducerRecord record{.topic = f.tp("t", 0).topic, .partition = PartitionId(c.partition), .value_size = 90};
  if (c.keyed) record.key = {.size = 4, .positive_hash = to_positive(murmur2("key7"))};
  for (int tick = 0; tick < 40; ++tick) {
    if (in_runs) {
      app.send(record, 77);
    } else {
      for (int i = 0; i < 77; ++i) app.send(record, 1);
    }
    f.run_for(1ms);
  }
  f.run_for(2s);
  std::string text;
  for (const auto& [time, e] : f.events.all<BatchSent>())
    text += std::to_string(time.time_since_epoch().count()) + " sent " + std::to_string(e.tp.partition.value()) + " " +
            std::to_string(e.first_id.value()) + "+" + std::to_string(e.count) + " " + std::to_string(e.size.count()) +
            "\n";
  for (const auto& [time, e] : f.events.all<RecordsAcknowledged>())
    text += std::to_string(time.time_since_epoch().count()) + " acked " + std::to_string(e.base_offset.value()) + "\n";
  text += std::to_string(f.events.count<SendBlocked>()) + " blocked";
  return text;
}

TEST(SendInRuns, EqualsSendingOneByOne) {
  const SendRunCase cases[] = {
      {Profile::v3_9, "", false, -1},
      {Profile::v3_9, "", true, -1},
      {Profile::v3_9, "DefaultPartitioner", false, -1},
      {Profile::v3_9, "RoundRobinPartitioner", false, -1},
      {Profile::v2_3, "", false, -1},
      {Profile::v2_3, "", true, -1},
      {Profile::v3_9, "", false, 2},
  };
  for (const SendRunCase& c : cases) {
    const std::string one_by_one = history(c, false);
    EXPECT_EQ(history(c, true), one_by_one) << c.partitioner << (c.keyed ? " keyed" : " null key");
    EXPECT_EQ(one_by_one.find("\n0 blocked"), std::string::npos) << "the case must reach a full buffer";
    EXPECT_NE(one_by_one.find("acked"), std::string::npos);
  }
}

}  // namespace
}  // namespace kafka::testing
