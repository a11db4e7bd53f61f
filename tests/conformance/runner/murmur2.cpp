/// murmur2: a key's bytes -> Kafka's hash.
#include "model/producer/murmur2.h"

#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/keys.h"

namespace conformance {

void run_murmur2(Fields& fields) {
  const std::string key = read_key(fields);
  if (fields.has("bytes")) {
    EXPECT_EQ(static_cast<std::int64_t>(key.size()), fields.integer("bytes"));
  }
  const std::int32_t hash = kafka::murmur2(key);
  EXPECT_EQ(hash, fields.integer("murmur2"));
  if (fields.has("to_positive")) {
    EXPECT_EQ(kafka::to_positive(hash), fields.integer("to_positive"));
  }
}

}  // namespace conformance
