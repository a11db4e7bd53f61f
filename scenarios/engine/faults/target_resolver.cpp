#include "scenarios/engine/faults/target_resolver.h"

#include <algorithm>

namespace scenario {
namespace {

using kafka::Machine;
using kafka::MachineKind;
using Kind = TargetSpec::Kind;

bool draws_one(Kind kind) {
  switch (kind) {
    case Kind::any_follower_of:
    case Kind::any_broker:
    case Kind::any_zookeeper:
    case Kind::any_producer:
    case Kind::any_consumer:
    case Kind::random:
      return true;
    default:
      return false;
  }
}

bool is_client(const Machine& m) { return m.kind == MachineKind::producer || m.kind == MachineKind::consumer; }

/// "shop-3" for "shop".
bool is_instance_of(const std::string& instance, const std::string& name) {
  if (instance.size() <= name.size() + 1 || !instance.starts_with(name) || instance[name.size()] != '-') return false;
  return std::all_of(instance.begin() + static_cast<std::ptrdiff_t>(name.size()) + 1, instance.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

bool is_producer(const Machine& m, const std::string& name) {
  if (m.kind != MachineKind::producer) return false;
  return m.name == name || is_instance_of(m.name, name == "trucks" ? "truck" : name);
}

bool is_consumer(const Machine& m, const std::string& name) {
  if (m.kind != MachineKind::consumer) return false;
  return m.name == name || m.client_id == name || m.name + "-" + std::to_string(m.number) == name ||
         is_instance_of(m.client_id, name);
}

}  // namespace

std::string label_of(const Machine& machine) {
  if (machine.kind != MachineKind::consumer) return machine.name;
  return machine.client_id.empty() ? machine.name + "-" + std::to_string(machine.number) : machine.client_id;
}

std::string labels_of(const std::vector<Machine>& machines) {
  std::string text;
  for (const Machine& m : machines) text += (text.empty() ? "" : ", ") + label_of(m);
  return text;
}

bool TargetResolver::is_replica(const Machine& machine, const TargetSpec& target) const {
  if (machine.kind != MachineKind::broker) return false;
  const kafka::TopicPartition tp{cluster_.topics().find(target.name), kafka::PartitionId(target.number)};
  if (tp.topic.value() < 0 || target.number >= cluster_.partition_count(tp.topic)) return false;
  const kafka::BrokerId id(machine.number);
  const kafka::BrokerId leader = cluster_.leader_of(tp);
  if (target.kind == Kind::leader_of) return id == leader;
  const std::vector<kafka::BrokerId> replicas = cluster_.replicas_of(tp);
  return id != leader && std::find(replicas.begin(), replicas.end(), id) != replicas.end();
}

bool TargetResolver::answers(const Machine& m, const TargetSpec& target) const {
  switch (target.kind) {
    case Kind::broker:
      return m.kind == MachineKind::broker && m.number == target.number;
    case Kind::zookeeper:
      return m.kind == MachineKind::zookeeper && m.number == target.number;
    case Kind::rack:
      return m.rack == target.name;
    case Kind::leader_of:
    case Kind::followers_of:
    case Kind::any_follower_of:
      return is_replica(m, target);
    case Kind::controller:
      return m.kind == MachineKind::broker && kafka::BrokerId(m.number) == cluster_.controller();
    case Kind::zookeeper_leader:
      return m.kind == MachineKind::zookeeper && cluster_.zookeeper_leader() == kafka::ServerId(m.number);
    case Kind::zookeeper_followers: {
      const auto leader = cluster_.zookeeper_leader();
      return m.kind == MachineKind::zookeeper && leader && *leader != kafka::ServerId(m.number);
    }
    case Kind::producer:
      return is_producer(m, target.name);
    case Kind::consumer:
      return is_consumer(m, target.name);
    case Kind::brokers:
    case Kind::any_broker:
      return m.kind == MachineKind::broker;
    case Kind::zookeepers:
    case Kind::any_zookeeper:
      return m.kind == MachineKind::zookeeper;
    case Kind::clients:
      return is_client(m);
    case Kind::any_producer:
      return m.kind == MachineKind::producer;
    case Kind::any_consumer:
      return m.kind == MachineKind::consumer;
    case Kind::random:
      return !is_client(m);
  }
  return false;
}

void TargetResolver::resolve_one(const TargetSpec& target, const CanHit& can_hit, FoundTargets& found) {
  std::vector<Machine> hit;
  std::string why = "there is none";
  bool first = true;
  for (const Machine& m : cluster_.machines()) {
    if (!answers(m, target)) continue;
    std::string obstacle = can_hit(m);
    if (obstacle.empty()) {
      hit.push_back(m);
    } else if (first) {
      why = std::move(obstacle);
      first = false;
    }
  }
  if (hit.empty()) {
    found.missing.push_back({target.text, std::move(why)});
    return;
  }
  if (draws_one(target.kind)) hit = {hit[static_cast<std::size_t>(rng_.below(hit.size()))]};
  for (Machine& m : hit) {
    const bool known = std::any_of(found.machines.begin(), found.machines.end(),
                                   [&](const Machine& other) { return other.host == m.host; });
    if (!known) found.machines.push_back(std::move(m));
  }
}

FoundTargets TargetResolver::resolve(const Targets& targets, const CanHit& can_hit) {
  FoundTargets found;
  for (const TargetSpec& target : targets) resolve_one(target, can_hit, found);
  return found;
}

}  // namespace scenario
