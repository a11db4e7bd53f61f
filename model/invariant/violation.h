#pragma once
/// What the checkers have to say: promises broken, and losses that the configuration allowed.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/types/ids.h"
#include "model/types/topic_partition.h"
#include "sim/core/time.h"

namespace kafka {

/// One link of a chain of causes.
struct Cause {
  sim::SimTime time;
  std::string what;
};
/// "12.002 s: broker-102 elected, epoch 4"
std::string text_of(const Cause& cause);
/// "12.002 s", milliseconds, rounded down.
std::string seconds_text(sim::SimTime time);

/// A promise that did not hold.
struct Violation {
  std::string_view name;       ///< as in the list of invariants: Z1, C4, P5, L2
  std::string_view statement;  ///< the promise
  sim::SimTime time;           ///< first seen
  std::string what;            ///< where, and the numbers
  std::string settings;        ///< what was set there
  std::string excuse;          ///< "" = this must never be; else why these settings and faults allow it
  std::vector<Cause> chain;
  std::int64_t times = 1;  ///< how often the same was seen
};

/// Records [first_id, first_id + count) of one producer in one partition.
struct LostRun {
  ClientId producer;
  RecordId first_id;
  std::int64_t count = 0;
};

/// Acknowledged records that are gone although every rule was kept: the configuration promised no more.
struct AllowedLoss {
  TopicPartition tp;
  Offset first = kUnknownOffset;  ///< kUnknownOffset: they never reached a log
  Offset next = kUnknownOffset;   ///< behind the last one
  LeaderEpoch epoch = kNoEpoch;
  std::vector<LostRun> records;
  std::string allowed_by;
  sim::SimTime time;  ///< when it was final
  std::vector<Cause> chain;

  [[nodiscard]] std::int64_t count() const;
};

}  // namespace kafka
