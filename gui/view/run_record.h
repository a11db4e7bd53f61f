#pragma once
/// All that is known of a run so far, for looking at any instant of it: what its thread has told, put together. Belongs
/// to whoever looks; one thread.

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/view/chunk.h"
#include "gui/view/grain.h"
#include "gui/view/pyramid.h"

namespace view {

class RunRecord {
 public:
  struct Series {
    SeriesInfo info;
    Pyramid samples;
  };
  /// More than `kept` of hops, batches, marks, events and log lines are forgotten, oldest first.
  explicit RunRecord(Kept kept = {}) : kept_(kept) {}

  /// The chunks that come now are of a run that begins anew and goes through what is known.
  void begin_run();
  void add(Chunk chunk);
  /// Another branch begins here: what was known after it is forgotten.
  void cut_after(sim::SimTime time, std::uint64_t event);

  [[nodiscard]] sim::SimTime until() const { return until_; }
  [[nodiscard]] std::uint64_t event() const { return event_; }

  /// nullptr: there is none of that path.
  [[nodiscard]] const Series* find(const std::string& path) const;
  /// Those whose path begins and ends so, in the order in which they came: ("broker-", "/bytes-in").
  [[nodiscard]] std::vector<const Series*> series(const std::string& prefix, const std::string& suffix) const;
  [[nodiscard]] const std::deque<Series>& all_series() const { return series_; }

  [[nodiscard]] const std::deque<EventRow>& events() const { return events_; }
  /// nullptr: not told, or forgotten.
  [[nodiscard]] const EventRow* event(std::uint64_t number) const;
  /// The last one at or before `time` that is a turn; the first one after. nullptr: none.
  [[nodiscard]] const EventRow* turn_before(sim::SimTime time) const;
  [[nodiscard]] const EventRow* turn_after(sim::SimTime time) const;

  /// The last frame at or before `time`; nullptr: none.
  [[nodiscard]] SnapshotPtr frame(sim::SimTime time) const;
  [[nodiscard]] const std::vector<SnapshotPtr>& frames() const { return frames_; }
  [[nodiscard]] const std::vector<FaultSpan>& faults() const { return faults_; }
  /// nullptr before the first group did anything.
  [[nodiscard]] const GroupsChart* groups() const { return groups_.get(); }
  [[nodiscard]] const std::deque<Hop>& hops() const { return hops_; }
  [[nodiscard]] const std::deque<LogBatch>& batches() const { return batches_; }
  [[nodiscard]] const std::deque<LogMark>& marks() const { return marks_; }
  [[nodiscard]] const std::vector<LogCut>& cuts() const { return cuts_; }
  [[nodiscard]] const std::vector<scenario::AlertRow>& alerts() const { return alerts_; }
  /// What processes wrote, in order of time.
  [[nodiscard]] const std::deque<LogLine>& logs() const { return logs_; }
  [[nodiscard]] const std::vector<std::string>& violations() const { return violations_; }

  /// How often a step that was gone through again had the digest of the first time, and whether one ever had not.
  [[nodiscard]] std::int64_t verified_steps() const { return verified_; }
  [[nodiscard]] const std::optional<double>& diverged_at() const { return diverged_at_; }

 private:
  void add_metrics(const Chunk& chunk);
  void add_digests(const Chunk& chunk);
  void add_faults(const Chunk& chunk);

  Kept kept_;
  sim::SimTime until_ = sim::kTimeZero - std::chrono::hours(1);
  std::uint64_t event_ = 0;
  std::deque<Series> series_;                 // stay where they are: charts point at them
  std::map<std::string, std::size_t> paths_;  // into series_
  std::vector<std::size_t> numbers_;          // of the run's own, into series_
  std::deque<EventRow> events_;
  std::vector<SnapshotPtr> frames_;
  std::vector<FaultSpan> faults_;
  std::shared_ptr<const GroupsChart> groups_;
  std::deque<Hop> hops_;
  std::deque<LogBatch> batches_;
  std::vector<LogCut> cuts_;
  std::deque<LogMark> marks_;
  std::vector<scenario::AlertRow> alerts_;
  std::deque<LogLine> logs_;
  std::vector<std::string> violations_;
  std::vector<std::pair<double, std::uint64_t>> digests_;
  std::int64_t verified_ = 0;
  std::optional<double> diverged_at_;
};

}  // namespace view
