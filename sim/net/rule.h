#pragma once
/// A fault of the network is a rule: an object that says what becomes of each message. While its guard lives it holds.
/// (The idea is turmoil-net's rule.rs; the verdicts are those that TCP leaves possible.)

#include <cstdint>
#include <utility>

#include "sim/core/bytes.h"
#include "sim/core/ids.h"
#include "sim/core/time.h"

namespace sim {

/// What a rule thinks of one message. Bytes of a connection are never lost singly or reordered: TCP does not do that.
struct Verdict {
  enum class Kind : std::uint8_t {
    pass,             ///< no opinion
    delay,            ///< arrives `extra` later than it would
    hold,             ///< waits in the sender's socket until the rules change
    break_connection  ///< the connection is reset; both ends are told
  };
  Kind kind = Kind::pass;
  Duration extra{0};

  static constexpr Verdict pass() { return {}; }
  static constexpr Verdict delay(Duration extra) { return {Kind::delay, extra}; }
  static constexpr Verdict hold() { return {Kind::hold, Duration{0}}; }
  static constexpr Verdict reset() { return {Kind::break_connection, Duration{0}}; }
};

/// Asked once for every message (attempts to connect and ends of connections are messages of 0 bytes) when the sender
/// hands it to the network; again when it was held and the rules have changed. A rule that is added while a message is
/// under way is asked when the message arrives: then hold and break count, a delay does not.
///
/// Rules are asked in the order of addition. Delays add up; the first hold or break ends the asking and decides.
/// A rule may draw random numbers and keep state, but must not call the network. A rule that changes its mind about
/// what it holds must be followed by Network::rules_changed().
class Rule {
 public:
  virtual ~Rule() = default;
  virtual Verdict judge(HostId from, HostId to, SimTime now, Bytes size) = 0;
};

class Network;

/// Keeps a rule in force; destroying it (or remove()) takes the rule away, and what it held goes out, in order.
/// The network must outlive its guards.
class RuleGuard {
 public:
  RuleGuard() = default;
  RuleGuard(Network& network, std::uint32_t rule) : network_(&network), rule_(rule) {}
  RuleGuard(RuleGuard&& other) noexcept : network_(std::exchange(other.network_, nullptr)), rule_(other.rule_) {}
  RuleGuard& operator=(RuleGuard&& other) noexcept {
    if (this != &other) {
      remove();
      network_ = std::exchange(other.network_, nullptr);
      rule_ = other.rule_;
    }
    return *this;
  }
  RuleGuard(const RuleGuard&) = delete;
  RuleGuard& operator=(const RuleGuard&) = delete;
  ~RuleGuard() { remove(); }

  void remove();
  [[nodiscard]] bool active() const { return network_ != nullptr; }

 private:
  Network* network_ = nullptr;
  std::uint32_t rule_ = 0;
};

}  // namespace sim
