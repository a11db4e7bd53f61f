#pragma once
/// What a group has committed, and what it is about to. Kafka: the offsets of GroupMetadata,
/// CommitRecordMetadataAndOffset.

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "model/types/internal_records.h"

namespace kafka {

/// Kafka: OffsetAndMetadata.
struct OffsetAndMetadata {
  Offset offset;
  LeaderEpoch leader_epoch = kNoEpoch;
  sim::SimTime commit_timestamp{};

  friend bool operator==(const OffsetAndMetadata&, const OffsetAndMetadata&) = default;
};

/// With the place of its batch in __consumer_offsets: of a plain commit and one of a transaction the later one counts,
/// whichever was confirmed first.
struct CommitRecord {
  Offset appended = kUnknownOffset;  ///< kUnknownOffset: not confirmed yet
  OffsetAndMetadata commit;

  [[nodiscard]] bool older_than(const CommitRecord& that) const { return appended < that.appended; }
};

using CommitRecords = std::map<TopicPartition, CommitRecord>;

///   durable    records of __consumer_offsets
///   volatile   all of it
class GroupOffsets {
 public:
  /// As read from the log.
  void initialize(CommitRecords committed, std::map<ProducerId, CommitRecords> pending_transactional);

  // ---- a commit on its way to the log and back
  void prepare(const OffsetCommits& commits);
  void appended(const OffsetCommits& commits, Offset base_offset);
  void failed(const OffsetCommits& commits);

  // ---- the same in a transaction: it counts when the transaction is committed
  void prepare_txn(ProducerId producer, const OffsetCommits& commits);
  void appended_txn(ProducerId producer, const OffsetCommits& commits, Offset base_offset);
  void failed_txn(ProducerId producer, const OffsetCommits& commits);
  /// Kafka: completePendingTxnOffsetCommit.
  void complete_txn(ProducerId producer, bool commit);

  // ---- the end. Removed are those that were committed; what is told is ascending.
  std::vector<TopicPartition> remove_all();
  std::vector<TopicPartition> remove(const std::vector<TopicPartition>& partitions);
  /// Those whose time is up and that are not being committed again. `since`: from when on the time counts, by commit if
  /// there is no instant; `subscribed`: topics whose offsets stay. Kafka: getExpiredOffsets.
  std::vector<TopicPartition> remove_expired(sim::SimTime now, sim::Duration retention,
                                             std::optional<sim::SimTime> since, const std::set<TopicId>& subscribed);

  /// nullptr if nothing is committed.
  [[nodiscard]] const OffsetAndMetadata* find(TopicPartition tp) const;
  [[nodiscard]] const CommitRecords& committed() const { return committed_; }
  /// Is a commit of `tp` on its way, or waiting for its transaction?
  [[nodiscard]] bool is_pending(TopicPartition tp) const;
  [[nodiscard]] bool is_pending_from(ProducerId producer) const { return transactional_.contains(producer); }
  /// Nothing committed, nothing pending.
  [[nodiscard]] bool empty() const { return committed_.empty() && pending_.empty() && transactional_.empty(); }

 private:
  static OffsetAndMetadata value_of(const OffsetCommits& commits, const PartitionOffset& o) {
    return {.offset = o.offset, .leader_epoch = o.leader_epoch, .commit_timestamp = commits.commit_timestamp};
  }
  void put_if_newer(TopicPartition tp, const CommitRecord& record);

  CommitRecords committed_;
  std::map<TopicPartition, OffsetAndMetadata> pending_;
  std::map<ProducerId, CommitRecords> transactional_;
};

}  // namespace kafka
