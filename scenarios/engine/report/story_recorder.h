#pragma once
/// What happened to the cluster and its clients that is worth a sentence. Things of one kind that happen together are
/// one happening.

#include <string>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/names.h"
#include "scenarios/engine/run/news.h"
#include "scenarios/engine/run/roles.h"

namespace report {

using scenario::Mood;

struct Happening {
  sim::SimTime begin;
  sim::SimTime last;
  Mood mood = Mood::change;
  std::string words;  ///< see News
  std::vector<std::string> subjects;
  std::int64_t amount = 0;  ///< records, where they count
};

class StoryRecorder final : public kafka::EventSink {
 public:
  static constexpr std::size_t kMost = 5'000;

  /// `names` outlives it.
  StoryRecorder(const scenario::Names& names, scenario::Roles roles) : names_(names), roles_(std::move(roles)) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  [[nodiscard]] const std::vector<Happening>& happenings() const { return happenings_; }

 private:
  [[nodiscard]] std::string name_of(const scenario::News::Subject& subject) const;
  /// Those of Kafka's own topics are many, and all alike.
  [[nodiscard]] std::string partition(kafka::TopicPartition tp) const;
  [[nodiscard]] std::string application(kafka::ClientId client) const;

  const scenario::Names& names_;
  scenario::Roles roles_;
  std::vector<Happening> happenings_;
};

}  // namespace report
