#pragma once
/// Groups over time, for their chart: who owned what, who joined and synced, what nobody read and why.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/view/chunk.h"
#include "scenarios/engine/run/experiment.h"

namespace view {

/// Members' bands are followed here; readers and rebalances come from the run's own account of them.
class GroupsWatch {
 public:
  explicit GroupsWatch(const scenario::Experiment& experiment) : experiment_(experiment) {}

  template <class Kind>
  void tell(sim::SimTime now, const Kind& e) {
    now_ = now;
    on(e);
  }

  /// nullptr: nothing has changed since the last call.
  std::shared_ptr<const GroupsChart> take_changed(sim::SimTime now);

 private:
  /// What a member does now; bands overlap while it joins and keeps what it owns (cooperative).
  struct Member {
    kafka::GroupId group;
    std::optional<std::size_t> owning;  ///< into members_: owns, idle or dead
    std::optional<std::size_t> phase;   ///< joining or syncing
    std::vector<kafka::TopicPartition> owned;
    std::int32_t generation = -1;
  };
  /// A process that stands still reads nothing, though it owns partitions in everybody's eyes.
  struct Pause {
    kafka::ClientId member;
    sim::SimTime begin;
    std::optional<sim::SimTime> end;
  };

  void on(const kafka::ClientStarted& e);
  void on(const kafka::ClientStopped& e);
  void on(const kafka::ConsumerFailed& e);
  void on(const kafka::MemberJoining& e);
  void on(const kafka::MemberJoined& e) { step(e.member, MemberBand::syncing); }
  void on(const kafka::MemberSyncing& e) { step(e.member, MemberBand::syncing); }
  void on(const kafka::MemberLeft& e);
  void on(const kafka::PartitionsAssigned& e);
  void on(const kafka::PartitionsRevoked& e) { give_up(e.member, e.partitions); }
  void on(const kafka::PartitionsLost& e) { give_up(e.member, e.partitions); }
  void on(const kafka::GroupAssigned& e);
  void on(const kafka::PositionSet&) { changed_ = true; }
  void on(const kafka::RebalanceStarted&) { changed_ = true; }
  void on(const kafka::GenerationStarted&) { changed_ = true; }
  void on(const kafka::FaultBegan& e);
  void on(const kafka::FaultEnded& e);
  template <class Other>
  void on(const Other&) {}

  /// nullptr: not a member of a group.
  Member* member(kafka::ClientId id);
  void step(kafka::ClientId id, MemberBand band);
  void begin(std::optional<std::size_t>& slot, kafka::ClientId id, MemberBand band, std::string why = "");
  void end(std::optional<std::size_t>& slot);
  void own(kafka::ClientId id, Member& m);
  void give_up(kafka::ClientId id, const std::vector<kafka::TopicPartition>& partitions);
  void die(kafka::ClientId id, std::string why);
  [[nodiscard]] std::string idle_why(const Member& m) const;
  [[nodiscard]] const scenario::GroupSpec& spec(kafka::GroupId group) const;
  void add_readers(GroupsChart& chart, kafka::GroupId group) const;
  void add_pauses(GroupsChart& chart) const;

  const scenario::Experiment& experiment_;
  sim::SimTime now_;
  bool changed_ = false;
  std::map<kafka::ClientId, Member> by_client_;
  std::map<kafka::GroupId, kafka::GroupAssigned> assigned_;  // the last one
  std::vector<MemberSpan> members_;
  std::vector<Pause> pauses_;
};

}  // namespace view
