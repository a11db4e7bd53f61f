#include <algorithm>

#include <fmt/format.h>

#include "scenarios/engine/report/page_table.h"
#include "scenarios/engine/report/sections.h"

namespace report {
namespace {

std::string name_of(const scenario::SuiteRun& run) { return run.variant.empty() ? "as it is" : run.variant; }

FigureValue shown(const scenario::Measured& seen, scenario::MeasureUnit unit) {
  if (!seen.reason.empty()) return plain("\u2013");
  return {scenario::text_of(seen, unit), fmt::format("{}", seen.value), "", false, true};
}

/// What is 0 in every variant is left out, but not what everybody asks for.
bool worth_a_row(const scenario::ComparedFigure& figure) {
  const auto seen = [](const scenario::Measured& m) { return m.reason.empty(); };
  if (figure.essential) return std::any_of(figure.seen.begin(), figure.seen.end(), seen);
  return std::any_of(figure.seen.begin(), figure.seen.end(),
                     [&](const scenario::Measured& m) { return seen(m) && m.value != 0; });
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
    cell.text = fmt::format("{} of {} not met", run.missed(), run.verdicts.size());
  return cell;
}

void write_table(Markup& page, const scenario::Comparison& all) {
  std::vector<Column> columns{{"", "", true}};
  for (const scenario::SuiteRun& run : all.runs) columns.push_back({name_of(run), "", true});
  PageTable table("", columns);
  std::vector<FigureValue> outcomes{plain("expectations met")};
  for (const scenario::SuiteRun& run : all.runs) outcomes.push_back(outcome(run));
  table.add(std::move(outcomes));
  for (const scenario::ComparedFigure& figure : all.figures) {
    if (!worth_a_row(figure)) continue;
    std::vector<FigureValue> row{plain(figure.group.empty() ? figure.what : figure.group + ": " + figure.what)};
    for (const scenario::Measured& seen : figure.seen) row.push_back(shown(seen, figure.unit));
    table.add(std::move(row));
  }
  table.draw(page);
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
  for (const scenario::SuiteRun& run : runs)
    page.element("dt", name_of(run)).element("dd", run.title.empty() ? run.scenario : run.title);
  page.close();
  write_table(page, *source.comparison);
  for (std::size_t i = 1; i < runs.size(); ++i) write_troubles(page, runs[i]);
  page.open("p", {{"class", "note"}}).text("All about one of them: ");
  page.element("code", fmt::format("kafkasim report {} --variant NAME", runs.front().scenario)).close();
  page.close();
}

}  // namespace report
