#include <fmt/format.h>

#include "gui/view/causes.h"

namespace view {

// ---- coordinators

Reason Causes::on(const kafka::CoordinatorFound& e) {
  const std::uint64_t cause =
      latest({last(Slot::coordinator_lost, e.client.value()), last(Slot::client_up, e.client.value())});
  note(Slot::coordinator_found, e.client.value());
  return {cause, ""};
}

Reason Causes::on(const kafka::CoordinatorLost& e) {
  const std::uint64_t cause = latest({trouble(e.coordinator), fault(names_.client(e.client))});
  note(Slot::coordinator_lost, e.client.value());
  return {cause != 0 ? cause : last(Slot::lost, e.client.value()), ""};
}

Reason Causes::on(const kafka::GroupLoaded& e) {
  const std::uint64_t cause = last(Slot::leads_group, e.broker.value());
  note(Slot::loaded, e.group.value());
  return {cause, "Who leads the group's partition of __consumer_offsets is its coordinator"};
}

Reason Causes::on(const kafka::GroupUnloaded& e) {
  return {last(Slot::handled, e.broker.value()), "It no longer leads the group's partition of __consumer_offsets"};
}

Reason Causes::on(const kafka::OffsetsExpired& e) {
  return {last(Slot::rebalance, e.group.value()), "Nobody has been a member for " + settings_.offsets_retention()};
}

// ---- rebalances, at the coordinator

Reason Causes::on(const kafka::GroupStateChanged& e) {
  const std::int64_t g = e.group.value();
  if (e.to == "PreparingRebalance") return {last(Slot::trigger, g), ""};
  if (e.to == "Stable") return {last(Slot::generation, g), "The leader's assignment is there"};
  return {latest({last(Slot::rebalance, g), last(Slot::trigger, g)}), ""};
}

Reason Causes::on(const kafka::RebalanceStarted& e) {
  Reason reason{last(Slot::trigger, e.group.value()), "Every change of the members makes the group assign anew"};
  if (reason.number == 0)
    reason.number = latest({last(Slot::joining, e.member.value()), last(Slot::loaded, e.group.value())});
  note(Slot::rebalance, e.group.value());
  return reason;
}

Reason Causes::on(const kafka::GroupMemberAdded& e) {
  const std::uint64_t cause = last(Slot::joining, e.member.value());
  note(Slot::trigger, e.group.value());
  note(Slot::added, e.member.value());
  return {cause, ""};
}

Reason Causes::on(const kafka::GroupMemberRemoved& e) {
  Reason reason;
  const std::int64_t m = e.member.value();
  if (e.reason == "session timeout") {
    reason.number = latest({trouble(e.member), trouble(names_.host(host_))});
    if (reason.number == 0) reason.number = last(Slot::coordinator_lost, m);
    reason.because = "No heartbeat for " + settings_.session_timeout(e.group);
  } else if (e.reason == "LeaveGroup") {
    reason = {latest({last(Slot::left, m), trouble(e.member)}), "It said that it leaves"};
  } else if (e.reason == "replaced") {
    reason = {last(Slot::joining, m), "The same group.instance.id has joined again"};
  } else {
    reason = {latest({last(Slot::rebalance, e.group.value()), trouble(e.member)}),
              "The group waited for it for " + settings_.max_poll_interval(e.group)};
  }
  note(Slot::trigger, e.group.value());
  note(Slot::removed, m);
  return reason;
}

Reason Causes::on(const kafka::GenerationStarted& e) {
  const std::uint64_t cause = last(Slot::rebalance, e.group.value());
  note(Slot::generation, e.group.value());
  return {cause, e.members.empty() ? "" : "All members have joined, or their time was over"};
}

Reason Causes::on(const kafka::GroupAssigned& e) {
  const std::uint64_t cause = last(Slot::generation, e.group.value());
  note(Slot::assigned, e.group.value());
  return {cause, "The group's leader assigns: " + settings_.assignment_strategy(e.group)};
}

// ---- rebalances, at the members

Reason Causes::on(const kafka::MemberJoining& e) {
  const std::int64_t m = e.member.value();
  std::uint64_t cause = latest({last(Slot::client_up, m), last(Slot::coordinator_found, m)});
  if (e.generation != kafka::kNoGeneration)
    cause = latest({last(Slot::rebalance, e.group.value()), last(Slot::removed, m)});
  note(Slot::joining, m);
  if (last(Slot::rebalance, e.group.value()) < last(Slot::assigned, e.group.value()))
    note(Slot::trigger, e.group.value());
  return {cause, e.generation == kafka::kNoGeneration ? "" : "Its heartbeat was answered: REBALANCE_IN_PROGRESS"};
}

Reason Causes::on(const kafka::MemberJoined& e) {
  const std::uint64_t cause = last(Slot::generation, e.group.value());
  note(Slot::joined, e.member.value());
  return {cause, ""};
}

Reason Causes::on(const kafka::MemberSyncing& e) { return {last(Slot::joined, e.member.value()), ""}; }

Reason Causes::on(const kafka::JoinFailed& e) {
  return {latest({last(Slot::joining, e.member.value()), last(Slot::coordinator_lost, e.member.value())}), ""};
}

Reason Causes::on(const kafka::PartitionsAssigned& e) {
  const std::uint64_t cause = latest({last(Slot::assigned, e.group.value()), last(Slot::generation, e.group.value())});
  note(Slot::assigned, -1 - e.member.value());
  return {cause, settings_.assignment_strategy(e.group)};
}

Reason Causes::on(const kafka::PartitionsRevoked& e) {
  return {latest({last(Slot::rebalance, e.group.value()), last(Slot::assigned, e.group.value())}),
          "In a rebalance members give up what others may get: " + settings_.assignment_strategy(e.group)};
}

Reason Causes::on(const kafka::PartitionsLost& e) {
  return {latest({last(Slot::removed, e.member.value()), last(Slot::coordinator_lost, e.member.value())}),
          "It is no longer a member, so others may own them already"};
}

Reason Causes::on(const kafka::MemberLeft& e) {
  const std::uint64_t cause = fault(names_.client(e.member));
  note(Slot::left, e.member.value());
  const bool slow = e.reason.find("poll") != std::string_view::npos;
  return {cause, slow ? "poll() was not called for " + settings_.max_poll_interval(e.group) : ""};
}

Reason Causes::on(const kafka::CommitFailed& e) {
  return {latest({last(Slot::coordinator_lost, e.member.value()), last(Slot::rebalance, e.group.value())}), ""};
}

}  // namespace view
