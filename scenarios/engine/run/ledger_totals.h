#pragma once
/// The ledger's sums, in records.

#include <array>
#include <cstdint>
#include <string_view>

#include "scenarios/engine/run/anomalies.h"
#include "scenarios/engine/run/record_state.h"

namespace scenario {

/// What producers achieved.
struct ProducerTotals {
  std::int64_t sent = 0;          ///< left in at least one Produce request
  std::int64_t acknowledged = 0;  ///< the future completed without an error
  std::int64_t failed = 0;        ///< the future completed with an error
  std::int64_t rejected = 0;      ///< send() itself failed: never accepted
  std::int64_t retries = 0;       ///< batches sent again
  std::int64_t abandoned = 0;     ///< accepted, and not finished when the producer's process ended
  std::int64_t accepted = 0;      ///< send() took them, as far as it is known

  /// Accepted records that have a fate.
  [[nodiscard]] std::int64_t finished() const { return acknowledged + failed + abandoned; }
  ProducerTotals& operator+=(const ProducerTotals& other);
};

/// What became of the records of a group's topics.
struct GroupTotals {
  std::int64_t produced = 0;  ///< accepted by send()
  StateCounts states{};       ///< each of them in one state; the sum is `produced`

  std::int64_t delivered = 0;         ///< processed by the application, each as often as it was
  std::int64_t duplicated = 0;        ///< repetitions: delivered - states[delivered]
  std::int64_t effects = 0;           ///< what the application's sink has of it (SinkKind)
  std::int64_t polled = 0;            ///< returned by poll(), each as often as it was
  std::int64_t reread = 0;            ///< returned by poll() from an offset that it had returned before
  std::int64_t reordered = 0;         ///< processed for the first time after one that its producer had sent later
  std::int64_t reordered_in_log = 0;  ///< processed for the first time after one at a larger offset of its partition
  std::int64_t acknowledged = 0;      ///< by the producers

  // Of an application that makes one record of each: acknowledged inputs by their committed outputs.
  std::int64_t transformed_once = 0;
  std::int64_t transformed_again = 0;  ///< more than one output
  std::int64_t transformed_never = 0;

  Anomalies anomalies;

  [[nodiscard]] std::int64_t in(RecordState state) const { return states[static_cast<std::size_t>(state)]; }
  [[nodiscard]] std::int64_t distinct() const { return in(RecordState::delivered); }
  [[nodiscard]] std::int64_t lost() const { return in(RecordState::lost); }
  [[nodiscard]] std::int64_t unread() const { return in(RecordState::unread); }
  [[nodiscard]] std::int64_t skipped() const { return in(RecordState::skipped); }
  GroupTotals& operator+=(const GroupTotals& other);
};

}  // namespace scenario
