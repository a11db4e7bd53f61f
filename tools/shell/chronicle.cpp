#include "tools/shell/chronicle.h"

#include <algorithm>
#include <utility>
#include <variant>

#include <fmt/format.h>

namespace tools {
namespace {

constexpr std::size_t kMostKept = 500;

std::string name_of(kafka::BrokerId id) {
  return id == kafka::kNoBroker ? "none" : fmt::format("broker-{}", id.value());
}

std::string list_of(const std::vector<kafka::BrokerId>& ids) {
  std::string text;
  for (const kafka::BrokerId id : ids) text += (text.empty() ? "" : ", ") + std::to_string(id.value());
  return "[" + text + "]";
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
  std::visit([this](const auto& e) { on(e); }, event);
}

void Chronicle::add(std::string what, bool trouble) {
  entries_.push_back({now_, std::move(what), trouble});
  if (entries_.size() > kMostKept) entries_.pop_front();
  last_kind_.clear();
}

void Chronicle::add_partition(std::string kind, kafka::TopicPartition tp, std::string what, bool trouble) {
  if (!entries_.empty() && last_kind_ == kind && entries_.back().time == now_) {
    std::string& text = entries_.back().what;
    if (more_ > 0) text.erase(text.rfind(" (and "));
    text += fmt::format(" (and {} more)", ++more_);
    return;
  }
  add(fmt::format("{}: {}", names_.partition(tp), what), trouble);
  last_kind_ = std::move(kind);
  more_ = 0;
}

// ---- servers

void Chronicle::on(const kafka::BrokerStarted& e) { add(name_of(e.broker) + " starts"); }
void Chronicle::on(const kafka::BrokerStopped& e) {
  add(fmt::format("{} {}", name_of(e.broker), how_text(e.how)), e.how != "clean");
}
void Chronicle::on(const kafka::BrokerFailed& e) {
  add(fmt::format("{} ends itself: {}", name_of(e.broker), e.why), true);
}
void Chronicle::on(const kafka::ZooKeeperServerStarted& e) {
  add(fmt::format("zookeeper-{} starts", e.server.value()));
}
void Chronicle::on(const kafka::ZooKeeperServerStopped& e) {
  add(fmt::format("zookeeper-{} {}", e.server.value(), how_text(e.how)), e.how != "clean");
}
void Chronicle::on(const kafka::ZooKeeperLeaderServing& e) {
  add(fmt::format("zookeeper-{} leads a quorum and serves", e.server.value()));
}
void Chronicle::on(const kafka::SessionExpired& e) {
  const double seconds = std::chrono::duration<double>(e.since_last_touch).count();
  add(fmt::format("ZooKeeper gives up the session of {}: not heard of for {:.1f} s", names_.host(e.owner), seconds),
      true);
}

// ---- partitions

void Chronicle::on(const kafka::ControllerElected& e) {
  add(fmt::format("{} is the controller, epoch {}", name_of(e.broker), e.controller_epoch.value()));
}
void Chronicle::on(const kafka::LeaderElected& e) {
  if (e.before == e.leader || e.strategy == "new") return;
  add_partition(fmt::format("leader {} {}", e.before.value(), e.leader.value()), e.tp,
                fmt::format("leader {} after {}{}", name_of(e.leader), name_of(e.before),
                            e.unclean ? ", unclean: it was not in sync" : ""),
                e.unclean);
}
void Chronicle::on(const kafka::LeaderElectionFailed& e) {
  add_partition("no leader", e.tp, "no replica may lead it", true);
}
void Chronicle::on(const kafka::IsrShrunk& e) {
  add_partition("shrunk " + list_of(e.removed), e.tp,
                fmt::format("{} fell out of the ISR, which is {} now", list_of(e.removed), list_of(e.isr)), true);
}
void Chronicle::on(const kafka::IsrExpanded& e) {
  add_partition("expanded " + name_of(e.added), e.tp, fmt::format("{} is in sync again", name_of(e.added)), false);
}
void Chronicle::on(const kafka::LogTruncated& e) {
  const std::int64_t gone = e.from.value() - e.to.value();
  if (gone > 0)
    add_partition("truncated", e.tp, fmt::format("{} cuts {} records off its log", name_of(e.broker), gone), true);
}

// ---- groups and clients

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
void Chronicle::on(const kafka::ConsumerFailed& e) {
  add(fmt::format("{} fails: {}", names_.client(e.member), e.exception), true);
}
void Chronicle::on(const kafka::RecordsFailed& e) {
  add_partition(fmt::format("failed {}", e.producer.value()), e.tp,
                fmt::format("{} gives {} records up: {}", names_.client(e.producer), e.count, e.exception), true);
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
