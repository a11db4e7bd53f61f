#include "gui/compare/fork_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <limits>

#include "gui/style/fonts.h"
#include "gui/style/theme.h"

namespace comparing {
namespace {

QString words_of(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

ForkDialog::ForkDialog(bridge::Session& session, QWidget* parent)
    : QDialog(parent),
      session_(session),
      variant_(new QComboBox(this)),
      seed_(new QSpinBox(this)),
      mistake_(new QLabel(this)) {
  setObjectName("fork-dialog");
  setWindowTitle(tr("Fork & compare"));
  setMinimumWidth(560);
  auto* const all = new QVBoxLayout(this);
  auto* const intro =
      new QLabel(tr("A is the run that is open, with the faults made by hand. B is the same from the beginning, "
                    "with what you change here. Both run to their ends in the background."),
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
  variant_->addItem(tr("as it is"), words_of(session_.source().variant));
  if (session_.spec()) {
    if (!session_.source().variant.empty()) variant_->addItem(tr("the scenario itself"), QString());
    for (const scenario::VariantInfo& v : session_.spec()->variants)
      if (v.name != session_.source().variant)
        variant_->addItem(words_of(v.title.empty() ? v.name : v.name + ": " + v.title), words_of(v.name));
  }
  variant_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  variant_->setMinimumContentsLength(24);
  form->addRow(tr("variant"), variant_);
  seed_->setObjectName("fork-seed");
  seed_->setAccessibleName(tr("Seed of B"));
  seed_->setRange(0, std::numeric_limits<int>::max());
  if (session_.spec()) seed_->setValue(static_cast<int>(session_.spec()->seed));
  form->addRow(tr("seed"), seed_);
  if (session_.spec()) {
    for (const ForkSetting& s : fork_settings(*session_.spec())) {
      auto* const value = new QComboBox(inside);
      value->setObjectName("fork-" + words_of(s.path));
      value->setAccessibleName(words_of(s.name));
      value->setEditable(true);
      value->addItem(words_of(s.now));
      for (const std::string& v : s.values)
        if (v != s.now) value->addItem(words_of(v));
      form->addRow(words_of(s.name), value);
      rows_.push_back({s, value});
    }
  }
  auto* const area = new QScrollArea(this);
  area->setWidget(inside);
  area->setWidgetResizable(true);
  return area;
}

Side ForkDialog::base() const {
  Side side;
  side.source = session_.source();
  side.journal = session_.journal();
  side.title = "as it is";
  if (!side.source.variant.empty()) side.title = side.source.variant;
  return side;
}

Side ForkDialog::changed() const {
  Side side = base();
  std::string title;
  const auto add = [&](const std::string& text) { title += (title.empty() ? "" : ", ") + text; };
  const std::string variant = variant_->currentData().toString().toStdString();
  if (variant != side.source.variant) add(variant.empty() ? "the scenario itself" : variant);
  side.source.variant = variant;
  const auto seed = static_cast<std::uint64_t>(seed_->value());
  if (session_.spec() && static_cast<int>(session_.spec()->seed) != seed_->value()) {
    side.source.seed = seed;
    add("seed " + std::to_string(seed));
  }
  for (const Row& row : rows_) {
    const std::string value = row.value->currentText().trimmed().toStdString();
    if (value == row.setting.now || value.empty()) continue;
    side.source.set.push_back(row.setting.path + "=" + value);
    add(row.setting.name.substr(0, row.setting.name.find(" of ")) + "=" + value);
  }
  side.title = title.empty() ? "the same" : title;
  return side;
}

bool ForkDialog::choose(const QString& path, const QString& value) {
  for (const Row& row : rows_) {
    if (words_of(row.setting.path) != path) continue;
    row.value->setCurrentText(value);
    return true;
  }
  return false;
}

void ForkDialog::choose_variant(const QString& name) { variant_->setCurrentIndex(variant_->findData(name)); }

void ForkDialog::accept() {
  std::string problem;
  if (spec_of(changed(), problem)) return QDialog::accept();
  mistake_->setText(words_of(problem));
  mistake_->setStyleSheet(QString("color: %1").arg(style::theme().bad.name()));
  mistake_->show();
}

}  // namespace comparing
