#pragma once
/// Makes the faults of a scenario happen: as events of the world, each time on the machines that its targets mean then.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/faults/fault.h"
#include "scenarios/engine/faults/target_resolver.h"
#include "sim/core/scheduler.h"
#include "sim/random/streams.h"

namespace scenario {

/// Draws from the streams "fault/N/times", "fault/N/targets" and "fault/N/K" (its K-th time), N its place in the file
/// from 0: changing one fault leaves the others' luck alone.
///
///   emits    FaultBegan, FaultEnded; FaultFoundNoTarget for each target that nothing answers to, or that cannot be
///            hit. The others of a list are hit all the same; a link fault without its peers does not happen.
class FaultSchedule {
 public:
  /// All references must outlive it; the network of `cluster` too.
  FaultSchedule(sim::Scheduler& scheduler, const sim::Streams& streams, const kafka::Emitter& emitter,
                kafka::ClusterControls& cluster, std::vector<FaultSpec> faults);
  FaultSchedule(const FaultSchedule&) = delete;
  FaultSchedule& operator=(const FaultSchedule&) = delete;

  /// Times count from kTimeZero. Requires: now <= kTimeZero.
  void start();

  /// One more, at its time or, if that is over, now.
  void add(FaultSpec fault);

  /// Times that a fault lasts now.
  [[nodiscard]] std::size_t lasting() const { return lasting_.size(); }

 private:
  struct Entry {
    FaultSpec spec;
    sim::Rng times;
    TargetResolver targets;
    std::int64_t happened = 0;
  };
  struct Lasting {
    std::size_t entry;
    std::unique_ptr<Fault> fault;
    std::string target;
  };

  void enlist(FaultSpec spec);
  void schedule(std::size_t index, sim::SimTime when);
  void due(std::size_t index, sim::SimTime when);
  void begin(std::size_t index);
  void end(OccurrenceId id);
  bool find_victims(std::size_t index, const Fault& fault, FaultVictims& victims);
  bool find_groups(std::size_t index, const CanHit& can_hit, FaultVictims& victims);
  void report(std::size_t index, const std::vector<MissingTarget>& missing) const;
  static std::string describe(const FaultVictims& victims);

  sim::Scheduler& scheduler_;
  const sim::Streams& streams_;
  const kafka::Emitter& emitter_;
  DisturbedHosts hosts_;
  std::vector<std::unique_ptr<Entry>> entries_;  // faults keep references to their spec
  std::map<OccurrenceId, Lasting> lasting_;
  OccurrenceId next_id_ = 0;
};

}  // namespace scenario
