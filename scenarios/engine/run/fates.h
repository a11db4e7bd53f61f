#pragma once
/// How the records of one producer in one partition end for one group.

#include <array>

#include "scenarios/engine/run/group_reading.h"
#include "scenarios/engine/run/interval_set.h"
#include "scenarios/engine/run/partition_log.h"
#include "scenarios/engine/run/record_state.h"
#include "scenarios/engine/run/stream_book.h"

namespace scenario {

/// Disjoint sets of ids, by RecordState; together all that send() accepted.
struct Fates {
  std::array<IntervalSet, kRecordStates> ids;

  [[nodiscard]] const IntervalSet& operator[](RecordState state) const { return ids[static_cast<std::size_t>(state)]; }
  [[nodiscard]] IntervalSet& operator[](RecordState state) { return ids[static_cast<std::size_t>(state)]; }
};

/// What they depend on.
struct FateFacts {
  const StreamBook& stream;
  const GroupReading& reading;
  const PartitionLog& log;
  const IntervalSet& undecided;  ///< in a transaction that is open
  kafka::ClientId producer;
};

Fates fates_of(const FateFacts& facts);
/// Those of them that are RecordState::lost: cheap where all were processed, or lie in the log.
IntervalSet lost_of(const FateFacts& facts);

}  // namespace scenario
