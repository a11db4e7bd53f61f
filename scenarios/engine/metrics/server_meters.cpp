#include "scenarios/engine/metrics/server_meters.h"

#include <array>

#include "scenarios/engine/run/event_fields.h"

namespace scenario {

namespace {

const std::string kTopicMetrics = "kafka.server:type=BrokerTopicMetrics,name=";
const std::string kRequestMetrics = "kafka.network:type=RequestMetrics,name=";

double millis(std::int64_t nanoseconds) { return static_cast<double>(nanoseconds) / 1e6; }

void add_histogram(std::vector<MetricRow>& rows, const std::string& process, const std::string& mbean,
                   const sim::Histogram& h) {
  struct Quantile {
    const char* name;
    double q;
  };
  constexpr std::array kQuantiles{Quantile{"50thPercentile", 0.5},  Quantile{"75thPercentile", 0.75},
                                  Quantile{"95thPercentile", 0.95}, Quantile{"98thPercentile", 0.98},
                                  Quantile{"99thPercentile", 0.99}, Quantile{"999thPercentile", 0.999}};
  rows.push_back({process, mbean, "Count", static_cast<double>(h.count())});
  rows.push_back({process, mbean, "Min", millis(h.min())});
  rows.push_back({process, mbean, "Max", millis(h.max())});
  rows.push_back({process, mbean, "Mean", h.mean() / 1e6});
  for (const Quantile& quantile : kQuantiles)
    rows.push_back({process, mbean, quantile.name, millis(h.value_at_quantile(quantile.q))});
}

}  // namespace

void ServerMeters::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  std::visit([&](const auto& what) { on(now, what); }, event);
}

void ServerMeters::mark(kafka::BrokerId broker, const std::string& mbean, sim::SimTime now, std::int64_t n) {
  if (broker == kafka::kNoBroker) return;
  BrokerMeters& meters = of(broker);
  meters.meters.try_emplace(mbean, meters.start).first->second.mark(now, n);
}

/// Of all topics together, and of the one.
void ServerMeters::mark_topic(kafka::BrokerId broker, const std::string& name, kafka::TopicId topic, sim::SimTime now,
                              std::int64_t n) {
  mark(broker, kTopicMetrics + name, now, n);
  mark(broker, kTopicMetrics + name + ",topic=" + names_.topic(topic), now, n);
}

// ---- what happens

void ServerMeters::on(sim::SimTime now, const kafka::BrokerStarted& event) {
  BrokerMeters fresh;
  fresh.running = true;
  fresh.start = now;
  brokers_[event.broker] = std::move(fresh);
}

void ServerMeters::on(sim::SimTime, const kafka::BrokerStopped& event) {
  if (event.how != "pause") of(event.broker).running = false;
}

void ServerMeters::on(sim::SimTime now, const kafka::RecordsAppended& event) {
  if (event.as_leader) {
    mark_topic(event.broker, "MessagesInPerSec", event.tp.topic, now, event.count);
    mark_topic(event.broker, "BytesInPerSec", event.tp.topic, now, event.size.count());
    return;
  }
  mark(event.broker, kTopicMetrics + "ReplicationBytesInPerSec", now, event.size.count());
  if (const auto leader = leaders_.find(event.tp); leader != leaders_.end())
    mark(leader->second, kTopicMetrics + "ReplicationBytesOutPerSec", now, event.size.count());
}

void ServerMeters::on(sim::SimTime now, const kafka::RecordsDelivered& event) {
  if (const auto leader = leaders_.find(event.tp); leader != leaders_.end())
    mark_topic(leader->second, "BytesOutPerSec", event.tp.topic, now, event.size.count());
}

void ServerMeters::on(sim::SimTime now, const kafka::RequestCompleted& event) {
  std::string request(name_of(event.api));
  if (event.api == kafka::ApiKey::FETCH) request = event.from_follower ? "FetchFollower" : "FetchConsumer";
  mark(event.broker, kRequestMetrics + "RequestsPerSec,request=" + request, now);
  const bool failed = event.error != kafka::ErrorCode::NONE;
  if (failed)
    mark(event.broker,
         kRequestMetrics + "ErrorsPerSec,request=" + request + ",error=" + std::string(kafka::name_of(event.error)),
         now);
  if (event.api == kafka::ApiKey::PRODUCE || request == "FetchConsumer") {
    const std::string kind = event.api == kafka::ApiKey::PRODUCE ? "Produce" : "Fetch";
    mark(event.broker, kTopicMetrics + "Total" + kind + "RequestsPerSec", now);
    if (failed) mark(event.broker, kTopicMetrics + "Failed" + kind + "RequestsPerSec", now);
  }
  Times& times = of(event.broker).requests[request];
  times.queue.record(event.request_queue_time.count());
  times.local.record(event.local_time.count());
  times.remote.record(event.remote_time.count());
  times.response_queue.record(event.response_queue_time.count());
  times.send.record(event.response_send_time.count());
  times.total.record((event.request_queue_time + event.local_time + event.remote_time + event.response_queue_time +
                      event.response_send_time)
                         .count());
}

void ServerMeters::on(sim::SimTime now, const kafka::LeaderElected& event) {
  const std::string stats = "kafka.controller:type=ControllerStats,name=";
  if (event.strategy != "new") mark(event.controller, stats + "LeaderElectionRateAndTimeMs", now);
  if (event.unclean) mark(event.controller, stats + "UncleanLeaderElectionsPerSec", now);
}

void ServerMeters::on(sim::SimTime now, const kafka::IsrShrunk& event) {
  if (const auto leader = leaders_.find(event.tp); leader != leaders_.end())
    mark(leader->second, "kafka.server:type=ReplicaManager,name=IsrShrinksPerSec", now);
}
void ServerMeters::on(sim::SimTime now, const kafka::IsrExpanded& event) {
  if (const auto leader = leaders_.find(event.tp); leader != leaders_.end())
    mark(leader->second, "kafka.server:type=ReplicaManager,name=IsrExpandsPerSec", now);
}

void ServerMeters::on(sim::SimTime, const kafka::PartitionStateChanged& event) { leaders_[event.tp] = event.leader; }

// ---- what is told

std::vector<MetricRow> ServerMeters::rows(sim::SimTime now) {
  std::vector<MetricRow> rows;
  for (auto& [broker, meters] : brokers_) {
    if (!meters.running) continue;
    const std::string process = "broker-" + std::to_string(broker.value());
    for (auto& [mbean, meter] : meters.meters) {
      meter.move_on(now);
      rows.push_back({process, mbean, "Count", static_cast<double>(meter.count())});
      rows.push_back({process, mbean, "MeanRate", meter.mean_rate(now)});
      rows.push_back({process, mbean, "OneMinuteRate", meter.one_minute_rate()});
      rows.push_back({process, mbean, "FiveMinuteRate", meter.five_minute_rate()});
      rows.push_back({process, mbean, "FifteenMinuteRate", meter.fifteen_minute_rate()});
    }
    for (const auto& [request, times] : meters.requests) {
      const std::string of = ",request=" + request;
      add_histogram(rows, process, kRequestMetrics + "RequestQueueTimeMs" + of, times.queue);
      add_histogram(rows, process, kRequestMetrics + "LocalTimeMs" + of, times.local);
      add_histogram(rows, process, kRequestMetrics + "RemoteTimeMs" + of, times.remote);
      add_histogram(rows, process, kRequestMetrics + "ResponseQueueTimeMs" + of, times.response_queue);
      add_histogram(rows, process, kRequestMetrics + "ResponseSendTimeMs" + of, times.send);
      add_histogram(rows, process, kRequestMetrics + "TotalTimeMs" + of, times.total);
    }
  }
  return rows;
}

}  // namespace scenario
