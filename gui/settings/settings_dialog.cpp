#include "gui/settings/settings_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>
#include <cmath>

#include "gui/languages/languages.h"
#include "gui/style/theme.h"

namespace settings {
namespace {

constexpr int kLeastPercent = 80;
constexpr int kMostPercent = 200;
constexpr int kStepPercent = 10;

/// The eight colours of the palette in use, each with its number: shape before colour.
class Swatches final : public QWidget {
 public:
  explicit Swatches(QWidget* parent) : QWidget(parent) { setMinimumHeight(26); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = 24;
    for (std::size_t i = 0; i < 8; ++i) {
      const QRectF in(static_cast<double>(i) * (side + 6), 1, side, side);
      painter.setPen(Qt::NoPen);
      painter.setBrush(style::theme().category(i));
      painter.drawRoundedRect(in, 5, 5);
      painter.setPen(style::theme().panel);
      painter.drawText(in, Qt::AlignCenter, QString::number(i + 1));
    }
  }
};

}  // namespace

SettingsDialog::SettingsDialog(QWidget* parent) : QDialog(parent) {
  setObjectName("settings");
  build();
  connect(&Keeper::instance(), &Keeper::looks_changed, this, qOverload<>(&QWidget::update));
  // As big as its own larger letters need it: after the style has reached it.
  connect(&Keeper::instance(), &Keeper::words_changed, this, &QWidget::adjustSize, Qt::QueuedConnection);
}

void SettingsDialog::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange && !building_) {
    building_ = true;  // several translators come and go: once
    QMetaObject::invokeMethod(this, &SettingsDialog::build, Qt::QueuedConnection);
  }
  QDialog::changeEvent(event);
}

void SettingsDialog::build() {
  const QString focused = focusWidget() != nullptr ? focusWidget()->objectName() : QString();
  qDeleteAll(findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
  delete layout();
  setWindowTitle(tr("Settings"));
  auto* const column = new QVBoxLayout(this);
  auto* const form = new QFormLayout;
  form->setHorizontalSpacing(18);
  form->setVerticalSpacing(12);
  form->setRowWrapPolicy(QFormLayout::WrapLongRows);
  add_choice(*form, "settings-theme", tr("Theme"),
             {{"desktop", tr("as the desktop has it")},
              {"dark", tr("dark")},
              {"light", tr("light")},
              {"high-contrast", tr("high contrast")}},
             &Preferences::theme);
  add_palette(*form);
  add_font_scale(*form);
  add_motion(*form);
  QList<Choice> spoken{{"", tr("as the computer has it")}};
  for (const languages::Language& l : languages::all()) spoken.append({l.id, l.name});
  add_choice(*form, "settings-language", tr("Language"), spoken, &Preferences::language);
  auto* const note = new QLabel(
      tr("Lessons, events and their causes are told in the words of the scenario and of Kafka, in all languages."),
      this);
  note->setWordWrap(true);
  note->setMinimumWidth(320);
  form->addRow(QString(), note);
  column->addLayout(form);
  column->addStretch(1);
  auto* const foot = new QHBoxLayout;
  auto* const usual = new QPushButton(tr("As at first"), this);
  usual->setObjectName("settings-usual");
  auto* const close = new QPushButton(tr("Close"), this);
  close->setObjectName("primary");
  close->setDefault(true);
  foot->addWidget(usual);
  foot->addStretch(1);
  foot->addWidget(close);
  column->addLayout(foot);
  connect(close, &QPushButton::clicked, this, &QDialog::accept);
  connect(usual, &QPushButton::clicked, this, [this] {
    Keeper::instance().change({});
    QMetaObject::invokeMethod(this, &SettingsDialog::build, Qt::QueuedConnection);
  });
  building_ = false;
  if (auto* const again = focused.isEmpty() ? nullptr : findChild<QWidget*>(focused)) again->setFocus();
}

QComboBox* SettingsDialog::add_choice(QFormLayout& form, const QString& name, const QString& title,
                                      const QList<Choice>& choices, QString Preferences::*what) {
  auto* const box = new QComboBox(this);
  box->setObjectName(name);
  box->setAccessibleName(title);
  for (const Choice& c : choices) box->addItem(c.text, c.id);
  box->setCurrentIndex(std::max(0, box->findData(Keeper::instance().now().*what)));
  connect(box, &QComboBox::activated, this,
          [this, box, what] { change([&](Preferences& p) { p.*what = box->currentData().toString(); }); });
  form.addRow(title, box);
  return box;
}

void SettingsDialog::add_palette(QFormLayout& form) {
  add_choice(form, "settings-palette", tr("Colours"),
             {{"everyone", tr("for all kinds of sight")},
              {"red-green", tr("red and green look alike")},
              {"blue-yellow", tr("blue and yellow look alike")},
              {"greys", tr("shades of grey")}},
             &Preferences::palette);
  form.addRow(QString(), new Swatches(this));
}

void SettingsDialog::add_font_scale(QFormLayout& form) {
  auto* const box = new QWidget(this);
  auto* const row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  auto* const slider = new QSlider(Qt::Horizontal, box);
  slider->setObjectName("settings-font");
  slider->setAccessibleName(tr("Size of the font"));
  slider->setRange(kLeastPercent / kStepPercent, kMostPercent / kStepPercent);
  slider->setPageStep(2);
  slider->setTickPosition(QSlider::TicksBelow);
  slider->setTracking(false);  // all windows are made anew
  slider->setValue(static_cast<int>(std::lround(Keeper::instance().now().font_scale * 100 / kStepPercent)));
  auto* const value = new QLabel(box);
  const auto say = [value](int steps) { value->setText(tr("%1 %").arg(steps * kStepPercent)); };
  say(slider->value());
  connect(slider, &QSlider::sliderMoved, value, say);
  connect(slider, &QSlider::valueChanged, this, [this, say](int steps) {
    say(steps);
    change([&](Preferences& p) { p.font_scale = steps * kStepPercent / 100.0; });
  });
  row->addWidget(slider, 1);
  row->addWidget(value);
  form.addRow(tr("Size of the font"), box);
}

void SettingsDialog::add_motion(QFormLayout& form) {
  auto* const reduced = new QCheckBox(tr("reduced: no moving dots, no glow"), this);
  reduced->setObjectName("settings-motion");
  reduced->setAccessibleName(tr("Reduced motion"));
  reduced->setChecked(Keeper::instance().now().reduced_motion);
  connect(reduced, &QCheckBox::toggled, this,
          [this](bool on) { change([&](Preferences& p) { p.reduced_motion = on; }); });
  form.addRow(tr("Motion"), reduced);
}

void SettingsDialog::change(const std::function<void(Preferences&)>& how) {
  Preferences wanted = Keeper::instance().now();
  how(wanted);
  Keeper::instance().change(wanted);
}

}  // namespace settings
