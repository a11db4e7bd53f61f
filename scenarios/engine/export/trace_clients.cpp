#include "scenarios/engine/export/trace_clients.h"

namespace scenario {
namespace {

const std::string kBatches = "batches";
const std::string kSend = "send()";
const std::string kTransactions = "transactions";
const std::string kPoll = "poll()";
const std::string kRebalance = "rebalance";

}  // namespace

// ---- processes

void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::ClientStarted& e) {
  if (canvas_.budget.turning_point(TraceCanvas::shown(now)))
    canvas_.rows.begin(host, "process", TraceCanvas::shown(now), canvas_.names.client(e.client));
}

/// A host has one process; whatever was going on there is over.
void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::ClientStopped& e) {
  for (auto it = batches_.lower_bound({e.client, {}, kafka::RecordId{}}); it != batches_.end();) {
    if (std::get<0>(it->first) != e.client) break;
    it = batches_.erase(it);
  }
  canvas_.rows.end_host(host, TraceCanvas::shown(now));
}

// ---- batches

void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::BatchSent& e) {
  const BatchKey key{e.producer, e.tp, e.first_id};
  end_batch(now, key, "sent again");
  if (!canvas_.budget.routine(now)) return;
  const TraceTrack track =
      canvas_.rows.begin_lane(host, kBatches, now, canvas_.names.partition(e.tp), canvas_.fields(now, e));
  batches_[key] = track;
  arrows_.sent(e, track, now);
}

void TraceClients::end_batch(sim::SimTime now, const BatchKey& key, std::string_view outcome) {
  const auto batch = batches_.find(key);
  if (batch == batches_.end()) return;
  canvas_.rows.end_lane(batch->second, now, fmt::format(R"({{"outcome":{}}})", json_string(outcome)));
  batches_.erase(batch);
}

void TraceClients::on(sim::SimTime now, sim::HostId, const kafka::RecordsAcknowledged& e) {
  end_batch(now, {e.producer, e.tp, e.first_id}, "acknowledged");
}
void TraceClients::on(sim::SimTime now, sim::HostId, const kafka::RecordsFailed& e) {
  end_batch(now, {e.producer, e.tp, e.first_id}, e.exception);
}
void TraceClients::on(sim::SimTime now, sim::HostId, const kafka::BatchRetried& e) {
  end_batch(now, {e.producer, e.tp, e.first_id}, kafka::name_of(e.error));
}

// ---- the producer's threads

void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::SendBlocked& e) {
  if (canvas_.budget.turning_point(now))
    canvas_.rows.begin(host, kSend, now, fmt::format("waits for {}", name_of(e.on)));
}
void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::SendUnblocked&) {
  canvas_.rows.end(host, kSend, now);
}

void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::TransactionBegan& e) {
  canvas_.rows.end_row(host, kTransactions, now);
  if (canvas_.budget.routine(now)) canvas_.rows.begin(host, kTransactions, now, "transaction", canvas_.fields(now, e));
}
void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::TransactionEnded& e) {
  canvas_.rows.end(host, kTransactions, now, fmt::format(R"({{"committed":{}}})", e.committed));
}

// ---- polls

/// From poll() returning the first records to the end of the work on the last: of one poll, or of several if another
/// thread does the work.
void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::RecordsDelivered& e) {
  if (!canvas_.rows.is_open(host, kPoll)) {
    if (!canvas_.budget.routine(now)) return;
    canvas_.rows.begin(host, kPoll, now, "records");
    in_hand_[e.member] = {};
  }
  in_hand_[e.member].left += e.count;
  arrows_.delivered(now, e, canvas_.rows.track(host, kPoll));
}

void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::PollProcessed& e) {
  InHand& records = in_hand_[e.member];
  records.processed += e.records;
  records.left -= e.records;
  if (records.left <= 0) end_records(now, host, e.member);
}
void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::PoisonRecordMet& e) {
  if (e.action == "skip" && --in_hand_[e.member].left <= 0) end_records(now, host, e.member);
}
/// What it had in hand is read again.
void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::PositionSet& e) {
  if (e.source == kafka::PositionSource::seek) end_records(now, host, e.member);
}
void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::PartitionsLost& e) {
  end_records(now, host, e.member);
}

void TraceClients::end_records(sim::SimTime now, sim::HostId host, kafka::ClientId member) {
  canvas_.rows.end(host, kPoll, now, fmt::format(R"({{"records":{}}})", in_hand_[member].processed));
  in_hand_.erase(member);
}

// ---- rebalances

void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::MemberJoining& e) {
  canvas_.rows.end_row(host, kRebalance, now);
  if (!canvas_.budget.turning_point(now)) return;
  canvas_.rows.begin(host, kRebalance, now, "rebalance", canvas_.fields(now, e));
  canvas_.rows.begin(host, kRebalance, now, "join");
}
void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::MemberJoined& e) {
  canvas_.rows.end(host, kRebalance, now, canvas_.fields(now, e));
}
void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::MemberSyncing&) {
  if (canvas_.rows.is_open(host, kRebalance)) canvas_.rows.begin(host, kRebalance, now, "sync");
}
void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::JoinFailed&) {
  canvas_.rows.end_row(host, kRebalance, now);
}
void TraceClients::on(sim::SimTime now, sim::HostId host, const kafka::PartitionsAssigned& e) {
  canvas_.rows.end(host, kRebalance, now, canvas_.fields(now, e));
  canvas_.rows.end_row(host, kRebalance, now);
}

}  // namespace scenario
