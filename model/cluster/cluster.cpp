#include "model/cluster/cluster.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "model/cluster/cluster_view.h"
#include "model/cluster/replica_assignment.h"
#include "model/consumer/assignor.h"
#include "model/types/java_hash.h"
#include "sim/core/check.h"
#include "sim/net/topology_builders.h"

namespace kafka {

Cluster::Cluster(sim::Scheduler& scheduler, const sim::Streams& streams, const Emitter& emitter, ClusterSpec spec)
    : scheduler_(scheduler),
      streams_(streams),
      emitter_(emitter),
      spec_(std::move(spec)),
      network_(scheduler, topology_),
      registry_(scheduler, emitter) {
  std::sort(spec_.brokers.begin(), spec_.brokers.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  for (const TopicSpec& topic : spec_.topics) topics_.intern(topic.name);
  for (const std::string& name : spec_.later_topics) topics_.intern(name);
  registry_.set_listener(*this);
  build_hosts();
}

Cluster::~Cluster() = default;

ClusterView Cluster::view() const { return ClusterView(*this); }

// ---- machines

/// Any two machines are `latency` apart: half of the way's ends are within racks (or stand for it), the rest is the
/// core's crossing. Two machines of one rack meet at its switch and are `rack_latency` apart.
void Cluster::build_hosts() {
  const NetworkHardware& n = spec_.hardware.network;
  core_ = topology_.add_node(sim::NodeKind::site, "core", std::max(n.latency - 2 * n.rack_latency, sim::Duration{0}));
  const ClusterParts parts{.scheduler = scheduler_,
                           .network = network_,
                           .streams = streams_,
                           .emitter = emitter_,
                           .topics = topics_,
                           .groups = groups_,
                           .directory = directory_,
                           .isr_channel = registry_,
                           .spec = spec_};
  for (const BrokerSpec& broker : spec_.brokers) {
    const std::string name = "broker-" + std::to_string(broker.id.value());
    const sim::NodeId place = attach(name, broker.rack);
    const sim::HostId host = network_.add_host(name, place, {.egress = n.broker_nic, .ingress = n.broker_nic});
    directory_.add(broker.id, host);
    machines_.push_back(std::make_unique<BrokerMachine>(parts, broker.id, host));
  }
}

sim::NodeId Cluster::attach(const std::string& host, const std::string& rack) {
  const NetworkHardware& n = spec_.hardware.network;
  const bool racks = !rack.empty() && n.rack_latency > sim::Duration{0};
  sim::NodeId at = core_;
  if (racks) {
    const auto known = topology_.find(rack + "-switch");
    if (known) {
      at = *known;
    } else {
      const sim::NodeId room = topology_.add_node(sim::NodeKind::rack, rack);
      at = topology_.add_node(sim::NodeKind::rack_switch, rack + "-switch", n.rack_latency, room);
      topology_.add_link(at, core_);
    }
  }
  const sim::NodeId node = topology_.add_node(sim::NodeKind::host, host);
  topology_.add_link(node, at, {.delay = racks ? sim::Duration{0} : n.rack_latency, .rate = {}});
  return node;
}

sim::HostId Cluster::add_client_host(const std::string& name, const std::string& rack) {
  const sim::BytesPerSecond nic = spec_.hardware.network.client_nic;
  return network_.add_host(name, attach(name, rack), {.egress = nic, .ingress = nic});
}

BrokerMachine& Cluster::machine(BrokerId id) { return const_cast<BrokerMachine&>(std::as_const(*this).machine(id)); }
const BrokerMachine& Cluster::machine(BrokerId id) const {
  for (const auto& m : machines_)
    if (m->id() == id) return *m;
  SIM_CHECK(false, "no such broker");
  __builtin_unreachable();
}

// ---- clients

ClientId Cluster::new_client(const std::string& name) {
  client_names_.push_back(name);
  return ClientId(static_cast<std::int32_t>(client_names_.size()) - 1);
}

const std::string& Cluster::client_name(ClientId id) const {
  SIM_CHECK(id.value() >= 0 && id.value() < client_count());
  return client_names_[static_cast<std::size_t>(id.value())];
}

std::vector<BrokerId> Cluster::resolve_bootstrap(const std::vector<std::string>& servers) const {
  std::vector<BrokerId> ids;
  for (const std::string& server : servers) {
    std::int32_t id = -1;
    const std::size_t digits = server.find_last_not_of("0123456789");
    const char* begin = server.data() + (digits == std::string::npos ? 0 : digits + 1);
    std::from_chars(begin, server.data() + server.size(), id);
    if (directory_.contains(BrokerId(id))) ids.push_back(BrokerId(id));
  }
  return ids.empty() ? directory_.all() : ids;
}

Producer& Cluster::add_producer(const std::string& name, const std::string& rack, const ProducerConfig& config) {
  SIM_CHECK(!started_);
  const ClientId id = new_client(name);
  const ProducerContext context{.scheduler = scheduler_,
                                .network = network_,
                                .brokers = directory_,
                                .emitter = emitter_,
                                .host = add_client_host(name, rack),
                                .life = scheduler_.begin_life(),
                                .id = id,
                                .profile = spec_.profile,
                                .network_rng = streams_.stream("producer/" + name + "/network"),
                                .backoff_rng = streams_.stream("producer/" + name + "/backoff"),
                                .partitioner_rng = streams_.stream("producer/" + name + "/partitioner")};
  producers_.push_back(std::make_unique<Producer>(context, config));
  producers_.back()->set_bootstrap(resolve_bootstrap(config.bootstrap_servers));
  return *producers_.back();
}

std::string Cluster::member_client_id(const Group& group, std::int32_t index) const {
  if (!group.spec.config.client_id.empty())
    return group.spec.config.client_id + (group.spec.members > 1 ? "-" + std::to_string(index + 1) : "");
  return group.spec.name + "-" + std::to_string(index + 1);
}

GroupId Cluster::add_group(const ConsumerGroupSpec& spec) {
  SIM_CHECK(!started_);
  const TopicId offsets = topics_.intern(kGroupMetadataTopicName);
  const GroupId id = groups_.add(
      {.name = spec.name,
       .offsets_partition = {offsets, coordinator_partition(spec.name, spec_.config.offsets_topic_num_partitions)}});
  Group& group = consumer_groups_.emplace_back();
  group.spec = spec;
  group.id = id;
  for (std::int32_t i = 0; i < spec.members; ++i) {
    const std::string name = member_client_id(group, i);
    ConsumerConfig config = spec.config;
    if (config.client_rack.empty()) config.client_rack = spec.rack;
    const ConsumerContext context{.scheduler = scheduler_,
                                  .network = network_,
                                  .brokers = directory_,
                                  .topics = topics_,
                                  .emitter = emitter_,
                                  .host = add_client_host(name, spec.rack),
                                  .life = scheduler_.begin_life(),
                                  .id = new_client(name),
                                  .group = id,
                                  .profile = spec_.profile,
                                  .rng = streams_.stream("consumer/" + name + "/network")};
    group.members.push_back(std::make_unique<Consumer>(context, config, spec.processing));
    group.members.back()->set_bootstrap(resolve_bootstrap(spec.config.bootstrap_servers));
  }
  return id;
}

// ---- start

void Cluster::start() {
  SIM_CHECK(!started_);
  started_ = true;
  if (!consumer_groups_.empty()) add_offsets_topic();
  for (const auto& m : machines_) m->host().start();
  place_topics();
  spread_state();
  for (const auto& m : machines_) m->broker()->start();
  for (std::size_t i = 0; i < consumer_groups_.size(); ++i)
    scheduler_.after(consumer_groups_[i].spec.start_after, sim::kWorld, [this, i] { start_group(i); });
}

/// Kafka creates it at the first FindCoordinator, with as many replicas as asked for; here it exists from the start.
void Cluster::add_offsets_topic() {
  const BrokerConfig& c = spec_.config;
  TopicSpec offsets;
  offsets.name = std::string(kGroupMetadataTopicName);
  offsets.partitions = c.offsets_topic_num_partitions;
  offsets.replication_factor =
      std::min(c.offsets_topic_replication_factor, static_cast<std::int32_t>(spec_.brokers.size()));
  offsets.config.cleanup_policy = "compact";
  offsets.config.segment_bytes = c.offsets_topic_segment_bytes;
  offsets.config.min_insync_replicas = c.min_insync_replicas;
  spec_.topics.push_back(std::move(offsets));
}

void Cluster::place_topics() {
  for (const TopicSpec& topic : spec_.topics) {
    sim::Rng rng = streams_.stream("placement/" + topic.name);
    place_topic(topics_.find(topic.name), topic, rng);
  }
}

void Cluster::place_topic(TopicId topic, const TopicSpec& spec, sim::Rng& rng) {
  emitter_.emit(scheduler_.now(), kNoHost, [&] {
    return TopicCreated{.topic = topic, .partitions = spec.partitions, .replication_factor = spec.replication_factor};
  });
  std::vector<std::vector<BrokerId>> replicas = spec.assignment;
  if (replicas.empty()) {
    const auto n = spec_.brokers.size();
    const PlacementStart start{.index = static_cast<std::int32_t>(rng.below(n)),
                               .shift = static_cast<std::int32_t>(rng.below(n))};
    ReplicaPlacement placement = assign_replicas(spec_.brokers,
                                                 {.partitions = spec.partitions,
                                                  .replication_factor = spec.replication_factor,
                                                  .start = start,
                                                  .start_partition = 0},
                                                 RackAwareMode::safe);
    SIM_CHECK(placement.error == PlacementError::none, "the placement was checked when the scenario was read");
    replicas = std::move(placement.replicas);
  }
  for (std::size_t p = 0; p < replicas.size(); ++p) {
    const TopicPartition tp{topic, PartitionId(static_cast<std::int32_t>(p))};
    for (const BrokerId id : replicas[p]) machine(id).broker()->replicas().create_partition(tp, &spec.config);
    registry_.create(tp, {.leader = replicas[p].front(),
                          .leader_epoch = LeaderEpoch(0),
                          .partition_epoch = PartitionEpoch(0),
                          .replicas = replicas[p],
                          .isr = replicas[p]});
  }
}

/// What UpdateMetadata and LeaderAndIsr bring: every broker knows all, and each replica its role.
void Cluster::spread_state() {
  std::vector<BrokerId> alive;
  for (const auto& m : machines_) alive.push_back(m->id());
  for (const auto& m : machines_) {
    m->broker()->metadata().set_alive(alive);
    for (const BrokerSpec& b : spec_.brokers) m->broker()->metadata().set_rack(b.id, b.rack);
    for (const auto& [tp, state] : registry_.all()) m->broker()->metadata().update(tp, state);
  }
  for (const auto& [tp, state] : registry_.all())
    for (const BrokerId id : state.replicas) machine(id).broker()->become_leader_or_follower(tp, state);
}

void Cluster::start_group(std::size_t index) {
  const Group& group = consumer_groups_[index];
  const auto assignment = assign_group(group);
  for (std::size_t i = 0; i < group.members.size(); ++i) group.members[i]->start(assignment[i], 1);
}

std::vector<std::vector<TopicPartition>> Cluster::assign_group(const Group& group) const {
  std::vector<AssignorTopic> topics;
  std::vector<TopicId> subscribed;
  for (const std::string& name : group.spec.topics) {
    const TopicId id = topics_.find(name);
    subscribed.push_back(id);
    topics.push_back({.topic = id, .partitions = view().partition_count(id), .partition_racks = {}});
  }
  std::vector<AssignorMember> members;
  for (const auto& member : group.members) {
    AssignorMember m;
    m.member_id = client_name(member->id());
    m.topics = subscribed;
    members.push_back(std::move(m));
  }
  const auto assignor = make_assignor(
      group.spec.config.partition_assignment_strategy,
      {.static_members_first = spec_.profile == Profile::v3_9, .rack_aware = spec_.profile == Profile::v3_9});
  SIM_CHECK(assignor != nullptr, "the assignor was checked when the scenario was read");
  return assignor->assign(topics, members);
}

// ---- changes

void Cluster::on_state_changed(TopicPartition tp, const PartitionState& state) {
  for (const auto& m : machines_)
    if (m->running()) m->broker()->metadata().update(tp, state);
}

void Cluster::on_isr_answer(BrokerId leader, TopicPartition tp, ErrorCode error, PartitionEpoch epoch) {
  Broker* broker = machine(leader).broker();
  if (!broker) return;
  if (error == ErrorCode::NONE) return broker->replicas().on_isr_accepted(tp, epoch);
  broker->replicas().on_isr_refused(tp, error);
}

void Cluster::stop_broker(BrokerId id, sim::StopKind how) { machine(id).host().stop(how); }
void Cluster::pause_broker(BrokerId id) { machine(id).host().pause(); }
void Cluster::resume_broker(BrokerId id) { machine(id).host().resume(); }

}  // namespace kafka
