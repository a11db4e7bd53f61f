#include "scenarios/engine/metrics/client_meters.h"

namespace scenario {

namespace {

constexpr const char* kProducer = "kafka.producer:type=producer-metrics";
constexpr const char* kFetch = "kafka.consumer:type=consumer-fetch-manager-metrics";
constexpr const char* kCoordinator = "kafka.consumer:type=consumer-coordinator-metrics";

}  // namespace

void ClientMeters::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  std::visit([&](const auto& what) { on(now, what); }, event);
}

void ClientMeters::record(kafka::ClientId client, const char* group, const char* name, sim::SimTime now, double value) {
  if (client != kafka::kNoClient) clients_[client].sensors[{group, name}].record(now, value);
}

void ClientMeters::on(sim::SimTime, const kafka::ClientStarted& event) { clients_[event.client] = {}; }
void ClientMeters::on(sim::SimTime, const kafka::ClientStopped& event) { clients_.erase(event.client); }

void ClientMeters::on(sim::SimTime now, const kafka::BatchSent& event) {
  record(event.producer, kProducer, "record-send", now, event.count);
  record(event.producer, kProducer, "batch-send", now, 1);
  record(event.producer, kProducer, "byte-send", now, static_cast<double>(event.size.count()));
}
void ClientMeters::on(sim::SimTime now, const kafka::BatchRetried& event) {
  record(event.producer, kProducer, "record-retry", now, event.count);
}
void ClientMeters::on(sim::SimTime now, const kafka::RecordsFailed& event) {
  record(event.producer, kProducer, "record-error", now, event.count);
}

void ClientMeters::on(sim::SimTime now, const kafka::RecordsDelivered& event) {
  record(event.member, kFetch, "records-consumed", now, event.count);
  record(event.member, kFetch, "bytes-consumed", now, static_cast<double>(event.size.count()));
}
/// One for each partition, as it is confirmed.
void ClientMeters::on(sim::SimTime now, const kafka::OffsetCommitted& event) {
  record(event.member, kCoordinator, "commit", now, 1);
}
void ClientMeters::on(sim::SimTime now, const kafka::PartitionsAssigned& event) {
  record(event.member, kCoordinator, "rebalance", now, 1);
  clients_[event.member].assigned = static_cast<std::int64_t>(event.partitions.size());
}

std::vector<MetricRow> ClientMeters::rows(sim::SimTime now) const {
  std::vector<MetricRow> rows;
  for (const auto& [client, one] : clients_) {
    const std::string process = names_.client(client);
    const std::string id = ",client-id=" + process;
    for (const auto& [sensor, rate] : one.sensors) {
      rows.push_back({process, sensor.group + id, sensor.name + "-total", rate.total()});
      rows.push_back({process, sensor.group + id, sensor.name + "-rate", rate.rate(now)});
    }
    if (one.assigned >= 0)
      rows.push_back({process, kCoordinator + id, "assigned-partitions", static_cast<double>(one.assigned)});
  }
  return rows;
}

}  // namespace scenario
