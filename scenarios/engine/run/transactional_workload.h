#pragma once
/// The transactions of a workload: everything it sends is sent in one, and each is committed or aborted after a while.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "model/cluster/producer_machine.h"
#include "scenarios/engine/spec/scenario_spec.h"
#include "sim/core/scheduler.h"
#include "sim/random/streams.h"

namespace scenario {

/// Works in the application's one thread: while it waits for a coordinator, records wait. A transaction begins with its
/// first record and ends `every` later. One that can only be aborted is; its records are not sent again. A producer
/// that has failed for good is closed, and its process restarted by a service manager.
class TransactionalWorkload {
 public:
  /// `name` names the random stream: "producer/<name>/aborts". `go_on`: the thread is free, and records may be sent.
  TransactionalWorkload(sim::Scheduler& scheduler, const sim::Streams& streams, kafka::ProducerMachine& machine,
                        const std::string& name, const TransactionsSpec& spec, std::function<void()> go_on);

  void on_started(kafka::Producer& producer, sim::LifeId life);
  void on_stopped();
  /// The process is to end: what is open is ended first, if the thread is free to.
  void on_closing(bool thread_is_free);

  /// The thread has records to send, or nothing else to do: may it send? Begins a transaction if `records` are there;
  /// ends one that is due. False: it waits, and go_on() follows.
  bool may_send(bool records);

 private:
  void begin();
  void end();
  void on_ended(std::string_view exception);
  void abort();
  void give_up();
  void initialise();
  void wait_for(void (kafka::Producer::*call)(kafka::Producer::Done),
                void (TransactionalWorkload::*then)(std::string_view));
  void on_initialised(std::string_view exception);
  void ready();

  sim::Scheduler& scheduler_;
  kafka::ProducerMachine& machine_;
  sim::Rng aborts_;
  TransactionsSpec spec_;
  std::function<void()> go_on_;

  kafka::Producer* producer_ = nullptr;  ///< while the process runs
  sim::LifeId life_ = sim::kWorld;
  bool waiting_ = true;       ///< for a coordinator, or for ever
  bool commits_ = true;       ///< how the call that is waited for would end the transaction
  std::uint64_t number_ = 0;  ///< of the transaction, so that an old one's end does not end a new one
  bool due_ = false;
};

}  // namespace scenario
