#include "scenarios/engine/run/group_json.h"

#include "scenarios/engine/run/cause_text.h"

namespace scenario {
namespace {

void put_ledger(Json& j, const GroupTotals& t) {
  j["produced_records"] = t.produced;
  Json states;
  for (std::size_t s = 0; s < kRecordStates; ++s)
    states[std::string(name_of(static_cast<RecordState>(s)))] = t.states[s];
  j["states"] = std::move(states);
  j["delivered_records"] = t.delivered;
  j["distinct_records"] = t.distinct();
  j["duplicated_records"] = t.duplicated;
  j["effects"] = t.effects;
  j["polled_records"] = t.polled;
  j["reread_records"] = t.reread;
  j["reordered_records"] = t.reordered;
  j["reordered_in_log_records"] = t.reordered_in_log;
  j["lost_records"] = t.lost();
  j["unread_records"] = t.unread();
  j["skipped_records"] = t.skipped();
  if (t.transformed_once + t.transformed_again + t.transformed_never > 0)
    j["transformed_records"] =
        Json{{"once", t.transformed_once}, {"again", t.transformed_again}, {"never", t.transformed_never}};
  Json anomalies;
  for (const NamedAnomaly& a : kNamedAnomalies) anomalies[std::string(a.name)] = t.anomalies.*a.count;
  j["anomalies"] = std::move(anomalies);
}

Json irregularity_json(const RunResult& run, const IrregularityResult& i) {
  return Json{{"what", name_of(i.kind)}, {"producer", i.producer}, {"partition", partition_name(run, i.tp)},
              {"first", i.ids.begin},    {"last", i.ids.end - 1},  {"records", i.ids.size()},
              {"cause", i.cause}};
}

Json read_json(const ReadResult& r) {
  return Json{{"topic", r.topic},
              {"partition", r.partition},
              {"committed", r.committed},
              {"position", r.position},
              {"lag", r.lag}};
}

}  // namespace

Json group_json(const RunResult& run, const GroupResult& g) {
  Json j;
  j["name"] = g.name;
  j["members"] = g.members;
  j["topics"] = g.topics;
  put_ledger(j, g.totals);
  j["lag"] = g.lag();
  j["commits"] = g.statistics.commits;
  j["failed_commits"] = g.statistics.failed_commits;
  j["failed_fetches"] = g.statistics.failed_fetches;
  j["failed_members"] = g.statistics.failed_members;
  j["throughput_records_per_s"] = g.statistics.delivered.per_second();
  j["end_to_end_latency_ms"] = latency_json(g.statistics.latency);
  j["partitions"] = list_json(g.reads, read_json);
  j["irregularities"] =
      list_json(g.irregularities, [&](const IrregularityResult& i) { return irregularity_json(run, i); });
  if (g.irregularities_left_out > 0) j["irregularities_left_out"] = g.irregularities_left_out;
  j["rebalances"] = rebalances_json(run, g.rebalances);
  return j;
}

}  // namespace scenario
