#pragma once
/// What was done to the cluster, and when: faults and administrators' commands, for the summary.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/observe/event_sink.h"

namespace scenario {

/// One time that a fault happened, or could not.
struct FaultRow {
  std::int32_t fault = 0;  ///< its place in the scenario, from 0
  std::string kind;
  std::string target;  ///< as resolved; as written if nothing answered to it
  sim::SimTime begin;
  std::optional<sim::SimTime> end;  ///< nothing: it lasted until the end of the run
  std::string missing;              ///< why nothing was hit; "" = it happened
};

struct CommandRow {
  sim::SimTime time;  ///< of the answer
  std::string command;
  std::string target;
  std::string error;  ///< "" = done
};

/// Keeps at most kMostRows of each: a fault every second is seen from the first ones too.
class FaultLog final : public kafka::EventSink {
 public:
  static constexpr std::size_t kMostRows = 10'000;

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  [[nodiscard]] const std::vector<FaultRow>& faults() const { return faults_; }
  [[nodiscard]] const std::vector<CommandRow>& commands() const { return commands_; }

 private:
  std::vector<FaultRow> faults_;
  std::vector<CommandRow> commands_;
};

}  // namespace scenario
