#include "scenarios/engine/report/story_recorder.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/types/error_code.h"
#include "scenarios/engine/run/quantities.h"

namespace report {
namespace {

constexpr sim::Duration kSameHappening = std::chrono::seconds(1);
constexpr std::size_t kLookBack = 12;

std::string broker(kafka::BrokerId id) { return fmt::format("broker-{}", id.value()); }

std::string brokers(const std::vector<kafka::BrokerId>& ids) {
  std::vector<std::string> all;
  for (const kafka::BrokerId id : ids) all.push_back(broker(id));
  return fmt::format("{}", fmt::join(all, ", "));
}

std::string_view why(std::string_view strategy) {
  if (strategy == "offline") return "because the old one is gone";
  if (strategy == "preferred") return "because it is the preferred one";
  if (strategy == "reassign") return "because the replicas are reassigned";
  if (strategy == "controlled_shutdown") return "because the old one shuts down";
  return strategy;
}

}  // namespace

void StoryRecorder::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  now_ = now;
  std::visit([this](const auto& e) { on(e); }, event);
}

void StoryRecorder::say(Mood mood, std::string words, const std::string& subject, std::int64_t amount) {
  if (now_ < sim::kTimeZero) return;  // how the cluster came up
  const std::size_t from = happenings_.size() - std::min(happenings_.size(), kLookBack);
  for (std::size_t i = from; i < happenings_.size(); ++i) {
    Happening& h = happenings_[i];
    if (h.words != words || now_ - h.last > kSameHappening) continue;
    h.last = now_;
    h.amount += amount;
    if (std::find(h.subjects.begin(), h.subjects.end(), subject) == h.subjects.end()) h.subjects.push_back(subject);
    return;
  }
  if (happenings_.size() < kMost) happenings_.push_back({now_, now_, mood, std::move(words), {subject}, amount});
}

std::string StoryRecorder::application(kafka::ClientId client) const {
  const int a = roles_.application(client);
  return a < 0 ? names_.client(client) : roles_.applications[static_cast<std::size_t>(a)];
}

std::string StoryRecorder::partition(kafka::TopicPartition tp) const {
  const std::string topic = names_.topic(tp.topic);
  return topic.starts_with("__") ? "partitions of " + topic : names_.partition(tp);
}

// ---- brokers and ZooKeeper

void StoryRecorder::on(const kafka::BrokerFailed& e) {
  say(Mood::bad, fmt::format("{{}} ends by itself: {}", e.why), broker(e.broker));
}

void StoryRecorder::on(const kafka::SessionExpired& e) {
  const auto owner = owners_.find(e.session);
  const std::string name = owner == owners_.end() ? "somebody" : names_.host(owner->second);
  say(Mood::change,
      fmt::format("ZooKeeper gives up the session of {{}}, silent for {}",
                  scenario::duration_text(sim::to_seconds(e.since_last_touch))),
      name);
}

void StoryRecorder::on(const kafka::ZooKeeperLeaderServing& e) {
  say(Mood::good, fmt::format("{{}} leads the ZooKeeper ensemble, with {} followers", e.followers),
      fmt::format("zookeeper-{}", e.server.value()));
}

void StoryRecorder::on(const kafka::ControllerElected& e) {
  say(Mood::change, fmt::format("{{}} becomes the controller (epoch {})", e.controller_epoch.value()),
      broker(e.broker));
}

// ---- partitions

void StoryRecorder::on(const kafka::LeaderElected& e) {
  if (e.strategy == "new") return;
  const std::string words =
      e.unclean ? fmt::format("{} leads {{}}, although it is not in sync: an unclean election", broker(e.leader))
                : fmt::format("{} leads {{}}, {}", broker(e.leader), why(e.strategy));
  say(e.unclean ? Mood::bad : Mood::change, words, partition(e.tp));
}

void StoryRecorder::on(const kafka::LeaderElectionFailed& e) {
  say(Mood::bad, "no replica may lead {}", partition(e.tp));
}

void StoryRecorder::on(const kafka::IsrShrunk& e) {
  say(Mood::bad, fmt::format("{} {} out of sync in {{}}", brokers(e.removed), e.removed.size() == 1 ? "is" : "are"),
      partition(e.tp));
}

void StoryRecorder::on(const kafka::IsrExpanded& e) {
  say(Mood::good, fmt::format("{} is in sync again in {{}}", broker(e.added)), partition(e.tp));
}

void StoryRecorder::on(const kafka::LogTruncated& e) {
  const std::int64_t records = e.from.value() - e.to.value();
  if (records > 0) say(Mood::bad, fmt::format("{} cuts its log of {{}}", broker(e.broker)), partition(e.tp), records);
}

void StoryRecorder::on(const kafka::LogLoaded& e) {
  if (e.recovered)
    say(Mood::change, fmt::format("{} scans its log of {{}}, which was not closed well", broker(e.broker)),
        partition(e.tp));
}

void StoryRecorder::on(const kafka::ReassignmentCompleted& e) {
  say(Mood::good, fmt::format("the replicas of {{}} are now on {}", brokers(e.replicas)), partition(e.tp));
}

void StoryRecorder::on(const kafka::TopicDeleted& e) {
  say(Mood::neutral, "topic {} is deleted", names_.topic(e.topic));
}

void StoryRecorder::on(const kafka::AdminCommandDone& e) {
  const std::string result = e.error.empty() ? "done" : "refused, " + e.error;
  say(e.error.empty() ? Mood::neutral : Mood::bad, fmt::format("administrator: {} {{}}: {}", e.command, result),
      e.target);
}

// ---- clients

void StoryRecorder::on(const kafka::RecordsFailed& e) {
  const std::string_view what = e.exception.empty() ? name_of(e.error) : e.exception;
  say(Mood::bad, fmt::format("{{}} gives records up: {}", what), application(e.producer), e.count);
}

void StoryRecorder::on(const kafka::SendFailed& e) {
  say(Mood::bad, fmt::format("send() of {{}} fails: {}", e.exception), application(e.producer), 1);
}

void StoryRecorder::on(const kafka::ConsumerFailed& e) {
  say(Mood::bad, fmt::format("{{}} ends with {}", e.exception), names_.client(e.member));
}

void StoryRecorder::on(const kafka::ProducerFailed& e) {
  say(Mood::bad, fmt::format("{{}} must be closed: {}", e.exception), names_.client(e.producer));
}

}  // namespace report
