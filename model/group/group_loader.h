#pragma once
/// What a partition of __consumer_offsets says when it is read from its start: its groups as they were stored last, and
/// their offsets. Kafka: GroupMetadataManager.doLoadGroupsAndOffsets.

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "model/group/group_metadata.h"
#include "model/log/log_entry.h"

namespace kafka {

/// Offsets of a transaction wait for its marker: one that commits makes them count, by their place in the log; one that
/// aborts drops them; those of a transaction that is still open stay pending.
class GroupLoader {
 public:
  void read(const std::vector<LogEntry>& entries);
  /// Groups with members, without, and those that only ever committed offsets; ascending.
  [[nodiscard]] std::vector<std::shared_ptr<GroupMetadata>> groups(sim::SimTime now) const;

 private:
  using Key = std::pair<GroupId, TopicPartition>;
  using Offsets = std::map<Key, CommitRecord>;

  void read_marker(const RecordBatch& batch);
  void read_batch(const LogEntry& entry);

  Offsets committed_;
  std::map<ProducerId, Offsets> pending_;
  std::map<GroupId, GroupMetadataValue> stored_;
};

}  // namespace kafka
