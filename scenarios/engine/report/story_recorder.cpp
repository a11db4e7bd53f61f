#include "scenarios/engine/report/story_recorder.h"

#include <algorithm>

namespace report {
namespace {

constexpr sim::Duration kSameHappening = std::chrono::seconds(1);
constexpr std::size_t kLookBack = 12;

}  // namespace

void StoryRecorder::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  if (now < sim::kTimeZero) return;  // how the cluster came up
  const std::optional<scenario::News> news = scenario::news_of(event, names_);
  if (!news) return;
  const std::string subject = name_of(news->subject);
  const std::size_t from = happenings_.size() - std::min(happenings_.size(), kLookBack);
  for (std::size_t i = from; i < happenings_.size(); ++i) {
    Happening& h = happenings_[i];
    if (h.words != news->words || now - h.last > kSameHappening) continue;
    h.last = now;
    h.amount += news->amount;
    if (std::find(h.subjects.begin(), h.subjects.end(), subject) == h.subjects.end()) h.subjects.push_back(subject);
    return;
  }
  if (happenings_.size() < kMost) happenings_.push_back({now, now, news->mood, news->words, {subject}, news->amount});
}

std::string StoryRecorder::name_of(const scenario::News::Subject& subject) const {
  if (const auto* tp = std::get_if<kafka::TopicPartition>(&subject)) return partition(*tp);
  if (const auto* client = std::get_if<kafka::ClientId>(&subject)) return application(*client);
  return std::get<std::string>(subject);
}

std::string StoryRecorder::application(kafka::ClientId client) const {
  const int a = roles_.application(client);
  return a < 0 ? names_.client(client) : roles_.applications[static_cast<std::size_t>(a)];
}

std::string StoryRecorder::partition(kafka::TopicPartition tp) const {
  const std::string topic = names_.topic(tp.topic);
  return topic.starts_with("__") ? "partitions of " + topic : names_.partition(tp);
}

}  // namespace report
