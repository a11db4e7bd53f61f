#pragma once
/// Which records a group sees later than others that their producer made after them. Within a partition Kafka keeps the
/// order of a producer's records; between two partitions nobody does.
///
/// A record is overtaken if poll() hands it to a member of the group for the first time after poll() has handed the
/// group, to whichever member and from whichever partition, a record of the same producer with a later CreateTime.
/// Records that come again, because reading went back, are not counted again.

#include <cstdint>
#include <map>
#include <utility>

#include "model/observe/event.h"
#include "scenarios/engine/run/interval_set.h"

namespace scenario {

class Overtakings {
 public:
  /// How many of these had been overtaken. They count as seen from now on.
  std::int64_t in(const kafka::RecordsDelivered& e);

 private:
  struct Seen {
    sim::SimTime latest = sim::SimTime::min();  ///< CreateTime
    std::map<kafka::TopicPartition, IntervalSet> ids;
  };

  std::map<std::pair<kafka::GroupId, kafka::ClientId>, Seen> seen_;  ///< by group and producer
};

}  // namespace scenario
