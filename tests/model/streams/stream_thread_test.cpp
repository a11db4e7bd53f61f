// An application that makes one record of each, on a whole cluster: what its readers see after a crash, and that who
// was replaced cannot commit any more.

#include <memory>

#include <gtest/gtest.h>

#include "tests/support/cluster_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

constexpr int kRecords = 200;

class StreamThreadOnACluster : public ::testing::Test {
 protected:
  void build(ProcessingGuarantee guarantee, int members = 1) {
    f.brokers(3);
    f.topic("orders", 1, 3);
    f.topic("invoices", 1, 3);
    f.spec.config.offsets_topic_num_partitions = 1;
    f.spec.config.transaction_state_log_num_partitions = 1;
    f.spec.hardware.network.latency = 1ms;
    Cluster& cluster = f.build();
    app = std::make_unique<TestApplication>(cluster.add_producer("shop", "", {}));
    ConsumerGroupSpec billing;
    billing.name = "billing";
    billing.topics = {"orders"};
    billing.members = members;
    billing.config.auto_offset_reset = OffsetResetStrategy::earliest;
    billing.config.enable_auto_commit = false;
    billing.config.session_timeout_ms = 10s;
    billing.config.isolation_level = IsolationLevel::READ_COMMITTED;
    billing.application.processing = sim::Constant{0.02};
    billing.application.transform =
        TransformConfig{.to = "invoices", .guarantee = guarantee, .commit_interval = 2s, .value_size = 100};
    if (guarantee == ProcessingGuarantee::exactly_once_v2) {
      billing.producer.transactional_id = "billing";
      billing.producer.transaction_timeout_ms = 10s;  // Streams sets it, too
    }
    members_ = members;
    id = cluster.add_group(billing);
    committed = add_readers("committed", IsolationLevel::READ_COMMITTED);
    everything = add_readers("everything", IsolationLevel::READ_UNCOMMITTED);
    cluster.start();
  }
  GroupId add_readers(const std::string& name, IsolationLevel isolation) {
    ConsumerGroupSpec group;
    group.name = name;
    group.topics = {"invoices"};
    group.config.auto_offset_reset = OffsetResetStrategy::earliest;
    group.config.isolation_level = isolation;
    return f.cluster().add_group(group);
  }
  /// Twenty a second, for ten seconds.
  void produce() {
    for (int i = 0; i < kRecords; ++i) {
      app->send({.topic = f.tp("orders", 0).topic, .partition = PartitionId(0), .value_size = 100}, 1);
      f.run_for(50ms);
    }
  }
  /// Who owns the partition.
  ConsumerMachine& owner() {
    for (int i = 0; i < members_; ++i) {
      ConsumerMachine& member = f.cluster().member(id, i);
      if (member.consumer() && !member.consumer()->assignment().empty()) return member;
    }
    ADD_FAILURE() << "nobody owns it";
    return f.cluster().member(id, 0);
  }
  std::int64_t read_by(GroupId group) const {
    std::int64_t sum = 0;
    for (const auto& [at, e] : f.events.all<RecordsDelivered>()) sum += e.group == group ? e.count : 0;
    return sum;
  }

  int members_ = 1;
  ClusterFixture f;
  GroupId id{0};
  GroupId committed{0};
  GroupId everything{0};
  std::unique_ptr<TestApplication> app;
};

TEST_F(StreamThreadOnACluster, WithoutACrashEachRecordHasOneResultWhateverTheGuarantee) {
  build(ProcessingGuarantee::at_least_once);
  produce();
  f.run_for(10s);
  EXPECT_EQ(read_by(committed), kRecords);
  EXPECT_EQ(read_by(everything), kRecords);
}

TEST_F(StreamThreadOnACluster, AtLeastOnceRepeatsResultsWhoseOffsetsWereNotCommitted) {
  build(ProcessingGuarantee::at_least_once);
  produce();
  f.run_for(1s);
  ConsumerMachine& member = owner();
  app->send({.topic = f.tp("orders", 0).topic, .partition = PartitionId(0), .value_size = 100}, 20);
  f.run_for(500ms);  // twenty more are made, and not committed
  f.cluster().stop(member.host().id(), sim::StopKind::kill);
  f.run_for(15s);
  f.cluster().start(member.host().id());
  f.run_for(20s);
  EXPECT_GT(read_by(committed), kRecords + 20) << "there is nothing that would hide the first ones";
  EXPECT_EQ(read_by(committed), read_by(everything));
}

TEST_F(StreamThreadOnACluster, ExactlyOnceResultsOfACrashedProcessAreAbortedAndMadeAgain) {
  build(ProcessingGuarantee::exactly_once_v2);
  produce();
  f.run_for(1s);
  ConsumerMachine& member = owner();
  app->send({.topic = f.tp("orders", 0).topic, .partition = PartitionId(0), .value_size = 100}, 20);
  f.run_for(500ms);
  f.cluster().stop(member.host().id(), sim::StopKind::kill);
  f.run_for(15s);
  f.cluster().start(member.host().id());
  f.run_for(90s);
  EXPECT_EQ(read_by(committed), kRecords + 20);
  EXPECT_GT(read_by(everything), kRecords + 20) << "who reads what is not committed sees the first ones too";
}

TEST_F(StreamThreadOnACluster, ExactlyOnceAMemberThatWasReplacedCannotCommitWhatItHadMade) {
  build(ProcessingGuarantee::exactly_once_v2, 2);
  f.run_for(5s);
  for (int i = 0; i < kRecords / 2; ++i) {
    app->send({.topic = f.tp("orders", 0).topic, .partition = PartitionId(0), .value_size = 100}, 1);
    f.run_for(50ms);
  }
  ConsumerMachine& zombie = owner();
  f.cluster().pause(zombie.host().id());  // in the middle of a transaction
  for (int i = 0; i < kRecords / 2; ++i) {
    app->send({.topic = f.tp("orders", 0).topic, .partition = PartitionId(0), .value_size = 100}, 1);
    f.run_for(200ms);
  }
  f.cluster().resume(zombie.host().id());
  f.run_for(90s);
  EXPECT_EQ(read_by(committed), kRecords);
  EXPECT_GT(read_by(everything), kRecords) << "it had made some, which another one made again";
}

}  // namespace
}  // namespace kafka::testing
