#include "gui/cluster/links_item.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "gui/cluster/group_item.h"
#include "gui/cluster/paint_kit.h"
#include "gui/style/theme.h"

namespace cluster {
namespace {

const QColor& hue_of(const Bundle& b) {
  const style::Theme& t = style::theme();
  if (b.kind == view::FlowNow::Kind::produce) return t.accent;
  const auto* const member = qobject_cast<const MemberItem*>(b.to);
  return member != nullptr ? t.category(group_hue(member->group())) : t.muted;
}

}  // namespace

void LinksItem::laid() {
  std::vector<Stroke> strokes;
  if (state_.now) {
    add_bundles(strokes);
    if (state_.path) add_path(strokes);
  }
  if (strokes == strokes_ && size_ == layout_.size) return;
  prepareGeometryChange();
  size_ = layout_.size;
  strokes_ = std::move(strokes);
  update();
}

void LinksItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setBrush(Qt::NoBrush);
  for (const Stroke& s : strokes_) {
    painter->setPen(QPen(s.colour, s.width, s.dashed ? Qt::DashLine : Qt::SolidLine));
    draw_curve(*painter, s.curve);
  }
}

void LinksItem::add_bundles(std::vector<Stroke>& to) const {
  const style::Theme& t = style::theme();
  for (const Bundle& b : wiring_.bundles()) {
    // As wide as it has partitions. What flows is told by dots, without them by the link itself.
    const bool bright = state_.flight == Flight::brightness;
    const double flow = bright ? std::round(2 * std::log2(1 + b.batches)) / 2 : 0;
    double opacity = t.dark() ? 0.2 : 0.26;
    opacity *= std::clamp(24.0 / static_cast<double>(wiring_.bundles().size()), 0.4, 1.0);
    if (bright) opacity = std::min(0.85, opacity + 0.07 * flow);
    if (state_.path) opacity *= b.on_path ? 1.6 : 0.25;
    to.push_back({wiring_.curve_of(b), style::faded(hue_of(b), std::min(1.0, opacity)),
                  std::min(6.0, 0.8 + 0.3 * std::min(10, b.partitions) + 0.3 * flow), false});
  }
}

/// Every step of the marked partition's records: into the leader, to the followers, to who reads it.
void LinksItem::add_path(std::vector<Stroke>& to) const {
  const view::PartitionNow* const partition = state_.partition(*state_.path);
  if (partition == nullptr) return;
  const style::Theme& t = style::theme();
  const EntityItem* leader = nullptr;
  for (const view::BrokerNow& b : state_.now->brokers)
    if (b.id == partition->leader) leader = wiring_.item_at(b.host);
  if (leader == nullptr) return;
  for (const view::BrokerNow& b : state_.now->brokers) {
    const EntityItem* const other = wiring_.item_at(b.host);
    const bool copy =
        std::find(partition->replicas.begin(), partition->replicas.end(), b.id) != partition->replicas.end();
    if (!copy || other == nullptr || other == leader) continue;
    to.push_back({Wiring::curve_of(view::FlowNow::Kind::replicate, *leader, *other, partition->tp), t.text, 1.6, true});
  }
  for (const Bundle& b : wiring_.bundles())
    if (b.on_path) to.push_back({Wiring::curve_of(b.kind, *b.from, *b.to, partition->tp), hue_of(b), 2.4, false});
}

}  // namespace cluster
