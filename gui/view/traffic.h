#pragma once
/// What flowed and how long it took, counted from events: in the step under way, and in the last second.

#include <array>
#include <compare>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include <boost/container/flat_map.hpp>

#include "gui/view/grain.h"
#include "gui/view/snapshot.h"
#include "model/cluster/cluster.h"
#include "model/observe/event.h"
#include "scenarios/engine/run/roles.h"
#include "sim/stats/histogram.h"

namespace view {

/// Counts of one broker in a time.
struct BrokerTraffic {
  std::int64_t bytes_in = 0;   ///< from producers, as Kafka's BytesInPerSec
  std::int64_t bytes_out = 0;  ///< to consumers
  std::int64_t replication_in = 0;
  std::int64_t replication_out = 0;
  std::int64_t requests = 0;
  std::int64_t errors = 0;
};
/// Counts of one application.
struct ApplicationTraffic {
  std::int64_t acknowledged = 0;  ///< records
  std::int64_t failed = 0;
  std::int64_t retries = 0;  ///< batches
  std::int64_t bytes = 0;
  sim::Histogram latency;  ///< ns
};
struct GroupTraffic {
  std::int64_t delivered = 0;
  std::int64_t processed = 0;
  std::int64_t commits = 0;
  sim::Histogram latency;  ///< ns, from send() to poll()
};
/// Where the time of produce requests went.
struct RequestTraffic {
  std::int64_t count = 0;
  std::array<sim::Duration, 5> parts{};  ///< request queue, local, remote, response queue, response send

  void add(const RequestTraffic& other) {
    count += other.count;
    for (std::size_t i = 0; i < parts.size(); ++i) parts[i] += other.parts[i];
  }
};
/// What flows from whom to whom. In two words: it is looked for at every batch.
class FlowKey {
 public:
  FlowKey(FlowNow::Kind kind, sim::HostId from, sim::HostId to, kafka::TopicPartition tp)
      : ends_(static_cast<std::uint64_t>(kind) << 62 | word(from.value()) << 31 | word(to.value())),
        tp_(word(tp.topic.value()) << 32 | word(tp.partition.value())) {}
  [[nodiscard]] FlowNow::Kind kind() const { return static_cast<FlowNow::Kind>(ends_ >> 62); }
  [[nodiscard]] sim::HostId from() const { return sim::HostId(number(ends_ >> 31)); }
  [[nodiscard]] sim::HostId to() const { return sim::HostId(number(ends_)); }
  [[nodiscard]] kafka::TopicPartition tp() const {
    return {kafka::TopicId(number(tp_ >> 32)), kafka::PartitionId(number(tp_))};
  }
  friend auto operator<=>(const FlowKey&, const FlowKey&) = default;

 private:
  static constexpr std::uint64_t kNumber = 0x7fffffff;  // none is negative
  static std::uint64_t word(std::int32_t n) { return static_cast<std::uint64_t>(n) & kNumber; }
  static std::int32_t number(std::uint64_t bits) { return static_cast<std::int32_t>(bits & kNumber); }

  std::uint64_t ends_;
  std::uint64_t tp_;
};

struct Counts {
  boost::container::flat_map<kafka::BrokerId, BrokerTraffic> brokers;
  boost::container::flat_map<int, ApplicationTraffic> applications;
  boost::container::flat_map<kafka::GroupId, GroupTraffic> groups;
  RequestTraffic produce;
  boost::container::flat_map<FlowKey, std::int64_t> flows;  ///< batches
  std::int64_t isr_shrinks = 0;
  std::int64_t isr_expands = 0;
  std::int64_t controller_requests = 0;

  void add(const Counts& other);
};

/// How long things took; as in Counts.
struct Latencies {
  boost::container::flat_map<int, sim::Histogram> applications;
  boost::container::flat_map<kafka::GroupId, sim::Histogram> groups;
  RequestTraffic produce;
};

class Traffic {
 public:
  Traffic(const kafka::Cluster& cluster, scenario::Roles roles, Grain grain)
      : cluster_(cluster),
        roles_(std::move(roles)),
        grain_(grain),
        second_(grain.steps_in(std::chrono::seconds(1))),
        five_seconds_(grain.steps_in(std::chrono::seconds(5))) {}

  /// Nobody asks what came before.
  void deaf_until(sim::SimTime time) { deaf_until_ = time; }
  template <class Kind>
  void tell(sim::SimTime now, sim::HostId host, const Kind& e) {
    if (now >= deaf_until_) on(now, host, e);
  }

  /// The step under way is over.
  void close_step();
  /// The last step that is over.
  [[nodiscard]] const Counts& step() const { return steps_.back(); }
  /// The last second's, or of less if there has not been one; of the last step if that is longer.
  [[nodiscard]] const Counts& second() const;
  /// How long that is.
  [[nodiscard]] double seconds() const { return static_cast<double>(steps_.size()) * sim::to_seconds(grain_.step); }
  /// In the steps since the last call.
  Latencies take_latencies() { return std::exchange(latencies_since_, {}); }
  /// Produce latencies of the last 5 s.
  [[nodiscard]] sim::Histogram recent_latency() const;

 private:
  void on(sim::SimTime now, sim::HostId host, const kafka::RecordsAppended& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::BatchSent& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::RecordsAcknowledged& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::RecordsFailed& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::BatchRetried& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::RecordsDelivered& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::RecordsProcessed& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::OffsetCommitted& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::RequestCompleted& e);
  void on(sim::SimTime, sim::HostId, const kafka::IsrShrunk&) { ++now_.isr_shrinks; }
  void on(sim::SimTime, sim::HostId, const kafka::IsrExpanded&) { ++now_.isr_expands; }
  void on(sim::SimTime, sim::HostId, const kafka::ControlRequestSent&) { ++now_.controller_requests; }
  template <class Other>
  void on(sim::SimTime, sim::HostId, const Other&) {}

  const kafka::Cluster& cluster_;
  scenario::Roles roles_;
  Grain grain_;
  std::size_t second_;        // in steps
  std::size_t five_seconds_;  // likewise
  sim::SimTime deaf_until_ = sim::SimTime::min();
  Counts now_;
  std::deque<Counts> steps_;           // the last second
  mutable std::optional<Counts> sum_;  // of steps_
  Latencies latencies_since_;
  std::deque<sim::Histogram> latencies_;  // the last 5 s, all applications
  sim::Histogram latency_;                // in this step
};

}  // namespace view
