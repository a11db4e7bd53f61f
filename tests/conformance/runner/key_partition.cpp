/// key_partition: a key and a number of partitions -> its partition; many keys -> how they spread, and how many move
/// when the topic grows.
#include <gtest/gtest.h>

#include "model/producer/murmur2.h"
#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/keys.h"

namespace conformance {

namespace {

void check_one(Fields& fields) {
  const std::string key = read_key(fields);
  EXPECT_EQ(kafka::partition_for_key(key, fields.int32("num_partitions")), fields.integer("partition"));
}

void check_histogram(Fields& fields) {
  const std::int32_t partitions = fields.int32("num_partitions");
  std::vector<std::int64_t> histogram(static_cast<std::size_t>(partitions), 0);
  for (const std::string& key : read_keys(fields))
    ++histogram[static_cast<std::size_t>(kafka::partition_for_key(key, partitions))];
  EXPECT_EQ(histogram, fields.integers("histogram"));
}

/// The two partition counts: `num_partitions: [old, new]`, or two fields `from...` and `to...`, `old...` and `new...`,
/// or `...before` and `...after`.
std::vector<std::int32_t> read_counts(Fields& fields) {
  std::vector<std::int32_t> counts;
  for (const std::string& key : fields.keys()) {
    const bool about_partitions = key.find("partitions") != std::string::npos || key == "from" || key == "to" ||
                                  key == "before" || key == "after";
    if (!about_partitions) continue;
    if (fields.node(key).IsSequence()) {
      for (const std::int64_t count : fields.integers(key)) counts.push_back(static_cast<std::int32_t>(count));
    } else {
      counts.push_back(fields.int32(key));
    }
  }
  if (counts.size() != 2 || counts[0] <= 0 || counts[1] <= 0) throw fields.error("two partition counts are expected");
  return counts;
}

void check_remap(Fields& fields) {
  const std::vector<std::int32_t> counts = read_counts(fields);
  std::int64_t moved = 0;
  for (const std::string& key : read_keys(fields))
    moved += kafka::partition_for_key(key, counts[0]) != kafka::partition_for_key(key, counts[1]) ? 1 : 0;
  EXPECT_EQ(moved, fields.integer("moved_count"));
}

}  // namespace

void run_key_partition(Fields& fields) {
  const std::string kind = fields.text_or("kind", "one");
  if (kind == "one") {
    check_one(fields);
  } else if (kind == "histogram") {
    check_histogram(fields);
  } else if (kind == "remap") {
    check_remap(fields);
  } else {
    unknown(fields, "kind", kind);
  }
}

}  // namespace conformance
