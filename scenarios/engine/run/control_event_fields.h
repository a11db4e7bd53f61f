#pragma once
/// The fields of the control plane's events (see event_fields.h).

#include "model/observe/control_event.h"

namespace scenario {

template <class V>
void describe(const kafka::ZooKeeperServerStarted& e, V& v) {
  v.kind("ZooKeeperServerStarted");
  v.field("server", e.server);
}
template <class V>
void describe(const kafka::ZooKeeperServerStopped& e, V& v) {
  v.kind("ZooKeeperServerStopped");
  v.field("server", e.server);
  v.field("how", e.how);
}
template <class V>
void describe(const kafka::ZooKeeperServerStateChanged& e, V& v) {
  v.kind("ZooKeeperServerStateChanged");
  v.field("server", e.server);
  v.field("state", e.state);
}
template <class V>
void describe(const kafka::ZooKeeperLeaderServing& e, V& v) {
  v.kind("ZooKeeperLeaderServing");
  v.field("server", e.server);
  v.field("epoch", e.epoch);
  v.field("zxid", e.zxid);
  v.field("followers", e.followers);
}
template <class V>
void describe(const kafka::ZooKeeperCommitted& e, V& v) {
  v.kind("ZooKeeperCommitted");
  v.field("leader", e.leader);
  v.field("zxid", e.zxid);
  v.field("session", e.session);
  v.field("type", e.type);
  v.field("path", e.path);
  v.field("version", e.version);
}
template <class V>
void describe(const kafka::SessionOpened& e, V& v) {
  v.kind("SessionOpened");
  v.field("session", e.session);
  v.field("owner", e.owner);
  v.field("timeout", e.timeout);
}
template <class V>
void describe(const kafka::SessionExpired& e, V& v) {
  v.kind("SessionExpired");
  v.field("session", e.session);
  v.field("owner", e.owner);
  v.field("since_last_touch", e.since_last_touch);
}
template <class V>
void describe(const kafka::SessionClosed& e, V& v) {
  v.kind("SessionClosed");
  v.field("session", e.session);
  v.field("ephemerals", e.ephemerals);
}
template <class V>
void describe(const kafka::WatchFired& e, V& v) {
  v.kind("WatchFired");
  v.field("session", e.session);
  v.field("type", e.type);
  v.field("path", e.path);
  v.field("zxid", e.zxid);
}
template <class V>
void describe(const kafka::ZooKeeperClientStateChanged& e, V& v) {
  v.kind("ZooKeeperClientStateChanged");
  v.field("state", e.state);
  v.field("session", e.session);
}
template <class V>
void describe(const kafka::BrokerRegistered& e, V& v) {
  v.kind("BrokerRegistered");
  v.field("broker", e.broker);
  v.field("broker_epoch", e.broker_epoch);
}
template <class V>
void describe(const kafka::ControllerElected& e, V& v) {
  v.kind("ControllerElected");
  v.field("broker", e.broker);
  v.field("controller_epoch", e.controller_epoch);
}
template <class V>
void describe(const kafka::ControllerResigned& e, V& v) {
  v.kind("ControllerResigned");
  v.field("broker", e.broker);
  v.field("controller_epoch", e.controller_epoch);
}
template <class V>
void describe(const kafka::ControllerReady& e, V& v) {
  v.kind("ControllerReady");
  v.field("broker", e.broker);
  v.field("controller_epoch", e.controller_epoch);
  v.field("partitions", e.partitions);
  v.field("loading", e.loading);
}
template <class V>
void describe(const kafka::ControllerSawBrokers& e, V& v) {
  v.kind("ControllerSawBrokers");
  v.field("controller", e.controller);
  v.field("started", e.started);
  v.field("failed", e.failed);
  v.field("bounced", e.bounced);
}
template <class V>
void describe(const kafka::LeaderElected& e, V& v) {
  v.kind("LeaderElected");
  v.field("partition", e.tp);
  v.field("controller", e.controller);
  v.field("before", e.before);
  v.field("leader", e.leader);
  v.field("leader_epoch", e.leader_epoch);
  v.field("strategy", e.strategy);
  v.field("unclean", e.unclean);
}
template <class V>
void describe(const kafka::LeaderElectionFailed& e, V& v) {
  v.kind("LeaderElectionFailed");
  v.field("partition", e.tp);
  v.field("controller", e.controller);
  v.field("strategy", e.strategy);
}
template <class V>
void describe(const kafka::ControlRequestSent& e, V& v) {
  v.kind("ControlRequestSent");
  v.field("controller", e.controller);
  v.field("controller_epoch", e.controller_epoch);
  v.field("to", e.to);
  v.field("api", e.api);
  v.field("partitions", e.partitions);
}
template <class V>
void describe(const kafka::ControlRequestHandled& e, V& v) {
  v.kind("ControlRequestHandled");
  v.field("broker", e.broker);
  v.field("api", e.api);
  v.field("controller", e.controller);
  v.field("controller_epoch", e.controller_epoch);
  v.field("known_controller_epoch", e.known_controller_epoch);
  v.field("broker_epoch", e.broker_epoch);
  v.field("own_broker_epoch", e.own_broker_epoch);
  v.field("error", e.error);
}
template <class V>
void describe(const kafka::ControlledShutdownAnswered& e, V& v) {
  v.kind("ControlledShutdownAnswered");
  v.field("broker", e.broker);
  v.field("error", e.error);
  v.field("remaining", e.remaining);
}
template <class V>
void describe(const kafka::ReassignmentStarted& e, V& v) {
  v.kind("ReassignmentStarted");
  v.field("partition", e.tp);
  v.field("adding", e.adding);
  v.field("removing", e.removing);
}
template <class V>
void describe(const kafka::ReassignmentCompleted& e, V& v) {
  v.kind("ReassignmentCompleted");
  v.field("partition", e.tp);
  v.field("replicas", e.replicas);
}
template <class V>
void describe(const kafka::TopicDeletionStarted& e, V& v) {
  v.kind("TopicDeletionStarted");
  v.field("topic", e.topic);
}
template <class V>
void describe(const kafka::TopicDeleted& e, V& v) {
  v.kind("TopicDeleted");
  v.field("topic", e.topic);
}
template <class V>
void describe(const kafka::PartitionsAdded& e, V& v) {
  v.kind("PartitionsAdded");
  v.field("topic", e.topic);
  v.field("partitions", e.partitions);
}
template <class V>
void describe(const kafka::BecameLeader& e, V& v) {
  v.kind("BecameLeader");
  v.field("broker", e.broker);
  v.field("partition", e.tp);
  v.field("leader_epoch", e.leader_epoch);
  v.field("log_end_offset", e.log_end_offset);
  v.field("high_watermark", e.high_watermark);
  v.field("isr", e.isr);
  v.field("replicas", e.replicas);
}
template <class V>
void describe(const kafka::BecameFollower& e, V& v) {
  v.kind("BecameFollower");
  v.field("broker", e.broker);
  v.field("partition", e.tp);
  v.field("leader", e.leader);
  v.field("leader_epoch", e.leader_epoch);
  v.field("log_end_offset", e.log_end_offset);
  v.field("high_watermark", e.high_watermark);
}
template <class V>
void describe(const kafka::ReplicaStopped& e, V& v) {
  v.kind("ReplicaStopped");
  v.field("broker", e.broker);
  v.field("partition", e.tp);
  v.field("deleted", e.deleted);
}
template <class V>
void describe(const kafka::LogLoaded& e, V& v) {
  v.kind("LogLoaded");
  v.field("broker", e.broker);
  v.field("partition", e.tp);
  v.field("log_start_offset", e.log_start_offset);
  v.field("log_end_offset", e.log_end_offset);
  v.field("high_watermark", e.high_watermark);
  v.field("recovered", e.recovered);
}
template <class V>
void describe(const kafka::LogTruncated& e, V& v) {
  v.kind("LogTruncated");
  v.field("broker", e.broker);
  v.field("partition", e.tp);
  v.field("from", e.from);
  v.field("to", e.to);
  v.field("high_watermark", e.high_watermark);
  v.field("reason", e.reason);
}
template <class V>
void describe(const kafka::FollowerProgressed& e, V& v) {
  v.kind("FollowerProgressed");
  v.field("leader", e.leader);
  v.field("follower", e.follower);
  v.field("partition", e.tp);
  v.field("log_end_offset", e.log_end_offset);
  v.field("leader_epoch", e.leader_epoch);
  v.field("request_epoch", e.request_epoch);
}
template <class V>
void describe(const kafka::IsrChangeProposed& e, V& v) {
  v.kind("IsrChangeProposed");
  v.field("leader", e.leader);
  v.field("partition", e.tp);
  v.field("leader_epoch", e.leader_epoch);
  v.field("partition_epoch", e.partition_epoch);
  v.field("isr", e.isr);
}
template <class V>
void describe(const kafka::IsrChangeFailed& e, V& v) {
  v.kind("IsrChangeFailed");
  v.field("leader", e.leader);
  v.field("partition", e.tp);
  v.field("error", e.error);
}
template <class V>
void describe(const kafka::AcksAllAnswered& e, V& v) {
  v.kind("AcksAllAnswered");
  v.field("broker", e.broker);
  v.field("partition", e.tp);
  v.field("error", e.error);
  v.field("base_offset", e.base_offset);
  v.field("next_offset", e.next_offset);
  v.field("high_watermark", e.high_watermark);
  v.field("leader_epoch", e.leader_epoch);
  v.field("in_sync", e.in_sync);
  v.field("min_isr", e.min_isr);
}
template <class V>
void describe(const kafka::FaultBegan& e, V& v) {
  v.kind("FaultBegan");
  v.field("fault", e.fault);
  v.field("kind", e.kind);
  v.field("target", e.target);
}
template <class V>
void describe(const kafka::FaultEnded& e, V& v) {
  v.kind("FaultEnded");
  v.field("fault", e.fault);
  v.field("kind", e.kind);
  v.field("target", e.target);
}
template <class V>
void describe(const kafka::FaultFoundNoTarget& e, V& v) {
  v.kind("FaultFoundNoTarget");
  v.field("fault", e.fault);
  v.field("kind", e.kind);
  v.field("target", e.target);
  v.field("why", e.why);
}
template <class V>
void describe(const kafka::AdminCommandDone& e, V& v) {
  v.kind("AdminCommandDone");
  v.field("command", e.command);
  v.field("target", e.target);
  v.field("error", e.error);
}

}  // namespace scenario
