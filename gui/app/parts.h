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
Panel make_timeline(bridge::Session& session, QWidget* parent);
/// The dialog for the text of a mark at that instant.
void ask_for_mark(QWidget& window, bridge::Session& session, double seconds);
/// The chosen truck's last minutes again. `page`: that of the trucks.
void play_track(pages::Page& page);
/// Those with things that move only for the eye obey style::reduced_motion().
void follow_motion(const std::vector<pages::Page*>& pages);
/// The dialog for a fault of any kind on what is selected. `page`: that of the cluster.
void ask_for_fault(pages::Page& page);
/// Runs both to their ends and shows them beside each other. `page`: that of the comparison.
void compare_runs(pages::Page& page, const view::RunSource& a, const view::RunSource& b);
/// The dialog that runs another version of the scenario beside this one. `page`: that of the comparison.
void ask_for_fork(pages::Page& page);
/// Shows a chart of the page of charts, or hides it: "lag-strip". False: there is none of that name.
bool toggle_chart(pages::Page& page, const QString& id);
/// A setting that decided something is tried with another value there. `show`: shows that page.
void link_settings(const std::vector<Panel>& panels, pages::Page& compare, const std::function<void()>& show);
/// Runs it without a dialog, and waits. "", or what is wrong with the words: "variant:acks-1", "path=value".
QString compare_with(pages::Page& page, const QStringList& changes);

/// Begins a break-fix exercise on that scenario. `page`: that of the exercises.
void begin_exercise(pages::Page& page, const QString& path);
/// Why an exercise cannot begin. `page`: that of the exercises.
void tell_refusals(pages::Page& page, const std::function<void(const QString&)>& tell);

}  // namespace app
