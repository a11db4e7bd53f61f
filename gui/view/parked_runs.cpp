#include "gui/view/parked_runs.h"

#include <algorithm>
#include <utility>

#include "gui/view/live_run.h"

namespace view {
namespace {

constexpr sim::Duration kPiece = std::chrono::milliseconds(100);

sim::SimTime place(const Known& known, int i) {
  return sim::kTimeZero + (known.until - sim::kTimeZero) * (i + 1) / (ParkedRuns::kPlaces + 1);
}

/// A run that stands nearer to a place than this has it.
sim::Duration reach(const Known& known) { return (known.until - sim::kTimeZero) / (2 * (ParkedRuns::kPlaces + 1)); }

}  // namespace

ParkedRuns::ParkedRuns() = default;
ParkedRuns::~ParkedRuns() = default;

bool ParkedRuns::prepare(const Known& known, const Make& make) {
  if (known.event < kWorthIt) return false;
  if (!under_way_) {
    const auto goal = missing(known);
    if (!goal) return false;
    goal_ = *goal;
    under_way_ = make();
    if (!under_way_) return false;
    under_way_->hurry_to(goal_);
    return true;
  }
  under_way_->advance(std::min(goal_, under_way_->now() + kPiece));
  if (under_way_->now() < goal_) return true;
  add(std::move(under_way_), known);
  return true;
}

void ParkedRuns::keep(std::unique_ptr<LiveRun> run, const Known& known) {
  if (run && run->event() >= kWorthIt && run->watched()) add(std::move(run), known);
}

void ParkedRuns::add(std::unique_ptr<LiveRun> run, const Known& known) {
  parked_.push_back(std::move(run));
  make_room(known);
}

std::optional<sim::SimTime> ParkedRuns::missing(const Known& known) const {
  for (int i = 0; i < kPlaces; ++i) {
    const sim::SimTime at = place(known, i);
    const bool there = std::any_of(parked_.begin(), parked_.end(), [&](const auto& run) {
      return run->now() > at - reach(known) && run->now() <= at + reach(known);
    });
    if (!there) return at;
  }
  return std::nullopt;
}

/// Of too many one goes that is at no place the nearest: the run has gone on, or two stand together.
void ParkedRuns::make_room(const Known& known) {
  if (parked_.size() <= static_cast<std::size_t>(kPlaces)) return;
  std::vector<bool> holds(parked_.size());
  for (int i = 0; i < kPlaces; ++i) {
    const auto distance = [&](const std::unique_ptr<LiveRun>& run) {
      const sim::Duration d = run->now() - place(known, i);
      return d < sim::Duration{0} ? -d : d;
    };
    const auto nearest = std::min_element(parked_.begin(), parked_.end(),
                                          [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
    holds[static_cast<std::size_t>(nearest - parked_.begin())] = true;
  }
  parked_.erase(parked_.begin() + (std::find(holds.begin(), holds.end(), false) - holds.begin()));
}

template <class Fits>
std::unique_ptr<LiveRun> ParkedRuns::take(Fits fits, sim::SimTime than) {
  auto best = parked_.end();
  for (auto it = parked_.begin(); it != parked_.end(); ++it)
    if (fits(**it) && (*it)->now() > than && (best == parked_.end() || (*it)->now() > (*best)->now())) best = it;
  if (best == parked_.end()) return nullptr;
  std::unique_ptr<LiveRun> run = std::move(*best);
  parked_.erase(best);
  return run;
}

std::unique_ptr<LiveRun> ParkedRuns::take_before(sim::SimTime time, sim::SimTime than) {
  return take([&](const LiveRun& run) { return run.now() <= time; }, than);
}

std::unique_ptr<LiveRun> ParkedRuns::take_before_event(std::uint64_t number, sim::SimTime than) {
  return take([&](const LiveRun& run) { return run.event() < number; }, than);
}

void ParkedRuns::clear() {
  parked_.clear();
  under_way_.reset();
}

}  // namespace view
