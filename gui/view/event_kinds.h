#pragma once
/// Which kinds of events are routine, and which change something.

#include <array>
#include <type_traits>
#include <variant>

#include "model/observe/event.h"

namespace view {

template <class E, class... Kinds>
inline constexpr bool one_of = (std::is_same_v<E, Kinds> || ...);

/// Most of what happens.
template <class E>
inline constexpr bool is_routine =
    one_of<E, kafka::RecordsAppended, kafka::HighWatermarkAdvanced, kafka::RequestCompleted, kafka::ConnectionOpened,
           kafka::MetadataUpdated, kafka::BatchSent, kafka::RecordsAcknowledged, kafka::RecordsDelivered,
           kafka::RecordsProcessed, kafka::FollowerProgressed, kafka::AcksAllAnswered, kafka::PollProcessed,
           kafka::OffsetCommitted, kafka::HeartbeatAnswered, kafka::ZooKeeperCommitted, kafka::WatchFired,
           kafka::LastStableOffsetAdvanced, kafka::RecordsTransformed, kafka::TransactionBegan, kafka::TransactionEnded,
           kafka::TransactionStateChanged>;

namespace detail {
template <class... Kinds>
constexpr std::array<bool, sizeof...(Kinds)> routine_kinds(std::type_identity<std::variant<Kinds...>>) {
  return {is_routine<Kinds>...};
}
}  // namespace detail

[[nodiscard]] inline bool routine(const kafka::Event& event) {
  static constexpr auto kRoutine = detail::routine_kinds(std::type_identity<kafka::Event>{});
  return kRoutine[event.index()];
}

/// What a client may say thousands of times a second while something lasts.
template <class E>
inline constexpr bool is_repeated =
    one_of<E, kafka::ConnectionLost, kafka::CoordinatorLost, kafka::CoordinatorFound, kafka::FetchFailed,
           kafka::CommitFailed, kafka::JoinFailed, kafka::IsrChangeFailed, kafka::BatchRetried, kafka::SendFailed,
           kafka::SendBlocked, kafka::SendUnblocked>;

/// Worth stopping at.
template <class E>
inline constexpr bool is_turning =
    one_of<E, kafka::FaultBegan, kafka::FaultEnded, kafka::BrokerStarted, kafka::BrokerStopped, kafka::BrokerFailed,
           kafka::ZooKeeperServerStarted, kafka::ZooKeeperServerStopped, kafka::ZooKeeperLeaderServing,
           kafka::SessionExpired, kafka::ControllerElected, kafka::ControllerSawBrokers, kafka::LeaderElected,
           kafka::LeaderElectionFailed, kafka::IsrShrunk, kafka::IsrExpanded, kafka::LogTruncated,
           kafka::DuplicateAnswered, kafka::TopicCreated, kafka::TopicDeleted, kafka::ReassignmentStarted,
           kafka::ReassignmentCompleted, kafka::AdminCommandDone, kafka::ClientStarted, kafka::ClientStopped,
           kafka::RecordsFailed, kafka::BatchRetried, kafka::SendBlocked, kafka::SendFailed, kafka::ConsumerFailed,
           kafka::ProducerFailed, kafka::PoisonRecordMet, kafka::OffsetsExpired, kafka::GroupMemberRemoved,
           kafka::GroupMemberAdded, kafka::RebalanceStarted, kafka::GroupStateChanged, kafka::GenerationStarted,
           kafka::PartitionsAssigned, kafka::PartitionsLost>;

}  // namespace view
