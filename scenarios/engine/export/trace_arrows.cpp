#include "scenarios/engine/export/trace_arrows.h"

#include <algorithm>

namespace scenario {

void TraceArrows::draw(const Point& from, const Point& to, std::string_view name) {
  canvas_.writer.arrow(from.track, from.at, to.track, to.at, name);
}

void TraceArrows::sent(const kafka::BatchSent& e, TraceTrack batch, sim::SimTime at) {
  sent_[{e.producer, e.tp, e.first_id}] = {batch, at};
}

void TraceArrows::appended(sim::SimTime now, const kafka::RecordsAppended& e) {
  const auto batch = sent_.find({e.producer, e.tp, e.first_id});
  if (batch == sent_.end()) return;
  auto& log = stored_[e.tp];
  log.erase(log.lower_bound(e.base_offset.value()), log.end());  // what was truncated meanwhile
  log[e.base_offset.value()] = {.count = e.count, .batch = batch->second, .request = {}, .waiting = {}};
  handling_[e.broker].push_back({now, e.producer, e.tp, e.base_offset.value()});
  sent_.erase(batch);
}

/// A request is one producer's. If two were handled at the same instant, the first to be answered takes the first.
void TraceArrows::answered(kafka::BrokerId broker, sim::SimTime handled, std::optional<TraceTrack> request) {
  std::vector<Handling>& all = handling_[broker];
  const auto first = std::find_if(all.begin(), all.end(), [&](const Handling& h) { return h.at == handled; });
  const auto last = std::find_if(first, all.end(),
                                 [&](const Handling& h) { return h.at != handled || h.producer != first->producer; });
  for (auto it = first; it != last; ++it) {
    auto& log = stored_[it->tp];
    const auto stored = log.find(it->base);
    if (stored == log.end()) continue;
    if (request) {
      answer(stored->second, {*request, handled});
    } else {
      log.erase(stored);
    }
  }
  all.erase(first, last);
}

void TraceArrows::answer(Stored& stored, const Point& request) {
  stored.request = request;
  stored.answered = true;
  draw(stored.batch, request, "produce");
  for (const Point& poll : stored.waiting) draw(request, poll, "consume");
  stored.waiting = {};
}

void TraceArrows::delivered(sim::SimTime now, const kafka::RecordsDelivered& e, TraceTrack poll) {
  auto& log = stored_[e.tp];
  const std::int64_t begin = e.base_offset.value();
  auto it = log.upper_bound(begin);
  if (it != log.begin()) --it;
  for (; it != log.end() && it->first < begin + e.count; ++it) {
    Stored& s = it->second;
    if (it->first + s.count <= begin) continue;
    if (s.answered) {
      draw(s.request, {poll, now}, "consume");
    } else {
      s.waiting.push_back({poll, now});
    }
  }
}

}  // namespace scenario
