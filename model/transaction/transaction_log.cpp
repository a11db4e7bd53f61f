#include "model/transaction/transaction_log.h"

#include <optional>

#include "model/types/record_size.h"

namespace kafka {

namespace {

std::int32_t length(const std::string& text) { return static_cast<std::int32_t>(text.size()); }

/// TransactionLogKey version 0: version, transactional id.
std::int32_t key_size(const std::string& transactional_id) { return 2 + 2 + length(transactional_id); }

/// TransactionLogValue version 0: version, producer id and epoch, timeout, status, partitions by topic (null while
/// there is no transaction), last update, start.
std::int32_t value_size(const TxnTransitMetadata& transit, const TopicTable& topics) {
  std::int32_t size = 2 + 8 + 2 + 4 + 1 + 4 + 8 + 8;
  std::optional<TopicId> topic;
  for (const TopicPartition tp : transit.partitions) {  // ascending: one after another of each topic
    if (topic != tp.topic) size += 2 + length(topics.name(tp.topic)) + 4;
    topic = tp.topic;
    size += 4;
  }
  return size;
}

BatchPtr batch_of(std::int32_t count, std::int64_t records_size, sim::SimTime now, InternalRecords&& content) {
  auto* batch = new RecordBatch;
  batch->count = count;
  batch->size = sim::Bytes(kRecordBatchOverhead + records_size);
  batch->first_timestamp = now;
  batch->max_timestamp = now;
  batch->content = std::make_unique<const InternalRecords>(std::move(content));
  return BatchPtr(batch);
}

}  // namespace

BatchPtr transaction_batch(const std::string& transactional_id, const TxnTransitMetadata& transit,
                           const TopicTable& topics, sim::SimTime now) {
  const std::int64_t size = record_size(0, 0, key_size(transactional_id), value_size(transit, topics));
  return batch_of(1, size, now,
                  {TransactionLogValue{.transactional_id = transactional_id,
                                       .producer_id = transit.producer_id,
                                       .producer_epoch = transit.producer_epoch,
                                       .timeout = transit.timeout,
                                       .state = transit.state,
                                       .partitions = {transit.partitions.begin(), transit.partitions.end()},
                                       .start_timestamp = transit.start_timestamp,
                                       .last_update_timestamp = transit.last_update_timestamp}});
}

BatchPtr transaction_tombstones(const std::vector<std::string>& transactional_ids, sim::SimTime now) {
  std::int64_t size = 0;
  std::int32_t count = 0;
  InternalRecords content;
  for (const std::string& id : transactional_ids) {
    size += record_size(count++, 0, key_size(id), kNullSize);
    content.emplace_back(TransactionTombstone{.transactional_id = id});
  }
  return batch_of(count, size, now, std::move(content));
}

std::int64_t tombstone_size_upper_bound(const std::string& transactional_id) {
  return record_size_upper_bound(key_size(transactional_id), kNullSize);
}

}  // namespace kafka
