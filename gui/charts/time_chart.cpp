#include "gui/charts/time_chart.h"

#include <QChart>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QLegend>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <limits>

#include "gui/charts/fault_look.h"
#include "gui/charts/overlay_layer.h"
#include "gui/charts/peaks.h"
#include "gui/charts/sample_table.h"
#include "gui/charts/series_layer.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace charts {
namespace {

constexpr double kLeft = 48;
constexpr double kRight = 14;
constexpr double kSnap = 6;               // pixels
constexpr std::size_t kFitColumns = 240;  // enough to see how high a stack is
constexpr double kPeaksApart = 24;        // such columns: nearer ones share a label

}  // namespace

TimeChart::TimeChart(bridge::Session& session, std::shared_ptr<const Moments> moments, QWidget* parent)
    : QChartView(new QChart, parent),
      session_(session),
      run_(session),
      moments_(std::move(moments)),
      x_axis_(new QValueAxis) {
  chart()->legend()->hide();
  chart()->setMargins({0, 0, 0, 0});
  chart()->setBackgroundVisible(false);
  chart()->setPlotAreaBackgroundVisible(false);
  chart()->setAnimationOptions(QChart::NoAnimation);
  x_axis_->setVisible(false);
  chart()->addAxis(x_axis_, Qt::AlignBottom);
  make_axes();
  series_layer_ = new SeriesLayer(*this, chart());
  overlay_ = new OverlayLayer(*this, header_, chart());
  setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
  setFrameShape(QFrame::NoFrame);
  setMouseTracking(true);
  viewport()->setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(220, 118);
  connect(&window(), &bridge::TimeWindow::changed, this, &TimeChart::touch);
  connect(&window(), &bridge::TimeWindow::cursor_changed, this, [this] { overlay_->update(); });
}

void TimeChart::set_title(const QString& title, const QString& unit, const QString& of) {
  title_ = title;
  of_ = of;
  axis_.set_unit(unit);
  setAccessibleName(title);
  touch();
}

void TimeChart::set_lines(std::vector<ChartLine> lines) {
  for (ChartLine& line : lines)
    for (const ChartLine& before : lines_)
      if (before.name == line.name) line.hidden = before.hidden;
  const auto of_name = [](const ChartLine& a, const ChartLine& b) { return a.name == b.name; };
  const bool named_so = std::equal(lines.begin(), lines.end(), lines_.begin(), lines_.end(), of_name);
  lines_ = std::move(lines);
  if (named_so) return refresh();
  chart()->removeAllSeries();
  for (const ChartLine& line : lines_) {  // empty: names and axes for whoever asks Qt Charts
    auto* const series = new QLineSeries;
    series->setName(line.name);
    chart()->addSeries(series);
    series->attachAxis(x_axis_);
    series->attachAxis(y_axis_);
  }
  refresh();
}

void TimeChart::set_log(bool on) {
  if (axis_.log() == on) return;
  axis_.set_log(on);
  make_axes();
  touch();
}

void TimeChart::set_room_for(std::vector<ChartLine> lines) {
  room_for_ = std::move(lines);
  refresh();
}

void TimeChart::set_from_zero(bool on) {
  axis_.set_from_zero(on);
  touch();
}

void TimeChart::set_margins(double left, double right) {
  margins_ = {left, right};
  lay_out();
  touch();
}

void TimeChart::set_record(std::shared_ptr<const view::RunRecord> record) {
  run_.set(std::move(record));
  refresh();
}

void TimeChart::set_whole_peaks(bool on) {
  whole_peaks_ = on;
  touch();
}

void TimeChart::set_threshold(std::optional<Threshold> threshold) {
  threshold_ = std::move(threshold);
  touch();
}

void TimeChart::show_ticks(bool on) {
  ticks_ = on;
  overlay_->update();
}

void TimeChart::refresh() {
  for (std::vector<ChartLine>* const lines : {&lines_, &room_for_})
    for (ChartLine& line : *lines) line.samples = line.source ? line.source() : nullptr;
  touch();
}

bool TimeChart::empty() const {
  return std::none_of(lines_.begin(), lines_.end(),
                      [](const ChartLine& l) { return l.samples != nullptr && !l.samples->empty(); });
}

void TimeChart::set_hidden(int line, bool hidden) {
  lines_[static_cast<std::size_t>(line)].hidden = hidden;
  touch();
}

void TimeChart::solo(int line) {
  bool alone = !lines_[static_cast<std::size_t>(line)].hidden;
  for (int i = 0; i < static_cast<int>(lines_.size()); ++i)
    if (i != line && !lines_[static_cast<std::size_t>(i)].hidden) alone = false;
  for (int i = 0; i < static_cast<int>(lines_.size()); ++i)
    lines_[static_cast<std::size_t>(i)].hidden = !alone && i != line;
  touch();
}

void TimeChart::highlight(int line) {
  if (highlight_ == line) return;
  highlight_ = line;
  series_layer_->update();
}

void TimeChart::set_area(std::optional<Area> area) {
  area_ = area;
  overlay_->update();
}

// ---- geometry

/// Something that the range of the y axis may depend on has changed.
void TimeChart::touch() {
  dirty_ = true;
  series_layer_->update();
  overlay_->update();
  viewport()->update();
}

void TimeChart::lay_out() {
  const double left = margins_ ? margins_->first : 4 + (kLeft - 4) * style::font_scale();
  const double right = margins_ ? margins_->second : kRight;
  const double top = ChartHeader::height();
  const double foot = 8 + 14 * style::font_scale();
  plot_ = QRectF(left, top, std::max(1.0, width() - left - right), std::max(1.0, height() - top - foot));
  chart()->setPlotArea(plot_);
  series_layer_->moved();
  overlay_->moved();
}

void TimeChart::make_axes() {
  const QList<QAbstractSeries*> all = chart()->series();
  if (y_axis_ != nullptr) {
    chart()->removeAxis(y_axis_);
    delete y_axis_;
  }
  if (axis_.log())
    y_axis_ = new QLogValueAxis;
  else
    y_axis_ = new QValueAxis;
  y_axis_->setVisible(false);  // marks and grid are drawn by us: those of QLogValueAxis stay behind when it is resized
  chart()->addAxis(y_axis_, Qt::AlignLeft);
  for (QAbstractSeries* const series : all) series->attachAxis(y_axis_);
}

void TimeChart::sync_axes() {
  if (x_axis_->min() != window().from() || x_axis_->max() != window().until())
    x_axis_->setRange(window().from(), window().until());
  y_axis_->setRange(axis_.low(), axis_.high());
}

struct TimeChart::Extent {
  double least = std::numeric_limits<double>::max();
  double most = std::numeric_limits<double>::lowest();
  std::vector<double> tops = std::vector<double>(kFitColumns, std::numeric_limits<double>::lowest());  ///< by column
};

void TimeChart::measure(const std::vector<ChartLine>& lines, Extent& extent) const {
  std::vector<view::Column> columns;
  std::vector<double> stacked(kFitColumns, 0);
  const auto take = [&](double value) {
    extent.most = std::max(extent.most, value);
    if (!axis_.log() || value > 0) extent.least = std::min(extent.least, value);
  };
  for (const ChartLine& line : lines) {
    if (line.hidden || line.samples == nullptr) continue;
    line.samples->columns(window().from(), window().until(), kFitColumns, columns);
    const bool stack = line.style == ChartLine::Style::stack;
    for (std::size_t i = 0; i < kFitColumns; ++i) {
      const view::Column& c = columns[i];
      if (c.count == 0) continue;
      const double top = static_cast<double>(c.most) + (stack ? stacked[i] : 0);
      if (stack) stacked[i] = top;
      extent.tops[i] = std::max(extent.tops[i], top);
      take(top);
      take(stack ? 0 : static_cast<double>(c.least));
    }
    const double held = line.holds ? static_cast<double>(line.samples->at(window().from())) : NAN;
    if (!std::isnan(held)) take(held);
  }
}

void TimeChart::fit() {
  dirty_ = false;
  Extent extent;
  measure(lines_, extent);
  const std::vector<double> own_tops = extent.tops;
  measure(room_for_, extent);
  if (threshold_) extent.most = std::max(extent.most, threshold_->value * 1.1);
  peaks_.clear();
  const bool may_cut = !whole_peaks_ && !axis_.log() && !lines_.empty() && axis_.cuts_peaks() &&
                       lines_.front().style != ChartLine::Style::step && !lines_.front().holds;
  std::vector<double> filled;
  for (const double top : extent.tops)
    if (top > std::numeric_limits<double>::lowest()) filled.push_back(top);
  const std::optional<double> low = may_cut ? height_without_peaks(std::move(filled)) : std::nullopt;
  axis_.fit(extent.least, low.value_or(extent.most), window().follows());
  if (low) find_peaks(own_tops);
  sync_axes();
}

void TimeChart::find_peaks(const std::vector<double>& tops) {
  const double column = window().span() / static_cast<double>(kFitColumns);
  for (std::size_t i = 0; i < tops.size(); ++i) {
    if (tops[i] <= axis_.high()) continue;
    const Peak peak{window().from() + (static_cast<double>(i) + .5) * column, tops[i]};
    const bool near = !peaks_.empty() && peak.seconds - peaks_.back().seconds < kPeaksApart * column;
    if (!near)
      peaks_.push_back(peak);
    else if (peak.value > peaks_.back().value)
      peaks_.back() = peak;
  }
}

double TimeChart::x_of(double at) const {
  return plot_.left() + (at - window().from()) / window().span() * plot_.width();
}

double TimeChart::seconds_at(double x) const {
  return window().from() + (x - plot_.left()) / plot_.width() * window().span();
}

double TimeChart::y_of(double value) const { return plot_.bottom() - axis_.share(value) * plot_.height(); }

double TimeChart::snapped(double x) const {
  const double at = seconds_at(x);
  const double reach = kSnap * window().span() / plot_.width();
  std::optional<double> best;
  const auto offer = [&](double t) {
    if (std::abs(t - at) <= reach && (!best || std::abs(t - at) < std::abs(*best - at))) best = t;
  };
  for (const view::FaultSpan& f : record().faults()) {
    offer(seconds_of(f.begin));
    if (f.end) offer(seconds_of(*f.end));
  }
  for (const bridge::TimeWindow::Mark& m : window().marks()) offer(m.seconds);
  if (!best) best = moments_->nearest(at, reach);
  return best.value_or(at);
}

double TimeChart::read_at() const { return window().has_cursor() ? window().cursor() : now(); }

const view::FaultSpan* TimeChart::flag_at(QPointF at) const {
  if (at.y() < plot_.top() - 16 * style::font_scale() || at.y() > plot_.top()) return nullptr;
  for (const view::FaultSpan& f : record().faults()) {
    const double x = x_of(seconds_of(f.begin));
    if (seconds_of(f.begin) <= now() && at.x() >= x - 2 && at.x() <= x + 16 * style::font_scale()) return &f;
  }
  return nullptr;
}

// ---- events

void TimeChart::paintEvent(QPaintEvent* event) {
  if (dirty_) fit();
  QChartView::paintEvent(event);
}

void TimeChart::drawBackground(QPainter* painter, const QRectF&) {
  const style::Theme& theme = style::theme();
  painter->fillRect(QRectF(0, 0, width(), height()), theme.panel);
  painter->setFont(style::ui_font(10));
  const double line = painter->fontMetrics().height();
  const double apart = axis_.log() ? 1.5 : 2.4;  // lines of text from mark to mark
  const int wanted = std::clamp(static_cast<int>(plot_.height() / (line * apart)), 2, 6);
  painter->setRenderHint(QPainter::Antialiasing, false);
  for (const ValueAxis::Tick& t : axis_.ticks(wanted)) {
    const double y = std::round(y_of(t.value));
    painter->setPen(theme.grid);
    painter->drawLine(QPointF(plot_.left(), y), QPointF(plot_.right(), y));
    painter->setPen(theme.faint);
    painter->drawText(QRectF(0, y - line / 2, plot_.left() - 6, line), Qt::AlignRight | Qt::AlignVCenter, t.label);
  }
  painter->setPen(theme.grid);
  const int most = std::max(2, static_cast<int>(plot_.width() / (90 * style::font_scale())));
  for (const TimeTick& t : time_ticks(window().from(), window().until(), most)) {
    const double x = std::round(x_of(t.seconds));
    painter->drawLine(QPointF(x, plot_.top()), QPointF(x, plot_.bottom()));
  }
  if (!hasFocus()) return;
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(theme.accent, 1.2));
  painter->drawRoundedRect(QRectF(1, 1, width() - 2, height() - 2), 7, 7);
}

void TimeChart::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  lay_out();
  touch();
}

bool TimeChart::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QChartView::viewportEvent(event);
  const auto* const help = static_cast<QHelpEvent*>(event);
  const view::FaultSpan* const fault = flag_at(help->pos());
  const int entry = header_.entry_at(help->pos());
  if (fault != nullptr)
    QToolTip::showText(help->globalPos(), fault_sentence(*fault), this);
  else if (entry != ChartHeader::kNothing)
    QToolTip::showText(help->globalPos(), tr("Click hides a series, Alt+click shows it alone"), this);
  else
    QToolTip::hideText();
  return true;
}

void TimeChart::changeEvent(QEvent* event) {
  QChartView::changeEvent(event);
  if (event->type() != QEvent::StyleChange && event->type() != QEvent::PaletteChange) return;
  if (series_layer_ == nullptr) return;
  lay_out();
  touch();
}

void TimeChart::mousePressEvent(QMouseEvent* event) {
  setFocus(Qt::MouseFocusReason);
  input_.press(*event);
  event->accept();
}

void TimeChart::mouseMoveEvent(QMouseEvent* event) {
  input_.move(*event);
  event->accept();
}

void TimeChart::mouseReleaseEvent(QMouseEvent* event) {
  input_.release(*event);
  event->accept();
}

void TimeChart::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton && plot_.contains(event->position())) window().show_all();
  event->accept();
}

void TimeChart::contextMenuEvent(QContextMenuEvent* event) {
  Q_EMIT menu_wanted(event->globalPos());
  event->accept();
}

void TimeChart::wheelEvent(QWheelEvent* event) {
  input_.wheel(*event);
  event->accept();
}

void TimeChart::keyPressEvent(QKeyEvent* event) {
  if (input_.key(*event))
    event->accept();
  else
    event->ignore();  // QGraphicsView would take the arrows, which step through the run
}

void TimeChart::leaveEvent(QEvent* event) {
  window().clear_cursor();
  highlight(-1);
  QChartView::leaveEvent(event);
}

void TimeChart::focusInEvent(QFocusEvent* event) {
  setAccessibleDescription(describe());
  QChartView::focusInEvent(event);
  viewport()->update();
}

void TimeChart::focusOutEvent(QFocusEvent* event) {
  QChartView::focusOutEvent(event);
  viewport()->update();
}

// ---- in words and rows

QString TimeChart::describe() const {
  QStringList values;
  for (const ChartLine& line : lines_) {
    if (line.hidden || line.samples == nullptr) continue;
    values << line.name + " " + axis_.text(value_at(line, read_at()));
  }
  const QString unit = axis_.unit() + (of_.isEmpty() ? "" : " " + of_);
  if (values.isEmpty()) return tr("%1: nothing so far").arg(title_);
  QString text = tr("%1 (%2) at %3: %4").arg(title_, unit, style::clock_text(read_at()), values.join(", "));
  if (threshold_) text += "; " + threshold_->text;
  for (const Peak& peak : peaks_)
    text += "; " + tr("peak of %1 at %2").arg(axis_.text(peak.value), style::clock_text(peak.seconds));
  return text;
}

QList<QStringList> TimeChart::table() const {
  SampleTable table(window().from(), window().until());
  for (const ChartLine& line : lines_)
    if (!line.hidden && line.samples != nullptr) table.add(line.name, *line.samples);
  return table.rows();
}

}  // namespace charts
