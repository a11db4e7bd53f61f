#include "tools/shell/chronicle.h"

#include <algorithm>
#include <utility>
#include <variant>

#include <fmt/format.h>

namespace tools {
namespace {

constexpr std::size_t kMostKept = 500;

std::string name_of(kafka::BrokerId id) { return fmt::format("broker-{}", id.value()); }

std::string name_of(const scenario::News::Subject& subject, const scenario::Names& names) {
  if (const auto* tp = std::get_if<kafka::TopicPartition>(&subject)) return names.partition(*tp);
  if (const auto* client = std::get_if<kafka::ClientId>(&subject)) return names.client(*client);
  return std::get<std::string>(subject);
}

std::string_view how_text(std::string_view how) {
  if (how == "clean") return "has shut down";
  if (how == "kill") return "is dead: its process was killed";
  if (how == "power_loss") return "is dead: it lost power";
  if (how == "pause") return "stands still";
  return "has stopped";
}

}  // namespace

void Chronicle::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  now_ = now;
  if (const auto news = scenario::news_of(event, names_)) return add(*news);
  std::visit([this](const auto& e) { on(e); }, event);
}

void Chronicle::add(std::string what, bool trouble) {
  entries_.push_back({.time = now_, .what = std::move(what), .trouble = trouble});
  if (entries_.size() > kMostKept) entries_.pop_front();
}

void Chronicle::add(const scenario::News& news) {
  for (auto entry = entries_.rbegin(); entry != entries_.rend() && entry->time == now_; ++entry) {
    if (entry->words != news.words) continue;
    ++entry->more;
    return;
  }
  std::string text = scenario::with_subject(news.words, name_of(news.subject, names_));
  if (news.amount > 0) text += fmt::format(" ({} record{})", news.amount, news.amount == 1 ? "" : "s");
  add(std::move(text), news.mood == scenario::Mood::bad);
  entries_.back().words = news.words;
}

std::string ChronicleEntry::text() const { return more == 0 ? what : fmt::format("{} (and {} more)", what, more); }

// ---- servers

void Chronicle::on(const kafka::BrokerStarted& e) { add(name_of(e.broker) + " starts"); }
void Chronicle::on(const kafka::BrokerStopped& e) {
  add(fmt::format("{} {}", name_of(e.broker), how_text(e.how)), e.how != "clean");
}
void Chronicle::on(const kafka::ZooKeeperServerStarted& e) {
  add(fmt::format("zookeeper-{} starts", e.server.value()));
}
void Chronicle::on(const kafka::ZooKeeperServerStopped& e) {
  add(fmt::format("zookeeper-{} {}", e.server.value(), how_text(e.how)), e.how != "clean");
}

// ---- groups

void Chronicle::on(const kafka::RebalanceStarted& e) {
  add(fmt::format("group {} rebalances: {}", names_.group(e.group), e.reason));
}
void Chronicle::on(const kafka::GenerationStarted& e) {
  add(fmt::format("group {} has generation {} with {} members", names_.group(e.group), e.generation.value(),
                  e.members.size()));
}
void Chronicle::on(const kafka::GroupMemberRemoved& e) {
  add(fmt::format("group {}: {} is no longer a member: {}", names_.group(e.group), names_.client(e.member), e.reason),
      e.reason != "LeaveGroup");
}

// ---- faults

void Chronicle::on(const kafka::FaultBegan& e) { add(fmt::format("fault: {} of {}", e.kind, e.target), true); }
void Chronicle::on(const kafka::FaultEnded& e) { add(fmt::format("over: {} of {}", e.kind, e.target)); }
void Chronicle::on(const kafka::FaultFoundNoTarget& e) {
  add(fmt::format("fault {} finds no {}: {}", e.kind, e.target, e.why));
}

// ---- questions

std::vector<ChronicleEntry> Chronicle::last_chain(std::size_t most) const {
  const auto trouble =
      std::find_if(entries_.rbegin(), entries_.rend(), [](const ChronicleEntry& e) { return e.trouble; });
  if (trouble == entries_.rend()) return {};
  // What belongs together lies close together: a minute without anything separates two stories.
  constexpr sim::Duration kApart = std::chrono::minutes(1);
  auto first = std::prev(trouble.base());
  while (first != entries_.begin() && first->time - std::prev(first)->time < kApart) --first;
  const auto wanted = static_cast<std::ptrdiff_t>(most);
  if (entries_.end() - first > wanted) first = std::min(entries_.end() - wanted, std::prev(trouble.base()));
  return {first, entries_.end()};
}

std::vector<ChronicleEntry> Chronicle::latest(std::size_t most) const {
  const auto from = entries_.size() > most ? entries_.end() - static_cast<std::ptrdiff_t>(most) : entries_.begin();
  return {from, entries_.end()};
}

}  // namespace tools
