#include "gui/view/facts.h"

#include <algorithm>

namespace view {

// ---- questions

std::optional<kafka::SessionId> Facts::session_of(sim::HostId host) const {
  const auto it = sessions_.find(host);
  return it == sessions_.end() ? std::nullopt : std::optional(it->second);
}

std::optional<kafka::ClientId> Facts::client_on(sim::HostId host) const {
  const auto place = static_cast<std::size_t>(host.value());
  return place < clients_.size() ? clients_[place] : std::nullopt;
}

const Facts::Group& Facts::group(kafka::GroupId id) const {
  static const Group kUnknown;
  const auto it = groups_.find(id);
  return it == groups_.end() ? kUnknown : it->second;
}

MemberPhase Facts::phase(kafka::ClientId member) const {
  const auto it = members_.find(member);
  return it == members_.end() ? MemberPhase::down : it->second.phase;
}

const std::vector<kafka::TopicPartition>& Facts::owned(kafka::ClientId member) const {
  static const std::vector<kafka::TopicPartition> kNone;
  const auto it = members_.find(member);
  return it == members_.end() ? kNone : it->second.owned;
}

// ---- ZooKeeper

void Facts::on(sim::HostId, const kafka::SessionOpened& e) { sessions_[e.owner] = e.session; }

void Facts::on(sim::HostId, const kafka::SessionClosed& e) {
  std::erase_if(sessions_, [&](const auto& entry) { return entry.second == e.session; });
}

// ---- groups, at their coordinators

void Facts::on(sim::HostId, const kafka::GroupStateChanged& e) {
  Group& g = groups_[e.group];
  g.state = e.to;
  g.generation = e.generation.value();
  g.coordinator = e.broker.value();
}

void Facts::on(sim::HostId, const kafka::GenerationStarted& e) {
  Group& g = groups_[e.group];
  g.generation = e.generation.value();
  g.coordinator = e.broker.value();
  g.protocol = e.protocol;
}

void Facts::on(sim::HostId, const kafka::GroupLoaded& e) {
  Group& g = groups_[e.group];
  g.state = e.state;
  g.generation = e.generation.value();
  g.coordinator = e.broker.value();
}

void Facts::on(sim::HostId, const kafka::GroupUnloaded& e) {
  Group& g = groups_[e.group];
  if (g.coordinator == e.broker.value()) g.coordinator = -1;
}

// ---- members

void Facts::on(sim::HostId host, const kafka::ClientStarted& e) {
  const auto place = static_cast<std::size_t>(host.value());
  if (place >= clients_.size()) clients_.resize(place + 1);
  clients_[place] = e.client;
  members_[e.client] = {MemberPhase::starting, {}};
}

void Facts::on(sim::HostId, const kafka::ClientStopped& e) { members_[e.client] = {MemberPhase::down, {}}; }
void Facts::on(sim::HostId, const kafka::ConsumerFailed& e) { members_[e.member] = {MemberPhase::down, {}}; }
void Facts::on(sim::HostId, const kafka::MemberJoining& e) { members_[e.member].phase = MemberPhase::joining; }
void Facts::on(sim::HostId, const kafka::MemberSyncing& e) { members_[e.member].phase = MemberPhase::syncing; }
void Facts::on(sim::HostId, const kafka::MemberLeft& e) { members_[e.member] = {MemberPhase::starting, {}}; }

void Facts::on(sim::HostId, const kafka::PartitionsAssigned& e) {
  members_[e.member] = {MemberPhase::stable, e.partitions};
}

void Facts::give_up(sim::HostId, kafka::ClientId member, const std::vector<kafka::TopicPartition>& partitions) {
  std::erase_if(members_[member].owned, [&](kafka::TopicPartition tp) {
    return std::find(partitions.begin(), partitions.end(), tp) != partitions.end();
  });
}

}  // namespace view
