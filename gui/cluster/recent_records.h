#pragma once
/// The last batches of each replica's log at the instant that is shown, kept up to date from the record of the run.

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <utility>

#include "gui/view/run_record.h"

namespace cluster {

class RecentRecords {
 public:
  /// Of a replica's: a full cell shows twelve records.
  static constexpr std::size_t kMostBatches = 24;
  /// Looked through after one has gone back in time.
  static constexpr std::size_t kFarthestBack = 30'000;

  void update(const view::RunRecord& record, sim::SimTime now);
  void forget() { known_ = nullptr; }

  /// A number that is the same for one record on all replicas, for its colour; nothing: the batch is not known any
  /// more.
  [[nodiscard]] std::optional<std::uint64_t> identity(std::int32_t broker, kafka::TopicPartition tp,
                                                      std::int64_t offset) const;

 private:
  void push(const view::LogBatch& batch);

  std::map<std::pair<std::int32_t, kafka::TopicPartition>, std::deque<view::LogBatch>> logs_;
  const view::RunRecord* known_ = nullptr;
  sim::SimTime until_ = sim::kTimeZero;
};

}  // namespace cluster
