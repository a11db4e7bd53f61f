#include "model/group/group_loader.h"

#include <set>

namespace kafka {

void GroupLoader::read(const std::vector<LogEntry>& entries) {
  for (const LogEntry& entry : entries) {
    if (entry.batch->is_control()) {
      read_marker(*entry.batch);
    } else if (entry.batch->content) {
      read_batch(entry);
    }
  }
}

void GroupLoader::read_marker(const RecordBatch& batch) {
  const auto pending = pending_.find(batch.producer_id);
  if (pending == pending_.end()) return;
  if (batch.control == ControlRecordType::COMMIT)
    for (const auto& [key, record] : pending->second) {
      const auto known = committed_.find(key);
      if (known == committed_.end() || known->second.older_than(record)) committed_[key] = record;
    }
  pending_.erase(pending);
}

void GroupLoader::read_batch(const LogEntry& entry) {
  for (const InternalRecord& record : *entry.batch->content) {
    if (const auto* group = std::get_if<GroupMetadataValue>(&record)) {
      stored_.insert_or_assign(group->group, *group);
    } else if (const auto* tombstone = std::get_if<GroupTombstone>(&record)) {
      stored_.erase(tombstone->group);
    } else if (const auto* commits = std::get_if<OffsetCommits>(&record)) {
      Offsets& offsets = entry.batch->transactional ? pending_[entry.batch->producer_id] : committed_;
      for (const PartitionOffset& o : commits->offsets)
        offsets[{commits->group, o.tp}] = {
            .appended = entry.base_offset,
            .commit = {
                .offset = o.offset, .leader_epoch = o.leader_epoch, .commit_timestamp = commits->commit_timestamp}};
    } else if (const auto* removed = std::get_if<OffsetTombstones>(&record)) {
      for (const TopicPartition tp : removed->partitions) committed_.erase({removed->group, tp});
    }
  }
}

std::vector<std::shared_ptr<GroupMetadata>> GroupLoader::groups(sim::SimTime now) const {
  std::map<GroupId, CommitRecords> committed;
  std::map<GroupId, std::map<ProducerId, CommitRecords>> pending;
  std::set<GroupId> all;
  for (const auto& [id, group] : stored_) all.insert(id);
  for (const auto& [key, record] : committed_) committed[key.first][key.second] = record;
  for (const auto& [producer, offsets] : pending_)
    for (const auto& [key, record] : offsets) pending[key.first][producer][key.second] = record;
  for (const auto& [id, offsets] : committed) all.insert(id);
  for (const auto& [id, offsets] : pending) all.insert(id);

  std::vector<std::shared_ptr<GroupMetadata>> groups;
  for (const GroupId id : all) {
    const auto stored = stored_.find(id);
    groups.push_back(stored == stored_.end() ? std::make_shared<GroupMetadata>(id, now)
                                             : std::make_shared<GroupMetadata>(stored->second));
    groups.back()->offsets.initialize(committed[id], pending[id]);
  }
  return groups;
}

}  // namespace kafka
