#pragma once
/// The controller's two state machines and the deletion of topics over an InstantZooKeeper, without a network: what
/// they would send is kept.

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/controller/partition_state_machine.h"
#include "model/controller/replica_state_machine.h"
#include "model/controller/topic_deletion_manager.h"
#include "model/zk/zk_data.h"
#include "tests/support/instant_zookeeper.h"
#include "tests/support/recording_sink.h"

namespace kafka::testing {

/// A request and to whom it went.
struct SentRequest {
  BrokerId to;
  RequestBody body;
};

class StateMachines final : private ControlRequestSender {
 public:
  explicit StateMachines(const Behaviour& rules = {})
      : behaviour(rules),
        zookeeper(scheduler),
        network_(scheduler, topology_),
        life_(scheduler.begin_life()),
        factory_(zookeeper.factory(life_)),
        client(scheduler, life_, *factory_, config),
        services{.scheduler = scheduler,
                 .network = network_,
                 .brokers = directory_,
                 .emitter = emitter_,
                 .host = sim::HostId(0),
                 .life = life_,
                 .id = BrokerId(100),
                 .config = config,
                 .behaviour = behaviour,
                 .topics = topics,
                 .zk = client,
                 .rng = sim::Rng(1),
                 .register_broker = {}},
        zk(services, context, [this](ControllerZk::Lost why) { lost = why; }),
        partitions(services, context, zk, *this),
        replicas(services, context, zk, *this),
        deletion(services, context, zk, partitions, replicas, *this, [this](TopicId t) { muted.push_back(t); }) {
    emitter_.attach(events);
    for (const std::string& path : zk_data::persistent_paths()) zookeeper.write(zk::Create{path, ""});
    zookeeper.write(zk::Create{zk_data::kControllerEpochPath, "1"});
    context.epoch = ControllerEpoch(1);
    client.start([](bool) {});
    run();
  }

  /// Until nothing is under way.
  void run() { scheduler.run_until(scheduler.from_now(std::chrono::seconds(1))); }

  void set_live(const std::vector<BrokerId>& brokers) {
    std::map<BrokerId, LiveBroker> live;
    for (const BrokerId id : brokers) live[id] = {BrokerEpoch(id.value()), ""};
    context.set_live_brokers(std::move(live));
  }
  /// A topic's partition as it is known and, unless `state` is empty, stored.
  TopicPartition add(const std::string& topic, std::vector<BrokerId> assigned,
                     const std::optional<PartitionState>& state = std::nullopt, int partition = 0) {
    const TopicPartition tp{topics.intern(topic), PartitionId(partition)};
    context.topics.insert(tp.topic);
    ReplicaAssignment assignment;
    assignment.replicas = std::move(assigned);
    context.set_assignment(tp, std::move(assignment));
    zookeeper.write(zk::Create{zk_data::topic_path(topic), ""});
    if (!state) return tp;
    zookeeper.write(zk::Create{zk_data::topic_partitions_path(topic), ""});
    zookeeper.write(zk::Create{zk_data::partition_path(topic, tp.partition), ""});
    store(tp, *state);
    context.set_leadership(tp, *state);
    return tp;
  }
  /// Somebody else writes the state.
  void store(TopicPartition tp, const PartitionState& state) {
    const std::string path = zk_data::partition_state_path(topics.name(tp.topic), tp.partition);
    if (zookeeper.write(zk::Create{path, zk_data::encode_partition_state(state)}).error == zk::Error::NodeExists)
      zookeeper.write(zk::SetData{path, zk_data::encode_partition_state(state)});
  }
  [[nodiscard]] std::optional<PartitionState> stored(TopicPartition tp) const {
    const zk::Response found =
        zookeeper.tree().read(zk::GetData{zk_data::partition_state_path(topics.name(tp.topic), tp.partition)});
    if (found.error != zk::Error::Ok) return std::nullopt;
    return zk_data::decode_partition_state(found.data, found.stat);
  }
  /// The requests of one kind.
  template <class Body>
  [[nodiscard]] std::vector<std::pair<BrokerId, Body>> sent_of() const {
    std::vector<std::pair<BrokerId, Body>> found;
    for (const SentRequest& s : sent)
      if (const auto* body = std::get_if<Body>(&s.body)) found.emplace_back(s.to, *body);
    return found;
  }

  Behaviour behaviour;
  BrokerConfig config;
  sim::Scheduler scheduler;
  RecordingSink events;
  TopicTable topics;
  InstantZooKeeper zookeeper;
  std::vector<SentRequest> sent;
  std::optional<ControllerZk::Lost> lost;  ///< the work was given up
  ControllerContext context;

 private:
  // ControlRequestSender
  void send(BrokerId to, RequestBody request) override { sent.push_back({to, std::move(request)}); }

  sim::Topology topology_;
  sim::Network network_;
  BrokerDirectory directory_;
  Emitter emitter_;
  sim::LifeId life_;
  std::unique_ptr<zk::ZooKeeperFactory> factory_;

 public:
  KafkaZkClient client;
  ControllerServices services;
  ControllerZk zk;
  PartitionStateMachine partitions;
  ReplicaStateMachine replicas;
  std::vector<TopicId> muted;  ///< whose nodes are no longer watched
  TopicDeletionManager deletion;
};

}  // namespace kafka::testing
