#include "gui/app/parts.h"

#include "gui/charts/charts_page.h"
#include "gui/charts/timeline.h"
#include "gui/groups/groups_page.h"
#include "gui/log/log_page.h"
#include "gui/trucks/trucks_page.h"

namespace app {

std::vector<pages::Page*> make_pages(bridge::Session& session, QWidget* parent) {
  return {new charts::ChartsPage(session, parent), new groups::GroupsPage(session, parent),
          new logs::LogPage(session, parent), new trucks::TrucksPage(session, parent)};
}

std::vector<SidePanel> make_side_panels(bridge::Session&, QWidget*) { return {}; }
QWidget* make_event_log(bridge::Session&, QWidget* parent) { return new QWidget(parent); }
QWidget* make_timeline(bridge::Session& session, QWidget* parent) { return new charts::Timeline(session, parent); }
void ask_for_fault(bridge::Session&, QWidget*) {}
void ask_for_fork(bridge::Session&, QWidget*) {}

}  // namespace app
