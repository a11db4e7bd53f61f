#include "scenarios/engine/run/producer_stalls.h"

#include <algorithm>

namespace scenario {

void ProducerStalls::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  std::visit([&](const auto& e) { on(now, e); }, event);
}

ProducerStalls::Wait* ProducerStalls::wait_of(kafka::ClientId producer) {
  const int application = roles_.application(producer);
  return application < 0 ? nullptr : &waits_[static_cast<std::size_t>(application)];
}

void ProducerStalls::on(sim::SimTime, const kafka::BatchSent& e) {
  Wait* wait = wait_of(e.producer);
  if (wait == nullptr) return;
  kafka::RecordId& end = sent_end_[{e.producer, e.tp}];
  const kafka::RecordId batch_end(e.first_id.value() + e.count);
  if (batch_end <= end) return;  // sent again
  end = batch_end;
  if (wait->under_way == 0) wait->since = std::max(wait->since, e.first_timestamp);
  wait->under_way += e.count;
  under_way_[e.producer] += e.count;
}

void ProducerStalls::on(sim::SimTime now, const kafka::RecordsAcknowledged& e) {
  Wait* wait = wait_of(e.producer);
  if (wait == nullptr) return;
  arrived(now, *wait, e.producer, e.count);
  wait->since = now;
}

void ProducerStalls::arrived(sim::SimTime now, Wait& wait, kafka::ClientId producer, std::int64_t records) {
  wait.longest = std::max(wait.longest, now - wait.since);
  wait.under_way -= records;
  under_way_[producer] -= records;
}

void ProducerStalls::on(sim::SimTime now, const kafka::RecordsFailed& e) {
  Wait* wait = wait_of(e.producer);
  const auto sent = sent_end_.find({e.producer, e.tp});
  if (wait == nullptr || sent == sent_end_.end() || e.first_id >= sent->second) return;  // it never left
  arrived(now, *wait, e.producer, e.count);
}

void ProducerStalls::on(sim::SimTime now, const kafka::ClientStopped& e) {
  const auto waiting = under_way_.find(e.client);
  Wait* wait = wait_of(e.client);
  if (wait != nullptr && waiting != under_way_.end() && waiting->second > 0)
    arrived(now, *wait, e.client, waiting->second);
}

sim::Duration ProducerStalls::longest(int application, sim::SimTime end) const {
  sim::Duration result{0};
  for (std::size_t i = 0; i < waits_.size(); ++i) {
    if (application >= 0 && static_cast<std::size_t>(application) != i) continue;
    const Wait& w = waits_[i];
    result = std::max(result, w.under_way > 0 ? std::max(w.longest, end - w.since) : w.longest);
  }
  return result;
}

}  // namespace scenario
