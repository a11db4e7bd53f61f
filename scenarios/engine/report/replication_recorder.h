#pragma once
/// How well each partition was replicated, from moment to moment, as ZooKeeper has it.

#include <map>
#include <optional>
#include <vector>

#include "model/observe/event_sink.h"

namespace report {

class ReplicationRecorder final : public kafka::EventSink {
 public:
  /// From a moment on.
  struct State {
    sim::SimTime time;
    kafka::BrokerId leader = kafka::kNoBroker;
    std::vector<kafka::BrokerId> isr;
    std::size_t replicas = 0;  ///< 0: the topic is deleted

    [[nodiscard]] bool offline() const { return replicas > 0 && leader == kafka::kNoBroker; }
    [[nodiscard]] bool under_replicated() const { return isr.size() < replicas; }
  };
  /// All partitions together, from a moment on.
  struct Level {
    sim::SimTime time;
    std::int64_t under_replicated = 0;
    std::int64_t offline = 0;
    std::int64_t missing = 0;  ///< replicas out of sync, all together
  };

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  [[nodiscard]] const std::map<kafka::TopicPartition, std::vector<State>>& partitions() const { return partitions_; }
  /// One for each moment at which anything changed.
  [[nodiscard]] const std::vector<Level>& levels() const { return levels_; }

 private:
  void change(kafka::TopicPartition tp, State state);

  std::map<kafka::TopicPartition, std::vector<State>> partitions_;
  std::vector<Level> levels_;
};

}  // namespace report
