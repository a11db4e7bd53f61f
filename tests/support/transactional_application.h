#pragma once
/// An application that writes transactions, one after the other, and notes what it was told of each.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/cluster/producer_machine.h"

namespace kafka::testing {

/// Which record of a producer.
struct RecordName {
  TopicPartition tp;
  RecordId id;
  friend auto operator<=>(const RecordName&, const RecordName&) = default;
};

/// A plan of transactions. A process that starts again goes on with the next one: what became of the one it was in,
/// nobody has told it. After an error it aborts if it may, and otherwise rests.
class TransactionalApplication final : public ProducerApplication {
 public:
  struct Step {
    std::vector<TopicPartition> partitions;  ///< one record each
    bool commit = true;
    sim::Duration open_for{0};  ///< between the records and the end
  };
  struct Written {
    std::set<RecordName> records{};
    std::string outcome{};  ///< "committed", "aborted", an exception; "" while nobody has told
  };

  TransactionalApplication(sim::Scheduler& scheduler, ProducerMachine& machine) : scheduler_(scheduler) {
    machine.set_application(*this);
  }

  void plan(Step step, int times = 1) {
    for (int i = 0; i < times; ++i) steps_.push_back(step);
    if (ready_ && !producer_->in_transaction()) next();
  }
  [[nodiscard]] const std::vector<Written>& written() const { return written_; }
  /// Ended by the exception of a producer that cannot go on.
  [[nodiscard]] const std::string& fatal() const { return fatal_; }
  [[nodiscard]] bool idle() const { return ready_ && next_ == steps_.size() && !producer_->in_transaction(); }
  [[nodiscard]] Producer* producer() const { return producer_; }

  // ProducerApplication
  void on_started(Producer& producer, sim::LifeId life) override {
    producer_ = &producer;
    life_ = life;
    init();
  }
  void on_closing() override {}
  void on_stopped() override {
    producer_ = nullptr;
    ready_ = false;
  }
  void on_send_unblocked() override { sent(); }

 private:
  void init() {
    producer_->init_transactions([this](std::string_view exception) {
      if (exception == "TimeoutException") return init();
      if (!exception.empty()) return fail(exception);
      ready_ = true;
      next();
    });
  }
  void fail(std::string_view exception) {
    fatal_ = exception;
    ready_ = false;
    if (!written_.empty() && written_.back().outcome.empty()) written_.back().outcome = exception;
  }

  void next() {
    if (!ready_ || next_ == steps_.size()) return;
    step_ = steps_[next_++];
    written_.emplace_back();
    index_ = 0;
    if (const std::string_view thrown = producer_->begin_transaction(); !thrown.empty()) return fail(thrown);
    send();
  }
  void send() {
    while (index_ < step_.partitions.size()) {
      const TopicPartition tp = step_.partitions[index_];
      if (!producer_->send({.topic = tp.topic, .partition = tp.partition, .value_size = 100})) return;  // it blocks
      note();
    }
    scheduler_.after(step_.open_for, life_, [this] { end(); });
  }
  void sent() {
    note();
    send();
  }
  void note() {
    ++index_;
    if (producer_->last_record())
      written_.back().records.insert({producer_->last_record()->tp, producer_->last_record()->id});
  }
  void end() {
    if (producer_->failed()) return fail(producer_->exception());
    if (producer_->must_abort()) return abort(std::string(producer_->exception()));
    if (!step_.commit) return abort("");
    producer_->commit_transaction([this](std::string_view exception) {
      if (exception == "TimeoutException") return end();
      if (exception.empty()) return ended("committed");
      producer_->failed() ? fail(exception) : abort(std::string(exception));
    });
  }
  void abort(const std::string& why) {
    producer_->abort_transaction([this, why](std::string_view exception) {
      if (exception == "TimeoutException") return abort(why);
      if (!exception.empty()) return fail(exception);
      ended("aborted");
    });
  }
  void ended(std::string_view outcome) {
    written_.back().outcome = outcome;
    next();
  }

  sim::Scheduler& scheduler_;
  Producer* producer_ = nullptr;
  sim::LifeId life_;
  bool ready_ = false;
  std::vector<Step> steps_;
  std::size_t next_ = 0;
  Step step_;
  std::size_t index_ = 0;
  std::vector<Written> written_;
  std::string fatal_;
};

}  // namespace kafka::testing
