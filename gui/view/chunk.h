#pragma once
/// What a run has done since it was last asked: handed from the run's thread to whoever keeps the record of it.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gui/view/snapshot.h"
#include "scenarios/engine/trucks/notification_service.h"

namespace view {

/// A quantity over time, by its path: "broker-101/bytes-in", "produce/latency/p99", "group/shop/lag".
struct SeriesInfo {
  std::string path;
  std::string label;  ///< in a chart's legend: "broker-101", "p99"
  std::string unit;   ///< "bytes/s", "ms", "records", "partitions", "%", "1/s"
};

/// Samples of one instant: which series, which value.
struct MetricRow {
  double seconds = 0;
  std::vector<std::pair<std::uint32_t, float>> values;
};

enum class EventClass : std::uint8_t {
  fault,
  broker,
  zookeeper,
  controller,
  election,
  isr,
  log,
  client,
  group,
  transaction,
  request
};
inline constexpr std::size_t kEventClasses = 11;

/// One thing that happened, in words.
struct EventRow {
  std::uint64_t number = 0;  ///< of all observed events, from 1
  sim::SimTime time;
  EventClass kind = EventClass::request;
  std::string_view name;    ///< the event's name in events.jsonl: "LeaderElected"
  std::string who;          ///< the entity: "broker-102", "orders-0", "group shop"
  std::string where;        ///< the machine on which it happened: "broker-101"; "" = the cluster as a whole
  std::string text;         ///< a sentence
  std::string detail;       ///< its fields: "leader=101 leader_epoch=3"
  std::uint64_t cause = 0;  ///< number of the event that led to it; 0: none is known
  std::string because;      ///< how it led to it, and the setting that decided: "session.timeout.ms=45 s"
  bool turn = false;        ///< changes something: worth stopping at
};

/// One time that a fault happened; the letters go on A ... Z, AA ...
struct FaultSpan {
  std::int32_t fault = 0;  ///< place in the scenario, those injected by hand behind
  std::string letter;
  std::string kind;
  std::string target;
  sim::SimTime begin;
  std::optional<sim::SimTime> end;
  bool by_hand = false;
};

enum class MemberBand : std::uint8_t { owns, joining, syncing, dead, idle };
/// A member of a group for a while.
struct MemberSpan {
  kafka::GroupId group;
  kafka::ClientId member;
  MemberBand band = MemberBand::owns;
  sim::SimTime begin;
  std::optional<sim::SimTime> end;
  std::vector<kafka::TopicPartition> partitions;  ///< owns
  std::int32_t generation = -1;
  std::string why;
};
/// A partition and its reader in a group for a while; no reader: nobody reads it.
struct ReaderSpan {
  kafka::GroupId group;
  kafka::TopicPartition tp;
  kafka::ClientId reader = kafka::kNoClient;
  sim::SimTime begin;
  std::optional<sim::SimTime> end;
  std::string why;  ///< nobody reads: "owner is dead", "stop the world", "moves to another member"
  kafka::ClientId before = kafka::kNoClient;  ///< nobody reads: who read it last
};
/// A rebalance and what it cost.
struct RebalanceSpan {
  kafka::GroupId group;
  std::int32_t generation = -1;
  sim::SimTime begin;
  std::optional<sim::SimTime> end;
  std::string reason;
  std::string protocol;
  std::int64_t reread = 0;
  bool cooperative = false;                      ///< members keep what does not move
  std::int32_t before = -1;                      ///< the generation that ends
  std::int32_t coordinator = -1;                 ///< broker.id
  kafka::ClientId caused_by = kafka::kNoClient;  ///< kNoClient: nobody in particular
  kafka::ClientId waited_for = kafka::kNoClient;
  std::int32_t stopped_partitions = 0;  ///< that nobody read in it
  sim::SimTime stopped_from;            ///< and from when
  sim::Duration stopped{0};             ///< until how much later one of them was unread still
  bool still_stopped = false;           ///< one of them is unread at the end of what is known
};
/// All of all groups so far; replaced as a whole when it changes.
struct GroupsChart {
  std::vector<MemberSpan> members;
  std::vector<ReaderSpan> readers;
  std::vector<RebalanceSpan> rebalances;
};

/// A batch on its way.
struct Hop {
  FlowNow::Kind kind = FlowNow::Kind::produce;
  sim::HostId from;
  sim::HostId to;
  kafka::TopicPartition tp;
  std::int32_t records = 0;
  sim::SimTime sent;
  sim::SimTime received;
  std::int64_t base_offset = -1;
};

/// Some records in a replica's log, as one batch wrote them.
struct LogBatch {
  std::int32_t broker = 0;
  kafka::TopicPartition tp;
  std::int64_t base_offset = 0;
  std::int32_t count = 0;
  std::int32_t leader_epoch = 0;
  kafka::ClientId producer = kafka::kNoClient;
  std::int64_t first_id = 0;
  sim::SimTime appended;
  bool control = false;
};
/// A replica lost what was from `to` on.
struct LogCut {
  std::int32_t broker = 0;
  kafka::TopicPartition tp;
  std::int64_t from = 0;
  std::int64_t to = 0;
  sim::SimTime time;
  std::string reason;
};

/// A partition's log was confirmed, read or committed up to (not including) an offset.
struct LogMark {
  enum class Kind : std::uint8_t { high_watermark, read, committed };
  Kind kind = Kind::high_watermark;
  kafka::TopicPartition tp;
  std::int64_t offset = 0;
  std::int64_t from = 0;                      ///< read: the first one
  kafka::GroupId group{-1};                   ///< read, committed
  kafka::ClientId member = kafka::kNoClient;  ///< likewise
  sim::SimTime time;
};

/// A line that a process has written into its log.
struct LogLine {
  sim::SimTime time;
  std::string process;  ///< "broker-101", "zookeeper-2", a client's name
  char level = 'I';     ///< I, W, E
  std::string text;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

struct Chunk {
  sim::SimTime until;  ///< all that happened up to here is told
  std::uint64_t event = 0;
  std::vector<SeriesInfo> new_series;  ///< numbered on from those told before
  std::vector<MetricRow> metrics;
  std::vector<EventRow> events;
  std::vector<SnapshotPtr> frames;            ///< at whole multiples of the frame step
  std::vector<FaultSpan> faults;              ///< begun, or changed: by (fault, begin)
  std::shared_ptr<const GroupsChart> groups;  ///< nullptr: as before
  std::vector<Hop> hops;
  std::vector<LogBatch> batches;
  std::vector<LogCut> cuts;
  std::vector<LogMark> marks;
  std::vector<scenario::AlertRow> alerts;
  std::vector<LogLine> logs;
  std::vector<std::string> violations;                    ///< invariants broken: the run must stop and say so
  std::vector<std::pair<double, std::uint64_t>> digests;  ///< (seconds, trajectory hash) at each metric row
};

}  // namespace view
