#include "model/producer/partitioner.h"

#include <array>

#include "model/producer/murmur2.h"
#include "model/producer/partitioner_builtin.h"
#include "model/producer/partitioner_round_robin.h"
#include "model/producer/partitioner_sticky.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

using Made = std::unique_ptr<Partitioner>;

struct Row {
  Profile profile;
  std::string_view name;
  std::string_view package;
  Made (*make)(const PartitionerSettings&, sim::Rng);
};

Made make_round_robin_of_2_3(const PartitionerSettings& settings, sim::Rng rng) {
  return std::make_unique<RandomStartPartitioner>(rng, settings.counter_start);
}
Made make_round_robin(const PartitionerSettings& settings, sim::Rng) {
  return std::make_unique<RoundRobinPartitioner>(settings.counter_start.value_or(0));
}
Made make_sticky(const PartitionerSettings&, sim::Rng rng) {
  return std::make_unique<StickyPartitioner>(rng, StickyPartitioner::Keys::honoured);
}
Made make_uniform_sticky(const PartitionerSettings&, sim::Rng rng) {
  return std::make_unique<StickyPartitioner>(rng, StickyPartitioner::Keys::ignored);
}
Made make_built_in(const PartitionerSettings& settings, sim::Rng rng) {
  return std::make_unique<BuiltInPartitioner>(settings, rng);
}

constexpr std::string_view kPublic = "org.apache.kafka.clients.producer.";
constexpr std::string_view kInternal = "org.apache.kafka.clients.producer.internals.";

// 3.9 still ships the partitioner that was the default of 2.4 to 3.2 under the old default's name.
constexpr std::array kRows = std::to_array<Row>({
    {Profile::v2_3, "", "", make_round_robin_of_2_3},
    {Profile::v2_3, "DefaultPartitioner", kInternal, make_round_robin_of_2_3},
    {Profile::v3_9, "", "", make_built_in},
    {Profile::v3_9, "DefaultPartitioner", kInternal, make_sticky},
    {Profile::v3_9, "UniformStickyPartitioner", kPublic, make_uniform_sticky},
    {Profile::v3_9, "RoundRobinPartitioner", kPublic, make_round_robin},
});

bool names_it(std::string_view name, const Row& row) {
  if (name == row.name) return true;
  return !row.package.empty() && name.size() == row.package.size() + row.name.size() && name.starts_with(row.package) &&
         name.ends_with(row.name);
}

}  // namespace

bool Partitioner::on_new_batch(const PartitionInput&, PartitionId) { return false; }
bool Partitioner::update_partition_info(const PartitionInput&, PartitionId, std::int32_t, bool) { return false; }
std::int64_t Partitioner::bytes_before_choosing_again(const PartitionInput&, PartitionId) { return 0; }
void Partitioner::update_load(TopicId, const QueueSizes&) {}
bool Partitioner::wants_load() const { return false; }
bool Partitioner::chooses_while_waiting() const { return false; }

std::unique_ptr<Partitioner> make_partitioner(std::string_view name, const PartitionerSettings& settings,
                                              sim::Rng rng) {
  for (const Row& row : kRows)
    if (row.profile == settings.profile && names_it(name, row)) return row.make(settings, rng);
  return nullptr;
}

std::vector<std::string_view> partitioner_names(Profile profile) {
  std::vector<std::string_view> names;
  for (const Row& row : kRows)
    if (row.profile == profile && !row.name.empty()) names.push_back(row.name);
  return names;
}

PartitionId nth_partition(const PartitionInput& in, std::uint32_t counter) {
  const std::uint32_t n = counter & 0x7fffffff;
  if (in.available.empty())
    return PartitionId(static_cast<std::int32_t>(n % static_cast<std::uint32_t>(in.partitions)));
  return in.available[n % in.available.size()];
}

PartitionId random_partition(const PartitionInput& in, sim::Rng& rng) {
  if (!in.available.empty()) return in.available[rng.below(in.available.size())];
  return PartitionId(static_cast<std::int32_t>(rng.below(static_cast<std::uint64_t>(in.partitions))));
}

PartitionId keyed_partition(const PartitionInput& in) { return PartitionId(in.key.positive_hash % in.partitions); }

}  // namespace kafka
