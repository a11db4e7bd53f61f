#include "gui/view/travel_watch.h"

#include <algorithm>

#include "scenarios/engine/run/event_fields.h"

namespace view {
namespace {

constexpr std::size_t kMostSent = 512;     // batches for one partition that may still arrive
constexpr std::size_t kMostWaiting = 512;  // appends of one partition whose copies may still come

}  // namespace

void TravelWatch::on(sim::SimTime now, sim::HostId host, const kafka::BatchSent& e) {
  std::vector<Sent>& sent = partitions_.at(e.tp).sent;
  const std::int64_t id = e.first_id.value();
  std::erase_if(sent, [&](const Sent& s) { return s.producer == e.producer && s.first_id == id; });  // sent again
  if (sent.size() >= kMostSent) sent.erase(sent.begin());
  sent.push_back({e.producer, id, now, host});
}

void TravelWatch::on(sim::SimTime now, sim::HostId host, const kafka::RecordsAppended& e) {
  const bool marker = e.control != kafka::ControlRecordType::none;
  batches_.push_back({e.broker.value(), e.tp, e.base_offset.value(), e.count, e.leader_epoch.value(), e.producer,
                      e.first_id.value(), now, marker});
  Traveller& partition = partitions_.at(e.tp);
  if (e.as_leader)
    arrive(partition, now, host, e);
  else
    copy(partition, now, host, e);
}

/// From a producer at the leader.
void TravelWatch::arrive(Traveller& partition, sim::SimTime now, sim::HostId host, const kafka::RecordsAppended& e) {
  partition.leader.emplace_back(e.base_offset.value(), now);
  if (partition.leader.size() > kMostWaiting) partition.leader.pop_front();
  std::vector<Sent>& sent = partition.sent;
  const auto it = std::find_if(sent.begin(), sent.end(), [&](const Sent& s) {
    return s.producer == e.producer && s.first_id == e.first_id.value();
  });
  if (it == sent.end()) return;
  add({FlowNow::Kind::produce, it->from, host, e.tp, e.count, it->when, now, e.base_offset.value()});
  sent.erase(it);
}

/// From the leader at a follower.
void TravelWatch::copy(const Traveller& partition, sim::SimTime now, sim::HostId host,
                       const kafka::RecordsAppended& e) {
  const kafka::BrokerId leader = cluster_.leader_of(e.tp);
  if (leader == kafka::kNoBroker) return;
  // From the end: a follower is close behind.
  const auto it = std::find_if(partition.leader.rbegin(), partition.leader.rend(),
                               [&](const auto& entry) { return entry.first <= e.base_offset.value(); });
  if (it != partition.leader.rend() && it->first == e.base_offset.value())
    add({FlowNow::Kind::replicate, cluster_.host(leader), host, e.tp, e.count, it->second, now, e.base_offset.value()});
}

void TravelWatch::on(sim::SimTime now, sim::HostId, const kafka::HighWatermarkAdvanced& e) {
  if (!e.as_leader) return;
  partitions_.at(e.tp).committed = now;
  marks_.push_back(
      {LogMark::Kind::high_watermark, e.tp, e.high_watermark.value(), 0, kafka::GroupId{-1}, kafka::kNoClient, now});
}

void TravelWatch::on(sim::SimTime now, sim::HostId host, const kafka::RecordsDelivered& e) {
  marks_.push_back(
      {LogMark::Kind::read, e.tp, e.base_offset.value() + e.count, e.base_offset.value(), e.group, e.member, now});
  const kafka::BrokerId leader = cluster_.leader_of(e.tp);
  const std::optional<sim::SimTime>& committed = partitions_.at(e.tp).committed;
  if (leader == kafka::kNoBroker || !committed) return;
  add({FlowNow::Kind::consume, cluster_.host(leader), host, e.tp, e.count, std::min(*committed, now), now,
       e.base_offset.value()});
}

void TravelWatch::on(sim::SimTime now, sim::HostId, const kafka::OffsetCommitted& e) {
  marks_.push_back({LogMark::Kind::committed, e.tp, e.offset.value(), 0, e.group, e.member, now});
}

void TravelWatch::on(sim::SimTime now, sim::HostId, const kafka::LogTruncated& e) {
  cuts_.push_back(
      {e.broker.value(), e.tp, e.from.value(), e.to.value(), now, std::string(scenario::name_of(e.reason))});
}

}  // namespace view
