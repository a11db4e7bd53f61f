#pragma once
/// An application that sends records on its own schedule, whatever becomes of them (an open loop).

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "model/cluster/producer_machine.h"
#include "scenarios/engine/run/arrival_schedule.h"
#include "scenarios/engine/run/keys.h"
#include "scenarios/engine/run/transactional_workload.h"
#include "scenarios/engine/spec/scenario_spec.h"
#include "sim/core/scheduler.h"
#include "sim/random/streams.h"

namespace scenario {

/// Drives one producer by a WorkloadSpec.
///
/// While its process is down nothing falls due; a process that stands still sends late.
///
/// The application has one thread: while send() blocks, arrivals wait; when it goes on they are sent late and in order.
/// Above kTickAbove arrivals per second, arrivals are handed over in ticks of kTick, each at the first tick at or after
/// it is due: up to 100 us late, and that tick is its CreateTime. One event then serves all records of a tick, and
/// records with the same key go to the producer in one call: at 1 M records/s a record costs about 10 ns here.
/// With transactions it sends only within one, and waits while one ends.
/// With rate 0 and a number of records the application sends as fast as it can: only a full buffer.memory stops it.
class OpenLoopWorkload final : public kafka::ProducerApplication {
 public:
  static constexpr double kTickAbove = 20'000;
  static constexpr sim::Duration kTick = std::chrono::microseconds(100);
  static constexpr int kSendsPerEvent = 1000;  ///< as fast as it can: then everyone else has a turn

  /// `name` names the random streams: "producer/<name>/arrivals" and "producer/<name>/keys".
  OpenLoopWorkload(sim::Scheduler& scheduler, const sim::Streams& streams, kafka::ProducerMachine& machine,
                   const std::string& name, kafka::TopicId topic, const WorkloadSpec& spec);
  OpenLoopWorkload(const OpenLoopWorkload&) = delete;
  OpenLoopWorkload& operator=(const OpenLoopWorkload&) = delete;

  /// At the beginning of the run. Nothing is due at or after its `end`: a run of 10 s at 100/s sends 1000 records.
  void start(sim::SimTime end);
  // kafka::ProducerApplication
  void on_started(kafka::Producer& producer, sim::LifeId life) override;
  void on_closing() override;
  void on_stopped() override;
  void on_send_unblocked() override;

  /// Calls of send() that have returned: records accepted and records rejected (SendFailed).
  [[nodiscard]] std::int64_t returned() const { return returned_; }
  /// Nothing is left to send.
  [[nodiscard]] bool finished() const { return !blocked_ && waiting_ == 0 && (paced_ ? !due_ : left_ == 0); }
  [[nodiscard]] kafka::ClientId producer() const { return machine_.id(); }
  [[nodiscard]] kafka::TopicId topic() const { return record_.topic; }

 private:
  void go_on();
  void collect_due();
  void hand_over();
  void next_arrival();
  void wake_at(sim::SimTime when);

  sim::Scheduler& scheduler_;
  kafka::ProducerMachine& machine_;
  kafka::Producer* producer_ = nullptr;  ///< while the process runs
  sim::LifeId life_ = sim::kWorld;
  std::unique_ptr<TransactionalWorkload> transactions_;  ///< null without
  ArrivalSchedule arrivals_;
  KeySource keys_;
  kafka::ProducerRecord record_;
  sim::SimTime start_;
  sim::SimTime stop_;
  std::int64_t batch_;
  bool paced_;
  bool in_ticks_;

  std::optional<sim::SimTime> due_;  ///< the next arrival
  std::int64_t left_;                ///< records that may still fall due
  std::int64_t waiting_ = 0;         ///< due, not handed over yet
  std::int64_t returned_ = 0;
  bool blocked_ = false;
  bool closing_ = false;
  sim::EventHandle wake_;
};

}  // namespace scenario
