#include "gui/app/parts.h"

#include "gui/charts/charts_page.h"
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
  return {new cluster::ClusterPage(session, parent),  new charts::ChartsPage(session, parent),
          new groups::GroupsPage(session, parent),    new logs::LogPage(session, parent),
          new trucks::TrucksPage(session, parent),    new events::EventsPage(session, parent),
          new comparing::ComparePage(session, parent)};
}

std::vector<Panel> make_side_panels(bridge::Session& session, QWidget* parent) {
  auto* const inspector = new cluster::Inspector(session, parent);
  return {{new events::WhyPanel(session, parent), [] {}}, {inspector, [inspector] { inspector->refresh(); }}};
}

Panel make_event_log(bridge::Session& session, QWidget* parent) {
  auto* const log = new events::EventLog(session, parent);
  return {log, [log] { log->refresh(); }};
}

QWidget* make_timeline(bridge::Session& session, QWidget* parent) { return new charts::Timeline(session, parent); }

void follow_motion(const std::vector<pages::Page*>& pages) {
  for (pages::Page* const page : pages)
    if (auto* const cluster = qobject_cast<cluster::ClusterPage*>(page))
      cluster->set_reduced_motion(style::reduced_motion());
}

void ask_for_fault(pages::Page& page) {
  if (auto* const cluster = qobject_cast<cluster::ClusterPage*>(&page)) cluster->ask_fault_of_selection();
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

}  // namespace app
