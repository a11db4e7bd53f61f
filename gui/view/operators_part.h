#pragma once
/// Of what is known of a run, the part that the people who run a real cluster have: metrics that processes tell, what
/// ZooKeeper has stored, lines of logs. Everything else is taken out, so that who is given only this cannot give away
/// more.

#include <string_view>
#include <vector>

#include "gui/view/chunk.h"

namespace view {

/// Would a metric of a real cluster tell this series?
bool operators_have(std::string_view series);
/// Health by the metrics; of a broker, whether it is registered and not whether it runs; no letters of faults, no
/// countdowns, no true positions of trucks.
SnapshotPtr operators_part(const SnapshotPtr& snapshot);

/// The same of all that a run tells: frames and series; no events, no faults, nothing of groups, logs and wires but the
/// lines that processes write.
class OperatorsPart {
 public:
  /// The run begins anew: its series are numbered from zero again.
  void begin_run() { veiled_.clear(); }
  [[nodiscard]] Chunk of(const Chunk& chunk);

 private:
  std::vector<bool> veiled_;  // by the number of a series
};

}  // namespace view
