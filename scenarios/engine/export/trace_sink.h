#pragma once
/// A run as a trace for ui.perfetto.dev: hosts as processes, what they do as rows of slices.
///
///   cluster    faults, reassignments, each group's state; elections, ISR changes and commands as instants; the lag of
///              groups and partitions without replicas or leader as counters
///   brokers    the process, the controller's office, a slice per request and its phases
///   ZooKeeper  what each server is
///   producers  batches under way, send() that waits, transactions
///   members    records between poll() and the end of their processing; rebalances with join and sync
///   arrows     batch -> Produce request -> every poll() that returned it
///
/// Everything else that seldom happens is an instant on its host, with its fields as in events.jsonl. Limits: see
/// TraceLimits; what they left out is told by an instant "left out" at the end. What began before time zero begins
/// there.

#include "model/observe/event_sink.h"
#include "scenarios/engine/export/trace_arrows.h"
#include "scenarios/engine/export/trace_clients.h"
#include "scenarios/engine/export/trace_cluster.h"
#include "scenarios/engine/export/trace_counters.h"
#include "scenarios/engine/export/trace_requests.h"

namespace scenario {

class TraceSink final : public kafka::EventSink {
 public:
  /// `names` outlives it.
  TraceSink(const Names& names, TraceLimits limits, TraceWriter::Write write);

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;
  /// Ends what is open, and the document. Call once.
  void finish(sim::SimTime now);

  /// Events of the format.
  [[nodiscard]] std::int64_t written() const { return writer_.written(); }

 private:
  template <class E>
  void draw(sim::SimTime now, sim::HostId host, const E& event);
  template <class E>
  void count(sim::SimTime now, const E& event);
  template <class E>
  void mark(sim::SimTime now, sim::HostId host, const E& event);
  void follow(sim::SimTime now, sim::HostId host, const kafka::RequestCompleted& e);

  TraceWriter writer_;
  TraceRows rows_;
  TraceBudget budget_;
  TraceCanvas canvas_;
  TraceArrows arrows_;
  TraceRequests requests_;
  TraceClients clients_;
  TraceCluster cluster_;
  TraceCounters counters_;
};

}  // namespace scenario
