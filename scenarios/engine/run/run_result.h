#pragma once
/// Everything that is known at the end of a run, as plain values: what is judged, summed up and printed.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/engine/run/cluster_history.h"
#include "scenarios/engine/run/error_counts.h"
#include "scenarios/engine/run/expectations.h"
#include "scenarios/engine/run/fault_log.h"
#include "scenarios/engine/run/fingerprint.h"
#include "scenarios/engine/run/ledger.h"
#include "scenarios/engine/run/outage.h"
#include "scenarios/engine/run/rebalances.h"
#include "scenarios/engine/run/recorder.h"
#include "scenarios/engine/run/window_watch.h"
#include "scenarios/engine/trucks/truck_summary.h"

namespace scenario {

/// A producer application, all its instances together.
struct ApplicationResult {
  std::string name;
  std::int32_t instances = 0;
  std::int64_t produced = 0;  ///< records that send() accepted
  ProducerTotals totals;
  ProduceStatistics statistics;
  sim::Duration longest_stall{0};

  /// Accepted, neither acknowledged nor failed when the run ended, by a process that still lives.
  [[nodiscard]] std::int64_t in_flight() const { return produced - totals.finished(); }
};

struct PartitionResult {
  std::int32_t leader = -1;
  std::vector<std::int32_t> isr;
  std::int64_t log_start_offset = 0;
  std::int64_t high_watermark = 0;
  std::int64_t log_end_offset = 0;  ///< the leader's
};

struct TopicResult {
  std::string name;
  bool internal = false;
  std::int64_t produced = 0;
  ProducerTotals totals;
  ProduceStatistics statistics;
  std::vector<PartitionResult> partitions;
};

/// A group in one partition.
struct ReadResult {
  std::string topic;
  std::int32_t partition = 0;
  std::int64_t committed = -1;  ///< -1: none
  std::int64_t position = -1;   ///< -1: unknown
  std::int64_t lag = 0;         ///< high watermark - committed (unknown: position; that unknown too: log start)
};

/// Records with whom something is not as it should be, and why.
struct IrregularityResult {
  Irregularity::Kind kind = Irregularity::Kind::lost;
  std::string producer;
  kafka::TopicPartition tp;
  Interval ids;
  std::string cause;
};

struct GroupResult {
  std::string name;
  std::int32_t members = 0;
  std::vector<std::string> topics;
  GroupTotals totals;
  GroupStatistics statistics;
  std::vector<ReadResult> reads;
  std::vector<IrregularityResult> irregularities;  ///< at most kMostIrregularitiesShown of each kind
  std::int64_t irregularities_left_out = 0;        ///< how many more there are
  GroupRebalances rebalances;

  [[nodiscard]] std::int64_t lag() const {
    std::int64_t sum = 0;
    for (const ReadResult& r : reads) sum += r.lag;
    return sum;
  }
};
inline constexpr std::size_t kMostIrregularitiesShown = 20;

struct TrucksResult {
  DashboardSummary dashboard;
  NotificationSummary notification;
};

/// What the invariants found.
struct PromisesResult {
  std::vector<std::string> violations;      ///< promises broken, in words; lines with their chains of causes
  std::vector<std::string> excused;         ///< rules that did not hold, as these settings and faults allow
  std::vector<std::string> allowed_losses;  ///< acknowledged records lost as the configuration allows
  std::int64_t allowed_lost_records = 0;
};

/// Times without service, and where they went.
struct OutagesResult {
  std::vector<PartitionOutage> partitions;
  std::vector<ClientStall> clients;
  std::vector<std::string> client_names;  ///< of clients, in their order
  std::vector<std::string> lines;         ///< the longest, in words
};

struct RunResult {
  std::string name;
  std::string variant;  ///< "" = the scenario itself
  std::string title;
  std::string variant_title;
  std::uint64_t seed = 0;
  sim::SimTime end;
  std::int64_t produced = 0;
  ProducerTotals totals;
  ProduceStatistics statistics;
  Counters counters;
  std::map<std::string, RequestStatistics> requests;
  std::vector<ApplicationResult> applications;
  std::vector<TopicResult> topics;
  std::vector<GroupResult> groups;
  std::vector<std::string> client_names;  ///< by ClientId
  std::optional<TrucksResult> trucks;

  ClusterHistory history;
  ErrorCounts errors;
  std::vector<WindowResult> windows;  ///< those that expectations ask for
  std::vector<FaultRow> faults;
  std::vector<CommandRow> commands;
  std::optional<PromisesResult> promises;  ///< nothing: no invariant watched the run
  OutagesResult outages;

  std::vector<Judgement> verdicts;
  std::vector<Measured> answers;            ///< to ScenarioSpec::asked
  std::vector<std::string> contradictions;  ///< promises broken: the model or its account is wrong
  Fingerprints fingerprints;
  std::uint64_t executed_events = 0;  ///< of the scheduler
  std::uint64_t observed_events = 0;  ///< seen by sinks

  /// None of those that could be judged was missed.
  [[nodiscard]] bool met() const;
  /// The account adds up, and no invariant was broken.
  [[nodiscard]] bool kept_promises() const {
    return contradictions.empty() && (!promises || promises->violations.empty());
  }
};

/// The outcome fingerprint: per topic and partition the final offsets, per application and topic what was produced,
/// acknowledged and failed, per group what was delivered, lost, duplicated and reordered, per partition read the
/// committed offset. No times, no attempts.
std::uint64_t outcome_hash(const RunResult& result);

}  // namespace scenario
