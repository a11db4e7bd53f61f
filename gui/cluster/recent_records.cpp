#include "gui/cluster/recent_records.h"

#include <algorithm>

namespace cluster {

void RecentRecords::update(const view::RunRecord& record, sim::SimTime now) {
  const auto& all = record.batches();
  const auto end = std::upper_bound(all.begin(), all.end(), now,
                                    [](sim::SimTime t, const view::LogBatch& b) { return t < b.appended; });
  auto begin = end - std::min<std::ptrdiff_t>(end - all.begin(), kFarthestBack);
  if (known_ == &record && now >= until_) {
    // Of the last instant more may have come since: what is there already is not taken twice.
    begin = std::max(begin, std::lower_bound(all.begin(), all.end(), until_,
                                             [](const view::LogBatch& b, sim::SimTime t) { return b.appended < t; }));
  } else {
    logs_.clear();
  }
  for (auto it = begin; it != end; ++it) push(*it);
  known_ = &record;
  until_ = now;
}

void RecentRecords::push(const view::LogBatch& batch) {
  auto& log = logs_[{batch.broker, batch.tp}];
  for (auto it = log.rbegin(); it != log.rend() && it->appended == batch.appended; ++it)
    if (it->base_offset == batch.base_offset) return;
  log.push_back(batch);
  if (log.size() > kMostBatches) log.pop_front();
}

std::optional<std::uint64_t> RecentRecords::identity(std::int32_t broker, kafka::TopicPartition tp,
                                                     std::int64_t offset) const {
  const auto log = logs_.find({broker, tp});
  if (log == logs_.end()) return std::nullopt;
  for (auto it = log->second.rbegin(); it != log->second.rend(); ++it) {
    if (offset < it->base_offset || offset >= it->base_offset + it->count) continue;
    const auto record = static_cast<std::uint64_t>(it->first_id + (offset - it->base_offset));
    return ((record ^ (static_cast<std::uint64_t>(it->producer.value()) << 40)) * 0x9E3779B97F4A7C15ULL) >> 32;
  }
  return std::nullopt;
}

}  // namespace cluster
