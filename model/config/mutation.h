#pragma once
/// Deliberate bugs, one at a time, that tests switch into the model to see the invariant checkers bite.
///
/// For tests only: a switch is a member of a configuration struct that no loader, profile or switch name reaches, so no
/// scenario can ask for one. Each costs a comparison with `none` where it is obeyed, on paths that are not hot.

#include <array>
#include <cstdint>
#include <string_view>

namespace kafka {

enum class Mutation : std::uint8_t {
  none,
  // ZooKeeper
  ack_without_quorum,   ///< a proposal is committed at the leader's own acknowledgement
  serve_without_epoch,  ///< a new ZooKeeper leader keeps the epoch of the one before, and its followers do not mind
  keep_version,         ///< setData does not add 1 to the version
  lose_ephemerals,      ///< closeSession leaves the ephemeral nodes of its session
  expire_early,         ///< sessions expire at half of their timeout
  fire_watches_twice,   ///< a watch fires twice for one change
  fire_watches_late,    ///< a watch fires after the change was answered and read
  apply_proposals,      ///< a follower shows what is proposed, committed or not
  split_multi,          ///< a multi that fails keeps what it did before
  // controller
  reuse_controller_epoch,   ///< an election does not add 1 to /controller_epoch
  unguarded_writes,         ///< writes of a deposed controller are not refused
  accept_stale_controller,  ///< a broker obeys requests of a smaller controller epoch
  same_leader_epoch,        ///< an election keeps the leader epoch
  elect_out_of_sync,        ///< an election looks for live replicas, not for those in sync
  empty_isr,                ///< the last member leaves the ISR, too
  skip_version_check,       ///< a leader that writes its ISR itself (before 2.7) ignores the version
  keep_deleted_replicas,    ///< StopReplica(delete) keeps the log
  // replication
  two_leaders_same_epoch,  ///< a follower that hears of a new leader takes itself for it
  hw_ignores_isr,          ///< the high watermark follows the leader's own log end
  hw_goes_back,            ///< a leader's high watermark may decrease
  hw_below_min_isr,        ///< it moves with too few replicas in sync (KAFKA-15583, in v39)
  follower_hw_unbounded,   ///< a follower takes its log's end for it, whatever its leader says
  skip_truncation,         ///< a follower does not let its leader see where their logs part (in v28, v39)
  truncate_too_much,       ///< a follower truncates to its log start
  serve_wrong_epoch,       ///< fetches of another leader epoch are served (KIP-320)
  join_behind,             ///< a follower joins the ISR wherever its log ends
  skip_offset,             ///< a leader leaves one offset out at each append
  corrupt_copy,            ///< a follower appends the batch before the one it fetched
  ack_before_hw,           ///< acks=all is answered at the leader's append
  isr_ignores_controller,  ///< a leader takes its proposed ISR for stored when the write is refused
  retention_above_hw,      ///< retention may delete beyond the high watermark
};

struct MutationName {
  Mutation mutation;
  std::string_view name;
  std::string_view checker;  ///< the invariant that must bite; Z2, Z7: only a client can see it
};

inline constexpr std::array<MutationName, 31> kMutations{{
    {Mutation::ack_without_quorum, "ack_without_quorum", "Z3"},
    {Mutation::serve_without_epoch, "serve_without_epoch", "Z4"},
    {Mutation::keep_version, "keep_version", "Z1"},
    {Mutation::lose_ephemerals, "lose_ephemerals", "Z5"},
    {Mutation::expire_early, "expire_early", "Z5"},
    {Mutation::fire_watches_twice, "fire_watches_twice", "Z6"},
    {Mutation::fire_watches_late, "fire_watches_late", "Z6"},
    {Mutation::apply_proposals, "apply_proposals", "Z2"},
    {Mutation::split_multi, "split_multi", "Z7"},
    {Mutation::reuse_controller_epoch, "reuse_controller_epoch", "C1"},
    {Mutation::unguarded_writes, "unguarded_writes", "C2"},
    {Mutation::accept_stale_controller, "accept_stale_controller", "C3"},
    {Mutation::same_leader_epoch, "same_leader_epoch", "C4"},
    {Mutation::empty_isr, "empty_isr", "C5"},
    {Mutation::skip_version_check, "skip_version_check", "P11"},
    {Mutation::elect_out_of_sync, "elect_out_of_sync", "C7"},
    {Mutation::keep_deleted_replicas, "keep_deleted_replicas", "C9"},
    {Mutation::two_leaders_same_epoch, "two_leaders_same_epoch", "P1"},
    {Mutation::hw_ignores_isr, "hw_ignores_isr", "P9"},
    {Mutation::hw_goes_back, "hw_goes_back", "P7"},
    {Mutation::hw_below_min_isr, "hw_below_min_isr", "P19"},
    {Mutation::follower_hw_unbounded, "follower_hw_unbounded", "P8"},
    {Mutation::skip_truncation, "skip_truncation", "P2"},
    {Mutation::truncate_too_much, "truncate_too_much", "P16"},
    {Mutation::serve_wrong_epoch, "serve_wrong_epoch", "P17"},
    {Mutation::join_behind, "join_behind", "P10"},
    {Mutation::skip_offset, "skip_offset", "P13"},
    {Mutation::corrupt_copy, "corrupt_copy", "P15"},
    {Mutation::ack_before_hw, "ack_before_hw", "P18"},
    {Mutation::isr_ignores_controller, "isr_ignores_controller", "P11"},
    {Mutation::retention_above_hw, "retention_above_hw", "P20"},
}};

}  // namespace kafka
