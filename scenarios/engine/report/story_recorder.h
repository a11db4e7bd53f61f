#pragma once
/// What happened to the cluster and its clients that is worth a sentence. Things of one kind that happen together are
/// one happening.

#include <map>
#include <string>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/names.h"
#include "scenarios/engine/run/roles.h"

namespace report {

/// What a happening means for whoever reads on: its sign at the margin.
enum class Mood {
  bad,      ///< something broke, or is lost
  change,   ///< the cluster reacts
  good,     ///< something works again
  neutral,  ///< an administrator's doing
};

struct Happening {
  sim::SimTime begin;
  sim::SimTime last;
  Mood mood = Mood::change;
  /// "{} gets a new leader"; where "{}" stands what it happened to. What has the same words is one happening.
  std::string words;
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
  void on(const kafka::BrokerFailed& e);
  void on(const kafka::SessionOpened& e) { owners_[e.session] = e.owner; }
  void on(const kafka::SessionExpired& e);
  void on(const kafka::ZooKeeperLeaderServing& e);
  void on(const kafka::ControllerElected& e);
  void on(const kafka::LeaderElected& e);
  void on(const kafka::LeaderElectionFailed& e);
  void on(const kafka::IsrShrunk& e);
  void on(const kafka::IsrExpanded& e);
  void on(const kafka::LogTruncated& e);
  void on(const kafka::LogLoaded& e);
  void on(const kafka::ReassignmentCompleted& e);
  void on(const kafka::TopicDeleted& e);
  void on(const kafka::AdminCommandDone& e);
  void on(const kafka::RecordsFailed& e);
  void on(const kafka::SendFailed& e);
  void on(const kafka::ConsumerFailed& e);
  void on(const kafka::ProducerFailed& e);
  template <class Other>
  void on(const Other&) {}

  void say(Mood mood, std::string words, const std::string& subject, std::int64_t amount = 0);
  /// Those of Kafka's own topics are many, and all alike.
  [[nodiscard]] std::string partition(kafka::TopicPartition tp) const;
  [[nodiscard]] std::string application(kafka::ClientId client) const;

  const scenario::Names& names_;
  scenario::Roles roles_;
  sim::SimTime now_;
  std::map<kafka::SessionId, sim::HostId> owners_;
  std::vector<Happening> happenings_;
};

}  // namespace report
