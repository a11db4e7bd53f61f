#include "gui/events/why_panel.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRegularExpression>

#include "gui/events/event_look.h"
#include "gui/events/explained.h"
#include "gui/style/fonts.h"
#include "gui/style/icons.h"
#include "gui/view/event_chain.h"

namespace events {

WhyPanel::WhyPanel(bridge::Session& session, QWidget* parent)
    : QFrame(parent),
      session_(session),
      nothing_(new QLabel(this)),
      area_(new QScrollArea(this)),
      list_(new QWidget),
      steps_(new QVBoxLayout(list_)) {
  setObjectName("panel");
  setAccessibleName(tr("Why did this happen?"));
  setMinimumHeight(170);  // a cause and what it led to
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(10, 8, 6, 8);
  make_head(all);
  nothing_->setWordWrap(true);
  all->addWidget(nothing_);
  list_->setObjectName("why-list");
  steps_->setContentsMargins(0, 0, 4, 0);
  steps_->setSpacing(0);
  area_->setWidget(list_);
  area_->setWidgetResizable(true);
  area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area_->setObjectName("why-area");
  area_->setAccessibleName(tr("Chain of causes"));
  all->addWidget(area_, 1);
  connect(&session_, &bridge::Session::opened, this, [this] { explained_ = known_ = 0; });
  connect(&session_, &bridge::Session::branched, this, [this] { explained_ = known_ = 0; });
  connect(&session_, &bridge::Session::shown, this, &WhyPanel::refresh);
  connect(&session_.selection(), &bridge::Selection::changed, this, &WhyPanel::refresh);
}

void WhyPanel::make_head(QVBoxLayout* all) {
  auto* const row = new QHBoxLayout;
  icon_ = new QLabel(this);
  row->addWidget(icon_);
  auto* const title = new QLabel(tr("Why did this happen?"), this);
  title->setFont(style::ui_font(14, QFont::DemiBold));
  row->addWidget(title);
  row->addStretch(1);
  all->addLayout(row);
  tabs_ = new QWidget(this);
  auto* const tabs = new QHBoxLayout(tabs_);
  tabs->setContentsMargins(0, 0, 0, 2);
  auto* const group = new QButtonGroup(this);
  const auto tab = [&](const QString& id, const QString& text) {
    auto* const button = new QToolButton(tabs_);
    button->setObjectName(id);
    button->setText(text);
    button->setAccessibleName(text);
    button->setCheckable(true);
    button->setFont(style::ui_font(12));
    group->addButton(button);
    tabs->addWidget(button);
    return button;
  };
  why_ = tab("why-causes", tr("Causes"));
  after_ = tab("why-consequences", tr("Consequences"));
  why_->setChecked(true);
  tabs->addStretch(1);
  all->addWidget(tabs_);
  take_theme();
  connect(group, &QButtonGroup::buttonToggled, this, [this](QAbstractButton*, bool on) {
    explained_ = 0;
    if (on) refresh();
  });
}

void WhyPanel::take_theme() {
  tabs_->setStyleSheet(chip_sheet());
  icon_->setPixmap(style::make_icon(style::Icon::help, style::theme().accent, 18).pixmap(18, 18));
}

void WhyPanel::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && tabs_ != nullptr && tabs_->styleSheet() != chip_sheet()) take_theme();
}

void WhyPanel::refresh() {
  if (!isVisible() || choosing_) return;
  if (!session_.snapshot()) return say(tr("No scenario is open."));
  const view::EventRow* const row = explained(session_);
  if (row == nullptr) return say(tr("Nothing has happened yet that needs a reason."));
  const std::uint64_t events = session_.record().event();
  if (row->number == explained_ && (why_->isChecked() || events == known_)) return;
  explained_ = row->number;
  known_ = events;
  if (why_->isChecked())
    show_chain(row->number);
  else
    show_consequences(row->number);
}

void WhyPanel::show_chain(std::uint64_t number) {
  clear();
  const std::vector<const view::EventRow*> chain = view::chain_to(session_.record(), number);
  for (std::size_t i = 0; i < chain.size(); ++i)
    add(*chain[i], 0, 0)->set_place(i == 0, i + 1 == chain.size(), i + 1 == chain.size());
  steps_->addStretch(1);
}

void WhyPanel::show_consequences(std::uint64_t number) {
  const std::vector<view::Consequence> all = view::consequences_of(session_.record(), number);
  const view::EventRow* const row = session_.record().event(number);
  if (row == nullptr) return;
  if (all.empty()) return say(tr("Nothing has followed from it so far: %1").arg(text_of(row->text)));
  clear();
  add(*row, 0, 0)->set_place(true, true, true);
  for (const view::Consequence& c : all) add(*c.row, std::min(c.depth, 5), c.more);
  steps_->addStretch(1);
}

WhyStep* WhyPanel::add(const view::EventRow& row, int depth, std::size_t more) {
  auto* const step = new WhyStep(row, depth, more, list_);
  const std::uint64_t number = row.number;
  connect(step, &WhyStep::clicked, this, [this, number] {
    choosing_ = true;  // the chain stays as it is
    session_.selection().select(bridge::Selection::Kind::event, QString::number(number));
    choosing_ = false;
  });
  connect(step, &WhyStep::wanted, this, [this, step] { session_.seek(step->seconds()); });
  steps_->addWidget(step);
  step->show();
  shown_.push_back(step);
  add_settings(row);
  return step;
}

/// A link for each setting that decided it.
void WhyPanel::add_settings(const view::EventRow& row) {
  static const QRegularExpression kSetting("([a-z]+(?:\\.[a-z]+)+|acks)=[^ ,;)]+");
  auto all = kSetting.globalMatch(text_of(row.because));
  while (all.hasNext()) {
    const QString name = all.next().captured(1);
    auto* const link = new QPushButton(tr("Try another %1 ...").arg(name), list_);
    link->setObjectName("why-setting-" + name);
    link->setAccessibleName(tr("Fork and compare with another %1").arg(name));
    link->setFlat(true);
    link->setCursor(Qt::PointingHandCursor);
    link->setFont(style::ui_font(12));
    link->setStyleSheet(QString("QPushButton { color: %1; border: none; text-align: left; padding: 0 0 8px 28px; } "
                                "QPushButton:focus, QPushButton:hover { text-decoration: underline; }")
                            .arg(style::theme().accent.name()));
    connect(link, &QPushButton::clicked, this, [this, name] { Q_EMIT setting_wanted(name); });
    steps_->addWidget(link);
    link->show();
  }
}

void WhyPanel::clear() {
  while (QLayoutItem* const item = steps_->takeAt(0)) {
    if (QWidget* const w = item->widget()) {
      w->hide();
      w->deleteLater();
    }
    delete item;
  }
  for (WhyStep* const step : shown_) step->hide();
  shown_.clear();
  nothing_->hide();
  area_->show();
}

void WhyPanel::say(const QString& text) {
  clear();
  explained_ = 0;
  area_->hide();
  nothing_->setText(text);
  nothing_->show();
}

void WhyPanel::showEvent(QShowEvent* event) {
  QFrame::showEvent(event);
  refresh();
}

QString WhyPanel::describe() const {
  QStringList lines;
  for (const WhyStep* const step : shown_) lines << step->accessibleName();
  return lines.isEmpty() ? nothing_->text() : lines.join('\n');
}

}  // namespace events
