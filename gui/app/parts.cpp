#include "gui/app/parts.h"

#include "gui/breakfix/breakfix_page.h"
#include "gui/charts/charts_page.h"
#include "gui/charts/mark_look.h"
#include "gui/charts/timeline.h"
#include "gui/cluster/cluster_page.h"
#include "gui/cluster/inspector.h"
#include "gui/compare/compare_page.h"
#include "gui/events/event_log.h"
#include "gui/events/events_page.h"
#include "gui/events/why_panel.h"
#include "gui/groups/groups_page.h"
#include "gui/log/log_page.h"
#include "gui/style/theme.h"
#include "gui/trucks/trucks_page.h"

namespace app {

std::vector<pages::Page*> make_pages(bridge::Session& session, QWidget* parent) {
  return {new cluster::ClusterPage(session, parent),   new charts::ChartsPage(session, parent),
          new groups::GroupsPage(session, parent),     new logs::LogPage(session, parent),
          new trucks::TrucksPage(session, parent),     new events::EventsPage(session, parent),
          new comparing::ComparePage(session, parent), new breakfix::BreakfixPage(session, parent)};
}

std::vector<Panel> make_side_panels(bridge::Session& session, QWidget* parent) {
  auto* const inspector = new cluster::Inspector(session, parent);
  return {{new events::WhyPanel(session, parent), [] {}}, {inspector, [inspector] { inspector->refresh(); }}};
}

Panel make_event_log(bridge::Session& session, QWidget* parent) {
  auto* const log = new events::EventLog(session, parent);
  return {log, [log] { log->refresh(); }};
}

Panel make_timeline(bridge::Session& session, QWidget* parent) {
  auto* const line = new charts::Timeline(session, parent);
  return {line, [line] { line->refresh(); }};
}

void ask_for_mark(QWidget& window, bridge::Session& session, double seconds) {
  charts::ask_for_mark(&window, session.window(), seconds);
}

void follow_motion(const std::vector<pages::Page*>& pages) {
  for (pages::Page* const page : pages)
    if (auto* const cluster = qobject_cast<cluster::ClusterPage*>(page))
      cluster->set_reduced_motion(style::reduced_motion());
}

void ask_for_fault(pages::Page& page) {
  if (auto* const cluster = qobject_cast<cluster::ClusterPage*>(&page)) cluster->ask_fault_of_selection();
}

void play_track(pages::Page& page) {
  if (auto* const trucks = qobject_cast<trucks::TrucksPage*>(&page)) trucks->play_track();
}

void compare_runs(pages::Page& page, const view::RunSource& a, const view::RunSource& b) {
  auto* const compare = qobject_cast<comparing::ComparePage*>(&page);
  if (compare == nullptr) return;
  const auto title = [](const view::RunSource& s) { return s.path.substr(s.path.rfind('/') + 1); };
  compare->compare({title(a), a, {}}, {title(b), b, {}});
  compare->wait();
}

void ask_for_fork(pages::Page& page) {
  if (auto* const compare = qobject_cast<comparing::ComparePage*>(&page)) compare->fork();
}

void begin_exercise(pages::Page& page, const QString& path) {
  if (auto* const exercises = qobject_cast<breakfix::BreakfixPage*>(&page)) exercises->begin_with(path);
}

void tell_refusals(pages::Page& page, const std::function<void(const QString&)>& tell) {
  if (auto* const exercises = qobject_cast<breakfix::BreakfixPage*>(&page))
    QObject::connect(exercises, &breakfix::BreakfixPage::refused, &page, tell);
}

bool toggle_chart(pages::Page& page, const QString& id) {
  auto* const page_of_charts = qobject_cast<charts::ChartsPage*>(&page);
  if (page_of_charts == nullptr || charts::find_chart(id.toStdString()) == nullptr) return false;
  page_of_charts->toggle_chart(id);
  return true;
}

void link_settings(const std::vector<Panel>& panels, pages::Page& compare, const std::function<void()>& show) {
  auto* const page = qobject_cast<comparing::ComparePage*>(&compare);
  for (const Panel& panel : panels)
    if (auto* const why = qobject_cast<events::WhyPanel*>(panel.widget))
      QObject::connect(why, &events::WhyPanel::setting_wanted, page, [page, show](const QString& name) {
        show();
        page->fork(name);
      });
}

QString compare_with(pages::Page& page, const QStringList& changes) {
  auto* const compare = qobject_cast<comparing::ComparePage*>(&page);
  if (compare == nullptr) return {};
  const QString wrong = compare->compare_with(changes);
  if (wrong.isEmpty()) compare->wait();
  return wrong;
}

}  // namespace app
