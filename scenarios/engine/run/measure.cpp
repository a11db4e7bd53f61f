#include <algorithm>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>

#include "scenarios/engine/run/cluster_measures.h"
#include "scenarios/engine/run/expectations.h"
#include "scenarios/engine/run/group_measures.h"
#include "scenarios/engine/run/measured.h"
#include "scenarios/engine/run/run_result.h"
#include "sim/core/check.h"

namespace scenario {
namespace {

using Seen = Measured;

/// Whom an expectation is about, looked up by name.
struct Subject {
  const RunResult& run;
  const ApplicationResult* application = nullptr;
  const TopicResult* topic = nullptr;
  const GroupResult* group = nullptr;
  const WindowResult* window = nullptr;  ///< nullptr: the whole run

  [[nodiscard]] const ProducerTotals& totals() const {
    return application ? application->totals : topic ? topic->totals : run.totals;
  }
  [[nodiscard]] const ProduceStatistics& statistics() const {
    if (window != nullptr) {
      if (application) return window->applications.at(place_of(application, run.applications));
      return topic ? window->topics.at(place_of(topic, run.topics)) : window->statistics;
    }
    return application ? application->statistics : topic ? topic->statistics : run.statistics;
  }
  [[nodiscard]] const GroupStatistics& consumption() const {
    return window ? window->groups.at(place_of(group, run.groups)) : group->statistics;
  }
  [[nodiscard]] const ErrorCounts& errors() const { return window ? window->errors : run.errors; }
  [[nodiscard]] ErrorCounts::Question whose(std::string_view error) const {
    ErrorCounts::Question q;
    if (application) q.application = static_cast<int>(place_of(application, run.applications));
    if (topic) q.topic = kafka::TopicId(static_cast<std::int32_t>(place_of(topic, run.topics)));
    q.error = error;
    return q;
  }
  template <class T>
  static std::size_t place_of(const T* one, const std::vector<T>& all) {
    return static_cast<std::size_t>(one - all.data());
  }
  [[nodiscard]] std::int64_t produced() const {
    return application ? application->produced : topic ? topic->produced : run.produced;
  }
};

template <class T>
const T* find(const std::vector<T>& all, const std::string& name) {
  const auto it = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.name == name; });
  return it == all.end() ? nullptr : &*it;
}

const WindowResult* window_of(const ValueSpec& e, const RunResult& run) {
  if (e.whole_run()) return nullptr;
  const auto it = std::find_if(run.windows.begin(), run.windows.end(),
                               [&](const WindowResult& w) { return w.from == e.from && w.until == e.until; });
  SIM_CHECK(it != run.windows.end(), "a window that nobody watched");
  return &*it;
}

std::optional<Subject> subject_of(const ValueSpec& e, const RunResult& run) {
  Subject s{run};
  s.window = window_of(e, run);
  switch (e.about) {
    case SubjectKind::run:
    case SubjectKind::partition:
      return s;
    case SubjectKind::producer:
      s.application = find(run.applications, e.subject);
      break;
    case SubjectKind::topic:
      s.topic = find(run.topics, e.subject);
      break;
    case SubjectKind::group:
      s.group = find(run.groups, e.subject);
      break;
  }
  if (!s.application && !s.topic && !s.group) return std::nullopt;
  return s;
}

// ---- measures

Seen latency(const sim::Histogram& h, const std::string& statistic, const char* nothing) {
  if (h.empty()) return Seen::nothing(nothing);
  if (statistic == "min") return Seen::number(static_cast<double>(h.min()) * 1e-9);
  if (statistic == "max") return Seen::number(static_cast<double>(h.max()) * 1e-9);
  if (statistic == "mean") return Seen::number(h.mean() * 1e-9);
  SIM_CHECK(statistic.size() > 1 && statistic[0] == 'p', "an unknown statistic");
  const double q = std::strtod(statistic.c_str() + 1, nullptr) / 100;
  Seen s = Seen::number(static_cast<double>(h.value_at_quantile(q)) * 1e-9);
  s.tolerance = sim::Histogram::kRelativeError;
  return s;
}

sim::Histogram deliveries(const Subject& s) {
  if (s.group) return s.consumption().latency;
  sim::Histogram sum;
  if (s.window) {
    for (const GroupStatistics& g : s.window->groups) sum.merge(g.latency);
  } else {
    for (const GroupResult& g : s.run.groups) sum.merge(g.statistics.latency);
  }
  return sum;
}

Seen final_lag(const Subject& s) {
  std::int64_t sum = 0;
  bool anyone = false;
  for (const GroupResult& g : s.run.groups) {
    if (s.group && s.group != &g) continue;
    for (const ReadResult& r : g.reads) {
      if (s.topic && r.topic != s.topic->name) continue;
      anyone = true;
      sum += r.lag;
    }
  }
  if (!anyone) return Seen::nothing("no group reads it");
  if (s.run.produced == 0) return Seen::nothing("no record was produced");
  return Seen::count(sum);
}

Seen throughput(const Subject& s) {
  const RateSpan& span = s.group ? s.consumption().delivered : s.statistics().acknowledged;
  if (!span.has_rate()) {
    return Seen::nothing(span.records() == 0 ? "no record came through" : "all records came at one instant");
  }
  return Seen::number(span.per_second());
}

Seen producer_records(const ValueSpec& e, const Subject& s) {
  if (e.measure == "produced-records") return Seen::count(s.produced());
  const ProducerTotals& t = s.totals();
  if (s.produced() + t.rejected == 0) return Seen::nothing("no record was produced");
  if (e.measure == "produce-errors") return Seen::count(s.errors().refused_batches(s.whose(e.error)));
  if (e.measure == "acknowledged-records") {
    return Seen::count(s.window ? s.statistics().acknowledged.records() : t.acknowledged);
  }
  if (s.window || !e.error.empty()) return Seen::count(s.errors().failed_records(s.whose(e.error)));
  return Seen::count(t.failed + t.rejected);
}

Seen longest_stall(const Subject& s) {
  if (s.produced() == 0) return Seen::nothing("no record was produced");
  sim::Duration longest{0};
  for (const ApplicationResult& a : s.run.applications) {
    if (!s.application || s.application == &a) longest = std::max(longest, a.longest_stall);
  }
  return Seen::number(sim::to_seconds(longest));
}

Seen seen_of(const ValueSpec& e, const Subject& s) {
  const std::string& m = e.measure;
  if (m == "produced-records" || m == "acknowledged-records" || m == "failed-records" || m == "produce-errors") {
    return producer_records(e, s);
  }
  if (m == "producer-stall") return longest_stall(s);
  if (m == "final-lag") return final_lag(s);
  if (m == "throughput") return throughput(s);
  if (m == "produce-latency") return latency(s.statistics().latency, e.statistic, "no record was acknowledged");
  if (m == "end-to-end-latency") return latency(deliveries(s), e.statistic, "no record was delivered");
  if (m == "retained-records") {
    std::int64_t sum = 0;
    for (const PartitionResult& p : s.topic->partitions) sum += p.log_end_offset - p.log_start_offset;
    return Seen::count(sum);
  }
  if (m == "partition-counts") {
    Seen seen;
    for (const PartitionResult& p : s.topic->partitions) seen.list.push_back(p.log_end_offset);
    return seen;
  }
  SIM_CHECK(s.group != nullptr, "a measure of groups only");
  return measure_group(e, *s.group, s.window ? &s.consumption() : nullptr, s.run.end);
}

}  // namespace

Measured measure(const ValueSpec& e, const RunResult& result) {
  if (auto of_cluster = measure_cluster(e, result)) return *of_cluster;
  const auto subject = subject_of(e, result);
  if (!subject) return Seen::nothing(fmt::format("there is no {} {}", subject_name(e.about), e.subject));
  return seen_of(e, *subject);
}

}  // namespace scenario
