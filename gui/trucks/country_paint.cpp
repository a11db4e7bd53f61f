// How TruckMap draws what does not move: roads, cities, regions; and the words over them.

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "gui/strips/paint.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"
#include "gui/trucks/coast.h"
#include "gui/trucks/truck_map.h"

namespace trucks {
namespace {

constexpr std::int32_t kMotorwayKmh = 90;

/// Text that can be read over lines.
void draw_haloed(QPainter& painter, const QPointF& at, const QString& text, const QColor& colour) {
  QPainterPath path;
  path.addText(at, painter.font(), text);
  painter.setPen(QPen(style::faded(style::theme().land, 0.85), 3.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(path);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawPath(path);
}

}  // namespace

void TruckMap::drawBackground(QPainter* painter, const QRectF&) {
  const QSize size = viewport()->size();
  const double ratio = devicePixelRatioF();
  if (country_.isNull() || drawn_in_ != style::theme_version()) {
    drawn_in_ = style::theme_version();
    country_ = QPixmap(size * ratio);
    country_.setDevicePixelRatio(ratio);
    country_.fill(Qt::transparent);
    QPainter onto(&country_);
    onto.setRenderHint(QPainter::Antialiasing);
    draw_country(onto);
  }
  painter->save();
  painter->resetTransform();
  painter->drawPixmap(0, 0, country_);
  painter->restore();
}

void TruckMap::draw_country(QPainter& painter) const {
  const QRectF all(QPointF(), QSizeF(viewport()->size()));
  strips::draw_card(painter, all);
  QPainterPath clip;
  clip.addRoundedRect(all.adjusted(1, 1, -1, -1), 8, 8);
  painter.setClipPath(clip);
  draw_land(painter);
  draw_regions(painter);
  draw_roads(painter);
  draw_labels(painter);
  draw_scale(painter);
  draw_signs(painter);
}

void TruckMap::draw_land(QPainter& painter) const {
  const style::Theme& t = style::theme();
  const auto outline = [this](const GeoLine& line) {
    QPolygonF polygon;
    for (const scenario::GeoPoint& p : line) polygon << at(p);
    return polygon;
  };
  painter.fillRect(QRectF(QPointF(), QSizeF(viewport()->size())), t.water);
  painter.setPen(QPen(style::mixed(t.water, t.faint, 0.4), 1));
  painter.setBrush(t.land);
  for (const GeoLine& l : land()) painter.drawPolygon(outline(l));
  painter.setBrush(t.water);
  for (const GeoLine& l : lakes()) painter.drawPolygon(outline(l));
  painter.setPen(QPen(style::faded(t.faint, 0.6), 1.2, Qt::DashDotLine));
  for (const GeoLine& l : borders()) painter.drawPolyline(outline(l));
}

void TruckMap::draw_regions(QPainter& painter) const {
  const style::Theme& t = style::theme();
  for (int i = 0; i < regions_.size(); ++i) {
    const scenario::Region& region = regions_.region(scenario::RegionId(static_cast<std::int16_t>(i)));
    QPolygonF polygon;
    for (const scenario::GeoPoint& p : region.corners) polygon << at(p);
    const QColor colour = t.category(static_cast<std::size_t>(i));
    painter.setPen(QPen(style::faded(colour, 0.85), 1.3, Qt::DashLine));
    painter.setBrush(style::faded(colour, t.dark() ? 0.2 : 0.2));
    painter.drawPolygon(polygon);
  }
}

void TruckMap::draw_roads(QPainter& painter) const {
  const style::Theme& t = style::theme();
  for (const bool motorway : {false, true}) {
    QVector<QLineF> lines;
    for (const scenario::Road& r : map_.roads())
      if ((r.speed_kmh >= kMotorwayKmh) == motorway) lines << QLineF(at(map_.city(r.a).at), at(map_.city(r.b).at));
    painter.setPen(
        QPen(style::mixed(t.land, t.faint, motorway ? 0.75 : 0.5), motorway ? 3.4 : 2.0, Qt::SolidLine, Qt::RoundCap));
    painter.drawLines(lines);
  }
  painter.setPen(QPen(t.panel, 1));
  painter.setBrush(style::mixed(t.panel, t.muted, 0.7));
  for (const scenario::City& c : map_.cities()) painter.drawEllipse(at(c.at), 3, 3);
}

/// Regions first, then the cities where most roads meet; what would cover another word is left out.
void TruckMap::draw_labels(QPainter& painter) const {
  const style::Theme& t = style::theme();
  std::vector<QRectF> taken;
  const auto is_free = [&](const QRectF& box) {
    return std::none_of(taken.begin(), taken.end(), [&](const QRectF& o) { return o.intersects(box); });
  };
  for (int i = 0; i < regions_.size(); ++i) {
    const scenario::Region& region = regions_.region(scenario::RegionId(static_cast<std::int16_t>(i)));
    QPolygonF polygon;
    for (const scenario::GeoPoint& p : region.corners) polygon << at(p);
    const QColor colour = t.category(static_cast<std::size_t>(i));
    const QString name = QString::fromStdString(region.name);
    painter.setFont(style::ui_font(10, QFont::DemiBold));
    const double w = painter.fontMetrics().horizontalAdvance(name) + 20;
    const QPointF centre(polygon.boundingRect().center().x(), polygon.boundingRect().top());
    const QRectF box(centre.x() - w / 2, centre.y() - 9, w, 18);
    if (!is_free(box)) continue;
    taken.push_back(box);
    strips::draw_pill_about(painter, centre, name, style::mixed(t.panel, colour, 0.28),
                            style::mixed(colour, t.text, 0.35), 6, viewport()->width() - 6.0);
  }
  std::vector<std::pair<int, const scenario::City*>> cities;
  for (const scenario::City& c : map_.cities()) {
    int roads = 0;
    for (const scenario::Road& r : map_.roads()) roads += &map_.city(r.a) == &c || &map_.city(r.b) == &c ? 1 : 0;
    cities.emplace_back(-roads, &c);
  }
  std::stable_sort(cities.begin(), cities.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [roads, city] : cities) {
    const QString name = QString::fromStdString(city->name);
    painter.setFont(style::ui_font(roads <= -5 ? 11.5 : 10, roads <= -5 ? QFont::DemiBold : QFont::Normal));
    const double w = painter.fontMetrics().horizontalAdvance(name);
    const QPointF base = at(city->at) + QPointF(-w / 2, -8);
    const QRectF box(base.x() - 2, base.y() - 11, w + 4, 14);
    if (!is_free(box)) continue;
    taken.push_back(box);
    draw_haloed(painter, base, name, style::faded(t.text, 0.8));
  }
}

void TruckMap::draw_scale(QPainter& painter) const {
  const style::Theme& t = style::theme();
  double km = 1;
  for (const double k : {2.0, 5.0, 10.0, 20.0, 50.0, 100.0})
    if (k * pixels_per_km() < 130) km = k;
  const double y = viewport()->height() - 20.0;
  painter.setPen(QPen(t.muted, 1.4));
  painter.drawLine(QPointF(22, y), QPointF(22 + km * pixels_per_km(), y));
  painter.setFont(style::ui_font(10));
  painter.drawText(QPointF(22, y - 6), QString("%1 km").arg(km));
}

/// What the signs of trucks mean, at the foot.
void TruckMap::draw_signs(QPainter& painter) const {
  const style::Theme& t = style::theme();
  painter.setFont(style::ui_font(10.5));
  const QString ring = tr("ring: where the truck is");
  const QString arrow = tr("arrow: where the dashboard shows it");
  const QFontMetricsF metrics(painter.font());
  const double height = 22 * style::font_scale();
  const double width = metrics.horizontalAdvance(ring) + metrics.horizontalAdvance(arrow) + 74;
  const QRectF box(viewport()->width() - width - 12, viewport()->height() - height - 10, width, height);
  painter.setPen(Qt::NoPen);
  painter.setBrush(style::faded(t.panel, 0.8));
  painter.drawRoundedRect(box, 7, 7);
  painter.setPen(QPen(t.muted, 1.2));
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(QPointF(box.left() + 14, box.center().y()), 3.4, 3.4);
  painter.drawText(box.adjusted(24, 0, 0, 0), Qt::AlignVCenter, ring);
  const double x = box.left() + 34 + metrics.horizontalAdvance(ring);
  style::draw_icon(painter, style::Icon::arrow, QRectF(x, box.center().y() - 7, 14, 14), t.muted);
  painter.setPen(t.muted);
  painter.drawText(QRectF(x + 19, box.top(), box.right() - x - 19, height), Qt::AlignVCenter, arrow);
}

void TruckMap::drawForeground(QPainter* painter, const QRectF&) { draw_callout(*painter); }

QString TruckMap::title(const view::TruckNow& truck) { return tr("Truck %1").arg(truck.truck); }

QString TruckMap::age_text(const view::TruckNow& truck) {
  if (truck.age_s < 0) return tr("not shown yet");
  return tr("%1 old, %2 km off").arg(style::span_text(truck.age_s)).arg(truck.error_km, 0, 'f', 2);
}

void TruckMap::draw_callout(QPainter& painter) const {
  const view::TruckNow* const truck = facts_.truck(selected_);
  if (truck == nullptr) return;
  const style::Theme& t = style::theme();
  const QPointF real = at(truck->real);
  const QPointF shown = truck->age_s < 0 ? real : at(truck->shown);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(t.text, 1.6));
  painter.drawEllipse(shown, 12, 12);
  painter.setPen(QPen(t.text, 1.2, Qt::DotLine));
  painter.drawLine(shown, real);
  painter.drawEllipse(real, 5, 5);

  // The panel beside the map says the rest.
  const bool lost = age_limits(*session_.spec()->trucks).of(truck->age_s) == Age::lost;
  const QString name = title(*truck);
  const QString age = age_text(*truck);
  const QFont bold = style::ui_font(12, QFont::DemiBold);
  const QFont plain = style::ui_font(11);
  const double line = 17 * style::font_scale();
  const double width =
      std::max(QFontMetricsF(bold).horizontalAdvance(name), QFontMetricsF(plain).horizontalAdvance(age)) + 22;
  QRectF box(shown.x() + 18, shown.y() - 2 * line - 26, width, 2 * line + 10);
  if (box.right() > viewport()->width() - 8) box.moveRight(shown.x() - 18);
  if (box.top() < 8) box.moveTop(shown.y() + 20);
  painter.setPen(QPen(t.border, 1));
  painter.setBrush(style::faded(t.panel, 0.95));
  painter.drawRoundedRect(box, 7, 7);
  const QRectF in = box.adjusted(10, 5, -8, -5);
  painter.setFont(bold);
  painter.setPen(t.text);
  painter.drawText(QRectF(in.left(), in.top(), in.width(), line), Qt::AlignVCenter, name);
  painter.setFont(plain);
  painter.setPen(lost ? t.bad : t.muted);
  painter.drawText(QRectF(in.left(), in.top() + line, in.width(), line), Qt::AlignVCenter, age);
}

}  // namespace trucks
