#pragma once
/// How many outputs each record of an application's input has: what exactly-once within Kafka is judged by. An output
/// counts when it is committed: written, and if it is part of a transaction, with the transaction's COMMIT marker.
/// Copies that a producer without idempotence writes count each; what is lost afterwards has counted.

#include <cstdint>
#include <deque>
#include <map>

#include "model/observe/event.h"
#include "scenarios/engine/run/interval_set.h"
#include "scenarios/engine/run/written_log.h"

namespace scenario {

class Transforms {
 public:
  /// By input: which have one committed output, which more.
  struct Outputs {
    IntervalSet once;   ///< one or more
    IntervalSet again;  ///< two or more
  };

  void on(const kafka::RecordsTransformed& e);
  /// A leader wrote records outside of a transaction, or a marker committed them.
  void committed(kafka::TopicPartition to, const WrittenRun& run);
  /// Their outputs cannot be written any more: aborted, given up, abandoned.
  void settled(kafka::TopicPartition to, kafka::ClientId producer, Interval ids);

  /// nullptr: the group transforms nothing of this.
  [[nodiscard]] const Outputs* of(kafka::GroupId group, kafka::TopicPartition from, kafka::ClientId source) const;
  /// Whether the group is such an application.
  [[nodiscard]] bool any_of(kafka::GroupId group) const;
  [[nodiscard]] std::size_t kept() const;

 private:
  struct Input {
    kafka::GroupId group;
    kafka::TopicPartition tp;
    kafka::ClientId producer;
    friend auto operator<=>(const Input&, const Input&) = default;
  };
  /// Outputs [first_id, first_id + count) of a producer come from inputs [source_id, source_id + count).
  struct Pending {
    std::int64_t first_id = 0;
    std::int64_t count = 0;
    Input input;
    std::int64_t source_id = 0;
  };
  struct Output {
    kafka::TopicPartition to;
    kafka::ClientId producer;
    friend auto operator<=>(const Output&, const Output&) = default;
  };

  std::map<Output, std::deque<Pending>> pending_;  // by rising id
  std::map<Input, Outputs> outputs_;
};

}  // namespace scenario
