#include "gui/compare/fork_dialog.h"

#include <QAbstractSpinBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <limits>

#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"
#include "gui/view/live_run.h"

namespace comparing {
ForkDialog::ForkDialog(bridge::Session& session, QWidget* parent)
    : QDialog(parent),
      session_(session),
      variant_(new QComboBox(this)),
      seed_(new QSpinBox(this)),
      fault_(new QLineEdit(this)),
      mistake_(new QLabel(this)) {
  setObjectName("fork-dialog");
  setWindowTitle(tr("Fork & compare"));
  setMinimumWidth(560);
  auto* const all = new QVBoxLayout(this);
  auto* const intro =
      new QLabel(tr("A is the run that is open, with the faults made by hand. B is the same with what you change "
                    "here: settings from the beginning, a fault from the instant that is shown. Both run to their "
                    "ends in the background."),
                 this);
  intro->setWordWrap(true);
  all->addWidget(intro);
  all->addWidget(make_rows(), 1);
  mistake_->setObjectName("fork-mistake");
  mistake_->setWordWrap(true);
  mistake_->setFont(style::mono_font(12));
  mistake_->hide();
  all->addWidget(mistake_);
  auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  auto* const go = buttons->addButton(tr("Run both"), QDialogButtonBox::AcceptRole);
  go->setObjectName("primary");
  connect(buttons, &QDialogButtonBox::accepted, this, &ForkDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &ForkDialog::reject);
  all->addWidget(buttons);
  resize(620, 560);
}

QWidget* ForkDialog::make_rows() {
  auto* const inside = new QWidget;
  auto* const form = new QFormLayout(inside);
  variant_->setObjectName("fork-variant");
  variant_->setAccessibleName(tr("Variant of B"));
  variant_->addItem(tr("as it is"), style::text_of(session_.source().variant));
  if (session_.spec()) {
    if (!session_.source().variant.empty()) variant_->addItem(tr("the scenario itself"), QString());
    for (const scenario::VariantInfo& v : session_.spec()->variants)
      if (v.name != session_.source().variant)
        variant_->addItem(style::text_of(v.title.empty() ? v.name : v.name + ": " + v.title), style::text_of(v.name));
  }
  variant_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  variant_->setMinimumContentsLength(24);
  form->addRow(tr("variant"), variant_);
  seed_->setObjectName("fork-seed");
  seed_->setAccessibleName(tr("Seed of B"));
  seed_->setRange(0, std::numeric_limits<int>::max());
  if (session_.spec()) seed_->setValue(static_cast<int>(session_.spec()->seed));
  form->addRow(tr("seed"), seed_);
  fault_->setObjectName("fork-fault");
  fault_->setAccessibleName(tr("Fault in B only, at the instant that is shown"));
  fault_->setPlaceholderText(tr("none; \"kill broker-102 for 10s\""));
  form->addRow(tr("fault at %1").arg(style::clock_text(session_.seconds())), fault_);
  if (session_.spec()) {
    for (const ForkSetting& s : fork_settings(*session_.spec())) {
      auto* const value = new QComboBox(inside);
      value->setObjectName("fork-" + style::text_of(s.path));
      value->setAccessibleName(style::text_of(s.name));
      value->setEditable(true);
      value->addItem(style::text_of(s.now));
      for (const std::string& v : s.values)
        if (v != s.now) value->addItem(style::text_of(v));
      form->addRow(style::text_of(s.name), value);
      rows_.push_back({s, value});
    }
  }
  for (QWidget* const value : inside->findChildren<QWidget*>())
    if (qobject_cast<QComboBox*>(value) != nullptr || qobject_cast<QAbstractSpinBox*>(value) != nullptr) {
      value->setFocusPolicy(Qt::StrongFocus);  // the wheel does not give it the focus
      value->installEventFilter(this);
    }
  area_ = new QScrollArea(this);
  area_->setWidget(inside);
  area_->setWidgetResizable(true);
  return area_;
}

/// The wheel scrolls the list; what it passes on its way is not to change unseen.
bool ForkDialog::eventFilter(QObject* watched, QEvent* event) {
  const auto* const value = qobject_cast<QWidget*>(watched);
  if (event->type() != QEvent::Wheel || value == nullptr || value->hasFocus())
    return QDialog::eventFilter(watched, event);
  event->ignore();
  return true;
}

Changes ForkDialog::changes() const {
  Changes changes;
  changes.variant = variant_->currentData().toString().toStdString();
  changes.seed = static_cast<std::uint64_t>(seed_->value());
  for (const Row& row : rows_) {
    const std::string value = row.value->currentText().trimmed().toStdString();
    if (value != row.setting.now && !value.empty()) changes.set.emplace_back(row.setting.path, value);
  }
  if (read_fault_) changes.faults.push_back(*read_fault_);
  return changes;
}

Side ForkDialog::open_run() const { return {{}, session_.source(), session_.journal()}; }

Side ForkDialog::base() const {
  return session_.spec() ? sides_of(open_run(), *session_.spec(), changes()).a : open_run();
}

Side ForkDialog::changed() const {
  return session_.spec() ? sides_of(open_run(), *session_.spec(), changes()).b : open_run();
}

void ForkDialog::choose_fault(const QString& words) { fault_->setText(words); }

/// "", or why there is no such fault.
QString ForkDialog::take_fault() {
  read_fault_.reset();
  const std::string words = fault_->text().trimmed().toStdString();
  if (words.empty()) return {};
  std::string problem;
  std::optional<scenario::FaultSpec> fault;
  session_.ask([&](view::LiveRun& run) {
    fault = run.read_fault(words, problem);
    return QString();
  });
  if (!fault) return style::text_of(problem);
  fault->at = session_.now() - sim::kTimeZero;
  read_fault_ = view::JournalEntry{*fault, words};
  return {};
}

bool ForkDialog::choose(const QString& path, const QString& value) {
  for (const Row& row : rows_) {
    if (style::text_of(row.setting.path) != path) continue;
    row.value->setCurrentText(value);
    return true;
  }
  return false;
}

bool ForkDialog::point_at(const QString& name) {
  for (const Row& row : rows_) {
    if (style::text_of(row.setting.name).section(" of ", 0, 0) != name) continue;
    row.value->setFocus();
    row.value->lineEdit()->selectAll();
    area_->ensureWidgetVisible(row.value);
    return true;
  }
  return false;
}

void ForkDialog::choose_variant(const QString& name) { variant_->setCurrentIndex(variant_->findData(name)); }

void ForkDialog::accept() {
  QString wrong = take_fault();
  std::string problem;
  if (wrong.isEmpty() && !spec_of(changed(), problem)) wrong = style::text_of(problem);
  if (wrong.isEmpty()) return QDialog::accept();
  mistake_->setText(wrong);
  mistake_->setStyleSheet(QString("color: %1").arg(style::theme().bad.name()));
  mistake_->show();
}

}  // namespace comparing
