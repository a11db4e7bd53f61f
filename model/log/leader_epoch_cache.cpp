#include "model/log/leader_epoch_cache.h"

#include <algorithm>

#include "sim/core/check.h"

namespace kafka {

namespace {

using Iterator = std::vector<EpochEntry>::const_iterator;

Iterator first_above(const std::vector<EpochEntry>& entries, LeaderEpoch epoch) {
  return std::upper_bound(entries.begin(), entries.end(), epoch,
                          [](LeaderEpoch value, const EpochEntry& entry) { return value < entry.epoch; });
}

Iterator first_starting_above(const std::vector<EpochEntry>& entries, Offset offset) {
  return std::upper_bound(entries.begin(), entries.end(), offset,
                          [](Offset value, const EpochEntry& entry) { return value < entry.start_offset; });
}

}  // namespace

void LeaderEpochCache::assign(LeaderEpoch epoch, Offset start_offset) {
  SIM_CHECK(epoch >= LeaderEpoch(0) && start_offset >= Offset(0), "an epoch and its start must be known");
  if (!entries_.empty() && entries_.back().epoch == epoch && entries_.back().start_offset <= start_offset) return;
  while (!entries_.empty() && (entries_.back().epoch >= epoch || entries_.back().start_offset >= start_offset))
    entries_.pop_back();
  entries_.push_back({epoch, start_offset});
}

void LeaderEpochCache::truncate_from_end(Offset end_offset) {
  if (end_offset < Offset(0)) return;
  while (!entries_.empty() && entries_.back().start_offset >= end_offset) entries_.pop_back();
}

void LeaderEpochCache::truncate_from_start(Offset start_offset) {
  const Iterator kept = first_starting_above(entries_, start_offset);
  if (kept == entries_.begin()) return;
  entries_.erase(entries_.begin(), kept - 1);
  entries_.front().start_offset = start_offset;
}

EpochEndOffset LeaderEpochCache::end_offset_for(LeaderEpoch requested, Offset log_end_offset) const {
  if (requested == kNoEpoch) return {};
  if (requested == latest_epoch()) return {requested, log_end_offset};
  const Iterator higher = first_above(entries_, requested);
  if (higher == entries_.end()) return {};
  if (higher == entries_.begin()) return {requested, higher->start_offset};
  return {(higher - 1)->epoch, higher->start_offset};
}

LeaderEpoch LeaderEpochCache::previous_epoch(LeaderEpoch epoch) const {
  const Iterator above = first_above(entries_, epoch - 1);
  return above == entries_.begin() ? kNoEpoch : (above - 1)->epoch;
}

LeaderEpoch LeaderEpochCache::next_epoch(LeaderEpoch epoch) const {
  const Iterator above = first_above(entries_, epoch);
  return above == entries_.end() ? kNoEpoch : above->epoch;
}

LeaderEpoch LeaderEpochCache::epoch_for_offset(Offset offset) const {
  const Iterator above = first_starting_above(entries_, offset);
  return above == entries_.begin() ? kNoEpoch : (above - 1)->epoch;
}

}  // namespace kafka
