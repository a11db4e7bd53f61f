#pragma once
/// The report of a run: one HTML page that needs nothing else, no network, no font, no script to be read.
///
/// The same run gives the same bytes. The page is well-formed XML as well. Numbers are those of summary.json: <data>
/// elements name their places there.

#include <string>
#include <string_view>

#include "scenarios/engine/report/page_source.h"

namespace report {

/// `recorder` has watched the whole run, and is finished. `comparison`: with the variants' runs; null: there is none.
std::string page_of(const scenario::RunResult& run, const ReportRecorder& recorder, const PageOrigin& origin,
                    const scenario::Comparison* comparison = nullptr);

/// What the page looks like on screens, light and dark, and on paper (page_style.cpp).
std::string page_style();
/// Values under the pointer, zoom, the map's player (page_script.cpp). Without it the page says the same.
std::string page_script();

}  // namespace report
