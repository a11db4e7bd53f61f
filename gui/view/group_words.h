#pragma once
/// Sentences about groups, their coordinators and members. Included by sentences.cpp alone.

#include "gui/view/words.h"

namespace view {

struct GroupWords : Words {
  using C = EventClass;

  // ---- at the coordinator
  Sentence say(const kafka::GroupStateChanged& e) const {
    return {C::group, group(e.group),
            fmt::format("{}{}{}, generation {}", e.from, e.from.empty() ? "" : " → ", e.to, e.generation.value())};
  }
  Sentence say(const kafka::RebalanceStarted& e) const {
    return {C::group, group(e.group), fmt::format("rebalances: {}", e.reason)};
  }
  Sentence say(const kafka::GroupMemberAdded& e) const {
    return {C::group, group(e.group),
            fmt::format("{} is a member{}", client(e.member),
                        e.group_instance_id.empty() ? "" : ", static: group.instance.id=" + e.group_instance_id)};
  }
  Sentence say(const kafka::GroupMemberRemoved& e) const {
    return {C::group, group(e.group), fmt::format("{} is no longer a member: {}", client(e.member), e.reason)};
  }
  Sentence say(const kafka::GenerationStarted& e) const {
    if (e.members.empty())
      return {C::group, group(e.group), fmt::format("generation {}: nobody is left", e.generation.value())};
    return {C::group, group(e.group),
            fmt::format("generation {} with {}, {} assigns by {}", e.generation.value(),
                        count(static_cast<std::int64_t>(e.members.size()), "member"), client(e.leader), e.protocol)};
  }
  Sentence say(const kafka::GroupAssigned& e) const {
    return {C::group, group(e.group),
            fmt::format("the assignment of generation {} is stored: {} partitions", e.generation.value(),
                        fmt::join(e.partitions, " + "))};
  }
  Sentence say(const kafka::GroupLoaded& e) const {
    return {C::group, group(e.group),
            fmt::format("{} is its coordinator: it has read {} from __consumer_offsets", broker(e.broker),
                        count(e.members, "member"))};
  }
  Sentence say(const kafka::GroupUnloaded& e) const {
    return {C::group, group(e.group), broker(e.broker) + " is no longer its coordinator"};
  }
  Sentence say(const kafka::OffsetsExpired& e) const {
    return {C::group, group(e.group), "its committed offsets have expired: " + partitions(e.partitions)};
  }

  // ---- at a member
  Sentence say(const kafka::CoordinatorFound& e) const {
    return {C::client, client(e.client), broker(e.coordinator) + " is its coordinator"};
  }
  Sentence say(const kafka::CoordinatorLost& e) const {
    return {C::client, client(e.client), fmt::format("has lost its coordinator {}: {}", broker(e.coordinator), e.why)};
  }
  Sentence say(const kafka::MemberJoining& e) const {
    return {C::group, client(e.member),
            fmt::format("asks to join {}{}{}", names.group(e.group), e.reason.empty() ? "" : ": ", e.reason)};
  }
  Sentence say(const kafka::MemberJoined& e) const {
    return {C::group, client(e.member),
            fmt::format("is in generation {}{}", e.generation.value(), e.leader ? ", and its leader" : "")};
  }
  Sentence say(const kafka::MemberSyncing& e) const {
    return {C::group, client(e.member), fmt::format("waits for its assignment in generation {}", e.generation.value())};
  }
  Sentence say(const kafka::JoinFailed& e) const {
    return {C::group, client(e.member), fmt::format("could not join: {}", kafka::name_of(e.error))};
  }
  Sentence say(const kafka::PartitionsAssigned& e) const {
    return {C::group, client(e.member), "owns " + partitions(e.partitions)};
  }
  Sentence say(const kafka::PartitionsRevoked& e) const {
    return {C::group, client(e.member), "gives up " + partitions(e.partitions)};
  }
  Sentence say(const kafka::PartitionsLost& e) const {
    return {C::group, client(e.member), "has lost " + partitions(e.partitions)};
  }
  Sentence say(const kafka::HeartbeatAnswered& e) const {
    return {C::request, client(e.member), fmt::format("its heartbeat is answered: {}", kafka::name_of(e.error))};
  }
  Sentence say(const kafka::MemberLeft& e) const {
    return {C::group, client(e.member), fmt::format("leaves {}: {}", names.group(e.group), e.reason)};
  }
  Sentence say(const kafka::OffsetCommitted& e) const {
    return {C::request, client(e.member),
            fmt::format("has committed offset {} of {}", e.offset.value(), partition(e.tp))};
  }
  Sentence say(const kafka::CommitFailed& e) const {
    return {
        C::group, client(e.member),
        fmt::format("could not commit its offsets: {}", e.exception.empty() ? kafka::name_of(e.error) : e.exception)};
  }
  Sentence say(const kafka::ConsumerFailed& e) const {
    return {C::client, client(e.member), fmt::format("ends: {}", e.exception)};
  }
};

}  // namespace view
