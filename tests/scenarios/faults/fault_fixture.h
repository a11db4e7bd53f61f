#pragma once
/// Faults from YAML on a fake cluster, and what they did as text.

#include <gtest/gtest.h>

#include "scenarios/engine/faults/fault_schedule.h"
#include "tests/scenarios/faults/fake_cluster.h"
#include "tests/scenarios/loader/load_helper.h"
#include "tests/support/recording_sink.h"

namespace scenario::test {

using Lines = std::vector<std::string>;

/// The scenario that FakeCluster is.
inline Loaded load_faults(const std::string& faults, const std::string& more = "") {
  return load_yaml(
      "title: t\nduration: 10m\ncluster: { brokers: [{ id: 101, rack: a }, { id: 102, rack: a }, { id: 103, rack: b "
      "}] }\ntopics: [{ name: orders, partitions: 2, replication.factor: 3 }]\nproducers: [{ name: p1, count: 2, rack: "
      "a, workload: { topic: orders, rate: 1/s } }]\ngroups: [{ name: C, topics: [orders], members: 2 }]\n" +
      more + "faults:\n" + faults);
}

class FaultTest : public ::testing::Test {
 protected:
  FaultTest() { emitter_.attach(sink_); }

  void install(const std::string& faults) {
    const Loaded loaded = load_faults(faults);
    ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
    schedule_ = std::make_unique<FaultSchedule>(scheduler_, streams_, emitter_, cluster_, loaded.spec->faults);
    schedule_->start();
  }
  void run_to(sim::Duration time) { scheduler_.run_until(sim::kTimeZero + time); }
  Lines run(const std::string& faults, sim::Duration time = 10min) {
    install(faults);
    run_to(time);
    return cluster_.done;
  }

  /// "10s broker-102: stopped already"
  Lines missing() const {
    Lines lines;
    for (const auto& [time, e] : sink_.all<kafka::FaultFoundNoTarget>())
      lines.push_back(seconds(time) + " " + e.target + ": " + e.why);
    return lines;
  }
  /// "10s kill broker-102 begins", "20s kill broker-102 ends"
  Lines events() const {
    Lines lines;
    for (const auto& s : sink_.seen) {
      if (const auto* b = std::get_if<kafka::FaultBegan>(&s.event))
        lines.push_back(seconds(s.time) + " " + b->kind + " " + b->target + " begins");
      if (const auto* e = std::get_if<kafka::FaultEnded>(&s.event))
        lines.push_back(seconds(s.time) + " " + e->kind + " " + e->target + " ends");
    }
    return lines;
  }
  static std::string seconds(sim::SimTime t) {
    return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(t.time_since_epoch()).count()) + "s";
  }

  sim::Scheduler scheduler_;
  sim::Streams streams_{1};
  kafka::Emitter emitter_;
  kafka::testing::RecordingSink sink_;
  FakeCluster cluster_{scheduler_};
  std::unique_ptr<FaultSchedule> schedule_;
};

}  // namespace scenario::test
