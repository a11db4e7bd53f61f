#pragma once
/// The identities the kernel hands out.

#include <cstdint>

#include "sim/core/strong.h"

namespace sim {

/// One machine on the network: a dense index, 0 is the first host added.
using HostId = StrongInt<struct HostTag, std::int32_t>;

/// One run of a process, from its start to its end. Every event belongs to a life; ending the life removes them all.
/// Life 0 is the world: network, faults, samplers. It never ends.
using LifeId = StrongInt<struct LifeTag, std::uint32_t>;
inline constexpr LifeId kWorld{0};

}  // namespace sim
