// Rules, and what they hold.

#include <algorithm>

#include "sim/core/check.h"
#include "sim/net/network.h"

namespace sim {

using detail::kNoMessage;
using detail::Message;

void RuleGuard::remove() {
  if (network_ != nullptr) std::exchange(network_, nullptr)->remove_rule(rule_);
}

RuleGuard Network::add_rule(std::unique_ptr<Rule> rule) {
  SIM_CHECK(rule != nullptr);
  rules_.push_back(NumberedRule{++last_rule_, std::move(rule)});
  return RuleGuard(*this, last_rule_);
}

void Network::remove_rule(std::uint32_t rule) {
  std::erase_if(rules_, [rule](const NumberedRule& numbered) { return numbered.number == rule; });
  release_held();
}

void Network::rules_changed() { release_held(); }

/// What the rules after number `after_rule` say: delays add up, the first hold or break decides.
Verdict Network::judge(const Connection& c, std::uint32_t side, Bytes size, std::uint32_t after_rule) {
  Verdict sum;
  for (NumberedRule& numbered : rules_) {
    if (numbered.number <= after_rule) continue;
    const Verdict verdict = numbered.rule->judge(c.ends[side].host, c.ends[1 - side].host, scheduler_.now(), size);
    if (verdict.kind == Verdict::Kind::hold || verdict.kind == Verdict::Kind::break_connection) return verdict;
    sum.extra += verdict.extra;
  }
  return sum;
}

Verdict::Kind Network::ask(Connection& c, std::uint32_t side, Message& m) {
  if (c.topology_version != topology_.version()) refresh_path(c);
  if (!c.reachable) return Verdict::Kind::hold;
  m.rules_seen = last_rule_;
  m.extra = Duration{0};
  if (rules_.empty()) return Verdict::Kind::pass;
  const Verdict verdict = judge(c, side, m.size, 0);
  m.extra = verdict.extra;
  return verdict.kind;
}

/// The world may have changed since the message was sent: only what is new is asked.
Verdict::Kind Network::ask_on_arrival(Connection& c, std::uint32_t side, Message& m) {
  if (c.topology_version != topology_.version()) refresh_path(c);
  if (!c.reachable || !machine(c.ends[1 - side].host).powered) return Verdict::Kind::hold;
  if (m.rules_seen == last_rule_) return Verdict::Kind::pass;
  const std::uint32_t seen = std::exchange(m.rules_seen, last_rule_);
  return judge(c, side, m.size, seen).kind;
}

/// The message and everything behind it waits in the sender's socket.
void Network::hold(std::uint32_t slot, std::uint32_t side, std::uint32_t index) {
  Connection& c = connections_[slot];
  Flow& flow = c.flows[side];
  flow.unsent = index;
  messages_[index].timed = false;
  flow.held_since = scheduler_.now();
  if (std::exchange(flow.listed, true)) return;
  // A machine that stays dead for a day sees many attempts come and go.
  if (held_.size() == held_.capacity()) forget_released();
  held_.push_back(FlowId{slot, c.generation, side});
}

void Network::forget_released() {
  std::erase_if(held_, [this](FlowId id) {
    if (is_held(id)) return false;
    Connection& c = connections_[id.slot];
    if (c.generation == id.generation) c.flows[id.side].listed = false;
    return true;
  });
}

bool Network::is_held(FlowId id) const {
  const Connection& c = connections_[id.slot];
  return c.used && c.generation == id.generation && c.flows[id.side].unsent != kNoMessage;
}

void Network::release_held() {
  const std::vector<FlowId> waiting = std::exchange(held_, {});
  for (const FlowId& id : waiting) {
    Connection& c = connections_[id.slot];
    if (!c.used || c.generation != id.generation) continue;
    Flow& flow = c.flows[id.side];
    flow.listed = false;
    if (flow.unsent == kNoMessage) continue;
    flow.listed = true;
    held_.push_back(id);
    const SimTime when = next_retransmission(flow.held_since);
    if (when > scheduler_.now()) {
      scheduler_.at(when, kWorld, [this, id] { release(id); });
    } else {
      release(id);
    }
  }
}

/// Sends what is held, in order, as far as the rules let it pass now.
void Network::release(FlowId id) {
  while (true) {
    Connection& c = connections_[id.slot];
    if (!c.used || c.generation != id.generation) return;
    Flow& flow = c.flows[id.side];
    const std::uint32_t index = flow.unsent;
    if (index == kNoMessage) return;
    if (!machine(c.ends[1 - id.side].host).powered) return;
    switch (ask(c, id.side, messages_[index])) {
      case Verdict::Kind::hold:
        return;
      case Verdict::Kind::break_connection:
        break_connection(id.slot, id.side);
        return;
      case Verdict::Kind::pass:
      case Verdict::Kind::delay:
        flow.unsent = messages_[index].next;
        transmit(id.slot, id.side, index);
    }
  }
}

/// Retransmissions happen rto_min, 3 rto_min, 7 rto_min, ... after the first loss, then every rto_max.
SimTime Network::next_retransmission(SimTime held_since) const {
  if (tcp_.rto_min == Duration{0}) return scheduler_.now();
  Duration timeout = tcp_.rto_min;
  SimTime next = held_since + timeout;
  while (next < scheduler_.now()) {
    timeout = std::min(timeout * 2, tcp_.rto_max);
    next += timeout;
  }
  return next;
}

std::size_t Network::held() const {
  return static_cast<std::size_t>(std::count_if(held_.begin(), held_.end(), [this](FlowId id) { return is_held(id); }));
}

}  // namespace sim
