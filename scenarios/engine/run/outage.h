#pragma once
/// A time without service and where it went: phases that add up to the whole.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/types/ids.h"
#include "model/types/topic_partition.h"
#include "sim/core/time.h"

namespace scenario {

/// In the order in which they happen. One that does not happen takes no time; what happens in between belongs to the
/// next one that does.
enum class OutagePhase : std::uint8_t {
  before,               ///< stalls only: the leader still served, or served again
  detection,            ///< until ZooKeeper gives the session up or it is closed
  zookeeper,            ///< closeSession committed, until the watch fires
  controller_election,  ///< where the controller died too: until another is elected
  controller_loading,   ///< ... and has loaded its context
  controller_reaction,  ///< queue and reads, until the controller handles the change
  no_candidate,         ///< until one comes back: no replica that may lead is alive
  election,             ///< and its writes to ZooKeeper, until they are done
  leader_and_isr,       ///< until a broker leads
  discovery,            ///< metadata and backoff, until a producer sends to it
  acknowledgement,      ///< replication and the way back, until a producer is answered
};
inline constexpr std::size_t kOutagePhases = 11;
std::string_view name_of(OutagePhase phase);

class OutagePhases {
 public:
  [[nodiscard]] sim::Duration& operator[](OutagePhase phase) { return spans_[static_cast<std::size_t>(phase)]; }
  [[nodiscard]] sim::Duration operator[](OutagePhase phase) const { return spans_[static_cast<std::size_t>(phase)]; }
  [[nodiscard]] sim::Duration total() const;
  OutagePhases& operator+=(const OutagePhases& other);
  friend bool operator==(const OutagePhases&, const OutagePhases&) = default;

 private:
  std::array<sim::Duration, kOutagePhases> spans_{};
};

/// When each phase of an outage was over. A phase can only end after those that ended before it.
class OutageMarks {
 public:
  explicit OutageMarks(sim::SimTime began = {}) : began_(began) {}
  /// False if this phase or a later one is over already.
  bool reach(OutagePhase phase, sim::SimTime at);
  [[nodiscard]] bool reached(OutagePhase phase) const { return ends_[static_cast<std::size_t>(phase)].has_value(); }
  [[nodiscard]] std::optional<sim::SimTime> at(OutagePhase phase) const {
    return ends_[static_cast<std::size_t>(phase)];
  }
  [[nodiscard]] OutagePhase latest() const { return latest_; }
  [[nodiscard]] sim::SimTime began() const { return began_; }

  /// The time from `from` to `to` by phases; what is after the last mark belongs to `rest`.
  [[nodiscard]] OutagePhases within(sim::SimTime from, sim::SimTime to, OutagePhase rest) const;
  /// The same without what single producers did.
  [[nodiscard]] OutageMarks without_clients() const;

 private:
  sim::SimTime began_;
  OutagePhase latest_ = OutagePhase::before;
  std::array<std::optional<sim::SimTime>, kOutagePhases> ends_;
};

/// No live broker led and served the partition.
struct PartitionOutage {
  kafka::TopicPartition tp;
  kafka::BrokerId lost;    ///< the leader that went
  std::string_view cause;  ///< clean, kill, power_loss, pause, partition, moved
  sim::SimTime began;
  sim::SimTime ended;                         ///< a producer that waited was answered; without one: a broker leads
  OutagePhases phases;                        ///< of [began, ended)
  kafka::BrokerId leader = kafka::kNoBroker;  ///< the next one
  bool controller_died = false;
  bool finished = false;                    ///< false: it lasted to the end of the run
  std::optional<sim::Duration> isr_rejoin;  ///< from its end until all replicas were in sync again

  [[nodiscard]] sim::Duration length() const { return ended - began; }
};

/// A producer had records for a partition and got no acknowledgement for longer than the threshold.
struct ClientStall {
  kafka::ClientId producer;
  kafka::TopicPartition tp;
  sim::SimTime began;  ///< last acknowledgement before, or when the first record that waited was made
  sim::SimTime ended;  ///< first acknowledgement after
  OutagePhases phases;
  std::string_view cause;  ///< of the outage; "follower" = waiting for one that left the ISR; "" = none of these
  kafka::BrokerId broker = kafka::kNoBroker;  ///< whose absence it was

  [[nodiscard]] sim::Duration length() const { return ended - began; }
};

}  // namespace scenario
