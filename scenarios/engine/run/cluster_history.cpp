#include "scenarios/engine/run/cluster_history.h"

#include <algorithm>

namespace scenario {

void ClusterHistory::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  std::visit([&](const auto& e) { on(now, e); }, event);
}

// ---- stored states

void ClusterHistory::on(sim::SimTime now, const kafka::PartitionStateChanged& e) {
  PartitionHistory& p = partitions_[e.tp];
  if (!p.states.empty() && p.states.back().time == now) p.states.pop_back();
  p.states.push_back({now, e.leader, e.leader_epoch, e.isr});
  p.isr_size.set(now, static_cast<std::int64_t>(e.isr.size()));
  mark(under_replicated_, now, e.tp.topic, p.under_replicated, e.isr.size() < e.replicas.size());
  mark(offline_, now, e.tp.topic, p.offline, e.leader == kafka::kNoBroker);
}

void ClusterHistory::on(sim::SimTime now, const kafka::TopicDeleted& e) {
  for (auto& [tp, p] : partitions_) {
    if (tp.topic != e.topic) continue;
    p.isr_size.set(now, -1);
    p.unserved.set(now, 0);
    p.led = false;
    p.leading.clear();
    mark(under_replicated_, now, tp.topic, p.under_replicated, false);
    mark(offline_, now, tp.topic, p.offline, false);
  }
}

void ClusterHistory::mark(Levels& levels, sim::SimTime now, kafka::TopicId topic, bool& flag, bool value) {
  if (flag == value) return;
  flag = value;
  levels[topic].add(now, value ? 1 : -1);
  levels[std::nullopt].add(now, value ? 1 : -1);
}

const LevelHistory& ClusterHistory::level(const Levels& levels, Topic topic) {
  static const LevelHistory kNever;
  const auto found = levels.find(topic);
  return found == levels.end() ? kNever : found->second;
}

std::optional<StoredState> ClusterHistory::state(kafka::TopicPartition tp, sim::SimTime at) const {
  const auto found = partitions_.find(tp);
  if (found == partitions_.end() || found->second.isr_size.at(at) < 0) return std::nullopt;
  const auto& states = found->second.states;
  const auto after = std::upper_bound(states.begin(), states.end(), at,
                                      [](sim::SimTime t, const StoredState& s) { return t < s.time; });
  if (after == states.begin()) return std::nullopt;
  return *std::prev(after);
}

std::optional<std::int64_t> ClusterHistory::least_isr(kafka::TopicPartition tp, Window window) const {
  const auto found = partitions_.find(tp);
  if (found == partitions_.end()) return std::nullopt;
  const std::int64_t least = found->second.isr_size.least(window.from, window.until);
  return least < 0 ? std::nullopt : std::optional(least);
}

// ---- who leads

void ClusterHistory::on(sim::SimTime now, const kafka::BecameLeader& e) {
  PartitionHistory& p = partitions_[e.tp];
  p.leading.insert(e.broker);
  p.led = true;
  update_served(now, p);
}

void ClusterHistory::no_longer_leads(sim::SimTime now, kafka::BrokerId broker, kafka::TopicPartition tp) {
  PartitionHistory& p = partitions_[tp];
  if (p.leading.erase(broker) > 0) update_served(now, p);
}

void ClusterHistory::update_served(sim::SimTime now, PartitionHistory& p) {
  const bool served =
      std::any_of(p.leading.begin(), p.leading.end(), [&](kafka::BrokerId b) { return paused_.count(b) == 0; });
  p.unserved.set(now, p.led && !served ? 1 : 0);
}

void ClusterHistory::update_broker(sim::SimTime now, kafka::BrokerId broker) {
  for (auto& [tp, p] : partitions_)
    if (p.leading.count(broker) > 0) update_served(now, p);
}

/// After a pause it goes on where it was; a new process leads nothing yet.
void ClusterHistory::on(sim::SimTime now, const kafka::BrokerStarted& e) {
  if (paused_.erase(e.broker) > 0) update_broker(now, e.broker);
}

void ClusterHistory::on(sim::SimTime now, const kafka::BrokerStopped& e) {
  if (e.how == "pause") {
    paused_.insert(e.broker);
    return update_broker(now, e.broker);
  }
  paused_.erase(e.broker);
  controller_gone(now, e.broker);
  for (auto& [tp, p] : partitions_)
    if (p.leading.erase(e.broker) > 0) update_served(now, p);
}

ClusterHistory::Outage ClusterHistory::outage(Topic topic, std::optional<kafka::PartitionId> partition,
                                              Window window) const {
  Outage sum;
  for (const auto& [tp, p] : partitions_) {
    if ((topic && tp.topic != *topic) || (partition && tp.partition != *partition)) continue;
    sum.longest = std::max(sum.longest, p.unserved.longest_above_zero(window.from, window.until));
    sum.total += p.unserved.above_zero(window.from, window.until);
  }
  return sum;
}

// ---- incidents

void ClusterHistory::note(sim::SimTime now, Incident incident, kafka::TopicId topic) {
  incidents_[static_cast<std::size_t>(incident)].push_back({now, topic});
}

void ClusterHistory::on(sim::SimTime now, const kafka::LeaderElected& e) {
  if (e.strategy != "new") note(now, Incident::leader_election, e.tp.topic);
  if (e.unclean) note(now, Incident::unclean_election, e.tp.topic);
}

void ClusterHistory::on(sim::SimTime now, const kafka::AdminCommandDone& e) {
  if (!e.error.empty()) note(now, Incident::failed_command);
}

std::int64_t ClusterHistory::count(Incident incident, Topic topic, Window window) const {
  const auto& seen = incidents_[static_cast<std::size_t>(incident)];
  return std::count_if(seen.begin(), seen.end(), [&](const Seen& s) {
    return s.time >= window.from && s.time < window.until && (!topic || s.topic == *topic);
  });
}

// ---- controller and ZooKeeper

void ClusterHistory::on(sim::SimTime now, const kafka::ControllerElected& e) {
  controller_.set(now, e.broker.value());
  controller_epoch_.set(now, e.controller_epoch.value());
  note(now, Incident::controller_election);
}

void ClusterHistory::controller_gone(sim::SimTime now, kafka::BrokerId broker) {
  if (controller_.last() == broker.value()) controller_.set(now, -1);
}

kafka::BrokerId ClusterHistory::controller(sim::SimTime at) const {
  return kafka::BrokerId(static_cast<std::int32_t>(controller_.at(at)));
}

void ClusterHistory::on(sim::SimTime now, const kafka::ZooKeeperLeaderServing& e) {
  zookeeper_leader_.set(now, e.server.value());
  zookeeper_down_.set(now, 0);
}

void ClusterHistory::on(sim::SimTime now, const kafka::ZooKeeperServerStateChanged& e) {
  if (e.state != "LEADING") server_gone(now, e.server);
}

void ClusterHistory::server_gone(sim::SimTime now, kafka::ServerId server) {
  if (zookeeper_leader_.last() != server.value()) return;
  zookeeper_leader_.set(now, -1);
  zookeeper_down_.set(now, 1);
}

}  // namespace scenario
