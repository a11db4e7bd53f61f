#include "gui/cluster/group_item.h"

#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "gui/cluster/paint_kit.h"
#include "gui/models/client_model.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace cluster {

std::size_t group_hue(std::size_t n) {
  static constexpr std::array<std::size_t, 6> kHues{2, 4, 5, 1, 6, 3};
  return kHues[n % kHues.size()];
}

const view::GroupNow* GroupItem::group() const {
  if (!state().now) return nullptr;
  const std::string wanted = name().toStdString();
  for (const view::GroupNow& g : state().now->groups)
    if (g.name == wanted) return &g;
  return nullptr;
}

QString GroupItem::describe() const {
  const view::GroupNow* const g = group();
  if (g == nullptr) return name();
  const QString known = g->state.empty() ? tr("no coordinator knows it") : QString::fromStdString(g->state);
  return tr("group %1: %2, generation %3, lag %4, %n member(s)", nullptr, static_cast<int>(g->members.size()))
      .arg(name(), known)
      .arg(g->generation)
      .arg(style::count_text(static_cast<double>(g->lag)));
}

void GroupItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const view::GroupNow* const g = group();
  if (g == nullptr) return;
  const style::Theme& t = style::theme();
  QPainter& p = *painter;
  const bool stable = g->state == "Stable";
  const bool rebalances = g->state == "PreparingRebalance" || g->state == "CompletingRebalance";
  draw_card(p, QRectF(QPointF(0, 0), size()), rebalances ? t.warn : t.border, t.panel, 10);
  const double w = size().width();
  p.setPen(Qt::NoPen);
  p.setBrush(t.category(hue_));
  p.drawRoundedRect(QRectF(9, 7, 4, 14), 2, 2);
  draw_line_of_text(p, QRectF(19, 5, w - 27, 18), name(), scene_font(12, QFont::DemiBold), t.text);
  if (size().height() < 44) return;
  const QString known = g->state.empty() ? tr("unknown") : QString::fromStdString(g->state);
  const QString line = size().height() > 110 ? tr("%1 %2 gen %3 %2 lag %4") : QString();
  if (line.isEmpty()) return;
  const QString dot(QChar(0x00B7));
  draw_line_of_text(p, QRectF(12, 25, w - 20, 16),
                    line.arg(known, dot).arg(g->generation).arg(style::count_text(static_cast<double>(g->lag))),
                    scene_font(10),
                    rebalances ? t.warn
                    : stable   ? t.muted
                               : t.bad);
}

// ---- members

const view::MemberNow* MemberItem::member() const {
  if (!state().now || group_ >= state().now->groups.size()) return nullptr;
  const std::string wanted = name().toStdString();
  for (const view::MemberNow& m : state().now->groups[group_].members)
    if (m.name == wanted) return &m;
  return nullptr;
}

/// "C3" of "location-dashboard-3": the group's name stands above.
QString MemberItem::short_name(const view::MemberNow&) const {
  const QString group = QString::fromStdString(state().now->groups[group_].name) + '-';
  return name().startsWith(group) ? '#' + name().mid(group.size()) : name();
}

/// Nothing while it reads as it should.
QString MemberItem::doing(const view::MemberNow& m) const {
  if (m.state == kafka::MachineState::stopped) return m.partitions.empty() ? tr("down") : tr("down, still owns");
  if (m.state == kafka::MachineState::running && m.phase == view::MemberPhase::stable)
    return m.partitions.empty() ? tr("idle: no partition left") : QString();
  return models::phase_text(m);
}

QString MemberItem::describe() const {
  const view::MemberNow* const m = member();
  if (m == nullptr) return name();
  QStringList owned;
  for (const kafka::TopicPartition tp : m->partitions)
    if (const view::PartitionNow* const p = state().partition(tp)) owned << QString::fromStdString(p->name);
  const QString what = doing(*m).isEmpty() ? models::phase_text(*m) : doing(*m);
  QString text = tr("%1: %2, owns %3, lag %4")
                     .arg(name(), what, owned.isEmpty() ? tr("nothing") : owned.join(QStringLiteral(", ")),
                          style::count_text(static_cast<double>(m->lag)));
  if (!m->faults.empty()) text += tr(", fault %1").arg(QString::fromStdString(m->faults));
  return text;
}

std::pair<EntityItem::Kind, QString> MemberItem::thing_at(const QPointF& local) const {
  for (const auto& [rect, tp] : chips_)
    if (rect.contains(local))
      if (const view::PartitionNow* const p = state().partition(tp))
        return {Kind::partition, QString::fromStdString(p->name)};
  return {kind(), name()};
}

void MemberItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  chips_.clear();
  const view::MemberNow* const m = member();
  if (m == nullptr) return;
  const style::Theme& t = style::theme();
  QPainter& p = *painter;
  const QColor& hue = t.category(group_hue(group_));
  const bool down = m->state == kafka::MachineState::stopped;
  const bool odd = !down && (m->state != kafka::MachineState::running || m->phase != view::MemberPhase::stable ||
                             !m->faults.empty());
  draw_card(p, QRectF(QPointF(0, 0), size()),
            down  ? t.bad
            : odd ? t.warn
                  : t.border,
            t.panel2, std::min(7.0, size().height() / 4), down ? Qt::DashLine : Qt::SolidLine);
  const double line = std::min(20.0, size().height() - 2);
  if (size().height() < 13)
    return draw_bar(p, QRectF(4, size().height() / 2 - 2, size().width() - 8, 4), m->lag > 0 ? 0.2 : 0,
                    down ? t.bad : hue);
  const QString title = short_name(*m);
  const QFont bold = scene_font(std::min(11.0, size().height() * 0.62), QFont::DemiBold);
  const double width = std::min(text_width(title, bold), size().width() * 0.4);
  draw_line_of_text(p, QRectF(8, 2, width + 1, line), title, bold, down ? t.bad : t.text);
  double left = 14 + width;
  QString what = doing(*m);
  if (!m->faults.empty()) what = QString::fromStdString(m->faults) + ' ' + what;
  if (!what.isEmpty()) {
    const QFont font = scene_font(9.5, QFont::DemiBold);
    const double room = size().width() - left - 6;
    draw_line_of_text(p, QRectF(left, 2, room, line), what, font, down ? t.bad : t.warn);
    left += std::min(room, text_width(what, font)) + 6;
  }
  paint_chips(p, *m, left, down ? t.bad : hue);
  if (size().height() >= 34) paint_lag(p, *m, hue);
}

void MemberItem::paint_chips(QPainter& p, const view::MemberNow& m, double left, const QColor& hue) {
  const style::Theme& t = style::theme();
  const QFont font = scene_font(9, QFont::DemiBold);
  double x = left;
  std::size_t shown = 0;
  for (const kafka::TopicPartition tp : m.partitions) {
    const QString number = QString::number(tp.partition.value());
    const double width = std::max(15.0, text_width(number, font) + 8);
    if (x + width + (shown + 1 < m.partitions.size() ? 26 : 4) > size().width()) break;
    const double opacity = !state().path || *state().path == tp ? 1 : 0.3;
    p.setOpacity(opacity);
    const double height = std::min(15.0, size().height() - 4);
    draw_chip(p, QPointF(x, 4), height, number, font, style::mixed(t.panel2, hue, 0.3), style::mixed(hue, t.text, 0.4));
    p.setOpacity(1);
    chips_.emplace_back(QRectF(x, 4, width, height), tp);
    x += width + 3;
    ++shown;
  }
  if (shown < m.partitions.size())
    draw_line_of_text(p, QRectF(x, 4, size().width() - x - 2, 15),
                      QStringLiteral("+%1").arg(m.partitions.size() - shown), font, t.muted);
}

void MemberItem::paint_lag(QPainter& p, const view::MemberNow& m, const QColor& hue) const {
  const style::Theme& t = style::theme();
  const double y = size().height() - 15;
  draw_line_of_text(p, QRectF(8, y - 3, 24, 14), tr("lag"), scene_font(9.5), t.faint);
  const QString text = style::count_text(static_cast<double>(m.lag));
  const double width = std::max(30.0, text_width(text, scene_font(10)) + 4);
  // 1 record a little, 10 000 records full: the number beside it is exact.
  const double share = m.lag <= 0 ? 0 : std::log10(1.0 + static_cast<double>(m.lag)) / 4.2;
  const QColor& colour = m.lag > 5000 ? t.bad : m.lag > 500 ? t.warn : hue;
  draw_bar(p, QRectF(32, y + 2, size().width() - 46 - width, 5), share, colour);
  draw_line_of_text(p, QRectF(size().width() - 8 - width, y - 3, width, 14), text, scene_font(10), t.muted,
                    Qt::AlignRight | Qt::AlignVCenter);
}

}  // namespace cluster
