#include "model/consumer/completed_fetch.h"

#include <algorithm>

namespace kafka {

CompletedFetch::CompletedFetch(const FetchResponse::Partition& answer, Offset fetch_offset)
    : answer_(answer), next_fetch_offset_(fetch_offset), to_come_(answer.aborted) {
  std::stable_sort(to_come_.begin(), to_come_.end(), [](const AbortedTransaction& a, const AbortedTransaction& b) {
    return a.first_offset > b.first_offset;
  });
}

bool CompletedFetch::aborted(const RecordBatch& batch) const {
  return batch.transactional &&
         std::find(aborted_producers_.begin(), aborted_producers_.end(), batch.producer_id) != aborted_producers_.end();
}

/// A transaction that begins inside this batch counts, and its abort marker ends it.
void CompletedFetch::enter(const FetchedBatch& fetched, IsolationLevel isolation) {
  const RecordBatch& batch = *fetched.batch;
  entered_ = true;
  last_epoch_ = fetched.epoch;
  skip_ = batch.is_control();
  if (isolation != IsolationLevel::READ_COMMITTED || !batch.has_producer_id()) return;
  while (!to_come_.empty() && to_come_.back().first_offset < fetched.next_offset()) {
    aborted_producers_.push_back(to_come_.back().producer_id);
    to_come_.pop_back();
  }
  if (batch.control == ControlRecordType::ABORT) {
    std::erase(aborted_producers_, batch.producer_id);
  } else {
    skip_ = skip_ || aborted(batch);
  }
}

std::int32_t CompletedFetch::fetch_records(IsolationLevel isolation, std::int32_t max,
                                           std::vector<FetchedRecords>& out) {
  std::int32_t taken = 0;
  while (taken < max && !consumed_) {
    if (next_ == answer_.records.size()) {
      drain();
      break;
    }
    const FetchedBatch& fetched = answer_.records[next_];
    if (!entered_) enter(fetched, isolation);
    const RecordBatch& batch = *fetched.batch;
    // A fetch answers with whole batches: records before the position are skipped.
    const auto skip = static_cast<std::int32_t>(std::max<std::int64_t>(0, next_fetch_offset_ - fetched.base_offset));
    const std::int32_t take = skip_ ? 0 : std::min(batch.count - skip, max - taken);
    if (take > 0) {
      out.push_back({.tp = answer_.tp,
                     .base_offset = fetched.base_offset + skip,
                     .count = take,
                     .size = sim::Bytes(batch.size.count() * take / batch.count),
                     .producer = batch.producer,
                     .first_id = batch.first_id + skip,
                     .first_timestamp = timestamp_of(batch, skip),
                     .last_timestamp = timestamp_of(batch, skip + take - 1),
                     .leader_epoch = fetched.epoch});
      read_ = true;
      taken += take;
      next_fetch_offset_ = fetched.base_offset + skip + take;
    }
    if (skip_) next_fetch_offset_ = std::max(next_fetch_offset_, fetched.next_offset());
    if (next_fetch_offset_ < fetched.next_offset()) continue;
    ++next_;
    entered_ = false;
  }
  return taken;
}

}  // namespace kafka
