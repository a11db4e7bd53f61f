#include "model/group/group_offsets.h"

#include <utility>

namespace kafka {

void GroupOffsets::initialize(CommitRecords committed, std::map<ProducerId, CommitRecords> pending_transactional) {
  committed_ = std::move(committed);
  transactional_ = std::move(pending_transactional);
}

void GroupOffsets::put_if_newer(TopicPartition tp, const CommitRecord& record) {
  const auto known = committed_.find(tp);
  if (known == committed_.end() || known->second.older_than(record)) committed_[tp] = record;
}

// ---- plain commits

void GroupOffsets::prepare(const OffsetCommits& commits) {
  for (const PartitionOffset& o : commits.offsets) pending_[o.tp] = value_of(commits, o);
}

/// A later commit of the same partition may be pending already, and stays so. What is not pending any more was removed
/// meanwhile: the topic is deleted. Kafka: onOffsetCommitAppend.
void GroupOffsets::appended(const OffsetCommits& commits, Offset base_offset) {
  for (const PartitionOffset& o : commits.offsets) {
    const auto pending = pending_.find(o.tp);
    if (pending == pending_.end()) continue;
    const OffsetAndMetadata value = value_of(commits, o);
    put_if_newer(o.tp, {.appended = base_offset, .commit = value});
    if (pending->second == value) pending_.erase(pending);
  }
}

void GroupOffsets::failed(const OffsetCommits& commits) {
  for (const PartitionOffset& o : commits.offsets) {
    const auto pending = pending_.find(o.tp);
    if (pending != pending_.end() && pending->second == value_of(commits, o)) pending_.erase(pending);
  }
}

// ---- transactional commits

void GroupOffsets::prepare_txn(ProducerId producer, const OffsetCommits& commits) {
  CommitRecords& pending = transactional_[producer];
  for (const PartitionOffset& o : commits.offsets)
    pending[o.tp] = {.appended = kUnknownOffset, .commit = value_of(commits, o)};
}

void GroupOffsets::appended_txn(ProducerId producer, const OffsetCommits& commits, Offset base_offset) {
  const auto pending = transactional_.find(producer);
  if (pending == transactional_.end()) return;
  for (const PartitionOffset& o : commits.offsets) {
    const auto known = pending->second.find(o.tp);
    if (known != pending->second.end() && known->second.commit == value_of(commits, o))
      known->second.appended = base_offset;
  }
}

void GroupOffsets::failed_txn(ProducerId producer, const OffsetCommits& commits) {
  const auto pending = transactional_.find(producer);
  if (pending == transactional_.end()) return;
  for (const PartitionOffset& o : commits.offsets) pending->second.erase(o.tp);
  if (pending->second.empty()) transactional_.erase(pending);
}

/// What is not known to be in the log cannot have been part of the transaction (Kafka throws and goes on without it).
void GroupOffsets::complete_txn(ProducerId producer, bool commit) {
  const auto pending = transactional_.find(producer);
  if (pending == transactional_.end()) return;
  const CommitRecords records = std::move(pending->second);
  transactional_.erase(pending);
  if (!commit) return;
  for (const auto& [tp, record] : records)
    if (record.appended != kUnknownOffset) put_if_newer(tp, record);
}

// ---- the end

std::vector<TopicPartition> GroupOffsets::remove_all() {
  std::vector<TopicPartition> all;
  for (const auto& [tp, record] : committed_) all.push_back(tp);
  return remove(all);
}

std::vector<TopicPartition> GroupOffsets::remove(const std::vector<TopicPartition>& partitions) {
  std::vector<TopicPartition> removed;
  for (const TopicPartition tp : partitions) {
    pending_.erase(tp);
    for (auto& [producer, pending] : transactional_) pending.erase(tp);
    if (committed_.erase(tp) > 0) removed.push_back(tp);
  }
  return removed;
}

std::vector<TopicPartition> GroupOffsets::remove_expired(sim::SimTime now, sim::Duration retention,
                                                         std::optional<sim::SimTime> since,
                                                         const std::set<TopicId>& subscribed) {
  std::vector<TopicPartition> expired;
  for (const auto& [tp, record] : committed_) {
    const sim::SimTime base = since.value_or(record.commit.commit_timestamp);
    if (!subscribed.contains(tp.topic) && !pending_.contains(tp) && now - base >= retention) expired.push_back(tp);
  }
  for (const TopicPartition tp : expired) committed_.erase(tp);
  return expired;
}

// ---- questions

const OffsetAndMetadata* GroupOffsets::find(TopicPartition tp) const {
  const auto known = committed_.find(tp);
  return known == committed_.end() ? nullptr : &known->second.commit;
}

bool GroupOffsets::is_pending(TopicPartition tp) const {
  if (pending_.contains(tp)) return true;
  for (const auto& [producer, pending] : transactional_)
    if (pending.contains(tp)) return true;
  return false;
}

}  // namespace kafka
