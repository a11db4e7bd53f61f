#pragma once
/// Notices that a high watermark stands still because the ISR still lists a broker that does not run.
///
/// Nothing happens when a high watermark does not move, so the first append that cannot be committed tells it. Links
/// that are cut or slow are not looked at: whether they hold a partition up shows only later, when the ISR shrinks.

#include <cstdint>
#include <map>
#include <vector>

#include "model/observe/event.h"
#include "model/types/by_partition.h"

namespace view {

class StallWatch {
 public:
  enum class News : std::uint8_t { none, stalls, goes_on };

  News on(const kafka::Event& event);

  /// Of the last news.
  [[nodiscard]] kafka::TopicPartition partition() const { return tp_; }
  [[nodiscard]] kafka::BrokerId dead() const { return dead_; }
  [[nodiscard]] std::int64_t high_watermark() const { return high_watermark_; }

 private:
  struct Partition {
    std::vector<kafka::BrokerId> isr;
    std::int64_t high_watermark = 0;
    bool stalled = false;
  };

  void comes_back(bool& down);
  News appended(const kafka::RecordsAppended& e);
  News advanced(const kafka::HighWatermarkAdvanced& e);

  kafka::ByPartition<Partition> partitions_;
  std::map<kafka::BrokerId, bool> down_;  // true: it does not run
  int how_many_down_ = 0;
  kafka::TopicPartition tp_;
  kafka::BrokerId dead_ = kafka::kNoBroker;
  std::int64_t high_watermark_ = 0;
};

}  // namespace view
