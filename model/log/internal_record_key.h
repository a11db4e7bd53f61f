#pragma once
/// Keys of the records of Kafka's own topics: what compaction compares. Kafka: OffsetCommitKey, GroupMetadataKey,
/// TransactionLogKey.

#include <compare>
#include <cstdint>
#include <string_view>
#include <variant>

#include "model/types/internal_records.h"

namespace kafka {

/// Refers to the record's text; lives no longer than its batch.
struct InternalRecordKey {
  enum class Kind : std::uint8_t { offset, group, transactional_id };
  Kind kind;
  GroupId group{-1};
  TopicPartition tp{};
  std::string_view transactional_id{};

  friend auto operator<=>(const InternalRecordKey&, const InternalRecordKey&) = default;
};

/// visit(key, tombstone) for each record of `records`.
template <class Visit>
void for_each_key(const InternalRecords& records, Visit visit) {
  using Kind = InternalRecordKey::Kind;
  struct {
    Visit& visit;
    void operator()(const OffsetCommits& r) const {
      for (const PartitionOffset& o : r.offsets) visit(InternalRecordKey{Kind::offset, r.group, o.tp, {}}, false);
    }
    void operator()(const OffsetTombstones& r) const {
      for (const TopicPartition tp : r.partitions) visit(InternalRecordKey{Kind::offset, r.group, tp, {}}, true);
    }
    void operator()(const GroupMetadataValue& r) const {
      visit(InternalRecordKey{Kind::group, r.group, {}, {}}, false);
    }
    void operator()(const GroupTombstone& r) const { visit(InternalRecordKey{Kind::group, r.group, {}, {}}, true); }
    void operator()(const TransactionLogValue& r) const { of(r.transactional_id, false); }
    void operator()(const TransactionTombstone& r) const { of(r.transactional_id, true); }
    void of(std::string_view id, bool tombstone) const {
      visit(InternalRecordKey{Kind::transactional_id, GroupId(-1), {}, id}, tombstone);
    }
  } const each{visit};
  for (const InternalRecord& record : records) std::visit(each, record);
}

}  // namespace kafka
