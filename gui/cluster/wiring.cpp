#include "gui/cluster/wiring.h"

#include <algorithm>
#include <map>

namespace cluster {
namespace {

using Flow = view::FlowNow::Kind;

/// Where the bundles of a producer or a member enter a broker's card: the higher that one stands, the higher.
double entrance(const EntityItem& broker, const EntityItem& other, double whole) {
  const QRectF b = broker.place();
  const double share = whole > 0 ? std::clamp(other.place().center().y() / whole, 0.0, 1.0) : 0.5;
  return b.top() + b.height() * (0.15 + 0.5 * share);
}

QPointF end_at(const EntityItem& item, kafka::TopicPartition tp, bool comes) {
  if (const auto* const broker = qobject_cast<const BrokerItem*>(&item)) return broker->cell_centre(tp);
  const QRectF r = item.place();
  return {comes ? r.left() : r.right(), r.center().y()};
}

}  // namespace

QPointF point_on(const Curve& c, double t) {
  const double u = 1 - t;
  return c[0] * (u * u * u) + c[1] * (3 * u * u * t) + c[2] * (3 * u * t * t) + c[3] * (t * t * t);
}

void Wiring::put(sim::HostId host, const EntityItem* item) {
  const auto at = static_cast<std::size_t>(host.value());
  if (hosts_.size() <= at) hosts_.resize(at + 1, nullptr);
  hosts_[at] = item;
}

const EntityItem* Wiring::item_at(sim::HostId host) const {
  const auto at = static_cast<std::size_t>(host.value());
  return host.value() >= 0 && at < hosts_.size() ? hosts_[at] : nullptr;
}

void Wiring::place_hosts(const SceneState& state, const std::vector<EntityItem*>& items) {
  hosts_.clear();
  std::map<std::pair<EntityItem::Kind, QString>, const EntityItem*> named;
  for (const EntityItem* const item : items) named[{item->kind(), item->name()}] = item;
  const auto find = [&](EntityItem::Kind kind, const std::string& name) {
    const auto it = named.find({kind, QString::fromStdString(name)});
    return it == named.end() ? nullptr : it->second;
  };
  for (const view::BrokerNow& b : state.now->brokers) put(b.host, find(EntityItem::Kind::broker, b.name));
  for (const view::ProducerNow& p : state.now->producers) {
    const EntityItem* const item = find(EntityItem::Kind::producer, p.name);
    for (const sim::HostId host : p.hosts) put(host, item);
  }
  for (const view::GroupNow& g : state.now->groups)
    for (const view::MemberNow& m : g.members) put(m.host, find(EntityItem::Kind::member, m.name));
}

Bundle& Wiring::bundle(Flow kind, const EntityItem* from, const EntityItem* to) {
  const auto [it, added] = places_.try_emplace({kind, from, to}, bundles_.size());
  if (added) bundles_.push_back({kind, from, to, 0, 0, false});
  return bundles_[it->second];
}

void Wiring::lay(const SceneState& state, const std::vector<EntityItem*>& items) {
  height_ = 0;
  for (const EntityItem* const item : items) height_ = std::max(height_, item->place().bottom());
  place_hosts(state, items);
  bundles_.clear();
  places_.clear();
  std::map<std::int32_t, const EntityItem*> brokers;
  for (const view::BrokerNow& b : state.now->brokers) brokers[b.id] = item_at(b.host);
  const LeaderOf leader_of = [&](const view::PartitionNow& p) -> const EntityItem* {
    const auto it = brokers.find(p.leader);
    return it == brokers.end() ? nullptr : it->second;
  };
  lay_producers(state, leader_of);
  lay_members(state, leader_of);
  for (const view::FlowNow& f : state.now->flows) {
    const EntityItem* const from = item_at(f.from);
    const EntityItem* const to = item_at(f.to);
    if (from == nullptr || to == nullptr || from == to || f.kind == Flow::replicate) continue;
    bundle(f.kind, from, to).batches += f.batches;
  }
}

void Wiring::lay_producers(const SceneState& state, const LeaderOf& leader_of) {
  for (const view::ProducerNow& p : state.now->producers) {
    const EntityItem* const from = p.hosts.empty() ? nullptr : item_at(p.hosts.front());
    const std::string prefix = p.topic + "-";
    for (const view::PartitionNow& partition : state.now->partitions) {
      if (from == nullptr || partition.internal || p.topic.empty() || !partition.name.starts_with(prefix)) continue;
      if (partition.name.find_first_not_of("0123456789", prefix.size()) != std::string::npos) continue;
      const EntityItem* const to = leader_of(partition);
      if (to == nullptr) continue;
      Bundle& b = bundle(Flow::produce, from, to);
      ++b.partitions;
      b.on_path |= state.path == partition.tp;
    }
  }
}

void Wiring::lay_members(const SceneState& state, const LeaderOf& leader_of) {
  for (const view::GroupNow& g : state.now->groups)
    for (const view::MemberNow& m : g.members)
      for (const kafka::TopicPartition tp : m.partitions) {
        const view::PartitionNow* const partition = state.partition(tp);
        const EntityItem* const from = partition != nullptr ? leader_of(*partition) : nullptr;
        const EntityItem* const to = item_at(m.host);
        if (from == nullptr || to == nullptr) continue;
        Bundle& b = bundle(Flow::consume, from, to);
        ++b.partitions;
        b.on_path |= state.path == tp;
      }
}

Curve Wiring::curve_of(const Bundle& b) const {
  const QRectF from = b.from->place();
  const QRectF to = b.to->place();
  const bool produce = b.kind == Flow::produce;
  const QPointF start(from.right(), produce ? from.center().y() : entrance(*b.from, *b.to, height_));
  const QPointF end(to.left(), produce ? entrance(*b.to, *b.from, height_) : to.center().y());
  const double bend = std::clamp((end.x() - start.x()) * 0.45, 16.0, 90.0);
  return {start, start + QPointF(bend, 0), end - QPointF(bend, 0), end};
}

Curve Wiring::curve_of(Flow kind, const EntityItem& from, const EntityItem& to, kafka::TopicPartition tp) {
  const QPointF a = end_at(from, tp, false);
  const QPointF d = end_at(to, tp, true);
  if (kind != Flow::replicate) return {a, a + QPointF(60, 0), d - QPointF(60, 0), d};
  const QPointF way = d - a;
  const QPointF aside = QPointF(-way.y(), way.x()) * 0.12;
  return {a, a + way * 0.3 + aside, a + way * 0.7 + aside, d};
}

}  // namespace cluster
