#include "scenarios/engine/run/partition_log.h"

namespace scenario {
namespace {

constexpr std::size_t kMostBranches = 8;

}  // namespace

PartitionLog::Change PartitionLog::append(const WrittenRun& run, kafka::BrokerId leader) {
  Change change;
  last_epoch_[leader] = run.epoch;
  if (run.epoch < epoch_) {
    change.deposed = true;
    keep_aside({run});
    return change;
  }
  epoch_ = run.epoch;
  leader_ = leader;
  if (run.base < log_.end()) {
    change.cut = cut(run.base);
    keep_aside(change.cut);
  }
  log_.append(run);
  return change;
}

void PartitionLog::copied(kafka::BrokerId follower, kafka::LeaderEpoch epoch, std::int64_t base) {
  last_epoch_[follower] = epoch;
  for (Branch& b : branches_)
    if (base >= b.log.begin() && base < b.log.end()) b.left.insert(follower);
}

PartitionLog::Change PartitionLog::lead(kafka::BrokerId broker, kafka::LeaderEpoch epoch, std::int64_t log_end) {
  Change change;
  if (epoch <= epoch_) return change;
  epoch_ = epoch;
  leader_ = broker;
  change.back = take_branch(broker, log_end);
  const std::int64_t ends = change.back.empty() ? log_end : change.back.front().base;
  if (ends < log_.end()) {
    change.cut = cut(ends);
    keep_aside(change.cut);
  }
  for (const WrittenRun& run : change.back) log_.append(run);
  return change;
}

std::vector<WrittenRun> PartitionLog::cut(std::int64_t offset) {
  std::vector<WrittenRun> gone = behind_.cut(offset);
  const std::vector<WrittenRun> more = log_.cut(offset);
  gone.insert(gone.end(), more.begin(), more.end());
  return gone;
}

void PartitionLog::delete_below(std::int64_t offset) {
  log_.forget_below(offset);
  behind_.forget_below(offset);
}

std::size_t PartitionLog::kept() const {
  std::size_t sum = log_.kept() + behind_.kept();
  for (const Branch& branch : branches_) sum += branch.log.kept();
  return sum;
}

void PartitionLog::keep_aside(const std::vector<WrittenRun>& runs) {
  if (runs.empty()) return;
  auto branch = std::find_if(branches_.begin(), branches_.end(), [&](const Branch& b) {
    return b.log.end() == runs.front().base && b.log.runs().back().epoch <= runs.front().epoch;
  });
  if (branch == branches_.end()) {
    if (branches_.size() == kMostBranches) branches_.erase(branches_.begin());
    branch = branches_.emplace(branches_.end());
  }
  for (const WrittenRun& run : runs) branch->log.append(run);
}

std::vector<WrittenRun> PartitionLog::take_branch(kafka::BrokerId replica, std::int64_t log_end) {
  const auto last = last_epoch_.find(replica);
  if (last == last_epoch_.end()) return {};
  const auto has_it = [&](const WrittenRun& run) { return run.epoch == last->second && run.base < log_end; };
  const auto branch = std::find_if(branches_.begin(), branches_.end(), [&](const Branch& b) {
    return std::any_of(b.log.runs().begin(), b.log.runs().end(), has_it) && b.left.count(replica) == 0;
  });
  if (branch == branches_.end()) return {};
  std::vector<WrittenRun> runs;
  branch->log.for_range(branch->log.begin(), log_end, [&](const WrittenRun& run) { runs.push_back(run); });
  branches_.erase(branch);
  return runs;
}

}  // namespace scenario
