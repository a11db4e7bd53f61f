// How a ScenarioSketch is drawn: small on a card, large in the preview.

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "gui/app/scenario_sketch.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"
#include "scenarios/engine/trucks/road_map.h"

namespace app {
namespace {

constexpr int kMostBrokers = 8;
constexpr int kMostClients = 6;

bool hit(const ScenarioSketch& s, int broker) {
  return std::any_of(s.mishaps.begin(), s.mishaps.end(), [&](const ScenarioSketch::Mishap& m) {
    return std::find(m.brokers.begin(), m.brokers.end(), broker) != m.brokers.end();
  });
}

/// A cell of a broker: the topic it belongs to, and whether it is the preferred leader.
struct Cell {
  std::size_t topic = 0;
  bool leads = false;
};

std::vector<Cell> cells_of(const ScenarioSketch& s, int broker) {
  std::vector<Cell> cells;
  for (std::size_t t = 0; t < s.topics.size(); ++t)
    for (const std::vector<int>& on : s.topics[t].replicas)
      if (const auto it = std::find(on.begin(), on.end(), broker); it != on.end())
        cells.push_back({t, it == on.begin()});
  return cells;
}

/// As many columns as make cells largest; what does not fit any more is left out.
void draw_cells(QPainter& p, const std::vector<Cell>& cells, const QRectF& in, double least) {
  if (cells.empty() || in.width() < least || in.height() < least) return;
  const style::Theme& t = style::theme();
  const auto count = static_cast<int>(cells.size());
  int best = 1;
  double side = 0;
  for (int columns = 1; columns <= count; ++columns) {
    const int rows = (count + columns - 1) / columns;
    const double size = std::min(in.width() / columns, in.height() / rows);
    if (size <= side) continue;
    side = size;
    best = columns;
  }
  side = std::max(side, least);
  best = std::max(1, std::min(best, static_cast<int>(in.width() / side)));
  const double w = in.width() / best;
  const double h = std::min({in.height() / ((count + best - 1) / best), w * 1.7, 24.0});
  const double gap = side > 7 ? 2 : 1;
  for (int i = 0; i < count; ++i) {
    const QRectF cell(in.left() + (i % best) * w, in.top() + (i / best) * std::max(h, least), w - gap,
                      std::max(h, least) - gap);
    if (cell.bottom() > in.bottom() + 0.5) break;
    const QColor& hue =
        t.category(cells[static_cast<std::size_t>(i)].topic == 0 ? 0 : cells[static_cast<std::size_t>(i)].topic + 1);
    p.setBrush(cells[static_cast<std::size_t>(i)].leads ? hue : style::mixed(t.panel, hue, 0.28));
    p.drawRoundedRect(cell, std::min(2.0, side / 5), std::min(2.0, side / 5));
  }
}

void draw_brokers(QPainter& p, const ScenarioSketch& s, const QRectF& in, bool named) {
  const style::Theme& t = style::theme();
  const int count = std::min(static_cast<int>(s.brokers.size()), kMostBrokers);
  if (count == 0) return;
  const double gap = named ? 8 : 5;
  const int columns = count <= 4 ? count : (count + 1) / 2;
  const int rows = (count + columns - 1) / columns;
  const double w = std::min((in.width() - gap * (columns - 1)) / columns, in.height() * 0.5);
  const double h = (in.height() - gap * (rows - 1)) / rows;
  const double left = in.center().x() - (w * columns + gap * (columns - 1)) / 2;
  for (int b = 0; b < count; ++b) {
    const QRectF card(left + (b % columns) * (w + gap), in.top() + (b / columns) * (h + gap), w, h);
    const bool fails = hit(s, b);
    p.setPen(QPen(fails ? t.bad : t.border, fails ? 1.5 : 1));
    p.setBrush(fails ? style::mixed(t.panel, t.bad, 0.1) : t.panel);
    p.drawRoundedRect(card, 4, 4);
    QRectF inside = card.adjusted(3, 3, -2, -2);
    if (named && h > 40 && w > 24) {
      p.setFont(style::ui_font(9.5, QFont::DemiBold));
      p.setPen(fails ? t.bad : t.text);
      const QString whole = "broker-" + s.brokers[static_cast<std::size_t>(b)];
      const bool fits = p.fontMetrics().horizontalAdvance(whole) < inside.width();
      p.drawText(QRectF(inside.left() + 2, inside.top(), inside.width(), 13), Qt::AlignVCenter,
                 fits ? whole : s.brokers[static_cast<std::size_t>(b)]);
      inside.setTop(inside.top() + 16);
    }
    p.setPen(Qt::NoPen);
    draw_cells(p, cells_of(s, b), inside, named ? 3.5 : 2.5);
  }
}

/// Members of each group, one below the other, as wide as what they may share.
void draw_members(QPainter& p, const ScenarioSketch& s, const QRectF& in) {
  const style::Theme& t = style::theme();
  int members = 0;
  for (const ScenarioSketch::Client& g : s.groups) members += std::min(g.count, kMostClients);
  if (members == 0) return draw_brokers(p, s, in, false);
  const double gap = 3;
  const double h = std::min(26.0, (in.height() - gap * (members - 1)) / members);
  double y = in.center().y() - (h * members + gap * (members - 1)) / 2;
  p.setPen(Qt::NoPen);
  for (std::size_t g = 0; g < s.groups.size(); ++g) {
    const int shown = std::min(s.groups[g].count, kMostClients);
    for (int m = 0; m < shown; ++m, y += h + gap) {
      // Partitions shared out one by one; who is left over is empty.
      const int own =
          s.groups[g].partitions / s.groups[g].count + (m < s.groups[g].partitions % s.groups[g].count ? 1 : 0);
      const QColor& hue = t.category(g == 0 ? 0 : g + 1);
      p.setBrush(style::mixed(t.panel, hue, 0.22));
      p.drawRoundedRect(QRectF(in.left(), y, in.width(), h), 2, 2);
      const int blocks = std::min(own, 8);
      for (int i = 0; i < blocks; ++i) {
        p.setBrush(hue);
        const double w = in.width() / std::max(blocks, 1);
        p.drawRoundedRect(QRectF(in.left() + i * w + 0.8, y + 0.8, w - 1.6, h - 1.6), 2, 2);
      }
    }
  }
}

/// The roads of the trucks.
void draw_roads(QPainter& p, const QRectF& in) {
  static const scenario::RoadMap kMap = scenario::RoadMap::netherlands();
  const style::Theme& t = style::theme();
  scenario::GeoPoint least{90, 180};
  scenario::GeoPoint most{-90, -180};
  for (const scenario::City& c : kMap.cities()) {
    least = {std::min(least.latitude, c.at.latitude), std::min(least.longitude, c.at.longitude)};
    most = {std::max(most.latitude, c.at.latitude), std::max(most.longitude, c.at.longitude)};
  }
  const double shrink = 0.615;  // a degree of longitude there, in degrees of latitude
  const double scale = std::min(in.width() / ((most.longitude - least.longitude) * shrink),
                                in.height() / (most.latitude - least.latitude));
  const scenario::GeoPoint middle = scenario::on_line(least, most, 0.5);
  const auto at = [&](scenario::GeoPoint g) {
    return in.center() +
           QPointF((g.longitude - middle.longitude) * shrink * scale, (middle.latitude - g.latitude) * scale);
  };
  QVector<QLineF> lines;
  for (const scenario::Road& r : kMap.roads()) lines << QLineF(at(kMap.city(r.a).at), at(kMap.city(r.b).at));
  p.setPen(QPen(t.faint, 1.2));
  p.drawLines(lines);
  p.setPen(Qt::NoPen);
  p.setBrush(t.accent);
  for (const scenario::City& c : kMap.cities()) p.drawEllipse(at(c.at), 1.5, 1.5);
}

void draw_clients(QPainter& p, const std::vector<ScenarioSketch::Client>& clients, const QRectF& in, bool groups) {
  const style::Theme& t = style::theme();
  const auto shown = std::min<std::size_t>(clients.size(), kMostClients);
  if (shown == 0) return;
  const double gap = 6;
  const double h = std::min(44.0, (in.height() - gap * static_cast<double>(shown - 1)) / static_cast<double>(shown));
  for (std::size_t i = 0; i < shown; ++i) {
    const ScenarioSketch::Client& c = clients[i];
    const QRectF card(in.left(), in.top() + static_cast<double>(i) * (h + gap), in.width(), h);
    p.setPen(QPen(t.border, 1));
    p.setBrush(t.panel);
    p.drawRoundedRect(card, 4, 4);
    p.setFont(style::ui_font(9.5, QFont::DemiBold));
    p.setPen(t.text);
    const QRectF line(card.left() + 5, card.top() + 2, card.width() - 8, 13);
    p.drawText(line, Qt::AlignVCenter,
               p.fontMetrics().elidedText(c.name, Qt::ElideRight, static_cast<int>(line.width())));
    if (h < 28) continue;
    p.setPen(Qt::NoPen);
    p.setBrush(groups ? t.category(i == 0 ? 2 : i + 2) : t.accent);
    const int dots = std::min(c.count, static_cast<int>((card.width() - 38) / 7));
    for (int d = 0; d < dots; ++d) p.drawRoundedRect(QRectF(card.left() + 5 + d * 7, card.top() + 18, 5, 7), 1.5, 1.5);
    p.setFont(style::ui_font(9));
    p.setPen(t.muted);
    if (c.count > 1)
      p.drawText(QRectF(card.left() + 9 + dots * 7, card.top() + 15, 40, 13), Qt::AlignVCenter,
                 style::count_text(c.count));
  }
}

/// What goes wrong when, and the steps of the lesson.
void draw_times(QPainter& p, const ScenarioSketch& s, const QRectF& in) {
  const style::Theme& t = style::theme();
  if (s.duration <= 0) return;
  const auto x = [&](double seconds) { return in.left() + in.width() * std::clamp(seconds / s.duration, 0.0, 1.0); };
  const QRectF bar(in.left(), in.top() + 14, in.width(), 7);
  p.setPen(Qt::NoPen);
  p.setBrush(t.grid);
  p.drawRoundedRect(bar, 3, 3);
  double free = in.left();
  for (const ScenarioSketch::Mishap& m : s.mishaps) {
    p.setPen(Qt::NoPen);
    p.setBrush(style::faded(t.bad, 0.45));
    p.drawRect(QRectF(x(m.begin), bar.top(), std::max(1.5, x(m.end) - x(m.begin)), bar.height()));
    p.setFont(style::ui_font(9, QFont::DemiBold));
    const double width = p.fontMetrics().horizontalAdvance(m.words);
    const double left = std::min(x(m.begin), in.right() - width);
    if (left < free) continue;
    free = left + width + 8;
    p.setPen(t.bad);
    p.drawText(QRectF(left, in.top(), width + 2, 13), Qt::AlignVCenter, m.words);
  }
  p.setPen(Qt::NoPen);
  p.setBrush(t.accent);
  for (const double step : s.steps)
    p.drawPolygon(QPolygonF({QPointF(x(step), bar.center().y() - 5), QPointF(x(step) + 4, bar.center().y()),
                             QPointF(x(step), bar.center().y() + 5), QPointF(x(step) - 4, bar.center().y())}));
  p.setFont(style::ui_font(9));
  p.setPen(t.faint);
  p.drawText(QRectF(in.left(), bar.bottom() + 2, in.width(), 12), Qt::AlignVCenter, "00:00");
  p.drawText(QRectF(in.left(), bar.bottom() + 2, in.width(), 12), Qt::AlignVCenter | Qt::AlignRight,
             style::clock_text(s.duration, false));
}

void draw_ensemble(QPainter& p, const ScenarioSketch& s, const QRectF& in) {
  const style::Theme& t = style::theme();
  const int shown = std::min(s.zookeepers, 7);
  const double w = std::min(58.0, in.width() / std::max(1, shown) - 6);
  double x = in.center().x() - (w + 6) * shown / 2 + 3;
  p.setFont(style::ui_font(9));
  for (int i = 0; i < shown; ++i, x += w + 6) {
    p.setPen(QPen(t.border, 1));
    p.setBrush(t.panel);
    p.drawRoundedRect(QRectF(x, in.top(), w, in.height()), in.height() / 2, in.height() / 2);
    p.setPen(t.muted);
    p.drawText(QRectF(x, in.top(), w, in.height()), Qt::AlignCenter, QString("zk-%1").arg(i + 1));
  }
}

}  // namespace

void draw_card_sketch(QPainter& painter, const ScenarioSketch& s, SketchKind kind, const QRectF& in) {
  painter.setRenderHint(QPainter::Antialiasing);
  switch (kind) {
    case SketchKind::map:
      return draw_roads(painter, in);
    case SketchKind::group:
      return draw_members(painter, s, in);
    case SketchKind::cluster:
      return draw_brokers(painter, s, in, false);
  }
}

void draw_sketch(QPainter& painter, const ScenarioSketch& s, const QRectF& in) {
  painter.setRenderHint(QPainter::Antialiasing);
  const style::Theme& t = style::theme();
  const double times = 36;
  draw_ensemble(painter, s, QRectF(in.left(), in.top(), in.width(), 16));
  const QRectF middle(in.left(), in.top() + 26, in.width(), in.height() - 26 - times - 8);
  const double side = in.width() * 0.2;
  const QRectF left(middle.left(), middle.top(), s.producers.empty() ? 0 : side, middle.height());
  const QRectF right(middle.right() - (s.groups.empty() ? 0 : side), middle.top(), s.groups.empty() ? 0 : side,
                     middle.height());
  const QRectF centre(left.right() + 14, middle.top(), right.left() - left.right() - 28, middle.height());
  painter.setPen(QPen(style::faded(t.accent, 0.45), 1.4));
  if (!s.producers.empty())
    painter.drawLine(QPointF(left.right(), left.top() + 20), QPointF(centre.left(), left.top() + 20));
  if (!s.groups.empty())
    painter.drawLine(QPointF(centre.right(), right.top() + 20), QPointF(right.left(), right.top() + 20));
  draw_clients(painter, s.producers, left, false);
  draw_clients(painter, s.groups, right, true);
  draw_brokers(painter, s, centre, true);
  draw_times(painter, s, QRectF(in.left() + 4, in.bottom() - times, in.width() - 8, times));
}

SketchView::SketchView(QWidget* parent) : QWidget(parent) {
  setObjectName("scenario-sketch");
  setFixedHeight(static_cast<int>(212 * style::font_scale()));
}

void SketchView::show_sketch(const ScenarioSketch& sketch) {
  sketch_ = sketch;
  setAccessibleName(tr("What is there when it begins: %1").arg(sketch.describe()));
  update();
}

void SketchView::paintEvent(QPaintEvent*) {
  const style::Theme& t = style::theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(t.border, 1));
  painter.setBrush(t.bg);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
  draw_sketch(painter, sketch_, QRectF(rect()).adjusted(10, 10, -10, -8));
}

}  // namespace app
