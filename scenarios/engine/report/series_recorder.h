#pragma once
/// What flowed, how long it took and how far readers were behind, in every step of the run. The same quantities as in
/// series.csv, but by application, with more percentiles, and with the lag's largest value in each step.

#include <map>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/report/latency_series.h"
#include "scenarios/engine/report/time_bins.h"
#include "scenarios/engine/run/group_lag.h"
#include "scenarios/engine/run/roles.h"

namespace report {

class SeriesRecorder final : public kafka::EventSink {
 public:
  struct Application {
    std::vector<double> acknowledged;  ///< per second
    std::vector<double> failed;
    LatencySeries latency;
  };
  struct Group {
    std::vector<double> processed;  ///< per second
    std::vector<double> lag;        ///< records behind the high watermark, by position; the most in each step
    LatencySeries latency;
  };

  SeriesRecorder(scenario::Roles roles, sim::SimTime end);

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;
  void finish(sim::SimTime end);

  [[nodiscard]] const TimeBins& bins() const { return bins_; }
  [[nodiscard]] const std::vector<Application>& applications() const { return applications_; }
  [[nodiscard]] const std::vector<Group>& groups() const { return groups_; }
  [[nodiscard]] const LatencySeries& produce_latency() const { return produce_latency_; }
  [[nodiscard]] std::size_t steps() const { return closed_; }

 private:
  struct Reading {
    scenario::GroupLag lag;
    std::map<kafka::TopicPartition, bool> partitions;
    std::int64_t most = 0;
    std::int64_t processed = 0;
  };
  struct Writing {
    std::int64_t acknowledged = 0;
    std::int64_t failed = 0;
  };

  void on(sim::SimTime now, const kafka::RecordsAcknowledged& e);
  void on(sim::SimTime now, const kafka::RecordsFailed& e);
  void on(sim::SimTime now, const kafka::RecordsDelivered& e);
  void on(sim::SimTime now, const kafka::RecordsProcessed& e);
  void on(sim::SimTime now, const kafka::PositionSet& e);
  void on(sim::SimTime now, const kafka::HighWatermarkAdvanced& e);
  void on(sim::SimTime now, const kafka::BecameLeader& e) { high_watermark(now, e.tp, e.high_watermark.value()); }
  template <class Other>
  void on(sim::SimTime, const Other&) {}

  void high_watermark(sim::SimTime now, kafka::TopicPartition tp, std::int64_t offset);
  void position(kafka::GroupId group, kafka::TopicPartition tp, std::int64_t offset);
  void close_until(std::size_t step);
  void close_step();

  scenario::Roles roles_;
  TimeBins bins_;
  std::size_t closed_ = 0;
  std::vector<Application> applications_;
  std::vector<Group> groups_;
  LatencySeries produce_latency_;

  std::vector<Writing> writing_;  // in this step, by application
  std::vector<Reading> reading_;  // by group
  std::map<kafka::TopicPartition, std::int64_t> high_watermarks_;
};

}  // namespace report
