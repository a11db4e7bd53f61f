#pragma once
/// The fields of the events of consumer groups (see event_fields.h).

#include "model/observe/group_event.h"

namespace scenario {

template <class V>
void describe(const kafka::GroupStateChanged& e, V& v) {
  v.kind("GroupStateChanged");
  v.field("broker", e.broker);
  v.field("group", e.group);
  v.field("from", e.from);
  v.field("to", e.to);
  v.field("generation", e.generation);
}
template <class V>
void describe(const kafka::RebalanceStarted& e, V& v) {
  v.kind("RebalanceStarted");
  v.field("broker", e.broker);
  v.field("group", e.group);
  v.field("generation", e.generation);
  v.field("reason", e.reason);
  v.field("member", e.member);
}
template <class V>
void describe(const kafka::GroupMemberAdded& e, V& v) {
  v.kind("GroupMemberAdded");
  v.field("broker", e.broker);
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("member_id", e.member_id);
  v.field("group_instance_id", e.group_instance_id);
}
template <class V>
void describe(const kafka::GroupMemberRemoved& e, V& v) {
  v.kind("GroupMemberRemoved");
  v.field("broker", e.broker);
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("member_id", e.member_id);
  v.field("reason", e.reason);
}
template <class V>
void describe(const kafka::GenerationStarted& e, V& v) {
  v.kind("GenerationStarted");
  v.field("broker", e.broker);
  v.field("group", e.group);
  v.field("generation", e.generation);
  v.field("protocol", e.protocol);
  v.field("leader", e.leader);
  v.field("members", e.members);
}
template <class V>
void describe(const kafka::GroupAssigned& e, V& v) {
  v.kind("GroupAssigned");
  v.field("broker", e.broker);
  v.field("group", e.group);
  v.field("generation", e.generation);
  v.field("members", e.members);
  v.field("partitions", e.partitions);
}
template <class V>
void describe(const kafka::GroupLoaded& e, V& v) {
  v.kind("GroupLoaded");
  v.field("broker", e.broker);
  v.field("group", e.group);
  v.field("state", e.state);
  v.field("generation", e.generation);
  v.field("members", e.members);
}
template <class V>
void describe(const kafka::GroupUnloaded& e, V& v) {
  v.kind("GroupUnloaded");
  v.field("broker", e.broker);
  v.field("group", e.group);
}
template <class V>
void describe(const kafka::OffsetsExpired& e, V& v) {
  v.kind("OffsetsExpired");
  v.field("broker", e.broker);
  v.field("group", e.group);
  v.field("partitions", e.partitions);
}
template <class V>
void describe(const kafka::CoordinatorFound& e, V& v) {
  v.kind("CoordinatorFound");
  v.field("client", e.client);
  v.field("coordinator", e.coordinator);
}
template <class V>
void describe(const kafka::CoordinatorLost& e, V& v) {
  v.kind("CoordinatorLost");
  v.field("client", e.client);
  v.field("coordinator", e.coordinator);
  v.field("why", e.why);
}
template <class V>
void describe(const kafka::MemberJoining& e, V& v) {
  v.kind("MemberJoining");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("generation", e.generation);
  v.field("reason", e.reason);
}
template <class V>
void describe(const kafka::MemberJoined& e, V& v) {
  v.kind("MemberJoined");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("generation", e.generation);
  v.field("member_id", e.member_id);
  v.field("leader", e.leader);
}
template <class V>
void describe(const kafka::MemberSyncing& e, V& v) {
  v.kind("MemberSyncing");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("generation", e.generation);
}
template <class V>
void describe(const kafka::JoinFailed& e, V& v) {
  v.kind("JoinFailed");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("error", e.error);
}
template <class V>
void describe(const kafka::PartitionsAssigned& e, V& v) {
  v.kind("PartitionsAssigned");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("generation", e.generation);
  v.field("partitions", e.partitions);
  v.field("added", e.added);
}
template <class V>
void describe(const kafka::PartitionsRevoked& e, V& v) {
  v.kind("PartitionsRevoked");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("generation", e.generation);
  v.field("partitions", e.partitions);
}
template <class V>
void describe(const kafka::PartitionsLost& e, V& v) {
  v.kind("PartitionsLost");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("generation", e.generation);
  v.field("partitions", e.partitions);
}
template <class V>
void describe(const kafka::HeartbeatAnswered& e, V& v) {
  v.kind("HeartbeatAnswered");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("generation", e.generation);
  v.field("error", e.error);
}
template <class V>
void describe(const kafka::MemberLeft& e, V& v) {
  v.kind("MemberLeft");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("reason", e.reason);
}
template <class V>
void describe(const kafka::PoisonRecordMet& e, V& v) {
  v.kind("PoisonRecordMet");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("partition", e.tp);
  v.field("offset", e.offset);
  v.field("action", e.action);
}
template <class V>
void describe(const kafka::RecordsTransformed& e, V& v) {
  v.kind("RecordsTransformed");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("from", e.from);
  v.field("base_offset", e.base_offset);
  v.field("count", e.count);
  v.field("source", e.source);
  v.field("source_id", e.source_id);
  v.field("producer", e.producer);
  v.field("to", e.to);
  v.field("first_id", e.first_id);
}

}  // namespace scenario
