#include "scenarios/engine/export/broker_meters.h"

#include "scenarios/engine/run/event_fields.h"

namespace scenario {

void BrokerMeters::on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) {
  if (now < sim::kTimeZero) return;
  std::visit([&](const auto& e) { on(host, e); }, event);
}

void BrokerMeters::on(sim::HostId host, const kafka::RecordsAppended& e) {
  if (!e.as_leader) return;
  TopicMeter& meter = brokers_[host].topics[e.tp.topic];
  meter.messages_in += e.count;
  meter.bytes_in += e.size.count();
}

void BrokerMeters::on(sim::HostId host, const kafka::RequestCompleted& e) {
  const bool fetch = e.api == kafka::ApiKey::FETCH;
  const std::string name(fetch ? (e.from_follower ? "FetchFollower" : "FetchConsumer") : name_of(e.api));
  const std::array<sim::Duration, 5> parts{e.request_queue_time, e.local_time, e.remote_time, e.response_queue_time,
                                           e.response_send_time};
  RequestTimes& times = brokers_[host].requests[name];
  sim::Duration total{0};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    times[i + 1].record(parts[i].count());
    total += parts[i];
  }
  times[0].record(total.count());
}

std::size_t BrokerMeters::members(kafka::GroupId group) const {
  const auto known = members_.find(group);
  return known == members_.end() ? 0 : known->second.size();
}

}  // namespace scenario
