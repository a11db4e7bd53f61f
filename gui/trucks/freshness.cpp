#include "gui/trucks/freshness.h"

#include <QPainter>
#include <algorithm>

#include "gui/strips/paint.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"

namespace trucks {

Freshness::Freshness(QWidget* parent) : QWidget(parent) {
  setObjectName("trucks-freshness");
  set_compact(false);
}

void Freshness::set_compact(bool on) {
  compact_ = on;
  setFixedHeight(static_cast<int>((on ? 138 : 182) * style::font_scale()));
}

void Freshness::show_fleet(const view::TrucksNow* now, const scenario::TrucksSpec& spec) {
  const AgeLimits limits = age_limits(spec);
  title_ = tr("%1 trucks, one report every %2").arg(spec.fleet).arg(style::span_text(sim::to_seconds(spec.every)));
  fleet_ = spec.fleet;
  const scenario::DashboardState d = now == nullptr ? scenario::DashboardState{} : now->dashboard;
  bars_ = {{tr("on time (at most %1 old)").arg(style::span_text(limits.late_s)), d.on_time, Age::on_time},
           {tr("late (%1 to %2)").arg(style::number_text(limits.late_s), style::span_text(limits.lost_s)), d.late,
            Age::late},
           {tr("lost from sight (over %1)").arg(style::span_text(limits.lost_s)), d.lost, Age::lost},
           {tr("never shown"), spec.fleet - d.trucks_shown, Age::never}};
  worst_ = tr("age p50 %1, p95 %2, oldest %3; worst position error %4 km")
               .arg(style::span_text(sim::to_seconds(d.age_p50)), style::span_text(sim::to_seconds(d.age_p95)),
                    style::span_text(sim::to_seconds(d.age_max)))
               .arg(d.error_km_max, 0, 'f', 1);
  lines_ = {title_ + "."};
  for (const Bar& b : bars_) lines_ << QString("%1: %2.").arg(b.text).arg(b.count);
  lines_ << worst_ + ".";
  setAccessibleName(describe());
  update();
}

void Freshness::paintEvent(QPaintEvent*) {
  const style::Theme& t = style::theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  strips::draw_card(painter, rect());
  const double unit = style::font_scale();
  const double right = width() - 14.0;
  painter.setFont(style::ui_font(12.5, QFont::DemiBold));
  painter.setPen(t.text);
  strips::draw_elided(painter, QRectF(14, 9 * unit, right - 14, 20 * unit), Qt::AlignVCenter, title_);
  double y = 34 * unit;
  for (const Bar& b : bars_) {
    const QColor colour = b.age == Age::on_time ? t.accent
                          : b.age == Age::late  ? t.warn
                          : b.age == Age::lost  ? t.bad
                                                : t.faint;
    style::draw_icon(painter, style::Icon::arrow, QRectF(12, y, 16 * unit, 16 * unit), colour);
    painter.setFont(style::ui_font(11.5));
    painter.setPen(t.muted);
    strips::draw_elided(painter, QRectF(16 + 18 * unit, y, right - 70 * unit, 17 * unit), Qt::AlignVCenter, b.text);
    painter.setFont(style::ui_font(12.5, QFont::DemiBold));
    painter.setPen(t.text);
    painter.drawText(QRectF(14, y, right - 14, 17 * unit), Qt::AlignVCenter | Qt::AlignRight, QString::number(b.count));
    const QRectF whole(16 + 18 * unit, y + 19 * unit, right - 16 - 18 * unit, 3.5 * unit);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.grid);
    painter.drawRoundedRect(whole, 1.7, 1.7);
    QRectF part = whole;
    part.setWidth(whole.width() * b.count / std::max(1, fleet_));
    painter.setBrush(colour);
    painter.drawRoundedRect(part, 1.7, 1.7);
    y += (compact_ ? 25 : 28) * unit;
  }
  if (compact_) return;
  painter.setFont(style::ui_font(10.5));
  painter.setPen(t.muted);
  painter.drawText(QRectF(14, y, right - 14, 30 * unit), Qt::TextWordWrap, worst_);
}

}  // namespace trucks
