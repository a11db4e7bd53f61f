#pragma once
/// What happened to the cluster and to clients that may later be the cause of something: changes of leader and ISR,
/// truncations, faults, processes that end. A small history: the last few hundred of them.

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "model/observe/event.h"

namespace scenario {

struct Turn {
  enum class Kind { fault, fault_end, broker_stopped, broker_started, leader, isr, truncated };
  Kind kind = Kind::fault;
  sim::SimTime time;
  kafka::TopicPartition tp;                    ///< leader, isr, truncated
  kafka::BrokerId broker = kafka::kNoBroker;   ///< whose
  kafka::LeaderEpoch epoch = kafka::kNoEpoch;  ///< leader, isr
  std::int64_t from = 0;                       ///< truncated: log end before; leader: log end
  std::int64_t to = 0;
  std::vector<kafka::BrokerId> isr = {};
  std::string fault = {};     ///< its kind as in the scenario
  std::string target = {};    ///< of a fault
  std::string_view how = {};  ///< broker_stopped
};

class Turns {
 public:
  void on(sim::SimTime now, const kafka::FaultBegan& e);
  void on(sim::SimTime now, const kafka::FaultEnded& e);
  void on(sim::SimTime now, const kafka::BrokerStopped& e);
  void on(sim::SimTime now, const kafka::BrokerStarted& e);
  void on(sim::SimTime now, const kafka::BecameLeader& e);
  void on(sim::SimTime now, const kafka::PartitionStateChanged& e);
  void on(sim::SimTime now, const kafka::LogTruncated& e);

  /// From `since` on: what concerns the partition, the broker's process, or is a fault that hit the broker. The last
  /// few, if they are many.
  [[nodiscard]] std::vector<Turn> about(kafka::TopicPartition tp, kafka::BrokerId broker, sim::SimTime since) const;

 private:
  void add(Turn turn);

  std::deque<Turn> turns_;
};

/// Of "broker-101" or "broker-101, broker-102".
bool names_broker(std::string_view target, kafka::BrokerId broker);

}  // namespace scenario
