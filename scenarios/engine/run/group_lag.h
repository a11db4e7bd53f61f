#pragma once
/// How far a group is behind, at every instant: the leaders' high watermarks less the positions of its readers, summed
/// over the partitions in which it has one. While nobody reads a partition the last position stays.

#include <algorithm>
#include <cstdint>
#include <map>

#include "model/types/topic_partition.h"

namespace scenario {

class GroupLag {
 public:
  void high_watermark(kafka::TopicPartition tp, std::int64_t offset) { set(tp, &Partition::high_watermark, offset); }
  void position(kafka::TopicPartition tp, std::int64_t offset) { set(tp, &Partition::position, offset); }

  [[nodiscard]] std::int64_t now() const { return sum_; }

 private:
  struct Partition {
    std::int64_t high_watermark = 0;
    std::int64_t position = -1;  // -1: it has none yet

    [[nodiscard]] std::int64_t lag() const {
      return position < 0 ? 0 : std::max<std::int64_t>(high_watermark - position, 0);
    }
  };

  void set(kafka::TopicPartition tp, std::int64_t Partition::*what, std::int64_t value) {
    Partition& p = partitions_[tp];
    sum_ -= p.lag();
    p.*what = value;
    sum_ += p.lag();
  }

  std::map<kafka::TopicPartition, Partition> partitions_;
  std::int64_t sum_ = 0;
};

}  // namespace scenario
