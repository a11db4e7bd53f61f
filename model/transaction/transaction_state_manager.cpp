#include "model/transaction/transaction_state_manager.h"

#include <utility>

#include "model/transaction/transaction_log.h"
#include "model/transaction/transaction_states.h"
#include "model/types/java_hash.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

/// What a client is told of an append that failed.
ErrorCode coordinator_error(ErrorCode append_error) {
  switch (append_error) {
    case ErrorCode::UNKNOWN_TOPIC_OR_PARTITION:
    case ErrorCode::NOT_ENOUGH_REPLICAS:
    case ErrorCode::NOT_ENOUGH_REPLICAS_AFTER_APPEND:
    case ErrorCode::REQUEST_TIMED_OUT:
      return ErrorCode::COORDINATOR_NOT_AVAILABLE;
    case ErrorCode::NOT_LEADER_OR_FOLLOWER:
    case ErrorCode::KAFKA_STORAGE_ERROR:
      return ErrorCode::NOT_COORDINATOR;
    case ErrorCode::MESSAGE_TOO_LARGE:
    case ErrorCode::RECORD_LIST_TOO_LARGE:
      return ErrorCode::UNKNOWN_SERVER_ERROR;
    default:
      return append_error;
  }
}

}  // namespace

TransactionStateManager::TransactionStateManager(const TransactionContext& context, CoordinatorLog& log)
    : context_(context), log_(log), expiration_(context.scheduler, context.life, [this] { remove_expired(); }) {}

void TransactionStateManager::start() {
  expiration_.arm(context_.config.transaction_remove_expired_transaction_cleanup_interval_ms);
}

void TransactionStateManager::shutdown() {
  shut_down_ = true;
  expiration_.disarm();
  loading_.clear();
  cache_.clear();
}

PartitionId TransactionStateManager::partition_for(const std::string& transactional_id) const {
  return coordinator_partition(transactional_id, context_.config.transaction_state_log_num_partitions);
}

bool TransactionStateManager::valid_timeout(sim::Duration timeout) const {
  return timeout > sim::Duration{0} && timeout <= context_.config.transaction_max_timeout_ms;
}

// ---- whose coordinator

TransactionLookup TransactionStateManager::find(const std::string& transactional_id) const {
  const PartitionId partition = partition_for(transactional_id);
  if (loading_.contains(partition)) return {.error = ErrorCode::COORDINATOR_LOAD_IN_PROGRESS};
  const auto entry = cache_.find(partition);
  if (entry == cache_.end()) return {.error = ErrorCode::NOT_COORDINATOR};
  TransactionLookup found{.coordinator_epoch = entry->second.coordinator_epoch};
  const auto id = entry->second.ids.find(transactional_id);
  if (id != entry->second.ids.end()) found.metadata = id->second;
  return found;
}

TransactionLookup TransactionStateManager::find_or_add(const TransactionMetadataPtr& metadata) {
  TransactionLookup found = find(metadata->transactional_id());
  if (found.error != ErrorCode::NONE || found.metadata) return found;
  cache_.at(partition_for(metadata->transactional_id())).ids[metadata->transactional_id()] = metadata;
  found.metadata = metadata;
  return found;
}

void TransactionStateManager::load(TopicPartition tp, std::int32_t coordinator_epoch, SendMarkers send_markers) {
  if (shut_down_) return;
  const std::uint64_t attempt = ++attempts_;
  loading_[tp.partition] = attempt;
  log_.read(tp,
            [this, tp, coordinator_epoch, attempt, send = std::move(send_markers)](const std::vector<LogEntry>& log) {
              const auto loading = loading_.find(tp.partition);
              if (loading == loading_.end() || loading->second != attempt) return;  // resigned meanwhile
              on_loaded(tp, coordinator_epoch, log, send);
            });
}

/// Source: loadTransactionMetadata, loadTransactionsForTxnTopicPartition. What is decided is carried out by whoever
/// finds it in the log.
void TransactionStateManager::on_loaded(TopicPartition tp, std::int32_t coordinator_epoch,
                                        const std::vector<LogEntry>& log, const SendMarkers& send_markers) {
  Entry loaded{.tp = tp, .coordinator_epoch = coordinator_epoch};
  for (const LogEntry& entry : log) {
    if (!entry.batch->content) continue;
    for (const InternalRecord& record : *entry.batch->content) {
      if (const auto* value = std::get_if<TransactionLogValue>(&record))
        loaded.ids[value->transactional_id] = std::make_shared<TransactionMetadata>(*value);
      if (const auto* tombstone = std::get_if<TransactionTombstone>(&record))
        loaded.ids.erase(tombstone->transactional_id);
    }
  }
  std::vector<std::pair<TransactionMetadataPtr, TxnTransitMetadata>> decided;
  for (const auto& [id, metadata] : loaded.ids)
    if (is_prepared(metadata->state())) decided.emplace_back(metadata, metadata->prepare_complete(context_.now()));
  cache_.insert_or_assign(tp.partition, std::move(loaded));
  loading_.erase(tp.partition);
  for (const auto& [metadata, complete] : decided) send_markers(coordinator_epoch, metadata, complete);
}

/// Kafka 3.9 lets a load go on that began in an older epoch than it resigned in; what it puts into the cache then is
/// answered NOT_COORDINATOR at the next append.
void TransactionStateManager::unload(TopicPartition tp) {
  loading_.erase(tp.partition);
  cache_.erase(tp.partition);
}

// ---- writing

void TransactionStateManager::append(const std::string& transactional_id, std::int32_t coordinator_epoch,
                                     const TxnTransitMetadata& transit, Done done, bool retry) {
  const TransactionLookup found = find(transactional_id);
  if (found.error != ErrorCode::NONE) return done(found.error);
  if (!found.metadata || found.coordinator_epoch != coordinator_epoch) return done(ErrorCode::NOT_COORDINATOR);
  const TopicPartition tp = cache_.at(partition_for(transactional_id)).tp;
  log_.append(tp, transaction_batch(transactional_id, transit, context_.topics, context_.now()), transit.timeout,
              [this, write = Write{transactional_id, coordinator_epoch, transit, retry}, done = std::move(done)](
                  ErrorCode error, Offset) { done(on_appended(write, error)); });
}

ErrorCode TransactionStateManager::on_appended(const Write& write, ErrorCode append_error) {
  const ErrorCode error = coordinator_error(append_error);
  if (error == ErrorCode::NONE) return complete(write);
  give_up(write, error);
  return error;
}

/// It is in the log: does that still concern this broker?
ErrorCode TransactionStateManager::complete(const Write& write) {
  const TransactionLookup found = find(write.transactional_id);
  if (found.error != ErrorCode::NONE) return found.error;
  if (!found.metadata || found.coordinator_epoch != write.coordinator_epoch) return ErrorCode::NOT_COORDINATOR;
  TransactionMetadata& metadata = *found.metadata;
  const bool is_new = metadata.producer_epoch() == kNoProducerEpoch;
  const std::string_view from = is_new ? "" : name_of(metadata.state());
  metadata.complete_transition_to(write.transit);
  context_.emit([&] {
    return TransactionStateChanged{.broker = context_.id,
                                   .transactional_id = write.transactional_id,
                                   .producer_id = metadata.producer_id(),
                                   .producer_epoch = metadata.producer_epoch(),
                                   .from = from,
                                   .to = name_of(metadata.state())};
  });
  return ErrorCode::NONE;
}

void TransactionStateManager::give_up(const Write& write, ErrorCode error) {
  if (write.retry && error == ErrorCode::COORDINATOR_NOT_AVAILABLE) return;
  const TransactionLookup found = find(write.transactional_id);
  if (found.metadata && found.coordinator_epoch == write.coordinator_epoch) found.metadata->clear_pending_state();
}

// ---- time

std::vector<std::string> TransactionStateManager::timed_out() const {
  std::vector<std::string> ids;
  for (const auto& [partition, entry] : cache_)
    for (const auto& [id, metadata] : entry.ids)
      if (!metadata->pending_transition_in_progress() && metadata->state() == TransactionState::Ongoing &&
          metadata->start_timestamp() + metadata->timeout() < context_.now())
        ids.push_back(id);
  return ids;
}

bool TransactionStateManager::should_expire(const TransactionMetadata& metadata) const {
  return !metadata.pending_transition_in_progress() && expiration_allowed(metadata.state()) &&
         metadata.last_update_timestamp() <= context_.now() - context_.config.transactional_id_expiration_ms;
}

void TransactionStateManager::remove_expired() {
  start();
  for (auto& [partition, entry] : cache_) remove_expired_of(entry);
}

/// As many tombstones in a batch as message.max.bytes allows.
void TransactionStateManager::remove_expired_of(Entry& entry) {
  std::vector<std::string> ids;
  std::int64_t size = 0;
  for (const auto& [id, metadata] : entry.ids) {
    if (!should_expire(*metadata)) continue;
    size += tombstone_size_upper_bound(id);
    if (!ids.empty() && size > context_.config.message_max_bytes.count()) {
      write_tombstones(entry, std::exchange(ids, {}));
      size = tombstone_size_upper_bound(id);
    }
    metadata->prepare_dead();
    ids.push_back(id);
  }
  if (!ids.empty()) write_tombstones(entry, ids);
}

void TransactionStateManager::write_tombstones(const Entry& entry, const std::vector<std::string>& ids) {
  log_.append(entry.tp, transaction_tombstones(ids, context_.now()), kBrokerRequestTimeout,
              [this, partition = entry.tp.partition, epoch = entry.coordinator_epoch, ids](ErrorCode error, Offset) {
                on_tombstones(partition, epoch, ids, error);
              });
}

void TransactionStateManager::on_tombstones(PartitionId partition, std::int32_t coordinator_epoch,
                                            const std::vector<std::string>& ids, ErrorCode error) {
  const auto entry = cache_.find(partition);
  if (entry == cache_.end() || entry->second.coordinator_epoch != coordinator_epoch) return;
  for (const std::string& id : ids) {
    const TransactionMetadata& metadata = *entry->second.ids.at(id);
    if (error != ErrorCode::NONE) {
      entry->second.ids.at(id)->clear_pending_state();
      continue;
    }
    context_.emit([&] {
      return TransactionStateChanged{.broker = context_.id,
                                     .transactional_id = id,
                                     .producer_id = metadata.producer_id(),
                                     .producer_epoch = metadata.producer_epoch(),
                                     .from = name_of(metadata.state()),
                                     .to = name_of(TransactionState::Dead)};
    });
    entry->second.ids.erase(id);
  }
}

}  // namespace kafka
