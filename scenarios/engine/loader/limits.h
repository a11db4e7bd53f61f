#pragma once
/// How large a scenario may be: far beyond what anybody simulates on purpose, so that a typing mistake is told instead
/// of eating the machine.

#include <cstdint>

#include "sim/core/time.h"

namespace scenario {

inline constexpr std::int64_t kMostBrokers = 1'000;
inline constexpr std::int64_t kMostServers = 99;          ///< of ZooKeeper
inline constexpr std::int64_t kMostFaults = 100'000;      ///< times one entry happens
inline constexpr std::int64_t kMostPartitions = 100'000;  ///< over all topics
inline constexpr std::int64_t kMostClients = 10'000;      ///< instances of a producer, members of a group; and over all
inline constexpr std::int64_t kLargestFleet = 100'000;
inline constexpr std::int64_t kMostRecords = 1'000'000'000'000;
inline constexpr double kHighestRate = 1e9;                                  ///< records per second of one producer
inline constexpr sim::Duration kLongestRun = std::chrono::hours(24) * 3653;  ///< ten years
inline constexpr std::int64_t kMostSamples = 10'000'000;                     ///< steps of a series

}  // namespace scenario
