#include "gui/app/transport_bar.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>

#include "gui/app/action_registry.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"

namespace app {
namespace {

constexpr int kSteps = 600;  // of the slider, over six decades

/// Setting the same one again costs as much as another.
void set_sheet(QWidget& of, const QString& sheet) {
  if (of.styleSheet() != sheet) of.setStyleSheet(sheet);
}

}  // namespace

double TransportBar::speed_at(int position) { return std::pow(10.0, 6.0 * position / kSteps - 3); }

int TransportBar::position_of(double speed) {
  return static_cast<int>(std::lround((std::log10(speed) + 3) / 6 * kSteps));
}

QString TransportBar::speed_text(double speed) {
  return (speed >= 10 ? QString::number(std::lround(speed)) : QString::number(speed, 'g', 2)) + QChar(0xD7);
}

TransportBar::TransportBar(bridge::Session& session, ActionRegistry& actions, QWidget* parent)
    : QFrame(parent), session_(session), actions_(actions) {
  setObjectName("transport");
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  for (const char* const id : {"restart", "step-back"}) row->addWidget(add_button(id));
  row->addWidget(add_button("play", true));
  for (const char* const id : {"step", "next-turn", "fast"}) row->addWidget(add_button(id));
  const auto label = [&](const char* name) {
    auto* const made = new QLabel(this);
    made->setObjectName(name);
    row->addWidget(made);
    return made;
  };
  row->addSpacing(8);
  clock_ = label("clock");
  of_ = label("of");
  event_ = label("event");
  next_ = label("next-event");
  next_->setMinimumWidth(40);
  next_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  row->setStretchFactor(next_, 3);
  row->addStretch(1);
  rate_ = label("rate");
  label("speed-label")->setText(tr("Speed"));
  speed_ = new QSlider(Qt::Horizontal, this);
  speed_->setObjectName("speed");
  speed_->setAccessibleName(tr("Speed: simulated seconds in a second"));
  speed_->setRange(0, kSteps);
  speed_->setFixedWidth(140);
  speed_->setValue(position_of(1));
  row->addWidget(speed_);
  speed_text_ = label("speed-text");
  speed_text_->setMinimumWidth(48);
  connect(speed_, &QSlider::valueChanged, this, [this](int position) { session_.set_speed(speed_at(position)); });
  connect(&session_, &bridge::Session::shown, this, &TransportBar::refresh);
  connect(&session_, &bridge::Session::state_changed, this, &TransportBar::refresh_state);
  connect(&session_, &bridge::Session::opened, this, &TransportBar::refresh);
  if (session_.snapshot()) refresh();
  refresh_state();
}

QToolButton* TransportBar::add_button(const QString& action, bool primary) {
  auto* const button = new QToolButton(this);
  button->setObjectName(primary ? "primary" : "flat");
  button->setDefaultAction(actions_.find(action));
  button->setAccessibleName(actions_.find(action)->text());
  button->setToolButtonStyle(Qt::ToolButtonIconOnly);
  const int side = static_cast<int>(20 * style::font_scale());
  button->setIconSize({side, side});
  if (primary) button->setMinimumWidth(2 * side + 8);
  return button;
}

void TransportBar::refresh() {
  clock_->setText(style::clock_text(session_.seconds()));
  of_->setText("/ " + style::clock_text(session_.duration(), false));
  if (session_.snapshot())
    event_->setText(tr("event %1").arg(style::count_text(static_cast<double>(session_.snapshot()->event))));
  refresh_state();
}

/// Only what has been told is known: at the end of it the next event is still to come.
QString TransportBar::next_event() const {
  if (!session_.snapshot() || session_.playing() || !session_.sight().events()) return {};
  const auto& events = session_.record().events();
  const auto next =
      std::upper_bound(events.begin(), events.end(), session_.snapshot()->event,
                       [](std::uint64_t number, const view::EventRow& row) { return number < row.number; });
  if (next == events.end()) return {};
  const double ahead = sim::to_seconds(next->time - session_.now());
  return tr("next: %1 %2, in %3")
      .arg(QString::fromStdString(next->who), QString::fromStdString(next->text),
           style::span_text(std::max(ahead, 0.0)));
}

void TransportBar::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) refresh_state();
}

void TransportBar::apply_theme() {
  play_look_.reset();
  refresh_state();
}

/// This comes at every look at a run that plays: an icon is drawn when it is another.
void TransportBar::refresh_play() {
  const std::pair look{session_.playing(), style::theme().on_accent.rgba()};
  if (play_look_ == look) return;
  play_look_ = look;
  QAction* const play = actions_.find("play");
  play->setIcon(style::make_icon(look.first ? style::Icon::pause : style::Icon::play, style::theme().on_accent));
  play->setText(look.first ? tr("Pause") : tr("Play"));
}

void TransportBar::refresh_state() {
  const QString next = next_event();
  next_->setToolTip(next);
  next_->setText(next_->fontMetrics().elidedText(next, Qt::ElideRight, std::max(next_->width() - 40, 0)));
  const QFont mono = style::mono_font(18, QFont::Bold);
  set_sheet(*next_, QString("color: %1").arg(style::theme().muted.name()));
  set_sheet(*clock_,
            QString("font-family: '%1'; font-size: %2px; font-weight: 700;").arg(mono.family()).arg(mono.pixelSize()));
  refresh_play();
  const double rate = session_.events_per_second();
  QString text;
  if (session_.busy()) {
    text = tr("going there ... (Esc stops)");
  } else if (session_.finished()) {
    text = tr("the run is over");
  } else if (rate >= 1000) {
    text = tr("%1 k events/s").arg(style::count_text(rate / 1000));
  }
  rate_->setText(text);
  const QSignalBlocker blocker(speed_);
  speed_->setValue(position_of(session_.speed()));
  speed_text_->setText(speed_text(session_.speed()));
}

}  // namespace app
