#include <array>

#include "model/config/config_def.h"

namespace kafka {

namespace {

using C = TopicConfig;
using enum ConfigType;

// Defaults apply to a topic on its own; in a cluster they come from the brokers' settings (default_topic_config).
constexpr std::array kFields = std::to_array<Field<C>>({
    {.name = "min.insync.replicas",
     .member = &C::min_insync_replicas,
     .defaults = always("1"),
     .meaning = "in-sync replicas, the leader included, without which acks=all is refused",
     .least = 1},
    {.name = "max.message.bytes",
     .member = &C::max_message_bytes,
     .defaults = {"1000012", "1048588"},
     .meaning = "largest batch a leader accepts",
     .least = 0},
    {.name = "segment.bytes",
     .member = &C::segment_bytes,
     .defaults = always("1073741824"),
     .meaning = "size at which a log begins a new segment",
     .least = 14},
    {.name = "segment.ms",
     .member = &C::segment_ms,
     .type = LONG,
     .defaults = always("604800000"),
     .meaning = "age at which a log begins a new segment",
     .least = 1},
    {.name = "segment.jitter.ms",
     .member = &C::segment_jitter_ms,
     .type = LONG,
     .defaults = always("0"),
     .meaning = "most that is taken off segment.ms at random, so that logs do not roll together",
     .least = 0},
    {.name = "retention.ms",
     .member = &C::retention_ms,
     .type = LONG,
     .defaults = always("604800000"),
     .meaning = "age at which whole segments are deleted; -1 = never",
     .least = -1,
     .negative_is_unlimited = true},
    {.name = "retention.bytes",
     .member = &C::retention_bytes,
     .type = LONG,
     .defaults = always("-1"),
     .meaning = "size of a partition above which old segments are deleted; -1 = any size"},
    {.name = "index.interval.bytes",
     .member = &C::index_interval_bytes,
     .defaults = always("4096"),
     .meaning = "bytes between two entries of the offset index",
     .least = 0},
    {.name = "unclean.leader.election.enable",
     .member = &C::unclean_leader_election_enable,
     .type = BOOLEAN,
     .defaults = always("false"),
     .meaning = "may a replica outside the ISR lead when no member of the ISR is alive"},
    {.name = "cleanup.policy",
     .member = &C::cleanup_policy,
     .type = LIST,
     .defaults = always("delete"),
     .meaning = "how old records go: by retention (delete), by newer ones of the same key (compact), or both",
     .choices = "compact, delete"},
    {.name = "min.cleanable.dirty.ratio",
     .member = &C::min_cleanable_dirty_ratio,
     .type = DOUBLE,
     .defaults = always("0.5"),
     .meaning = "share of a log that must not have been compacted yet before it is compacted",
     .least = 0,
     .most = 1},
    {.name = "delete.retention.ms",
     .member = &C::delete_retention_ms,
     .type = LONG,
     .defaults = always("86400000"),
     .meaning = "how long compaction keeps the records that delete a key",
     .least = 0},
});

}  // namespace

template <>
std::span<const Field<TopicConfig>> fields<TopicConfig>() {
  return kFields;
}

}  // namespace kafka
