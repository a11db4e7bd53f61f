#include "scenarios/engine/run/recorder.h"

#include <limits>

#include "scenarios/engine/run/event_fields.h"

namespace scenario {
namespace {

/// The latencies of a batch's records: created evenly from `first` to `last`, all done `now`.
void record_latencies(sim::Histogram& into, sim::SimTime now, sim::SimTime first, sim::SimTime last,
                      std::int32_t count) {
  into.record_linear((now - last).count(), (now - first).count(), count);
}

double to_millis(std::int64_t ns) { return static_cast<double>(ns) * 1e-6; }

double quantile(const sim::Histogram& h, double q) {
  return h.empty() ? std::numeric_limits<double>::quiet_NaN() : to_millis(h.value_at_quantile(q));
}

std::string request_name(kafka::ApiKey api, bool from_follower) {
  if (api == kafka::ApiKey::FETCH) return from_follower ? "FetchFollower" : "FetchConsumer";
  return std::string(name_of(api));
}

}  // namespace

Counters operator-(const Counters& a, const Counters& b) {
  Counters d;
  d.appended_records = a.appended_records - b.appended_records;
  d.appended_bytes = a.appended_bytes - b.appended_bytes;
  d.acknowledged_records = a.acknowledged_records - b.acknowledged_records;
  d.failed_records = a.failed_records - b.failed_records;
  d.rejected_records = a.rejected_records - b.rejected_records;
  d.retried_batches = a.retried_batches - b.retried_batches;
  d.isr_shrinks = a.isr_shrinks - b.isr_shrinks;
  d.isr_expands = a.isr_expands - b.isr_expands;
  d.connections_lost = a.connections_lost - b.connections_lost;
  d.segments_deleted = a.segments_deleted - b.segments_deleted;
  d.blocked_on_metadata = a.blocked_on_metadata - b.blocked_on_metadata;
  d.blocked_on_memory = a.blocked_on_memory - b.blocked_on_memory;
  return d;
}

Recorder::Recorder(Roles roles) : roles_(std::move(roles)), groups_(roles_.groups.size()) {}

// ---- events

void Recorder::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  std::visit([&](const auto& e) { on(now, e); }, event);
}

void Recorder::on_earlier_event(const kafka::Event& event) {
  if (const auto* const e = std::get_if<kafka::RecordsDelivered>(&event)) overtakings_.in(*e);
}

void Recorder::on(sim::SimTime, const kafka::RecordsAppended& e) {
  if (!e.as_leader) return;
  counters_.appended_records += e.count;
  counters_.appended_bytes += e.size.count();
}

void Recorder::on(sim::SimTime now, const kafka::RecordsAcknowledged& e) {
  counters_.acknowledged_records += e.count;
  Production& p = produced_[{roles_.application(e.producer), e.tp.topic}];
  p.total.acknowledged.add(now, e.count, e.size.count());
  record_latencies(p.step, now, e.first_timestamp, e.max_timestamp, e.count);
}

void Recorder::on(sim::SimTime now, const kafka::RecordsDelivered& e) {
  Consumption& c = groups_.at(static_cast<std::size_t>(e.group.value()));
  c.total.polled.add(now, e.count, e.size.count());
  c.total.overtaken += overtakings_.in(e);
  record_latencies(c.step, now, e.first_timestamp, e.last_timestamp, e.count);
}

void Recorder::on(sim::SimTime now, const kafka::RecordsProcessed& e) {
  Consumption& c = groups_.at(static_cast<std::size_t>(e.group.value()));
  c.total.delivered.add(now, e.count, 0);
  c.delivered_in_step += e.count;
}

void Recorder::on(sim::SimTime, const kafka::RequestCompleted& e) {
  RequestStatistics*& slot = request_slots_[{e.api, e.from_follower}];
  if (slot == nullptr) slot = &requests_[request_name(e.api, e.from_follower)];
  slot->errors += e.error == kafka::ErrorCode::NONE ? 0 : 1;
  slot->request_queue += e.request_queue_time;
  slot->local += e.local_time;
  slot->remote += e.remote_time;
  slot->response_queue += e.response_queue_time;
  slot->response_send += e.response_send_time;
  slot->total.record(
      (e.request_queue_time + e.local_time + e.remote_time + e.response_queue_time + e.response_send_time).count());
}

// ---- series

std::vector<std::string> Recorder::columns() const {
  std::vector<std::string> names{"time_s",
                                 "appended_records_per_s",
                                 "appended_bytes_per_s",
                                 "acknowledged_records_per_s",
                                 "failed_records_per_s",
                                 "retried_batches",
                                 "produce_p50_ms",
                                 "produce_p99_ms",
                                 "isr_shrinks",
                                 "isr_expands",
                                 "under_replicated_partitions",
                                 "queued_requests"};
  for (const std::string& name : roles_.groups) {
    names.push_back("delivered_records_per_s." + name);
    names.push_back("end_to_end_p50_ms." + name);
    names.push_back("end_to_end_p99_ms." + name);
    names.push_back("lag." + name);
  }
  return names;
}

std::vector<double> Recorder::sample(sim::SimTime now, const Gauges& gauges) {
  const double seconds = sim::to_seconds(now - step_begin_);
  const auto rate = [&](std::int64_t n) {
    return seconds > 0 ? static_cast<double>(n) / seconds : std::numeric_limits<double>::quiet_NaN();
  };
  const Counters step = counters_ - at_step_begin_;
  sim::Histogram step_latency;
  for (auto& [who, p] : produced_) {
    step_latency.merge(p.step);
    p.total.latency.merge(p.step);
    p.step = {};
  }
  std::vector<double> row{sim::to_seconds(now),
                          rate(step.appended_records),
                          rate(step.appended_bytes),
                          rate(step.acknowledged_records),
                          rate(step.failed_records + step.rejected_records),
                          static_cast<double>(step.retried_batches),
                          quantile(step_latency, 0.5),
                          quantile(step_latency, 0.99),
                          static_cast<double>(step.isr_shrinks),
                          static_cast<double>(step.isr_expands),
                          static_cast<double>(gauges.under_replicated_partitions),
                          static_cast<double>(gauges.queued_requests)};
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    Consumption& c = groups_[g];
    row.push_back(rate(c.delivered_in_step));
    row.push_back(quantile(c.step, 0.5));
    row.push_back(quantile(c.step, 0.99));
    row.push_back(static_cast<double>(gauges.lag.at(g)));
    c.total.latency.merge(c.step);
    c.step = {};
    c.delivered_in_step = 0;
  }
  step_begin_ = now;
  at_step_begin_ = counters_;
  return row;
}

// ---- questions

ProduceStatistics Recorder::of_everyone() const {
  ProduceStatistics sum;
  for (const auto& [who, p] : produced_) sum.merge(p.sum());
  return sum;
}

ProduceStatistics Recorder::of_application(int application) const {
  ProduceStatistics sum;
  for (const auto& [who, p] : produced_)
    if (who.first == application) sum.merge(p.sum());
  return sum;
}

ProduceStatistics Recorder::of_topic(kafka::TopicId topic) const {
  ProduceStatistics sum;
  for (const auto& [who, p] : produced_)
    if (who.second == topic) sum.merge(p.sum());
  return sum;
}

GroupStatistics Recorder::of_group(kafka::GroupId group) const {
  const Consumption& c = groups_.at(static_cast<std::size_t>(group.value()));
  GroupStatistics s = c.total;
  s.latency.merge(c.step);
  return s;
}

}  // namespace scenario
