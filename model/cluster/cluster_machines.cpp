// Cluster as ClusterControls: each machine by its host.

#include "model/cluster/cluster.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

MachineState state_of(const zk::ZooKeeperMachine& machine) { return kafka::state_of(machine.host(), false); }
template <class M>
MachineState state_of(const M& machine) {
  return machine.state();
}

}  // namespace

template <class F>
auto Cluster::visit(sim::HostId host, F f) const {
  for (const auto& m : brokers_)
    if (m->host().id() == host) return f(*m);
  for (const auto& m : ensemble_.machines())
    if (m->host().id() == host) return f(*m);
  for (const auto& m : producers_)
    if (m->host().id() == host) return f(*m);
  for (const Group& group : consumer_groups_)
    for (const auto& m : group.members)
      if (m->host().id() == host) return f(*m);
  SIM_CHECK(false, "no such machine");
  __builtin_unreachable();
}

std::vector<Machine> Cluster::machines() const {
  std::vector<Machine> all;
  for (const auto& m : brokers_)
    all.push_back({m->host().id(), MachineKind::broker, m->host().name(), m->id().value(), m->rack(), ""});
  for (const auto& m : ensemble_.machines()) {
    all.push_back({m->host().id(), MachineKind::zookeeper, m->host().name(), m->id().value(),
                   zookeeper_rack(m->id().value()), ""});
  }
  for (const auto& m : producers_)
    all.push_back({m->host().id(), MachineKind::producer, m->name(), 0, m->rack(), m->name()});
  for (const Group& group : consumer_groups_) {
    std::int32_t number = 0;
    for (const auto& m : group.members)
      all.push_back({m->host().id(), MachineKind::consumer, group.spec.name, ++number, m->rack(), m->name()});
  }
  return all;
}

// ---- what is stored

std::int32_t Cluster::partition_count(TopicId topic) const {
  return static_cast<std::int32_t>(stored_.assignment(topic).size());
}

BrokerId Cluster::leader_of(TopicPartition tp) const {
  const PartitionState* state = stored_.partition(tp);
  return state ? state->leader : kNoBroker;
}

std::vector<BrokerId> Cluster::replicas_of(TopicPartition tp) const {
  const zk_data::Assignment& all = stored_.assignment(tp.topic);
  const auto it = all.find(tp.partition);
  return it == all.end() ? std::vector<BrokerId>{} : it->second.replicas;
}

std::optional<ServerId> Cluster::zookeeper_leader() const {
  const zk::ZooKeeperServer* leader = ensemble_.leader();
  return leader ? std::optional(leader->id()) : std::nullopt;
}

// ---- processes

MachineState Cluster::state(sim::HostId host) const {
  return visit(host, [](const auto& m) { return state_of(m); });
}

void Cluster::start(sim::HostId host) {
  visit(host, [](auto& m) { m.start(); });
}

void Cluster::stop(sim::HostId host, sim::StopKind how) {
  visit(host, [&](auto& m) { m.stop(how); });
}

void Cluster::shutdown(sim::HostId host, std::function<void()> on_stopped) {
  visit(host, [&](auto& m) { m.shutdown(std::move(on_stopped)); });
}

void Cluster::pause(sim::HostId host) {
  visit(host, [](auto& m) { m.pause(); });
}

void Cluster::resume(sim::HostId host) {
  visit(host, [](auto& m) { m.resume(); });
}

// ---- machines

/// A ZooKeeper server's processor is never a bottleneck here.
void Cluster::set_slowdown(sim::HostId host, double factor) {
  visit(host, [&](auto& m) {
    if constexpr (requires { m.set_slowdown(factor); }) m.set_slowdown(factor);
  });
}

void Cluster::set_disk_slowdown(sim::HostId host, double factor) {
  visit(host, [&](auto& m) {
    if constexpr (requires { m.set_disk_slowdown(factor); }) m.set_disk_slowdown(factor);
  });
}

void Cluster::set_disk_full(sim::HostId host, bool full) {
  visit(host, [&](auto& m) {
    if constexpr (requires { m.set_disk_full(full); }) m.set_disk_full(full);
  });
}

}  // namespace kafka
