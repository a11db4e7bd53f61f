#include "gui/cluster/active_faults.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

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
      text_(new QLabel(this)),
      undo_(new QToolButton(this)),
      inject_(new QToolButton(this)) {
  setObjectName(QStringLiteral("cluster/faults"));
  setAccessibleName(tr("Active faults"));
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(12, 2, 12, 6);
  row->addWidget(text_, 1);
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
  setAccessibleDescription(lines_.isEmpty() ? tr("No fault is active.") : lines_.join(QStringLiteral("; ")));
  undo_->setVisible(!session_.journal().empty());
}

}  // namespace cluster
