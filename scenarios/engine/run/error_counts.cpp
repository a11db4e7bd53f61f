#include "scenarios/engine/run/error_counts.h"

namespace scenario {

void ErrorCounts::on_event(sim::SimTime, sim::HostId, const kafka::Event& event) {
  std::visit([&](const auto& e) { on(e); }, event);
}

void ErrorCounts::on(const kafka::RecordsFailed& e) {
  Counts& c = counts_[{roles_.application(e.producer), e.tp.topic, std::string(kafka::name_of(e.error)),
                       std::string(e.exception)}];
  c.records += e.count;
  ++c.batches;
}

void ErrorCounts::on(const kafka::BatchRetried& e) {
  ++counts_[{roles_.application(e.producer), e.tp.topic, std::string(kafka::name_of(e.error)), ""}].batches;
}

void ErrorCounts::on(const kafka::SendFailed& e) {
  ++counts_[{roles_.application(e.producer), e.topic, "", std::string(e.exception)}].records;
}

template <class Member>
std::int64_t ErrorCounts::sum(const Question& q, Member member) const {
  std::int64_t total = 0;
  for (const auto& [key, counts] : counts_) {
    if (q.application >= 0 && key.application != q.application) continue;
    if (q.topic.value() >= 0 && key.topic != q.topic) continue;
    if (!q.error.empty() && key.error != q.error && key.exception != q.error) continue;
    total += counts.*member;
  }
  return total;
}

std::int64_t ErrorCounts::failed_records(const Question& q) const { return sum(q, &Counts::records); }
std::int64_t ErrorCounts::refused_batches(const Question& q) const { return sum(q, &Counts::batches); }

}  // namespace scenario
