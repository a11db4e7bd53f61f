#include "gui/cluster/cluster_scene.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "gui/cluster/group_item.h"
#include "gui/cluster/producer_item.h"
#include "gui/cluster/zookeeper_item.h"
#include "gui/models/replica_model.h"

namespace cluster {
namespace {

constexpr double kFaint = 0.25;

}  // namespace

ClusterScene::ClusterScene(QObject* parent)
    : QGraphicsScene(parent),
      links_(new LinksItem(state_, wiring_, layout_)),
      sessions_(new SessionsItem(state_, layout_)),
      flight_(new FlightItem(state_, wiring_, layout_)) {
  setItemIndexMethod(NoIndex);
  addItem(links_);
  addItem(sessions_);
  addItem(flight_);
}

/// Items look at members of this class: they go first.
ClusterScene::~ClusterScene() { clear(); }

// ---- the instant

void ClusterScene::show_state(view::SnapshotPtr snapshot, const view::RunRecord& record, double speed) {
  speed_ = speed;
  choose_flight();
  state_.record = &record;
  state_.take(std::move(snapshot));
  if (!state_.now) return;
  state_.records.update(record, state_.now->time);
  std::vector<std::pair<Kind, QString>> have;
  for (const EntityItem* const e : entities_) have.emplace_back(e->kind(), e->name());
  if (have != wanted()) make_items();
  place_items();
  look_again();
}

std::vector<std::pair<ClusterScene::Kind, QString>> ClusterScene::wanted() const {
  std::vector<std::pair<Kind, QString>> all;
  const auto name = [](const std::string& s) { return QString::fromStdString(s); };
  for (const view::ZooKeeperNow& z : state_.now->zookeeper) all.emplace_back(Kind::zookeeper, name(z.name));
  for (const view::ProducerNow& p : state_.now->producers) all.emplace_back(Kind::producer, name(p.name));
  for (const view::BrokerNow& b : state_.now->brokers) all.emplace_back(Kind::broker, name(b.name));
  for (const view::GroupNow& g : state_.now->groups) {
    all.emplace_back(Kind::group, name(g.name));
    for (const view::MemberNow& m : g.members) all.emplace_back(Kind::member, name(m.name));
  }
  return all;
}

EntityItem* ClusterScene::add(EntityItem* item) {
  addItem(item);
  entities_.push_back(item);
  connect(item, &EntityItem::chosen, this, &ClusterScene::chosen);
  connect(item, &EntityItem::menu_wanted, this, &ClusterScene::menu_wanted);
  connect(item, &EntityItem::partition_hovered, this, &ClusterScene::set_hovered);
  return item;
}

void ClusterScene::make_items() {
  for (EntityItem* const e : entities_) delete e;
  entities_.clear();
  hovered_.clear();
  const view::Snapshot& s = *state_.now;
  const auto name = [](const std::string& text) { return QString::fromStdString(text); };
  for (const view::ZooKeeperNow& z : s.zookeeper) add(new ZooKeeperItem(state_, name(z.name)));
  for (const view::ProducerNow& p : s.producers) add(new ProducerItem(state_, name(p.name)));
  for (const view::BrokerNow& b : s.brokers) add(new BrokerItem(state_, b.id, name(b.name)));
  for (std::size_t g = 0; g < s.groups.size(); ++g) {
    add(new GroupItem(state_, name(s.groups[g].name), group_hue(g)));
    for (const view::MemberNow& m : s.groups[g].members) add(new MemberItem(state_, name(m.name), g));
  }
}

void ClusterScene::place_items() {
  layout_ = SceneLayout::of(*state_.now, room_);
  setSceneRect(QRectF(QPointF(0, 0), layout_.size));
  std::size_t at = 0;
  for (const QRectF& r : layout_.zookeeper) entities_[at++]->place(r);
  for (const QRectF& r : layout_.producers) entities_[at++]->place(r);
  for (const QRectF& r : layout_.brokers) entities_[at++]->place(r);
  for (std::size_t g = 0; g < layout_.groups.size(); ++g) {
    entities_[at++]->place(layout_.groups[g]);
    const std::vector<QRectF>& members = layout_.members[g];
    for (std::size_t m = 0; m < state_.now->groups[g].members.size(); ++m) {
      entities_[at]->setVisible(m < members.size());
      if (m < members.size()) entities_[at]->place(members[m]);
      ++at;
    }
  }
}

void ClusterScene::look_again() {
  if (!state_.now) return;
  find_path();
  for (EntityItem* const e : entities_) e->look_again();
  wiring_.lay(state_, entities_);
  links_->laid();
  sessions_->look_again();
  flight_->look_again();
  fade();
}

void ClusterScene::choose_flight() {
  state_.flight = state_.reduced_motion || speed_ >= FlightItem::kBrightSpeed ? Flight::brightness
                  : speed_ <= FlightItem::kExactSpeed                         ? Flight::exact
                                                                              : Flight::flow;
}

/// Bright stay the partition's brokers, who writes into it and who reads it, and what the user is at.
void ClusterScene::fade() {
  std::set<const EntityItem*> bright;
  const view::PartitionNow* const p = state_.path ? state_.partition(*state_.path) : nullptr;
  if (p != nullptr) {
    for (const view::BrokerNow& b : state_.now->brokers)
      if (std::find(p->replicas.begin(), p->replicas.end(), b.id) != p->replicas.end())
        bright.insert(wiring_.item_at(b.host));
    for (const Bundle& b : wiring_.bundles())
      if (b.on_path) bright.insert({b.from, b.to});
  }
  const EntityItem* group = nullptr;
  for (EntityItem* const e : entities_) {
    if (e->kind() == Kind::group) group = e;
    if (e->kind() == Kind::member && bright.count(e) > 0) bright.insert(group);
  }
  for (EntityItem* const e : entities_) {
    const bool lit = p == nullptr || e->hasFocus() || state_.is_chosen(e->kind(), e->name()) || bright.count(e) > 0;
    e->setOpacity(lit ? 1 : kFaint);
  }
}

void ClusterScene::set_room(QSizeF size) {
  if (size == room_) return;
  room_ = size;
  if (!state_.now) return;
  place_items();
  look_again();
}

void ClusterScene::set_zoom(double zoom) {
  if (zoom == state_.zoom) return;
  state_.zoom = zoom;
  look_again();
}

void ClusterScene::set_reduced_motion(bool on) {
  if (on == state_.reduced_motion) return;
  state_.reduced_motion = on;
  choose_flight();
  look_again();
}

// ---- marks

void ClusterScene::mark(Kind kind, const QString& name) {
  state_.chosen_kind = kind;
  state_.chosen = name;
  look_again();
}

void ClusterScene::set_hovered(const QString& partition) {
  if (hovered_ == partition) return;
  hovered_ = partition;
  look_again();
}

void ClusterScene::find_path() {
  QString name = hovered_;
  if (name.isEmpty() && state_.chosen_kind == Kind::partition) name = state_.chosen;
  const view::PartitionNow* const p = name.isEmpty() ? nullptr : models::find_partition(*state_.now, name);
  state_.path = p != nullptr ? std::optional(p->tp) : std::nullopt;
}

EntityItem* ClusterScene::find(Kind kind, const QString& name) const {
  const auto it = std::find_if(entities_.begin(), entities_.end(),
                               [&](const EntityItem* e) { return e->kind() == kind && e->name() == name; });
  return it == entities_.end() ? nullptr : *it;
}

EntityItem* ClusterScene::focused() const {
  return qobject_cast<EntityItem*>(focusItem() != nullptr ? focusItem()->toGraphicsObject() : nullptr);
}

void ClusterScene::move_focus(const QPointF& direction) {
  if (entities_.empty()) return;
  const EntityItem* const from = focused();
  if (from == nullptr) {
    const auto broker =
        std::find_if(entities_.begin(), entities_.end(), [](const EntityItem* e) { return e->kind() == Kind::broker; });
    (broker == entities_.end() ? entities_.front() : *broker)->setFocus(Qt::TabFocusReason);
    return;
  }
  EntityItem* best = nullptr;
  double least = 0;
  for (EntityItem* const e : entities_) {
    if (e == from || !e->isVisible()) continue;
    const QPointF way = e->place().center() - from->place().center();
    const double along = QPointF::dotProduct(way, direction);
    const double aside = std::abs(way.x() * direction.y() - way.y() * direction.x());
    if (along < 1 || aside > 3 * along) continue;
    const double cost = along + 2 * aside;
    if (best != nullptr && cost >= least) continue;
    best = e;
    least = cost;
  }
  if (best != nullptr) best->setFocus(Qt::TabFocusReason);
}

}  // namespace cluster
