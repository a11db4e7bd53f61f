#include "scenarios/engine/run/trucks_run.h"

#include "scenarios/engine/run/keys.h"

namespace scenario {

std::vector<ProducerSpec> producers_of(const TrucksSpec& spec, const Fleet& fleet) {
  std::vector<ProducerSpec> producers;
  producers.reserve(static_cast<std::size_t>(spec.fleet));
  for (int truck = 1; truck <= spec.fleet; ++truck) {
    ProducerSpec p;
    p.name = "truck-" + std::to_string(truck);
    p.config = spec.config;
    p.workload.topic = spec.topic;
    p.workload.rate = 1e9 / static_cast<double>(spec.every.count());
    p.workload.start = fleet.report_time(truck, 0) - sim::kTimeZero;
    p.workload.stop = spec.stop;
    p.workload.value_size = spec.value_size;
    p.workload.key.kind = KeySpec::Kind::constant;
    p.workload.key.constant = format_key(spec.key_format, truck);
    producers.push_back(std::move(p));
  }
  return producers;
}

TrucksRun::TrucksRun(const TrucksSpec& spec, const sim::Streams& streams)
    : map_(RoadMap::netherlands()), regions_(Regions::netherlands()), fleet_(map_, streams, spec.fleet, spec.every) {}

void TrucksRun::connect(kafka::ClientId first_truck, kafka::GroupId dashboard, kafka::GroupId notification) {
  const std::int32_t first = first_truck.value();
  const int size = fleet_.size();
  const TruckOf truck_of = [first, size](kafka::ClientId client) {
    const std::int32_t truck = client.value() - first + 1;
    return truck >= 1 && truck <= size ? truck : 0;
  };
  dashboard_ = std::make_unique<LocationDashboard>(fleet_, dashboard, truck_of);
  notification_ = std::make_unique<NotificationService>(fleet_, regions_, notification, truck_of);
}

TrucksResult TrucksRun::finish(sim::SimTime now) { return {dashboard_->summary(now), notification_->finish(now)}; }

}  // namespace scenario
