#pragma once
/// Which errors producers met, and how often. Built on events alone.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/roles.h"

namespace scenario {

class ErrorCounts final : public kafka::EventSink {
 public:
  explicit ErrorCounts(Roles roles = {}) : roles_(std::move(roles)) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// Whom and what to count: -1 and "" are all. `error`: the name of Kafka's error code or exception.
  struct Question {
    int application = -1;
    kafka::TopicId topic{-1};
    std::string_view error = "";
  };
  /// Records that were given up, or refused by send() itself.
  [[nodiscard]] std::int64_t failed_records(const Question& question) const;
  /// Batches that came back with an error, each attempt.
  [[nodiscard]] std::int64_t refused_batches(const Question& question) const;

 private:
  struct Counts {
    std::int64_t records = 0;
    std::int64_t batches = 0;
  };
  struct Key {
    int application;
    kafka::TopicId topic;
    std::string error;      // the code's name; "" of send()
    std::string exception;  // "" of a batch that is sent again
    friend auto operator<=>(const Key&, const Key&) = default;
  };

  void on(const kafka::RecordsFailed& e);
  void on(const kafka::BatchRetried& e);
  void on(const kafka::SendFailed& e);
  template <class Other>
  void on(const Other&) {}
  template <class Member>
  [[nodiscard]] std::int64_t sum(const Question& question, Member member) const;

  Roles roles_;
  std::map<Key, Counts> counts_;
};

}  // namespace scenario
