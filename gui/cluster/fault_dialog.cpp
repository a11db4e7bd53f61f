#include "gui/cluster/fault_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"
#include "gui/view/stop_condition.h"

namespace cluster {
namespace {

using style::text_of;

}  // namespace

FaultDialog::FaultDialog(const FaultRequest& request, const QStringList& targets, Preview preview, double now,
                         double end, QWidget* parent)
    : QDialog(parent), read_(std::move(preview)) {
  setObjectName(QStringLiteral("fault-dialog"));
  setWindowTitle(tr("Inject a fault"));
  setMinimumWidth(460);
  auto* const column = new QVBoxLayout(this);
  form_ = new QFormLayout;
  column->addLayout(form_);
  make_choices(request, targets);
  make_when();
  at_->setRange(0, end);
  at_->setValue(std::min(end, now + 10));
  make_fields(request);
  make_foot(*column);
  connect(target_, &QComboBox::currentTextChanged, this, &FaultDialog::look_again);
  connect(kind_, &QComboBox::currentIndexChanged, this, &FaultDialog::look_again);
  connect(when_, &QComboBox::currentIndexChanged, this, &FaultDialog::look_again);
  connect(at_, &QDoubleSpinBox::valueChanged, this, &FaultDialog::look_again);
  connect(filter_, &QLineEdit::textChanged, this, &FaultDialog::look_again);
  look_again();
}

void FaultDialog::make_when() {
  when_ = new QComboBox(this);
  when_->setObjectName(QStringLiteral("fault/when"));
  when_->setAccessibleName(tr("When"));
  when_->addItems({tr("now, at the playhead"), tr("at a time"), tr("at the next event that matches")});
  form_->addRow(tr("When"), when_);
  at_ = new QDoubleSpinBox(this);
  at_->setObjectName(QStringLiteral("fault/at"));
  at_->setAccessibleName(tr("Time in seconds"));
  at_->setDecimals(3);
  at_->setSuffix(tr(" s"));
  form_->addRow(tr("Time"), at_);
  filter_ = new QLineEdit(this);
  filter_->setObjectName(QStringLiteral("fault/filter"));
  filter_->setAccessibleName(tr("Filter of events, or a condition"));
  filter_->setPlaceholderText(tr("kind = election and broker-102; or urp > 0"));
  form_->addRow(tr("Event"), filter_);
}

void FaultDialog::make_choices(const FaultRequest& request, const QStringList& targets) {
  target_ = new QComboBox(this);
  target_->setObjectName(QStringLiteral("fault/target"));
  target_->setAccessibleName(tr("Target"));
  target_->setEditable(true);
  target_->addItems(targets);
  target_->setCurrentText(request.target.isEmpty() ? targets.value(0) : request.target);
  form_->addRow(tr("Target"), target_);
  kind_ = new QComboBox(this);
  kind_->setObjectName(QStringLiteral("fault/kind"));
  kind_->setAccessibleName(tr("Kind"));
  for (const scenario::FaultKindInfo& info : scenario::fault_kinds())
    kind_->addItem(title_of(info.kind), text_of(info.name));
  kind_->setCurrentIndex(static_cast<int>(request.kind));
  form_->addRow(tr("Kind"), kind_);
  meaning_ = new QLabel(this);
  meaning_->setWordWrap(true);
  form_->addRow(QString(), meaning_);
}

void FaultDialog::make_fields(const FaultRequest& request) {
  add_field(*form_, "for", tr("For how long"), request.duration, tr("10s; empty: until the end of the run"));
  add_field(*form_, "how", tr("How it is stopped"), request.how, tr("clean, kill or power-loss"));
  add_field(*form_, "peers", tr("Other end"), request.peers, tr("broker-101, zookeeper; empty: everybody else"));
  add_field(*form_, "direction", tr("Direction"), request.direction, tr("both, out or in"));
  add_field(*form_, "latency", tr("Added latency"), request.latency, tr("100ms, one way"));
  add_field(*form_, "latency.jitter", tr("And up to"), request.latency_jitter, tr("20ms more"));
  add_field(*form_, "bandwidth", tr("Bandwidth"), request.bandwidth, tr("1 MB/s; empty: as it is"));
  add_field(*form_, "ramp", tr("Grows over"), request.ramp, tr("10s"));
  add_field(*form_, "probability", tr("Probability"), request.probability, tr("1% of messages break their connection"));
  add_field(*form_, "factor", tr("Times as slow"), request.factor, tr("10"));
  add_field(*form_, "every", tr("Again every"), request.every, tr("60s; empty: once"));
  add_field(*form_, "repeat", tr("Times in all"), request.repeat, tr("3; empty: until the end of the run"));
}

void FaultDialog::make_foot(QVBoxLayout& column) {
  preview_ = new QLabel(this);
  preview_->setObjectName(QStringLiteral("fault/preview"));
  preview_->setFont(style::mono_font(12));
  preview_->setWordWrap(true);
  preview_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  problem_ = new QLabel(this);
  problem_->setObjectName(QStringLiteral("fault/problem"));
  problem_->setWordWrap(true);
  problem_->setStyleSheet(QStringLiteral("color: %1").arg(style::theme().bad.name()));
  column.addWidget(new QLabel(tr("Written into the run's journal:"), this));
  column.addWidget(preview_);
  column.addWidget(problem_);
  auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  inject_ = buttons->addButton(tr("Inject"), QDialogButtonBox::AcceptRole);
  inject_->setObjectName(QStringLiteral("primary"));
  inject_->setAccessibleName(tr("Inject"));
  column.addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void FaultDialog::add_field(QFormLayout& form, const char* key, const QString& title, const QString& value,
                            const QString& hint) {
  auto* const field = new QLineEdit(value, this);
  field->setObjectName(QStringLiteral("fault/") + QLatin1String(key));
  field->setAccessibleName(title);
  field->setPlaceholderText(hint);
  form.addRow(title, field);
  fields_[QLatin1String(key)] = field;
  connect(field, &QLineEdit::textChanged, this, &FaultDialog::look_again);
}

FaultRequest FaultDialog::request() const {
  const auto field = [this](const char* key) { return fields_.at(QLatin1String(key))->text().trimmed(); };
  FaultRequest r;
  r.kind = static_cast<scenario::FaultKind>(std::max(0, kind_->currentIndex()));
  r.target = target_->currentText().trimmed();
  r.duration = field("for");
  r.how = field("how");
  r.peers = field("peers");
  r.direction = field("direction");
  r.latency = field("latency");
  r.latency_jitter = field("latency.jitter");
  r.bandwidth = field("bandwidth");
  r.ramp = field("ramp");
  r.probability = field("probability");
  r.factor = field("factor");
  r.every = field("every");
  r.repeat = field("repeat");
  return r;
}

FaultDialog::When FaultDialog::when() const { return static_cast<When>(when_->currentIndex()); }
double FaultDialog::at() const { return at_->value(); }
QString FaultDialog::filter() const { return filter_->text().trimmed(); }
QString FaultDialog::preview() const { return preview_->text(); }
QString FaultDialog::problem() const { return problem_->text(); }

/// Shows the fields that the kind has, and what the engine makes of it all.
void FaultDialog::look_again() {
  const FaultRequest r = request();
  const scenario::FaultKindInfo& info = scenario::fault_kinds()[static_cast<std::size_t>(r.kind)];
  meaning_->setText(text_of(info.meaning));
  for (const auto& [key, field] : fields_) {
    const bool always =
        key == QStringLiteral("for") || key == QStringLiteral("every") || key == QStringLiteral("repeat");
    const bool shown = always || has_key(r.kind, key.toStdString());
    field->setVisible(shown);
    if (QWidget* const label = form_->labelForField(field)) label->setVisible(shown);
  }
  form_->labelForField(at_)->setVisible(when() == When::at_time);
  at_->setVisible(when() == When::at_time);
  form_->labelForField(filter_)->setVisible(when() == When::at_event);
  filter_->setVisible(when() == When::at_event);
  QString problem;
  QString line = read_(r.words(), when() == When::at_time ? std::optional(at()) : std::nullopt, problem);
  if (when() == When::at_event && problem.isEmpty()) {
    std::string wrong;
    if (!view::read_condition(filter().toStdString(), false, wrong)) problem = QString::fromStdString(wrong);
    line = tr("%1, with the time at which this happens next: %2")
               .arg(line.replace(QRegularExpression(QStringLiteral("at: [^,]*")), QStringLiteral("at: ...")), filter());
  }
  preview_->setText(problem.isEmpty() ? line : QString());
  problem_->setText(problem);
  problem_->setVisible(!problem.isEmpty());
  inject_->setEnabled(problem.isEmpty());
}

}  // namespace cluster
