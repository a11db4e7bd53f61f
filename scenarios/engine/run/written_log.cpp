#include "scenarios/engine/run/written_log.h"

namespace scenario {

void WrittenLog::append(const WrittenRun& run) {
  while (!runs_.empty() && runs_.back().end() > run.base) {
    WrittenRun& last = runs_.back();
    if (last.base >= run.base) {
      runs_.pop_back();
    } else {
      last.count = run.base - last.base;
    }
  }
  end_ = run.end();
  if (!runs_.empty()) {
    WrittenRun& last = runs_.back();
    if (last.end() == run.base && last.producer == run.producer && last.first_id + last.count == run.first_id) {
      last.count += run.count;
      return;
    }
  }
  runs_.push_back(run);
}

void WrittenLog::forget_below(std::int64_t offset) {
  while (!runs_.empty() && runs_.front().end() <= offset) runs_.pop_front();
  if (runs_.empty() || runs_.front().base >= offset) return;
  WrittenRun& first = runs_.front();
  const std::int64_t cut = offset - first.base;
  first.base += cut;
  first.first_id += cut;
  first.count -= cut;
}

}  // namespace scenario
