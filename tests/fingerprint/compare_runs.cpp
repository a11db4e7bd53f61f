#include "tests/fingerprint/compare_runs.h"

#include <algorithm>
#include <vector>

#include "scenarios/engine/run/json_line.h"

namespace scenario {
namespace {

/// The trajectory hash after each event: the first that differs is the first event that does.
struct Trail final : kafka::EventSink {
  FingerprintSink fingerprint;
  std::vector<std::uint64_t> after;

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override {
    fingerprint.on_event(now, host, event);
    after.push_back(fingerprint.trajectory());
  }
};

/// Keeps event number `wanted`.
struct Pick final : kafka::EventSink {
  Pick(const Names& n, std::size_t which) : names(n), wanted(which) {}
  const Names& names;
  std::size_t wanted;
  std::size_t seen = 0;
  std::string line = "(no such event)\n";

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override {
    if (seen++ == wanted) line = to_json_line(names, now, host, event);
  }
};

void run(Experiment& experiment, kafka::EventSink& sink) {
  experiment.attach(sink);
  experiment.start();
  experiment.advance(experiment.end());
}

std::vector<std::uint64_t> trail_of(const MakeRun& make) {
  Trail trail;
  const auto experiment = make();
  run(*experiment, trail);
  return std::move(trail.after);
}

std::string event_of(const MakeRun& make, std::size_t number) {
  const auto experiment = make();
  Pick pick(experiment->names(), number);
  run(*experiment, pick);
  return pick.line;
}

}  // namespace

std::string first_differing_event(const MakeRun& a, const MakeRun& b) {
  const auto trail_a = trail_of(a);
  const auto trail_b = trail_of(b);
  if (trail_a == trail_b) return "";
  const auto shorter = std::min(trail_a.size(), trail_b.size());
  const auto end = trail_a.begin() + static_cast<std::ptrdiff_t>(shorter);
  const auto at =
      static_cast<std::size_t>(std::mismatch(trail_a.begin(), end, trail_b.begin()).first - trail_a.begin());
  return "event " + std::to_string(at) + ":\n  " + event_of(a, at) + "  " + event_of(b, at);
}

}  // namespace scenario
