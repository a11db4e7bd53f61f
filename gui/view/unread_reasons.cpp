#include "gui/view/unread_reasons.h"

#include <algorithm>

namespace view {
namespace {

bool overlaps(const scenario::UnreadTime& u, const scenario::Rebalance& r) {
  const bool late = u.end && *u.end <= r.started;
  const bool early = r.ended && u.begin > *r.ended;
  return !late && !early;
}

/// The rebalance that made somebody read again, or makes now.
const scenario::Rebalance* rebalance_of(const scenario::GroupRebalances& of, const scenario::UnreadTime& u) {
  const scenario::Rebalance* last = nullptr;
  for (const scenario::Rebalance& r : of.rebalances) {
    if (!overlaps(u, r)) continue;
    if (u.end && r.generation == u.generation && u.generation != kafka::kNoGeneration) return &r;
    last = &r;
  }
  return last;
}

/// The first one under way while it was unread: from then on the coordinator knows.
const scenario::Rebalance* first_after(const scenario::GroupRebalances& of, const scenario::UnreadTime& u) {
  const auto it = std::find_if(of.rebalances.begin(), of.rebalances.end(),
                               [&](const scenario::Rebalance& r) { return overlaps(u, r); });
  return it == of.rebalances.end() ? nullptr : &*it;
}

bool is_cooperative(const std::string& protocol) { return protocol.find("cooperative") != std::string::npos; }

/// A rebalance under way has no protocol yet: most likely that of the one before.
bool is_cooperative(const scenario::GroupRebalances& of, const scenario::Rebalance& r) {
  if (!r.protocol.empty()) return is_cooperative(r.protocol);
  for (auto it = of.rebalances.rbegin(); it != of.rebalances.rend(); ++it)
    if (it->started <= r.started && !it->protocol.empty()) return is_cooperative(it->protocol);
  return false;
}

std::string gone(std::string_view how) {
  if (how == "kill" || how == "power_loss") return "owner is dead";
  if (how == "clean" || how == "left") return "owner has left";
  if (how == "revoked") return "revoked";
  if (how == "lost") return "owner lost it";
  return "owner failed: " + std::string(how);
}

}  // namespace

void add_rebalances(GroupsChart& chart, kafka::GroupId group, const scenario::GroupRebalances& of) {
  for (const scenario::Rebalance& r : of.rebalances) {
    RebalanceSpan span;
    span.group = group;
    span.generation = r.generation.value();
    span.begin = r.started;
    span.end = r.ended;
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
  const scenario::Rebalance* const first = first_after(of, unread);
  const scenario::Rebalance* const rebalance = rebalance_of(of, unread);
  if (first == nullptr || rebalance == nullptr) return add(unread.begin, unread.end, gone(unread.how));
  const sim::SimTime noticed = std::max(first->started, unread.begin);
  if (noticed > unread.begin) add(unread.begin, noticed, gone(unread.how));
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
