#include "scenarios/engine/run/cluster_measures.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "scenarios/engine/run/run_result.h"

namespace scenario {
namespace {

using Window = ClusterHistory::Window;

/// What one expectation asks of the history.
class Question {
 public:
  Question(const ValueSpec& e, const RunResult& run) : e_(e), run_(run) {
    for (std::size_t t = 0; t < run.topics.size(); ++t) {
      if (!e.subject.empty() && run.topics[t].name == e.subject) topic_ = kafka::TopicId(static_cast<std::int32_t>(t));
    }
  }

  [[nodiscard]] bool unknown_topic() const {
    return (e_.about == SubjectKind::topic || e_.about == SubjectKind::partition) && !topic_;
  }

  [[nodiscard]] std::optional<Measured> answer() const {
    const std::string_view m = e_.measure;
    if (m == "leader" || m == "leader-epoch" || m == "isr" || m == "isr-size") return partition_state();
    if (m == "under-replicated-partitions") return partitions(run_.history.under_replicated(topic_));
    if (m == "offline-partitions") return partitions(run_.history.offline(topic_));
    if (m == "under-replicated-time") return time_above_zero(run_.history.under_replicated(topic_));
    if (m == "zookeeper-outage") return time_above_zero(run_.history.zookeeper_down());
    if (m == "partition-outage") return outage();
    if (m == "controller") return Measured::count(run_.history.controller(moment()).value());
    if (m == "controller-epoch") return Measured::count(run_.history.controller_epoch(moment()));
    if (m == "zookeeper-leader") return Measured::count(run_.history.zookeeper_leader(moment()));
    if (m == "allowed-losses" || m == "invariant-violations") return promises();
    return incidents();
  }

 private:
  [[nodiscard]] sim::SimTime moment() const { return e_.at ? sim::kTimeZero + *e_.at : run_.end; }

  /// To the end of the run, which is part of it.
  [[nodiscard]] Window window() const {
    const sim::SimTime end = run_.end + sim::Duration{1};
    const sim::SimTime until = e_.until == sim::kForever ? end : std::min(sim::kTimeZero + e_.until, end);
    return {sim::kTimeZero + e_.from, until};
  }
  /// The same for lengths of time.
  [[nodiscard]] Window span() const {
    const Window w = window();
    return {w.from, std::min(w.until, run_.end)};
  }

  [[nodiscard]] Measured partition_state() const {
    const kafka::TopicPartition tp{*topic_, kafka::PartitionId(e_.partition)};
    if (e_.statistic == "min") {
      const auto least = run_.history.least_isr(tp, span());
      return least ? Measured::count(*least) : no_partition();
    }
    const auto state = run_.history.state(tp, moment());
    if (!state) return no_partition();
    if (e_.measure == "leader") return Measured::count(state->leader.value());
    if (e_.measure == "leader-epoch") return Measured::count(state->leader_epoch.value());
    if (e_.measure == "isr-size") return Measured::count(static_cast<std::int64_t>(state->isr.size()));
    Measured m;
    for (const kafka::BrokerId id : state->isr) m.list.push_back(id.value());
    std::sort(m.list.begin(), m.list.end());
    return m;
  }
  static Measured no_partition() { return Measured::nothing("there is no such partition then"); }

  [[nodiscard]] Measured partitions(const LevelHistory& level) const {
    return Measured::count(e_.statistic == "max" ? level.most(span().from, span().until) : level.at(moment()));
  }

  [[nodiscard]] Measured time_above_zero(const LevelHistory& level) const {
    const Window w = span();
    return seconds(e_.statistic == "total" ? level.above_zero(w.from, w.until)
                                           : level.longest_above_zero(w.from, w.until));
  }

  [[nodiscard]] Measured outage() const {
    const auto partition =
        e_.about == SubjectKind::partition ? std::optional(kafka::PartitionId(e_.partition)) : std::nullopt;
    const ClusterHistory::Outage outage = run_.history.outage(topic_, partition, span());
    return seconds(e_.statistic == "total" ? outage.total : outage.longest);
  }

  [[nodiscard]] Measured promises() const {
    if (!run_.promises) return Measured::nothing("no invariant watched the run");
    if (e_.measure == "allowed-losses") return Measured::count(run_.promises->allowed_lost_records);
    return Measured::count(static_cast<std::int64_t>(run_.promises->violations.size()));
  }

  [[nodiscard]] std::optional<Measured> incidents() const {
    struct Name {
      std::string_view measure;
      Incident incident;
    };
    static constexpr std::array<Name, kIncidents> kNames{{{"leader-elections", Incident::leader_election},
                                                          {"unclean-elections", Incident::unclean_election},
                                                          {"isr-shrinks", Incident::isr_shrink},
                                                          {"isr-expands", Incident::isr_expand},
                                                          {"controller-elections", Incident::controller_election},
                                                          {"sessions-expired", Incident::session_expired},
                                                          {"faults-without-target", Incident::fault_without_target},
                                                          {"failed-admin-commands", Incident::failed_command}}};
    for (const Name& n : kNames) {
      if (n.measure == e_.measure) return Measured::count(run_.history.count(n.incident, topic_, window()));
    }
    return std::nullopt;
  }

  static Measured seconds(sim::Duration d) { return Measured::number(sim::to_seconds(d)); }

  const ValueSpec& e_;
  const RunResult& run_;
  std::optional<kafka::TopicId> topic_;
};

}  // namespace

std::optional<Measured> measure_cluster(const ValueSpec& expectation, const RunResult& run) {
  const Question question(expectation, run);
  if (!question.unknown_topic()) return question.answer();
  if (expectation.about == SubjectKind::topic) return std::nullopt;  // the records' measures say so too
  return Measured::nothing(fmt::format("there is no topic {}", expectation.subject));
}

}  // namespace scenario
