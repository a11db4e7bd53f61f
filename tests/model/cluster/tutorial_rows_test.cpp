// Rows of the tutorial's concept table, each as the experiment it names: topics and offsets (2, 3), order (4, 9, 21),
// independent groups (6), bootstrap (10), batching (42), producer flow control (43).

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "model/producer/murmur2.h"
#include "tests/support/cluster_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

RecordKey key_of(std::string_view text) {
  return {.size = static_cast<std::int32_t>(text.size()), .positive_hash = to_positive(murmur2(text))};
}

ConsumerGroupSpec readers(const std::string& name, const std::string& topic) {
  ConsumerGroupSpec group;
  group.name = name;
  group.topics = {topic};
  group.config.auto_offset_reset = OffsetResetStrategy::earliest;
  return group;
}

/// One producer of release 2.3, null keys, linger 0 and one record at a time so that each is a batch of its own.
struct OneByOne {
  explicit OneByOne(int partitions, int count, Profile profile = Profile::v2_3) {
    f.brokers(3);
    f.topic("first_topic", partitions, 1);
    f.spec.profile = profile;
    f.spec.hardware.network.latency = 1ms;
    Cluster& cluster = f.build();
    app = std::make_unique<TestApplication>(cluster.add_producer("console", "", {}));
    cluster.add_group(readers("readers", "first_topic"));
    cluster.start();
    for (int i = 0; i < count; ++i) {
      app->send({.topic = f.tp("first_topic", 0).topic, .value_size = 5});
      f.run_for(20ms);
    }
    f.run_for(2s);
  }
  ClusterFixture f;
  std::unique_ptr<TestApplication> app;
};

// Row 2: nine records over three partitions in rotation: offsets 0, 1, 2 in each.
TEST(Tutorial, Row2OffsetsCountWithinAPartition) {
  OneByOne run(3, 9);
  for (int p = 0; p < 3; ++p) EXPECT_EQ(run.f.view().log_end_offset(run.f.tp("first_topic", p)), Offset(3));
  std::map<TopicPartition, std::vector<Offset>> offsets;
  for (const auto& [time, e] : run.f.events.all<RecordsAcknowledged>())
    for (std::int32_t i = 0; i < e.count; ++i) offsets[e.tp].push_back(e.base_offset + i);
  for (const auto& [tp, list] : offsets) EXPECT_EQ(list, (std::vector<Offset>{Offset(0), Offset(1), Offset(2)}));
}

// Row 3: offset 3 of one partition holds another record than offset 3 of another.
TEST(Tutorial, Row3TheSameOffsetNamesDifferentRecords) {
  OneByOne run(3, 12);
  std::set<sim::SimTime> written_at;
  for (const auto& [time, e] : run.f.events.all<RecordsAppended>())
    if (e.as_leader && run.f.cluster().topics().name(e.tp.topic) == "first_topic" && e.base_offset == Offset(3))
      written_at.insert(time);
  EXPECT_EQ(written_at.size(), 3u);
}

// Row 4: records 1..30 in rotation, then a consumer from the beginning: partition by partition, ascending within each.
// Java's hash order of first_topic with 3 partitions is 0, 1, 2.
TEST(Tutorial, Row4OrderHoldsWithinAPartitionOnly) {
  ClusterFixture f;
  f.brokers(1);  // one broker, as in the tutorial: all partitions come in one fetch
  f.topic("first_topic", 3, 1);
  f.spec.profile = Profile::v2_3;
  f.spec.hardware.network.latency = 1ms;
  Cluster& cluster = f.build();
  TestApplication app(cluster.add_producer("console", "", {}));
  ConsumerGroupSpec late = readers("from-beginning", "first_topic");
  late.start_after = 10s;
  cluster.add_group(late);
  cluster.start();
  for (int i = 0; i < 30; ++i) {
    app.send({.topic = f.tp("first_topic", 0).topic, .value_size = 5});
    f.run_for(20ms);
  }
  f.run_for(20s);
  std::vector<int> partitions;
  std::map<TopicPartition, std::int64_t> next;
  for (const auto& [time, e] : f.events.all<RecordsDelivered>()) {
    for (std::int32_t i = 0; i < e.count; ++i) partitions.push_back(e.tp.partition.value());
    EXPECT_EQ(e.first_id.value(), next[e.tp]) << "in the order sent";
    next[e.tp] += e.count;
  }
  ASSERT_EQ(partitions.size(), 30u);
  std::vector<int> expected(10, 0);
  expected.insert(expected.end(), 10, 1);
  expected.insert(expected.end(), 10, 2);
  EXPECT_EQ(partitions, expected);
}

// Row 6: two applications read the same data, each all of it, each with its own committed offsets.
TEST(Tutorial, Row6GroupsReadIndependently) {
  ClusterFixture f;
  f.brokers(3);
  f.topic("trucks_gps", 10, 3);
  f.spec.hardware.network.latency = 1ms;
  Cluster& cluster = f.build();
  TestApplication app(cluster.add_producer("truck", "", {}));
  const GroupId dashboard = cluster.add_group(readers("dashboard", "trucks_gps"));
  ConsumerGroupSpec slow = readers("notification-service", "trucks_gps");
  slow.application.processing = sim::Constant{0.1};
  slow.config.max_poll_records = 1;
  const GroupId notification = cluster.add_group(slow);
  cluster.start();
  app.send({.topic = f.tp("trucks_gps", 0).topic, .key = key_of("1"), .value_size = 48}, 100);
  f.run_for(6s);  // after the first automatic commit at 5 s
  std::int64_t committed[2] = {0, 0};
  for (int p = 0; p < 10; ++p) {
    committed[0] += std::max<std::int64_t>(0, f.view().committed(dashboard, f.tp("trucks_gps", p)).value());
    committed[1] += std::max<std::int64_t>(0, f.view().committed(notification, f.tp("trucks_gps", p)).value());
  }
  EXPECT_EQ(committed[0], 100);
  EXPECT_GT(committed[1], 30) << "one record takes 100 ms, so about 49 in 5 s";
  EXPECT_LT(committed[1], 60);
  f.run_for(20s);
  std::int64_t delivered[2] = {0, 0};
  for (const auto& [time, e] : f.events.all<RecordsDelivered>()) delivered[e.group == dashboard ? 0 : 1] += e.count;
  EXPECT_EQ(delivered[0], 100);
  EXPECT_EQ(delivered[1], 100);
}

// Row 37: ls /consumers after consuming: []. Offsets are kept in Kafka.
TEST(Tutorial, Row37OffsetsAreNotInZooKeeper) {
  ClusterFixture f;
  f.brokers(3);
  f.topic("trucks_gps", 10, 3);
  Cluster& cluster = f.build();
  RecordingSink all;
  f.attach(all);
  TestApplication app(cluster.add_producer("truck", "", {}));
  const GroupId dashboard = cluster.add_group(readers("dashboard", "trucks_gps"));
  cluster.start();
  app.send({.topic = f.tp("trucks_gps", 0).topic, .value_size = 48}, 100);
  f.run_for(12s);  // two automatic commits
  std::int64_t committed = 0;
  for (int p = 0; p < 10; ++p)
    committed += std::max<std::int64_t>(0, f.view().committed(dashboard, f.tp("trucks_gps", p)).value());
  EXPECT_EQ(committed, 100);
  std::set<std::string> below;
  for (const auto& [time, e] : all.all<ZooKeeperCommitted>())
    for (const ZooKeeperWrite& write : e.writes)
      if (write.path.starts_with("/consumers")) below.insert(write.path);
  EXPECT_EQ(below, std::set<std::string>{"/consumers"});
}

// Row 9: 3000 null-key records: 2.3 rotates, exactly 1000 each; 3.9 stays for about batch.size bytes.
TEST(Tutorial, Row9NullKeysRotateIn23AndStickIn39) {
  for (const Profile profile : {Profile::v2_3, Profile::v3_9}) {
    ClusterFixture f;
    f.brokers(3);
    f.topic("clicks", 3, 1);
    f.spec.profile = profile;
    f.spec.hardware.network.latency = 1ms;
    Cluster& cluster = f.build();
    ProducerConfig config;
    config.linger_ms = 5ms;
    TestApplication app(cluster.add_producer("web", "", config));
    cluster.start();
    app.send({.topic = f.tp("clicks", 0).topic, .value_size = 100}, 3000);
    f.run_for(5s);
    std::vector<std::int64_t> counts;
    for (int p = 0; p < 3; ++p) counts.push_back(f.view().log_end_offset(f.tp("clicks", p)).value());
    EXPECT_EQ(counts[0] + counts[1] + counts[2], 3000);
    if (profile == Profile::v2_3) {
      EXPECT_EQ(counts, (std::vector<std::int64_t>{1000, 1000, 1000}));
      continue;
    }
    // A 16384-byte batch holds (16384 - 61) / 110 = 148 records; a partition is left after one full batch and the
    // beginning of another, or after two: at most two batches for each 148 records.
    EXPECT_LE(f.events.count<BatchSent>(), 2u * (3000 / 148 + 1));
    EXPECT_GE(f.events.count<BatchSent>(), 3000u / 149);
  }
}

// Row 10: any broker will do for the start; losing it afterwards changes nothing.
TEST(Tutorial, Row10AnyBrokerIsABootstrapServer) {
  ClusterFixture f;
  f.brokers(3);
  f.topic("orders", 2, 1);
  f.spec.topics.back().assignment = {{BrokerId(101)}, {BrokerId(102)}};
  f.spec.config.offsets_topic_num_partitions = 1;
  f.spec.hardware.network.latency = 1ms;
  Cluster& cluster = f.build();
  ProducerConfig config;
  config.bootstrap_servers = {"103"};
  TestApplication app(cluster.add_producer("shop", "", config));
  cluster.start();
  app.send({.topic = f.tp("orders", 0).topic, .partition = PartitionId(0), .value_size = 10}, 5);
  app.send({.topic = f.tp("orders", 0).topic, .partition = PartitionId(1), .value_size = 10}, 5);
  f.run_for(1s);
  const auto opened = f.events.all<ConnectionOpened>();
  ASSERT_FALSE(opened.empty());
  EXPECT_EQ(opened.front().second.broker, BrokerId(103));
  ASSERT_GE(f.events.count<MetadataUpdated>(), 1u);
  EXPECT_EQ(f.events.all<MetadataUpdated>().front().second.brokers, 3);
  EXPECT_EQ(f.events.count<RecordsAcknowledged>(), 2u);
  cluster.stop(cluster.host(BrokerId(103)), sim::StopKind::kill);
  f.run_for(1s);
  f.events.clear();
  app.send({.topic = f.tp("orders", 0).topic, .partition = PartitionId(0), .value_size = 10}, 5);
  f.run_for(1s);
  EXPECT_EQ(f.events.count<RecordsAcknowledged>(), 1u);
  EXPECT_EQ(f.events.count<RecordsFailed>(), 0u);
  EXPECT_EQ(f.events.count<BatchRetried>(), 0u);
}

// Row 21: one key, one partition, offsets in the order of sending.
TEST(Tutorial, Row21AKeyKeepsItsOrder) {
  ClusterFixture f;
  f.brokers(3);
  f.topic("trucks_gps", 10, 3);
  f.spec.hardware.network.latency = 1ms;
  Cluster& cluster = f.build();
  TestApplication app(cluster.add_producer("truck", "", {}));
  cluster.start();
  for (int i = 0; i < 100; ++i) {
    app.send({.topic = f.tp("trucks_gps", 0).topic, .key = key_of("truck-1"), .value_size = 48});
    f.run_for(10ms);
  }
  f.run_for(1s);
  std::int64_t next = 0;
  for (const auto& [time, e] : f.events.all<RecordsAcknowledged>()) {
    EXPECT_EQ(e.tp.partition, PartitionId(4));  // k2p-truck-1-of-10
    EXPECT_EQ(e.base_offset.value(), e.first_id.value());
    EXPECT_EQ(e.first_id.value(), next);
    next += e.count;
  }
  EXPECT_EQ(next, 100);
}

/// Records acknowledged in 10 s at a broker whose request handlers do at most 8 / 4 ms = 2000 requests a second.
std::int64_t records_in_ten_seconds(sim::Bytes batch_size) {
  ClusterFixture f;
  f.brokers(1);
  f.topic("log", 1, 1);
  f.spec.hardware.network.latency = 100us;
  f.spec.hardware.costs.io_thread_per_request = 4ms;
  Cluster& cluster = f.build();
  ProducerConfig config;
  config.acks = Acks::leader;
  config.batch_size = batch_size;
  TestApplication app(cluster.add_producer("perf", "", config));
  cluster.start();
  app.send({.topic = f.tp("log", 0).topic, .value_size = 100}, 1'000'000);
  f.run_for(10s);
  std::int64_t records = 0;
  for (const auto& [time, e] : f.events.all<RecordsAcknowledged>()) records += e.count;
  return records;
}

// Row 42: at the same request rate, 16 KiB batches of 100-byte records carry two orders of magnitude more records.
TEST(Tutorial, Row42BatchingMultipliesTheRecordRate) {
  const std::int64_t single = records_in_ten_seconds(sim::Bytes(1));
  const std::int64_t batched = records_in_ten_seconds(sim::Bytes(16384));
  // One connection, one request in work at a time: 4 ms + handing over; (16384 - 61) / 110 = 148 records a batch.
  EXPECT_NEAR(static_cast<double>(single), 10.0 / 0.004, 100);
  EXPECT_GT(batched, 100 * single);
  EXPECT_LE(batched, 150 * single);
}

// Row 43: buffer.memory 32 MiB, the broker stopped, 10 MB/s: send() blocks after about 3.3 s and fails max.block.ms
// later.
TEST(Tutorial, Row43AFullBufferBlocksTheProducer) {
  ClusterFixture f;
  f.brokers(1);
  f.topic("log", 1, 1);
  f.spec.hardware.network.latency = 1ms;
  Cluster& cluster = f.build();
  TestApplication app(cluster.add_producer("perf", "", {}));
  cluster.start();
  app.send({.topic = f.tp("log", 0).topic, .value_size = 1000});
  f.run_for(1s);
  cluster.stop(cluster.host(BrokerId(101)), sim::StopKind::power_loss);
  f.events.clear();
  const sim::SimTime from = f.scheduler.now();
  // 10 MB/s = 100 records of 1000 bytes every 10 ms.
  while (f.scheduler.now() < from + 80s) {
    if (!app.producer()->blocked()) app.send({.topic = f.tp("log", 0).topic, .value_size = 1000}, 100);
    f.run_for(10ms);
  }
  const auto blocked = f.events.all<SendBlocked>();
  ASSERT_FALSE(blocked.empty());
  EXPECT_EQ(blocked.front().second.on, BlockedOn::buffer_memory);
  // 33554432 / 16384 = 2048 buffers of 16 records (16 x 1011 + 61 <= 16384) = 32768 records at 10000 a second.
  EXPECT_NEAR(sim::to_seconds(blocked.front().first - from), 3.28, 0.05);
  const auto failed = f.events.all<SendFailed>();
  ASSERT_FALSE(failed.empty());
  EXPECT_EQ(failed.front().second.exception, "BufferExhaustedException");
  EXPECT_EQ(failed.front().first - blocked.front().first, 60s);
}

}  // namespace
}  // namespace kafka::testing
