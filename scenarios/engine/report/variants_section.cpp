#include <algorithm>

#include <fmt/format.h>

#include "scenarios/engine/report/page_table.h"
#include "scenarios/engine/report/sections.h"

namespace report {
namespace {

constexpr const char* kBase = "as it is";

FigureValue shown(const scenario::Measured& seen, scenario::MeasureUnit unit) {
  if (!seen.reason.empty()) return plain("\u2013");
  return {scenario::text_of(seen, unit), fmt::format("{}", seen.value), "", false, true};
}

/// Nobody learns anything from a row of zeros.
bool says_something(const scenario::ComparedFigure& figure) {
  return std::any_of(figure.seen.begin(), figure.seen.end(),
                     [](const scenario::Measured& m) { return m.reason.empty() && m.value != 0; });
}

FigureValue outcome(const scenario::SuiteRun& run) {
  FigureValue cell = plain(fmt::format("all {}", run.verdicts.size()));
  cell.number = true;
  cell.bad = !run.passed();
  if (!run.failed.empty())
    cell.text = "it did not run";
  else if (!run.broken.empty())
    cell.text = "a promise broken";
  else if (run.missed() > 0)
    cell.text = fmt::format("{} of {} not", run.missed(), run.verdicts.size());
  return cell;
}

/// One table for the whole run, one for each group.
void write_tables(Markup& page, const scenario::Comparison& all, const std::vector<Column>& columns) {
  for (auto figure = all.figures.begin(); figure != all.figures.end();) {
    const std::string& group = figure->group;
    PageTable table(group.empty() ? "The run" : "Group " + group, columns);
    if (group.empty()) {
      std::vector<FigureValue> row{plain("expectations met")};
      for (const scenario::SuiteRun& run : all.runs) row.push_back(outcome(run));
      table.add(std::move(row));
    }
    for (; figure != all.figures.end() && figure->group == group; ++figure) {
      if (!says_something(*figure)) continue;
      std::vector<FigureValue> row{plain(figure->what)};
      for (const scenario::Measured& seen : figure->seen) row.push_back(shown(seen, figure->unit));
      table.add(std::move(row));
    }
    if (!table.empty()) table.draw(page);
  }
}

/// What a variant did not show as expected; the page's own run has a section for that.
void write_troubles(Markup& page, const scenario::SuiteRun& run) {
  if (run.passed()) return;
  page.element("h3", fmt::format("{} is not as expected", run.variant)).open("ul", {{"class", "plain"}});
  if (!run.failed.empty()) page.element("li", run.failed);
  for (const std::string& what : run.broken) page.element("li", what);
  for (const scenario::Judgement& v : run.verdicts)
    if (!v.met) page.element("li", v.sentence());
  page.close();
}

}  // namespace

void write_variants(Markup& page, const PageSource& source) {
  if (source.comparison == nullptr || source.comparison->runs.size() < 2) return;
  const std::vector<scenario::SuiteRun>& runs = source.comparison->runs;
  open_section(page, "variants", "With one thing changed");
  page.open("dl", {{"class", "facts"}});
  std::vector<Column> columns{{"", "", true}};
  for (const scenario::SuiteRun& run : runs) {
    const std::string name = run.variant.empty() ? kBase : run.variant;
    page.element("dt", name).element("dd", run.title.empty() ? run.scenario : run.title);
    columns.push_back({name, "", true});
  }
  page.close();
  write_tables(page, *source.comparison, columns);
  for (std::size_t i = 1; i < runs.size(); ++i) write_troubles(page, runs[i]);
  page.element("p", {{"class", "note"}},
               fmt::format("`kafkasim report {} --variant NAME` writes all about one of them.", runs.front().scenario));
  page.close();
}

}  // namespace report
