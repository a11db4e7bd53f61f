#include "scenarios/engine/export/omb_result.h"

#include <algorithm>

#include <fmt/format.h>

namespace scenario {
namespace {

using Json = nlohmann::ordered_json;

struct LatencyFields {
  std::string_view name;
  double unit;  ///< ns
};
constexpr std::array<LatencyFields, 3> kFields{
    {{"publishLatency", 1e6}, {"publishDelayLatency", 1e3}, {"endToEndLatency", 1e6}}};

struct NamedQuantile {
  std::string_view name;
  double q;
};
constexpr std::array<NamedQuantile, 7> kQuantiles{{{"50pct", 0.5},
                                                   {"75pct", 0.75},
                                                   {"95pct", 0.95},
                                                   {"99pct", 0.99},
                                                   {"999pct", 0.999},
                                                   {"9999pct", 0.9999},
                                                   {"99999pct", 0.99999}}};

std::string capitalised(std::string_view name) {
  std::string text(name);
  text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

/// {"50.0": 1.2, ..., "100.0": 7.5}: how many percent took at most so long.
Json quantiles_json(const sim::Histogram& h, double unit) {
  Json j = Json::object();
  std::int64_t below = 0;
  for (const sim::Histogram::Bucket& bucket : h.buckets()) {
    below += bucket.count;
    const double percent = 100 * static_cast<double>(below) / static_cast<double>(h.count());
    j[nlohmann::json(percent).dump()] = static_cast<double>(std::min(bucket.high, h.max())) / unit;
  }
  return j;
}

double per_second(std::int64_t count, sim::Duration time) { return static_cast<double>(count) / sim::to_seconds(time); }

}  // namespace

// ---- events

void OmbRecorder::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  if (now < sim::kTimeZero) return;
  while (now >= begin_ + kPeriod) end_period(begin_ + kPeriod);
  std::visit([&](const auto& e) { on(now, e); }, event);
}

void OmbRecorder::on(sim::SimTime now, const kafka::RecordsAcknowledged& e) {
  period_.latencies[publish].record_linear((now - e.max_timestamp).count(), (now - e.first_timestamp).count(), e.count);
  period_.published += e.count;
  expected_ += e.count * readers(e.tp.topic);
}

void OmbRecorder::on(sim::SimTime now, const kafka::RecordsDelivered& e) {
  period_.latencies[end_to_end].record_linear((now - e.last_timestamp).count(), (now - e.first_timestamp).count(),
                                              e.count);
  period_.received += e.count;
}

void OmbRecorder::on(sim::SimTime, const kafka::SendUnblocked& e) {
  period_.latencies[publish_delay].record(e.waited.count());
  ++period_.held;
}

std::int64_t OmbRecorder::readers(kafka::TopicId topic) {
  const auto t = static_cast<std::size_t>(topic.value());
  if (readers_.size() <= t) readers_.resize(t + 1, -1);
  if (readers_[t] >= 0) return readers_[t];
  const std::string& name = topics_.name(topic);
  return readers_[t] = std::count_if(spec_.groups.begin(), spec_.groups.end(), [&](const GroupSpec& g) {
           return std::find(g.topics.begin(), g.topics.end(), name) != g.topics.end();
         });
}

// ---- periods

void OmbRecorder::Period::merge(const Period& other) {
  for (std::size_t i = 0; i < latencies.size(); ++i) latencies[i].merge(other.latencies[i]);
  published += other.published;
  failed += other.failed;
  received += other.received;
  held += other.held;
}

/// Whom send() did not hold waited for nothing.
void OmbRecorder::complete_delays(Period& period) const {
  period.latencies[publish_delay].record_n(0, std::max<std::int64_t>(period.published - period.held, 0));
}

void OmbRecorder::end_period(sim::SimTime end) {
  const sim::Duration time = end - begin_;
  total_.merge(period_);
  complete_delays(period_);
  lists_["publishRate"].push_back(per_second(period_.published, time));
  lists_["publishErrorRate"].push_back(per_second(period_.failed, time));
  lists_["consumeRate"].push_back(per_second(period_.received, time));
  lists_["backlog"].push_back(std::max<std::int64_t>(expected_ - total_.received, 0));
  put_latencies(lists_, period_, false);
  period_ = {};
  begin_ = end;
}

void OmbRecorder::put_latencies(Json& j, const Period& period, bool aggregated) {
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    const sim::Histogram& h = period.latencies[i];
    const double unit = kFields[i].unit;
    const std::string name = aggregated ? "aggregated" + capitalised(kFields[i].name) : std::string(kFields[i].name);
    const auto put = [&](std::string_view what, double value) {
      Json number = value / unit;
      if (i == publish_delay && what != "Avg") number = static_cast<std::int64_t>(value / unit);  // as there: whole
      Json& field = j[name + std::string(what)];
      if (aggregated) {
        field = std::move(number);
      } else {
        field.push_back(std::move(number));
      }
    };
    put("Avg", h.mean());
    for (const auto& [what, q] : kQuantiles) put(what, static_cast<double>(h.value_at_quantile(q)));
    put("Max", static_cast<double>(h.max()));
    if (aggregated) j[name + "Quantiles"] = quantiles_json(h, unit);
  }
}

Json OmbRecorder::finish(const RunResult& result) {
  if (result.end > begin_) end_period(result.end);
  complete_delays(total_);
  Json j;
  j["workload"] = result.title;
  j["driver"] = "kafkasim";
  const RateSpan& acknowledged = result.statistics.acknowledged;
  j["messageSize"] = acknowledged.records() > 0 ? acknowledged.bytes() / acknowledged.records() : 0;
  std::int64_t topics = 0;
  std::int64_t partitions = 0;
  for (const TopicResult& topic : result.topics) {
    if (topic.internal) continue;
    ++topics;
    partitions = std::max(partitions, static_cast<std::int64_t>(topic.partitions.size()));
  }
  std::int64_t producers = 0;
  for (const ApplicationResult& a : result.applications) producers += a.instances;
  std::int64_t members = 0;
  for (const GroupResult& g : result.groups) members += g.members;
  j["topics"] = topics;
  j["partitions"] = partitions;
  j["producersPerTopic"] = topics > 0 ? producers / topics : 0;
  j["consumersPerTopic"] = topics > 0 ? members / topics : 0;
  for (auto& [name, list] : lists_.items()) j[name] = std::move(list);
  put_latencies(j, total_, true);
  return j;
}

}  // namespace scenario
