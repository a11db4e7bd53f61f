#include "scenarios/engine/run/written_log.h"

#include <limits>

namespace scenario {

WrittenRun WrittenRun::part(std::int64_t begin, std::int64_t to) const {
  const std::int64_t from = std::max(base, begin);
  return {from, std::min(end(), to) - from, producer, first_id + (from - base), epoch};
}

void WrittenLog::append(const WrittenRun& run) {
  if (end_ > run.base) cut(run.base);
  end_ = run.end();
  if (!runs_.empty()) {
    WrittenRun& last = runs_.back();
    if (last.end() == run.base && last.producer == run.producer && last.end_id() == run.first_id &&
        last.epoch == run.epoch) {
      last.count += run.count;
      return;
    }
  }
  runs_.push_back(run);
}

std::vector<WrittenRun> WrittenLog::cut(std::int64_t offset) {
  std::vector<WrittenRun> gone;
  for_range(offset, std::numeric_limits<std::int64_t>::max(), [&](const WrittenRun& run) { gone.push_back(run); });
  while (!runs_.empty() && runs_.back().base >= offset) runs_.pop_back();
  if (!runs_.empty()) runs_.back().count = std::min(runs_.back().count, offset - runs_.back().base);
  end_ = std::min(end_, offset);
  return gone;
}

void WrittenLog::remove(std::int64_t begin, std::int64_t to) {
  if (!any_in(begin, to)) return;
  if (runs_.front().base >= begin && runs_.front().end() >= to) return forget_below(to);
  const std::int64_t written = end_;
  const std::vector<WrittenRun> behind = cut(to);
  cut(begin);
  for (const WrittenRun& run : behind) append(run);
  end_ = written;
}

void WrittenLog::forget_below(std::int64_t offset) {
  while (!runs_.empty() && runs_.front().end() <= offset) runs_.pop_front();
  if (runs_.empty() || runs_.front().base >= offset) return;
  runs_.front() = runs_.front().part(offset, runs_.front().end());
}

}  // namespace scenario
