#include "tests/conformance/runner/schedule_truth.h"

#include <algorithm>

namespace conformance {

using kafka::Offset;

kafka::BatchPtr CaseRecords::make(const std::string& value, std::int32_t producer) {
  auto* batch = new kafka::RecordBatch;
  batch->producer = kafka::ClientId(producer);
  batch->first_id = kafka::RecordId(static_cast<std::int64_t>(values.size()));
  batch->count = 1;
  batch->size = sim::Bytes(kRecordSize);
  values.push_back(value);
  return kafka::BatchPtr(batch);
}

const std::string& CaseRecords::value_of(const kafka::LogEntry& entry) const {
  return values.at(static_cast<std::size_t>(entry.batch->first_id.value()));
}

namespace {

std::string text_of(const CaseRecords& records, const kafka::LogEntry& entry) {
  return records.value_of(entry) + "." + std::to_string(entry.epoch.value());
}

}  // namespace

const kafka::LogEntry* ScheduleTruth::entry_at(ReplicaNode& node, std::int64_t offset) {
  const kafka::LogEntries& entries = node.log().entries();
  const auto index = entries.find(Offset(offset));
  return index < entries.end_index() ? &entries[index] : nullptr;
}

std::string ScheduleTruth::at(ReplicaNode& node, std::int64_t offset) const {
  const kafka::LogEntry* entry = entry_at(node, offset);
  return entry ? text_of(records_, *entry) : "";
}

std::string ScheduleTruth::log_of(kafka::BrokerId broker) const {
  std::string text;
  ReplicaNode& node = *nodes_.at(broker);
  for (std::int64_t o = 0; o < node.log().log_end_offset().value(); ++o) text += (o > 0 ? " " : "") + at(node, o);
  return text;
}

std::set<std::string> ScheduleTruth::acked() const {
  std::set<std::string> names;
  for (const Acked& a : acked_)
    if (a.all) names.insert(a.value + "@" + std::to_string(a.offset));
  return names;
}

Violations ScheduleTruth::passing() const {
  Violations gone;
  std::set_difference(seen_.begin(), seen_.end(), now_.begin(), now_.end(), std::inserter(gone, gone.end()));
  return gone;
}

void ScheduleTruth::on_event(sim::SimTime, sim::HostId, const kafka::Event& event) {
  if (const auto* moved = std::get_if<kafka::HighWatermarkAdvanced>(&event))
    look_below_high_watermark(*nodes_.at(moved->broker));
}

/// What a leader lets consumers read is committed; what a follower lets them read should have been.
void ScheduleTruth::look_below_high_watermark(ReplicaNode& node) {
  if (!node.up() || node.partition().leader_epoch() == kafka::kNoEpoch) return;
  const bool leads = node.leads();
  for (std::int64_t o = 0; o < node.log().high_watermark().value(); ++o) {
    const kafka::LogEntry* entry = entry_at(node, o);
    if (!entry) continue;
    const std::string text = text_of(records_, *entry);
    if (leads) {
      committed_[o].insert(text);
      read_[o].insert(records_.value_of(*entry));
      if (read_[o].size() > 1) forever_.insert("two_values_read @" + std::to_string(o));
    } else if (!committed_[o].contains(text)) {
      forever_.insert("follower_exposed_uncommitted @" + std::to_string(o));
    }
  }
}

void ScheduleTruth::look(const kafka::PartitionState& stored) {
  for (const auto& [id, node] : nodes_)
    if (node->leads()) look_below_high_watermark(*node);
  for (const auto& [id, node] : nodes_) look_below_high_watermark(*node);
  now_ = forever_;
  find_lost(stored);
  find_diverged();
  check_strong_isr(stored);
  seen_.insert(now_.begin(), now_.end());
}

void ScheduleTruth::find_lost(const kafka::PartitionState& stored) {
  const auto leader = nodes_.find(stored.leader);
  if (leader == nodes_.end()) return;
  ReplicaNode& node = *leader->second;
  if (!node.leads() || node.partition().leader_epoch() != stored.leader_epoch) return;
  for (const Acked& a : acked_) {
    const kafka::LogEntry* entry = entry_at(node, a.offset);
    if (entry && records_.value_of(*entry) == a.value) continue;
    now_.insert((a.all ? "lost_committed " : "lost_acks1 ") + a.value + "@" + std::to_string(a.offset));
  }
}

/// Also with one that is down: its high watermark is what it was.
void ScheduleTruth::find_diverged() {
  for (auto i = nodes_.begin(); i != nodes_.end(); ++i)
    for (auto j = std::next(i); j != nodes_.end(); ++j) {
      const Offset below = std::min(i->second->log().high_watermark(), j->second->log().high_watermark());
      for (std::int64_t o = 0; o < below.value(); ++o)
        if (at(*i->second, o) != at(*j->second, o))
          now_.insert("diverged " + std::to_string(i->first.value()) + "/" + std::to_string(j->first.value()) + "@" +
                      std::to_string(o));
    }
}

/// Every member of the stored ISR holds everything below the high watermark of everybody who believes to lead.
void ScheduleTruth::check_strong_isr(const kafka::PartitionState& stored) {
  for (const auto& [id, node] : nodes_) {
    if (!node->leads()) continue;
    for (const kafka::BrokerId member : stored.isr)
      for (std::int64_t o = 0; o < node->log().high_watermark().value(); ++o)
        strong_isr_held_ = strong_isr_held_ && at(*nodes_.at(member), o) == at(*node, o);
  }
}

}  // namespace conformance
