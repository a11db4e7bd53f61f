#include "scenarios/engine/run/summary_json.h"

#include <cmath>

#include "scenarios/engine/run/group_json.h"
#include "scenarios/engine/run/json_values.h"

namespace scenario {
namespace {

void put_production(Json& j, std::int64_t produced, const ProducerTotals& totals, const ProduceStatistics& statistics) {
  j["produced_records"] = produced;
  j["acknowledged_records"] = totals.acknowledged;
  j["failed_records"] = totals.failed;
  j["rejected_records"] = totals.rejected;
  j["abandoned_records"] = totals.abandoned;
  j["unfinished_records"] = produced - totals.finished();
  j["retried_batches"] = totals.retries;
  j["acknowledged_bytes"] = statistics.acknowledged.bytes();
  j["throughput_records_per_s"] = statistics.acknowledged.per_second();
  j["produce_latency_ms"] = latency_json(statistics.latency);
}

Json application_json(const ApplicationResult& a) {
  Json j;
  j["name"] = a.name;
  j["instances"] = a.instances;
  put_production(j, a.produced, a.totals, a.statistics);
  return j;
}

Json topic_json(const TopicResult& t) {
  Json j;
  j["name"] = t.name;
  put_production(j, t.produced, t.totals, t.statistics);
  Json partitions = Json::array();
  for (std::size_t p = 0; p < t.partitions.size(); ++p) {
    const PartitionResult& r = t.partitions[p];
    partitions.push_back(Json{{"partition", p},
                              {"leader", r.leader},
                              {"isr", r.isr},
                              {"log_start_offset", r.log_start_offset},
                              {"high_watermark", r.high_watermark},
                              {"log_end_offset", r.log_end_offset}});
  }
  j["partitions"] = std::move(partitions);
  return j;
}

Json request_json(const RequestStatistics& r) {
  const auto n = static_cast<double>(r.total.count());
  const auto mean = [&](sim::Duration sum) { return n > 0 ? millis(sum) / n : 0; };
  Json j;
  j["count"] = r.total.count();
  j["errors"] = r.errors;
  j["mean_ms"] = Json{{"request_queue", mean(r.request_queue)},
                      {"local", mean(r.local)},
                      {"remote", mean(r.remote)},
                      {"response_queue", mean(r.response_queue)},
                      {"response_send", mean(r.response_send)}};
  j["total_ms"] = latency_json(r.total);
  return j;
}

Json cluster_json(const RunResult& run) {
  const Counters& c = run.counters;
  Json j;
  j["appended_records"] = c.appended_records;
  j["appended_bytes"] = c.appended_bytes;
  j["isr_shrinks"] = c.isr_shrinks;
  j["isr_expands"] = c.isr_expands;
  j["connections_lost"] = c.connections_lost;
  j["segments_deleted"] = c.segments_deleted;
  j["send_blocked_ms"] =
      Json{{"metadata", millis(c.blocked_on_metadata)}, {"buffer_memory", millis(c.blocked_on_memory)}};
  Json requests;
  for (const auto& [name, r] : run.requests) requests[name] = request_json(r);
  j["requests"] = std::move(requests);
  return j;
}

Json dashboard_json(const DashboardSummary& d) {
  Json j;
  j["applied_reports"] = d.applied;
  j["duplicate_reports"] = d.duplicate;
  j["out_of_order_reports"] = d.out_of_order;
  j["trucks_shown"] = d.trucks_shown;
  j["trucks_never_shown"] = d.trucks_never_shown;
  j["delivery_delay_ms"] = latency_json(d.delivery_delay);
  j["staleness_ms"] = latency_json(d.staleness);
  j["position_error_m"] = histogram_json(d.position_error, 1);
  return j;
}

Json notification_json(const NotificationSummary& n) {
  Json j;
  j["reports"] = n.reports;
  j["older_reports"] = n.older_reports;
  j["alerts"] = n.alerts;
  j["true_alerts"] = n.true_alerts;
  j["false_by_old_report"] = n.false_by_old_report;
  j["false_repeated"] = n.false_repeated;
  j["crossings"] = n.crossings;
  j["missed"] = n.missed;
  j["missed_between_reports"] = n.missed_between_reports;
  j["unreported"] = n.unreported;
  j["delay_ms"] = latency_json(n.delay);
  j["delivery_delay_ms"] = latency_json(n.delivery_delay);
  return j;
}

Json measured_json(const Measured& value, MeasureUnit unit) {
  if (unit == MeasureUnit::counts || unit == MeasureUnit::brokers) return Json(value.list);
  const bool whole = unit != MeasureUnit::seconds && unit != MeasureUnit::per_second;
  return whole && value.value == std::floor(value.value) ? Json(static_cast<std::int64_t>(value.value))
                                                         : Json(value.value);
}

Json judgement_json(const Judgement& v) {
  Json j;
  if (!v.name.empty()) j["name"] = v.name;
  j["sentence"] = v.sentence();
  j["what"] = v.what;
  j["seen"] = v.seen;
  j["expected"] = v.expected;
  j["judged"] = v.judged;
  if (v.open()) j["waits_for"] = v.waits_for;
  j["met"] = v.met;
  j["unit"] = name_of(v.unit);
  if (v.value.reason.empty()) j["value"] = measured_json(v.value, v.unit);
  for (const ComparisonKey& key : comparison_keys()) {
    if (key.compare == v.compare) j["comparison"] = key.name;
  }
  if (v.bound) j["bound"] = measured_json(*v.bound, v.unit);
  return j;
}

Json fault_json(const FaultRow& f) {
  Json j;
  j["fault"] = f.fault;
  j["kind"] = f.kind;
  j["target"] = f.target;
  j["begin_s"] = sim::to_seconds(f.begin);
  if (f.end) j["end_s"] = sim::to_seconds(*f.end);
  if (!f.missing.empty()) j["no_target"] = f.missing;
  return j;
}

Json command_json(const CommandRow& c) {
  return Json{{"time_s", sim::to_seconds(c.time)}, {"command", c.command}, {"target", c.target}, {"error", c.error}};
}

Json promises_json(const PromisesResult& p) {
  return Json{{"violations", p.violations},
              {"excused", p.excused},
              {"allowed_losses", p.allowed_losses},
              {"allowed_lost_records", p.allowed_lost_records}};
}

/// Phases that took time, in their order; they add up to `ms`.
Json phases_json(const OutagePhases& phases) {
  Json j = Json::object();
  for (std::size_t i = 0; i < kOutagePhases; ++i) {
    const auto phase = static_cast<OutagePhase>(i);
    if (phases[phase] > sim::Duration{0}) j[std::string(name_of(phase))] = millis(phases[phase]);
  }
  return j;
}

Json outage_json(const RunResult& run, const PartitionOutage& o) {
  Json j;
  j["partition"] = partition_name(run, o.tp);
  j["lost_leader"] = o.lost.value();
  j["cause"] = o.cause;
  j["controller_died"] = o.controller_died;
  j["begin_s"] = sim::to_seconds(o.began);
  j["ms"] = millis(o.length());
  j["finished"] = o.finished;
  j["phases_ms"] = phases_json(o.phases);
  if (o.leader != kafka::kNoBroker) j["next_leader"] = o.leader.value();
  if (o.isr_rejoin) j["isr_rejoin_ms"] = millis(*o.isr_rejoin);
  return j;
}

Json stall_json(const RunResult& run, const std::string& producer, const ClientStall& s) {
  Json j;
  j["producer"] = producer;
  j["partition"] = partition_name(run, s.tp);
  j["begin_s"] = sim::to_seconds(s.began);
  j["ms"] = millis(s.length());
  if (!s.cause.empty()) j["cause"] = s.cause;
  if (s.broker != kafka::kNoBroker) j["broker"] = s.broker.value();
  j["phases_ms"] = phases_json(s.phases);
  return j;
}

Json outages_json(const RunResult& run) {
  Json partitions = Json::array();
  for (const PartitionOutage& o : run.outages.partitions) partitions.push_back(outage_json(run, o));
  Json stalls = Json::array();
  for (std::size_t i = 0; i < run.outages.clients.size(); ++i)
    stalls.push_back(stall_json(run, run.outages.client_names[i], run.outages.clients[i]));
  return Json{{"partitions", std::move(partitions)}, {"producer_stalls", std::move(stalls)}};
}

}  // namespace

Json summary_json(const RunResult& run) {
  Json j;
  j["scenario"] = run.name;
  if (!run.variant.empty()) j["variant"] = run.variant;
  j["title"] = run.title;
  if (!run.variant.empty()) j["variant_title"] = run.variant_title;
  j["seed"] = run.seed;
  j["simulated_s"] = sim::to_seconds(run.end);
  j["met"] = run.met();
  j["expectations"] = list_json(run.verdicts, judgement_json);
  j["contradictions"] = run.contradictions;
  if (run.promises) j["promises"] = promises_json(*run.promises);
  Json all;
  put_production(all, run.produced, run.totals, run.statistics);
  j["production"] = std::move(all);
  j["producers"] = list_json(run.applications, application_json);
  Json topics = Json::array();
  for (const TopicResult& t : run.topics)
    if (!t.internal) topics.push_back(topic_json(t));
  j["topics"] = std::move(topics);
  j["groups"] = list_json(run.groups, [&](const GroupResult& g) { return group_json(run, g); });
  if (run.trucks) {
    j["location_dashboard"] = dashboard_json(run.trucks->dashboard);
    j["notification_service"] = notification_json(run.trucks->notification);
  }
  j["cluster"] = cluster_json(run);
  if (!run.outages.partitions.empty() || !run.outages.clients.empty()) j["outages"] = outages_json(run);
  if (!run.faults.empty()) j["faults"] = list_json(run.faults, fault_json);
  if (!run.commands.empty()) j["admin"] = list_json(run.commands, command_json);
  return j;
}

std::string to_text(const Json& json) {
  // Text that is not UTF-8 is replaced, not thrown at.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace scenario
