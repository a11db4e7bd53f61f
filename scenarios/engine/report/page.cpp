#include "scenarios/engine/report/page.h"

#include <array>

#include "scenarios/engine/report/sections.h"
#include "sim/core/check.h"

namespace report {
namespace {

struct Part {
  const char* id;
  const char* name;
  void (*write)(Markup&, const PageSource&);
};
constexpr std::array<Part, 12> kParts{{{"steps", "Step by step", write_steps},
                                       {"story", "What happened", write_story},
                                       {"expected", "Expectations", write_verdicts},
                                       {"variants", "Variants", write_variants},
                                       {"flow", "Flow", write_flow},
                                       {"replication", "Replication", write_replication},
                                       {"outages", "Outages", write_outages},
                                       {"groups", "Groups", write_groups},
                                       {"ledger", "Records", write_ledger},
                                       {"scenes", "Around faults", write_scenes},
                                       {"trucks", "Trucks", write_fleet},
                                       {"again", "Run it again", write_reproduction}}};

void write_document_head(Markup& page, const scenario::RunResult& run) {
  page.open("head");
  page.empty("meta", {{"charset", "utf-8"}});
  page.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  page.empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  page.empty("meta", {{"http-equiv", "Content-Security-Policy"},
                      {"content", "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"}});
  page.element("title", title_of(run) + " \u00b7 kafkasim");
  page.open("style").raw(page_style()).close();
  page.close();
}

}  // namespace

std::string page_of(const scenario::RunResult& run, const ReportRecorder& recorder, const PageOrigin& origin,
                    const scenario::Comparison* comparison) {
  const PageSource source{run, recorder, origin, Stage{run.end, fault_bands(run.faults)}, comparison};
  std::array<std::string, kParts.size()> parts;
  for (std::size_t i = 0; i < kParts.size(); ++i) {
    Markup part;
    kParts[i].write(part, source);
    SIM_CHECK(part.depth() == 0, "a section left something open");
    parts[i] = part.str();
  }
  Markup page;
  page.raw("<!DOCTYPE html>\n").open("html", {{"lang", "en"}});
  write_document_head(page, run);
  page.open("body").open("main");
  write_head(page, source);
  page.open("nav", {{"aria-label", "Parts of this report"}});
  for (std::size_t i = 0; i < kParts.size(); ++i)
    if (!parts[i].empty()) page.element("a", {{"href", std::string("#") + kParts[i].id}}, kParts[i].name);
  page.close();
  for (const std::string& part : parts) page.raw(part);
  page.close();
  page.element("footer",
               "kafkasim " + origin.version + " \u00b7 " + full_name(run) + " \u00b7 seed " + std::to_string(run.seed));
  page.open("script").raw("/*<![CDATA[*/\n").raw(page_script()).raw("/*]]>*/").close();
  page.close().close().raw("\n");
  SIM_CHECK(page.depth() == 0, "the page is not closed");
  return page.str();
}

}  // namespace report
