#include "gui/cluster/legend_bar.h"

#include <QPainter>
#include <algorithm>

#include "gui/cluster/paint_kit.h"
#include "gui/style/fonts.h"
#include "gui/style/theme.h"

namespace cluster {
namespace {

constexpr double kSign = 13;
constexpr std::size_t kMostTopics = 6;

}  // namespace

LegendBar::LegendBar(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("cluster/legend"));
  setAccessibleName(tr("Legend"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize LegendBar::sizeHint() const { return {400, qRound(22 * style::font_scale())}; }

void LegendBar::show_state(const SceneState& state, const QString& flight) {
  entries_ = {{Sign::leader, tr("leader")},
              {Sign::in_sync, tr("follower in sync")},
              {Sign::outside, tr("not in ISR")},
              {Sign::offline, tr("offline")},
              {Sign::above, tr("above the high watermark: not yet readable")}};
  const auto moved = [](const view::PartitionNow& p) {
    return !p.internal && p.leader >= 0 && p.leader != p.replicas.front();
  };
  if (std::any_of(state.now->partitions.begin(), state.now->partitions.end(), moved))
    entries_.insert(entries_.begin() + 1, {Sign::preferred, tr("leads, not preferred")});
  if (state.topics.size() > 1) {
    entries_.pop_back();
    for (std::size_t i = 0; i < std::min(state.topics.size(), kMostTopics); ++i)
      entries_.push_back({Sign::topic, QString::fromStdString(state.now->names->topic(state.topics[i])),
                          state.colour_of(state.topics[i])});
    if (state.topics.size() > kMostTopics)
      entries_.push_back({Sign::topic,
                          tr("and %n more topic(s)", nullptr, static_cast<int>(state.topics.size() - kMostTopics)),
                          kMostTopics});
  }
  flight_ = flight;
  setAccessibleDescription(flight);
  update();
}

void LegendBar::paintEvent(QPaintEvent*) {
  const style::Theme& t = style::theme();
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  const QFont font = style::ui_font(10.5);
  const double right = text_width(flight_, font);
  double x = 12;
  for (const Entry& e : entries_) {
    const double width = text_width(e.text, font);
    if (x + kSign + width + 40 + right > this->width()) break;
    draw_sign(p, e, QRectF(x, (height() - kSign) / 2, kSign, kSign));
    draw_line_of_text(p, QRectF(x + kSign + 6, 0, width + 2, height()), e.text, font, t.muted);
    x += kSign + 6 + width + 16;
  }
  draw_line_of_text(p, QRectF(x, 0, this->width() - x - 12, height()), flight_, font, t.faint,
                    Qt::AlignRight | Qt::AlignVCenter);
}

void LegendBar::draw_sign(QPainter& p, const Entry& e, const QRectF& in) const {
  const style::Theme& t = style::theme();
  const QColor& hue = t.category(e.hue);
  const QRectF inner = in.adjusted(0.5, 0.5, -0.5, -0.5);
  p.setPen(Qt::NoPen);
  switch (e.sign) {
    case Sign::leader:
      p.setBrush(hue);
      p.drawRoundedRect(in, 3, 3);
      return;
    case Sign::in_sync:
      p.setBrush(style::mixed(t.panel, hue, t.dark() ? 0.26 : 0.22));
      p.drawRoundedRect(in, 3, 3);
      return;
    case Sign::outside:
      p.setPen(QPen(t.warn, 1.1));
      p.setBrush(style::faded(t.warn, 0.1));
      p.drawRoundedRect(inner, 3, 3);
      draw_hatching(p, inner, style::faded(t.warn, 0.6), 4.5);
      return;
    case Sign::offline:
      p.setPen(QPen(t.faint, 1, Qt::DotLine));
      p.setBrush(Qt::NoBrush);
      p.drawRoundedRect(inner, 3, 3);
      p.setPen(QPen(t.bad, 1.2));
      p.drawLine(in.center() - QPointF(3, 3), in.center() + QPointF(3, 3));
      p.drawLine(in.center() - QPointF(3, -3), in.center() + QPointF(3, -3));
      return;
    case Sign::preferred:
      p.setBrush(hue);
      p.drawRoundedRect(in, 3, 3);
      p.setBrush(t.warn);
      p.drawPolygon(QPolygonF({in.topLeft(), in.topLeft() + QPointF(7, 0), in.topLeft() + QPointF(0, 7)}));
      return;
    case Sign::above:
      p.setPen(QPen(t.category(1), 1));
      p.setBrush(Qt::NoBrush);
      p.drawRoundedRect(in.adjusted(3.5, 1.5, -3.5, -1.5), 1.5, 1.5);
      return;
    case Sign::topic:
      p.setBrush(hue);
      p.drawEllipse(in.adjusted(2, 2, -2, -2));
      return;
  }
}

}  // namespace cluster
