#include "gui/view/unread_reasons.h"

#include <algorithm>
#include <utility>

namespace view {
namespace {

/// When it was over: one that came to nothing is, when the next one begins. Nothing: it goes on.
std::optional<sim::SimTime> end_of(const scenario::GroupRebalances& of, std::size_t i) {
  if (of.rebalances[i].ended) return of.rebalances[i].ended;
  return i + 1 < of.rebalances.size() ? std::optional(of.rebalances[i + 1].started) : std::nullopt;
}

bool overlaps(const scenario::UnreadTime& u, const scenario::GroupRebalances& of, std::size_t i) {
  const std::optional<sim::SimTime> end = end_of(of, i);
  const bool late = u.end && *u.end <= of.rebalances[i].started;
  const bool early = end && u.begin > *end;
  return !late && !early;
}

/// The first one under way while it was unread, for from then on the coordinator knows; and the one that made somebody
/// read again, or makes now. nullptr: none yet.
std::pair<const scenario::Rebalance*, const scenario::Rebalance*> rebalances_of(const scenario::GroupRebalances& of,
                                                                                const scenario::UnreadTime& u) {
  const scenario::Rebalance* first = nullptr;
  const scenario::Rebalance* last = nullptr;
  for (std::size_t i = 0; i < of.rebalances.size(); ++i) {
    if (!overlaps(u, of, i)) continue;
    const scenario::Rebalance& r = of.rebalances[i];
    if (first == nullptr) first = &r;
    last = &r;
    if (u.end && r.generation == u.generation && u.generation != kafka::kNoGeneration) break;
  }
  return {first, last};
}

bool is_cooperative(const std::string& protocol) { return protocol.find("cooperative") != std::string::npos; }

/// A rebalance under way has no protocol yet: most likely that of the one before.
bool is_cooperative(const scenario::GroupRebalances& of, const scenario::Rebalance& r) {
  if (!r.protocol.empty()) return is_cooperative(r.protocol);
  for (auto it = of.rebalances.rbegin(); it != of.rebalances.rend(); ++it)
    if (it->started <= r.started && !it->protocol.empty()) return is_cooperative(it->protocol);
  return false;
}

/// It ended with nobody in the group.
bool is_empty(const scenario::Rebalance& r) { return r.joined && r.expected.empty(); }

std::string gone(std::string_view how) {
  if (how == "kill" || how == "power_loss") return "owner is dead";
  if (how == "clean" || how == "left") return "owner has left";
  if (how == "revoked") return "revoked";
  if (how == "lost") return "owner lost it";
  return "owner failed: " + std::string(how);
}

}  // namespace

void add_rebalances(GroupsChart& chart, kafka::GroupId group, const scenario::GroupRebalances& of) {
  for (std::size_t i = 0; i < of.rebalances.size(); ++i) {
    const scenario::Rebalance& r = of.rebalances[i];
    RebalanceSpan span;
    span.group = group;
    span.generation = r.generation.value();
    span.begin = r.started;
    span.end = end_of(of, i);
    span.reason = r.reason;
    span.protocol = r.protocol;
    span.reread = r.reread;
    span.cooperative = is_cooperative(of, r);
    span.before = r.before.value();
    span.coordinator = r.coordinator.value();
    span.caused_by = r.caused_by;
    span.waited_for = r.waited_for();
    chart.rebalances.push_back(std::move(span));
  }
}

void add_unread(GroupsChart& chart, kafka::GroupId group, const scenario::GroupRebalances& of,
                const scenario::UnreadTime& unread) {
  const auto add = [&](sim::SimTime begin, std::optional<sim::SimTime> end, std::string why) {
    chart.readers.push_back({group, unread.tp, kafka::kNoClient, begin, end, std::move(why), unread.given_up_by});
  };
  const auto [first, rebalance] = rebalances_of(of, unread);
  if (first == nullptr) return add(unread.begin, unread.end, gone(unread.how));
  sim::SimTime noticed = std::max(first->started, unread.begin);
  if (noticed > unread.begin) add(unread.begin, noticed, gone(unread.how));
  if (is_empty(*first)) {
    if (first == rebalance) return add(noticed, unread.end, "no member is left");
    add(noticed, rebalance->started, "no member is left");
    noticed = rebalance->started;
  }
  add(noticed, unread.end, is_cooperative(of, *rebalance) ? "moves to another member" : "stop the world");
  const auto span = std::find_if(chart.rebalances.begin(), chart.rebalances.end(), [&](const RebalanceSpan& s) {
    return s.group == group && s.begin == rebalance->started && s.before == rebalance->before.value();
  });
  if (span == chart.rebalances.end()) return;
  if (span->stopped_partitions++ == 0) span->stopped_from = noticed;
  const sim::SimTime from = std::min(span->stopped_from, noticed);
  const sim::SimTime until = std::max(span->stopped_from + span->stopped, unread.end.value_or(noticed));
  span->still_stopped = span->still_stopped || !unread.end;
  span->stopped_from = from;
  span->stopped = until - from;
}

}  // namespace view
