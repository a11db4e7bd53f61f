#pragma once
/// The rules that scenarios use: partition, slow link, flaky link.

#include <cstdint>
#include <vector>

#include "sim/net/rule.h"
#include "sim/random/rng.h"

namespace sim {

/// Which pairs of hosts a rule concerns: from one group to another, or both ways.
class HostPairs {
 public:
  /// An empty `to` stands for every host that is not in `from`.
  HostPairs(std::vector<HostId> from, std::vector<HostId> to, bool both_ways);

  [[nodiscard]] bool contains(HostId from, HostId to) const {
    return (in_from(from) && in_to(to)) || (both_ways_ && in_to(from) && in_from(to));
  }

 private:
  [[nodiscard]] bool in_from(HostId host) const { return has(from_, host); }
  [[nodiscard]] bool in_to(HostId host) const { return rest_ ? !has(from_, host) : has(to_, host); }
  [[nodiscard]] static bool has(const std::vector<bool>& set, HostId host) {
    const auto i = static_cast<std::size_t>(host.value());
    return i < set.size() && set[i];
  }

  std::vector<bool> from_;  // by host
  std::vector<bool> to_;
  bool rest_;
  bool both_ways_;
};

enum class Direction : std::uint8_t { both_ways, one_way };

/// Nothing passes from one group to the other (one_way: from `a` to `b` only; the other direction still works, though
/// a connection cannot be opened without both). Within a group nothing changes.
class Partition final : public Rule {
 public:
  Partition(std::vector<HostId> a, std::vector<HostId> b, Direction direction = Direction::both_ways)
      : pairs_(std::move(a), std::move(b), direction == Direction::both_ways) {}
  Verdict judge(HostId from, HostId to, SimTime now, Bytes size) override;

 private:
  HostPairs pairs_;
};

struct SlowLinkConfig {
  Duration delay{0};    ///< added to every message
  Duration jitter{0};   ///< plus something uniform in [0, jitter]
  BytesPerSecond rate;  ///< all messages concerned share this, one queue for each direction; 0: unlimited
};

class SlowLink final : public Rule {
 public:
  SlowLink(std::vector<HostId> a, std::vector<HostId> b, const SlowLinkConfig& config, Rng rng,
           Direction direction = Direction::both_ways)
      : forward_(a, b, false),
        backward_(b, a, false),
        both_ways_(direction == Direction::both_ways),
        config_(config),
        rng_(rng) {}
  Verdict judge(HostId from, HostId to, SimTime now, Bytes size) override;

 private:
  HostPairs forward_;
  HostPairs backward_;
  bool both_ways_;
  SlowLinkConfig config_;
  Rng rng_;
  SimTime free_[2];  // forward, backward
};

/// Every message breaks its connection with a fixed probability.
class FlakyLink final : public Rule {
 public:
  FlakyLink(std::vector<HostId> a, std::vector<HostId> b, double break_probability, Rng rng)
      : pairs_(std::move(a), std::move(b), true), probability_(break_probability), rng_(rng) {}
  Verdict judge(HostId from, HostId to, SimTime now, Bytes size) override;

 private:
  HostPairs pairs_;
  double probability_;
  Rng rng_;
};

}  // namespace sim
