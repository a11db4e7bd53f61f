#include "gui/events/events_page.h"

#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include "gui/events/event_look.h"

namespace events {

EventsPage::EventsPage(bridge::Session& session, QWidget* parent)
    : Page("events", tr("Events"), style::Icon::events, session, parent),
      log_(new EventLog(session, this)),
      chart_(new SequenceChart(session, this)) {
  auto* const halves = new QSplitter(Qt::Vertical, this);
  halves->setObjectName("events-halves");
  halves->setAccessibleName(tr("Event log and sequence chart"));
  halves->setHandleWidth(10);
  halves->setChildrenCollapsible(false);
  halves->addWidget(log_);
  halves->addWidget(chart_);
  halves->setStretchFactor(0, 2);
  halves->setStretchFactor(1, 3);
  halves->setSizes({380, 480});
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(halves);
  const auto key = [&](Qt::Key k, void (SequenceChart::*go)()) {
    auto* const shortcut = new QShortcut(QKeySequence(Qt::CTRL | k), this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, chart_, go);
  };
  key(Qt::Key_Left, &SequenceChart::go_to_cause);
  key(Qt::Key_Right, &SequenceChart::go_to_consequence);
}

void EventsPage::refresh() {
  log_->refresh();
  chart_->refresh();
}

QString EventsPage::describe() const { return log_->describe() + "\n" + chart_->describe(); }

QList<QStringList> EventsPage::table() const {
  QList<QStringList> rows{{"seconds", "number", "class", "event", "who", "where", "text", "cause", "because", "turn"}};
  const EventModel& model = log_->model();
  for (int i = 0; i < model.rowCount(); ++i) {
    const view::EventRow& r = *model.row_at(i);
    rows << QStringList{QString::number(seconds_of(r), 'f', 9),
                        QString::number(r.number),
                        QString::fromStdString(std::string(view::name_of(r.kind))),
                        QString::fromStdString(std::string(r.name)),
                        text_of(r.who),
                        text_of(r.where),
                        text_of(r.text),
                        r.cause == 0 ? QString() : QString::number(r.cause),
                        text_of(r.because),
                        r.turn ? "1" : "0"};
  }
  return rows;
}

std::vector<pages::KeyNote> EventsPage::keys() const {
  const QString group = tr("Events");
  return {{group, "Ctrl+Left", tr("to the cause of the event")},
          {group, "Ctrl+Right", tr("to its consequence")},
          {group, "Enter", tr("takes the run to the event")},
          {group, "S", tr("in the sequence chart: saves it as a picture (right click)")}};
}

}  // namespace events
