#pragma once
/// How a record ends, for one group that reads its topic: in exactly one of these states.

#include <array>
#include <cstdint>
#include <string_view>

namespace scenario {

/// Read from the top: the first that is true counts.
enum class RecordState : std::uint8_t {
  delivered,   ///< the application has processed it, once or more often
  aborted,     ///< written in a transaction that was aborted
  unknown,     ///< in the log, and not to be told: its transaction is undecided, or its producer has given it up
  skipped,     ///< acknowledged, and the group chose not to read it: from before the position at which it began,
               ///< passed over by seek(), or a record that its application cannot process
  unread,      ///< acknowledged, and still ahead of the group, in its application's hands, or (acks=0) on its way
  lost,        ///< acknowledged, and nobody in the group will ever process it
  failed,      ///< given up by its producer, and in no log
  abandoned,   ///< its producer's process ended with it, and it is in no log
  unfinished,  ///< its producer is still at it
};
inline constexpr std::size_t kRecordStates = 9;

/// By RecordState.
using StateCounts = std::array<std::int64_t, kRecordStates>;

constexpr std::string_view name_of(RecordState state) {
  constexpr std::array<std::string_view, kRecordStates> kNames{
      "delivered", "aborted", "unknown", "skipped", "unread", "lost", "failed", "abandoned", "unfinished"};
  return kNames[static_cast<std::size_t>(state)];
}

}  // namespace scenario
