#pragma once
/// The rows of a trace's processes, and which of them is free.
///
/// A row of one thing after another (what a process does, a member's rebalance) has one track, and its slices nest.
/// Where several go on at once (requests, batches) a row has lanes: "Produce", "Produce 2" ...; an interval takes one
/// in which nothing overlaps it.

#include <map>
#include <string>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/export/trace_writer.h"
#include "scenarios/engine/run/names.h"

namespace scenario {

class TraceRows {
 public:
  TraceRows(const Names& names, TraceWriter& writer) : names_(names), writer_(writer) {}

  /// The process of a host; that of the cluster as a whole for kNoHost.
  [[nodiscard]] static std::int32_t pid(sim::HostId host) { return host.value() + 2; }

  // ---- one after another
  [[nodiscard]] TraceTrack track(sim::HostId host, const std::string& row) { return lane(host, row, 0).track; }
  /// Within what is open there.
  TraceTrack begin(sim::HostId host, const std::string& row, sim::SimTime at, std::string_view name,
                   std::string_view args = "");
  /// The innermost one; nothing if none is open.
  void end(sim::HostId host, const std::string& row, sim::SimTime at, std::string_view args = "");
  /// All of a row, of a host.
  void end_row(sim::HostId host, const std::string& row, sim::SimTime at);
  void end_host(sim::HostId host, sim::SimTime at);
  void end_all(sim::SimTime at);
  [[nodiscard]] bool is_open(sim::HostId host, const std::string& row) {
    const Lanes* const lanes = find(host, row);
    return lanes != nullptr && lanes->front().open > 0;
  }

  // ---- several at once
  TraceTrack begin_lane(sim::HostId host, const std::string& row, sim::SimTime at, std::string_view name,
                        std::string_view args = "");
  void end_lane(TraceTrack track, sim::SimTime at, std::string_view args = "");
  /// For an interval that has ended: the lane that has been free for the shortest time before it.
  TraceTrack lane_for(sim::HostId host, const std::string& row, sim::SimTime from, sim::SimTime until);

 private:
  struct Lane {
    TraceTrack track;
    sim::SimTime free_at = sim::kTimeZero;
    int open = 0;  ///< slices within each other
  };
  using Lanes = std::vector<Lane>;

  /// nullptr if nothing was drawn there; never empty.
  [[nodiscard]] Lanes* find(sim::HostId host, const std::string& row);
  [[nodiscard]] Lanes& row(sim::HostId host, const std::string& name);
  [[nodiscard]] Lane& lane(sim::HostId host, const std::string& row, std::size_t number);
  Lane& add(sim::HostId host, const std::string& row, Lanes& lanes);
  void end(Lane& lane, sim::SimTime at, std::string_view args);
  void close(Lane& lane, sim::SimTime at);

  const Names& names_;
  TraceWriter& writer_;
  std::map<std::int32_t, std::map<std::string, Lanes>> processes_;
  std::int32_t tids_ = 0;
};

}  // namespace scenario
