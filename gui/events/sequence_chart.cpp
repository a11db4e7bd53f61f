#include "gui/events/sequence_chart.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "gui/events/event_look.h"
#include "gui/events/explained.h"
#include "gui/pages/picture_file.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/view/event_chain.h"

namespace events {

SequenceChart::SequenceChart(bridge::Session& session, QWidget* parent) : QFrame(parent), session_(session) {
  setObjectName("panel");
  setMouseTracking(true);
  setAccessibleName(tr("Sequence chart"));
  setAccessibleDescription(tr("Ctrl+Left: the cause. Ctrl+Right: the consequence."));
  setFocusPolicy(Qt::StrongFocus);
  setMinimumHeight(150);
  connect(&session_, &bridge::Session::opened, this, [this] { explained_ = known_ = 0; });
  connect(&session_, &bridge::Session::branched, this, [this] { explained_ = known_ = 0; });
  connect(&session_, &bridge::Session::shown, this, &SequenceChart::refresh);
  connect(&session_.selection(), &bridge::Selection::changed, this, &SequenceChart::refresh);
}

void SequenceChart::refresh() {
  if (!isVisible()) return;
  const view::EventRow* const row = session_.snapshot() ? explained(session_) : nullptr;
  const std::uint64_t number = row == nullptr ? 0 : row->number;
  const std::uint64_t events = session_.record().event();
  if (number == explained_ && (number == 0 || events == known_)) return;
  explained_ = number;
  known_ = events;
  plan_ = number == 0 ? SequencePlan() : plan_sequence(session_.record(), number, session_.names());
  update();
}

void SequenceChart::showEvent(QShowEvent* event) {
  QFrame::showEvent(event);
  refresh();
}

// ---- where things are

QRectF SequenceChart::field() const {
  const QFontMetrics font(style::ui_font(12.5, QFont::DemiBold));
  int left = 60;
  for (const Lifeline& line : plan_.lines) left = std::max(left, font.horizontalAdvance(text_of(line.name)));
  return QRectF(left + 26, 64, std::max(100, width() - left - 26 - 34), std::max(40, height() - 64 - 34));
}

double SequenceChart::x_of(double seconds) const {
  const QRectF in = field();
  return in.left() + plan_.place(seconds) * in.width();
}

double SequenceChart::y_of(std::size_t line) const {
  const QRectF in = field();
  const std::size_t gaps = std::max<std::size_t>(1, plan_.lines.size() - 1);
  return plan_.lines.size() == 1 ? in.center().y()
                                 : in.top() + in.height() * static_cast<double>(line) / static_cast<double>(gaps);
}

const SequenceDot* SequenceChart::dot_at(QPointF point) const {
  const SequenceDot* best = nullptr;
  double least = 12;
  for (const SequenceDot& dot : plan_.dots) {
    const double far = std::hypot(x_of(seconds_of(*dot.row)) - point.x(), y_of(dot.line) - point.y());
    if (far > least) continue;
    least = far;
    best = &dot;
  }
  return best;
}

// ---- keys and mouse

void SequenceChart::select(const view::EventRow* row) {
  if (row != nullptr) session_.selection().select(bridge::Selection::Kind::event, QString::number(row->number));
}

void SequenceChart::go_to_cause() {
  if (const view::EventRow* const row = explained(session_)) select(session_.record().event(row->cause));
}

void SequenceChart::go_to_consequence() {
  const view::EventRow* const row = explained(session_);
  if (row == nullptr) return;
  const auto next = view::consequences_of(session_.record(), row->number, 1);
  if (!next.empty()) select(next.front().row);
}

void SequenceChart::keyPressEvent(QKeyEvent* event) {
  const bool ctrl = (event->modifiers() & Qt::ControlModifier) != 0;
  if (ctrl && event->key() == Qt::Key_Left) return go_to_cause();
  if (ctrl && event->key() == Qt::Key_Right) return go_to_consequence();
  if (event->key() == Qt::Key_S && event->modifiers() == Qt::NoModifier) return save();
  QFrame::keyPressEvent(event);
}

void SequenceChart::save() {
  pages::ask_for_picture(*this, "sequence", [this](const QString& wrong) { Q_EMIT session_.problem(wrong); });
}

void SequenceChart::contextMenuEvent(QContextMenuEvent* event) {
  auto* const menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->setAccessibleName(tr("Sequence chart"));
  connect(menu->addAction(tr("To the cause\tCtrl+Left")), &QAction::triggered, this, &SequenceChart::go_to_cause);
  connect(menu->addAction(tr("To the consequence\tCtrl+Right")), &QAction::triggered, this,
          &SequenceChart::go_to_consequence);
  menu->addSeparator();
  connect(menu->addAction(tr("Save picture (PNG, SVG, PDF) ...\tS")), &QAction::triggered, this, &SequenceChart::save);
  menu->popup(event->globalPos());
}

void SequenceChart::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) select(row_at(event->position()));
}

void SequenceChart::mouseMoveEvent(QMouseEvent* event) {
  setCursor(row_at(event->position()) != nullptr ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void SequenceChart::mouseDoubleClickEvent(QMouseEvent* event) {
  if (const view::EventRow* const row = row_at(event->position())) session_.seek(seconds_of(*row));
}

QLineF SequenceChart::line_of(const SequenceArrow& arrow) const {
  const QPointF from(x_of(arrow.sent), y_of(arrow.from));
  const QPointF to(x_of(arrow.received), y_of(arrow.to));
  if (arrow.kind != SequenceArrow::Kind::lost) return {from, to};
  return {from, QPointF(from.x() + 16, from.y() + (to.y() - from.y()) * 0.6)};
}

const SequenceArrow* SequenceChart::arrow_at(QPointF point) const {
  constexpr double kReach = 5;  // pixels
  const SequenceArrow* best = nullptr;
  double least = kReach;
  for (const SequenceArrow& arrow : plan_.arrows) {
    const QLineF line = line_of(arrow);
    const QPointF way = line.p2() - line.p1();
    const double length = QPointF::dotProduct(way, way);
    const double share = length == 0 ? 0 : std::clamp(QPointF::dotProduct(point - line.p1(), way) / length, 0.0, 1.0);
    const double away = QLineF(point, line.pointAt(share)).length();
    if (away >= least) continue;
    least = away;
    best = &arrow;
  }
  return best;
}

const view::EventRow* SequenceChart::row_at(QPointF point) const {
  if (const SequenceDot* const dot = dot_at(point)) return dot->row;
  const SequenceArrow* const arrow = arrow_at(point);
  return arrow == nullptr ? nullptr : arrow->row;
}

QString SequenceChart::text_at(QPointF point) const {
  if (const view::EventRow* const row = row_at(point))
    return QString("%1  %2\n%3\n%4")
        .arg(style::clock_text(seconds_of(*row)), text_of(row->who), text_of(row->text), text_of(row->because));
  const SequenceArrow* const batch = arrow_at(point);
  if (batch == nullptr) return {};
  return QString("%1  %2\n%3  %4\n%5")
      .arg(style::clock_text(batch->sent), text_of(plan_.lines[batch->from].name), style::clock_text(batch->received),
           text_of(plan_.lines[batch->to].name), text_of(batch->text));
}

bool SequenceChart::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QFrame::event(event);
  auto* const help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), text_at(help->pos()).trimmed(), this);
  return true;
}

// ---- painting

void SequenceChart::paintEvent(QPaintEvent* event) {
  QFrame::paintEvent(event);
  const style::Theme& t = style::theme();
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  p.setFont(style::ui_font(14, QFont::DemiBold));
  p.setPen(t.text);
  const QString title = tr("Sequence chart");
  p.drawText(QPointF(14, 25), title);
  const int behind = 14 + p.fontMetrics().horizontalAdvance(title) + 12;
  p.setFont(style::ui_font(12));
  p.setPen(t.faint);
  if (plan_.lines.empty()) {
    p.drawText(rect(), Qt::AlignCenter,
               session_.snapshot() ? tr("Select an event to see who told whom.") : tr("No scenario is open."));
    return;
  }
  const QString head =
      tr("%1 to %2, silent stretches folded").arg(style::clock_text(plan_.from), style::clock_text(plan_.until));
  p.drawText(QPointF(behind, 25), p.fontMetrics().elidedText(head, Qt::ElideRight, width() - behind - 10));
  paint_stretches(p);
  paint_lines(p);
  paint_faults(p);
  paint_arrows(p);
  paint_dots(p);
  if (hasFocus()) {
    p.setPen(QPen(t.accent, 1));
    p.setBrush(Qt::NoBrush);
    p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9);
  }
}

void SequenceChart::paint_stretches(QPainter& p) const {
  const style::Theme& t = style::theme();
  const QRectF in = field();
  p.setFont(style::ui_font(11));
  double free_from = -1e9;
  const auto label = [&](double seconds) {
    const QString text = style::clock_text(seconds);
    const double wide = p.fontMetrics().horizontalAdvance(text);
    const double x = std::min(x_of(seconds) - wide / 2, width() - wide - 6.0);
    if (x < free_from) return;
    p.drawText(QPointF(x, in.bottom() + 24), text);
    free_from = x + wide + 10;
  };
  p.setFont(style::mono_font(11));
  p.setPen(t.faint);
  label(plan_.from);
  for (const Stretch& s : plan_.stretches) {
    p.setFont(style::mono_font(11));
    p.setPen(t.faint);
    label(s.until);
    if (!s.folded) continue;
    const QRectF band(x_of(s.from), in.top() - 14, x_of(s.until) - x_of(s.from), in.height() + 24);
    p.fillRect(band.adjusted(6, 0, -6, 0), style::faded(t.panel2, 0.75));
    p.setFont(style::ui_font(11));
    p.drawText(QRectF(band.left(), band.top() - 1, band.width(), 14), Qt::AlignCenter,
               style::span_text(s.until - s.from));
  }
}

void SequenceChart::paint_faults(QPainter& p) const {
  const style::Theme& t = style::theme();
  const QRectF in = field();
  for (const view::FaultSpan& f : plan_.faults) {
    const double x = x_of(sim::to_seconds(f.begin - sim::kTimeZero));
    p.setPen(QPen(t.bad, 1.4));
    p.drawLine(QPointF(x, in.top() - 18), QPointF(x, in.bottom() + 8));
    p.setFont(style::ui_font(11, QFont::Bold));
    const QString letter = text_of(f.letter);
    const QRectF flag(x, in.top() - 30, p.fontMetrics().horizontalAdvance(letter) + 8, 14);
    p.fillRect(flag, t.bad);
    p.setPen(t.panel);
    p.drawText(flag, Qt::AlignCenter, letter);
  }
}

void SequenceChart::paint_lines(QPainter& p) const {
  const style::Theme& t = style::theme();
  const QRectF in = field();
  p.setFont(style::ui_font(12.5, QFont::DemiBold));
  for (std::size_t i = 0; i < plan_.lines.size(); ++i) {
    const Lifeline& line = plan_.lines[i];
    const double y = y_of(i);
    p.setPen(t.text);
    p.drawText(QRectF(10, y - 12, in.left() - 22, 24), Qt::AlignRight | Qt::AlignVCenter, text_of(line.name));
    double from = in.left() - 6;
    p.setPen(QPen(t.category(i), 1.5));
    for (const auto& [begin, end] : line.down) {
      const double a = begin < plan_.from ? in.left() - 6 : x_of(begin);
      const double b = end > plan_.until ? in.right() + 10 : x_of(end);
      if (a > from) p.drawLine(QPointF(from, y), QPointF(a, y));
      p.setPen(QPen(t.faint, 1, Qt::DotLine));
      p.drawLine(QPointF(a, y), QPointF(b, y));
      p.setPen(QPen(t.category(i), 1.5));
      from = b;
    }
    if (from < in.right() + 10) p.drawLine(QPointF(from, y), QPointF(in.right() + 10, y));
  }
}

void SequenceChart::paint_arrows(QPainter& p) const {
  std::vector<QRectF> taken;
  for (std::size_t i = 0; i < plan_.lines.size(); ++i)
    taken.emplace_back(field().left(), y_of(i) - 5, field().width(), 10);
  for (const SequenceArrow& arrow : plan_.arrows) paint_arrow(p, arrow);
  // Over all of them: a line that passes below words leaves them readable.
  for (const SequenceArrow& arrow : plan_.arrows) paint_label(p, line_of(arrow), text_of(arrow.text), taken);
}

void SequenceChart::paint_arrow(QPainter& p, const SequenceArrow& arrow) const {
  const style::Theme& t = style::theme();
  const bool lost = arrow.kind == SequenceArrow::Kind::lost;
  const QColor colour = lost                                       ? t.bad
                        : arrow.kind == SequenceArrow::Kind::batch ? t.category(arrow.from)
                                                                   : colour_of(arrow.look);
  const QLineF line = line_of(arrow);
  const auto [from, to] = std::pair(line.p1(), line.p2());
  p.setPen(QPen(colour, 1.4, lost ? Qt::DashLine : Qt::SolidLine));
  p.drawLine(from, to);
  if (lost) {
    p.setPen(QPen(colour, 1.8));
    p.drawLine(to + QPointF(-4, -4), to + QPointF(4, 4));
    p.drawLine(to + QPointF(-4, 4), to + QPointF(4, -4));
  } else {
    const double angle = std::atan2(to.y() - from.y(), to.x() - from.x());
    const auto corner = [&, to = to](double turn) {
      return to - QPointF(9 * std::cos(angle + turn), 9 * std::sin(angle + turn));
    };
    p.setBrush(colour);
    p.setPen(Qt::NoPen);
    p.drawPolygon(QPolygonF({to, corner(0.4), corner(-0.4)}));
  }
}

/// In full if there is room for that anywhere beside the arrow; else the beginning, and the tool tip has the rest.
void SequenceChart::paint_label(QPainter& p, const QLineF& along, const QString& text,
                                std::vector<QRectF>& taken) const {
  constexpr int kBrief = 230;
  p.setFont(style::ui_font(11));
  const QString brief = p.fontMetrics().elidedText(text, Qt::ElideRight, kBrief);
  for (const QString& words : {text, brief}) {
    const double wide = p.fontMetrics().horizontalAdvance(words) + 4.0;
    for (const double share : {0.5, 0.35, 0.65, 0.2, 0.8}) {
      QRectF label(along.pointAt(share) + QPointF(7, -8), QSizeF(wide, 15));
      if (label.right() > width() - 8) label.moveRight(label.left() - 14);
      const bool free = label.left() >= field().left() &&
                        std::none_of(taken.begin(), taken.end(), [&](const QRectF& t) { return t.intersects(label); });
      if (!free) continue;
      taken.push_back(label);
      p.fillRect(label.adjusted(-2, 1, 0, -1), style::faded(style::theme().panel, 0.75));
      p.setPen(style::theme().muted);
      p.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, words);
      return;
    }
  }
}

void SequenceChart::paint_dots(QPainter& p) const {
  const style::Theme& t = style::theme();
  for (const SequenceDot& dot : plan_.dots) {
    const QPointF at(x_of(seconds_of(*dot.row)), y_of(dot.line));
    const bool ends = dot.row->name == "BrokerStopped" || dot.row->name == "ClientStopped" ||
                      dot.row->name == "ZooKeeperServerStopped";
    if (ends) {
      p.setPen(QPen(t.bad, 2.2));
      p.drawLine(at + QPointF(-6, -6), at + QPointF(6, 6));
      p.drawLine(at + QPointF(-6, 6), at + QPointF(6, -6));
      continue;
    }
    p.setPen(dot.explained ? QPen(t.text, 2) : QPen(Qt::NoPen));
    p.setBrush(colour_of(dot.row->kind));
    p.drawEllipse(at, dot.explained ? 6 : 4, dot.explained ? 6 : 4);
  }
}

QString SequenceChart::describe() const {
  QStringList lines;
  for (const SequenceDot& dot : plan_.dots)
    lines << QString("%1 %2: %3")
                 .arg(style::clock_text(seconds_of(*dot.row)), text_of(plan_.lines[dot.line].name),
                      text_of(dot.row->text));
  return lines.isEmpty() ? tr("No event is selected.") : lines.join('\n');
}

}  // namespace events
