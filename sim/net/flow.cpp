// The way of a message: NIC, links, path, NIC, receiver.

#include <algorithm>

#include "sim/core/check.h"
#include "sim/net/network.h"

namespace sim {

using detail::kNoMessage;
using detail::Message;
using detail::MessageKind;

bool Network::send_message(ConnectionId id, HostId from, Bytes size, Deliver deliver) {
  SIM_CHECK(size.count() >= 0);
  Connection* c = find(id);
  if (c == nullptr) return false;
  const std::uint32_t side = side_of(*c, from);
  if (c->ends[side].state != EndState::open || c->flows[side].ending) return false;
  // A closed peer's kernel would answer with a reset; the close that is on its way here says the same.
  if (c->ends[1 - side].state == EndState::closed) return true;
  const std::uint32_t index = append(id.slot, side, MessageKind::data, size);
  messages_[index].deliver = std::move(deliver);
  submit(id.slot, side, index);
  return true;
}

std::uint32_t Network::append(std::uint32_t slot, std::uint32_t side, MessageKind kind, Bytes size) {
  Connection& c = connections_[slot];
  Flow& flow = c.flows[c.local ? 0 : side];
  const std::uint32_t index = messages_.take();
  Message& m = messages_[index];
  m.size = size;
  m.kind = kind;
  m.from = static_cast<std::uint8_t>(side);
  m.next = kNoMessage;
  m.timed = m.admitted = m.at_once = false;
  m.stage = EventHandle{};
  if (flow.head == kNoMessage) {
    flow.head = index;
  } else {
    messages_[flow.tail].next = index;
  }
  flow.tail = index;
  machine(c.ends[side].host).in_flight += size;
  return index;
}

/// A new message meets the rules, unless others already wait before it.
void Network::submit(std::uint32_t slot, std::uint32_t side, std::uint32_t index) {
  Connection& c = connections_[slot];
  if (c.local) {
    transmit(slot, 0, index);
    return;
  }
  if (c.flows[side].unsent != kNoMessage) return;
  switch (ask(c, side, messages_[index])) {
    case Verdict::Kind::hold:
      hold(slot, side, index);
      return;
    case Verdict::Kind::break_connection:
      break_connection(slot, side);
      return;
    case Verdict::Kind::pass:
    case Verdict::Kind::delay:
      transmit(slot, side, index);
      return;
  }
}

/// Hands a message to the sender's NIC.
void Network::transmit(std::uint32_t slot, std::uint32_t side, std::uint32_t index) {
  Connection& c = connections_[slot];
  Message& m = messages_[index];
  scheduler_.cancel(m.stage);
  m.timed = m.admitted = false;
  m.hop = 0;
  m.first_byte = m.last_byte = scheduler_.now();
  if (c.local) {
    m.timed = m.admitted = true;
    if (c.flows[0].head == index) expect_head(slot, 0);
    return;
  }
  Machine& sender = machine(c.ends[side].host);
  m.first_byte = std::max(scheduler_.now(), sender.egress_free);
  m.last_byte = m.first_byte + transfer_time(m.size, sender.nic.egress);
  sender.egress_free = m.last_byte;
  cross_links(slot, side, index);
}

/// Takes its turn at every limited link, as soon as its first byte gets there; then its arrival is known.
void Network::cross_links(std::uint32_t slot, std::uint32_t side, std::uint32_t index) {
  Connection& c = connections_[slot];
  Message& m = messages_[index];
  const Flow& flow = c.flows[side];
  while (m.hop < flow.links.size()) {
    if (m.first_byte > scheduler_.now()) {
      m.stage = scheduler_.at(m.first_byte, kWorld, [this, slot, side, index] { cross_links(slot, side, index); });
      return;
    }
    const LimitedLink link = flow.links[m.hop++];
    const Duration time = transfer_time(m.size, link.rate);
    SimTime& free = link_free_[link.index];
    m.first_byte = std::max(m.first_byte, free);
    m.last_byte = std::max(m.last_byte, m.first_byte + time);
    free = m.first_byte + time;
  }
  const BytesPerSecond ingress = machine(c.ends[1 - side].host).nic.ingress;
  m.first_byte += c.delay + m.extra;
  m.last_byte = std::max(m.last_byte + c.delay + m.extra, m.first_byte + transfer_time(m.size, ingress));
  m.timed = true;
  if (flow.head == index) expect_head(slot, side);
}

/// Puts the arrival of the flow's first message into the calendar, if it is known.
void Network::expect_head(std::uint32_t slot, std::uint32_t side) {
  Connection& c = connections_[slot];
  Flow& flow = c.flows[side];
  if (flow.head == kNoMessage) return;
  const Message& m = messages_[flow.head];
  if (!m.timed) return;
  const FlowId id{slot, c.generation, side};
  flow.arrival =
      scheduler_.at(std::max(scheduler_.now(), m.last_byte), receiver_life(c, m), [this, id] { arrive(id); });
}

LifeId Network::receiver_life(const Connection& c, const Message& m) {
  const End& receiver = c.ends[1 - m.from];
  if (receiver.state == EndState::lost || m.kind == MessageKind::open) return kWorld;
  return receiver.life;
}

void Network::arrive(FlowId id) {
  Connection& c = connections_[id.slot];
  const std::uint32_t side = id.side;
  Message& m = messages_[c.flows[side].head];
  if (!c.local && !m.at_once) {
    const Verdict::Kind verdict = ask_on_arrival(c, side, m);
    if (verdict == Verdict::Kind::hold) {
      hold(id.slot, side, c.flows[side].head);
      return;
    }
    if (verdict == Verdict::Kind::break_connection) {
      break_connection(id.slot, side);
      return;
    }
    if (c.ends[1 - side].state == EndState::lost) {  // the machine is back, but knows nothing of this connection
      drop_all(c, side);
      drop_all(c, 1 - side);
      c.ends[1 - side].state = EndState::closed;
      end_flow_unasked(id.slot, 1 - side, false);
      return;
    }
    if (!admit(c, side, m)) {
      expect_head(id.slot, side);
      return;
    }
  }
  take_effect(id.slot, side);
}

/// The message's turn at the receiver's NIC; false if its last byte must wait there.
bool Network::admit(const Connection& c, std::uint32_t side, Message& m) {
  Machine& receiver = machine(c.ends[1 - side].host);
  if (m.admitted || receiver.nic.ingress.unlimited()) return true;
  m.admitted = true;
  m.last_byte = std::max(scheduler_.now(), receiver.ingress_free + transfer_time(m.size, receiver.nic.ingress));
  receiver.ingress_free = m.last_byte;
  return m.last_byte == scheduler_.now();
}

void Network::take_effect(std::uint32_t slot, std::uint32_t side) {
  Message& m = messages_[connections_[slot].flows[side].head];
  const MessageKind kind = m.kind;
  const std::uint32_t receiver = 1u - m.from;
  const Bytes size = m.size;
  Deliver deliver = std::move(m.deliver);
  pop_head(connections_[slot], side);
  expect_head(slot, side);
  switch (kind) {
    case MessageKind::data:
      ++messages_delivered_;
      bytes_delivered_ += size;
      deliver();  // last: it may do anything to this connection
      return;
    case MessageKind::open:
      answer_attempt(slot);
      return;
    case MessageKind::accept:
      finish_attempt(slot, true);
      return;
    case MessageKind::refuse:
      finish_attempt(slot, false);
      return;
    case MessageKind::close:
      take_close(slot, receiver);
      return;
  }
}

void Network::pop_head(Connection& c, std::uint32_t side) {
  Flow& flow = c.flows[side];
  const std::uint32_t index = flow.head;
  flow.head = messages_[index].next;
  machine(c.ends[side].host).in_flight -= messages_[index].size;
  messages_.put_back(index);
}

void Network::drop_all(Connection& c, std::uint32_t side) { drop(c, side, c.flows[side].head); }

/// The messages from `first` on vanish.
void Network::drop(Connection& c, std::uint32_t side, std::uint32_t first) {
  if (first == kNoMessage) return;
  Flow& flow = c.flows[side];
  if (first == flow.head) {
    scheduler_.cancel(flow.arrival);
    flow.head = kNoMessage;
  } else {
    flow.tail = flow.head;
    while (messages_[flow.tail].next != first) flow.tail = messages_[flow.tail].next;
    messages_[flow.tail].next = kNoMessage;
  }
  flow.ending = false;
  while (first != kNoMessage) {
    Message& m = messages_[first];
    const std::uint32_t next = m.next;
    if (first == flow.unsent) flow.unsent = kNoMessage;
    scheduler_.cancel(m.stage);
    machine(c.ends[side].host).in_flight -= m.size;
    messages_.put_back(first);
    first = next;
  }
}

void Network::refresh_path(Connection& c) {
  c.topology_version = topology_.version();
  const NodeId here = place(c.ends[0].host);
  const NodeId there = place(c.ends[1].host);
  const Path path = topology_.path(here, there);
  c.reachable = path.reachable;
  c.delay = path.delay;
  for (Flow& flow : c.flows) flow.links.clear();
  if (path.bottleneck.unlimited()) return;
  link_free_.resize(2 * static_cast<std::size_t>(topology_.link_count()), scheduler_.now());
  for (const Hop& hop : topology_.route(here, there)) {
    const BytesPerSecond rate = topology_.link(hop.link).rate;
    if (rate.unlimited()) continue;
    const std::size_t both = 2 * static_cast<std::size_t>(hop.link.value());
    c.flows[0].links.push_back({both + (hop.forward ? 0 : 1), rate});
    c.flows[1].links.push_back({both + (hop.forward ? 1 : 0), rate});
  }
  std::reverse(c.flows[1].links.begin(), c.flows[1].links.end());
}

}  // namespace sim
