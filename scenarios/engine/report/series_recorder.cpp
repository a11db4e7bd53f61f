#include "scenarios/engine/report/series_recorder.h"

#include <algorithm>

namespace report {

SeriesRecorder::SeriesRecorder(scenario::Roles roles, sim::SimTime end)
    : roles_(std::move(roles)),
      bins_(end),
      applications_(roles_.applications.size()),
      groups_(roles_.groups.size()),
      writing_(roles_.applications.size()),
      reading_(roles_.groups.size()) {}

void SeriesRecorder::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  if (now >= sim::kTimeZero) close_until(bins_.begun(now) - 1);
  std::visit([&](const auto& e) { on(now, e); }, event);
}

void SeriesRecorder::finish(sim::SimTime end) {
  close_until(bins_.begun(end) - 1);
  if (bins_.length(closed_) > 0) close_step();
}

void SeriesRecorder::close_until(std::size_t step) {
  while (closed_ < step) close_step();
}

void SeriesRecorder::close_step() {
  const double seconds = bins_.length(closed_++);
  const auto rate = [&](std::int64_t n) { return seconds > 0 ? static_cast<double>(n) / seconds : 0; };
  for (std::size_t a = 0; a < applications_.size(); ++a) {
    applications_[a].acknowledged.push_back(rate(writing_[a].acknowledged));
    applications_[a].failed.push_back(rate(writing_[a].failed));
    applications_[a].latency.close_step();
    writing_[a] = {};
  }
  produce_latency_.close_step();
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    Reading& r = reading_[g];
    groups_[g].processed.push_back(rate(r.processed));
    groups_[g].lag.push_back(static_cast<double>(r.most));
    groups_[g].latency.close_step();
    r.processed = 0;
    r.most = r.lag.now();
  }
}

// ---- writing

void SeriesRecorder::on(sim::SimTime now, const kafka::RecordsAcknowledged& e) {
  if (now < sim::kTimeZero) return;
  produce_latency_.add(now, e.first_timestamp, e.max_timestamp, e.count);
  const int application = roles_.application(e.producer);
  if (application < 0) return;
  const auto a = static_cast<std::size_t>(application);
  applications_[a].latency.add(now, e.first_timestamp, e.max_timestamp, e.count);
  writing_[a].acknowledged += e.count;
}

void SeriesRecorder::on(sim::SimTime, const kafka::RecordsFailed& e) {
  const int application = roles_.application(e.producer);
  if (application >= 0) writing_[static_cast<std::size_t>(application)].failed += e.count;
}

// ---- reading

void SeriesRecorder::on(sim::SimTime now, const kafka::RecordsDelivered& e) {
  position(e.group, e.tp, e.base_offset.value() + e.count);
  if (now < sim::kTimeZero) return;
  groups_[static_cast<std::size_t>(e.group.value())].latency.add(now, e.first_timestamp, e.last_timestamp, e.count);
}

void SeriesRecorder::on(sim::SimTime, const kafka::RecordsProcessed& e) {
  reading_[static_cast<std::size_t>(e.group.value())].processed += e.count;
}

void SeriesRecorder::on(sim::SimTime, const kafka::PositionSet& e) { position(e.group, e.tp, e.position.value()); }

void SeriesRecorder::position(kafka::GroupId group, kafka::TopicPartition tp, std::int64_t offset) {
  Reading& r = reading_[static_cast<std::size_t>(group.value())];
  if (r.partitions.emplace(tp, true).second) r.lag.high_watermark(tp, high_watermarks_[tp]);
  r.lag.position(tp, offset);
  r.most = std::max(r.most, r.lag.now());
}

void SeriesRecorder::on(sim::SimTime now, const kafka::HighWatermarkAdvanced& e) {
  if (e.as_leader) high_watermark(now, e.tp, e.high_watermark.value());
}

void SeriesRecorder::high_watermark(sim::SimTime, kafka::TopicPartition tp, std::int64_t offset) {
  high_watermarks_[tp] = offset;
  for (Reading& r : reading_) {
    if (r.partitions.count(tp) == 0) continue;
    r.lag.high_watermark(tp, offset);
    r.most = std::max(r.most, r.lag.now());
  }
}

}  // namespace report
