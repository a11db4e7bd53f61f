#include "gui/cluster/zookeeper_item.h"

#include <QPainter>
#include <algorithm>

#include "gui/cluster/paint_kit.h"
#include "gui/style/theme.h"

namespace cluster {

const view::ZooKeeperNow* ZooKeeperItem::server() const {
  if (!state().now) return nullptr;
  const std::string wanted = name().toStdString();
  for (const view::ZooKeeperNow& z : state().now->zookeeper)
    if (z.name == wanted) return &z;
  return nullptr;
}

QString ZooKeeperItem::role_text(const view::ZooKeeperNow& z) const {
  if (z.state == kafka::MachineState::stopped) return tr("dead");
  if (z.state == kafka::MachineState::paused) return tr("paused");
  if (z.role == "LEADING") return tr("leader");
  if (z.role == "FOLLOWING") return tr("follower");
  return tr("looking");
}

QString ZooKeeperItem::describe() const {
  const view::ZooKeeperNow* const z = server();
  if (z == nullptr) return name();
  QString text = name() + ": " + role_text(*z);
  if (!z->serving) text += tr(", does not serve");
  if (!z->faults.empty()) text += tr(", fault %1").arg(QString::fromStdString(z->faults));
  return text;
}

void ZooKeeperItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const view::ZooKeeperNow* const z = server();
  if (z == nullptr) return;
  const style::Theme& t = style::theme();
  QPainter& p = *painter;
  const bool dead = z->state == kafka::MachineState::stopped;
  const bool leads = z->role == "LEADING" && z->serving;
  const bool idle = !dead && !z->serving;
  const QColor edge = dead ? t.bad : idle ? t.warn : leads ? t.ok : t.border;
  const QRectF in(QPointF(0, 0), size());
  draw_card(p, in, edge, dead ? t.bg : t.panel, size().height() / 2, dead ? Qt::DashLine : Qt::SolidLine);
  if (leads) {
    p.setPen(QPen(t.ok, 1.8));
    p.setBrush(Qt::NoBrush);
    p.drawRoundedRect(in.adjusted(1, 1, -1, -1), in.height() / 2, in.height() / 2);
  }
  draw_led(p, QPointF(16, in.center().y()), 4, z->state);
  const QFont bold = scene_font(12, QFont::DemiBold);
  const QString title = in.width() >= 150 ? name() : QStringLiteral("zk-%1").arg(z->id);
  const double width = std::min(in.width() - 40, text_width(title, bold) + 2);
  draw_line_of_text(p, QRectF(26, 0, width, in.height()), title, bold, dead ? t.faint : t.text);
  const QString letters = QString::fromStdString(z->faults);
  const QString role = letters.isEmpty() ? role_text(*z) : tr("%1 FAULT %2").arg(role_text(*z), letters);
  draw_line_of_text(p, QRectF(30 + width, 0, in.width() - width - 42, in.height()), role, scene_font(9.5),
                    dead    ? t.bad
                    : idle  ? t.warn
                    : leads ? t.ok
                            : t.faint,
                    Qt::AlignRight | Qt::AlignVCenter);
}

}  // namespace cluster
