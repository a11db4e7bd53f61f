/// ReplicaManager: reads.

#include <algorithm>
#include <utility>

#include "model/broker/replica_manager.h"
#include "model/broker/replica_selector.h"

namespace kafka {

void ReplicaManager::fetch(const FetchRequest& request, FetchCallback callback) {
  ReadResult result = read_from_log(request, false);
  const bool answer_now = request.max_wait <= sim::Duration{0} || request.partitions.empty() || result.decided ||
                          result.bytes >= request.min_bytes;
  if (answer_now) return answer_fetch(std::move(result), callback);
  watch_fetch(request, std::move(callback));
}

void ReplicaManager::watch_fetch(const FetchRequest& request, FetchCallback callback) {
  std::vector<DelayedFetch::Position> positions;
  std::vector<std::size_t> keys;
  positions.reserve(request.partitions.size());
  keys.reserve(request.partitions.size());
  for (const FetchRequest::Partition& wanted : request.partitions) {
    Hosted* hosted = find_hosted(wanted.tp);  // exists: an unknown partition would have been an error
    positions.push_back({.partition = &hosted->partition,
                         .fetch_offset = hosted->partition.log().offset_metadata(wanted.fetch_offset),
                         .current_leader_epoch = wanted.current_leader_epoch,
                         .last_fetched_epoch = wanted.last_fetched_epoch,
                         .max_bytes = wanted.max_bytes});
    keys.push_back(hosted->key);
  }
  // The request outlives the wait: it belongs to the caller's callback (see KafkaApis::on_fetch).
  auto answer = [this, &request, respond = std::move(callback)] {
    answer_fetch(read_from_log(request, true), respond);
  };
  const DelayedOperationPtr operation(new DelayedFetch(request.replica,
                                                       fetch_isolation(request.replica, request.isolation),
                                                       request.min_bytes, std::move(positions), std::move(answer)));
  fetch_purgatory_.try_complete_else_watch(operation, keys, request.max_wait);
}

ReplicaManager::ReadResult ReplicaManager::read_from_log(const FetchRequest& request, bool from_purgatory) {
  ReadResult result;
  for (const FetchRequest::Partition& wanted : request.partitions) {
    const ErrorCode error = read_partition(request, wanted, from_purgatory, result);
    if (error == ErrorCode::NONE) continue;
    result.decided = true;
    result.response.partitions.push_back({.tp = wanted.tp,
                                          .error = error,
                                          .high_watermark = kUnknownOffset,
                                          .log_start_offset = kUnknownOffset,
                                          .records = {}});
  }
  return result;
}

ErrorCode ReplicaManager::read_partition(const FetchRequest& request, const FetchRequest::Partition& wanted,
                                         bool from_purgatory, ReadResult& result) {
  Hosted* hosted = find_hosted(wanted.tp);
  if (!hosted) return error_of_missing(wanted.tp);
  Partition& p = hosted->partition;
  const ErrorCode error = p.check_fetch(request.replica, wanted.current_leader_epoch);
  if (error != ErrorCode::NONE) return error;
  const BrokerId elsewhere = preferred_read_replica(p, request, wanted.fetch_offset);
  if (elsewhere != kNoBroker) {
    result.decided = true;
    result.response.partitions.push_back({.tp = wanted.tp,
                                          .high_watermark = p.log().high_watermark(),
                                          .log_start_offset = p.log().log_start_offset(),
                                          .records = {},
                                          .preferred_read_replica = elsewhere});
    return ErrorCode::NONE;
  }

  const sim::Bytes left = std::min(wanted.max_bytes, request.max_bytes - result.bytes);
  const FetchIsolation isolation = fetch_isolation(request.replica, request.isolation);
  PartitionRead read = p.read(isolation, wanted, left, result.bytes == sim::Bytes{}, read_buffer_);
  if (read.error != ErrorCode::NONE) return read.error;
  result.bytes += read.size;
  if (read.size > sim::Bytes{}) note_uncached(result);
  result.decided = result.decided || read.answer.diverging;
  const bool counted = request.replica != kNoBroker && !from_purgatory;
  const bool hw_moved = counted && p.count_fetch(request.replica, wanted, read);
  const bool news = !read.answer.records.empty() || read.answer.diverging ||
                    read.answer.high_watermark != wanted.known_high_watermark ||
                    read.answer.log_start_offset != wanted.known_log_start;
  if (news) result.response.partitions.push_back(std::move(read.answer));
  if (hw_moved) check_all(hosted->key);
  return ErrorCode::NONE;
}

/// Of the records just read: those that left the page cache.
void ReplicaManager::note_uncached(ReadResult& result) const {
  for (const LogEntry& e : read_buffer_) {
    if (context_.storage.device().cached(sim::DiskMark(e.disk_mark))) continue;
    result.uncached += e.batch->size;
    result.uncached_mark = e.disk_mark;
  }
}

/// kNoBroker: read here. Source: ReplicaManager.findPreferredReadReplica.
BrokerId ReplicaManager::preferred_read_replica(const Partition& p, const FetchRequest& request, Offset offset) const {
  if (!rack_aware_reads_ || request.replica != kNoBroker || !p.is_leader()) return kNoBroker;
  std::vector<ReplicaView> views;
  views.push_back({.broker = context_.id,
                   .rack = metadata_.rack(context_.id),
                   .log_start_offset = p.log().log_start_offset(),
                   .log_end_offset = p.log().log_end_offset(),
                   .leader = true});
  for (const BrokerId id : p.replicas()) {
    const RemoteReplica* remote = p.remote(id);
    if (!remote) continue;
    views.push_back({.broker = id,
                     .rack = metadata_.rack(id),
                     .log_start_offset = remote->log_start_offset,
                     .log_end_offset = remote->log_end_offset,
                     .since_caught_up = remote->since_caught_up(now()),
                     .in_isr = p.isr().contains(id)});
  }
  const BrokerId chosen = select_read_replica(views, request.client_rack, offset);
  return chosen == context_.id ? kNoBroker : chosen;
}

void ReplicaManager::answer_fetch(ReadResult&& result, const FetchCallback& callback) {
  if (result.uncached == sim::Bytes{}) return callback(std::move(result.response));
  // Records that left the page cache come from the disk before the answer goes out.
  pending_reads_.push_back({.response = std::move(result.response), .callback = callback});
  context_.storage.device().read(context_.life, sim::DiskMark(result.uncached_mark), result.uncached,
                                 [this] { finish_read(); });
}

void ReplicaManager::finish_read() {
  PendingRead read = std::move(pending_reads_.front());  // the disk serves in order
  pending_reads_.pop_front();
  read.callback(std::move(read.response));
}

// ---- offsets

ListOffsetsResponse ReplicaManager::list_offsets(const ListOffsetsRequest& request) const {
  ListOffsetsResponse response;
  for (const ListOffsetsRequest::Partition& wanted : request.partitions) {
    ListOffsetsResponse::Partition& answer = response.partitions.emplace_back();
    answer.tp = wanted.tp;
    answer.error = list_offset(wanted, fetch_isolation(request.replica, request.isolation), answer.offset);
  }
  return response;
}

/// Source: Partition.fetchOffsetForTimestamp.
ErrorCode ReplicaManager::list_offset(const ListOffsetsRequest::Partition& wanted, FetchIsolation isolation,
                                      Offset& offset) const {
  const Partition* p = find(wanted.tp);
  if (!p) return error_of_missing(wanted.tp);
  ErrorCode error = p->check_epoch(wanted.current_leader_epoch);
  if (error == ErrorCode::NONE) error = p->check_leader();
  if (error != ErrorCode::NONE) return error;
  if (wanted.spec == OffsetSpec::earliest) {
    offset = p->log().log_start_offset();
    return ErrorCode::NONE;
  }
  // KIP-207: a client must not see the end go back.
  const bool not_known_yet = p->log().high_watermark() < p->leader_epoch_start_offset();
  if (isolation != FetchIsolation::LOG_END && not_known_yet) return ErrorCode::OFFSET_NOT_AVAILABLE;
  offset = p->log().end_offset(isolation);
  return ErrorCode::NONE;
}

OffsetForLeaderEpochResponse ReplicaManager::offsets_for_leader_epoch(
    const OffsetForLeaderEpochRequest& request) const {
  OffsetForLeaderEpochResponse response;
  for (const OffsetForLeaderEpochRequest::Partition& asked : request.partitions) {
    const Partition* p = find(asked.tp);
    response.partitions.push_back(
        p ? p->answer_epoch_question(asked)
          : OffsetForLeaderEpochResponse::Partition{.tp = asked.tp, .error = error_of_missing(asked.tp)});
  }
  return response;
}

}  // namespace kafka
