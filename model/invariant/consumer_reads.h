#pragma once
/// P6: no offset is ever read with two different contents. At every delivery.

#include <vector>

#include "model/invariant/invariant.h"

namespace kafka {

class ConsumerReads final : public Checker<ConsumerReads, RecordsDelivered, SegmentsDeleted, TopicDeleted> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "P6"; }
  void check(const RecordsDelivered& e);
  void check(const SegmentsDeleted& e);
  void check(const TopicDeleted& e) { read_.forget(e.topic); }

 private:
  /// What was first read at offsets [from, to): records written in `epoch`.
  struct FirstRead {
    Offset from;
    Offset to;
    LeaderEpoch epoch;
    sim::SimTime time;
  };
  struct Reads {
    std::vector<FirstRead> spans;  // ascending, without overlap
    LeaderEpoch last = kNoEpoch;
  };

  const LeaderWrite* written(const PartitionShadow& p, const RecordsDelivered& e, Offset at, LeaderEpoch& epoch);
  void read(TopicPartition tp, const PartitionShadow& p, Reads& reads, FirstRead span);
  void compare(TopicPartition tp, const PartitionShadow& p, const FirstRead& first, const FirstRead& again);
  [[nodiscard]] std::string excuse(const PartitionShadow& p, const FirstRead& first) const;

  ByPartition<Reads> read_;
  std::int64_t cursor_ = 0;
};

}  // namespace kafka
