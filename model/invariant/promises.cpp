#include "model/invariant/promises.h"

#include <algorithm>

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kNeverLost =
    "A record acknowledged with acks=all is in the log of every later leader, at the same offset";
constexpr sim::Duration kWindow = std::chrono::seconds(1);

std::string_view acks_text(Acks acks) {
  return acks == Acks::all ? "acks=all" : acks == Acks::leader ? "acks=1" : "acks=0";
}

/// Did this replica lose these offsets with its page cache or its disk, and get none in their place since?
bool lost_with_hardware(const ReplicaShadow& r, const Promise& promise) {
  return std::any_of(r.hardware_losses.begin(), r.hardware_losses.end(),
                     [&](const HardwareLoss& loss) { return loss.still_open(promise.base, promise.next); });
}

}  // namespace

// ---- what is promised

void Promises::keep(TopicPartition tp, const Promise& promise) {
  std::deque<Promise>& kept = kept_.at(tp);
  if (!kept.empty()) {
    Promise& last = kept.back();
    if (last.next == promise.base && last.like(promise) && promise.last - last.first < kWindow) {
      last.next = promise.next;
      last.last = promise.last;
      return;
    }
  }
  kept.push_back(promise);
}

void Promises::check(const AcksAllAnswered& e) {
  if (e.error != ErrorCode::NONE || e.base_offset == kUnknownOffset) return;
  // The leader may have been elected again since it wrote them.
  const ReplicaShadow* leader = partition(e.tp).find(e.broker);
  const LeaderEpoch written = leader ? leader->log.epoch_at(e.base_offset) : kNoEpoch;
  keep(e.tp, {.base = e.base_offset,
              .next = e.next_offset,
              .epoch = written == kNoEpoch ? e.leader_epoch : written,
              .acks = Acks::all,
              .in_sync = e.in_sync,
              .min_isr = e.min_isr,
              .leader = e.broker,
              .first = now(),
              .last = now()});
}

/// The newest epoch in which these records were written there.
LeaderEpoch Promises::epoch_of(PartitionShadow& p, const RecordsAcknowledged& e) {
  for (auto it = p.writes.all().rbegin(); it != p.writes.all().rend(); ++it) {
    const LeaderWrite* w = it->second.find(e.base_offset, cursor_);
    if (w && w->producer == e.producer && w->id_at(e.base_offset) == e.first_id) return it->first;
  }
  return kNoEpoch;
}

void Promises::check(const RecordsAcknowledged& e) {
  const Acks acks = settings().acks_of(e.producer);
  if (acks == Acks::all) return;  // counts from the leader's answer on
  if (acks == Acks::none || e.base_offset == kUnknownOffset) {
    std::vector<Sent>& sent = sent_.at(e.tp);
    if (!sent.empty() && sent.back().producer == e.producer && sent.back().next == e.first_id) {
      sent.back().next = e.first_id + e.count;
    } else {
      sent.push_back({e.producer, e.first_id, e.first_id + e.count, now()});
    }
    return;
  }
  const LeaderEpoch epoch = epoch_of(partition(e.tp), e);
  if (epoch == kNoEpoch) return;  // forgotten: too long ago
  const EpochWrites* of = partition(e.tp).writes.find(epoch);
  keep(e.tp, {.base = e.base_offset,
              .next = e.base_offset + e.count,
              .epoch = epoch,
              .acks = acks,
              .leader = of->leader,
              .first = now(),
              .last = now()});
}

void Promises::check(const RecordsAppended& e) {
  if (!e.as_leader || settings().acks_of(e.producer) != Acks::none) return;
  std::vector<Sent>& sent = sent_.at(e.tp);
  const RecordId next = e.first_id + e.count;
  for (std::size_t i = 0; i < sent.size(); ++i) {
    const Sent s = sent[i];
    if (s.producer != e.producer || s.next <= e.first_id || s.first >= next) continue;
    sent.erase(sent.begin() + static_cast<std::ptrdiff_t>(i));
    if (s.next > next) sent.insert(sent.begin() + static_cast<std::ptrdiff_t>(i), {s.producer, next, s.next, s.time});
    if (s.first < e.first_id)
      sent.insert(sent.begin() + static_cast<std::ptrdiff_t>(i), {s.producer, s.first, e.first_id, s.time});
    break;
  }
  keep(e.tp, {.base = e.base_offset,
              .next = e.base_offset + e.count,
              .epoch = e.leader_epoch,
              .acks = Acks::none,
              .leader = e.broker,
              .first = now(),
              .last = now()});
}

void Promises::check(const SegmentsDeleted& e) {
  Offset lowest = e.log_start_offset;
  for (const ReplicaShadow& r : partition(e.tp).replicas)
    if (r.broker != e.broker) lowest = std::min(lowest, r.start);
  forget_below(e.tp, lowest);
}

/// Below, only what has a successor may be missing, and whether it has one cannot be seen.
void Promises::check(const LogCleaned& e) { forget_below(e.tp, e.clean_to); }

void Promises::forget_below(TopicPartition tp, Offset offset) {
  std::deque<Promise>& kept = kept_.at(tp);
  while (!kept.empty() && kept.front().next <= offset) kept.pop_front();
}

// ---- whether it is kept

void Promises::check(const BecameLeader& e) {
  const PartitionShadow& p = partition(e.tp);
  if (p.stored.leader_epoch > e.leader_epoch) return;  // no true leader
  if (const ReplicaShadow* leader = p.find(e.broker)) check_against(e.tp, *leader, e.leader_epoch);
}

void Promises::at_end() {
  context_.shadow.for_each([&](TopicPartition tp, PartitionShadow& p) {
    if (const ReplicaShadow* leader = p.true_leader()) check_against(tp, *leader, leader->epoch);
    for (const Sent& sent : sent_.at(tp)) never_arrived(tp, sent);
    sent_.at(tp).clear();
  });
}

void Promises::check_against(TopicPartition tp, const ReplicaShadow& leader, LeaderEpoch term) {
  std::deque<Promise>& kept = kept_.at(tp);
  std::deque<Promise> still;
  std::vector<Promise> gone;
  for (const Promise& promise : kept) {
    const Offset from = std::max({promise.base, leader.start, partition(tp).cleaned_to});
    Offset at = promise.base;
    if (from < promise.next) {
      for (const EpochSpan& hole : leader.log.missing(promise.epoch, from, promise.next)) {
        Promise part = promise;
        if (hole.from > at) {
          part.base = at;
          part.next = hole.from;
          still.push_back(part);
        }
        part.base = hole.from;
        part.next = at = hole.to;
        const bool goes_on = !gone.empty() && gone.back().next == part.base && gone.back().like(part);
        if (goes_on) {
          gone.back().next = part.next;
          gone.back().last = part.last;
        } else {
          gone.push_back(part);
        }
      }
    }
    if (at == promise.next) continue;
    still.push_back(promise);
    still.back().base = at;
  }
  kept = std::move(still);
  for (const Promise& promise : gone) lost(tp, promise, leader, term);
}

std::string Promises::allowed_by(const PartitionShadow& p, const Promise& promise, const ReplicaShadow& leader) {
  if (promise.acks != Acks::all) return std::string(acks_text(promise.acks)).append(" promises no second copy");
  if (p.unclean_epoch > promise.epoch)
    return "unclean election in epoch " + num(p.unclean_epoch) + ": a leader that was not in sync";
  if (lost_with_hardware(leader, promise)) {
    const std::string how = name_of(leader.broker) + " lost them before they were on its disk";
    return promise.in_sync == 1 ? "min.insync.replicas=1 and one replica in sync; " + how : how;
  }
  const std::string protocol = defective_protocol(settings());
  if (!protocol.empty()) return protocol;
  if (p.retained_progress) return "a leader kept what followers had in an earlier epoch (MODEL-RETAINED-LEO)";
  return {};
}

std::vector<Cause> Promises::chain_of(TopicPartition tp, const Promise& promise, const ReplicaShadow& leader,
                                      LeaderEpoch term, std::vector<LostRun>& records) {
  const PartitionShadow& p = partition(tp);
  std::vector<Cause> chain;
  sim::SimTime begin = promise.first;
  Offset at = promise.base;
  if (const EpochWrites* of = p.writes.find(promise.epoch)) {
    for (const LeaderWrite* w = of->find(at, cursor_); w && at < promise.next; w = of->find(at, cursor_)) {
      const Offset next = std::min(w->next, promise.next);
      records.push_back({w->producer, w->id_at(at), next - at});
      begin = std::min(begin, w->time);
      at = next;
    }
  }
  std::string written = name_of(promise.leader) + " appended " + offsets(promise.base, promise.next) + " of " +
                        name(tp) + " in epoch " + num(promise.epoch) + " with " + std::string(acks_text(promise.acks));
  if (promise.acks == Acks::all)
    written += ", " + std::to_string(promise.in_sync) + " in sync of at least " + std::to_string(promise.min_isr);
  written += promise.first == promise.last
                 ? " (acknowledged " + seconds_text(promise.first) + ")"
                 : " (acknowledged " + seconds_text(promise.first) + " to " + seconds_text(promise.last) + ")";
  chain.push_back({begin, std::move(written)});
  for (Cause& cause : context_.report.chronicle().since(begin, tp, p.stored.replicas))
    chain.push_back(std::move(cause));
  chain.push_back({now(), name_of(leader.broker) + " leads " + name(tp) + " in epoch " + num(term) +
                              " without them; its log ends at " + num(leader.end)});
  return chain;
}

void Promises::lost(TopicPartition tp, const Promise& promise, const ReplicaShadow& leader, LeaderEpoch term) {
  const std::string allowed = allowed_by(partition(tp), promise, leader);
  std::vector<LostRun> records;
  std::vector<Cause> chain = chain_of(tp, promise, leader, term, records);
  if (!allowed.empty()) {
    context_.report.add({.tp = tp,
                         .first = promise.base,
                         .next = promise.next,
                         .epoch = promise.epoch,
                         .records = std::move(records),
                         .allowed_by = allowed,
                         .time = now(),
                         .chain = std::move(chain)});
    const bool defect = promise.acks == Acks::all && allowed == defective_protocol(settings());
    if (!defect && allowed.find("MODEL-RETAINED-LEO") == std::string::npos) return;
  }
  context_.report.found(now(),
                        {.name = "P5",
                         .statement = kNeverLost,
                         .tp = tp,
                         .broker = leader.broker,
                         .epoch = promise.base.value(),
                         .excuse = allowed},
                        [&](Violation& v) {
                          v.what = name(tp) + ": " + offsets(promise.base, promise.next) + " of epoch " +
                                   num(promise.epoch) + ", acknowledged with acks=all, are not in the log of " +
                                   name_of(leader.broker) + ", leader in epoch " + num(term);
                          if (allowed.empty()) v.chain = std::move(chain);
                        });
}

void Promises::never_arrived(TopicPartition tp, const Sent& sent) {
  AllowedLoss loss{.tp = tp,
                   .records = {{sent.producer, sent.first, sent.next - sent.first}},
                   .allowed_by = "acks=0 promises nothing",
                   .time = now(),
                   .chain = {}};
  loss.chain = context_.report.chronicle().since(sent.time, tp, partition(tp).stored.replicas);
  loss.chain.insert(loss.chain.begin(),
                    {sent.time, settings().name(sent.producer) + " sent records " + num(sent.first) + "-" +
                                    num(sent.next - 1) + " to " + name(tp) + " with acks=0; no leader appended them"});
  context_.report.add(std::move(loss));
}

}  // namespace kafka
