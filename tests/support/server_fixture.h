#pragma once
/// Three ZooKeeper servers, brokers 1, 2, 3 and an administrator on one network, one way 1 ms. No clients: the test
/// writes through the leader's own log.

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/cluster/broker_machine.h"
#include "model/zk/admin_zk_client.h"
#include "model/zookeeper/ensemble.h"
#include "sim/net/rules.h"
#include "sim/net/topology_builders.h"
#include "sim/random/streams.h"
#include "tests/support/recording_sink.h"

namespace kafka::testing {

class ServerFixture {
 public:
  static constexpr int kBrokers = 3;
  static constexpr int kZooKeeperServers = 3;

  ServerFixture()
      : network(scheduler, map_), ensemble(scheduler, network, emitter_, {}), admin_life_(scheduler.begin_life()) {
    emitter_.attach(events);
    std::vector<std::string> names;
    for (int i = 1; i <= kZooKeeperServers; ++i) names.push_back("zookeeper-" + std::to_string(i));
    for (int i = 1; i <= kBrokers; ++i) names.push_back("broker-" + std::to_string(i));
    names.emplace_back("admin");
    const std::vector<sim::NodeId> places = sim::build_uniform(map_, names, std::chrono::milliseconds(1));
    for (std::size_t i = 0; i < names.size(); ++i) hosts_.push_back(network.add_host(names[i], places[i]));
    for (int i = 1; i <= kZooKeeperServers; ++i) ensemble.add(ServerId(i), zookeeper_host(i), {});
    for (int i = 1; i <= kBrokers; ++i) directory.add(BrokerId(i), broker_host(i));
    network.on_host_started(admin_host(), admin_life_);
  }

  /// Settings are read from `spec` when the brokers' machines are made.
  void make_machines() {
    const ClusterParts parts{.scheduler = scheduler,
                             .network = network,
                             .streams = streams_,
                             .emitter = emitter_,
                             .topics = topics,
                             .groups = groups,
                             .directory = directory,
                             .zookeeper = ensemble.directory(),
                             .spec = spec,
                             .quotas = quotas,
                             .client_name = [this](ClientId) -> const std::string& { return client_name_; }};
    for (int i = 1; i <= kBrokers; ++i)
      machines_.push_back(
          std::make_unique<BrokerMachine>(parts, BrokerSpec{BrokerId(i), "rack-" + std::to_string(i)}, broker_host(i)));
  }
  /// The ensemble first, then all brokers; returns when they serve and a controller is at work.
  void start() {
    ensemble.start();
    run_for(std::chrono::seconds(2));
    make_machines();
    for (int i = 1; i <= kBrokers; ++i) machine(i).start();
    run_for(std::chrono::seconds(5));
  }
  void run_for(sim::Duration time) { scheduler.run_until(scheduler.from_now(time)); }
  /// Tells after which time `condition` came true, looked at every 10 ms; `limit` if it did not.
  template <class F>
  sim::Duration time_until(F condition, sim::Duration limit) {
    sim::Duration waited{0};
    for (; !condition() && waited < limit; waited += std::chrono::milliseconds(10))
      run_for(std::chrono::milliseconds(10));
    return waited;
  }

  BrokerMachine& machine(int id) { return *machines_.at(static_cast<std::size_t>(id) - 1); }
  KafkaServer& server(int id) { return *machine(id).server(); }
  [[nodiscard]] const Emitter& emitter() const { return emitter_; }
  [[nodiscard]] sim::Rng rng(const std::string& name) const { return streams_.stream(name); }
  [[nodiscard]] sim::HostId zookeeper_host(int id) const { return hosts_.at(static_cast<std::size_t>(id) - 1); }
  [[nodiscard]] sim::HostId broker_host(int id) const {
    return hosts_.at(static_cast<std::size_t>(kZooKeeperServers + id) - 1);
  }
  [[nodiscard]] std::vector<sim::HostId> zookeeper_hosts() const { return {hosts_.begin(), hosts_.begin() + 3}; }

  /// Where an administrator works; clients may too.
  [[nodiscard]] sim::HostId admin_host() const { return hosts_.back(); }
  [[nodiscard]] sim::LifeId admin_life() const { return admin_life_; }

  // ---- what is stored

  [[nodiscard]] const zk::DataTree& tree() const { return *ensemble.tree(); }
  [[nodiscard]] std::vector<std::string> registered() const { return tree().children(zk_data::kBrokerIdsPath); }
  /// 0: nobody.
  [[nodiscard]] int controller() const {
    const std::string* data = tree().data(zk_data::kControllerPath);
    const auto id = data ? zk_data::decode_controller(*data) : std::nullopt;
    return id ? id->value() : 0;
  }
  [[nodiscard]] std::optional<PartitionState> stored(TopicPartition tp) const {
    const std::string path = zk_data::partition_state_path(topics.name(tp.topic), tp.partition);
    const std::string* data = tree().data(path);
    return data ? zk_data::decode_partition_state(*data, tree().stat(path)) : std::nullopt;
  }
  [[nodiscard]] int leader(TopicPartition tp) const {
    const auto state = stored(tp);
    return state ? state->leader.value() : 0;
  }
  /// As a set: {1, 2, 3}.
  [[nodiscard]] std::set<int> isr(TopicPartition tp) const {
    std::set<int> ids;
    if (const auto state = stored(tp))
      for (const BrokerId id : state->isr) ids.insert(id.value());
    return ids;
  }

  // ---- an administrator

  /// `replicas`: preferred leader first.
  std::vector<TopicPartition> create_topic(const std::string& name, const std::vector<std::vector<int>>& replicas) {
    Replicas assignment;
    std::vector<TopicPartition> made;
    for (std::size_t p = 0; p < replicas.size(); ++p) {
      std::vector<BrokerId>& ids = assignment.emplace_back();
      for (const int id : replicas[p]) ids.emplace_back(id);
      made.push_back({topics.intern(name), PartitionId(static_cast<std::int32_t>(p))});
    }
    open_admin();
    std::optional<AdminResult> result;
    AdminZkClient(*admin_).create_topic(name, assignment, {}, [&](AdminResult r) { result = std::move(r); });
    run_for(std::chrono::seconds(1));
    SIM_CHECK(result && result->ok(), "a topic is created");
    return made;
  }

  /// Of 100 bytes each.
  BatchPtr batch_of(std::int32_t records) {
    auto batch = std::make_unique<RecordBatch>();
    batch->first_id = RecordId(next_record_);
    batch->count = records;
    batch->size = sim::Bytes(100 * records);
    batch->first_timestamp = batch->max_timestamp = scheduler.now();
    next_record_ += records;
    return BatchPtr(batch.release());
  }
  /// acks=all at the leader; run the scheduler, then look at acknowledged.
  void produce(TopicPartition tp, std::int32_t records = 1) {
    server(leader(tp))
        .broker()
        .replicas()
        .append_records(-1, std::chrono::seconds(30), {{.tp = tp, .batch = batch_of(records)}}, false,
                        [this](std::vector<ProduceResponse::Partition>&& answers) {
                          answers.front().error == ErrorCode::NONE ? ++acknowledged : ++refused;
                        });
  }
  [[nodiscard]] std::int64_t log_end(int broker, TopicPartition tp) {
    return server(broker).broker().replicas().find(tp)->log().log_end_offset().value();
  }

  sim::Scheduler scheduler;

 private:
  sim::Topology map_;
  Emitter emitter_;

 public:
  sim::Network network;
  RecordingSink events;
  zk::Ensemble ensemble;
  TopicTable topics;
  GroupTable groups;
  BrokerDirectory directory;
  ClusterSpec spec;
  std::vector<ClientQuota> quotas;  ///< every client is called "greedy"
  int acknowledged = 0;
  int refused = 0;

 private:
  void open_admin() {
    if (admin_) return;
    admin_sessions_.emplace(zk::ClientContext{.scheduler = scheduler,
                                              .network = network,
                                              .ensemble = ensemble.directory(),
                                              .emitter = emitter_,
                                              .host = admin_host(),
                                              .life = admin_life_},
                            streams_.stream("admin"));
    admin_.emplace(scheduler, admin_life_, *admin_sessions_, admin_config_);
    admin_->start([](bool) {});
  }

  sim::Streams streams_{1};
  std::vector<sim::HostId> hosts_;
  std::string client_name_ = "greedy";
  sim::LifeId admin_life_;
  BrokerConfig admin_config_;
  std::int64_t next_record_ = 0;
  std::vector<std::unique_ptr<BrokerMachine>> machines_;
  std::optional<zk::EnsembleClientFactory> admin_sessions_;
  std::optional<KafkaZkClient> admin_;
};

}  // namespace kafka::testing
