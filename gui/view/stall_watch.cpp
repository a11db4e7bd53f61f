#include "gui/view/stall_watch.h"

#include "scenarios/engine/run/turns.h"

namespace view {

StallWatch::News StallWatch::on(const kafka::Event& event) {
  if (const auto* const appended_batch = std::get_if<kafka::RecordsAppended>(&event)) return appended(*appended_batch);
  if (const auto* const moved = std::get_if<kafka::HighWatermarkAdvanced>(&event)) return advanced(*moved);
  if (const auto* const state = std::get_if<kafka::PartitionStateChanged>(&event)) {
    partitions_.at(state->tp).isr = state->isr;
  } else if (const auto* const stopped = std::get_if<kafka::BrokerStopped>(&event)) {
    bool& down = down_[stopped->broker];
    if (!down) ++how_many_down_;
    down = true;
  } else if (const auto* const ended = std::get_if<kafka::FaultEnded>(&event)) {
    if (ended->kind == "pause")
      for (auto& [broker, down] : down_)
        if (down && scenario::names_broker(ended->target, broker)) comes_back(down);
  } else if (const auto* const started = std::get_if<kafka::BrokerStarted>(&event)) {
    comes_back(down_[started->broker]);
  }
  return News::none;
}

void StallWatch::comes_back(bool& down) {
  if (down) --how_many_down_;
  down = false;
}

StallWatch::News StallWatch::appended(const kafka::RecordsAppended& e) {
  if (how_many_down_ == 0 || !e.as_leader) return News::none;
  Partition& p = partitions_.at(e.tp);
  if (p.stalled) return News::none;
  for (const kafka::BrokerId id : p.isr) {
    const auto it = down_.find(id);
    if (it == down_.end() || !it->second || id == e.broker) continue;
    p.stalled = true;
    tp_ = e.tp;
    dead_ = id;
    high_watermark_ = p.high_watermark;
    return News::stalls;
  }
  return News::none;
}

StallWatch::News StallWatch::advanced(const kafka::HighWatermarkAdvanced& e) {
  if (!e.as_leader) return News::none;
  Partition& p = partitions_.at(e.tp);
  const bool moved = e.high_watermark.value() > p.high_watermark;
  p.high_watermark = e.high_watermark.value();
  if (!p.stalled || !moved) return News::none;
  p.stalled = false;
  tp_ = e.tp;
  high_watermark_ = p.high_watermark;
  return News::goes_on;
}

}  // namespace view
