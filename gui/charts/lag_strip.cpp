#include "gui/charts/lag_strip.h"

#include <QContextMenuEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "gui/charts/chart_header.h"
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

/// From no lag to the largest one there is.
QColor heat_colour(double heat) {
  const style::Theme& theme = style::theme();
  return heat < .5 ? style::mixed(theme.panel2, theme.warn, heat * 2)
                   : style::mixed(theme.warn, theme.bad, heat * 2 - 1);
}

}  // namespace

LagStrip::LagStrip(bridge::Session& session, const QString& title, QWidget* parent)
    : TimePlot(session, 4 + 44 * style::font_scale(), parent), title_(title) {
  setAccessibleName(title);
  setMinimumSize(220, 118);
  connect(&session.window(), &bridge::TimeWindow::changed, this, &LagStrip::refresh);
}

void LagStrip::refresh() {
  find_rows();
  make_image();
  update();
}

void LagStrip::find_rows() {
  rows_.clear();
  most_ = 0;
  if (!session().snapshot()) return;
  const view::Snapshot& now = *session().snapshot();
  for (const view::GroupNow& g : now.groups) {
    for (const view::ReadingNow& r : g.readings) {
      const auto it = std::find_if(now.partitions.begin(), now.partitions.end(),
                                   [&](const view::PartitionNow& p) { return p.tp == r.tp; });
      const std::string partition = it == now.partitions.end() ? "?" : it->name;
      rows_.push_back(
          {g.id, r.tp, QString::fromStdString(g.name + " " + partition), QString::fromStdString(partition)});
    }
  }
  for (const view::SnapshotPtr& frame : session().record().frames())
    for (const view::GroupNow& g : frame->groups)
      for (const view::ReadingNow& r : g.readings) most_ = std::max(most_, r.lag);
}

void LagStrip::make_image() {
  const int columns = std::max(1, static_cast<int>(plot().width()));
  image_ = QImage(columns, std::max(1, static_cast<int>(rows_.size())), QImage::Format_ARGB32_Premultiplied);
  image_.fill(Qt::transparent);
  const double scale = std::log1p(static_cast<double>(std::max<std::int64_t>(1, most_)));
  const view::Snapshot* painted = nullptr;
  for (int x = 0; x < columns; ++x) {
    const double t = session().window().from() + (x + .5) / columns * session().window().span();
    if (t > session().seconds()) break;
    const view::SnapshotPtr frame = session().record().frame(instant(t));
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
      image_.setPixelColor(x, static_cast<int>(y), heat_colour(heat));
    }
  }
}

QRectF LagStrip::plot() const {
  const double top = ChartHeader::height();
  const double foot = 8 + 14 * style::font_scale();
  return QRectF(left(), top, std::max(1.0, right() - left()), std::max(1.0, height() - top - foot));
}

void LagStrip::resizeEvent(QResizeEvent*) {
  set_left(4 + 44 * style::font_scale());
  make_image();
}

void LagStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const style::Theme& theme = style::theme();
  const QRectF in = plot();
  painter.fillRect(rect(), theme.panel);
  paint_head(painter);
  draw_tick_labels(painter, in.bottom() + 4);
  if (rows_.empty()) {
    painter.setPen(theme.faint);
    painter.drawText(in, Qt::AlignCenter, tr("No group has read a partition so far."));
    return;
  }
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  painter.drawImage(in, image_);
  paint_names(painter);
  draw_faults(painter, in.top(), in.bottom(), false);
  draw_marks(painter, in.top(), in.bottom());
  draw_instants(painter, in.top(), in.bottom());
  draw_drag(painter, in.top(), in.bottom());
  if (!hasFocus()) return;
  painter.setPen(QPen(theme.accent, 1.2));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(QRectF(1, 1, width() - 2, height() - 2), 7, 7);
}

/// Title, the chosen row, and the scale of colours.
void LagStrip::paint_head(QPainter& painter) const {
  const style::Theme& theme = style::theme();
  const double baseline = 8 + 12 * style::font_scale();
  painter.setFont(style::ui_font(12.5, QFont::DemiBold));
  painter.setPen(theme.text);
  painter.drawText(QPointF(14, baseline), title_);
  const double x = 14 + painter.fontMetrics().horizontalAdvance(title_) + 8;
  painter.setFont(style::ui_font(11));
  const QFontMetricsF metrics(painter.font());
  const QString most = style::count_text(static_cast<double>(most_));
  const double bar = 60 * style::font_scale();
  double right_end = width() - 14 - metrics.horizontalAdvance(most);
  painter.setPen(theme.muted);
  painter.drawText(QPointF(right_end, baseline), most);
  right_end -= bar + 6;
  for (int i = 0; i < static_cast<int>(bar); ++i)
    painter.fillRect(QRectF(right_end + i, baseline - 9, 1, 9), heat_colour(i / bar));
  right_end -= 6 + metrics.horizontalAdvance("0");
  painter.drawText(QPointF(right_end, baseline), "0");
  const QString text = chosen_ >= 0 ? chosen_text() : tr("%1 rows, records, log scale").arg(rows_.size());
  painter.setPen(chosen_ >= 0 ? theme.text : theme.faint);
  painter.drawText(QPointF(x, baseline), metrics.elidedText(text, Qt::ElideRight, right_end - x - 10));
}

/// Where each group begins, and the chosen row; numbers of rows where there is room for them.
void LagStrip::paint_names(QPainter& painter) const {
  const style::Theme& theme = style::theme();
  const QRectF in = plot();
  const double each = in.height() / static_cast<double>(rows_.size());
  painter.setFont(style::ui_font(10));
  const QFontMetricsF metrics(painter.font());
  double free_from = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const double y = in.top() + static_cast<double>(i) * each;
    const bool begins = i == 0 || rows_[i].group != rows_[i - 1].group;
    if (begins) {
      const QString group = rows_[i].name.left(rows_[i].name.size() - rows_[i].partition.size() - 1);
      const QRectF box(in.left() + 2, y + 1, metrics.horizontalAdvance(group) + 8, metrics.height());
      painter.fillRect(box, style::faded(theme.panel, .75));
      painter.setPen(theme.text);
      painter.drawText(box, Qt::AlignCenter, group);
      painter.setPen(QPen(theme.border, 1));
      if (i > 0) painter.drawLine(QPointF(in.left(), y), QPointF(in.right(), y));
    }
    const auto covered = static_cast<std::size_t>(std::ceil(metrics.height() / each));  // rows, by the label
    const bool reaches_next =
        covered > 1 && (i + covered > rows_.size() || rows_[i + covered - 1].group != rows_[i].group);
    if (!begins && (y < free_from || reaches_next)) continue;
    free_from = y + std::max(each, metrics.height());
    painter.setPen(theme.faint);
    painter.drawText(QRectF(0, y, in.left() - 6, std::max(each, metrics.height())), Qt::AlignRight | Qt::AlignVCenter,
                     rows_[i].partition.section('-', -1));
  }
  if (chosen_ < 0 || chosen_ >= static_cast<int>(rows_.size())) return;
  painter.setPen(QPen(theme.accent, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(QRectF(in.left(), in.top() + chosen_ * each, in.width(), std::max(2.0, each)));
}

int LagStrip::row_at(double y) const {
  const double share = (y - plot().top()) / plot().height();
  const int row = static_cast<int>(std::floor(share * static_cast<double>(rows_.size())));
  return row >= 0 && row < static_cast<int>(rows_.size()) ? row : -1;
}

void LagStrip::choose(int row) {
  if (row == chosen_) return;
  chosen_ = row;
  setAccessibleDescription(chosen_text());
  update();
}

void LagStrip::select_chosen() {
  if (chosen_ >= 0)
    session().selection().select(bridge::Selection::Kind::partition,
                                 rows_[static_cast<std::size_t>(chosen_)].partition);
}

QString LagStrip::chosen_text() const {
  if (chosen_ < 0 || chosen_ >= static_cast<int>(rows_.size())) return {};
  const bridge::TimeWindow& window = session().window();
  const view::SnapshotPtr frame =
      window.has_cursor() ? session().record().frame(instant(window.cursor())) : session().snapshot();
  const Row& r = rows_[static_cast<std::size_t>(chosen_)];
  const std::int64_t lag = frame ? lag_in(*frame, r.group, r.tp, 0) : -1;
  if (lag < 0) return tr("%1: not read").arg(r.name);
  return tr("%1: %2 records").arg(r.name, style::count_text(static_cast<double>(lag)));
}

void LagStrip::mouseMoveEvent(QMouseEvent* event) {
  TimePlot::mouseMoveEvent(event);
  choose(row_at(event->position().y()));
}

void LagStrip::clicked(const QPointF& at) {
  choose(row_at(at.y()));
  select_chosen();
}

void LagStrip::contextMenuEvent(QContextMenuEvent* event) { Q_EMIT menu_wanted(event->globalPos()); }

void LagStrip::keyPressEvent(QKeyEvent* event) {
  const int last = static_cast<int>(rows_.size()) - 1;
  switch (event->key()) {
    case Qt::Key_Up:
      return choose(std::max(0, chosen_ - 1));
    case Qt::Key_Down:
      return choose(std::min(last, chosen_ + 1));
    case Qt::Key_Return:
    case Qt::Key_Enter:
      return select_chosen();
    case Qt::Key_P:
      Q_EMIT pin_wanted();
      return;
    default:
      return TimePlot::keyPressEvent(event);
  }
}

QString LagStrip::describe() const {
  if (rows_.empty()) return tr("%1: no group has read a partition so far").arg(title_);
  const view::Snapshot& now = *session().snapshot();
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
  for (const view::SnapshotPtr& frame : session().record().frames()) {
    if (frame->seconds() < session().window().from() || frame->seconds() > session().window().until()) continue;
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
