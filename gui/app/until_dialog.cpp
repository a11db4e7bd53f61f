#include "gui/app/until_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QSettings>
#include <QVBoxLayout>
#include <array>

#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"
#include "gui/view/stop_condition.h"

namespace app {

UntilDialog::UntilDialog(bridge::Session& session, QWidget* parent)
    : QDialog(parent), session_(session), text_(new QLineEdit(this)), problem_(new QLabel(this)) {
  setObjectName("until-dialog");
  setWindowTitle(tr("Run until"));
  setMinimumWidth(560);
  auto* const column = new QVBoxLayout(this);
  text_->setObjectName("until/text");
  text_->setAccessibleName(tr("Run until"));
  text_->setFont(style::mono_font(14));
  text_->setText(QSettings().value("until", style::clock_text(session.seconds() + 10, false)).toString());
  text_->selectAll();
  problem_->setObjectName("until/problem");
  problem_->setWordWrap(true);
  problem_->setStyleSheet(QString("color: %1").arg(style::theme().bad.name()));
  column->addWidget(text_);
  column->addWidget(problem_);
  auto* const grid = new QGridLayout;
  const QString next = of_selection();
  const std::array<std::pair<QString, QString>, 6> ways{
      {{style::clock_text(session.seconds() + 10, false), tr("a time")},
       {tr("event %1").arg(session.snapshot() ? session.snapshot()->event + 1000 : 1000),
        tr("an event, by its number")},
       {next.isEmpty() ? "who = broker-101" : next, tr("the next event of what is selected")},
       {"kind = election and not unclean", tr("the next event that the filter lets through")},
       {"urp > 0", tr("partitions become under-replicated")},
       {"lag > 1000 and lost > 0", tr("both: quantities are looked at every 100 ms")}}};
  for (std::size_t i = 0; i < ways.size(); ++i) {
    auto* const example = new QPushButton(ways[i].first, this);
    example->setObjectName(QString("until/example-%1").arg(i));
    example->setAccessibleName(tr("Take %1").arg(ways[i].first));
    example->setAutoDefault(false);
    connect(example, &QPushButton::clicked, text_, [this, text = ways[i].first] { text_->setText(text); });
    grid->addWidget(example, static_cast<int>(i), 0);
    grid->addWidget(new QLabel(ways[i].second, this), static_cast<int>(i), 1);
  }
  column->addLayout(grid);
  QStringList names;
  for (const std::string_view name : view::condition_quantities())
    names << QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
  auto* const known =
      new QLabel(tr("Quantities: %1. \"lag GROUP\" and \"queue BROKER\" take a name.").arg(names.join(", ")));
  known->setWordWrap(true);
  column->addWidget(known);
  auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  run_ = buttons->addButton(tr("Run"), QDialogButtonBox::AcceptRole);
  run_->setObjectName("primary");
  run_->setAccessibleName(tr("Run until it is so"));
  run_->setDefault(true);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, [this] {
    QSettings().setValue("until", condition());
    accept();
  });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(text_, &QLineEdit::textChanged, this, &UntilDialog::look_again);
  look_again();
}

/// Its next event, in the filter language.
QString UntilDialog::of_selection() const {
  const QString& name = session_.selection().name();
  return name.isEmpty() ? QString() : QString("who = \"%1\"").arg(name);
}

void UntilDialog::look_again() {
  std::string wrong;
  const bool read = view::read_condition(condition().toStdString(), session_.operator_view(), wrong).has_value();
  problem_->setText(read ? QString() : QString::fromStdString(wrong));
  run_->setEnabled(read);
}

}  // namespace app
