/// java_hash_order: keys in order of insertion -> the order in which a Java HashMap iterates.
#include <gtest/gtest.h>

#include "model/types/java_hash.h"
#include "tests/conformance/runner/cases.h"

namespace conformance {

namespace {

std::int32_t partition_hash(const std::string& topic, std::int64_t partition) {
  return kafka::topic_partition_hash(topic, kafka::PartitionId(static_cast<std::int32_t>(partition)));
}

template <class Key>
std::vector<Key> in_order(const std::vector<Key>& keys, const std::vector<std::int32_t>& hashes) {
  std::vector<Key> ordered;
  for (const std::size_t at : kafka::hash_map_order(hashes)) ordered.push_back(keys[at]);
  return ordered;
}

void check_partitions(Fields& fields) {
  const std::string topic = fields.text("topic");
  std::vector<std::int64_t> inserted;
  if (fields.has("inserted")) {
    inserted = fields.integers("inserted");
  } else {
    for (std::int64_t p = 0; p < fields.integer("num_partitions"); ++p) inserted.push_back(p);
  }
  std::vector<std::int32_t> hashes;
  for (const std::int64_t partition : inserted) hashes.push_back(partition_hash(topic, partition));
  EXPECT_EQ(in_order(inserted, hashes), fields.integers("order"));
}

void check_strings(Fields& fields) {
  const std::vector<std::string> inserted = fields.texts("inserted");
  std::vector<std::int32_t> hashes;
  for (const std::string& key : inserted) hashes.push_back(kafka::java_string_hash(key));
  EXPECT_EQ(in_order(inserted, hashes), fields.texts("order"));
}

}  // namespace

void run_java_hash_order(Fields& fields) {
  const std::string kind = fields.text("kind");
  if (kind == "topic_partitions") {
    check_partitions(fields);
  } else if (kind == "strings") {
    check_strings(fields);
  } else {
    unknown(fields, "kind", kind);
  }
}

}  // namespace conformance
