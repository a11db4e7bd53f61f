#include "gui/view/traffic.h"

namespace view {

void Counts::add(const Counts& other) {
  for (const auto& [id, b] : other.brokers) {
    BrokerTraffic& sum = brokers[id];
    sum.bytes_in += b.bytes_in;
    sum.bytes_out += b.bytes_out;
    sum.replication_in += b.replication_in;
    sum.replication_out += b.replication_out;
    sum.requests += b.requests;
    sum.errors += b.errors;
  }
  for (const auto& [id, a] : other.applications) {
    ApplicationTraffic& sum = applications[id];
    sum.acknowledged += a.acknowledged;
    sum.failed += a.failed;
    sum.retries += a.retries;
    sum.bytes += a.bytes;
    sum.latency.merge(a.latency);
  }
  for (const auto& [id, g] : other.groups) {
    GroupTraffic& sum = groups[id];
    sum.delivered += g.delivered;
    sum.processed += g.processed;
    sum.commits += g.commits;
    sum.latency.merge(g.latency);
  }
  produce.add(other.produce);
  for (const auto& [key, batches] : other.flows) flows[key] += batches;
  isr_shrinks += other.isr_shrinks;
  isr_expands += other.isr_expands;
  controller_requests += other.controller_requests;
}

void Traffic::close_step() {
  sum_.reset();
  for (const auto& [id, a] : now_.applications) latencies_since_.applications[id].merge(a.latency);
  for (const auto& [id, g] : now_.groups) latencies_since_.groups[id].merge(g.latency);
  latencies_since_.produce.add(now_.produce);
  steps_.push_back(std::exchange(now_, {}));
  if (steps_.size() > second_) steps_.pop_front();
  latencies_.push_back(std::exchange(latency_, {}));
  if (latencies_.size() > five_seconds_) latencies_.pop_front();
}

const Counts& Traffic::second() const {
  if (!sum_) {
    sum_.emplace();
    for (const Counts& step : steps_) sum_->add(step);
  }
  return *sum_;
}

sim::Histogram Traffic::recent_latency() const {
  sim::Histogram all;
  for (const sim::Histogram& h : latencies_) all.merge(h);
  return all;
}

// ---- producing

void Traffic::on(sim::SimTime, sim::HostId host, const kafka::BatchSent& e) {
  ++now_.flows[FlowKey(FlowNow::Kind::produce, host, cluster_.host(e.to), e.tp)];
}

void Traffic::on(sim::SimTime, sim::HostId host, const kafka::RecordsAppended& e) {
  BrokerTraffic& own = now_.brokers[e.broker];
  (e.as_leader ? own.bytes_in : own.replication_in) += e.size.count();
  if (e.as_leader) return;
  const kafka::BrokerId leader = cluster_.leader_of(e.tp);
  if (leader == kafka::kNoBroker || leader == e.broker) return;
  now_.brokers[leader].replication_out += e.size.count();
  ++now_.flows[FlowKey(FlowNow::Kind::replicate, cluster_.host(leader), host, e.tp)];
}

void Traffic::on(sim::SimTime now, sim::HostId, const kafka::RecordsAcknowledged& e) {
  ApplicationTraffic& a = now_.applications[roles_.application(e.producer)];
  a.acknowledged += e.count;
  a.bytes += e.size.count();
  const std::int64_t least = (now - e.max_timestamp).count();
  const std::int64_t most = (now - e.first_timestamp).count();
  a.latency.record_linear(least, most, e.count);
  latency_.record_linear(least, most, e.count);
}

void Traffic::on(sim::SimTime, sim::HostId, const kafka::RecordsFailed& e) {
  now_.applications[roles_.application(e.producer)].failed += e.count;
}

void Traffic::on(sim::SimTime, sim::HostId, const kafka::BatchRetried& e) {
  ++now_.applications[roles_.application(e.producer)].retries;
}

void Traffic::on(sim::SimTime, sim::HostId, const kafka::RequestCompleted& e) {
  BrokerTraffic& b = now_.brokers[e.broker];
  ++b.requests;
  if (e.error != kafka::ErrorCode::NONE) ++b.errors;
  if (e.api != kafka::ApiKey::PRODUCE) return;
  RequestTraffic& p = now_.produce;
  ++p.count;
  p.parts[0] += e.request_queue_time;
  p.parts[1] += e.local_time;
  p.parts[2] += e.remote_time;
  p.parts[3] += e.response_queue_time;
  p.parts[4] += e.response_send_time;
}

// ---- consuming

void Traffic::on(sim::SimTime now, sim::HostId host, const kafka::RecordsDelivered& e) {
  GroupTraffic& g = now_.groups[e.group];
  g.delivered += e.count;
  g.latency.record_linear((now - e.last_timestamp).count(), (now - e.first_timestamp).count(), e.count);
  const kafka::BrokerId leader = cluster_.leader_of(e.tp);
  if (leader == kafka::kNoBroker) return;
  now_.brokers[leader].bytes_out += e.size.count();
  ++now_.flows[FlowKey(FlowNow::Kind::consume, cluster_.host(leader), host, e.tp)];
}

void Traffic::on(sim::SimTime, sim::HostId, const kafka::RecordsProcessed& e) {
  now_.groups[e.group].processed += e.count;
}

void Traffic::on(sim::SimTime, sim::HostId, const kafka::OffsetCommitted& e) { ++now_.groups[e.group].commits; }

}  // namespace view
