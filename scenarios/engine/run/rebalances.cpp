#include "scenarios/engine/run/rebalances.h"

#include <algorithm>

namespace scenario {

kafka::ClientId Rebalance::waited_for() const {
  if (!missing.empty()) return missing.back();
  const MemberPart* last = nullptr;
  for (const MemberPart& m : members)
    if (m.joining && (!last || *m.joining > *last->joining)) last = &m;
  return last ? last->member : kafka::kNoClient;
}

std::int64_t GroupRebalances::completed(sim::SimTime from, sim::SimTime until) const {
  return std::count_if(rebalances.begin(), rebalances.end(), [&](const Rebalance& r) {
    return r.joined && !r.expected.empty() && *r.joined >= from && *r.joined < until;
  });
}

sim::Duration GroupRebalances::unread_until(const Rebalance& r, sim::SimTime end) const {
  sim::Duration sum{0};
  for (const UnreadTime& u : owners.unread())
    if (u.generation == r.generation && r.generation != kafka::kNoGeneration && *u.end >= r.started &&
        u.begin <= r.ended.value_or(end))
      sum += u.within(sim::SimTime::min(), end);
  return sum;
}

void Rebalances::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  now_ = now;
  std::visit([this](const auto& e) { on(e); }, event);
}

// ---- at the coordinator

void Rebalances::on(const kafka::RebalanceStarted& e) {
  Book& in = book(e.group);
  if (in.record.rebalances.size() == GroupRebalances::kMost) return;
  Rebalance r;
  r.before = e.generation;
  r.coordinator = e.broker;
  r.reason = e.reason;
  r.caused_by = e.member;
  r.started = now_;
  in.record.rebalances.push_back(std::move(r));
  watch_lag(in);
}

void Rebalances::on(const kafka::GenerationStarted& e) {
  Book& in = book(e.group);
  Rebalance* const r = collecting(in);
  if (!r) return;
  r->generation = e.generation;
  r->joined = now_;
  r->protocol = e.protocol;
  r->leader = e.leader;
  r->expected = e.members;
}

void Rebalances::on(const kafka::GroupAssigned& e) {
  Rebalance* const r = find(book(e.group), e.generation);
  if (r) r->synced = now_;
}

void Rebalances::on(const kafka::GroupMemberRemoved& e) {
  Rebalance* const r = collecting(book(e.group));
  const bool in_vain = e.reason == "did not rejoin" || e.reason == "session timeout";
  if (r && in_vain && e.member != r->caused_by) r->missing.push_back(e.member);
}

Rebalance* Rebalances::find(Book& in, kafka::Generation generation) {
  std::vector<Rebalance>& all = in.record.rebalances;
  const auto found =
      std::find_if(all.rbegin(), all.rend(), [&](const Rebalance& r) { return r.generation == generation; });
  return found == all.rend() || generation == kafka::kNoGeneration ? nullptr : &*found;
}

Rebalance* Rebalances::collecting(Book& in) {
  std::vector<Rebalance>& all = in.record.rebalances;
  return all.empty() || all.back().joined ? nullptr : &all.back();
}

// ---- at the members

void Rebalances::on(const kafka::MemberJoining& e) {
  MemberPart& part = book(e.group).parts[e.member];
  if (part.joining && !part.joined) return;  // it tries again
  part = {};
  part.member = e.member;
  part.joining = now_;
}

void Rebalances::on(const kafka::MemberJoined& e) {
  MemberPart& part = book(e.group).parts[e.member];
  part.member = e.member;
  part.joined = now_;
}

void Rebalances::on(const kafka::MemberSyncing& e) {
  MemberPart& part = book(e.group).parts[e.member];
  part.member = e.member;
  part.syncing = now_;
}

void Rebalances::on(const kafka::PartitionsAssigned& e) {
  Book& in = book(e.group);
  in.record.owners.assigned(now_, e);
  const auto part = in.parts.find(e.member);
  Rebalance* const r = find(in, e.generation);
  if (part == in.parts.end() || !r) return;
  part->second.assigned = now_;
  part->second.partitions = static_cast<std::int32_t>(e.partitions.size());
  r->members.push_back(part->second);
  in.parts.erase(part);
  if (!r->ended && r->members.size() >= r->expected.size()) r->ended = now_;
}

void Rebalances::on(const kafka::ClientStopped& e) {
  for (Book& in : groups_) {
    in.parts.erase(e.client);
    in.record.owners.left(now_, e.client, e.how);
    for (auto& [tp, reading] : in.readings) reading.positions.erase(e.client);
  }
}

// ---- what it costs

void Rebalances::on(const kafka::PositionSet& e) {
  Book& in = book(e.group);
  in.record.owners.position(now_, e.member, e.tp);
  in.readings[e.tp].positions[e.member] = e.position.value();
  in.lag.high_watermark(e.tp, high_watermarks_[e.tp]);
  in.lag.position(e.tp, e.position.value());
  in.committed_lag.high_watermark(e.tp, high_watermarks_[e.tp]);
  in.committed_lag.position(e.tp, e.position.value());
  watch_lag(in);
}

void Rebalances::on(const kafka::OffsetCommitted& e) {
  book(e.group).committed_lag.position(e.tp, e.offset.value());
}

void Rebalances::on(const kafka::RecordsDelivered& e) {
  Book& in = book(e.group);
  Reading& r = in.readings[e.tp];
  const std::int64_t begin = e.base_offset.value();
  const std::int64_t end = begin + e.count;
  const std::int64_t again = r.returned.count_in(begin, end);
  if (!in.record.rebalances.empty()) in.record.rebalances.back().reread += again;
  std::int64_t& position = r.positions.try_emplace(e.member, begin).first->second;
  r.returned.add(std::min(position, begin), end);
  position = end;
  in.lag.position(e.tp, end);
}

void Rebalances::on(const kafka::HighWatermarkAdvanced& e) {
  if (e.as_leader) high_watermark(e.tp, e.high_watermark.value());
}

void Rebalances::high_watermark(kafka::TopicPartition tp, std::int64_t offset) {
  high_watermarks_[tp] = offset;
  for (Book& in : groups_) {
    if (in.readings.count(tp) == 0) continue;
    in.lag.high_watermark(tp, offset);
    in.committed_lag.high_watermark(tp, offset);
    watch_lag(in);
  }
}

void Rebalances::watch_lag(Book& in) {
  const std::int64_t lag = in.lag.now();
  in.record.lag_peak = std::max(in.record.lag_peak, lag);
  in.record.committed_lag_peak = std::max(in.record.committed_lag_peak, in.committed_lag.now());
  if (in.record.rebalances.empty()) return;
  std::int64_t& peak = in.record.rebalances.back().lag_peak;
  peak = std::max(peak, lag);
}

}  // namespace scenario
