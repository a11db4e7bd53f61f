#pragma once
/// One description of every event's fields, for whoever treats all events alike: the event log, the fingerprints.
///
/// describe(event, visitor) calls visitor.kind(KindName) once and then visitor.field(name, value) for each field in the
/// order of the struct. A new kind of event does not compile until it is described here.

#include <string_view>

#include "model/observe/event.h"
#include "scenarios/engine/run/control_event_fields.h"
#include "scenarios/engine/run/group_event_fields.h"
#include "scenarios/engine/run/hash64.h"
#include "scenarios/engine/run/transaction_event_fields.h"

namespace scenario {

/// An event's name with its hash, computed by the compiler.
struct KindName {
  consteval KindName(const char* name) : text(name), hash(fnv1a(name)) {}  // NOLINT: implicit by design
  std::string_view text;
  std::uint64_t hash;
};

std::string_view name_of(kafka::ApiKey api);
std::string_view name_of(kafka::DeletionReason reason);
std::string_view name_of(kafka::TruncationReason reason);
std::string_view name_of(kafka::BlockedOn on);
std::string_view name_of(kafka::PositionSource source);
std::string_view name_of(kafka::ControlRecordType type);

// ---- cluster

template <class V>
void describe(const kafka::BrokerStarted& e, V& v) {
  v.kind("BrokerStarted");
  v.field("broker", e.broker);
}
template <class V>
void describe(const kafka::BrokerStopped& e, V& v) {
  v.kind("BrokerStopped");
  v.field("broker", e.broker);
  v.field("how", e.how);
}
template <class V>
void describe(const kafka::BrokerFailed& e, V& v) {
  v.kind("BrokerFailed");
  v.field("broker", e.broker);
  v.field("why", e.why);
}
template <class V>
void describe(const kafka::TopicCreated& e, V& v) {
  v.kind("TopicCreated");
  v.field("topic", e.topic);
  v.field("partitions", e.partitions);
  v.field("replication_factor", e.replication_factor);
}
template <class V>
void describe(const kafka::PartitionStateChanged& e, V& v) {
  v.kind("PartitionStateChanged");
  v.field("partition", e.tp);
  v.field("leader", e.leader);
  v.field("leader_epoch", e.leader_epoch);
  v.field("partition_epoch", e.partition_epoch);
  v.field("replicas", e.replicas);
  v.field("isr", e.isr);
}

// ---- broker

template <class V>
void describe(const kafka::IsrShrunk& e, V& v) {
  v.kind("IsrShrunk");
  v.field("partition", e.tp);
  v.field("isr", e.isr);
  v.field("removed", e.removed);
}
template <class V>
void describe(const kafka::IsrExpanded& e, V& v) {
  v.kind("IsrExpanded");
  v.field("partition", e.tp);
  v.field("isr", e.isr);
  v.field("added", e.added);
}
template <class V>
void describe(const kafka::RecordsAppended& e, V& v) {
  v.kind("RecordsAppended");
  v.field("broker", e.broker);
  v.field("partition", e.tp);
  v.field("base_offset", e.base_offset);
  v.field("count", e.count);
  v.field("size", e.size);
  v.field("leader_epoch", e.leader_epoch);
  v.field("as_leader", e.as_leader);
  v.field("producer", e.producer);
  v.field("first_id", e.first_id);
  v.field("producer_id", e.producer_id);
  v.field("producer_epoch", e.producer_epoch);
  v.field("base_sequence", e.base_sequence);
  v.field("transactional", e.transactional);
  v.field("control", e.control);
}
template <class V>
void describe(const kafka::DuplicateAnswered& e, V& v) {
  v.kind("DuplicateAnswered");
  v.field("broker", e.broker);
  v.field("partition", e.tp);
  v.field("base_offset", e.base_offset);
  v.field("count", e.count);
  v.field("producer_id", e.producer_id);
  v.field("base_sequence", e.base_sequence);
  v.field("producer", e.producer);
  v.field("first_id", e.first_id);
}
template <class V>
void describe(const kafka::LastStableOffsetAdvanced& e, V& v) {
  v.kind("LastStableOffsetAdvanced");
  v.field("broker", e.broker);
  v.field("partition", e.tp);
  v.field("last_stable_offset", e.last_stable_offset);
}
template <class V>
void describe(const kafka::LogCleaned& e, V& v) {
  v.kind("LogCleaned");
  v.field("broker", e.broker);
  v.field("partition", e.tp);
  v.field("clean_to", e.clean_to);
  v.field("batches", e.batches);
  v.field("size", e.size);
}
template <class V>
void describe(const kafka::HighWatermarkAdvanced& e, V& v) {
  v.kind("HighWatermarkAdvanced");
  v.field("broker", e.broker);
  v.field("partition", e.tp);
  v.field("high_watermark", e.high_watermark);
  v.field("as_leader", e.as_leader);
}
template <class V>
void describe(const kafka::SegmentRolled& e, V& v) {
  v.kind("SegmentRolled");
  v.field("broker", e.broker);
  v.field("partition", e.tp);
  v.field("base_offset", e.base_offset);
}
template <class V>
void describe(const kafka::SegmentsDeleted& e, V& v) {
  v.kind("SegmentsDeleted");
  v.field("broker", e.broker);
  v.field("partition", e.tp);
  v.field("log_start_offset", e.log_start_offset);
  v.field("segments", e.segments);
  v.field("size", e.size);
  v.field("reason", e.reason);
}
template <class V>
void describe(const kafka::RequestCompleted& e, V& v) {
  v.kind("RequestCompleted");
  v.field("broker", e.broker);
  v.field("api", e.api);
  v.field("from_follower", e.from_follower);
  v.field("error", e.error);
  v.field("request_queue_time", e.request_queue_time);
  v.field("local_time", e.local_time);
  v.field("remote_time", e.remote_time);
  v.field("response_queue_time", e.response_queue_time);
  v.field("response_send_time", e.response_send_time);
}

// ---- connections

template <class V>
void describe(const kafka::ClientStarted& e, V& v) {
  v.kind("ClientStarted");
  v.field("client", e.client);
}
template <class V>
void describe(const kafka::ClientStopped& e, V& v) {
  v.kind("ClientStopped");
  v.field("client", e.client);
  v.field("how", e.how);
  v.field("unfinished", e.unfinished);
}
template <class V>
void describe(const kafka::ConnectionOpened& e, V& v) {
  v.kind("ConnectionOpened");
  v.field("client", e.client);
  v.field("broker", e.broker);
}
template <class V>
void describe(const kafka::ConnectionLost& e, V& v) {
  v.kind("ConnectionLost");
  v.field("client", e.client);
  v.field("broker", e.broker);
  v.field("why", e.why);
}
template <class V>
void describe(const kafka::MetadataUpdated& e, V& v) {
  v.kind("MetadataUpdated");
  v.field("client", e.client);
  v.field("from", e.from);
  v.field("brokers", e.brokers);
}

// ---- producer

template <class V>
void describe(const kafka::BatchSent& e, V& v) {
  v.kind("BatchSent");
  v.field("producer", e.producer);
  v.field("partition", e.tp);
  v.field("first_id", e.first_id);
  v.field("count", e.count);
  v.field("size", e.size);
  v.field("to", e.to);
  v.field("attempt", e.attempt);
  v.field("first_timestamp", e.first_timestamp);
  v.field("max_timestamp", e.max_timestamp);
}
template <class V>
void describe(const kafka::RecordsAcknowledged& e, V& v) {
  v.kind("RecordsAcknowledged");
  v.field("producer", e.producer);
  v.field("partition", e.tp);
  v.field("first_id", e.first_id);
  v.field("count", e.count);
  v.field("base_offset", e.base_offset);
  v.field("size", e.size);
  v.field("first_timestamp", e.first_timestamp);
  v.field("max_timestamp", e.max_timestamp);
}
template <class V>
void describe(const kafka::RecordsFailed& e, V& v) {
  v.kind("RecordsFailed");
  v.field("producer", e.producer);
  v.field("partition", e.tp);
  v.field("first_id", e.first_id);
  v.field("count", e.count);
  v.field("error", e.error);
  v.field("exception", e.exception);
}
template <class V>
void describe(const kafka::BatchRetried& e, V& v) {
  v.kind("BatchRetried");
  v.field("producer", e.producer);
  v.field("partition", e.tp);
  v.field("first_id", e.first_id);
  v.field("count", e.count);
  v.field("error", e.error);
}
template <class V>
void describe(const kafka::SendBlocked& e, V& v) {
  v.kind("SendBlocked");
  v.field("producer", e.producer);
  v.field("on", e.on);
}
template <class V>
void describe(const kafka::SendUnblocked& e, V& v) {
  v.kind("SendUnblocked");
  v.field("producer", e.producer);
  v.field("on", e.on);
  v.field("waited", e.waited);
}
template <class V>
void describe(const kafka::SendFailed& e, V& v) {
  v.kind("SendFailed");
  v.field("producer", e.producer);
  v.field("topic", e.topic);
  v.field("exception", e.exception);
}

template <class V>
void describe(const kafka::RecordsAbandoned& e, V& v) {
  v.kind("RecordsAbandoned");
  v.field("producer", e.producer);
  v.field("partition", e.tp);
  v.field("next_id", e.next_id);
}

// ---- consumer

template <class V>
void describe(const kafka::PositionSet& e, V& v) {
  v.kind("PositionSet");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("partition", e.tp);
  v.field("position", e.position);
  v.field("source", e.source);
}
template <class V>
void describe(const kafka::FetchFailed& e, V& v) {
  v.kind("FetchFailed");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("partition", e.tp);
  v.field("position", e.position);
  v.field("error", e.error);
}
template <class V>
void describe(const kafka::RecordsDelivered& e, V& v) {
  v.kind("RecordsDelivered");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("partition", e.tp);
  v.field("base_offset", e.base_offset);
  v.field("count", e.count);
  v.field("size", e.size);
  v.field("producer", e.producer);
  v.field("first_id", e.first_id);
  v.field("first_timestamp", e.first_timestamp);
  v.field("last_timestamp", e.last_timestamp);
}
template <class V>
void describe(const kafka::RecordsProcessed& e, V& v) {
  v.kind("RecordsProcessed");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("partition", e.tp);
  v.field("base_offset", e.base_offset);
  v.field("count", e.count);
  v.field("producer", e.producer);
  v.field("first_id", e.first_id);
}
template <class V>
void describe(const kafka::PollProcessed& e, V& v) {
  v.kind("PollProcessed");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("records", e.records);
}
template <class V>
void describe(const kafka::OffsetCommitted& e, V& v) {
  v.kind("OffsetCommitted");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("partition", e.tp);
  v.field("offset", e.offset);
}
template <class V>
void describe(const kafka::CommitFailed& e, V& v) {
  v.kind("CommitFailed");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("error", e.error);
  v.field("exception", e.exception);
}
template <class V>
void describe(const kafka::ConsumerFailed& e, V& v) {
  v.kind("ConsumerFailed");
  v.field("group", e.group);
  v.field("member", e.member);
  v.field("exception", e.exception);
}

}  // namespace scenario
