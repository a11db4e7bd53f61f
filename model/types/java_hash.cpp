#include "model/types/java_hash.h"

#include <algorithm>
#include <bit>

#include "model/types/utf16.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

constexpr std::int32_t kMaxTable = 1 << 30;
constexpr std::int32_t kTreeifyThreshold = 8;
constexpr std::int32_t kMinTreeifyTable = 64;

/// Java: HashMap.hash: the high half takes part in choosing the bucket.
std::uint32_t spread(std::int32_t hash) {
  const auto bits = static_cast<std::uint32_t>(hash);
  return bits ^ bits >> 16;
}

/// The growing table: only how many keys each bucket holds matters.
class Table {
 public:
  Table(std::span<const std::int32_t> hashes, std::int32_t size) : hashes_(hashes), size_(size) {
    SIM_CHECK(size > 0 && std::has_single_bit(static_cast<std::uint32_t>(size)), "a table's size is a power of two");
    recount(0);
  }

  void insert_next() {
    std::int32_t& count = counts_[bucket(hashes_[inserted_])];
    ++count;
    ++inserted_;
    // Java makes a tree of the bucket, or grows a table that is too small for trees, before it counts the new key.
    if (count > kTreeifyThreshold && size_ < kMinTreeifyTable) grow();
    if (static_cast<std::int64_t>(inserted_) * 4 > static_cast<std::int64_t>(size_) * 3) grow();
  }

  [[nodiscard]] std::int32_t size() const { return size_; }
  [[nodiscard]] std::uint32_t bucket(std::int32_t hash) const {
    return spread(hash) & (static_cast<std::uint32_t>(size_) - 1);
  }

 private:
  void grow() {
    if (size_ >= kMaxTable) return;
    size_ *= 2;
    recount(inserted_);
  }
  void recount(std::size_t keys) {
    counts_.assign(static_cast<std::size_t>(size_), 0);
    for (std::size_t i = 0; i < keys; ++i) ++counts_[bucket(hashes_[i])];
  }

  std::span<const std::int32_t> hashes_;
  std::int32_t size_;
  std::size_t inserted_ = 0;
  std::vector<std::int32_t> counts_;
};

}  // namespace

std::int32_t java_string_hash(std::string_view text) {
  std::uint32_t hash = 0;
  for_each_utf16(text, [&](char16_t unit) { hash = hash * 31 + unit; });
  return static_cast<std::int32_t>(hash);
}

std::int32_t topic_partition_hash(std::string_view topic, PartitionId partition) {
  const std::uint32_t seed = 31u + static_cast<std::uint32_t>(partition.value());
  return static_cast<std::int32_t>(31u * seed + static_cast<std::uint32_t>(java_string_hash(topic)));
}

PartitionId coordinator_partition(std::string_view id, std::int32_t partitions) {
  SIM_CHECK(partitions > 0);
  return PartitionId(java_abs(java_string_hash(id)) % partitions);
}

std::int32_t hash_table_for_capacity(std::int32_t n) {
  if (n <= 1) return 1;
  return n >= kMaxTable ? kMaxTable : static_cast<std::int32_t>(std::bit_ceil(static_cast<std::uint32_t>(n)));
}

std::int32_t hash_table_for_copy_of(std::int32_t n) {
  // Java: HashSet(Collection) asks for max((int) (n / .75f) + 1, 16), in float arithmetic.
  const auto wanted = static_cast<std::int32_t>(static_cast<float>(n) / 0.75f) + 1;
  return hash_table_for_capacity(std::max(wanted, kDefaultHashTable));
}

std::int32_t hash_table_after(std::span<const std::int32_t> hashes, std::int32_t table) {
  Table map(hashes, table);
  for (std::size_t i = 0; i < hashes.size(); ++i) map.insert_next();
  return map.size();
}

std::vector<std::size_t> hash_map_order(std::span<const std::int32_t> hashes, std::int32_t table) {
  Table map(hashes, table);
  std::vector<std::size_t> order(hashes.size());
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    map.insert_next();
    order[i] = i;
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return map.bucket(hashes[a]) < map.bucket(hashes[b]); });
  return order;
}

}  // namespace kafka
