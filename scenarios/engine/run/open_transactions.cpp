#include "scenarios/engine/run/open_transactions.h"

namespace scenario {

OpenTransactions::Appended OpenTransactions::append(kafka::ProducerId producer_id, const WrittenRun& run) {
  WrittenLog& records = open_[producer_id];
  Appended result;
  if (!records.empty()) {
    result.skipped = records.end() < run.base;
    const WrittenRun& last = records.runs().back();
    result.backwards = last.producer == run.producer && last.end_id() > run.first_id;
  }
  records.append(run);
  return result;
}

std::vector<WrittenRun> OpenTransactions::end(kafka::ProducerId producer_id) {
  const auto found = open_.find(producer_id);
  if (found == open_.end()) return {};
  std::vector<WrittenRun> decided(found->second.runs().begin(), found->second.runs().end());
  open_.erase(found);
  return decided;
}

void OpenTransactions::cut(std::int64_t offset) {
  for (auto it = open_.begin(); it != open_.end();) {
    it->second.cut(offset);
    it = it->second.empty() ? open_.erase(it) : std::next(it);
  }
}

IntervalSet OpenTransactions::waiting(kafka::ClientId producer) const {
  IntervalSet ids;
  for (const auto& [id, records] : open_)
    for (const WrittenRun& run : records.runs())
      if (run.producer == producer) ids.add(run.first_id, run.end_id());
  return ids;
}

std::size_t OpenTransactions::kept() const {
  std::size_t sum = 0;
  for (const auto& [id, records] : open_) sum += records.kept();
  return sum;
}

}  // namespace scenario
