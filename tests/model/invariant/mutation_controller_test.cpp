// Each deliberate bug of the controller, and of brokers that obey it, is seen: by which checkers. Those of replication
// are stories in tests/conformance/checkers/mutations.yaml.

#include <gtest/gtest.h>

#include "model/broker/zk_isr_writer.h"
#include "sim/net/rules.h"
#include "tests/support/ensemble_controller.h"
#include "tests/support/watched_controller.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;
using Ids = std::vector<BrokerId>;

const BrokerId k1(1);
const BrokerId k2(2);

Behaviour with(Mutation mutation) {
  Behaviour rules;
  rules.mutation = mutation;
  return rules;
}
PartitionState led_by(BrokerId leader, const Ids& isr) { return {.leader = leader, .isr = isr}; }

/// Which checkers see the bug in this story; without the bug nothing may be seen.
template <class Play>
std::string found(Mutation bug, Play play) {
  EXPECT_EQ(play(with(Mutation::none)), "") << "without the bug";
  return play(with(bug));
}

// ---- elections

/// Broker 1, the leader, dies; broker 2 is asked to follow it in the lead.
std::string lose_the_leader(const Behaviour& rules, const Ids& isr) {
  WatchedController c(rules, 2);
  c.begin({k1, k2}, {k1, k2}, led_by(k1, isr));
  c.machines.replicas.startup([] {});
  c.run();
  c.machines.set_live({k2});
  c.machines.partitions.move({c.tp}, PartitionMachineState::Offline);
  c.machines.partitions.trigger_online([](const std::vector<TopicPartition>&) {});
  c.run();
  return c.broken();
}

TEST(ControllerMutation, AnElectionKeepsTheLeaderEpoch) {
  const auto story = [](const Behaviour& rules) { return lose_the_leader(rules, {k1, k2}); };
  EXPECT_EQ(found(Mutation::same_leader_epoch, story), "C4 P11") << "no leader asked for that ISR";
}

TEST(ControllerMutation, AReplicaOutOfSyncIsElected) {
  const auto story = [](const Behaviour& rules) { return lose_the_leader(rules, {k1}); };
  EXPECT_EQ(found(Mutation::elect_out_of_sync, story), "C7");
}

TEST(ControllerMutation, TheLastMemberLeavesTheIsr) {
  const auto story = [](const Behaviour& rules) {
    WatchedController c(rules, 2);
    c.begin({k2}, {k1, k2}, led_by(k1, {k1}));
    c.machines.replicas.to_offline({{c.tp, k1}}, [] {});
    c.run();
    return c.broken();
  };
  EXPECT_EQ(found(Mutation::empty_isr, story), "C5");
}

// ---- deletion

TEST(ControllerMutation, AReplicaOutlivesItsTopic) {
  const auto story = [](const Behaviour& rules) {
    WatchedController c(rules, 1);
    c.begin({k1}, {k1}, led_by(k1, {k1}));
    c.machines.replicas.startup([] {});
    c.run();
    c.machines.deletion.enqueue({c.tp.topic}, [] {});
    c.run();
    c.machines.deletion.complete_replicas({{c.tp, k1}}, [] {});
    c.run();
    return c.broken();
  };
  EXPECT_EQ(found(Mutation::keep_deleted_replicas, story), "C9");
}

// ---- whose word counts

TEST(ControllerMutation, ABrokerObeysTheControllerBefore) {
  const auto story = [](const Behaviour& rules) {
    Invariants invariants(settings_of(rules));
    ControlledBroker broker(k1, {}, rules);
    broker.tell_alive({.controller = k2, .controller_epoch = ControllerEpoch(2)}, {k1, k2});
    broker.tell_alive({.controller = k1, .controller_epoch = ControllerEpoch(1)}, {k1});
    Eavesdropper(broker.events, invariants).pass_on(sim::HostId(1));
    return names_of(invariants.violations());
  };
  EXPECT_EQ(found(Mutation::accept_stale_controller, story), "C3");
}

/// Two brokers that stand for election on a real ensemble.
struct Rivals {
  explicit Rivals(const Behaviour& rules) : invariants(settings_of(rules)) {
    fixture.attach(invariants);
    fixture.start();
    first.emplace(fixture, k1, rules);
    second.emplace(fixture, k2, rules);
    fixture.run(5s);
    for (const char* path : {"/brokers", "/brokers/topics", "/brokers/topics/t"}) first->make_node(path);
    first->elect();
    fixture.run(1s);
  }
  [[nodiscard]] std::string broken() const { return names_of(invariants.violations()); }

  ZooKeeperFixture fixture;
  Invariants invariants;
  std::optional<EnsembleController> first;
  std::optional<EnsembleController> second;
};

TEST(ControllerMutation, TwoControllersShareAnEpoch) {
  const auto story = [](const Behaviour& rules) {
    Rivals rivals(rules);
    rivals.first->host().stop(sim::StopKind::kill);
    rivals.fixture.run(30s);
    rivals.second->elect();
    rivals.fixture.run(1s);
    EXPECT_EQ(rivals.fixture.events.count<ControllerElected>(), 2U);
    return rivals.broken();
  };
  EXPECT_EQ(found(Mutation::reuse_controller_epoch, story), "C1");
}

/// The first controller loses its session while it is at work, and writes on in the next one.
TEST(ControllerMutation, ADeposedControllerWrites) {
  const auto story = [](const Behaviour& rules) {
    Rivals rivals(rules);
    rivals.first->create_state(led_by(k1, {k1, k2}));
    rivals.fixture.run(1s);
    {
      const sim::RuleGuard cut = rivals.fixture.network.add_rule(
          std::make_unique<sim::Partition>(std::vector{rivals.first->machine()}, rivals.fixture.hosts_of({1, 2, 3})));
      rivals.fixture.run(30s);
      rivals.second->elect();
      rivals.fixture.run(1s);
    }
    rivals.fixture.run(30s);
    rivals.first->update_state(led_by(k1, {k1}));
    rivals.fixture.run(1s);
    EXPECT_EQ(rivals.fixture.events.count<ControllerElected>(), 2U);
    EXPECT_EQ(rivals.first->lost() == ControllerZk::Lost::office, rules.mutation == Mutation::none);
    return rivals.broken();
  };
  EXPECT_EQ(found(Mutation::unguarded_writes, story), "C2");
}

// ---- a leader that writes its ISR itself

struct Deaf : IsrChangeListener {
  void on_isr_answer(const IsrChange&, const AlterPartitionResponse::Partition&) override {}
};

/// The controller has elected broker 2; broker 1, which has not heard of it, takes broker 2 out of the ISR.
TEST(ControllerMutation, ALeaderOverwritesWhatTheControllerStored) {
  const auto story = [](Behaviour rules) {
    rules.protocol = ReplicationProtocol::kip320;
    rules.alter_partition = false;
    Invariants invariants(settings_of(rules));
    ControlledBroker broker(k1, {}, rules);
    Eavesdropper ears(broker.events, invariants);
    const TopicPartition tp = broker.tp("t");
    const Ids both{k1, k2};
    const std::string path = zk_data::partition_state_path("t", tp.partition);
    for (const std::string& node : {std::string("/brokers"), std::string("/brokers/topics"), zk_data::topic_path("t"),
                                    zk_data::topic_partitions_path("t"), zk_data::partition_path("t", tp.partition)})
      broker.zookeeper.write(zk::Create{node, ""});
    const auto stored = [&](BrokerId leader, int epoch, int version, const Ids& isr) {
      invariants.on_event(broker.scheduler.now(), kNoHost,
                          PartitionStateChanged{tp, leader, LeaderEpoch(epoch), PartitionEpoch(version), both, isr});
    };
    PartitionState state{.leader = k1, .replicas = both, .isr = both};
    broker.zookeeper.write(zk::Create{path, zk_data::encode_partition_state(state)});
    stored(k1, 0, 0, both);
    broker.tell_alive({.controller = k2}, both);
    broker.ask<LeaderAndIsrResponse>(
        LeaderAndIsrRequest{.header = {.controller = k2}, .partitions = {{.tp = tp, .state = state}}});

    state.leader = k2;
    ++state.leader_epoch;
    broker.zookeeper.write(zk::SetData{path, zk_data::encode_partition_state(state)});
    ears.pass_on(sim::HostId(1));
    stored(k2, 1, 1, both);
    Deaf deaf;
    ZkIsrWriter writer(broker.context(), broker.zk, deaf);
    writer.submit(k1, {.tp = tp,
                       .leader_epoch = LeaderEpoch(0),
                       .partition_epoch = PartitionEpoch(0),
                       .isr = {k1},
                       .replicas = both});
    broker.run_for(1s);
    ears.pass_on(sim::HostId(1));
    const zk::Response found = broker.zookeeper.tree().read(zk::GetData{path});
    const auto now = zk_data::decode_partition_state(found.data, found.stat);
    if (now->leader == k1) stored(k1, now->leader_epoch.value(), now->partition_epoch.value(), now->isr);
    return names_of(invariants.violations());
  };
  EXPECT_EQ(found(Mutation::skip_version_check, story), "C4 P11");
}

// ---- retention

/// Ten segments that are too old, of which the follower has copied none.
TEST(ReplicationMutation, RetentionDeletesWhatIsNotCommitted) {
  const auto story = [](const Behaviour& rules) {
    BrokerConfig config;
    config.log_segment_bytes = sim::Bytes(100);
    config.log_retention_ms = std::chrono::minutes(1);
    Invariants invariants(settings_of(rules));
    ControlledBroker broker(k1, config, rules);
    const TopicPartition tp = broker.tp("t");
    broker.tell_alive({.controller = k2}, {k1, k2});
    const PartitionState state{.leader = k1, .replicas = {k1, k2}, .isr = {k1, k2}};
    broker.ask<LeaderAndIsrResponse>(
        LeaderAndIsrRequest{.header = {.controller = k2}, .partitions = {{.tp = tp, .state = state}}});
    for (int i = 0; i < 10; ++i) {
      auto* batch = new RecordBatch;
      batch->first_id = RecordId(i);
      batch->count = 1;
      batch->size = sim::Bytes(100);
      broker.replicas.append_records(1, 1s, {{.tp = tp, .batch = BatchPtr(batch)}}, false, [](auto&&) {});
    }
    broker.logs.start();
    broker.run_for(std::chrono::hours(1));
    Eavesdropper(broker.events, invariants).pass_on(sim::HostId(1));
    return names_of(invariants.violations());
  };
  EXPECT_EQ(found(Mutation::retention_above_hw, story), "P20");
}

}  // namespace
}  // namespace kafka::testing
