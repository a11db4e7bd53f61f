#include "gui/app/export_dialog.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace app {
namespace {

using What = ExportWish::What;

/// One kind of file.
struct FileKind {
  const char* ending;
  What what;
};

constexpr FileKind kKinds[] = {{"png", What::figure},  {"pdf", What::figure},  {"svg", What::figure},
                               {"csv", What::numbers}, {"csv", What::events},  {"jsonl", What::events},
                               {"html", What::report}, {"yaml", What::journal}};

}  // namespace

ExportDialog::ExportDialog(const QString& page_title, QWidget* parent) : QDialog(parent) {
  setObjectName("export");
  setWindowTitle(tr("Export"));
  setMinimumSize(480, 260);
  auto* const column = new QVBoxLayout(this);
  form_ = new QFormLayout;
  form_->setHorizontalSpacing(18);
  form_->setVerticalSpacing(10);
  column->addLayout(form_);
  const QString here = tr("page %1").arg(page_title);
  const QString texts[] = {
      tr("Picture of the %1 (PNG)").arg(here), tr("Picture of the %1 (PDF)").arg(here),
      tr("Picture of the %1 (SVG)").arg(here), tr("Numbers of the %1 (CSV)").arg(here),
      tr("Events of the run so far (CSV)"),    tr("Events of the run so far (JSON lines)"),
      tr("Report of the whole run (HTML)"),    tr("Journal: the scenario with your faults (YAML)")};
  QList<std::pair<QString, QVariant>> kinds;
  for (int i = 0; i < 8; ++i)
    if (has_svg() || QLatin1String(kKinds[i].ending) != QLatin1String("svg")) kinds.append({texts[i], i});
  what_ = add("export-what", tr("What"), kinds);
  scale_ = add("export-scale", tr("Fineness"), {{tr("1x"), 1.0}, {tr("2x"), 2.0}, {tr("3x"), 3.0}});
  scale_->setCurrentIndex(1);
  size_ = add("export-size", tr("Size"),
              {{tr("as on the screen"), "screen"},
               {tr("slide, 16:9 (1600 x 900)"), "slide"},
               {tr("column of a paper (1040 x 780)"), "paper"}});
  theme_ = add("export-theme", tr("Theme"), {{tr("light"), "light"}, {tr("dark"), "dark"}});
  columns_ = add("export-columns", tr("Values"),
                 {{tr("all, as they were sampled"), 0},
                  {tr("least, mean and most of 500 columns"), 500},
                  {tr("least, mean and most of 1500 columns"), 1500}});
  note_ = new QLabel(this);
  note_->setWordWrap(true);
  column->addWidget(note_);
  column->addStretch(1);
  auto* const buttons = new QDialogButtonBox(this);
  auto* const go = buttons->addButton(tr("Choose a file ..."), QDialogButtonBox::AcceptRole);
  go->setObjectName("primary");
  buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(what_, &QComboBox::currentIndexChanged, this, &ExportDialog::show_fitting);
  show_fitting();
}

QComboBox* ExportDialog::add(const QString& name, const QString& title,
                             const QList<std::pair<QString, QVariant>>& choices) {
  auto* const box = new QComboBox(this);
  box->setObjectName(name);
  box->setAccessibleName(title);
  for (const auto& [text, value] : choices) box->addItem(text, value);
  form_->addRow(title, box);
  return box;
}

QString ExportDialog::ending() const { return QString::fromLatin1(kKinds[what_->currentData().toInt()].ending); }

QString ExportDialog::filter() const { return what_->currentText() + " (*." + ending() + ")"; }

void ExportDialog::show_fitting() {
  const What what = kKinds[what_->currentData().toInt()].what;
  for (QComboBox* const box : {size_, theme_}) form_->setRowVisible(box, what == What::figure);
  form_->setRowVisible(scale_, ending() == "png");
  form_->setRowVisible(columns_, what == What::numbers);
  note_->setText(what == What::report
                     ? tr("The run is run to its end once more, with your faults; one file that needs no other.")
                 : what == What::journal ? tr("kafkasim run FILE makes the same run, to the last event.")
                 : what == What::events  ? tr("Those that the event log tells, with their causes.")
                                         : QString());
}

ExportWish ExportDialog::wish() const {
  ExportWish wish;
  wish.what = kKinds[what_->currentData().toInt()].what;
  wish.figure.scale = ending() == "png" ? scale_->currentData().toDouble() : 1;
  wish.figure.size = size_preset(size_->currentData().toString());
  style::ThemeName theme{};
  if (style::theme_by_name(theme_->currentData().toString(), theme)) wish.figure.theme = theme;
  wish.columns = columns_->currentData().toInt();
  return wish;
}

}  // namespace app
