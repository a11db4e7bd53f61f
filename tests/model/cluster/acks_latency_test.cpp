// Row 20 and 41 of the tutorial table: what the acknowledgement levels cost on an idle cluster, one hop = 1 ms,
// all work free.

#include <gtest/gtest.h>

#include "tests/support/cluster_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

/// Latency of one record sent long after everything has connected.
sim::Duration produce_latency(Acks acks, int replication_factor) {
  ClusterFixture f;
  f.brokers(3);
  f.topic("orders", 1, replication_factor);
  f.spec.hardware.network.latency = 1ms;
  Cluster& cluster = f.build();
  ProducerConfig config;
  config.acks = acks;
  TestApplication app(cluster.add_producer("shop", "", config));
  cluster.start();
  app.send({.topic = f.tp("orders", 0).topic, .value_size = 100});
  f.run_for(10s);
  f.events.clear();
  app.send({.topic = f.tp("orders", 0).topic, .value_size = 100});
  f.run_for(10s);
  const auto acked = f.events.all<RecordsAcknowledged>();
  EXPECT_EQ(acked.size(), 1u);
  return acked.empty() ? sim::kForever : acked[0].first - acked[0].second.first_timestamp;
}

TEST(AcksLatency, NoneIsDoneWhenWritten) { EXPECT_EQ(produce_latency(Acks::none, 3), 0ms); }
TEST(AcksLatency, LeaderTakesOneRoundTrip) { EXPECT_EQ(produce_latency(Acks::leader, 3), 2ms); }
// Produce 1, data to the waiting follower fetch 1, the next fetch confirms 1, answer 1.
TEST(AcksLatency, AllTakesFourHops) { EXPECT_EQ(produce_latency(Acks::all, 3), 4ms); }
TEST(AcksLatency, AllWithOneReplicaIsTheLeaderAlone) { EXPECT_EQ(produce_latency(Acks::all, 1), 2ms); }

/// From send() to poll() for a consumer that waits in a fetch.
sim::Duration end_to_end_latency(int replication_factor) {
  ClusterFixture f;
  f.brokers(3);
  f.topic("orders", 1, replication_factor);
  f.spec.hardware.network.latency = 1ms;
  Cluster& cluster = f.build();
  TestApplication app(cluster.add_producer("shop", "", {}));
  ConsumerGroupSpec group;
  group.name = "readers";
  group.topics = {"orders"};
  group.config.auto_offset_reset = OffsetResetStrategy::earliest;
  cluster.add_group(group);
  cluster.start();
  app.send({.topic = f.tp("orders", 0).topic, .value_size = 100});
  f.run_for(10s);
  f.events.clear();
  app.send({.topic = f.tp("orders", 0).topic, .value_size = 100});
  f.run_for(10s);
  const auto delivered = f.events.all<RecordsDelivered>();
  EXPECT_EQ(delivered.size(), 1u);
  return delivered.empty() ? sim::kForever : delivered[0].first - delivered[0].second.first_timestamp;
}

TEST(EndToEndLatency, OneReplicaTakesTwoHops) { EXPECT_EQ(end_to_end_latency(1), 2ms); }
// A record is visible below the high watermark only: produce 1, data to the follower 1, confirmation 1, to the
// consumer 1.
TEST(EndToEndLatency, ThreeReplicasTakeFourHops) { EXPECT_EQ(end_to_end_latency(3), 4ms); }

}  // namespace
}  // namespace kafka::testing
