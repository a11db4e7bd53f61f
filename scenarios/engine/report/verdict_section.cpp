#include "scenarios/engine/report/sections.h"

namespace report {
namespace {

void write_list(Markup& page, const char* heading, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  page.element("h3", heading).open("ul", {{"class", "plain"}});
  for (const std::string& line : lines) page.open("li").element("pre", line).close();
  page.close();
}

}  // namespace

void write_verdicts(Markup& page, const PageSource& source) {
  const scenario::RunResult& run = source.run;
  bool open = false;
  open_section(page, "expected", "What was expected");
  if (run.verdicts.empty())
    page.element("p", "The scenario expects nothing in particular.");
  else
    page.open("ul", {{"class", "verdicts"}});
  for (const scenario::Judgement& v : run.verdicts) {
    page.open("li", {{"class", v.open() ? "open" : v.met ? "good" : "bad"}});
    page.element("span", {{"class", "sign"}, {"aria-hidden", "true"}}, v.open() ? "?" : v.met ? "\u2713" : "\u2715");
    page.element("span", {{"class", "what"}}, v.sentence());
    page.element("span", {{"class", "met"}}, v.verdict());
    page.close();
    open = open || v.open();
  }
  if (!run.verdicts.empty()) page.close();
  if (open)
    page.element("p", {{"class", "note"}},
                 "What is open is compared with another variant: the report of the scenario itself runs them all.");
  write_list(page, "The run contradicts itself", run.contradictions);
  if (run.promises) {
    write_list(page, "Promises of Kafka that were broken", run.promises->violations);
    write_list(page, "Promises that these settings and faults excuse", run.promises->excused);
    write_list(page, "Losses that the configuration allows", run.promises->allowed_losses);
  }
  page.close();
}

}  // namespace report
