#include "gui/app/health_strip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"

namespace app {
namespace {

constexpr double kGap = 8;
constexpr double kHistorySeconds = 30;
constexpr int kNarrowStrip = 1300;  // below this width of the strip, notes and histories are left out

using State = HealthTile::State;

QColor colour_of(State state) {
  const style::Theme& t = style::theme();
  return state == State::bad ? t.bad : state == State::warning ? t.warn : t.ok;
}

style::Icon icon_of(State state) {
  return state == State::bad ? style::Icon::cross : state == State::warning ? style::Icon::warning : style::Icon::check;
}

/// "0, really 3" where what operators are told is not so.
QString both(std::int32_t shown, std::int32_t truth) {
  const QString value = QString::number(shown);
  return shown == truth ? value : HealthStrip::tr("%1, really %2").arg(value).arg(truth);
}

/// Asked for each time: another language may have been chosen.
QString short_title(const QString& id) {
  if (id == "brokers") return HealthStrip::tr("Brokers");
  if (id == "controllers") return HealthStrip::tr("Controllers");
  if (id == "under-replicated") return HealthStrip::tr("Under-repl.");
  if (id == "offline") return HealthStrip::tr("Offline");
  if (id == "under-min-isr") return HealthStrip::tr("< min ISR");
  if (id == "unclean") return HealthStrip::tr("Unclean");
  if (id == "latency") return HealthStrip::tr("p99");
  if (id == "lag") return HealthStrip::tr("Lag");
  if (id == "lost") return HealthStrip::tr("Lost");
  return {};
}

/// As operators write them.
QString shortest_title(const QString& id) {
  if (id == "controllers") return HealthStrip::tr("Ctrl.");
  if (id == "under-replicated") return HealthStrip::tr("URP");
  if (id == "throughput") return HealthStrip::tr("In");
  return {};
}

/// The whole title or, where it does not fit, a short one.
QString fitting_title(const HealthTile& tile, const QFontMetrics& metrics, double width) {
  QString last = tile.title;
  for (const QString& title : {tile.title, short_title(tile.id), shortest_title(tile.id)}) {
    if (title.isEmpty()) continue;
    if (metrics.horizontalAdvance(title) <= width) return title;
    last = title;
  }
  return metrics.elidedText(last, Qt::ElideRight, static_cast<int>(width));
}

State bad_unless_zero(std::int32_t shown, std::int32_t truth, State how) {
  return shown != 0 || truth != 0 ? how : State::ok;
}

}  // namespace

std::vector<HealthTile> health_tiles(const view::Snapshot& s, bool operators) {
  const view::HealthNow& h = operators ? s.operators : s.truth;
  const view::HealthNow& t = s.truth;
  const auto tr = [](const char* text) { return HealthStrip::tr(text); };
  std::vector<HealthTile> tiles;
  QString online = QString("%1 / %2").arg(h.brokers_online).arg(h.brokers);
  if (h.brokers_online != t.brokers_online) online += HealthStrip::tr(", really %1").arg(t.brokers_online);
  tiles.push_back({"brokers", tr("Brokers online"), online, "",
                   t.brokers_online < t.brokers || h.brokers_online < h.brokers ? State::bad : State::ok, ""});
  QString controller;
  for (const view::BrokerNow& b : s.brokers)
    if (b.controller) controller = QString::fromStdString(b.name);
  tiles.push_back({"controllers", tr("Active controllers"), both(h.controllers, t.controllers), controller,
                   h.controllers == 1 && t.controllers == 1 ? State::ok : State::bad, ""});
  tiles.push_back({"under-replicated", tr("Under-replicated"), both(h.under_replicated, t.under_replicated), "",
                   bad_unless_zero(h.under_replicated, t.under_replicated, State::warning),
                   operators ? "operator/under-replicated" : "replication/under-replicated"});
  tiles.push_back({"offline", tr("Offline partitions"), both(h.offline, t.offline), "",
                   bad_unless_zero(h.offline, t.offline, State::bad),
                   operators ? "operator/offline" : "replication/offline"});
  tiles.push_back({"under-min-isr", tr("Under min ISR"), both(h.under_min_isr, t.under_min_isr), "",
                   bad_unless_zero(h.under_min_isr, t.under_min_isr, State::bad),
                   operators ? "operator/under-min-isr" : "replication/under-min-isr"});
  tiles.push_back({"unclean", tr("Unclean elections"), QString::number(h.unclean_elections), "",
                   h.unclean_elections > 0 ? State::bad : State::ok, ""});
  tiles.push_back(
      {"throughput", tr("Records in"), style::bytes_rate_text(h.bytes_in), "", State::ok, "cluster/records"});
  const QString none(QChar(0x2013));
  tiles.push_back({"latency", tr("Produce p99"), h.produce_p99_ms ? style::span_text(*h.produce_p99_ms / 1e3) : none,
                   "", h.produce_p99_ms && *h.produce_p99_ms > 1000 ? State::bad : State::ok, "produce/latency/p99"});
  tiles.push_back({"lag", tr("Consumer lag"), style::count_text(static_cast<double>(h.lag)), "", State::ok,
                   s.groups.empty() ? "" : QString::fromStdString("group/" + s.groups.front().name + "/lag")});
  HealthTile lost{"lost",
                  tr("Records lost"),
                  style::count_text(static_cast<double>(t.lost)),
                  tr("acknowledged, gone"),
                  t.lost > 0 ? State::bad : State::ok,
                  "cluster/lost"};
  if (operators) {
    lost.value = t.lost > 0 ? HealthStrip::tr("?, really %1").arg(lost.value) : none;
    lost.note = tr("no metric tells");
  }
  tiles.push_back(std::move(lost));
  return tiles;
}

HealthStrip::HealthStrip(bridge::Session& session, QWidget* parent) : QWidget(parent), session_(session) {
  setObjectName("health");
  setAccessibleName(tr("Health of the cluster"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  connect(&session_, &bridge::Session::shown, this, &HealthStrip::refresh);
  connect(&session_, &bridge::Session::state_changed, this, &HealthStrip::refresh);
  refresh();
}

QSize HealthStrip::sizeHint() const { return {900, static_cast<int>(64 * style::font_scale())}; }

void HealthStrip::refresh() {
  if (session_.snapshot()) tiles_ = health_tiles(*session_.snapshot(), session_.operator_view());
  setAccessibleDescription(describe());
  update();
}

QString HealthStrip::describe() const {
  QStringList all;
  for (const HealthTile& t : tiles_) all << t.title + ": " + t.value;
  return all.join("; ");
}

// ---- drawing

QRectF HealthStrip::rect_of(std::size_t tile) const {
  const double n = static_cast<double>(std::max<std::size_t>(tiles_.size(), 1));
  const double width = (this->width() - kGap * (n - 1)) / n;
  return QRectF(static_cast<double>(tile) * (width + kGap), 0, width, height()).adjusted(0.5, 0.5, -0.5, -0.5);
}

std::optional<std::size_t> HealthStrip::tile_at(QPointF point) const {
  for (std::size_t i = 0; i < tiles_.size(); ++i)
    if (rect_of(i).contains(point)) return i;
  return std::nullopt;
}

void HealthStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setLayoutDirection(Qt::LeftToRight);  // "2 / 3" is not to become "3 / 2"
  for (std::size_t i = 0; i < tiles_.size(); ++i) {
    paint_tile(painter, tiles_[i], rect_of(i));
    if (!hasFocus() || i != focused_) continue;
    painter.setPen(QPen(style::theme().accent, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect_of(i), 9, 9);
  }
}

void HealthStrip::paint_tile(QPainter& painter, const HealthTile& tile, const QRectF& in) const {
  const style::Theme& t = style::theme();
  const bool wrong = tile.state != State::ok;
  const QColor colour = colour_of(tile.state);
  painter.setPen(QPen(wrong ? colour : t.border, 1));
  painter.setBrush(wrong ? style::mixed(t.panel, colour, 0.12) : t.panel);
  painter.drawRoundedRect(in, 9, 9);
  const QRectF inner = in.adjusted(11, 8, -9, -8);
  const double icon = 13;
  style::draw_icon(painter, icon_of(tile.state), QRectF(inner.right() - icon, inner.top(), icon, icon), colour);
  painter.setFont(style::ui_font(11));
  painter.setPen(t.muted);
  const QRectF head(inner.left(), inner.top() - 1, inner.width() - icon - 4, 16 * style::font_scale());
  painter.drawText(head, Qt::AlignLeft | Qt::AlignTop, fitting_title(tile, painter.fontMetrics(), head.width()));
  const bool doubled = tile.value.contains(',');
  double size = doubled ? 13 : 17;
  while (size > 9 && QFontMetricsF(style::ui_font(size, QFont::DemiBold)).horizontalAdvance(tile.value) > inner.width())
    size -= 1;
  painter.setFont(style::ui_font(size, QFont::DemiBold));
  painter.setPen(wrong ? colour : t.text);
  const double value_width = painter.fontMetrics().horizontalAdvance(tile.value);
  painter.drawText(QRectF(inner.left(), head.bottom(), inner.width(), inner.bottom() - head.bottom()),
                   Qt::AlignLeft | Qt::AlignBottom, tile.value);
  const QRectF rest(inner.left() + value_width + 8, head.bottom() + 4, inner.width() - value_width - 8,
                    inner.bottom() - head.bottom() - 4);
  if (rest.width() < 24 || doubled) return;
  if (!tile.note.isEmpty() && width() >= kNarrowStrip) {
    painter.setFont(style::ui_font(10));
    painter.setPen(t.muted);
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignBottom,
                     painter.fontMetrics().elidedText(tile.note, Qt::ElideRight, static_cast<int>(rest.width())));
  } else if (tile.note.isEmpty()) {
    paint_history(painter, tile, rest);
  }
}

/// The last half minute as a line.
void HealthStrip::paint_history(QPainter& painter, const HealthTile& tile, const QRectF& in) const {
  const auto* const series = session_.record().find(tile.series.toStdString());
  if (series == nullptr || in.width() < 16) return;
  const double until = session_.seconds();
  const double from = until - kHistorySeconds;
  std::vector<view::Column> columns;
  series->samples.columns(from, until + 1e-6, static_cast<std::size_t>(in.width() / 2), columns);
  float most = 0;
  for (const view::Column& c : columns) most = std::max(most, c.most);
  QPolygonF line;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].count == 0) continue;
    const double y = most > 0 ? static_cast<double>(columns[i].mean / most) : 0;
    line << QPointF(in.left() + 2 * static_cast<double>(i), in.bottom() - 2 - y * (in.height() - 6));
  }
  painter.setPen(QPen(tile.state == State::ok ? style::theme().accent : colour_of(tile.state), 1.3));
  painter.drawPolyline(line);
}

// ---- the user

void HealthStrip::mousePressEvent(QMouseEvent* event) {
  if (const auto tile = tile_at(event->position())) {
    focused_ = *tile;
    update();
    Q_EMIT chosen(tiles_[*tile].id);
  }
}

void HealthStrip::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Left && focused_ > 0) {
    --focused_;
  } else if (event->key() == Qt::Key_Right && focused_ + 1 < tiles_.size()) {
    ++focused_;
  } else if (event->key() == Qt::Key_Return && focused_ < tiles_.size()) {
    Q_EMIT chosen(tiles_[focused_].id);
  } else {
    QWidget::keyPressEvent(event);
  }
  update();
}

bool HealthStrip::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    auto* const help = static_cast<QHelpEvent*>(event);
    if (const auto tile = tile_at(help->pos())) {
      const HealthTile& t = tiles_[*tile];
      QToolTip::showText(help->globalPos(), t.title + ": " + t.value + (t.note.isEmpty() ? "" : " (" + t.note + ")"),
                         this);
      return true;
    }
  }
  return QWidget::event(event);
}

}  // namespace app
