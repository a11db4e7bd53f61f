#include "gui/view/travel_watch.h"

#include <algorithm>
#include <variant>

#include "scenarios/engine/run/event_fields.h"

namespace view {
namespace {

constexpr std::size_t kMostSent = 64;      // batches of one producer for one partition that may still arrive
constexpr std::size_t kMostWaiting = 512;  // appends of one partition whose copies may still come

}  // namespace

void TravelWatch::on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) {
  if (now >= deaf_until_) std::visit([&](const auto& e) { on(now, host, e); }, event);
}

void TravelWatch::on(sim::SimTime now, sim::HostId host, const kafka::BatchSent& e) {
  std::vector<Sent>& waiting = sent_[{e.producer, e.tp}];
  const std::int64_t id = e.first_id.value();
  std::erase_if(waiting, [&](const Sent& s) { return s.first_id == id; });  // sent again
  if (waiting.size() >= kMostSent) waiting.erase(waiting.begin());
  waiting.push_back({id, now, host});
}

void TravelWatch::on(sim::SimTime now, sim::HostId host, const kafka::RecordsAppended& e) {
  const bool marker = e.control != kafka::ControlRecordType::none;
  batches_.push_back({e.broker.value(), e.tp, e.base_offset.value(), e.count, e.leader_epoch.value(), e.producer,
                      e.first_id.value(), now, marker});
  if (e.as_leader) {
    auto& waiting = appended_[e.tp];
    waiting.emplace_back(e.base_offset.value(), now);
    if (waiting.size() > kMostWaiting) waiting.pop_front();
    std::vector<Sent>& sent = sent_[{e.producer, e.tp}];
    const auto it =
        std::find_if(sent.begin(), sent.end(), [&](const Sent& s) { return s.first_id == e.first_id.value(); });
    if (it == sent.end()) return;
    add({FlowNow::Kind::produce, it->from, host, e.tp, e.count, it->when, now, e.base_offset.value()});
    sent.erase(it);
    return;
  }
  const kafka::BrokerId leader = cluster_.leader_of(e.tp);
  if (leader == kafka::kNoBroker) return;
  const auto& waiting = appended_[e.tp];
  const auto it = std::find_if(waiting.begin(), waiting.end(),
                               [&](const auto& entry) { return entry.first == e.base_offset.value(); });
  if (it != waiting.end())
    add({FlowNow::Kind::replicate, cluster_.host(leader), host, e.tp, e.count, it->second, now, e.base_offset.value()});
}

void TravelWatch::on(sim::SimTime now, sim::HostId, const kafka::HighWatermarkAdvanced& e) {
  if (!e.as_leader) return;
  committed_[e.tp] = now;
  marks_.push_back(
      {LogMark::Kind::high_watermark, e.tp, e.high_watermark.value(), 0, kafka::GroupId{-1}, kafka::kNoClient, now});
}

void TravelWatch::on(sim::SimTime now, sim::HostId host, const kafka::RecordsDelivered& e) {
  marks_.push_back(
      {LogMark::Kind::read, e.tp, e.base_offset.value() + e.count, e.base_offset.value(), e.group, e.member, now});
  const kafka::BrokerId leader = cluster_.leader_of(e.tp);
  const auto it = committed_.find(e.tp);
  if (leader == kafka::kNoBroker || it == committed_.end()) return;
  add({FlowNow::Kind::consume, cluster_.host(leader), host, e.tp, e.count, std::min(it->second, now), now,
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
