#include "gui/cluster/active_faults.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <algorithm>
#include <vector>

#include "gui/style/format.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"
#include "gui/view/seconds.h"

namespace cluster {
namespace {

constexpr qsizetype kMostShown = 4;

using view::seconds;

}  // namespace

ActiveFaults::ActiveFaults(bridge::Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      heal_(new QHBoxLayout),
      text_(new QLabel(this)),
      undo_(new QToolButton(this)),
      inject_(new QToolButton(this)) {
  setObjectName(QStringLiteral("cluster/faults"));
  setAccessibleName(tr("Active faults"));
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(12, 2, 12, 6);
  row->addWidget(text_, 1);
  row->addLayout(heal_);
  row->addWidget(undo_);
  row->addWidget(inject_);
  text_->setTextFormat(Qt::RichText);
  text_->setMinimumWidth(60);
  text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  undo_->setObjectName(QStringLiteral("cluster/undo-fault"));
  undo_->setText(tr("Undo last fault by hand"));
  undo_->setAccessibleName(undo_->text());
  undo_->setToolTip(tr("Back to just before it, and it never happens"));
  inject_->setObjectName(QStringLiteral("cluster/inject"));
  inject_->setText(tr("Inject fault..."));
  inject_->setToolTip(tr("Ctrl+F, or right-click what it is to hit"));
  inject_->setAccessibleName(inject_->text());
  connect(undo_, &QToolButton::clicked, &session_, &bridge::Session::undo_fault);
  connect(inject_, &QToolButton::clicked, this, &ActiveFaults::inject_wanted);
}

void ActiveFaults::tell(const QString& problem) {
  problem_ = problem;
  refresh();
}

void ActiveFaults::refresh() {
  const style::Theme& t = style::theme();
  lines_.clear();
  QStringList rich;
  for (const view::FaultSpan& f : session_.record().faults()) {
    if (f.begin > session_.now() || (f.end && *f.end <= session_.now())) continue;
    const QString letter = QString::fromStdString(f.letter);
    QString text = tr("%1 %2 since %3")
                       .arg(QString::fromStdString(f.kind), QString::fromStdString(f.target),
                            style::clock_text(seconds(f.begin), false));
    if (f.by_hand) text += tr(", by hand");
    lines_ << letter + ' ' + text;
    rich << QStringLiteral("<b style='color:%1'>%2</b> %3")
                .arg(t.bad.name(), letter.toHtmlEscaped(), text.toHtmlEscaped());
  }
  if (rich.size() > kMostShown)
    rich = rich.mid(0, kMostShown) << tr("and %n more", nullptr, static_cast<int>(rich.size() - kMostShown));
  QString shown = rich.join(QStringLiteral(" &nbsp; "));
  if (lines_.isEmpty())
    shown = QStringLiteral("<span style='color:%1'>%2</span>").arg(t.muted.name(), tr("No fault is active."));
  if (!problem_.isEmpty())
    shown = QStringLiteral("<b style='color:%1'>%2</b>").arg(t.bad.name(), problem_.toHtmlEscaped());
  text_->setText(shown);
  text_->setToolTip(lines_.join('\n'));
  planned_.clear();
  for (const view::JournalEntry& e : session_.journal())
    if (sim::kTimeZero + e.fault.at > session_.now())
      planned_
          << tr("%1 at %2").arg(QString::fromStdString(e.words), style::clock_text(sim::to_seconds(e.fault.at), false));
  if (!planned_.isEmpty() && problem_.isEmpty())
    text_->setText(
        text_->text() +
        QStringLiteral(" &nbsp; <span style='color:%1'>%2</span>")
            .arg(t.muted.name(), tr("planned: %1").arg(planned_.join(QStringLiteral(", "))).toHtmlEscaped()));
  offer_healing();
  setAccessibleDescription(lines_.isEmpty() ? tr("No fault is active.") : lines_.join(QStringLiteral("; ")));
  undo_->setVisible(!session_.journal().empty());
}

/// A button for each fault that lasts. Those of the scenario itself end when its file says so.
void ActiveFaults::offer_healing() {
  QStringList wanted;
  std::vector<view::FaultSpan> lasting;
  for (const view::FaultSpan& f : session_.record().faults()) {
    if (f.begin > session_.now() || (f.end && *f.end <= session_.now())) continue;
    lasting.push_back(f);
    // Letters begin anew with each run.
    wanted << QStringLiteral("%1 %2 %3 %4 %5")
                  .arg(QString::fromStdString(f.letter), QString::number(f.fault), f.by_hand ? "by hand" : "",
                       QString::fromStdString(f.kind), QString::fromStdString(f.target));
  }
  if (wanted == healable_) return;
  healable_ = wanted;
  while (QLayoutItem* const item = heal_->takeAt(0)) {
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  for (std::size_t i = 0; i < std::min<std::size_t>(lasting.size(), kMostShown); ++i) {
    const view::FaultSpan& f = lasting[i];
    auto* const button = new QToolButton(this);
    button->setObjectName("cluster/heal-" + QString::fromStdString(f.letter));
    button->setText(tr("Heal %1").arg(QString::fromStdString(f.letter)));
    button->setAccessibleName(
        tr("End the fault %1 of %2 now").arg(QString::fromStdString(f.kind), QString::fromStdString(f.target)));
    button->setToolTip(f.by_hand ? tr("It ends now, and the journal says so")
                                 : tr("It is part of the scenario: its end stands in the scenario's file"));
    button->setEnabled(f.by_hand);
    connect(button, &QToolButton::clicked, this, [this, fault = f.fault] { session_.heal(fault); });
    heal_->addWidget(button);
  }
}

}  // namespace cluster
