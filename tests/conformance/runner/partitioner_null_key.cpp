/// partitioner_null_key: which partitions records without a key visit, by client generation.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "model/producer/murmur2.h"
#include "model/producer/partition_load.h"
#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/producer_sketch.h"

namespace conformance {

namespace {

using Visits = std::vector<std::int64_t>;

/// Random choices must keep their promises whatever the luck.
constexpr std::uint64_t kSeeds = 50;

bool starts_with(const std::string& text, std::string_view start) { return text.starts_with(start); }

/// The generation in the words of the case files.
void read_generation(Fields& given, ProducerSketch& sketch) {
  const std::string words = given.text("partitioner");
  if (starts_with(words, "2.3 default")) {
    sketch.settings.profile = kafka::Profile::v2_3;
  } else if (starts_with(words, "2.4..3.2 default")) {
    sketch.partitioner = "DefaultPartitioner";
  } else if (starts_with(words, "RoundRobinPartitioner")) {
    sketch.partitioner = "RoundRobinPartitioner";
  } else if (!starts_with(words, "3.3+ built-in")) {
    unknown(given, "partitioner", words);
  }
}

std::vector<std::int32_t> read_numbers(Fields& given, std::string_view key) {
  std::vector<std::int32_t> numbers;
  for (const std::int64_t number : given.integers(key)) numbers.push_back(static_cast<std::int32_t>(number));
  return numbers;
}

/// The topic: `available` partitions of `num_partitions`; one of the two is enough.
void read_topic(Fields& given, ProducerSketch& sketch) {
  std::vector<std::int32_t> available;
  if (given.has("available")) available = read_numbers(given, "available");
  std::int32_t most = -1;
  for (const std::int32_t partition : available) most = std::max(most, partition);
  const bool counted = given.has("num_partitions");
  sketch.partitions = counted ? given.int32("num_partitions") : most + 1;
  if (sketch.partitions <= 0) sketch.partitions = 3;
  if (!given.has("available"))
    for (std::int32_t p = 0; p < sketch.partitions; ++p) available.push_back(p);
  for (const std::int32_t partition : available) sketch.available.emplace_back(partition);
}

/// How records fill batches, and when the sender takes these away.
void read_batching(Fields& given, ProducerSketch& sketch) {
  sketch.settings.batch_size = static_cast<std::int32_t>(given.integer_or("batch.size", 16384));
  sketch.record_bytes = static_cast<std::int32_t>(given.integer_or("appended_bytes_each", 100));
  // Without linger a batch goes out at once, unless the case says that all records still meet in one.
  const bool at_once = given.integer_or("linger.ms", 1) == 0;
  const bool one_batch = given.flag_or("all_fit_one_batch", false);
  sketch.drained_after_each = at_once && !one_batch;
  if (one_batch) sketch.record_bytes = 0;
  if (given.has("queue_drained_after_each")) sketch.drained_after_each = given.flag("queue_drained_after_each");
  if (given.has("each_record_opens_a_batch")) sketch.drained_after_each = given.flag("each_record_opens_a_batch");
}

ProducerSketch read_given(Fields& given) {
  ProducerSketch sketch;
  read_generation(given, sketch);
  read_topic(given, sketch);
  read_batching(given, sketch);
  if (given.has("counter_start")) sketch.settings.counter_start = given.int32("counter_start");
  sketch.settings.ignore_keys = given.flag_or("partitioner.ignore.keys", false);
  sketch.settings.adaptive = given.flag_or("partitioner.adaptive.partitioning.enable", true);
  sketch.records = given.integer_or("records", 20);
  if (given.has("key") && !is_none(given.node("key"))) {
    const std::string key = given.text("key");
    sketch.key = {static_cast<std::int32_t>(key.size()), kafka::to_positive(kafka::murmur2(key))};
  }
  return sketch;
}

std::int64_t records_before_first_switch(const Visits& visits) {
  std::size_t same = 0;
  while (same < visits.size() && visits[same] == visits[0]) ++same;
  return static_cast<std::int64_t>(same);
}

/// The least over many runs: a switch may draw the same partition again, which shows as a longer stay.
std::int64_t records_before_first_switch(const ProducerSketch& sketch) {
  std::int64_t least = sketch.records;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed)
    least = std::min(least, records_before_first_switch(sketch.run(seed)));
  return least;
}

bool repeats_at_once(const Visits& visits) { return std::adjacent_find(visits.begin(), visits.end()) != visits.end(); }

/// Names under which a case may promise that no two records in a row go to the same partition.
constexpr std::string_view kNeverRepeats[] = {
    "consecutive_differ",   "consecutive_partitions_differ", "never_same_twice",         "never_same_twice_in_a_row",
    "never_twice_the_same", "no_immediate_repeat",           "changes_with_each_record", "changes_every_record"};

std::vector<std::int64_t> histogram_of(const Visits& visits, std::int32_t partitions) {
  std::vector<std::int64_t> histogram(static_cast<std::size_t>(partitions), 0);
  for (const std::int64_t partition : visits) ++histogram.at(static_cast<std::size_t>(partition));
  return histogram;
}

/// `uses: sticky`: a key changes nothing. `uses: key`: nothing but the key counts.
void check_use(Fields& expect, const ProducerSketch& sketch, std::uint64_t seed, const Visits& visits) {
  const std::string use = expect.text("uses");
  ProducerSketch keyless = sketch;
  keyless.key = {};
  if (use == "sticky") {
    EXPECT_EQ(visits, keyless.run(seed));
  } else if (use == "key" || use == "key hash" || use == "hash" || use == "murmur2") {
    EXPECT_EQ(visits, Visits(visits.size(), sketch.key.positive_hash % sketch.partitions));
  } else {
    unknown(expect, "uses", use);
  }
}

/// Each promise is checked against the visits of one run.
void check_visits(Fields& expect, const ProducerSketch& sketch, std::uint64_t seed) {
  const Visits visits = sketch.run(seed);
  const std::set<std::int64_t> distinct(visits.begin(), visits.end());
  if (expect.has("partitions")) {
    EXPECT_EQ(visits, expect.integers("partitions"));
  }
  if (expect.has("histogram")) {
    EXPECT_EQ(histogram_of(visits, sketch.partitions), expect.integers("histogram"));
  }
  if (expect.has("distinct_partitions")) {
    EXPECT_EQ(static_cast<std::int64_t>(distinct.size()), expect.integer("distinct_partitions"));
  }
  if (expect.has("used_partitions")) {
    EXPECT_EQ(Visits(distinct.begin(), distinct.end()), expect.integers("used_partitions"));
  }
  for (const std::string_view promise : kNeverRepeats) {
    if (expect.has(promise)) {
      EXPECT_EQ(!repeats_at_once(visits), expect.flag(promise));
    }
  }
  if (expect.has("uses")) check_use(expect, sketch, seed, visits);
}

kafka::PartitionLoad read_load(Fields& given) {
  const std::vector<std::int32_t> sizes = read_numbers(given, "queue_sizes");
  std::vector<kafka::PartitionId> partitions;
  for (std::size_t i = 0; i < sizes.size(); ++i) partitions.emplace_back(static_cast<std::int32_t>(i));
  if (given.has("partition_ids")) {
    partitions.clear();
    for (const std::int32_t id : read_numbers(given, "partition_ids")) partitions.emplace_back(id);
    if (partitions.size() != sizes.size()) throw given.error("as many partition_ids as queue_sizes are expected");
  }
  const auto all = static_cast<std::int64_t>(sizes.size());
  kafka::PartitionLoad load;
  load.update({sizes, partitions, static_cast<std::int32_t>(given.integer_or("num_partitions", all))});
  return load;
}

void check_load(Fields& given, Fields& expect) {
  read_given(given);
  const kafka::PartitionLoad load = read_load(given);
  if (expect.has("uses_uniform")) {
    EXPECT_EQ(load.uniform(), expect.flag("uses_uniform"));
  }
  if (expect.has("cumulative_frequency")) {
    const auto sums = load.cumulative_frequency();
    EXPECT_EQ(std::vector<std::int64_t>(sums.begin(), sums.end()), expect.integers("cumulative_frequency"));
  }
  if (!expect.has("random_to_partition")) return;
  Fields& choices = expect.map("random_to_partition");
  ASSERT_FALSE(load.uniform());
  for (const std::string& number : choices.keys()) {
    const std::int64_t random = to_integer(YAML::Node(number), choices.where());
    ASSERT_LT(random, load.cumulative_frequency().back());
    EXPECT_EQ(load.at(static_cast<std::int32_t>(random)).value(), choices.integer(number)) << "random " << number;
  }
}

}  // namespace

void run_partitioner_null_key(Fields& fields) {
  Fields& given = fields.map("given");
  Fields& expect = fields.map("expect");
  if (given.has("queue_sizes")) return check_load(given, expect);
  const ProducerSketch sketch = read_given(given);
  if (expect.has("records_before_first_switch")) {
    EXPECT_EQ(records_before_first_switch(sketch), expect.integer("records_before_first_switch"));
  }
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    check_visits(expect, sketch, seed);
    if (::testing::Test::HasFailure()) return;
  }
}

}  // namespace conformance
