#include "scenarios/engine/run/explainer.h"

#include <algorithm>
#include <utility>

namespace scenario {

Explainer::Explainer(kafka::ClientId producer, std::int64_t id, std::optional<kafka::TopicPartition> tp,
                     const Names& names, Readers readers)
    : producer_(producer), id_(id), only_(tp), names_(names), readers_(std::move(readers)) {
  if (only_) meet(*only_);
}

void Explainer::meet(kafka::TopicPartition tp) {
  if (only_ && *only_ != tp) return;
  if (stories_.count(tp) > 0) return;
  stories_.emplace(tp, RecordStory({producer_, tp, id_}, readers_(tp.topic), names_));
}

void Explainer::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  // A partition is met with the producer's first batch for it.
  if (const auto* sent = std::get_if<kafka::BatchSent>(&event); sent && sent->producer == producer_) meet(sent->tp);
  if (const auto* lost = std::get_if<kafka::RecordsFailed>(&event); lost && lost->producer == producer_) meet(lost->tp);
  if (const auto* left = std::get_if<kafka::RecordsAbandoned>(&event); left && left->producer == producer_)
    meet(left->tp);
  for (auto& [tp, story] : stories_) std::visit([&, &told = story](const auto& e) { told.tell(now, e); }, event);
}

void OffsetFinder::on_event(sim::SimTime, sim::HostId, const kafka::Event& event) {
  const auto* e = std::get_if<kafka::RecordsAppended>(&event);
  if (!e || e->tp != tp_ || !e->as_leader) return;
  const std::int64_t base = e->base_offset.value();
  end_ = std::max(end_, base + e->count);
  if (offset_ < base || offset_ >= base + e->count) return;
  if (e->control != kafka::ControlRecordType::none) {
    marker_ = e->control;
    return;
  }
  if (e->producer == kafka::kNoClient) return;
  const RecordName name{e->producer, tp_, e->first_id.value() + (offset_ - base)};
  const bool known = std::any_of(records_.begin(), records_.end(),
                                 [&](const RecordName& r) { return r.producer == name.producer && r.id == name.id; });
  if (!known) records_.push_back(name);
}

}  // namespace scenario
