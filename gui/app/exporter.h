#pragma once
/// Writes what is on a page, or what is known of the run, to a file.

#include <QString>

#include "gui/app/figure.h"
#include "gui/app/numbers.h"
#include "gui/bridge/session.h"
#include "gui/pages/page.h"

namespace app {

struct ExportWish {
  enum class What { by_ending, figure, numbers, events, journal, report };
  What what = What::by_ending;  ///< .png .pdf .svg, .csv, .jsonl, .yaml, .html
  Figure figure;
  int columns = 0;  ///< numbers over time as so many columns of a plot; 0: as they were sampled
};

/// "", or what went wrong; nothing half written is left.
QString export_to(const QString& path, pages::Page& page, bridge::Session& session, const ExportWish& wish = {});

}  // namespace app
