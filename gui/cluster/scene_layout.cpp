#include "gui/cluster/scene_layout.h"

#include <algorithm>
#include <cmath>

namespace cluster {
namespace {

constexpr double kMargin = 12;
constexpr double kTitle = 22;
constexpr double kGap = 14;

int divided_up(int a, int b) { return (a + b - 1) / b; }

std::vector<QRectF> column_of(const QRectF& in, int count, double most, double least, double gap) {
  std::vector<QRectF> all;
  if (count == 0) return all;
  const double each = (in.height() - gap * (count - 1)) / count;
  const double height = std::clamp(each, least, most);
  // More than there is room for stand in columns.
  const int rows = std::max(1, std::min(count, static_cast<int>((in.height() + gap) / (height + gap))));
  const int columns = divided_up(count, rows);
  const double width = (in.width() - 4.0 * (columns - 1)) / columns;
  for (int i = 0; i < count; ++i)
    all.emplace_back(in.left() + (width + 4) * (i / rows), in.top() + (height + gap) * (i % rows), width, height);
  return all;
}

void place_zookeeper(SceneLayout& l, int count, const QRectF& middle) {
  if (count == 0) return;
  const double title = 132;
  const double width = std::clamp((middle.width() - title) / count - 12, 74.0, 168.0);
  const double whole = title + count * (width + 12) - 12;
  const double left = std::max(kMargin, middle.center().x() - whole / 2);
  l.zookeeper_title = QRectF(left, kMargin, title - 10, 32);
  for (int i = 0; i < count; ++i) l.zookeeper.emplace_back(left + title + i * (width + 12), kMargin, width, 32);
}

/// Columns so that cards are about as wide as high, or a little narrower: replicas stand in them in two columns or
/// more.
void place_brokers(SceneLayout& l, int count, const QRectF& in) {
  if (count == 0) return;
  int best_columns = 1;
  double best = 0;
  const double gap = count <= 12 ? kGap : count <= 40 ? 8 : 4;
  for (int columns = 1; columns <= count; ++columns) {
    const int rows = divided_up(count, columns);
    const double w = (in.width() - gap * (columns - 1)) / columns;
    const double h = (in.height() - gap * (rows - 1)) / rows;
    const double size = std::min(w, h * 0.95) - 0.001 * std::abs(columns * rows - count);
    const bool readable = w >= 176 || count > 12;
    const double score = readable ? size : size * 0.8;
    if (score <= best) continue;
    best = score;
    best_columns = columns;
  }
  if (count <= 4 && in.width() / count >= 150) best_columns = count;
  l.broker_columns = best_columns;
  const int rows = divided_up(count, best_columns);
  const double w = (in.width() - gap * (best_columns - 1)) / best_columns;
  const double h = (in.height() - gap * (rows - 1)) / rows;
  for (int i = 0; i < count; ++i)
    l.brokers.emplace_back(in.left() + (i % best_columns) * (w + gap), in.top() + (i / best_columns) * (h + gap), w, h);
}

double member_room(const view::GroupNow& group) {
  return 50.0 * static_cast<double>(std::max<std::size_t>(1, group.members.size()));
}

/// Each group as high as its members ask for, all of them together as high as there is room.
void place_groups(SceneLayout& l, const view::Snapshot& s, const QRectF& in) {
  const double head = 54;
  const double foot = 10;
  double wanted = 0;
  for (const view::GroupNow& g : s.groups) wanted += head + foot + member_room(g);
  const double room = in.height() - 10.0 * std::max<double>(0, static_cast<double>(s.groups.size()) - 1);
  const double share = std::min(1.0, room / std::max(1.0, wanted));
  double y = in.top();
  for (const view::GroupNow& g : s.groups) {
    const double members = member_room(g);
    const double height = std::max(22.0, (head + foot + members) * share);
    const QRectF card(in.left(), y, in.width(), height);
    l.groups.push_back(card);
    const double top = height > 110 ? head : height > 44 ? 26 : height;
    const QRectF inner(card.left() + 8, card.top() + top, card.width() - 16, std::max(0.0, height - top - 8));
    l.members.push_back(inner.height() < 8 ? std::vector<QRectF>()
                                           : column_of(inner, static_cast<int>(g.members.size()), 46, 10, 4));
    y += height + 10;
  }
}

}  // namespace

SceneLayout SceneLayout::of(const view::Snapshot& s, QSizeF size) {
  SceneLayout l;
  l.size = size;
  const double w = size.width();
  const double left = s.producers.empty() ? 0 : std::clamp(w * 0.12, 118.0, 170.0);
  const double right = s.groups.empty() ? 0 : std::clamp(w * 0.165, 158.0, 230.0);
  const double top = s.zookeeper.empty() ? kMargin : kMargin + 32 + 26;
  const double bottom = size.height() - kMargin;
  const double between = std::clamp(w * 0.028, 22.0, 44.0);
  const QRectF middle(QPointF(kMargin + (left > 0 ? left + between : 0), top),
                      QPointF(w - kMargin - (right > 0 ? right + between : 0), bottom));
  place_zookeeper(l, static_cast<int>(s.zookeeper.size()), middle);
  place_brokers(l, static_cast<int>(s.brokers.size()), middle);
  const double side = std::max(kMargin + kTitle, top);
  if (left > 0) {
    l.producers_title = QRectF(kMargin, side - kTitle, left, kTitle - 4);
    l.producers =
        column_of(QRectF(kMargin, side, left, bottom - side), static_cast<int>(s.producers.size()), 126, 30, 10);
  }
  if (right > 0) {
    l.groups_title = QRectF(w - kMargin - right, side - kTitle, right, kTitle - 4);
    place_groups(l, s, QRectF(w - kMargin - right, side, right, bottom - side));
  }
  return l;
}

CellGrid CellGrid::fit(const QRectF& area, int cells) {
  CellGrid g;
  g.origin = area.topLeft();
  if (cells <= 0 || area.width() < 2 || area.height() < 2) {
    g.look = Look::summed;
    return g;
  }
  double best = 0;
  for (int columns = 1; columns <= std::min(cells, 4); ++columns) {
    const int rows = divided_up(cells, columns);
    const double w = (area.width() - 7.0 * (columns - 1)) / columns;
    const double h = (area.height() - 7.0 * (rows - 1)) / rows;
    if (w < kFullWidth || h < kFullHeight) continue;
    const double score = std::min(w / 1.5, h);
    if (score <= best) continue;
    best = score;
    g = {Look::full, columns, QSizeF(w, std::min(h, 96.0)), 7, area.topLeft()};
  }
  if (best > 0) return g;
  for (int columns = 1; columns <= cells; ++columns) {
    const int rows = divided_up(cells, columns);
    const double gap = std::min(area.width() / columns, area.height() / rows) > 9 ? 3 : 1;
    const double w = (area.width() - gap * (columns - 1)) / columns;
    const double h = (area.height() - gap * (rows - 1)) / rows;
    const double size = std::min({w, h, 28.0});
    if (size < best) continue;  // of equal ones the widest
    best = size;
    g.columns = columns;
    g.gap = gap;
    g.cell = QSizeF(std::min({w, size * 1.25, 34.0}), size);
  }
  g.look = best < kLeast ? Look::summed : best < kNumber ? Look::colour : Look::number;
  return g;
}

}  // namespace cluster
