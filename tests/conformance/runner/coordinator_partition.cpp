/// coordinator_partition: a group's or transaction's name -> its hash, and the partition that is responsible.
#include <gtest/gtest.h>

#include "model/types/java_hash.h"
#include "tests/conformance/runner/cases.h"

namespace conformance {

void run_coordinator_partition(Fields& fields) {
  const std::string kind = fields.text("kind");
  if (kind != "group" && kind != "transaction") unknown(fields, "kind", kind);
  const std::string key = fields.text("key");
  EXPECT_EQ(kafka::java_string_hash(key), fields.integer("hash_code"));
  EXPECT_EQ(kafka::coordinator_partition(key, fields.int32("num_partitions")).value(), fields.integer("partition"));
}

}  // namespace conformance
