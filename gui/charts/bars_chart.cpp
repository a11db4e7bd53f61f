#include "gui/charts/bars_chart.h"

#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QLegend>
#include <QToolTip>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

#include "gui/charts/chart_header.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace charts {
namespace {

using view::LatencyBars;

double bar_begin(int bar) {
  return LatencyBars::kFirstMs * std::exp2(static_cast<double>(bar) / LatencyBars::kPerOctave);
}
/// May lie between two bars.
double bar_of(double ms) { return std::log2(ms / LatencyBars::kFirstMs) * LatencyBars::kPerOctave; }

double sum_of(const LatencyBars& bars) {
  double sum = 0;
  for (const float r : bars.records) sum += static_cast<double>(r);
  return sum;
}

/// The decade whose bars hold `bar`: rounded down, or up.
int decade_bar(int bar, bool up) {
  const double decade = std::log10(bar_begin(bar));
  const double ms = std::pow(10, up ? std::ceil(decade - 1e-9) : std::floor(decade + 1e-9));
  return std::clamp(static_cast<int>(std::lround(bar_of(ms))), 0, LatencyBars::kBars);
}

}  // namespace

BarsChart::BarsChart(bridge::Session& session, const QString& title, const QString& note, QWidget* parent)
    : QChartView(new QChart, parent),
      session_(session),
      title_(title),
      note_(note),
      set_(new QBarSet(title)),
      x_axis_(new QValueAxis),
      y_axis_(new QValueAxis) {
  axis_.set_unit("records");
  chart()->legend()->hide();
  chart()->setMargins({0, 0, 0, 0});
  chart()->setBackgroundVisible(false);
  chart()->setPlotAreaBackgroundVisible(false);
  chart()->setAnimationOptions(QChart::NoAnimation);
  for (int i = 0; i < LatencyBars::kBars; ++i) set_->append(0);
  auto* const series = new QBarSeries;
  series->setBarWidth(.88);
  series->append(set_);
  chart()->addSeries(series);
  chart()->addAxis(x_axis_, Qt::AlignBottom);
  chart()->addAxis(y_axis_, Qt::AlignLeft);
  series->attachAxis(x_axis_);
  series->attachAxis(y_axis_);
  x_axis_->setVisible(false);
  y_axis_->setVisible(false);
  setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(220, 118);
  setAccessibleName(title);
}

void BarsChart::refresh() {
  bars_ = session_.snapshot() ? session_.snapshot()->latency : LatencyBars{};
  int first = LatencyBars::kBars;
  int last = -1;
  double most = 0;
  for (int i = 0; i < LatencyBars::kBars; ++i) {
    const double records = static_cast<double>(bars_.records[static_cast<std::size_t>(i)]);
    if (set_->at(i) != records) set_->replace(i, records);
    if (records <= 0) continue;
    first = std::min(first, i);
    last = i;
    most = std::max(most, records);
  }
  any_ = last >= 0;
  // Whole decades, at least two of them.
  first_ = any_ ? decade_bar(first, false) : decade_bar(static_cast<int>(bar_of(1)), false);
  last_ = any_ ? decade_bar(last + 1, true) : first_;
  last_ = std::clamp(std::max(last_, first_ + static_cast<int>(2 * bar_of(1))), first_ + 1, LatencyBars::kBars);
  axis_.fit(0, most, false);
  x_axis_->setRange(first_ - .5, last_ - .5);
  y_axis_->setRange(axis_.low(), axis_.high());
  set_->setColor(style::theme().category(0));
  set_->setBorderColor(Qt::transparent);
  setAccessibleDescription(describe());
  viewport()->update();
}

void BarsChart::lay_out() {
  const double left = 4 + 44 * style::font_scale();
  const double top = ChartHeader::height();
  const double foot = 8 + 14 * style::font_scale();
  plot_ = QRectF(left, top, std::max(1.0, width() - left - 14), std::max(1.0, height() - top - foot));
  chart()->setPlotArea(plot_);
}

void BarsChart::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  lay_out();
}

double BarsChart::x_of(double ms) const {
  return plot_.left() + (bar_of(ms) - first_) / std::max(1, last_ - first_) * plot_.width();
}

void BarsChart::drawBackground(QPainter* painter, const QRectF&) {
  const style::Theme& theme = style::theme();
  painter->fillRect(QRectF(0, 0, width(), height()), theme.panel);
  painter->setFont(style::ui_font(10));
  const QFontMetricsF metrics(painter->font());
  const int wanted = std::clamp(static_cast<int>(plot_.height() / (metrics.height() * 2.4)), 2, 6);
  painter->setRenderHint(QPainter::Antialiasing, false);
  for (const ValueAxis::Tick& t : any_ ? axis_.ticks(wanted) : std::vector<ValueAxis::Tick>{}) {
    const double y = std::round(plot_.bottom() - axis_.share(t.value) * plot_.height());
    painter->setPen(theme.grid);
    painter->drawLine(QPointF(plot_.left(), y), QPointF(plot_.right(), y));
    painter->setPen(theme.faint);
    painter->drawText(QRectF(0, y - metrics.height() / 2, plot_.left() - 6, metrics.height()),
                      Qt::AlignRight | Qt::AlignVCenter, t.label);
  }
  for (double ms = .1; ms < 1e5; ms *= 10) {
    const double x = std::round(x_of(ms));
    if (x < plot_.left() - 1 || x > plot_.right() + 1) continue;
    painter->setPen(theme.grid);
    painter->drawLine(QPointF(x, plot_.top()), QPointF(x, plot_.bottom()));
    const QString label = ms >= 999 ? style::number_text(std::round(ms / 1e3)) + " s" : QString("%1 ms").arg(ms);
    const double width_of = metrics.horizontalAdvance(label);
    painter->setPen(theme.faint);
    painter->drawText(
        QPointF(std::min(x - width_of / 2, width() - width_of - 6), plot_.bottom() + 5 + metrics.ascent()), label);
  }
}

void BarsChart::drawForeground(QPainter* painter, const QRectF&) {
  const style::Theme& theme = style::theme();
  const double baseline = 8 + 12 * style::font_scale();
  painter->setFont(style::ui_font(12.5, QFont::DemiBold));
  painter->setPen(theme.text);
  painter->drawText(QPointF(14, baseline), title_);
  const double x = 14 + painter->fontMetrics().horizontalAdvance(title_) + 8;
  painter->setFont(style::ui_font(11));
  painter->setPen(theme.faint);
  painter->drawText(QPointF(x, baseline), tr("records ") + note_);
  if (!any_) {
    painter->setFont(style::ui_font(12));
    painter->drawText(plot_, Qt::AlignCenter, tr("No record was acknowledged in the last 5 s."));
  }
  if (!hasFocus()) return;
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setBrush(Qt::NoBrush);
  painter->setPen(QPen(theme.accent, 1.2));
  painter->drawRoundedRect(QRectF(1, 1, width() - 2, height() - 2), 7, 7);
}

bool BarsChart::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QChartView::viewportEvent(event);
  const auto* const help = static_cast<QHelpEvent*>(event);
  const double share = (help->pos().x() - plot_.left()) / plot_.width();
  const int bar = first_ + static_cast<int>(std::floor(share * (last_ - first_)));
  if (!plot_.contains(help->pos()) || bar < first_ || bar >= last_) {
    QToolTip::hideText();
    return true;
  }
  const QString text = tr("%1 to %2: %3 records")
                           .arg(style::span_text(bar_begin(bar) / 1e3), style::span_text(bar_begin(bar + 1) / 1e3),
                                style::count_text(static_cast<double>(bars_.records[static_cast<std::size_t>(bar)])));
  QToolTip::showText(help->globalPos(), text, this);
  return true;
}

void BarsChart::contextMenuEvent(QContextMenuEvent* event) {
  Q_EMIT menu_wanted(event->globalPos());
  event->accept();
}

void BarsChart::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_P && event->modifiers() == Qt::NoModifier)
    Q_EMIT pin_wanted();
  else
    event->ignore();
}

QString BarsChart::describe() const {
  if (!any_) return tr("%1: no record was acknowledged in the last 5 s").arg(title_);
  const auto most = std::max_element(bars_.records.begin(), bars_.records.end());
  const int bar = static_cast<int>(most - bars_.records.begin());
  return tr("%1: %2 records, most of them from %3 to %4")
      .arg(title_, style::count_text(sum_of(bars_)), style::span_text(bar_begin(bar) / 1e3),
           style::span_text(bar_begin(bar + 1) / 1e3));
}

QList<QStringList> BarsChart::table() const {
  QList<QStringList> rows{{"from ms", "until ms", "records"}};
  for (int i = first_; i < last_; ++i)
    rows << QStringList{QString::number(bar_begin(i)), QString::number(bar_begin(i + 1)),
                        QString::number(static_cast<double>(bars_.records[static_cast<std::size_t>(i)]))};
  return rows;
}

}  // namespace charts
