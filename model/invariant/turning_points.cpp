#include "model/invariant/turning_points.h"

#include "model/invariant/text.h"

namespace kafka {
namespace {

std::string_view reason_text(TruncationReason reason) {
  switch (reason) {
    case TruncationReason::high_watermark:
      return "to its high watermark";
    case TruncationReason::leader_epoch:
      return "to the end of a leader epoch";
    case TruncationReason::diverging_epoch:
      return "where the leader's log differs";
    case TruncationReason::out_of_range:
      return "out of the leader's range";
    case TruncationReason::power_loss:
      return "what was not flushed is gone";
    case TruncationReason::disk_lost:
      return "its disk is gone";
  }
  return "";
}

}  // namespace

void TurningPoints::check(const FaultBegan& e) {
  context_.report.chronicle().note(now(), "fault " + e.kind + " " + e.target);
}
void TurningPoints::check(const FaultEnded& e) {
  context_.report.chronicle().note(now(), "end of fault " + e.kind + " " + e.target);
}
void TurningPoints::check(const BrokerStarted& e) {
  context_.report.chronicle().note(now(), e.broker, name_of(e.broker) + " started");
}
void TurningPoints::check(const BrokerStopped& e) {
  context_.report.chronicle().note(now(), e.broker, name_of(e.broker) + " stopped: " + std::string(e.how));
}
void TurningPoints::check(const BrokerFailed& e) {
  context_.report.chronicle().note(now(), e.broker, name_of(e.broker) + " fails: " + e.why);
}
void TurningPoints::check(const SessionExpired& e) {
  const BrokerId broker = context_.shadow.broker_at(e.owner);
  if (broker == kNoBroker) return;
  context_.report.chronicle().note(now(), broker, "ZooKeeper session of " + name_of(broker) + " expired");
}
void TurningPoints::check(const ControllerElected& e) {
  context_.report.chronicle().note(now(), name_of(e.broker) + " became controller, epoch " + num(e.controller_epoch));
}
void TurningPoints::check(const LeaderElected& e) {
  context_.report.chronicle().note(now(), e.tp,
                                   name_of(e.leader) + " elected leader of " + name(e.tp) + ", epoch " +
                                       num(e.leader_epoch) + (e.unclean ? ", uncleanly" : "") + " (" +
                                       std::string(e.strategy) + ")");
}
void TurningPoints::check(const LeaderElectionFailed& e) {
  context_.report.chronicle().note(now(), e.tp, "no replica of " + name(e.tp) + " may lead");
}
void TurningPoints::check(const BecameLeader& e) {
  context_.report.chronicle().note(now(), e.tp,
                                   name_of(e.broker) + " leads " + name(e.tp) + " in epoch " + num(e.leader_epoch) +
                                       ", log end " + num(e.log_end_offset) + ", high watermark " +
                                       num(e.high_watermark));
}
void TurningPoints::check(const IsrShrunk& e) {
  context_.report.chronicle().note(now(), e.tp, "ISR of " + name(e.tp) + " shrunk to " + list(e.isr));
}
void TurningPoints::check(const IsrExpanded& e) {
  context_.report.chronicle().note(now(), e.tp, "ISR of " + name(e.tp) + " expanded to " + list(e.isr));
}
void TurningPoints::check(const PartitionStateChanged& e) {
  if (e.leader != kNoBroker) return;
  context_.report.chronicle().note(
      now(), e.tp, name(e.tp) + " has no leader, epoch " + num(e.leader_epoch) + ", ISR " + list(e.isr));
}
void TurningPoints::check(const LogTruncated& e) {
  context_.report.chronicle().note(now(), e.tp,
                                   name_of(e.broker) + " truncated " + name(e.tp) + " from " + num(e.from) + " to " +
                                       num(e.to) + ": " + std::string(reason_text(e.reason)));
  context_.report.on_truncated(now(), e);
}

}  // namespace kafka
