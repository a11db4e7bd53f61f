#include "gui/view/run_record.h"

#include <algorithm>
#include <utility>

#include "gui/view/seconds.h"

namespace view {
namespace {

template <class T>
void append(std::deque<T>& to, std::vector<T>&& more, std::size_t most) {
  for (T& x : more) to.push_back(std::move(x));
  while (to.size() > most) to.pop_front();
}

template <class T>
void append(std::vector<T>& to, std::vector<T>&& more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

template <class Span>
void cut(std::vector<Span>& spans, sim::SimTime time) {
  std::erase_if(spans, [&](const Span& s) { return s.begin > time; });
  for (Span& s : spans)
    if (s.end && *s.end > time) s.end.reset();
}

std::shared_ptr<const GroupsChart> cut_after(const GroupsChart& chart, sim::SimTime time) {
  auto kept = std::make_shared<GroupsChart>(chart);
  cut(kept->members, time);
  cut(kept->readers, time);
  cut(kept->rebalances, time);
  return kept;
}

}  // namespace

void RunRecord::begin_run() { numbers_.clear(); }

void RunRecord::add(Chunk chunk) {
  add_metrics(chunk);
  add_digests(chunk);
  add_faults(chunk);
  // What a run goes through again was told the first time.
  const auto known = [this](sim::SimTime t) { return t <= until_; };
  std::erase_if(chunk.hops, [&](const Hop& h) { return known(h.received); });
  std::erase_if(chunk.batches, [&](const LogBatch& b) { return known(b.appended); });
  std::erase_if(chunk.cuts, [&](const LogCut& c) { return known(c.time); });
  std::erase_if(chunk.marks, [&](const LogMark& m) { return known(m.time); });
  std::erase_if(chunk.events, [&](const EventRow& e) { return e.number <= event_; });
  std::erase_if(chunk.frames, [&](const SnapshotPtr& f) { return known(f->time); });
  append(events_, std::move(chunk.events), kept_.events);
  append(frames_, std::move(chunk.frames));
  append(hops_, std::move(chunk.hops), kept_.hops);
  append(batches_, std::move(chunk.batches), kept_.batches);
  append(cuts_, std::move(chunk.cuts));
  append(marks_, std::move(chunk.marks), kept_.marks);
  append(alerts_, std::move(chunk.alerts));
  append(logs_, std::move(chunk.logs), kept_.log_lines);
  if (chunk.until >= until_) {
    append(violations_, std::move(chunk.violations));
    if (chunk.groups) groups_ = std::move(chunk.groups);
  }
  until_ = std::max(until_, chunk.until);
  event_ = std::max(event_, chunk.event);
}

void RunRecord::add_metrics(const Chunk& chunk) {
  for (const SeriesInfo& info : chunk.new_series) {
    const auto [it, added] = paths_.try_emplace(info.path, series_.size());
    if (added) series_.push_back({info, {}});
    numbers_.push_back(it->second);
  }
  for (const MetricRow& row : chunk.metrics) {
    if (row.seconds <= seconds(until_)) continue;
    for (const auto& [number, value] : row.values) series_[numbers_[number]].samples.append(row.seconds, value);
  }
}

void RunRecord::add_digests(const Chunk& chunk) {
  for (const auto& [t, digest] : chunk.digests) {
    if (digests_.empty() || t > digests_.back().first) {
      digests_.emplace_back(t, digest);
      continue;
    }
    const auto it = std::lower_bound(digests_.begin(), digests_.end(), std::pair{t, std::uint64_t{0}});
    if (it == digests_.end() || it->first != t) continue;
    if (it->second == digest)
      ++verified_;
    else if (!diverged_at_)
      diverged_at_ = t;
  }
}

void RunRecord::add_faults(const Chunk& chunk) {
  for (const FaultSpan& span : chunk.faults) {
    const auto it = std::find_if(faults_.begin(), faults_.end(), [&](const FaultSpan& f) {
      return f.fault == span.fault && f.begin == span.begin && f.target == span.target;
    });
    if (it == faults_.end())
      faults_.push_back(span);
    else if (span.end)
      it->end = span.end;
  }
}

void RunRecord::cut_after(sim::SimTime time, std::uint64_t event) {
  for (Series& s : series_) s.samples.cut_after(seconds(time));
  std::erase_if(events_, [&](const EventRow& e) { return e.number > event; });
  std::erase_if(frames_, [&](const SnapshotPtr& f) { return f->time > time; });
  std::erase_if(faults_, [&](const FaultSpan& f) { return f.begin > time; });
  for (FaultSpan& f : faults_)
    if (f.end && *f.end > time) f.end.reset();
  std::erase_if(hops_, [&](const Hop& h) { return h.received > time; });
  std::erase_if(batches_, [&](const LogBatch& b) { return b.appended > time; });
  std::erase_if(cuts_, [&](const LogCut& c) { return c.time > time; });
  std::erase_if(marks_, [&](const LogMark& m) { return m.time > time; });
  if (groups_) groups_ = view::cut_after(*groups_, time);
  std::erase_if(alerts_, [&](const scenario::AlertRow& a) { return a.time && *a.time > time; });
  std::erase_if(logs_, [&](const LogLine& l) { return l.time > time; });
  std::erase_if(digests_, [&](const auto& d) { return d.first > seconds(time); });
  violations_.clear();
  until_ = std::min(until_, time);
  event_ = std::min(event_, event);
}

// ---- questions

const RunRecord::Series* RunRecord::find(const std::string& path) const {
  const auto it = paths_.find(path);
  return it == paths_.end() ? nullptr : &series_[it->second];
}

std::vector<const RunRecord::Series*> RunRecord::series(const std::string& prefix, const std::string& suffix) const {
  std::vector<const Series*> found;
  for (const Series& s : series_)
    if (s.info.path.starts_with(prefix) && s.info.path.ends_with(suffix)) found.push_back(&s);
  return found;
}

const EventRow* RunRecord::event(std::uint64_t number) const {
  const auto it = std::lower_bound(events_.begin(), events_.end(), number,
                                   [](const EventRow& e, std::uint64_t n) { return e.number < n; });
  return it != events_.end() && it->number == number ? &*it : nullptr;
}

const EventRow* RunRecord::turn_before(sim::SimTime time) const {
  for (auto it = events_.rbegin(); it != events_.rend(); ++it)
    if (it->turn && it->time < time) return &*it;
  return nullptr;
}

const EventRow* RunRecord::turn_after(sim::SimTime time) const {
  for (const EventRow& e : events_)
    if (e.turn && e.time > time) return &e;
  return nullptr;
}

SnapshotPtr RunRecord::frame(sim::SimTime time) const {
  const auto it = std::upper_bound(frames_.begin(), frames_.end(), time,
                                   [](sim::SimTime t, const SnapshotPtr& f) { return t < f->time; });
  return it == frames_.begin() ? nullptr : *std::prev(it);
}

}  // namespace view
