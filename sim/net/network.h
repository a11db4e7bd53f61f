#pragma once
/// Messages between machines, TCP-shaped: what is sent on a connection arrives in order and is not lost while the
/// connection lives; faults can only delay it, hold it, or break the connection.
///
///   sim::Topology map;                                       // see topology_builders.h for whole data centres
///   const auto places = sim::build_uniform(map, {"broker", "client"}, 1ms);
///   sim::Network network(scheduler, map);
///   const HostId broker = network.add_host("broker", places[0], {.egress = gigabit, .ingress = gigabit});
///   const HostId client = network.add_host("client", places[1]);
///
///   network.listen(broker, broker_life, &broker_observer);   // in the broker's Process::on_start
///   network.connect(client, client_life, broker, [this](const sim::ConnectResult& result) {
///     if (!result.established) return retry_later();         // no answer at all: this is never called
///     network.observe(result.connection, client, *this);     // hear of its end
///     network.send(result.connection, client, Bytes(100), [request] { broker_process.on_request(request); });
///   });
///   auto cut = network.add_rule(std::make_unique<sim::Partition>(left, right));   // see rules.h
///   cut.remove();                                            // heals: what was held goes out in order
///
/// Timing of a message (all exact integers, rounded up to a nanosecond for each transfer):
///   the sender's NIC takes size/egress, one message after the other;
///   each limited link of the path takes size/rate, in the order in which messages reach it, and passes bytes on as
///   they come (cut-through), so an idle path takes the time of its slowest part once;
///   the last byte arrives the path's delay, plus what rules add, after it left the last limited link;
///   the receiver's NIC takes size/ingress, also cut-through: it is done at max(last byte's arrival, NIC free +
///   size/ingress). Connections that arrive together take turns, message by message.
/// Where a link stands on the path is not accounted for: a message books it when it would reach it without delay.
/// A host's messages to itself arrive at once and meet no rule; on such a connection the connecting end is taken to be
/// the one that closes, and observe() means the connecting end first, then the other.
///
/// Lives: a connection binds one life at either end. `kill` and `clean` close a process's connections as its kernel
/// would: what it sent still arrives, then the peer is told. After `power_loss` nobody is told: a peer that goes on
/// sending waits until the machine is up again, then the connection is reset.
/// A hold, a path without links and a machine without power are the same to a sender: it waits.
///
/// Cost: one event for each message on an idle network; one more where it waits for a link behind its NIC's queue or
/// for the receiver's NIC. No allocation once warm, no look-ups by name or in trees.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/core/bytes.h"
#include "sim/core/ids.h"
#include "sim/core/scheduler.h"
#include "sim/core/time.h"
#include "sim/host/callback.h"
#include "sim/host/host.h"
#include "sim/net/connection.h"
#include "sim/net/message_pool.h"
#include "sim/net/rule.h"
#include "sim/net/topology.h"

namespace sim {

struct NicConfig {
  BytesPerSecond egress;   ///< 0: unlimited
  BytesPerSecond ingress;  ///< 0: unlimited
};

/// Linux retransmits with a timeout that doubles from tcp_rto_min (200 ms) up to TCP_RTO_MAX (120 s), so what was held
/// goes on at the first retransmission after healing. With rto_min 0, the default, it goes on at once.
struct TcpConfig {
  Duration rto_min{0};
  Duration rto_max = 120s;
};

class Network final : public HostWatcher, private TopologyObserver {
 public:
  using Deliver = Callback<24>;
  using OnConnect = Callback<24, const ConnectResult&>;

  /// Scheduler and topology must outlive it.
  Network(Scheduler& scheduler, Topology& topology, const TcpConfig& tcp = {});
  ~Network() override;
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  // ---- hosts

  /// A machine at a place of the topology; on, with no process listening.
  HostId add_host(std::string_view name, NodeId place, const NicConfig& nic = {});
  void set_nic(HostId host, const NicConfig& nic);

  /// From now on `life` accepts connections to `host`; `observer` (may be null) is told of each, and of its end.
  void listen(HostId host, LifeId life, ConnectionObserver* observer = nullptr);
  void stop_listening(HostId host);

  // ---- HostWatcher; call them directly if no Host is used
  void on_host_started(HostId host, LifeId life) override;
  void on_host_stopped(HostId host, LifeId life, StopKind kind) override;

  // ---- connections

  /// Opens a connection: one round trip. `on_result(const ConnectResult&)` (at most 24 bytes) runs in `life`, once or,
  /// if nobody answers, never; close() gives the attempt up.
  template <class F>
  ConnectionId connect(HostId from, LifeId life, HostId to, F on_result) {
    return open(from, life, to, OnConnect(std::move(on_result)));
  }

  /// Who is told that the connection ended, at `self`'s end. For a listener's end it replaces the listener's observer.
  void observe(ConnectionId connection, HostId self, ConnectionObserver& observer);

  /// Closes it in order: what `by` has sent still arrives, then the peer's observer is told. What was under way to `by`
  /// vanishes, and `by` hears nothing more. Nothing happens if the connection is dead already.
  void close(ConnectionId connection, HostId by);

  /// Sends `size` bytes; `on_delivered()` (at most 24 bytes, may be move-only) runs at the receiver, in its life, when
  /// the last byte has arrived. False if this end is closed: the bytes vanish.
  template <class F>
  bool send(ConnectionId connection, HostId from, Bytes size, F on_delivered) {
    return send_message(connection, from, size, Deliver(std::move(on_delivered)));
  }

  /// Open at both ends, as far as `self` can know.
  [[nodiscard]] bool is_open(ConnectionId connection, HostId self) const;
  [[nodiscard]] HostId peer(ConnectionId connection, HostId self) const;

  // ---- faults

  [[nodiscard]] RuleGuard add_rule(std::unique_ptr<Rule> rule);
  void remove_rule(std::uint32_t rule);
  /// A rule has changed its mind: what is held is judged anew.
  void rules_changed();

  // ---- views

  [[nodiscard]] const Topology& topology() const { return topology_; }
  [[nodiscard]] std::int32_t host_count() const { return static_cast<std::int32_t>(hosts_.size()); }
  [[nodiscard]] const std::string& host_name(HostId host) const { return machine(host).name; }
  [[nodiscard]] NodeId place(HostId host) const { return machine(host).place; }
  [[nodiscard]] Path path(HostId a, HostId b) const { return topology_.path(place(a), place(b)); }
  /// Connections established and not yet closed by either end.
  [[nodiscard]] std::size_t connections_open() const { return connections_open_; }
  /// Sent by `host` and not yet delivered or vanished: waiting for the NIC, on the wire, or held.
  [[nodiscard]] Bytes bytes_in_flight(HostId host) const { return machine(host).in_flight; }
  /// How long a message sent now would wait for the NIC.
  [[nodiscard]] Duration egress_backlog(HostId host) const;
  /// Directions of connections in which something is held.
  [[nodiscard]] std::size_t held() const;
  [[nodiscard]] std::uint64_t messages_delivered() const { return messages_delivered_; }
  [[nodiscard]] Bytes bytes_delivered() const { return bytes_delivered_; }

 private:
  struct Machine {
    std::string name;
    NodeId place;
    NicConfig nic;
    bool powered = true;
    bool listening = false;
    LifeId listener = kWorld;
    ConnectionObserver* listener_observer = nullptr;
    SimTime egress_free;
    SimTime ingress_free;
    Bytes in_flight;
  };

  enum class EndState : std::uint8_t { opening, open, closed, lost };  // lost: its machine lost power, nobody was told
  struct End {
    HostId host;
    LifeId life = kWorld;
    EndState state = EndState::closed;
    ConnectionObserver* observer = nullptr;
  };

  struct LimitedLink {
    std::size_t index;  // in link_free_
    BytesPerSecond rate;
  };

  /// One direction of a connection: its messages in order. Only the first one's arrival is in the calendar.
  struct Flow {
    std::uint32_t head = detail::kNoMessage;
    std::uint32_t tail = detail::kNoMessage;
    std::uint32_t unsent = detail::kNoMessage;  // the first that is held; all behind it are held too
    bool ending = false;                        // its last message is a close or a refusal
    bool listed = false;                        // in held_
    EventHandle arrival;                        // of head
    SimTime held_since;
    std::vector<LimitedLink> links;  // of the path, in order
  };

  struct Connection {
    std::uint32_t generation = 1;
    bool used = false;
    bool established = false;
    bool reachable = false;
    bool local = false;  // from a host to itself: everything goes by flow 0
    std::uint32_t topology_version = 0;
    Duration delay{0};
    End ends[2];    // 0 connected, 1 listened
    Flow flows[2];  // i: from end i to the other
    OnConnect on_result;
  };

  /// One direction of one connection, as events hold it.
  struct FlowId {
    std::uint32_t slot;
    std::uint32_t generation;
    std::uint32_t side;
  };

  // network.cpp: hosts, opening and closing
  ConnectionId open(HostId from, LifeId life, HostId to, OnConnect on_result);
  void answer_attempt(std::uint32_t slot);
  void finish_attempt(std::uint32_t slot, bool established);
  void close_end(std::uint32_t slot, std::uint32_t side);
  void lose_end(std::uint32_t slot, std::uint32_t side);
  void break_connection(std::uint32_t slot, std::uint32_t sender);
  void retire(Connection& c, std::uint32_t side, EndState state);
  void end_flow(std::uint32_t slot, std::uint32_t side);
  void end_flow_unasked(std::uint32_t slot, std::uint32_t side, bool at_once);
  void take_close(std::uint32_t slot, std::uint32_t receiver);
  void free_if_over(std::uint32_t slot);
  Connection* find(ConnectionId id);
  const Connection* find(ConnectionId id) const;
  static std::uint32_t side_of(const Connection& c, HostId host);
  static bool alive(const Connection& c, std::uint32_t side);
  Machine& machine(HostId host);
  const Machine& machine(HostId host) const;
  void on_topology_changed() override { release_held(); }

  // flow.cpp: the way of a message
  bool send_message(ConnectionId id, HostId from, Bytes size, Deliver deliver);
  std::uint32_t append(std::uint32_t slot, std::uint32_t side, detail::MessageKind kind, Bytes size);
  void submit(std::uint32_t slot, std::uint32_t side, std::uint32_t index);
  void transmit(std::uint32_t slot, std::uint32_t side, std::uint32_t index);
  void cross_links(std::uint32_t slot, std::uint32_t side, std::uint32_t index);
  void expect_head(std::uint32_t slot, std::uint32_t side);
  static LifeId receiver_life(const Connection& c, const detail::Message& m);
  void arrive(FlowId flow);
  bool admit(const Connection& c, std::uint32_t side, detail::Message& m);
  void take_effect(std::uint32_t slot, std::uint32_t side);
  void pop_head(Connection& c, std::uint32_t side);
  void drop(Connection& c, std::uint32_t side, std::uint32_t first);
  void drop_all(Connection& c, std::uint32_t side);
  void refresh_path(Connection& c);

  // holding.cpp: rules and what they hold
  Verdict judge(const Connection& c, std::uint32_t side, Bytes size, std::uint32_t after_rule);
  Verdict::Kind ask(Connection& c, std::uint32_t side, detail::Message& m);
  Verdict::Kind ask_on_arrival(Connection& c, std::uint32_t side, detail::Message& m);
  void hold(std::uint32_t slot, std::uint32_t side, std::uint32_t index);
  [[nodiscard]] bool is_held(FlowId flow) const;
  void forget_released();
  void release(FlowId flow);
  void release_held();
  [[nodiscard]] SimTime next_retransmission(SimTime held_since) const;

  Scheduler& scheduler_;
  Topology& topology_;
  TcpConfig tcp_;
  std::vector<Machine> hosts_;
  std::vector<Connection> connections_;
  std::vector<std::uint32_t> free_slots_;
  detail::MessagePool messages_;
  std::vector<SimTime> link_free_;  // by link * 2 + direction

  struct NumberedRule {
    std::uint32_t number;
    std::unique_ptr<Rule> rule;
  };
  std::vector<NumberedRule> rules_;
  std::uint32_t last_rule_ = 0;
  std::vector<FlowId> held_;  // in the order in which they were held; may name flows that are no longer

  std::size_t connections_open_ = 0;
  std::uint64_t messages_delivered_ = 0;
  Bytes bytes_delivered_;
};

}  // namespace sim
