#pragma once
/// A little world that emits the events of a partition, its producers and one group at random, and keeps its own
/// account of every record, one by one: what a ledger says must be what this says.

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "scenarios/engine/run/record_state.h"
#include "sim/random/rng.h"
#include "tests/scenarios/run/feed.h"

namespace scenario {

class PlainWorld {
 public:
  PlainWorld(kafka::EventSink& sink, std::uint64_t seed) : feed_(sink), rng_(seed) {}

  /// One thing happens.
  void step();

  struct Record {
    bool acknowledged = false;
    bool failed = false;
    bool skipped = false;
    std::int64_t polled = 0;
    std::int64_t processed = 0;
  };
  using Id = std::pair<std::int32_t, std::int64_t>;  ///< producer, number
  [[nodiscard]] const std::map<Id, Record>& records() const { return records_; }
  [[nodiscard]] RecordState state(const Id& id) const;

 private:
  struct Place {
    std::int64_t offset;
    Id id;
  };
  struct Member {
    std::optional<std::int64_t> position;
    std::vector<Place> hand;
  };

  void produce();
  void append(std::int64_t first, std::int32_t count);
  void change_leader();
  void start_member();
  void poll();
  void process();
  void commit();
  void revoke();
  void kill();

  std::int32_t any_member() { return 50 + static_cast<std::int32_t>(rng_.below(2)); }
  void as(std::int32_t member) { feed_.member = member; }
  [[nodiscard]] std::int64_t next() const;
  [[nodiscard]] bool in_hand(const Id& id) const;
  [[nodiscard]] bool to_come(const Id& id) const;

  Feed feed_;
  sim::Rng rng_;
  std::vector<Id> log_;
  std::map<Id, Record> records_;
  std::map<std::int32_t, std::int64_t> numbers_;
  std::map<std::int32_t, Member> members_;
  std::optional<std::int64_t> committed_;
  std::int64_t held_ = 0;
  bool begun_ = false;
};

inline void PlainWorld::step() {
  feed_.now += std::chrono::milliseconds(1);
  const std::uint64_t dice = rng_.below(100);
  if (dice < 30) return produce();
  if (dice < 33) return change_leader();
  if (dice < 45) return start_member();
  if (dice < 65) return poll();
  if (dice < 85) return process();
  if (dice < 95) return commit();
  if (dice < 97) return revoke();
  kill();
}

inline void PlainWorld::produce() {
  feed_.producer = static_cast<std::int32_t>(rng_.below(2));
  const auto count = static_cast<std::int32_t>(rng_.between(1, 5));
  std::int64_t& number = numbers_[feed_.producer];
  const std::int64_t first = number;
  number += count;
  feed_.sent(first, count);
  for (std::int64_t i = first; i < number; ++i) records_[{feed_.producer, i}];
  const int copies = rng_.chance(0.1) ? 0 : rng_.chance(0.1) ? 2 : 1;
  for (int c = 0; c < copies; ++c) {
    if (c > 0) feed_.sent(first, count, 2);
    append(first, count);
    for (std::int64_t i = first; i < number; ++i) log_.emplace_back(feed_.producer, i);
  }
  const bool gives_up = copies == 0 || rng_.chance(0.1);
  if (gives_up && rng_.chance(0.5)) return;  // still at it
  for (std::int64_t i = first; i < number; ++i) {
    Record& r = records_[{feed_.producer, i}];
    (gives_up ? r.failed : r.acknowledged) = true;
  }
  if (gives_up) return feed_.failed(first, count);
  feed_.acknowledged(first, count, static_cast<std::int64_t>(log_.size()) - count);
}

/// All replicas have it at once: what a leader lacks is gone for good.
inline void PlainWorld::append(std::int64_t first, std::int32_t count) {
  const std::int32_t leader = feed_.leader;
  const auto offset = static_cast<std::int64_t>(log_.size());
  feed_.appended(first, count, offset);
  for (feed_.leader = 101; feed_.leader <= 103; ++feed_.leader)
    if (feed_.leader != leader) feed_.appended(first, count, offset, false);
  feed_.leader = leader;
}

inline void PlainWorld::change_leader() {
  const auto ends = static_cast<std::int64_t>(log_.size()) - rng_.between(0, 4);
  ++feed_.epoch;
  feed_.leader = 101 + static_cast<std::int32_t>(rng_.below(3));
  const std::int64_t end = std::max<std::int64_t>(ends, 0);
  log_.resize(static_cast<std::size_t>(end));
  feed_.leads(feed_.leader, feed_.epoch, end);
}

inline void PlainWorld::start_member() {
  const std::int32_t m = any_member();
  Member& member = members_[m];
  if (member.position) return;
  const auto end = static_cast<std::int64_t>(log_.size());
  const bool latest = !committed_ && rng_.chance(0.3);
  const std::int64_t at = committed_ ? std::min(*committed_, end) : latest ? end : 0;
  if (!begun_) {
    for (std::int64_t o = 0; o < at; ++o) {
      Record& r = records_[log_[static_cast<std::size_t>(o)]];
      r.skipped = r.processed == 0;
    }
  }
  begun_ = true;
  member.position = at;
  std::erase_if(member.hand, [&](const Place& p) { return p.offset >= at; });
  as(m);
  feed_.position(at, committed_ ? kafka::PositionSource::committed_offset
                     : latest   ? kafka::PositionSource::reset_latest
                                : kafka::PositionSource::reset_earliest);
}

inline void PlainWorld::poll() {
  const std::int32_t m = any_member();
  Member& member = members_[m];
  if (!member.position) return;
  as(m);
  const auto end =
      std::min<std::int64_t>(*member.position + rng_.between(1, 8), static_cast<std::int64_t>(log_.size()));
  for (; *member.position < end; ++*member.position) {
    const Id id = log_[static_cast<std::size_t>(*member.position)];
    feed_.producer = id.first;
    feed_.polled(id.second, 1, *member.position);
    ++records_[id].polled;
    std::erase_if(member.hand, [&](const Place& p) { return p.offset >= *member.position; });
    member.hand.push_back({*member.position, id});
  }
}

inline void PlainWorld::process() {
  const std::int32_t m = any_member();
  Member& member = members_[m];
  as(m);
  for (std::int64_t left = rng_.between(1, 6); left > 0 && !member.hand.empty(); --left) {
    const Place place = member.hand.front();
    member.hand.erase(member.hand.begin());
    feed_.producer = place.id.first;
    feed_.processed(place.id.second, 1, place.offset);
    ++records_[place.id].processed;
  }
}

inline void PlainWorld::commit() {
  const std::int32_t m = any_member();
  const Member& member = members_[m];
  if (!member.position) return;
  const bool before = rng_.chance(0.3);  // it is processed
  const std::int64_t at = before || member.hand.empty() ? *member.position : member.hand.front().offset;
  if (committed_ && *committed_ == at) return;
  committed_ = at;
  as(m);
  feed_.committed(at);
}

inline void PlainWorld::revoke() {
  const std::int32_t m = any_member();
  Member& member = members_[m];
  if (!member.position) return;
  held_ = next();
  member.position.reset();
  feed_.emit(kafka::PartitionsRevoked{kafka::GroupId(0), kafka::ClientId(m), kafka::Generation(1), {orders(0)}});
}

inline void PlainWorld::kill() {
  const std::int32_t m = any_member();
  Member& member = members_[m];
  std::int64_t stood = next();
  for (const auto& [other, o] : members_)
    if (!o.hand.empty()) stood = std::min(stood, o.hand.front().offset);
  if (member.position || !member.hand.empty()) held_ = stood;
  member = {};
  feed_.stopped(m);
}

inline std::int64_t PlainWorld::next() const {
  std::optional<std::int64_t> lowest;
  for (const auto& [m, member] : members_)
    if (member.position) lowest = std::min(lowest.value_or(*member.position), *member.position);
  return lowest.value_or(committed_.value_or(held_));
}

inline bool PlainWorld::in_hand(const Id& id) const {
  for (const auto& [m, member] : members_)
    for (const Place& p : member.hand)
      if (p.id == id) return true;
  return false;
}

inline bool PlainWorld::to_come(const Id& id) const {
  for (auto o = static_cast<std::size_t>(next()); o < log_.size(); ++o)
    if (log_[o] == id) return true;
  return in_hand(id);
}

inline RecordState PlainWorld::state(const Id& id) const {
  const Record& r = records_.at(id);
  if (r.processed > 0) return RecordState::delivered;
  if (r.failed) return to_come(id) ? RecordState::unknown : RecordState::failed;
  if (!r.acknowledged) return RecordState::unfinished;
  if (r.skipped) return RecordState::skipped;
  return to_come(id) ? RecordState::unread : RecordState::lost;
}

}  // namespace scenario
