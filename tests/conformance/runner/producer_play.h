#pragma once
/// A real producer among brokers that answer as a case of producer_client tells them.

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/conformance/runner/fields.h"
#include "tests/support/scripted_brokers.h"

namespace conformance {

/// Time begins when the producer knows its topic's leader.
class ProducerPlay final : private kafka::ProducerApplication {
 public:
  ProducerPlay(const kafka::ProducerConfig& config, kafka::Profile profile);

  /// Answers to Produce requests, one after the other: a list of {request, batch, response, appended, seq}. `names` are
  /// those of the records, each a batch of its own.
  void script(const std::vector<Fields*>& answers, const std::vector<std::string>& names);
  /// All batches get this error.
  void refuse_all(kafka::ErrorCode error);

  /// As soon as the thread is free.
  void send(std::int32_t value_size = 100);
  void run_until_ms(std::int64_t ms);
  [[nodiscard]] std::int64_t now_ms() const { return ms(brokers_.scheduler.now()); }

  /// What the scripted requests carried, compared with what they should.
  void check_requests() const;
  /// Names of the records in the log, in its order.
  [[nodiscard]] std::vector<std::string> log() const;
  /// When batches of the records of send() went out.
  [[nodiscard]] std::vector<std::int64_t> sent_at_ms() const;
  /// Waits between the attempts at the first batch.
  [[nodiscard]] std::vector<double> waits_ms() const;
  [[nodiscard]] std::int64_t acknowledged() const;

  template <class E>
  [[nodiscard]] std::vector<std::pair<std::int64_t, E>> seen() const {
    std::vector<std::pair<std::int64_t, E>> all;
    for (const auto& [at, event] : brokers_.events.all<E>())
      if (at >= begin_) all.push_back({ms(at), event});
    return all;
  }
  [[nodiscard]] kafka::Producer& producer() { return *producer_; }
  [[nodiscard]] kafka::testing::ScriptedBrokers& brokers() { return brokers_; }

 private:
  // kafka::ProducerApplication
  void on_started(kafka::Producer&, sim::LifeId) override {}
  void on_closing() override {}
  void on_stopped() override {}
  void on_send_unblocked() override { hand_over(); }

  void hand_over();
  /// What a request should look like.
  struct Expected {
    std::string where;
    std::string batch;
    std::int64_t sequence = -1;  ///< -1: not said
  };
  [[nodiscard]] std::int64_t ms(sim::SimTime time) const {
    return std::chrono::floor<std::chrono::milliseconds>(time - begin_).count();
  }
  kafka::testing::BatchReply reply_for(Fields& answer, const std::string& batch);
  [[nodiscard]] std::string name(const kafka::RecordBatch& batch) const;
  [[nodiscard]] std::vector<kafka::BatchPtr> batches() const;

  kafka::testing::ScriptedBrokers brokers_;
  kafka::TopicPartition tp_;
  kafka::Producer* producer_;
  sim::SimTime begin_;
  std::deque<std::int32_t> waiting_;  ///< sizes of the records that the thread has not come to
  std::vector<std::string> names_;
  std::vector<Expected> expected_;
  std::map<std::string, std::int64_t> stored_;  ///< by name, the offset the script gives it
};

}  // namespace conformance
