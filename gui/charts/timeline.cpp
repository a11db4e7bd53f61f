#include "gui/charts/timeline.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "gui/charts/fault_look.h"
#include "gui/charts/mark_look.h"
#include "gui/charts/value_axis.h"
#include "gui/charts/window_input.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace charts {
namespace {

constexpr double kSide = 10;
constexpr double kTrack = 18;
constexpr double kDot = 2.6;
constexpr double kGrip = 3;      // pixels beside an edge of the window
constexpr double kHeadGrip = 7;  // beside the playhead, which comes first

QColor colour_of(const Moment& m) {
  const style::Theme& theme = style::theme();
  if (m.kind == Moment::Kind::election) return theme.warn;
  if (m.kind == Moment::Kind::rebalance) return theme.category(4);
  switch (m.event_class) {
    case view::EventClass::fault:
      return theme.bad;
    case view::EventClass::election:
    case view::EventClass::controller:
      return theme.warn;
    case view::EventClass::isr:
      return theme.accent;
    case view::EventClass::group:
      return theme.category(4);
    case view::EventClass::zookeeper:
    case view::EventClass::broker:
      return theme.ok;
    default:
      return theme.muted;
  }
}

/// Of two dots on one place the one that matters more is drawn.
int weight(const Moment& m) {
  if (m.kind == Moment::Kind::election) return 20;
  if (m.kind == Moment::Kind::rebalance) return 19;
  return m.event_class == view::EventClass::request ? 0 : 11 - static_cast<int>(m.event_class);
}

void paint_dot(QPainter& painter, double x, double y, const Moment& m) {
  painter.setBrush(colour_of(m));
  if (m.kind == Moment::Kind::election)
    painter.drawPolygon(QPolygonF({{x - 3, y + kDot}, {x + 3, y + kDot}, {x, y - 3}}));
  else if (m.event_class == view::EventClass::fault)
    painter.drawRect(QRectF(x - 2.3, y - 2.3, 4.6, 4.6));
  else
    painter.drawEllipse(QPointF(x, y), kDot, kDot);
}

}  // namespace

Timeline::Timeline(bridge::Session& session, QWidget* parent) : QWidget(parent), session_(session) {
  setObjectName("timeline");
  setAccessibleName(tr("Timeline"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&session.window(), &bridge::TimeWindow::changed, this, QOverload<>::of(&QWidget::update));
  connect(&session.window(), &bridge::TimeWindow::cursor_changed, this, QOverload<>::of(&QWidget::update));
}

QSize Timeline::sizeHint() const { return {800, static_cast<int>(18 + kTrack + 24 * style::font_scale())}; }
QSize Timeline::minimumSizeHint() const { return {300, sizeHint().height()}; }

void Timeline::refresh() {
  moments_.follow(session_.record());
  if (hasFocus()) setAccessibleDescription(describe());
  update();
}

// ---- geometry

QRectF Timeline::track() const {
  const double top = 6 + 14 * style::font_scale();
  return {kSide, top, std::max(1.0, width() - 2 * kSide), kTrack};
}

double Timeline::duration() const { return std::max(1e-3, session_.duration()); }

double Timeline::x_of(double at) const { return track().left() + at / duration() * track().width(); }

double Timeline::seconds_at(double x) const {
  return std::clamp((x - track().left()) / track().width() * duration(), 0.0, duration());
}

// ---- painting

void Timeline::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(style::theme().panel2);
  painter.drawRoundedRect(track(), 5, 5);
  if (!session_.snapshot()) {
    painter.setPen(style::theme().faint);
    painter.setFont(style::ui_font(11));
    painter.drawText(track(), Qt::AlignCenter, tr("No run is open."));
    return;
  }
  paint_throughput(painter);
  paint_window(painter);
  paint_faults(painter);
  paint_turns(painter);
  paint_steps(painter);
  paint_times(painter);
  draw_marks(painter, session_.window(), track(), [this](double t) { return x_of(t); });
  paint_playhead(painter);
  if (!hasFocus()) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(style::theme().accent, 1.2));
  painter.drawRoundedRect(track().adjusted(-2, -2, 2, 2), 6, 6);
}

void Timeline::paint_throughput(QPainter& painter) const {
  const view::RunRecord::Series* const records = session_.record().find("cluster/records");
  if (records == nullptr || records->samples.empty()) return;
  const QRectF in = track();
  std::vector<view::Column> columns;
  records->samples.columns(0, duration(), static_cast<std::size_t>(in.width()), columns);
  // What all but the highest fiftieth stays below, so that one peak does not flatten the rest.
  std::vector<double> means;
  for (const view::Column& c : columns)
    if (c.mean > 0) means.push_back(static_cast<double>(c.mean));
  if (means.empty()) return;
  const auto rank = means.begin() + static_cast<std::ptrdiff_t>((means.size() - 1) * 49 / 50);
  std::nth_element(means.begin(), rank, means.end());
  const double most = *rank;
  const double now = x_of(session_.seconds());
  QList<QLineF> past;
  QList<QLineF> future;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].count == 0) continue;
    const double x = std::floor(in.left()) + static_cast<double>(i) + .5;
    const double share = std::min(1.15, static_cast<double>(columns[i].mean) / most);
    const double high = std::round(share * (in.height() - 5));
    if (high >= 1) (x <= now ? past : future) << QLineF(x, in.bottom() - high, x, in.bottom() - 1);
  }
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(QPen(style::faded(style::theme().accent, .34), 1));
  painter.drawLines(past);
  painter.setPen(QPen(style::faded(style::theme().accent, .13), 1));
  painter.drawLines(future);
  painter.setRenderHint(QPainter::Antialiasing, true);
}

/// The window of the charts, where it is not all of the run.
void Timeline::paint_window(QPainter& painter) const {
  const bridge::TimeWindow& window = session_.window();
  if (window.span() >= duration() * .999) return;
  QRectF in = track();
  in.setLeft(std::max(in.left(), x_of(window.from())));
  in.setRight(std::max(in.left() + 2, std::min(track().right(), x_of(window.until()))));
  painter.setPen(QPen(style::faded(style::theme().text, .45), 1));
  painter.setBrush(style::faded(style::theme().text, .06));
  painter.drawRect(in);
}

void Timeline::paint_faults(QPainter& painter) const {
  const QRectF in = track();
  const double now = session_.seconds();
  double free_from = in.left();  // names must not lie on each other
  const std::vector<view::FaultSpan>& faults = session_.record().faults();
  for (std::size_t i = 0; i < faults.size(); ++i) {
    const view::FaultSpan& f = faults[i];
    const double begin = seconds_of(f.begin);
    const bool future = begin > now;
    const QColor colour = style::faded(fault_colour(f), future ? .45 : 1);
    const double left = x_of(begin);
    const double right = x_of(f.end ? seconds_of(*f.end) : std::max(begin, seconds_of(session_.record().until())));
    painter.fillRect(QRectF(left, in.top(), std::max(1.5, right - left), in.height()),
                     style::faded(fault_colour(f), future ? .1 : .24));
    painter.setPen(QPen(colour, 1.4));
    painter.drawLine(QPointF(left, in.top() - 2), QPointF(left, in.bottom()));
    painter.setOpacity(future ? .45 : 1);
    const double flag = draw_flag(painter, QPointF(left - .7, in.top() - 2), f);
    painter.setOpacity(1);
    painter.setFont(style::ui_font(10));
    const QString name = fault_name(f);
    const double wide = painter.fontMetrics().horizontalAdvance(name);
    double x = left + flag + 4;
    const double head = x_of(held_.value_or(now));
    if (head > x - 8 && head < x + wide + 6) x = head + 9;
    const double room = (i + 1 < faults.size() ? x_of(seconds_of(faults[i + 1].begin)) - 4 : width()) - x;
    if (left < free_from || wide > room) continue;
    painter.setPen(colour);
    painter.drawText(QPointF(x, in.top() - 5), name);
    free_from = x + wide + 6;
  }
}

void Timeline::paint_turns(QPainter& painter) const {
  const double y = track().bottom() + 6;
  painter.setPen(Qt::NoPen);
  const Moment* best = nullptr;  // of those that lie on one place
  const auto end_place = [&] {
    if (best != nullptr) paint_dot(painter, x_of(best->seconds), y, *best);
  };
  for (const Moment& m : moments_.all()) {
    if (m.seconds > session_.seconds()) break;
    if (best != nullptr && x_of(m.seconds) - x_of(best->seconds) < 2 * kDot) {
      if (weight(m) > weight(*best)) best = &m;
      continue;
    }
    end_place();
    best = &m;
  }
  end_place();
}

void Timeline::paint_steps(QPainter& painter) const {
  if (!session_.spec()) return;
  const style::Theme& theme = style::theme();
  const double y = track().bottom();
  for (const scenario::StepSpec& step : session_.spec()->steps) {
    const double at = sim::to_seconds(step.at);
    const double x = x_of(at);
    painter.setPen(QPen(theme.accent, 1.2));
    painter.setBrush(at <= session_.seconds() ? theme.accent : theme.panel);
    painter.drawPolygon(QPolygonF({{x, y - 9}, {x + 4, y - 5}, {x, y - 1}, {x - 4, y - 5}}));
  }
}

void Timeline::paint_times(QPainter& painter) const {
  const QRectF in = track();
  painter.setFont(style::ui_font(9.5));
  painter.setPen(style::theme().faint);
  const QFontMetricsF metrics(painter.font());
  const int most = std::max(2, static_cast<int>(in.width() / (110 * style::font_scale())));
  for (const TimeTick& t : time_ticks(0, duration(), most)) {
    if (t.seconds == 0) continue;
    const double wide = metrics.horizontalAdvance(t.label);
    const double x = std::min(x_of(t.seconds) - wide / 2, width() - wide - 2);
    painter.drawText(QPointF(x, in.bottom() + 11 + metrics.ascent()), t.label);
  }
}

void Timeline::paint_playhead(QPainter& painter) const {
  const style::Theme& theme = style::theme();
  const QRectF in = track();
  const auto upright = [&](double at, const QColor& colour) {
    painter.setPen(QPen(colour, 1));
    painter.drawLine(QPointF(x_of(at), in.top()), QPointF(x_of(at), in.bottom()));
  };
  const bridge::TimeWindow& window = session_.window();
  if (window.has_cursor()) upright(window.cursor(), theme.accent);
  if (hover_) upright(*hover_, style::faded(theme.text, .4));
  const double x = x_of(held_.value_or(session_.seconds()));
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.text);
  painter.drawRoundedRect(QRectF(x - 1.2, in.top() - 4, 2.4, in.height() + 8), 1, 1);
  painter.drawEllipse(QPointF(x, in.top() - 4), 4.6, 4.6);
}

// ---- mouse and keys

void Timeline::scrub_to(double at) {
  held_ = at;
  session_.scrub(at);
  update();
}

void Timeline::release() {
  if (!held_) return;
  const double at = *held_;
  held_.reset();
  // Nothing is recorded there: the run goes there itself.
  if (at > seconds_of(session_.record().until()))
    session_.seek(at);
  else
    session_.release_scrub();
  update();
}

Timeline::Part Timeline::part_at(QPointF at) const {
  const bridge::TimeWindow& window = session_.window();
  const bool shown = session_.snapshot() && window.span() < duration() * .999;
  if (!shown || at.y() < track().top() || at.y() > track().bottom()) return Part::none;
  if (std::abs(at.x() - x_of(session_.seconds())) < kHeadGrip) return Part::none;
  if (std::abs(at.x() - x_of(window.until())) <= kGrip) return Part::until;
  return std::abs(at.x() - x_of(window.from())) <= kGrip ? Part::from : Part::none;
}

void Timeline::drag_part(double at) {
  bridge::TimeWindow& window = session_.window();
  if (part_ == Part::window) {
    window.pan(at - grabbed_);
    grabbed_ = at;
    return;
  }
  const double least = duration() / track().width();  // a pixel: the edges do not pass each other
  const double from = part_ == Part::from ? std::min(at, window.until() - least) : window.from();
  const double until = part_ == Part::until ? std::max(at, window.from() + least) : window.until();
  if (from == window.from() && until == window.until()) return;
  if (std::exchange(moved_, true))
    window.stretch(from, until);
  else
    window.show(from, until);
}

double Timeline::target_at(QPointF at) const {
  if (at.y() < track().top())
    for (const view::FaultSpan& f : session_.record().faults()) {
      const double begin = seconds_of(f.begin);
      if (at.x() >= x_of(begin) - 2 && at.x() <= x_of(begin) + 13 * style::font_scale()) return begin;
    }
  return seconds_at(at.x());
}

void Timeline::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !session_.snapshot()) return;
  hover_.reset();  // its line would stand where the drag began
  part_ = event->modifiers().testFlag(Qt::ShiftModifier) ? Part::window : part_at(event->position());
  moved_ = false;
  grabbed_ = seconds_at(event->position().x());
  if (part_ == Part::none) scrub_to(target_at(event->position()));
}

void Timeline::mouseMoveEvent(QMouseEvent* event) {
  const double at = seconds_at(event->position().x());
  if (part_ != Part::none)
    drag_part(at);
  else if (held_)
    scrub_to(at);
  else
    hover_ = at;
  setCursor(part_ != Part::none || part_at(event->position()) != Part::none ? Qt::SizeHorCursor : Qt::ArrowCursor);
  update();
}

void Timeline::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  part_ = Part::none;
  release();
}

void Timeline::wheelEvent(QWheelEvent* event) {
  if (!session_.snapshot() || !window_wheel(session_.window(), *event, seconds_at(event->position().x())))
    return QWidget::wheelEvent(event);
  event->accept();
}

void Timeline::leaveEvent(QEvent*) {
  hover_.reset();
  update();
}

std::optional<double> Timeline::key_target(int key) const {
  const double at = held_.value_or(session_.seconds());
  switch (key) {
    case Qt::Key_Left:
      return at - duration() / 300;
    case Qt::Key_Right:
      return at + duration() / 300;
    case Qt::Key_PageUp:
      return at - duration() / 20;
    case Qt::Key_PageDown:
      return at + duration() / 20;
    case Qt::Key_Home:
      return 0;
    case Qt::Key_End:
      return duration();
    default:
      return std::nullopt;
  }
}

void Timeline::keyPressEvent(QKeyEvent* event) {
  const std::optional<double> target = event->modifiers() == Qt::NoModifier ? key_target(event->key()) : std::nullopt;
  if (!target || !session_.snapshot()) return QWidget::keyPressEvent(event);
  scrub_to(std::clamp(*target, 0.0, duration()));
}

/// As when the mouse lets go: the run follows when the key is up.
void Timeline::keyReleaseEvent(QKeyEvent* event) {
  if (event->isAutoRepeat() || !key_target(event->key())) return QWidget::keyReleaseEvent(event);
  release();
}

void Timeline::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::StyleChange) updateGeometry();
}

bool Timeline::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    // Left and Right step through the run elsewhere.
    const auto* const key = static_cast<QKeyEvent*>(event);
    if (key->modifiers() == Qt::NoModifier && key_target(key->key())) {
      event->accept();
      return true;
    }
  }
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* const help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), text_at(seconds_at(help->pos().x())), this);
  return true;
}

// ---- in words

QString Timeline::text_at(double at) const {
  constexpr int kMostEvents = 4;
  QStringList lines{style::clock_text(at)};
  for (const view::FaultSpan& f : session_.record().faults())
    if (seconds_of(f.begin) <= at && (!f.end || seconds_of(*f.end) >= at)) lines << fault_sentence(f);
  const double reach = 4 * duration() / track().width();
  if (session_.spec())
    for (const scenario::StepSpec& step : session_.spec()->steps)
      if (std::abs(sim::to_seconds(step.at) - at) <= reach) lines << QString::fromStdString(step.say).simplified();
  int told = 0;
  int more = 0;
  for (auto m = moments_.from(at - reach); m != moments_.all().end() && m->seconds <= at + reach; ++m) {
    const view::EventRow* const e = session_.record().event(m->event);
    if (e == nullptr || m->seconds > session_.seconds()) continue;
    if (told < kMostEvents)
      lines << style::clock_text(m->seconds) + "  " + QString::fromStdString(e->who + ": " + e->text);
    else
      ++more;
    ++told;
  }
  if (more > 0) lines << tr("and %n more", nullptr, more);
  return lines.join('\n');
}

QString Timeline::describe() const {
  if (!session_.snapshot()) return tr("No run is open.");
  QStringList faults;
  for (const view::FaultSpan& f : session_.record().faults()) faults << fault_sentence(f);
  return tr("%1 of %2. ").arg(style::clock_text(session_.seconds()), style::clock_text(duration())) +
         (faults.isEmpty() ? tr("No fault so far.") : tr("Faults: %1.").arg(faults.join("; ")));
}

}  // namespace charts
