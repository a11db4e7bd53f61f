#pragma once
/// A whole Kafka cluster in ZooKeeper mode, with its clients, on a simulated network.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/cluster/admin_host.h"
#include "model/cluster/broker_machine.h"
#include "model/cluster/cluster_boot.h"
#include "model/cluster/cluster_controls.h"
#include "model/cluster/cluster_network.h"
#include "model/cluster/consumer_machine.h"
#include "model/cluster/producer_machine.h"
#include "model/cluster/stored_state.h"
#include "model/config/cluster_spec.h"
#include "model/zookeeper/ensemble.h"
#include "sim/random/streams.h"

namespace kafka {

class ClusterView;

/// A group of consumers that share topics.
struct ConsumerGroupSpec {
  std::string name;  ///< group.id
  std::vector<std::string> topics;
  std::int32_t members = 1;
  std::string rack;
  ConsumerConfig config;
  ApplicationConfig application;
  ProducerConfig producer;       ///< of a transformation
  sim::Duration start_after{0};  ///< after time zero
  sim::Duration start_every{0};  ///< each member so much after the one before
};

/// Use: construct a scheduler that begins at kBootTime, then the cluster; add clients, start(), run the scheduler.
/// At time zero brokers and topics are there, every partition led by its preferred replica with a full ISR, and clients
/// start. Clients may also be added later; whoever adds them starts them. Without boot() and start() nothing runs, and
/// each machine waits for somebody to start it.
class Cluster final : public ClusterControls, public AdminCommands {
 public:
  /// When the scheduler begins.
  static constexpr sim::SimTime kBootTime = sim::kTimeZero - std::chrono::seconds(60);

  /// `spec` is copied; scheduler, streams and emitter must outlive the cluster.
  Cluster(sim::Scheduler& scheduler, const sim::Streams& streams, const Emitter& emitter, ClusterSpec spec);
  ~Cluster() override;

  /// At any time; start() starts those that are there by then. `rack`: "" = none. Names are unique.
  ProducerMachine& add_producer(const std::string& name, const std::string& rack, const ProducerConfig& config);
  /// Before start().
  GroupId add_group(const ConsumerGroupSpec& spec);
  /// One more process that consumes, as a member of the group of `spec.name` or, if it assigns its partitions itself,
  /// under its name. Whoever adds it starts it, and looks after it: if it fails it stays down. `name`: of its machine,
  /// unique. `spec.members` and the times of starting mean nothing here.
  ConsumerMachine& add_consumer(const std::string& name, const ConsumerGroupSpec& spec);
  /// The group of that name, known or new: somebody may ask for one that nobody has joined.
  GroupId group(const std::string& name);
  /// The topic of that name, known or new: a client may name one that does not exist.
  TopicId topic(const std::string& name) { return topics_.intern(name); }
  /// The one that was added last; nullptr: none.
  [[nodiscard]] const ProducerMachine* last_producer() const {
    return producers_.empty() ? nullptr : producers_.back().get();
  }
  /// A machine for whatever else speaks to the cluster.
  sim::HostId add_host(const std::string& name) { return wires_.add_client(name, ""); }
  /// All servers, those of later brokers too, are looked after by who starts them: a process that fails stays down.
  void dismiss_service_managers();
  /// Whoever coordinates a group takes member ids from there. Before boot().
  void set_member_ids(MemberIds& member_ids);
  /// The `index`-th member, from 0.
  [[nodiscard]] ConsumerMachine& member(GroupId group, std::int32_t index);
  [[nodiscard]] const ConsumerMachine& member(GroupId group, std::int32_t index) const;
  /// Runs to time zero. "", or why the cluster is not up then.
  [[nodiscard]] std::string boot();
  /// Starts the clients; boots before, if that has not been done. Requires: it is up.
  void start();

  [[nodiscard]] const std::string& client_name(ClientId id) const;
  [[nodiscard]] const std::string& group_name(GroupId id) const { return groups_.name(id); }
  [[nodiscard]] const std::string& host_name(sim::HostId id) const { return wires_.network().host_name(id); }
  [[nodiscard]] sim::HostId host(BrokerId id) const { return directory_.host(id); }
  [[nodiscard]] const BrokerDirectory& brokers() const { return directory_; }
  [[nodiscard]] const zk::Ensemble& ensemble() const { return ensemble_; }
  [[nodiscard]] int client_count() const { return static_cast<int>(client_names_.size()); }
  [[nodiscard]] int group_count() const { return static_cast<int>(groups_.size()); }
  [[nodiscard]] const ClusterSpec& spec() const { return spec_; }
  [[nodiscard]] ClusterView view() const;
  [[nodiscard]] sim::Topology& topology() { return wires_.topology(); }

  // ClusterControls
  [[nodiscard]] std::vector<Machine> machines() const override;
  [[nodiscard]] MachineState state(sim::HostId host) const override;
  [[nodiscard]] const TopicTable& topics() const override { return topics_; }
  [[nodiscard]] std::int32_t partition_count(TopicId topic) const override;
  [[nodiscard]] BrokerId leader_of(TopicPartition tp) const override;
  [[nodiscard]] std::vector<BrokerId> replicas_of(TopicPartition tp) const override;
  [[nodiscard]] BrokerId controller() const override { return stored_.controller(); }
  [[nodiscard]] std::optional<ServerId> zookeeper_leader() const override;
  void start(sim::HostId host) override;
  void stop(sim::HostId host, sim::StopKind how) override;
  void shutdown(sim::HostId host, std::function<void()> on_stopped) override;
  void pause(sim::HostId host) override;
  void resume(sim::HostId host) override;
  void set_slowdown(sim::HostId host, double factor) override;
  void set_disk_slowdown(sim::HostId host, double factor) override;
  void set_disk_full(sim::HostId host, bool full) override;
  [[nodiscard]] sim::Network& network() override { return wires_.network(); }

  // AdminCommands
  void create_topic(const TopicSpec& topic, Done done) override { admin_->create_topic(topic, std::move(done)); }
  void delete_topic(const std::string& topic, Done done) override { admin_->delete_topic(topic, std::move(done)); }
  void add_partitions(const std::string& topic, std::int32_t total, const Replicas& assignment, Done done) override {
    admin_->add_partitions(topic, total, assignment, std::move(done));
  }
  void reassign(const std::string& topic, const std::map<std::int32_t, std::vector<BrokerId>>& replicas,
                Done done) override {
    admin_->reassign(topic, replicas, std::move(done));
  }
  void elect_preferred_leaders(const std::optional<std::string>& topic, const std::vector<std::int32_t>& partitions,
                               Done done) override {
    admin_->elect_preferred_leaders(topic, partitions, std::move(done));
  }
  void change_topic_config(const std::string& topic, const std::map<std::string, std::string>& settings,
                           Done done) override {
    admin_->change_topic_config(topic, settings, std::move(done));
  }
  void add_broker(const BrokerSpec& broker, Done done) override;

  // ---- one broker, for who waits for it. See BrokerMachine.
  void start_broker(BrokerId broker, BrokerMachine::StartDone done);

 private:
  friend class ClusterView;
  struct Group {
    ConsumerGroupSpec spec;
    GroupId id;
    std::unique_ptr<SinkStore> sink = std::make_unique<SinkStore>();
    std::vector<std::unique_ptr<ConsumerMachine>> members;
  };

  void build_zookeeper();
  /// "" = none
  [[nodiscard]] std::string zookeeper_rack(std::int32_t id) const;
  BrokerMachine& build_broker(const BrokerSpec& broker);
  void start_group(const Group& group);
  ConsumerMachine& build_member(Group& group, const ConsumerGroupSpec& spec, const std::string& name,
                                MemberSpec member);
  [[nodiscard]] std::vector<BrokerId> resolve_bootstrap(const std::vector<std::string>& servers) const;
  [[nodiscard]] std::string member_name(const ConsumerGroupSpec& group, std::int32_t index) const;
  [[nodiscard]] MemberSpec member_spec(const ConsumerGroupSpec& group, GroupId id, std::int32_t index) const;
  void add_output(const ConsumerGroupSpec& group, std::int32_t index, MemberSpec& member) const;
  ClientId new_client(const std::string& name);
  [[nodiscard]] ClientParts client_parts();
  [[nodiscard]] const BrokerMachine& machine(BrokerId id) const;
  /// f(BrokerMachine&), f(ZooKeeperMachine&), f(ProducerMachine&) or f(ConsumerMachine&) of that host.
  template <class F>
  auto visit(sim::HostId host, F f) const;

  sim::Scheduler& scheduler_;
  const sim::Streams& streams_;
  const Emitter& emitter_;
  ClusterSpec spec_;
  ClusterNetwork wires_;
  TopicTable topics_;
  GroupTable groups_;
  BrokerDirectory directory_;
  zk::Ensemble ensemble_;
  StoredState stored_;
  std::vector<ClientQuota> quotas_;
  std::vector<std::unique_ptr<BrokerMachine>> brokers_;  // by id
  std::unique_ptr<AdminHost> admin_;
  std::unique_ptr<ClusterBoot> boot_;
  std::vector<std::string> client_names_;
  std::vector<std::unique_ptr<ProducerMachine>> producers_;
  std::vector<Group> consumer_groups_;
  MemberIds* member_ids_ = nullptr;  // nullptr: every broker draws its own
  bool service_managers_ = true;
  bool started_ = false;
};

}  // namespace kafka
