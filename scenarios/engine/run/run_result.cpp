#include "scenarios/engine/run/run_result.h"

#include <algorithm>

#include "scenarios/engine/run/hash64.h"

namespace scenario {
namespace {

void mix(Hash64& hash, std::initializer_list<std::int64_t> values) {
  for (const std::int64_t value : values) hash.mix(value);
}

}  // namespace

bool RunResult::met() const {
  return std::all_of(verdicts.begin(), verdicts.end(), [](const Judgement& v) { return v.met || v.open(); });
}

std::uint64_t outcome_hash(const RunResult& result) {
  Hash64 hash;
  for (const TopicResult& topic : result.topics) {
    hash.mix(std::string_view(topic.name));
    mix(hash, {topic.produced, topic.totals.acknowledged, topic.totals.failed});
    for (const PartitionResult& p : topic.partitions)
      mix(hash, {p.leader, p.log_start_offset, p.high_watermark, p.log_end_offset});
  }
  for (const ApplicationResult& a : result.applications) {
    hash.mix(std::string_view(a.name));
    mix(hash, {a.produced, a.totals.acknowledged, a.totals.failed, a.totals.rejected});
  }
  for (const GroupResult& g : result.groups) {
    hash.mix(std::string_view(g.name));
    mix(hash, {g.totals.delivered, g.totals.distinct(), g.totals.reordered, g.totals.lost(), g.totals.unread(),
               g.totals.skipped()});
    for (const ReadResult& r : g.reads) mix(hash, {r.partition, r.committed, r.position});
  }
  return hash.digest();
}

}  // namespace scenario
