#pragma once
/// Which partition a record without an explicit one goes to (Kafka: Partitioner, BuiltInPartitioner).

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/config/profile.h"
#include "model/producer/producer_record.h"
#include "model/types/ids.h"
#include "sim/random/rng.h"

namespace kafka {

/// What a choice depends on: the record's key and the topic as the producer's metadata has it.
struct PartitionInput {
  TopicId topic;
  std::int32_t partitions = 0;             ///< of the topic, > 0
  std::span<const PartitionId> available;  ///< those with a leader, ascending
  RecordKey key;
};

/// Batches queued by partition, as the sender sees them on its rounds (Kafka: RecordAccumulator.partitionReady).
struct QueueSizes {
  std::span<const std::int32_t> sizes;
  std::span<const PartitionId> partitions;  ///< whose; without those that have no leader or are too slow
  std::int32_t scheduled = 0;               ///< partitions that ever had a batch, left out ones included
};

/// How the producer drives one, for a record without explicit partition:
///
///     p = partition(in)
///     while nothing incomplete is queued for p and update_partition_info(in, p, 0, true): p = partition(in)
///     if a batch must be opened and on_new_batch(in, p): p = partition(in), and open it there if need be
///     append; update_partition_info(in, p, bytes appended, nothing incomplete is queued for p)
///
/// A batch is incomplete while it is open and has room. Cost of each call: O(1), no allocation once a topic is known.
class Partitioner {
 public:
  virtual ~Partitioner() = default;

  /// The choice for one record. May count: call it as Kafka would.
  virtual PartitionId partition(const PartitionInput& in) = 0;

  /// A batch must be opened for a record meant for `chosen`. True: ask again (Kafka: abortForNewBatch, since 2.4).
  virtual bool on_new_batch(const PartitionInput& in, PartitionId chosen);

  /// KIP-794: `appended_bytes` went to `chosen`. True: another partition has been chosen for what comes next.
  virtual bool update_partition_info(const PartitionInput& in, PartitionId chosen, std::int32_t appended_bytes,
                                     bool enable_switch);

  /// How many bytes of records like this one may still go to `chosen`, as long as its open batch has room, without any
  /// of them choosing again: they can be appended as one run, reported by one update_partition_info(.., false).
  /// 0: ask for each record.
  virtual std::int64_t bytes_before_choosing_again(const PartitionInput& in, PartitionId chosen);

  /// May the choice change while the thread waits for memory? (3.3: it is made within RecordAccumulator.append.)
  [[nodiscard]] virtual bool chooses_while_waiting() const;

  /// KIP-794: how busy the partitions are; call it on every round of the sender. Empty sizes: weigh all alike, as
  /// while fewer partitions than the topic has ever had a batch.
  virtual void update_load(TopicId topic, const QueueSizes& queues);

  /// Does it look at queue sizes at all (`partitioner.adaptive.partitioning.enable`)?
  [[nodiscard]] virtual bool wants_load() const;
};

/// For bytes_before_choosing_again: never.
inline constexpr std::int64_t kNeverAgain = INT64_MAX;

struct PartitionerSettings {
  Profile profile = Profile::v3_9;
  std::int32_t batch_size = 16384;  ///< batch.size; 0 counts as 1
  bool ignore_keys = false;         ///< partitioner.ignore.keys (built-in only)
  bool adaptive = true;             ///< partitioner.adaptive.partitioning.enable (built-in only)
  /// First value of the counters of 2.3's round robin (by default random) and of RoundRobinPartitioner (0).
  std::optional<std::int32_t> counter_start;
};

/// By class name as in `partitioner.class`, simple or full; "" is the profile's default: 2.3's DefaultPartitioner or
/// 3.9's built-in one. Null if this simulator knows none by that name in that profile.
std::unique_ptr<Partitioner> make_partitioner(std::string_view name, const PartitionerSettings& settings, sim::Rng rng);
/// The simple class names make_partitioner knows in a profile.
std::vector<std::string_view> partitioner_names(Profile profile);

/// State by topic, without a lookup.
template <class T>
class ByTopic {
 public:
  /// Made by make() at first use.
  template <class Make>
  T& get(TopicId topic, Make make) {
    const auto at = static_cast<std::size_t>(topic.value());
    while (at >= slots_.size()) slots_.emplace_back();
    if (!slots_[at]) slots_[at].emplace(make());
    return *slots_[at];
  }

 private:
  std::vector<std::optional<T>> slots_;
};

/// Index `counter` into the available partitions, or into all if there is none available.
PartitionId nth_partition(const PartitionInput& in, std::uint32_t counter);
/// Uniform among the available partitions, or among all if there is none available.
PartitionId random_partition(const PartitionInput& in, sim::Rng& rng);
/// Where the key's hash points, among all partitions.
PartitionId keyed_partition(const PartitionInput& in);

}  // namespace kafka
