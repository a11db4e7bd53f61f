#pragma once
/// P23: who reads with isolation.level=read_committed is handed only what is in no transaction, or in one that a
/// marker behind it has committed. At every delivery.

#include <cstddef>
#include <map>
#include <vector>

#include "model/invariant/invariant.h"

namespace kafka {

class CommittedReads final : public Checker<CommittedReads, RecordsAppended, RecordsDelivered, TopicDeleted> {
 public:
  /// Batches and markers kept of one producer in one partition: older ones are believed.
  static constexpr std::size_t kMostEntries = 1 << 14;

  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "P23"; }
  void check(const RecordsAppended& e);
  void check(const RecordsDelivered& e);
  void check(const TopicDeleted& e) { partitions_.forget(e.topic); }

 private:
  /// A batch in a transaction, or a marker. A log that was cut may decide a batch again: what counts is whether it was
  /// ever committed.
  struct Entry {
    Offset base;
    Offset next;
    LeaderEpoch leader_epoch;
    ControlRecordType control;
    ClientId producer;
    RecordId first_id;
    bool committed = false;
    bool aborted = false;
  };
  struct Known {
    std::vector<Entry> entries;  ///< by offset
    std::int64_t longest = 0;    ///< batch, in records
    ClientId client = kNoClient;
  };
  using Producers = std::map<ProducerId, Known>;

  static void insert(Known& known, const Entry& entry);
  static void decide(Known& known, const ReplicaShadow& log, const RecordsAppended& marker);
  /// The entry with this record at this offset; the committed one if it was written there in several epochs.
  [[nodiscard]] static const Entry* find(const Known& known, const RecordsDelivered& e, Offset at);

  ByPartition<Producers> partitions_;
};

}  // namespace kafka
