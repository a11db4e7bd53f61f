#pragma once
/// The statistics of a run: latencies, rates, request times, and the rows of series.csv. Built on events; what events
/// do not say (lag, queue lengths) is handed in with each sample. Memory does not grow with the run.

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/overtakings.h"
#include "scenarios/engine/run/rate_span.h"
#include "scenarios/engine/run/roles.h"
#include "sim/stats/histogram.h"

namespace scenario {

/// What producers achieved: one application in one topic, or a sum of such.
struct ProduceStatistics {
  sim::Histogram latency;  ///< ns, from send() to acknowledgement, each record
  RateSpan acknowledged;

  void merge(const ProduceStatistics& other) {
    latency.merge(other.latency);
    acknowledged.merge(other.acknowledged);
  }
};

/// What a group achieved.
struct GroupStatistics {
  sim::Histogram latency;      ///< ns, from send() to poll() returning it, each time it does
  RateSpan polled;             ///< returned by poll()
  RateSpan delivered;          ///< processed by the application
  std::int64_t overtaken = 0;  ///< see overtakings.h
  std::int64_t commits = 0;
  std::int64_t failed_commits = 0;
  std::int64_t failed_fetches = 0;
  std::int64_t assignments = 0;
  std::int64_t failed_members = 0;  ///< ended by an exception out of poll()
};

/// Where the time of one kind of request went (Kafka: RequestMetrics). Sums over all requests.
struct RequestStatistics {
  sim::Histogram total;  ///< ns
  std::int64_t errors = 0;
  sim::Duration request_queue{0};
  sim::Duration local{0};
  sim::Duration remote{0};
  sim::Duration response_queue{0};
  sim::Duration response_send{0};
};

struct Counters {
  std::int64_t appended_records = 0;  ///< by leaders, internal topics included
  std::int64_t appended_bytes = 0;
  std::int64_t acknowledged_records = 0;
  std::int64_t failed_records = 0;
  std::int64_t rejected_records = 0;
  std::int64_t retried_batches = 0;
  std::int64_t isr_shrinks = 0;
  std::int64_t isr_expands = 0;
  std::int64_t connections_lost = 0;
  std::int64_t segments_deleted = 0;
  sim::Duration blocked_on_metadata{0};  ///< time that send() kept applications waiting, all together
  sim::Duration blocked_on_memory{0};    ///< likewise, for buffer.memory

  friend Counters operator-(const Counters& a, const Counters& b);
};

/// What a sampler pulls from the cluster at the instant of a sample.
struct Gauges {
  std::int64_t under_replicated_partitions = 0;
  std::int64_t queued_requests = 0;  ///< in the request queues of all brokers
  std::vector<std::int64_t> lag;     ///< by GroupId, summed over partitions
};

class Recorder final : public kafka::EventSink {
 public:
  explicit Recorder(Roles roles);

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// What happened before the time that is recorded: nothing is counted, but later records may come behind it.
  void on_earlier_event(const kafka::Event& event);

  /// Column names of the rows that sample() returns.
  [[nodiscard]] std::vector<std::string> columns() const;
  /// One row for the time since the last sample (the run's begin); NaN where there is nothing to say.
  std::vector<double> sample(sim::SimTime now, const Gauges& gauges);

  [[nodiscard]] const Roles& roles() const { return roles_; }
  [[nodiscard]] const Counters& counters() const { return counters_; }
  [[nodiscard]] ProduceStatistics of_everyone() const;
  [[nodiscard]] ProduceStatistics of_application(int application) const;
  [[nodiscard]] ProduceStatistics of_topic(kafka::TopicId topic) const;
  [[nodiscard]] GroupStatistics of_group(kafka::GroupId group) const;
  /// By Kafka's request name: Produce, FetchConsumer, FetchFollower, Metadata ...
  [[nodiscard]] const std::map<std::string, RequestStatistics>& requests() const { return requests_; }

 private:
  void on(sim::SimTime now, const kafka::RecordsAppended& e);
  void on(sim::SimTime now, const kafka::RecordsAcknowledged& e);
  void on(sim::SimTime now, const kafka::RecordsDelivered& e);
  void on(sim::SimTime now, const kafka::RecordsProcessed& e);
  void on(sim::SimTime now, const kafka::RequestCompleted& e);
  void on(sim::SimTime, const kafka::RecordsFailed& e) { counters_.failed_records += e.count; }
  void on(sim::SimTime, const kafka::BatchRetried&) { ++counters_.retried_batches; }
  void on(sim::SimTime, const kafka::SendFailed&) { ++counters_.rejected_records; }
  void on(sim::SimTime, const kafka::SendUnblocked& e) {
    (e.on == kafka::BlockedOn::metadata ? counters_.blocked_on_metadata : counters_.blocked_on_memory) += e.waited;
  }
  void on(sim::SimTime, const kafka::IsrShrunk&) { ++counters_.isr_shrinks; }
  void on(sim::SimTime, const kafka::IsrExpanded&) { ++counters_.isr_expands; }
  void on(sim::SimTime, const kafka::ConnectionLost&) { ++counters_.connections_lost; }
  void on(sim::SimTime, const kafka::SegmentsDeleted& e) { counters_.segments_deleted += e.segments; }
  void on(sim::SimTime, const kafka::OffsetCommitted& e) { ++group(e.group).commits; }
  void on(sim::SimTime, const kafka::CommitFailed& e) { ++group(e.group).failed_commits; }
  void on(sim::SimTime, const kafka::FetchFailed& e) { ++group(e.group).failed_fetches; }
  void on(sim::SimTime, const kafka::PartitionsAssigned& e) { ++group(e.group).assignments; }
  void on(sim::SimTime, const kafka::ConsumerFailed& e) { ++group(e.group).failed_members; }
  template <class Other>
  void on(sim::SimTime, const Other&) {}

  // Each latency is recorded once, into its step; the end of a step adds the step to the total.
  struct Production {
    ProduceStatistics total;
    sim::Histogram step;

    [[nodiscard]] ProduceStatistics sum() const {
      ProduceStatistics s = total;
      s.latency.merge(step);
      return s;
    }
  };
  struct Consumption {
    GroupStatistics total;
    sim::Histogram step;
    std::int64_t delivered_in_step = 0;
  };

  GroupStatistics& group(kafka::GroupId id) { return groups_.at(static_cast<std::size_t>(id.value())).total; }

  Roles roles_;
  Counters counters_;
  std::map<std::pair<int, kafka::TopicId>, Production> produced_;
  std::vector<Consumption> groups_;
  Overtakings overtakings_;
  std::map<std::string, RequestStatistics> requests_;
  std::map<std::pair<kafka::ApiKey, bool>, RequestStatistics*> request_slots_;  // into requests_

  sim::SimTime step_begin_;
  Counters at_step_begin_;
};

}  // namespace scenario
