#include "gui/trucks/truck_layer.h"

#include <QPainter>
#include <map>

#include "gui/style/theme.h"

namespace trucks {
namespace {

/// Where what is shown is not where the truck is.
void draw_tethers(QPainter& painter, const TruckMap& map, const std::vector<view::TruckNow>& all) {
  std::map<QRgb, QVector<QLineF>> by_colour;
  for (const view::TruckNow& t : all)
    if (t.age_s >= 0) by_colour[map.colour_of(t).rgb()] << QLineF(map.at(t.shown), map.at(t.real));
  for (const auto& [colour, lines] : by_colour) {
    painter.setPen(QPen(style::faded(QColor::fromRgb(colour), 0.65), 1.2));
    painter.drawLines(lines);
  }
}

void draw_rings(QPainter& painter, const TruckMap& map, const std::vector<view::TruckNow>& all) {
  painter.setBrush(Qt::NoBrush);
  for (const view::TruckNow& t : all) {
    painter.setPen(QPen(style::faded(map.colour_of(t), t.age_s < 0 ? 1 : 0.75), 1.1));
    painter.drawEllipse(map.at(t.real), 2.8, 2.8);
  }
}

void draw_arrows(QPainter& painter, const TruckMap& map, const std::vector<view::TruckNow>& all) {
  static const QPolygonF kArrow({{0, -8.4}, {5.2, 5.4}, {0, 2.8}, {-5.2, 5.4}});
  for (const view::TruckNow& t : all) {
    if (t.age_s < 0) continue;
    painter.save();
    painter.translate(map.at(t.shown));
    painter.rotate(t.heading);
    painter.setPen(QPen(style::theme().bg, 1));
    painter.setBrush(map.colour_of(t));
    painter.drawPolygon(kArrow);
    painter.restore();
  }
}

void draw_alerts(QPainter& painter, const TruckMap& map, const bridge::Session& session) {
  const style::Theme& theme = style::theme();
  const auto& trucks = session.snapshot()->trucks->trucks;
  const auto& alerts = session.record().alerts();
  for (auto a = alerts.rbegin(); a != alerts.rend(); ++a) {
    if (!a->time || *a->time > session.now()) continue;
    const double since = sim::to_seconds(session.now() - *a->time);
    if (since > TruckMap::kFlashSeconds) break;
    const view::TruckNow& t = trucks[static_cast<std::size_t>(a->truck) - 1];
    const QColor colour = a->verdict != scenario::Verdict::true_alert ? theme.bad : a->enters ? theme.ok : theme.warn;
    painter.setPen(QPen(style::faded(colour, 1 - since / TruckMap::kFlashSeconds), 2));
    painter.setBrush(Qt::NoBrush);
    const double radius = 9 + since * 3.4;
    painter.drawEllipse(map.at(t.age_s >= 0 ? t.shown : t.real), radius, radius);
  }
}

/// The chosen truck's way: a line where it drove, a square where each report was shown.
void draw_track(QPainter& painter, const TruckMap& map) {
  const TruckMap::Track track = map.track();
  if (track.real.size() < 2) return;
  const style::Theme& t = style::theme();
  QVector<QLineF> lines;
  for (std::size_t i = 1; i < track.real.size(); ++i) lines << QLineF(map.at(track.real[i - 1]), map.at(track.real[i]));
  painter.setPen(QPen(style::faded(t.text, 0.8), 2.2, Qt::SolidLine, Qt::RoundCap));
  painter.drawLines(lines);
  painter.setPen(QPen(t.bg, 1));
  painter.setBrush(t.text);
  for (const scenario::GeoPoint& p : track.shown) painter.drawRect(QRectF(map.at(p) - QPointF(3, 3), QSizeF(6, 6)));
}

}  // namespace

void draw_trucks(QPainter& painter, const TruckMap& map, const bridge::Session& session) {
  if (!session.snapshot() || !session.snapshot()->trucks) return;
  const std::vector<view::TruckNow>& all = session.snapshot()->trucks->trucks;
  painter.setRenderHint(QPainter::Antialiasing);
  draw_track(painter, map);
  draw_tethers(painter, map, all);
  draw_rings(painter, map, all);
  draw_arrows(painter, map, all);
  draw_alerts(painter, map, session);
}

}  // namespace trucks
