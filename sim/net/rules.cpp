#include "sim/net/rules.h"

#include <algorithm>
#include <cmath>

#include "sim/core/check.h"

namespace sim {

namespace {

std::vector<bool> set_of(const std::vector<HostId>& hosts) {
  std::vector<bool> set;
  for (const HostId host : hosts) {
    const auto i = static_cast<std::size_t>(host.value());
    if (i >= set.size()) set.resize(i + 1);
    set[i] = true;
  }
  return set;
}

}  // namespace

HostPairs::HostPairs(const std::vector<HostId>& a, const std::vector<HostId>& b)
    : a_(set_of(a)), b_(set_of(b)), b_is_rest_(b.empty()) {}

Verdict Partition::judge(HostId from, HostId to, SimTime /*now*/, Bytes /*size*/) {
  const bool cut = pairs_.forward(from, to) || (direction_ == Direction::both_ways && pairs_.forward(to, from));
  return cut ? Verdict::hold() : Verdict::pass();
}

SlowLink::SlowLink(const std::vector<HostId>& a, const std::vector<HostId>& b, const SlowLinkConfig& config, Rng rng,
                   Direction direction)
    : pairs_(a, b), direction_(direction), config_(config), rng_(rng) {
  SIM_CHECK(config.delay >= Duration{0} && config.jitter >= Duration{0} && config.rate.count() >= 0);
  SIM_CHECK(config.ramp >= Duration{0});
}

Duration SlowLink::ramped(Duration full, SimTime now) const {
  const Duration since = std::max(now - config_.begin, Duration{0});
  if (since >= config_.ramp) return full;
  return Duration(std::llround(static_cast<double>(full.count()) * static_cast<double>(since.count()) /
                               static_cast<double>(config_.ramp.count())));
}

Verdict SlowLink::judge(HostId from, HostId to, SimTime now, Bytes size) {
  const bool forward = pairs_.forward(from, to);
  const bool backward = !forward && direction_ == Direction::both_ways && pairs_.forward(to, from);
  if (!forward && !backward) return Verdict::pass();
  Duration extra = config_.delay;
  if (config_.jitter > Duration{0}) extra += Duration(rng_.between(0, config_.jitter.count()));
  extra = ramped(extra, now);
  SimTime& free = forward ? forward_free_ : backward_free_;
  free = std::max(now, free) + transfer_time(size, config_.rate);
  return Verdict::delay(extra + (free - now));
}

Verdict FlakyLink::judge(HostId from, HostId to, SimTime /*now*/, Bytes /*size*/) {
  if (!pairs_.forward(from, to) && !pairs_.forward(to, from)) return Verdict::pass();
  return rng_.chance(probability_) ? Verdict::reset() : Verdict::pass();
}

}  // namespace sim
