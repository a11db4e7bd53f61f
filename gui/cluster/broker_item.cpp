#include "gui/cluster/broker_item.h"

#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "gui/cluster/cell_painter.h"
#include "gui/cluster/paint_kit.h"
#include "gui/style/format.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"

namespace cluster {
namespace {

constexpr double kWideCard = 118;  // has a line of numbers
constexpr double kRoomy = 156;     // with whole words
constexpr double kThreeGauges = 196;
constexpr double kHighCard = 118;  // has gauges
constexpr double kCompact = 44;    // has its number

int out_of_sync(const view::BrokerNow& b) {
  return static_cast<int>(std::count_if(b.replicas.begin(), b.replicas.end(), [](const view::ReplicaNow& r) {
    return r.look == view::ReplicaLook::out_of_sync;
  }));
}

}  // namespace

BrokerItem::BrokerItem(const SceneState& state, std::int32_t id, const QString& name)
    : EntityItem(state, Kind::broker, name), id_(id) {}

const view::BrokerNow* BrokerItem::broker() const {
  if (!state().now) return nullptr;
  for (const view::BrokerNow& b : state().now->brokers)
    if (b.id == id_) return &b;
  return nullptr;
}

/// Contents grow with the zoom once a card shows everything; until then zooming shows more.
void BrokerItem::look_again() {
  const view::BrokerNow* const b = broker();
  const double zoom = std::max(1.0, state().zoom);
  const double most = std::min(size().width() * zoom / kWideCard, size().height() * zoom / kHighCard);
  scale_ = std::clamp(std::min(zoom, most), 1.0, zoom) / zoom;  // of a unit of the contents, in the scene's
  const QSizeF inside = size() / scale_;
  head_ = inside.width() < kCompact || inside.height() < kCompact ? 4
          : inside.width() < kWideCard || inside.height() < 84    ? 22
          : inside.height() < kHighCard                           ? 52
                                                                  : 72;
  const double edge = inside.width() < kCompact ? 3 : inside.width() < kWideCard ? 5 : 11;
  const QRectF area(edge, head_, inside.width() - 2 * edge, inside.height() - head_ - edge);
  const int count = b == nullptr ? 0 : static_cast<int>(b->replicas.size());
  grid_ = CellGrid::fit(area, count);
  area_ = area;
  cell_scale_ = scale_;
  if (grid_.look != CellGrid::Look::full && scale_ > 1 / zoom) {
    // Numbers and colours do not grow: where there is more room there is more to see.
    const double k = scale_ * zoom;
    cell_scale_ = 1 / zoom;
    area_ = QRectF(area.topLeft() * k, area.size() * k);
    grid_ = CellGrid::fit(area_, count);
  }
  current_ = std::min(current_, count - 1);
  EntityItem::look_again();
}

QRectF BrokerItem::cell_rect(int i) const {
  const QRectF r = grid_.rect(i);
  return {r.topLeft() * cell_scale_, r.size() * cell_scale_};
}

QPointF BrokerItem::cell_centre(kafka::TopicPartition tp) const {
  const view::BrokerNow* const b = broker();
  if (b != nullptr && grid_.look != CellGrid::Look::summed) {
    const auto it =
        std::find_if(b->replicas.begin(), b->replicas.end(), [&](const view::ReplicaNow& r) { return r.tp == tp; });
    if (it != b->replicas.end()) {
      const QRectF r = cell_rect(static_cast<int>(it - b->replicas.begin()));
      return pos() + (grid_.look == CellGrid::Look::full
                          ? QPointF(r.right() - 14 * cell_scale_, r.bottom() - 10 * cell_scale_)
                          : r.center());
    }
  }
  return place().center();
}

std::pair<EntityItem::Kind, QString> BrokerItem::thing_at(const QPointF& local) const {
  const view::BrokerNow* const b = broker();
  if (b != nullptr && grid_.look != CellGrid::Look::summed && grid_.cell.height() * cell_scale_ * state().zoom >= 6) {
    for (std::size_t i = 0; i < b->replicas.size(); ++i) {
      if (!cell_rect(static_cast<int>(i)).contains(local)) continue;
      if (const view::PartitionNow* const p = state().partition(b->replicas[i].tp))
        return {Kind::partition, QString::fromStdString(p->name)};
    }
  }
  return {kind(), name()};
}

QRectF BrokerItem::place_of(const QString& thing) const {
  const view::BrokerNow* const b = broker();
  if (b == nullptr || grid_.look == CellGrid::Look::summed) return place();
  for (std::size_t i = 0; i < b->replicas.size(); ++i) {
    const view::PartitionNow* const p = state().partition(b->replicas[i].tp);
    if (p != nullptr && thing == QString::fromStdString(p->name))
      return cell_rect(static_cast<int>(i)).translated(pos());
  }
  return place();
}

void BrokerItem::move_cell(int by) {
  const view::BrokerNow* const b = broker();
  const int count = b == nullptr || grid_.look == CellGrid::Look::summed ? 0 : static_cast<int>(b->replicas.size());
  if (count == 0) return;
  current_ = std::clamp(current_ + by, 0, count - 1);
  Q_EMIT partition_hovered(thing_at(current_point()).second);
  update();
}

void BrokerItem::leave_cells() {
  if (current_ >= 0) Q_EMIT partition_hovered({});
  current_ = -1;
  update();
}

QPointF BrokerItem::current_point() const { return current_ < 0 ? QPointF(4, 4) : cell_rect(current_).center(); }

// ---- words

/// The first of them that fits is shown, from the whole sentence down to what matters most.
QStringList BrokerItem::subtitles(const view::BrokerNow& b) const {
  const QStringList whole{subtitle(b)};
  const QString left = b.session_left ? QString::number(sim::to_seconds(*b.session_left), 'f', 1) : QString();
  if (b.state == kafka::MachineState::stopped && b.session_left)
    return whole + QStringList{tr("DOWN  session: %1 s left").arg(left), tr("DOWN  %1 s left").arg(left)};
  if (b.state == kafka::MachineState::paused && b.session_left)
    return whole + QStringList{tr("STILL  session: %1 s").arg(left), tr("STILL  %1 s").arg(left)};
  if (b.state == kafka::MachineState::stopped) return whole + QStringList{tr("DOWN")};
  if (b.state == kafka::MachineState::stopping) return whole + QStringList{tr("stops, leads %1").arg(b.leaders)};
  if (b.state == kafka::MachineState::running && !b.registered) return whole + QStringList{tr("not registered")};
  if (const int late = out_of_sync(b)) return whole + QStringList{tr("%n not in ISR", nullptr, late)};
  return whole + QStringList{tr("leads %1   in %2").arg(b.leaders).arg(style::bytes_rate_text(b.bytes_in)),
                             tr("leads %1").arg(b.leaders)};
}

QString BrokerItem::subtitle(const view::BrokerNow& b) const {
  const QString left = b.session_left ? QString::number(sim::to_seconds(*b.session_left), 'f', 1) : QString();
  switch (b.state) {
    case kafka::MachineState::stopped:
      if (b.session_left) return tr("DOWN  ZooKeeper still sees it: %1 s left").arg(left);
      return b.registered ? tr("DOWN  still in /brokers/ids") : tr("DOWN  its session is over");
    case kafka::MachineState::paused:
      return b.session_left ? tr("STANDS STILL  session expires in %1 s").arg(left) : tr("STANDS STILL");
    case kafka::MachineState::stopping:
      return tr("controlled shutdown, %1 leaders left").arg(b.leaders);
    case kafka::MachineState::running:
      break;
  }
  if (!b.registered) return tr("runs, not in /brokers/ids");
  if (const int late = out_of_sync(b)) return tr("catching up: %n replica(s) not in ISR", nullptr, late);
  return tr("leads %1   in %2   out %3")
      .arg(b.leaders)
      .arg(style::bytes_rate_text(b.bytes_in), style::bytes_rate_text(b.bytes_out));
}

QString BrokerItem::describe() const {
  const view::BrokerNow* const b = broker();
  if (b == nullptr) return name();
  QString text = name() + ": " + state_text(b->state);
  if (b->controller) text += tr(", controller");
  if (!b->faults.empty()) text += tr(", fault %1").arg(QString::fromStdString(b->faults));
  return text + ", " + subtitle(*b).simplified();
}

// ---- painting

void BrokerItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const view::BrokerNow* const b = broker();
  if (b == nullptr) return;
  const style::Theme& t = style::theme();
  QPainter& p = *painter;
  p.save();
  p.scale(scale_, scale_);
  const QSizeF inside = size() / scale_;
  const bool down = b->state == kafka::MachineState::stopped;
  const bool warned = !down && (b->state != kafka::MachineState::running || !b->faults.empty() || out_of_sync(*b) > 0 ||
                                !b->registered);
  const QColor fill = down ? style::mixed(t.panel, t.bad, t.dark() ? 0.09 : 0.06) : t.panel;
  draw_card(p, QRectF(QPointF(0, 0), inside),
            down     ? t.bad
            : warned ? t.warn
                     : t.border,
            fill, std::min(10.0, inside.width() / 8));
  if (head_ > 10) paint_head(p, *b, inside);
  if (head_ >= 52) {
    const QStringList texts = subtitles(*b);
    const double room = inside.width() - 24;
    const auto fits = std::find_if(texts.begin(), texts.end(),
                                   [&](const QString& text) { return text_width(text, scene_font(11)) <= room; });
    draw_line_of_text(p, QRectF(14, 33, room, 16), fits == texts.end() ? texts.back() : *fits, scene_font(11),
                      down     ? t.bad
                      : warned ? t.warn
                               : t.muted);
  }
  if (head_ > 60 && !down) paint_gauges(p, *b, inside);
  p.scale(cell_scale_ / scale_, cell_scale_ / scale_);
  CellPainter(p, state(), *b).draw(grid_, area_, down);
  p.restore();
  if (current_ < 0 || !hasFocus()) return;
  p.setPen(QPen(t.text, 1.6 / state().zoom, Qt::DotLine));
  p.setBrush(Qt::NoBrush);
  p.drawRect(cell_rect(current_).adjusted(-1, -1, 1, 1));
}

void BrokerItem::paint_head(QPainter& p, const view::BrokerNow& b, const QSizeF& inside) const {
  const style::Theme& t = style::theme();
  const bool wide = inside.width() >= kWideCard;
  const double y = wide ? 20 : 12;
  draw_led(p, QPointF(wide ? 18 : 10, y), wide ? 4.5 : 3.2, b.state);
  const QFont font = scene_font(inside.width() >= kRoomy ? 14 : wide ? 12 : 10, QFont::DemiBold);
  const QString title = wide ? name() : QString::number(b.id);
  double x = wide ? 30 : 18;
  double right = inside.width() - (wide ? 12 : 5);
  if (!b.faults.empty()) {
    const QString letters = QString::fromStdString(b.faults);
    const QString text = inside.width() >= kRoomy ? tr("FAULT %1").arg(letters) : letters;
    const QFont chip = scene_font(wide ? 9.5 : 8, QFont::Bold);
    const QColor& back = b.state == kafka::MachineState::stopped ? t.bad : t.warn;
    const double height = wide ? 17 : 12;
    const double width = std::max(height, text_width(text, chip) + height * 0.6);
    right -= width;
    draw_chip(p, QPointF(right, y - height / 2), height, text, chip, back, ink_on(back));
    right -= 6;
  } else if (wide && !b.rack.empty()) {
    const QString rack = QString::fromStdString(b.rack);
    const double width = std::min(text_width(rack, scene_font(10)), inside.width() * 0.25);
    draw_line_of_text(p, QRectF(right - width, y - 8, width + 1, 16), rack, scene_font(10), t.faint,
                      Qt::AlignRight | Qt::AlignVCenter);
    right -= width + 6;
  }
  draw_line_of_text(p, QRectF(x, y - 9, right - x, 18), title, font, t.text);
  x += std::min(right - x, text_width(title, font)) + 8;
  if (!b.controller || right - x < 12) return;
  style::draw_icon(p, style::Icon::crown, QRectF(x, y - 8, wide ? 16 : 11, wide ? 16 : 11), t.warn, 1.2);
  const QFont small = scene_font(10, QFont::DemiBold);
  if (wide && right - x > 20 + text_width(tr("controller"), small))
    draw_line_of_text(p, QRectF(x + 20, y - 8, right - x - 20, 16), tr("controller"), small, t.warn);
}

void BrokerItem::paint_gauges(QPainter& p, const view::BrokerNow& b, const QSizeF& inside) const {
  const style::Theme& t = style::theme();
  const QFont font = scene_font(9.5);
  const QStringList titles{tr("handlers"), tr("disk"), tr("queue")};
  const std::array<double, 2> shares{b.handlers, b.disk};
  const int shown = inside.width() >= kThreeGauges ? 3 : 2;
  const double each = (inside.width() - 24 - 10 * (shown - 1)) / shown;
  for (int i = 0; i < shown; ++i) {
    const double x = 13 + i * (each + 10);
    const double label = std::min(each * 0.75, text_width(titles[i], font));
    draw_line_of_text(p, QRectF(x, 52, label + 1, 14), titles[i], font, t.faint);
    if (i == 2) {
      draw_line_of_text(p, QRectF(x + label + 5, 52, each - label - 5, 14),
                        style::count_text(static_cast<double>(b.request_queue)), font,
                        b.request_queue > 0 ? t.warn : t.muted);
      continue;
    }
    const double share = shares[static_cast<std::size_t>(i)];
    const QColor colour = share > 0.9 ? t.bad : share > 0.75 ? t.warn : style::mixed(t.muted, t.accent, 0.35);
    draw_bar(p, QRectF(x + label + 5, 57, std::max(6.0, each - label - 5), 5), share, colour);
  }
}

}  // namespace cluster
