#include "scenarios/engine/run/group_reading.h"

#include <algorithm>

namespace scenario {
namespace {

constexpr std::size_t kMostCommits = 8;

bool idle(const GroupReading::Reader& r) { return !r.active && r.hand.empty(); }

}  // namespace

// ---- who reads

GroupReading::Reader& GroupReading::reader(kafka::ClientId member, std::int64_t position) {
  const auto known =
      std::find_if(readers_.begin(), readers_.end(), [&](const Reader& r) { return r.member == member; });
  begun_ = true;
  if (known != readers_.end()) return *known;
  Reader fresh;
  fresh.member = member;
  fresh.position = position;
  fresh.processed_end = position;
  readers_.push_back(std::move(fresh));
  return readers_.back();
}

void GroupReading::start(kafka::ClientId member, std::int64_t position) {
  Reader& r = reader(member, position);
  r.active = true;
  r.position = position;
  r.hand.cut(position);  // will be returned again
  r.processed_end = r.hand.empty() ? position : std::min(r.processed_end, r.hand.begin());
}

void GroupReading::gave_up(sim::SimTime now, kafka::ClientId member, std::string_view how) {
  const std::int64_t stood = next();
  for (Reader& r : readers_) {
    if (r.member != member || !r.active) continue;
    r.active = false;
    held_ = stood;
    gone_ = {member, now, how};
  }
  std::erase_if(readers_, idle);
}

std::vector<WrittenRun> GroupReading::let_go(kafka::ClientId member) {
  std::vector<WrittenRun> gone;
  for (Reader& r : readers_) {
    if (r.member != member) continue;
    r.hand.for_range(0, r.hand.end(), [&](const WrittenRun& run) { gone.push_back(run); });
    r.hand = {};
  }
  std::erase_if(readers_, idle);
  return gone;
}

std::vector<WrittenRun> GroupReading::ended(sim::SimTime now, kafka::ClientId member, std::string_view how) {
  const auto it = std::find_if(readers_.begin(), readers_.end(), [&](const Reader& r) { return r.member == member; });
  last_polls_.erase(member);
  if (it == readers_.end()) return {};
  std::vector<WrittenRun> dropped(it->hand.runs().begin(), it->hand.runs().end());
  held_ = needed();
  if (it->active) gone_ = {member, now, how};
  readers_.erase(it);
  return dropped;
}

void GroupReading::committed(const Commit& commit) {
  if (!commits_.empty() && commits_.back().offset == commit.offset) return;  // the first one counts
  commits_.push_back(commit);
  if (commits_.size() > kMostCommits) commits_.pop_front();
}

void GroupReading::topic_deleted() {
  readers_.clear();
  commits_.clear();
  last_polls_.clear();
  held_ = 0;
  polled_offsets_ = {};
  processed_offsets_ = {};
}

void GroupReading::goes_back(std::int64_t offset) {
  if (cut_ && offset <= cut_->to) cut_.reset();
  for (auto& [producer, s] : streams_) s.passed = {};
}

// ---- records

void GroupReading::polled(sim::SimTime now, kafka::ClientId member, std::int64_t poll, const WrittenRun& run,
                          const PartitionLog& log) {
  Reader& r = reader(member, run.base);
  const LastPoll here{poll, now, run.end()};
  compare_with_last_poll(here, member, run.base, log);
  last_polls_[member] = here;

  const std::int64_t known_offsets = polled_offsets_.count_in(run.base, run.end());
  const std::int64_t known_records = run.count - stream(run.producer).polled.add(run.first_id, run.end_id());
  const std::int64_t again = std::min(known_offsets, known_records);
  polled_records_ += run.count;
  reread_ += again;
  anomalies_.duplicate += known_records - again;
  anomalies_.inconsistent_offsets += known_offsets - again;
  const bool nothing_between = r.position < run.base && !log.any_in(r.position, run.base);
  polled_offsets_.add(nothing_between ? r.position : run.base, run.end());

  r.active = true;
  r.position = run.end();
  r.hand.append(run);
}

/// Jepsen: int-poll-skip+nonmonotonic-cases, poll-skip+nonmonotonic-cases.
void GroupReading::compare_with_last_poll(const LastPoll& now, kafka::ClientId member, std::int64_t base,
                                          const PartitionLog& log) {
  const auto last = last_polls_.find(member);
  if (last == last_polls_.end()) return;
  const std::int64_t from = last->second.end;
  const bool same = last->second.poll == now.poll && last->second.time == now.time;
  if (base < from) ++(same ? anomalies_.int_nonmonotonic_poll : anomalies_.nonmonotonic_poll);
  if (base <= from) return;
  if (log.any_in(from, base) || polled_offsets_.count_in(from, base) > 0)
    ++(same ? anomalies_.int_poll_skip : anomalies_.poll_skip);
}

GroupReading::Processed GroupReading::processed(kafka::ClientId member, const WrittenRun& run) {
  Processed result;
  const auto by = std::find_if(readers_.begin(), readers_.end(), [&](const Reader& r) { return r.member == member; });
  note_processed_offsets(by == readers_.end() ? nullptr : &*by, run);
  if (by != readers_.end()) by->hand.remove(run.base, run.end());
  std::erase_if(readers_, idle);

  Stream& s = stream(run.producer);
  s.deliveries += run.count;
  result.was_polled = s.polled.contains_all(run.first_id, run.end_id());
  const IntervalSet these = IntervalSet::of(run.first_id, run.end_id());
  result.again = IntervalSet::both(these, s.processed).intervals();
  const std::int64_t late_end = std::clamp(s.processed.end(), run.first_id, run.end_id());
  if (late_end > run.first_id) result.late = IntervalSet::minus(IntervalSet::of(run.first_id, late_end), s.processed);
  s.reordered += result.late.count();
  s.processed.add(run.first_id, run.end_id());
  return result;
}

void GroupReading::note_processed_offsets(Reader* by, const WrittenRun& run) {
  if (by) {
    if (by->processed_end < run.base && !by->hand.any_in(by->processed_end, run.base))
      processed_offsets_.add(by->processed_end, run.base);  // markers and what was aborted
    by->processed_end = std::max(by->processed_end, run.end());
  }
  const std::int64_t late_end = std::clamp(processed_offsets_.end(), run.base, run.end());
  const std::int64_t late = processed_offsets_.add(run.base, late_end);
  reordered_in_log_ += late;
  processed_count_ += late + processed_offsets_.add(late_end, run.end());
}

std::optional<WrittenRun> GroupReading::put_aside(kafka::ClientId member, std::int64_t offset) {
  std::optional<WrittenRun> found;
  for (Reader& r : readers_) {
    if (r.member != member) continue;
    r.hand.for_range(offset, offset + 1, [&](const WrittenRun& run) { found = run; });
    r.hand.remove(offset, offset + 1);
  }
  return found;
}

// ---- questions

std::int64_t GroupReading::next() const {
  std::optional<std::int64_t> lowest;
  for (const Reader& r : readers_)
    if (r.active) lowest = std::min(lowest.value_or(r.position), r.position);
  if (lowest) return *lowest;
  return commits_.empty() ? held_ : commits_.back().offset;
}

std::int64_t GroupReading::needed() const {
  std::int64_t lowest = next();
  for (const Reader& r : readers_)
    if (!r.hand.empty()) lowest = std::min(lowest, r.hand.begin());
  return lowest;
}

IntervalSet GroupReading::in_hand(kafka::ClientId producer) const {
  IntervalSet ids;
  for (const Reader& r : readers_)
    for (const WrittenRun& run : r.hand.runs())
      if (run.producer == producer) ids.add(run.first_id, run.end_id());
  return ids;
}

kafka::ClientId GroupReading::another_reader(kafka::ClientId than) const {
  for (const Reader& r : readers_)
    if (r.active && r.member != than) return r.member;
  return kafka::kNoClient;
}

IntervalSet GroupReading::unfinished(const WrittenRun& run) const {
  const Stream* const known = find(run.producer);
  IntervalSet ids = IntervalSet::of(run.first_id, run.end_id());
  if (!known) return ids;
  if (known->processed.contains_all(run.first_id, run.end_id())) return {};
  return IntervalSet::minus(IntervalSet::minus(ids, known->processed), known->skipped);
}

IntervalSet GroupReading::undecided(const WrittenRun& run, const IntervalSet& acknowledged) const {
  IntervalSet ids = unfinished(run);
  const Stream* const known = find(run.producer);
  if (!known || known->skipped.count_in(run.first_id, run.end_id()) == 0) return ids;
  const IntervalSet skipped = IntervalSet::both(IntervalSet::of(run.first_id, run.end_id()), known->skipped);
  ids.add(IntervalSet::minus(IntervalSet::minus(skipped, acknowledged), known->processed));
  return ids;
}

std::optional<GroupReading::Commit> GroupReading::last_commit() const {
  if (commits_.empty()) return std::nullopt;
  return commits_.back();
}

std::optional<GroupReading::Commit> GroupReading::commit_over(std::int64_t offset) const {
  for (const Commit& c : commits_)
    if (c.offset > offset) return c;
  return std::nullopt;
}

const GroupReading::Stream* GroupReading::find(kafka::ClientId producer) const {
  const auto found = streams_.find(producer);
  return found == streams_.end() ? nullptr : &found->second;
}

std::size_t GroupReading::kept() const {
  std::size_t sum = polled_offsets_.intervals().size() + processed_offsets_.intervals().size();
  for (const Reader& r : readers_) sum += r.hand.kept();
  for (const auto& [producer, s] : streams_)
    sum += s.polled.intervals().size() + s.processed.intervals().size() + s.skipped.intervals().size();
  return sum;
}

}  // namespace scenario
