#pragma once
/// What goes wrong in a scenario, and when: one entry of `faults:` as plain data.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/spec/location.h"
#include "sim/core/bytes.h"
#include "sim/core/time.h"
#include "sim/host/stop_kind.h"

namespace scenario {

enum class FaultKind : std::uint8_t {
  stop,
  kill,
  power_loss,
  restart,
  pause,
  partition,
  slow_link,
  flaky_link,
  slow_disk,
  full_disk,
  slow_host,
};

/// Names, and which keys of an entry a kind has beside those that all have.
struct FaultKindInfo {
  FaultKind kind;
  std::string_view name;     ///< as in the scenario file
  std::string_view meaning;  ///< for the reference
  std::vector<std::string_view> keys;
};

/// In the order of the enum.
const std::vector<FaultKindInfo>& fault_kinds();
std::string_view name_of(FaultKind kind);

/// Machines, described so that they can be found when the fault begins.
struct TargetSpec {
  enum class Kind : std::uint8_t {
    broker,           ///< broker-N
    zookeeper,        ///< zookeeper-N
    rack,             ///< rack-NAME: every machine there
    leader_of,        ///< leader-of T-P
    followers_of,     ///< followers-of T-P: all of them
    any_follower_of,  ///< any-follower-of T-P: one of them
    controller,
    zookeeper_leader,
    zookeeper_followers,
    producer,       ///< producer NAME: one instance, or all of the application
    consumer,       ///< consumer NAME: one member, or all of the group
    brokers,        ///< all
    zookeepers,     ///< all: written zookeeper
    clients,        ///< all
    any_broker,     ///< one of those that the fault can hit
    any_zookeeper,  ///< likewise
    any_producer,   ///< likewise
    any_consumer,   ///< likewise
    random,         ///< any broker or ZooKeeper server
  };
  Kind kind = Kind::broker;
  std::string text;         ///< as written
  std::string name;         ///< rack, topic, producer, consumer
  std::int32_t number = 0;  ///< broker.id, myid, partition
};
using Targets = std::vector<TargetSpec>;

enum class LinkDirection : std::uint8_t {
  both,
  out,  ///< only what the target sends
  in,   ///< only what it is sent
};

struct FaultSpec {
  FaultKind kind = FaultKind::kill;
  Targets target;
  sim::Duration at{0};
  sim::Duration duration = sim::kForever;  ///< `for`; until the end of the run
  sim::Duration every{0};                  ///< 0: once
  std::int64_t repeat = -1;                ///< times in all; -1: until the end of the run
  sim::Duration jitter{0};                 ///< each time begins up to so much later

  sim::StopKind how = sim::StopKind::clean;  ///< restart
  Targets peers;                             ///< links: the other end; empty: everybody else
  std::vector<Targets> groups;               ///< partition: instead of target and peers
  LinkDirection direction = LinkDirection::both;
  sim::Duration latency{0};         ///< slow link: added, one way
  sim::Duration latency_jitter{0};  ///< plus up to so much
  sim::BytesPerSecond bandwidth;    ///< slow link: shared by all its traffic of one direction; 0: unlimited
  sim::Duration ramp{0};            ///< slow link: time in which its latency grows from nothing to all
  double probability = 0;           ///< flaky link: that a message breaks its connection
  double factor = 1;                ///< slow disk and host: times as long

  Location where;
};

}  // namespace scenario
