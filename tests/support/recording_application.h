#pragma once
/// An application that keeps what its consumer tells it, and polls on unless the test wants otherwise.

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/consumer/consumer.h"

namespace kafka::testing {

class RecordingApplication : public ConsumerApplication {
 public:
  struct Poll {
    sim::SimTime at;
    std::vector<FetchedRecords> records;
  };
  struct Call {
    sim::SimTime at;
    std::string what;  ///< revoked, assigned, lost
    std::vector<TopicPartition> partitions;
  };

  explicit RecordingApplication(sim::Scheduler& scheduler) : scheduler_(scheduler) {}

  std::vector<TopicId> topics;            ///< subscribed at the start, if any
  sim::Duration timeout = sim::kForever;  ///< of each poll()
  bool polls_on = true;                   ///< after an answer with records it polls again at once
  std::function<void()> in_revoked;       ///< called in onPartitionsRevoked
  bool holds_callbacks = false;           ///< callbacks are done when finish_callback() says so
  std::vector<Poll> polls;                ///< those with records
  int empty_polls = 0;
  std::vector<std::string> exceptions;
  std::vector<Call> calls;
  Consumer* consumer = nullptr;

  void finish_callback() {
    if (done_) std::exchange(done_, nullptr)();
  }
  [[nodiscard]] bool in_callback() const { return done_ != nullptr; }
  [[nodiscard]] std::int64_t records() const {
    std::int64_t count = 0;
    for (const Poll& p : polls)
      for (const FetchedRecords& r : p.records) count += r.count;
    return count;
  }

  void on_started(Consumer& started, sim::LifeId) override {
    consumer = &started;
    if (topics.empty()) return;
    consumer->subscribe(topics);
    consumer->poll(timeout);
  }
  void on_closing() override {
    consumer->close([] {});
  }
  void on_stopped() override { consumer = nullptr; }
  void on_poll(std::vector<FetchedRecords> records) override {
    const bool empty = records.empty();
    if (empty) ++empty_polls;
    if (!empty) polls.push_back({scheduler_.now(), std::move(records)});
    if (empty || polls_on) consumer->poll(timeout);
  }
  void on_poll_exception(std::string_view exception) override { exceptions.emplace_back(exception); }
  void on_partitions_revoked(const std::vector<TopicPartition>& partitions, std::function<void()> done) override {
    call("revoked", partitions, std::move(done));
    if (in_revoked) in_revoked();
  }
  void on_partitions_assigned(const std::vector<TopicPartition>& added, std::function<void()> done) override {
    call("assigned", added, std::move(done));
  }
  void on_partitions_lost(const std::vector<TopicPartition>& partitions, std::function<void()> done) override {
    call("lost", partitions, std::move(done));
  }

 private:
  void call(const std::string& what, const std::vector<TopicPartition>& partitions, std::function<void()> done) {
    calls.push_back({scheduler_.now(), what, partitions});
    if (holds_callbacks) {
      done_ = std::move(done);
    } else {
      done();
    }
  }

  sim::Scheduler& scheduler_;
  std::function<void()> done_;
};

}  // namespace kafka::testing
