#include "gui/charts/lag_strip.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "gui/charts/chart_header.h"
#include "gui/charts/value_axis.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace charts {
namespace {

/// -1: the group does not read it at that instant. `hint`: where the reading was found last; it seldom moves.
std::int64_t lag_in(const view::Snapshot& frame, kafka::GroupId group, kafka::TopicPartition tp, std::size_t hint) {
  for (const view::GroupNow& g : frame.groups) {
    if (g.id != group) continue;
    if (hint < g.readings.size() && g.readings[hint].tp == tp) return g.readings[hint].lag;
    for (const view::ReadingNow& r : g.readings)
      if (r.tp == tp) return r.lag;
  }
  return -1;
}

sim::SimTime instant(double seconds) {
  return sim::kTimeZero + sim::Duration(static_cast<std::int64_t>(seconds * 1e9));
}

}  // namespace

LagStrip::LagStrip(bridge::Session& session, const QString& title, QWidget* parent)
    : QWidget(parent), session_(session), title_(title) {
  setAccessibleName(title);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(220, 118);
  connect(&session.window(), &bridge::TimeWindow::changed, this, &LagStrip::refresh);
  connect(&session.window(), &bridge::TimeWindow::cursor_changed, this, QOverload<>::of(&QWidget::update));
}

void LagStrip::refresh() {
  find_rows();
  make_image();
  update();
}

void LagStrip::find_rows() {
  rows_.clear();
  most_ = 0;
  if (!session_.snapshot()) return;
  const view::Snapshot& now = *session_.snapshot();
  for (const view::GroupNow& g : now.groups) {
    for (const view::ReadingNow& r : g.readings) {
      const auto it = std::find_if(now.partitions.begin(), now.partitions.end(),
                                   [&](const view::PartitionNow& p) { return p.tp == r.tp; });
      const std::string partition = it == now.partitions.end() ? "?" : it->name;
      rows_.push_back({g.id, r.tp, QString::fromStdString(g.name + " " + partition)});
    }
  }
  for (const view::SnapshotPtr& frame : session_.record().frames())
    for (const view::GroupNow& g : frame->groups)
      for (const view::ReadingNow& r : g.readings) most_ = std::max(most_, r.lag);
}

void LagStrip::make_image() {
  const int columns = std::max(1, static_cast<int>(plot_.width()));
  image_ = QImage(columns, std::max(1, static_cast<int>(rows_.size())), QImage::Format_ARGB32_Premultiplied);
  image_.fill(Qt::transparent);
  const style::Theme& theme = style::theme();
  const double scale = std::log1p(static_cast<double>(std::max<std::int64_t>(1, most_)));
  const view::Snapshot* painted = nullptr;
  for (int x = 0; x < columns; ++x) {
    const double t = session_.window().from() + (x + .5) / columns * session_.window().span();
    if (t > session_.seconds()) break;
    const view::SnapshotPtr frame = session_.record().frame(instant(t));
    if (!frame) continue;
    if (frame.get() == painted) {
      for (int y = 0; y < image_.height(); ++y) image_.setPixel(x, y, image_.pixel(x - 1, y));
      continue;
    }
    painted = frame.get();
    std::size_t in_group = 0;
    for (std::size_t y = 0; y < rows_.size(); ++y) {
      in_group = y > 0 && rows_[y].group == rows_[y - 1].group ? in_group + 1 : 0;
      const std::int64_t lag = lag_in(*frame, rows_[y].group, rows_[y].tp, in_group);
      if (lag < 0) continue;
      const double heat = std::log1p(static_cast<double>(lag)) / scale;
      const QColor colour = heat < .5 ? style::mixed(theme.panel2, theme.warn, heat * 2)
                                      : style::mixed(theme.warn, theme.bad, heat * 2 - 1);
      image_.setPixelColor(x, static_cast<int>(y), colour);
    }
  }
}

void LagStrip::resizeEvent(QResizeEvent*) {
  const double left = 4 + 44 * style::font_scale();
  const double top = ChartHeader::height();
  const double foot = 8 + 14 * style::font_scale();
  plot_ = QRectF(left, top, std::max(1.0, width() - left - 14), std::max(1.0, height() - top - foot));
  make_image();
}

void LagStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const style::Theme& theme = style::theme();
  paint_frame(painter);
  if (rows_.empty()) {
    painter.setPen(theme.faint);
    painter.drawText(plot_, Qt::AlignCenter, tr("No group has read a partition so far."));
    return;
  }
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  painter.drawImage(plot_, image_);
  const bridge::TimeWindow& window = session_.window();
  const auto upright = [&](double t, const QColor& colour) {
    if (t < window.from() || t > window.until()) return;
    const double x = plot_.left() + (t - window.from()) / window.span() * plot_.width();
    painter.setPen(QPen(colour, 1));
    painter.drawLine(QPointF(x, plot_.top()), QPointF(x, plot_.bottom()));
  };
  upright(session_.seconds(), style::faded(theme.text, .55));
  if (window.has_cursor()) upright(window.cursor(), theme.accent);
}

void LagStrip::paint_frame(QPainter& painter) const {
  const style::Theme& theme = style::theme();
  const double baseline = 8 + 12 * style::font_scale();
  painter.setFont(style::ui_font(12.5, QFont::DemiBold));
  painter.setPen(theme.text);
  painter.drawText(QPointF(14, baseline), title_);
  const double x = 14 + painter.fontMetrics().horizontalAdvance(title_) + 8;
  painter.setFont(style::ui_font(11));
  painter.setPen(theme.faint);
  painter.drawText(QPointF(x, baseline), tr("%1 rows, none to %2 records, log scale")
                                             .arg(rows_.size())
                                             .arg(style::count_text(static_cast<double>(most_))));
  painter.setFont(style::ui_font(10));
  const QFontMetricsF metrics(painter.font());
  const bridge::TimeWindow& window = session_.window();
  const int most = std::max(2, static_cast<int>(plot_.width() / (90 * style::font_scale())));
  for (const TimeTick& t : time_ticks(window.from(), window.until(), most)) {
    const double at = plot_.left() + (t.seconds - window.from()) / window.span() * plot_.width();
    const double wide = metrics.horizontalAdvance(t.label);
    painter.drawText(QPointF(std::min(at - wide / 2, width() - wide - 6), plot_.bottom() + 5 + metrics.ascent()),
                     t.label);
  }
  if (!hasFocus()) return;
  painter.setPen(QPen(theme.accent, 1.2));
  painter.drawRoundedRect(QRectF(1, 1, width() - 2, height() - 2), 7, 7);
}

int LagStrip::row_at(double y) const {
  const double share = (y - plot_.top()) / plot_.height();
  const int row = static_cast<int>(std::floor(share * static_cast<double>(rows_.size())));
  return row >= 0 && row < static_cast<int>(rows_.size()) ? row : -1;
}

void LagStrip::mouseMoveEvent(QMouseEvent* event) {
  bridge::TimeWindow& window = session_.window();
  if (plot_.contains(event->position()))
    window.set_cursor(window.from() + (event->position().x() - plot_.left()) / plot_.width() * window.span());
  else
    window.clear_cursor();
}

void LagStrip::leaveEvent(QEvent*) { session_.window().clear_cursor(); }

void LagStrip::contextMenuEvent(QContextMenuEvent* event) { Q_EMIT menu_wanted(event->globalPos()); }

void LagStrip::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_P && event->modifiers() == Qt::NoModifier)
    Q_EMIT pin_wanted();
  else
    event->ignore();
}

bool LagStrip::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* const help = static_cast<QHelpEvent*>(event);
  const int row = row_at(help->pos().y());
  const bridge::TimeWindow& window = session_.window();
  const view::SnapshotPtr frame = window.has_cursor() ? session_.record().frame(instant(window.cursor())) : nullptr;
  if (row < 0 || !frame) {
    QToolTip::hideText();
    return true;
  }
  const Row& r = rows_[static_cast<std::size_t>(row)];
  const std::int64_t lag = lag_in(*frame, r.group, r.tp, 0);
  QToolTip::showText(help->globalPos(), tr("%1: %2 records").arg(r.name, style::count_text(static_cast<double>(lag))),
                     this);
  return true;
}

QString LagStrip::describe() const {
  if (rows_.empty()) return tr("%1: no group has read a partition so far").arg(title_);
  const view::Snapshot& now = *session_.snapshot();
  std::int64_t most = -1;
  QString worst;
  for (const Row& r : rows_) {
    const std::int64_t lag = lag_in(now, r.group, r.tp, 0);
    if (lag <= most) continue;
    most = lag;
    worst = r.name;
  }
  return tr("%1: %2 rows, the largest lag is %3 records, of %4")
      .arg(title_)
      .arg(rows_.size())
      .arg(style::count_text(static_cast<double>(most)), worst);
}

QList<QStringList> LagStrip::table() const {
  QStringList names{"seconds"};
  for (const Row& r : rows_) names << r.name;
  QList<QStringList> all{names};
  for (const view::SnapshotPtr& frame : session_.record().frames()) {
    if (frame->seconds() < session_.window().from() || frame->seconds() > session_.window().until()) continue;
    QStringList line{QString::number(frame->seconds(), 'f', 3)};
    for (const Row& r : rows_) {
      const std::int64_t lag = lag_in(*frame, r.group, r.tp, 0);
      line << (lag < 0 ? QString() : QString::number(lag));
    }
    all << line;
  }
  return all;
}

}  // namespace charts
