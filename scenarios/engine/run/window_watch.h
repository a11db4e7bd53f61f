#pragma once
/// Statistics of a part of the run, for expectations with `from` and `until`.

#include <vector>

#include "scenarios/engine/run/error_counts.h"
#include "scenarios/engine/run/recorder.h"

namespace scenario {

/// What was achieved in [from, until): latencies and rates by what was completed in it.
struct WindowResult {
  sim::Duration from{0};
  sim::Duration until = sim::kForever;
  ProduceStatistics statistics;
  std::vector<ProduceStatistics> applications;  ///< in the order of RunResult::applications
  std::vector<ProduceStatistics> topics;        ///< by TopicId
  std::vector<GroupStatistics> groups;
  ErrorCounts errors;
};

class WindowWatch final : public kafka::EventSink {
 public:
  /// Times since kTimeZero.
  WindowWatch(const Roles& roles, sim::Duration from, sim::Duration until)
      : from_(from), until_(until), roles_(roles), recorder_(roles), errors_(roles) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override {
    if (now < sim::kTimeZero + from_) return recorder_.on_earlier_event(event);
    if (until_ != sim::kForever && now >= sim::kTimeZero + until_) return;
    recorder_.on_event(now, host, event);
    errors_.on_event(now, host, event);
  }

  [[nodiscard]] sim::Duration from() const { return from_; }
  [[nodiscard]] sim::Duration until() const { return until_; }
  [[nodiscard]] WindowResult result(std::size_t topics) const;

 private:
  sim::Duration from_;
  sim::Duration until_;
  Roles roles_;
  Recorder recorder_;
  ErrorCounts errors_;
};

}  // namespace scenario
