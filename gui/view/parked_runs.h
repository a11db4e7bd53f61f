#pragma once
/// Runs of one scenario and journal that stand still here and there on the way, so that going back need not begin at
/// the beginning. A run cannot be copied: each was left there, or was gone through once, silently, while nothing else
/// was to be done.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "gui/view/known.h"

namespace view {

class LiveRun;

class ParkedRuns {
 public:
  ParkedRuns();
  ~ParkedRuns();

  static constexpr int kPlaces = 6;
  /// Below so many events going through a run again is hardly felt, and nothing is parked.
  static constexpr std::uint64_t kWorthIt = 300'000;

  /// Makes a run at time zero.
  using Make = std::function<std::unique_ptr<LiveRun>()>;

  /// Does some milliseconds of work towards runs at even distances up to where `known` ends. False: nothing is left to
  /// do.
  bool prepare(const Known& known, const Make& make);
  /// The one that is nearest before the instant, or before the event of that number; nullptr if there is none later
  /// than `than`.
  std::unique_ptr<LiveRun> take_before(sim::SimTime time, sim::SimTime than);
  std::unique_ptr<LiveRun> take_before_event(std::uint64_t number, sim::SimTime than);
  /// One that is left where it stands, for going somewhere else. It is kept if there are events enough in it.
  void keep(std::unique_ptr<LiveRun> run, const Known& known);
  /// The scenario or the journal is another one.
  void clear();
  [[nodiscard]] std::size_t size() const { return parked_.size(); }

 private:
  void add(std::unique_ptr<LiveRun> run, const Known& known);
  /// Where one is missing.
  [[nodiscard]] std::optional<sim::SimTime> missing(const Known& known) const;
  void make_room(const Known& known);
  template <class Fits>
  std::unique_ptr<LiveRun> take(Fits fits, sim::SimTime than);

  std::vector<std::unique_ptr<LiveRun>> parked_;
  std::unique_ptr<LiveRun> under_way_;
  sim::SimTime goal_;
};

}  // namespace view
