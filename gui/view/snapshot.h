#pragma once
/// The state of a run at one instant, as plain values: what every screen shows. Made between two events, never changed
/// afterwards, handed from the run's thread to the screen's.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "gui/view/name_table.h"
#include "model/cluster/cluster_controls.h"
#include "model/types/ids.h"
#include "model/types/topic_partition.h"
#include "scenarios/engine/trucks/geo.h"
#include "scenarios/engine/trucks/truck_summary.h"
#include "sim/core/time.h"

namespace view {

enum class ReplicaLook : std::uint8_t {
  leader,
  in_sync,      ///< a follower that is in the stored ISR, and alive
  out_of_sync,  ///< alive, not in the stored ISR
  offline,      ///< its process does not run; it may still stand in the ISR
};

/// One replica on its broker. Offsets are kUnknownOffset (-1) while the process is down.
struct ReplicaNow {
  kafka::TopicPartition tp;
  ReplicaLook look = ReplicaLook::in_sync;
  bool listed = false;  ///< in the stored ISR
  std::int32_t leader_epoch = -1;
  std::int64_t log_start = -1;
  std::int64_t log_end = -1;
  std::int64_t high_watermark = -1;
};

struct BrokerNow {
  std::int32_t id = 0;
  sim::HostId host;
  std::string name;  ///< "broker-101"
  std::string rack;
  kafka::MachineState state = kafka::MachineState::running;
  bool controller = false;                    ///< /controller names it
  std::optional<sim::Duration> session_left;  ///< of one that is silent: until ZooKeeper gives its session up
  bool registered = true;                     ///< /brokers/ids has it
  std::string faults;                         ///< letters of the faults that hit it now: "AC"
  std::int32_t leaders = 0;
  std::int64_t request_queue = 0;
  double bytes_in = 0;               ///< per second, over the last second, from producers: as BytesInPerSec
  double bytes_out = 0;              ///< likewise, to consumers
  double handlers = 0;               ///< busy share of the request handlers, 0 to 1
  double disk = 0;                   ///< busy share of the disk
  std::vector<ReplicaNow> replicas;  ///< by topic and number; assigned ones, Kafka's own topics left out
};

/// Their broker.id, in place: a snapshot has two of them for each partition, and many are made.
using Brokers = boost::container::small_vector<std::int32_t, 4>;

struct PartitionNow {
  kafka::TopicPartition tp;
  std::string name;  ///< "orders-0"
  bool internal = false;
  Brokers replicas;          ///< preferred leader first
  Brokers isr;               ///< as stored
  std::int32_t leader = -1;  ///< as stored; -1: none
  std::int32_t leader_epoch = -1;
  std::int32_t min_isr = 1;
  bool serving = true;  ///< a live broker leads it and knows that it does
  std::int64_t log_start = -1;
  std::int64_t log_end = -1;  ///< the leader's
  std::int64_t high_watermark = -1;

  [[nodiscard]] bool under_replicated() const { return isr.size() < replicas.size(); }
  [[nodiscard]] bool under_min_isr() const { return static_cast<std::int32_t>(isr.size()) < min_isr; }
};

/// A producer application, all its instances together.
struct ProducerNow {
  std::string name;
  std::int32_t instances = 1;
  std::int32_t running = 1;
  std::string acks;  ///< "0", "1", "all"
  bool idempotent = false;
  std::string topic;
  double acknowledged = 0;       ///< records per second, over the last second
  double failed = 0;             ///< likewise
  double retries = 0;            ///< batches per second, likewise
  std::int64_t unfinished = 0;   ///< records accepted by send(), neither acknowledged nor given up
  double buffer = 0;             ///< used share of buffer.memory, the fullest instance
  std::optional<double> p99_ms;  ///< produce latency over the last second
  std::vector<sim::HostId> hosts;
};

enum class MemberPhase : std::uint8_t { down, starting, joining, syncing, stable };

struct MemberNow {
  kafka::ClientId client;
  sim::HostId host;
  std::string name;  ///< "location-dashboard-2"
  kafka::MachineState state = kafka::MachineState::running;
  MemberPhase phase = MemberPhase::starting;
  std::string faults;
  std::vector<kafka::TopicPartition> partitions;  ///< that it owns, in its own view
  std::int64_t lag = 0;
};

/// A group in one partition.
struct ReadingNow {
  kafka::TopicPartition tp;
  std::int64_t committed = -1;
  std::int64_t position = -1;
  std::int64_t lag = 0;  ///< CONSUMER LAG: high watermark - committed
  kafka::ClientId owner = kafka::kNoClient;
};

struct GroupNow {
  kafka::GroupId id;
  std::string name;
  std::string state;  ///< Stable, PreparingRebalance ...; "" : no coordinator knows it
  std::int32_t generation = -1;
  std::int32_t coordinator = -1;  ///< broker.id
  bool coordinator_up = false;    ///< its process answers: while it does not, what is committed is not known
  std::string protocol;           ///< the assignor
  std::int64_t lag = 0;
  double processed = 0;  ///< records per second, over the last second
  std::vector<MemberNow> members;
  std::vector<ReadingNow> readings;
};

struct ZooKeeperNow {
  std::int32_t id = 0;
  sim::HostId host;
  std::string name;  ///< "zookeeper-1"
  kafka::MachineState state = kafka::MachineState::running;
  std::string role;  ///< LEADING, FOLLOWING, LOOKING; "" while its process is down
  bool serving = false;
  std::string faults;
};

/// Records that travel a link at this rate.
struct FlowNow {
  enum class Kind : std::uint8_t { produce, replicate, consume };
  Kind kind = Kind::produce;
  sim::HostId from;
  sim::HostId to;
  kafka::TopicPartition tp;
  double batches = 0;  ///< per second, over the last second
};

/// What the health strip says. `truth`: what is so. `operators`: what the metrics of the processes that answer add up
/// to, which is all that people who run a real cluster have.
struct HealthNow {
  std::int32_t brokers_online = 0;
  std::int32_t brokers = 0;
  std::int32_t controllers = 0;
  std::int32_t under_replicated = 0;
  std::int32_t offline = 0;
  std::int32_t under_min_isr = 0;
  std::int32_t unclean_elections = 0;
  double bytes_in = 0;  ///< per second
  std::optional<double> produce_p99_ms;
  std::int64_t lag = 0;
  std::int64_t lost = 0;  ///< acknowledged records that some group will never process; an operator is never told
};

struct TruckNow {
  int truck = 0;
  scenario::GeoPoint real;
  scenario::GeoPoint shown;     ///< where the location dashboard believes it to be
  std::int32_t heading = 0;     ///< compass degrees of the real one
  double age_s = -1;            ///< of what is shown; -1: never shown
  double error_km = 0;          ///< from shown to real
  std::int32_t partition = -1;  ///< of its last report
  std::int64_t offset = -1;
};

struct TrucksNow {
  std::vector<TruckNow> trucks;
  scenario::DashboardState dashboard;
  scenario::NotificationSummary notification;  ///< as it stands
};

/// Records by their produce latency: four bars an octave from 0.1 ms on.
struct LatencyBars {
  static constexpr double kFirstMs = 0.1;
  static constexpr int kPerOctave = 4;
  static constexpr int kBars = 72;
  std::array<float, kBars> records{};  ///< in the last 5 s
};

struct Snapshot {
  std::shared_ptr<const NameTable> names;
  sim::SimTime time;
  std::uint64_t event = 0;     ///< observed events so far
  std::uint64_t executed = 0;  ///< events of the scheduler so far
  std::vector<BrokerNow> brokers;
  std::vector<ZooKeeperNow> zookeeper;
  bool quorum = true;
  std::vector<PartitionNow> partitions;
  std::vector<ProducerNow> producers;
  std::vector<GroupNow> groups;
  std::vector<FlowNow> flows;
  HealthNow truth;
  HealthNow operators;
  LatencyBars latency;
  std::optional<TrucksNow> trucks;

  [[nodiscard]] double seconds() const { return sim::to_seconds(time - sim::kTimeZero); }
};

}  // namespace view
