#include "sim/net/network.h"

#include <algorithm>

#include "sim/core/check.h"

namespace sim {

using detail::kNoMessage;
using detail::MessageKind;

Network::Network(Scheduler& scheduler, Topology& topology, const TcpConfig& tcp)
    : scheduler_(scheduler), topology_(topology), tcp_(tcp) {
  SIM_CHECK(tcp.rto_min >= 0s && tcp.rto_max >= tcp.rto_min);
  topology_.set_observer(this);
}

Network::~Network() {
  topology_.set_observer(nullptr);
  for (std::uint32_t slot = 0; slot < connections_.size(); ++slot)
    for (std::uint32_t side = 0; side < 2; ++side) drop_all(connections_[slot], side);
}

// ---- hosts

HostId Network::add_host(std::string_view name, NodeId place, const NicConfig& nic) {
  SIM_CHECK(place.value() >= 0 && place.value() < topology_.node_count(), "no such place");
  const HostId id(host_count());
  Machine added;
  added.name = name;
  added.place = place;
  added.egress_free = added.ingress_free = scheduler_.now();
  hosts_.push_back(std::move(added));
  set_nic(id, nic);
  return id;
}

void Network::set_nic(HostId host, const NicConfig& nic) {
  SIM_CHECK(nic.egress.count() >= 0 && nic.ingress.count() >= 0);
  machine(host).nic = nic;
}

void Network::listen(HostId host, LifeId life, ConnectionObserver* observer) {
  Machine& m = machine(host);
  SIM_CHECK(m.powered && scheduler_.alive(life));
  m.listening = true;
  m.listener = life;
  m.listener_observer = observer;
}

void Network::stop_listening(HostId host) {
  Machine& m = machine(host);
  m.listening = false;
  m.listener = kWorld;
  m.listener_observer = nullptr;
}

void Network::on_host_started(HostId host, LifeId /*life*/) {
  Machine& m = machine(host);
  if (m.powered) return;
  m.powered = true;
  release_held();  // what waited for the machine finds it up, and its connections gone
}

void Network::on_host_stopped(HostId host, LifeId life, StopKind kind) {
  Machine& m = machine(host);
  if (m.listening && m.listener == life) stop_listening(host);
  const bool power_lost = kind == StopKind::power_loss;
  for (std::uint32_t slot = 0; slot < connections_.size(); ++slot) {
    for (std::uint32_t side = 0; side < 2; ++side) {
      const Connection& c = connections_[slot];
      const End& end = c.ends[side];
      if (!c.used || end.host != host || end.life != life || !alive(c, side)) continue;
      if (power_lost) {
        lose_end(slot, side);
      } else {
        close_end(slot, side);
      }
    }
  }
  if (power_lost) {
    m.powered = false;
    m.egress_free = m.ingress_free = scheduler_.now();
  }
}

Network::Machine& Network::machine(HostId host) {
  const auto i = static_cast<std::size_t>(host.value());
  SIM_CHECK(i < hosts_.size(), "no such host");
  return hosts_[i];
}

const Network::Machine& Network::machine(HostId host) const {
  const auto i = static_cast<std::size_t>(host.value());
  SIM_CHECK(i < hosts_.size(), "no such host");
  return hosts_[i];
}

Duration Network::egress_backlog(HostId host) const {
  return std::max(Duration{0}, machine(host).egress_free - scheduler_.now());
}

// ---- opening

ConnectionId Network::open(HostId from, LifeId life, HostId to, OnConnect on_result) {
  SIM_CHECK(scheduler_.alive(life));
  std::uint32_t slot = static_cast<std::uint32_t>(connections_.size());
  if (free_slots_.empty()) {
    connections_.emplace_back();
  } else {
    slot = free_slots_.back();
    free_slots_.pop_back();
  }
  Connection& c = connections_[slot];
  c.used = true;
  c.local = from == to;
  c.ends[0] = End{from, life, EndState::opening, nullptr};
  c.ends[1] = End{to, kWorld, EndState::opening, nullptr};
  c.on_result = std::move(on_result);
  const ConnectionId id{slot, c.generation};
  refresh_path(c);
  submit(slot, 0, append(slot, 0, MessageKind::open, Bytes(0)));
  return id;
}

/// The attempt has reached the machine; its kernel answers, whatever the process is doing.
void Network::answer_attempt(std::uint32_t slot) {
  Connection& c = connections_[slot];
  const Machine& m = machine(c.ends[1].host);
  if (!m.listening) {
    submit(slot, 1, append(slot, 1, MessageKind::refuse, Bytes(0)));
    return;
  }
  c.ends[1].state = EndState::open;
  c.ends[1].life = m.listener;
  c.ends[1].observer = m.listener_observer;
  if (ConnectionObserver* observer = m.listener_observer; observer != nullptr) {
    const ConnectionId id{slot, c.generation};
    scheduler_.after(0s, m.listener,
                     [observer, id, from = c.ends[0].host] { observer->on_connection_opened(id, from); });
  }
  submit(slot, 1, append(slot, 1, MessageKind::accept, Bytes(0)));
}

void Network::finish_attempt(std::uint32_t slot, bool established) {
  Connection& c = connections_[slot];
  const ConnectResult result{established, {slot, c.generation}};
  OnConnect on_result = std::move(c.on_result);
  if (established) {
    c.ends[0].state = EndState::open;
    c.established = true;
    ++connections_open_;
  } else {
    c.ends[0].state = EndState::closed;
    free_if_over(slot);
  }
  on_result(result);
}

void Network::observe(ConnectionId id, HostId self, ConnectionObserver& observer) {
  Connection* c = find(id);
  if (c == nullptr) return;
  std::uint32_t side = side_of(*c, self);
  if (c->local && c->ends[0].observer != nullptr) side = 1;
  if (alive(*c, side)) c->ends[side].observer = &observer;
}

// ---- closing

void Network::close(ConnectionId id, HostId by) {
  Connection* c = find(id);
  if (c == nullptr) return;
  const std::uint32_t side = side_of(*c, by);
  if (alive(*c, side)) close_end(id.slot, side);
}

void Network::close_end(std::uint32_t slot, std::uint32_t side) {
  Connection& c = connections_[slot];
  retire(c, side, EndState::closed);
  drop_all(c, c.local ? 0 : 1 - side);
  // A client still opening has not heard of the acceptance: it will, and then of the end.
  if (alive(c, 1 - side)) {
    end_flow(slot, side);
  } else {
    free_if_over(slot);
  }
}

/// The machine of this end lost its power: what has left its NIC still arrives, the rest is gone.
void Network::lose_end(std::uint32_t slot, std::uint32_t side) {
  Connection& c = connections_[slot];
  retire(c, side, EndState::lost);
  std::uint32_t index = c.flows[side].head;
  for (; index != kNoMessage; index = messages_[index].next) {
    const detail::Message& m = messages_[index];
    if (!m.timed || m.last_byte - c.delay - m.extra > scheduler_.now()) break;
  }
  drop(c, side, index);
  // Arrivals at this end were events of the life that has ended.
  scheduler_.cancel(c.flows[1 - side].arrival);
  expect_head(slot, 1 - side);
  free_if_over(slot);
}

void Network::break_connection(std::uint32_t slot, std::uint32_t sender) {
  Connection& c = connections_[slot];
  drop_all(c, 0);
  drop_all(c, 1);
  if (alive(c, 1 - sender)) end_flow_unasked(slot, sender, false);
  if (alive(c, sender)) end_flow_unasked(slot, 1 - sender, true);
}

/// This end is no longer open; its user hears nothing more.
void Network::retire(Connection& c, std::uint32_t side, EndState state) {
  c.ends[side].state = state;
  c.ends[side].observer = nullptr;
  if (side == 0) c.on_result.reset();
  if (c.established) {
    c.established = false;
    --connections_open_;
  }
}

/// Lets the peer of `side` know in turn, after everything sent before.
void Network::end_flow(std::uint32_t slot, std::uint32_t side) {
  Connection& c = connections_[slot];
  if (c.flows[side].ending) return;
  c.flows[side].ending = true;
  submit(slot, side, append(slot, side, MessageKind::close, Bytes(0)));
}

/// Lets the peer of `side` know that the connection is reset; no rule is asked again. `at_once`: it is the peer's own
/// kernel that noticed.
void Network::end_flow_unasked(std::uint32_t slot, std::uint32_t side, bool at_once) {
  Connection& c = connections_[slot];
  const bool attempt = side == 1 && c.ends[0].state == EndState::opening;
  c.flows[side].ending = true;
  const std::uint32_t index = append(slot, side, attempt ? MessageKind::refuse : MessageKind::close, Bytes(0));
  detail::Message& m = messages_[index];
  m.rules_seen = last_rule_;
  if (at_once) {
    m.timed = true;
    m.admitted = true;
    m.last_byte = scheduler_.now();
    m.at_once = true;
    expect_head(slot, side);
  } else {
    transmit(slot, side, index);
  }
}

void Network::take_close(std::uint32_t slot, std::uint32_t receiver) {
  Connection& c = connections_[slot];
  const ConnectionId id{slot, c.generation};
  ConnectionObserver* observer = c.ends[receiver].observer;
  retire(c, receiver, EndState::closed);
  free_if_over(slot);
  if (observer != nullptr) observer->on_connection_closed(id);
}

void Network::free_if_over(std::uint32_t slot) {
  Connection& c = connections_[slot];
  if (alive(c, 0) || alive(c, 1)) return;
  for (std::uint32_t side = 0; side < 2; ++side) {
    drop_all(c, side);
    c.flows[side].ending = c.flows[side].listed = false;
    c.ends[side] = End{};
  }
  c.used = false;
  ++c.generation;
  c.on_result.reset();
  free_slots_.push_back(slot);
}

// ---- looking up

Network::Connection* Network::find(ConnectionId id) {
  if (id.slot >= connections_.size()) return nullptr;
  Connection& c = connections_[id.slot];
  return c.used && c.generation == id.generation ? &c : nullptr;
}

const Network::Connection* Network::find(ConnectionId id) const {
  if (id.slot >= connections_.size()) return nullptr;
  const Connection& c = connections_[id.slot];
  return c.used && c.generation == id.generation ? &c : nullptr;
}

std::uint32_t Network::side_of(const Connection& c, HostId host) {
  if (c.ends[0].host == host) return 0;
  SIM_CHECK(c.ends[1].host == host, "not an end of this connection");
  return 1;
}

/// Has this end a user who still wants to hear?
bool Network::alive(const Connection& c, std::uint32_t side) {
  const EndState state = c.ends[side].state;
  return state == EndState::open || (side == 0 && state == EndState::opening);
}

bool Network::is_open(ConnectionId id, HostId self) const {
  const Connection* c = find(id);
  return c != nullptr && c->ends[side_of(*c, self)].state == EndState::open;
}

HostId Network::peer(ConnectionId id, HostId self) const {
  const Connection* c = find(id);
  SIM_CHECK(c != nullptr, "a dead connection has no peer");
  return c->ends[1 - side_of(*c, self)].host;
}

}  // namespace sim
