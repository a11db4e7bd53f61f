#include "model/invariant/epoch_writes.h"

#include <algorithm>

namespace kafka {

const LeaderWrite* EpochWrites::find(Offset offset, std::int64_t& cursor) const {
  const auto holds = [&](const LeaderWrite& w) { return w.base <= offset && offset < w.next; };
  for (std::int64_t i = cursor - forgotten; i <= cursor - forgotten + 1; ++i) {
    if (i < 0 || i >= static_cast<std::int64_t>(writes.size())) continue;
    const LeaderWrite& w = writes[static_cast<std::size_t>(i)];
    if (!holds(w)) continue;
    cursor = i + forgotten;
    return &w;
  }
  const auto above = std::upper_bound(writes.begin(), writes.end(), offset,
                                      [](Offset value, const LeaderWrite& w) { return value < w.base; });
  if (above == writes.begin() || !holds(*(above - 1))) return nullptr;
  cursor = (above - 1 - writes.begin()) + forgotten;
  return &*(above - 1);
}

void PartitionWrites::append(LeaderEpoch epoch, BrokerId leader, const LeaderWrite& write, const EpochSpans& log) {
  if (epoch != newest_epoch_ || !newest_) {
    const auto [it, added] = epochs_.try_emplace(epoch);
    newest_ = &it->second;
    newest_epoch_ = epoch;
    if (added) {
      newest_->leader = leader;
      newest_->start = write.base;
      newest_->before = log;
    }
  }
  std::deque<LeaderWrite>& writes = newest_->writes;
  while (!writes.empty() && writes.back().next > write.base) {
    if (writes.back().base < write.base) {
      writes.back().next = write.base;
      break;
    }
    writes.pop_back();
    --kept_;
  }
  if (!writes.empty()) {
    LeaderWrite& last = writes.back();
    if (last.next == write.base && last.producer == write.producer && last.id_at(last.next) == write.first_id &&
        write.time - last.time < kWriteWindow) {
      last.next = write.next;
      return;
    }
  }
  writes.push_back(write);
  if (++kept_ > kMostWrites) forget_oldest();
}

void PartitionWrites::pop_front(EpochWrites& of) {
  of.forgotten_below = of.writes.front().next;
  of.writes.pop_front();
  ++of.forgotten;
  --kept_;
}

void PartitionWrites::forget_oldest() {
  for (auto& [epoch, of] : epochs_) {
    if (of.writes.empty()) continue;
    pop_front(of);
    return;
  }
}

void PartitionWrites::remove_below(Offset start) {
  for (auto& [epoch, of] : epochs_) {
    while (!of.writes.empty() && of.writes.front().next <= start) pop_front(of);
    of.before.remove_below(start);
  }
}

const EpochWrites* PartitionWrites::find(LeaderEpoch epoch) const {
  if (epoch == newest_epoch_) return newest_;
  const auto it = epochs_.find(epoch);
  return it == epochs_.end() ? nullptr : &it->second;
}

}  // namespace kafka
