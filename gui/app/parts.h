#pragma once
/// Which pages and panels there are: the one place that knows them all.

#include <QWidget>
#include <functional>
#include <vector>

#include "gui/pages/page.h"

namespace app {

/// Pages in the order of the rail, scenarios left out.
std::vector<pages::Page*> make_pages(bridge::Session& session, QWidget* parent);
/// Something beside the pages that looks at the session as they do.
struct Panel {
  QWidget* widget = nullptr;
  std::function<void()> refresh;
};
/// Below the lesson.
std::vector<Panel> make_side_panels(bridge::Session& session, QWidget* parent);
/// Below the cluster.
Panel make_event_log(bridge::Session& session, QWidget* parent);
/// Below the transport bar.
QWidget* make_timeline(bridge::Session& session, QWidget* parent);
/// Those with things that move only for the eye obey style::reduced_motion().
void follow_motion(const std::vector<pages::Page*>& pages);
/// The dialog for a fault of any kind on what is selected. `page`: that of the cluster.
void ask_for_fault(pages::Page& page);
/// Runs both to their ends and shows them beside each other. `page`: that of the comparison.
void compare_runs(pages::Page& page, const view::RunSource& a, const view::RunSource& b);
/// The dialog that runs another version of the scenario beside this one. `page`: that of the comparison.
void ask_for_fork(pages::Page& page);

}  // namespace app
