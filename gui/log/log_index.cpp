#include "gui/log/log_index.h"

#include <algorithm>
#include <set>

#include "gui/view/seconds.h"

namespace logs {
namespace {

using view::seconds;
constexpr sim::SimTime kNever = sim::SimTime::min();

sim::SimTime time_of(const view::LogBatch& b) { return b.appended; }
sim::SimTime time_of(const view::LogCut& c) { return c.time; }
sim::SimTime time_of(const view::LogMark& m) { return m.time; }
sim::SimTime time_of(const view::Hop& h) { return h.received; }

/// Those of the partition that came after `seen`.
template <class All, class F>
void for_new(const All& all, kafka::TopicPartition tp, sim::SimTime seen, F f) {
  auto it =
      std::upper_bound(all.begin(), all.end(), seen, [](sim::SimTime t, const auto& x) { return t < time_of(x); });
  for (; it != all.end(); ++it)
    if (it->tp == tp) f(*it);
}

}  // namespace

const Piece* ReplicaLog::at(std::int64_t offset) const {
  const auto it =
      std::upper_bound(pieces.begin(), pieces.end(), offset, [](std::int64_t o, const Piece& p) { return o < p.end; });
  return it != pieces.end() && it->base <= offset ? &*it : nullptr;
}

void LogIndex::update(const view::RunRecord& record, kafka::TopicPartition tp) {
  if (tp_ != tp) {
    *this = {};
    tp_ = tp;
    seen_ = kNever;
  }
  if (record.until() <= seen_) return;
  take_changes(record);
  for_new(record.marks(), tp, seen_, [&](const view::LogMark& m) {
    marks_.push_back(m);
    if (m.kind == view::LogMark::Kind::high_watermark)
      high_watermark_.append(seconds(m.time), static_cast<float>(m.offset));
  });
  for_new(record.hops(), tp, seen_, [&](const view::Hop& h) {
    if (h.kind == view::FlowNow::Kind::produce) sent_.push_back(h);
  });
  seen_ = record.until();
}

void LogIndex::take_changes(const view::RunRecord& record) {
  std::map<std::int32_t, std::vector<Change>> news;
  for_new(record.batches(), *tp_, seen_, [&](const view::LogBatch& b) {
    news[b.broker].push_back(
        {{b.base_offset, b.base_offset + b.count, b.leader_epoch, b.producer, b.first_id, b.appended, b.control},
         std::nullopt});
    const auto first = leaders_.find(b.leader_epoch);
    if (first == leaders_.end() || b.appended < first->second.first) leaders_[b.leader_epoch] = {b.appended, b.broker};
  });
  for_new(record.cuts(), *tp_, seen_, [&](const view::LogCut& c) {
    Change change;
    change.piece.appended = c.time;
    change.cut = c;
    news[c.broker].push_back(std::move(change));
  });
  for (auto& [broker, changes] : news) {
    std::stable_sort(changes.begin(), changes.end(),
                     [](const Change& a, const Change& b) { return a.piece.appended < b.piece.appended; });
    Replica& replica = replicas_[broker];
    for (Change& c : changes) {
      replica.end.append(seconds(c.piece.appended), static_cast<float>(c.cut ? c.cut->to : c.piece.end));
      replica.history.push_back(std::move(c));
    }
  }
}

void LogIndex::apply(ReplicaLog& log, const Change& change) {
  if (!change.cut) {
    log.pieces.push_back(change.piece);
    return;
  }
  log.cuts.push_back(*change.cut);
  const std::int64_t to = change.cut->to;
  log.lost.clear();  // of one cut before: overwritten by what came then
  while (!log.pieces.empty() && log.pieces.back().end > to) {
    Piece gone = log.pieces.back();
    if (gone.base >= to) {
      log.pieces.pop_back();
    } else {
      log.pieces.back().end = to;
      gone.first_id += to - gone.base;
      gone.base = to;
    }
    log.lost.insert(log.lost.begin(), gone);
    if (gone.base == to) break;
  }
}

const ReplicaLog& LogIndex::log(std::int32_t broker, sim::SimTime now) {
  Replica& replica = replicas_[broker];
  if (replica.applied > 0 && now < replica.applied_until) {
    replica.state = {};
    replica.applied = 0;
  }
  while (replica.applied < replica.history.size() && replica.history[replica.applied].piece.appended <= now)
    apply(replica.state, replica.history[replica.applied++]);
  replica.applied_until = now;
  return replica.state;
}

const view::Pyramid* LogIndex::log_end(std::int32_t broker) const {
  const auto it = replicas_.find(broker);
  return it == replicas_.end() ? nullptr : &it->second.end;
}

std::int32_t LogIndex::leader_of(std::int32_t epoch) const {
  const auto it = leaders_.find(epoch);
  return it == leaders_.end() ? -1 : it->second.second;
}

std::vector<LogIndex::Step> LogIndex::life(std::int64_t offset, std::int32_t broker, sim::SimTime now) {
  std::vector<Step> steps;
  const Piece* const piece = log(broker, now).at(offset);
  if (piece == nullptr) return steps;
  const std::int64_t id = piece->first_id + offset - piece->base;
  const auto is_it = [&](const Piece& p) {
    return p.base <= offset && offset < p.end && p.producer == piece->producer && p.first_id + offset - p.base == id &&
           p.control == piece->control;
  };
  sim::SimTime first = sim::SimTime::max();
  for (const auto& [number, replica] : replicas_)
    for (const Change& c : replica.history)
      if (!c.cut && c.piece.appended <= now && is_it(c.piece)) first = std::min(first, c.piece.appended);
  for (const view::Hop& h : sent_)
    if (h.received == first && h.base_offset <= offset && offset < h.base_offset + h.records)
      steps.push_back({Step::Kind::sent, h.sent, -1, kafka::GroupId{-1}, piece->producer});
  for (const auto& [number, replica] : replicas_) {
    bool held = false;
    for (const Change& c : replica.history) {
      if (c.piece.appended > now) break;
      if (c.cut && held && c.cut->to <= offset) {
        held = false;
        steps.push_back({Step::Kind::cut, c.cut->time, number, kafka::GroupId{-1}, kafka::kNoClient});
      } else if (!c.cut && is_it(c.piece)) {
        held = true;
        const auto kind = c.piece.appended == first ? Step::Kind::appended : Step::Kind::replicated;
        steps.push_back({kind, c.piece.appended, number, kafka::GroupId{-1}, kafka::kNoClient});
      }
    }
  }
  bool confirmed = false;
  std::set<kafka::GroupId> committed;
  for (const view::LogMark& m : marks_) {
    if (m.time > now || m.time < first) continue;
    using Kind = view::LogMark::Kind;
    if (m.kind == Kind::high_watermark && !confirmed && m.offset > offset) {
      confirmed = true;
      steps.push_back({Step::Kind::committed, m.time, -1, m.group, m.member});
    } else if (m.kind == Kind::read && m.from <= offset && offset < m.offset) {
      steps.push_back({Step::Kind::read, m.time, -1, m.group, m.member});
    } else if (m.kind == Kind::committed && m.offset > offset && committed.insert(m.group).second) {
      steps.push_back({Step::Kind::offset_committed, m.time, -1, m.group, m.member});
    }
  }
  std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.time < b.time; });
  return steps;
}

}  // namespace logs
