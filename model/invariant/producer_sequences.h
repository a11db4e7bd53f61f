#pragma once
/// P22: the sequence numbers of an idempotent producer follow each other along a log, so no batch is there twice. At
/// every append of a leader.

#include <cstddef>
#include <deque>
#include <map>

#include "model/invariant/invariant.h"

namespace kafka {

class ProducerSequences final : public Checker<ProducerSequences, RecordsAppended, TopicDeleted> {
 public:
  /// Batches kept of one producer in one partition: what is cut off the log beyond that is not known any more.
  static constexpr std::size_t kMostBatches = 256;

  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "P22"; }
  void check(const RecordsAppended& e);
  void check(const TopicDeleted& e) { partitions_.forget(e.topic); }

 private:
  struct Batch {
    LeaderEpoch leader_epoch;
    Offset base;
    ProducerEpoch producer_epoch;
    Sequence first;
    Sequence last;
    sim::SimTime time;
  };
  using Batches = std::deque<Batch>;  // in the order in which leaders wrote them
  struct Known {
    std::map<ProducerId, Batches> producers;
    LeaderEpoch epoch = kNoEpoch;  ///< of the last append
    Offset next{0};                ///< where it ended
  };

  static void forget_replaced(Known& known, const RecordsAppended& e);
  [[nodiscard]] static const Batch* last_in(const Batches& batches, const ReplicaShadow& log);
  void compare(const Batch& before, const RecordsAppended& e);

  ByPartition<Known> partitions_;
};

}  // namespace kafka
