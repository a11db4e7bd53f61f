#pragma once
/// The part of a broker that obeys the controller: replicas, metadata and topics' settings over an InstantZooKeeper,
/// without a network. The test speaks as the controller. Fetchers are only noted.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/broker/control_requests.h"
#include "tests/support/instant_zookeeper.h"
#include "tests/support/recording_sink.h"

namespace kafka::testing {

/// Which broker each partition would be fetched from.
class NotedFetchers final : public FollowerFetchers {
 public:
  void add(Partition& partition) override { sources_[partition.tp()] = partition.leader(); }
  void remove(TopicPartition tp) override { sources_.erase(tp); }
  [[nodiscard]] bool fetches(TopicPartition tp) const override { return sources_.contains(tp); }
  void shutdown_idle() override {}

  [[nodiscard]] BrokerId source(TopicPartition tp) const { return fetches(tp) ? sources_.at(tp) : kNoBroker; }

 private:
  std::map<TopicPartition, BrokerId> sources_;
};

/// Of a coordinator that no group has.
class NoCoordinatorLog final : public CoordinatorLog {
 public:
  [[nodiscard]] bool leads(TopicPartition) const override { return false; }
  void append(TopicPartition, const BatchPtr&, sim::Duration, Appended done, VerificationGuard) override {
    done(ErrorCode::NOT_LEADER_OR_FOLLOWER, kUnknownOffset);
  }
  void append_unconfirmed(TopicPartition, const BatchPtr&) override {}
  void read(TopicPartition, Read done) override { done({}); }
};

class ControlledBroker final : private IsrChannel {
 public:
  /// Connected to ZooKeeper; not registered: see ControlRequests::set_broker_epoch().
  explicit ControlledBroker(BrokerId broker = BrokerId(1), const BrokerConfig& config = {},
                            const Behaviour& behaviour = {})
      : id(broker),
        disk(scheduler, {}),
        zookeeper(scheduler),
        config_(config),
        behaviour_(behaviour),
        life_(scheduler.begin_life()),
        factory_(zookeeper.factory(life_)),
        zk(scheduler, life_, *factory_, config_),
        configs(config_),
        logs(context()),
        replicas(context(), metadata, logs, *this),
        broker_config(config_, configs, [this] { ++unclean_by_default; }),
        dynamic_config(id, zk, topics, configs, broker_config,
                       [this](TopicId topic) { unclean_elections.push_back(topic); }),
        coordinator_({.scheduler = scheduler,
                      .life = life_,
                      .host = sim::HostId(0),
                      .broker = id,
                      .config = config_,
                      .behaviour = behaviour_,
                      .groups = groups_,
                      .topics = topics,
                      .emitter = emitter_,
                      .member_ids = member_ids_},
                     no_log_),
        control(context(), metadata, replicas, configs, dynamic_config, coordinator_) {
    emitter_.attach(events);
    replicas.connect(fetchers);
    zk.start([](bool) {});
    run_for(std::chrono::milliseconds(10));
  }

  /// For another part of this broker.
  BrokerContext context() {
    return {.scheduler = scheduler,
            .life = life_,
            .host = sim::HostId(0),
            .id = id,
            .config = config_,
            .costs = costs_,
            .topics = topics,
            .emitter = emitter_,
            .storage = disk,
            .behaviour = behaviour_};
  }

  void run_for(sim::Duration time) { scheduler.run_until(scheduler.from_now(time)); }
  /// Sends and waits for the answer.
  template <class Response>
  Response ask(const RequestBody& request) {
    std::optional<ResponseBody> answer;
    control.handle(request, [&](ResponseBody body) { answer = std::move(body); });
    if (!answer) run_for(std::chrono::milliseconds(10));
    SIM_CHECK(answer.has_value(), "a control request is answered");
    return std::get<Response>(*answer);
  }
  /// A controller's introduction: who is alive.
  UpdateMetadataResponse tell_alive(const ControlHeader& header, const std::vector<BrokerId>& alive) {
    UpdateMetadataRequest request{.header = header, .partitions = {}, .live_brokers = {}};
    for (const BrokerId broker : alive) request.live_brokers.push_back({broker, ""});
    return ask<UpdateMetadataResponse>(request);
  }
  TopicPartition tp(const std::string& topic, int partition = 0) {
    return {topics.intern(topic), PartitionId(partition)};
  }

  const BrokerId id;
  sim::Scheduler scheduler;
  RecordingSink events;
  TopicTable topics;
  BrokerDisk disk;
  InstantZooKeeper zookeeper;

 private:
  // IsrChannel
  void submit(BrokerId, const IsrChange&) override {}

  BrokerConfig config_;
  BrokerCosts costs_;
  Behaviour behaviour_;
  Emitter emitter_;
  sim::LifeId life_;
  std::unique_ptr<zk::ZooKeeperFactory> factory_;
  GroupTable groups_;
  RandomMemberIds member_ids_{sim::Rng(1)};
  NoCoordinatorLog no_log_;

 public:
  KafkaZkClient zk;
  MetadataCache metadata;
  NotedFetchers fetchers;
  TopicConfigs configs;
  LogManager logs;
  ReplicaManager replicas;
  std::vector<TopicId> unclean_elections;  ///< what DynamicConfig reported
  int unclean_by_default = 0;              ///< how often DynamicBrokerConfig reported that it is the default now
  DynamicBrokerConfig broker_config;
  DynamicConfig dynamic_config;

 private:
  GroupCoordinator coordinator_;

 public:
  ControlRequests control;
};

}  // namespace kafka::testing
