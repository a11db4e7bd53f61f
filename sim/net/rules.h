#pragma once
/// The rules that scenarios use: partition, slow link, flaky link. Cost of a judgement: O(1).

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/net/rule.h"
#include "sim/random/rng.h"

namespace sim {

/// From the hosts of one group to those of another. An empty `b` stands for every host that is not in `a`.
class HostPairs {
 public:
  HostPairs(const std::vector<HostId>& a, const std::vector<HostId>& b);

  [[nodiscard]] bool forward(HostId from, HostId to) const {
    return has(a_, from) && (b_is_rest_ ? !has(a_, to) : has(b_, to));
  }

 private:
  [[nodiscard]] static bool has(const std::vector<bool>& set, HostId host) {
    const auto i = static_cast<std::size_t>(host.value());
    return i < set.size() && set[i];
  }

  std::vector<bool> a_;  // by host
  std::vector<bool> b_;
  bool b_is_rest_;
};

enum class Direction : std::uint8_t { both_ways, one_way };

/// Nothing passes between the groups (one_way: from `a` to `b` only; the other direction works, though opening a
/// connection takes both). Within a group nothing changes. What is sent waits and goes out when the rule is removed.
class Partition final : public Rule {
 public:
  Partition(const std::vector<HostId>& a, const std::vector<HostId>& b, Direction direction = Direction::both_ways)
      : pairs_(a, b), direction_(direction) {}
  Verdict judge(HostId from, HostId to, SimTime now, Bytes size) override;

 private:
  HostPairs pairs_;
  Direction direction_;
};

struct SlowLinkConfig {
  Duration delay{0};    ///< added to every message
  Duration jitter{0};   ///< plus something uniform in [0, jitter]
  BytesPerSecond rate;  ///< all messages concerned share this, one queue for each direction; 0: unlimited
  Duration ramp{0};     ///< delay and jitter grow evenly from nothing to what is said, in so long ...
  SimTime begin{};      ///< ... from here
};

/// Delay, jitter and a rate beyond what the topology says. A later message of a connection never overtakes: behind a
/// late one it is late too.
class SlowLink final : public Rule {
 public:
  SlowLink(const std::vector<HostId>& a, const std::vector<HostId>& b, const SlowLinkConfig& config, Rng rng,
           Direction direction = Direction::both_ways);
  Verdict judge(HostId from, HostId to, SimTime now, Bytes size) override;

 private:
  [[nodiscard]] Duration ramped(Duration full, SimTime now) const;

  HostPairs pairs_;
  Direction direction_;
  SlowLinkConfig config_;
  Rng rng_;
  SimTime forward_free_;
  SimTime backward_free_;
};

/// Every message between the groups, either way, breaks its connection with a fixed probability.
class FlakyLink final : public Rule {
 public:
  FlakyLink(const std::vector<HostId>& a, const std::vector<HostId>& b, double break_probability, Rng rng)
      : pairs_(a, b), probability_(break_probability), rng_(rng) {}
  Verdict judge(HostId from, HostId to, SimTime now, Bytes size) override;

 private:
  HostPairs pairs_;
  double probability_;
  Rng rng_;
};

}  // namespace sim
