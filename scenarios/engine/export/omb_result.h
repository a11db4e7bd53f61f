#pragma once
/// What a run achieved, in the shape of OpenMessaging Benchmark's result files (TestResult.java), for its chart
/// scripts.
///
/// Latencies in milliseconds, publish delays in microseconds, one value of each list for every ten seconds. As there:
/// publish latency is from send() to the acknowledgement, end to end from send() to poll(), the backlog what was
/// published, once for every group that reads it, less what was received. Publish delay is how long send() held its
/// caller, where the benchmark measures how far it has fallen behind its schedule.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/run_result.h"
#include "scenarios/engine/spec/scenario_spec.h"
#include "sim/stats/histogram.h"

namespace scenario {

class OmbRecorder final : public kafka::EventSink {
 public:
  static constexpr sim::Duration kPeriod = std::chrono::seconds(10);

  /// `names` of topics and groups; both outlive it.
  OmbRecorder(const ScenarioSpec& spec, const kafka::TopicTable& topics) : spec_(spec), topics_(topics) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;
  /// Call once, at the end of the run.
  nlohmann::ordered_json finish(const RunResult& result);

 private:
  enum Latency { publish, publish_delay, end_to_end, kLatencies };
  struct Period {
    std::array<sim::Histogram, kLatencies> latencies;  ///< ns
    std::int64_t published = 0;
    std::int64_t failed = 0;
    std::int64_t received = 0;
    std::int64_t held = 0;  ///< of the published: by a send() that waited

    void merge(const Period& other);
  };

  void on(sim::SimTime now, const kafka::RecordsAcknowledged& e);
  void on(sim::SimTime now, const kafka::RecordsDelivered& e);
  void on(sim::SimTime, const kafka::RecordsFailed& e) { period_.failed += e.count; }
  void on(sim::SimTime, const kafka::SendFailed&) { ++period_.failed; }
  void on(sim::SimTime, const kafka::SendUnblocked& e);
  template <class Other>
  void on(sim::SimTime, const Other&) {}

  /// How many groups read the topic.
  [[nodiscard]] std::int64_t readers(kafka::TopicId topic);
  void end_period(sim::SimTime end);
  void complete_delays(Period& period) const;
  static void put_latencies(nlohmann::ordered_json& j, const Period& period, bool aggregated);

  const ScenarioSpec& spec_;
  const kafka::TopicTable& topics_;
  std::vector<std::int64_t> readers_;  ///< by TopicId; -1: not asked for yet
  sim::SimTime begin_ = sim::kTimeZero;
  Period period_;
  Period total_;
  std::int64_t expected_ = 0;  ///< published, once for every reader
  nlohmann::ordered_json lists_;
};

}  // namespace scenario
