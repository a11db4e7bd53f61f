#pragma once
/// Controllers over one InstantZooKeeper, on a network with played brokers. The test is the administrator and whatever
/// happens to brokers. Every call to ZooKeeper takes 1 ms, every way through the network too.
///
///   ControllerBench bench;                      // controller on broker 100; brokers 1, 2, 3
///   const TopicPartition tp = bench.create_topic("t", {{1, 2, 3}});
///   bench.start(100);                           // until it is at rest
///   bench.broker(1).expire_session();
///   bench.run();

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/controller/kafka_controller.h"
#include "model/zk/zk_data.h"
#include "sim/net/topology_builders.h"
#include "sim/random/streams.h"
#include "tests/support/played_broker.h"
#include "tests/support/recording_sink.h"

namespace kafka::testing {

inline std::vector<BrokerId> ids(std::initializer_list<int> numbers) {
  std::vector<BrokerId> list;
  for (const int n : numbers) list.push_back(BrokerId(n));
  return list;
}

class ControllerBench {
 public:
  struct Setup {
    std::vector<int> controllers = {100};  ///< brokers too
    std::vector<int> brokers = {1, 2, 3};
    Behaviour behaviour{};
    BrokerConfig config{};
  };

  ControllerBench() : ControllerBench(Setup{}) {}
  explicit ControllerBench(const Setup& setup)
      : behaviour(setup.behaviour), config(setup.config), network(scheduler, topology_), zookeeper(scheduler) {
    emitter_.attach(events);
    for (const std::string& path : zk_data::persistent_paths()) zookeeper.write(zk::Create{path, ""});
    place(setup);
    run();
  }

  // ---- the actors

  PlayedBroker& broker(int id) { return *brokers_.at(BrokerId(id)); }
  KafkaController& controller(int id) { return *controllers_.at(BrokerId(id)); }
  /// The controller module of this broker begins.
  void start(int id) {
    controller(id).startup();
    run();
  }
  void run(sim::Duration time = std::chrono::milliseconds(500)) { scheduler.run_until(scheduler.from_now(time)); }
  /// Who takes itself for the controller.
  [[nodiscard]] std::vector<BrokerId> active() const {
    std::vector<BrokerId> list;
    for (const auto& [id, c] : controllers_)
      if (c->is_active()) list.push_back(id);
    return list;
  }

  /// Brokers whose sessions end together, seen in one look at them.
  void expire_sessions(const std::vector<BrokerId>& which) {
    for (const BrokerId id : which) brokers_.at(id)->expire_session();
    run();
  }
  void register_again(const std::vector<BrokerId>& which) {
    for (const BrokerId id : which) brokers_.at(id)->register_now();
    run();
  }
  /// The session ends and the broker registers anew while the controller on `watcher` is busy with something else.
  void bounce(int id, int watcher = 100) {
    controller(watcher).events().hold();
    expire_sessions({BrokerId(id)});
    register_again({BrokerId(id)});
    controller(watcher).events().release();
    run();
  }

  // ---- what is stored

  TopicPartition tp(const std::string& topic, int partition = 0) {
    return {topics.intern(topic), PartitionId(partition)};
  }
  /// The administrator's part of it. Returns partition 0.
  TopicPartition create_topic(const std::string& topic, const std::vector<std::vector<int>>& replicas) {
    zookeeper.write(zk::Create{zk_data::topic_config_path(topic), zk_data::encode_config({})});
    zookeeper.write(zk::Create{zk_data::topic_path(topic), zk_data::encode_topic(assignment_of(replicas))});
    return tp(topic);
  }
  void set_assignment(const std::string& topic, const std::vector<std::vector<int>>& replicas) {
    zookeeper.write(zk::SetData{zk_data::topic_path(topic), zk_data::encode_topic(assignment_of(replicas))});
  }
  void set_topic_config(const std::string& topic, const zk_data::Overrides& overrides) {
    zookeeper.write(zk::SetData{zk_data::topic_config_path(topic), zk_data::encode_config(overrides)});
  }
  /// Somebody else writes the state, until the node has the state's partition epoch.
  void store(TopicPartition of, const PartitionState& state) {
    const std::string path = state_path(of);
    zookeeper.write(zk::Create{zk_data::topic_partitions_path(topics.name(of.topic)), ""});
    zookeeper.write(zk::Create{zk_data::partition_path(topics.name(of.topic), of.partition), ""});
    zookeeper.write(zk::Create{path, ""});
    do {
      zookeeper.write(zk::SetData{path, zk_data::encode_partition_state(state)});
    } while (zookeeper.tree().stat(path).version < state.partition_epoch.value());
  }
  [[nodiscard]] std::optional<PartitionState> stored(TopicPartition of) const {
    const zk::Response found = zookeeper.tree().read(zk::GetData{state_path(of)});
    if (found.error != zk::Error::Ok) return std::nullopt;
    return zk_data::decode_partition_state(found.data, found.stat);
  }
  /// "1 [1 2 3] epoch 0": leader, ISR and leader epoch as stored; "nothing".
  [[nodiscard]] std::string leadership(TopicPartition of) const {
    const std::optional<PartitionState> state = stored(of);
    if (!state) return "nothing";
    return std::to_string(state->leader.value()) + " " + in_words(state->isr) + " epoch " +
           std::to_string(state->leader_epoch.value());
  }
  [[nodiscard]] ReplicaAssignment assignment(TopicPartition of) const {
    const zk::Response found = zookeeper.tree().read(zk::GetData{zk_data::topic_path(topics.name(of.topic))});
    const std::optional<zk_data::Assignment> all = zk_data::decode_topic(found.data);
    return all && all->contains(of.partition) ? all->at(of.partition) : ReplicaAssignment{};
  }
  [[nodiscard]] ControllerEpoch controller_epoch() const {
    const zk::Response found = zookeeper.tree().read(zk::GetData{zk_data::kControllerEpochPath});
    return zk_data::decode_controller_epoch(found.data).value_or(ControllerEpoch(-1));
  }
  [[nodiscard]] bool exists(const std::string& path) const { return zookeeper.tree().exists(path); }
  [[nodiscard]] static std::string in_words(const std::vector<BrokerId>& brokers) {
    std::string text;
    for (const BrokerId b : brokers) text += (text.empty() ? "" : " ") + std::to_string(b.value());
    return "[" + text + "]";
  }

  // ---- the administrator's wishes; each by its node

  void reassign(TopicPartition of, const std::vector<BrokerId>& target) {
    zookeeper.write(zk::Create{zk_data::kReassignPartitionsPath,
                               zk_data::encode_reassignments({{{topics.name(of.topic), of.partition}, target}})});
  }
  void elect_preferred(TopicPartition of) {
    zookeeper.write(zk::Create{zk_data::kPreferredElectionPath,
                               zk_data::encode_preferred_election({{topics.name(of.topic), of.partition}})});
  }
  void delete_topic(const std::string& topic) { zookeeper.write(zk::Create{zk_data::delete_topic_path(topic), ""}); }

  // ---- requests to a controller, until they are answered

  ControlledShutdownResponse shut_down(int id, BrokerEpoch epoch, int at = 100) {
    std::optional<ControlledShutdownResponse> answer;
    controller(at).controlled_shutdown({.broker = BrokerId(id), .broker_epoch = epoch},
                                       [&](ControlledShutdownResponse r) { answer = std::move(r); });
    run();
    SIM_CHECK(answer.has_value(), "a controlled shutdown is answered");
    return *answer;
  }
  ControlledShutdownResponse shut_down(int id) { return shut_down(id, broker(id).epoch()); }
  AlterPartitionResponse alter_partition(const AlterPartitionRequest& request, int at = 100) {
    std::optional<AlterPartitionResponse> answer;
    controller(at).alter_partition(request, [&](AlterPartitionResponse r) { answer = std::move(r); });
    run();
    SIM_CHECK(answer.has_value(), "an AlterPartition is answered");
    return *answer;
  }
  /// By the stored leader, with all that is stored but the ISR.
  AlterPartitionResponse propose_isr(TopicPartition of, const std::vector<BrokerId>& isr, int at = 100) {
    const PartitionState now = stored(of).value();
    return alter_partition({.broker = now.leader,
                            .broker_epoch = brokers_.at(now.leader)->epoch(),
                            .partitions = {{.tp = of,
                                            .leader_epoch = now.leader_epoch,
                                            .partition_epoch = now.partition_epoch,
                                            .new_isr = isr,
                                            .recovery = now.recovery}}},
                           at);
  }

  // ---- what brokers were told

  /// The requests of one kind, in order.
  template <class Body>
  [[nodiscard]] std::vector<Body> told(int id) {
    std::vector<Body> found;
    for (const PlayedBroker::Told& t : broker(id).told)
      if (const auto* body = std::get_if<Body>(&t.body)) found.push_back(*body);
    return found;
  }
  void forget_told() {
    for (auto& [id, b] : brokers_) b->told.clear();
  }
  [[nodiscard]] std::size_t told_in_all() const {
    std::size_t total = 0;
    for (const auto& [id, b] : brokers_) total += b->told.size();
    return total;
  }

 private:
  void place(const Setup& setup) {
    std::vector<int> all = setup.brokers;
    all.insert(all.end(), setup.controllers.begin(), setup.controllers.end());
    std::vector<std::string> names;
    for (const int id : all) names.push_back("broker-" + std::to_string(id));
    const std::vector<sim::NodeId> places = sim::build_uniform(topology_, names, std::chrono::milliseconds(1));
    for (std::size_t i = 0; i < all.size(); ++i) {
      const BrokerId id(all[i]);
      const sim::HostId host = network.add_host(names[i], places[i]);
      directory_.add(id, host);
      brokers_[id] = std::make_unique<PlayedBroker>(scheduler, network, zookeeper, config, id, host);
      directory_.set_receiver(id, brokers_[id].get());
    }
    for (const int id : setup.controllers)
      controllers_[BrokerId(id)] = std::make_unique<KafkaController>(services(BrokerId(id)));
  }
  ControllerServices services(BrokerId id) {
    PlayedBroker& own = *brokers_.at(id);
    return {.scheduler = scheduler,
            .network = network,
            .brokers = directory_,
            .emitter = emitter_,
            .host = own.host,
            .life = own.life,
            .id = id,
            .config = config,
            .behaviour = behaviour,
            .topics = topics,
            .zk = own.zk,
            .rng = streams_.stream("controller/" + std::to_string(id.value())),
            .register_broker = [&own](std::function<void(bool)> done) { own.register_now(std::move(done)); }};
  }
  static zk_data::Assignment assignment_of(const std::vector<std::vector<int>>& replicas) {
    zk_data::Assignment assignment;
    for (std::size_t p = 0; p < replicas.size(); ++p)
      for (const int id : replicas[p])
        assignment[PartitionId(static_cast<std::int32_t>(p))].replicas.push_back(BrokerId(id));
    return assignment;
  }
  [[nodiscard]] std::string state_path(TopicPartition of) const {
    return zk_data::partition_state_path(topics.name(of.topic), of.partition);
  }

 public:
  Behaviour behaviour;
  BrokerConfig config;
  sim::Scheduler scheduler;

 private:
  sim::Topology topology_;
  BrokerDirectory directory_;
  Emitter emitter_;
  sim::Streams streams_{1};

 public:
  sim::Network network;
  InstantZooKeeper zookeeper;
  RecordingSink events;
  TopicTable topics;

 private:
  std::map<BrokerId, std::unique_ptr<PlayedBroker>> brokers_;
  std::map<BrokerId, std::unique_ptr<KafkaController>> controllers_;
};

}  // namespace kafka::testing
