#include "model/cluster/cluster.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "model/cluster/cluster_view.h"
#include "model/cluster/disk_config.h"
#include "model/types/java_hash.h"
#include "sim/core/check.h"

namespace kafka {

Cluster::Cluster(sim::Scheduler& scheduler, const sim::Streams& streams, const Emitter& emitter, ClusterSpec spec)
    : scheduler_(scheduler),
      streams_(streams),
      emitter_(emitter),
      spec_(std::move(spec)),
      wires_(scheduler, spec_.hardware.network),
      ensemble_(scheduler, wires_.network(), emitter, spec_.zookeeper.config),
      stored_(scheduler, emitter, topics_, spec_.zookeeper.config.mutation) {
  std::sort(spec_.brokers.begin(), spec_.brokers.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  for (const TopicSpec& topic : spec_.topics) topics_.intern(topic.name);
  for (const std::string& name : spec_.later_topics) topics_.intern(name);
  for (const BrokerSpec& broker : spec_.brokers) build_broker(broker);
  build_zookeeper();
  admin_ = std::make_unique<AdminHost>(AdminParts{.scheduler = scheduler_,
                                                  .network = wires_.network(),
                                                  .emitter = emitter_,
                                                  .streams = streams_,
                                                  .zookeeper = ensemble_.directory(),
                                                  .host = wires_.add_client("kafka-admin", ""),
                                                  .spec = spec_});
}

Cluster::~Cluster() = default;

ClusterView Cluster::view() const { return ClusterView(*this); }

// ---- servers

void Cluster::build_zookeeper() {
  for (std::int32_t id = 1; id <= spec_.zookeeper.servers; ++id) {
    const sim::HostId host = wires_.add_server("zookeeper-" + std::to_string(id), zookeeper_rack(id));
    ensemble_.add(ServerId(id), host, disk_config(spec_.hardware.disk));
  }
  ensemble_.set_commit_listener(stored_);
}

std::string Cluster::zookeeper_rack(std::int32_t id) const {
  const std::vector<std::string>& racks = spec_.zookeeper.racks;
  const auto index = static_cast<std::size_t>(id - 1);
  return index < racks.size() ? racks[index] : "";
}

BrokerMachine& Cluster::build_broker(const BrokerSpec& broker) {
  const sim::HostId host = wires_.add_server("broker-" + std::to_string(broker.id.value()), broker.rack);
  directory_.add(broker.id, host);
  const ClusterParts parts{.scheduler = scheduler_,
                           .network = wires_.network(),
                           .streams = streams_,
                           .emitter = emitter_,
                           .topics = topics_,
                           .groups = groups_,
                           .directory = directory_,
                           .zookeeper = ensemble_.directory(),
                           .spec = spec_,
                           .quotas = quotas_,
                           .client_name = [this](ClientId id) { return client_name(id); }};
  const auto place = std::find_if(brokers_.begin(), brokers_.end(), [&](const auto& b) { return b->id() > broker.id; });
  BrokerMachine& made = **brokers_.insert(place, std::make_unique<BrokerMachine>(parts, broker, host));
  if (member_ids_) made.set_member_ids(*member_ids_);
  if (!service_managers_) made.dismiss_service_manager();
  return made;
}

const BrokerMachine& Cluster::machine(BrokerId id) const {
  for (const auto& broker : brokers_)
    if (broker->id() == id) return *broker;
  SIM_CHECK(false, "no such broker");
  __builtin_unreachable();
}

/// Kafka would tell a second process of one broker.id by the node that the first has made.
void Cluster::add_broker(const BrokerSpec& broker, Done done) {
  if (directory_.contains(broker.id)) return done("NodeExistsException");
  build_broker(broker).start(std::move(done));
}

void Cluster::start_broker(BrokerId broker, BrokerMachine::StartDone done) {
  for (const auto& machine : brokers_)
    if (machine->id() == broker) return machine->start(std::move(done));
  SIM_CHECK(false, "no such broker");
}

void Cluster::dismiss_service_managers() {
  service_managers_ = false;
  for (const auto& broker : brokers_) broker->dismiss_service_manager();
  for (const auto& server : ensemble_.machines()) server->dismiss_service_manager();
}

void Cluster::set_member_ids(MemberIds& member_ids) {
  member_ids_ = &member_ids;
  for (const auto& broker : brokers_) broker->set_member_ids(member_ids);
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

ClientParts Cluster::client_parts() {
  return {.scheduler = scheduler_,
          .network = wires_.network(),
          .streams = streams_,
          .emitter = emitter_,
          .topics = topics_,
          .brokers = directory_,
          .profile = spec_.profile,
          .behaviour = spec_.behaviour,
          .compression = spec_.hardware.compression};
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

ProducerMachine& Cluster::add_producer(const std::string& name, const std::string& rack, const ProducerConfig& config) {
  const ClientId id = new_client(name);
  producers_.push_back(std::make_unique<ProducerMachine>(client_parts(), id, name, rack, wires_.add_client(name, rack),
                                                         config, resolve_bootstrap(config.bootstrap_servers)));
  return *producers_.back();
}

std::string Cluster::member_name(const ConsumerGroupSpec& group, std::int32_t index) const {
  if (!group.config.client_id.empty())
    return group.config.client_id + (group.members > 1 ? "-" + std::to_string(index + 1) : "");
  return group.name + "-" + std::to_string(index + 1);
}

GroupId Cluster::group(const std::string& name) {
  for (const Group& group : consumer_groups_)
    if (group.spec.name == name) return group.id;
  const TopicId offsets = topics_.intern(kGroupMetadataTopicName);
  Group& group = consumer_groups_.emplace_back();
  group.spec.name = name;
  group.spec.members = 0;
  group.id = groups_.add(
      {.name = name,
       .offsets_partition = {offsets, coordinator_partition(name, spec_.config.offsets_topic_num_partitions)}});
  return group.id;
}

GroupId Cluster::add_group(const ConsumerGroupSpec& spec) {
  SIM_CHECK(!started_);
  const GroupId id = group(spec.name);
  Group& group = consumer_groups_[static_cast<std::size_t>(id.value())];
  SIM_CHECK(group.members.empty(), "two groups of one name");
  group.spec = spec;
  for (std::int32_t i = 0; i < spec.members; ++i)
    build_member(group, spec, member_name(spec, i), member_spec(spec, id, i));
  return id;
}

ConsumerMachine& Cluster::add_consumer(const std::string& name, const ConsumerGroupSpec& spec) {
  Group& group = consumer_groups_[static_cast<std::size_t>(this->group(spec.name).value())];
  for (const std::string& topic : spec.topics) {
    topics_.intern(topic);
    if (std::find(group.spec.topics.begin(), group.spec.topics.end(), topic) == group.spec.topics.end())
      group.spec.topics.push_back(topic);
  }
  ConsumerGroupSpec one = spec;
  one.members = 1;
  ConsumerMachine& made = build_member(group, one, name, member_spec(one, group.id, 0));
  made.dismiss_service_manager();
  return made;
}

ConsumerMachine& Cluster::build_member(Group& group, const ConsumerGroupSpec& spec, const std::string& name,
                                       MemberSpec member) {
  const ClientId client = new_client(name);
  if (spec.application.transform) member.producer = new_client(name + "-producer");
  group.members.push_back(std::make_unique<ConsumerMachine>(
      client_parts(), client, name, spec.rack, wires_.add_client(name, spec.rack), std::move(member), *group.sink));
  return *group.members.back();
}

const ConsumerMachine& Cluster::member(GroupId group, std::int32_t index) const {
  return *consumer_groups_[static_cast<std::size_t>(group.value())].members[static_cast<std::size_t>(index)];
}
ConsumerMachine& Cluster::member(GroupId group, std::int32_t index) {
  return *consumer_groups_[static_cast<std::size_t>(group.value())].members[static_cast<std::size_t>(index)];
}

/// Each member is a process of its own, and counts its consumers from 1. Source: ConsumerConfig.maybeOverrideClientId;
/// 2.3: KafkaConsumer.
MemberSpec Cluster::member_spec(const ConsumerGroupSpec& group, GroupId id, std::int32_t index) const {
  MemberSpec member;
  member.group = id;
  member.config = group.config;
  member.application = group.application;
  const std::string by_default = spec_.profile == Profile::v2_3 ? "consumer-1" : "consumer-" + group.name + "-1";
  member.client_id = group.config.client_id.empty() ? by_default : member_name(group, index);
  for (const std::string& name : group.topics) member.topics.push_back(topics_.find(name));
  if (member.config.client_rack.empty()) member.config.client_rack = group.rack;
  if (!group.config.group_instance_id.empty() && group.members > 1)
    member.config.group_instance_id += "-" + std::to_string(index + 1);
  member.bootstrap = resolve_bootstrap(group.config.bootstrap_servers);
  if (group.application.transform) add_output(group, index, member);
  return member;
}

/// Where a transformation writes to.
void Cluster::add_output(const ConsumerGroupSpec& group, std::int32_t index, MemberSpec& member) const {
  member.to = topics_.find(group.application.transform->to);
  for (const TopicSpec& topic : spec_.topics)
    if (topic.name == group.application.transform->to) member.to_partitions = topic.partitions;
  SIM_CHECK(member.to_partitions > 0, "results go to a topic that is there from the beginning");
  member.producer_config = group.producer;
  if (!group.producer.transactional_id.empty())
    member.producer_config.transactional_id += "-" + std::to_string(index + 1);
  member.producer_bootstrap = resolve_bootstrap(group.producer.bootstrap_servers);
}

// ---- start

std::string Cluster::boot() {
  SIM_CHECK(!boot_);
  SIM_CHECK(scheduler_.now() == kBootTime, "the scheduler begins when the cluster does");
  boot_ = std::make_unique<ClusterBoot>(BootParts{.scheduler = scheduler_,
                                                  .streams = streams_,
                                                  .ensemble = ensemble_,
                                                  .brokers = brokers_,
                                                  .admin = *admin_,
                                                  .stored = stored_,
                                                  .topics = topics_});
  boot_->begin(spec_.topics);
  scheduler_.run_until(sim::kTimeZero);
  return boot_->problem();
}

void Cluster::start() {
  SIM_CHECK(!started_);
  const std::string problem = boot_ ? boot_->problem() : boot();
  if (!problem.empty()) sim::detail::check_failed(__FILE__, __LINE__, "the cluster is up", problem.c_str());
  started_ = true;
  for (const auto& producer : producers_) producer->start();
  for (const Group& group : consumer_groups_) start_group(group);
}

/// Whoever was started or stopped by somebody else meanwhile is left as it is.
void Cluster::start_group(const Group& group) {
  sim::Duration after = group.spec.start_after;
  for (const auto& member : group.members) {
    scheduler_.after(after, sim::kWorld, [&machine = *member] {
      if (machine.host().stopped() && machine.host().starts() == 0) machine.start();
    });
    after += group.spec.start_every;
  }
}

}  // namespace kafka
