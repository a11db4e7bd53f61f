#include "model/invariant/report.h"

#include <algorithm>

namespace kafka {
namespace {

constexpr std::size_t kMostEntries = 20'000;
constexpr std::size_t kMostCauses = 24;
constexpr std::size_t kMostFindings = 1'000;

}  // namespace

void Chronicle::add(Entry entry) {
  entries_.push_back(std::move(entry));
  if (entries_.size() > kMostEntries) entries_.pop_front();
}
void Chronicle::note(sim::SimTime time, std::string what) { add({.cause = {time, std::move(what)}, .tp = {}}); }
void Chronicle::note(sim::SimTime time, TopicPartition tp, std::string what) {
  add({.cause = {time, std::move(what)}, .about = About::partition, .tp = tp});
}
void Chronicle::note(sim::SimTime time, BrokerId broker, std::string what) {
  add({.cause = {time, std::move(what)}, .about = About::broker, .tp = {}, .broker = broker});
}

std::vector<Cause> Chronicle::since(sim::SimTime since, TopicPartition tp, const std::vector<BrokerId>& brokers) const {
  std::vector<Cause> result;
  for (auto it = entries_.rbegin(); it != entries_.rend() && it->cause.time >= since; ++it) {
    if (it->about == About::partition && it->tp != tp) continue;
    if (it->about == About::broker && !contains(brokers, it->broker)) continue;
    if (result.size() == kMostCauses) {
      result.push_back({since, "... and more before"});
      break;
    }
    result.push_back(it->cause);
  }
  std::reverse(result.begin(), result.end());
  return result;
}

Violation* Report::place(sim::SimTime now, const Finding& f) {
  std::vector<Violation>& list = f.excuse.empty() ? violations_ : excused_;
  const Key key{f.name, f.tp, f.broker, f.epoch, f.excuse.empty()};
  const auto [it, fresh] = known_.try_emplace(key, list.size());
  if (!fresh) {
    if (it->second < list.size()) ++list[it->second].times;
    return nullptr;
  }
  if (list.size() == kMostFindings) return nullptr;
  Violation v{.name = f.name,
              .statement = f.statement,
              .time = now,
              .what = {},
              .settings = {},
              .excuse = f.excuse,
              .chain = {}};
  v.settings = "protocol " + std::string(name_of(settings_.behaviour.protocol));
  if (f.tp.topic >= TopicId(0))
    v.settings += ", min.insync.replicas " + std::to_string(settings_.min_isr_of(f.tp.topic));
  list.push_back(std::move(v));
  return &list.back();
}

void Report::on_truncated(sim::SimTime now, const LogTruncated& e) {
  for (AllowedLoss& loss : losses_) {
    if (loss.tp != e.tp || e.to >= loss.next || e.from <= loss.first || loss.chain.size() > 2 * kMostCauses) continue;
    loss.chain.push_back({now, name_of(e.broker) + " truncated " + settings_.name(e.tp) + " from " +
                                   std::to_string(e.from.value()) + " to " + std::to_string(e.to.value())});
  }
}

std::string older_protocol(const InvariantSettings& settings, ReplicationProtocol since) {
  const ReplicationProtocol is = settings.behaviour.protocol;
  if (is >= since) return {};
  return "replication protocol " + std::string(name_of(is)) + " is older than " + std::string(name_of(since));
}

std::string defective_protocol(const InvariantSettings& settings) {
  if (settings.behaviour.protocol == ReplicationProtocol::v28)
    return "replication protocol v28 has KAFKA-13141 and KAFKA-14704";
  return older_protocol(settings, ReplicationProtocol::kip320);
}

/// A leader that was deposed since may believe what an unclean election or a lost page cache made untrue.
std::string excuse_for_agreement(const InvariantSettings& settings, const PartitionShadow& partition,
                                 const ReplicaShadow& leader) {
  std::string excuse = defective_protocol(settings);
  if (!excuse.empty()) return excuse;
  if (partition.unclean_epoch > leader.epoch)
    return "unclean election in epoch " + std::to_string(partition.unclean_epoch.value());
  const bool deposed = leader.epoch < partition.stored.leader_epoch;
  for (const ReplicaShadow& r : partition.replicas)
    for (const HardwareLoss& loss : r.hardware_losses)
      if (deposed || loss.open < loss.from) return name_of(r.broker) + " lost records that were not on its disk";
  if (partition.retained_progress) return "a leader kept what followers had in an earlier epoch (MODEL-RETAINED-LEO)";
  return {};
}

}  // namespace kafka
