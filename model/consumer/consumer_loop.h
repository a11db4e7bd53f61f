#pragma once
/// The usual application of a consumer: poll, work on what came, poll again.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "model/consumer/consumer.h"
#include "model/consumer/consumer_application.h"
#include "sim/core/timer.h"

namespace kafka {

/// What an application needs from its machine; outlives its runs.
struct ApplicationContext {
  sim::Scheduler& scheduler;
  const Emitter& emitter;
  sim::HostId host;
  ClientId id;
  GroupId group;
  std::function<void()> exit;  ///< the process ends by itself: main() returns
};

/// What poll() returned is worked on record by record, `processing` for each; then comes the next poll(). An exception
/// that leaves poll() ends the application: it closes its consumer and exits.
///
///   volatile   the records at hand
///   timers     work_   the application works on the last poll's records
class ConsumerLoop final : public ConsumerApplication {
 public:
  ConsumerLoop(const ApplicationContext& context, std::vector<TopicId> topics, sim::Duration processing);

  /// The application takes `factor` times as long for what it gets from now on.
  void set_slowdown(double factor) { slowdown_ = factor; }

  // ConsumerApplication
  void on_started(Consumer& consumer, sim::LifeId life) override;
  void on_closing() override;
  void on_stopped() override;
  void on_poll(std::vector<FetchedRecords> records) override;
  void on_poll_exception(std::string_view exception) override;
  void on_partitions_revoked(const std::vector<TopicPartition>& partitions, std::function<void()> done) override;
  void on_partitions_assigned(const std::vector<TopicPartition>& added, std::function<void()> done) override;
  void on_partitions_lost(const std::vector<TopicPartition>& partitions, std::function<void()> done) override;

 private:
  void poll();
  void on_worked();
  void close();
  void tell_processed(const FetchedRecords& records, std::int32_t count) const;
  [[nodiscard]] sim::Duration work_on(std::int32_t records) const;

  template <class Make>
  void emit(Make make) const {
    context_.emitter.emit(context_.scheduler.now(), context_.host, make);
  }

  ApplicationContext context_;
  std::vector<TopicId> topics_;
  sim::Duration processing_;
  double slowdown_ = 1;
  Consumer* consumer_ = nullptr;
  std::vector<FetchedRecords> records_;  // at hand
  sim::SimTime work_began_{};
  sim::Duration per_record_{0};
  bool closing_ = false;
  std::optional<sim::Timer> work_;
};

}  // namespace kafka
