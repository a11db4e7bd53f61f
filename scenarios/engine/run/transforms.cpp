#include "scenarios/engine/run/transforms.h"

#include <algorithm>

namespace scenario {

void Transforms::on(const kafka::RecordsTransformed& e) {
  const Input input{e.group, e.from, e.source};
  outputs_[input];
  std::deque<Pending>& all = pending_[{e.to, e.producer}];
  if (!all.empty()) {
    Pending& last = all.back();
    if (last.input == input && last.first_id + last.count == e.first_id.value() &&
        last.source_id + last.count == e.source_id.value()) {
      last.count += e.count;
      return;
    }
  }
  all.push_back({e.first_id.value(), e.count, input, e.source_id.value()});
}

void Transforms::committed(kafka::TopicPartition to, const WrittenRun& run) {
  const auto found = pending_.find({to, run.producer});
  if (found == pending_.end()) return;
  for (const Pending& p : found->second) {
    const std::int64_t begin = std::max(p.first_id, run.first_id);
    const std::int64_t end = std::min(p.first_id + p.count, run.end_id());
    if (begin >= end) continue;
    const std::int64_t shift = p.source_id - p.first_id;
    Outputs& outputs = outputs_[p.input];
    outputs.again.add(IntervalSet::both(outputs.once, IntervalSet::of(begin + shift, end + shift)));
    outputs.once.add(begin + shift, end + shift);
  }
}

void Transforms::settled(kafka::TopicPartition to, kafka::ClientId producer, Interval ids) {
  const auto found = pending_.find({to, producer});
  if (found == pending_.end()) return;
  std::deque<Pending> rest;
  for (const Pending& p : found->second) {
    const std::int64_t end = p.first_id + p.count;
    const auto keep = [&](std::int64_t from, std::int64_t until) {
      if (from < until) rest.push_back({from, until - from, p.input, p.source_id + (from - p.first_id)});
    };
    keep(p.first_id, std::min(end, ids.begin));
    keep(std::max(p.first_id, ids.end), end);
  }
  found->second = std::move(rest);
}

const Transforms::Outputs* Transforms::of(kafka::GroupId group, kafka::TopicPartition from,
                                          kafka::ClientId source) const {
  const auto found = outputs_.find({group, from, source});
  return found == outputs_.end() ? nullptr : &found->second;
}

bool Transforms::any_of(kafka::GroupId group) const {
  return std::any_of(outputs_.begin(), outputs_.end(), [&](const auto& o) { return o.first.group == group; });
}

std::size_t Transforms::kept() const {
  std::size_t sum = 0;
  for (const auto& [output, all] : pending_) sum += all.size();
  for (const auto& [input, o] : outputs_) sum += o.once.intervals().size() + o.again.intervals().size();
  return sum;
}

}  // namespace scenario
