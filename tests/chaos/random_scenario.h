#pragma once
/// A cluster at random with faults of all kinds for twenty minutes, as the text of a scenario file: what breaks can be
/// kept and run again by hand.

#include <cstdint>
#include <string>

namespace chaos {

/// The same text for the same seed. Faults begin at one minute and end by 23; production ends at 24 minutes; then the
/// cluster has until 28 minutes to come to rest.
std::string random_scenario(std::uint64_t seed);

}  // namespace chaos
