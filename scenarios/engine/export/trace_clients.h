#pragma once
/// What clients do: a producer's batches under way and where send() waits, its transactions; a member's polls and
/// rebalances.

#include <map>
#include <tuple>

#include "scenarios/engine/export/trace_arrows.h"
#include "scenarios/engine/export/trace_canvas.h"

namespace scenario {

class TraceClients {
 public:
  TraceClients(TraceCanvas& canvas, TraceArrows& arrows) : canvas_(canvas), arrows_(arrows) {}

  void on(sim::SimTime now, sim::HostId host, const kafka::ClientStarted& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::ClientStopped& e);
  // batches
  void on(sim::SimTime now, sim::HostId host, const kafka::BatchSent& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::RecordsAcknowledged& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::RecordsFailed& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::BatchRetried& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::SendBlocked& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::SendUnblocked& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::TransactionBegan& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::TransactionEnded& e);
  // polls
  void on(sim::SimTime now, sim::HostId host, const kafka::RecordsDelivered& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::PollProcessed& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::PoisonRecordMet& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::PositionSet& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::PartitionsLost& e);
  // rebalances
  void on(sim::SimTime now, sim::HostId host, const kafka::MemberJoining& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::MemberJoined& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::MemberSyncing& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::JoinFailed& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::PartitionsAssigned& e);

 private:
  using BatchKey = std::tuple<kafka::ClientId, kafka::TopicPartition, kafka::RecordId>;

  /// Records that poll() returned and that are drawn.
  struct InHand {
    std::int64_t left = 0;       ///< the application is not done with them
    std::int64_t processed = 0;  ///< since the slice began
  };

  void end_batch(sim::SimTime now, const BatchKey& batch, std::string_view outcome);
  void end_records(sim::SimTime now, sim::HostId host, kafka::ClientId member);

  TraceCanvas& canvas_;
  TraceArrows& arrows_;
  std::map<BatchKey, TraceTrack> batches_;  ///< drawn and under way
  std::map<kafka::ClientId, InHand> in_hand_;
};

}  // namespace scenario
