#pragma once
/// What the latest events said of sessions, groups and members, for the snapshot: things that nobody can be asked.

#include <map>
#include <optional>
#include <string>

#include "gui/view/snapshot.h"
#include "model/observe/event.h"

namespace view {

class Facts {
 public:
  struct Group {
    std::string state;
    std::int32_t generation = -1;
    std::int32_t coordinator = -1;
    std::string protocol;
  };

  template <class Kind>
  void tell(sim::HostId host, const Kind& e) {
    on(host, e);
  }

  /// The last session that a host opened and that has not been closed; nothing: none.
  [[nodiscard]] std::optional<kafka::SessionId> session_of(sim::HostId host) const;
  /// Whose process runs there, or ran there last.
  [[nodiscard]] std::optional<kafka::ClientId> client_on(sim::HostId host) const;
  [[nodiscard]] const Group& group(kafka::GroupId id) const;
  [[nodiscard]] MemberPhase phase(kafka::ClientId member) const;
  /// What the member owns, in its own view.
  [[nodiscard]] const std::vector<kafka::TopicPartition>& owned(kafka::ClientId member) const;
  [[nodiscard]] std::int32_t unclean_elections() const { return unclean_elections_; }

 private:
  struct Member {
    MemberPhase phase = MemberPhase::down;
    std::vector<kafka::TopicPartition> owned;
  };

  void on(sim::HostId host, const kafka::SessionOpened& e);
  void on(sim::HostId host, const kafka::SessionClosed& e);
  void on(sim::HostId host, const kafka::GroupStateChanged& e);
  void on(sim::HostId host, const kafka::GenerationStarted& e);
  void on(sim::HostId host, const kafka::GroupLoaded& e);
  void on(sim::HostId host, const kafka::GroupUnloaded& e);
  void on(sim::HostId host, const kafka::LeaderElected& e) {
    static_cast<void>(host);
    if (e.unclean) ++unclean_elections_;
  }
  void on(sim::HostId host, const kafka::ClientStarted& e);
  void on(sim::HostId host, const kafka::ClientStopped& e);
  void on(sim::HostId host, const kafka::ConsumerFailed& e);
  void on(sim::HostId host, const kafka::MemberJoining& e);
  void on(sim::HostId host, const kafka::MemberSyncing& e);
  void on(sim::HostId host, const kafka::MemberLeft& e);
  void on(sim::HostId host, const kafka::PartitionsAssigned& e);
  void on(sim::HostId host, const kafka::PartitionsRevoked& e) { give_up(host, e.member, e.partitions); }
  void on(sim::HostId host, const kafka::PartitionsLost& e) { give_up(host, e.member, e.partitions); }
  template <class Other>
  void on(sim::HostId, const Other&) {}
  void give_up(sim::HostId host, kafka::ClientId member, const std::vector<kafka::TopicPartition>& partitions);

  std::map<sim::HostId, kafka::SessionId> sessions_;
  std::vector<std::optional<kafka::ClientId>> clients_;  // by host
  std::map<kafka::GroupId, Group> groups_;
  std::map<kafka::ClientId, Member> members_;
  std::int32_t unclean_elections_ = 0;
};

}  // namespace view
